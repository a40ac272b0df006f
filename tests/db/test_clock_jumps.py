"""The machine's clock jumps: it is said, and numbers and order hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from db import connection
from ill_desktop import audit
from ill_desktop.clock import FixedClock
from ill_desktop.counter.exercise import Exercise
from ill_desktop.desk import Desk
from ill_desktop.words import load
from tests.fresh import new_desk
from tests.trust import record

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    first = ("demo", "demo", "a password nobody has")
    made = new_desk(tmp_path / "library", clock, demo=True, first=first)
    yield made
    made.close()


def test_a_clock_that_stands_before_the_last_entry_is_said(desk: Desk, clock: FixedClock) -> None:
    assert desk.clock_behind() is None
    clock.advance(minutes=-5)
    assert desk.clock_behind() is None, "a clock that is put right by minutes needs no word"
    clock.advance(days=-40)
    behind = desk.clock_behind()
    assert behind is not None and behind.facts == {"last": "2026-11-21 14:00", "now": "2026-10-12 13:55"}
    for language in ("zh_CN", "en"):
        assert "2026-11-21 14:00" in load(language).refusal(behind)
    with connection.transaction():
        audit.append(desk.ground.now, "somebody", "went on", "all the same")
    assert desk.clock_behind() is not None, "going on does not make it right"
    clock.advance(days=41)
    assert desk.clock_behind() is None


@pytest.mark.parametrize("jump", [{"days": -3}, {"hours": -1}, {"days": 3}, {"days": 50}])
def test_numbers_and_order_hold_whatever_the_clock_does(
    desk: Desk, clock: FixedClock, jump: dict[str, float], tmp_path: Path
) -> None:
    work = Exercise(desk.ground, 3)
    acks = [record.Ack(*done) for done in islice(work.work(), 60)]
    if min(jump.values()) < 0:  # a shift does not end before it began: that is refused
        desk.shifts.close(work._till._by, work._till.shift, 0)
    clock.advance(**jump)
    acks += [record.Ack(*done) for done in islice(work.work(), 60)]
    findings = record.look(tmp_path / "library" / "library.db", acks)
    assert findings.good, findings.figure()
    assert not list(audit.breaks())
    assert desk.keeping.verify(record.ACTOR) == []
