"""The request table: nothing but the person's own choice goes to another request."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame

from ui.kit.table import TableView


class RequestTable(TableView):
    """A request that left the list by its last step is still shown beside it: until the person goes on,
    Enter is meant for that one, and Up and Down go on from where it stood."""

    left_at = 0

    def focusInEvent(self, event: QFocusEvent) -> None:
        QFrame.focusInEvent(self, event)  # a table of Qt would go to its first row here
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = len(self._rows.rows)
        moves = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if moves and rows and not self.currentIndex().isValid():
            self.selectRow(min(self.left_at, rows - 1))
        else:
            super().keyPressEvent(event)
