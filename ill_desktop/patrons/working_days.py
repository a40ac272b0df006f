"""The working calendar as an administrator edits it: days off and make-up days, year by year."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from db import connection
from db.tables import CalendarDay, Patron
from ill_desktop import audit
from ill_desktop.clock import utc_time
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import calendar
from ill_desktop.patrons.calendar import Calendar
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

Kind = Literal["working", "off", "default"]
FIRST_YEAR, LAST_YEAR = 2000, 2099


class Day(NamedTuple):
    """One day of a year. ``default`` is what it would be without the library's own word on it."""

    day: dt.date
    works: bool
    default: bool

    @property
    def own(self) -> bool:
        """Whether the library says otherwise than the files."""
        return self.works != self.default


class WorkingDayService:
    """Changes the calendar; what waits for review is due anew in the same transaction ([G] step 2)."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def year(self, year: int) -> tuple[Day, ...]:
        """Every day of a year, the first of January first. Raises Refusal ``calendar.year``."""
        _check_year(year)
        plain = calendar.read(calendar.files(self._ground))
        told = plain.with_days(calendar.own_days())
        first = dt.date(year, 1, 1)
        days = (first + dt.timedelta(days=step) for step in range((dt.date(year + 1, 1, 1) - first).days))
        return tuple(Day(day, told.works(day), plain.works(day)) for day in days)

    def known(self, year: int) -> bool:
        """Whether the year's whole arrangement came with the program or stands in a file of the library;
        otherwise days off and make-up days have to be entered."""
        return year in calendar.read(calendar.files(self._ground)).years

    def set_day(self, by: Actor, day: dt.date, kind: Kind) -> int:
        """Make a day a working day, a day off, or what it is by default.

        Returns how many waiting registrations are due on another day now. Raises Refusal ``calendar.year``.
        """
        require(self._ground, by, "library.configure")
        _check_year(day.year)
        default = calendar.read(calendar.files(self._ground)).works(day)
        works = {"working": True, "off": False, "default": default}[kind]
        with connection.transaction():
            CalendarDay.delete().where(CalendarDay.day == day.isoformat()).execute()
            if works != default:
                CalendarDay.insert(day=day.isoformat(), works=int(works)).execute()
            moved = self._due_anew()
            facts = {"kind": kind, "moved": moved}
            audit.append(self._ground.now, by.mark, "calendar.day", f"day:{day.isoformat()}", **facts)
        return moved

    def import_year(self, by: Actor, year: int) -> int:
        """Take a year as its file has it: the library's own days of that year are dropped.

        Returns how many were. Raises Refusal ``calendar.not_shipped``.
        """
        require(self._ground, by, "library.configure")
        _check_year(year)
        if f"{calendar.COUNTRY}-{year}.toml" not in {file.name for file in calendar.files(self._ground)}:
            raise Refusal("calendar.not_shipped", "year", year=year)
        with connection.transaction():
            dropped = CalendarDay.delete().where(CalendarDay.day.startswith(f"{year}-")).execute()
            moved = self._due_anew()
            facts = {"dropped": dropped, "moved": moved}
            audit.append(self._ground.now, by.mark, "calendar.year", f"year:{year}", **facts)
        return int(dropped)

    def _due_anew(self) -> int:
        """One working day after each waiting registration was handed in, or handed in again."""
        working: Calendar = calendar.load(self._ground)
        moved = 0
        for number, due, handed_in in connection.rows(
            lambda *row: row,
            "SELECT p.id, p.review_due, COALESCE((SELECT MAX(e.at) FROM patron_event e "
            "WHERE e.patron_id = p.id AND e.kind IN ('register', 'complete_information')), p.submitted_at) "
            "FROM patron p WHERE p.state = 'pending_review'",
        ):
            day = self._ground.clock.day(utc_time(handed_in))
            anew = calendar.working_day_after(day, working).isoformat()
            if anew != due:
                moved += Patron.update(review_due=anew).where(Patron.id == number).execute()
        return moved


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal("calendar.year", "year", first=FIRST_YEAR, last=LAST_YEAR)
