"""Status as word and colour, never colour alone."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.text import Text, said, write
from ui.kit.theme import SMALL, Theme, Tone, font

HEIGHT, PADDING = 22, 8
LEAST = 48  # pixels of a chip that may be narrowed


class Tag(NamedTuple):
    """What a chip says, in which tone."""

    text: str
    tone: Tone = "neutral"


def height() -> int:
    """The height of a chip; it grows with the type."""
    return max(HEIGHT, QFontMetrics(font(SMALL)).height() + 4)


def width(text: str) -> int:
    """The width of a chip that says this."""
    return QFontMetrics(font(SMALL)).horizontalAdvance(text) + 2 * PADDING


def paint(painter: QPainter, where: QRectF, tag: Tag, theme: Theme, raised: bool = False) -> None:
    """Draw a chip that fills a rectangle; raised: on a selected row, where its own ground would drown."""
    strong, soft = theme.tone(tag.tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.panel if raised else soft))
    painter.drawRoundedRect(where, where.height() / 2, where.height() / 2)
    painter.setPen(QColor(strong))
    painter.setFont(font(SMALL))
    inner = where.adjusted(PADDING, 0, -PADDING, 0)
    words = painter.fontMetrics().elidedText(tag.text, Qt.TextElideMode.ElideRight, round(inner.width() + 1))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, words)


class Chip(QWidget):
    """A chip as a widget of its own; where it is narrowed, the whole text is in the tooltip."""

    def __init__(self, text: Text = "", tone: Tone = "neutral", *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tag = Tag(said(text), tone)
        write(self, self._set_text, text)

    @property
    def tag(self) -> Tag:
        return self._tag

    def set_tag(self, tag: Tag) -> None:
        """Say something else; an empty text hides the chip."""
        self._tag = tag
        self.setAccessibleName(tag.text)
        self.setVisible(bool(tag.text))
        self.updateGeometry()
        self.update()

    def _set_text(self, text: str) -> None:
        self._tag = Tag(text, self._tag.tone)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width(self._tag.text), height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(QSize(LEAST, height()))

    def may_narrow(self) -> None:
        """Let it end in … rather than widen what it stands in."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        tip = self._tag.text if self.width() < self.sizeHint().width() else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        paint(QPainter(self), QRectF(self.rect()), self._tag, Theme.of(self.palette()))
