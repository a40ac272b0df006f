"""How long something is still good for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.label import Label
from ui.kit.screen import vbox
from ui.kit.text import write


class TimeLeft(QWidget):
    """Minutes and seconds until an instant (UTC), by the desk's clock."""

    ended = Signal()

    def __init__(self, name: str, now: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self._now = now
        self._until: dt.datetime | None = None
        self.words = Label("", "note", name=name)
        self.setLayout(vbox(self.words))
        write(self, lambda _text: self._say(), lambda: self.tr("Valid for another %1"))
        self._every_second = QTimer(self, interval=1000)
        self._every_second.timeout.connect(self.tick)

    def count_to(self, until: dt.datetime) -> None:
        """Count down to this instant."""
        self._until = until
        self._every_second.start()
        self._say()

    def forget(self) -> None:
        """Count nothing any more, and say nothing."""
        self._every_second.stop()
        self._until = None
        self.words.setText("")

    def tick(self) -> None:
        """Look at the clock; ``ended`` is emitted once when the time is over."""
        self._say()
        if self._left() == 0:
            self._every_second.stop()
            self._until = None
            self.ended.emit()

    def _left(self) -> int:
        if self._until is None:
            return -1
        return max(0, round((self._until - self._now()).total_seconds()))

    def _say(self) -> None:
        left = self._left()
        if left > 0:
            minutes, seconds = divmod(left, 60)
            self.words.setText(self.tr("Valid for another %1").replace("%1", f"{minutes}:{seconds:02d}"))
            self.words.set_tone("caution" if left <= 60 else None)
        elif left == 0:
            self.words.setText(self.tr("No longer valid"))
            self.words.set_tone("bad")
