"""Codes that prove a mobile or an e-mail: six digits, kept as a keyed hash, good for one use.

A code is bound to its reader and, when it was sent, to the address it went to: it proves no other.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass, field

from db import connection
from db.tables import ActivationCode, ActivationWrongCode
from ill_desktop.activation import rules
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground


@dataclass(frozen=True)
class IssuedCode:
    """Six digits for the staff window or a message; ``expires_at`` is a UTC instant."""

    code: str = field(repr=False)
    expires_at: dt.datetime
    id: int = 0


@dataclass(frozen=True)
class GoodCode:
    """A code that was right: its row and the channel it came by."""

    id: int
    channel: str


def issue(ground: Ground, patron_id: int, channel: str = "counter", to: str = "") -> IssuedCode:
    """A new code, in the caller's transaction; only the newest counts. ``to``: the address it goes to.

    Raises Refusal ``activation.code_locked``, and for those that are sent ``resend`` or ``codes_hour``.
    """
    check_tries(ground, patron_id)
    if channel != "counter":
        _check_resend(ground, patron_id)
    code = f"{secrets.randbelow(1_000_000):06d}"
    expires_at = ground.clock.now() + dt.timedelta(minutes=ground.library.code_minutes)
    number: int = ActivationCode.insert(
        patron_id=patron_id,
        hash=_hash(ground, patron_id, code, to),
        way=channel,
        created_at=ground.now,
        expires_at=utc_text(expires_at),
    ).execute()
    return IssuedCode(code, expires_at, number)


def _hash(ground: Ground, patron_id: int, code: str, to: str) -> str:
    # Keyed: a plain hash of six digits is guessed at once.
    return ground.keyed("activation_code", f"{patron_id}:{code}" + (f":{to}" if to else ""))


def _check_resend(ground: Ground, patron_id: int) -> None:
    now = ground.clock.now()
    in_hour, last = connection.first(
        lambda *row: row,
        # One that could not be sent keeps nobody waiting for the minute, but counts in the hour.
        "SELECT COUNT(*), MAX(created_at) FILTER (WHERE consumed_at IS NULL) FROM activation_code "
        "WHERE patron_id = ? AND way <> 'counter' AND created_at > ?",
        (patron_id, utc_text(now - dt.timedelta(hours=1))),
    ) or (0, None)
    rules.check_resend(None if last is None else (now - utc_time(last)).total_seconds(), in_hour)


def consume(ground: Ground, code_id: int) -> None:
    """Use a code up, in the transaction that found it good, or that it could not be sent."""
    connection.execute("UPDATE activation_code SET consumed_at = ? WHERE id = ?", (ground.now, code_id))


def wrong_today(ground: Ground, patron_id: int) -> int:
    """How many codes were wrong in the last 24 hours."""
    since = utc_text(ground.clock.now() - dt.timedelta(days=1))
    return int(
        connection.value(
            "SELECT COUNT(*) FROM activation_wrong_code WHERE patron_id = ? AND at > ?", (patron_id, since)
        )
    )


def check_tries(ground: Ground, patron_id: int) -> None:
    """Raises Refusal ``activation.code_locked`` after too many wrong codes."""
    rules.check_tries(wrong_today(ground, patron_id), _phone(ground))


def _phone(ground: Ground) -> str:
    """Where a librarian is reached who can unlock."""
    return str(ground.library.help_desk["phone"])


def judge(
    ground: Ground, patron_id: int, typed: str, email: str = "", mobile: str = ""
) -> GoodCode | Refusal:
    """The code that was typed, when it is right for this contact; it is not used up. A wrong one is counted
    and its refusal returned, not raised: the caller's transaction must not be rolled back by it.

    Raises Refusal beside ``code`` when there was nothing to count.
    """
    code = rules.check_code(typed, wrong_today(ground, patron_id), _phone(ground))
    row: tuple[int, str, str] | None = connection.first(
        lambda *columns: columns,
        "SELECT id, hash, way FROM activation_code "
        "WHERE patron_id = ? AND consumed_at IS NULL AND expires_at > ? ORDER BY id DESC LIMIT 1",
        (patron_id, ground.now),
    )
    if row is None:
        raise Refusal("activation.code_expired", "code")
    to = {"sms": mobile, "email": email, "counter": ""}[row[2]]
    if hmac.compare_digest(row[1], _hash(ground, patron_id, code, to)):
        return GoodCode(row[0], row[2])
    ActivationWrongCode.insert(patron_id=patron_id, at=ground.now).execute()
    return rules.wrong_code(wrong_today(ground, patron_id), _phone(ground))


def verify(ground: Ground, patron_id: int, typed: str, email: str = "", mobile: str = "") -> GoodCode:
    """As :func:`judge`, in a transaction of its own. Raises Refusal beside ``code``."""
    with connection.transaction():
        answer = judge(ground, patron_id, typed, email, mobile)
    if isinstance(answer, Refusal):
        raise answer
    return answer


def sent(ground: Ground, patron_id: int, channel: str) -> dt.datetime | None:
    """Until when the code that went by this channel is good; None when there is none."""
    until = connection.value(
        "SELECT expires_at FROM activation_code WHERE patron_id = ? AND way = ? AND consumed_at IS NULL "
        "AND expires_at > ? ORDER BY id DESC LIMIT 1",
        (patron_id, channel, ground.now),
    )
    return None if until is None else utc_time(until)


def forgive(patron_id: int) -> None:
    """A librarian unlocks: the wrong codes count no more."""
    connection.execute("DELETE FROM activation_wrong_code WHERE patron_id = ?", (patron_id,))
