"""Readers: the list at the left, the person at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout

from ill_desktop.errors import Refusal
from ill_desktop.patrons import queries
from ill_desktop.patrons.queries import Filter, PatronCard, PatronRow
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.models import PageModel
from ui.kit.screen import Screen, hbox, page, panel, title_bar
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.patrons.columns import activation_tag, class_name, state_tag
from ui.patrons.person import WIDTH, PersonPanel
from ui.patrons.poster import PosterButton
from ui.session import Session

ROOMY, NARROW = 1200, 380  # from this width of the screen on the person has all its room; its width before
TOPICS = frozenset({"patrons", "requests", "cashier", "notices"})
FILTERS: dict[str, Filter] = {
    "all": Filter(),
    "review": Filter(state="pending_review"),
    "not_activated": Filter(state="approved", activated=False),
    "blocked": Filter(state="blocked"),
}


class PatronsScreen(Screen):
    """Search, filters and table; what can be done with the reader in front stands beside them."""

    def __init__(self, session: Session) -> None:
        super().__init__("patrons")
        self._session = session
        self._pills = Pills(
            "patrons-filter",
            (
                ("all", lambda: self.tr("All")),
                ("review", lambda: self.tr("To review")),
                ("not_activated", lambda: self.tr("Not activated")),
                ("blocked", lambda: self.tr("Blocked")),
            ),
        )
        self._search = SearchLine(
            "patrons-search", lambda: self.tr("Name, pinyin, number, mobile or e-mail"), self
        )
        self._model: PageModel[PatronRow] = PageModel(self._columns(), self._fetch)
        self._none = self._nobody()
        self._table = TableView(
            "patrons-table",
            self._model,
            title=lambda: self.tr("Readers"),
            empty=self._none,
            enter=False,
        )
        self._table.remember(session.memory)
        self._person = PersonPanel(session)
        self._reloading = False
        self._pills.chosen.connect(lambda _key: self._search_again())
        self._search.searched.connect(self._search_again)
        self._search.left.connect(self._into_table)
        self._table.picked.connect(self._show)
        self.setLayout(self._lay_out())

    def _nobody(self) -> Empty:
        return Empty(
            "patrons",
            self._nobody_words,
            lambda: self.tr("Register a reader"),
            self._register,
            name="patrons-none",
        )

    def _nobody_words(self) -> str:
        if self._search.value():
            return self.tr("Nobody found. Search for less, or register the reader.")
        if self._pills.current() != "all":
            return self.tr("Nobody here.")
        if self._session.actor.may("registry.import"):
            return self.tr("No readers yet. Import the campus registry or register the first reader.")
        return self.tr("No readers yet. Register the first reader.")

    def _lay_out(self) -> QLayout:
        columns = Button(
            "patrons-columns",
            lambda: self.tr("Columns"),
            role="filter",
            icon="chevron-down",
            on=lambda: self._table.column_menu().open_under(columns, right=True),
        )
        above = hbox(self._search, columns, gap=16, margins=(16, 12, 16, 12))
        found = panel(above, self._table, margins=0, gap=0, name="patrons-list")
        lower = hbox(found, self._person, gap=16)
        lower.setStretch(0, 1)
        bar = title_bar(lambda: self.tr("Patrons"), actions=self._title_buttons())
        whole = page(bar, self._pills, lower, gap=12)
        whole.setStretch(2, 1)
        return whole

    def _title_buttons(self) -> list[Button]:
        may = self._session.actor.may
        buttons: list[Button] = []
        if may("registry.import"):
            buttons.append(
                Button(
                    "patrons-import",
                    lambda: self.tr("Import registry"),
                    icon="upload",
                    on=self._import_registry,
                )
            )
        if may("paper.print"):
            buttons.append(PosterButton(self._session, "patrons-poster"))
        if may("patron.review"):
            buttons.append(
                Button("patrons-review", lambda: self.tr("Review"), key="V", on=lambda: self._review(None))
            )
        if may("patron.register"):
            buttons.append(
                Button(
                    "patrons-register",
                    lambda: self.tr("Register a reader"),
                    role="primary",
                    key="N",
                    on=self._register,
                )
            )
        return buttons

    def _columns(self) -> Sequence[Column[PatronRow]]:
        session = self._session
        return (
            Column(
                "name",
                lambda: self.tr("Reader"),
                lambda row: (row.name, row.number),
                "two_line",
                180,
                stretch=True,
            ),
            Column(
                "unit",
                lambda: self.tr("Unit and class"),
                lambda row: (row.unit or row.institution, class_name(session, row.class_)),
                "two_line",
                160,
                stretch=True,
            ),
            Column("state", lambda: self.tr("State"), lambda row: state_tag(session, row.state), "chip", 148),
            Column(
                "activation",
                lambda: self.tr("Activation"),
                lambda row: activation_tag(session, row),
                "chip",
                118,
            ),
            Column(
                "institution",
                lambda: self.tr("Institution"),
                lambda row: row.institution,
                width=150,
                hidden=True,
            ),
            Column("email", lambda: self.tr("E-mail"), lambda row: row.email, width=180, hidden=True),
            Column(
                "submitted",
                lambda: self.tr("Registered"),
                lambda row: session.local(row.submitted_at),
                "date",
                150,
                hidden=True,
            ),
        )

    # -- rows -------------------------------------------------------------------------------------

    def _fetch(self, after: PatronRow | None, limit: int) -> Sequence[PatronRow]:
        chosen = FILTERS[self._pills.current()]
        return queries.page(chosen, self._search.value(), after.id if after else None, limit)

    def _search_again(self) -> None:
        self._model.reload(keep=False)
        self._none.say(self._nobody_words())
        if self._table.current() is None:
            self._table.pick_first()
            self._show(self._table.current())

    def _into_table(self) -> None:
        self._table.setFocus()
        self._table.pick_first()

    def _show(self, row: PatronRow | None) -> None:
        if row is None and self._reloading:
            return  # whoever was just activated or approved stays in front, though the filter lets him go
        self._person.show_patron(row.id if row else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the person takes less, so that the list keeps its columns."""
        super().resizeEvent(event)
        self._person.setFixedWidth(WIDTH if event.size().width() >= ROOMY else NARROW)

    def opened(self) -> None:
        self._reload()
        self._table.pick_first()
        self._search.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS and self.isVisible():
            self._reload()

    def retranslate(self) -> None:
        if self.isVisible():
            self._person.reload()
            self._table.viewport().update()

    def _reload(self) -> None:
        for key, chosen in FILTERS.items():
            self._pills.set_count(key, queries.count(chosen))
        self._reloading = True
        self._model.reload()
        self._none.say(self._nobody_words())
        self._reloading = False
        self._person.reload()

    def show_subject(self, patron_id: int) -> None:
        """Bring one reader to the front, whatever the list was narrowed to."""
        self._pills.choose("all")
        self._search.clear()
        self._model.reload(keep=False)
        card = self._read(patron_id)
        if card is not None and not self._table.pick(card.id):
            # Further down than the first page: found by the number instead.
            self._search.set_value(card.number)
            self._model.reload(keep=False)
            self._table.pick(card.id)
        self._person.show_patron(card.id if card else None)
        self._table.setFocus()

    def _read(self, patron_id: int) -> PatronCard | None:
        """Reading is no command: the step before can still be taken back."""
        try:
            return queries.card(patron_id)
        except Refusal as refusal:
            self._session.commands.fail(refusal)
            return None

    def activate(self) -> None:
        """Begin the activation of the reader in front, who stands at the desk for a loan."""
        self._person.activate()

    def show_waiting(self, key: str) -> None:
        """What a card of the board opens: registrations to review have their own page."""
        if key == "review":
            self._review(None)

    # -- other places -----------------------------------------------------------------------------

    def _register(self) -> None:
        self._session.open("register", None)

    def _review(self, patron_id: int | None) -> None:
        self._session.open("review", patron_id)

    def _import_registry(self) -> None:
        from ui.patrons.registry_import import RegistryImport

        RegistryImport(self._session, self).open()
