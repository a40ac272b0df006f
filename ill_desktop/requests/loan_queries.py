"""The read side of loans: what is due, overdue, recalled or on its way home; page by page."""

from __future__ import annotations

from typing import NamedTuple

from db import connection, sqlite

_LAST = "9999"  # what is due on no day stands at the end

LISTS: dict[str, str] = {
    "today": "r.state = 'checked_out' AND r.due_on = ?1",
    "soon": "r.state = 'checked_out' AND r.due_on > ?1 AND r.due_on <= ?2",
    "overdue": "r.state = 'checked_out' AND r.due_on < ?1",
    "recalled": "r.state = 'checked_out' AND l.recalled_at IS NOT NULL",
    "renewal": "r.state = 'checked_out' AND l.renewal = 'asked'",
    "out": "r.state = 'checked_out'",
    "lost": "r.state = 'lost'",
    "home": "r.state IN ('returned', 'return_shipped')",
}
"""Key of a list → what belongs to it; ``home`` goes back to its library."""


class LoanRow(NamedTuple):
    """One loan. Days are business dates; of ``volumes`` so many are ``out`` with the reader."""

    id: int
    number: str
    title: str
    patron_id: int
    patron_name: str
    patron_number: str
    state: str
    due_on: str | None
    partner_due: str | None
    supplier: str | None
    recalled: int
    renewal: str
    damaged: int
    volumes: int
    out: int


_ROW = (
    "SELECT r.id, r.number, r.title, r.patron_id, p.name, p.number, r.state, r.due_on, "
    "l.partner_due, s.name, l.recalled_at IS NOT NULL, COALESCE(l.renewal, ''), "
    "EXISTS (SELECT 1 FROM request_item i WHERE i.request_id = r.id AND i.damage <> ''), "
    "(SELECT COUNT(*) FROM request_item i WHERE i.request_id = r.id), "
    "(SELECT COUNT(*) FROM request_item i WHERE i.request_id = r.id AND i.out_at IS NOT NULL "
    "AND i.back_at IS NULL) "
    "FROM request r JOIN patron p ON p.id = r.patron_id LEFT JOIN request_loan l ON l.id = r.id "
    "LEFT JOIN supplier s ON s.id = r.supplier_id "
)


def page(
    which: str, today: str, soon: str, text: str = "", after: LoanRow | None = None, limit: int = 100
) -> list[LoanRow]:
    """The next loans of a list, the earliest due first; ``soon`` ends the days that are near.

    Raises KeyError for an unknown list.
    """
    where = [LISTS[which]]
    expression = sqlite.match(text) if text.strip() else ""
    if expression is None:
        return []
    if expression:
        where.append("r.id IN (SELECT rowid FROM request_search WHERE request_search MATCH ?3)")
    if after is not None:
        where.append(f"(COALESCE(r.due_on, '{_LAST}'), r.id) > (?4, ?5)")
    due, number = (after.due_on or _LAST, after.id) if after else ("", 0)
    return connection.rows(
        LoanRow,
        f"{_ROW} WHERE {' AND '.join(where)} ORDER BY COALESCE(r.due_on, '{_LAST}'), r.id LIMIT ?6",
        (today, soon, expression, due, number, limit),
    )


def counts(today: str, soon: str) -> dict[str, int]:
    """How many loans each list has, in one walk over those that are not finished."""
    sums = ", ".join(f"SUM({condition})" for condition in LISTS.values())
    found = connection.rows(
        lambda *row: row,
        f"SELECT {sums} FROM request r LEFT JOIN request_loan l ON l.id = r.id "
        "WHERE r.state IN ('checked_out', 'lost', 'returned', 'return_shipped')",
        (today, soon),
    )[0]
    return {key: int(number or 0) for key, number in zip(LISTS, found, strict=True)}
