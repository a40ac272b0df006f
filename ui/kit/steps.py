"""How far one is on a way of several steps."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit.label import Label
from ui.kit.screen import clear, vbox
from ui.kit.text import write
from ui.kit.theme import style


class StepBar(QWidget):
    """A bar for each step, those behind and the present one in the accent; below them "Step 1 of 3"."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._step, self._steps = 1, 1
        self._bars = QHBoxLayout()
        self._bars.setSpacing(6)
        self.words = Label("", "note", name=f"{name}-words")
        self.setLayout(vbox(self._bars, self.words, gap=6))
        write(self, self._say, lambda: self.tr("Step %1 of %2"))

    def _say(self, pattern: str) -> None:
        self._pattern = pattern
        self.words.setText(pattern.replace("%1", str(self._step)).replace("%2", str(self._steps)))
        self.setAccessibleName(self.words.text())

    def show_step(self, step: int, steps: int) -> None:
        """Stand at ``step`` (from 1) of ``steps``."""
        self._step, self._steps = step, steps
        clear(self._bars)
        for number in range(steps):
            bar = QFrame()
            bar.setFixedHeight(4)
            style(bar, role="bar", tone="accent" if number < step else "")
            self._bars.addWidget(bar)
        self._say(self._pattern)
