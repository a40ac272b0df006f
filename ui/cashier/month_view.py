"""Closing the books month by month: what is closed, what comes next, what stands in its way."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ill_desktop.cashier import bank, months, partners, queries, reconciliation
from ill_desktop.cashier.months import Closed
from ui.cashier.sides import beside
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.dialogs import confirm
from ui.kit.empty import Empty
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.text import write
from ui.session import Session

_ROOMY = 1050  # pixels from which every column has room beside the month that is closed next


class MonthsView(QWidget):
    """Closed months at the left; at the right the one that is closed next."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.choice = Choice("books-month", self._open_months)
        write(self, self.choice.setAccessibleName, lambda: self.tr("Month to close"))
        self.choice.edited.connect(self._show)
        self._model = StaticModel[Closed](self._columns(), key=lambda row: row.month)
        self.table = TableView(
            "books-months",
            self._model,
            title=lambda: self.tr("Closed months"),
            empty=Empty("lock", lambda: self.tr("No month is closed yet. A closed month can only be read.")),
            enter=False,
        )
        self.heading = Label("", "heading", wrap=True, name="books-next-month")
        self.means = Label(
            lambda: self.tr(
                "Closing a month closes all months before it, too. Nothing is entered into them any more: a "
                "mistake found later is reversed in the open month. This cannot be taken back."
            ),
            "note",
            wrap=True,
        )
        self.way = Label("", "text", wrap=True, tone="bad", name="books-in-the-way")
        self.look = Label("", "note", wrap=True, tone="caution", name="books-look")
        self.close_button = Button(
            "books-close", lambda: self.tr("Close the month"), role="primary", icon="lock", on=self._ask
        )
        side = QWidget()
        side.setLayout(
            vbox(
                self.heading,
                self.choice,
                self.means,
                self.way,
                self.look,
                hbox(self.close_button, None),
                None,
                gap=12,
            )
        )
        self.setLayout(beside(panel(self.table, margins=0), side, "books-months-side"))

    def _columns(self) -> list[Column[Closed]]:
        return [
            Column("month", lambda: self.tr("Month"), self._name, width=96, strong=True),
            Column("state", "", lambda _row: Tag(self.tr("closed"), "good"), "chip", 84),
            Column("at", lambda: self.tr("Closed on"), lambda row: self._session.local(row.at), "date", 132),
            Column("by", lambda: self.tr("By"), lambda row: row.actor, width=60, stretch=True),
            Column(
                "owed",
                lambda: self.tr("Owed by readers"),
                lambda row: row.balance.get("receivable", 0),
                "money",
                120,
            ),
            Column(
                "deposits",
                lambda: self.tr("Deposits held"),
                lambda row: -row.balance.get("deposit", 0),
                "money",
                112,
            ),
        ]

    def _name(self, row: Closed) -> str:
        return self._said(row.month)

    def _said(self, month: str) -> str:
        return self._session.words("report.month.period", year=month[:4], month=month[5:])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the amounts come first: that a month is closed goes without saying here."""
        super().resizeEvent(event)
        self.table.show_column("state", event.size().width() >= _ROOMY)

    def begin(self) -> None:
        """Take the keyboard."""
        self.table.setFocus()

    def reload(self) -> None:
        """Read again."""
        self._model.set_rows(months.closed_months())
        self.table.pick_first()
        self.choice.reload()
        if self.choice.value() is None:
            self.choice.setCurrentIndex(0)
        self._show()

    def _open_months(self) -> list[tuple[str, str]]:
        today = self._session.desk.ground.today
        return [(month, self._said(month)) for month in months.open_months(today)]

    def _show(self) -> None:
        """Whether the chosen month can be closed, and what should be looked at before."""
        month, may = self.choice.value(), self._session.actor.may("money.close_month")
        for each in (self.choice, self.means, self.way, self.look, self.close_button):
            each.setVisible(month is not None)
        self.close_button.setVisible(may and month is not None)
        if month is None:
            self.heading.setText(self.tr("Nothing has been entered into the books yet."))
            return
        self.heading.setText(self.tr("Next to close: %1").replace("%1", self._said(month)))
        problems = self._session.desk.months.in_the_way(month)
        self.way.setText("\n".join(self._session.words.refusal(each) for each in problems))
        self.way.setVisible(bool(problems))
        self.close_button.setEnabled(not problems)
        hints = self._worth_a_look(month)
        self.look.setText("\n".join(hints))
        self.look.setVisible(bool(hints))

    def _worth_a_look(self, month: str) -> list[str]:
        """What need not be done first, but usually is."""
        hints = []
        left = sum(row.left_fen != 0 for row in partners.month_sums(self._session.desk.clock, month))
        if left:
            said = self.tr("Networks of this month still to be settled: %1")
            hints.append(said.replace("%1", f"{left}"))
        if pending := queries.transfers_pending():
            said = self.tr("Transfer slips that are still out: %1")
            hints.append(said.replace("%1", f"{pending}"))
        if unknown := bank.unknown_count():
            said = self.tr("Money of unknown payers, still to be claimed: %1")
            hints.append(said.replace("%1", f"{unknown}"))
        if lines := sum(len(reconciliation.unmatched_lines(each, month)) for each in reconciliation.ACCOUNTS):
            said = self.tr("Statement lines of this month without an entry: %1")
            hints.append(said.replace("%1", f"{lines}"))
        return hints

    def _ask(self) -> None:
        month = self.choice.value()
        if month is None:
            return
        confirm(
            self.window(),
            lambda: self.tr("Close %1 for ever?").replace("%1", self._said(month)),
            lambda: self.tr(
                "The trial balance of its last day is kept with it. Nothing can be entered into it any more."
            ),
            lambda: self.tr("Close it"),
            lambda: self._close(month),
            danger=True,
        )

    def _close(self, month: str) -> None:
        session = self._session
        session.commands.run(
            lambda: session.desk.months.close(session.actor, month),
            touches=("cashier",),
            says=self.tr("%1 is closed").replace("%1", self._said(month)),
        )
