"""What an empty place says: why it is empty, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import vbox
from ui.kit.text import Text


class Empty(QWidget):
    """Icon, sentence and, where there is something to do, a button."""

    def __init__(
        self,
        icon: str,
        sentence: Text,
        button: Text | None = None,
        on: Callable[[], object] | None = None,
        name: str = "empty",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._words = words = Label(sentence, "subtitle", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        picture = Icon(icon, 40)
        box = vbox(None, picture, words, gap=12, margins=24)
        box.setAlignment(picture, Qt.AlignmentFlag.AlignHCenter)
        if button is not None:
            box.addWidget(Button(f"{name}-next", button, on=on), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        self.setLayout(box)

    def say(self, sentence: str) -> None:
        """Another reason for being empty."""
        self._words.setText(sentence)
