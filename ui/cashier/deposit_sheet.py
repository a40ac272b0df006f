"""Paying something in advance (预付款, [G] FAQ 2)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.queries import ShiftRow
from ui.cashier import asking
from ui.cashier.account import Account
from ui.cashier.bank_details import DetailsSheet
from ui.cashier.bank_words import incoming
from ui.cashier.payment_form import PaymentForm
from ui.cashier.tender_keys import TenderKeys
from ui.kit.dialogs import Sheet
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.session import Session

_KINDS = ("cash", "campus_card", "bank", "mobile")
_OF_CAMPUS = ("cash", "campus_card", "transfer", "mobile")
"""An institute may pay in advance, too: a slip, and the deposit once finance has stamped it ([G] FAQ 4)."""


class DepositSheet(Sheet):
    """Amount, way of paying, Enter. Cash is meant unless another key is pressed."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        shift: ShiftRow,
        account: Account,
        on_done: Callable[[Receipt], object],
        kind: str = "cash",
    ) -> None:
        body, self._kind = QWidget(), kind
        self._entry = PaymentForm("deposit", lambda: incoming(account.card.name, 0))
        super().__init__(
            parent,
            "deposit",
            lambda: self.tr("Deposit"),
            self._primary_words,
            body=body,
            on_primary=self._take,
            width=520,
        )
        self._session, self._shift, self._account, self._on_done = session, shift, account, on_done
        self._operation = str(uuid.uuid4())
        kinds = _OF_CAMPUS if account.campus else _KINDS
        self._keys = TenderKeys(session, "deposit-tender", kinds)
        self._capitals = Label("", "note", wrap=True, name="deposit-capitals")
        self._note = Label("", "note", wrap=True, name="deposit-note")
        reader = hbox(Label(account.card.name, "heading"), Label(account.card.number, "note"), None, gap=12)
        body.setLayout(vbox(reader, self._balance(), 4, self._keys, self._entry, self._capitals, self._note))
        self._keys.chosen.connect(self._choose)
        self._entry.form.edited.connect(lambda _field: self._edited())
        self._choose(kind)

    def _balance(self) -> Label:
        balance = money.yuan(self._account.deposit_fen)
        return Label(
            lambda: self.tr("In advance so far: %1").replace("%1", balance), "note", name="deposit-balance"
        )

    def scanned(self, text: str) -> None:
        """A scan while the sheet is open: the reference, where one is asked for."""
        if "reference" in self._entry.form.values():
            self._entry.form.fill({"reference": text})

    def _choose(self, kind: str) -> None:
        amount = self._entry.form.field("amount").value()
        self._kind = kind
        self._keys.choose(kind)
        self._entry.ask_for(kind, 0, with_amount=kind != "bank")
        self._entry.form.fill({"amount": amount})
        self._edited()
        self._entry.focus()

    def _edited(self) -> None:
        self._show_capitals()
        self.primary.say(self._primary_words())
        self._note.setText(self._says())

    def _primary_words(self) -> str:
        if self._kind == "transfer":
            return self.tr("Print transfer slip")
        if self._kind == "bank" and self._entry.incoming() is None:
            return self.tr("Our bank details")
        return self.tr("Take and print")

    def _says(self) -> str:
        if self._kind == "transfer":
            return self.tr("Printing posts nothing: it is a deposit once finance has stamped the slip.")
        if self._kind == "bank" and self._entry.incoming() is None:
            return self.tr(
                "The reader transfers to our account: on the screen to copy, and on paper. When the money is "
                "here, it is put onto the deposit."
            )
        return self.tr("All of it goes onto the deposit.") if self._kind == "bank" else ""

    def _show_capitals(self) -> None:
        amount = self._entry.amount_fen()
        self._capitals.setText(money.in_capitals(amount) if amount else "")

    def _take(self) -> bool:
        if not self._entry.form.validate():
            return False
        session, tender = self._session, self._entry.tender()
        if self._kind == "bank":
            return self._by_bank()
        if self._kind == "transfer":
            slip = self._run(
                lambda: session.desk.transfers.issue_in_advance(
                    session.actor, self._account.card.id, tender.amount_fen, self._operation
                )
            )
            return slip is not None
        asking.take(
            session,
            self,
            lambda sure: session.desk.cashier.top_up(
                session.actor, self._shift.id, self._account.card.id, [tender], self._operation, sure=sure
            ),
            self._run,
            lambda _receipt: self.accept(),
        )
        return False  # closed above, once the money is taken

    def _by_bank(self) -> bool:
        """From a transfer that has come; is it not here yet, the reader takes the details along."""
        session, chosen, reader = self._session, self._entry.incoming(), self._account.card.id
        if chosen is None:
            over = self.parentWidget()
            self.finished.connect(lambda _result: DetailsSheet(over, session, self._account.card).open())
            return True
        receipt = self._run(
            lambda: (
                session.desk.counter.settle_bank(
                    session.actor, chosen, reader, (), self._operation, rest_to_deposit=True
                ).receipt
            )
        )
        return receipt is not None

    def _run(self, action: Callable[[], Receipt]) -> Receipt | None:
        return self._session.commands.run(
            action, form=self._entry.form, on_done=self._on_done, touches=("cashier",)
        )
