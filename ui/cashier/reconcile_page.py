"""Statements (对账): what the bank and the card system say beside the books, account by account."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from ill_desktop import money
from ill_desktop.cashier import statement_totals
from ill_desktop.cashier.reconciliation import ACCOUNTS, Line
from ill_desktop.cashier.statement_totals import Totals
from ui.cashier.part import Part
from ui.cashier.reconcile_open import OpenPage
from ui.cashier.reconcile_tables import DaysPage, FilesPage, MatchedPage
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.menu import Menu
from ui.kit.screen import hbox, panel, vbox
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.kit.theme import GAP
from ui.session import Session

_MEMORY = "cashier.statement.account"
_ALL = ""


class ReconcilePage(Part):
    """Account and month on top with both sums and the difference; below, one of four views."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-statements")
        self._session = session
        self._wanted: str | None = None  # the month that was chosen; the newest until one was
        self.account = Choice(
            "reconcile-account", lambda: [(each, session.words(f"tender.{each}")) for each in ACCOUNTS]
        )
        remembered = session.memory.get(_MEMORY)
        self.account.set_value(remembered if remembered in ACCOUNTS else ACCOUNTS[0])
        self.month = Choice("reconcile-month", self._months)
        write(self, self.account.setAccessibleName, lambda: self.tr("Account"))
        write(self, self.month.setAccessibleName, lambda: self.tr("Month"))
        self.views = Pills(
            "reconcile-views",
            [
                ("open", lambda: self.tr("Not matched")),
                ("matched", lambda: self.tr("Matched")),
                ("days", lambda: self.tr("Day by day")),
                ("files", lambda: self.tr("Files")),
            ],
        )
        self.open_page = OpenPage(session, self._enter)
        self.matched, self.days, self.files = MatchedPage(session), DaysPage(session), FilesPage(session)
        self._pages = QStackedWidget()
        for page in (self.open_page, self.matched, self.days, self.files):
            self._pages.addWidget(page)
        self._lay_out()
        self.account.edited.connect(self._change_account)
        self.month.edited.connect(self._change_month)
        self.views.chosen.connect(self._show_view)

    def _lay_out(self) -> None:
        self._sums = [Label("", "heading", name=f"reconcile-{name}") for name in ("theirs", "ours", "gap")]
        titles = (
            Label(lambda: self.tr("Statement"), "note"),
            Label(lambda: self.tr("Books"), "note"),
            Label(lambda: self.tr("Difference"), "note"),
        )
        sums = [vbox(title, figure, gap=0) for title, figure in zip(titles, self._sums, strict=True)]
        self._take = Button(
            "reconcile-take", icon="print", tip=lambda: self.tr("Print or save"), on=self._open_menu
        )
        again = Button(
            "reconcile-again",
            icon="refresh",
            key="M",
            tip=lambda: self.tr("Match again"),
            on=self.open_page.match_again,
        )
        load = Button(
            "reconcile-import",
            lambda: self.tr("Import a statement"),
            role="primary",
            key="N",
            on=self.load,
        )
        self.account.setMinimumContentsLength(9)
        self.month.setMinimumContentsLength(9)
        choices = hbox(self.account, self.month, gap=12)
        head = hbox(choices, 4, *sums, None, self._take, again, load, gap=12)
        head.setAlignment(choices, Qt.AlignmentFlag.AlignVCenter)
        box = vbox(panel(head, margins=14), self.views, self._pages, gap=GAP)
        box.setStretch(2, 1)
        self.setLayout(box)

    def _months(self) -> list[tuple[str, str]]:
        found = statement_totals.months(self._account())
        return [(_ALL, self.tr("All months")), *((month, month) for month in found)]

    def _account(self) -> str:
        return str(self.account.value() or ACCOUNTS[0])

    def _chosen_month(self) -> str | None:
        return self.month.value() or None

    # -- showing ----------------------------------------------------------------------------------

    def begin(self) -> None:
        (self.open_page.left if self.views.current() == "open" else self.views).setFocus()

    def reload(self) -> None:
        """Read the account again; month and view stay."""
        account = self._account()
        self.month.reload()
        newest = next(iter(statement_totals.months(account)), _ALL)
        self.month.set_value(newest if self._wanted is None else self._wanted)
        month = self._chosen_month()
        count = self.open_page.show_open(account, month)
        self.views.set_count("open", count or None)
        self.matched.show_matched(account, month)
        self.files.show_files(account)
        self._show_sums(self._days(account, month))

    @staticmethod
    def _days(account: str, month: str | None) -> list[Totals]:
        months = [month] if month else sorted(statement_totals.months(account))
        if month:
            return statement_totals.of_month(account, month)
        return [statement_totals.summed(statement_totals.of_month(account, each), each) for each in months]

    def _show_sums(self, days: list[Totals]) -> None:
        self.days.show_days(days)
        total = statement_totals.summed(days, "")
        theirs, ours, gap = self._sums
        theirs.setText(f"{money.yuan(total.statement_fen)} · {total.statement_count:,}")
        ours.setText(f"{money.yuan(total.books_fen)} · {total.books_count:,}")
        gap.setText(money.yuan(total.difference_fen))
        gap.set_tone("bad" if total.difference_fen else "good")

    def retranslate(self) -> None:
        self.reload()

    def _change_account(self) -> None:
        self._session.memory[_MEMORY] = self._account()
        self._wanted = None
        self.reload()

    def _change_month(self) -> None:
        self._wanted = self.month.value()
        self.reload()

    def _show_view(self, view: str) -> None:
        places = {"open": self.open_page, "matched": self.matched, "days": self.days, "files": self.files}
        self._pages.setCurrentWidget(places[view])
        if view == "matched":
            self.matched.table.setFocus()
        self.begin()

    # -- doing ------------------------------------------------------------------------------------

    def load(self) -> None:
        """Import a statement of this account."""
        from ui.cashier.reconcile_import import ImportSheet

        ImportSheet(self.window(), self._session, self._account()).open()

    def _enter(self, line: Line) -> None:
        """What the bank has and the books have not: a transfer that came."""
        from ui.cashier.bank_receive import ReceiveSheet

        values = {
            "day": dt.date.fromisoformat(line.day),
            "amount": line.amount_fen,
            "payer": line.payer,
            "reference": line.reference,
            "purpose": line.note,
        }
        ReceiveSheet(self.window(), self._session, self._entered, values).open()

    def _entered(self, _incoming: int) -> None:
        self.open_page.match_again()

    # -- taking it away ---------------------------------------------------------------------------

    def _open_menu(self) -> None:
        menu = Menu(self, "reconcile-menu")
        menu.entry("reconcile-print", self.tr("Print"), self.print_it)
        menu.entry("reconcile-csv", self.tr("Save as CSV"), lambda: self._ask_name("csv"))
        menu.entry("reconcile-xlsx", self.tr("Save as XLSX"), lambda: self._ask_name("xlsx"))
        menu.open_under(self._take, right=True)

    def _paper_month(self) -> str:
        """What the paper is about: the month chosen, else the newest with anything in it."""
        months = statement_totals.months(self._account())
        return self._chosen_month() or (
            months[0] if months else self._session.desk.clock.day().strftime("%Y-%m")
        )

    def print_it(self) -> None:
        """Preview the reconciliation of the month."""
        session, account, month = self._session, self._account(), self._paper_month()
        session.show_paper(
            lambda: session.words("report.reconciliation.title"),
            lambda: session.desk.reports.reconciliation_pdf(session.actor, account, month, session.language),
            f"reconciliation-{account}-{month}.pdf",
            self.window(),
        )

    def _ask_name(self, ending: str) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the reconciliation"),
            f"reconciliation-{self._account()}-{self._paper_month()}.{ending}",
            f"{ending.upper()} (*.{ending})",
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, file: Path) -> None:
        """Write the month as a workbook or CSV; what the disk says is told, not thrown."""
        session, account, month = self._session, self._account(), self._paper_month()

        def work(_progress: object) -> str:
            try:
                session.desk.reports.reconciliation_file(
                    session.actor, account, month, session.language, file
                )
            except OSError as error:
                return error.strerror or str(error)
            return ""

        def written(problem: str) -> None:
            if problem:
                said = self.tr("The file could not be written: %1").replace("%1", problem)
                session.commands.refused.emit(said)
            else:
                session.commands.said.emit(self.tr("Saved: %1").replace("%1", file.name), False)

        session.tasks.run(work, written)
