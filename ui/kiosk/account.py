"""My account (账户收支): the deposit, what is due, and every movement."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import queries, statement
from ill_desktop.cashier.queries import Due
from ill_desktop.cashier.statement import StatementRow
from ui.kiosk.parts import KioskPage
from ui.kiosk.table import TouchTable
from ui.kiosk.visit import Visit
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox


class AccountPage(KioskPage):
    """Two figures on top, what is due at the left, the statement at the right."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("kiosk-account", visit)
        reader = visit.reader
        assert reader is not None and reader.patron_id is not None  # the window asks for the sign-in first
        dues = queries.dues(reader.patron_id)
        self.due = Label(money.yuan(sum(due.amount_fen for due in dues)), "figure", name="account-due")
        self.deposit = Label(
            money.yuan(queries.deposit_balance(reader.patron_id)), "figure", name="account-deposit"
        )
        figures = hbox(
            panel(Label(lambda: self.tr("To be paid"), "subtitle"), self.due, gap=4, margins=24),
            panel(Label(lambda: self.tr("Paid in advance"), "subtitle"), self.deposit, gap=4, margins=24),
            gap=20,
        )
        pay = Label(
            lambda: self.tr("Payments are taken at the counter: %1").replace(
                "%1", self.session.branch.room[self.session.language]
            ),
            "subtitle",
        )
        self.dues = self._due_table(dues)
        self.statement = self._statement_table(statement.page(reader.patron_id, limit=500))
        tables = hbox(
            _headed(Label(lambda: self.tr("What is due"), "heading"), self.dues),
            _headed(Label(lambda: self.tr("Account statement"), "heading"), self.statement),
            gap=20,
        )
        tables.setStretch(0, 2)
        tables.setStretch(1, 3)
        self.lay_out(lambda: self.tr("My account"), figures, tables, actions=[pay], stretch=1)

    def _due_table(self, dues: list[Due]) -> TouchTable:
        columns: list[Column[Due]] = [
            Column(
                "what",
                lambda: self.tr("What for"),
                lambda due: (self.session.words(f"charge.{due.kind}"), due.request_number or due.label),
                "two_line",
                160,
                stretch=True,
            ),
            Column("day", lambda: self.tr("Since"), lambda due: due.day, width=104),
            Column(
                "amount",
                lambda: self.tr("Amount / yuan"),
                lambda due: due.amount_fen,
                "money",
                108,
                strong=True,
            ),
        ]
        nothing = Empty("check", lambda: self.tr("Nothing is due."), name="no-dues")
        model = StaticModel(columns, dues, key=lambda due: due.charge_id)
        return TouchTable("account-dues", model, self.visit, nothing, lambda: self.tr("What is due"))

    def _statement_table(self, rows: list[StatementRow]) -> TouchTable:
        columns: list[Column[StatementRow]] = [
            Column(
                "at",
                lambda: self.tr("Time"),
                lambda row: self.session.local(row.at),
                "date",
                130,
            ),
            Column(
                "what",
                lambda: self.tr("What"),
                lambda row: (self.session.words(f"entry.{row.kind}"), row.paper or row.note),
                "two_line",
                150,
                stretch=True,
            ),
            Column("owed", lambda: self.tr("Owed ±"), lambda row: row.amount_fen, "money", 96),
            Column("kept", lambda: self.tr("Advance ±"), lambda row: row.deposit_fen, "money", 96),
        ]
        nothing = Empty("cashier", lambda: self.tr("No money has moved yet."), name="no-statement")
        model = StaticModel(columns, rows, key=lambda row: row.entry_id)
        return TouchTable(
            "account-statement", model, self.visit, nothing, lambda: self.tr("Account statement")
        )


def _headed(heading: Label, table: QWidget) -> QWidget:
    head = vbox(heading, margins=(20, 16, 20, 8))
    return panel(head, table, gap=0, margins=0)
