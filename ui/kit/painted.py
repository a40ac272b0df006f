"""What may wait until something stands on the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class _Waiting(QObject):
    def __init__(self, widget: QWidget, do: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._do = widget, do
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            # The paint itself comes after this; the timer after the paint.
            QTimer.singleShot(0, self._widget, self._do)
            self.deleteLater()
        return False


def after_paint(widget: QWidget, do: Callable[[], object]) -> None:
    """Call once, as soon as the widget has been painted the next time; of several the newest first."""
    _Waiting(widget, do)
