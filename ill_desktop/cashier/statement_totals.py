"""Day by day and for a month: what the statement says came and went, beside what the books say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db import connection

MONTHS = 120


@dataclass(frozen=True)
class Totals:
    """One day, or a whole month. Fen, + came, − went; what was taken back in the books counts on neither
    side."""

    day: str
    statement_count: int
    statement_fen: int
    books_count: int
    books_fen: int

    @property
    def id(self) -> str:
        return self.day

    @property
    def difference_fen(self) -> int:
        """What the statement has more than the books."""
        return self.statement_fen - self.books_fen


def of_month(account: str, month: str) -> list[Totals]:
    """The days of a month (``2026-11``) on which either side has something, oldest first."""
    return connection.rows(
        Totals,
        "SELECT day, SUM(their_count), SUM(their_fen), SUM(our_count), SUM(our_fen) FROM ("
        "SELECT s.day, 1 AS their_count, s.amount_fen AS their_fen, 0 AS our_count, 0 AS our_fen "
        "FROM statement_line s WHERE s.account = ?1 AND s.day >= ?2 || '-01' AND s.day <= ?2 || '-31' "
        "UNION ALL SELECT e.day, 0, 0, 1, p.amount_fen FROM entry e CROSS JOIN posting p "
        "ON p.entry_id = e.id JOIN account a ON a.id = p.account_id WHERE e.day >= ?2 || '-01' "
        "AND e.day <= ?2 || '-31' AND a.code = 'clearing:' || ?1 AND e.reverses IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses = e.id)) GROUP BY day ORDER BY day",
        (account, month),
    )


def summed(days: list[Totals], name: str) -> Totals:
    """Those days together, under a name."""
    return Totals(
        name,
        sum(each.statement_count for each in days),
        sum(each.statement_fen for each in days),
        sum(each.books_count for each in days),
        sum(each.books_fen for each in days),
    )


def months(account: str) -> list[str]:
    """The months (``2026-11``) from the first to the last with anything on either side, newest first."""
    first, last = connection.rows(
        lambda first, last: (first, last),
        "SELECT MIN(day), MAX(day) FROM (SELECT MIN(day) AS day FROM entry UNION ALL "
        "SELECT MAX(day) FROM entry UNION ALL SELECT MIN(day) FROM statement_line WHERE account = ?1 "
        "UNION ALL SELECT MAX(day) FROM statement_line WHERE account = ?1)",
        (account,),
    )[0]
    found: list[str] = []
    while last is not None and last[:7] >= first[:7] and len(found) < MONTHS:
        found.append(last[:7])
        last = (dt.date.fromisoformat(f"{last[:7]}-01") - dt.timedelta(days=1)).isoformat()
    return found
