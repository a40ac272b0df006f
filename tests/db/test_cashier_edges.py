"""To the fen and to the instant: what lies just inside a limit goes, and what else hung on the same money."""

from __future__ import annotations

import datetime as dt

import pytest

from db import connection
from ill_desktop.cashier import bank, partners, queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.refunds import RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from tests.db.money import charge, pay, top_up
from tests.db.till import Till, operation, refused


def state(transfer: int) -> str:
    return str(connection.value("SELECT state FROM transfer WHERE id = ?", (transfer,)))


def test_a_deposit_that_just_reaches_pays_by_itself(till: Till, patron: int) -> None:
    top_up(till, patron, 300)
    item = charge(till, patron, 301)
    assert till.cashier.debit(till.by, patron, [item], operation()) is None
    top_up(till, patron, 1)
    receipt = till.cashier.debit(till.by, patron, [item], operation())
    assert receipt is not None
    assert receipt.total_fen == 301
    assert queries.deposit_balance(patron) == 0


def test_a_drawer_that_just_holds_it_gives_it_back(till: Till, patron: int) -> None:
    _, _, paper = pay(till, patron, 5000)
    till.shifts.hand_over(till.by, till.shift, 100_01, operation())
    short = refused(lambda: till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation()))
    assert short.code == "refund.drawer_short"
    till.shifts.pay_in(till.by, till.shift, 1, "x", operation())
    till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())
    assert till.balances().get("cash", 0) == 0


def test_slips_for_what_was_paid_by_bank_or_given_up_are_cancelled(till: Till, campus: int) -> None:
    paid, lost = charge(till, campus, 300), charge(till, campus, 200)
    slips = [till.transfers.issue(till.by, campus, [item], operation()).paper_id for item in (paid, lost)]
    banking = BankService(till.ground)
    came = banking.receive(till.by, till.ground.clock.day(), 300, "x", "B1", operation())
    banking.settle(till.by, came, campus, [paid], operation())
    RefundService(till.ground).write_off(till.by, lost, "x", operation())
    assert [state(slip) for slip in slips] == ["cancelled", "cancelled"]
    assert bank.unknown() == []


def test_the_number_of_a_voided_payment_may_stand_again(till: Till, patron: int) -> None:
    tender = Tender("campus_card", 300, "POS-1")
    paper = till.cashier.top_up(till.by, till.shift, patron, [tender], operation()).paper_id
    again = refused(lambda: till.cashier.top_up(till.by, till.shift, patron, [tender], operation()))
    assert again.code == "payment.reference_seen"
    till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())
    till.cashier.top_up(till.by, till.shift, patron, [tender], operation())


def test_what_was_paid_by_bank_has_its_invoice(till: Till, patron: int) -> None:
    item = charge(till, patron, 300)
    banking = BankService(till.ground)
    came = banking.receive(till.by, till.ground.clock.day(), 300, "x", "B1", operation())
    banking.settle(till.by, came, patron, [item], operation())
    assert [each.charge_id for each in InvoiceService(till.ground).items(patron)] == [item]


def test_a_network_is_settled_for_its_own_and_its_own_month(
    till: Till, patron: int, clock: FixedClock
) -> None:
    def supplied(cost: int) -> None:
        request = till.request(patron)
        till.walk(request, "accepted", "sent")
        till.counter.step(till.by, request, "will_supply", Inputs(partner_cost_fen=cost))

    clock.instant = dt.datetime(2026, 11, 30, 15, 59, 59, 999000, tzinfo=dt.UTC)
    supplied(100)
    clock.instant = dt.datetime(2026, 11, 30, 16, tzinfo=dt.UTC)  # the first instant of December in Hangzhou
    supplied(200)
    (november,) = partners.month_sums(clock, "2026-11")
    (december,) = partners.month_sums(clock, "2026-12")
    assert (november.cost_fen, december.cost_fen) == (100, 200)
    assert partners.costs(clock, "2026-11", "another network") == []


@pytest.mark.parametrize("day", ["20270101", "2027-W01-1", "2027-1-1", ""])
def test_a_tariff_begins_on_a_day_that_sorts_as_text(till: Till, admin: Actor, day: str) -> None:
    rules = {"version": "next", "valid_from": day, "charges": [{"kind": "per_page", "amount_fen": 30}]}
    assert refused(lambda: till.cashier.tariffs.publish(admin, rules)).code == "tariff.day"
