"""Items of Today: given to a colleague, put off with a note, back again by themselves."""

from __future__ import annotations

import datetime as dt

import pytest

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.counter import marks
from ill_desktop.counter.marks import MarkService
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import StaffService
from ill_desktop.words import LANGUAGES, load


@pytest.fixture
def service(ground: Ground) -> MarkService:
    return MarkService(ground)


@pytest.fixture
def colleague(ground: Ground, admin: Actor) -> int:
    return StaffService(ground).add(admin, "sunyue", "孙悦", "reviewer", "a long password")


def awake(ground: Ground, kind: str, subject: int) -> bool:
    sql = f"SELECT {marks.awake(kind, str(subject))}".replace(":today", "?")
    return bool(connection.value(sql, (ground.today,)))


def day(ground: Ground, days: int) -> dt.date:
    return ground.clock.day() + dt.timedelta(days=days)


def test_an_item_is_given_and_taken_back(
    service: MarkService, counter: Actor, colleague: int, ground: Ground
) -> None:
    service.assign(counter, "cost", 7, colleague, " 已留言 \n 等回电 ")
    mark = marks.marks("cost", [7, 8])[7]
    assert (mark.staff, mark.until, mark.note, mark.actor) == ("孙悦", None, "已留言 等回电", "周敏")
    assert marks.given_to(colleague) == [("cost", 7)]
    assert marks.marks("review", [7]) == {} and awake(ground, "cost", 7)
    service.assign(counter, "cost", 7, None)
    assert marks.given_to(colleague) == []


def test_what_is_put_off_comes_back_on_its_day(
    service: MarkService, counter: Actor, colleague: int, ground: Ground, clock: FixedClock
) -> None:
    service.assign(counter, "cost", 7, colleague)
    service.snooze(counter, "cost", 7, day(ground, 2), "读者出差")
    assert marks.marks("cost", [7])[7].staff_id == colleague, "still hers"
    assert [awake(ground, "cost", 7), awake(ground, "cost", 8), awake(ground, "review", 7)] == [
        False,
        True,
        True,
    ]
    clock.advance(days=1)
    assert not awake(ground, "cost", 7)
    clock.advance(days=1)
    assert awake(ground, "cost", 7)
    service.snooze(counter, "cost", 7, day(ground, 1), "再等一天")
    service.clear(counter, "cost", 7)
    assert awake(ground, "cost", 7) and marks.marks("cost", [7]) == {}


def test_what_is_refused(service: MarkService, counter: Actor, colleague: int, ground: Ground) -> None:
    def code(*refused: Refusal) -> list[str]:
        assert all(load(language).refusal(each) for each in refused for language in LANGUAGES)
        return [each.code for each in refused]

    with pytest.raises(Refusal) as unknown:
        service.assign(counter, "cost", 7, 99)
    with pytest.raises(Refusals) as both:
        service.snooze(counter, "cost", 7, day(ground, 0), " ")
    with pytest.raises(Refusal) as far:
        service.snooze(counter, "cost", 7, day(ground, 367), "why")
    with pytest.raises(Refusal) as long:
        service.snooze(counter, "cost", 7, day(ground, 1), "x" * 201)
    found = code(unknown.value, *both.value.parts, far.value, long.value)
    assert found == ["mark.staff", "mark.until", "mark.reason", "mark.until", "mark.note"]
    for act in (
        lambda: service.assign(Actor("自助机", "kiosk"), "cost", 7, None),
        lambda: service.snooze(Actor("自助机", "kiosk"), "cost", 7, day(ground, 1), "why"),
        lambda: service.clear(Actor("自助机", "kiosk"), "cost", 7),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            act()
    assert marks.marks("cost", [7]) == {}
