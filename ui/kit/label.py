"""Plain text on the screen."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.text import Text, write
from ui.kit.theme import Theme, Tone, style

LabelRole = Literal[
    "text", "title", "heading", "subtitle", "note", "hint", "error", "success", "figure", "total"
]


class Label(QLabel):
    """Text in one of the roles of the look; never read as HTML, whoever wrote it."""

    def __init__(
        self,
        text: Text = "",
        role: LabelRole = "text",
        *,
        tone: Tone | None = None,
        wrap: bool = False,
        selectable: bool = False,
        right: bool = False,
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        style(self, role=role)
        if tone:
            style(self, tone=tone)
        write(self, self.setText, text)

    def set_tone(self, tone: Tone | None) -> None:
        """Colour the words; None gives back the colour of the role."""
        style(self, tone=tone or "")


class ElidedLabel(Label):
    """One line that ends in … where room ends; the whole text is in the tooltip."""

    def __init__(self, text: Text = "", role: LabelRole = "text", *, name: str = "") -> None:
        super().__init__(text, role, name=name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        whole = self.text()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        tip = whole if shown != whole else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment(), shown)


class Rule(QFrame):
    """A thin horizontal line."""

    def __init__(self) -> None:
        super().__init__()
        style(self, role="line")


class Icon(QWidget):
    """One icon in a tone of the theme."""

    def __init__(self, icon: str, size: int = icons.SIZE, tone: Tone = "neutral") -> None:
        super().__init__()
        self._icon, self._size, self._tone = icon, size, tone
        self.setFixedSize(size, size)

    def set_icon(self, icon: str, tone: Tone) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = Theme.of(self.palette()).tone(self._tone)[0]
        icons.draw(QPainter(self), self._icon, colour, 0, 0, self._size)
