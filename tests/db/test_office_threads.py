"""Several hands at what the finance office does: money goes back once, is used once, is invoiced once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db import connection
from ill_desktop.cashier import bank, partners
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.partners import PartnerService
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.keeping import checks, office_checks
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from tests.db.money import BUYER, charge, pay, top_up
from tests.db.test_core_threads import HANDS, at_once, codes, sound
from tests.db.till import Till, operation


def well() -> None:
    sound()
    asked = (*checks.BOOKS, *checks.REST, *office_checks.ALL)
    assert list(checks.run(checks.ask_open_library, asked)) == []


def times(action: Callable[[], Any]) -> list[Callable[[], Any]]:
    return [action] * HANDS


def test_a_payment_goes_back_once_or_is_voided(till: Till, patron: int) -> None:
    item, entry, paper = pay(till, patron, 300)
    refunds = RefundService(till.ground)

    def refund() -> object:
        return refunds.refund(till.by, till.shift, entry, {item: 300}, Back("cash", "x"), operation())

    def void() -> object:
        return till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())

    refusals = codes(at_once(*[refund, void] * (HANDS // 2)))
    assert len(refusals) == HANDS - 1
    assert set(refusals) <= {
        "refund.too_much", "refund.no_payment", "payment.refunded", "paper.void", "entry.reversed",
    }  # fmt: skip
    assert till.balances()["cash"] == 100_00
    well()


def test_a_refund_clicked_often_is_one(till: Till, patron: int) -> None:
    item, entry, _ = pay(till, patron, 300)
    refunds, once = RefundService(till.ground), operation()
    given = at_once(
        *times(lambda: refunds.refund(till.by, till.shift, entry, {item: 100}, Back("cash", "x"), once))
    )
    assert codes(given) == []
    assert len({receipt.number for receipt in given}) == 1
    assert till.balances()["cash"] == 102_00
    well()


def test_a_deposit_is_paid_back_once(till: Till, patron: int) -> None:
    top_up(till, patron, 500)
    refunds = RefundService(till.ground)

    def back() -> object:
        how = Back("cash", "x")
        return refunds.pay_back_deposit(till.by, till.shift, patron, 500, how, operation())

    assert codes(at_once(*times(back))) == ["refund.tender"] * (HANDS - 1)
    well()


def test_what_came_by_bank_is_used_once(till: Till, patron: int, admin: Actor) -> None:
    banking = BankService(till.ground)
    came = banking.receive(till.by, till.ground.clock.day(), 500, "x", "B1", operation())
    items = [charge(till, patron, 500) for _ in range(HANDS - 1)]

    def settle(item: int) -> Callable[[], Any]:
        return lambda: banking.settle(till.by, came, patron, [item], operation())

    def send_back() -> object:
        return banking.send_back(admin, came, "x", "B2", operation())

    refusals = codes(at_once(*[settle(item) for item in items], send_back))
    assert len(refusals) == HANDS - 1
    assert set(refusals) <= {"bank.short", "payment.nothing"}
    assert bank.unknown() == []
    well()


def test_a_charge_is_invoiced_once_and_not_refunded_behind_it(till: Till, patron: int) -> None:
    item, entry, _ = pay(till, patron, 630)
    office, refunds = InvoiceService(till.ground), RefundService(till.ground)
    chosen = office.items(patron)

    def ask() -> object:
        return office.ask(till.by, patron, chosen, BUYER, operation())

    def refund() -> object:
        return refunds.refund(till.by, till.shift, entry, {item: 630}, Back("cash", "x"), operation())

    refusals = codes(at_once(*[ask, refund] * (HANDS // 2)))
    assert len(refusals) == HANDS - 1
    assert set(refusals) <= {"invoice.taken", "payment.invoiced", "refund.too_much"}
    well()


def test_a_network_is_settled_once(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    till.counter.step(till.by, request, "will_supply", Inputs(partner_cost_fen=700))
    month = till.ground.today[:7]

    def settle() -> object:
        return PartnerService(till.ground).settle(till.by, "CASHL", month, "BILL", operation())

    assert codes(at_once(*times(settle))) == ["partners.nothing"] * (HANDS - 1)
    assert partners.costs(till.ground.clock, month, "CASHL") == []
    assert connection.value("SELECT SUM(amount_fen) FROM settlement") == 700
    well()


def test_cash_is_handed_over_once(till: Till) -> None:
    slip = operation()
    handed = at_once(*times(lambda: till.shifts.hand_over(till.by, till.shift, 40_00, slip)))
    assert codes(handed) == []
    assert len({receipt.number for receipt in handed}) == 1
    short = at_once(*times(lambda: till.shifts.hand_over(till.by, till.shift, 40_00, operation())))
    assert codes(short) == ["refund.drawer_short"] * (HANDS - 1)
    well()
