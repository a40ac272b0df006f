"""Registrations that wait: the queue, one application, and who may be the same person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from ill_desktop.patrons import look_alikes, queries
from ill_desktop.patrons.look_alikes import LookAlike
from ill_desktop.patrons.queries import PatronCard, ReviewRow
from ui.kit import dialogs
from ui.kit.asking import carried_out
from ui.kit.chip import Chip, Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import Screen, hbox, page, panel, title_bar, vbox
from ui.kit.table import TableView
from ui.patrons.application import Application
from ui.patrons.bulk_left import BulkLeft
from ui.patrons.columns import joined
from ui.patrons.look_alikes import LookAlikes
from ui.patrons.merging import Merging
from ui.session import Session

QUEUE_WIDTH, QUEUE_NARROW = 300, 264
_ROOMY = 1150  # pixels from which the queue need not give way to who may be the same person


class ReviewScreen(Screen):
    """A approves, Q asks for more, R rejects; then the next one stands there. Ticked ones are approved
    together; whoever looks like somebody else is left for a second look."""

    def __init__(self, session: Session) -> None:
        super().__init__("review")
        self._session = session
        self._late, self._waiting = Chip(name="review-late"), Label("", "subtitle", name="review-waiting")
        self._model = StaticModel[ReviewRow](self._columns(), checkable=True)
        self._model.checked_changed.connect(self._show_ticked)
        self._many = Button(
            "review-many", self._many_words, role="primary", key="Ctrl+Return", on=self._approve_ticked
        )
        self._all = Button(
            "review-all", lambda: self.tr("Tick all"), role="link", key="T", on=self._model.toggle_all
        )
        self._table = TableView(
            "review-queue", self._model, title=lambda: self.tr("Registrations that wait"), enter=False
        )
        self._table.horizontalHeader().hide()
        self._table.picked.connect(self._show)
        self._application = Application(session)
        self._application.approve.clicked.connect(self._approve)
        self._application.ask.clicked.connect(self._ask_for_more)
        self._application.reject.clicked.connect(self._reject)
        self._merging = Merging(session, self)
        self._look_alikes = LookAlikes(session, self._merge, self._tell_apart)
        self._whole = QStackedWidget()
        self.setLayout(self._lay_out())

    def _lay_out(self) -> QLayout:
        self._queue = panel(self._table, margins=0, name="review-list")
        work = hbox(self._queue, self._application, self._look_alikes, gap=16)
        work.setStretch(1, 1)
        work.setStretch(2, 1)
        desk = QWidget()
        desk.setLayout(work)
        done = panel(
            Empty(
                "check",
                lambda: self.tr("Nothing to review. New registrations appear here by themselves."),
                lambda: self.tr("Register a reader"),
                lambda: self._session.open("register", None),
                name="review-none",
            )
        )
        self._whole.addWidget(desk)
        self._whole.addWidget(done)
        bar = title_bar(
            lambda: self.tr("Review registrations"),
            self._late,
            self._waiting,
            actions=(self._all, self._many),
        )
        whole = page(bar, self._whole, gap=16)
        whole.setStretch(1, 1)
        return vbox(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._queue.setFixedWidth(QUEUE_WIDTH if event.size().width() >= _ROOMY else QUEUE_NARROW)

    def _columns(self) -> tuple[Column[ReviewRow], ...]:
        words = self._session
        return (
            Column("tick", "", lambda _row: False, "check", 40),
            Column(
                "name",
                lambda: self.tr("Reader"),
                lambda row: (
                    row.name,
                    joined(words.words(f"patron.road.{row.road}"), row.unit or row.institution),
                ),
                "two_line",
                120,
                stretch=True,
                strong=True,
            ),
            Column("due", lambda: self.tr("Due"), self._due_tag, "chip", 96),
        )

    def _due_tag(self, row: ReviewRow) -> Tag:
        """How near the one working day of [G] is, or how long it is over."""
        today = self._session.desk.clock.day()
        if row.overdue:
            late = self.tr("late %1 d").replace("%1", str(row.late)) if row.late else self.tr("late")
            return Tag(late, "bad")
        if row.due == today:
            return Tag(self.tr("today"), "caution")
        if row.due == today + dt.timedelta(days=1):
            return Tag(self.tr("tomorrow"))
        return Tag(f"{row.due:%m-%d}")

    # -- what is shown ----------------------------------------------------------------------------

    def opened(self) -> None:
        self._load()
        self._table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if "patrons" in topics and self.isVisible():
            self._load()

    def retranslate(self) -> None:
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        """Read the queue again; where the present one has gone, the one that followed is next."""
        before = self._table.current()
        place = self._model.position(before.id) if before is not None else 0
        rows = queries.review_queue(self._session.desk.ground)
        self._model.set_rows(rows)
        waiting, late = queries.review_counts(self._session.desk.ground)
        self._late.set_tag(Tag(self.tr("%1 late").replace("%1", f"{late:,}") if late else "", "bad"))
        self._waiting.setText(self.tr("%1 waiting").replace("%1", f"{waiting:,}"))
        self._whole.setCurrentIndex(0 if rows else 1)
        self._show_ticked()
        if rows and self._table.current() is None:
            self._table.selectRow(min(place or 0, len(rows) - 1))
        self._show(self._table.current())

    def _show(self, row: ReviewRow | None) -> None:
        if row is not None:
            card, found = queries.card(row.id), look_alikes.look_alikes(row.id)
            self._application.show_card(card, {same for each in found for same in each.same})
            self._look_alikes.show_found(card, found)

    def show_subject(self, patron_id: int) -> None:
        """Bring one application to the front; one that no longer waits opens with the readers."""
        if not self._table.pick(patron_id):
            self._session.open("patrons", patron_id)

    # -- many at once -----------------------------------------------------------------------------

    def _many_words(self) -> str:
        return self.tr("Approve %1 ticked").replace("%1", f"{len(self._model.checked()):,}")

    def _show_ticked(self) -> None:
        may = self._session.actor.may("patron.review")
        self._many.say(self._many_words())
        self._many.setVisible(may and bool(self._model.checked()))
        self._all.setVisible(may and len(self._model.rows) > 1)

    def _approve_ticked(self) -> None:
        """Approve the ticked ones; who is left, and why, is said one by one."""
        ids = [row.id for row in self._model.checked()]
        names = {row.id: row.name for row in self._model.rows}
        service, by = self._session.desk.patrons, self._session.actor
        summary = self._session.commands.run(
            lambda: service.approve_many(by, ids),
            touches=("patrons", "notices"),
            says=lambda done: self.tr("%1 approved").replace("%1", f"{len(done.approved):,}"),
        )
        if summary is not None and summary.left:
            BulkLeft(self._session, self, summary, names, self.show_subject).open()

    # -- deciding ---------------------------------------------------------------------------------

    def _merge(self, other: LookAlike) -> None:
        card = self._application.card
        if card is not None:
            self._merging.merge(card, other)

    def _tell_apart(self, other: LookAlike) -> None:
        card, service, by = self._application.card, self._session.desk.patrons, self._session.actor
        if card is not None:
            self._session.commands.run(
                lambda: service.tell_apart(by, card.id, other.id),
                says=self.tr("%1 and %2 are two people").replace("%1", card.name).replace("%2", other.number),
                touches=("patrons",),
                undo=lambda _done: service.tell_apart(by, card.id, other.id, apart=False),
            )

    def _decide(self, action: Callable[[], object], says: str) -> bool:
        return carried_out(self._session.commands, action, says=says, touches=("patrons", "notices"))

    def _approve(self) -> None:
        card, class_ = self._application.card, self._application.chosen_class()
        if card is not None:
            service, by = self._session.desk.patrons, self._session.actor
            self._decide(
                lambda: service.approve(by, card.id, class_), self.tr("%1 approved").replace("%1", card.name)
            )
            self._table.setFocus()

    def _ask_for_more(self) -> None:
        card, service, by = self._application.card, self._session.desk.patrons, self._session.actor
        if card is not None:
            self._ask_why(
                card,
                self.tr("Ask %1 for more"),
                self.tr("Send the question"),
                lambda text: service.ask_for_more(by, card.id, text),
                self.tr("%1 has been asked"),
            )

    def _reject(self) -> None:
        card, service, by = self._application.card, self._session.desk.patrons, self._session.actor
        if card is not None:
            self._ask_why(
                card,
                self.tr("Reject %1"),
                self.tr("Reject"),
                lambda text: service.reject(by, card.id, text),
                self.tr("%1 rejected"),
                danger=True,
            )

    def _ask_why(
        self,
        card: PatronCard,
        title: str,
        primary: str,
        act: Callable[[str], object],
        says: str,
        danger: bool = False,
    ) -> None:
        dialogs.ask_reason(
            self,
            title.replace("%1", card.name),
            primary,
            lambda text: self._decide(lambda: act(text), says.replace("%1", card.name)),
            note=self.tr("The reader gets these words by e-mail."),
            label=self.tr("Reason") if danger else self.tr("What is missing"),
            danger=danger,
        )
