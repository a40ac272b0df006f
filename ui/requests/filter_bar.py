"""What narrows the request table: words, service, type, state, time of submission."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.requests import rules
from ill_desktop.requests.fields import TYPES
from ill_desktop.requests.queries import Filter
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox
from ui.kit.search import SearchLine
from ui.kit.tabs import FilterChip
from ui.kit.text import Text
from ui.requests.columns import SERVICES
from ui.requests.period import PeriodChip
from ui.session import Session


class FilterBar(QWidget):
    """``changed`` is emitted when another set of rows is wanted."""

    changed = Signal()
    left = Signal()
    """The person is done with the words: on into the table."""

    def __init__(self, session: Session, screen: QWidget, on_columns: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("request-filters")
        self._session = session
        self._states: tuple[str, ...] = ()
        self.search = SearchLine("request-search", lambda: self.tr("Title, reader, pinyin, number"), screen)
        self.search.setFixedWidth(220)
        self.search.left.connect(self.left)
        self.service = self._chip("service", lambda: self.tr("Service"), "service", lambda: SERVICES)
        self.type = self._chip("type", lambda: self.tr("Type"), "document", lambda: tuple(TYPES))
        self.state = FilterChip("filter-state", lambda: self.tr("State"), self._state_options)
        self.period = PeriodChip("filter-period", session.desk.clock)
        self.total = Label("", "note", name="request-total")
        self.columns = Button(
            "request-columns", lambda: self.tr("Columns"), role="filter", icon="chevron-down", on=on_columns
        )
        self.search.searched.connect(self.changed)
        chips = (self.service, self.type, self.state, self.period)
        for chip in chips:
            chip.changed.connect(lambda _value: self.changed.emit())
        self.setLayout(hbox(self.search, 4, *chips, None, self.total, self.columns, margins=(16, 12, 16, 12)))

    def _chip(self, key: str, title: Text, table: str, values: Callable[[], Sequence[str]]) -> FilterChip:
        def options() -> list[tuple[Any, str]]:
            return [(value, self._session.words(f"{table}.{value}")) for value in values()]

        return FilterChip(f"filter-{key}", title, options)

    def _state_options(self) -> list[tuple[Any, str]]:
        words = self._session.words
        states = self._states or rules.STATES[1:]
        options: list[tuple[Any, str]] = [((state,), words(f"state.{state}")) for state in states]
        chosen = self.state.value() if hasattr(self, "state") else None
        if chosen and len(chosen) > 1:
            options.append((chosen, " / ".join(words(f"state.{state}") for state in chosen)))
        return options

    # -- what is chosen ---------------------------------------------------------------------------

    def set_states(self, states: tuple[str, ...]) -> None:
        """The states of the tab in front (none: all); a chosen state that is not among them falls away."""
        self._states = states
        if states and not set(self.state.value() or ()) <= set(states):
            self.state.set_value(None)

    def is_narrowed(self) -> bool:
        """Whether anything but the tab narrows the table."""
        chips = (self.service, self.type, self.state, self.period)
        return bool(self.search.value()) or any(chip.value() is not None for chip in chips)

    def clear(self) -> None:
        """Let everything through; ``changed`` is not emitted."""
        self.search.clear()
        for chip in (self.service, self.type, self.state, self.period):
            chip.set_value(None)

    def chosen(self, oldest_first: bool = False) -> Filter:
        """The filter as the query wants it."""
        start, end = self.period.instants()
        return Filter(
            states=self.state.value() or self._states,
            service_type=self.service.value(),
            document_type=self.type.value(),
            submitted_from=start,
            submitted_to=end,
            text=self.search.value(),
            oldest_first=oldest_first,
        )

    # -- kept filters -----------------------------------------------------------------------------

    def arrangement(self) -> str:
        """What is chosen, as JSON; two days are left out, for they would soon be yesterday's."""
        period = self.period.value()
        return json.dumps(
            {
                "text": self.search.value(),
                "service": self.service.value(),
                "type": self.type.value(),
                "state": self.state.value(),
                "period": period if isinstance(period, str) else None,
            },
            ensure_ascii=False,
        )

    def rearrange(self, arrangement: str) -> None:
        """Choose again what :meth:`arrangement` said; ``changed`` is not emitted."""
        kept = json.loads(arrangement)
        self.search.set_value(kept["text"])
        self.service.set_value(kept["service"])
        self.type.set_value(kept["type"])
        self.state.set_value(tuple(kept["state"]) if kept["state"] else None)
        self.period.set_value(kept["period"])
