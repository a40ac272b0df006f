"""How often something may fail before one has to wait: sign-in, cards, identities, pictures.

Failures are kept under a hash of ``who``: a door and a login (``patron:chenhy88``), or a door and the client
somebody comes through (``card:phone:192.0.2.7``, ``card:kiosk``). Whoever must not be locked out by others
is never counted by name or number, only by client.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection
from typing import TypeVar

from db import connection
from db.tables import SignInAttempt
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff import rules

KEPT = dt.timedelta(days=2)
Answer = TypeVar("Answer")


def check(ground: Ground, who: str, most: int, minutes: int) -> None:
    """Raise Refusal ``sign_in.wait`` once ``most`` tries failed within ``minutes`` and none succeeded since.

    ``minutes`` of the refusal are those until the next try is free. Waiting itself counts as no failure.
    """
    now = ground.clock.now()
    # Newest first: the try that has to grow old before another is free.
    decisive = connection.value(
        "SELECT at FROM sign_in_attempt WHERE who = ?1 AND at > ?2 AND id > "
        "(SELECT COALESCE(MAX(id), 0) FROM sign_in_attempt WHERE who = ?1 AND succeeded = 1) "
        "ORDER BY at DESC LIMIT 1 OFFSET ?3",
        (_key(who), utc_text(now - dt.timedelta(minutes=minutes)), most - 1),
    )
    if decisive is not None:
        raise Refusal("sign_in.wait", minutes=rules.minutes_left(now - utc_time(decisive), minutes))


def failed(ground: Ground, who: str) -> None:
    """Count one failure; in the caller's transaction, which must not be rolled back by the refusal."""
    _remember(ground, who, 0)


def succeeded(ground: Ground, who: str) -> None:
    """Forget the failures of this one. Not for a client that many people share: who holds one good card
    could clear the count with it."""
    _remember(ground, who, 1)


def attempt(
    ground: Ground, who: str, most: int, minutes: int, action: Callable[[], Answer], counts: Collection[str]
) -> Answer:
    """Do something quick that may fail, in one transaction with the count: tries at once cannot slip through.

    A Refusal whose code is in ``counts`` is a failure; what the action wrote before it is taken back.
    Raises what the action raises, and ``sign_in.wait`` as :func:`check` does.
    """
    with connection.transaction():
        check(ground, who, most, minutes)
        try:
            with connection.transaction():
                return action()
        except Refusal as refusal:
            if refusal.code not in counts:
                raise
            failed(ground, who)
            wrong = refusal
    raise wrong


def _remember(ground: Ground, who: str, good: int) -> None:
    now = ground.clock.now()
    with connection.transaction():
        SignInAttempt.insert(at=utc_text(now), who=_key(who), succeeded=good).execute()
        connection.execute("DELETE FROM sign_in_attempt WHERE at < ?", (utc_text(now - KEPT),))


def _key(who: str) -> str:
    return hashlib.sha256(who.casefold().encode("utf-8", "replace")).hexdigest()
