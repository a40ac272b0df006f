"""A row that goes on in the next line where room ends: nothing is cut off when words are long."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Widgets beside each other, wrapped like words."""

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((s.height() for s in sizes), default=0)
        )

    def _place(self, rect: QRect, move: bool) -> int:
        y = rect.y()
        for number, line in enumerate(self._lines(rect.width())):
            y += self._gap // 2 if number else 0
            tallest = max(size.height() for _item, size in line)
            x = rect.x()
            for item, size in line if move else ():
                middle = (tallest - size.height()) // 2  # a pill beside a taller button
                item.setGeometry(QRect(QPoint(x, y + middle), size))
                x += size.width() + self._gap
            y += tallest
        return y - rect.y()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each line of this width, and how large."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._gap
        return lines


class Ends(Flow):
    """Two parts at the two ends of a line; below each other where there is no room for both."""

    def _place(self, rect: QRect, move: bool) -> int:
        height = super()._place(rect, move)
        shown = [item for item in self._items if not item.isEmpty()]
        if move and len(shown) > 1 and len(self._lines(rect.width())) == 1:
            last = shown[-1].geometry()
            last.moveRight(rect.right())
            shown[-1].setGeometry(last)
        return height
