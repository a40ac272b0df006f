"""What waits at the counter, and for how long: each figure one indexed query."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db import connection
from ill_desktop.clock import utc_text
from ill_desktop.ground import Ground

DUE_SOON_DAYS = 3


@dataclass(frozen=True)
class Waiting:
    """One card of the board: how many wait, and how many of those are late."""

    key: str
    count: int
    late: int = 0


@dataclass(frozen=True)
class Item:
    """One thing to do next. ``place`` and ``subject`` are what it opens; ``since`` is UTC text."""

    kind: str
    place: str
    subject: int
    patron: str
    text: str
    since: str


@dataclass(frozen=True)
class Day:
    """What the day has brought so far; amounts in fen."""

    submitted: int
    delivered: int
    taken_fen: int
    subsidy_fen: int


_OWED = (
    "EXISTS (SELECT 1 FROM charge c JOIN posting p ON p.charge_id = c.id JOIN account a "
    "ON a.id = p.account_id WHERE c.request_id = r.id AND a.code = 'receivable:' || r.patron_id "
    "GROUP BY c.request_id HAVING SUM(p.amount_fen) <> 0)"
)

# Whoever was asked last has let its working days pass without an answer.
_SILENT = (
    "EXISTS (SELECT 1 FROM request_supplier q WHERE q.request_id = r.id AND q.answered_at IS NULL "
    "AND q.expected_on < ?)"
)


def _pair(sql: str, *values: object) -> tuple[int, int]:
    found = connection.first(lambda count, late: (int(count), int(late or 0)), sql, values)
    assert found is not None
    return found


def waiting(ground: Ground) -> list[Waiting]:
    """The cards in the order of the board."""
    today = ground.clock.day()
    soon = (today + dt.timedelta(days=DUE_SOON_DAYS)).isoformat()
    now = ground.clock.now()
    three_days = utc_text(now - dt.timedelta(days=3))
    request = "SELECT COUNT(*), SUM({late}) FROM request r WHERE r.state {states}"
    cards = {
        "review": _pair(
            "SELECT COUNT(*), SUM(review_due < ?) FROM patron "
            "WHERE state = 'pending_review' AND merged_into IS NULL",
            today.isoformat(),
        ),
        "cost": _pair(
            request.format(late="r.state_since < ?", states="= 'awaiting_cost_approval'"), three_days
        ),
        "paid": _pair(
            request.format(late="0", states="= 'awaiting_payment'") + f" AND NOT {_OWED}",
        ),
        "pickup": _pair(
            request.format(late="r.pickup_until < ?", states="IN ('ready_for_pickup', 'not_collected')"),
            today.isoformat(),
        ),
        "silent": _pair(request.format(late=_SILENT, states="= 'sent'"), today.isoformat()),
        "due": _pair(
            request.format(late="r.due_on < ?", states="= 'checked_out'") + " AND r.due_on <= ?",
            today.isoformat(),
            soon,
        ),
        "transfers": _pair("SELECT COUNT(*), 0 FROM transfer WHERE state = 'pending'"),
        "notices": _pair("SELECT COUNT(*), COUNT(*) FROM outbox WHERE state = 'failed'"),
    }
    return [Waiting(key, *pair) for key, pair in cards.items()]


def first_things(ground: Ground, limit: int = 12) -> list[Item]:
    """What should be done first, the longest wait on top."""
    today = ground.today
    parts = (
        "SELECT 'review', 'review', id, name, unit, submitted_at FROM patron "
        "WHERE state = 'pending_review' AND merged_into IS NULL",
        "SELECT 'overdue', 'requests', r.id, p.name, r.title, r.state_since FROM request r JOIN patron p "
        f"ON p.id = r.patron_id WHERE r.state = 'checked_out' AND r.due_on < '{today}'",
        _requests("cost", "awaiting_cost_approval"),
        _requests("send", "received"),
        _requests("send", "awaiting_payment") + f" AND NOT {_OWED}",
        _requests("new", "submitted"),
        _requests("chase", "sent") + f" AND {_SILENT.replace('?', repr(today))}",
    )
    sql = " UNION ALL ".join(f"SELECT * FROM ({part} ORDER BY 6 LIMIT {limit // 3 + 1})" for part in parts)
    return connection.rows(Item, f"SELECT * FROM ({sql}) ORDER BY 6 LIMIT ?", (limit,))


def _requests(kind: str, state: str) -> str:
    return (
        f"SELECT '{kind}', 'requests', r.id, p.name, r.title, r.state_since FROM request r "
        f"JOIN patron p ON p.id = r.patron_id WHERE r.state = '{state}'"
    )


def day(ground: Ground) -> Day:
    """Today's figures by the business date of the branch."""
    start = utc_text(ground.clock.start_of(ground.clock.day()))
    return Day(
        submitted=int(connection.value("SELECT COUNT(*) FROM request WHERE submitted_at >= ?", (start,))),
        delivered=int(
            connection.value(
                "SELECT COUNT(*) FROM request WHERE state IN ('delivered', 'completed') AND state_since >= ?",
                (start,),
            )
        ),
        taken_fen=_on_day(
            ground,
            "e.kind IN ('payment', 'deposit', 'transfer', 'reversal') AND a.kind = 'asset' "
            "AND a.code NOT LIKE 'receivable:%'",
        ),
        subsidy_fen=_on_day(ground, "a.kind = 'expense' AND a.code LIKE 'subsidy:%'"),
    )


def _on_day(ground: Ground, condition: str) -> int:
    return int(
        connection.value(
            "SELECT COALESCE(SUM(p.amount_fen), 0) FROM entry e JOIN posting p ON p.entry_id = e.id "
            f"JOIN account a ON a.id = p.account_id WHERE e.day = ? AND {condition}",
            (ground.today,),
        )
    )
