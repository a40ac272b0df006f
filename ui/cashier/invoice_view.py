"""One invoice at the side: what is typed into the tax system, copied by a key each; its lines; its steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from ill_desktop import money
from ill_desktop.cashier import invoice_register, invoice_rules, papers, red_letters
from ill_desktop.cashier.invoice_register import InvoiceStep
from ill_desktop.cashier.invoices import InvoiceRow
from ui.cashier import printing
from ui.cashier.invoice_steps import (
    CorrectSheet,
    IssueSheet,
    NotSentSheet,
    RedLetterSheet,
    SendSheet,
    WithdrawSheet,
)
from ui.kit.chip import Chip, Tag
from ui.kit.facts import Fact, Facts, Timeline
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import Label, Rule
from ui.kit.screen import clear, hbox, scrolled, vbox
from ui.kit.theme import Tone
from ui.session import Session

TONES: dict[str, Tone] = {
    "requested": "caution",
    "issued": "accent",
    "sent": "good",
    "void": "neutral",
    "red_letter": "bad",
}


class TypingList(QWidget):
    """The fields the tax system asks for; the keys 1, 2, 3 … put one after the other on the clipboard."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("invoice-typing")
        self._session = session
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._copied = Label("", "note", tone="good", name="invoice-copied")
        self.setLayout(vbox(self._grid, self._copied, gap=4))

    def show_fields(self, fields: list[tuple[str, str]]) -> None:
        """Show these names (of the words ``invoice.column``) with their values."""
        clear(self._grid)
        self._copied.setText("")
        for at, (name, value) in enumerate(fields):
            words = self._session.words(f"invoice.column.{name}")
            shown = Label(value, selectable=True, wrap=True, name=f"invoice-typed-{name}")
            copy = Button(
                f"invoice-copy-{name}",
                role="quiet",
                key=str(at + 1),
                tip=self.tr("Copy: %1").replace("%1", words),
                on=self._copier(words, value),
            )
            self._grid.addWidget(Label(words, "note"), at, 0)
            self._grid.addWidget(shown, at, 1)
            self._grid.addWidget(copy, at, 2)

    def _copier(self, words: str, value: str) -> Callable[[], None]:
        def copy() -> None:
            QGuiApplication.clipboard().setText(value)
            self._copied.setText(self.tr("Copied: %1").replace("%1", words))

        return copy


