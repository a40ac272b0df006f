"""The head of a table: widths that fill the window, a sort the caller carries out, a tick for all rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.kit.cells import CellPainter
from ui.kit.models import RowModel
from ui.kit.theme import HEADER

_KEEP_AFTER_MS = 400


class TableHeader(QHeaderView):
    """Knows the columns; stretching ones share the room that is left."""

    changed = Signal()
    """The reader changed a width, the order or the sort."""
    sort_asked = Signal(str, bool)
    """A sortable column was clicked: key, ascending."""

    def __init__(self, view: QTableView, model: RowModel[Any], cells: CellPainter) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setObjectName(f"{view.objectName()}-header")
        self._view, self._rows, self._cells = view, model, cells
        self._fitting = False
        self.sort: tuple[str, bool] | None = None
        self.setFixedHeight(HEADER)
        self.setMinimumSectionSize(24)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._later = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._later.timeout.connect(self.changed)
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

    def show_sort(self, key: str, ascending: bool) -> None:
        """Mark a column as the one the rows are sorted by."""
        at = next(at for at, column in enumerate(self._rows.columns) if column.key == key)
        self.sort = (key, ascending)
        self.setSortIndicatorShown(True)
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        self.setSortIndicator(at, order)

    def _clicked(self, at: int) -> None:
        column = self._rows.columns[at]
        if column.kind == "check" and self._rows.checkable:
            self._rows.toggle_all()
            return
        if not column.sortable:
            if self.sort:
                self.show_sort(*self.sort)
            return
        ascending = not (self.sort and self.sort == (column.key, True))
        self.show_sort(column.key, ascending)
        self._later.start()
        self.sort_asked.emit(column.key, ascending)

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        painter.save()
        super().paintSection(painter, rect, at)
        painter.restore()
        if self._rows.columns[at].kind == "check" and self._rows.checkable:
            every = bool(self._rows.rows) and len(self._rows.checked()) == len(self._rows.rows)
            painter.save()
            self._cells.tick(painter, rect, every)
            painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.logicalIndexAt(event.position().toPoint())
        if 0 <= at < self.count() and self.cursor().shape() != Qt.CursorShape.SplitHCursor:
            column = self._rows.columns[at]
            clickable = column.sortable or (column.kind == "check" and self._rows.checkable)
            self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
