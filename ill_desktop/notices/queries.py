"""The read side of the outbox."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db import connection, merged


@dataclass(frozen=True)
class NoticeRow:
    """One message: ``facts`` fill the words ``notice.<kind>.subject`` and ``notice.<kind>.body``."""

    id: int
    created_at: str
    kind: str
    patron_id: int
    patron_name: str
    email: str
    request_number: str | None
    language: str
    way: str
    state: str
    problem: str
    facts_json: str

    @property
    def facts(self) -> dict[str, Any]:
        return json.loads(self.facts_json)  # type: ignore[no-any-return]


_SELECT = (
    "SELECT o.id, o.created_at, o.kind, o.patron_id, p.name, p.email, r.number, o.language, o.way, o.state, "
    # A reader whose record was merged meanwhile is written to where he is reached now.
    f"o.problem, o.facts FROM outbox o JOIN patron p ON p.id = {merged.kept('o.patron_id')} "
    "LEFT JOIN request r ON r.id = o.request_id "
)


def page(state: str | None, before: int | None, limit: int = 100) -> list[NoticeRow]:
    """Newest first; ``before`` is the last id of the page above."""
    return connection.rows(
        NoticeRow,
        f"{_SELECT} WHERE (?1 IS NULL OR o.state = ?1) AND o.id < ?2 ORDER BY o.id DESC LIMIT ?3",
        (state, before if before is not None else 1 << 62, limit),
    )


def of_patron(patron_id: int, limit: int = 200) -> list[NoticeRow]:
    """What one reader was told, under whichever of his records, newest first."""
    return connection.rows(
        NoticeRow,
        f"{_SELECT} WHERE o.patron_id IN {merged.same('?')} ORDER BY o.id DESC LIMIT ?",
        (patron_id, limit),
    )


def count(state: str | None = None) -> int:
    return int(connection.value("SELECT COUNT(*) FROM outbox WHERE (?1 IS NULL OR state = ?1)", (state,)))
