"""Pages, searches and reports against the same SQL on a bare connection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import apsw

from db import connection, sqlite
from ill_desktop.cli import ACTOR
from ill_desktop.desk import Desk
from ill_desktop.requests import queries, rules
from ill_desktop.requests.queries import Filter
from tests.bench.measure import Result, Work, in_turns

SEARCHES = {
    "水": "1 ideograph",
    "水质": "2 ideographs",
    "重金属": "3 ideographs",
    "zym": "initials",
    "lake": "a word",
}


@contextmanager
def overheard() -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    """Every query that passes through :mod:`db.connection` meanwhile."""
    heard: list[tuple[str, tuple[Any, ...]]] = []
    execute = connection.database.obj.execute_sql

    def listen(sql: str, parameters: Any = None, *rest: Any) -> Any:
        heard.append((sql, tuple(parameters or ())))
        return execute(sql, parameters, *rest)

    connection.database.obj.execute_sql = listen
    try:
        yield heard
    finally:
        del connection.database.obj.execute_sql


def bare(desk: Desk, ours: Work) -> Work:
    """The SQL that ``ours`` asks, on a connection of its own with the same pragmas."""
    raw = apsw.Connection(str(desk.ground.folder.database))
    for name, value in sqlite.PRAGMAS.items():
        raw.pragma(name, value)
    with overheard() as heard:
        ours()

    def floor() -> None:
        for sql, parameters in heard:
            raw.execute(sql, parameters).fetchall()

    return floor


def measure(desk: Desk, rounds: int) -> list[Result]:
    """Everything that only reads."""
    results = []

    def against_sql(name: str, ours: Callable[[], object], goal: float, times: int) -> None:
        results.append(in_turns(name, ours, bare(desk, ours), goal, rounds, times))

    ended = Filter(states=("completed",))
    against_sql("page of 100 by state and date", lambda: queries.page(ended), 2.0, 20)
    middle = _middle()
    against_sql("  in the middle of the table", lambda: queries.page(Filter(), middle), 2.0, 20)
    against_sql("  of all open states", lambda: queries.page(Filter(states=rules.OPEN)), 2.0, 5)
    for text, kind in SEARCHES.items():
        against_sql(f"search, newest 100: {kind}", partial(queries.page, Filter(text=text)), 2.0, 10)
    month = desk.clock.day().replace(day=1) - dt.timedelta(days=1)
    against_sql("report of a month", lambda: desk.reports.month(ACTOR, month.year, month.month), 1.3, 1)
    return results


def _middle() -> queries.Row:
    """A row half-way down, where OFFSET would have to count."""
    half = int(connection.value("SELECT MAX(id) / 2 FROM request"))
    (number,) = connection.rows(str, "SELECT number FROM request WHERE id = ?", (half,))
    return queries.page(Filter(number=number))[0]
