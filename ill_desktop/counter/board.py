"""What waits at the counter, and for how long: each figure one indexed query, and its list the same rows.

What somebody has put off to a later day is left out until then (see ``marks``).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from db import connection
from ill_desktop import settings
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.counter.marks import awake
from ill_desktop.ground import Ground
from ill_desktop.notices.queries import STUCK
from ill_desktop.notices.settings import MAIL, SMS
from ill_desktop.patrons import calendar

DUE_SOON_DAYS = 3
COST_DAYS, WORK_DAYS = 3, 1  # working days after which an answer, or our own next step, is late
PAGE = 200


@dataclass(frozen=True)
class Waiting:
    """One card of the board: how many wait, and how many of those are late."""

    key: str
    count: int
    late: int = 0


@dataclass(frozen=True)
class Item:
    """One thing to do. ``card`` and ``subject`` name it for ``marks``; ``place`` and ``opens`` are what it
    opens; ``since`` is UTC text, or a due date. ``staff`` looks after it; ``until``: put off to that day."""

    card: str
    kind: str
    place: str
    subject: int
    opens: int | None
    patron: str
    text: str
    since: str
    late: int
    staff: str | None
    note: str | None
    until: str | None


@dataclass(frozen=True)
class Day:
    """What the day has brought so far; amounts in fen; ``tenths``: how long what was delivered took, on
    average, in tenths of a working day."""

    submitted: int
    delivered: int
    tenths: int | None
    taken_fen: int
    subsidy_fen: int


@dataclass(frozen=True)
class _Card:
    """``source`` and ``where`` find the rows of both the number and the list. ``first``: which of them stand
    among the first things to do. The rest are SQL expressions of one row."""

    source: str
    where: str
    late: str
    subject: str
    kind: str
    place: str
    opens: str
    patron: str
    text: str
    since: str
    joined: str = ""
    first: str = "1"

    def count(self, key: str, today: str) -> str:
        shown = awake(key, self.subject).replace(":today", f"'{today}'")
        late = f"COALESCE(SUM({self.late}), 0)"
        return f"SELECT COUNT(*), {late} FROM {self.source} WHERE {self.where} AND {shown}"

    def items(self, key: str, condition: str, limit: int) -> str:
        """The few rows are found first; only then is it read what they show."""
        mark = f"LEFT JOIN today_mark m ON m.kind = '{key}' AND m.subject = {self.subject}"
        found = (
            f"SELECT {self.subject} AS subject, {self.since} AS since, {self.late} AS late "
            f"FROM {self.source} {mark} WHERE {self.where} AND {condition} "
            f"ORDER BY late DESC, since LIMIT {limit}"
        )
        return (
            f"SELECT '{key}', {self.kind}, '{self.place}', x.subject, {self.opens}, {self.patron}, "
            f"{self.text}, x.since AS since, x.late AS late, s.name, m.note, m.until "
            f"FROM ({found}) x CROSS JOIN {self.source} ON {self.subject} = x.subject {self.joined} {mark} "
            "LEFT JOIN staff s ON s.id = m.staff_id ORDER BY late DESC, since"
        )


_OWED = (
    "EXISTS (SELECT 1 FROM charge c JOIN posting p ON p.charge_id = c.id JOIN account a "
    "ON a.id = p.account_id WHERE c.request_id = r.id AND a.code = 'receivable:' || r.patron_id "
    "GROUP BY c.request_id HAVING SUM(p.amount_fen) <> 0)"
)


def _request(where: str, late: str, kind: str, first: str = "1", since: str = "r.state_since") -> _Card:
    return _Card(
        "request r", f"r.state {where}", late, "r.id", kind, "requests", "r.id", "pt.name", "r.title", since,
        "JOIN patron pt ON pt.id = r.patron_id", first,
    )  # fmt: skip


def _cards(ground: Ground) -> dict[str, _Card]:
    """In the order of the board. Everything written into the SQL is the program's own: dates and instants."""
    today = ground.today
    soon = (ground.clock.day() + dt.timedelta(days=_due_soon_days(ground))).isoformat()
    # Whoever was asked last has let its working days pass without an answer.
    silent = (
        "EXISTS (SELECT 1 FROM request_supplier q WHERE q.request_id = r.id AND q.answered_at IS NULL "
        f"AND q.expected_on < '{today}')"
    )
    work = "CASE r.state WHEN 'submitted' THEN 'new' WHEN 'accepted' THEN 'ask' ELSE 'send' END"
    overdue, uncollected = f"r.due_on < '{today}'", f"r.pickup_until < '{today}'"
    return {
        "work": _request(
            "IN ('submitted', 'accepted', 'received', 'filled_locally')",
            f"r.state_since < '{_before(ground, WORK_DAYS)}'",
            work,
        ),
        "review": _Card(
            "patron pt", "pt.state = 'pending_review' AND pt.merged_into IS NULL",
            f"COALESCE(pt.review_due < '{today}', 0)", "pt.id", "'review'", "review", "pt.id", "pt.name",
            "pt.unit", "pt.submitted_at",
        ),
        "cost": _request(
            "= 'awaiting_cost_approval'", f"r.state_since < '{_before(ground, COST_DAYS)}'", "'cost'"
        ),
        "paid": _request(f"= 'awaiting_payment' AND NOT {_OWED}", "0", "'send'"),
        "pickup": _request(
            "IN ('ready_for_pickup', 'not_collected')", f"COALESCE({uncollected}, 0)", "'pickup'", uncollected
        ),
        "silent": _request("= 'sent'", silent, "'chase'", silent),
        "due": _request(
            f"= 'checked_out' AND r.due_on <= '{soon}'", overdue,
            f"IIF({overdue}, 'overdue', 'due')", overdue, "r.due_on",
        ),
        "transfers": _Card(
            "transfer t", "t.state = 'pending'", "0", "t.id", "'transfer'", "cashier", "t.patron_id",
            "pt.name", "pp.number", "t.created_at",
            "JOIN patron pt ON pt.id = t.patron_id JOIN paper pp ON pp.id = t.id",
            "EXISTS (SELECT 1 FROM proof f WHERE f.transfer_id = t.id)",
        ),
        "shift": _Card(
            "shift h", f"h.closed_at IS NULL AND h.opened_at < '{_start(ground)}'", "1", "h.id", "'shift'",
            "cashier", "NULL", "h.opened_by", "tl.name", "h.opened_at", "JOIN till tl ON tl.id = h.till_id",
        ),
        "notices": _Card(
            "outbox o", f"(o.state = 'failed' OR {_stuck(ground)})", "1", "o.id", "'mail'", "notices", "o.id",
            "pt.name", "o.kind", "o.created_at", "JOIN patron pt ON pt.id = o.patron_id",
        ),
    }  # fmt: skip


