"""Money that could be lost, doubled or set free: what an attacker of the till tries."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pytest

from db import connection
from ill_desktop.cashier import ledger, papers
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.ledger import Leg
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.clock import FixedClock
from ill_desktop.ground import Ground
from ill_desktop.requests import queries
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor, reader
from tests.db import money
from tests.db.till import PDF, Till, operation, refused

# One operation id, one operation


def test_an_operation_id_belongs_to_one_kind_of_operation(till: Till, campus: int) -> None:
    till.arrived(campus)
    till.arrived(campus)
    first, second = [due.charge_id for due in till.dues(campus)]
    paid, slipped = operation(), operation()
    cash = [Tender("cash", 180)]
    till.counter.take_payment(till.by, till.shift, campus, [first], cash, paid)
    slip = till.transfers.issue(till.by, campus, [second], slipped)
    before = till.balances()
    tries = (
        lambda: till.transfers.issue(till.by, campus, [second], paid),
        lambda: till.transfers.issue(till.by, campus, [first], slipped),
        lambda: till.counter.take_payment(till.by, till.shift, campus, [second], cash, slipped),
        lambda: till.cashier.top_up(till.by, till.shift, campus, cash, paid),
        lambda: till.cashier.top_up(till.by, till.shift, campus, cash, slipped),
        lambda: till.counter.match_transfer(till.by, slip.paper_id, "FIN-1", paid),
    )
    for number, each in enumerate(tries):
        assert refused(each).code == "payment.operation_reused", number
    assert till.balances() == before
    assert till.transfers.issue(till.by, campus, [second], slipped) == slip


def test_a_second_match_with_another_voucher_is_no_repetition(till: Till, campus: int) -> None:
    till.arrived(campus)
    slip = till.transfers.issue(till.by, campus, [due.charge_id for due in till.dues(campus)], operation())
    once = operation()
    till.counter.match_transfer(till.by, slip.paper_id, "FIN-1", once)
    again = refused(lambda: till.counter.match_transfer(till.by, slip.paper_id, "FIN-2", once))
    assert again.code == "payment.operation_reused"


# Deposits


def test_a_deposit_that_was_spent_is_not_taken_back(till: Till, patron: int) -> None:
    """Each tender's part of a deposit stays at or above zero, not only their sum."""
    cash = till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 180)], operation())
    till.cashier.top_up(till.by, till.shift, patron, [Tender("campus_card", 300, "T-1")], operation())
    till.arrived(patron)
    till.pay(patron, Tender("deposit", 180))  # the oldest part: cash
    taken_back = refused(
        lambda: till.cashier.reverse_payment(till.by, till.shift, cash.paper_id, "mis-keyed", operation())
    )
    assert taken_back.code == "payment.deposit_short"
    assert taken_back.facts["have"] == "¥0.00"
    assert cashier_queries.deposit_balance(patron) == 300


# Nothing goes out unpriced


def test_pages_must_be_known_before_a_copy_is_priced(till: Till, patron: int) -> None:
    nowhere = {"title": "灰色文献", "text": "内部资料"}
    request = till.request(patron, document_type="other", fields=nowhere)
    till.walk(request, "accepted", "sent", "shipped")
    assert refused(lambda: till.walk(request, "received")).field == "pages"
    assert till.walk(request, "received", pages=4) == "awaiting_payment"


def test_what_was_taken_back_to_its_arrival_does_not_go_out_free(till: Till, patron: int) -> None:
    request = till.arrived(patron, pages=100, max_cost_fen=1000)
    assert till.steps.back(till.by, request) == "received"
    for target in ("delivered", "ready_for_pickup", "awaiting_payment"):
        refusal = refused(partial(till.walk, request, target))
        assert (refusal.code, refusal.facts) == ("request.cost_not_agreed", {"amount": "¥15.00"})
    assert till.dues(patron) == []
    till.counter.step(till.by, request, "awaiting_cost_approval", Inputs(cost_fen=1500))
    assert till.walk(request, "received") == "awaiting_payment"


