"""The read side of activation."""

from __future__ import annotations

from dataclasses import dataclass

from db import connection, merged
from ill_desktop.activation import codes, rules
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.patrons.queries import follow


@dataclass(frozen=True)
class ActivationRow:
    """One agreement; ``at`` is UTC text, ``mobile_proof`` is code, email or attested."""

    id: int
    at: str
    way: str
    terms_version: str
    terms_hash: str
    language: str
    actor: str
    mobile_proof: str


@dataclass(frozen=True)
class UnderWay:
    """A visit of a reader who has proved step 1 and is on the way; times are UTC text.

    ``channel`` is how the code is to come, empty before it was chosen: with ``counter`` the reader stands
    before the desk and waits for it.
    """

    way: str
    step: str
    channel: str
    since: str


# Whatever was agreed under another record of the same reader counts too.
_RECORDS = merged.same("?1")


def history(patron_id: int) -> list[ActivationRow]:
    """All agreements of a reader, newest first."""
    return connection.rows(
        ActivationRow,
        "SELECT id, at, way, terms_version, terms_hash, language, actor, mobile_proof FROM activation "
        f"WHERE patron_id IN {_RECORDS} ORDER BY id DESC",
        (patron_id,),
    )


def needs_activation(library: Library, patron_id: int) -> bool:
    """Whether the reader has yet to agree to the terms that hold now; a new version asks again."""
    agreed = connection.value(
        f"SELECT 1 FROM activation WHERE patron_id IN {_RECORDS} AND terms_version = ?2 LIMIT 1",
        (patron_id, library.terms_version),
    )
    return agreed is None


def under_way(ground: Ground, patron_id: int) -> UnderWay | None:
    """The newest visit by phone or kiosk in which this reader has proved step 1 and not yet agreed."""
    return connection.first(
        UnderWay,
        "SELECT way, step, channel, created_at FROM activation_visit "
        f"WHERE patron_id IN {_RECORDS} AND expires_at > ?2 AND way <> 'desk' "
        "ORDER BY created_at DESC LIMIT 1",
        (patron_id, ground.now),
    )


def codes_locked(ground: Ground, patron_id: int) -> bool:
    """Whether five codes were wrong in the last 24 hours: a librarian can unlock."""
    return codes.wrong_today(ground, follow(patron_id)) >= rules.WRONG_CODES_A_DAY
