"""A reader's account (账户收支), newest first, with the balance after each line; printed and taken away."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import statement
from ill_desktop.cashier.statement import ALWAYS, Period, StatementRow
from ui.cashier.account import Account
from ui.cashier.books_away import TakeAway, Taken
from ui.kit.columns import Column
from ui.kit.date_field import DateField
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.fields import Choice
from ui.kit.label import Label
from ui.kit.models import PageModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.text import write
from ui.session import Session

PERIODS = ("always", "month", "last_month", "year", "last_year")


def period_of(key: str, today: dt.date) -> Period:
    """The business days that ``month``, ``last_month``, ``year``, ``last_year`` or ``always`` stand for."""
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    one = dt.timedelta(days=1)
    return {
        "always": ALWAYS,
        "month": Period(month, today),
        "last_month": Period((month - one).replace(day=1), month - one),
        "year": Period(year, today),
        "last_year": Period(year.replace(year=year.year - 1), year - one),
    }[key]


class StatementSheet(Sheet):
    """The table of one account, read page by page, of all time or of some days."""

    def __init__(self, parent: QWidget | None, session: Session, account: Account) -> None:
        self._session, self._card = session, account.card
        card = account.card
        balance = statement.balance(card.id)
        self.period = ALWAYS
        self._make_filter()
        self._make_table()
        self.away = TakeAway(session, "statement-away", self._taken)
        head = hbox(self.choice, self.first, self.last, self.stood, None, self.away, gap=8)
        whole = vbox(head, panel(self.table, margins=0), gap=12)
        super().__init__(
            parent,
            "statement",
            lambda: self.tr("Account of %1").replace("%1", card.name),
            None,
            note=lambda: (
                self.tr("%1 · balance now %2").replace("%1", card.number).replace("%2", money.yuan(balance))
            ),
            body=whole,
            secondary=lambda: self.tr("Close"),
            width=1000,
        )
        self._read()
        self.table.setFocus()

    def _make_filter(self) -> None:
        self.choice = Choice("statement-period", lambda: [(key, self._name(key)) for key in PERIODS])
        self.choice.setMinimumWidth(160)
        self.choice.setCurrentIndex(0)
        self.choice.edited.connect(self._choose)
        self.first = DateField("statement-first", lambda: self.tr("from"))
        self.last = DateField("statement-last", lambda: self.tr("up to"))
        write(self.choice, self.choice.setAccessibleName, lambda: self.tr("Period"))
        write(self.first, self.first.setAccessibleName, lambda: self.tr("From day"))
        write(self.last, self.last.setAccessibleName, lambda: self.tr("Up to day"))
        for field in (self.first, self.last):
            field.setFixedWidth(138)
            field.edited.connect(self._type)
        self.stood = Label("", "note", name="statement-stood")

    def _make_table(self) -> None:
        self._model = PageModel(
            self._columns(),
            lambda after, limit: statement.page(self._card.id, after, limit, self.period),
        )
        self.table = TableView(
            "cashier-statement-table",
            self._model,
            title=lambda: self.tr("Account"),
            empty=Empty("cashier", lambda: self.tr("Nothing was charged or paid in this time.")),
            enter=False,
        )
        self.table.setMinimumHeight(440)
        self.table.remember(self._session.memory)

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
            Column("owed", lambda: self.tr("Owed"), lambda line: line.amount_fen or None, "money", width=100),
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
                110,
                strong=True,
            ),
        ]

    # -- which days -------------------------------------------------------------------------------

    def _name(self, key: str) -> str:
        return {
            "always": self.tr("Whole account"),
            "month": self.tr("This month"),
            "last_month": self.tr("Last month"),
            "year": self.tr("This year"),
            "last_year": self.tr("Last year"),
        }[key]

    def _choose(self) -> None:
        self.period = period_of(self.choice.value(), self._session.desk.clock.day())
        self.first.set_value(self.period.first)
        self.last.set_value(self.period.last)
        self._read()

    def _type(self) -> None:
        """Days typed by hand; half a day is not read yet."""
        if any(field.problem() is not None for field in (self.first, self.last)):
            return
        self.period = Period(self.first.value(), self.last.value())
        self.choice.set_value("always" if self.period == ALWAYS else None)
        self._read()

    def _read(self) -> None:
        self._model.reload(keep=False)
        self.table.pick_first()
        first = self.period.first
        before = statement.balance_before(self._card.id, first) if first is not None else None
        self.stood.setText(
            "" if before is None else self.tr("before these days: %1").replace("%1", money.yuan(before))
        )

    # -- taken away -------------------------------------------------------------------------------

    def _taken(self) -> Taken:
        reports, actor, number = self._session.desk.reports, self._session.actor, self._card.id
        language, period = self._session.language, self.period
        title = self._session.words("report.account.title")

        def write_to(path: Path) -> None:
            reports.account_file(actor, number, language, path, period)

        return Taken(
            title,
            f"{title} {self._card.number}",
            lambda: reports.account_pdf(actor, number, language, period),
            write_to,
        )
