"""The left rail: where one is, where one can go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from ui.kit import chip, icons
from ui.kit.chip import Tag
from ui.kit.keys import Button, shown_key
from ui.kit.label import ElidedLabel, Label
from ui.kit.screen import vbox
from ui.kit.text import Text, said
from ui.kit.theme import NORMAL, RAIL, RAIL_NARROW, SMALL, Theme, font, style
from ui.shell.page import Page


class RailButton(Button):
    """Icon, word, and at the right its key or a number that waits."""

    def __init__(self, page: Page, key: str) -> None:
        super().__init__(f"rail-{page.key}", page.title, key=key)
        self._page, self._count = page, Tag("")
        self._narrow = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style(self, role="rail")

    def show_count(self, tag: Tag) -> None:
        """Show a number in the place of the key; an empty text shows the key again."""
        self._count = tag
        self.setAccessibleDescription(tag.text)
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """The icon above the word, and the key in the tooltip alone."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(RAIL_NARROW - 16, 56) if self._narrow else QSize(RAIL - 16, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.of(self.palette())
        colour = theme.accent if self.isChecked() else theme.ink2
        if self._narrow:
            self._paint_above(painter, theme, colour)
        else:
            self._paint_beside(painter, theme, colour)
        if self.has_ring:
            self.paint_ring(painter, theme)

    def _paint_beside(self, painter: QPainter, theme: Theme, colour: str) -> None:
        icons.draw(painter, self._page.icon, colour, 11, (self.height() - 20) / 2, 20)
        right = self._paint_right(painter, theme)
        self._paint_words(painter, theme, QRectF(42, 0, right - 42 - 6, self.height()), NORMAL)

    def _paint_above(self, painter: QPainter, theme: Theme, colour: str) -> None:
        middle = self.width() / 2
        icons.draw(painter, self._page.icon, colour, middle - 10, 8, 20)
        self._paint_words(painter, theme, QRectF(2, 31, self.width() - 4, 18), SMALL)
        if self._count.text:
            width = max(chip.HEIGHT, chip.width(self._count.text) - 2)
            box = QRectF(min(middle + 6, self.width() - width - 2), 2, width, 18)
            chip.paint(painter, box, self._count, theme, raised=self.isChecked())

    def _paint_words(self, painter: QPainter, theme: Theme, room: QRectF, size: int) -> None:
        painter.setFont(font(size, bold=self.isChecked()))
        painter.setPen(QColor(theme.accent if self.isChecked() else theme.ink))
        words = painter.fontMetrics().elidedText(
            self.words(), Qt.TextElideMode.ElideRight, round(room.width())
        )
        side = Qt.AlignmentFlag.AlignHCenter if self._narrow else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, words)

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
        self._subheading, self._narrow = subheading, False
        self._place = Label(self._where, "note", wrap=True, name="rail-subheading")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        box = vbox(
            ElidedLabel(heading, "heading", name="rail-heading"),
            self._place,
            gap=0,
            margins=(12, 16, 12, 0),
        )
        whole = vbox(box, 12, gap=2, margins=(8, 0, 8, 12))
        self._head = box
        self._under = {page.key: page.under for page in pages}
        for number, page in enumerate((page for page in pages if not page.under), 1):
            button = RailButton(page, f"Ctrl+{number}")
            button.clicked.connect(lambda _on=False, key=page.key: on(key))
            self._buttons[page.key] = button
            self._group.addButton(button)
            whole.addWidget(button)
        whole.addStretch(1)
        self.setLayout(whole)

    def set_narrow(self, narrow: bool) -> None:
        """Give the pages the room where the window is small."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.setFixedWidth(RAIL_NARROW if narrow else RAIL)
        self._head.setContentsMargins(4 if narrow else 12, 16, 0 if narrow else 12, 0)
        self._place.setText(self._where())
        for button in self._buttons.values():
            button.set_narrow(narrow)

    def _where(self) -> str:
        """The branch and its room; below each other where there is no room for both."""
        words = said(self._subheading)
        return words.replace(" · ", "\n") if self._narrow else words

    def mark(self, key: str) -> None:
        """Show where one is."""
        self._buttons[self._under.get(key) or key].setChecked(True)

    def show_count(self, key: str, tag: Tag) -> None:
        """Show what waits on a page."""
        if key in self._buttons:
            self._buttons[key].show_count(tag)
