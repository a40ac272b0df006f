"""A report as parts: a heading, columns of one unit each, rows of plain values, perhaps a chart.

The same parts become a page, a sheet of a workbook, a block of CSV, and a table on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ill_desktop import money
from ill_desktop.documents import facts

Unit = Literal["text", "count", "fen", "percent", "days"]
Cell = str | int | float | None


@dataclass(frozen=True)
class Column:
    """``percent`` cells are shares of one, ``days`` have one decimal, ``fen`` are integers."""

    title: str
    unit: Unit = "count"


@dataclass(frozen=True)
class Part:
    """``key`` names it in every language. Cells are values, not texts; None is nothing to say."""

    key: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    note: str = ""
    chart: facts.Chart | None = None
    chart_suffices: bool = False  # on paper: the chart names every figure

    def section(self) -> facts.Section:
        """The part on paper."""
        if self.chart_suffices:
            return facts.Section(self.heading, self.note, self.chart)
        columns = tuple(
            facts.Column(column.title, "left" if column.unit == "text" else "right")
            for column in self.columns
        )
        rows = tuple(self.shown(row) for row in self.rows)
        total = self.shown(self.total) if self.total and self.rows else None
        return facts.Section(self.heading, self.note, self.chart, facts.Table(columns, rows, total))

    def shown(self, row: tuple[Cell, ...]) -> tuple[str, ...]:
        """A row as a person reads it."""
        return tuple(show(cell, column.unit) for cell, column in zip(row, self.columns, strict=True))


def show(cell: Cell, unit: Unit) -> str:
    """One value as a person reads it."""
    if cell is None:
        return "—"
    if unit == "fen":
        return money.figures(int(cell))
    if unit == "percent":
        return f"{float(cell):.1%}"
    if unit == "days":
        return f"{float(cell):.1f}"
    return f"{cell:,}".replace("-", "−") if unit == "count" else str(cell)
