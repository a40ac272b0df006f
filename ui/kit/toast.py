"""Short answers at the bottom of a window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox
from ui.kit.theme import MARGIN, STATUS, Tone, font, style

SECONDS, UNDO_SECONDS, WARNING_SECONDS = 4, 30, 12
_MOST, _WIDEST = 3, 420


class Toast(QFrame):
    """One sentence, with Undo (Ctrl+Z while it stands there) where there is something to take back."""

    def __init__(self, text: str, tone: Tone, undo: Callable[[], object] | None) -> None:
        super().__init__()
        self.setObjectName("toast")
        self.setAccessibleName(text)
        style(self, role="toast")
        long = QFontMetrics(font()).horizontalAdvance(text) > _WIDEST
        self.words = Label(text[:500], wrap=long)
        if long:
            self.words.setFixedWidth(_WIDEST)
        box = hbox(
            Icon("warning" if tone == "bad" else "check", 20, tone), self.words, gap=12, margins=(16, 6, 8, 6)
        )
        self.undo: Button | None = None
        if undo is not None:
            taken_back: Callable[[], object] = undo
            self.undo = Button("toast-undo", lambda: self.tr("Undo"), role="link", key="Ctrl+Z")
            self.undo.clicked.connect(lambda: (self.close(), taken_back()))
            box.addWidget(self.undo)
        tip = lambda: self.tr("Close")  # noqa: E731
        box.addWidget(Button("toast-close", icon="close", role="quiet", tip=tip, on=self.close))
        self.setLayout(box)


class Toasts(QObject):
    """The stack of a window: newest lowest, at most three."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: list[QWidget] = []
        window.installEventFilter(self)

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Something was done."""
        for old in [card for card in self._shown if isinstance(card, Toast) and card.undo is not None]:
            self.remove(old)  # only the last step can be undone
        self._show_for(Toast(text, "good", undo), SECONDS if undo is None else UNDO_SECONDS)

    def warn(self, text: str) -> None:
        """Something was refused."""
        self._show_for(Toast(text, "bad", None), WARNING_SECONDS)

    def add(self, card: QWidget) -> None:
        """Show a card until :meth:`remove`."""
        card.setParent(self._window)
        self._shown.append(card)
        card.show()
        card.raise_()
        self._place()

    def remove(self, card: QWidget) -> None:
        """Take a card away, if it is still there."""
        if card in self._shown:
            self._shown.remove(card)
            card.hide()
            card.deleteLater()
            self._place()

    def texts(self) -> list[str]:
        """The sentences shown now, oldest first."""
        return [card.words.text() for card in self._shown if isinstance(card, Toast)]

    def _show_for(self, toast: Toast, seconds: int) -> None:
        toasts = [card for card in self._shown if isinstance(card, Toast) and card.undo is None]
        for old in toasts[: max(0, len(toasts) - _MOST + 1)]:
            self.remove(old)
        toast.installEventFilter(self)
        self.add(toast)
        QTimer.singleShot(seconds * 1000, toast, lambda: self.remove(toast))

    def _place(self) -> None:
        bottom = self._window.height() - STATUS - MARGIN
        for card in reversed(self._shown):
            card.adjustSize()
            width = min(max(card.sizeHint().width(), card.minimumWidth()), self._window.width() - 2 * MARGIN)
            height = max(card.heightForWidth(width), card.sizeHint().height())
            bottom -= height
            card.setGeometry((self._window.width() - width) // 2, bottom, width, height)
            bottom -= 8

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        elif event.type() == QEvent.Type.Close and isinstance(watched, Toast):
            self.remove(watched)
        return super().eventFilter(watched, event)