def _due_soon_days(ground: Ground) -> int:
    return int(ground.library.facts["counter"].get("due_soon_days", DUE_SOON_DAYS))


def _start(ground: Ground) -> str:
    return utc_text(ground.clock.start_of(ground.clock.day()))


def _before(ground: Ground, days: int) -> str:
    """What began before this instant has waited longer than so many working days."""
    known, day, left = calendar.load(ground), ground.clock.day(), days
    while left or not known.works(day):
        left -= known.works(day)
        day -= dt.timedelta(days=1)
    return utc_text(ground.clock.start_of(day))


def _stuck(ground: Ground) -> str:
    """Messages that are due for long although there is something to send them by: without a server they wait
    as they should."""
    kept = {"email": (settings.read(MAIL) or {}).get("host"), "sms": (settings.read(SMS) or {}).get("url")}
    ways = ", ".join(f"'{way}'" for way, server in kept.items() if server)
    since = utc_text(ground.clock.now() - STUCK)
    return f"(o.state = 'waiting' AND o.way IN ({ways}) AND o.not_before <= '{since}')" if ways else "0"


def waiting(ground: Ground) -> list[Waiting]:
    """The cards in the order of the board."""
    return [_figure(ground, key, card) for key, card in _cards(ground).items()]


def figure(ground: Ground, key: str) -> Waiting:
    """One card by itself. Raises KeyError."""
    return _figure(ground, key, _cards(ground)[key])


def _figure(ground: Ground, key: str, card: _Card) -> Waiting:
    found = connection.first(
        lambda count, late: Waiting(key, int(count), int(late)), card.count(key, ground.today)
    )
    assert found is not None  # counting always gives a row
    return found


