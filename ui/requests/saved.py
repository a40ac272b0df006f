"""The tabs over the request table: those that come with the program, and filters a person has kept."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.requests import queries
from ill_desktop.requests.queries import Filter
from ui.kit.keys import Button
from ui.kit.screen import hbox
from ui.kit.tabs import Pills
from ui.session import Session

_MEMORY = "requests.filters"
_KEPT = "kept-"
LONGEST_NAME, MOST, PILL = 20, 8, 30


class SavedTabs(QWidget):
    """Pills with counts; the counts are made beside the window."""

    chosen = Signal(str)
    keep_asked = Signal()
    """The person wants to keep the filters as they stand."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("request-tabs")
        self._session = session
        self._states = queries.tabs()
        self._kept: dict[str, tuple[str, str, str]] = {}  # key → name, tab, filters
        titles: dict[str, Callable[[], str]] = {
            "open": lambda: self.tr("In progress"),
            "ours": lambda: self.tr("Waiting for us"),
            "unpaid": lambda: self.tr("To be paid"),
            "loans": lambda: self.tr("On loan"),
            "all": lambda: self.tr("All"),
        }
        self._pills = Pills("request-tab", [(key, titles[key]) for key in self._states])
        self._pills.chosen.connect(self._choose)
        self._keep = Button(
            "keep-filter", lambda: self.tr("Keep filter"), role="quiet", icon="plus", on=self.keep_asked.emit
        )
        self._drop = Button(
            "drop-filter", lambda: self.tr("Drop filter"), role="quiet", icon="close", on=self.drop
        )
        for button in (self._keep, self._drop):
            button.setFixedHeight(PILL)
        self.setLayout(hbox(self._pills, self._keep, self._drop, None))
        self.setFixedHeight(36)
        for name, tab, filters in self._remembered():
            self._add(name, tab, filters)
        tab = session.memory.get("requests.tab", "open")
        self.choose(tab if tab in self._states else "open")
        self.offer_keeping(False)

    # -- which one --------------------------------------------------------------------------------

    def states(self) -> tuple[str, ...]:
        """The states of the tab in front; none: all."""
        key = self._pills.current()
        return self._states[self._kept[key][1] if key in self._kept else key]

    def kept(self, key: str) -> str | None:
        """The filters kept under a tab, or None for one that comes with the program."""
        return self._kept[key][2] if key in self._kept else None

    def choose(self, key: str) -> None:
        """Go to a tab without asking the person."""
        self._pills.choose(key)

    def _choose(self, key: str) -> None:
        self.chosen.emit(key)

    def count(self) -> None:
        """Count the rows of each tab beside the window."""
        states = dict(self._states)

        def done(counts: dict[str, int]) -> None:
            for key, number in counts.items():
                self._pills.set_count(key, number)

        self._session.tasks.run(
            lambda _progress: {key: queries.count(Filter(states=which)) for key, which in states.items()},
            done,
        )

    # -- kept filters -----------------------------------------------------------------------------

    def offer_keeping(self, narrowed: bool) -> None:
        """Show what can be done with the filters as they stand."""
        kept = self._pills.current() in self._kept
        self._keep.setVisible(narrowed and not kept and len(self._kept) < MOST)
        self._drop.setVisible(kept)

    def ask_name(self, filters: str) -> None:
        """Ask how the kept filter is to be called."""
        from ui.kit.dialogs import Sheet
        from ui.kit.form import Ask, Form

        form = Form("filter-form", [Ask("name", lambda: self.tr("Name"), required=True)])
        form.field("name").setMaxLength(LONGEST_NAME)

        def keep() -> bool:
            if not form.validate():
                return False
            key = self._add(form.values()["name"], self._pills.current(), filters)
            self._store()
            self.choose(key)
            self.offer_keeping(True)
            return True

        sheet = Sheet(
            self.window(),
            "keep-filter-sheet",
            lambda: self.tr("Keep these filters as a tab"),
            lambda: self.tr("Keep"),
            body=form,
            on_primary=keep,
        )
        form.field("name").setFocus()
        sheet.open()

    def drop(self) -> None:
        """Forget the kept filter in front, and go to the tab it was made in."""
        key = self._pills.current()
        _name, tab, _filters = self._kept.pop(key)
        self._pills.remove(key)
        self._store()
        self.choose(tab)
        self._choose(tab)

    def _add(self, name: str, tab: str, filters: str) -> str:
        key = next(f"{_KEPT}{number}" for number in range(MOST + 1) if f"{_KEPT}{number}" not in self._kept)
        self._kept[key] = (name, tab, filters)
        self._pills.add(key, name)
        return key

    def _store(self) -> None:
        self._session.memory[_MEMORY] = json.dumps(list(self._kept.values()), ensure_ascii=False)

    def _remembered(self) -> list[tuple[str, str, str]]:
        kept = json.loads(self._session.memory.get(_MEMORY, "[]"))
        return [(name, tab, filters) for name, tab, filters in kept if tab in self._states][:MOST]
