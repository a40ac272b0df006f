"""What a clever hand tries at the till, and a tired one does: each would have cost somebody money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from db import connection
from ill_desktop import settings
from ill_desktop.cashier import reconciliation
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.reconciliation import ReconciliationService
from ill_desktop.cashier.refunds import APPROVAL_ABOVE, Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from tests.db.money import BUYER, NUMBER, RED, at_top_up, pay, top_up
from tests.db.till import Till, operation, refused

# Papers that are voided


def test_only_a_payment_is_voided_not_what_went_back(till: Till, patron: int) -> None:
    item, entry, _ = pay(till, patron, 500)
    back = RefundService(till.ground).refund(
        till.by, till.shift, entry, {item: 500}, Back("cash", "x"), operation()
    )
    slip = till.shifts.hand_over(till.by, till.shift, 1000, operation())
    before = till.balances()
    for paper in (back, slip):
        wrong = refused(
            lambda paper=paper: till.cashier.reverse_payment(  # type: ignore[misc]
                till.by, till.shift, paper.paper_id, "x", operation()
            )
        )
        assert wrong.code == "paper.not_payment"
    assert till.balances() == before


def test_a_voided_payment_cannot_take_what_does_not_lie_in_the_drawer(till: Till, patron: int) -> None:
    _, _, paper = pay(till, patron, 5000)
    till.shifts.hand_over(till.by, till.shift, 140_00, operation())
    short = refused(
        lambda: till.cashier.reverse_payment(till.by, till.shift, paper, "mis-keyed", operation())
    )
    assert (short.code, short.facts["have"]) == ("refund.drawer_short", "¥10.00")


def test_a_payment_with_an_invoice_is_not_voided(till: Till, patron: int, ground: Ground) -> None:
    office = InvoiceService(ground)
    _, _, paper = pay(till, patron, 630)
    asked = office.ask(till.by, patron, office.items(patron), BUYER, operation())

    def void() -> object:
        return till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())

    assert refused(void).code == "payment.invoiced"
    office.issue(till.by, asked.paper_id, NUMBER, ground.clock.day())
    assert refused(void).code == "payment.invoiced"


def test_a_top_up_with_an_invoice_is_not_voided(till: Till, patron: int, ground: Ground) -> None:
    paper = top_up(till, patron, 900)
    office = at_top_up(ground)
    asked = office.ask(till.by, patron, office.items(patron), BUYER, operation())

    def void() -> object:
        return till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())

    assert refused(void).code == "payment.invoiced"
    office.withdraw(till.by, asked.paper_id, "x")
    void()


def test_a_voided_payment_lets_its_statement_line_go(till: Till, patron: int) -> None:
    beside = ReconciliationService(till.ground)
    paper = top_up(till, patron, 300, "campus_card", "T9")
    rows = f"date,amount,ref\n{till.ground.today},3.00,T9".encode()
    assert beside.import_statement(till.by, "campus_card", rows, "a.csv").matched == 1
    till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())
    assert [line.reference for line in reconciliation.unmatched_lines("campus_card")] == ["T9"]


# Money that goes back


def test_small_refunds_of_one_payment_do_not_avoid_the_second_person(till: Till, patron: int) -> None:
    settings.write(APPROVAL_ABOVE, 10_000)
    item, entry, _ = pay(till, patron, 30_000)
    refunds = RefundService(till.ground)

    def refund(fen: int) -> object:
        return refunds.refund(till.by, till.shift, entry, {item: fen}, Back("cash", "x"), operation())

    refund(6_000)
    assert refused(lambda: refund(6_000)).code == "refund.needs_approval"
    refund(4_000)


def test_a_refund_asked_again_with_other_content_is_refused(till: Till, patron: int) -> None:
    item, entry, _ = pay(till, patron, 500)
    refunds, once, back = RefundService(till.ground), operation(), Back("cash", "x")

    def refund(how: Back) -> object:
        return refunds.refund(till.by, till.shift, entry, {item: 100}, how, once)

    assert refund(back) == refund(back)
    for other in (replace(back, to_deposit=True), replace(back, reason="y"), replace(back, reference="z")):
        assert refused(lambda other=other: refund(other)).code == "payment.operation_reused"  # type: ignore[misc]


def test_what_waits_for_its_invoice_is_not_refunded_behind_it(
    till: Till, patron: int, ground: Ground
) -> None:
    office, refunds = InvoiceService(ground), RefundService(ground)
    item, entry, _ = pay(till, patron, 630)
    asked = office.ask(till.by, patron, office.items(patron), BUYER, operation())

    def refund() -> object:
        return refunds.refund(till.by, till.shift, entry, {item: 630}, Back("cash", "x"), operation())

    waits = refused(refund)
    assert (waits.code, waits.facts["number"]) == ("payment.invoiced", asked.number)
    office.withdraw(till.by, asked.paper_id, "x")
    refund()


def test_a_deposit_with_an_invoice_is_not_paid_back(
    till: Till, patron: int, ground: Ground, admin: Actor
) -> None:
    top_up(till, patron, 900)
    office, refunds = at_top_up(ground), RefundService(ground)
    asked = office.ask(till.by, patron, office.items(patron), BUYER, operation())
    office.issue(till.by, asked.paper_id, NUMBER, ground.clock.day())
    top_up(till, patron, 200)

    def back(by: Actor, fen: int, red: str = "") -> object:
        how = Back("cash", "x", red_letter=red)
        return refunds.pay_back_deposit(by, till.shift, patron, fen, how, operation())

    assert refused(lambda: back(till.by, 201)).code == "refund.invoiced"
    back(till.by, 200)
    assert refused(lambda: back(admin, 1)).code == "refund.red_letter"
    back(admin, 900, RED)
    assert connection.value("SELECT red_letter FROM refund ORDER BY id DESC LIMIT 1") == RED


# Invoices


def test_the_same_item_chosen_twice_is_invoiced_once(till: Till, patron: int, ground: Ground) -> None:
    office = InvoiceService(ground)
    pay(till, patron, 630)
    (item,) = office.items(patron)
    assert refused(lambda: office.ask(till.by, patron, [item, item], BUYER, operation())).code == (
        "invoice.taken"
    )


def test_an_operation_stands_for_one_invoice(till: Till, patron: int, ground: Ground) -> None:
    office = InvoiceService(ground)
    pay(till, patron, 630)
    pay(till, patron, 100)
    first, second = office.items(patron)
    once = operation()
    asked = office.ask(till.by, patron, [first], BUYER, once)
    assert office.ask(till.by, patron, [first], BUYER, once) == asked
    for items, buyer in (([second], BUYER), ([first], replace(BUYER, title="水利设计院"))):
        again = refused(lambda items=items, buyer=buyer: office.ask(till.by, patron, items, buyer, once))  # type: ignore[misc]
        assert again.code == "payment.operation_reused"
    taken = connection.value("SELECT operation_id FROM paper WHERE series = 'R' LIMIT 1")
    assert refused(lambda: office.ask(till.by, patron, [second], BUYER, taken)).code == (
        "payment.operation_reused"
    )


def test_a_red_letter_number_is_one_of_its_own(till: Till, patron: int, ground: Ground, admin: Actor) -> None:
    office = InvoiceService(ground)
    pay(till, patron, 630)
    asked = office.ask(till.by, patron, office.items(patron), BUYER, operation())
    day = ground.clock.day()
    office.issue(till.by, asked.paper_id, NUMBER, day)
    again = refused(lambda: office.red_letter(admin, asked.paper_id, NUMBER, day, "x"))
    assert again.code == "invoice.number_taken"


def test_money_in_advance_is_invoiced_once_though_the_library_changes_its_mind(
    till: Till, patron: int, ground: Ground
) -> None:
    top_up(till, patron, 900)
    office = at_top_up(ground)
    asked = office.ask(till.by, patron, office.items(patron), BUYER, operation())
    pay(till, patron, 300, Tender("deposit", 300))
    assert at_top_up(ground, "use").items(patron) == []
    office.withdraw(till.by, asked.paper_id, "x")
    use = at_top_up(ground, "use")
    use.ask(till.by, patron, use.items(patron), BUYER, operation())
    later = top_up(till, patron, 100)
    assert [item.top_up_id for item in at_top_up(ground).items(patron)] == [later]


def test_a_record_merged_into_a_campus_reader_gets_no_invoice(
    till: Till, patron: int, duplicate: int, merge: Callable[[], None], ground: Ground
) -> None:
    pay(till, duplicate, 630)
    merge()
    office = InvoiceService(ground)
    assert len(office.items(duplicate)) == 1
    connection.execute("UPDATE patron SET road = 'campus' WHERE id = ?", (patron,))
    assert office.items(duplicate) == []
