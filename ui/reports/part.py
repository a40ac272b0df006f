"""One part of a report: heading, remark, chart, and the table below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame

from ill_desktop.reports.parts import Part
from ui.kit.cells import PADDING
from ui.kit.columns import Column
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, vbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, NORMAL, SMALL, font, style
from ui.reports.chart import ChartView

ROW_HEIGHT = 32
_NAME, _HALF = 220, 560
Line = tuple[int, tuple[str, ...]]
"""A row as it is read, with its position."""


def natural_widths(part: Part) -> list[int]:
    """What each column takes to show all it holds, its title too."""
    head, cell = QFontMetrics(font(SMALL)), QFontMetrics(font(NORMAL, bold=True))
    rows = [part.shown(row) for row in (*part.rows, *([part.total] if part.total else ()))]
    return [
        2 * PADDING
        + 4
        + max(head.horizontalAdvance(column.title), *(cell.horizontalAdvance(row[at]) for row in rows), 48)
        for at, column in enumerate(part.columns)
    ]


def is_wide(part: Part) -> bool:
    """Whether it needs the whole width: a chart over time, or many columns."""
    columns = natural_widths(part)
    in_time = part.chart is not None and part.chart.form == "columns"
    return in_time or min(columns[0], _NAME) + sum(columns[1:]) > _HALF


class FigureTable(TableView):
    """All rows at once: the page scrolls, not the table."""

    def __init__(self, part: Part) -> None:
        rows = [part.shown(row) for row in part.rows]
        if part.total and rows:
            rows.append(part.shown(part.total))
        widths = natural_widths(part)
        columns = [
            Column(
                f"{at}",
                column.title,
                lambda line, at=at: line[1][at],  # type: ignore[misc]
                width=min(widths[at], _NAME) if at == 0 else widths[at],
                align="left" if column.unit == "text" else "right",
                stretch=at == 0,
            )
            for at, column in enumerate(part.columns)
        ]
        model: StaticModel[Line] = StaticModel(columns, list(enumerate(rows)), key=lambda line: line[0])
        if part.total and rows:
            model.strong_rows = frozenset({len(rows) - 1})
        super().__init__(f"figures-{part.key}", model, title=part.heading, enter=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(TableView.SelectionMode.NoSelection)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(HEADER + ROW_HEIGHT * len(rows) + 2)


class PartPanel(QFrame):
    """A part on the screen. A chart that names every figure needs no table below it."""

    def __init__(self, part: Part, empty: str) -> None:
        super().__init__()
        self.setObjectName(f"part-{part.key}")
        style(self, role="panel")
        head = hbox(Label(part.heading, "heading"), None)
        if part.chart_suffices and part.total:
            head.addWidget(Label(" ".join(part.shown(part.total)), "subtitle"))
        top = vbox(head, gap=2, margins=(20, 16, 20, 8))
        if part.note:
            top.addWidget(Label(part.note, "note", wrap=True))
        box = vbox(top, gap=0)
        self.chart: ChartView | None = None
        if part.chart is not None:
            self.chart = ChartView(f"chart-{part.key}", part.chart, part.heading)
            box.addLayout(vbox(self.chart, margins=(20, 4, 20, 12)))
        if not part.rows:
            box.addLayout(vbox(Label(empty, "subtitle"), margins=(20, 0, 20, 20)))
        elif not part.chart_suffices:
            box.addLayout(vbox(FigureTable(part), margins=(10, 0, 10, 10)))
        box.addStretch(1)
        self.setLayout(box)
