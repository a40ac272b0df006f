"""The steps of an invoice that ask for something: its number and day, why it is withdrawn or cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import invoice_rules
from ill_desktop.cashier.invoices import InvoiceRow
from ui.kit.asking import carried_out, ruled
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.label import Label
from ui.kit.screen import vbox
from ui.kit.text import Text, said
from ui.session import Session

Act = Callable[[dict[str, Any]], object]


class _Says(NamedTuple):
    """The words of a step: above it, on its button, what it means (``warns``: in earnest), and what is said
    once it is done, with %1 for the request."""

    title: Text
    primary: Text
    note: Text
    done: Text
    warns: bool = False


class _Step(Sheet):
    """A form about one invoice, what the step means, and the step itself; ``undo`` takes it back."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        row: InvoiceRow,
        name: str,
        asks: list[Ask],
        says: _Says,
        act: Act,
        undo: Callable[[object], object] | None = None,
    ) -> None:
        self._session, self._row, self._says, self._act, self._undo = session, row, says, act, undo
        self.form = Form(f"{name}-form", asks, columns=2)
        told = Label(
            says.note, "note", tone="caution" if says.warns else None, wrap=True, name=f"{name}-told"
        )
        body = QWidget()
        body.setLayout(vbox(told, self.form, gap=16))
        what = " · ".join((row.asked, row.title, money.yuan(row.amount_fen)))
        super().__init__(
            parent, name, says.title, says.primary, note=what, body=body, on_primary=self._go, width=520
        )
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
            says=said(self._says.done).replace("%1", self._row.asked),
            undo=self._undo,
        )


class _Typed(_Step):
    """Number and day are typed, or scanned, off what the tax system made; with a reason unless it is new."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        row: InvoiceRow,
        name: str,
        says: _Says,
        act: Act,
        *,
        red: bool = False,
        new: bool = False,
    ) -> None:
        office, today = session.desk.invoices, session.desk.clock.day()
        since = dt.date.fromisoformat(row.day) if red else office.asked_on(row)
        asks = [
            Ask(
                "number",
                lambda: self.tr("Number of the red-letter invoice") if red else self.tr("Invoice number"),
                required=True,
                span=2,
                check=ruled(session, invoice_rules.check_number),
                hint=lambda: self.tr("20 digits, or the code of 10 or 12 and 8 digits") if new else "",
            ),
            Ask(
                "day",
                lambda: self.tr("Date of the red-letter invoice") if red else self.tr("Invoice date"),
                "date",
                required=True,
                check=ruled(session, lambda day: invoice_rules.check_day(day, today, since, red)),
            ),
        ]
        if not new:
            asks.append(Ask("reason", lambda: self.tr("Reason"), required=True, span=2, new_row=True))
        super().__init__(parent, session, row, name, asks, says, act)
        self.form.fill({"day": today})

    def scanned(self, text: str) -> None:
        """The code on the invoice was scanned."""
        self.form.fill({"number": text})


class IssueSheet(_Typed):
    """The tax system has made it: number and day are typed in. Refunds end here."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        says = _Says(
            lambda: self.tr("Issued in the tax system"),
            lambda: self.tr("Enter it as issued"),
            lambda: self.tr(
                "From now on what it names is generally not refunded any more; an administrator could, with "
                "a red-letter invoice."
            ),
            lambda: self.tr("%1 is issued"),
            warns=True,
        )

        def act(values: dict[str, Any]) -> None:
            session.desk.invoices.issue(session.actor, row.id, values["number"], values["day"])

        super().__init__(parent, session, row, "invoice-issue", says, act, new=True)


class CorrectSheet(_Typed):
    """What was typed off the invoice was typed wrong; the invoice itself is right."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        says = _Says(
            lambda: self.tr("Correct what was typed"),
            lambda: self.tr("Correct it"),
            lambda: self.tr(
                "For a number or date that was typed wrong here. An invoice that is wrong itself is "
                "cancelled by a red letter."
            ),
            lambda: self.tr("%1 is corrected"),
        )

        def act(values: dict[str, Any]) -> None:
            session.desk.invoices.correct(session.actor, row.id, **values)

        super().__init__(parent, session, row, "invoice-correct", says, act)
        self.form.fill({"number": row.number, "day": dt.date.fromisoformat(row.day)})
        self.form.field("number").selectAll()


class SendSheet(_Step):
    """It goes to the reader: by e-mail, or by post with a tracking number."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        by_post = row.medium == "paper"
        where = row.address if by_post else row.email
        note = Ask(
            "note", lambda: self.tr("Tracking number") if by_post else self.tr("Note"), span=2
        )  # may be empty: an e-mail has no number
        says = _Says(
            lambda: self.tr("Sent to the reader"),
            lambda: self.tr("Enter it as sent"),
            lambda: (self.tr("By post to: %1") if by_post else self.tr("By e-mail to: %1")).replace(
                "%1", where
            ),
            lambda: self.tr("%1 is sent"),
        )
        office = session.desk.invoices
        super().__init__(
            parent,
            session,
            row,
            "invoice-send",
            [note],
            says,
            lambda values: office.send(session.actor, row.id, values["note"]),
            undo=lambda _done: office.not_sent(session.actor, row.id),
        )


class NotSentSheet(_Step):
    """It was entered as sent and had not gone: it waits to be sent again; both stay among its steps."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        says = _Says(
            lambda: self.tr("Not sent, after all?"),
            lambda: self.tr("Take it back"),
            lambda: self.tr("It stands among those to be sent again. Who took it back, and why, is kept."),
            lambda: self.tr("%1 is to be sent"),
        )
        super().__init__(
            parent,
            session,
            row,
            "invoice-not-sent",
            [Ask("reason", lambda: self.tr("Reason"), required=True, span=2)],
            says,
            lambda values: session.desk.invoices.not_sent(session.actor, row.id, values["reason"]),
        )


class WithdrawSheet(_Step):
    """Not wanted any more, before it is issued: what it named can be asked for anew."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        says = _Says(
            lambda: self.tr("Withdraw the request?"),
            lambda: self.tr("Withdraw"),
            lambda: self.tr(
                "It is marked as withdrawn and keeps its number. What it names can be asked for anew, with "
                "another title for instance, or refunded."
            ),
            lambda: self.tr("%1 is withdrawn"),
        )
        super().__init__(
            parent,
            session,
            row,
            "invoice-withdraw",
            [Ask("reason", lambda: self.tr("Reason"), required=True, span=2)],
            says,
            lambda values: session.desk.invoices.withdraw(session.actor, row.id, values["reason"]),
        )


class RedLetterSheet(_Typed):
    """An administrator's exception: the red-letter invoice was made in the tax system."""

    def __init__(self, parent: QWidget, session: Session, row: InvoiceRow) -> None:
        says = _Says(
            lambda: self.tr("Cancelled by a red-letter invoice"),
            lambda: self.tr("Enter the red letter"),
            lambda: self.tr(
                "Invoice %1 is cancelled. What it names may then be refunded, or invoiced again."
            ).replace("%1", row.number),
            lambda: self.tr("%1 is cancelled by a red-letter invoice"),
            warns=True,
        )

        def act(values: dict[str, Any]) -> None:
            session.desk.invoices.red_letter(session.actor, row.id, **values)

        super().__init__(parent, session, row, "invoice-red-letter", says, act, red=True)
