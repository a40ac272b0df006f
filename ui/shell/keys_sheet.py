"""The sheet under F1: every key that does something here and now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ui.kit.dialogs import Sheet
from ui.kit.keys import Button, KeyCap
from ui.kit.label import Label
from ui.kit.theme import style


class KeysSheet(Sheet):
    """Two columns of key and meaning."""

    def __init__(
        self, parent: QWidget, keys: Sequence[tuple[str, str]], on_help: Callable[[], object]
    ) -> None:
        holder = QWidget()
        style(holder, role="plain")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        half = -(-len(keys) // 2)
        for number, (key, meaning) in enumerate(keys):
            line, side = number % half, number // half * 2
            grid.addWidget(KeyCap(key), line, side)
            grid.addWidget(Label(meaning), line, side + 1)
        area = QScrollArea()
        area.setObjectName("keys-area")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setMinimumHeight(min(440, half * 28))
        super().__init__(
            parent,
            "keys",
            lambda: self.tr("Keys"),
            None,
            body=area,
            secondary=lambda: self.tr("Close"),
            width=600,
            aside=Button(
                "keys-help",
                lambda: self.tr("Questions and answers"),
                icon="help",
                on=lambda: self._leave(on_help),
            ),
        )

    def _leave(self, on_help: Callable[[], object]) -> None:
        self.reject()
        on_help()
