"""Readers whose time is over, and who among them has still to bring something back or to pay."""

from __future__ import annotations

from dataclasses import dataclass

from db import connection, merged
from ill_desktop.patrons import rules


@dataclass(frozen=True)
class TimeOver:
    """A reader who was valid until a day that is over; ``why`` he cannot expire yet: blocked, loan, debt."""

    id: int
    number: str
    name: str
    valid_until: str
    why: tuple[str, ...]


_OVER = (
    "SELECT p.id, p.number, p.name, p.valid_until, p.state, "
    "(SELECT COUNT(*) FROM request r WHERE r.state = 'checked_out' "
    f"AND r.patron_id IN {merged.same('p.id')}), "
    "(SELECT COALESCE(SUM(l.amount_fen), 0) FROM account a JOIN posting l ON l.account_id = a.id "
    f"WHERE a.code IN (SELECT 'receivable:' || s.id FROM {merged.same('p.id')} s)) "
    "FROM patron p WHERE p.valid_until < ?1 AND p.state IN ('approved', 'blocked') AND p.merged_into IS NULL"
)


def time_over(today: str, patron_id: int | None = None) -> list[TimeOver]:
    """Whose time was over before this business date, the longest first; or one reader, if it is his."""
    return connection.rows(
        lambda number, account, name, until, state, loans, owed: TimeOver(
            number, account, name, until, rules.holds(state, loans, owed)
        ),
        f"{_OVER} AND (?2 IS NULL OR p.id = ?2) ORDER BY p.valid_until, p.id",
        (today, patron_id),
    )


def cannot_expire(today: str) -> list[TimeOver]:
    """Those who stay listed until they have brought back and paid everything."""
    return [each for each in time_over(today) if each.why]


def blocks_over(today: str) -> list[int]:
    """Blocked readers whose last day of it is over."""
    return connection.rows(
        int,
        "SELECT id FROM patron WHERE state = 'blocked' AND blocked_until < ? AND merged_into IS NULL "
        "ORDER BY id",
        (today,),
    )
