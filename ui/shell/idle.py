"""How long nobody has touched the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class Idle(QObject):
    """Calls ``on_idle`` once nothing was typed or touched for so many minutes; 0: never.

    It listens to windows, not to the application: every event of every widget would pass through here else.
    """

    def __init__(self, app: QGuiApplication, parent: QObject, on_idle: Callable[[], object]) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(on_idle)
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def set_minutes(self, minutes: int) -> None:
        self._timer.setInterval(minutes * 60_000)
        self._timer.start() if minutes else self._timer.stop()

    def stop(self) -> None:
        self._timer.stop()

    def touch(self) -> None:
        """Somebody is here."""
        if self._timer.isActive():
            self._timer.start()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
            self.touch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False
