"""A number that opens its list; a person in a circle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.kit import chip
from ui.kit.chip import Tag
from ui.kit.text import Text, write
from ui.kit.theme import FIGURE, LARGE, NORMAL, RADIUS_PANEL, Theme, font


class Card(QPushButton):
    """What waits: words, a figure, and a chip that says how badly. A click opens the list."""

    def __init__(self, name: str, title: Text, on: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title, self._figure, self._tag = "", "–", Tag("")
        write(self, self._say, title)
        self.clicked.connect(lambda: on())

    def show_figure(self, figure: int | str, tag: Tag | None = None) -> None:
        """Show the number and what is to be said about it."""
        self._figure = f"{figure:,}" if isinstance(figure, int) else figure
        self._tag = tag or Tag("")
        self._say(self._title)

    def figure(self) -> str:
        return self._figure

    def _say(self, title: str) -> None:
        self._title = title
        self.setAccessibleName(f"{title} {self._figure} {self._tag.text}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 90)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self.hasFocus() or self.underMouse() or self.isChecked()
        painter.setPen(QPen(QColor(theme.accent if ring else theme.line), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.accent_soft if self.isChecked() else theme.panel))
        edge = 1.0 if self.hasFocus() else 0.5
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, RADIUS_PANEL, RADIUS_PANEL)
        painter.setFont(font(NORMAL))
        painter.setPen(QColor(theme.ink2))
        middle = Qt.AlignmentFlag.AlignVCenter
        width = self.width() - 40
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(20, 14, width, 24), middle, title)
        painter.setFont(font(FIGURE, bold=True))
        painter.setPen(QColor(theme.ink))
        painter.drawText(QRectF(20, 38, width, 40), middle, self._figure)
        left = 20 + painter.fontMetrics().horizontalAdvance(self._figure) + 12
        if self._tag.text:
            wide = min(chip.width(self._tag.text), self.width() - left - 12)
            chip.paint(painter, QRectF(left, 51, wide, chip.HEIGHT), self._tag, theme)


class Avatar(QWidget):
    """The first character of a name in a circle."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setFixedSize(44, 44)
        self._letter = name[:1].upper()

    def show_name(self, name: str) -> None:
        self._letter = name[:1].upper()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_soft))
        painter.drawEllipse(self.rect())
        painter.setPen(QColor(theme.accent))
        painter.setFont(font(LARGE - 4, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)
