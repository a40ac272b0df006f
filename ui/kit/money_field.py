"""An amount, typed as a person writes it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from ill_desktop import money
from ui.kit.fields import Line
from ui.kit.text import Text


class MoneyField(Line):
    """Accepts ``12``, ``12.5``, ``1,409.50`` and full-width digits; the value is in fen."""

    def __init__(self, name: str = "", placeholder: Text = "0.00", *, size: str = "") -> None:
        super().__init__(name, placeholder, size=size)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editingFinished.connect(self._tidy)

    def value(self) -> int | None:
        """The amount in fen; None when the field is empty or cannot be read."""
        try:
            return money.parse(self.text())
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else money.figures(value))

    def problem(self) -> str | None:
        text = self.text()
        if not text.strip():
            return None
        try:
            money.parse(text)
        except money.NotAnAmount as wrong:
            return self._sentence(wrong.fault)
        return None

    def _sentence(self, fault: money.Fault) -> str:
        match fault:
            case "negative":
                return self.tr("Without a minus sign: an amount looks like 12.50")
            case "decimals":
                return self.tr("At most two decimals, to the fen: 12.50")
            case "large":
                return self.tr("This is more than can be: an amount looks like 12.50")
            case _:
                return self.tr("An amount looks like 12.50")

    def _tidy(self) -> None:
        if (fen := self.value()) is not None:
            self.setText(money.figures(fen))
