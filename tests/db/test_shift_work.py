"""What the till shows of a shift: a glance that keeps the count blind, papers nobody holds, the drawer."""

from __future__ import annotations

import json

import pytest

from db import connection
from ill_desktop.cashier import glance, papers, queries, unprinted
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import utc_time
from ill_desktop.counter import drawers, money_papers
from ill_desktop.counter.drawers import Device, DrawerService
from ill_desktop.errors import Refusal
from ill_desktop.staff.rules import Actor
from ill_desktop.words import load
from tests.db.money import charge
from tests.db.till import Till, operation, refused

ADMIN = Actor("管理员", "administrator", staff_id=1)


def shift(till: Till) -> queries.ShiftRow:
    row = queries.shift(till.shift)
    assert row is not None
    return row


def test_a_glance_parts_what_came_from_what_went_back(till: Till, patron: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 2350)], operation())
    wrong = till.cashier.top_up(till.by, till.shift, patron, [Tender("campus_card", 700, "c")], operation())
    till.cashier.reverse_payment(till.by, till.shift, wrong.paper_id, "刷错", operation())
    till.cashier.top_up(till.by, till.shift, patron, [Tender("mobile", 900, "m")], operation())
    till.shifts.pay_in(till.by, till.shift, 500, "零钱", operation())
    till.shifts.pay_out(till.by, till.shift, 350, "信封", operation())
    till.shifts.hand_over(till.by, till.shift, 1000, operation())
    seen = glance.of(shift(till))
    assert seen.takings == (("campus_card", 0, 0), ("cash", 2350, 0), ("mobile", 900, 0))
    assert (seen.paid_in_fen, seen.paid_out_fen, seen.handed_over_fen, seen.papers) == (500, 350, 1000, 4)


def test_a_deposit_that_paid_by_mistake_was_not_taken(till: Till, patron: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 5000)], operation())
    till.arrived(patron)
    paid = till.pay(patron, Tender("deposit", 180)).receipt
    assert queries.shift_takings(till.shift) == [("cash", 5000), ("deposit", 180)]
    till.cashier.reverse_payment(till.by, till.shift, paid.paper_id, "点错", operation())
    assert queries.shift_takings(till.shift) == [("cash", 5000), ("deposit", 0)]
    assert glance.of(shift(till)).takings == (("cash", 5000, 0), ("deposit", 0, 0))


def test_a_deposit_given_back_is_seen_beside_what_it_paid(till: Till, patron: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 5000)], operation())
    item = charge(till, patron, 400)
    receipt = till.cashier.take_payment(
        till.by, till.shift, patron, [item], [Tender("deposit", 400)], operation()
    )
    entry = int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (receipt.paper_id,)))
    back = Back("deposit", "错了")
    RefundService(till.ground).refund(till.by, till.shift, entry, {item: 150}, back, operation())
    assert glance.of(shift(till)).takings == (("cash", 5000, 0), ("deposit", 400, 150))


def test_a_blind_x_report_lets_nobody_reckon_the_drawer(till: Till, patron: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 2350)], operation())
    till.cashier.top_up(till.by, till.shift, patron, [Tender("mobile", 900, "m")], operation())
    x = glance.blind(till.shifts.x_report(till.by, till.shift))
    assert [line.kind for line in x.lines] == ["float", "tender.mobile"]
    assert x.total_fen == 900


def test_earlier_shifts_come_with_their_reports(till: Till) -> None:
    assert glance.closed() == []
    report = till.shifts.close(till.by, till.shift, 98_00)
    (row,) = glance.closed()
    assert (row.id, row.report, row.report_id) == (till.shift, report.number, report.paper_id)
    assert (row.expected_fen, row.counted_fen, row.over_fen) == (100_00, 98_00, -2_00)
    assert glance.closed((row.closed_at, "9")) == [row]
    assert glance.closed(("", row.closed_at)) == []


def test_notes_and_coins_stand_in_one_line_of_the_report(till: Till) -> None:
    report = till.shifts.close(till.by, till.shift, 101_20, {5000: 2, 100: 1, 10: 2})
    library = till.ground.library
    branch = next(iter(library.branches.values()))
    stated = money_papers.of(
        report, library, branch, load("zh_CN"), lambda at: till.ground.clock.local(utc_time(at))
    )
    assert [(line.label, line.detail) for line in stated.lines][2:] == [
        ("实点现金", "50 元 × 2 · 1 元 × 1 · 0.10 元 × 2"),
        ("长款 / 短款", stated.lines[-1].detail),
    ]


def test_a_paper_waits_until_it_was_put_out(till: Till, patron: int) -> None:
    first, second = (
        till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", fen)], operation())
        for fen in (100, 200)
    )
    unprinted.hold(second.paper_id, Refusal("printer.paper", address="10.0.0.8"))
    assert [row.id for row in unprinted.rows(till.shift)] == [first.paper_id, second.paper_id]
    assert [row.id for row in unprinted.rows(None)] == [second.paper_id], "a failed one outlives its shift"
    why = unprinted.reasons()[second.paper_id]
    assert (why.code, why.facts) == ("printer.paper", {"address": "10.0.0.8"})
    papers.count_print(till.ground, till.by, second.paper_id)
    unprinted.forget(second.paper_id)
    unprinted.forget(second.paper_id)
    assert unprinted.reasons() == {}
    assert [row.id for row in unprinted.rows(till.shift)] == [first.paper_id]
    till.cashier.reverse_payment(till.by, till.shift, first.paper_id, "错", operation())
    assert unprinted.rows(till.shift) == [], "nobody wants a void paper"


def test_a_drawer_opens_only_with_a_reason_that_is_kept(till: Till) -> None:
    service = DrawerService(till.ground)
    assert drawers.of(till.till) is None
    assert refused(lambda: service.open(till.by, till.shift, "换零钱")).code == "printer.none"
    service.keep(ADMIN, till.till, Device("127.0.0.1:9", "58mm"))
    assert drawers.of(till.till) == Device("127.0.0.1:9", "58mm", True)
    assert refused(lambda: service.open(till.by, till.shift, "  ")).code == "reason.missing"
    assert service.open(till.by, till.shift, "换零钱").address == "127.0.0.1:9"
    action, payload = connection.rows(
        lambda *row: row,
        "SELECT a.action, p.payload FROM audit a JOIN audit_payload p ON p.id = a.id "
        "ORDER BY a.id DESC LIMIT 1",
    )[0]
    assert (action, json.loads(payload)) == ("drawer.open", {"reason": "换零钱"})
    service.keep(ADMIN, till.till, Device("127.0.0.1:9", drawer=False))
    assert refused(lambda: service.open(till.by, till.shift, "换零钱")).code == "printer.none"
    service.keep(ADMIN, till.till, None)
    assert drawers.of(till.till) is None


@pytest.mark.parametrize("address", ["", "/etc/passwd", "x y"])
def test_only_an_administrator_sets_a_printer_up_and_only_at_an_address(till: Till, address: str) -> None:
    service = DrawerService(till.ground)
    assert refused(lambda: service.keep(ADMIN, till.till, Device(address))).code == "printer.address"
    cashier = Actor("收银", "cashier", staff_id=2)
    assert refused(lambda: service.keep(cashier, till.till, Device("10.0.0.8"))).code == "not_permitted"
    till.shifts.close(till.by, till.shift, 100_00)
    assert refused(lambda: service.open(till.by, till.shift, "x")).code == "shift.closed"
