"""Who pays: the line that finds a reader, and the card of the one found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from ill_desktop import money
from ill_desktop.patrons import queries
from ill_desktop.patrons.fields import mobile_masked
from ui.cashier.account import Account
from ui.kit.asking import carried_out
from ui.kit.card import Avatar
from ui.kit.chip import Chip, Tag
from ui.kit.fields import Tick
from ui.kit.finder import FinderBox, Hit
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label
from ui.kit.screen import hbox, vbox
from ui.kit.text import write
from ui.kit.theme import style
from ui.session import Session

_BALANCE, _NARROWEST = 112, 420  # widths: what was paid in advance; the card with its links below


class ReaderFinder(QWidget):
    """Name, number, pinyin or mobile; Enter takes the first hit."""

    def __init__(self, on_reader: Callable[[int], object], on_next: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("cashier-finder-row")
        self.box = FinderBox(
            "cashier-finder",
            self._find,
            lambda: self.tr("Scan the card, or type name, number, pinyin or mobile"),
        )
        write(self.box, self.box.setAccessibleName, lambda: self.tr("Find a reader"))
        self.box.chosen.connect(lambda hit: on_reader(hit.value))
        self._on_reader = on_reader
        self.next = Button("cashier-next", lambda: self.tr("Next reader"), key="F2", on=on_next)
        self.setLayout(hbox(self.box, self.next, gap=12))

    @staticmethod
    def _find(text: str) -> Sequence[Hit]:
        return [
            Hit(row.name, " · ".join(part for part in (row.number, row.unit) if part), "user", row.id)
            for row in queries.find(text)
        ]

    def wait(self) -> None:
        """Ready for the next one."""
        self.box.clear()
        self.box.setFocus()


class ReaderCard(QFrame):
    """Name, state, how to reach the reader, and what was paid in advance."""

    def __init__(
        self, session: Session, on_statement: Callable[[], object], on_open: Callable[[], object]
    ) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("cashier-reader")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        style(self, role="panel")
        self._avatar = Avatar()
        self._name = Label("", "heading", name="cashier-reader-name")
        self._state = Chip(name="cashier-reader-state")
        self._road = Chip(name="cashier-reader-road")
        self._blocked = Chip(name="cashier-reader-blocked")
        self._note = ElidedLabel("", "note", name="cashier-reader-note")
        self._deposit = Label("", "heading", right=True, name="cashier-deposit-balance")
        self._account: Account | None = None
        self.consent = Tick("cashier-consent", lambda: self.tr("Automatic debit"))
        write(
            self.consent,
            self.consent.setToolTip,
            lambda: self.tr("The reader agrees: charges are taken from the deposit when they arise."),
        )
        self.consent.edited.connect(self._change_consent)
        self._links = self._make_links(on_statement, on_open)
        self._wide: bool | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        name = hbox(self._name, self._state, self._road, self._blocked, None, gap=6)
        balance = vbox(Label(lambda: self.tr("Deposit balance"), "note", right=True), self._deposit, gap=2)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(20, 14, 20, 14)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._avatar, 0, 0)
        self._grid.addLayout(vbox(name, self._note, gap=2), 0, 1)
        self._grid.addLayout(balance, 0, 3)
        self.setLayout(self._grid)
        self._place_links()

    def _place_links(self) -> None:
        """Beside the name where there is room, else below it."""
        others = (self._avatar, self._name, self._state, self._road, self._blocked, self._links)
        wanted = sum(each.sizeHint().width() for each in others) + _BALANCE + 5 * 16 + 40
        wide = self.width() >= wanted
        if wide != self._wide:
            self._wide = wide
            self._grid.addWidget(self._links, 0 if wide else 1, 2 if wide else 1, 1, 1 if wide else 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_links()

    def _make_links(self, on_statement: Callable[[], object], on_open: Callable[[], object]) -> QWidget:
        """What is known of this reader elsewhere, the invoice, the consent."""
        links = QWidget()
        links.setLayout(
            hbox(
                Button(
                    "cashier-statement",
                    lambda: self.tr("Account"),
                    role="quiet",
                    key="A",
                    on=on_statement,
                ),
                Button(
                    "cashier-invoice",
                    lambda: self.tr("Invoice"),
                    role="quiet",
                    key="I",
                    on=self._ask_invoice,
                ),
                Button(
                    "cashier-open-reader",
                    icon="user",
                    role="quiet",
                    tip=lambda: self.tr("Profile"),
                    on=on_open,
                ),
                12,
                self.consent,
                gap=0,
            )
        )
        links.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return links

    def show_account(self, account: Account) -> None:
        """Show this reader."""
        card, words = account.card, self._session.words
        self._account = account
        self.consent.set_value(card.automatic_debit)
        self.consent.setEnabled(self._session.actor.may("patron.edit"))
        self._avatar.show_name(card.name)
        self._name.setText(card.name)
        activated = "activated" if card.activated_at else "not_activated"
        self._state.set_tag(
            Tag(words(f"patron.activation.{activated}"), "good" if card.activated_at else "caution")
        )
        self._road.set_tag(Tag(self.tr("campus") if account.campus else self.tr("off campus")))
        approved = card.state == "approved"
        self._blocked.set_tag(Tag("" if approved else words(f"patron.state.{card.state}"), "bad"))
        left = self._session.desk.cashier.tariffs.left(card.id, words)
        parts = (card.number, card.unit, mobile_masked(card.mobile), *left)
        self._note.setText(" · ".join(part for part in parts if part))
        self._deposit.setText(money.yuan(account.deposit_fen))
        self._place_links()

    def _ask_invoice(self) -> None:
        """Ask for an invoice for what this reader has paid; campus readers are told why not."""
        if self._account is not None:
            from ui.cashier.invoice_ask import ask_for

            ask_for(self._session, self.window(), self._account.card.id)

    def _change_consent(self) -> None:
        """The reader's consent that the deposit pays by itself (domain §4); it can be taken back."""
        if self._account is None:
            return
        session, card, allowed = self._session, self._account.card, self.consent.value()
        says = (
            self.tr("Charges of %1 are taken from the deposit from now on")
            if allowed
            else self.tr("Charges of %1 are not taken from the deposit any more")
        )

        change = partial(session.desk.patrons.allow_debit, session.actor, card.id)
        if not carried_out(
            session.commands,
            lambda: change(allowed),
            touches=("patrons", "cashier"),
            says=says.replace("%1", card.name),
            undo=lambda _done: change(not allowed),
        ):
            self.consent.set_value(not allowed)
