"""Activation at the desk [N]: a visit in a sheet, each step checked as one leaves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ill_desktop.activation import queries
from ill_desktop.activation.codes import IssuedCode
from ill_desktop.activation.visits import SentCode, Visit
from ill_desktop.patrons import fields
from ill_desktop.patrons.queries import PatronCard
from ui.kit.asking import carried_out
from ui.kit.dialogs import Sheet
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.steps import StepBar
from ui.kit.text import Text
from ui.patrons.activation_contact import COUNTER, ContactStep
from ui.patrons.activation_steps import DoneStep, IdentityStep, TermsStep
from ui.patrons.questions import Questions
from ui.session import Session

STEPS = 3


PrintSlip = Callable[[QWidget], object]


def begin(session: Session, over: QWidget, card: PatronCard, print_slip: PrintSlip) -> None:
    """Open the three steps for a reader; before the start date it is refused with that date.

    ``print_slip`` is called with the sheet, for the reader who would rather do it alone.
    """
    service, by = session.desk.activation, session.actor
    visit = session.commands.run(
        lambda: service.start(by, "desk", "desk", patron_id=card.id, language=card.language)
    )
    if visit is not None:
        ActivationSheet(session, over, card, visit, print_slip).open()


class ActivationSheet(Sheet):
    """Walks a visit through the steps; closed before the end, what was typed is forgotten."""

    _step = 1

    def __init__(
        self, session: Session, parent: QWidget, card: PatronCard, visit: Visit, print_slip: PrintSlip
    ) -> None:
        super().__init__(
            parent,
            "activation",
            lambda: self.tr("Activate the account of %1").replace("%1", card.name),
            lambda: self._primary_words(),
            on_primary=self._forward,
            width=600,
        )
        self._session, self._card, self._visit = session, card, visit
        self._service = session.desk.activation
        self._make_steps(Questions(session, self))
        self.bar = StepBar("activation-steps")
        self._heading = Label(lambda: self._step_words(), "heading", name="activation-step")
        self.back = Button("activation-back", lambda: self.tr("Back"), role="link", on=self._back)
        self.slip = Button(
            "activation-print",
            lambda: self.tr("Print slip"),
            role="link",
            icon="print",
            on=lambda: print_slip(self),
        )
        self._pages = QStackedWidget()
        for step in (self.identity, self.contact, self.terms, DoneStep()):
            self._pages.addWidget(step)
        box = self.layout()
        assert isinstance(box, QBoxLayout)  # the sheet's own
        head = hbox(self._heading, None, self.slip, self.back)
        box.insertLayout(1, vbox(self.bar, head, self._pages, gap=12))
        self.rejected.connect(self._leave)
        self._go_to(1)

    def _make_steps(self, questions: Questions) -> None:
        session, card = self._session, self._card
        self.identity = IdentityStep(questions.card(), document=True)
        self.identity.form.fill({"name": card.name, "number": card.number})
        contact, now = questions.some(("email", "mobile"), card.road), session.desk.clock.now
        self.contact = ContactStep(contact, self._channels(), now, staff=True)
        self.contact.form.fill({"email": card.email, "mobile": fields.mobile_shown(card.mobile)})
        self.contact.panel.asked.connect(self._ask_code)
        self.contact.panel.unlock_asked.connect(self._unlock)
        languages = session.desk.library.languages
        language = card.language if card.language in languages else languages[0]
        self.terms = TermsStep(self._service.terms, languages, language)
        self.terms.agreed.connect(self._agree)
        self.terms.declined.connect(self.reject)

    def _channels(self) -> Sequence[tuple[str, Text]]:
        words = self._session.desk.words

        def name(channel: str) -> Text:
            return lambda: words(self._session.language)(f"activation.channel.{channel}")

        return [(channel, name(channel)) for channel in self._service.channels()]

    # -- going ------------------------------------------------------------------------------------

    def _go_to(self, step: int) -> None:
        self._step = step
        self._pages.setCurrentIndex(step - 1)
        self.bar.show_step(min(step, STEPS), STEPS)
        self.bar.setVisible(step <= STEPS)
        self._heading.setText(self._step_words())
        self.back.setVisible(1 < step <= STEPS)
        self.slip.setVisible(step == 1 and self._session.actor.may("paper.print"))
        self.primary.setVisible(step != STEPS)
        self.cancel.setVisible(step < STEPS)
        self.primary.say(self._primary_words())
        self._focus()

    def _focus(self) -> None:
        """The cursor where this step begins."""
        if self._step == 1:
            self.identity.form.field("last_six").setFocus()
        elif self._step == 2:
            self.contact.code.field("code").setFocus()
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
        if self._step == 2 and not self._begin_again():
            return
        self._go_to(self._step - 1)

    def _begin_again(self) -> bool:
        """Who it is can be put right only by proving it anew."""
        session, service, card = self._session, self._service, self._card

        def again() -> Visit:
            service.forget(self._visit.secret)
            return service.start(session.actor, "desk", "desk", patron_id=card.id, language=card.language)

        visit = session.commands.run(again)
        self._visit = visit or self._visit
        return visit is not None

    def _forward(self) -> bool:
        """The primary button: on to the next step, or after the last one the end."""
        if self._step > STEPS:
            return True
        if self._step == 1:
            passed = self._does(self._prove_identity, self.identity.form)
        else:
            passed = self._does(self._give_contact, self.contact.form) and (
                self._is_proved() or self._does(self._prove_code, self.contact.code)
            )
            self._offer_unlock()
        if passed:
            self._go_to(self._step + 1)
        return False

    def _does(self, action: Callable[[], object], form: Form) -> bool:
        return form.validate() and carried_out(self._session.commands, action, form=form)

    def _prove_identity(self) -> None:
        self._service.prove_identity(self._visit.secret, self.identity.value())

    def _give_contact(self) -> None:
        self._service.give_contact(self._visit.secret, *self.contact.contact())

    def _is_proved(self) -> bool:
        """Whether a code has proved this very contact already, before one went back."""
        state = self._service.resume(self._visit.secret)
        return state is not None and state.step == "terms"

    def _prove_code(self) -> None:
        self._service.prove_code(self._visit.secret, self.contact.typed())

    def _offer_unlock(self) -> None:
        """A lock on the codes brings up the button that opens it."""
        locked = queries.codes_locked(self._session.desk.ground, self._card.id)
        self.contact.panel.unlock.setVisible(locked)

    # -- codes ------------------------------------------------------------------------------------

    def _ask_code(self, channel: str) -> None:
        if not self._does(self._give_contact, self.contact.form):
            return
        if channel == COUNTER:
            self._show_code()
        else:
            self._send_code(channel)

    def _show_code(self) -> None:
        """A code of the counter, made at once."""
        session, secret = self._session, self._visit.secret

        def make() -> IssuedCode:
            self._service.send_code(secret, COUNTER)
            return self._service.counter_code(session.actor, self._card.id)

        issued = session.commands.run(make, form=self.contact.code)
        self._offer_unlock()
        if issued is not None:
            self.contact.panel.show_digits(issued.code, issued.expires_at)
            self.contact.await_code()

    def _send_code(self, channel: str) -> None:
        """Sending takes as long as the network does: beside the window."""
        panel, secret = self.contact.panel, self._visit.secret

        def send() -> SentCode:
            return self._service.send_code(secret, channel)

        def sent(code: SentCode) -> None:
            if code.expires_at is not None:
                panel.show_sent(code.masked, code.expires_at)
            self.contact.await_code()

        panel.set_busy(True)
        self._session.tasks.run(
            lambda _progress: send(),
            sent,
            self.tr("Sending a code"),
            form=self.contact.code,
            on_end=self._sending_ended,
        )

    def _sending_ended(self) -> None:
        self.contact.panel.set_busy(False)
        self._offer_unlock()

    def _unlock(self) -> None:
        session = self._session
        if carried_out(
            session.commands,
            lambda: self._service.unlock_codes(session.actor, self._card.id),
            touches=("patrons",),
        ):
            self._offer_unlock()
            self.contact.panel.ask()

    # -- the end ----------------------------------------------------------------------------------

    def _agree(self) -> None:
        agreement = self.terms.value()
        if carried_out(
            self._session.commands,
            lambda: self._service.agree(self._visit.secret, agreement),
            touches=("patrons", "notices"),
        ):
            self._go_to(STEPS + 1)

    def _leave(self) -> None:
        """Given up: nothing that was typed stays."""
        self._session.commands.keep(lambda: self._service.forget(self._visit.secret))

    def scanned(self, text: str) -> None:
        """The reader came with a QR: it must be this reader's, and is used up with the rest."""
        session = self._session
        if carried_out(session.commands, lambda: self._service.bring_token(self._visit.secret, text)):
            session.commands.said.emit(self.tr("The QR belongs to this reader"), False)
