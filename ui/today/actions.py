"""What can be done with an item of the board: open it, give it to a colleague, put it off with a note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.counter import marks
from ill_desktop.counter.board import Item
from ill_desktop.counter.marks import Mark
from ill_desktop.patrons import calendar
from ill_desktop.staff import queries as staff
from ui.kit.asking import ask, carried_out
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.session import Session

TOPICS = ("today",)


class ItemActions(QObject):
    """Acts on the item its list stands on."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over
        self._current: Callable[[], Item | None] = lambda: None
        self.give = Button("today-give", lambda: self.tr("Give to…"), icon="user", key="G", on=self._give)
        self.later = Button(
            "today-later", lambda: self.tr("Put off…"), icon="clock", key="Z", on=self._put_off
        )
        self.back = Button(
            "today-back", lambda: self.tr("Take back"), icon="undo", key="B", on=self._take_back
        )

    def buttons(self) -> tuple[QWidget, ...]:
        return self.back, self.give, self.later

    def asks(self, current: Callable[[], Item | None]) -> None:
        """Where the item is found that is acted on."""
        self._current = current

    def offer(self, item: Item | None) -> None:
        """Only what can be done with this item."""
        may = self._session.actor.may("request.work") and item is not None
        self.give.setVisible(may)
        self.later.setVisible(may)
        self.back.setVisible(may and item is not None and bool(item.staff or item.until))

    def open(self, item: Item | None) -> None:
        """Go to what an item is about."""
        if item is not None:
            self._session.open(item.place, item.opens)

    # -- marks ------------------------------------------------------------------------------------

    def _mark(self, item: Item) -> Mark | None:
        return marks.marks(item.card, [item.subject]).get(item.subject)

    def _restore(self, item: Item, before: Mark | None) -> None:
        """As it was before: for undo."""
        service, by = self._session.desk.marks, self._session.actor
        service.clear(by, item.card, item.subject)
        if before is None:
            return
        if before.staff_id is not None:
            service.assign(by, item.card, item.subject, before.staff_id, before.note)
        if before.until is not None and before.until > self._session.desk.ground.today:
            until = dt.date.fromisoformat(before.until)
            service.snooze(by, item.card, item.subject, until, before.note)

    def _give(self) -> None:
        item = self._current()
        if item is None:
            return
        before = self._mark(item)
        colleagues = [(row.id, row.name) for row in staff.everybody() if row.active]
        ask(
            self._over.window(),
            "give",
            lambda: self.tr("Who looks after this?"),
            lambda: self.tr("Give"),
            [
                Ask("staff", lambda: self.tr("Colleague"), "choice", True, options=lambda: colleagues),
                Ask(
                    "note",
                    lambda: self.tr("Note"),
                    placeholder=lambda: self.tr("What has been tried, for instance"),
                ),
            ],
            partial(self._store_gift, item, before),
            values={
                "staff": (before.staff_id if before else None) or self._session.actor.staff_id,
                "note": before.note if before else "",
            },
        )

    def _store_gift(self, item: Item, before: Mark | None, form: Form) -> bool:
        values, by = form.values(), self._session.actor
        name = {row.id: row.name for row in staff.everybody()}[values["staff"]]
        return carried_out(
            self._session.commands,
            lambda: self._session.desk.marks.assign(
                by, item.card, item.subject, values["staff"], values["note"]
            ),
            form=form,
            touches=TOPICS,
            says=self.tr("Given to %1").replace("%1", name),
            undo=lambda _done: self._restore(item, before),
        )

    def _put_off(self) -> None:
        item = self._current()
        if item is None:
            return
        before = self._mark(item)
        ground = self._session.desk.ground
        tomorrow = calendar.working_day_after(ground.clock.day(), calendar.load(ground))
        ask(
            self._over.window(),
            "put-off",
            lambda: self.tr("When shall it come back?"),
            lambda: self.tr("Put off"),
            [
                Ask("until", lambda: self.tr("Back on"), "date", True),
                Ask("note", lambda: self.tr("Why it may wait"), required=True),
            ],
            partial(self._store_delay, item, before),
            values={"until": tomorrow, "note": before.note if before else ""},
            note=lambda: self.tr("Until then the board does not count it."),
        )

    def _store_delay(self, item: Item, before: Mark | None, form: Form) -> bool:
        values, by = form.values(), self._session.actor
        return carried_out(
            self._session.commands,
            lambda: self._session.desk.marks.snooze(
                by, item.card, item.subject, values["until"], values["note"]
            ),
            form=form,
            touches=TOPICS,
            says=self.tr("Back on %1").replace("%1", values["until"].isoformat()),
            undo=lambda _done: self._restore(item, before),
        )

    def _take_back(self) -> None:
        item = self._current()
        if item is None:
            return
        before, service, by = self._mark(item), self._session.desk.marks, self._session.actor
        self._session.commands.run(
            lambda: service.clear(by, item.card, item.subject),
            touches=TOPICS,
            says=self.tr("Back on the board, and nobody's"),
            undo=lambda _done: self._restore(item, before),
        )
