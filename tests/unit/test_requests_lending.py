"""Due dates, fines, marks and shelves: the arithmetic alone."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.requests import lending, rules
from ill_desktop.words import LANGUAGES, load

TODAY = dt.date(2026, 11, 21)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@pytest.mark.parametrize(
    ("partner_due", "due"),
    [
        (None, "2026-12-21"),
        ("2026-12-10", "2026-12-07"),
        ("2027-06-01", "2026-12-21"),  # not longer than usual
        ("2026-11-22", "2026-11-21"),  # never in the past
        ("2026-11-01", "2026-11-21"),
    ],
)
def test_a_reader_brings_it_back_before_the_partner_wants_it(partner_due: str | None, due: str) -> None:
    assert lending.due_for_reader(TODAY, partner_due, 30, 3).isoformat() == due


@given(DAYS, DAYS, st.lists(DAYS, max_size=5))
def test_no_overdue_day_counts_twice_however_often_it_is_posted(
    due: dt.date, back: dt.date, posted: list[dt.date]
) -> None:
    counted, until = 0, None
    for day in sorted({*(each for each in posted if each < back), back}):
        counted += lending.days_overdue(due.isoformat(), until, day.isoformat())
        until = day.isoformat()
    assert counted == max(0, (back - due).days)


def test_what_is_not_due_costs_nothing() -> None:
    assert lending.days_overdue(None, None, "2026-11-21") == 0
    assert lending.days_overdue("2026-11-21", None, "2026-11-21") == 0
    assert lending.days_overdue("2026-11-21", None, "2026-11-22") == 1


def marks(state: str = "checked_out", due: str | None = "2026-11-30", **facts: object) -> list[str]:
    known: dict[str, object] = {"recalled": False, "renewal": "", "damaged": False, **facts}
    return lending.marks(state, due, today="2026-11-21", **known)  # type: ignore[arg-type]


def test_marks_hold_together_and_the_pressing_ones_come_first() -> None:
    assert marks() == []
    assert marks(due="2026-11-20", recalled=True, renewal="refused", damaged=True) == [
        "overdue", "recalled", "renewal_refused", "damaged",
    ]  # fmt: skip
    assert marks(due="2026-11-21") == []
    assert marks("returned", due="2026-11-20", recalled=True, renewal="asked") == []
    assert marks("returned", damaged=True) == ["damaged"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_has_a_word_and_a_tone(language: str) -> None:
    assert {f"mark.{mark}" for mark in lending.MARKS} <= load(language).keys()
    assert set(lending.MARK_TONES) == set(lending.MARKS)
    assert set(lending.MARK_TONES.values()) <= set(rules.TONES.values())


@given(st.sets(st.integers(0, 60)))
def test_the_shelf_offered_is_the_first_free_one(taken: set[int]) -> None:
    places = [lending.free_shelf([])]
    while len(places) <= 61:
        places.append(lending.free_shelf(places))
    assert len(set(places)) == len(places)
    free = lending.free_shelf([places[number] for number in taken])
    assert free == next(place for number, place in enumerate(places) if number not in taken)


def test_rows_of_a_shelf_are_lettered_on() -> None:
    places: list[str] = []
    for _ in range(26 * lending.SHELF_ROW + 1):
        places.append(lending.free_shelf(places))
    assert places[0] == "A01" and places[19:21] == ["A20", "B01"] and places[-2:] == ["Z20", "AA01"]


@pytest.mark.parametrize(
    ("collector", "proxy", "may"),
    [
        ("陈竑宇", "", True),
        (" 陈 竑宇", "李晓", True),
        ("李晓", "李晓", True),
        ("ZOË MÜLLER", "Zoë Müller", True),
        ("李晓", "", False),
        ("王五", "李晓", False),
        ("", "", False),
    ],
)
def test_only_the_reader_or_the_named_proxy_collects(collector: str, proxy: str, may: bool) -> None:
    assert lending.may_collect(collector, "陈竑宇", proxy) is may
