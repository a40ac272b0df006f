"""Notices: what waits, went or failed; the letters to print; the words of each kind."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from ui.kit.screen import Screen, hbox, page, title_bar
from ui.kit.tabs import Pills
from ui.notices.held import SendingBar
from ui.notices.letters import LettersPage
from ui.notices.outbox import OutboxPage
from ui.notices.texts import TextsPage
from ui.session import Session

TOPICS = frozenset({"notices", "requests", "patrons", "cashier", "settings"})
PLACES = ("outbox", "letters", "texts")


class NoticesScreen(Screen):
    """Three pages behind pills; what holds everything back is said above them."""

    def __init__(self, session: Session) -> None:
        super().__init__("notices")
        self._session = session
        self.places = Pills(
            "notices-place",
            [
                ("outbox", lambda: self.tr("Outbox")),
                ("letters", lambda: self.tr("Letters")),
                ("texts", lambda: self.tr("Texts")),
            ],
        )
        self.places.keep_to_one_line()
        self.places.chosen.connect(self._turn)
        self.outbox = OutboxPage(session)
        self._pages: dict[str, Screen] = {"outbox": self.outbox}
        self._stack = QStackedWidget()
        self._stack.setObjectName("notices-pages")
        self._stack.addWidget(self.outbox)
        self.bar = SendingBar(session)
        head = title_bar(
            lambda: self.tr("Notices"), self.places, actions=(self.bar.now, self.bar.pause, self.bar.resume)
        )
        whole = page(head, hbox(self.bar, gap=0), self._stack, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _page(self, place: str) -> Screen:
        """Letters and texts are built when they are first wanted."""
        if place not in self._pages:
            made: Screen = LettersPage(self._session) if place == "letters" else TextsPage(self._session)
            self._pages[place] = made
            self._stack.addWidget(made)
        return self._pages[place]

    def _turn(self, place: str) -> None:
        shown = self._page(place)
        self._stack.setCurrentWidget(shown)
        shown.opened()

    def opened(self) -> None:
        self._load()
        self._page(self.places.current()).opened()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS and self.isVisible():
            self._load()
            self._page(self.places.current()).refresh(topics)

    def _load(self) -> None:
        standing = self._session.desk.delivery.standing()
        self.places.set_count("letters", standing.letters or None)
        self.bar.load()

    def show_waiting(self, key: str) -> None:
        """What failed, for the board's card."""
        if key == "notices":
            self._go("outbox")
            self.outbox.show_state("failed")

    def show_subject(self, notice_id: int) -> None:
        """One message, wherever in the outbox it stands."""
        self._go("outbox")
        self.outbox.show_notice(notice_id)

    def _go(self, place: str) -> None:
        self.places.choose(place)
        self._turn(place)
