"""The directory's columns: who, in which network, how well it has served, what it charges."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ill_desktop.requests.suggesting import Record
from ill_desktop.requests.supplier_queries import Particulars
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.text import Text
from ui.requests.supplier_words import SupplierWords
from ui.session import Session

PastOf = Callable[[Particulars], Record]


class SupplierColumns(QObject):
    """``past`` gives a supplier's record; it is asked for when a row is painted."""

    def __init__(self, session: Session, past: PastOf, parent: QObject) -> None:
        super().__init__(parent)
        self._words, self._past = SupplierWords(session, self), past

    def all(self) -> list[Column[Particulars]]:
        return [*self._named(), *self._past_columns(), *self._prices()]

    def _named(self) -> list[Column[Particulars]]:
        return [
            Column(
                "name",
                lambda: self.tr("Supplier"),
                lambda row: (row.name, " · ".join(part for part in (row.symbol, row.contact) if part)),
                "two_line",
                width=220,
                stretch=True,
                sortable=True,
            ),
            Column("network", lambda: self.tr("Network"), self._network, "chip", width=96, sortable=True),
        ]

    def _network(self, row: Particulars) -> Tag:
        return Tag(self._words.network(row.network), "accent") if row.active else Tag(self.tr("retired"))

    def _past_columns(self) -> list[Column[Particulars]]:
        def figure(
            key: str, title: Text, value: Callable[[Particulars], str], width: int
        ) -> Column[Particulars]:
            return Column(key, title, value, width=width, align="right", sortable=True)

        words, past = self._words, self._past
        return [
            figure("rate", lambda: self.tr("Filled"), lambda row: words.rate(past(row)), 76),
            figure("days", lambda: self.tr("Days"), lambda row: words.days(past(row)), 64),
            figure("expected", lambda: self.tr("Expected"), lambda row: str(row.expected_days), 80),
        ]

    def _prices(self) -> list[Column[Particulars]]:
        return [
            Column("page", lambda: self.tr("Per page"), lambda row: row.page_fen, "money", width=84),
            Column("item", lambda: self.tr("Per item"), lambda row: row.item_fen, "money", width=84),
            Column(
                "cost",
                lambda: self.tr("Usual price"),
                lambda row: self._past(row).cost_fen,
                "money",
                width=92,
            ),
        ]
