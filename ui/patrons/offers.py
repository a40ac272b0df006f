"""What can be done with a reader now: the likely thing first, the rest beside and under "more"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ill_desktop.activation.rules import MAY_HAVE_TOKEN
from ill_desktop.patrons import rules
from ill_desktop.patrons.queries import PatronCard
from ui.kit.keys import Button
from ui.kit.menu import Menu
from ui.kit.screen import hbox, vbox
from ui.patrons.actions import ReaderActions
from ui.patrons.privacy import PersonData
from ui.session import Session


class ReaderOffers(QWidget):
    """One wide button for the next step of this reader, then what else is allowed."""

    def __init__(self, session: Session, actions: ReaderActions) -> None:
        super().__init__()
        self.setObjectName("person-offers")
        self._session, self._actions = session, actions
        self._data = PersonData(session, self)
        self._card: PatronCard | None = None
        self._needs = False
        self.primary = Button("person-next", self._words, role="primary", key="Enter", on=self._press)
        self._code = Button(
            "person-code",
            lambda: self.tr("Show QR"),
            key="Q",
            on=lambda: self._with(actions.show_code),
        )
        self._slip = Button(
            "person-slip",
            lambda: self.tr("Print slip"),
            key="P",
            on=lambda: self._with(actions.print_slip),
        )
        self._request = Button(
            "person-new-request",
            lambda: self.tr("New request"),
            key="R",
            on=lambda: self._with(actions.new_request),
        )
        self._more = Button(
            "person-more",
            icon="more",
            tip=lambda: self.tr("More"),
            on=lambda: self.menu().open_under(self._more, True),
        )
        first = hbox(self.primary, self._more)
        first.setStretch(0, 1)
        self.setLayout(vbox(first, hbox(self._code, self._slip, self._request)))

    def show_offers(self, card: PatronCard, needs_activation: bool) -> None:
        """Offer what this reader's state and the person at the desk allow."""
        self._card, self._needs = card, needs_activation
        may = self._session.actor.may
        can_come = needs_activation and card.state in MAY_HAVE_TOKEN and may("patron.activate")
        self.primary.say(self._words())
        self.primary.setVisible(self._next() is not None)
        self._code.setVisible(can_come)
        self._slip.setVisible(can_come and may("paper.print"))
        is_next = self._next() == self._actions.new_request
        self._request.setVisible(card.state == "approved" and may("request.enter") and not is_next)
        self._more.setVisible(may("patron.edit"))

    # -- the likely thing -------------------------------------------------------------------------

    def _next(self) -> Callable[[PatronCard], object] | None:
        """The step most wanted in this state, if the person may take it."""
        card, may = self._card, self._session.actor.may
        if card is None:
            return None
        if card.state == "pending_review":
            return self._actions.review if may("patron.review") else None
        if card.state in ("needs_information", "rejected"):
            return self._actions.complete if may("patron.register") else None
        if card.state == "blocked":
            return self._actions.unblock if may("patron.edit") else None
        if card.state != "approved":
            return self._actions.register_again if may("patron.register") else None
        if self._needs and may("patron.activate"):
            return self._actions.activate
        return self._actions.new_request if may("request.enter") else None

    def _words(self) -> str:
        step, actions = self._next(), self._actions
        words: tuple[tuple[Callable[[PatronCard], object], str], ...] = (
            (actions.review, self.tr("Review")),
            (actions.complete, self.tr("Enter what was missing")),
            (actions.unblock, self.tr("Unblock")),
            (actions.register_again, self.tr("Register again")),
            (actions.activate, self.tr("Activate account")),
            (actions.new_request, self.tr("New request")),
        )
        return next((text for action, text in words if action == step), "")

    def _press(self) -> None:
        step = self._next()
        if step is not None:
            self._with(step)

    def _with(self, action: Callable[[PatronCard], object]) -> None:
        if self._card is not None:
            action(self._card)

    # -- more -------------------------------------------------------------------------------------

    def menu(self) -> Menu:
        """What is done less often, or hard to take back."""
        actions = self._actions
        state = self._card.state if self._card else ""
        menu = Menu(self, "person-menu")

        def entry(name: str, text: str, action: Callable[[PatronCard], object], allowed: bool) -> None:
            menu.entry(name, text, lambda: self._with(action), enabled=allowed)

        def starts(step: str) -> bool:
            return state in rules.ACTIONS[step].starts

        entry("menu-contact", self.tr("Change e-mail or mobile…"), actions.edit_contact, True)
        by_form = state in rules.LIVE and self._card is not None and self._card.road != "campus"
        entry("menu-correct", self.tr("Correct name or institution…"), actions.correct, by_form)
        entry("menu-last-six", self.tr("Enter last six of ID…"), actions.add_last_six, state in rules.LIVE)
        can_activate = state == "approved" and self._needs and self._session.actor.may("patron.activate")
        entry("menu-code", self.tr("Activation code from the counter…"), actions.counter_code, can_activate)
        entry("menu-unlock", self.tr("Unlock activation codes"), actions.unlock_codes, state in rules.LIVE)
        live = state in rules.LIVE
        entry("menu-notices", self.tr("Notices: way and language…"), actions.choose_notices, live)
        entry("menu-validity", self.tr("Valid until…"), actions.set_valid_until, live)
        debit = bool(self._card and self._card.automatic_debit)
        says = self.tr("Charges from the deposit by themselves")
        entry("menu-debit", f"✓ {says}" if debit else says, actions.allow_debit, live)
        menu.addSeparator()
        known = state in rules.MAY_SIGN_IN
        entry("menu-password", self.tr("New password…"), actions.new_password, known)
        reviews = self._session.actor.may("patron.review")
        entry("menu-merge", self.tr("Merge with another reader…"), actions.merge, reviews)
        menu.addSeparator()
        if state == "blocked":
            entry("menu-unblock", self.tr("Unblock"), actions.unblock, True)
        else:
            entry("menu-block", self.tr("Block…"), actions.block, starts("block"))
        entry("menu-expire", self.tr("Mark as expired…"), actions.expire, starts("expire"))
        entry("menu-withdraw", self.tr("Close the account…"), actions.withdraw, starts("withdraw"))
        if self._session.actor.may("patron.erase"):
            menu.addSeparator()
            entry("menu-export", self.tr("Hand out personal data…"), self._data.export, True)
            entry("menu-erase", self.tr("Forget this person…"), self._data.erase, True)
        return menu
