"""For timing: leave as soon as the request table can be used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.table import TableView


class _FirstPaint(QObject):
    """Waits for the first paint of a table that has rows."""

    def __init__(self, app: QApplication, table: TableView) -> None:
        super().__init__(table)
        self._app, self._table = app, table
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._table.model().rowCount():
            # The paint itself comes after this; the timer after the paint.
            QTimer.singleShot(0, self._app.quit)
        return False


def quit_when_painted(app: QApplication, window: QWidget) -> None:
    """Quit after the request table of this window has painted its first rows."""
    table = window.findChild(TableView, "requests-table")
    assert isinstance(table, TableView), "the request table is in front"
    _FirstPaint(app, table)
