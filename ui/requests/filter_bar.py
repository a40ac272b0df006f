"""What narrows the request table: the guide's filters ([G] "My requests"), and those of staff."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ill_desktop.clock import Clock
from ill_desktop.requests import queries, rules
from ill_desktop.requests.fields import TYPES
from ill_desktop.requests.queries import Filter
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.menu import Menu
from ui.kit.search import SearchLine
from ui.kit.tabs import FilterChip
from ui.kit.text import Text
from ui.requests import period
from ui.requests.columns import SERVICES, SORTS
from ui.requests.number_chip import NumberChip
from ui.requests.period import PeriodChip
from ui.session import Session

Sorts = Sequence[tuple[str, bool]]
"""Columns of the table, each with whether it goes up; the first counts most."""
QUIET = ("number", "supplier", "branch", "level", "reason", "patron")
"""Filters that stand there only while they let something through."""


class FilterBar(QWidget):
    """``changed`` is emitted when another set of rows is wanted, ``typed`` while words are typed."""

    changed = Signal()
    typed = Signal()
    """The same while words are being typed: more will follow soon."""
    left = Signal()
    """The person is done with the words: on into the table."""

    def __init__(
        self,
        session: Session,
        screen: QWidget,
        on_columns: Callable[[], object],
        on_groups: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__()
        self.setObjectName("request-filters")
        self._session = session
        self._states: tuple[str, ...] = ()
        self._patron = ""
        self.search = SearchLine("request-search", lambda: self.tr("Title, reader, pinyin, number"), screen)
        self.search.setFixedWidth(220)
        self.search.left.connect(self.left)
        self.service = self._chip("service", lambda: self.tr("Service"), "service", SERVICES)
        self.type = self._chip("type", lambda: self.tr("Type"), "document", tuple(TYPES))
        self.state = FilterChip("filter-state", lambda: self.tr("State"), self._state_options)
        self.period = PeriodChip("filter-period", session.desk.clock)
        self.chips: dict[str, FilterChip] = {
            "service": self.service,
            "type": self.type,
            "state": self.state,
            "period": self.period,
            **self._make_quiet(),
        }
        self.more = Button(
            "filter-more", icon="plus", role="filter", tip=lambda: self.tr("More filters"), on=self._open_more
        )
        self.total = Label("", "note", name="request-total")
        self.groups = Button(
            "request-groups", lambda: self.tr("Counts"), role="filter", icon="chevron-down", on=on_groups
        )
        self.groups.setCheckable(True)
        self.columns = Button(
            "request-columns", lambda: self.tr("Columns"), role="filter", icon="chevron-down", on=on_columns
        )
        self.search.searched.connect(self.typed)
        for chip in self.chips.values():
            chip.changed.connect(self._chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        self._held, self._grid = QWidget(), QGridLayout()
        self._held.setLayout(Flow(*self.chips.values(), self.more))
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setColumnStretch(1, 1)
        for at, part in ((0, self.search), (2, self.total), (3, self.groups), (4, self.columns)):
            self._grid.addWidget(part, 0, at, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(self._grid)
        self._show_quiet()

    def _arrange(self) -> None:
        """The chips stand beside the words that are searched for, or below where there is no room."""
        parts = (self.search, self._held, self.total, self.groups, self.columns)
        wanted = sum(part.sizeHint().width() for part in parts) + 4 * 8 + 2 * 16
        beside = wanted <= self.width()
        self._grid.removeWidget(self._held)
        row, column, columns = (0, 1, 1) if beside else (1, 0, 5)
        self._grid.addWidget(self._held, row, column, 1, columns, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- the chips --------------------------------------------------------------------------------

    def _chip(self, key: str, title: Text, table: str, values: Sequence[str]) -> FilterChip:
        def options() -> list[tuple[Any, str]]:
            return [(value, self._session.words(f"{table}.{value}")) for value in values]

        return FilterChip(f"filter-{key}", title, options)

    def _make_quiet(self) -> dict[str, FilterChip]:
        reasons = tuple(dict.fromkeys(code for codes in rules.REASONS.values() for code in codes))
        return {
            "number": NumberChip("filter-number", lambda: self.tr("Number")),
            "supplier": FilterChip("filter-supplier", lambda: self.tr("Supplier"), self._suppliers),
            "branch": FilterChip("filter-branch", lambda: self.tr("Branch"), self._branches),
            "level": self._chip("level", lambda: self.tr("Speed"), "level", ("normal", "urgent")),
            "reason": self._chip("reason", lambda: self.tr("Reason"), "reason", reasons),
            "patron": FilterChip("filter-patron", lambda: self.tr("Reader"), self._patrons),
        }

    def _suppliers(self) -> list[tuple[Any, str]]:
        return [(row.id, row.name) for row in queries.suppliers()]

    def _branches(self) -> list[tuple[Any, str]]:
        branches = self._session.desk.library.branches
        return [(code, branch.short[self._session.language]) for code, branch in branches.items()]

    def _patrons(self) -> list[tuple[Any, str]]:
        chosen = self.chips["patron"].value() if hasattr(self, "chips") else None
        return [] if chosen is None else [(chosen, self._patron)]

    def _state_options(self) -> list[tuple[Any, str]]:
        words = self._session.words
        states = self._states or rules.STATES[1:]
        options: list[tuple[Any, str]] = [((state,), words(f"state.{state}")) for state in states]
        chosen = self.state.value() if hasattr(self, "state") else None
        if chosen and len(chosen) > 1:
            options.append((chosen, " / ".join(words(f"state.{state}") for state in chosen)))
        return options

    def more_menu(self) -> Menu:
        """The filters that have no chip while they let everything through."""
        menu = Menu(self, "filter-more-menu")
        for key in QUIET[:-1]:
            chip = self.chips[key]
            menu.entry(f"more-{key}", chip.title(), lambda chip=chip: chip.ask(self.more))  # type: ignore[misc]
        return menu

    def _open_more(self) -> None:
        self.more_menu().open_under(self.more)

    def _show_quiet(self) -> None:
        for key in QUIET:
            self.chips[key].setVisible(self.chips[key].value() is not None)
        self._arrange()

    def _chosen(self, _value: object) -> None:
        self._show_quiet()
        self.changed.emit()

    # -- what is chosen ---------------------------------------------------------------------------

    def set_states(self, states: tuple[str, ...]) -> None:
        """The states of the tab in front (none: all); a chosen state that is not among them falls away."""
        self._states = states
        if states and not set(self.state.value() or ()) <= set(states):
            self.state.set_value(None)

    def is_narrowed(self) -> bool:
        """Whether anything but the tab narrows the table."""
        return bool(self.search.value()) or any(chip.value() is not None for chip in self.chips.values())

    def clear(self) -> None:
        """Let everything through; ``changed`` is not emitted."""
        self.search.clear()
        for chip in self.chips.values():
            chip.set_value(None)
        self._show_quiet()

    def narrow(self, key: str, value: Any) -> None:
        """Let only this through, as if the person had chosen it in the chip."""
        self.chips[key].set_value(value)
        self._chosen(value)

    def show_patron(self, patron_id: int, name: str) -> None:
        """Only the requests of one reader."""
        self.clear()
        self._patron = name
        self.narrow("patron", patron_id)

    def chosen(self, sorts: Sorts = ()) -> Filter:
        """The filter as the query wants it."""
        return filter_of({**self._values(), "sorts": sorts}, self._states, self._session.desk.clock)

    # -- kept filters -----------------------------------------------------------------------------

    def _values(self) -> dict[str, Any]:
        return {"text": self.search.value(), **{key: chip.value() for key, chip in self.chips.items()}}

    def arrangement(self) -> dict[str, Any]:
        """What is chosen, for JSON; two days are left out, for they would soon be yesterday's."""
        kept = self._values()
        return {**kept, "patron": None, "period": kept["period"] if isinstance(kept["period"], str) else None}

    def rearrange(self, kept: dict[str, Any]) -> None:
        """Choose again what :meth:`arrangement` said; ``changed`` is not emitted."""
        self.clear()
        self.search.set_value(kept.get("text"))
        for key, chip in self.chips.items():
            value = kept.get(key)
            chip.set_value(tuple(value) if key == "state" and value else value)
        self._show_quiet()