def test_sent_straight_to_the_reader_it_is_still_charged(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted", "sent", "shipped")
    assert till.walk(request, "delivered") == "delivered"
    assert [due.amount_fen for due in till.dues(patron)] == [180]
    assert queries.detail(request).total_fen == 180
    assert refused(lambda: till.steps.back(till.by, request)).code == "request.posted"
    dear = till.request(patron, max_cost_fen=100)
    till.walk(dear, "accepted", "sent", "shipped")
    assert refused(lambda: till.walk(dear, "delivered")).code == "request.cost_not_agreed"


def test_what_costs_nothing_goes_out(till: Till, patron: int) -> None:
    connection.execute("DROP TRIGGER tariff_no_update")
    connection.execute("UPDATE tariff SET rules = json_set(rules, '$.charges', json('[]'))")
    request = till.arrived(patron)
    assert queries.detail(request).state == "received"
    assert till.walk(request, "delivered") == "delivered"


def test_a_reversed_payment_holds_the_loan_back_again(till: Till, patron: int) -> None:
    connection.execute("UPDATE patron SET activated_at = ? WHERE id = ?", (till.ground.now, patron))
    request = till.arrived(
        patron, service_type="loan", document_type="book", fields={"title": "结构洞"}, delivery="pickup"
    )
    receipt = till.pay(patron, Tender("cash", 2000)).receipt
    till.cashier.reverse_payment(till.by, till.shift, receipt.paper_id, "mis-keyed", operation())
    out = Inputs(due_on="2026-12-18")
    assert refused(lambda: till.counter.step(till.by, request, "checked_out", out)).code == "request.unpaid"


# Taking back, while the clock runs


class RunningClock(FixedClock):
    """Each look at it is a millisecond later, as at a real counter."""

    def now(self):  # type: ignore[no-untyped-def]
        self.advance(milliseconds=1)
        return self.instant


@pytest.fixture
def running(ground: Ground, cashier: Actor, patron: int, clock: FixedClock) -> Till:
    ground.clock = RunningClock(clock.instant)
    return Till(ground, cashier)


def test_a_charge_is_not_taken_back_with_the_step_it_led_to(running: Till, patron: int) -> None:
    request = running.arrived(patron)
    assert queries.detail(request).state == "awaiting_payment"
    assert refused(lambda: running.steps.back(running.by, request)).code == "request.posted"


def test_a_payment_is_not_taken_back_with_the_release(running: Till, patron: int) -> None:
    request = running.arrived(patron, delivery="pickup")
    running.pay(patron, Tender("cash", 180))
    assert queries.detail(request).state == "ready_for_pickup"
    assert refused(lambda: running.steps.back(running.by, request)).code == "request.posted"


def test_a_step_after_the_payment_is(running: Till, patron: int) -> None:
    request = running.arrived(patron)
    running.pay(patron, Tender("cash", 180))
    running.walk(request, "ready_for_pickup")
    assert running.steps.back(running.by, request) == "awaiting_payment"


def test_a_file_that_releases_posts_nothing_and_is_taken_back(running: Till, patron: int) -> None:
    request = running.arrived(patron)
    running.pay(patron, Tender("cash", 180))
    assert running.counter.attach(running.by, request, "a.pdf", PDF) == "delivered"
    assert running.steps.back(running.by, request) == "awaiting_payment"


# Charges that fall away


def test_a_wholly_subsidised_charge_falls_away_too(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted", "sent", "shipped")
    connection.execute("DROP TRIGGER tariff_no_update")
    whole = '[{"kind": "percent", "percent": 100}]'
    connection.execute("UPDATE tariff SET rules = json_set(rules, '$.subsidies', json(?))", (whole,))
    assert till.walk(request, "received", pages=12) == "received"
    assert till.balances()["subsidy"] == 360
    till.counter.step(till.by, request, "accepted", Inputs(reason="Illegible"))
    assert till.balances()["subsidy"] == till.balances()["income:service"] == 0
    assert queries.detail(request).total_fen is None


def test_a_slip_whose_charge_was_dropped_is_cancelled_whole(till: Till, campus: int) -> None:
    first, second = till.arrived(campus), till.arrived(campus)
    slip = till.transfers.issue(till.by, campus, [due.charge_id for due in till.dues(campus)], operation())
    till.walk(first, "cancelled")
    assert connection.value("SELECT state FROM transfer WHERE id = ?", (slip.paper_id,)) == "cancelled"
    refusal = refused(lambda: till.counter.match_transfer(till.by, slip.paper_id, "FIN-1", operation()))
    assert refusal.code == "transfer.not_pending"
    (left,) = till.dues(campus)
    assert (left.pending_slip, queries.detail(second).state) == ("", "awaiting_payment")
    till.transfers.issue(till.by, campus, [left.charge_id], operation())


def test_cancelled_after_payment_the_money_stays_in_the_books(till: Till, patron: int) -> None:
    request = till.arrived(patron, delivery="pickup")
    till.pay(patron, Tender("cash", 180))
    till.walk(request, "not_collected", "cancelled")
    assert till.dues(patron) == []
    assert till.balances()["cash"] == 10180
    assert queries.detail(request).total_fen == 180


# Who may


def test_a_charge_is_put_and_dropped_only_by_who_may(till: Till, patron: int) -> None:
    visitor = reader(patron, "陈竑宇")
    price = Price("v", (Line("per_item", 100, {}),))
    charge = till.cashier.charge(till.by, patron, "service", "x", price, operation_id=operation())
    slip_of = operation()
    tries = (
        lambda: till.cashier.charge(visitor, patron, "service", "x", price, operation_id=operation()),
        lambda: till.cashier.drop_charge(visitor, charge, "no", slip_of),
        lambda: papers.count_print(till.ground, visitor, 1),
    )
    for each in tries:
        assert refused(each).code == "not_permitted"
    assert connection.value("SELECT COUNT(*) FROM audit WHERE action = 'denied'") == len(tries)
    assert [due.amount_fen for due in till.dues(patron)] == [100]


def test_a_denied_reader_stands_in_the_chain_by_record(till: Till, patron: int) -> None:
    visitor = reader(patron, "陈竑宇")
    refused(lambda: till.counter.step(visitor, till.request(patron), "accepted"))
    assert connection.value("SELECT actor FROM audit WHERE action = 'denied'") == f"patron:{patron}"


def test_papers_of_a_shift_are_found_by_an_index(till: Till) -> None:
    plan = connection.rows(
        lambda *row: str(row[-1]),
        "EXPLAIN QUERY PLAN SELECT id FROM paper WHERE shift_id = 1 ORDER BY id DESC",
    )
    assert "INDEX paper_shift" in plan[0]


# Midnight in Hangzhou, not in Greenwich


def test_numbers_and_days_turn_with_the_branch(till: Till, patron: int, clock: FixedClock) -> None:
    def both() -> tuple[str, str, str]:
        request = till.arrived(patron)
        receipt = till.pay(patron, Tender("cash", 180)).receipt
        day = connection.value("SELECT day FROM entry ORDER BY id DESC LIMIT 1")
        return queries.detail(request).number, receipt.number, day

    clock.instant = dt.datetime(2026, 12, 31, 15, 59, 59, 999_000, dt.UTC)
    assert both() == ("YQ1-20261231-0001", "YQ1-2026-R-000001", "2026-12-31")
    clock.advance(milliseconds=1)
    assert both() == ("YQ1-20270101-0001", "YQ1-2027-R-000001", "2027-01-01")


def test_a_readers_deposit_is_read_from_his_own_postings(till: Till, patron: int) -> None:
    seen: list[str] = []
    connection.database.connection().set_exec_trace(lambda _cursor, sql, _values: seen.append(sql) or True)
    ledger.deposit_accounts((patron,))
    connection.database.connection().set_exec_trace(None)
    (sql,) = [sql for sql in seen if "CROSS JOIN" in sql]
    plan = [
        str(row[-1])
        for row in connection.rows(
            lambda *row: row, f"EXPLAIN QUERY PLAN {sql}", (f"deposit:{patron}:", f"deposit:{patron};")
        )
    ]
    assert not [step for step in plan if step.startswith("SCAN")], plan


# Amounts that are none


@pytest.mark.parametrize(
    ("fen", "code"),
    [
        (100.5, "payment.not_fen"),
        (100.0, "payment.not_fen"),
        (float("nan"), "payment.not_fen"),
        (True, "payment.not_fen"),
        (-1, "payment.nothing"),
        (0, "payment.nothing"),
        (10**15, "payment.too_large"),
        (2**63, "payment.too_large"),
    ],
)
def test_what_is_no_amount_moves_nothing(till: Till, patron: int, fen: Any, code: str) -> None:
    item, entry, _ = money.pay(till, patron, 300)
    owed = money.charge(till, patron, 300)
    refunds, banking, before = RefundService(till.ground), BankService(till.ground), till.balances()
    cash, back, day = [Tender("cash", fen)], Back("cash", "x"), till.ground.clock.day()
    tries = (
        lambda: till.cashier.take_payment(till.by, till.shift, patron, [owed], cash, operation()),
        lambda: till.cashier.top_up(till.by, till.shift, patron, cash, operation()),
        lambda: till.shifts.pay_in(till.by, till.shift, fen, "x", operation()),
        lambda: banking.receive(till.by, day, fen, "x", "B1", operation()),
        lambda: refunds.refund(till.by, till.shift, entry, {item: fen}, back, operation()),
        lambda: refunds.pay_back_deposit(till.by, till.shift, patron, fen, back, operation()),
    )
    codes = [refused(each).code for each in tries]
    assert codes[:4] == [code] * 4
    assert set(codes[4:]) <= {code, "refund.too_much", "refund.tender"}
    assert till.balances() == before


def test_a_bug_that_posts_half_a_fen_is_stopped_at_the_ledger(till: Till) -> None:
    legs = [Leg("cash:1", 100.5), Leg("finance:cash", -100.5)]  # type: ignore[arg-type]
    before = till.balances()
    with pytest.raises(TypeError), connection.transaction():
        ledger.post(till.ground, till.by, "paid_in", legs, operation_id="half", content_hash="")
    assert till.balances() == before
