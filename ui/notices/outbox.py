"""The outbox: messages by state, newest first, and what can be done with those that did not go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ill_desktop.notices import queries
from ill_desktop.notices.kinds import KINDS
from ill_desktop.notices.queries import NoticeRow
from ill_desktop.patrons import queries as patrons
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.dialogs import ask_reason
from ui.kit.empty import Empty
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.menu import Menu
from ui.kit.models import PageModel
from ui.kit.screen import Screen, hbox, panel, vbox
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.theme import Tone
from ui.notices.message import MessagePanel
from ui.session import Session

STATES = ("waiting", "failed", "sent", "withdrawn", "all")
COUNTED = ("waiting", "failed")  # how many have ever been sent is a report's matter
TONES: dict[str, Tone] = {"waiting": "caution", "sent": "good", "failed": "bad", "withdrawn": "neutral"}
TOPICS = ("notices",)
OTHER_WAYS = ("email", "sms", "letter", "none")


class OutboxPage(Screen):
    """A list with the message in full beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__("outbox")
        self._session = session
        self._alone: int | None = None  # one message that was asked for, in a list of its own
        self._readers: tuple[int, ...] | None = None  # all records of those who were searched for
        self.states = Pills("notices-state", [(state, self._state_words(state)) for state in STATES])
        self.states.keep_to_one_line()
        self.states.chosen.connect(lambda _state: self._reload())
        self.search = SearchLine("notices-search", lambda: self.tr("Reader: name, number, pinyin"), self)
        self.search.setMinimumWidth(260)
        self.search.searched.connect(self._look)
        self.kind = Choice("notices-kind", self._kinds)
        self.write(self.kind.setAccessibleName, lambda: self.tr("Kind of message"))
        self.kind.set_value("")
        self.kind.setMinimumWidth(190)
        self.kind.edited.connect(self._look)
        self.retry = Button(
            "notices-retry", lambda: self.tr("Try again"), icon="refresh", key="R", on=self._retry
        )
        self.other = Button("notices-other-way", lambda: self.tr("Another way…"), on=self._offer_ways)
        self.give_up = Button(
            "notices-give-up", lambda: self.tr("Take off the list…"), key="Delete", on=self._ask_note
        )
        self.model: PageModel[NoticeRow] = PageModel(self._columns(), self._fetch, self._count)
        self.empty = Empty("notices", self._nothing)
        self.table = TableView(
            "notices-table", self.model, title=lambda: self.tr("Notices"), empty=self.empty, many=True
        )
        self.table.remember(session.memory)
        self.search.left.connect(self.table.setFocus)
        self.table.picked.connect(lambda row: self._show(row))
        self.table.activated_row.connect(lambda row: session.open("patrons", row.patron_id))
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._offer())
        self.message = MessagePanel(session)
        body = hbox(panel(self.table, margins=0), self.message, gap=16)
        body.setStretch(0, 2)
        body.setStretch(1, 1)
        narrow = hbox(self.search, self.kind, None, self.give_up, self.other, self.retry)
        whole = vbox(hbox(self.states, None), narrow, body, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.states.choose("waiting")

    def _state_words(self, state: str) -> Callable[[], str]:
        if state == "all":
            return lambda: self.tr("All")
        return lambda: self._session.words(f"outbox.{state}")

    def _kinds(self) -> list[tuple[str, str]]:
        kinds = [(kind, self._session.words(f"notice_kind.{kind}")) for kind in KINDS]
        return [("", self.tr("All kinds")), *kinds]

    def _nothing(self) -> str:
        if self._readers is not None or self.kind.value():
            return self.tr("No message like that. Choose “All”, or another kind or reader.")
        return {
            "waiting": self.tr("Nothing waits. Each step of a request queues its notice by itself."),
            "failed": self.tr("Nothing has failed."),
            "sent": self.tr("Nothing has gone out yet."),
            "withdrawn": self.tr("Nothing was withdrawn: no step taken back, nothing taken off the list."),
        }.get(self.states.current()) or self.tr("No message yet.")

    def _columns(self) -> list[Column[NoticeRow]]:
        session = self._session
        return [
            Column("at", lambda: self.tr("Made"), lambda row: session.local(row.created_at), "date", 132),
            Column("reader", lambda: self.tr("Reader"), lambda row: row.patron_name, width=86),
            Column(
                "subject",
                lambda: self.tr("Message"),
                lambda row: (session.desk.texts.shown(row)[0], self.message.about(row)),
                "two_line",
                stretch=True,
                width=150,
            ),
            Column(
                "way", lambda: self.tr("Way"), lambda row: session.words(f"notice_way.{row.way}"), width=72
            ),
            Column("state", lambda: self.tr("State"), self._tags, "chip", 136),
        ]

    def _tags(self, row: NoticeRow) -> list[Tag]:
        tags = [Tag(self._session.words(f"outbox.{row.state}"), TONES[row.state])]
        if row.maybe_repeat:
            tags.append(Tag(self.tr("twice?"), "caution"))
        elif row.read_at:
            tags.append(Tag(self.tr("read"), "neutral"))
        return tags

    # -- loading ----------------------------------------------------------------------------------

    def _state(self) -> str | None:
        chosen = self.states.current()
        return None if chosen == "all" else chosen

    def _fetch(self, after: NoticeRow | None, limit: int) -> list[NoticeRow]:
        if self._alone is not None:
            return [queries.by_id(self._alone)] if after is None else []
        kind = self.kind.value() or None
        last = after.id if after else None
        return queries.page(self._state(), last, limit, kind=kind, patrons=self._readers)

    def _count(self) -> int:
        if self._alone is not None:
            return 1
        return queries.count(self._state(), kind=self.kind.value() or None, patrons=self._readers)

    def _look(self) -> None:
        """Read again whom and what the search means, as one types."""
        text = self.search.text().strip()
        found = patrons.find(text) if text else []
        self._readers = tuple(each for row in found for each in patrons.alias_ids(row.id)) if text else None
        if not self.states.current():
            self.states.choose("all")  # it was one message alone
        self._reload()

    def opened(self) -> None:
        self._reload(keep=True)
        self.table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        self._reload(keep=True)

    def retranslate(self) -> None:
        self._show(self.table.current())

    def show_state(self, state: str) -> None:
        """Choose a pill, whomever was searched for before."""
        self.search.clear()
        self._readers = None
        self.kind.set_value("")
        self.states.choose(state)
        self._reload()

    def show_notice(self, notice_id: int) -> None:
        """One message alone; any pill leads back to the lists."""
        self.search.clear()
        self._readers = None
        self.kind.set_value("")
        self.states.choose_none()
        self._alone = notice_id
        self.model.reload(keep=False)
        self.table.pick_first()
        self._show(self.table.current())

    def _reload(self, keep: bool = False) -> None:
        if self.states.current():
            self._alone = None
        for state in COUNTED:
            self.states.set_count(state, queries.count(state))
        self.empty.say(self._nothing())
        self.model.reload(keep=keep)
        self.table.pick_first()
        self._show(self.table.current())

    def _show(self, row: NoticeRow | None) -> None:
        self.message.show_notice(row)
        self._offer()

    # -- what can be done -------------------------------------------------------------------------

    def _chosen(self, *states: str) -> list[NoticeRow]:
        return [row for row in self.table.selected() if row.state in states]

    def _offer(self) -> None:
        """Only what can be done with what is chosen."""
        may = self._session.actor.may("request.work")
        for button, rows in (
            (self.retry, self._chosen("failed")),
            (self.other, self._chosen("failed")),
            (self.give_up, self._chosen("failed", "waiting")),
        ):
            button.setVisible(may and bool(rows))

    def _retry(self) -> None:
        self._try_by(None)

    def _offer_ways(self) -> None:
        menu = Menu(self, "notices-ways")
        now = {row.way for row in self._chosen("failed")}
        for way in OTHER_WAYS:
            words = self._session.words(f"notice_way.{way}")
            menu.entry(f"way-{way}", words, partial(self._try_by, way), enabled=now != {way})
        menu.open_under(self.other)

    def _try_by(self, way: str | None) -> None:
        notices, actor = self._session.desk.notices, self._session.actor
        chosen = [row.id for row in self._chosen("failed")]
        self._session.commands.run(
            lambda: notices.retry(actor, chosen, way),
            touches=TOPICS,
            says=lambda tried: self.tr("Tried again: %1").replace("%1", f"{tried:,}"),
        )
        self._session.post.send()

    def _ask_note(self) -> None:
        chosen = [row.id for row in self._chosen("failed", "waiting")]
        ask_reason(
            self.window(),
            lambda: self.tr("Take %1 off the list?").replace("%1", f"{len(chosen):,}"),
            lambda: self.tr("Take off the list"),
            lambda note: self._drop(chosen, note),
            note=lambda: self.tr("It is sent no more. The reader finds it no longer under “my messages”."),
            label=lambda: self.tr("Why: telephoned, for instance"),
            danger=True,
        )

    def _drop(self, chosen: list[int], note: str) -> None:
        notices, actor = self._session.desk.notices, self._session.actor
        self._session.commands.run(
            lambda: notices.give_up(actor, chosen, note),
            touches=TOPICS,
            says=lambda dropped: self.tr("Taken off the list: %1").replace("%1", f"{dropped:,}"),
        )
