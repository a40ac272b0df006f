"""How often something may fail before one has to wait: sign-in, cards, identities, pictures.

Failures are kept under a hash of ``who``. Readers come through a client that many share (``kiosk``,
``phone:192.0.2.7``, a router before a whole building): what is typed wrong about one number keeps only that
number waiting, and only there. So nobody locks his neighbours out, and nobody an owner who is elsewhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple, TypeVar

from db import connection
from db.tables import SignInAttempt
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff import rules

KEPT = dt.timedelta(days=2)
A_CLIENT, CLIENT_MINUTES = 100, 60
"""Failures of one client about any number: more is going through numbers one after another."""
Answer = TypeVar("Answer")


class Wall(NamedTuple):
    """Whoever has failed ``most`` times within ``minutes`` waits."""

    who: str
    most: int
    minutes: int


def shared(door: str, client: str, typed: str, most: int, minutes: int) -> tuple[Wall, Wall]:
    """The walls of a door that many come to through one client: for what was ``typed`` there (a number, a
    login; folded), and for the client as a whole."""
    through = f"{door}:{client}"
    return Wall(f"{through}\x1f{typed}", most, minutes), Wall(through, A_CLIENT, CLIENT_MINUTES)


def check(ground: Ground, who: str, most: int, minutes: int) -> None:
    """Raise Refusal ``sign_in.wait`` once ``most`` tries failed within ``minutes`` and none succeeded since.

    ``minutes`` of the refusal are those until the next try is free. Waiting itself counts as no failure.
    Nor does what lies further ahead than that: it failed under a clock that was wrong then, and would lock
    everybody out until that day.
    """
    now, within = ground.clock.now(), dt.timedelta(minutes=minutes)
    # Newest first: the try that has to grow old before another is free.
    decisive = connection.value(
        "SELECT at FROM sign_in_attempt WHERE who = ?1 AND at > ?2 AND at < ?4 AND id > "
        "(SELECT COALESCE(MAX(id), 0) FROM sign_in_attempt WHERE who = ?1 AND succeeded = 1) "
        "ORDER BY at DESC LIMIT 1 OFFSET ?3",
        (_key(who), utc_text(now - within), most - 1, utc_text(now + within)),
    )
    if decisive is not None:
        raise Refusal("sign_in.wait", minutes=rules.minutes_left(now - utc_time(decisive), minutes))


def failures(who: str) -> int:
    """How many tries failed that are still kept; of one who never succeeds."""
    return int(
        connection.value("SELECT COUNT(*) FROM sign_in_attempt WHERE who = ? AND succeeded = 0", (_key(who),))
    )


def failed(ground: Ground, *who: str) -> None:
    """Count one failure of each, in the caller's transaction: the refusal must not roll it back."""
    with connection.transaction():
        for each in who:
            _remember(ground, each, 0)


def succeeded(ground: Ground, who: str) -> None:
    """Forget the failures of this one. Not for a client that many people share: who holds one good card
    could clear the count with it."""
    _remember(ground, who, 1)


def attempt(
    ground: Ground, walls: Iterable[Wall], action: Callable[[], Answer], counts: Collection[str]
) -> Answer:
    """Do something quick that may fail, in one transaction with the count: tries at once cannot slip through.

    A Refusal whose code is in ``counts`` is a failure before every wall; what the action wrote before it is
    taken back. Raises what the action raises, and ``sign_in.wait`` as :func:`check` does.
    """
    walls = tuple(walls)
    with connection.transaction():
        for wall in walls:
            check(ground, *wall)
        try:
            with connection.transaction():
                return action()
        except Refusal as refusal:
            if refusal.code not in counts:
                raise
            failed(ground, *(wall.who for wall in walls))
            wrong = refusal
    raise wrong


def _remember(ground: Ground, who: str, good: int) -> None:
    now = ground.clock.now()
    with connection.transaction():
        SignInAttempt.insert(at=utc_text(now), who=_key(who), succeeded=good).execute()
        connection.execute("DELETE FROM sign_in_attempt WHERE at < ?", (utc_text(now - KEPT),))


def _key(who: str) -> str:
    return hashlib.sha256(who.casefold().encode("utf-8", "replace")).hexdigest()
