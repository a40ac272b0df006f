"""The shifts that have ended, each with its Z report; chosen by day."""

from __future__ import annotations

import datetime as dt

from ill_desktop.cashier import glance, queries
from ill_desktop.cashier.glance import ClosedShift
from ill_desktop.clock import utc_text
from ui.cashier.shift_facts import verdict
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.models import StaticModel
from ui.kit.table import TableView
from ui.session import Session


class ShiftList(TableView):
    """Newest first."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.rows = StaticModel(self._columns())
        super().__init__(
            "cashier-shifts",
            self.rows,
            title=lambda: self.tr("Earlier shifts"),
            empty=Empty("clock", lambda: self.tr("No shift has ended here yet, or none on that day.")),
            enter=False,
        )
        self.remember(session.memory)

    def _columns(self) -> list[Column[ClosedShift]]:
        local = self._session.local
        return [
            Column("report", lambda: self.tr("Report"), lambda row: row.report, width=160, stretch=True),
            Column("opened", lambda: self.tr("Opened"), lambda row: local(row.opened_at), "date", 136),
            Column("closed", lambda: self.tr("Ended"), lambda row: local(row.closed_at), "date", 136),
            Column("till", lambda: self.tr("Till"), lambda row: row.till, width=64),
            Column("by", lambda: self.tr("Counted by"), lambda row: row.closed_by, width=92),
            Column("counted", lambda: self.tr("Counted"), lambda row: row.counted_fen, "money", 96),
            Column("over", lambda: self.tr("Drawer"), self._verdict, "chip", 144),
        ]

    @staticmethod
    def _verdict(row: ClosedShift) -> Tag:
        return Tag(verdict(row.over_fen), "bad" if row.over_fen else "good")

    def load(self, day: dt.date | None) -> None:
        """Read again: those that ended on a business day, or all."""
        clock = self._session.desk.clock
        between = None
        if day is not None:
            next_day = day + dt.timedelta(days=1)
            between = (utc_text(clock.start_of(day)), utc_text(clock.start_of(next_day)))
        self.rows.set_rows(glance.closed(between=between))
        several = len(queries.tills()) > 1
        self.show_column("till", several)
        self.pick_first()
