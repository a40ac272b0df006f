"""The days a demo library looks back on: when people work, and times as the database keeps them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from ill_desktop.clock import Clock
from ill_desktop.patrons.calendar import Calendar

DAY = 86_400  # seconds
OPENS, CLOSES = 8 * 3600 + 1800, 17 * 3600  # seconds since midnight on the wall clock
LATELY = 4 * 3600  # on the last day, work fills the hours just before now


@cache
def _clock() -> tuple[str, ...]:
    """The end of a time text for every second of a UTC day."""
    return tuple(f"T{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}.000Z" for s in range(DAY))


@dataclass(frozen=True, slots=True)
class Day:
    """One business day. Staff act between ``opens`` and ``closes``, seconds since its midnight."""

    index: int
    date: dt.date
    iso: str
    compact: str
    works: bool
    opens: int
    closes: int
    starts: int  # second of the UTC day in which the midnight falls
    utc_dates: tuple[str, ...]

    def at(self, second: int) -> str:
        """That second after midnight, as UTC text."""
        days, second = divmod(self.starts + second, DAY)
        return self.utc_dates[days] + _clock()[second]


class Timeline:
    """All days up to now. Today counts as a working day, so that the demo is alive whenever it is made."""

    def __init__(self, clock: Clock, calendar: Calendar, back: int) -> None:
        now = clock.now()
        today = clock.day(now)
        self.now_second = int((now - clock.start_of(today)).total_seconds())
        self.days = [self._day(clock, calendar, today, index, back - index) for index in range(back + 1)]
        self.today = back
        self._next_work = self._following()

    def _day(self, clock: Clock, calendar: Calendar, today: dt.date, index: int, ago: int) -> Day:
        date = today - dt.timedelta(days=ago)
        start = clock.start_of(date)
        starts = start.hour * 3600 + start.minute * 60 + start.second
        dates = tuple((start + dt.timedelta(days=n)).strftime("%Y-%m-%d") for n in range(3))
        opens, closes = OPENS, CLOSES
        if not ago:
            closes = self.now_second
            opens = max(0, min(OPENS, closes - LATELY))
        return Day(
            index=index,
            date=date,
            iso=date.isoformat(),
            compact=f"{date:%Y%m%d}",
            works=not ago or calendar.works(date),
            opens=opens,
            closes=closes,
            starts=starts,
            utc_dates=dates,
        )

    def _following(self) -> list[int | None]:
        following: list[int | None] = [None] * len(self.days)
        coming: int | None = None
        for day in reversed(self.days):
            if day.works:
                coming = day.index
            following[day.index] = coming
        return following

    def work_from(self, index: int) -> int | None:
        """The first working day at or after one; None when it has not come yet."""
        return self._next_work[index] if index <= self.today else None
