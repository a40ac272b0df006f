"""After the payment: the change in big figures, until the next reader comes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import invoice_register, rules
from ill_desktop.cashier.papers import Receipt
from ui.kit.facts import Fact, Facts
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import Label, Rule
from ui.kit.screen import vbox
from ui.session import Session


class DonePanel(QWidget):
    """What was just done, with its paper at hand."""

    def __init__(
        self,
        session: Session,
        on_print: Callable[[], object],
        on_look: Callable[[], object],
        on_next: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("cashier-done")
        self._session = session
        self._receipt: Receipt | None = None
        self._released = 0
        self._names_invoice = False
        self._head = Label("", "note", tone="good", name="cashier-done-head")
        self._figure = Label("", "total", tone="good", name="cashier-done-figure")
        self._number = Label("", "heading", selectable=True, name="cashier-done-number")
        self._facts = Facts("cashier-done-facts", figures=True)
        self._note = Label("", "note", wrap=True, name="cashier-done-note")
        paper = Button("cashier-done-paper", lambda: self.tr("Print"), icon="print", key="P", on=on_print)
        look = Button("cashier-done-look", lambda: self.tr("Preview"), role="quiet", key="L", on=on_look)
        self._invoice = Button("cashier-done-invoice", lambda: self.tr("Invoice"), on=self._ask_invoice)
        following = Button("cashier-done-next", lambda: self.tr("Next reader"), icon="chevron-right")
        following.clicked.connect(lambda: on_next())
        self.setLayout(
            vbox(
                self._head,
                self._figure,
                4,
                Rule(),
                4,
                self._number,
                self._facts,
                self._note,
                8,
                Flow(paper, look, self._invoice, following),
                None,
                gap=8,
            )
        )

    def show_receipt(self, receipt: Receipt, released: int) -> None:
        """Show a payment, a top-up or a slip; ``released``: how many requests went on."""
        self._receipt, self._released = receipt, released
        self._show_invoice(receipt)
        self.retranslate()

    def _show_invoice(self, receipt: Receipt) -> None:
        """The way to an invoice, where there is something one could name ([G] FAQ 4), after a voucher never;
        promised only for what stands on this paper: a fee has one once all of it is paid."""
        names = receipt.series.startswith(rules.RECEIPT) and receipt.patron_id is not None
        items = self._session.desk.invoices.items(receipt.patron_id or 0) if names else []
        charges = set(invoice_register.charges_paid_on(receipt.paper_id)) if items else set()
        self._invoice.setVisible(bool(items))
        self._names_invoice = any(
            item.charge_id in charges or item.top_up_id == receipt.paper_id for item in items
        )

    def _ask_invoice(self) -> None:
        """Ask for the invoice with what was just paid ticked."""
        if self._receipt is not None:
            from ui.cashier.invoice_ask import ask_for

            charges = invoice_register.charges_paid_on(self._receipt.paper_id)
            ask_for(self._session, self.window(), self._receipt.patron_id or 0, charges)

    def retranslate(self) -> None:
        """Say it again in the present language."""
        receipt = self._receipt
        if receipt is None:
            return
        words = self._session.words
        slip, change = receipt.series.startswith("T"), receipt.change_fen
        self._head.setText(
            self.tr("Transfer slip printed, nothing posted yet")
            if slip
            else self.tr("Given back")
            if receipt.series.startswith("F")
            else self.tr("Change")
            if change
            else self.tr("Taken")
        )
        self._figure.setText(money.yuan(change or receipt.total_fen))
        self._number.setText(f"{receipt.patron_name} · {receipt.number}")
        facts = [
            Fact(" ".join(part for part in (words(f"tender.{kind}"), reference) if part), money.figures(fen))
            for kind, fen, reference in receipt.tenders
        ]
        if receipt.given_fen:
            facts.append(Fact(self.tr("Cash received"), money.figures(receipt.given_fen)))
            facts.append(Fact(self.tr("Change"), money.figures(change)))
        if receipt.balance_fen is not None:
            facts.append(Fact(self.tr("Deposit balance"), money.figures(receipt.balance_fen)))
        total = Fact(self.tr("Sum"), money.figures(receipt.total_fen), strong=True)
        self._facts.show_facts([total, *facts])
        self._note.setText(self._follows(slip))

    def _follows(self, slip: bool) -> str:
        if slip and self._receipt is not None and self._receipt.lines[0].kind == "deposit":
            return self.tr(
                "The reader has it stamped by finance; match the slip when it comes back: "
                "then it is a deposit."
            )
        if slip:
            return self.tr(
                "The reader has it stamped by finance; match the slip when it comes back. The document "
                "goes out then."
            )
        told = []
        if self._released:
            told.append(self.tr("Released now: %1").replace("%1", str(self._released)))
        tenders = self._receipt.tenders if self._receipt is not None else ()
        if self._names_invoice and any(kind == "bank" for kind, _fen, _note in tenders):  # not of a part
            told.append(self.tr("Paid by bank: an invoice follows in every case. Ask for it now."))
        return "\n".join(told)

    def title(self) -> str:
        """The name of the paper, for the head of its preview; with the change, which it must not hide."""
        receipt = self._receipt
        if receipt is None:
            return ""
        named = self.tr("%1 · change %2") if receipt.change_fen else "%1"
        return named.replace("%1", receipt.number).replace("%2", money.yuan(receipt.change_fen))

    def sentence(self) -> str:
        """The same in one line."""
        if self._receipt is None:
            return ""
        done = self.tr("Before: %1 · change %2") if self._receipt.change_fen else self.tr("Before: %1")
        return done.replace("%1", self._receipt.number).replace("%2", money.yuan(self._receipt.change_fen))
