"""The table every list is shown in."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, MutableMapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.kit.cells import PADDING, CellPainter, button_box
from ui.kit.header import TableHeader
from ui.kit.menu import Menu
from ui.kit.models import RowModel
from ui.kit.text import Text, said, write
from ui.kit.theme import NORMAL, ROW, Theme, font

_Kept = tuple[set[Hashable], Hashable | None, int]
_SELECT = QItemSelectionModel.SelectionFlag


class TableView(QTableView):
    """Rows of a :class:`RowModel`: selected by row, kept selected over a reload, all by keyboard."""

    picked = Signal(object)
    """The current row changed: a row, or None."""
    activated_row = Signal(object)
    """Enter or a double click on a row."""
    pressed_button = Signal(str, object)
    """A button in a cell: column key, row."""
    sort_asked = Signal(str, bool)
    """A sortable header was clicked: column key, ascending. The caller changes its source."""
    sorts_asked = Signal(object)
    """With ``sort_by_many``: all columns that count, ``[(key, ascending), …]``; Shift+click adds one."""

    def __init__(
        self,
        name: str,
        model: RowModel[Any],
        *,
        title: Text = "",
        empty: QWidget | None = None,
        many: bool = False,
        enter: bool = True,
    ) -> None:
        """``many``: several rows may be selected; ``enter=False`` leaves Enter to the screen's own key."""
        super().__init__()
        self.setObjectName(name)
        write(self, self.setAccessibleName, title or name)
        self._rows = model
        self._empty, self._enter = empty, enter
        self._memory: MutableMapping[str, str] | None = None
        self._kept: _Kept = (set(), None, 0)
        self._cells = CellPainter()
        self.setItemDelegate(self._cells)
        self._lay_out(many)
        self.setModel(model)
        self._header = TableHeader(self, model, self._cells)
        self.setHorizontalHeader(self._header)
        self._header.sort_asked.connect(self.sort_asked)
        self._header.sorts_asked.connect(self.sorts_asked)
        for at, column in enumerate(model.columns):
            self._header.give(at, column.width)
        self._unwanted = {column.key for column in model.columns if column.hidden}  # by the reader
        self._withheld: set[str] = set()  # by the program: no room for it, or nothing to say
        self._hide_columns()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._find_again)
        model.rowsInserted.connect(self._show_empty)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.picked.emit(self._at(now)))
        self.doubleClicked.connect(lambda index: self.activated_row.emit(self._at(index)))
        if empty is not None:
            empty.setParent(self.viewport())
        self._dress()
        self._show_empty()

    def _lay_out(self, many: bool) -> None:
        # One of our own making: for a QWidget it does not know PySide tries every class there is.
        self.setViewport(QWidget())
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        upright = self.verticalHeader()
        upright.hide()
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setMinimumSectionSize(ROW)
        upright.setDefaultSectionSize(ROW)

    # -- rows -------------------------------------------------------------------------------------

    def _at(self, index: QModelIndex) -> Any:
        return self._rows.rows[index.row()] if index.isValid() else None

    def current(self) -> Any:
        """The row the reader is on, or None."""
        return self._at(self.currentIndex())

    def selected(self) -> list[Any]:
        """The selected rows, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.rows[at] for at in rows]

    def pick(self, key: Hashable) -> bool:
        """Go to the row with this key; False when it is not among those loaded."""
        at = self._rows.position(key)
        if at is None:
            return False
        self.selectRow(at)
        self.scrollTo(self._rows.index(at, 0))
        return True

    def pick_first(self) -> None:
        """Go to the first row, when there is one and none is picked or selected."""
        selected = self.selectionModel().hasSelection()
        if self._rows.rows and not selected and not self.currentIndex().isValid():
            self.selectRow(0)

    def selectRow(self, row: int) -> None:
        """Choose this row and no other: Qt's own would add it while Ctrl is still held down."""
        index = self._rows.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _SELECT.ClearAndSelect | _SELECT.Rows)

    def _keep(self) -> None:
        key = self._rows.key
        row = self.current()
        self._kept = (
            {key(row) for row in self.selected()},
            key(row) if row is not None else None,
            self.verticalScrollBar().value(),
        )

    def _find_again(self) -> None:
        chosen, current, scrolled = self._kept
        selection = self.selectionModel()
        for at, row in enumerate(self._rows.rows if chosen or current is not None else ()):
            key = self._rows.key(row)
            index = self._rows.index(at, 0)
            if key == current:
                selection.setCurrentIndex(index, _SELECT.NoUpdate)
            if key in chosen:
                selection.select(index, _SELECT.Select | _SELECT.Rows)
        self.verticalScrollBar().setValue(scrolled)
        self._show_empty()
        if current is not None:
            self.picked.emit(self.current())

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(not self._rows.rows)

    # -- columns ----------------------------------------------------------------------------------

    def arrangement(self) -> str:
        """Order, widths, visibility and sort of the columns, as JSON."""
        header, columns = self._header, self._rows.columns
        order = [columns[header.logicalIndex(at)].key for at in range(len(columns))]
        return json.dumps(
            {
                "order": order,
                "widths": {column.key: header.width_of(at) for at, column in enumerate(columns)},
                "hidden": [column.key for column in columns if column.key in self._unwanted],
                "sort": header.sort,
                "sorts": header.sorts,
            }
        )

    def rearrange(self, arrangement: str) -> None:
        """Take back what :meth:`arrangement` said; unknown columns and damaged text are passed over."""
        try:
            said_before = json.loads(arrangement)
            order, widths = list(said_before["order"]), dict(said_before["widths"])
            hidden, sort = set(said_before["hidden"]), said_before["sort"]
            sorts = [(str(key), bool(up)) for key, up in said_before.get("sorts", ())]
        except (ValueError, KeyError, TypeError):
            return
        places = {column.key: at for at, column in enumerate(self._rows.columns)}
        for to, key in enumerate(key for key in order if key in places):
            self._header.moveSection(self._header.visualIndex(places[key]), to)
        for key, at in places.items():
            width = widths.get(key)
            if isinstance(width, int) and 24 <= width <= 4000:
                self._header.set_width(at, width)
        self._unwanted = hidden & places.keys()
        self._hide_columns()
        if sorts:
            self._header.show_sorts(sorts if self._header.takes_many else sorts[:1])
        elif isinstance(sort, list) and len(sort) == 2 and sort[0] in places:
            self._header.show_sort(sort[0], bool(sort[1]))
        self._header.fit()

    def sort_by_many(self) -> None:
        """Shift+click sorts by one more column."""
        self._header.takes_many = True

    def sorts(self) -> list[tuple[str, bool]]:
        """The columns marked as those the rows are sorted by, with whether it goes up."""
        return list(self._header.sorts)

    def show_sorts(self, sorts: Sequence[tuple[str, bool]]) -> None:
        """Mark columns as those the rows are sorted by; the caller has sorted them so."""
        self._header.show_sorts(sorts)

    def remember(self, memory: MutableMapping[str, str]) -> None:
        """Keep the columns in a person's memory, under this table's name, from now on."""
        self._memory = memory
        if before := memory.get(f"table.{self.objectName()}"):
            self.rearrange(before)
        self._header.changed.connect(self._store)

    def _store(self) -> None:
        if self._memory is not None:
            self._memory[f"table.{self.objectName()}"] = self.arrangement()

    def show_column(self, key: str, shown: bool) -> None:
        """Show a column only where it has something to say, or room; stretching ones take or give the room.

        Not the reader's doing, so it is not remembered, and what the reader hides stays hidden.
        """
        if (key not in self._withheld) != shown:
            self._withheld ^= {key}
            self._hide_columns()
            self._header.fit()

    def _hide_columns(self) -> None:
        for at, column in enumerate(self._rows.columns):
            self.setColumnHidden(at, column.key in self._unwanted or column.key in self._withheld)

    def column_menu(self) -> Menu:
        """A menu that shows and hides columns."""
        menu = Menu(self, f"{self.objectName()}-columns")
        for at, column in enumerate(self._rows.columns):
            if name := said(column.title):
                action = menu.entry(f"column-{column.key}", name, self._flipper(at))
                action.setCheckable(True)
                action.setChecked(not self.isColumnHidden(at))
        return menu

    def fit_columns(self, widths: Mapping[str, int]) -> None:
        """Widths that follow from the words of another language; not remembered either."""
        for at, column in enumerate(self._rows.columns):
            if column.key in widths:
                self._header.give(at, widths[column.key])
        self._header.fit()

    def _flipper(self, at: int) -> Callable[[], None]:
        def flip() -> None:
            key, hidden = self._rows.columns[at].key, self.isColumnHidden(at)
            if hidden or sum(not self.isColumnHidden(each) for each in range(self._header.count())) > 1:
                self._unwanted = self._unwanted - {key} if hidden else self._unwanted | {key}
                self._withheld.discard(key)
                self._hide_columns()
                self._header.fit()
                self._header.changed.emit()

        return flip

    # -- events -----------------------------------------------------------------------------------

    def _dress(self) -> None:
        self._cells.dress(Theme.of(self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_header"):
            self._dress()
            self.viewport().update()
        elif event.type() == QEvent.Type.LanguageChange:
            self._rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._rows.columns) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.fit()
        self._show_empty()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self._enter and self.currentIndex().isValid():
                self.activated_row.emit(self.current())
            else:
                event.ignore()
        elif key == Qt.Key.Key_Space and self._rows.checkable and self.currentIndex().isValid():
            self._rows.toggle(self.currentIndex().row())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows.rows:
            self.selectRow(0 if key == Qt.Key.Key_Home else len(self._rows.rows) - 1)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()  # nothing where only one can be selected
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are keys of the screen, not a search in the table
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._cells.hovered:
            before, self._cells.hovered = self._cells.hovered, row
            for each in (before, row):
                if each >= 0:
                    top = self.rowViewportPosition(each)
                    self.viewport().update(QRect(0, top, self.viewport().width(), ROW))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        column = self._rows.columns[index.column()]
        if column.kind == "check" and self._rows.checkable:
            self._rows.toggle(index.row())
        elif column.kind == "button":
            words = str(column.value(self._at(index)))
            inner = self.visualRect(index).adjusted(PADDING, 0, -PADDING, -1)
            if words and button_box(inner, QFontMetrics(font(NORMAL)), words).contains(point):
                self.pressed_button.emit(column.key, self._at(index))
