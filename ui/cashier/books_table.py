"""A report of the books as a table: its columns, rows and sum are those of the paper and the file."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFontMetrics

from ill_desktop import money
from ill_desktop.reports.parts import Cell, Part
from ui.kit.cells import PADDING
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.models import StaticModel
from ui.kit.table import TableView
from ui.kit.text import Text
from ui.kit.theme import NORMAL, SMALL, font

WIDEST = 220
TOTAL = "total"


class BookRow(NamedTuple):
    """``id`` is the row's key in the report, or its place; ``total`` for the sum at the foot."""

    id: str
    cells: tuple[Cell, ...]


class BookTable(TableView):
    """The columns are those of the report it is first given; words and rows may change."""

    def __init__(
        self, name: str, part: Part, title: Text, empty: Empty, stretch: int = 0, enter: bool = False
    ) -> None:
        self._part = part
        self._books = StaticModel[BookRow](
            [self._column(at, at == stretch) for at in range(len(part.columns))]
        )
        super().__init__(name, self._books, title=title, empty=empty, enter=enter)

    def _column(self, at: int, stretch: bool) -> Column[BookRow]:
        unit = self._part.columns[at].unit
        return Column(
            f"{at}",
            lambda: self._part.columns[at].title,
            lambda row: row.cells[at] if unit == "fen" else self._words(row, at),
            "money" if unit == "fen" else "text",
            width=self._width(at),
            align="left" if unit == "text" else "right",
            stretch=stretch,
        )

    def _words(self, row: BookRow, at: int) -> str:
        cell = row.cells[at]
        return "" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell)

    def _width(self, at: int) -> int:
        column, metrics = self._part.columns[at], QFontMetrics(font(NORMAL, bold=True))
        if column.unit == "text":
            shown = max((metrics.horizontalAdvance(f"{row[at]}") for row in self._part.rows[:50]), default=96)
            return min(max(shown + 2 * PADDING + 8, 96), WIDEST)
        rows = (*self._part.rows[:50], self._part.total or ())
        cells = [row[at] for row in rows if at < len(row)]
        figures = [cell for cell in cells if isinstance(cell, int)]
        words = [money.figures(each) if column.unit == "fen" else f"{each:,}" for each in figures]
        widest = max((metrics.horizontalAdvance(each) for each in words), default=0)
        title = QFontMetrics(font(SMALL)).horizontalAdvance(column.title)
        return max(title, widest, 48) + 2 * PADDING + 4

    def show_part(self, part: Part, keys: tuple[str, ...] = ()) -> None:
        """Show these rows, and their sum below them."""
        self._part = part
        rows = [BookRow(keys[at] if keys else f"{at}", cells) for at, cells in enumerate(part.rows)]
        if part.total and rows:
            rows.append(BookRow(TOTAL, part.total))
            self._books.strong_rows = frozenset({len(rows) - 1})
        self._books.set_rows(rows)
        if rows:
            self.fit_columns({f"{at}": self._width(at) for at in range(len(part.columns))})
        self.pick_first()

    def chosen(self) -> str | None:
        """The key of the row in front; None on the sum, or where there is nothing."""
        row: BookRow | None = self.current()
        return None if row is None or row.id == TOTAL else row.id
