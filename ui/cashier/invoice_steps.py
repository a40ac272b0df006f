"""The steps of an invoice that ask for something: its number and day, why it is withdrawn or cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import invoice_rules
from ill_desktop.cashier.invoices import InvoiceRow
from ill_desktop.errors import Refusal
from ui.kit.asking import carried_out
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.label import Label
from ui.kit.screen import vbox
from ui.kit.text import Text, said
from ui.session import Session


def _number_check(session: Session) -> Callable[[str], str | None]:
    def check(value: str) -> str | None:
        try:
            invoice_rules.check_number(value)
        except Refusal as wrong:
            return session.words.refusal(wrong)
        return None

    return check


class _Step(Sheet):
    """A form about one invoice, what the step means, and the step itself; ``says`` with %1 for its number."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        row: InvoiceRow,
        name: str,
        asks: list[Ask],
        title: Text,
        primary: Text,
        note: Text,
        act: Callable[[dict[str, Any]], object],
        says: Text,
        warning: bool = False,
    ) -> None:
        self._session, self._row, self._act, self._says = session, row, act, says
        self.form = Form(f"{name}-form", asks, columns=2)
        told = Label(note, "note", tone="caution" if warning else None, wrap=True, name=f"{name}-told")
        body = QWidget()
        body.setLayout(vbox(told, self.form, gap=16))
        what = " · ".join((row.asked, row.title, money.yuan(row.amount_fen)))
        super().__init__(parent, name, title, primary, note=what, body=body, on_primary=self._go, width=520)
        self.form.field(asks[0].name).setFocus()

    def _go(self) -> bool:
        if not self.form.validate():
            return False
        values = self.form.values()
        return carried_out(
            self._session.commands,
            lambda: self._act(values),
            form=self.form,
            touches=("cashier",),
            says=said(self._says).replace("%1", self._row.asked),
        )


class IssueSheet(_Step):
    """The tax system has made it: number and day are typed in. Refunds end here."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        super().__init__(
            parent,
            session,
            row,
            "invoice-issue",
            [
                Ask(
                    "number",
                    lambda: self.tr("Invoice number"),
                    required=True,
                    span=2,
                    check=_number_check(session),
                    hint=lambda: self.tr("20 digits, or the code of 10 or 12 and 8 digits"),
                ),
                Ask("day", lambda: self.tr("Invoice date"), "date", required=True),
            ],
            lambda: self.tr("Issued in the tax system"),
            lambda: self.tr("Enter it as issued"),
            lambda: self.tr(
                "From now on what it names is generally not refunded any more; an administrator could, with "
                "a red-letter invoice."
            ),
            lambda values: session.desk.invoices.issue(
                session.actor, row.id, values["number"], values["day"]
            ),
            lambda: self.tr("%1 is issued"),
            warning=True,
        )
        self.form.fill({"day": session.desk.clock.day()})

    def scanned(self, text: str) -> None:
        """The code on the invoice was scanned."""
        self.form.fill({"number": text})


class CorrectSheet(_Step):
    """What was typed off the invoice was typed wrong; the invoice itself is right."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        super().__init__(
            parent,
            session,
            row,
            "invoice-correct",
            [
                Ask(
                    "number",
                    lambda: self.tr("Invoice number"),
                    required=True,
                    span=2,
                    check=_number_check(session),
                ),
                Ask("day", lambda: self.tr("Invoice date"), "date", required=True),
                Ask("reason", lambda: self.tr("Reason"), required=True, span=2, new_row=True),
            ],
            lambda: self.tr("Correct what was typed"),
            lambda: self.tr("Correct it"),
            lambda: self.tr(
                "For a number or date that was typed wrong here. An invoice that is wrong itself is "
                "cancelled by a red letter."
            ),
            lambda values: session.desk.invoices.correct(
                session.actor, row.id, values["number"], values["day"], values["reason"]
            ),
            lambda: self.tr("%1 is corrected"),
        )
        self.form.fill({"number": row.number, "day": dt.date.fromisoformat(row.day)})
        self.form.field("number").selectAll()

    def scanned(self, text: str) -> None:
        """The code on the invoice was scanned."""
        self.form.fill({"number": text})


class SendSheet(_Step):
    """It goes to the reader: by e-mail, or by post with a tracking number."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        by_post = row.medium == "paper"
        where = row.address if by_post else row.email
        super().__init__(
            parent,
            session,
            row,
            "invoice-send",
            [
                Ask(
                    "note",
                    (lambda: self.tr("Tracking number")) if by_post else (lambda: self.tr("Note")),
                    span=2,
                )
            ],
            lambda: self.tr("Sent to the reader"),
            lambda: self.tr("Enter it as sent"),
            lambda: (self.tr("By post to: %1") if by_post else self.tr("By e-mail to: %1")).replace(
                "%1", where
            ),
            lambda values: session.desk.invoices.send(session.actor, row.id, values["note"]),
            lambda: self.tr("%1 is sent"),
        )


class WithdrawSheet(_Step):
    """Not wanted any more, before it is issued: what it named can be asked for anew."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        super().__init__(
            parent,
            session,
            row,
            "invoice-withdraw",
            [Ask("reason", lambda: self.tr("Reason"), required=True, span=2)],
            lambda: self.tr("Withdraw the request?"),
            lambda: self.tr("Withdraw"),
            lambda: self.tr(
                "It is marked as withdrawn and keeps its number. What it names can be asked for anew, with "
                "another title for instance, or refunded."
            ),
            lambda values: session.desk.invoices.withdraw(session.actor, row.id, values["reason"]),
            lambda: self.tr("%1 is withdrawn"),
        )


class RedLetterSheet(_Step):
    """An administrator's exception: the red-letter invoice was made in the tax system."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        super().__init__(
            parent,
            session,
            row,
            "invoice-red-letter",
            [
                Ask(
                    "number",
                    lambda: self.tr("Number of the red-letter invoice"),
                    required=True,
                    span=2,
                    check=_number_check(session),
                ),
                Ask("day", lambda: self.tr("Date of the red-letter invoice"), "date", required=True),
                Ask("reason", lambda: self.tr("Reason"), required=True, span=2, new_row=True),
            ],
            lambda: self.tr("Cancelled by a red-letter invoice"),
            lambda: self.tr("Enter the red letter"),
            lambda: self.tr(
                "Invoice %1 is cancelled. What it names may then be refunded, or invoiced again."
            ).replace("%1", row.number),
            lambda values: session.desk.invoices.red_letter(
                session.actor, row.id, values["number"], values["day"], values["reason"]
            ),
            lambda: self.tr("%1 is cancelled by a red-letter invoice"),
            warning=True,
        )
        self.form.fill({"day": session.desk.clock.day()})
