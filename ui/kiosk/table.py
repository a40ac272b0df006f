"""A table for fingers: high rows, moved by dragging."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QScroller, QWidget

from ui.kiosk.visit import PLAIN, Visit
from ui.kit.models import RowModel
from ui.kit.table import TableView
from ui.kit.text import Text
from ui.kit.theme import ROW


class TouchTable(TableView):
    """The kit's table with rows as high as a thumb, growing with the type.

    ``dropped`` columns give way in large print.
    """

    def __init__(
        self,
        name: str,
        model: RowModel[Any],
        visit: Visit,
        empty: QWidget,
        title: Text = "",
        dropped: Collection[str] = (),
    ) -> None:
        super().__init__(name, model, title=title, empty=empty)
        self._visit, self._dropped = visit, dropped
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._measure()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._visit.pixels(ROW))
        for at, column in enumerate(self._rows.columns):
            self.setColumnHidden(at, column.key in self._dropped and self._visit.scale > PLAIN)
            self._header.set_width(at, self._visit.pixels(column.width))
        self._header.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_visit"):
            self._measure()
