"""Money put to the wrong reader is taken back; a part of a charge is paid; whose a transfer may be."""

from __future__ import annotations

import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.cashier import bank, invoice_rules, ledger, papers, payers, queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.refunds import APPROVAL_ABOVE, Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.counter.service import Released
from ill_desktop.keeping import checks, office_checks
from ill_desktop.keeping.checks import Finding
from ill_desktop.requests import queries as requests
from ill_desktop.staff.rules import Actor
from tests.db.money import charge
from tests.db.till import PDF, Till, operation, refused

UNKNOWN = "owed:unknown_payers"


@pytest.fixture
def banking(till: Till) -> BankService:
    return BankService(till.ground)


def found_by_verify() -> list[Finding]:
    every = (*checks.BOOKS, *checks.REST, *office_checks.ALL)
    return list(checks.run(checks.ask_open_library, every))


def receive(till: Till, banking: BankService, fen: int, payer: str = "x", purpose: str = "") -> int:
    day = till.ground.clock.day()
    return banking.receive(till.by, day, fen, payer, operation(), operation(), purpose=purpose)


def settle(
    till: Till, came: int, patron: int, charges: list[int], *, rest: bool = False, partly: bool = False
) -> Released:
    return till.counter.settle_bank(
        till.by, came, patron, charges, operation(), rest_to_deposit=rest, partly=partly
    )


def entry_of(came: int) -> int:
    return bank.uses(came)[-1].entry_id


def test_put_to_the_wrong_reader_it_is_open_again(
    till: Till, banking: BankService, patron: int, campus: int
) -> None:
    request = till.arrived(patron)
    till.counter.attach(till.by, request, "a.pdf", PDF)
    (due,) = queries.dues(patron)
    came = receive(till, banking, due.amount_fen)
    receipt = settle(till, came, patron, [due.charge_id]).receipt
    once = operation()
    till.counter.take_back_bank(till.by, entry_of(came), "款项属于另一位读者", once)
    till.counter.take_back_bank(till.by, bank.uses(came)[0].entry_id, "款项属于另一位读者", once)
    assert bank.incoming(came).left_fen == due.amount_fen, "the line waits again"
    assert queries.dues(patron) == [due], "what was paid is due again"
    assert papers.is_void(receipt.paper_id)
    assert requests.detail(request).state == "delivered", "what went out stays out"
    assert next(event.note for event in requests.events(request)) == "↩ 款项属于另一位读者"
    assert [(use.kind, use.taken_back) for use in bank.uses(came)] == [("bank", True), ("reversal", False)]
    settle(till, came, campus, [charge(till, campus, due.amount_fen)])
    assert (ledger.balance(UNKNOWN), bank.unknown()) == (0, [])
    assert found_by_verify() == []


def test_what_was_invoiced_or_refunded_since_holds_it(till: Till, banking: BankService, patron: int) -> None:
    invoices, refunds = InvoiceService(till.ground), RefundService(till.ground)
    first, second = receive(till, banking, 500), receive(till, banking, 300)
    settle(till, first, patron, [charge(till, patron, 500)])
    (item,) = invoices.items(patron)
    asked = invoices.ask(
        till.by, patron, [item], invoice_rules.for_person("Zoë·Müller", "z@126.com"), operation()
    )

    def back(came: int) -> str:
        taken = refused(
            lambda: till.counter.take_back_bank(till.by, bank.uses(came)[0].entry_id, "x", operation())
        )
        return taken.code

    assert back(first) == "payment.invoiced"
    invoices.withdraw(till.by, asked.paper_id, "x")
    till.counter.take_back_bank(till.by, entry_of(first), "x", operation())
    owed = charge(till, patron, 300)
    settle(till, second, patron, [owed])
    refunds.refund(
        till.by, till.shift, entry_of(second), {owed: 100}, Back("bank", "x", reference="B"), operation()
    )
    assert back(second) == "payment.refunded"
    assert found_by_verify() == []


