"""Choosing whom to ask: the suggestions with their reasons, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ill_desktop.requests import supplier_queries
from ill_desktop.requests.queries import Detail
from ill_desktop.requests.suggesting import Suggestion
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.models import StaticModel
from ui.kit.screen import vbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW, style
from ui.requests.supplier_words import SupplierWords
from ui.session import Session

SHOWN = 5


class SupplierField(QFrame):
    """A field of a form; the value is a supplier's id. Up and Down choose, Enter goes on."""

    edited = Signal()

    def __init__(self, name: str, session: Session, request: Detail) -> None:
        super().__init__()
        self.setObjectName(name)
        style(self, role="panel")
        words = SupplierWords(session, self)
        self._model: StaticModel[Suggestion] = StaticModel(
            self._columns(words), self._ask(request), key=lambda row: row.supplier_id
        )
        self.table = TableView(
            f"{name}-table",
            self._model,
            title=lambda: self.tr("Suppliers"),
            empty=Empty(
                "search",
                lambda: self.tr("No supplier in the directory yet. Requests, Suppliers: add one there."),
                name=f"{name}-none",
            ),
            enter=False,
        )
        self.setFocusProxy(self.table)
        self.table.setFixedHeight(HEADER + ROW * min(SHOWN, max(2, len(self._model.rows))))
        self.setLayout(vbox(self.table, margins=1))
        self.table.pick_first()
        self.table.picked.connect(lambda _row: self.edited.emit())

    @staticmethod
    def _ask(request: Detail) -> Sequence[Suggestion]:
        return supplier_queries.suggest(request, 100)

    def _columns(self, words: SupplierWords) -> list[Column[Suggestion]]:
        return [
            Column(
                "name",
                lambda: self.tr("The likeliest first"),
                lambda row: (row.name, words.reasons(row)),
                "two_line",
                width=280,
                stretch=True,
            ),
            Column(
                "network",
                lambda: self.tr("Network"),
                lambda row: Tag(words.network(row.network), "neutral" if row.asked_before else "accent"),
                "chip",
                width=92,
            ),
        ]

    # -- what a form wants of a field -------------------------------------------------------------

    def value(self) -> Any:
        row: Suggestion | None = self.table.current()
        return row.supplier_id if row else None

    def set_value(self, value: Any) -> None:
        if value is not None:
            self.table.pick(value)

    def problem(self) -> str | None:
        return None
