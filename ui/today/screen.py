"""The board: what waits and for how long, what to do first, what the day has brought."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QGridLayout

from ill_desktop import money
from ill_desktop.counter import board
from ill_desktop.patrons import calendar
from ui.kit.card import Card
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.facts import Fact, Facts
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import Screen, hbox, page, panel, title_bar
from ui.kit.table import TableView
from ui.kit.theme import Tone
from ui.session import Session

TOPICS = frozenset({"patrons", "requests", "cashier", "notices"})
TONES: dict[str, Tone] = {
    "review": "bad",
    "overdue": "bad",
    "cost": "caution",
    "send": "accent",
    "new": "accent",
    "chase": "caution",
}


class TodayScreen(Screen):
    """Cards with a number that opens its list; below them the longest waits."""

    def __init__(self, session: Session) -> None:
        super().__init__("today")
        self._session = session
        self._cards: dict[str, Card] = {}
        self._facts = Facts("today-day", figures=True, small=False)
        self._model = StaticModel(self._columns(), key=lambda item: (item.kind, item.subject))
        self._table = TableView(
            "today-first",
            self._model,
            empty=Empty("check", lambda: self.tr("Nothing waits."), name="today-nothing"),
        )
        self._table.activated.connect(lambda _index: self._open_current())
        grid = self._grid()
        first = panel(
            hbox(
                Label(lambda: self.tr("To do first"), "heading"),
                None,
                Label(lambda: self.tr("Longest wait on top"), "note"),
                margins=(16, 14, 16, 6),
            ),
            self._table,
            margins=0,
            gap=0,
        )
        day = panel(Label(lambda: self.tr("Today"), "heading"), self._facts, None, margins=16)
        day.setFixedWidth(380)
        lower = hbox(first, day, gap=16)
        lower.setStretch(0, 1)
        whole = page(
            title_bar(lambda: self.tr("Waiting today"), Label(self._date, "subtitle")), grid, lower, gap=16
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _date(self) -> str:
        locale = QLocale(self._session.language)
        pattern = "M 月 d 日 dddd" if self._session.language == "zh_CN" else "dddd, d MMMM yyyy"
        today = self._session.desk.clock.day()
        said = locale.toString(QDate(today.year, today.month, today.day), pattern)
        works = calendar.load(self._session.desk.ground).works(today)
        weekend = today.weekday() >= calendar.SATURDAY
        if works and weekend:
            return self.tr("%1 · working calendar: make-up day").replace("%1", said)
        return said if works else self.tr("%1 · working calendar: day off").replace("%1", said)

    def _grid(self) -> QGridLayout:
        titles: dict[str, tuple[Callable[[], str], str]] = {
            "review": (lambda: self.tr("Registrations to review"), "review"),
            "cost": (lambda: self.tr("Costs unanswered"), "requests"),
            "paid": (lambda: self.tr("Paid, not yet sent"), "requests"),
            "pickup": (lambda: self.tr("Arrived, not collected"), "requests"),
            "silent": (lambda: self.tr("Suppliers silent"), "requests"),
            "due": (lambda: self.tr("Due soon / overdue"), "requests"),
            "transfers": (lambda: self.tr("Transfers to match"), "cashier"),
            "notices": (lambda: self.tr("Notices that failed"), "notices"),
        }
        grid = QGridLayout()
        grid.setSpacing(16)
        for number, (key, (title, place)) in enumerate(titles.items()):
            card = Card(f"today-{key}", title, lambda key=key, place=place: self._open_card(key, place))  # type: ignore[misc]
            self._cards[key] = card
            grid.addWidget(card, number // 4, number % 4)
        return grid

    def _columns(self) -> list[Column[board.Item]]:
        return [
            Column(
                "kind",
                lambda: self.tr("Matter"),
                lambda item: Tag(self._session.words(f"board.{item.kind}"), TONES[item.kind]),
                "chip",
                100,
            ),
            Column("patron", lambda: self.tr("Reader"), lambda item: item.patron, width=140),
            Column("text", lambda: self.tr("What"), lambda item: item.text, stretch=True, width=300),
            Column("wait", lambda: self.tr("Waiting"), lambda item: self._age(item.since), width=110),
            Column(
                "next",
                lambda: self.tr("Next step"),
                lambda item: self._session.words(f"board.next_{item.kind}"),
                "button",
                120,
            ),
        ]

    def _age(self, since: str) -> str:
        began = self._session.local(since)
        now = self._session.desk.clock.local(self._session.desk.clock.now()).replace(tzinfo=None)
        assert began is not None
        minutes = int((now - began).total_seconds() // 60)
        if minutes < 60:
            return self.tr("%1 min").replace("%1", str(max(0, minutes)))
        if minutes < 24 * 60:
            return self.tr("%1 h").replace("%1", str(minutes // 60))
        return self.tr("%1 d").replace("%1", str(minutes // (24 * 60)))

    def _tag(self, card: board.Waiting) -> Tag | None:
        """What a card says of its number: how many are late, or that all is well."""
        late = str(card.late)
        if card.key == "notices":
            return Tag(self.tr("to mend"), "bad") if card.count else Tag(self.tr("all sent"), "good")
        if not card.count:
            return Tag(self.tr("none"), "neutral")
        if card.key == "paid":
            return Tag(self.tr("ready to send"), "accent")
        if not card.late:
            return None
        return {
            "review": Tag(self.tr("%1 late").replace("%1", late), "bad"),
            "cost": Tag(self.tr("%1 over 3 days").replace("%1", late), "caution"),
            "pickup": Tag(self.tr("%1 past the date").replace("%1", late), "caution"),
            "silent": Tag(self.tr("%1 over 5 days").replace("%1", late), "caution"),
            "due": Tag(self.tr("%1 overdue").replace("%1", late), "bad"),
        }.get(card.key)

    def opened(self) -> None:
        self._load()
        self._table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS and self.isVisible():
            self._load()

    def retranslate(self) -> None:
        self._load()

    def _load(self) -> None:
        ground = self._session.desk.ground
        for card in board.waiting(ground):
            self._cards[card.key].show_figure(card.count, self._tag(card))
        self._model.set_rows(board.first_things(ground))
        day = board.day(ground)
        self._facts.show_facts(
            [
                Fact(self.tr("New requests"), f"{day.submitted:,}"),
                Fact(self.tr("Delivered"), f"{day.delivered:,}"),
                Fact(self.tr("Money taken"), money.yuan(day.taken_fen)),
                Fact(self.tr("Subsidy"), money.yuan(day.subsidy_fen)),
            ]
        )

    def _open_current(self) -> None:
        item = self._table.current()
        if item is not None:
            self._session.open(item.place, item.subject)

    def _open_card(self, key: str, place: str) -> None:
        self._session.open(place, None)
        screen = self._session.window.current() if self._session.window else None  # type: ignore[attr-defined]
        show = getattr(screen, "show_waiting", None)
        if show is not None:
            show(key)
