"""A reader's account (账户收支), newest first, with the balance after each line."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import statement
from ill_desktop.cashier.statement import StatementRow
from ui.cashier.account import Account
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.models import PageModel
from ui.kit.screen import panel
from ui.kit.table import TableView
from ui.session import Session


class StatementSheet(Sheet):
    """The table of one account."""

    def __init__(self, parent: QWidget | None, session: Session, account: Account) -> None:
        card = account.card
        balance = statement.balance(card.id)
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
        self._model = PageModel(self._columns(), lambda after, limit: statement.page(card.id, after, limit))
        self._model.reload()
        self.table = TableView(
            "cashier-statement-table",
            self._model,
            title=lambda: self.tr("Account"),
            empty=Empty("cashier", lambda: self.tr("Nothing has been charged or paid yet.")),
            enter=False,
        )
        self.table.setMinimumHeight(440)
        body.layout().addWidget(self.table)  # type: ignore[union-attr]
        self.table.remember(session.memory)
        self.table.pick_first()

    def _columns(self) -> list[Column[StatementRow]]:
        session, local = self._session, self._session.local
        return [
            Column("at", lambda: self.tr("Time"), lambda line: local(line.at), "date", width=144),
            Column(
                "what",
                lambda: self.tr("Entry"),
                lambda line: (session.words(f"entry.{line.kind}"), line.note),
                "two_line",
                width=140,
                stretch=True,
            ),
            Column("paper", lambda: self.tr("Paper"), lambda line: line.paper, width=170),
            Column(
                "owed",
                lambda: self.tr("Owed"),
                lambda line: line.amount_fen or None,
                "money",
                width=100,
            ),
            Column(
                "deposit",
                lambda: self.tr("Deposit"),
                lambda line: line.deposit_fen or None,
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
