"""What has been asked for before: probable duplicates over all readers, and documents we hold already."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from db import connection, merged
from db.tables import RequestIdentifier
from ill_desktop.requests import matching
from ill_desktop.requests.pages import rows_sql
from ill_desktop.requests.rows import Row

_NEWEST, _NEARBY = 20, 100  # candidates by one key, and by the beginning of the title
_HEAD, _HEAD_IDEOGRAPHS = 12, 6  # signs that a like title has in common at its beginning
_OVER = "('draft', 'cancelled', 'expired')"


class Duplicate(NamedTuple):
    """An earlier request for what is probably the same; ``how`` is ``identifier`` or ``title``."""

    row: Row
    how: str


class Held(NamedTuple):
    """A document with the same identifier that was attached to an earlier request."""

    file_id: int
    name: str
    size: int
    sha256: str
    pages: int | None
    request_id: int
    number: str
    added_at: str


def store_keys(request_id: int, kind: str, fields: Mapping[str, str]) -> None:
    """Keep by which identifiers a request is found, in the caller's transaction."""
    connection.execute("DELETE FROM request_identifier WHERE request_id = ?", (request_id,))
    for key in matching.identifiers(kind, fields):
        RequestIdentifier.add(key=key, request_id=request_id)


def duplicates(
    kind: str,
    fields: Mapping[str, str],
    limit: int = 5,
    *,
    patron_id: int | None = None,
    but: int | None = None,
) -> list[Duplicate]:
    """Earlier requests of anybody (or of one reader) for probably the same: identifiers first, then newest.

    A slip of the pen is found in the rest of a title by its beginning, in its beginning by the place.
    ``but`` leaves one request out.
    """
    wanted = matching.traits(kind, fields)
    found: dict[int, str] = {}
    for number, stored_kind, text in _candidates(kind, fields, wanted):
        how = matching.likeness(wanted, matching.traits(stored_kind, json.loads(text)))
        if how and number != but:
            found[number] = how
    if not found:
        return []
    marks = ", ".join("?" * len(found))
    mine = f"AND r.patron_id IN {merged.same('?')}" if patron_id is not None else ""
    rows = connection.rows(
        Row,
        f"{rows_sql('request r')} WHERE r.id IN ({marks}) AND r.state NOT IN {_OVER} {mine} "
        "ORDER BY r.id DESC",
        (*found, *([patron_id] if patron_id is not None else [])),
    )
    likely = sorted(rows, key=lambda row: found[row.id] != "identifier")
    return [Duplicate(row, found[row.id]) for row in likely[:limit]]


def _candidates(kind: str, fields: Mapping[str, str], wanted: matching.Traits) -> list[tuple[int, str, str]]:
    """``(id, document type, fields)`` of requests that may be the same: few, each by an index."""
    ids: set[int] = set()
    for key in wanted.identifiers:
        ids |= _ids("SELECT request_id FROM request_identifier WHERE key = ? ORDER BY 1 DESC LIMIT ?", key)
    if place := matching.place_key(kind, fields):
        ids |= _ids(
            "SELECT id FROM request WHERE place_key = ? AND place_key <> '' ORDER BY id DESC LIMIT ?", place
        )
    if len(wanted.title) >= matching.SHORTEST_TITLE:
        ids |= _ids(
            "SELECT id FROM request WHERE title_key = ? ORDER BY id DESC LIMIT ?",
            wanted.title,
        )
        head = wanted.title[: _HEAD if wanted.title.isascii() else _HEAD_IDEOGRAPHS]
        if len(head) < len(wanted.title):
            ids |= _ids(
                "SELECT id FROM request WHERE title_key >= ? AND title_key < ? LIMIT ?",
                head,
                head + "\U0010ffff",
                limit=_NEARBY,
            )
    marks = ", ".join("?" * len(ids))
    return connection.rows(
        lambda *row: row, f"SELECT id, document_type, fields FROM request WHERE id IN ({marks})", ids
    )


def _ids(sql: str, *values: str, limit: int = _NEWEST) -> set[int]:
    return set(connection.rows(int, sql, (*values, limit)))


def held(kind: str, fields: Mapping[str, str]) -> Held | None:
    """A document we hold already: same identifier, with a file. The newest one, or None."""
    keys = matching.identifiers(kind, fields)
    if not keys:
        return None
    marks = ", ".join("?" * len(keys))
    return connection.first(
        Held,
        "SELECT f.id, f.name, f.size, f.sha256, r.pages, r.id, r.number, f.added_at "
        "FROM request_identifier k JOIN request r ON r.id = k.request_id "
        f"JOIN request_file f ON f.request_id = r.id WHERE k.key IN ({marks}) ORDER BY f.id DESC LIMIT 1",
        keys,
    )
