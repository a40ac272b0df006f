"""Requests at scale: pages in any order and at any depth, what a form asks while one types, bulk steps."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable
from functools import partial

import apsw

from db import connection, sqlite
from ill_desktop.cli import ACTOR
from ill_desktop.desk import Desk
from ill_desktop.requests import duplicates, journals, pages, queries, supplier_queries
from ill_desktop.requests.rows import Filter, Row
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from tests.bench.measure import Result, in_turns, seconds
from tests.bench.reading import bare

BULK = 500
GOAL_BULK, GOAL_SUGGEST, GOAL_JOURNAL = 2.0, 0.050, 0.005
FILTERS = {
    "type": Filter(document_type="thesis"),
    "service": Filter(service_type="loan"),
    "branch": Filter(branch="ZJG"),
    "supplier": Filter(supplier_id=2),
    "supplier and type": Filter(supplier_id=2, document_type="book"),
    "ended, of a branch": Filter(states=("completed",), branch="YQ"),
}
OPEN = Filter(states=tuple(pages.tabs()["open"]), sort=(("state", False), ("patron", False)))


def measure(desk: Desk, rounds: int) -> list[Result]:
    """What reads first, then what changes the library."""
    results = []
    for name, chosen in FILTERS.items():
        for depth, after in (("top", None), ("middle", _deep(chosen, 0.5)), ("end", _deep(chosen, 0.98))):
            ours = partial(pages.page, chosen, after)
            results.append(in_turns(f"page by {name}, {depth}", ours, bare(desk, ours), 2.0, rounds, 10))
    sorted_page = partial(pages.page, OPEN)
    second = partial(pages.page, OPEN, sorted_page()[-1])
    results += [
        in_turns("open requests by state and reader", sorted_page, bare(desk, sorted_page), 2.0, rounds, 2),
        in_turns("  the next page of it", second, bare(desk, second), 2.0, rounds, 2),
    ]
    grouped = partial(queries.grouped, Filter(states=OPEN.states), "supplier")
    results.append(in_turns("counts by supplier", grouped, bare(desk, grouped), 2.0, rounds, 2))
    return [*results, *_typing(rounds), _bulk(desk)]


def _deep(chosen: Filter, share: float) -> Row | None:
    """A row so far down a filter's list, found by counting once."""
    place = int(queries.count(chosen) * share)
    source, where = pages._where(chosen)
    found = connection.rows(
        int,
        f"SELECT r.id FROM {source} {where} ORDER BY r.submitted_at DESC, r.id DESC LIMIT 1 OFFSET ?",
        (*where.values, place),
    )
    (number,) = connection.rows(str, "SELECT number FROM request WHERE id = ?", found)
    return queries.page(Filter(number=number))[0]


def _typing(rounds: int) -> list[Result]:
    """What is asked while somebody fills in a form: absolute times, since a person waits for them."""
    sample = connection.rows(
        int, "SELECT id FROM request WHERE document_type = 'journal_article' ORDER BY id DESC LIMIT 40"
    )
    requests = [queries.detail(number) for number in sample]
    texts = ("水", "学报", "s", "shui", "J", "journal of", "1", "环境 科学")
    return [
        _timed(
            "suggest a supplier",
            [partial(supplier_queries.suggest, request) for request in requests],
            GOAL_SUGGEST,
            rounds,
        ),
        _timed(
            "complete a journal", [partial(journals.complete, text) for text in texts], GOAL_JOURNAL, rounds
        ),
        _timed(
            "find duplicates",
            [partial(duplicates.duplicates, each.document_type, each.fields) for each in requests],
            GOAL_SUGGEST,
            rounds,
        ),
    ]


def _timed(name: str, works: list[Callable[[], object]], goal: float, rounds: int) -> Result:
    for work in works:
        work()
    took = sorted(seconds(work) for _ in range(rounds) for work in works)
    p95 = took[int(len(took) * 0.95)]
    kept = "kept" if p95 <= goal else "NOT KEPT"
    told = f"p50 {statistics.median(took) * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms"
    return Result(name, "s", None, took, note=f"{told}; goal p95 ≤ {goal * 1000:.0f} ms: {kept}")


def _bulk(desk: Desk) -> Result:
    """Five hundred requests one step further, then the rows that this wrote inserted bare, one transaction
    for each as many of ours."""
    readers = connection.rows(
        int, "SELECT id FROM patron WHERE state = 'approved' AND automatic_debit = 0 LIMIT ?", (BULK,)
    )
    waiting = [_submitted(desk, reader) for reader in itertools.islice(itertools.cycle(readers), BULK)]
    result = Result(f"{len(waiting)} requests one step further", "s", None)
    for verb, told in (("accept", None), ("send", Inputs(supplier_id=1)), ("receive", None)):
        before = _newest()
        took = seconds(partial(desk.bulk.step_many, ACTOR, waiting, verb, told))
        result.ours.append(took)
        result.floor.append(seconds(partial(_again, desk, before)))
    worst = max(result.ours)
    kept = "kept" if worst <= GOAL_BULK else "NOT KEPT"
    result.note = f"slowest {worst:.2f} s; goal ≤ {GOAL_BULK:g} s: {kept}"
    return result


def _submitted(desk: Desk, reader: int) -> int:
    fields = {"article_title": f"Runoff {reader}", "journal": "Water", "year": "2026", "pages": "1-9"}
    new = NewRequest(reader, "delivery", "journal_article", fields, copyright_agreed=True)
    return desk.requests.submit(ACTOR, new).id


_WRITTEN = ("request_event", "audit", "audit_payload")


def _newest() -> dict[str, int]:
    return {table: int(connection.value(f"SELECT MAX(id) FROM {table}")) for table in _WRITTEN}


def _again(desk: Desk, before: dict[str, int]) -> None:
    """The history and audit rows of the steps, bare, in a table beside; then thrown away."""
    raw = apsw.Connection(str(desk.ground.folder.database))
    for name, value in sqlite.PRAGMAS.items():
        raw.pragma(name, value)
    for table in _WRITTEN:
        rows = raw.execute(f"SELECT * FROM {table} WHERE id > ?", (before[table],)).fetchall()
        raw.execute(f"CREATE TABLE bench_{table} AS SELECT * FROM {table} LIMIT 0")
        places = ", ".join("?" * len(rows[0]))
        for start in itertools.count(0, 25):
            if start >= len(rows):
                break
            with raw:
                raw.executemany(f"INSERT INTO bench_{table} VALUES ({places})", rows[start : start + 25])
        raw.execute(f"DROP TABLE bench_{table}")
    raw.close()
