"""A chart on the screen, drawn by what draws it on paper, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ill_desktop.documents.chart import Palette, chart_svg, natural_height
from ill_desktop.documents.facts import Chart
from ui.kit.theme import SMALL, Theme

_WIDEST_BARS = 720


def palette(theme: Theme) -> Palette:
    """The theme's own colours, the accent first."""
    return Palette(
        theme.ink, theme.ink2, theme.line, (theme.accent, theme.caution, theme.good, theme.loan, theme.bad)
    )


class ChartView(QWidget):
    """Draws itself when it first comes into sight, and again for another width or theme."""

    def __init__(self, name: str, chart: Chart, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._chart = chart
        self._drawn: tuple[int, str] | None = None
        self._renderer = QSvgRenderer(self)
        self.setFixedHeight(round(natural_height(chart, SMALL)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def is_drawn(self) -> bool:
        """Whether it has been in sight."""
        return self._drawn is not None and self._renderer.isValid()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.of(self.palette())
        wide = min(self.width(), _WIDEST_BARS) if self._chart.form == "bars" else self.width()
        if self._drawn != (wide, theme.name):
            svg = chart_svg(self._chart, palette(theme), wide, self.height(), SMALL)
            self._renderer.load(QByteArray(svg.encode()))
            self._drawn = (wide, theme.name)
        self._renderer.render(QPainter(self), QRectF(0, 0, wide, self.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
