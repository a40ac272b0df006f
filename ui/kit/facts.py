"""What is known about something: names with values, a price with its reasons, a history."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.kit.label import ElidedLabel, Label, LabelRole, Rule
from ui.kit.screen import clear
from ui.kit.text import Text, said
from ui.kit.theme import Theme, style

_UNBROKEN = re.compile(r"[!-~]{29}")
_SHORT = 20  # characters that fit in one line wherever facts stand


@dataclass(frozen=True)
class Fact:
    """A name and a value; ``marked`` stands out (the same in a look-alike), ``strong`` is a sum."""

    name: Text
    value: Text
    marked: bool = False
    strong: bool = False


class Facts(QWidget):
    """Facts below each other; ``figures`` puts the values at the right, as in a bill."""

    def __init__(self, name: str, figures: bool = False, ruled: bool = False, small: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self._figures, self._ruled, self._small = figures, ruled, figures and small
        self._facts: tuple[Fact, ...] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0 if figures else 1, 1)
        self.setLayout(self._grid)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts and no others."""
        clear(self._grid)
        self._facts = tuple(facts)
        top = Qt.AlignmentFlag.AlignTop
        for number, fact in enumerate(facts):
            role: LabelRole = "heading" if fact.strong else "note" if self._small else "text"
            name = Label(fact.name, "heading" if fact.strong else "note" if self._small else "subtitle")
            name.setWordWrap(self._figures)
            value = self._value(fact.value, role)
            self._grid.addWidget(name, 2 * number, 0, top)
            if fact.marked:
                style(value, marked="true")
                value.setWordWrap(value.wordWrap() and len(value.text()) > _SHORT)
            fits = fact.marked and not value.wordWrap() and not isinstance(value, ElidedLabel)
            self._grid.addWidget(value, 2 * number, 1, top | Qt.AlignmentFlag.AlignLeft if fits else top)
            if self._ruled:
                self._grid.addWidget(Rule(), 2 * number + 1, 0, 1, 2)

    def _value(self, text: Text, role: LabelRole) -> Label:
        """A word too long to be broken ends in …, so that it never widens what it stands in."""
        if _UNBROKEN.search(said(text)):
            return ElidedLabel(text, role)
        return Label(text, role, selectable=True, wrap=not self._figures, right=self._figures)

    def texts(self) -> list[str]:
        """Every word shown, row by row."""
        return [said(words) for fact in self._facts for words in (fact.name, fact.value)]


@dataclass(frozen=True)
class Happening:
    """One line of a history; ``on`` opens what it is about."""

    text: str
    on: Callable[[], object] | None = None


class _Way(Label):
    """A line that leads somewhere: by a click, or by Enter where it has the focus."""

    def __init__(self, happening: Happening) -> None:
        super().__init__(happening.text, "note", wrap=True)
        self._on = happening.on
        self.setAccessibleName(happening.text)
        if self._on is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            style(self, way="true")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._on is not None and event.button() == Qt.MouseButton.LeftButton:
            self._on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._on is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on()
        else:
            super().keyPressEvent(event)


class Timeline(QWidget):
    """What happened, newest first; the newest in full ink."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._box = QVBoxLayout()
        self._box.setContentsMargins(14, 2, 0, 2)
        self._box.setSpacing(6)
        self.setLayout(self._box)

    def show_events(self, events: Sequence[str | Happening]) -> None:
        """Show these lines and no others."""
        clear(self._box)
        for number, event in enumerate(events):
            line = _Way(event if isinstance(event, Happening) else Happening(event))
            style(line, newest="true" if number == 0 else "false")
            self._box.addWidget(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._box.count():
            return
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, 2, self.height()), QColor(Theme.of(self.palette()).line))
