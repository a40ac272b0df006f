"""Activation at the desk [N]: three steps in one sheet, over the one service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ill_desktop.activation.codes import IssuedCode
from ill_desktop.errors import Refusal
from ill_desktop.patrons import fields
from ill_desktop.patrons.queries import PatronCard
from ui.kit.dialogs import Sheet
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.steps import StepBar
from ui.patrons.activation_steps import ContactStep, DoneStep, IdentityStep, TermsStep
from ui.patrons.asking import carried_out
from ui.patrons.questions import Questions
from ui.session import Session

STEPS = 3


class ActivationSheet(Sheet):
    """Each step is checked as one leaves it; agreeing checks and records all of them at once."""

    _step = 1

    def __init__(self, session: Session, parent: QWidget, card: PatronCard) -> None:
        super().__init__(
            parent,
            "activation",
            lambda: self.tr("Activate the account of %1").replace("%1", card.name),
            lambda: self._primary_words(),
            on_primary=self._forward,
            width=560,
        )
        self._session, self._card = session, card
        self._token: str | None = None
        questions = Questions(session, self)
        self.identity = IdentityStep(questions.card())
        self.identity.form.fill({"name": card.name, "number": card.number})
        self.contact = ContactStep(
            questions.some(("email", "mobile"), card.road), self._issue, self._unlock, session.desk.clock.now
        )
        self.contact.form.fill({"email": card.email, "mobile": fields.mobile_shown(card.mobile)})
        languages = session.desk.library.languages
        language = card.language if card.language in languages else languages[0]
        self.terms = TermsStep(session.desk.activation.terms, languages, language)
        self.terms.agreed.connect(self._agree)
        self.terms.declined.connect(self.reject)
        self.bar = StepBar("activation-steps")
        self._heading = Label(lambda: self._step_words(), "heading", name="activation-step")
        self.back = Button("activation-back", lambda: self.tr("Back"), role="link", on=self._back)
        self._pages = QStackedWidget()
        for step in (self.identity, self.contact, self.terms, DoneStep()):
            self._pages.addWidget(step)
        box = self.layout()
        assert isinstance(box, QBoxLayout)  # the sheet's own
        box.insertLayout(1, vbox(self.bar, hbox(self._heading, None, self.back), self._pages, gap=12))
        self._go_to(1)

    # -- going ------------------------------------------------------------------------------------

    def _go_to(self, step: int) -> None:
        self._step = step
        self._pages.setCurrentIndex(step - 1)
        self.bar.show_step(min(step, STEPS), STEPS)
        self.bar.setVisible(step <= STEPS)
        self._heading.setText(self._step_words())
        self.back.setVisible(1 < step <= STEPS)
        self.primary.setVisible(step != STEPS)
        self.cancel.setVisible(step < STEPS)
        self.primary.say(self._primary_words())
        self._focus()

    def _focus(self) -> None:
        """The cursor where this step begins."""
        if self._step == 1:
            self.identity.form.field("last_six").setFocus()
        elif self._step == 2:
            self.contact.form.field("code").setFocus()
        elif self._step == STEPS:
            self.terms.focus_text()
        else:
            self.primary.setFocus()

    def _step_words(self) -> str:
        return {
            1: self.tr("Who it is"),
            2: self.tr("How to reach the reader"),
            3: self.tr("Borrowing terms"),
        }.get(self._step, "")

    def _primary_words(self) -> str:
        return self.tr("OK") if self._step > STEPS else self.tr("Next")

    def _back(self) -> None:
        self._go_to(self._step - 1)

    def _forward(self) -> bool:
        """The primary button: on to the next step, or after the last one the end."""
        if self._step > STEPS:
            return True
        form, check = (
            (self.identity.form, self._check_identity)
            if self._step == 1
            else (self.contact.form, self._check_contact)
        )
        if form.validate() and carried_out(self._session.commands, check, form=form):
            self._go_to(self._step + 1)
        return False

    def _check_identity(self) -> None:
        session = self._session
        session.desk.activation.check_identity(session.actor, self._card.id, self.identity.value())

    def _check_contact(self) -> None:
        session = self._session
        with self._offering_unlock():
            session.desk.activation.check_contact(session.actor, self._card.id, self.contact.value())

    @contextmanager
    def _offering_unlock(self) -> Iterator[None]:
        """A lock on the codes brings up the button that opens it."""
        try:
            yield
        except Refusal as refusal:
            self.contact.unlock.setVisible(refusal.code == "activation.code_locked")
            raise

    # -- what the steps ask for -------------------------------------------------------------------

    def _issue(self) -> IssuedCode | None:
        session = self._session

        def issue() -> IssuedCode:
            with self._offering_unlock():
                return session.desk.activation.counter_code(session.actor, self._card.id)

        return session.commands.run(issue, form=self.contact.form)

    def _unlock(self) -> None:
        session = self._session
        if carried_out(
            session.commands,
            lambda: session.desk.activation.unlock_codes(session.actor, self._card.id),
            touches=("patrons",),
        ):
            self.contact.unlock.hide()
            self.contact.make()

    def _agree(self) -> None:
        session = self._session
        identity, contact, agreement = self.identity.value(), self.contact.value(), self.terms.value()
        if carried_out(
            session.commands,
            lambda: session.desk.activation.activate_at_desk(
                session.actor, self._card.id, identity, contact, agreement, self._token
            ),
            touches=("patrons", "notices"),
        ):
            self._go_to(STEPS + 1)

    def scanned(self, text: str) -> None:
        """The reader came with a QR: it must be this reader's, and is used up with the rest."""
        session = self._session
        owner = session.commands.run(lambda: session.desk.activation.find_token(text))
        if owner == self._card.id:
            self._token = text
            session.commands.said.emit(self.tr("The QR belongs to this reader"), False)
        elif owner is not None:
            session.commands.refused.emit(self.tr("This QR belongs to another reader"))
