"""What a request brought with it goes with it: charges, subsidies, slips; and what was paid stays."""

from __future__ import annotations

import pytest

from ill_desktop.cashier import queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.refunds import RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.requests import queries as requests
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from tests.db.money import top_up
from tests.db.till import Till, operation, refused

WHOLE = {"kind": "percent", "percent": 100, "id": "whole", "name": "图书馆", "quota_count": 1}


@pytest.fixture
def subsidised(till: Till, admin: Actor, patron: int) -> int:
    """A request that has arrived and costs its reader nothing, with the only subsidy of the year."""
    tariffs = till.cashier.tariffs
    day = till.ground.today
    tariffs.publish(admin, {**tariffs.in_force()[1], "version": "q", "valid_from": day, "subsidies": [WHOLE]})
    request = till.arrived(patron)
    assert (requests.detail(request).state, till.dues(patron)) == ("received", [])
    assert left(till, patron) == 0
    return request


def left(till: Till, patron: int) -> int | None:
    """How many more will be subsidised this year."""
    return till.cashier.tariffs.quotas(patron)[0].count_left


@pytest.mark.parametrize(
    "steps",
    [
        {"accepted": Inputs(reason="WrongItem")},
        {"awaiting_cost_approval": Inputs(cost_fen=100), "expired": Inputs()},
        {"awaiting_cost_approval": Inputs(cost_fen=100), "cancelled": Inputs()},
    ],
    ids=lambda steps: "-".join(steps),
)
def test_a_subsidy_is_free_again_when_nothing_came_of_it(
    till: Till, patron: int, subsidised: int, steps: dict[str, Inputs]
) -> None:
    for target, told in steps.items():
        till.counter.step(till.by, subsidised, target, told)
    assert queries.charges_of_request(subsidised) == []
    assert left(till, patron) == 1
    assert sum(fen for _, fen in queries.trial_balance()) == 0


def test_what_was_paid_in_part_stays_and_stops_nobody_from_cancelling(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    (due,) = till.dues(patron)
    bank = BankService(till.ground)
    came = bank.receive(till.by, till.ground.clock.day(), 80, "陈竑宇", "B1", operation())
    till.counter.settle_bank(till.by, came, patron, [due.charge_id], operation(), partly=True)
    till.walk(request, "cancelled")
    assert [each.amount_fen for each in till.dues(patron)] == [100]


def test_a_slip_goes_with_the_charge_it_was_for(till: Till, campus: int) -> None:
    dropped, given_up = till.arrived(campus), till.arrived(campus)
    charges = {due.request_number: due.charge_id for due in till.dues(campus)}
    slips = {
        each: till.transfers.issue(
            till.by, campus, [charges[requests.detail(each).number]], operation()
        ).paper_id
        for each in (dropped, given_up)
    }
    till.walk(dropped, "cancelled")
    assert {row.id for row in queries.transfers("pending")} == {slips[given_up]}
    RefundService(till.ground).write_off(
        till.by, charges[requests.detail(given_up).number], "未能联系", operation()
    )
    assert queries.transfers("pending") == []


def test_a_top_up_that_was_used_is_not_voided(till: Till, patron: int) -> None:
    paper = top_up(till, patron, 500)
    till.arrived(patron)
    till.pay(patron, Tender("deposit", 180))
    wrong = refused(lambda: till.cashier.reverse_payment(till.by, till.shift, paper, "误收", operation()))
    assert (wrong.code, wrong.facts) == ("payment.deposit_short", {"have": "¥3.20"})
