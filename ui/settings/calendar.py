"""The working calendar: a registration is due on the next working day, make-up days included ([G] step 2)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout

from ill_desktop import hours
from ill_desktop.patrons.working_days import FIRST_YEAR, LAST_YEAR, Day
from ui.kit.chip import Chip, Tag
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.text import Text
from ui.session import Session
from ui.settings.section import Section, carry_out
from ui.settings.year_grid import SATURDAY, DaySample, YearGrid

TOPICS = ("settings", "patrons")


class CalendarSection(Section):
    """One year; a click or Space makes a day working or off, and what waits for review is due anew."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-calendar", session)
        self._year = session.desk.clock.day().year
        self.grid = YearGrid("year-grid", lambda: self.tr("Working days"), self._weekday, self._month)
        self.grid.moved.connect(self._say)
        self.grid.pressed.connect(self._toggle)
        self._title = Label("", "title", name="calendar-year")
        self.known = Chip(name="calendar-known")
        self.day = Label("", "subtitle", name="calendar-day")
        self.before = Button(
            "calendar-before",
            icon="chevron-left",
            role="quiet",
            key="PgUp",
            badge=False,
            tip=lambda: self.tr("The year before"),
            on=lambda: self.show_year(self._year - 1),
        )
        self.after = Button(
            "calendar-after",
            icon="chevron-right",
            role="quiet",
            key="PgDown",
            badge=False,
            tip=lambda: self.tr("The year after"),
            on=lambda: self.show_year(self._year + 1),
        )
        self.shipped = Button("calendar-shipped", lambda: self.tr("Take the shipped year"), on=self._take)
        self.for_those_who_may(self.shipped)
        head = hbox(self.before, self._title, self.after, 8, self.known, None, self.shipped, gap=4)
        inside = vbox(head, self.grid, hbox(self._legend(), None, self.day), gap=12)
        inside.setStretch(1, 1)
        box = panel(inside, name="calendar-panel")
        self.lay_out(
            box,
            about=lambda: self.tr(
                "A registration is to be reviewed within one working day. Click a day, or press Space on it, "
                "to make it working or off."
            ),
            tall=True,
        )
        self.load()
        today = session.desk.clock.day()
        self.grid.go_to(today)

    def _weekday(self, weekday: int) -> str:
        return QLocale(self.session.language).dayName(weekday + 1, QLocale.FormatType.NarrowFormat)

    def _month(self, month: int) -> str:
        return QLocale(self.session.language).standaloneMonthName(month)

    def _legend(self) -> QHBoxLayout:
        monday, saturday = dt.date(2026, 6, 1), dt.date(2026, 6, 6)
        told: list[tuple[Day, Text]] = [
            (Day(saturday, works=False, default=False), lambda: self.tr("weekend")),
            (Day(monday, works=False, default=False), lambda: self.tr("day off")),
            (Day(saturday, works=True, default=True), lambda: self.tr("make-up day")),
            (Day(monday, works=False, default=True), lambda: self.tr("changed here")),
        ]
        return hbox(
            *(part for day, words in told for part in (DaySample(day), Label(words, "note"), 8)), gap=4
        )

    # -- what is shown ----------------------------------------------------------------------------

    def show_year(self, year: int) -> None:
        """Bring a year to the front, as far as there are any."""
        if FIRST_YEAR <= year <= LAST_YEAR:
            self._year = year
            self.load()

    def load(self) -> None:
        service = self.session.desk.working_days
        self._title.setText(str(self._year))
        known = service.known(self._year)
        self.known.set_tag(
            Tag(self.tr("holidays and make-up days are known"), "good")
            if known
            else Tag(self.tr("only weekends are known: please enter days off and make-up days"), "caution")
        )
        self.before.setEnabled(self._year > FIRST_YEAR)
        self.after.setEnabled(self._year < LAST_YEAR)
        days = service.year(self._year)
        self.shipped.setEnabled(any(day.own for day in days))
        self.grid.show_year(days)

    def _say(self, day: Day) -> None:
        state = self._state(day)
        weekday = self.session.words(f"hours.day.{hours.DAYS[day.day.weekday()]}")
        self.day.setText(
            self.tr("%1, %2: %3")
            .replace("%1", day.day.isoformat())
            .replace("%2", weekday)
            .replace("%3", state)
        )

    def _state(self, day: Day) -> str:
        weekend = day.day.weekday() >= SATURDAY
        if day.works:
            return self.tr("make-up day, people work") if weekend else self.tr("working day")
        return self.tr("weekend") if weekend else self.tr("day off")

    # -- what can be done -------------------------------------------------------------------------

    def _toggle(self, day: Day) -> None:
        if not self.session.actor.may(self.permission):
            return
        service, actor = self.session.desk.working_days, self.session.actor
        kind: Literal["working", "off"] = "off" if day.works else "working"
        before: Literal["working", "off"] = "working" if day.works else "off"
        self.session.commands.run(
            lambda: service.set_day(actor, day.day, kind),
            touches=TOPICS,
            says=lambda moved: self._said(day, moved),
            undo=lambda _moved: service.set_day(actor, day.day, before),
        )

    def _said(self, day: Day, moved: int) -> str:
        done = self.tr("%1 is a day off now") if day.works else self.tr("%1 is a working day now")
        words = done.replace("%1", day.day.isoformat())
        if not moved:
            return words
        due = self.tr("registrations due on another day: %1").replace("%1", f"{moved:,}")
        return f"{words} · {due}"

    def _take(self) -> None:
        """Drop what the library itself said of this year."""
        service, actor, year = self.session.desk.working_days, self.session.actor, self._year
        own = [day for day in service.year(year) if day.own]

        def bring_back() -> None:
            for day in own:
                service.set_day(actor, day.day, "working" if day.works else "off")

        carry_out(
            self.session,
            lambda: service.import_year(actor, year),
            bring_back,
            self.tr("The calendar of %1 is as it was shipped").replace("%1", str(year)),
            TOPICS,
        )
