"""How far a long work is: told by the worker, shown with a way to stop it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.text import Text
from ui.kit.theme import style


class Cancelled(Exception):
    """The person stopped the work."""


class Progress(QObject):
    """Handed to the work, in its thread. ``step`` also raises :class:`Cancelled` once it is to stop."""

    moved = Signal(int, int)
    """Done, total (0: unknown)."""

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def step(self, done: int, total: int = 0) -> None:
        """Tell how far it is. Raises Cancelled when the person stopped it."""
        self.check()
        self.moved.emit(done, total)

    def check(self) -> None:
        """Raise Cancelled when the person stopped it."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()


class ProgressCard(QFrame):
    """Title, bar and Cancel for one work."""

    def __init__(self, title: Text, progress: Progress) -> None:
        super().__init__()
        self.setObjectName("progress")
        style(self, role="toast")
        self.setMinimumWidth(320)
        self.bar = QProgressBar()
        self.bar.setObjectName("progress-bar")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.figures = Label("", "note")
        self.stop = Button("progress-cancel", lambda: self.tr("Cancel"), role="quiet", on=progress.cancel)
        self.stop.clicked.connect(lambda: self.stop.setEnabled(False))
        line = hbox(Label(title), None, self.figures, self.stop)
        self.setLayout(vbox(line, self.bar, gap=4, margins=(16, 8, 8, 12)))
        progress.moved.connect(self._move)

    def _move(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.figures.setText(f"{done:,} / {total:,}" if total else f"{done:,}")
