"""The outbox: what waits, what went, what failed; the message in full beside the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget

from ill_desktop.notices import queries
from ill_desktop.notices.queries import NoticeRow
from ui.kit.chip import Chip, Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.models import PageModel
from ui.kit.screen import Screen, hbox, page, panel, title_bar, vbox
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.theme import Tone, style
from ui.session import Session

STATES = ("waiting", "failed", "sent", "all")
TONES: dict[str, Tone] = {"waiting": "caution", "sent": "good", "failed": "bad", "withdrawn": "neutral"}
TOPICS = frozenset({"notices", "requests", "patrons", "cashier"})
SIDE = 420


class NoticesScreen(Screen):
    """Read only: nothing is sent from here. Without a network messages wait, and the screen says so."""

    def __init__(self, session: Session) -> None:
        super().__init__("notices")
        self._session = session
        self.states = Pills("notices-state", [(state, self._state_words(state)) for state in STATES])
        self.states.chosen.connect(lambda _state: self._reload())
        self.model: PageModel[NoticeRow] = PageModel(self._columns(), self._fetch, self._count)
        self.table = TableView(
            "notices-table",
            self.model,
            title=lambda: self.tr("Notices"),
            empty=Empty(
                "notices",
                lambda: self.tr("Nothing here. Each step of a request queues its notice by itself."),
            ),
        )
        self.table.remember(session.memory)
        self.table.picked.connect(lambda row: self._show(row))
        self._side = QStackedWidget()
        self._side.setObjectName("notices-side")
        self._make_message()
        self._lay_out()
        self.states.choose("waiting")

    def _state_words(self, state: str) -> Callable[[], str]:
        if state == "all":
            return lambda: self.tr("All")
        return lambda: self._session.words(f"outbox.{state}")

    def _columns(self) -> list[Column[NoticeRow]]:
        words = self._session
        return [
            Column("at", lambda: self.tr("Made"), lambda row: words.local(row.created_at), "date", 140),
            Column("reader", lambda: self.tr("Reader"), lambda row: row.patron_name, width=100),
            Column(
                "subject",
                lambda: self.tr("Message"),
                lambda row: (self._subject(row), self._kind(row)),
                "two_line",
                stretch=True,
                width=220,
            ),
            Column("way", lambda: self.tr("Way"), lambda row: words.words(f"notice_way.{row.way}"), width=90),
            Column(
                "state",
                lambda: self.tr("State"),
                lambda row: Tag(self._session.words(f"outbox.{row.state}"), TONES[row.state]),
                "chip",
                110,
            ),
        ]

    def _subject(self, row: NoticeRow) -> str:
        return self._session.desk.texts.shown(row)[0]

    def _kind(self, row: NoticeRow) -> str:
        """What the message is about, in the language of the window: it may be written in another."""
        kind = self._session.words(f"notice_kind.{row.kind}")
        return f"{kind} · {row.request_number}" if row.request_number else kind

    def _make_message(self) -> None:
        self._chip = Chip(name="notice-state")
        self._head = Label("", "heading", wrap=True, name="notice-subject")
        self._facts = Facts("notice-facts")
        self._text = QPlainTextEdit()
        self._text.setObjectName("notice-text")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self.write(self._text.setAccessibleName, lambda: self.tr("Message"))
        style(self._text, role="reading")
        self._open = Button(
            "notice-open", lambda: self.tr("Open the reader"), icon="user", on=self._open_reader
        )
        message = panel(
            hbox(self._chip, None, self._open), self._head, self._facts, self._text, gap=12, name="notice"
        )
        self._side.addWidget(panel(Empty("notices", lambda: self.tr("Choose a notice to read it."))))
        self._side.addWidget(message)
        self._side.setFixedWidth(SIDE)

    def _lay_out(self) -> None:
        offline = panel(
            hbox(
                Icon("clock", 18, "caution"),
                Label(
                    lambda: self.tr(
                        "No mail server is set up: notices wait here and nothing gets lost. "
                        "Urgent ones: open the reader and telephone."
                    ),
                    "note",
                    wrap=True,
                ),
                gap=12,
            ),
            margins=14,
            name="notices-offline",
        )
        offline.layout().itemAt(0).layout().setStretch(1, 1)  # type: ignore[union-attr]
        left = vbox(panel(self.table, margins=0), offline, gap=16)
        left.setStretch(0, 1)
        body = hbox(left, self._side, gap=16)
        body.setStretch(0, 1)
        whole = page(title_bar(lambda: self.tr("Notices")), hbox(self.states, None), body, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    # -- loading ----------------------------------------------------------------------------------

    def _state(self) -> str | None:
        chosen = self.states.current()
        return None if chosen == "all" else chosen

    def _fetch(self, after: NoticeRow | None, limit: int) -> list[NoticeRow]:
        return queries.page(self._state(), after.id if after else None, limit)

    def _count(self) -> int:
        return queries.count(self._state())

    def opened(self) -> None:
        self._reload(keep=True)
        self.table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS and self.isVisible():
            self._reload(keep=True)

    def retranslate(self) -> None:
        self._show(self.table.current())

    def show_waiting(self, key: str) -> None:
        """What failed, for the board's card."""
        if key == "notices":
            self.states.choose("failed")
            self._reload()

    def _reload(self, keep: bool = False) -> None:
        for state in STATES:
            self.states.set_count(state, queries.count(None if state == "all" else state))
        self.model.reload(keep=keep)
        self.table.pick_first()
        self._show(self.table.current())

    def _show(self, row: NoticeRow | None) -> None:
        self._side.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        made = self._session.local(row.created_at)
        self._chip.set_tag(Tag(self._session.words(f"outbox.{row.state}"), TONES[row.state]))
        self._head.setText(self._subject(row))
        facts = [
            Fact(self.tr("To"), f"{row.patron_name} <{row.email}>"),
            Fact(self.tr("About"), self._kind(row)),
            Fact(self.tr("Way"), self._session.words(f"notice_way.{row.way}")),
            Fact(self.tr("Made"), f"{made:%Y-%m-%d %H:%M}"),
        ]
        if row.problem:
            facts.append(Fact(self.tr("Problem"), queries.said(row.problem, self._session.words)))
        self._facts.show_facts(facts)
        self._text.setPlainText(self._session.desk.texts.shown(row)[1])

    def _open_reader(self) -> None:
        row: NoticeRow | None = self.table.current()
        if row is not None:
            self._session.open("patrons", row.patron_id)
