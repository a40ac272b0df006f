"""Visits: one person's way through the three steps, kept in the database until it is done or a day old.

Of the secret that a phone keeps in a cookie, of the client and of the picture only hashes are stored. What
is shown of a visit never holds the name, the number or the last six.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Any

from db import connection, sqlite
from db.tables import ActivationVisit
from ill_desktop.activation import codes, pictures, rules, tokens
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import fields


@dataclass(frozen=True)
class Visit:
    """What the one who came keeps: the secret is nowhere else. ``expires_at`` is a UTC instant."""

    secret: str = field(repr=False)
    step: str
    language: str
    expires_at: dt.datetime


@dataclass(frozen=True)
class SentCode:
    """A code that is under way by ``channel`` to a ``masked`` address until a UTC instant. For the channel
    ``counter`` both are empty: staff makes the code when the reader stands before them."""

    channel: str
    masked: str
    expires_at: dt.datetime | None


@dataclass(frozen=True)
class VisitState:
    """Where a visit stands. ``email`` and ``mobile`` are masked, empty before they were typed."""

    step: str
    way: str
    language: str
    expires_at: dt.datetime
    needs_picture: bool
    email: str
    mobile: str
    sent: SentCode | None


@dataclass(frozen=True)
class Kept:
    """A visit as it is stored; times are UTC text, ``last_six`` is keyed and only a new one."""

    hash: str
    way: str
    client: str
    actor: str
    language: str
    step: str
    patron_id: int | None
    meant_for: int | None
    token_hash: str | None
    last_six: str | None = field(repr=False)
    email: str = field(repr=False)
    mobile: str = field(repr=False)
    channel: str
    proof: str
    created_at: str
    expires_at: str

    @property
    def patron(self) -> int:
        """Who has proved to be whom. Raises Refusal ``activation.step`` before that."""
        if self.patron_id is None:
            raise Refusal("activation.step")
        return self.patron_id


_COLUMNS = (
    "hash, way, client, actor, language, step, patron_id, meant_for, token_hash, last_six, email, mobile, "
    "channel, proof, created_at, expires_at"
)


def begin(ground: Ground, way: str, client: str, language: str, **columns: Any) -> Visit:
    """A new visit, in the caller's transaction; those whose day is over go."""
    now = ground.clock.now()
    keyed = ground.keyed("visit_client", sqlite.whole(client))
    purge(ground)
    connection.execute(
        "DELETE FROM activation_visit WHERE hash IN (SELECT hash FROM activation_visit WHERE client = ? "
        "AND patron_id IS NULL ORDER BY created_at DESC LIMIT -1 OFFSET ?)",
        (keyed, rules.VISITS_A_CLIENT),
    )
    secret = secrets.token_urlsafe(rules.TOKEN_BYTES)
    expires_at = now + dt.timedelta(hours=rules.VISIT_HOURS)
    ActivationVisit.insert(
        hash=tokens.hashed(secret),
        way=way,
        client=keyed,
        language=language,
        step=rules.STEPS[0],
        created_at=utc_text(now),
        expires_at=utc_text(expires_at),
        **columns,
    ).execute()
    return Visit(secret, rules.STEPS[0], language, expires_at)


def purge(ground: Ground) -> int:
    """Remove the visits whose day is over, with all that was typed; returns how many."""
    return connection.execute("DELETE FROM activation_visit WHERE expires_at <= ?", (ground.now,))


def find(ground: Ground, secret: str) -> Kept | None:
    """The visit behind a secret, unless it is over."""
    return connection.first(
        Kept,
        f"SELECT {_COLUMNS} FROM activation_visit WHERE hash = ? AND expires_at > ?",
        (tokens.hashed(secret), ground.now),
    )


def load(ground: Ground, secret: str, *steps: str) -> Kept:
    """The visit behind a secret, standing at one of these steps (none given: at any).

    Raises Refusal ``activation.visit_over`` or ``activation.step``.
    """
    visit = find(ground, secret)
    if visit is None:
        raise Refusal("activation.visit_over")
    if steps:
        rules.check_step(visit.step, *steps)
    return visit


def change(visit: Kept, **columns: Any) -> None:
    """Write columns of a visit that stands where it stood; in a transaction with what allows it.

    Raises Refusal ``activation.step`` when it has moved on meanwhile.
    """
    table = ActivationVisit
    changed = table.update(**columns).where((table.hash == visit.hash) & (table.step == visit.step)).execute()
    if changed != 1:
        raise Refusal("activation.step")


def finish(visit: Kept) -> None:
    """The reader has agreed: that the visit is done is remembered till its day is over, nothing else."""
    change(
        visit,
        step="done",
        patron_id=None,
        meant_for=None,
        token_hash=None,
        last_six=None,
        picture="",
        email="",
        mobile="",
        channel="",
        proof="",
    )


def forget(secret: str) -> None:
    """Remove a visit and all that was typed: the reader gives up, or starts anew."""
    _remove(tokens.hashed(secret))


def end(visit: Kept) -> None:
    """Remove a visit that may not go on."""
    _remove(visit.hash)


def _remove(kept: str) -> None:
    connection.execute("DELETE FROM activation_visit WHERE hash = ?", (kept,))


def new_picture(ground: Ground, visit: Kept) -> str:
    """The text of a fresh picture, good for one try; its hash replaces the one before."""
    text = pictures.new_text()
    change(visit, picture=_picture_hash(ground, visit, text))
    return text


def picture_read(ground: Ground, visit: Kept, typed: str) -> bool:
    """Whether the picture was read; in any case it is used up."""
    with connection.transaction():
        kept = connection.value("SELECT picture FROM activation_visit WHERE hash = ?", (visit.hash,)) or ""
        connection.execute("UPDATE activation_visit SET picture = '' WHERE hash = ?", (visit.hash,))
    return hmac.compare_digest(kept, _picture_hash(ground, visit, rules.picture_text(typed)))


def _picture_hash(ground: Ground, visit: Kept, text: str) -> str:
    return ground.keyed("activation_picture", f"{visit.hash}:{text}")


def state(ground: Ground, visit: Kept) -> VisitState:
    """What may be shown of a visit."""
    return VisitState(
        visit.step,
        visit.way,
        visit.language,
        utc_time(visit.expires_at),
        visit.way in rules.PICTURE_WAYS,
        fields.masked(visit.email) if visit.email else "",
        fields.mobile_masked(visit.mobile) if visit.mobile else "",
        _sent(ground, visit),
    )


def _sent(ground: Ground, visit: Kept) -> SentCode | None:
    if visit.step != "code" or not visit.channel or visit.patron_id is None:
        return None
    if visit.channel == "counter":
        return SentCode("counter", "", None)
    until = codes.sent(ground, visit.patron_id, visit.channel)
    return SentCode(visit.channel, address_masked(visit, visit.channel), until) if until else None


def address(visit: Kept, channel: str) -> str:
    """Where a code goes by a channel."""
    return {"sms": visit.mobile, "email": visit.email, "counter": ""}[channel]


def address_masked(visit: Kept, channel: str) -> str:
    """The same as may be shown: enough to see a slip of the finger, too little to be read off a screen."""
    to = address(visit, channel)
    return fields.mobile_masked(to) if channel == "sms" else fields.masked(to)
