"""The request table: what a filter shows, page by page from a place in the order, never by counting rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from db import connection, sqlite
from ill_desktop.requests import rules
from ill_desktop.requests.rows import Filter, Row

_COLUMNS = (
    "r.id, r.number, r.title, r.container, r.patron_id, p.name, r.document_type, r.service_type, r.state, "
    "r.due_on, r.total_fen, r.submitted_at, r.state_since, s.name, "
    "EXISTS (SELECT 1 FROM request_file f WHERE f.request_id = r.id), r.reason, r.level, r.branch, r.shelf, "
    "l.recalled_at IS NOT NULL, COALESCE(l.renewal, ''), "
    "EXISTS (SELECT 1 FROM request_item i WHERE i.request_id = r.id AND i.damage <> '')"
)
_BESIDE = (
    "JOIN patron p ON p.id = r.patron_id LEFT JOIN supplier s ON s.id = r.supplier_id "
    "LEFT JOIN request_loan l ON l.id = r.id"
)

# What a table can be sorted by → what is compared; never NULL, so that a place in the order is a value.
SORTS: dict[str, str] = {
    "number": "r.number",
    "submitted": "r.submitted_at",
    "since": "r.state_since",
    "due": "COALESCE(r.due_on, '9999')",
    "title": "r.title_key",
    "patron": "p.pinyin",
    "type": "r.document_type",
    "service": "r.service_type",
    "state": "r.state",
    "supplier": "COALESCE(s.name, '')",
    "branch": "r.branch",
    "level": "r.level",
    "total": "COALESCE(r.total_fen, -1)",
}
_BY_TIME = frozenset({"type", "service", "state", "branch"})  # their indexes go on with the submission
GROUPS: dict[str, str] = {
    "state": "r.state",
    "type": "r.document_type",
    "service": "r.service_type",
    "branch": "r.branch",
    "supplier": "(SELECT g.name FROM supplier g WHERE g.id = r.supplier_id)",
    "reason": "r.reason",
    "level": "r.level",
}


class _Where:
    def __init__(self, parts: Sequence[str] = (), values: Sequence[Any] = ()) -> None:
        self.parts, self.values = list(parts), list(values)

    def add(self, part: str, *values: Any) -> None:
        self.parts.append(part)
        self.values += values

    def __str__(self) -> str:
        return "WHERE " + " AND ".join(self.parts) if self.parts else ""


def rows_sql(source: str, place: str = "''") -> str:
    """SELECT … of the columns of :class:`Row` from ``request r`` or a join that has it."""
    return f"SELECT {_COLUMNS}, {place} FROM {source} {_BESIDE} "


def _where(chosen: Filter) -> tuple[str, _Where]:
    """The FROM clause and the conditions of a filter."""
    where = _Where()
    source = "request r"
    if chosen.states:  # first: _merged takes it out again
        where.add(f"r.state IN ({', '.join('?' * len(chosen.states))})", *chosen.states)
    if chosen.text.strip():
        expression = sqlite.match(chosen.text)
        if expression is None:
            where.add("0")
        else:
            source = "request_search q JOIN request r ON r.id = q.rowid"
            where.add("request_search MATCH ?", expression)
    for column in ("service_type", "document_type", "number", "supplier_id", "branch", "level", "reason"):
        wanted = getattr(chosen, column)
        if wanted is not None:
            where.add(f"r.{column} = ?", wanted)
    if chosen.patron_id is not None:
        from ill_desktop.patrons.queries import alias_ids  # the first table is painted without it

        patrons = alias_ids(chosen.patron_id)
        where.add(f"r.patron_id IN ({', '.join('?' * len(patrons))})", *patrons)
    if chosen.overdue_on:
        where.add("r.state = 'checked_out' AND r.due_on < ?", chosen.overdue_on)
    if chosen.number_part.strip():
        where.add("INSTR(r.number, ?) > 0", chosen.number_part.strip().upper())
    if chosen.submitted_from:
        where.add("r.submitted_at >= ?", chosen.submitted_from)
    if chosen.submitted_to:
        where.add("r.submitted_at < ?", chosen.submitted_to)
    return source, where


def page(chosen: Filter, after: Row | None = None, limit: int = 100) -> list[Row]:
    """The next rows of a filter, by time of submission unless it sorts; ``after`` is the last row above.

    A search goes by id instead, which is the same order and what the index gives for nothing.
    """
    if chosen.sort:
        return _sorted(chosen, after, limit)
    source, where = _where(chosen)
    less, order = (">", "ASC") if chosen.oldest_first else ("<", "DESC")
    if source != "request r":
        if after:
            where.add(f"q.rowid {less} ?", after.id)
        ordering = f"q.rowid {order}"
    else:
        if after:
            where.add(f"(r.submitted_at, r.id) {less} (?, ?)", after.submitted_at, after.id)
        ordering = f"r.submitted_at {order}, r.id {order}"
    if len(chosen.states) > 1 and source == "request r":
        return _merged(chosen, where, ordering, limit)
    return connection.rows(
        Row, f"{rows_sql(source)} {where} ORDER BY {ordering} LIMIT ?", (*where.values, limit)
    )


def _merged(chosen: Filter, where: _Where, ordering: str, limit: int) -> list[Row]:
    """Several states: one ordered index walk for each, so that the page never sorts the whole table, and
    the rows are read only of those that stand on the page.
    """
    rest = _Where(where.parts[1:], where.values[len(chosen.states) :])
    conditions = " AND ".join(("r.state = ?", *rest.parts))
    one = f"SELECT r.id, r.submitted_at FROM request r WHERE {conditions}"
    walks = [f"SELECT * FROM ({one} ORDER BY {ordering} LIMIT ?)" for _ in chosen.states]
    values = [value for state in chosen.states for value in (state, *rest.values, limit)]
    sql = (
        f"{rows_sql('request r')} WHERE r.id IN (SELECT r.id FROM ({' UNION ALL '.join(walks)}) r "
        f"ORDER BY {ordering} LIMIT ?) ORDER BY {ordering}"
    )
    return connection.rows(Row, sql, (*values, limit))


def _sorted(chosen: Filter, after: Row | None, limit: int) -> list[Row]:
    """By several columns, each in its own direction; the id decides between equals, as the indexes have it.

    Only ids are sorted; the rest is read of the rows that stand on the page. Raises KeyError for a column
    that :data:`SORTS` has not.
    """
    source, where = _where(chosen)
    keys = [(SORTS[name], descends) for name, descends in chosen.sort]
    last = chosen.sort[-1]
    if last[0] in _BY_TIME:
        keys.append((SORTS["submitted"], last[1]))
    keys.append(("r.id", last[1]))
    if after:
        condition, values = _beyond(keys, (*json.loads(after.place), after.id))
        where.add(condition, *values)
    ordering = ", ".join(f"{key} {'DESC' if descends else 'ASC'}" for key, descends in keys)
    place = f"JSON_ARRAY({', '.join(key for key, _ in keys[:-1])})"
    ids = f"SELECT r.id FROM {source} {_BESIDE} {where} ORDER BY {ordering} LIMIT ?"
    sql = f"{rows_sql('request r', place)} WHERE r.id IN ({ids}) ORDER BY {ordering}"
    return connection.rows(Row, sql, (*where.values, limit))


def _beyond(keys: Sequence[tuple[str, bool]], values: Sequence[Any]) -> tuple[str, list[Any]]:
    """The condition for what stands after a place: later in the first column, or equal there and later in
    the second, and so on."""
    (key, descends), *rest = keys
    sign = "<" if descends else ">"
    if not rest:
        return f"{key} {sign} ?", [values[0]]
    condition, more = _beyond(rest, values[1:])
    # Said twice, so that an index on the first column is entered at the place.
    return f"{key} {sign}= ? AND ({key} {sign} ? OR ({condition}))", [values[0], values[0], *more]


def count(chosen: Filter) -> int:
    source, where = _where(chosen)
    return int(connection.value(f"SELECT COUNT(*) FROM {source} {where}", where.values))


def grouped(chosen: Filter, by: str) -> list[tuple[str, int]]:
    """``(value, how many)`` of what a filter shows, the most first. Raises KeyError for what is no group."""
    source, where = _where(chosen)
    return connection.rows(
        lambda value, number: (value or "", int(number)),
        f"SELECT {GROUPS[by]}, COUNT(*) FROM {source} {where} GROUP BY 1 ORDER BY 2 DESC, 1",
        where.values,
    )


def tabs() -> dict[str, tuple[str, ...]]:
    """The saved filters that come with the program: name → states."""
    return {
        "open": rules.OPEN,
        "ours": rules.OURS,
        "unpaid": ("awaiting_payment",),
        "loans": rules.ON_LOAN,
        "all": (),
    }