def test_a_deposit_that_was_used_holds_it(till: Till, banking: BankService, patron: int) -> None:
    came = receive(till, banking, 500)
    settle(till, came, patron, [charge(till, patron, 200)], rest=True)
    used = charge(till, patron, 250)
    till.counter.take_payment(till.by, till.shift, patron, [used], [Tender("deposit", 250)], operation())
    wrong = refused(
        lambda: till.counter.take_back_bank(till.by, bank.uses(came)[0].entry_id, "x", operation())
    )
    assert (wrong.code, wrong.facts["have"]) == ("payment.deposit_short", "¥0.50")


def test_what_was_sent_back_by_mistake_waits_again(till: Till, banking: BankService, admin: Actor) -> None:
    came = receive(till, banking, 500)
    banking.send_back(admin, came, "无法确认", "B7", operation())
    till.counter.take_back_bank(admin, entry_of(came), "银行未退", operation())
    assert bank.incoming(came).left_fen == 500
    assert ledger.balance("clearing:bank") == 500


def test_above_the_amount_nobody_sends_back_alone(
    till: Till, banking: BankService, patron: int, admin: Actor
) -> None:
    """A payment by bank taken back and sent back is a refund like another, in parts or whole."""
    settings.write(APPROVAL_ABOVE, 400)
    connection.execute(
        "INSERT INTO staff (id, login, name, role, password_hash, active, created_at) "
        "VALUES (99, 'second', '林静', 'cashier', '', 1, '')"
    )
    second = Actor("林静", "cashier", staff_id=99)
    came = receive(till, banking, 500)
    settle(till, came, patron, [charge(till, patron, 200)])
    banking.send_back(admin, came, "多付", "B7", operation())
    till.counter.take_back_bank(till.by, bank.uses(came)[0].entry_id, "x", operation())

    def code(approver: Actor | None) -> str:
        return refused(lambda: banking.send_back(admin, came, "x", "B8", operation(), approver=approver)).code

    assert (code(None), code(admin)) == ("refund.needs_approval", "refund.approver")
    assert bank.incoming(came).left_fen == 200, "nothing went"
    banking.send_back(admin, came, "x", "B8", operation(), approver=second)
    assert ledger.balance("clearing:bank") == 0
    assert "林静" in connection.value("SELECT payload FROM audit_payload ORDER BY id DESC LIMIT 1")
    assert found_by_verify() == []


def test_a_transfer_keyed_in_twice_is_reversed(till: Till, banking: BankService, patron: int) -> None:
    came, twice = receive(till, banking, 500), receive(till, banking, 500)
    banking.withdraw(till.by, twice, "重复登记", operation())
    assert [row.id for row in bank.unknown()] == [came]
    assert ledger.balance("clearing:bank") == 500
    settle(till, came, patron, [charge(till, patron, 100)])
    assert refused(lambda: banking.withdraw(till.by, came, "x", operation())).code == "bank.used"
    assert found_by_verify() == []


def test_nothing_else_is_taken_back_by_this(till: Till, banking: BankService, patron: int) -> None:
    paid = charge(till, patron, 100)
    till.counter.take_payment(till.by, till.shift, patron, [paid], [Tender("cash", 100)], operation())
    for entry in (1, 2, 999):
        wrong = refused(lambda entry=entry: banking.take_back(till.by, entry, "x", operation()))  # type: ignore[misc]
        assert wrong.code == "bank.no_settlement"
    assert refused(lambda: banking.take_back(till.by, 1, " ", operation())).code == "reason.missing"


