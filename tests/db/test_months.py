"""A closed month takes nothing more, neither through the till nor through the back door."""

from __future__ import annotations

import datetime as dt

import peewee
import pytest

from db import connection
from ill_desktop.cashier.months import MonthService, balance_at, closed_months
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.staff.rules import Actor
from tests.db.till import Till, operation, refused


def test_a_month_is_closed_once_over_and_then_for_ever(
    till: Till, clock: FixedClock, admin: Actor, patron: int
) -> None:
    months = MonthService(till.ground)
    month = clock.day().strftime("%Y-%m")
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 500)], operation())
    assert refused(lambda: months.close(admin, month)).code == "books.not_over"
    clock.advance(days=31)
    assert refused(lambda: months.close(admin, month)).code == "books.open_shift"
    till.shifts.close(till.by, till.shift, 105_00)
    closed = months.close(admin, month)
    assert closed.balance["deposit"] == -500
    assert sum(closed.balance.values()) == 0
    assert closed_months() == [closed]
    assert refused(lambda: months.close(admin, month)).code == "books.closed_already"
    before = (dt.date.fromisoformat(f"{month}-01") - dt.timedelta(days=1)).strftime("%Y-%m")
    assert refused(lambda: months.close(admin, before)).code == "books.closed_already"


def test_a_clock_set_back_into_a_closed_month_is_said(
    till: Till, clock: FixedClock, admin: Actor, patron: int
) -> None:
    month = clock.day().strftime("%Y-%m")
    clock.advance(days=31)
    till.shifts.close(till.by, till.shift, 100_00)
    MonthService(till.ground).close(admin, month)
    shift = till.shifts.open(till.by, till.till, 0)
    clock.advance(days=-31)
    top_up = refused(lambda: till.cashier.top_up(till.by, shift, patron, [Tender("cash", 1)], operation()))
    assert (top_up.code, top_up.facts["month"]) == ("books.closed", month)
    with pytest.raises(peewee.IntegrityError, match="the month is closed"), connection.transaction():
        _sneak_in(clock.day().isoformat())
    assert balance_at(month) == closed_months()[0].balance


def _sneak_in(day: str) -> None:
    number = int(connection.value("SELECT MAX(id) + 1 FROM entry"))
    for fen in (1, -1):
        connection.execute(
            "INSERT INTO posting (entry_id, account_id, amount_fen) VALUES (?, 1, ?)", (number, fen)
        )
    connection.execute(
        "INSERT INTO entry (id, operation_id, content_hash, kind, at, day, actor) "
        "VALUES (?, 'x', 'x', 'charge', 'x', ?, 'x')",
        (number, day),
    )
