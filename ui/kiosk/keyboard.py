"""Keys on the screen: digits for numbers and PINs, letters where a password may hold them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QSizePolicy, QWidget

from ui.kiosk.parts import EDGE, BigButton
from ui.kit.keys import ButtonRole
from ui.kit.screen import hbox, vbox
from ui.kit.text import Text
from ui.kit.theme import style

_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "@._-·")
_GAP, _LEAST = 8, 52


class Key(BigButton):
    """One key. It never takes the focus: that stays with the field it types into."""

    def __init__(
        self,
        name: str,
        text: Text,
        on: Callable[[], object],
        *,
        icon: str = "",
        tip: Text | None = None,
        role: ButtonRole = "plain",
    ) -> None:
        super().__init__(name, text, on=on, icon=icon, tip=tip, role=role)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoRepeat(icon == "")

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(44, self.sizeHint().height())


def press(target: QWidget | None, key: Qt.Key, text: str = "") -> None:
    """Give a field the key as if it had been struck on a real keyboard."""
    if target is not None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(
                target, QKeyEvent(kind, int(key), Qt.KeyboardModifier.NoModifier, text)
            )


class _Keys(QWidget):
    """Types into the line that has the focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(_GAP)
        self.setLayout(self.grid)

    def _target(self) -> QWidget | None:
        focused = self.window().focusWidget()
        return focused if isinstance(focused, QLineEdit) else None

    def type_in(self, text: str) -> None:
        press(self._target(), Qt.Key.Key_unknown, text)

    def rub_out(self) -> None:
        press(self._target(), Qt.Key.Key_Backspace)

    def enter(self) -> None:
        press(self._target(), Qt.Key.Key_Return)

    def add_key(self, text: str, row: int, column: int, span: int = 1) -> Key:
        key = Key(f"{self.objectName()}-{text}", text, partial(self.type_in, text))
        self.grid.addWidget(key, row, column, 1, span)
        return key

    def add_rub_out(self, row: int, column: int, span: int = 1) -> None:
        tip = lambda: self.tr("Delete the last sign")  # noqa: E731
        key = Key(f"{self.objectName()}-delete", "", self.rub_out, icon="arrow-left", tip=tip)
        self.grid.addWidget(key, row, column, 1, span)


class NumberPad(_Keys):
    """1 to 9, delete, 0, done."""

    def __init__(self, name: str = "pad") -> None:
        super().__init__(name)
        for number in range(9):
            self.add_key(str(number + 1), number // 3, number % 3)
        self.add_rub_out(3, 0)
        self.add_key("0", 3, 1)
        tip = lambda: self.tr("Done")  # noqa: E731
        self.grid.addWidget(Key(f"{name}-enter", "", self.enter, icon="check", tip=tip, role="primary"), 3, 2)
        self.setFixedWidth(3 * 88 + 2 * _GAP)


class HangingPad(QFrame):
    """A number pad that hangs below a field while that has the focus."""

    def __init__(self, page: QWidget, fields: Sequence[QWidget]) -> None:
        super().__init__(page)
        self.setObjectName("hanging-pad")
        style(self, role="popup")
        self.pad = NumberPad("filter-pad")
        self.setLayout(vbox(self.pad, margins=12))
        self._page = page
        self.hide()
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.adjustSize()
            below = watched.mapTo(self._page, watched.rect().bottomLeft())
            self.move(min(below.x(), self._page.width() - self.width() - EDGE), below.y() + 8)
            self.show()
            self.raise_()
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)


class Letters(_Keys):
    """Letters, and the signs of an e-mail address."""

    def __init__(self, name: str = "letters") -> None:
        super().__init__(name)
        self._keys: list[tuple[Key, str]] = []
        for row, letters in enumerate(_LETTERS):
            for column, letter in enumerate(letters):
                at = 2 * column + row % 3 + (2 if row == 2 else 0)
                key = self.add_key(letter, row, at, 2)
                if letter.isalpha():
                    self._keys.append((key, letter))
        self.shift = Key(
            f"{name}-shift",
            "",
            self._shift,
            icon="chevron-up",
            tip=lambda: self.tr("Capital letters"),
        )
        self.shift.setCheckable(True)
        self.grid.addWidget(self.shift, 2, 0, 1, 4)
        self.add_rub_out(2, 18, 2)
        space = Key(f"{name}-space", lambda: self.tr("Space"), partial(self.type_in, " "))
        self.grid.addWidget(space, 3, 10, 1, 10)
        for column in range(20):
            self.grid.setColumnStretch(column, 1)

    def _shift(self) -> None:
        for key, letter in self._keys:
            key.say(letter.upper() if self.shift.isChecked() else letter)

    def type_in(self, text: str) -> None:
        super().type_in(text.upper() if self.shift.isChecked() else text)
        if self.shift.isChecked():
            self.shift.setChecked(False)
            self._shift()


class Keyboard(QWidget):
    """Letters at the left, digits at the right."""

    def __init__(self, name: str = "keyboard") -> None:
        super().__init__()
        self.setObjectName(name)
        self.letters, self.pad = Letters(), NumberPad()
        box = hbox(self.letters, self.pad, gap=24)
        box.setStretch(0, 1)
        self.setLayout(box)
