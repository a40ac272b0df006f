"""Giving money back: which payment, which lines, how much, by the way it came in (domain §4)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from operator import attrgetter

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import invoice_rules, red_letters, rules
from ill_desktop.cashier.paid import PaidLine
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.queries import ShiftRow
from ill_desktop.cashier.refunds import Back
from ill_desktop.staff.rules import Actor
from ui.cashier import approval
from ui.cashier.account import Account
from ui.cashier.refundable import Source, sources, spread
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.form import Ask, Form
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import panel, vbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.session import Session


class RefundSheet(Sheet):
    """Payments above, the lines of the chosen one below them, then how it goes back."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        shift: ShiftRow,
        account: Account,
        on_done: Callable[[Receipt], object],
    ) -> None:
        self._session, self._shift, self._account, self._on_done = session, shift, account, on_done
        self._operation = str(uuid.uuid4())
        body = QWidget()
        super().__init__(
            parent,
            "refund",
            lambda: self.tr("Refund to %1").replace("%1", account.card.name),
            lambda: self.tr("Give back"),
            note=lambda: self.tr("At most what was paid, by the way it came in. What goes back has a paper."),
            body=body,
            on_primary=self._give_back,
            width=760,
        )
        self.payments = self._make_payments()
        self.lines = StaticModel[PaidLine](self._line_columns(), key=attrgetter("charge_id"), checkable=True)
        self._lines = TableView("refund-lines", self.lines, title=lambda: self.tr("Lines"), enter=False)
        self._lines.setFixedHeight(HEADER + 3 * ROW)
        self._no_way = Label("", "note", tone="caution", wrap=True, name="refund-no-way")
        self.form = self._make_form()
        box = panel(self.payments, margins=0), panel(self._lines, margins=0)
        self._lines_box = box[1]
        body.setLayout(vbox(*box, self._no_way, self.form, None, gap=12))
        self.payments.picked.connect(self._show)
        self.lines.checked_changed.connect(self._propose)
        self.form.edited.connect(lambda field: self._propose() if field == "tender" else self._ask())
        self.payments.pick_first()
        self._show(self.payments.current())
        self.payments.setFocus()

    def _make_payments(self) -> TableView:
        model = StaticModel[Source](
            [
                Column("what", lambda: self.tr("Payment"), self._what, width=200, stretch=True),
                Column("day", lambda: self.tr("Date"), lambda row: row.day or "—", width=110),
                Column("ways", lambda: self.tr("Paid by"), self._ways, width=200),
                Column("left", lambda: self.tr("Can go back"), lambda row: row.left_fen, "money", width=110),
            ],
            sources(self._account.card.id, self._session.desk.ground.today),
        )
        nothing = Empty("cashier", lambda: self.tr("Nothing was paid that could go back."))
        table = TableView(
            "refund-payments", model, title=lambda: self.tr("Payments"), empty=nothing, enter=False
        )
        table.setFixedHeight(HEADER + min(max(len(model.rows), 3), 4) * ROW)
        return table

    def _line_columns(self) -> list[Column[PaidLine]]:
        return [
            Column("tick", "", lambda line: None, "check", width=44),
            Column("item", lambda: self.tr("Line"), self._item, "two_line", width=240, stretch=True),
            Column("paid", lambda: self.tr("Paid"), lambda line: line.paid_fen, "money", width=100),
            Column(
                "back",
                lambda: self.tr("Gone back"),
                lambda line: line.refunded_fen or None,
                "money",
                width=110,
            ),
        ]

    def _make_form(self) -> Form:
        return Form(
            "refund-form",
            [
                Ask(
                    "tender", lambda: self.tr("Goes back by"), "choice", required=True, options=self._options
                ),
                Ask("amount", lambda: self.tr("Amount"), "money", required=True),
                Ask("to_deposit", lambda: self.tr("Onto the reader's deposit instead"), "tick", span=2),
                Ask("reference", lambda: self.tr("Reference of what goes back"), required=True, span=2),
                Ask("red_letter", lambda: self.tr("Number of the red-letter invoice"), required=True, span=2),
                Ask("reason", lambda: self.tr("Reason"), required=True, span=2),
                *approval.questions(),
            ],
            columns=2,
        )

    # -- what is shown ----------------------------------------------------------------------------

    def _what(self, row: Source) -> str:
        return row.paper or self.tr("What was paid in advance")

    def _ways(self, row: Source) -> str:
        return " · ".join(self._session.words(f"tender.{tender}") for tender in row.ways)

    def _item(self, line: PaidLine) -> tuple[str, str]:
        kind = self._session.words(f"charge.{line.kind}")
        return " · ".join(part for part in (kind, line.label) if part), line.request_number

    def _source(self) -> Source | None:
        found: Source | None = self.payments.current()
        return found

    def _options(self) -> list[tuple[str, str]]:
        source = self._source()
        words = self._session.words
        return [
            (tender, f"{words(f'tender.{tender}')} · {money.yuan(left)}")
            for tender, left in (source.ways.items() if source else ())
            if left
        ]

    def _show(self, source: Source | None) -> None:
        self.lines.set_rows(source.lines if source else [])
        self._lines_box.setVisible(bool(source and source.lines))
        self.form.field("tender").reload()
        ways = self._options()
        self.form.fill({"tender": ways[0][0] if ways else None, "to_deposit": False})
        self.lines.set_checked(line.charge_id for line in self.lines.rows)
        self._no_way.setText(
            "" if ways or source is None else self.tr("Paid in the app: there is no refund.")
        )
        self._no_way.setVisible(bool(self._no_way.text()))
        self.form.setVisible(bool(ways))
        self.primary.setEnabled(bool(ways))
        self._propose()

    def _propose(self) -> None:
        """All that is left of what is ticked, as far as it came in by this way."""
        source = self._source()
        if source is None:
            return
        ticked = sum(line.left_fen for line in self.lines.checked()) if source.lines else source.left_fen
        self.form.fill({"amount": min(ticked, source.ways.get(self.form.field("tender").value(), 0))})
        self._ask()

    def _ask(self) -> None:
        """Ask for what this way of giving back needs, and nothing else."""
        source, values = self._source(), self.form.values()
        tender, onto = values.get("tender"), bool(self.form.field("to_deposit").value())
        is_payment = source is not None and source.entry is not None
        self.form.show_field("to_deposit", is_payment and tender not in (None, "deposit"))
        needs = tender in rules.NEEDS_REFERENCE or tender == "bank"
        self.form.show_field("reference", needs and not (onto and is_payment))
        self.form.show_field("red_letter", source is not None and self._is_invoiced(source))
        gone = source.gone_fen if source is not None else 0
        approval.show(self.form, gone + (self.form.field("amount").value() or 0))

    def _is_invoiced(self, source: Source) -> bool:
        """Whether an issued invoice names what is to go back."""
        if source.entry is None:
            fen = int(self.form.field("amount").value() or 0)
            named = red_letters.of_deposit(self._account.card.id, fen)
        else:
            named = red_letters.of_charges([line.charge_id for line in self.lines.checked()])
        return any(each.state in invoice_rules.ENDS_REFUNDS for each in named)

    # -- giving back ------------------------------------------------------------------------------

    def _give_back(self) -> bool:
        source = self._source()
        if source is None or not self.form.validate():
            return False
        fen = int(self.form.values()["amount"])
        act = partial(self._act, source, fen)
        approval.then(self._session, self, self.form, source.gone_fen + fen, act)
        return False

    def _act(self, source: Source, fen: int, approver: Actor | None) -> None:
        session, values = self._session, self.form.values()
        back = Back(
            values["tender"],
            values["reason"],
            approver,
            bool(values.get("to_deposit")),
            values.get("reference", ""),
            values.get("red_letter", ""),
        )
        amounts = spread(fen, self.lines.checked())
        service, by, patron = session.desk.refunds, session.actor, self._account.card.id

        def act() -> Receipt:
            if source.entry is None:
                return service.pay_back_deposit(by, self._shift.id, patron, fen, back, self._operation)
            return service.refund(by, self._shift.id, source.entry, amounts, back, self._operation)

        done = session.commands.run(act, form=self.form, touches=("cashier", "requests", "patrons"))
        if done is not None:
            self.accept()
            self._on_done(done)
