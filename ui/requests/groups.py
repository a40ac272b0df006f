"""How many requests there are of each kind: a list of counts beside the table that filters it."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ill_desktop.requests import queries
from ill_desktop.requests.queries import Filter
from ui.kit.columns import Column
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, vbox
from ui.kit.table import TableView
from ui.kit.tabs import FilterChip
from ui.kit.theme import style
from ui.session import Session

WIDE = 196
GROUPS = ("state", "type", "supplier", "branch", "service", "level", "reason")
_FREED: dict[str, dict[str, Any]] = {
    "type": {"document_type": None},
    "supplier": {"supplier_id": None},
    "branch": {"branch": None},
    "service": {"service_type": None},
    "level": {"level": None},
    "reason": {"reason": None},
}
_TABLES = {"state": "state", "type": "document", "service": "service", "level": "level", "reason": "reason"}
_MEMORY = "requests.groups"


class Group(NamedTuple):
    """One line: the value as the query groups it, in words, and how many there are."""

    value: str
    words: str
    number: int


class GroupList(QFrame):
    """``chosen`` carries the filter's key and the value to let through (None: everything again)."""

    chosen = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("request-group-list")
        style(self, role="plain")
        self.setFixedWidth(WIDE)
        self._session = session
        self._by = session.memory.get(_MEMORY) or GROUPS[0]
        self._asked: tuple[Filter, tuple[str, ...]] | None = None
        self._ids: dict[str, int] = {}
        self.by = FilterChip("group-by", lambda: self.tr("Grouped by"), self._options)
        self.by.set_value(self._by if self._by in GROUPS else GROUPS[0])
        self.by.set_icon("chevron-down")
        self.by.changed.connect(self._regroup)
        columns: tuple[Column[Group], ...] = (
            Column("words", lambda: self.tr("Group"), lambda group: group.words, width=60, stretch=True),
            Column(
                "number", lambda: self.tr("Count"), lambda group: f"{group.number:,}", "text", 66, "right"
            ),
        )
        self.model: StaticModel[Group] = StaticModel(columns, key=lambda group: group.value)
        self.table = TableView("request-group-table", self.model, title=lambda: self.tr("Counts"))
        self.table.clicked.connect(lambda index: self._choose(self.model.rows[index.row()]))
        self.table.activated_row.connect(self._choose)
        box = vbox(hbox(self.by, None, margins=(12, 8, 8, 8)), self.table, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)

    def _options(self) -> list[tuple[Any, str]]:
        words = {
            "state": self.tr("State"),
            "type": self.tr("Type"),
            "supplier": self.tr("Supplier"),
            "branch": self.tr("Branch"),
            "service": self.tr("Service"),
            "level": self.tr("Speed"),
            "reason": self.tr("Reason"),
        }
        return [(key, words[key]) for key in GROUPS]

    def _regroup(self, by: str | None) -> None:
        if by is None:  # a second click on the chip takes nothing away: there is always a group
            self.by.set_value(self._by)
            self.by.set_icon("chevron-down")
            self.by.ask(self.by)
            return
        self._by = by
        self.by.set_icon("chevron-down")
        self._session.memory[_MEMORY] = by
        if self._asked is not None:
            self.count(*self._asked)

    def count(self, wanted: Filter, states: tuple[str, ...]) -> None:
        """Count the rows of a filter by group, beside the window; its own group does not narrow it.

        ``states`` are those of the tab in front.
        """
        self._asked, by = (wanted, states), self._by
        freed = wanted._replace(sort=(), **(_FREED.get(by) or {"states": states}))

        def done(counts: list[tuple[str, int]]) -> None:
            if ((wanted, states), by) == (self._asked, self._by):
                self._show(counts)

        self._session.tasks.run(lambda _progress: queries.grouped(freed, by), done)

    def _show(self, counts: list[tuple[str, int]]) -> None:
        if self._by == "supplier":
            from ill_desktop.requests import supplier_queries

            self._ids = {row.name: row.id for row in supplier_queries.directory(retired=True)}
        self.model.set_rows([Group(value, self._say(value), number) for value, number in counts])

    def _say(self, value: str) -> str:
        if not value:
            return self.tr("None")
        if self._by in _TABLES:
            return self._session.words(f"{_TABLES[self._by]}.{value}")
        if self._by == "branch" and value in self._session.desk.library.branches:
            return self._session.desk.library.branches[value].short[self._session.language]
        return value

    def _choose(self, group: Group | None) -> None:
        if group is None or not group.value:
            return
        value: Any = group.value
        if self._by == "state":
            value = (value,)
        elif self._by == "supplier":
            value = self._ids.get(value)
        self.chosen.emit(self._by, value)

    def retranslate(self) -> None:
        """Say the groups again in another language."""
        self.model.set_rows([group._replace(words=self._say(group.value)) for group in self.model.rows])
