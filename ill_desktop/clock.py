"""Time: instants are UTC, days are the branch's business days."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo


class Clock:
    """The only place that asks what time it is. Tests use :class:`FixedClock`."""

    def __init__(self, zone: str = "Asia/Shanghai") -> None:
        self.zone = ZoneInfo(zone)

    def now(self) -> dt.datetime:
        """The present instant, aware, in UTC, to the millisecond."""
        now = dt.datetime.now(dt.UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def day(self, instant: dt.datetime | None = None) -> dt.date:
        """The business date of an instant (default: now) in the branch's time zone."""
        return (instant or self.now()).astimezone(self.zone).date()

    def local(self, instant: dt.datetime) -> dt.datetime:
        """The same instant on the wall clock of the branch."""
        return instant.astimezone(self.zone)

    def start_of(self, day: dt.date) -> dt.datetime:
        """The UTC instant at which a business day begins."""
        return dt.datetime.combine(day, dt.time(), self.zone).astimezone(dt.UTC)


class FixedClock(Clock):
    """A clock that stands still until it is told to move."""

    def __init__(self, instant: dt.datetime, zone: str = "Asia/Shanghai") -> None:
        super().__init__(zone)
        self.instant = instant.astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        return self.instant

    def advance(self, **step: float) -> None:
        """Move forward: ``clock.advance(hours=2)``."""
        self.instant += dt.timedelta(**step)


def utc_text(instant: dt.datetime) -> str:
    """``2026-11-21T06:26:03.120Z``: fixed width, so that text order is time order."""
    return instant.astimezone(dt.UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def utc_time(text: str) -> dt.datetime:
    """The instant that :func:`utc_text` wrote."""
    return dt.datetime.fromisoformat(text)