def test_a_part_is_paid_and_the_rest_stays_due(till: Till, banking: BankService, patron: int) -> None:
    request = till.arrived(patron)  # ¥1.80
    till.counter.attach(till.by, request, "a.pdf", PDF)
    (due,) = queries.dues(patron)
    came = receive(till, banking, 100)
    assert refused(lambda: settle(till, came, patron, [due.charge_id])).code == "bank.short"
    released = settle(till, came, patron, [due.charge_id], partly=True)
    assert (released.receipt.total_fen, released.moved) == (100, {})
    assert [each.amount_fen for each in queries.dues(patron)] == [80]
    assert requests.detail(request).state == "awaiting_payment", "not before all of it is paid"
    rest = receive(till, banking, 80)
    assert settle(till, rest, patron, [due.charge_id], partly=True).moved == {request: "delivered"}
    assert found_by_verify() == []


def test_a_part_settles_the_oldest_first(till: Till, banking: BankService, patron: int) -> None:
    old, new = charge(till, patron, 300), charge(till, patron, 300)
    settle(till, receive(till, banking, 400), patron, [new, old], partly=True)
    assert [(due.charge_id, due.amount_fen) for due in queries.dues(patron)] == [(new, 200)]


def test_what_a_transfer_does_not_reach_has_no_payment_in_its_history(
    till: Till, banking: BankService, patron: int
) -> None:
    paid, unpaid = till.arrived(patron), till.arrived(patron)
    came = receive(till, banking, 180)
    receipt = settle(till, came, patron, [due.charge_id for due in queries.dues(patron)], partly=True).receipt
    told = [
        [event.note for event in requests.events(each) if event.kind == "money"] for each in (paid, unpaid)
    ]
    assert told == [[receipt.number], []]


def test_a_slip_matched_by_mistake_waits_again(till: Till, campus: int) -> None:
    request = till.arrived(campus)
    till.counter.attach(till.by, request, "a.pdf", PDF)
    (due,) = queries.dues(campus)
    slip = till.transfers.issue(till.by, campus, [due.charge_id], operation())
    wrong = refused(lambda: till.counter.take_back_transfer(till.by, slip.paper_id, "x", operation()))
    assert wrong.code == "transfer.not_matched"
    till.counter.match_transfer(till.by, slip.paper_id, "FIN-7", operation())
    once = operation()
    till.counter.take_back_transfer(till.by, slip.paper_id, "误核对", once)
    till.counter.take_back_transfer(till.by, slip.paper_id, "误核对", once)
    (waiting,) = queries.transfers("pending")
    assert (waiting.id, waiting.reference) == (slip.paper_id, "")
    assert [each.pending_slip for each in queries.dues(campus)] == [slip.number]
    assert requests.detail(request).state == "delivered"
    till.counter.match_transfer(till.by, slip.paper_id, "FIN-8", operation())
    assert queries.dues(campus) == []
    assert found_by_verify() == []


def test_whose_a_transfer_may_be(till: Till, banking: BankService, patron: int, campus: int) -> None:
    request = till.arrived(patron)
    till.arrived(campus, pages=40)
    number = requests.detail(request).number
    card = queries.payer(campus).number
    name = queries.payer(patron).name
    (due,) = queries.dues(patron)

    def told(payer: str, purpose: str, fen: int = 999_00) -> list[tuple[int, tuple[str, ...]]]:
        came = receive(till, banking, fen, payer, purpose)
        return [(guess.id, guess.reasons) for guess in payers.guesses(bank.incoming(came))]

    assert told("某公司", f"文献传递费{number.lower()}") == [(patron, ("request",))]
    assert told("某公司", f"文献 {card} 费") == [(campus, ("number",))]
    namesakes = [(patron, ("name",)), (campus, ("name",))]
    assert told(name, "") == namesakes
    assert told("某公司", f"代{name}付") == namesakes
    assert told(name, "", due.amount_fen) == [(patron, ("name", "amount")), (campus, ("name",))]
    assert told("某公司", "", due.amount_fen) == [(patron, ("amount",))]
    assert told("某公司", f"{card} {number}") == [(patron, ("request",)), (campus, ("number",))]
    assert told("某公司", "％_' OR 1=1 --") == []
