"""Passwords: argon2id, never shown, never logged; failed tries slow the next ones down."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from typing import Any

from db import connection
from db.tables import SignInAttempt
from ill_desktop.clock import utc_text
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff import rules

COST: dict[str, Any] = {}
"""What a hash costs: nothing given, argon2's own recommendation. Tests that are not about it take less."""


def hashed(password: str) -> str:
    """The argon2id hash; about a tenth of a second, so never on the window's thread."""
    from argon2 import PasswordHasher

    return PasswordHasher(**COST).hash(password)


def matches(stored: str, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(stored, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


@cache
def _nobody() -> str:
    """A hash to check against when there is no such account, so that the answer takes as long."""
    return hashed("nobody's password")


def _who(door: str, login: str) -> str:
    return hashlib.sha256(f"{door}\x1f{login.casefold()}".encode("utf-8", "replace")).hexdigest()


def admit(ground: Ground, door: str, login: str, stored: str | None, password: str) -> bool:
    """Check one sign-in at a door (``staff`` or ``patron``) and remember the try.

    ``stored`` is None for an unknown login: the answer and the time are the same. Raises Refusal
    ``sign_in.wait`` after too many failures; the waiting is per login, known or not.
    """
    now = ground.clock.now()
    who = _who(door, login)
    since = utc_text(now - dt.timedelta(minutes=rules.WAIT_MINUTES))
    failures = connection.value(
        "SELECT COUNT(*) FROM sign_in_attempt WHERE who = ? AND at > ? AND id > "
        "(SELECT COALESCE(MAX(id), 0) FROM sign_in_attempt WHERE who = ? AND succeeded = 1)",
        (who, since, who),
    )
    if rules.must_wait(failures):
        raise Refusal("sign_in.wait", minutes=rules.WAIT_MINUTES)
    good = matches(stored or _nobody(), password) and stored is not None
    with connection.transaction():
        SignInAttempt.insert(at=utc_text(now), who=who, succeeded=int(good)).execute()
        connection.execute(
            "DELETE FROM sign_in_attempt WHERE at < ?", (utc_text(now - dt.timedelta(days=2)),)
        )
    return good
