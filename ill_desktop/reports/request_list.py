"""The request table as a file: the guide's columns, staff's, and every field of every document type."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from db import connection
from ill_desktop.clock import utc_time
from ill_desktop.ground import Ground
from ill_desktop.reports import files
from ill_desktop.reports.parts import Cell, Column, Part, Unit
from ill_desktop.requests import fields, pages
from ill_desktop.requests.rows import Filter, Row
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import Words, load

Progress = Callable[[int, int], object]
AT_ONCE = 500
# Column → its unit; then come the fields of the document types, as :mod:`fields` declares them.
COLUMNS: dict[str, Unit] = {
    "type": "text",
    "number": "text",
    "title": "text",
    "container": "text",
    "patron": "text",
    "submitted": "text",
    "due": "text",
    "state": "text",
    "reason": "text",
    "service": "text",
    "level": "text",
    "branch": "text",
    "supplier": "text",
    "total": "fen",
}


class RequestListService:
    """Writes what a filter shows, in its order."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def part(
        self, by: Actor, chosen: Filter, language: str, progress: Progress = lambda done, of: None
    ) -> Part:
        """The rows of a filter as values. ``progress(done, of)`` may raise to stop. Raises Refusal."""
        require(self._ground, by, "request.work")
        words = load(language)
        titles = [Column(words(f"column.{name}"), unit) for name, unit in COLUMNS.items()]
        titles += [Column(words(f"field.{key}"), "text") for key in fields.KEYS]
        rows, of = [], pages.count(chosen)
        for row, known in self._rows(chosen):
            rows.append((*self._cells(row, words), *(known.get(key, "") for key in fields.KEYS)))
            if len(rows) % AT_ONCE == 0:
                progress(len(rows), of)
        progress(len(rows), of)
        return Part("requests", words("column.heading"), tuple(titles), tuple(rows))

    @staticmethod
    def _rows(chosen: Filter) -> Iterator[tuple[Row, dict[str, str]]]:
        after: Row | None = None
        while page := pages.page(chosen, after, AT_ONCE):
            marks = ", ".join("?" * len(page))
            known = dict(
                connection.rows(
                    lambda number, text: (int(number), json.loads(text)),
                    f"SELECT id, fields FROM request WHERE id IN ({marks})",
                    [row.id for row in page],
                )
            )
            for row in page:
                yield row, known[row.id]
            after = page[-1]

    def _cells(self, row: Row, words: Words) -> tuple[Cell, ...]:
        submitted = self._ground.clock.local(utc_time(row.submitted_at))
        return (
            words(f"document.{row.document_type}"),
            row.number,
            row.title,
            row.container,
            row.patron_name,
            f"{submitted:%Y-%m-%d %H:%M}",
            row.due_on or "",
            words(f"state.{row.state}"),
            words(f"reason.{row.reason}") if row.reason else "",
            words(f"service.{row.service_type}"),
            words(f"level.{row.level}"),
            self._ground.library.branches[row.branch].short[words.language],
            row.supplier or "",
            row.total_fen,
        )

    def csv(
        self,
        by: Actor,
        chosen: Filter,
        language: str,
        path: Path,
        progress: Progress = lambda done, of: None,
    ) -> int:
        """One CSV; returns how many requests stand in it. Raises Refusal, OSError."""
        part = self.part(by, chosen, language, progress)
        files.csv_file([part], path)
        return len(part.rows)

    def xlsx(
        self,
        by: Actor,
        chosen: Filter,
        language: str,
        path: Path,
        progress: Progress = lambda done, of: None,
    ) -> int:
        """A workbook of one sheet; amounts are numbers. Raises Refusal, OSError."""
        part = self.part(by, chosen, language, progress)
        files.xlsx([part], path, part.heading, self._ground.library.name[language])
        return len(part.rows)