def _words(text: str) -> str:
    """What is searched for. A lone Latin sign stands in nearly every request, and would only cost time: it
    narrows nothing as yet. One ideograph does."""
    return "" if len(text) == 1 and text.isascii() else text


def read_arrangement(text: str) -> dict[str, Any]:
    """A kept arrangement; a damaged one lets everything through."""
    try:
        kept = json.loads(text)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def filter_of(kept: Mapping[str, Any], states: tuple[str, ...], clock: Clock) -> Filter:
    """The filter of an arrangement in a tab of these states. Time of submission orders by itself."""
    sorts: Sorts = [(key, bool(up)) for key, up in kept.get("sorts") or () if key in SORTS]
    by_time = len(sorts) == 1 and sorts[0][0] == "submitted"
    start, end = period.instants(kept.get("period"), clock)
    return Filter(
        states=tuple(kept.get("state") or states),
        service_type=kept.get("service"),
        document_type=kept.get("type"),
        submitted_from=start,
        submitted_to=end,
        text=_words(kept.get("text") or ""),
        oldest_first=by_time and sorts[0][1],
        number_part=kept.get("number") or "",
        supplier_id=kept.get("supplier"),
        branch=kept.get("branch"),
        level=kept.get("level"),
        reason=kept.get("reason"),
        patron_id=kept.get("patron"),
        # An older request has the greater age: the other way round.
        sort=() if by_time else tuple((SORTS[key], up == (key == "age")) for key, up in sorts),
    )
