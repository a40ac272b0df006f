"""Uses the windows as a person would: by what is visible, with keys and clicks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
PATIENCE = 60.0  # seconds until the tour gives up on something that should have appeared


class Stuck(Exception):
    """Something the tour needs did not appear: the message names it."""


class Hands:
    """Finds widgets by name in what is open and in front."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def settle(self) -> None:
        """Let everything that waits be painted."""
        for _ in range(3):
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self, what: str, until: Callable[[], bool]) -> None:
        """Go on when ``until`` is true. Raises Stuck after a minute."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise Stuck(what)
            loop = QEventLoop()
            QTimer.singleShot(10, loop.quit)
            loop.exec()
        self.settle()

    def sheet(self) -> QDialog | None:
        """The sheet in front, if one is open."""
        modal = self._app.activeModalWidget()
        if isinstance(modal, QDialog):
            return modal
        shown = [w for w in self._app.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        return shown[-1] if shown else None

    def await_sheet(self, name: str = "") -> QDialog:
        """The sheet that is about to open."""
        self.wait(f"sheet {name}", lambda: (s := self.sheet()) is not None and name in s.objectName())
        found = self.sheet()
        assert found is not None
        return found

    def find(self, name: str, kind: type[W]) -> W:
        """The visible widget of that name, the sheet in front first. Raises Stuck."""
        roots = [root for root in (self.sheet(), *self._app.topLevelWidgets()) if root is not None]
        for root in roots:
            for widget in root.findChildren(kind, name):
                if widget.isVisible():
                    return widget
        raise Stuck(name)

    def press(self, name: str) -> None:
        """Click a button."""
        button = self.find(name, QAbstractButton)
        self.wait(f"{name} to be enabled", button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def write(self, name: str, text: str) -> None:
        """Put text into a field as if typed or pasted, and leave it."""
        field = self.find(name, QWidget)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.clear()
            field.insert(text)  # unlike setText this counts as typed
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            raise TypeError(f"{name} takes no text")
        self.settle()

    def key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key."""
        QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()
