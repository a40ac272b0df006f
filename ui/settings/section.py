"""One section of Settings, and the panels most of them are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    """Parts below each other, at most as wide as a form is read easily.

    ``permission`` is what it takes to change something here; others are told so and may look.
    """

    permission = "library.configure"

    def __init__(self, name: str, session: Session) -> None:
        super().__init__()
        self.setObjectName(name)
        self.session = session

    def lay_out(self, *parts: Part, about: Text = "", tall: bool = False) -> None:
        """``about``: what this is for, in a line. ``tall``: the last part takes the height that is left."""
        top: list[Part] = [Label(about, "subtitle", wrap=True)] if about else []
        if self.permission:
            top.append(note_of_permission(self.session.actor, self.permission, self._only_looking))
        every = (*top, *parts)
        whole = vbox(*every, *(() if tall else (None,)), gap=16, margins=(0, 0, 12, 0))
        if tall:
            whole.setStretch(len(every) - 1, 1)
        self.setLayout(whole)
        self.setMaximumWidth(COLUMN + 12)

    def _only_looking(self) -> str:
        return self.tr("You may look at this; an administrator changes it.")

    def load(self) -> None:
        """Show what is stored now."""

    def for_those_who_may(self, *buttons: Button) -> None:
        """Buttons that change something are not shown to others."""
        if not self.session.actor.may(self.permission):
            for button in buttons:
                button.hide()


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
        beside: Sequence[Part] = (),
    ) -> None:
        """``beside``: what stands at the left of the button."""
        self._session = session
        self.form = Form(f"{name}-form", asks, columns)
        self.button = Button(f"{name}-save", lambda: self.tr("Save"), role="primary", on=self.save)
        super().__init__(name, heading, self.form, hbox(*beside, None, self.button), note=note)
        if not session.actor.may("library.configure"):
            self.form.set_read_only()
            self.button.hide()
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

        def take_back(before: dict[str, Any]) -> None:
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


def carry_out(
    session: Session,
    act: Callable[[], object],
    undo: Callable[[], object],
    says: str,
    touches: Sequence[str] = TOPICS,
) -> bool:
    """One step that gives nothing back and can be taken back; says whether it was done."""

    def done() -> bool:
        act()
        return True

    return bool(session.commands.run(done, touches=touches, says=says, undo=lambda _done: undo()))


def say_again(window: QWidget | None) -> None:
    """Names and places of the library stand in headings all over the window."""
    if window is not None:
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))


def note_of_permission(actor: Actor, permission: str, words: Text) -> Label:
    """Said above what this person may look at only; gone for those who may change it."""
    label = Label("" if actor.may(permission) else words, "note", wrap=True, tone="caution")
    if actor.may(permission):  # never shown before it has its place: it would flash as a window of its own
        label.hide()
    return label
