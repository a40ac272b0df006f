"""The campus registry: an import of 100,000 people against the same rows inserted bare."""

from __future__ import annotations

import random
from functools import partial

import apsw

from db import sqlite
from ill_desktop.cli import ACTOR
from ill_desktop.desk import Desk
from tests.bench.measure import Result, seconds

PEOPLE = 100_000
HEADING = "学工号,姓名,类别,院系,证件末六位,有效期\n"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "一明文华建国小红志强春兰伟芳秀英敏静丽强磊军洋勇艳杰娟涛超霞平刚桂"


def file(people: int = PEOPLE, seed: int = 7) -> bytes:
    """A registry of as many people as a large university has, in the order of their numbers."""
    chance = random.Random(seed)
    classes = ("本科生", "研究生", "教职工")
    lines = (
        f"{32_000_000 + n},{chance.choice(SURNAMES)}{''.join(chance.choices(GIVEN, k=2))},"
        f"{chance.choice(classes)},学院{chance.randrange(40)},{chance.randrange(1_000_000):06d},2027-06-30\n"
        for n in range(people)
    )
    return (HEADING + "".join(lines)).encode()


def measure(desk: Desk, rounds: int) -> list[Result]:
    """The registry of the library is emptied before each turn, ours and the floor's."""
    raw = apsw.Connection(str(desk.ground.folder.database))
    for name, value in sqlite.PRAGMAS.items():
        raw.pragma(name, value)

    def empty() -> None:
        raw.execute("DELETE FROM registry_person")
        raw.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)

    def bare() -> None:
        with raw:
            raw.executemany("INSERT INTO registry_person VALUES (?, ?, ?, ?, ?, ?, ?)", stored)

    data = file()
    take = partial(desk.registry.import_file, ACTOR, data, "bench.csv")
    empty()
    take()
    stored = raw.execute("SELECT * FROM registry_person").fetchall()
    first = Result(f"registry import of {PEOPLE:,} people", "s", 4.0)
    again = Result(f"registry import of {PEOPLE:,} people, all known", "s", None)
    for _turn in range(rounds):
        empty()
        first.ours.append(seconds(take))
        again.ours.append(seconds(take))
        empty()
        floor = seconds(bare)
        first.floor.append(floor)
        again.floor.append(floor)
    raw.close()
    return [first, again]
