"""Choosing one of a few: pills for lists and types, chips for filters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ui.kit.fields import Options
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.menu import Menu
from ui.kit.text import Text, said


class Pills(QWidget):
    """A row of pills, one of them chosen; each may carry a count."""

    chosen = Signal(str)
    """The person chose this key."""

    def __init__(self, name: str, tabs: Sequence[tuple[str, Text]] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, tuple[Button, Text]] = {}
        self._counts: dict[str, int] = {}
        self._flow = Flow(gap=4)
        self.setLayout(self._flow)
        for key, text in tabs:
            self.add(key, text)

    def add(self, key: str, text: Text) -> Button:
        """Put one more pill at the end; the first one added is chosen."""
        button = Button(f"{self.objectName()}-{key}", lambda: self._words(key, text), role="pill")
        self._hang(key, text, button)
        return button

    def _hang(self, key: str, text: Text, button: Button) -> None:
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._tabs[key] = (button, text)
        self._group.addButton(button)
        self._flow.addWidget(button)
        if len(self._tabs) == 1:
            button.setChecked(True)

    def keep_to_one_line(self) -> None:
        """Few pills beside taller things: they stand in the middle of the line."""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def has(self, key: str) -> bool:
        return key in self._tabs

    def remove(self, key: str) -> None:
        """Take a pill away; was it the chosen one, none is chosen."""
        button, _text = self._tabs.pop(key)
        self._counts.pop(key, None)
        self._group.removeButton(button)
        self._flow.removeWidget(button)
        button.hide()
        button.deleteLater()

    def _words(self, key: str, text: Text) -> str:
        count = self._counts.get(key)
        return said(text) if count is None else f"{said(text)} {count:,}"

    def set_count(self, key: str, count: int | None) -> None:
        """Write a number behind a pill's words."""
        if count is None:
            self._counts.pop(key, None)
        else:
            self._counts[key] = count
        button, text = self._tabs[key]
        button.say(self._words(key, text))

    def current(self) -> str:
        """The chosen key; "" when there is none."""
        return next((key for key, (button, _text) in self._tabs.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without asking the person; ``chosen`` is not emitted."""
        self._tabs[key][0].setChecked(True)

    def choose_none(self) -> None:
        """No pill is chosen: what is wanted stands elsewhere."""
        self._group.setExclusive(False)
        for button, _text in self._tabs.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._tabs:
            super().keyPressEvent(event)
            return
        keys = list(self._tabs)
        self._tabs[keys[(keys.index(self.current()) + step) % len(keys)]][0].click()


class FilterChip(Button):
    """A filter: its name while it lets everything through, else what it lets through."""

    changed = Signal(object)
    """The chosen value, or None."""

    def __init__(self, name: str, title: Text, options: Options) -> None:
        self._title, self._options = title, options
        self._value: Any = None
        super().__init__(name, self._now, role="filter", icon="chevron-down")
        self.setCheckable(True)
        self.clicked.connect(self._open)

    def title(self) -> str:
        """What is filtered by, whatever is let through now."""
        return said(self._title)

    def ask(self, above: QWidget) -> None:
        """Let the person choose from below another widget: the chip itself may not stand there yet."""
        self.menu().open_under(above)

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        """Let only this through; None: everything."""
        self._value = value
        self.setChecked(value is not None)
        self.set_icon("chevron-down" if value is None else "close")
        self.say(self._now())

    def _now(self) -> str:
        words = next((words for value, words in self._options() if value == self._value), None)
        return words if words is not None and self._value is not None else said(self._title)

    def _open(self) -> None:
        if self._value is not None:
            self._choose(None)
            return
        self.setChecked(False)
        self.menu().open_under(self)

    def menu(self) -> Menu:
        """What can be chosen."""
        menu = Menu(self, f"{self.objectName()}-menu")
        for number, (value, words) in enumerate(self._options()):
            menu.entry(f"{self.objectName()}-{number}", words, partial(self._choose, value))
        return menu

    def _choose(self, value: Any) -> None:
        self.set_value(value)
        self.changed.emit(value)
