"""Money by bank: entered when it is there, put to what it was for; nothing of it is ever lost ([G] FAQ 4)."""

from __future__ import annotations

import datetime as dt

import pytest

from ill_desktop.cashier import bank, ledger, paid, queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.requests import queries as requests
from ill_desktop.staff.rules import Actor
from tests.db.till import PDF, Till, operation, refused

UNKNOWN = "owed:unknown_payers"


@pytest.fixture
def banking(till: Till) -> BankService:
    return BankService(till.ground)


def charge(till: Till, patron: int, fen: int) -> int:
    price = Price("v", (Line("per_item", fen, {}),))
    return till.cashier.charge(till.by, patron, "service", "x", price, operation_id=operation())


def receive(till: Till, banking: BankService, fen: int, reference: str = "") -> int:
    day = till.ground.clock.day()
    return banking.receive(till.by, day, fen, "陈竑宇", reference or operation(), operation())


def balanced() -> None:
    assert sum(fen for _, fen in queries.trial_balance()) == 0


def test_what_nobody_has_claimed_waits_with_the_unknown_payers(till: Till, banking: BankService) -> None:
    first, second = receive(till, banking, 4000), receive(till, banking, 600)
    assert [(row.id, row.left_fen) for row in bank.unknown()] == [(first, 4000), (second, 600)]
    assert (ledger.balance("clearing:bank"), ledger.balance(UNKNOWN)) == (4600, -4600)
    assert [row.id for row in bank.received()] == [second, first]
    balanced()


def test_it_settles_lets_go_and_gives_a_receipt(till: Till, banking: BankService, patron: int) -> None:
    request = till.arrived(patron)
    till.counter.attach(till.by, request, "a.pdf", PDF)
    (due,) = queries.dues(patron)
    came = receive(till, banking, due.amount_fen)
    once = operation()
    released = till.counter.settle_bank(till.by, came, patron, [due.charge_id], once)
    assert released.moved == {request: "delivered"}
    assert requests.detail(request).state == "delivered"
    assert released.receipt.series == "R"
    assert released.receipt.tenders[0][0] == "bank"
    again = till.counter.settle_bank(till.by, came, patron, [due.charge_id], once)
    assert (again.receipt, again.moved) == (released.receipt, {})
    assert bank.unknown() == []
    assert ledger.balance(UNKNOWN) == 0
    balanced()


def test_too_little_is_said_and_some_of_it_can_be_settled(
    till: Till, banking: BankService, patron: int
) -> None:
    small, large = charge(till, patron, 300), charge(till, patron, 900)
    came = receive(till, banking, 1000)
    short = refused(lambda: banking.settle(till.by, came, patron, [small, large], operation()))
    assert (short.code, short.facts["missing"]) == ("bank.short", "¥2.00")
    banking.settle(till.by, came, patron, [large], operation())
    assert bank.incoming(came).left_fen == 100
    assert [due.charge_id for due in queries.dues(patron)] == [small]
    balanced()


def test_too_much_stays_or_goes_onto_the_deposit(till: Till, banking: BankService, patron: int) -> None:
    came = receive(till, banking, 1000)
    banking.settle(till.by, came, patron, [charge(till, patron, 300)], operation())
    assert bank.incoming(came).left_fen == 700
    item = charge(till, patron, 200)
    receipt = banking.settle(till.by, came, patron, [item], operation(), rest_to_deposit=True)
    assert receipt.total_fen == 700
    assert paid.deposit_by_tender(patron) == {"bank": 500}
    assert bank.unknown() == []
    assert (
        refused(lambda: banking.settle(till.by, came, patron, [], operation(), rest_to_deposit=True)).code
        == "payment.nothing"
    )
    balanced()


def test_one_transfer_for_two_readers(till: Till, banking: BankService, patron: int, campus: int) -> None:
    came = receive(till, banking, 500)
    banking.settle(till.by, came, patron, [charge(till, patron, 300)], operation())
    banking.settle(till.by, came, campus, [charge(till, campus, 200)], operation())
    assert bank.unknown() == []


def test_the_same_slip_twice_is_asked_about(till: Till, banking: BankService) -> None:
    receive(till, banking, 500, "2026112100017")
    day = till.ground.clock.day()

    def again(sure: bool = False) -> int:
        return banking.receive(till.by, day, 500, "陈竑宇", "2026112100017", operation(), sure=sure)

    assert refused(again).code == "payment.reference_seen"
    assert again(sure=True)


@pytest.mark.parametrize(
    ("fen", "days", "payer", "reference", "code"),
    [
        (0, 0, "x", "r", "payment.nothing"),
        (-5, 0, "x", "r", "payment.nothing"),
        (5, 1, "x", "r", "bank.day"),
        (5, -367, "x", "r", "bank.day_before"),
        (5, -46_000, "x", "r", "bank.day_before"),
        (5, 0, " ", "r", "bank.payer"),
        (5, 0, "x" * 101, "r", "bank.payer"),
        (5, 0, "x", " ", "payment.reference"),
        (5, 0, "x", "r" * 65, "payment.reference_odd"),
    ],
)
def test_what_is_refused(
    till: Till, banking: BankService, fen: int, days: int, payer: str, reference: str, code: str
) -> None:
    day = till.ground.clock.day() + dt.timedelta(days=days)
    wrong = refused(lambda: banking.receive(till.by, day, fen, payer, reference, operation()))
    assert wrong.code == code
    assert bank.received() == []


def test_what_came_within_a_year_before_the_books_began_is_entered(till: Till, banking: BankService) -> None:
    day = till.ground.clock.day() - dt.timedelta(days=366)
    assert banking.receive(till.by, day, 5, "x", "r", operation())
    till.ground.clock.instant += dt.timedelta(days=800)  # type: ignore[attr-defined]
    assert banking.receive(till.by, day, 5, "x", "r2", operation()), "the books have not moved"


def test_a_refund_goes_back_by_bank(till: Till, banking: BankService, patron: int) -> None:
    item = charge(till, patron, 500)
    banking.settle(till.by, receive(till, banking, 500), patron, [item], operation())
    (payment,) = paid.payments(patron)
    assert [way.tender for way in payment.ways] == ["bank"]
    back = Back("bank", "未找到", reference="B1")
    RefundService(till.ground).refund(till.by, till.shift, payment.entry_id, {item: 500}, back, operation())
    assert ledger.balance("clearing:bank") == 0
    balanced()


def test_what_nobody_claims_is_sent_back(till: Till, banking: BankService, patron: int, admin: Actor) -> None:
    came = receive(till, banking, 500)
    banking.settle(till.by, came, patron, [charge(till, patron, 200)], operation())
    once = operation()
    entry = banking.send_back(admin, came, "无法确认付款人", "B7", once)
    assert banking.send_back(admin, came, "无法确认付款人", "B7", once) == entry
    assert ledger.balance("clearing:bank") == 200
    assert bank.unknown() == []
    assert refused(lambda: banking.send_back(admin, came, "x", "B8", operation())).code == "payment.nothing"
    balanced()
