"""The request workbench: tabs and filters, the table, and one request beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget

from ill_desktop.requests import queries
from ill_desktop.requests.queries import Filter, Row
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.label import Rule
from ui.kit.models import PageModel
from ui.kit.painted import after_paint
from ui.kit.screen import Screen, hbox, page, panel, title_bar
from ui.kit.text import Text
from ui.kit.theme import style
from ui.requests.columns import SIDE, Columns, Numbered, StateTags
from ui.requests.filter_bar import FilterBar, filter_of, read_arrangement
from ui.requests.saved import SavedTabs
from ui.requests.table import RequestTable
from ui.session import Session

if TYPE_CHECKING:
    from ui.requests.bulk import BulkPanel
    from ui.requests.detail import DetailPanel
    from ui.requests.groups import GroupList

PAUSE_MS = 150
TOPICS = frozenset({"requests", "cashier", "patrons"})
WAITING: dict[str, tuple[str, tuple[str, ...] | None]] = {
    "cost": ("open", ("awaiting_cost_approval",)),
    "paid": ("unpaid", None),
    "pickup": ("open", ("ready_for_pickup", "not_collected")),
    "silent": ("open", ("sent",)),
    "due": ("loans", ("checked_out",)),
}
"""Where a card of the board leads: tab, states."""


class RequestsScreen(Screen):
    """Comes up with the table alone; the detail and the counts follow once that is painted."""

    def __init__(self, session: Session) -> None:
        super().__init__("requests")
        self._session = session
        self._tags = StateTags(session, self)
        self._numbers = Numbered()
        self._columns = Columns(session, self._tags, self._numbers, self)
        self.tabs = SavedTabs(session)
        self.filters = FilterBar(session, self, self._open_columns, self._flip_groups)
        self.model: PageModel[Row] = PageModel(self._columns.all(), self._fetch)
        self._nothing = self._make_nothing()
        self.table = RequestTable(
            "requests-table",
            self.model,
            title=lambda: self.tr("Requests"),
            empty=self._nothing,
            enter=False,
            many=True,
        )
        self.table.sort_by_many()
        self.table.remember(session.memory)
        self._groups: GroupList | None = None
        self._side = QFrame()
        self._detail: DetailPanel | None = None
        self._bulk: BulkPanel | None = None
        self._counted = self._fresh = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._follow)
        self._several = QTimer(self, singleShot=True, interval=0)
        self._several.timeout.connect(self._show_chosen)
        self._lay_out()
        self._wire()

    def _make_nothing(self) -> QStackedWidget:
        pages = QStackedWidget()
        style(pages, role="plain")
        pages.addWidget(
            Empty(
                "requests",
                lambda: self.tr(
                    "No request here yet. A reference pasted into a new request is half the work."
                ),
                lambda: self.tr("New request"),
                self.open_new,
                "no-requests",
            )
        )
        pages.addWidget(
            Empty(
                "search",
                lambda: self.tr("Nothing fits these filters."),
                lambda: self.tr("Show everything in this tab"),
                self.clear_filters,
                "no-hits",
            )
        )
        return pages

    def _lay_out(self) -> None:
        new = Button("new-request", lambda: self.tr("New request"), role="primary", key="N", on=self.open_new)
        scan = Button(
            "scan-to-act",
            lambda: self.tr("Scan to act"),
            icon="scan",
            key="S",
            badge=False,
            on=self.open_scan,
        )
        others = [
            self._place("loans", "book", "O", lambda: self.tr("Loans")),
            self._place("suppliers", "upload", "U", lambda: self.tr("Suppliers")),
        ]
        style(self._side, role="panel")
        self._side.setFixedWidth(SIDE)
        self._listed = hbox(self.table, gap=0)
        rows = panel(self.filters, Rule(), gap=0, margins=0, name="request-list")
        rows.layout().addLayout(self._listed, 1)  # type: ignore[union-attr]
        self._beside = hbox(rows, self._side, gap=16)
        self._beside.setStretch(0, 1)
        whole = page(
            title_bar(lambda: self.tr("Requests"), actions=[*others, scan, new]),
            self.tabs,
            self._beside,
            gap=12,
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _place(self, place: str, icon: str, key: str, title: Text) -> Button:
        """The way to a page that belongs to the requests."""
        on = lambda: self._session.open(place, None)  # noqa: E731
        return Button(f"open-{place}", title, icon=icon, key=key, badge=False, role="quiet", on=on)

    def _wire(self) -> None:
        self.tabs.chosen.connect(self._choose_tab)
        self.tabs.keep_asked.connect(lambda: self.tabs.ask_name(self._arrangement()))
        self.tabs.renew_asked.connect(lambda: self.tabs.renew(self._arrangement()))
        self.filters.changed.connect(self._narrow)
        self.filters.typed.connect(self._narrow_by_words)
        self.filters.left.connect(self._enter_table)
        self.table.picked.connect(self._picked)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._several.start())
        self.table.sorts_asked.connect(lambda _sorts: self._narrow())
        self.table.pressed_button.connect(lambda _key, row: self._make_detail().acts.save_copy(row.id))

    # -- loading ----------------------------------------------------------------------------------

    def opened(self) -> None:
        self._counted = False
        self._load(keep=True)
        if self._detail is None:
            self.table.pick_first()
        self.table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS and self.isVisible():
            self._counted = False
            self._load(keep=True)

    def retranslate(self) -> None:
        if self._detail:
            self._detail.retranslate()
        if self._groups:
            self._groups.retranslate()
        self._show_chosen()
        if not self._is_arranged():
            self.table.fit_columns(self._columns.rooms())
        self._count()

    def _is_arranged(self) -> bool:
        """Whether the person has moved columns about."""
        return f"table.{self.table.objectName()}" in self._session.memory

    def _fetch(self, after: Row | None, limit: int) -> list[Row]:
        rows = queries.page(self._filter(), after, limit)
        return list(self._numbers.take(after, rows))

    def _filter(self) -> Filter:
        return self.filters.chosen(self.table.sorts())

    def _load(self, keep: bool, pause: int = 0) -> None:
        self._later.stop()
        self._later.setInterval(pause)
        self.filters.set_states(self.tabs.states())
        self._nothing.setCurrentIndex(1 if self.filters.is_narrowed() else 0)
        self.model.reload(keep=keep)
        # Rows first: the request beside them and the counts follow once they are painted.
        after_paint(self.table.viewport(), self._later.start)

    def _follow(self) -> None:
        """What can wait until the table stands there: the request beside it, and how many there are."""
        if not self.isVisible():  # left meanwhile; coming back loads anew
            return
        detail, current = self._make_detail(), self.table.current()
        if self._fresh:
            self._fresh = False
            if current is None:
                detail.clear()
        if current is None and detail.request_id is None:
            self.table.pick_first()
        elif current is None or detail.request_id in (None, current.id):
            detail.show_request(detail.request_id or current.id)
        if not self._counted:  # how many a tab has does not change with what narrows the table
            self._counted = True
            self.tabs.count(self._kept_filter)
        self.tabs.offer_keeping(self.filters.is_narrowed())
        self._count()

    def _kept_filter(self, kept: str, states: tuple[str, ...]) -> Filter:
        """What a kept tab shows, for counting."""
        return filter_of(read_arrangement(kept), states, self._session.desk.clock)

    def _count(self) -> None:
        if self._groups is not None and self._groups.isVisible():
            self._groups.count(self._filter(), self.tabs.states())
        if not self.filters.is_narrowed():
            self._say_total(None)
            return
        wanted = self._filter()

        def done(total: int) -> None:
            if wanted == self._filter():
                self._say_total(total)

        self._session.tasks.run(lambda _progress: queries.count(wanted), done)

    def _say_total(self, total: int | None) -> None:
        words = "" if total is None else self.tr("%1 found").replace("%1", f"{total:,}")
        self.filters.total.setText(words)
        self.filters.total.setVisible(bool(words))

    def _arrangement(self) -> str:
        """What is chosen and how it is sorted, to be kept."""
        return json.dumps({**self.filters.arrangement(), "sorts": self.table.sorts()}, ensure_ascii=False)

    def _open_columns(self) -> None:
        self.table.column_menu().open_under(self.filters.columns, right=True)

    def _flip_groups(self) -> None:
        """Show the counts beside the table, or take them away."""
        if self._groups is None:
            from ui.requests.groups import GroupList

            self._groups = GroupList(self._session)
            self._groups.chosen.connect(self.filters.narrow)
            self._listed.insertWidget(0, self._groups)
            self._groups.hide()
        self._groups.setVisible(self._groups.isHidden())
        self.filters.groups.setChecked(not self._groups.isHidden())
        self._count()

    # -- choosing ---------------------------------------------------------------------------------

    def _choose_tab(self, key: str) -> None:
        kept = self.tabs.kept(key)
        if kept is not None:
            arranged = read_arrangement(kept)
            self.filters.rearrange(arranged)
            self.table.show_sorts([(str(name), bool(up)) for name, up in arranged.get("sorts", ())])
        self._session.memory["requests.tab"] = key
        self._counted = False
        self._narrow()

    def _narrow(self) -> None:
        """Other rows are wanted: the first of them is shown."""
        if self._detail:
            self._detail.clear()
        self._load(keep=False)
        if self.table.current() is not None:
            self._picked(self.table.current())

    def _narrow_by_words(self) -> None:
        """The rows follow every key; what stands beside them, and the counts, follow a pause."""
        self._fresh = True
        self._load(keep=False, pause=PAUSE_MS)

    def clear_filters(self) -> None:
        """Let everything of the tab through."""
        self.filters.clear()
        self._narrow()
        self.table.setFocus()

    def _enter_table(self) -> None:
        self.table.setFocus()
        self.table.pick_first()

    def _picked(self, row: Row | None) -> None:
        """Show the chosen request. One that left the list by its last step stays in sight, so that a
        second Enter never falls on its neighbour."""
        if row is not None:
            self.table.left_at = self.table.currentIndex().row()
            if self._detail is not None:  # else it follows, as soon as the table is painted
                self._detail.show_request(row.id)

    def show_subject(self, request_id: int) -> None:
        """Bring one request into sight, whatever the filters let through now. Raises LookupError."""
        if not self.table.pick(request_id):
            number = queries.detail(request_id).number
            self.tabs.choose("all")
            self.filters.clear()
            self.filters.search.set_value(number)
            self._load(keep=False)
            self.table.pick(request_id)
        self._make_detail().show_request(request_id)
        self.table.setFocus()

    def show_waiting(self, key: str) -> None:
        """Show what a card of the board counts."""
        tab, states = WAITING[key]
        self.tabs.choose(tab)
        self.filters.clear()
        self.filters.set_states(self.tabs.states())
        self.filters.state.set_value(states)
        self._narrow()

    def scanned(self, text: str) -> bool:
        """A scanned transaction number opens that request here."""
        found = queries.by_number(text)
        if found is None:
            return False
        self.show_subject(found)
        return True

    def _show_chosen(self) -> None:
        """Several requests are chosen: what can be done with all of them stands in place of the one."""
        rows = self.table.selected()
        many = len(rows) > 1
        if many:
            self._make_bulk().show_rows(rows)
        if self._bulk is not None and self._detail is not None:
            self._bulk.setVisible(many)
            self._detail.setVisible(not many)

    def _choose_one(self) -> None:
        at = self.table.currentIndex().row()
        self.table.clearSelection()
        self.table.selectRow(max(at, 0))
        self.table.setFocus()

    # -- doing ------------------------------------------------------------------------------------

    def _make_detail(self) -> DetailPanel:
        """The panel beside the table, built when the table has been painted."""
        if self._detail is None:
            from ui.requests.detail import DetailPanel

            self._detail = DetailPanel(self._session, self._tags)
            self._beside.replaceWidget(self._side, self._detail)
            self._side.deleteLater()
        return self._detail

    def _make_bulk(self) -> BulkPanel:
        if self._bulk is None:
            from ui.requests.bulk import BulkPanel

            self._bulk = BulkPanel(self._session)
            self._bulk.left.connect(self._choose_one)
            self._beside.addWidget(self._bulk)
        return self._bulk

    def open_scan(self) -> None:
        """Take a step for slips scanned one after another."""
        from ui.requests.scanning import ScanSheet

        ScanSheet(self._session, self.window()).open()

    def open_new(self) -> None:
        """A new request."""
        self._session.open("new_request", None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alone = self._detail if self._detail and self._detail.isVisible() else None
        if plain and not event.isAutoRepeat() and alone and alone.press(event.text().upper()):
            return
        super().keyPressEvent(event)