class InvoiceView(QWidget):
    """State, sum, fields to type in, lines, history; the buttons are the steps that are open now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("invoice-view")
        self._session = session
        self.row: InvoiceRow | None = None
        self._state = Chip(name="invoice-state")
        self._asked = Label("", "note", right=True, selectable=True, name="invoice-asked")
        self._sum = Label("", "figure", name="invoice-sum")
        self._who = Label("", "note", wrap=True, name="invoice-reader")
        self._issued = Label("", "heading", wrap=True, selectable=True, name="invoice-number")
        self._red = Label("", "note", tone="bad", wrap=True, selectable=True, name="invoice-red-number")
        self._typing = TypingList(session)
        self._lines = Facts("invoice-lines", figures=True)
        self._steps = Timeline("invoice-timeline")
        self._make_buttons()
        content = vbox(
            hbox(self._state, None, self._asked),
            self._sum,
            self._who,
            self._issued,
            self._red,
            Rule(),
            self._typing,
            Rule(),
            self._lines,
            4,
            self._steps,
            None,
        )
        box = vbox(scrolled(content, "invoice-content"), Flow(*self._buttons.values()), gap=12)
        box.setStretch(0, 1)
        self.setLayout(box)

    def _make_buttons(self) -> None:
        self._buttons = {
            "issued": Button(
                "invoice-issue", lambda: self.tr("Issued …"), role="primary", key="Enter", on=self._issue
            ),
            "sent": Button(
                "invoice-send", lambda: self.tr("Sent …"), role="primary", key="Enter", on=self._send
            ),
            "print": Button(
                "invoice-print", lambda: self.tr("Print the request"), key="P", icon="print", on=self._print
            ),
            "reader": Button(
                "invoice-open-reader", lambda: self.tr("Reader"), key="T", icon="user", on=self._open
            ),
            "correct": Button(
                "invoice-correct", lambda: self.tr("Correct …"), key="K", icon="edit", on=self._correct
            ),
            "not_sent": Button("invoice-not-sent", lambda: self.tr("Not sent …"), key="U", on=self._not_sent),
            "void": Button(
                "invoice-withdraw", lambda: self.tr("Withdraw …"), role="danger", key="W", on=self._withdraw
            ),
            "red_letter": Button(
                "invoice-red", lambda: self.tr("Red letter …"), role="danger", key="X", on=self._red_letter
            ),
        }

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.row is not None:
            self.show_invoice(self.row)

    # -- what is shown ----------------------------------------------------------------------------

    def show_invoice(self, row: InvoiceRow) -> None:
        """Show one invoice with the steps it can take."""
        self.row = row
        words = self._session.words
        self._state.set_tag(Tag(words(f"invoice.state.{row.state}"), TONES[row.state]))
        self._asked.setText(row.asked)
        self._sum.setText(money.yuan(row.amount_fen))
        kinds = (words(f"invoice.medium.{row.medium}"), words(f"invoice.buyer.{row.buyer}"))
        self._who.setText(" · ".join((row.patron_name, *kinds)))
        self._issued.setText(" · ".join((row.number, row.day)) if row.number else "")
        self._issued.setVisible(bool(row.number))
        red = self.tr("Cancelled by red letter %1").replace("%1", row.red_letter)
        self._red.setText(" · ".join((red, row.red_day)) if row.red_letter else "")
        self._red.setVisible(bool(row.red_letter))
        item = self._session.desk.library.facts["invoice"]["item"]
        self._typing.show_fields(invoice_register.to_type(row, item))
        self._lines.show_facts(self._of_lines(row))
        self._steps.show_events([self._step(step) for step in invoice_register.steps(row.id)])
        self._offer(row)

    def _of_lines(self, row: InvoiceRow) -> list[Fact]:
        """What stands on it, and below it what has gone back since with a red letter."""
        deposit = self._session.words("charge.deposit")
        lines = [
            Fact(
                " · ".join(part for part in (line.request_number or deposit, line.label) if part),
                money.figures(line.amount_fen),
            )
            for line in invoice_register.lines(row.id)
        ]
        back = self.tr("Refunded on %1 with red letter %2")
        return lines + [
            Fact(
                back.replace("%1", each.paper).replace("%2", each.red_letter), money.figures(-each.amount_fen)
            )
            for each in red_letters.refunds_of(row.id)
        ]

    def _step(self, step: InvoiceStep) -> str:
        at = f"{self._session.local(step.at):%Y-%m-%d %H:%M}"
        words = self._session.words
        mended = words.has(f"invoice.step.{step.kind}")
        what = words(f"invoice.step.{step.kind}" if mended else f"invoice.state.{step.kind}")
        parts = (at, what, step.number, step.note, step.actor)
        return " · ".join(part for part in parts if part)

    def _offer(self, row: InvoiceRow) -> None:
        actor = self._session.actor
        may = {
            "issued": actor.may("money.invoice"),
            "sent": actor.may("money.invoice"),
            "void": actor.may("money.invoice"),
            "red_letter": actor.may("money.red_letter"),
        }
        for target, allowed in may.items():
            self._buttons[target].setVisible(allowed and target in invoice_rules.GOES_TO[row.state])
        self._buttons["not_sent"].setVisible(row.state == "sent" and actor.may("money.invoice"))
        typed = row.state in invoice_rules.ENDS_REFUNDS
        self._buttons["correct"].setVisible(typed and actor.may("money.invoice"))

    # -- steps ------------------------------------------------------------------------------------

    def _issue(self) -> None:
        if self.row is not None:
            IssueSheet(self.window(), self._session, self.row).open()

    def _correct(self) -> None:
        if self.row is not None:
            CorrectSheet(self.window(), self._session, self.row).open()

    def _send(self) -> None:
        if self.row is not None:
            SendSheet(self.window(), self._session, self.row).open()

    def _not_sent(self) -> None:
        if self.row is not None:
            NotSentSheet(self.window(), self._session, self.row).open()

    def _withdraw(self) -> None:
        if self.row is not None:
            WithdrawSheet(self.window(), self._session, self.row).open()

    def _red_letter(self) -> None:
        if self.row is not None:
            RedLetterSheet(self.window(), self._session, self.row).open()

    def _print(self) -> None:
        if self.row is not None:
            printing.put_out(self._session, papers.by_id(self.row.id), self.row.asked)

    def _open(self) -> None:
        if self.row is not None:
            self._session.open("patrons", self.row.patron_id)
