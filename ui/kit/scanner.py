"""A scanner types like a very fast person; its burst is taken out before any field or button sees it."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow

GAP_MS, LEAST = 35, 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDE = str.maketrans({"。": ".", "、": "/", "—": "-", "‘": "'", "’": "'"})
_HELD_BACK = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)


def plain(text: str) -> str:
    """What the scanner read, as it was before a Chinese input method widened it."""
    return unicodedata.normalize("NFKC", text).translate(_WIDE).strip()


def _stamp(event: QEvent) -> float:
    """When a key was pressed, by the window system: a busy program must not turn a typist into a scanner."""
    given = event.timestamp() if isinstance(event, QKeyEvent) else 0
    return float(given) or time.monotonic() * 1000


class Scanner(QObject):
    """Holds back printable keys for 35 ms: six or more in such a rhythm, ended by Enter, are a scan.

    Everything else is given on in its order, to the window it was typed into.
    """

    scanned = Signal(str)

    def __init__(self, app: QGuiApplication, stamp: Callable[[QEvent], float] = _stamp) -> None:
        super().__init__(app)
        self._stamp = stamp
        self._held: list[tuple[QObject, QEvent]] = []
        self._text, self._last, self._giving = "", 0.0, False
        self._watched: QObject | None = None
        self._timer = QTimer(self, singleShot=True, interval=GAP_MS + 5)
        self._timer.timeout.connect(lambda: QTimer.singleShot(0, self, self._give_if_over))
        app.focusWindowChanged.connect(self.watch)
        app.focusObjectChanged.connect(self._watch_input)
        self.watch(app.focusWindow())
        self._watch_input(app.focusObject())

    def watch(self, window: QWindow | None) -> None:
        """Listen to a window; those that get the focus are watched by themselves."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _watch_input(self, target: QObject | None) -> None:
        """Input methods speak to the focused widget, not to its window."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._forget)
        self._watched = target
        if target is not None:
            target.installEventFilter(self)
            target.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._giving:
            return False
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            return self._input(watched, event)
        if not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            if _is_plain(event) or (event.key() in _ENTER and self._is_scan(self._stamp(event))):
                event.accept()  # no shortcut may fire from inside a burst
                return True
        elif kind == QEvent.Type.KeyPress:
            return self._press(watched, event)
        elif kind == QEvent.Type.KeyRelease and self._held:
            self._held.append((watched, _copy(event)))
            return True
        return False

    def _press(self, window: QObject, event: QKeyEvent) -> bool:
        at = self._stamp(event)
        if _is_plain(event) and not event.isAutoRepeat():
            self._hold(window, _copy(event), event.text(), at)
            return True
        if event.key() in _ENTER and self._is_scan(at):
            read = plain(self._text)
            self._clear()
            self.scanned.emit(read)
            return True
        if event.key() not in _MODIFIERS:
            self.give()
        return False

    def _input(self, target: QObject, event: QInputMethodEvent) -> bool:
        text = event.commitString()
        if not text or event.preeditString() or event.replacementLength():
            self.give()
            return False
        copy = QInputMethodEvent()
        copy.setCommitString(text)
        self._hold(target, copy, text, self._stamp(event))
        return True

    def _hold(self, target: QObject, event: QEvent, text: str, at: float) -> None:
        if self._held and at - self._last > GAP_MS:
            self.give()
        self._held.append((target, event))
        self._text += text
        self._last = at
        self._timer.start()

    def _is_scan(self, at: float) -> bool:
        return len(self._text) >= LEAST and at - self._last <= GAP_MS

    def _give_if_over(self) -> None:
        if not self._timer.isActive():  # else more came in while the program was busy
            self.give()

    def give(self) -> None:
        """It was a person: let the keys go where they were typed."""
        held = self._held
        self._clear()
        self._giving = True
        for target, event in held:
            QCoreApplication.sendEvent(target, event)
        self._giving = False

    def give_up(self) -> None:
        """Forget the keys held back: whoever typed them has gone."""
        self._clear()

    def _clear(self) -> None:
        self._held, self._text = [], ""
        self._timer.stop()


_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock)


def _is_plain(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & _HELD_BACK


def _copy(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
