"""Passwords: argon2id, never shown, never logged; failed tries slow the next ones down."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

from ill_desktop.ground import Ground
from ill_desktop.staff import rules, throttle

COST: dict[str, Any] = {}
"""What a hash costs: nothing given, argon2's own recommendation. Tests that are not about it take less."""

# Tries at one login take turns: many at once would all be checked before the first was counted. The phone
# page and the windows are one process; a few logins share a turn.
_TURNS = tuple(threading.Lock() for _ in range(64))


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


def is_of(stored: str | None, password: str) -> bool:
    """Whether a password is that of an account; None, for one that does not exist, takes as long."""
    return matches(stored or _nobody(), password) and stored is not None


@cache
def _nobody() -> str:
    """A hash to check against when there is no such account, so that the answer takes as long."""
    return hashed("nobody's password")


def admit(
    ground: Ground, door: str, login: str, password: str, *stored: str | None, client: str = ""
) -> bool:
    """Check one sign-in at a door (``staff`` or ``patron``) and remember the try.

    ``stored``: the hashes of which one must match, always as many at one door; None for one that does not
    exist. So the answer and the time are the same for an unknown login. Raises Refusal ``sign_in.wait``
    after too many failures; the waiting is per login, known or not, and with a ``client`` only there.
    """
    most, minutes = rules.FAILURES_BEFORE_WAIT, rules.WAIT_MINUTES
    own = throttle.Wall(f"{door}\x1f{login}", most, minutes)
    walls = throttle.shared(door, client, login, most, minutes) if client else (own,)
    with _TURNS[hash(own.who) % len(_TURNS)]:
        for wall in walls:
            throttle.check(ground, *wall)
        good = any(is_of(each, password) for each in stored)
        if good:
            throttle.succeeded(ground, walls[0].who)
        else:
            throttle.failed(ground, *(wall.who for wall in walls))
        return good
