"""The line above a table that narrows it while one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.kit.fields import Line
from ui.kit.text import Text, write

_WAIT_MS = 10  # a burst of keys is one question; more than this a person would see


class SearchLine(Line):
    """Enter and Down go on into the table, Esc empties the line, Ctrl+F comes here from the whole screen."""

    searched = Signal()
    """Other rows are wanted; it comes once after a burst of keys."""
    left = Signal()
    """The person is done with the words: on into the table."""

    def __init__(self, name: str, placeholder: Text, screen: QWidget) -> None:
        super().__init__(name, placeholder)
        write(self, self.setAccessibleName, placeholder)
        self.setToolTip("Ctrl+F")
        self.setClearButtonEnabled(True)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.searched)
        self.edited.connect(self._wait.start)
        key = QShortcut(QKeySequence("Ctrl+F"), screen, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._come)

    def _come(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if self._wait.isActive():
                self._wait.stop()
                self.searched.emit()
            self.left.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.searched.emit()
        else:
            super().keyPressEvent(event)
