"""The head of a table: widths that fill the window, a sort the caller carries out, a tick for all rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.kit.cells import CellPainter
from ui.kit.models import RowModel
from ui.kit.theme import HEADER, SMALL, Theme, font

_KEEP_AFTER_MS = 400


class TableHeader(QHeaderView):
    """Knows the columns; stretching ones share the room that is left."""

    changed = Signal()
    """The reader changed a width, the order or the sort."""
    sort_asked = Signal(str, bool)
    """A sortable column was clicked: key, ascending."""
    sorts_asked = Signal(object)
    """The same with all columns that count, the first one most: ``[(key, ascending), …]``."""

    def __init__(self, view: QTableView, model: RowModel[Any], cells: CellPainter) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setObjectName(f"{view.objectName()}-header")
        self._view, self._rows, self._cells = view, model, cells
        self._fitting = False
        self.sorts: list[tuple[str, bool]] = []
        self.takes_many = False
        self.setFixedHeight(HEADER)
        self.setMinimumSectionSize(24)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._later = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._later.timeout.connect(self.changed)
        self._adds = False  # Shift was held: one more column is to count
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(lambda: self._later.start())
        self.sectionClicked.connect(self._clicked)

    # -- widths -----------------------------------------------------------------------------------

    def width_of(self, at: int) -> int:
        """The width to remember: of a stretching column the least one, not what the window gave it."""
        column = self._rows.columns[at]
        return column.width if column.stretch else self.sectionSize(at)

    def set_width(self, at: int, width: int) -> None:
        if not self._rows.columns[at].stretch and not self.isSectionHidden(at):
            self.resizeSection(at, width)

    def give(self, at: int, width: int) -> None:
        """A width that is not the reader's doing; a hidden column has it when it is shown."""
        self._fitting = True
        self.resizeSection(at, width)
        self._fitting = False

    def fit(self) -> None:
        """Give stretching columns the room the others leave."""
        columns = [at for at in range(self.count()) if not self.isSectionHidden(at)]
        wide = [at for at in columns if self._rows.columns[at].stretch]
        if not wide or self._fitting:
            return
        self._fitting = True
        room = self._view.viewport().width() - sum(self.sectionSize(at) for at in columns if at not in wide)
        for number, at in enumerate(wide):
            share = room // (len(wide) - number)
            room -= share
            self.resizeSection(at, max(self._rows.columns[at].width, share))
        self._fitting = False

    def _resized(self, _at: int, before: int, now: int) -> None:
        if not self._fitting and before and now:
            self.fit()
            self._later.start()

    # -- sort and ticks ---------------------------------------------------------------------------

    @property
    def sort(self) -> tuple[str, bool] | None:
        """The column that counts most."""
        return self.sorts[0] if self.sorts else None

    def show_sort(self, key: str, ascending: bool) -> None:
        """Mark a column as the one the rows are sorted by."""
        self.show_sorts([(key, ascending)])

    def show_sorts(self, sorts: Sequence[tuple[str, bool]]) -> None:
        """Mark the columns the rows are sorted by; none: the order that comes by itself."""
        places = {column.key: at for at, column in enumerate(self._rows.columns)}
        self.sorts = [(key, up) for key, up in sorts if key in places]
        self.setSortIndicatorShown(bool(self.sorts))
        if self.sorts:
            key, ascending = self.sorts[0]
            order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
            self.setSortIndicator(places[key], order)
        self.viewport().update()

    def _clicked(self, at: int) -> None:
        column = self._rows.columns[at]
        if column.kind == "check" and self._rows.checkable:
            self._rows.toggle_all()
            return
        if not column.sortable:
            if self.sorts:
                self.show_sorts(self.sorts)
            return
        self.show_sorts(self._with(column.key) if self._adds and self.sorts else self._only(column.key))
        self._later.start()
        if self.sort is not None:
            self.sort_asked.emit(*self.sort)
        self.sorts_asked.emit(list(self.sorts))

    def _only(self, key: str) -> list[tuple[str, bool]]:
        return [(key, self.sorts != [(key, True)])]

    def _with(self, key: str) -> list[tuple[str, bool]]:
        """One more column; again: the other way round; once more: it no longer counts."""
        before = dict(self.sorts)
        if key not in before:
            return [*self.sorts, (key, True)]
        if before[key] or len(before) == 1:
            return [(each, up != (each == key)) for each, up in self.sorts]
        return [(each, up) for each, up in self.sorts if each != key]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._adds = self.takes_many and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        painter.save()
        super().paintSection(painter, rect, at)
        painter.restore()
        if self._rows.columns[at].kind == "check" and self._rows.checkable:
            every = bool(self._rows.rows) and len(self._rows.checked()) == len(self._rows.rows)
            painter.save()
            self._cells.tick(painter, rect, every)
            painter.restore()
        self._paint_rank(painter, rect, self._rows.columns[at].key)

    def _paint_rank(self, painter: QPainter, rect: QRect, key: str) -> None:
        """Of several columns that count, which comes when: Qt's own arrow stands at the first alone."""
        rank = next((place for place, (each, _up) in enumerate(self.sorts) if each == key), 0)
        if rank:
            painter.save()
            painter.setFont(font(SMALL - 1))
            painter.setPen(QColor(Theme.of(self.palette()).ink2))
            arrow = "▴" if self.sorts[rank][1] else "▾"
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(rect.adjusted(0, 2, -3, 0), side, f"{arrow}{rank + 1}")
            painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.logicalIndexAt(event.position().toPoint())
        if 0 <= at < self.count() and self.cursor().shape() != Qt.CursorShape.SplitHCursor:
            column = self._rows.columns[at]
            clickable = column.sortable or (column.kind == "check" and self._rows.checkable)
            self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
