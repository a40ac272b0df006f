"""The keys of the till: one for each way of paying."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from ui.kit.keys import Button
from ui.session import Session

KEYS = {
    "cash": "F5",
    "campus_card": "F6",
    "transfer": "F7",
    "bank": "F8",
    "mobile": "F9",
    "deposit": "F10",
}


class TenderKeys(QWidget):
    """Two columns of keys, at most one of them down."""

    chosen = Signal(str)

    def __init__(self, session: Session, name: str, kinds: Sequence[str], columns: int = 2) -> None:
        super().__init__()
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: dict[str, Button] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, kind in enumerate(kinds):
            button = self._make(session, kind)
            grid.addWidget(button, at // columns, at % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self.setLayout(grid)

    def _make(self, session: Session, kind: str) -> Button:
        button = Button(
            f"{self.objectName()}-{kind}",
            lambda: session.words(f"tender.{kind}"),
            role="tender",
            key=KEYS[kind],
        )
        button.clicked.connect(lambda: self._clicked(kind))
        self._buttons[kind] = button
        return button

    def _clicked(self, kind: str) -> None:
        self.choose(kind)
        self.chosen.emit(kind)

    def choose(self, kind: str | None) -> None:
        """Press one key down, or none; ``chosen`` is not emitted."""
        for each, button in self._buttons.items():
            button.setChecked(each == kind)
            button.updateGeometry()

    def allow(self, kinds: Collection[str]) -> None:
        """Only these can be chosen."""
        for kind, button in self._buttons.items():
            button.setEnabled(kind in kinds)
