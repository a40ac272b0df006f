"""The other sides of a reconciliation: what is matched, the sums day by day, the files that were imported."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ill_desktop.cashier import reconciliation, statement_totals
from ill_desktop.cashier.reconciliation import Import, Line
from ill_desktop.cashier.statement_totals import Totals
from ui.kit.asking import carried_out
from ui.kit.columns import Column
from ui.kit.dialogs import confirm
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.session import Session


class Matched(NamedTuple):
    """A line with what it stands for."""

    line: Line
    stands_for: str

    @property
    def id(self) -> int:
        return self.line.id


class MatchedPage(QWidget):
    """The newest matched lines; a match is taken back with U."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("reconcile-matched")
        self._session = session
        self.rows = StaticModel(self._columns())
        self.table = TableView(
            "reconcile-matched-table",
            self.rows,
            title=lambda: self.tr("Matched"),
            empty=Empty("refresh", lambda: self.tr("Nothing is matched yet. Import a statement first.")),
            enter=False,
        )
        self.table.remember(session.memory)
        self._back = Button(
            "reconcile-unmatch",
            lambda: self.tr("Take the match back"),
            icon="undo",
            key="U",
            on=self._unmatch,
        )
        foot = hbox(None, self._back, margins=(16, 10, 16, 10))
        box = vbox(panel(self.table, foot, gap=0, margins=0))
        self.setLayout(box)

    def _columns(self) -> list[Column[Matched]]:
        return [
            Column("day", lambda: self.tr("Date"), lambda row: row.line.day, width=100),
            Column("reference", lambda: self.tr("Number"), lambda row: row.line.reference, width=170),
            Column(
                "payer",
                lambda: self.tr("Line of the statement"),
                lambda row: " · ".join(part for part in (row.line.payer, row.line.note) if part),
                width=200,
                stretch=True,
            ),
            Column("paper", lambda: self.tr("Entry in the books"), self._stands_for, width=190),
            Column("amount", lambda: self.tr("Amount"), lambda row: row.line.amount_fen, "money", width=110),
        ]

    def _stands_for(self, row: Matched) -> str:
        words = self._session.words
        key = f"entry.{row.stands_for}"
        return words(key) if words.has(key) else row.stands_for

    def show_matched(self, account: str, month: str | None) -> None:
        """Show what is matched of an account."""
        rows = [Matched(*each) for each in reconciliation.matched_lines(account, 1000)]
        self.rows.set_rows([row for row in rows if month is None or row.line.day.startswith(month)])
        self.table.pick_first()
        self._back.setEnabled(self.table.current() is not None)

    def _unmatch(self) -> None:
        row: Matched | None = self.table.current()
        if row is not None:
            carried_out(
                self._session.commands,
                lambda: self._session.desk.reconciliation.unmatch(self._session.actor, row.id),
                touches=("cashier",),
                says=self.tr("The match is taken back"),
            )


class DaysPage(QWidget):
    """Both sides of each day with the difference, and their sums."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("reconcile-days")
        self.rows = StaticModel(self._columns())
        self.table = TableView(
            "reconcile-days-table",
            self.rows,
            title=lambda: self.tr("Day by day"),
            empty=Empty("calendar", lambda: self.tr("Neither side has anything in this month.")),
            enter=False,
        )
        self.table.remember(session.memory)
        self.setLayout(vbox(panel(self.table, margins=0)))

    def _columns(self) -> list[Column[Totals]]:
        return [
            Column("day", lambda: self.tr("Date"), lambda row: row.day, width=140, stretch=True),
            Column(
                "their_count",
                lambda: self.tr("Lines of the statement"),
                lambda row: f"{row.statement_count:,}",
                align="right",
                width=150,
            ),
            Column("theirs", lambda: self.tr("Statement"), lambda row: row.statement_fen, "money", width=130),
            Column(
                "our_count",
                lambda: self.tr("Entries in the books"),
                lambda row: f"{row.books_count:,}",
                align="right",
                width=150,
            ),
            Column("ours", lambda: self.tr("Books"), lambda row: row.books_fen, "money", width=130),
            Column(
                "difference",
                lambda: self.tr("Difference"),
                lambda row: row.difference_fen or None,
                "money",
                width=130,
                strong=True,
            ),
        ]

    def show_days(self, days: list[Totals]) -> None:
        """Show these days; their sum stands last."""
        rows = [*days, statement_totals.summed(days, self.tr("Total"))] if days else []
        self.rows.strong_rows = frozenset({len(days)}) if days else frozenset()
        self.rows.set_rows(rows)


class FilesPage(QWidget):
    """The statements that were imported; one that was wrong is removed with its lines."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("reconcile-files")
        self._session = session
        self.rows = StaticModel(self._columns())
        self.table = TableView(
            "reconcile-files-table",
            self.rows,
            title=lambda: self.tr("Imported files"),
            empty=Empty("upload", lambda: self.tr("No statement of this account has been imported.")),
            enter=False,
        )
        self.table.remember(session.memory)
        self._drop = Button(
            "reconcile-drop", lambda: self.tr("Remove this import"), role="danger", on=self._ask_drop
        )
        foot = hbox(
            Label(lambda: self.tr("For a file of another account."), "note"), None, self._drop,
            margins=(16, 10, 16, 10),
        )  # fmt: skip
        self.setLayout(vbox(panel(self.table, foot, gap=0, margins=0)))

    def _columns(self) -> list[Column[Import]]:
        local = self._session.local
        return [
            Column("file", lambda: self.tr("File"), lambda row: row.file, width=260, stretch=True),
            Column("at", lambda: self.tr("Imported"), lambda row: local(row.at), "date", width=150),
            Column("actor", lambda: self.tr("By"), lambda row: row.actor, width=110),
            Column("lines", lambda: self.tr("Lines"), lambda row: f"{row.lines:,}", align="right", width=90),
            Column(
                "open", lambda: self.tr("Not matched"), lambda row: f"{row.open:,}", align="right", width=110
            ),
        ]

    def show_files(self, account: str) -> None:
        """Show the files of an account."""
        self.rows.set_rows(reconciliation.imports(account))
        self.table.pick_first()
        self._drop.setEnabled(bool(self.rows.rows))

    def _ask_drop(self) -> None:
        row: Import | None = self.table.current()
        if row is None:
            return
        session = self._session
        confirm(
            self.window(),
            lambda: self.tr("Remove %1?").replace("%1", row.file),
            lambda: self.tr("Its %1 lines go; what they were matched with waits again.").replace(
                "%1", f"{row.lines:,}"
            ),
            lambda: self.tr("Remove this import"),
            partial(
                session.commands.run,
                lambda: session.desk.reconciliation.drop(session.actor, row.id),
                touches=("cashier",),
                says=self.tr("%1 is removed").replace("%1", row.file),
            ),
            danger=True,
        )
