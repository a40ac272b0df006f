"""Notices that nobody is there any more: warns with a countdown, then says it is over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

SECONDS, WARNING = 60, 15
_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel}
)


class Idle(QObject):
    """Counts seconds since the last key or touch anywhere in the program.

    A moved mouse is no sign of life: a table that trembles would keep a visit open for ever.
    """

    warned = Signal(int)
    """So many seconds are left; once a second."""
    woke = Signal()
    """Somebody is there after all."""
    over = Signal()
    """Nobody is."""

    def __init__(self, app: QGuiApplication, seconds: int = SECONDS, warning: int = WARNING) -> None:
        super().__init__()
        self._seconds, self._warning = seconds, warning
        self.left = seconds
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        app.installEventFilter(self)

    def tick(self) -> None:
        """A second has passed."""
        self.left -= 1
        if self.left <= 0:
            self.left = self._seconds
            self.over.emit()
        elif self.left <= self._warning:
            self.warned.emit(self.left)

    def touch(self) -> None:
        """Somebody did something."""
        was_warned = self.left <= self._warning
        self.left = self._seconds
        if was_warned:
            self.woke.emit()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and event.spontaneous():
            self.touch()
        return False
