"""Bank transfers ([G] FAQ 4): entered when they are there, put to whom they belong, sent back, taken back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ill_desktop import money
from ill_desktop.cashier import bank, taking_back
from ill_desktop.cashier.bank import IncomingRow, Use
from ill_desktop.counter.service import Released
from ill_desktop.staff.rules import Actor
from ui.cashier import approval
from ui.cashier.bank_words import age_tag, days_since
from ui.cashier.part import Part
from ui.cashier.sides import beside
from ui.kit.asking import ask, carried_out
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.dialogs import ask_reason
from ui.kit.empty import Empty
from ui.kit.fields import Line
from ui.kit.flow import Ends
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.session import Session

LONG_UNKNOWN_DAYS = 7
_ROOMY = 1130  # pixels from which every column has room beside the transfer
TOUCHED = ("cashier", "requests", "notices", "patrons")


class BankPage(Part):
    """The queue of unknown payers at the left, one transfer with its photo and its history at the right."""

    def __init__(self, session: Session) -> None:
        from ui.cashier.bank_view import TransferView

        super().__init__()
        self.setObjectName("cashier-bank")
        self._session = session
        self._row: IncomingRow | None = None
        self.states = Pills(
            "cashier-bank-states",
            [("open", lambda: self.tr("Still open")), ("all", lambda: self.tr("All"))],
        )
        self.search = Line("cashier-bank-search", lambda: self.tr("Payer, number, purpose or amount"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        write(self.search, self.search.setAccessibleName, lambda: self.tr("Payer, number, purpose or amount"))
        self.rows = StaticModel(self._columns())
        self.table = TableView(
            "cashier-bank-table",
            self.rows,
            title=lambda: self.tr("Bank transfers"),
            empty=Empty(
                "check",
                lambda: self.tr("No transfer waits for its reader. What the bank shows is entered with N."),
            ),
            enter=False,
        )
        self.table.remember(session.memory)
        self.view = TransferView(session, self)
        self._side = QStackedWidget()
        self._lay_out()
        self.states.chosen.connect(lambda _state: self.reload())
        self.search.textChanged.connect(lambda _text: self.reload())
        self.table.picked.connect(self._show)

    def _columns(self) -> list[Column[IncomingRow]]:
        today = self._session.desk.clock.day
        return [
            Column("day", lambda: self.tr("Date"), lambda row: row.day, width=92),
            Column(
                "payer",
                lambda: self.tr("Paid by"),
                lambda row: (row.payer, row.purpose),
                "two_line",
                width=150,
                stretch=True,
            ),
            Column("reference", lambda: self.tr("Number at the bank"), lambda row: row.reference, width=172),
            Column(
                "age",
                lambda: self.tr("Age"),
                lambda row: (
                    age_tag(days_since(row.day, today()), LONG_UNKNOWN_DAYS) if row.left_fen else None
                ),
                "chip",
                width=80,
            ),
            Column(
                "photo",
                lambda: self.tr("Photo"),
                lambda row: Tag(str(row.proofs), "accent") if row.proofs else None,
                "chip",
                width=64,
            ),
            Column("amount", lambda: self.tr("Amount"), lambda row: row.amount_fen, "money", width=84),
            Column("left", lambda: self.tr("Open"), lambda row: row.left_fen or None, "money", width=84),
        ]

    def _lay_out(self) -> None:
        self._side.addWidget(
            Empty("cashier", lambda: self.tr("Choose a transfer here, or enter one that has come."))
        )
        self._side.addWidget(self.view)
        details = Button(
            "cashier-bank-details", icon="eye", tip=lambda: self.tr("Our bank details"), on=self.show_details
        )
        enter = Button(
            "cashier-bank-enter",
            lambda: self.tr("Enter a transfer"),
            role="primary",
            key="N",
            on=self.enter,
        )
        tools = QWidget()
        tools.setLayout(hbox(self.search, details, enter, gap=12))
        self.states.keep_to_one_line()
        head = hbox(Ends(self.states, tools, gap=12), margins=(16, 12, 16, 12))
        left = panel(head, self.table, gap=0, margins=0)
        self.setLayout(beside(left, self._side, "cashier-bank-side"))
        self._show(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window what the side says as well gives way, so that the amounts are seen."""
        super().resizeEvent(event)
        for key in ("reference", "photo"):
            self.table.show_column(key, event.size().width() >= _ROOMY)

    # -- which transfers --------------------------------------------------------------------------

    def begin(self) -> None:
        self.table.setFocus()

    def reload(self) -> None:
        """Read again, as far as it matches what is searched."""
        rows = bank.unknown() if self.states.current() == "open" else bank.received(limit=500)
        wanted = self.search.text().strip().casefold()
        self.rows.set_rows([row for row in rows if wanted in _words_of(row)])
        self.states.set_count("open", bank.unknown_count() or None)
        self.table.pick_first()
        self._show(self.table.current())

    def retranslate(self) -> None:
        self._show(self._row)

    def show_transfer(self, incoming_id: int) -> None:
        """Go to one transfer, open or settled."""
        self.search.clear()
        if not self.table.pick(incoming_id):
            self.states.choose("all")
            self.reload()
            self.table.pick(incoming_id)

    def _show(self, row: IncomingRow | None) -> None:
        self._row = row
        self._side.setCurrentIndex(0 if row is None else 1)
        self.view.show_transfer(row)

    # -- what is done with one --------------------------------------------------------------------

    def enter(self) -> None:
        """Enter a transfer that has come."""
        from ui.cashier.bank_receive import ReceiveSheet

        self.states.choose("open")
        ReceiveSheet(self.window(), self._session, self._entered).open()

    def _entered(self, incoming_id: int) -> None:
        self.reload()
        self.show_transfer(incoming_id)

    def settle(self, patron_id: int | None = None) -> None:
        """Put the transfer to a reader: the one that is meant, or one still to be found."""
        if self._row is None or not self._row.left_fen:
            return
        from ui.cashier.bank_settle import SettleSheet

        SettleSheet(self.window(), self._session, self._row, patron_id, self._settled).open()

    def _settled(self, released: Released, charges: Sequence[int]) -> None:
        """Then always an invoice ([G] FAQ 4): asked for at once, or later from here."""
        from ui.cashier import invoice_ask

        patron = released.receipt.patron_id or 0
        if self._session.desk.invoices.items(patron):
            invoice_ask.ask_for(self._session, self.window(), patron, charges)

    def invoice(self, use: Use) -> None:
        """Ask for the invoice of a settlement."""
        from ui.cashier import invoice_ask

        if use.patron_id is not None:
            charges = taking_back.charges_of(use.entry_id)
            invoice_ask.ask_for(self._session, self.window(), use.patron_id, charges)

    def send_back(self) -> None:
        """Send what is left back to whoever it came from; above an amount a second person agrees."""
        row, session, operation = self._row, self._session, str(uuid.uuid4())
        if row is None:
            return

        going = bank.going_back(row)

        def act(form: Form, approver: Actor | None) -> None:
            said = form.values()
            done = session.commands.run(
                lambda: session.desk.bank.send_back(
                    session.actor, row.id, said["reason"], said["reference"], operation, approver=approver
                ),
                form=form,
                touches=TOUCHED,
                says=self.tr("%1 is sent back").replace("%1", money.yuan(row.left_fen)),
            )
            if done is not None:
                sheet.accept()

        def carry_out(form: Form) -> bool:
            approval.then(session, sheet, form, going, partial(act, form))
            return False  # closed above, once it is stored

        sheet = ask(
            self.window(),
            "send-back",
            lambda: self.tr("Send %1 back?").replace("%1", money.yuan(row.left_fen)),
            lambda: self.tr("It is sent back"),
            [
                Ask("reference", lambda: self.tr("Number of the bank for it"), required=True),
                Ask("reason", lambda: self.tr("Reason"), "area", required=True, lines=2),
                *approval.questions(),
            ],
            carry_out,
            note=lambda: self.tr("The bank sends it; here it is entered that it went."),
            prepare=lambda form: approval.show(form, going),
        )

    def take_back(self, use: Use) -> None:
        """Take a settlement back that went to the wrong reader."""
        session, operation = self._session, str(uuid.uuid4())

        def take(reason: str) -> None:
            carried_out(
                session.commands,
                lambda: session.desk.counter.take_back_bank(session.actor, use.entry_id, reason, operation),
                touches=TOUCHED,
                says=self.tr("Taken back; the transfer is open again"),
            )

        ask_reason(
            self.window(),
            lambda: self.tr("Take this back?"),
            lambda: self.tr("Take back"),
            take,
            note=lambda: self.tr(
                "For money that was put to the wrong reader. The entry is reversed, its receipt is void, the "
                "money waits again and what it paid is due again. A document that went out stays out."
            ),
            danger=True,
        )

    def withdraw(self) -> None:
        """The transfer was entered wrong, or twice."""
        row, session, operation = self._row, self._session, str(uuid.uuid4())
        if row is None:
            return
        ask_reason(
            self.window(),
            lambda: self.tr("Reverse this transfer?"),
            lambda: self.tr("Reverse"),
            lambda reason: session.commands.run(
                lambda: session.desk.bank.withdraw(session.actor, row.id, reason, operation),
                touches=TOUCHED,
                says=self.tr("The transfer is reversed"),
            ),
            note=lambda: self.tr("For a transfer that was entered wrong, or twice. Enter it anew then."),
            danger=True,
        )

    def show_details(self) -> None:
        """The library's own account, for a reader who asks."""
        from ui.cashier.bank_details import DetailsSheet

        DetailsSheet(self.window(), self._session).open()


def _words_of(row: IncomingRow) -> str:
    amounts = f"{money.figures(row.amount_fen)} {money.plain(row.amount_fen)}"
    return f"{row.payer} {row.reference} {row.purpose} {row.day} {amounts}".casefold()