def items(ground: Ground, key: str, limit: int = PAGE) -> list[Item]:
    """Exactly what one card counts: late first, then the longest wait. Raises KeyError."""
    return connection.rows(Item, _cards(ground)[key].items(key, _shown(ground), limit))


def first_things(ground: Ground, limit: int = 12) -> list[Item]:
    """What should be done first: late before not late, the longest wait on top."""
    return _all(ground, limit, limit // 3 + 1, lambda card: f"{card.first} AND {_shown(ground)}")


def given_to(ground: Ground, staff_id: int, limit: int = PAGE) -> list[Item]:
    """What one person looks after and has to do now."""
    return _all(ground, limit, limit, lambda card: f"m.staff_id = {int(staff_id)} AND {_shown(ground)}")


def put_off(ground: Ground, limit: int = PAGE) -> list[Item]:
    """What comes back on a later day."""
    return _all(ground, limit, limit, lambda card: f"m.until > '{ground.today}'")


def _shown(ground: Ground) -> str:
    return f"COALESCE(m.until, '') <= '{ground.today}'"


def _all(ground: Ground, limit: int, each: int, condition: Callable[[_Card], str]) -> list[Item]:
    parts = (
        f"SELECT * FROM ({card.items(key, condition(card), each)})" for key, card in _cards(ground).items()
    )
    sql = f"SELECT * FROM ({' UNION ALL '.join(parts)}) ORDER BY late DESC, since LIMIT {limit}"
    return connection.rows(Item, sql)


def age(ground: Ground, item: Item, known: calendar.Calendar) -> int:
    """Working days an item has waited; days below 0 are still left until it is due."""
    today = ground.clock.day()
    if len(item.since) > len(ground.today):
        return calendar.working_days_between(ground.clock.day(utc_time(item.since)), today, known)
    due = dt.date.fromisoformat(item.since)
    if due > today:
        return -calendar.working_days_between(today, due, known)
    return calendar.working_days_between(due, today, known)


# Named, for the planner would rather go through all that was ever completed.
_DELIVERED = (
    "FROM request INDEXED BY request_delivered WHERE state IN ('delivered', 'completed') AND state_since >= ?"
)


def day(ground: Ground) -> Day:
    """Today's figures by the business date of the branch."""
    start = _start(ground)
    delivered = connection.rows(lambda at: at and str(at), f"SELECT submitted_at {_DELIVERED}", (start,))
    return Day(
        submitted=int(connection.value("SELECT COUNT(*) FROM request WHERE submitted_at >= ?", (start,))),
        delivered=len(delivered),
        tenths=_turnaround(ground, sorted(at for at in delivered if at)),
        taken_fen=_on_day(
            ground,
            "e.kind IN ('payment', 'deposit', 'transfer', 'bank_in', 'reversal', 'refund', 'deposit_back', "
            "'bank_back') AND a.kind = 'asset' AND a.code NOT LIKE 'receivable:%'",
        ),
        subsidy_fen=_on_day(ground, "a.kind = 'expense' AND a.code LIKE 'subsidy:%'"),
    )


def _turnaround(ground: Ground, submitted: list[str]) -> int | None:
    """From submitting, by rising instants, to delivering today: counted a day at a time, not one by one."""
    if not submitted:
        return None
    known, today = calendar.load(ground), ground.clock.day()
    total, before, day = 0, 0, ground.clock.day(utc_time(submitted[0]))
    while before < len(submitted):
        end = bisect_left(submitted, utc_text(ground.clock.start_of(day + dt.timedelta(days=1))))
        if end > before:
            total += (end - before) * calendar.working_days_between(day, today, known)
        before, day = end, day + dt.timedelta(days=1)
    return round(10 * total / len(submitted))


def _on_day(ground: Ground, condition: str) -> int:
    return int(
        connection.value(
            "SELECT COALESCE(SUM(p.amount_fen), 0) FROM entry e JOIN posting p ON p.entry_id = e.id "
            f"JOIN account a ON a.id = p.account_id WHERE e.day = ? AND {condition}",
            (ground.today,),
        )
    )
