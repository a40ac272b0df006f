"""What the panels of the mail server and the SMS gateway have in common: a form, its saving, a test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from ill_desktop.errors import Refusal, Refusals
from ui.kit.chip import Chip, Tag
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label, Rule
from ui.kit.screen import hbox, vbox
from ui.kit.text import Text
from ui.session import Session
from ui.settings.section import TOPICS, Boxed

S = TypeVar("S")


class SenderPanel(Boxed, Generic[S]):
    """``S`` is the settings this sender has. Subclasses say how they are read, filled in, saved and tried."""

    def __init__(
        self, name: str, session: Session, heading: Text, asks: Sequence[Ask], to: Ask, note: Text
    ) -> None:
        self.session = session
        self._touched: set[str] = set()
        self.form = Form(f"{name}-form", asks, 4)
        self.state = Chip(name=f"{name}-state")
        self.button = Button(f"{name}-save", lambda: self.tr("Save"), role="primary", on=self.save)
        self.test_form = Form(f"{name}-test-form", [to])
        self.test_button = Button(f"{name}-test", lambda: self.tr("Send a test"), on=self.test)
        self.result = Label("", "text", wrap=True, name=f"{name}-result")
        self.result.hide()
        test = hbox(self.test_form, vbox(22, self.test_button, None, gap=0), None, gap=12)
        test.setStretch(0, 2)
        test.setStretch(2, 3)
        super().__init__(
            name,
            heading,
            hbox(self.state, None),
            self.form,
            hbox(None, self.button),
            Rule(),
            test,
            self.result,
            note=note,
        )
        if not session.actor.may("library.configure"):
            self.form.set_read_only()
            self.test_form.set_read_only()
            for each in (self.button, self.test_button):
                each.hide()
        self.form.edited.connect(self._edit)
        self.form.submitted.connect(self.save)
        self.test_form.submitted.connect(self.test)
        self.load()

    # -- what a sender is -------------------------------------------------------------------------

    def kept(self) -> S:
        """The settings as they are kept, without their secret."""
        raise NotImplementedError

    def read(self) -> S:
        """The settings with their secret. Raises Refusal when it cannot be read."""
        raise NotImplementedError

    def is_set(self, settings: S) -> bool:
        raise NotImplementedError

    def shown(self, settings: S) -> dict[str, Any]:
        """What stands in the form, a secret left out."""
        raise NotImplementedError

    def wanted(self, values: dict[str, Any]) -> S:
        """What is filled in; an empty secret stays what it was."""
        raise NotImplementedError

    def store(self, settings: S) -> None:
        raise NotImplementedError

    def attempt(self, settings: S, to: str) -> None:
        """Send a test, beside the window. Raises Refusal."""
        raise NotImplementedError

    # -- what is shown ----------------------------------------------------------------------------

    def load(self) -> None:
        """Show the settings as they are kept; what was typed and not yet saved stays."""
        kept = self.kept()
        touched = set(self._touched)
        self.form.fill({name: value for name, value in self.shown(kept).items() if name not in touched})
        self._touched = touched  # several lines say "edited" when they are filled, too
        self.state.set_tag(
            Tag(self.tr("set up"), "good") if self.is_set(kept) else Tag(self.tr("not set up: messages wait"))
        )
        self.button.setEnabled(bool(self._touched))
        try:
            self.read()
        except Refusal as refusal:
            self.form.show_refusal(lambda: self.session.words, refusal)

    def _edit(self, name: str) -> None:
        self._touched.add(name)
        self.button.setEnabled(True)

    # -- saving and trying ------------------------------------------------------------------------

    def save(self) -> None:
        """Store what is filled in; it counts from the next message on."""
        if not self.button.isEnabled() or not self.form.validate():
            return
        wanted, before = self.wanted(self.form.values()), self._before()
        saved: list[bool] = []

        def put(settings: S) -> None:
            self.store(settings)
            saved.append(True)

        self.session.commands.run(
            lambda: put(wanted),
            form=self.form,
            touches=TOPICS,
            says=self.tr("Saved"),
            undo=None if before is None else lambda _nothing: put(before),
        )
        if saved:
            self._touched.clear()
            self.load()

    def _before(self) -> S | None:
        """What undo brings back; None where a secret was lost, since there is no way back to it."""
        try:
            return self.read()
        except Refusal:
            return None

    def test(self) -> None:
        """Send a test with what is filled in, saved or not, and say what became of it."""
        if not (self.form.validate() and self.test_form.validate()):
            return
        wanted, to = self.wanted(self.form.values()), self.test_form.values()["to"]

        def work(_progress: object) -> Refusal | None:
            try:
                self.attempt(wanted, to)
            except Refusal as refusal:  # what became of the test is what was asked for
                return refusal
            return None

        self.test_button.setEnabled(False)
        self._say(self.tr("Sending a test to %1…").replace("%1", to), "subtitle")
        self.session.tasks.run(
            work,
            lambda refusal: self._ended(to, refusal),
            self.tr("Sending a test"),
            on_end=lambda: self.test_button.setEnabled(True),
        )

    def _ended(self, to: str, refusal: Refusal | None) -> None:
        if refusal is None:
            at = self.session.desk.clock.local(self.session.desk.clock.now())
            done = self.tr("%1: accepted for %2. Please look whether it has arrived.")
            self._say(done.replace("%1", f"{at:%H:%M}").replace("%2", to), "success")
            return
        parts = refusal.parts if isinstance(refusal, Refusals) else (refusal,)
        for form in (self.form, self.test_form):
            own = [part for part in parts if part.field in form.names()]
            if own:
                form.show_refusal(lambda: self.session.words, Refusals(own))
        self._say(self.tr("Not sent. %1").replace("%1", self.session.words.refusal(refusal)), "error")

    def _say(self, words: str, role: str) -> None:
        from ui.kit.theme import style

        self.result.setText(words)
        style(self.result, role=role)
        self.result.show()
