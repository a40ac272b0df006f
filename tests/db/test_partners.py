"""What a network supplied in a month is settled once, to the fen."""

from __future__ import annotations

from ill_desktop.cashier import ledger, partners, queries
from ill_desktop.cashier.partners import PartnerService
from ill_desktop.clock import FixedClock
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from tests.db.till import Till, operation, refused


def supplied(till: Till, patron: int, cost: int) -> None:
    """A request that CASHL's first library supplied for a price."""
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    till.counter.step(till.by, request, "will_supply", Inputs(partner_cost_fen=cost))


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
