"""Months of the books: once closed, nothing is entered into them any more."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from db import connection
from db.tables import ClosedMonth
from ill_desktop import audit
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require


@dataclass(frozen=True)
class Closed:
    """A closed month ``2026-11``: when, by whom, and the trial balance of its last day, group → fen."""

    month: str
    at: str
    actor: str
    balance: dict[str, int]


class MonthService:
    """Closes the books, month by month."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def close(self, by: Actor, month: str) -> Closed:
        """Close a month (``2026-11``) and all before it; a mistake found later is reversed in the open month.

        Raises Refusal ``books.not_over``, ``books.closed_already`` or ``books.open_shift``.
        """
        require(self._ground, by, "money.close_month")
        first = dt.date.fromisoformat(f"{month}-01")
        if first.strftime("%Y-%m") >= self._ground.today[:7]:
            raise Refusal("books.not_over")
        with connection.transaction():
            newest = connection.value("SELECT MAX(month) FROM closed_month")
            if newest is not None and newest >= month:
                raise Refusal("books.closed_already", month=month)
            if connection.value(
                "SELECT 1 FROM shift WHERE closed_at IS NULL AND opened_at < ?", (self._end(first),)
            ):
                raise Refusal("books.open_shift")
            balance = balance_at(month)
            ClosedMonth.add(
                month=month,
                at=self._ground.now,
                actor=by.name,
                balance=json.dumps(balance, sort_keys=True),
            )
            audit.append(self._ground.now, by.name, "month.close", f"month:{month}", balance=balance)
        return Closed(month, self._ground.now, by.name, balance)

    def in_the_way(self, month: str) -> list[Refusal]:
        """What keeps a month from being closed now, each with its way out."""
        first, found = dt.date.fromisoformat(f"{month}-01"), []
        if month >= self._ground.today[:7]:
            found.append(Refusal("books.not_over"))
        found += connection.rows(
            lambda till, since, by: Refusal(
                "books.shift_of",
                till=till,
                by=by,
                day=f"{self._ground.clock.local(utc_time(since)):%Y-%m-%d}",
            ),
            "SELECT t.name, s.opened_at, s.opened_by FROM shift s JOIN till t ON t.id = s.till_id "
            "WHERE s.closed_at IS NULL AND s.opened_at < ? ORDER BY s.id",
            (self._end(first),),
        )
        return found

    def _end(self, first: dt.date) -> str:
        """The instant at which the next month begins where the library stands, as UTC text."""
        after = (first + dt.timedelta(days=32)).replace(day=1)
        return utc_text(self._ground.clock.start_of(after))


def next_to_close() -> str | None:
    """The month that is closed next: the one after the newest closed, else that of the first entry."""
    newest = connection.value("SELECT MAX(month) FROM closed_month")
    if newest is not None:
        return _after(newest)
    first = connection.value("SELECT MIN(day) FROM entry")
    return None if first is None else str(first)[:7]


def open_months(today: str) -> list[str]:
    """The months that can be closed, the oldest first: up to the last one that is over, at least the next.
    ``today`` is a business date as text."""
    month = next_to_close()
    if month is None:
        return []
    found = [month]
    while (month := _after(month)) < today[:7]:
        found.append(month)
    return found


def _after(month: str) -> str:
    return (dt.date.fromisoformat(f"{month}-01") + dt.timedelta(days=32)).strftime("%Y-%m")


def closed_months() -> list[Closed]:
    """All closed months, the newest first."""
    return connection.rows(
        lambda month, at, actor, balance: Closed(month, at, actor, json.loads(balance)),
        "SELECT month, at, actor, balance FROM closed_month ORDER BY month DESC",
    )


def balance_at(month: str) -> dict[str, int]:
    """The trial balance at the end of a month: group of accounts → fen, debit positive; sums to zero.

    All there is, which an index adds up, without what came since: the books are closed soon after a month,
    and whoever pays meanwhile does not wait for all years to be read.
    """
    return dict(
        connection.rows(
            lambda code, fen: (str(code), int(fen)),
            "SELECT CASE WHEN INSTR(a.code, ':') > 0 AND a.kind <> 'income' "
            "THEN SUBSTR(a.code, 1, INSTR(a.code, ':') - 1) ELSE a.code END AS grp, SUM(t.fen) "
            "FROM (SELECT account_id, SUM(amount_fen) AS fen, COUNT(*) AS postings FROM posting "
            "GROUP BY account_id UNION ALL SELECT p.account_id, -p.amount_fen, -1 FROM entry e "
            "CROSS JOIN posting p ON p.entry_id = e.id WHERE e.day > ?) t "
            "JOIN account a ON a.id = t.account_id GROUP BY grp HAVING SUM(t.postings) > 0 ORDER BY grp",
            (f"{month}-31",),
        )
    )
