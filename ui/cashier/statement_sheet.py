"""A reader's account (账户收支), newest first, with the balance after each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import queries
from ill_desktop.cashier.queries import StatementRow
from ui.cashier.account import Account
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.models import StaticModel
from ui.kit.screen import panel
from ui.kit.table import TableView
from ui.session import Session


@dataclass(frozen=True)
class Line:
    """One entry, and how the reader stood after it: paid in advance less owed, in fen."""

    entry: StatementRow
    balance_fen: int

    @property
    def id(self) -> int:
        return self.entry.entry_id


def with_balance(rows: Sequence[StatementRow], balance_fen: int) -> list[Line]:
    """``rows`` newest first, ``balance_fen`` as it is now: so a long account may be cut anywhere."""
    lines = []
    for row in rows:
        lines.append(Line(row, balance_fen))
        balance_fen -= row.deposit_fen - row.amount_fen
    return lines


class StatementSheet(Sheet):
    """The table of one account."""

    def __init__(self, parent: QWidget | None, session: Session, account: Account) -> None:
        card = account.card
        balance = account.deposit_fen - sum(due.amount_fen for due in account.dues)
        body = panel(margins=0)
        super().__init__(
            parent,
            "statement",
            lambda: self.tr("Account of %1").replace("%1", card.name),
            None,
            note=lambda: (
                self.tr("%1 · balance now %2").replace("%1", card.number).replace("%2", money.yuan(balance))
            ),
            body=body,
            secondary=lambda: self.tr("Close"),
            width=920,
        )
        self._session = session
        lines = with_balance(queries.statement(card.id), balance)
        self.table = TableView(
            "cashier-statement-table",
            StaticModel(self._columns(), lines),
            title=lambda: self.tr("Account"),
            empty=Empty("cashier", lambda: self.tr("Nothing has been charged or paid yet.")),
            enter=False,
        )
        self.table.setMinimumHeight(440)
        body.layout().addWidget(self.table)  # type: ignore[union-attr]
        self.table.remember(session.memory)
        self.table.pick_first()

    def _columns(self) -> list[Column[Line]]:
        session, local = self._session, self._session.local
        return [
            Column("at", lambda: self.tr("Time"), lambda line: local(line.entry.at), "date", width=144),
            Column(
                "what",
                lambda: self.tr("Entry"),
                lambda line: (session.words(f"entry.{line.entry.kind}"), line.entry.note),
                "two_line",
                width=140,
                stretch=True,
            ),
            Column("paper", lambda: self.tr("Paper"), lambda line: line.entry.paper, width=170),
            Column(
                "owed",
                lambda: self.tr("Owed"),
                lambda line: line.entry.amount_fen or None,
                "money",
                width=100,
            ),
            Column(
                "deposit",
                lambda: self.tr("Deposit"),
                lambda line: line.entry.deposit_fen or None,
                "money",
                width=100,
            ),
            Column(
                "balance",
                lambda: self.tr("Balance"),
                lambda line: line.balance_fen,
                "money",
                width=110,
                strong=True,
            ),
        ]
