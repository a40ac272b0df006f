"""The books as finance reads them: columns balance, a person stands once, a bill holds its lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from ill_desktop.cashier import months, partners, queries
from ill_desktop.cashier.months import MonthService
from ill_desktop.cashier.partners import PartnerService
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.reports import books
from ill_desktop.reports.service import ReportService
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from ill_desktop.words import load
from tests.db.till import Till, operation, refused
from tests.unit.paper_reader import text as text_of

EN = load("en")


def pay_in(till: Till, patron: int, fen: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", fen)], operation())


def supplied(till: Till, patron: int, cost: int) -> int:
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    till.counter.step(till.by, request, "will_supply", Inputs(partner_cost_fen=cost))
    return request


def test_the_trial_balance_of_a_day_begins_where_the_one_before_ended(
    till: Till, patron: int, campus: int, clock: FixedClock
) -> None:
    first = clock.day()
    pay_in(till, patron, 500)
    clock.advance(days=1)
    pay_in(till, campus, 700)
    before, after = (
        {code: rest for code, *rest in books.trial_balance(day, day)} for day in (first, clock.day())
    )
    assert after["deposit"] == [-500, 0, -700]
    assert after["cash:1"][0] == sum(before["cash:1"])
    for column in range(3):
        whole = sum(row[column] for row in after.values())
        assert whole == {0: 0, 1: 700, 2: -700}[column]
    closing = {code: sum(rest) for code, rest in after.items()}
    grouped = dict(queries.trial_balance())
    assert (closing["deposit"], closing["cash:1"]) == (grouped["deposit"], grouped["cash"])
    table = books.balance(till.ground, first, clock.day(), EN).part
    assert ("Cash in till 1", 0, 11200, None, 11200) in table.rows  # the float of the shift, too
    assert table.total is not None and table.total[-1] == 0


def test_deposits_are_told_by_person_the_largest_first(till: Till, patron: int, campus: int) -> None:
    pay_in(till, patron, 500)
    till.cashier.top_up(till.by, till.shift, patron, [Tender("mobile", 300, "M1")], operation())
    pay_in(till, campus, 900)
    book = books.deposits(till.ground, EN)
    assert book.keys == (str(campus), str(patron))
    assert [row[-1] for row in book.part.rows] == [900, 800]
    assert book.part.total is not None and book.part.total[-1] == 1700


def test_two_records_of_one_person_have_one_deposit_since_the_first(
    merge: Callable[[], None], till: Till, patron: int, duplicate: int, clock: FixedClock
) -> None:
    first = clock.day()
    pay_in(till, patron, 500)
    clock.advance(days=1)
    pay_in(till, duplicate, 300)
    assert len(books.deposits(till.ground, EN).part.rows) == 2
    merge()
    book = books.deposits(till.ground, EN)
    assert book.keys == (str(patron),)
    assert [row[-2:] for row in book.part.rows] == [(first.isoformat(), 800)]


def test_a_bill_holds_its_lines_and_what_changed_since(
    till: Till, patron: int, clock: FixedClock, tmp_path: Path
) -> None:
    month = clock.day().strftime("%Y-%m")
    request = supplied(till, patron, 1500)
    PartnerService(till.ground).settle(till.by, "CASHL", month, "BILL-7", operation())
    clock.advance(days=31)
    later = clock.day().strftime("%Y-%m")
    till.counter.step(till.by, request, "shipped", Inputs(partner_cost_fen=1800))
    supplied(till, patron, 400)
    reports = ReportService(till.ground)
    networks = reports.networks(till.by, later, "en")
    assert networks.keys == ("CASHL",)
    (sums,) = partners.month_sums(clock, later)
    assert networks.part.rows[0][-2:] == (max(sums.left_fen, 0), 0)
    bill = reports.network(till.by, later, "CASHL", "en")
    assert sum(int(row[3] or 0) - int(row[4] or 0) for row in bill.part.rows) == sums.left_fen
    page = text_of(reports.book_pdf(networks, "en"))
    assert "Settlement with CASHL" in page
    for ending in ("csv", "xlsx"):
        reports.book_file(bill, "zh_CN", tmp_path / f"bill.{ending}")
        assert (tmp_path / f"bill.{ending}").stat().st_size > 100


def test_what_keeps_a_month_open_is_said_with_its_till(
    till: Till, patron: int, clock: FixedClock, admin: Actor
) -> None:
    service, month = MonthService(till.ground), clock.day().strftime("%Y-%m")
    pay_in(till, patron, 500)
    assert months.next_to_close() == month
    assert [each.code for each in service.in_the_way(month)] == ["books.not_over", "books.shift_of"]
    clock.advance(days=31)
    (shift,) = service.in_the_way(month)
    assert (shift.code, shift.facts["till"]) == ("books.shift_of", "1")
    till.shifts.close(till.by, till.shift, 105_00)
    assert service.in_the_way(month) == []
    service.close(admin, month)
    following = dt.date.fromisoformat(f"{month}-01") + dt.timedelta(days=32)
    assert months.next_to_close() == following.strftime("%Y-%m")
    later = months.open_months((following + dt.timedelta(days=70)).isoformat())
    assert later[0] == following.strftime("%Y-%m") and len(later) == 2, "each month that is over"


@pytest.mark.parametrize("ask", ["balance", "deposits", "networks", "network"])
def test_only_those_who_may_read_reports_read_the_books(till: Till, ask: str) -> None:
    reports, nobody, day = ReportService(till.ground), Actor("x", "counter", 7), dt.date(2026, 11, 21)
    asked = {
        "balance": lambda: reports.balance(nobody, day, day, "en"),
        "deposits": lambda: reports.deposits(nobody, "en"),
        "networks": lambda: reports.networks(nobody, "2026-11", "en"),
        "network": lambda: reports.network(nobody, "2026-11", "CASHL", "en"),
    }[ask]
    assert refused(asked).code == "not_permitted"
