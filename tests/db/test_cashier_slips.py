"""Amounts, statements, months and figures: where a tired hand or a strange file would cost somebody money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.cashier import bank, invoices, ledger, paid, queries, reconciliation, rules, statement
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.months import MonthService
from ill_desktop.cashier.reconciliation import ReconciliationService
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.counter import board
from ill_desktop.counter.pricing import set_total
from ill_desktop.requests import queries as requests
from ill_desktop.staff.rules import Actor
from tests.db.money import charge, pay, top_up
from tests.db.till import Till, operation, refused

# Amounts


@pytest.mark.parametrize("fen", [10**15, 2**62])
def test_more_than_anybody_pays_is_refused(till: Till, patron: int, fen: int) -> None:
    day = till.ground.clock.day()
    for action in (
        lambda: till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", fen)], operation()),
        lambda: till.shifts.pay_in(till.by, till.shift, fen, "x", operation()),
        lambda: BankService(till.ground).receive(till.by, day, fen, "x", "r", operation()),
        lambda: till.shifts.close(till.by, till.shift, fen),
    ):
        assert refused(action).code == "payment.too_large"


@pytest.mark.parametrize("kind", ["campus_card", "mobile", "deposit"])
def test_change_is_given_for_cash_alone(kind: str) -> None:
    tender = Tender(kind, 500, "7", given_fen=10_000)
    wrong = refused(lambda: rules.check_tenders([tender], 500, 500, rules.COUNTER_TENDERS))
    assert wrong.code == "payment.tender"


def test_more_cash_than_anybody_gives_is_refused() -> None:
    tender = Tender("cash", 500, given_fen=10**15)
    wrong = refused(lambda: rules.check_tenders([tender], 500, 0, rules.COUNTER_TENDERS))
    assert wrong.code == "payment.too_large"


# Statements of the bank


def test_a_line_is_matched_within_its_account(till: Till, patron: int) -> None:
    beside = ReconciliationService(till.ground)
    top_up(till, patron, 300, "mobile", "M1")
    top_up(till, patron, 300)
    beside.import_statement(
        till.by, "campus_card", f"date,amount,ref\n{till.ground.today},3.00,T9".encode(), "a.csv"
    )
    (line,) = reconciliation.unmatched_lines("campus_card")
    for posting in connection.rows(int, "SELECT id FROM posting WHERE amount_fen = 300"):
        wrong = refused(lambda posting=posting: beside.match(till.by, line.id, posting))  # type: ignore[misc]
        assert wrong.code == "statement.account"


def test_a_month_has_its_last_day(till: Till) -> None:
    days = ("2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01")
    data = "\n".join(["date,amount,ref", *(f"{day},3.00,{day}" for day in days)]).encode()
    ReconciliationService(till.ground).import_statement(till.by, "bank", data, "a.csv")
    assert [line.day for line in reconciliation.unmatched_lines("bank", "2026-10")] == list(days[1:3])


def test_a_transfer_is_known_by_its_slip_before_and_after_it_is_matched(till: Till, campus: int) -> None:
    slip = till.transfers.issue(till.by, campus, [charge(till, campus, 300)], operation())
    till.transfers.match(till.by, slip.paper_id, "FIN", operation())
    (booked,) = reconciliation.unmatched_postings("transfer")
    assert booked.paper == slip.number
    beside = ReconciliationService(till.ground)
    data = f"date,amount,ref\n{till.ground.today},3.00,FIN".encode()
    assert beside.import_statement(till.by, "transfer", data, "a.csv").matched == 1
    assert [paper for _, paper in reconciliation.matched_lines("transfer")] == [slip.number]


def test_equal_lines_of_one_file_are_all_kept(till: Till) -> None:
    beside, today = ReconciliationService(till.ground), till.ground.today

    def imported(rows: int, reference: str, payer: str = "x") -> int:
        line = f"{today},3.00,{reference},{payer}"
        data = "\n".join(["date,amount,ref,payer", *[line] * rows]).encode()
        return beside.import_statement(till.by, "bank", data, "a.csv").added

    for reference in ("", "00000000"):  # a bank that gives every line the same number, or none
        assert imported(1, reference) == 1
        assert imported(3, reference) == 2, "one of three stood in the earlier file"
        assert imported(3, reference) == 0


# Months


def test_a_shift_of_the_new_months_small_hours_does_not_hold_up_the_old(
    till: Till, clock: FixedClock, admin: Actor
) -> None:
    till.shifts.close(till.by, till.shift, 100_00)
    clock.instant = dt.datetime(2026, 11, 30, 16, 30, tzinfo=dt.UTC)  # 1 December, 00:30 in Hangzhou
    till.shifts.open(till.by, till.till, 100_00)
    assert MonthService(till.ground).close(admin, "2026-11").month == "2026-11"


def test_a_shift_of_the_old_months_last_hour_does(till: Till, clock: FixedClock, admin: Actor) -> None:
    till.shifts.close(till.by, till.shift, 100_00)
    clock.instant = dt.datetime(2026, 11, 30, 15, 30, tzinfo=dt.UTC)
    till.shifts.open(till.by, till.till, 100_00)
    clock.advance(hours=9)
    assert refused(lambda: MonthService(till.ground).close(admin, "2026-11")).code == "books.open_shift"


# What must be seen


def test_the_figures_of_the_day_know_all_that_came_and_went(till: Till, patron: int) -> None:
    item, entry, _ = pay(till, patron, 500)
    refunds, banking = RefundService(till.ground), BankService(till.ground)
    came = banking.receive(till.by, till.ground.clock.day(), 800, "x", "B1", operation())
    assert board.day(till.ground).taken_fen == 1300
    banking.settle(till.by, came, patron, [charge(till, patron, 200)], operation(), rest_to_deposit=True)
    assert board.day(till.ground).taken_fen == 1300
    refunds.refund(till.by, till.shift, entry, {item: 100}, Back("cash", "x"), operation())
    refunds.pay_back_deposit(till.by, till.shift, patron, 50, Back("bank", "x", reference="B2"), operation())
    assert board.day(till.ground).taken_fen == 1150


def test_a_transfer_names_its_slip_in_the_account(till: Till, campus: int) -> None:
    slip = till.transfers.issue(till.by, campus, [charge(till, campus, 300)], operation())
    till.transfers.match(till.by, slip.paper_id, "FIN", operation())
    assert statement.page(campus)[0].paper == slip.number


def test_the_total_of_a_request_is_what_it_cost_though_some_went_back(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    till.pay(patron, Tender("cash", till.dues(patron)[0].amount_fen))
    (payment,) = paid.payments(patron)
    amounts = {line.charge_id: line.left_fen for line in payment.lines}
    RefundService(till.ground).refund(
        till.by, till.shift, payment.entry_id, amounts, Back("cash", "x"), operation()
    )
    set_total(request)
    assert connection.value("SELECT total_fen FROM request WHERE id = ?", (request,)) == sum(amounts.values())


def test_a_price_of_nothing_falls_away_with_its_request(till: Till, patron: int) -> None:
    rules_ = {"version": "free", "valid_from": till.ground.today, "charges": [
        {"kind": "per_page", "amount_fen": 0}]}  # fmt: skip
    till.cashier.tariffs.publish(Actor("钱文", "administrator", staff_id=1), rules_)
    request = till.arrived(patron)
    assert queries.charges_of_request(request)
    till.counter.pricing.drop_unpaid(till.by, requests.detail(request))
    assert queries.dues(patron) == []


def test_money_paid_back_to_a_merged_record_is_the_kept_readers(
    till: Till, patron: int, duplicate: int, merge: Callable[[], None]
) -> None:
    top_up(till, duplicate, 500)
    merge()
    receipt = RefundService(till.ground).pay_back_deposit(
        till.by, till.shift, duplicate, 500, Back("cash", "x"), operation()
    )
    assert receipt.patron_id == patron
    assert queries.deposit_balance(patron) == 0


def test_bank_money_asked_again_with_another_payer_is_refused(till: Till) -> None:
    banking, once, day = BankService(till.ground), operation(), till.ground.clock.day()

    def receive(payer: str, purpose: str = "") -> int:
        return banking.receive(till.by, day, 500, payer, "B1", once, purpose=purpose)

    assert receive("甲") == receive("甲")
    assert refused(lambda: receive("乙")).code == "payment.operation_reused"
    assert refused(lambda: receive("甲", "文献传递费")).code == "payment.operation_reused"
    assert [row.payer for row in bank.received()] == ["甲"]


def test_all_of_it_balances(till: Till, patron: int) -> None:
    pay(till, patron, 500)
    assert sum(till.balances().values()) == 0
    assert ledger.balance(f"cash:{till.till}") == 105_00
    assert invoices.register() == []
