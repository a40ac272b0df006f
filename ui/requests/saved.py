"""The tabs over the request table: those that come with the program, and filters a person has kept."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.requests import queries
from ill_desktop.requests.queries import Filter
from ui.kit.keys import Button
from ui.kit.menu import Menu
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
    """The person wants to keep the filters as they stand, in a tab of their own."""
    renew_asked = Signal()
    """The tab in front is to keep the filters as they stand now."""

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
        self._more = Button(
            "filter-menu", icon="more", role="quiet", tip=lambda: self.tr("This tab …"), on=self._open_menu
        )
        for button in (self._keep, self._more):
            button.setFixedHeight(PILL)
        self.setLayout(hbox(self._pills, self._more, self._keep, None))
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

    def count(self, of_kept: Callable[[str, tuple[str, ...]], Filter]) -> None:
        """Count the rows of each tab beside the window; ``of_kept`` makes a filter of what a tab keeps."""
        wanted = {key: Filter(states=which) for key, which in self._states.items()}
        wanted |= {key: of_kept(kept, self._states[tab]) for key, (_name, tab, kept) in self._kept.items()}

        def done(counts: dict[str, int]) -> None:
            for key, number in counts.items():
                if self._pills.has(key):
                    self._pills.set_count(key, number)

        self._session.tasks.run(
            lambda _progress: {key: queries.count(which) for key, which in wanted.items()}, done
        )

    # -- kept filters -----------------------------------------------------------------------------

    def offer_keeping(self, narrowed: bool) -> None:
        """Show what can be done with the filters as they stand."""
        self._keep.setVisible(narrowed and len(self._kept) < MOST)
        self._more.setVisible(self._pills.current() in self._kept)

    def menu(self) -> Menu:
        """What can be done with the kept tab in front."""
        menu = Menu(self, "filter-tab-menu")
        keys = list(self._kept)
        at = keys.index(self._pills.current())
        menu.entry("filter-rename", self.tr("Rename …"), self.rename, "edit")
        menu.entry("filter-renew", self.tr("Keep the filters as they stand now"), self.renew_asked.emit)
        menu.entry("filter-left", self.tr("Move left"), lambda: self.shift(-1), "chevron-left", at > 0)
        last = at == len(keys) - 1
        menu.entry("filter-right", self.tr("Move right"), lambda: self.shift(1), "chevron-right", not last)
        menu.addSeparator()
        menu.entry("filter-drop", self.tr("Delete this tab"), self.drop, "close")
        return menu

    def _open_menu(self) -> None:
        self.menu().open_under(self._more)

    def ask_name(self, filters: str) -> None:
        """Ask how the kept filter is to be called."""

        def keep(name: str) -> None:
            tab = self._pills.current()
            key = self._add(name, self._kept[tab][1] if tab in self._kept else tab, filters)
            self._store()
            self.choose(key)
            self._choose(key)

        self._ask(lambda: self.tr("Keep these filters as a tab"), "", keep)

    def rename(self) -> None:
        """Ask for another name of the tab in front."""
        key = self._pills.current()
        name, tab, filters = self._kept[key]

        def keep(new: str) -> None:
            self._kept[key] = (new, tab, filters)
            self._show_again(key)

        self._ask(lambda: self.tr("Rename this tab"), name, keep)

    def _ask(self, title: Callable[[], str], before: str, keep: Callable[[str], object]) -> None:
        from ui.kit.dialogs import Sheet
        from ui.kit.form import Ask, Form

        form = Form("filter-form", [Ask("name", lambda: self.tr("Name"), required=True)])
        form.field("name").setMaxLength(LONGEST_NAME)
        form.fill({"name": before})

        def done() -> bool:
            if not form.validate():
                return False
            keep(form.values()["name"])
            return True

        sheet = Sheet(
            self.window(), "keep-filter-sheet", title, lambda: self.tr("Keep"), body=form, on_primary=done
        )
        form.field("name").setFocus()
        form.field("name").selectAll()
        sheet.open()

    def renew(self, filters: str) -> None:
        """Keep other filters under the tab in front."""
        key = self._pills.current()
        name, tab, _filters = self._kept[key]
        self._kept[key] = (name, tab, filters)
        self._store()

    def shift(self, way: int) -> None:
        """Put the tab in front one place to the left (-1) or right (1) of where it stands."""
        key = self._pills.current()
        keys = list(self._kept)
        at = keys.index(key)
        to = min(max(0, at + way), len(keys) - 1)
        keys.insert(to, keys.pop(at))
        self._kept = {each: self._kept[each] for each in keys}
        self._show_again(key)

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

    def _show_again(self, chosen: str) -> None:
        """The kept tabs in their order, under their names."""
        for key in self._kept:
            self._pills.remove(key)
        for key, (name, _tab, _filters) in self._kept.items():
            self._pills.add(key, name)
        self._store()
        self.choose(chosen)
        self._choose(chosen)

    def _store(self) -> None:
        self._session.memory[_MEMORY] = json.dumps(list(self._kept.values()), ensure_ascii=False)

    def _remembered(self) -> list[tuple[str, str, str]]:
        kept = json.loads(self._session.memory.get(_MEMORY, "[]"))
        return [(name, tab, filters) for name, tab, filters in kept if tab in self._states][:MOST]
