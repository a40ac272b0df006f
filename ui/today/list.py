"""The list of the board: what waits, how long in working days, who looks after it, what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ill_desktop.counter import board
from ill_desktop.counter.board import Item
from ill_desktop.patrons import calendar
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, vbox
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.theme import Tone, style
from ui.session import Session
from ui.today.actions import ItemActions

TONES: dict[str, Tone] = {
    "review": "bad",
    "overdue": "bad",
    "shift": "bad",
    "mail": "bad",
    "cost": "caution",
    "chase": "caution",
    "pickup": "caution",
    "due": "neutral",
    "transfer": "loan",
    "send": "accent",
    "new": "accent",
    "ask": "accent",
}
LISTS = ("first", "mine", "later")


class ItemList(QFrame):
    """Pills choose the first things, one's own or what was put off; a card puts its own list here."""

    chosen = Signal(str)

    def __init__(self, session: Session, actions: ItemActions, heading: Callable[[], str]) -> None:
        super().__init__()
        self.setObjectName("today-list")
        style(self, role="panel")
        self._session, self._actions = session, actions
        self._calendar: calendar.Calendar | None = None
        self._shown = "first"
        self.heading = Label(heading, "heading", name="today-heading")
        self._say = heading
        self.lists = Pills(
            "today-list",
            [
                ("first", lambda: self.tr("First")),
                ("mine", lambda: self.tr("Mine")),
                ("later", lambda: self.tr("Put off")),
            ],
        )
        self.lists.keep_to_one_line()
        self.lists.chosen.connect(self.chosen)
        self.model: StaticModel[Item] = StaticModel(
            self._columns(), key=lambda item: (item.card, item.subject)
        )
        self.empty = Empty("check", self._nothing, name="today-nothing")
        self.table = TableView("today-first", self.model, title=heading, empty=self.empty)
        self.table.remember(session.memory)
        self.table.activated_row.connect(actions.open)
        self.table.pressed_button.connect(lambda _key, item: actions.open(item))
        self.table.picked.connect(lambda _item: self._offer())
        head = hbox(self.heading, self.lists, None, *actions.buttons(), gap=8, margins=(16, 10, 12, 6))
        whole = vbox(head, self.table, gap=0, margins=1)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        actions.asks(self.table.current)

    def _nothing(self) -> str:
        return {
            "mine": self.tr("Nothing was given to you."),
            "later": self.tr("Nothing was put off."),
        }.get(self._shown) or self.tr("Nothing waits.")

    def _columns(self) -> list[Column[Item]]:
        return [
            Column(
                "kind",
                lambda: self.tr("Matter"),
                lambda item: Tag(self._session.words(f"board.{item.kind}"), TONES[item.kind]),
                "chip",
                90,
            ),
            Column("patron", lambda: self.tr("Reader"), lambda item: item.patron, width=96),
            Column("text", lambda: self.tr("What"), self._what, "two_line", stretch=True, width=180),
            Column("wait", lambda: self.tr("Waiting"), self._waits, "chip", 116),
            Column("staff", lambda: self.tr("Given to"), lambda item: item.staff or "", width=80),
            Column(
                "next",
                lambda: self.tr("Next step"),
                lambda item: self._session.words(f"board.next_{item.kind}"),
                "button",
                112,
            ),
        ]

    def _what(self, item: Item) -> tuple[str, str]:
        text = self._session.words(f"notice_kind.{item.text}") if item.card == "notices" else item.text
        if item.card == "shift":
            text = self.tr("Till %1").replace("%1", item.text)
        parts = [item.note or ""]
        if item.until and item.until > self._session.desk.ground.today:
            parts.insert(0, self.tr("back on %1").replace("%1", item.until))
        return text, " · ".join(part for part in parts if part)

    def _waits(self, item: Item) -> Tag:
        """Working days; a thing of today in hours and minutes."""
        tone: Tone = (
            "bad" if item.late and TONES[item.kind] == "bad" else "caution" if item.late else "neutral"
        )
        return Tag(self._age(item), tone)

    def _age(self, item: Item) -> str:
        ground = self._session.desk.ground
        assert self._calendar is not None  # read before the rows are shown
        days = board.age(ground, item, self._calendar)
        if len(item.since) == len(ground.today):
            return self._due(item, days)
        if days:
            return self.tr("%1 d").replace("%1", f"{days:,}")
        began = self._session.local(item.since)
        now = ground.clock.local(ground.clock.now()).replace(tzinfo=None)
        minutes = max(dt.timedelta(), now - (began or now)) // dt.timedelta(minutes=1)
        if minutes < 60:
            return self.tr("%1 min").replace("%1", str(minutes))
        return self.tr("%1 h").replace("%1", str(minutes // 60))

    def _due(self, item: Item, days: int) -> str:
        if item.late:
            if not days:
                return self.tr("just overdue")  # no working day has passed since
            return self.tr("%1 d over").replace("%1", f"{days:,}")
        if item.since == self._session.desk.ground.today:
            return self.tr("due today")
        return self.tr("%1 d left").replace("%1", f"{-days:,}")

    def show_items(self, shown: str, items: list[Item]) -> None:
        """Show these, whichever list they are."""
        self._shown = shown
        self._calendar = calendar.load(self._session.desk.ground)
        if shown in LISTS:
            self.lists.choose(shown)
        else:
            self.lists.choose_none()
        self.heading.setText(self._say())
        self.empty.say(self._nothing())
        self.model.set_rows(items)
        self.table.show_column("staff", any(item.staff for item in items))
        self.table.pick_first()
        self._offer()

    def _offer(self) -> None:
        self._actions.offer(self.table.current())
