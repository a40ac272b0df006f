"""What the counter does with one reader: each asks what it needs and goes through the one door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.notices.kinds import WAYS
from ill_desktop.patrons import fields
from ill_desktop.patrons.queries import PatronCard
from ui.kit import dialogs
from ui.kit.asking import ask, carried_out
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.patrons.questions import LANGUAGES, Questions
from ui.session import Session

TOUCHES = ("patrons", "notices")


class ReaderActions(QObject):
    """Every method takes the reader it is about."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._over = session, parent
        self._questions = Questions(session, self)

    def _do(self, action: Callable[[], object], says: str, **how: object) -> bool:
        return carried_out(self._session.commands, action, says=says, touches=TOUCHES, **how)

    # -- other places -----------------------------------------------------------------------------

    def review(self, card: PatronCard) -> None:
        self._session.open("review", card.id)

    def new_request(self, card: PatronCard) -> None:
        self._session.open("new_request", card.id)

    def register_again(self, card: PatronCard) -> None:
        self._session.open("register", None)

    # -- activation -------------------------------------------------------------------------------

    def activate(self, card: PatronCard) -> None:
        """The three steps of [N]; before the start date it is refused with that date."""
        from ui.patrons import activation

        activation.begin(self._session, self._over, card, lambda over: self.print_slip(card, over))

    def show_code(self, card: PatronCard) -> None:
        """The one-time QR on the screen."""
        from ui.patrons.activation_code import CodeSheet

        CodeSheet(self._session, self._over, card, lambda over: self.print_slip(card, over)).open()

    def counter_code(self, card: PatronCard) -> None:
        """A code for the reader who activates on the phone or at the kiosk and fetches it here."""
        from ui.patrons.activation_counter import CounterCodeSheet

        CounterCodeSheet(self._session, self._over, card).open()

    def print_slip(self, card: PatronCard, over: QWidget | None = None) -> None:
        """The slip with its own one-time QR, in the reader's language."""
        session = self._session
        desk = session.desk
        issued = session.commands.run(lambda: desk.activation.issue_token(session.actor, card.id, "paper"))
        if issued is None:
            return
        until: dt.date = desk.clock.day(issued.expires_at)
        session.show_paper(
            lambda: self.tr("Activation slip"),
            lambda: desk.papers.activation_slip(
                card.name, card.number, issued.text, until, desk.words(card.language)
            ),
            f"activation-slip-{card.number}.pdf",
            over,
            kind="label",
        )

    def unlock_codes(self, card: PatronCard) -> None:
        """After five wrong codes in a day the reader may try again."""
        service, by = self._session.desk.activation, self._session.actor
        self._do(
            lambda: service.unlock_codes(by, card.id),
            self.tr("%1 may type codes again").replace("%1", card.name),
        )

    # -- the record -------------------------------------------------------------------------------

    def edit_contact(self, card: PatronCard) -> Sheet:
        """Another e-mail or mobile [N]; can be taken back."""
        service, by = self._session.desk.patrons, self._session.actor

        def save(form: Form) -> bool:
            values = form.values()
            contact = {name: values[name] for name in ("email", "mobile")}
            return self._do(
                lambda: service.change_contact(by, card.id, **contact),
                self.tr("Contact of %1 changed").replace("%1", card.name),
                form=form,
                undo=lambda _done: service.change_contact(by, card.id, email=card.email, mobile=card.mobile),
            )

        return ask(
            self._over,
            "contact",
            lambda: self.tr("E-mail and mobile of %1").replace("%1", card.name),
            lambda: self.tr("Save"),
            [
                *self._questions.some(("email", "mobile"), card.road),
                Ask("seen", lambda: self.tr("The reader's document was seen"), "tick", required=True),
            ],
            save,
            values={"email": card.email, "mobile": fields.mobile_shown(card.mobile)},
            note=lambda: self.tr(
                "Documents and notices go there. It is recorded as attested by you; the reader can also "
                "change it on the phone page with a code."
            ),
        )

    def add_last_six(self, card: PatronCard) -> Sheet:
        """From the document the reader shows; kept only as a keyed hash."""
        service, by = self._session.desk.patrons, self._session.actor

        def save(form: Form) -> bool:
            return self._do(
                lambda: service.add_last_six(by, card.id, form.values()["last_six"]),
                self.tr("Last six of %1 entered").replace("%1", card.name),
                form=form,
            )

        return ask(
            self._over,
            "last-six",
            lambda: self.tr("Last six of the ID of %1").replace("%1", card.name),
            lambda: self.tr("Save"),
            self._questions.some(("last_six",), "campus_form"),
            save,
            note=lambda: self.tr("Look at the ID card or passport; it is not kept as such."),
        )

    def correct(self, card: PatronCard) -> Sheet:
        """Name or institution of a reader who came in by form; can be taken back."""
        from ui.patrons import correcting

        return correcting.begin(self._session, self._over, self._questions, card)

    def new_password(self, card: PatronCard) -> None:
        """For a reader who forgot it and stands here."""
        from ui.patrons.new_password import NewPasswordSheet

        NewPasswordSheet(self._session, self._over, card).open()

    def merge(self, card: PatronCard) -> None:
        """Another record is the same person's; afterwards the one that is kept stands in front."""
        from ui.patrons.merge_sheet import MergeSheet

        MergeSheet(
            self._session, self._over, card, lambda kept: self._session.open("patrons", kept.id)
        ).open()

    def complete(self, card: PatronCard) -> Sheet:
        """Put right what was asked for, and wait for review again; only what changed is sent."""
        service, by = self._session.desk.patrons, self._session.actor
        names = ("name", "sex", "email", "mobile", "unit", "last_six")
        asked = [name for name in names if name != "name" or card.road != "campus"]
        before = {name: getattr(card, name) for name in asked if name != "last_six"}
        before["mobile"] = fields.mobile_shown(card.mobile)

        def save(form: Form) -> bool:
            values = form.values()
            changed = {name: text for name, text in values.items() if text != before.get(name, "")}
            return self._do(
                lambda: service.complete_information(by, card.id, changed),
                self.tr("%1 waits for review again").replace("%1", card.name),
                form=form,
            )

        return ask(
            self._over,
            "complete",
            lambda: self.tr("What was missing from %1").replace("%1", card.name),
            lambda: self.tr("Send to review"),
            self._questions.some(asked, card.road, optional=("last_six",)),
            save,
            values=before,
            note=self._asked_for(card),
        )

    def _asked_for(self, card: PatronCard) -> str:
        """The newest reason in the history: what was asked for, or why it was rejected."""
        from ill_desktop.patrons.queries import events

        wanted = ("ask_for_more", "reject")
        return next((event.note for event in events(card.id, 50) if event.kind in wanted), "")

    # -- what the reader wants --------------------------------------------------------------------

    def allow_debit(self, card: PatronCard) -> None:
        """Whether charges are taken from the deposit by themselves, and documents go out at once."""
        service, by, allowed = self._session.desk.patrons, self._session.actor, not card.automatic_debit
        says = (
            self.tr("Charges of %1 are taken from the deposit from now on")
            if allowed
            else self.tr("Charges of %1 are not taken from the deposit any more")
        )
        self._do(
            lambda: service.allow_debit(by, card.id, allowed),
            says.replace("%1", card.name),
            undo=lambda _done: service.allow_debit(by, card.id, not allowed),
        )

    def choose_notices(self, card: PatronCard) -> Sheet:
        """By which way and in which language the reader is told; letters need an address."""
        service, by, words = self._session.desk.patrons, self._session.actor, self._session.words

        def save(form: Form) -> bool:
            values = form.values()
            return self._do(
                lambda: service.choose_notices(by, card.id, **values),
                self.tr("Notices to %1 changed").replace("%1", card.name),
                form=form,
            )

        return ask(
            self._over,
            "notices-choice",
            lambda: self.tr("Notices to %1").replace("%1", card.name),
            lambda: self.tr("Save"),
            (
                Ask(
                    "way",
                    lambda: self.tr("Way"),
                    "choice",
                    required=True,
                    options=lambda: [(way, words(f"notice_way.{way}")) for way in WAYS],
                ),
                Ask("language", lambda: self.tr("Language"), "choice", options=lambda: LANGUAGES),
                Ask(
                    "address",
                    lambda: self.tr("Postal address"),
                    "area",
                    hint=lambda: self.tr("Only for letters: one line each, as on the envelope"),
                ),
            ),
            save,
            values={"way": card.notice_way, "language": card.language, "address": card.address},
            note=lambda: self.tr("Documents themselves always go by e-mail."),
        )

    def set_valid_until(self, card: PatronCard) -> Sheet:
        """Until when the reader may use the service."""
        service, by = self._session.desk.patrons, self._session.actor
        before = dt.date.fromisoformat(card.valid_until) if card.valid_until else None

        def save(form: Form) -> bool:
            until = form.values()["until"]
            return self._do(
                lambda: service.set_valid_until(by, card.id, until),
                self.tr("Validity of %1 changed").replace("%1", card.name),
                form=form,
                undo=lambda _done: service.set_valid_until(by, card.id, before),
            )

        return ask(
            self._over,
            "validity",
            lambda: self.tr("Until when may %1 come?").replace("%1", card.name),
            lambda: self.tr("Save"),
            (
                Ask(
                    "until",
                    lambda: self.tr("Valid until"),
                    "date",
                    hint=lambda: self.tr("Empty: without end"),
                ),
            ),
            save,
            values={"until": before},
            note=lambda: self.tr(
                "After that day the account expires, unless something is on loan or owed. For campus readers "
                "the next registry import sets it again."
            ),
        )

    # -- stopping ---------------------------------------------------------------------------------

    def block(self, card: PatronCard) -> Sheet:
        """Stop a reader from submitting, with a reason and perhaps a day to look again."""
        service, by = self._session.desk.patrons, self._session.actor

        def save(form: Form) -> bool:
            values = form.values()
            return self._do(
                lambda: service.block(by, card.id, values["reason"], values["until"]),
                self.tr("%1 is blocked").replace("%1", card.name),
                form=form,
                undo=lambda _done: service.unblock(by, card.id),
            )

        return ask(
            self._over,
            "block",
            lambda: self.tr("Block %1").replace("%1", card.name),
            lambda: self.tr("Block"),
            (
                Ask("reason", lambda: self.tr("Reason"), "area", required=True),
                Ask("until", lambda: self.tr("Look again on"), "date", check=self._not_past),
            ),
            save,
            note=lambda: self.tr("The reader can sign in and see everything, but submit nothing new."),
            danger=True,
        )

    def _not_past(self, day: dt.date) -> str | None:
        past = day < self._session.desk.clock.day()
        return self.tr("This day is over") if past else None

    def unblock(self, card: PatronCard) -> None:
        service, by = self._session.desk.patrons, self._session.actor
        self._do(
            lambda: service.unblock(by, card.id),
            self.tr("%1 may submit again").replace("%1", card.name),
        )

    def expire(self, card: PatronCard) -> Sheet:
        """The right to use the service has ended; there is no way back but registering again."""
        service, by = self._session.desk.patrons, self._session.actor
        return dialogs.confirm(
            self._over,
            lambda: self.tr("Mark %1 as expired?").replace("%1", card.name),
            lambda: self.tr("For readers who have left. To use the service again they register again."),
            lambda: self.tr("Mark as expired"),
            lambda: self._do(
                lambda: service.expire(by, card.id), self.tr("%1 is expired").replace("%1", card.name)
            ),
            danger=True,
        )

    def withdraw(self, card: PatronCard) -> Sheet:
        """The reader gives the service up."""
        service, by = self._session.desk.patrons, self._session.actor
        return dialogs.confirm(
            self._over,
            lambda: self.tr("Close the account of %1?").replace("%1", card.name),
            lambda: self.tr("The reader gives the service up. Debts and history stay."),
            lambda: self.tr("Close the account"),
            lambda: self._do(
                lambda: service.withdraw(by, card.id),
                self.tr("Account of %1 closed").replace("%1", card.name),
            ),
            danger=True,
        )
