"""Rows for a table: read page by page from a source, or given as a short list."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.kit.columns import Column
from ui.kit.text import said

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[R | None, int], Sequence[R]]
"""``fetch(after, limit)``: the rows that follow ``after`` (None: the first), at most ``limit``. Keyset only:
the row carries what the query compares with, so any depth costs the same."""
Count = Callable[[], int]
PAGE = 100
_ROLE = Qt.ItemDataRole


class RowModel(QAbstractTableModel, Generic[R]):
    """Columns over frozen rows; the delegate asks for rows, everybody else for words."""

    checked_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable] = attrgetter("id"),
        checkable: bool = False,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.key = key
        self.checkable = checkable
        self.rows: list[R] = []
        self.strong_rows: frozenset[int] = frozenset()
        """Positions of rows in bold: a sum below its figures."""
        self._checked: set[Hashable] = set()

    def row(self, index: int) -> R:
        """The row at a position."""
        return self.rows[index]

    def position(self, key: Hashable) -> int | None:
        """Where the row with this key stands among those loaded."""
        return next((at for at, row in enumerate(self.rows) if self.key(row) == key), None)

    def total(self) -> int:
        """How many rows there are, loaded or not."""
        return len(self.rows)

    # -- ticks ------------------------------------------------------------------------------------

    def is_checked(self, row: R) -> bool:
        return self.key(row) in self._checked

    def checked(self) -> list[R]:
        """The ticked rows, in their order."""
        return [row for row in self.rows if self.is_checked(row)]

    def checked_count(self) -> int:
        """How many rows are ticked; at once, however many there are."""
        return len(self._checked)

    def set_checked(self, keys: Iterable[Hashable]) -> None:
        """Tick exactly these rows."""
        self._checked = set(keys)
        self._ticks_changed()

    def toggle(self, at: int) -> None:
        """Tick a row, or untick it."""
        self._checked ^= {self.key(self.rows[at])}
        self._ticks_changed()

    def toggle_all(self) -> None:
        """Tick all rows; untick them when all are."""
        every = {self.key(row) for row in self.rows}
        self._checked = set() if every <= self._checked else every
        self._ticks_changed()

    def _ticks_changed(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        self.checked_changed.emit()

    # -- what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            if column.kind == "check" and self.checkable:
                return ""
            return column.text(row)
        if role == _ROLE.CheckStateRole and column.kind == "check" and self.checkable:
            return Qt.CheckState.Checked if self.is_checked(row) else Qt.CheckState.Unchecked
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if way != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == _ROLE.DisplayRole:
            return said(column.title)
        if role == _ROLE.TextAlignmentRole:
            return _ALIGN[column.side]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.checkable and index.isValid() and self.columns[index.column()].kind == "check":
            return _TICKED
        return _PLAIN


_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TICKED = _PLAIN | Qt.ItemFlag.ItemIsUserCheckable
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | _MIDDLE,
    "right": Qt.AlignmentFlag.AlignRight | _MIDDLE,
    "center": Qt.AlignmentFlag.AlignCenter,
}


class StaticModel(RowModel[R]):
    """A short list, whole in memory; with ``checkable`` its check column can be ticked."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        rows: Sequence[R] = (),
        key: Callable[[R], Hashable] = attrgetter("id"),
        checkable: bool = False,
    ) -> None:
        super().__init__(columns, key, checkable)
        self.rows = list(rows)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; ticks of rows that stay are kept."""
        self.beginResetModel()
        self.rows = list(rows)
        self._checked &= {self.key(row) for row in self.rows}
        self.endResetModel()
        self.checked_changed.emit()


class PageModel(RowModel[R]):
    """Rows read a hundred at a time as the reader scrolls on."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        fetch: Fetch[R],
        count: Count | None = None,
        key: Callable[[R], Hashable] = attrgetter("id"),
        page: int = PAGE,
    ) -> None:
        super().__init__(columns, key)
        self._fetch, self._count, self._page = fetch, count, page
        self._ended = False
        self._opened = False

    def reload(self, keep: bool = True) -> None:
        """Read again; keep: as many pages as stand there now, so that the place is not lost."""
        wanted = self._page
        if keep and len(self.rows) > self._page:
            wanted = -(-len(self.rows) // self._page) * self._page
        self._opened = True
        rows = list(self._fetch(None, wanted))
        self.beginResetModel()
        self.rows = rows
        self._ended = len(rows) < wanted
        self.endResetModel()

    def total(self) -> int:
        """How many rows the source has: counted when asked."""
        return self._count() if self._count else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        return self._opened and not self._ended and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        more = self._fetch(self.rows[-1] if self.rows else None, self._page)
        self._ended = len(more) < self._page
        if not more:
            return
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
        self.rows.extend(more)
        self.endInsertRows()
