"""A line that finds while one types, with the hits below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.kit import icons
from ui.kit.fields import Line
from ui.kit.screen import vbox
from ui.kit.text import Text
from ui.kit.theme import NORMAL, ROW, SMALL, Theme, font, style

_WAIT_MS, _SHOWN, _MOST = 20, 9, 50
_HIT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Hit:
    """One thing that was found; ``value`` is the caller's own."""

    title: str
    note: str = ""
    icon: str = ""
    value: Any = None


class _HitPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit: Hit = index.data(_HIT)
        theme = Theme.of(option.palette)
        box: QRect = option.rect.adjusted(4, 0, -4, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(box, 6, 6)
        left = box.left() + 12
        if hit.icon:
            icons.draw(painter, hit.icon, theme.ink2, left, box.center().y() - 9, 18)
            left += 30
        for words, size, colour, top, height in (
            (hit.title, NORMAL, theme.ink, 2 if hit.note else 0, 22 if hit.note else ROW),
            (hit.note, SMALL, theme.ink2, 23, 18),
        ):
            painter.setFont(font(size))
            painter.setPen(QColor(colour))
            where = QRect(left, box.top() + top, box.right() - left - 8, height)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, where.width())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)


class _Popup(QFrame):
    """The hits below a box. They lie in its window, take no focus, and go when the box or the window goes."""

    def __init__(self, box: QLineEdit) -> None:
        super().__init__(box.window())
        self.setObjectName(f"{box.objectName()}-hits")
        style(self, role="popup")
        self.list = QListWidget()
        self.list.setObjectName(f"{box.objectName()}-list")
        self.list.setAccessibleName(box.placeholderText())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitPainter(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(vbox(self.list, margins=(1, 4, 1, 4)))
        box.destroyed.connect(self.deleteLater)

    def fill(self, hits: Sequence[Hit]) -> None:
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title)
            item.setData(_HIT, hit)
            self.list.addItem(item)

    def hits(self) -> list[Hit]:
        return [self.list.item(at).data(_HIT) for at in range(self.list.count())]

    def step(self, by: int) -> None:
        """Choose a row further down, or up; the ends are ends."""
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))


class FinderBox(Line):
    """``find(text)`` is asked as one types; Down, Enter or a click chooses, Esc closes."""

    chosen = Signal(object)
    """The chosen :class:`Hit`."""
    asked = Signal(str)
    """Enter without a chosen hit: the text as it stands."""

    def __init__(
        self,
        name: str,
        find: Callable[[str], Sequence[Hit]],
        placeholder: Text = "",
        *,
        pick_first: bool = True,
        size: str = "",
    ) -> None:
        super().__init__(name, placeholder, size=size)
        self._find, self._pick_first = find, pick_first
        self._popup: _Popup | None = None
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.search)
        self.textEdited.connect(lambda _text: self._wait.start())

    def hits(self) -> list[Hit]:
        """The hits shown now."""
        return self._popup.hits() if self._popup else []

    def search(self) -> None:
        """Ask for hits and show them."""
        text = self.text().strip()
        found = self._find(text) if text else ()
        if found:
            self._show(found[:_MOST])
        elif self._popup:
            self._popup.fill(())
            self._popup.hide()

    def _show(self, found: Sequence[Hit]) -> None:
        popup = self._popup or self._make_popup()
        popup.fill(found)
        popup.list.setCurrentRow(0 if self._pick_first else -1)
        rows = min(len(found), _SHOWN)
        at = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        popup.setGeometry(at.x(), at.y(), max(self.width(), 320), rows * ROW + 10)
        popup.show()
        popup.raise_()

    def _make_popup(self) -> _Popup:
        self._popup = _Popup(self)
        self._popup.list.itemClicked.connect(self._choose)
        return self._popup

    def close_hits(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _choose(self, item: QListWidgetItem) -> None:
        self.close_hits()
        self.chosen.emit(item.data(_HIT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is not None and self._popup is not None and self.is_open():
            self._popup.step(step)
        elif key == Qt.Key.Key_Escape and (self.is_open() or self.text()):
            self.close_hits()
            self.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()  # Ctrl+Enter is the form's
            else:
                self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self.search()
        item = self._popup.list.currentItem() if self._popup is not None and self.is_open() else None
        if item is not None:
            self._choose(item)
        elif self.text().strip():
            self.close_hits()
            self.asked.emit(self.text().strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_hits()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.close_hits()
