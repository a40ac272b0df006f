"""Who has signed in on a phone: a note the phone carries, and what ends it before its half hour is over.

Each sign-in has a random mark; signing out is remembered under it, in the database and as long as any copy
of the note could be good, so that none works afterwards. A new password ends all that were begun before it.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import asdict, dataclass
from typing import Any

from db import connection
from ill_desktop import settings
from ill_desktop.clock import utc_text
from ill_desktop.ground import Ground
from ill_desktop.patrons import queries
from ill_desktop.staff.rules import Actor, reader
from ill_desktop.web import cookies

KEY = "page.signed_out"
MARK_BYTES = 12
KEPT = dt.timedelta(seconds=cookies.LIFE[cookies.READER] + 60)  # one may be sealed while another signs out


@dataclass(frozen=True)
class SignedIn:
    """One sign-in of a reader on one phone; ``since`` is UTC text."""

    id: int
    name: str
    mark: str
    since: str

    @property
    def actor(self) -> Actor:
        return reader(self.id, self.name)

    @property
    def note(self) -> dict[str, Any]:
        """What the phone carries."""
        return asdict(self)


def begin(ground: Ground, actor: Actor) -> SignedIn:
    """A sign-in of this reader, from now on. Raises ValueError for anybody else: a bug."""
    if actor.patron_id is None:
        raise ValueError(actor.role)
    return SignedIn(actor.patron_id, actor.name, secrets.token_urlsafe(MARK_BYTES), ground.now)


def found(note: dict[str, Any] | None) -> SignedIn | None:
    """The sign-in a note is about, unless it was ended or the note is of another release."""
    if note is None or note.keys() != SignedIn.__annotations__.keys():
        return None
    kept = SignedIn(**note)
    if kept.mark in settings.read(KEY, {}) or kept.since < password_changed(kept.id):
        return None
    return kept


def end(ground: Ground, signed_in: SignedIn) -> None:
    """Sign out: no copy of the note is good from now on."""
    with connection.transaction():
        marks = {mark: until for mark, until in settings.read(KEY, {}).items() if until > ground.now}
        settings.write(KEY, {**marks, signed_in.mark: utc_text(ground.clock.now() + KEPT)})


def password_changed(patron_id: int) -> str:
    """When this reader got another password last, as UTC text; empty when never."""
    return next((event.at for event in queries.events(patron_id) if event.kind == "password"), "")
