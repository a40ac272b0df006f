"""The board: what waits and for how long, what to do first, what the day has brought."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from ill_desktop import money
from ill_desktop.counter import board
from ill_desktop.counter.board import Item
from ill_desktop.patrons import calendar
from ui.kit.card import Card
from ui.kit.chip import Tag
from ui.kit.facts import Fact, Facts
from ui.kit.label import Label
from ui.kit.screen import Screen, hbox, page, panel, title_bar
from ui.session import Session
from ui.shell.backup_words import backup_warning
from ui.today.actions import ItemActions
from ui.today.list import ItemList

TOPICS = frozenset({"patrons", "requests", "cashier", "notices", "today", "settings"})
ROOMY, COLUMNS, FEW = 1000, 5, 3
DAY, SMALL_DAY, WIDE = 300, 276, 1100
FIRST, MINE, PUT_OFF = "first", "mine", "later"


class TodayScreen(Screen):
    """Cards with a number; a click shows exactly what it counts in the list below."""

    def __init__(self, session: Session) -> None:
        super().__init__("today")
        self._session = session
        self._shown = FIRST
        self._cards = {key: self._card(key, title) for key, title in self._titles().items()}
        self._facts = Facts("today-day", figures=True, small=False)
        self.doing = ItemActions(session, self)
        self.list = ItemList(session, self.doing, self._heading)
        self.list.chosen.connect(self._choose)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._columns = 0
        self._lay_cards(COLUMNS)
        self._day = panel(Label(lambda: self.tr("Today"), "heading"), self._facts, None, margins=16)
        self._day.setFixedWidth(DAY)
        lower = hbox(self.list, self._day, gap=16)
        lower.setStretch(0, 1)
        self._backups = Label("", "text", tone="caution", wrap=True, name="today-backups")
        self._backups.hide()
        whole = page(
            title_bar(lambda: self.tr("Waiting today"), Label(self._date, "subtitle")),
            self._backups,
            self._grid,
            lower,
            gap=16,
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _titles(self) -> dict[str, Callable[[], str]]:
        return {
            "work": lambda: self.tr("New and arrived"),
            "review": lambda: self.tr("Readers to review"),
            "cost": lambda: self.tr("Costs unanswered"),
            "paid": lambda: self.tr("Paid, not yet sent"),
            "pickup": lambda: self.tr("Arrived, not collected"),
            "silent": lambda: self.tr("Suppliers to answer"),
            "due": lambda: self.tr("Due soon / overdue"),
            "transfers": lambda: self.tr("Transfers to match"),
            "shift": lambda: self.tr("Shifts left open"),
            "notices": lambda: self.tr("Mail stuck"),
        }

    def _card(self, key: str, title: Callable[[], str]) -> Card:
        card = Card(f"today-{key}", title, lambda: self._choose(key))
        card.setCheckable(True)
        return card

    def _lay_cards(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at in range(max(columns, self._columns)):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._columns = columns
        for number, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_cards(COLUMNS if self.width() >= ROOMY else FEW)
        self._day.setVisible(self.width() >= ROOMY)
        self._day.setFixedWidth(DAY if self.width() >= WIDE else SMALL_DAY)

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

    def _heading(self) -> str:
        if self._shown in self._cards:
            return self._titles()[self._shown]()
        return self.tr("To do")

    def _tag(self, card: board.Waiting) -> Tag | None:
        """What a card says of its number: how many are late, or that all is well."""
        late = f"{card.late:,}"
        if card.key in ("notices", "shift"):
            return Tag(self.tr("to mend"), "bad") if card.count else Tag(self.tr("all well"), "good")
        if not card.count:
            return Tag(self.tr("none"), "neutral")
        if card.key == "paid":
            return Tag(self.tr("ready to send"), "accent")
        if not card.late:
            return None
        return {
            "work": Tag(self.tr("%1 over a working day").replace("%1", late), "caution"),
            "review": Tag(self.tr("%1 late").replace("%1", late), "bad"),
            "cost": Tag(self.tr("%1 over 3 days").replace("%1", late), "caution"),
            "pickup": Tag(self.tr("%1 past the date").replace("%1", late), "caution"),
            "silent": Tag(self.tr("%1 silent").replace("%1", late), "caution"),
            "due": Tag(self.tr("%1 overdue").replace("%1", late), "bad"),
        }.get(card.key)

    # -- loading ----------------------------------------------------------------------------------

    def opened(self) -> None:
        self._load()
        self.list.table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS and self.isVisible():
            self._load()

    def retranslate(self) -> None:
        self._load()

    def _choose(self, key: str) -> None:
        """Another list; the same card again leads back."""
        self._shown = FIRST if key == self._shown else key
        self._load()
        self.list.table.setFocus()

    def _items(self) -> list[Item]:
        ground, staff = self._session.desk.ground, self._session.actor.staff_id
        if self._shown == MINE:
            return board.given_to(ground, staff) if staff is not None else []
        if self._shown == PUT_OFF:
            return board.put_off(ground)
        return board.first_things(ground) if self._shown == FIRST else board.items(ground, self._shown)

    def _load(self) -> None:
        for card in board.waiting(self._session.desk.ground):
            shown = self._cards[card.key]
            shown.show_figure(card.count, self._tag(card))
            shown.setChecked(card.key == self._shown)
        self.list.show_items(self._shown, self._items())
        self._show_day()
        warning = backup_warning(self._session)
        self._backups.setText(warning)
        self._backups.setVisible(bool(warning))

    def _show_day(self) -> None:
        day = board.day(self._session.desk.ground)
        took = self.tr("%1 working days").replace("%1", f"{(day.tenths or 0) / 10:.1f}")
        self._facts.show_facts(
            [
                Fact(self.tr("New requests"), f"{day.submitted:,}"),
                Fact(self.tr("Delivered"), f"{day.delivered:,}"),
                Fact(self.tr("On average after"), took if day.tenths is not None else "—"),
                Fact(self.tr("Money taken"), money.yuan(day.taken_fen)),
                Fact(self.tr("Subsidy"), money.yuan(day.subsidy_fen)),
            ]
        )
