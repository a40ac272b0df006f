"""Opening hours: the times of each day of a week, typed as people type them, said in a few words.

A week is ``{"mon": "8:30–11:30, 13:00–17:00", …}``. A day without times is closed; a week without any says
nothing at all, for then nobody has told us.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import groupby, pairwise

from ill_desktop.errors import Refusal
from ill_desktop.words import Words

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_SPANS = 4
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*(?:[-–—~〜至到]|to)\s*(\d{1,2}):(\d{2})")
_BETWEEN = re.compile(r"[,;、，；\s]*")
_END_OF_DAY = 24 * 60


def tidy(text: str) -> str:
    """The times of one day as they are kept: ``8：30~11:30、13:00-17:00`` → ``8:30–11:30, 13:00–17:00``.

    Raises Refusal ``hours.unclear`` for what is none, ``hours.order`` when a time does not follow the one
    before it.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    spans = list(_SPAN.finditer(plain))
    if not _BETWEEN.fullmatch(_SPAN.sub("", plain)) or len(spans) > MOST_SPANS:
        raise Refusal("hours.unclear")
    ends = [
        60 * int(hour) + int(minute)
        for each in spans
        for hour, minute in ((each[1], each[2]), (each[3], each[4]))
    ]
    if any(int(each[at]) > 59 for each in spans for at in (2, 4)) or any(end > _END_OF_DAY for end in ends):
        raise Refusal("hours.unclear")
    if any(earlier >= later for earlier, later in pairwise(ends)):
        raise Refusal("hours.order")
    return ", ".join(
        f"{_clock(opens)}–{_clock(closes)}" for opens, closes in zip(ends[::2], ends[1::2], strict=True)
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def said(week: Mapping[str, str], words: Words) -> str:
    """``Monday to Friday 8:30–17:00; Saturday 9:00–12:00``; "" when no hours are known."""
    runs = [(times, list(days)) for times, days in groupby(DAYS, lambda day: week.get(day, ""))]
    return words("hours.between").join(f"{_days(days, words)} {times}" for times, days in runs if times)


def beside(place: str, week: Mapping[str, str], words: Words) -> str:
    """A place with its hours, where they are known: ``Room 513 (Monday to Friday 8:30–17:00)``."""
    open_at = said(week, words)
    return words("hours.place", place=place, hours=open_at) if open_at else place


def _days(days: list[str], words: Words) -> str:
    first, last = words(f"hours.day.{days[0]}"), words(f"hours.day.{days[-1]}")
    return first if len(days) == 1 else words("hours.days", first=first, last=last)
