"""The page of loans: what is due today, overdue, recalled; brought back by scan; one of them in full."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ill_desktop.requests import loan_queries
from ill_desktop.requests.loan_queries import LoanRow
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.label import Rule
from ui.kit.models import PageModel
from ui.kit.screen import Screen, hbox, page, panel, title_bar
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.text import Text
from ui.requests.columns import StateTags
from ui.requests.detail import DetailPanel
from ui.requests.loans_columns import LoanColumns
from ui.requests.loans_returns import Returns
from ui.session import Session

TOPICS = frozenset({"requests", "cashier", "patrons"})
SOON_DAYS = 3
MOST_LETTERS = 500


class LoansScreen(Screen):
    """Lists at the top, with their numbers; the earliest due stands first."""

    def __init__(self, session: Session) -> None:
        super().__init__("loans")
        self._session = session
        self._fines: dict[int, int] = {}
        self.lists = Pills("loan-lists", self._tabs())
        self.returns = Returns(session)
        self.search = SearchLine("loans-search", lambda: self.tr("Title, reader, pinyin, number"), self)
        columns = LoanColumns(session, self._fine, self)
        self.model: PageModel[LoanRow] = PageModel(columns.all(), self._fetch)
        self.table = TableView(
            "loans-table",
            self.model,
            title=lambda: self.tr("Loans"),
            empty=Empty("book", lambda: self.tr("No loan in this list."), name="no-loans"),
            enter=False,
        )
        self.table.remember(session.memory)
        self.detail = DetailPanel(session, StateTags(session, self))
        self._lay_out()
        self._wire()

    def _tabs(self) -> tuple[tuple[str, Text], ...]:
        return (
            ("today", lambda: self.tr("Due today")),
            ("soon", lambda: self.tr("Due within 3 days")),
            ("overdue", lambda: self._session.words("mark.overdue")),
            ("recalled", lambda: self._session.words("mark.recalled")),
            ("renewal", lambda: self._session.words("mark.renewal_asked")),
            ("out", lambda: self._session.words("state.checked_out")),
            ("lost", lambda: self._session.words("state.lost")),
            ("home", lambda: self.tr("On the way home")),
        )

    def _lay_out(self) -> None:
        back = Button(
            "loans-back",
            icon="arrow-left",
            tip=lambda: self.tr("Back to the requests"),
            key="Alt+Left",
            badge=False,
            role="quiet",
            on=lambda: self._session.open("requests", None),
        )
        self.letters = Button(
            "loans-letters",
            lambda: self.tr("Overdue letters"),
            icon="print",
            key="Ctrl+P",
            on=self.print_letters,
        )
        head = title_bar(lambda: self.tr("Loans"), actions=[self.letters])
        head.insertWidget(0, back)
        bar = hbox(self.search, margins=(16, 12, 16, 12))
        rows = panel(self.returns, Rule(), bar, Rule(), self.table, gap=0, margins=0, name="loan-list")
        body = hbox(rows, self.detail, gap=16)
        body.setStretch(0, 1)
        whole = page(head, self.lists, body, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.lists.chosen.connect(lambda _key: self._narrow())
        self.search.searched.connect(self._narrow)
        self.search.left.connect(self._enter_table)
        self.table.picked.connect(self._picked)
        self.returns.returned.connect(self.detail.show_request)

    # -- loading ----------------------------------------------------------------------------------

    def _days(self) -> tuple[str, str]:
        today = self._session.desk.clock.day()
        return today.isoformat(), (today + dt.timedelta(days=SOON_DAYS)).isoformat()

    def _fetch(self, after: LoanRow | None, limit: int) -> list[LoanRow]:
        today, soon = self._days()
        return loan_queries.page(
            self.lists.current() or "today", today, soon, self.search.value(), after, limit
        )

    def _fine(self, row: LoanRow) -> int:
        """What bringing it back today would cost; asked once for each row that is painted."""
        if row.state != "checked_out" or (row.due_on or "9999") >= self._days()[0]:
            return 0
        found = self._fines.get(row.id)
        if found is None:
            found = sum(fine.fen for fine in self._session.desk.lending.fines(row.id))
            self._fines[row.id] = found
        return found

    def opened(self) -> None:
        self._load()
        counts = loan_queries.counts(*self._days())
        if not counts[self.lists.current()]:  # come up with what presses
            self.show_list(next((key for key in ("overdue", "today", "soon") if counts[key]), "out"))
        self.returns.line.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS and self.isVisible():
            self._load()

    def retranslate(self) -> None:
        self.detail.retranslate()

    def _load(self) -> None:
        self._fines.clear()
        shown = self.detail.request_id  # it may have left the list by what was just done
        self.model.reload()
        counts = loan_queries.counts(*self._days())
        for key, number in counts.items():
            self.lists.set_count(key, number)
        self.letters.setEnabled(bool(counts["overdue"]) and self._session.actor.may("paper.print"))
        if shown is not None:
            self.detail.show_request(shown)
        else:
            self.table.pick_first()

    # -- choosing ---------------------------------------------------------------------------------

    def show_list(self, key: str) -> None:
        """Bring one of the lists to the front. Raises KeyError."""
        self.lists.choose(key)
        self._narrow()

    def show_subject(self, request_id: int) -> None:
        """Show one loan, whatever list it stands in. Raises LookupError."""
        self.detail.show_request(request_id)
        self.table.pick(request_id)

    def _narrow(self) -> None:
        self.detail.clear()
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self._load()

    def _picked(self, row: LoanRow | None) -> None:
        if row is not None:
            self.detail.show_request(row.id)

    def _enter_table(self) -> None:
        self.table.setFocus()
        self.table.pick_first()

    # -- doing ------------------------------------------------------------------------------------

    def scanned(self, text: str) -> bool:
        """On this page a scan brings back."""
        self.returns.take(text)
        return True

    def print_letters(self) -> None:
        """One letter to each reader who has something overdue, about all of it."""
        desk, words = self._session.desk, self._session.words
        today, soon = self._days()
        late = loan_queries.page("overdue", today, soon, limit=MOST_LETTERS)
        patrons = list(dict.fromkeys(row.patron_id for row in late))
        self._session.show_paper(
            lambda: self.tr("Overdue letters"),
            lambda: desk.slips.overdue_letter(patrons, words),
            f"overdue-{today}.pdf",
            self.window(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and not event.isAutoRepeat() and self.detail.press(event.text().upper()):
            return
        super().keyPressEvent(event)
