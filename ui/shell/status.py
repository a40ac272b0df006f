"""The last line of the window: what stands, what waits, which language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox
from ui.kit.text import Text, write
from ui.kit.theme import MARGIN, STATUS, Theme, Tone, style


class Dot(QWidget):
    """A coloured point before a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._tone: Tone = "neutral"
        self.setFixedSize(QSize(8, 11))

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(Theme.of(self.palette()).tone(self._tone)[0])
        painter.setPen(colour)
        painter.setBrush(colour)
        painter.drawEllipse(0, 3, 7, 7)


class StatusItem(QWidget):
    """One sentence of the status bar; it may lead to what it is about, by a click or Enter."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName(f"status-{key}")
        self._on: Callable[[], object] | None = None
        self._dot, self.words = Dot(), Label("", "note")
        self._text: Text = ""
        self.setLayout(hbox(self._dot, self.words, gap=6))
        write(self, self.words.setText, lambda: self._now())

    def _now(self) -> str:
        return self._text if isinstance(self._text, str) else self._text()

    def lead(self, on: Callable[[], object]) -> None:
        """Open something from now on."""
        self._on = on
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        style(self.words, way="true")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._on is not None and event.button() == Qt.MouseButton.LeftButton:
            self._on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._on is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on()
        else:
            super().keyPressEvent(event)

    def show_text(self, text: Text, tone: Tone | None) -> None:
        self._text = text
        self.words.setText(self._now())
        self.setAccessibleName(self._now())
        self._dot.setVisible(tone is not None)
        self._dot.set_tone(tone or "neutral")
        self.setVisible(bool(self._now()))


class StatusBar(QFrame):
    """Items by key in the order of their first appearance; the language at the right."""

    def __init__(self, on_language: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("status")
        style(self, role="status")
        self.setFixedHeight(STATUS)
        self._items: dict[str, StatusItem] = {}
        self._left = QHBoxLayout()
        self._left.setSpacing(20)
        self.language = Button(
            "status-language",
            "中文 / English",
            role="filter",
            tip=lambda: self.tr("Language"),
            on=on_language,
        )
        style(self.language, role="link")
        self.setLayout(hbox(self._left, None, self.language, margins=(MARGIN, 0, MARGIN - 8, 0)))

    def show_item(
        self, key: str, text: Text, tone: Tone | None = None, on: Callable[[], object] | None = None
    ) -> None:
        """Say something under a key; "" takes it away. A tone puts a coloured dot before it; ``on`` is where
        it leads."""
        if key not in self._items:
            self._items[key] = StatusItem(key)
            self._left.addWidget(self._items[key])
            if on is not None:
                self._items[key].lead(on)
        self._items[key].show_text(text, tone)

    def text(self, key: str) -> str:
        """What stands under a key now."""
        return self._items[key].words.text() if key in self._items else ""
