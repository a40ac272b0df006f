"""Working days: weekends and public holidays are off, make-up days are not.

The years come as files; what the library itself says of a day stands in its database and goes before them.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from db import connection
from ill_desktop import paths
from ill_desktop.ground import Ground

COUNTRY = "cn"
SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Days off that are no weekend, and weekend days on which people work.

    ``years`` are those whose arrangement is known in full; in others only what is listed counts.
    """

    off: frozenset[dt.date]
    work: frozenset[dt.date]
    years: frozenset[int] = frozenset()

    def works(self, day: dt.date) -> bool:
        """Whether this is a working day."""
        if day in self.work:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def with_days(self, days: Iterable[tuple[dt.date, bool]]) -> Calendar:
        """The same calendar where some days are known to work, or not to."""
        told = dict(days)
        working = {day for day, works in told.items() if works}
        return Calendar((self.off | told.keys()) - working, (self.work - told.keys()) | working, self.years)


def working_day_after(day: dt.date, calendar: Calendar) -> dt.date:
    """The first working day later than ``day``: when a registration of that day is due ([G] step 2)."""
    later = day + dt.timedelta(days=1)
    while not calendar.works(later):
        later += dt.timedelta(days=1)
    return later


def working_days_between(day: dt.date, later: dt.date, calendar: Calendar) -> int:
    """How many working days came after ``day``, up to and with ``later``; 0 when it is not later."""
    days = (day + dt.timedelta(days=step) for step in range(1, (later - day).days + 1))
    return sum(calendar.works(each) for each in days)


@lru_cache(32)
def _year(file: Path, _changed: int) -> dict[str, Any]:
    """What stands in a file, read again only when it has changed: many dates are reckoned in a row."""
    return tomllib.loads(file.read_text("utf-8"))


def read(files: Iterable[Path]) -> Calendar:
    """One calendar from the files of several years."""
    off: set[dt.date] = set()
    work: set[dt.date] = set()
    years: set[int] = set()
    for file in files:
        facts = _year(file, file.stat().st_mtime_ns)
        off.update(day for days in facts["days_off"].values() for day in days)
        work.update(facts["make_up_days"])
        if facts["complete"]:
            years.add(facts["year"])
    return Calendar(frozenset(off), frozenset(work), frozenset(years))


def files(ground: Ground) -> list[Path]:
    """The shipped years, each replaced by a file of that name in the library's own folder."""
    shipped = (paths.resources() / "calendars").glob(f"{COUNTRY}-*.toml")
    own = (ground.folder.root / "calendars").glob(f"{COUNTRY}-*.toml")
    by_name = {file.name: file for file in (*shipped, *own)}
    return [by_name[name] for name in sorted(by_name)]


def own_days() -> list[tuple[dt.date, bool]]:
    """What the library says of single days: ``(day, works)``."""
    return connection.rows(
        lambda day, works: (dt.date.fromisoformat(day), bool(works)),
        "SELECT day, works FROM calendar_day ORDER BY day",
    )


def load(ground: Ground) -> Calendar:
    """The library's calendar."""
    return read(files(ground)).with_days(own_days())
