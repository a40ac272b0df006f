"""The table: every order and filter, page by page, against the whole list sorted by Python."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.requests import pages, queries
from ill_desktop.requests.rows import Filter, Row
from ill_desktop.requests.steps import Inputs
from tests.db.till import ARTICLE, Till


@pytest.fixture
def many(till: Till, patron: int, campus: int, clock: FixedClock) -> list[int]:
    """Twenty requests with plenty of equals in every column."""
    ids = []
    for number in range(20):
        if number % 3 == 0:
            clock.advance(minutes=7)
        request = till.request(
            campus if number % 4 == 0 else patron,
            fields={**ARTICLE, "article_title": ("乙", "甲", "Beta", "alpha")[number % 4] + "研究"},
            level="urgent" if number % 5 == 0 else "normal",
            branch="ZJG" if number % 6 == 0 else "YQ",
        )
        ids.append(request)
        if number % 2:
            till.walk(request, "accepted", "sent", supplier=1 + number % 3)
        if number % 7 == 0:
            connection.execute(
                "UPDATE request SET due_on = ?, total_fen = ? WHERE id = ?",
                (f"2026-12-{number + 1:02d}", number * 10, request),
            )
    return ids


def walk(chosen: Filter, limit: int) -> list[Row]:
    rows: list[Row] = []
    while page := pages.page(chosen, rows[-1] if rows else None, limit):
        rows += page
        assert len(rows) <= 100
    return rows


ORDERS = st.lists(st.tuples(st.sampled_from(sorted(pages.SORTS)), st.booleans()), min_size=1, max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(ORDERS, st.integers(1, 9))
def test_any_order_joins_without_gap_or_double(
    many: list[int], order: list[tuple[str, bool]], limit: int
) -> None:
    chosen = Filter(sort=tuple(order))
    rows = walk(chosen, limit)
    assert sorted(row.id for row in rows) == many
    places: list[tuple[Any, ...]] = [(*json.loads(row.place), row.id) for row in rows]
    directions = [descends for _, descends in order] + [order[-1][1]] * (len(places[0]) - len(order))
    expected = places
    for column in reversed(range(len(directions))):  # stable sorts, the least important first
        expected = sorted(expected, key=lambda place: place[column], reverse=directions[column])
    assert places == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "states": st.sampled_from([("sent",), ("submitted", "sent"), ("cancelled",)]),
            "supplier_id": st.integers(1, 4),
            "branch": st.sampled_from(["YQ", "ZJG"]),
            "level": st.sampled_from(["normal", "urgent"]),
            "text": st.sampled_from(["研究", "alpha", "0003"]),
            "oldest_first": st.booleans(),
            "sort": st.sampled_from([(), (("title", False), ("submitted", True))]),
        },
    )
)
def test_filters_count_what_they_show(many: list[int], facts: dict[str, Any]) -> None:
    chosen = Filter(**facts)
    rows = walk(chosen, 4)
    assert len({row.id for row in rows}) == len(rows) == queries.count(chosen)
    for row in rows:
        assert row.branch == facts.get("branch", row.branch)
        assert row.level == facts.get("level", row.level)
        assert row.state in facts.get("states", (row.state,))
    for by in pages.GROUPS:
        groups = queries.grouped(chosen, by)
        assert sum(number for _, number in groups) == len(rows)
        assert [number for _, number in groups] == sorted((number for _, number in groups), reverse=True)


def test_an_order_nobody_knows_is_a_bug(many: list[int]) -> None:
    with pytest.raises(KeyError):
        pages.page(Filter(sort=(("shoe_size", False),)))
    with pytest.raises(KeyError):
        pages.grouped(Filter(), "shoe_size")


def test_a_row_says_where_it_stands(till: Till, patron: int) -> None:
    request = till.request(patron, level="urgent")
    till.counter.step(till.by, request, "needs_information", Inputs(reason="ContactReader"))
    row = pages.page(Filter())[0]
    assert (row.reason, row.level, row.branch, row.shelf) == ("ContactReader", "urgent", "YQ", None)
    assert (row.recalled, row.renewal, row.damaged) == (0, "", 0)


def test_overdue_is_a_filter_of_its_own(till: Till, many: list[int]) -> None:
    connection.execute("UPDATE request SET state = 'checked_out' WHERE due_on IS NOT NULL")
    rows = pages.page(Filter(overdue_on="2026-12-09"))
    assert [row.due_on for row in rows] == ["2026-12-08", "2026-12-01"]


@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        (Filter(document_type="book"), "request_type"),
        (Filter(service_type="loan"), "request_service"),
        (Filter(branch="YQ"), "request_branch"),
        (Filter(supplier_id=1), "request_partner"),
        (Filter(states=("sent",)), "request_state"),
        (Filter(overdue_on="2026-12-09"), "request_state"),
    ],
)
def test_every_filter_has_its_index(till: Till, chosen: Filter, index: str) -> None:
    heard: list[tuple[str, tuple[Any, ...]]] = []
    execute = connection.database.obj.execute_sql
    connection.database.obj.execute_sql = lambda sql, values=None: (
        heard.append((sql, tuple(values or ()))),
        execute(sql, values),
    )[1]
    try:
        pages.page(chosen)
        queries.count(chosen)
    finally:
        del connection.database.obj.execute_sql
    assert heard
    for sql, values in heard:
        plan = " ".join(str(row[3]) for row in execute(f"EXPLAIN QUERY PLAN {sql}", values))
        assert index in plan, plan
