"""The till itself: reader, what is due, payment."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.queries import ShiftRow
from ill_desktop.counter.service import Released
from ill_desktop.errors import Refusal
from ui.cashier import account, asking, printing
from ui.cashier.account import Account
from ui.cashier.done_panel import DonePanel
from ui.cashier.dues_panel import DuesPanel
from ui.cashier.hints import Hint
from ui.cashier.payment_panel import PaymentPanel
from ui.cashier.reader_panel import ReaderCard, ReaderFinder
from ui.cashier.sides import beside
from ui.kit.empty import Empty
from ui.kit.screen import panel, vbox
from ui.kit.theme import GAP
from ui.session import Session

_TOUCHED = ("cashier", "requests", "notices", "patrons")


class TillPage(QWidget):
    """One reader after another; each payment has its operation id from the moment the form is empty."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-till")
        self._session = session
        self.account: Account | None = None
        self._shift: ShiftRow | None = None
        self._last: Receipt | None = None
        self._operation = str(uuid.uuid4())
        self.finder = ReaderFinder(self.show_reader, self.next_reader)
        self.card = ReaderCard(session, self.open_statement, self._open_profile)
        self.dues = DuesPanel(session, self._write_off)
        self.hint = Hint()
        self.payment = PaymentPanel(session)
        self.done = DonePanel(session, self._print, self._show_paper, self.next_reader)
        self._sides = QStackedWidget()
        self._middle = QStackedWidget()
        self._lay_out()
        self.dues.rows.checked_changed.connect(self._ticks_changed)
        self.payment.asked.connect(self.pay)
        self.payment.in_advance.connect(self.open_deposit)
        self.payment.chosen.connect(lambda _kind: self._show_hint())

    def _lay_out(self) -> None:
        nobody = Empty(
            "scan",
            lambda: self.tr("Scan a reader's card, or type a name above. What is due appears here."),
            name="cashier-nobody",
        )
        reader = QWidget()
        reader.setLayout(vbox(self.card, self.dues, self.hint, gap=GAP))
        reader.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._middle.addWidget(panel(nobody, margins=0))
        self._middle.addWidget(reader)
        self._sides.addWidget(self.payment)
        self._sides.addWidget(self.done)
        left = vbox(self.finder, self._middle, gap=GAP)
        left.setStretch(1, 1)
        self.setLayout(beside(left, self._sides, "cashier-side"))

    # -- who stands here --------------------------------------------------------------------------

    def set_shift(self, shift: ShiftRow | None) -> None:
        """The shift whose money this is."""
        self._shift = shift

    def show_reader(self, patron_id: int) -> None:
        """Begin with another reader; the change of the one before goes from the screen."""
        try:
            self.account = account.load(patron_id)
        except Refusal as refusal:
            self._session.commands.fail(refusal)
            return
        self._last = None
        self._operation = str(uuid.uuid4())
        self.payment.clear()
        self.finder.box.clear()
        self.finder.box.close_hits()
        self._show(fresh=True)
        self.dues.table.setFocus()

    def next_reader(self) -> None:
        """Put everything away and wait for the next one."""
        self.account = self._last = None
        self._operation = str(uuid.uuid4())
        self.payment.clear()
        self._sides.setCurrentWidget(self.payment)
        self._middle.setCurrentIndex(0)
        self.finder.wait()

    def reload(self) -> None:
        """Read the same reader again; ticks and what was typed stay."""
        if self.account is not None:
            self.account = account.load(self.account.card.id)
            self._show(fresh=False)

    def retranslate(self) -> None:
        self.done.retranslate()
        self.payment.retranslate()
        if self.account is not None:
            self._show(fresh=False)

    def _show(self, fresh: bool) -> None:
        assert self.account is not None
        self._middle.setCurrentIndex(1)
        self.card.show_account(self.account)
        self.dues.show_account(self.account, fresh)
        self._update_payment(fresh)

    def _ticks_changed(self) -> None:
        if self.account is not None:
            self._update_payment(fresh=False)

    def _update_payment(self, fresh: bool) -> None:
        assert self.account is not None
        ticked = self.dues.ticked()
        has_slips = any(due.pending_slip for due in ticked)
        self.payment.show_account(self.account, self.dues.total_fen(), has_slips, fresh)
        # The change stays on the screen; only something else to be paid puts it into one line.
        is_done = self._last is not None and not ticked
        self.payment.say_last("" if self._last is None else self.done.sentence())
        self._sides.setCurrentWidget(self.done if is_done else self.payment)
        self._show_hint()

    def _show_hint(self) -> None:
        if self.account is not None:
            self.hint.show_for(self.account, self.payment.kind, self.dues.ticked())

    # -- money ------------------------------------------------------------------------------------

    def pay(self) -> None:
        """Take the payment as it stands, or print the slip; the same click twice is one operation."""
        if self.account is None or self._shift is None or not self.payment.pay.isEnabled():
            return
        if not self.payment.form.validate():
            return
        charges = [due.charge_id for due in self.dues.ticked()]
        if self.payment.kind == "transfer":
            self._issue_slip(self.account, charges)
        elif self.payment.kind == "bank":
            self._by_bank(self.account, charges)
        else:
            self._take(self.account, self._shift, charges)

    def _take(self, account: Account, shift: ShiftRow, charges: list[int]) -> None:
        session, tenders, operation = self._session, self.payment.tenders(), self._operation
        released = asking.take(
            session,
            self.window(),
            lambda sure: session.desk.counter.take_payment(
                session.actor, shift.id, account.card.id, charges, tenders, operation, sure=sure
            ),
            self._run,
            lambda _released: self._print_first(),
        )
        if released is None:
            self.payment.entry.focus()

    def _run(self, action: Callable[[], Released]) -> Released | None:
        return self._session.commands.run(
            action,
            form=self.payment.form,
            on_done=lambda released: self.finished(released.receipt, len(released.moved)),
            touches=_TOUCHED,
        )

    def _by_bank(self, account: Account, charges: list[int]) -> None:
        """Settle from a transfer that has come; is it not here yet, the reader takes the details along."""
        session, incoming = self._session, self.payment.entry.incoming()
        if incoming is None:
            printing.show_bank_details(session, account.card.id, charges, self.window())
            return
        entry, operation = self.payment.entry, self._operation
        rest, partly = entry.says("rest"), entry.says("part")
        released = self._run(
            lambda: session.desk.counter.settle_bank(
                session.actor,
                incoming,
                account.card.id,
                charges,
                operation,
                rest_to_deposit=rest,
                partly=partly,
            )
        )
        if released is not None:
            self._print()

    def _issue_slip(self, account: Account, charges: list[int]) -> None:
        session, operation = self._session, self._operation
        slip = session.commands.run(
            lambda: session.desk.transfers.issue(session.actor, account.card.id, charges, operation),
            form=self.payment.form,
            on_done=lambda slip: self.finished(slip, 0),
            touches=("cashier",),
        )
        if slip is not None:
            self._print()

    def finished(self, receipt: Receipt, released: int) -> None:
        """Something was paid or printed: say so, and be ready for another operation.

        The keys go where Enter does nothing: a hand that presses it twice must not print a copy.
        """
        self.dues.table.setFocus()
        self._last = receipt
        self._operation = str(uuid.uuid4())
        self.done.show_receipt(receipt, released)
        self.dues.rows.set_checked(())

    def _print_first(self) -> None:
        """The original, and the drawer opens where cash has moved."""
        receipt = self._last
        if receipt is not None:
            has_cash = any(kind == "cash" for kind, _fen, _reference in receipt.tenders)
            printing.put_out(self._session, receipt, self.done.title, opens_drawer=has_cash)

    def _print(self) -> None:
        if self._last is not None:
            printing.put_out(self._session, self._last, self.done.title)

    def _show_paper(self) -> None:
        receipt = self._last
        if receipt is not None:
            printing.show(self._session, receipt.paper_id, receipt.number, self.done.title)

    # -- elsewhere --------------------------------------------------------------------------------

    def open_statement(self) -> None:
        """Show the reader's account line by line."""
        if self.account is not None:
            from ui.cashier.statement_sheet import StatementSheet

            StatementSheet(self.window(), self._session, self.account).open()

    def _open_profile(self) -> None:
        if self.account is not None:
            self._session.open("patrons", self.account.card.id)

    def open_deposit(self, kind: str = "cash") -> None:
        """Take something in advance, in this way unless another key is pressed."""
        if self.account is None or self._shift is None:
            return
        from ui.cashier.deposit_sheet import DepositSheet

        DepositSheet(self.window(), self._session, self._shift, self.account, self._deposited, kind).open()

    def open_refund(self) -> None:
        """Give something back of what this reader has paid."""
        if self.account is None or self._shift is None:
            return
        from ui.cashier.refund_sheet import RefundSheet

        RefundSheet(self.window(), self._session, self._shift, self.account, self._deposited).open()

    def _write_off(self) -> None:
        """Give up what is owed for the line one is at."""
        due = self.dues.table.current()
        if due is not None:
            from ui.cashier.write_off_sheet import WriteOffSheet

            WriteOffSheet(self.window(), self._session, due).open()

    def _deposited(self, receipt: Receipt) -> None:
        self.finished(receipt, 0)
        self._print_first()

    def step_back(self) -> bool:
        """Esc: take the way of paying back; says whether there was one."""
        if self._sides.currentWidget() is self.payment and self.payment.step_back():
            self.dues.table.setFocus()
            return True
        return False
