"""For timing: leave as soon as the request table can be used."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.painted import after_paint
from ui.kit.table import TableView


def quit_when_painted(app: QApplication, window: QWidget) -> None:
    """Quit after the request table of this window has painted its first rows."""
    table = window.findChild(TableView, "requests-table")
    assert isinstance(table, TableView), "the request table is in front"
    after_paint(table.viewport(), app.quit)
