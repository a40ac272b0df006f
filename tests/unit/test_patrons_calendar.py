"""Working days: weekends, public holidays, make-up days, and what a library says itself."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop import paths
from ill_desktop.patrons import calendar

SHIPPED = calendar.read(sorted((paths.resources() / "calendars").glob("cn-*.toml")))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        ("2026-11-19", "2026-11-20"),  # Thursday
        ("2026-11-20", "2026-11-23"),  # Friday: over the weekend
        ("2026-11-21", "2026-11-23"),  # Saturday
        ("2026-09-30", "2026-10-08"),  # the day before the National Day week
        ("2026-10-09", "2026-10-10"),  # Friday before a Saturday on which people work
        ("2026-02-13", "2026-02-14"),  # the same before the Spring Festival
        ("2026-02-14", "2026-02-24"),  # and the festival itself
        ("2026-12-31", "2027-01-04"),  # New Year's Day, then a weekend
    ],
)
def test_due_within_one_working_day(submitted: str, due: str) -> None:
    assert calendar.working_day_after(day(submitted), SHIPPED) == day(due)


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-20", "2026-11-22", 0),  # only a weekend has passed
        ("2026-11-20", "2026-11-23", 1),
        ("2026-11-20", "2026-11-27", 5),
        ("2026-11-27", "2026-11-20", 0),
        ("2026-10-09", "2026-10-10", 1),  # a Saturday on which people work
    ],
)
def test_lateness_is_counted_in_working_days(due: str, today: str, late: int) -> None:
    assert calendar.working_days_between(day(due), day(today), SHIPPED) == late


@given(st.dates(dt.date(2025, 1, 1), dt.date(2029, 1, 1)))
def test_the_due_day_works_and_is_the_first_that_does(submitted: dt.date) -> None:
    due = calendar.working_day_after(submitted, SHIPPED)
    assert due > submitted
    assert SHIPPED.works(due)
    assert calendar.working_days_between(submitted, due, SHIPPED) == 1


def test_only_a_year_with_make_up_days_is_known() -> None:
    assert SHIPPED.years == {2026}


def test_make_up_days_are_weekend_days_and_days_off_are_not() -> None:
    assert all(each.weekday() >= 5 for each in SHIPPED.work)
    assert all(each.weekday() < 5 for each in SHIPPED.off)
    assert not SHIPPED.work & SHIPPED.off


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_files_are_those_of_their_source(year: int) -> None:
    import holidays

    source = holidays.country_holidays("CN", years=year)
    first = dt.date(year, 1, 1)
    for step in range(366 if year % 4 == 0 else 365):
        each = first + dt.timedelta(days=step)
        assert SHIPPED.works(each) == source.is_working_day(each), each


@given(
    st.dictionaries(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), st.booleans(), max_size=20),
    st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
)
def test_what_is_told_of_a_day_counts_and_no_other_changes(told: dict[dt.date, bool], other: dt.date) -> None:
    changed = SHIPPED.with_days(told.items())
    assert all(changed.works(each) == works for each, works in told.items())
    assert other in told or changed.works(other) == SHIPPED.works(other)
    assert changed.years == SHIPPED.years
