"""A new library on a real database in its own folder, and the people who work in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db import connection
from ill_desktop.activation.service import ActivationService
from ill_desktop.clock import FixedClock
from ill_desktop.counter.merging import MergeService
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons import queries
from ill_desktop.patrons.rules import Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor
from tests.db.shelf import Shelf, filled
from tests.db.till import Till
from tests.fresh import new_desk, new_ground

if TYPE_CHECKING:
    from ill_desktop.desk import Desk
    from tests.db.phone import Phone

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)  # Saturday, 14:00 in Hangzhou
PASSWORD, OTHER_PASSWORD = "rain1234", "snow5678"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def ground(tmp_path: Path, clock: FixedClock) -> Iterator[Ground]:
    """A library by the profile ``zju``, opened; the institutions of its profile stand in the table."""
    ground, store = new_ground(tmp_path / "library", clock)
    yield ground
    store.close_all()


@pytest.fixture
def admin() -> Actor:
    return Actor("钱文", "administrator", staff_id=1)


@pytest.fixture
def reviewer() -> Actor:
    return Actor("孙悦", "reviewer", staff_id=2)


@pytest.fixture
def counter() -> Actor:
    return Actor("周敏", "counter", staff_id=3)


@pytest.fixture
def cashier() -> Actor:
    return Actor("吴越", "cashier", staff_id=4)


@pytest.fixture
def notices(ground: Ground) -> NoticeService:
    return NoticeService(ground)


@pytest.fixture
def patrons(ground: Ground, notices: NoticeService) -> PatronService:
    return PatronService(ground, notices)


@pytest.fixture
def activation(ground: Ground, notices: NoticeService) -> ActivationService:
    return ActivationService(ground, notices)


@pytest.fixture
def profile(ground: Ground) -> Callable[..., Profile]:
    """A good profile for the road ``off_campus``, with changes."""
    home = queries.institutions(ground.library.home_institution)[0].id

    def make(**changes: object) -> Profile:
        facts: dict[str, object] = {
            "institution_id": home,
            "number": "chenhy88",
            "name": "陈竑宇",
            "sex": "m",
            "email": "chy@126.com",
            "mobile": "139 5710 2231",
            "unit": "杭州水利设计院",
            "password": PASSWORD,
            "confirmation": PASSWORD,
        }
        return Profile(**{**facts, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def approved(patrons: PatronService, reviewer: Actor, profile: Callable[..., Profile]) -> Callable[..., int]:
    """Register a reader off campus and approve him; the changes go into the profile."""

    def make(**changes: object) -> int:
        patron_id = patrons.register_form(reviewer, "off_campus", profile(**changes))
        patrons.approve(reviewer, patron_id)
        return patron_id

    return make


@pytest.fixture
def till(ground: Ground, cashier: Actor) -> Till:
    return Till(ground, cashier)


@pytest.fixture
def shelf(till: Till, patron: int) -> Shelf:
    return filled(till, patron)


@pytest.fixture
def patron(approved: Callable[..., int]) -> int:
    """An approved off-campus reader."""
    return approved()


@pytest.fixture
def duplicate(approved: Callable[..., int]) -> int:
    """A second record of the reader ``patron``, under another number, e-mail, mobile and password."""
    other = {"number": "chy2", "email": "chy@163.com", "mobile": "13800138000", "name": "陈宏宇"}
    return approved(**other, password=OTHER_PASSWORD, confirmation=OTHER_PASSWORD)


@pytest.fixture
def merge(ground: Ground, reviewer: Actor, patron: int, duplicate: int) -> Callable[[], None]:
    """Merges ``duplicate`` into ``patron``."""
    return lambda: MergeService(ground).merge(reviewer, duplicate, patron, "同一位读者")


@pytest.fixture
def part(ground: Ground, reviewer: Actor, duplicate: int) -> Callable[[], None]:
    """Undoes it."""
    return lambda: MergeService(ground).unmerge(reviewer, duplicate, "并非同一人")


@pytest.fixture
def campus(approved: Callable[..., int], ground: Ground) -> int:
    """An approved reader of the university."""
    number = approved(number="campus88", email="c@126.com", mobile="13957100000")
    connection.execute("UPDATE patron SET road = 'campus', class = 'graduate' WHERE id = ?", (number,))
    return number


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A whole desk on a new library of its own."""
    made = new_desk(tmp_path / "desk", clock)
    yield made
    made.close()


@pytest.fixture
def phone(desk: Desk) -> Phone:
    """A reader's phone, before the page of that desk."""
    from tests.db.phone import Phone, app_of

    return Phone(app_of(desk))
