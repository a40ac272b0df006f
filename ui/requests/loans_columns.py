"""The columns of the list of loans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject

from ill_desktop.requests import lending
from ill_desktop.requests.loan_queries import LoanRow
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.requests.columns import StateTags
from ui.session import Session


class LoanColumns(QObject):
    """``fine`` gives what a loan would cost to bring back today; it is asked for when a row is painted."""

    def __init__(self, session: Session, fine: Callable[[LoanRow], int], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._fine = session, fine
        self._tags = StateTags(session, self)

    def all(self) -> list[Column[LoanRow]]:
        return [
            Column("due", lambda: self.tr("Due"), lambda row: _day(row.due_on), width=64),
            Column(
                "title",
                lambda: self.tr("Book"),
                lambda row: (row.title, row.number),
                "two_line",
                width=150,
                stretch=True,
            ),
            Column(
                "reader",
                lambda: self.tr("Reader"),
                lambda row: (row.patron_name, row.patron_number),
                "two_line",
                width=112,
            ),
            Column("state", lambda: self.tr("State"), self.tags, "chip", width=196),
            Column("volumes", lambda: self.tr("Out"), self._volumes, width=56, align="right"),
            Column(
                "partner", lambda: self.tr("Supplier wants it"), lambda row: _day(row.partner_due), width=116
            ),
            Column("fine", lambda: self.tr("Fine"), lambda row: self._fine(row) or None, "money", width=64),
            Column("supplier", lambda: self.tr("Supplier"), lambda row: row.supplier, width=160, hidden=True),
        ]

    def tags(self, row: LoanRow) -> list[Tag]:
        """What holds of a loan, the most pressing first; the state alone where nothing does."""
        today = self._session.desk.clock.day().isoformat()
        marks = lending.marks(
            row.state, row.due_on, bool(row.recalled), row.renewal, bool(row.damaged), today
        )
        return self._tags.marks(marks, row.due_on) or self._tags.of(row.state, None)

    def _volumes(self, row: LoanRow) -> str:
        """Of several volumes how many are out."""
        return f"{row.out}/{row.volumes}" if row.volumes > 1 else ""


def _day(text: str | None) -> str | None:
    """Month and day: a loan is over within the year, and the whole date stands beside the list."""
    return f"{dt.date.fromisoformat(text):%m-%d}" if text else None
