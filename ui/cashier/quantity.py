"""How many notes or coins: a number that Enter and the arrows walk through."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.kit.fields import Line


class Quantity(Line):
    """How many of something: a whole number, at most 100,000; None when empty."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "0")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaxLength(6)

    def value(self) -> int | None:
        """The number; None when the field is empty or cannot be read."""
        text = self.text().strip()
        return int(text) if text.isdecimal() and int(text) <= 100_000 else None

    def problem(self) -> str | None:
        if self.text().strip() and self.value() is None:
            return self.tr("A whole number, at most 100,000")
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.focusNextChild()  # counting goes down the column; it must not end the shift
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)
