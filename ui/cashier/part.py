"""What every tab of the cashier beside the till offers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ill_desktop.cashier.queries import ShiftRow


class Part(QWidget):
    """A tab, made when it is first shown and read again when what it shows has changed."""

    def set_shift(self, shift: ShiftRow | None) -> None:
        """The shift that is open at the till of this window."""

    def begin(self) -> None:
        """Take the keyboard."""

    def reload(self) -> None:
        """Read again; what one is at stays."""

    def retranslate(self) -> None:
        """The language has changed; only texts that do not follow by themselves."""

    def go_to(self, text: str) -> bool:
        """Show what a scanned number names; False when that is nothing of this tab."""
        return False

    def take_reference(self, text: str) -> bool:
        """Put scanned text into the field that waits for it; False when none does."""
        return False
