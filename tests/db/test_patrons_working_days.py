"""The library's own word on a day goes before the files; what waits is due anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from db import connection
from ill_desktop import audit
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import calendar, queries, rules
from ill_desktop.patrons.rules import Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.patrons.working_days import WorkingDayService
from ill_desktop.staff.rules import Actor
from tests.db.till import refused

SUNDAY, MONDAY, TUESDAY, WEDNESDAY = (dt.date(2026, 11, day) for day in (22, 23, 24, 25))


@pytest.fixture
def service(ground: Ground) -> WorkingDayService:
    return WorkingDayService(ground)


@pytest.fixture
def waiting(patrons: PatronService, profile: Callable[..., Profile]) -> int:
    """Handed in on Saturday 2026-11-21: due on Monday."""
    return patrons.register_form(rules.VISITOR, "off_campus", profile())


def due(patron_id: int) -> str:
    return str(connection.value("SELECT review_due FROM patron WHERE id = ?", (patron_id,)))


def test_a_day_changes_and_what_waits_is_due_anew(
    service: WorkingDayService, ground: Ground, admin: Actor, waiting: int
) -> None:
    assert service.set_day(admin, MONDAY, "off") == 1
    assert (due(waiting), calendar.load(ground).works(MONDAY)) == ("2026-11-24", False)
    assert service.set_day(admin, SUNDAY, "working") == 1
    assert due(waiting) == "2026-11-22"
    assert service.set_day(admin, SUNDAY, "default") == 1
    assert service.set_day(admin, MONDAY, "working") == 1
    assert due(waiting) == "2026-11-23"
    assert calendar.own_days() == []
    assert service.set_day(admin, MONDAY, "working") == 0


def test_only_what_waits_is_moved_and_from_when_it_was_handed_in_again(
    service: WorkingDayService,
    admin: Actor,
    waiting: int,
    patrons: PatronService,
    reviewer: Actor,
    profile: Callable[..., Profile],
    clock: FixedClock,
) -> None:
    done = patrons.register_form(rules.VISITOR, "off_campus", profile(number="b", email="b@b.cn"))
    patrons.approve(reviewer, done)
    patrons.ask_for_more(reviewer, waiting, "单位")
    clock.advance(days=3)  # Tuesday
    patrons.complete_information(reviewer, waiting, {"unit": "水利院"})
    assert due(waiting) == "2026-11-25"
    assert service.set_day(admin, TUESDAY, "off") == 0
    assert service.set_day(admin, WEDNESDAY, "off") == 1
    assert (due(waiting), due(done)) == ("2026-11-26", "2026-11-23")


def test_a_year_shows_every_day_and_what_is_our_own(service: WorkingDayService, admin: Actor) -> None:
    service.set_day(admin, MONDAY, "off")
    year = service.year(2026)
    assert len(year) == 365
    assert year[0].day == dt.date(2026, 1, 1)
    assert [each.day for each in year if each.own] == [MONDAY]
    by_day = {each.day: each for each in year}
    assert (by_day[MONDAY].works, by_day[MONDAY].default) == (False, True)
    assert by_day[dt.date(2026, 10, 10)].works, "a make-up day"
    assert not by_day[dt.date(2026, 10, 1)].works
    assert len(service.year(2028)) == 366
    assert [service.known(year) for year in (2026, 2027, 2028)] == [True, False, False]


def test_a_year_is_taken_as_it_came(
    service: WorkingDayService, ground: Ground, admin: Actor, waiting: int
) -> None:
    for day in (MONDAY, TUESDAY, dt.date(2027, 1, 4)):
        service.set_day(admin, day, "off")
    assert due(waiting) == "2026-11-25"
    assert service.import_year(admin, 2026) == 2
    assert due(waiting) == "2026-11-23"
    assert calendar.own_days() == [(dt.date(2027, 1, 4), False)]
    assert refused(lambda: service.import_year(admin, 2031)).code == "calendar.not_shipped"


@pytest.mark.parametrize("year", [-5, 0, 1999, 2100, 99999])
def test_a_year_far_from_ours_is_refused(service: WorkingDayService, admin: Actor, year: int) -> None:
    assert refused(lambda: service.year(year)).code == "calendar.year"
    assert refused(lambda: service.import_year(admin, year)).code == "calendar.year"


def test_only_who_may_configure(service: WorkingDayService, reviewer: Actor) -> None:
    for call in (
        lambda: service.set_day(reviewer, MONDAY, "off"),
        lambda: service.import_year(reviewer, 2026),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            call()
    assert calendar.own_days() == []


def test_changes_are_in_the_audit(service: WorkingDayService, admin: Actor) -> None:
    service.set_day(admin, MONDAY, "off")
    service.import_year(admin, 2026)
    assert connection.rows(str, "SELECT subject FROM audit ORDER BY id") == ["day:2026-11-23", "year:2026"]
    assert list(audit.breaks()) == []


def test_the_library_s_own_file_goes_before_the_shipped_one(ground: Ground) -> None:
    saturday = dt.date(2026, 11, 21)
    assert not calendar.load(ground).works(saturday)
    own: Path = ground.folder.root / "calendars"
    own.mkdir()
    (own / "cn-2026.toml").write_text(
        "year = 2026\ncomplete = true\nmake_up_days = [2026-11-21]\n[days_off]\n", "utf-8"
    )
    replaced = calendar.load(ground)
    assert replaced.works(saturday)
    assert not replaced.works(dt.date(2027, 10, 1))


def test_a_new_day_counts_for_lateness(
    service: WorkingDayService, ground: Ground, admin: Actor, waiting: int, clock: FixedClock
) -> None:
    clock.advance(days=4)  # Wednesday
    assert [(row.id, row.late) for row in queries.review_queue(ground)] == [(waiting, 2)]
    service.set_day(admin, TUESDAY, "off")
    assert [row.late for row in queries.review_queue(ground)] == [1]
