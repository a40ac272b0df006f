"""What a network supplied in a month is settled once, to the fen."""

from __future__ import annotations

from ill_desktop.cashier import ledger, partners, queries
from ill_desktop.cashier.partners import PartnerService
from ill_desktop.clock import FixedClock
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from tests.db.till import Till, operation, refused


def supplied(till: Till, patron: int, cost: int) -> int:
    """A request that CASHL's first library supplied for a price."""
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    till.counter.step(till.by, request, "will_supply", Inputs(partner_cost_fen=cost))
    return request


def test_a_month_is_settled_once(till: Till, patron: int, clock: FixedClock) -> None:
    service = PartnerService(till.ground)
    month = clock.day().strftime("%Y-%m")
    for cost in (1500, 2300):
        supplied(till, patron, cost)
    assert [(row.network, row.requests, row.left_fen) for row in partners.month_sums(clock, month)] == [
        ("CASHL", 2, 3800)
    ]
    once = operation()
    number = service.settle(till.by, "CASHL", month, "BILL-11", once)
    assert service.settle(till.by, "CASHL", month, "BILL-11", once) == number
    assert (ledger.balance("cost:partners"), ledger.balance("finance:partners")) == (3800, -3800)
    assert partners.costs(clock, month, "CASHL") == []
    nothing = refused(lambda: service.settle(till.by, "CASHL", month, "BILL-12", operation()))
    assert nothing.code == "partners.nothing"
    supplied(till, patron, 700)
    assert [cost.amount_fen for cost in partners.costs(clock, month, "CASHL")] == [700]
    assert partners.month_sums(clock, month)[0].left_fen == 700
    assert sum(fen for _, fen in queries.trial_balance()) == 0


def test_a_cost_that_changed_after_it_was_settled_is_made_good_with_what_comes_next(
    till: Till, patron: int, clock: FixedClock
) -> None:
    service = PartnerService(till.ground)
    dearer, cheaper = supplied(till, patron, 1500), supplied(till, patron, 2000)
    november = clock.day().strftime("%Y-%m")
    service.settle(till.by, "CASHL", november, "BILL-11", operation())
    clock.advance(days=31)
    december = clock.day().strftime("%Y-%m")
    till.counter.step(till.by, dearer, "shipped", Inputs(partner_cost_fen=1600))
    till.counter.step(till.by, cheaper, "shipped", Inputs(partner_cost_fen=1000))
    credit = refused(lambda: service.settle(till.by, "CASHL", december, "BILL-12", operation()))
    assert (credit.code, credit.facts["amount"]) == ("partners.credit", "¥9.00")
    supplied(till, patron, 1200)
    assert [cost.amount_fen for cost in partners.costs(clock, december, "CASHL")] == [100, -1000, 1200]
    assert partners.month_sums(clock, december)[0].left_fen == 300
    service.settle(till.by, "CASHL", december, "BILL-12", operation())
    assert ledger.balance("cost:partners") == 1600 + 1000 + 1200
    assert partners.costs(clock, december, "CASHL") == []


def test_what_was_settled_and_then_not_supplied_is_set_off_in_a_later_month(
    till: Till, patron: int, clock: FixedClock
) -> None:
    service = PartnerService(till.ground)
    gone = supplied(till, patron, 500)
    service.settle(till.by, "CASHL", clock.day().strftime("%Y-%m"), "BILL-11", operation())
    till.counter.step(till.by, gone, "accepted", Inputs(reason="NotFoundAsCited"))
    clock.advance(days=31)
    month = clock.day().strftime("%Y-%m")
    (row,) = partners.month_sums(clock, month)
    assert (row.requests, row.cost_fen, row.carried_fen, row.left_fen) == (0, 0, -500, -500)
    supplied(till, patron, 800)
    service.settle(till.by, "CASHL", month, "BILL-12", operation())
    assert ledger.balance("cost:partners") == 800


def test_months_are_those_of_the_branch(till: Till, patron: int, clock: FixedClock) -> None:
    supplied(till, patron, 100)
    last = clock.day().replace(day=1)
    clock.advance(days=31)
    supplied(till, patron, 200)
    by_month = {
        month: [row.cost_fen for row in partners.month_sums(clock, month)]
        for month in (last.strftime("%Y-%m"), clock.day().strftime("%Y-%m"))
    }
    assert list(by_month.values()) == [[100], [200]]


def test_who_may_not(till: Till) -> None:
    nobody = Actor("柜台", "counter", staff_id=50)
    denied = refused(lambda: PartnerService(till.ground).settle(nobody, "CASHL", "2026-11", "B", operation()))
    assert denied.code == "not_permitted"
