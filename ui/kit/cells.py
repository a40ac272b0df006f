"""Painting the cells of a table: straight from the row, without a widget or a style option per cell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import chip
from ui.kit.columns import Column, in_words, tags
from ui.kit.icons import draw
from ui.kit.models import RowModel
from ui.kit.theme import LIGHT, NORMAL, ROW, SMALL, Theme, font

PADDING, TICK = 10, 16
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUS = QStyle.StateFlag.State_HasFocus
_SIDE = {  # joined once: joining flags in Python costs as much as drawing a word
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}


class CellPainter(QStyledItemDelegate):
    """Draws every kind of column. One instance a table."""

    def __init__(self) -> None:
        super().__init__()
        self.hovered = -1
        self._strong_row = False
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetrics]] = {}
        self.dress(LIGHT)

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme, and its type as large as it is now."""
        self._theme = theme
        self._fonts.clear()
        self._chip = chip.height()
        self._ink, self._ink2, self._ink3 = QColor(theme.ink), QColor(theme.ink2), QColor(theme.ink3)
        self._soft, self._line, self._accent = (
            QColor(theme.accent_soft),
            QColor(theme.line),
            QColor(theme.accent),
        )
        self._over = QColor(theme.background)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, RowModel):
            raise TypeError(type(model))
        column, row = model.columns[index.column()], model.rows[index.row()]
        self._strong_row = index.row() in model.strong_rows
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        selected = bool(state & _SELECTED)
        if selected:
            painter.fillRect(rect, self._soft)
        elif index.row() == self.hovered:
            painter.fillRect(rect, self._over)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._line)
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        if column.kind == "check" and model.checkable:
            self.tick(painter, rect, model.is_checked(row), bool(state & _FOCUS))
        else:
            self._cell(painter, inner, column, column.value(row), selected)

    def _cell(self, painter: QPainter, inner: QRect, column: Column[Any], value: Any, selected: bool) -> None:
        if column.kind == "two_line":
            self._two_lines(painter, inner, value, column)
        elif column.kind == "chip":
            self._chips(painter, inner, value, selected)
        elif column.kind == "button":
            self._button(painter, inner, value)
        elif column.kind == "check":
            if value:
                draw(painter, "check", self._theme.good, inner.left(), inner.center().y() - 8, 16)
        else:
            colour = self._ink if value is not None else self._ink3
            self._line_of(painter, inner, in_words(column.kind, value), column, NORMAL, colour)

    def _line_of(
        self, painter: QPainter, inner: QRect, words: str, column: Column[Any], size: int, colour: QColor
    ) -> None:
        face, metrics = self._font(size, (column.strong or self._strong_row) and size == NORMAL)
        painter.setFont(face)
        painter.setPen(colour)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _SIDE[column.side], shown)

    def _two_lines(
        self, painter: QPainter, inner: QRect, value: tuple[str, str], column: Column[Any]
    ) -> None:
        title, note = value
        if not note:
            self._line_of(painter, inner, title, column, NORMAL, self._ink)
            return
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top() + 2, inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), half - 2)
        self._line_of(painter, upper, title, column, NORMAL, self._ink)
        self._line_of(painter, lower, note, column, SMALL, self._ink2)

    def _chips(self, painter: QPainter, inner: QRect, value: Any, selected: bool) -> None:
        left: float = inner.left()
        top = inner.center().y() - self._chip / 2 + 1
        for tag in tags(value):
            room = inner.right() + 1 - left
            if room < 2 * chip.PADDING + 8:
                break
            width = min(float(chip.width(tag.text)), room)
            chip.paint(painter, QRectF(left, top, width, self._chip), tag, self._theme, raised=selected)
            left += width + 4

    def _button(self, painter: QPainter, inner: QRect, words: str) -> None:
        if not words:
            return
        face, metrics = self._font(NORMAL, False)
        box = button_box(inner, metrics, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._line)
        painter.setBrush(QColor(self._theme.panel))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(self._ink)
        painter.setFont(face)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def tick(self, painter: QPainter, rect: QRect, ticked: bool, focused: bool = False) -> None:
        """Draw a check box in the middle of a rectangle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, TICK, TICK)
        box.moveCenter(QRectF(rect).center())
        box = QRectF(round(box.x()) + 0.5, round(box.y()) + 0.5, TICK - 1, TICK - 1)
        painter.setPen(QPen(self._accent if ticked or focused else self._ink3, 2 if focused else 1))
        painter.setBrush(self._accent if ticked else QColor(self._theme.panel))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            draw(painter, "check", self._theme.on_accent, box.x() - 0.5 + 1, box.y() - 0.5 + 1, TICK - 2)

    def _font(self, size: int, bold: bool) -> tuple[QFont, QFontMetrics]:
        if (size, bold) not in self._fonts:
            face = font(size, bold)
            self._fonts[size, bold] = (face, QFontMetrics(face))
        return self._fonts[size, bold]


def button_box(inner: QRect, metrics: QFontMetrics, words: str) -> QRect:
    """Where a cell's button stands."""
    height = max(28, metrics.height() + 8)
    width = min(metrics.horizontalAdvance(words) + 20, inner.width())
    return QRect(inner.left(), inner.center().y() + 1 - height // 2, width, height)
