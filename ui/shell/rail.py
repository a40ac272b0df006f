"""The left rail: where one is, where one can go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from ui.kit import chip, icons
from ui.kit.chip import Tag
from ui.kit.keys import Button, shown_key
from ui.kit.label import ElidedLabel
from ui.kit.screen import vbox
from ui.kit.text import Text
from ui.kit.theme import NORMAL, RAIL, SMALL, Theme, font, style
from ui.shell.page import Page


class RailButton(Button):
    """Icon, word, and at the right its key or a number that waits."""

    def __init__(self, page: Page, key: str) -> None:
        super().__init__(f"rail-{page.key}", page.title, key=key)
        self._page, self._count = page, Tag("")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style(self, role="rail")

    def show_count(self, tag: Tag) -> None:
        """Show a number in the place of the key; an empty text shows the key again."""
        self._count = tag
        self.setAccessibleDescription(tag.text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(RAIL - 16, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.of(self.palette())
        colour = theme.accent if self.isChecked() else theme.ink2
        icons.draw(painter, self._page.icon, colour, 11, (self.height() - 20) / 2, 20)
        right = self._paint_right(painter, theme)
        painter.setFont(font(NORMAL, bold=self.isChecked()))
        painter.setPen(QColor(theme.accent if self.isChecked() else theme.ink))
        room = QRectF(42, 0, right - 42 - 6, self.height())
        words = painter.fontMetrics().elidedText(
            self.words(), Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.has_ring:
            self.paint_ring(painter, theme)

    def _paint_right(self, painter: QPainter, theme: Theme) -> float:
        """Paint the number or the key; returns where it begins."""
        edge = self.width() - 12
        if self._count.text:
            width = max(chip.HEIGHT, chip.width(self._count.text) - 2)
            box = QRectF(edge - width, (self.height() - 20) / 2, width, 20)
            chip.paint(painter, box, self._count, theme, raised=self.isChecked())
            return box.left()
        painter.setFont(font(SMALL - 1))
        painter.setPen(QColor(theme.ink3))
        width = painter.fontMetrics().horizontalAdvance(shown_key(self.key))
        baseline = (self.height() + painter.fontMetrics().capHeight()) / 2
        painter.drawText(QPointF(edge - width, baseline), shown_key(self.key))
        return float(edge - width)


class Rail(QFrame):
    """Heading and pages."""

    def __init__(
        self, heading: Text, subheading: Text, pages: list[Page], on: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.setObjectName("rail")
        style(self, role="rail")
        self.setFixedWidth(RAIL)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        box = vbox(
            ElidedLabel(heading, "heading", name="rail-heading"),
            ElidedLabel(subheading, "note", name="rail-subheading"),
            gap=0,
            margins=(12, 16, 12, 0),
        )
        whole = vbox(box, 12, gap=2, margins=(8, 0, 8, 12))
        self._under = {page.key: page.under for page in pages}
        for number, page in enumerate((page for page in pages if not page.under), 1):
            button = RailButton(page, f"Ctrl+{number}")
            button.clicked.connect(lambda _on=False, key=page.key: on(key))
            self._buttons[page.key] = button
            self._group.addButton(button)
            whole.addWidget(button)
        whole.addStretch(1)
        self.setLayout(whole)

    def mark(self, key: str) -> None:
        """Show where one is."""
        self._buttons[self._under.get(key) or key].setChecked(True)

    def show_count(self, key: str, tag: Tag) -> None:
        """Show what waits on a page."""
        if key in self._buttons:
            self._buttons[key].show_count(tag)
