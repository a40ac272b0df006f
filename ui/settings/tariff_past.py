"""Charges of the past: made again under their own version, and what this version would have made of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import tariff_check
from ill_desktop.cashier.tariff import Rule
from ill_desktop.cashier.tariffs import Tried
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.session import Session
from ui.settings.tariff_prices import Bill
from ui.settings.tariff_work import Work

SHOWN = 8
NEWEST = 100


class PastView(QWidget):
    """The newest charges; nothing of this is kept."""

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__()
        self._session, self._work = session, work
        self._rules: Rule = {}
        self.sum = Label("", "text", wrap=True, name="tariff-past-sum")
        self._model = StaticModel[Tried](self._columns(), key=lambda row: row.charge_id)
        self.table = TableView(
            "tariff-past-table",
            self._model,
            title=lambda: self.tr("Past requests"),
            empty=Empty(
                "clock", lambda: self.tr("No charge yet of which the price could be computed again.")
            ),
            enter=False,
        )
        self.table.setFixedHeight(HEADER + SHOWN * ROW + 2)
        self.table.picked.connect(self._show)
        self.then, self.would = Bill("tariff-past-then"), Bill("tariff-past-would")
        self.setLayout(
            vbox(self.sum, panel(self.table, margins=0), hbox(self.then, self.would, gap=12), None, gap=12)
        )

    def _columns(self) -> list[Column[Tried]]:
        return [
            Column("day", lambda: self.tr("Day"), lambda row: row.day, width=96),
            Column(
                "what",
                lambda: self.tr("Request"),
                lambda row: (row.request_number, row.label),
                "two_line",
                width=148,
                stretch=True,
            ),
            Column("then", lambda: self.tr("Charged"), lambda row: row.then_fen, "money", 68),
            Column("would", lambda: self.tr("Would be"), lambda row: row.would_fen, "money", 72),
            Column(
                "more",
                lambda: self.tr("Difference"),
                lambda row: (row.would_fen - row.then_fen) or None,
                "money",
                80,
                strong=True,
            ),
        ]

    def show_rules(self, rules: Rule) -> None:
        """Try a version on the newest charges."""
        self._rules = {"version": "—", "valid_from": "2000-01-01", **rules}
        sound = {**self._rules, "version": "—", "valid_from": "2000-01-01"}  # its name may still be missing
        wrong = bool(tariff_check.problems(sound))
        tried = [] if wrong else self._work.service.try_out(sound, NEWEST)
        self._model.set_rows(tried)
        self.table.pick_first()
        then, would = (sum(row.then_fen for row in tried), sum(row.would_fen for row in tried))
        said = self.tr("The newest %1 charges: readers paid %2, under this version they would pay %3.")
        self.sum.setText(
            said.replace("%1", f"{len(tried)}")
            .replace("%2", money.yuan(then))
            .replace("%3", money.yuan(would))
        )
        self.sum.setVisible(bool(tried))
        self._show(self.table.current())

    def _show(self, row: Tried | None) -> None:
        for bill in (self.then, self.would):
            bill.setVisible(row is not None)
        if row is None:
            return
        words, again = self._work.words(), self._work.service.recompute(row.charge_id)
        same = again.due_fen == row.then_fen
        said = (
            self.tr("Computed again under version %1: the same")
            if same
            else self.tr("Computed again under version %1: it differs from what was charged")
        )
        self.then.show_price(said.replace("%1", again.version), again, words)
        would = self.tr("Under version %1").replace("%1", str(self._rules["version"]))
        self.would.show_lines(would, tuple(row.lines), row.would_fen, words)
