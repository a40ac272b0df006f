"""The conditions a lender sets (ISO 18626), to be ticked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.requests.rules import REASONS
from ui.kit.fields import Tick
from ui.kit.screen import vbox
from ui.session import Session


class ConditionsField(QWidget):
    """A field of a form; the value is the codes that are ticked. One that was agreed to stays agreed."""

    edited = Signal()

    def __init__(self, name: str, session: Session, agreed: Collection[str] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        self._ticks: dict[str, Tick] = {}
        box = vbox(gap=4)
        for code in REASONS["conditional"]:
            tick = Tick(f"{name}-{code}", lambda code=code: session.words(f"reason.{code}"))  # type: ignore[misc]
            tick.edited.connect(self.edited)
            tick.setEnabled(code not in agreed)
            self._ticks[code] = tick
            box.addWidget(tick)
        self.setLayout(box)
        self.setFocusProxy(next(iter(self._ticks.values())))

    def value(self) -> list[str]:
        return [code for code, tick in self._ticks.items() if tick.value()]

    def set_value(self, value: Any) -> None:
        for code, tick in self._ticks.items():
            tick.set_value(code in (value or ()))

    def problem(self) -> str | None:
        return None
