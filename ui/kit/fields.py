"""What a person can fill in. Every field has ``value``, ``set_value``, ``problem`` and ``edited``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from ui.kit.text import Text, write
from ui.kit.theme import Theme

LONGEST_LINE, LONGEST_TEXT = 4_000, 100_000
Options = Callable[[], Sequence[tuple[Any, str]]]
"""The choices, asked for again in each language: (value, words)."""


class Field(Protocol):
    """What a form wants of a field: the value (None or "" when empty), and what cannot be read."""

    edited: SignalInstance

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...

    def problem(self) -> str | None: ...


class Line(QLineEdit):
    """One line of text; the value is stripped, and line breaks that were pasted are blanks, as they look."""

    edited = Signal()

    def __init__(self, name: str = "", placeholder: Text = "", *, size: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMaxLength(LONGEST_LINE)
        if size:
            self.setProperty("scale", size)
        write(self, self.setPlaceholderText, placeholder)
        self.textEdited.connect(lambda _text: self.edited.emit())

    def setClearButtonEnabled(self, enable: bool) -> None:
        """Qt's own button has no name for those who hear the screen."""
        super().setClearButtonEnabled(enable)
        if (clear := self.findChild(QAction, "_q_qlineeditclearaction")) is not None:
            write(self, clear.setText, lambda: self.tr("Clear"))

    def value(self) -> Any:
        return " ".join(self.text().splitlines()).strip()

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def problem(self) -> str | None:
        return None


class Secret(Line):
    """A password: dots, never stripped, kept out of undo and completion."""

    def __init__(self, name: str = "", placeholder: Text = "", *, size: str = "") -> None:
        super().__init__(name, placeholder, size=size)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText)

    def value(self) -> str:
        return self.text()


class Area(QPlainTextEdit):
    """Several lines of text; Tab leaves the field."""

    edited = Signal()
    left = Signal()

    def __init__(self, name: str = "", placeholder: Text = "", lines: int = 3) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(lines * 20 + 16)
        self.setMaximumHeight(lines * 20 + 16)
        write(self, self.setPlaceholderText, placeholder)
        self.textChanged.connect(self._limit)

    def _limit(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST_TEXT:
            self.blockSignals(True)
            self.setPlainText(text[:LONGEST_TEXT])
            self.blockSignals(False)
        self.edited.emit()

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self.setPlainText("" if value is None else str(value))

    def problem(self) -> str | None:
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if with_ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # Ctrl+Enter is the form's
            return
        super().keyPressEvent(event)


class Choice(QComboBox):
    """One of several; the value is the chosen option's, or None."""

    edited = Signal()

    def __init__(self, name: str, options: Options, placeholder: Text = "", *, size: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._options = options
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(14)
        self.setItemDelegate(QStyledItemDelegate(self))  # the list follows the style sheet only with this
        if size:
            self.setProperty("scale", size)
        self.reload()
        write(self, self.setPlaceholderText, placeholder)
        self.activated.connect(lambda _at: self.edited.emit())

    def reload(self) -> None:
        """Ask for the options again and keep the choice."""
        before, had = self.value(), self.count() > 0
        self.clear()
        for value, words in self._options():
            self.addItem(words, value)
        self.set_value(before if had else None)

    def value(self) -> Any:
        return self.currentData()

    def set_value(self, value: Any) -> None:
        values = [self.itemData(at) for at in range(self.count())]
        self.setCurrentIndex(values.index(value) if value in values else -1)

    def problem(self) -> str | None:
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.reload()

    def _room(self) -> QRect:
        """Where the words stand."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)

    def shown(self) -> str:
        """The chosen words, or the placeholder: what is too long for the room ends in …"""
        whole = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        return self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self._room().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own cuts long words off, and writes a placeholder as if it were an answer."""
        shown, whole = self.shown(), self.currentText()
        tip = whole if shown not in (whole, self.placeholderText()) else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        painter, option, theme = QStylePainter(self), QStyleOptionComboBox(), Theme.of(self.palette())
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        chosen = theme.ink if self.isEnabled() else theme.ink2
        painter.setPen(QColor(chosen if self.currentIndex() >= 0 else theme.ink3))
        painter.drawText(self._room(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the form must not change an answer


class Tick(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, name: str, text: Text = "") -> None:
        super().__init__()
        self.setObjectName(name)
        write(self, self._say, text)
        self.clicked.connect(lambda _on: self.edited.emit())

    def _say(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def problem(self) -> str | None:
        return None
