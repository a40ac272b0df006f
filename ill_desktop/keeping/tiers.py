"""Which of many backups are kept: close together lately, further apart the older they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple


class Tiers(NamedTuple):
    """How many of each are kept: of the half-hours, days, weeks and months that have a backup at all."""

    half_hours: int = 48
    days: int = 14
    weeks: int = 8
    months: int = 24

    @classmethod
    def of(cls, facts: Mapping[str, int]) -> Tiers:
        """From a setting; what it does not name is as usual, and nothing is below one."""
        return cls(**{name: max(1, int(facts[name])) for name in cls._fields if name in facts})


def _half_hour(at: dt.datetime) -> object:
    return at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0)


_PERIODS: tuple[Callable[[dt.datetime], object], ...] = (
    _half_hour,
    lambda at: at.date(),
    lambda at: at.isocalendar()[:2],
    lambda at: (at.year, at.month),
)


def kept(made: Iterable[dt.datetime], tiers: Tiers) -> set[dt.datetime]:
    """The instants whose backups stay: the newest of each of the newest periods, in each tier.

    What the clock says now does not matter: a clock that jumps thins nothing out. The newest always stays.
    """
    newest_first = sorted(set(made), reverse=True)
    stay: set[dt.datetime] = set(newest_first[:1])
    for period, most in zip(_PERIODS, tiers, strict=True):
        seen: set[object] = set()
        for at in newest_first:
            if (name := period(at)) not in seen:
                if len(seen) == most:
                    break
                seen.add(name)
                stay.add(at)
    return stay
