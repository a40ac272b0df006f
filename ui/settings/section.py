"""One section of Settings, and the panel of facts most of them are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ill_desktop.counter import library_facts
from ill_desktop.staff.rules import Actor
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import Part, hbox, vbox
from ui.kit.text import Text
from ui.kit.theme import style
from ui.session import Session

TOPICS = ("settings",)
COLUMN = 1000
"""Lines longer than this are hard to fill in."""


class Section(QWidget):
    """Parts below each other, at most as wide as a form is read easily."""

    def __init__(self, name: str, session: Session) -> None:
        super().__init__()
        self.setObjectName(name)
        self.session = session

    def lay_out(self, *parts: Part, tall: bool = False) -> None:
        """``tall``: the last part takes the height that is left."""
        whole = vbox(*parts, *(() if tall else (None,)), gap=16, margins=(0, 0, 12, 0))
        if tall:
            whole.setStretch(len(parts) - 1, 1)
        self.setLayout(whole)
        self.setMaximumWidth(COLUMN + 12)

    def load(self) -> None:
        """Show what is stored now."""

    def may(self, permission: str) -> bool:
        return self.session.actor.may(permission)


class Boxed(QFrame):
    """A panel: heading, note, and what is in it."""

    def __init__(self, name: str, heading: Text, *parts: Part, note: Text = "") -> None:
        super().__init__()
        self.setObjectName(name)
        style(self, role="panel")
        top: list[Part] = [Label(heading, "heading")]
        if note:
            top.append(Label(note, "note", wrap=True))
        self.setLayout(vbox(vbox(*top, gap=2), *parts, gap=16, margins=20))


class FactsPanel(Boxed):
    """Facts of the library in a form, saved together; the last saving can be taken back."""

    def __init__(
        self,
        name: str,
        session: Session,
        heading: Text,
        asks: Sequence[Ask],
        note: Text = "",
        columns: int = 2,
    ) -> None:
        self._session = session
        self.form = Form(f"{name}-form", asks, columns)
        self.button = Button(f"{name}-save", lambda: self.tr("Save"), role="primary", on=self.save)
        super().__init__(name, heading, self.form, hbox(None, self.button), note=note)
        self.form.submitted.connect(self.save)
        self.form.edited.connect(self._edit)
        self._touched: set[str] = set()
        self.load()

    def load(self) -> None:
        """Show the facts as they are kept; what was typed and not yet saved stays."""
        library = self._session.desk.library
        paths = (path for path in self.form.names() if path not in self._touched)
        self.form.fill({path: library_facts.read(library, path) for path in paths})
        self._offer()

    def _edit(self, path: str) -> None:
        self._touched.add(path)
        self._offer()

    def _offer(self) -> None:
        """There is something to save when it differs from what is kept."""
        library = self._session.desk.library
        values: Mapping[str, Any] = self.form.values()
        self.button.setEnabled(
            any(library_facts.read(library, path) != value for path, value in values.items())
        )

    def save(self) -> None:
        """Store the facts, and say everything on the screens anew: they stand in many places."""
        if not self.button.isEnabled():
            return
        desk, actor, window = self._session.desk, self._session.actor, self._session.window
        values = self.form.values()

        def take_back(before: dict[str, str]) -> None:
            desk.facts.change(actor, before)
            say_again(window)

        done = self._session.commands.run(
            lambda: desk.facts.change(actor, values),
            form=self.form,
            touches=TOPICS,
            says=self.tr("Saved"),
            undo=take_back,
        )
        if done is not None:
            self._touched.clear()
            self.load()
            say_again(window)


def say_again(window: QWidget | None) -> None:
    """Names and places of the library stand in headings all over the window."""
    if window is not None:
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))


def note_of_permission(actor: Actor, permission: str, words: Text) -> Label:
    """Said above what this person may look at only; gone for those who may change it."""
    label = Label("" if actor.may(permission) else words, "note", wrap=True, tone="caution")
    label.setVisible(not actor.may(permission))
    return label
