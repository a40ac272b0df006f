"""A reader's account of some days begins where the days before ended, on the screen and on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ill_desktop.cashier import statement
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.statement import Period, StatementRow
from ill_desktop.clock import FixedClock
from ill_desktop.reports import account
from ill_desktop.reports.service import ReportService
from ill_desktop.words import load
from tests.db.till import Till, operation

DAYS = 6


def fill(till: Till, patron: int, clock: FixedClock) -> list[dt.date]:
    """Something every second day; returns all days."""
    days = []
    for turn in range(DAYS):
        days.append(clock.day())
        if turn % 2 == 0:
            cash = [Tender("cash", 100 * (turn + 1))]
            till.cashier.top_up(till.by, till.shift, patron, cash, operation())
        clock.advance(days=1)
    return days


def test_any_days_begin_where_the_days_before_ended(till: Till, patron: int, clock: FixedClock) -> None:
    days = fill(till, patron, clock)
    every = list(statement.whole(patron))
    for at, first in enumerate(days):
        for last in days[at:]:
            rows = list(statement.whole(patron, Period(first, last)))
            assert [row.entry_id for row in rows] == [
                row.entry_id for row in every if first.isoformat() <= row.at[:10] <= last.isoformat()
            ]
            before = statement.balance_before(patron, first)
            after = statement.balance_after(patron, Period(first, last))
            assert before + sum(row.change_fen for row in rows) == after
            if rows:
                assert rows[0].balance_fen == after
                assert rows[-1].balance_fen - rows[-1].change_fen == before


def test_days_are_read_page_by_page_and_may_be_open(till: Till, patron: int, clock: FixedClock) -> None:
    days = fill(till, patron, clock)
    period = Period(days[0], days[3])
    paged: list[StatementRow] = []
    while more := statement.page(patron, paged[-1] if paged else None, 1, period):
        paged += more
    assert paged == list(statement.whole(patron, period))
    assert len(list(statement.whole(patron, Period(first=days[4])))) == 1
    assert len(list(statement.whole(patron, Period(last=dt.date.max)))) == DAYS // 2


def test_the_paper_says_how_it_stood_before_and_after(
    till: Till, patron: int, clock: FixedClock, tmp_path: Path
) -> None:
    days = fill(till, patron, clock)
    words, period = load("en"), Period(days[1], days[2])
    paper = account.paper(till.ground, patron, words, period)
    assert f"{days[1]} to {days[2]} · before ¥1.00 · after ¥4.00" in paper.period
    assert len(account.part(till.ground, patron, words, period).rows) == 1
    ReportService(till.ground).account_file(till.by, patron, "en", tmp_path / "some.csv", period)
    assert len((tmp_path / "some.csv").read_text("utf-8-sig").splitlines()) == 3
