"""Prices, payments, slips and shifts, on a real database."""

from __future__ import annotations

import json

import pytest

from db import connection
from ill_desktop.cashier import papers
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.rules import Tender
from ill_desktop.requests import queries
from ill_desktop.staff.rules import Actor
from tests.db.money import charge
from tests.db.till import PDF, Till, operation, refused

# Price, payment, release


def test_arrival_prices_with_reasons_and_waits_for_payment(till: Till, patron: int) -> None:
    request = till.arrived(patron, pages=21)
    assert queries.detail(request).state == "awaiting_payment"
    assert queries.detail(request).total_fen == 315
    (due,) = till.dues(patron)
    assert (due.amount_fen, due.request_number) == (315, "YQ1-20261121-0001")
    ((_, fen, reasons),) = cashier_queries.charges_of_request(request)
    assert fen == 315
    assert [line["code"] for line in json.loads(reasons)] == ["per_page", "subsidy_percent"]
    assert till.balances() == {
        "cash": 10000,
        "finance": -10000,
        "receivable": 315,
        "subsidy": 315,
        "income:service": -630,
    }


def test_above_the_readers_limit_it_waits_for_a_yes(till: Till, patron: int) -> None:
    request = till.arrived(patron, pages=100, max_cost_fen=1000)
    assert queries.detail(request).state == "awaiting_cost_approval"
    assert till.dues(patron) == []
    facts = json.loads(connection.value("SELECT facts FROM outbox WHERE kind = 'cost_to_approve'"))
    assert facts["amount"] == "¥15.00"
    assert till.counter.step(till.by, request, "received") == "awaiting_payment"
    assert [due.amount_fen for due in till.dues(patron)] == [1500]


def test_cash_gives_the_paper_that_belongs_to_the_reader(till: Till, patron: int, campus: int) -> None:
    till.arrived(patron)
    till.arrived(campus)
    visitor = till.pay(patron, Tender("cash", 180, given_fen=500)).receipt
    student = till.pay(campus, Tender("cash", 180)).receipt
    assert (visitor.number, visitor.change_fen) == ("YQ1-2026-R-000001", 320)
    assert student.number == "YQ1-2026-V-000001"
    assert visitor.patron_name == "陈竑宇"
    assert papers.by_id(visitor.paper_id) == visitor


def test_paid_and_held_until_then(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    assert refused(lambda: till.walk(request, "delivered")).code == "request.unpaid"
    assert till.counter.attach(till.by, request, "a.pdf", PDF) == "awaiting_payment"
    assert till.pay(patron, Tender("cash", 180)).moved == {request: "delivered"}
    assert connection.value("SELECT COUNT(*) FROM outbox WHERE kind = 'document_delivered'") == 1


def test_paid_first_the_file_goes_out_when_it_comes(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    assert till.pay(patron, Tender("cash", 180)).moved == {}
    assert till.counter.attach(till.by, request, "a.pdf", PDF) == "delivered"


def test_what_is_paid_after_all_is_done_moves_nothing(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    till.pay(patron, Tender("cash", 180))
    till.counter.attach(till.by, request, "a.pdf", PDF)
    charge(till, patron, 300, request)
    assert till.pay(patron, Tender("cash", 300)).moved == {}
    assert queries.detail(request).state == "delivered"


def test_nobody_pays_for_another_reader(till: Till, patron: int, campus: int) -> None:
    till.arrived(patron)
    (due,) = till.dues(patron)
    tender = [Tender("cash", due.amount_fen)]

    def pay(who: int) -> object:
        return till.counter.take_payment(till.by, till.shift, who, [due.charge_id], tender, operation())

    assert refused(lambda: pay(campus)).code == "payment.moved_on"
    assert till.dues(patron) == [due]
    pay(patron)
    assert refused(lambda: pay(patron)).code == "payment.moved_on"


def test_one_click_one_posting(till: Till, patron: int) -> None:
    till.arrived(patron)
    charges = [due.charge_id for due in till.dues(patron)]
    once = operation()
    tenders = [Tender("cash", 180, given_fen=200)]
    first = till.counter.take_payment(till.by, till.shift, patron, charges, tenders, once)
    again = till.counter.take_payment(till.by, till.shift, patron, charges, tenders, once)
    assert again.receipt == first.receipt
    assert connection.value("SELECT COUNT(*) FROM entry WHERE kind = 'payment'") == 1
    other = [Tender("mobile", 180, "77")]
    refusal = refused(lambda: till.counter.take_payment(till.by, till.shift, patron, charges, other, once))
    assert refusal.code == "payment.operation_reused"
    refusal = refused(
        lambda: till.counter.take_payment(till.by, till.shift, patron, charges, tenders, operation())
    )
    assert refusal.code == "payment.moved_on"


def test_mixed_tenders_and_a_deposit(till: Till, patron: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 100)], operation())
    till.arrived(patron)
    refusal = refused(lambda: till.pay(patron, Tender("deposit", 180)))
    assert refusal.code == "payment.deposit_short"
    receipt = till.pay(patron, Tender("deposit", 100), Tender("campus_card", 80, "T-9")).receipt
    assert receipt.tenders == (("deposit", 100, ""), ("campus_card", 80, "T-9"))
    assert cashier_queries.deposit_balance(patron) == 0
    assert till.balances()["clearing"] == 80
    assert cashier_queries.shift_takings(till.shift) == [("campus_card", 80), ("cash", 100), ("deposit", 100)]


def test_a_cancelled_copy_drops_its_charge(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    till.walk(request, "cancelled")
    assert till.dues(patron) == []
    assert queries.detail(request).total_fen is None
    assert till.balances()["receivable"] == till.balances()["income:service"] == 0


def test_a_reversed_payment_leaves_its_number_and_the_debt(till: Till, patron: int) -> None:
    till.arrived(patron)
    receipt = till.pay(patron, Tender("cash", 180)).receipt
    reverse = till.cashier.reverse_payment
    assert refused(lambda: reverse(till.by, till.shift, receipt.paper_id, " ", operation())).field == "reason"
    once = operation()
    reverse(till.by, till.shift, receipt.paper_id, "mis-keyed", once)
    reverse(till.by, till.shift, receipt.paper_id, "mis-keyed", once)
    assert (
        refused(lambda: reverse(till.by, till.shift, receipt.paper_id, "again", operation())).code
        == "paper.void"
    )
    assert [due.amount_fen for due in till.dues(patron)] == [180]
    assert [(row.number, row.status) for row in cashier_queries.receipts()] == [(receipt.number, "void")]
    assert till.pay(patron, Tender("cash", 180)).receipt.number == "YQ1-2026-R-000002"
    assert till.balances()["cash"] == 10180


def test_who_may_not_take_money(till: Till, patron: int, counter: Actor) -> None:
    till.arrived(patron)
    till.by = counter
    assert refused(lambda: till.pay(patron, Tender("cash", 180))).code == "not_permitted"
    assert connection.value("SELECT COUNT(*) FROM audit WHERE action = 'denied'") == 1
    assert [due.amount_fen for due in till.dues(patron)] == [180]


# Transfers


def test_a_slip_posts_nothing_until_it_comes_back_stamped(till: Till, campus: int) -> None:
    request = till.arrived(campus)
    till.counter.attach(till.by, request, "a.pdf", PDF)
    before = till.balances()
    charges = [due.charge_id for due in till.dues(campus)]
    slip = till.transfers.issue(till.by, campus, charges, operation())
    assert slip.number == "YQ1-2026-T-000001"
    assert till.balances() == before
    (due,) = till.dues(campus)
    assert due.pending_slip == slip.number
    assert (
        refused(lambda: till.transfers.issue(till.by, campus, charges, operation())).code
        == "transfer.waiting"
    )
    once = operation()
    assert till.counter.match_transfer(till.by, slip.paper_id, "FIN-7", once).moved == {request: "delivered"}
    assert till.counter.match_transfer(till.by, slip.paper_id, "FIN-7", once).moved == {}
    assert till.balances()["clearing"] == 180 and till.balances()["receivable"] == 0
    refusal = refused(lambda: till.counter.match_transfer(till.by, slip.paper_id, "FIN-8", operation()))
    assert refusal.code in ("transfer.changed", "transfer.not_pending")
    assert connection.value("SELECT shift_id FROM entry WHERE kind = 'transfer'") is None


def test_paid_otherwise_meanwhile_the_slip_is_cancelled(till: Till, campus: int) -> None:
    till.arrived(campus)
    slip = till.transfers.issue(till.by, campus, [due.charge_id for due in till.dues(campus)], operation())
    till.pay(campus, Tender("cash", 180))
    row = cashier_queries.transfer_by_number(slip.number)
    assert row is not None and row.state == "cancelled"
    assert cashier_queries.transfer_by_number(f" {slip.number.lower()}\n") == row, "as it is typed or scanned"
    refusal = refused(lambda: till.counter.match_transfer(till.by, slip.paper_id, "FIN-7", operation()))
    assert refusal.code == "transfer.not_pending"


def test_a_slip_is_for_campus_readers_and_needs_finances_number(till: Till, patron: int, campus: int) -> None:
    till.arrived(patron)
    till.arrived(campus)
    charges = [due.charge_id for due in till.dues(patron)]
    assert (
        refused(lambda: till.transfers.issue(till.by, patron, charges, operation())).code
        == "transfer.campus_only"
    )
    slip = till.transfers.issue(till.by, campus, [due.charge_id for due in till.dues(campus)], operation())
    assert (
        refused(lambda: till.transfers.match(till.by, slip.paper_id, " ", operation())).field == "reference"
    )
    till.transfers.cancel(till.by, slip.paper_id)
    assert refused(lambda: till.transfers.cancel(till.by, slip.paper_id)).code == "transfer.not_pending"


# Shifts


def test_a_shift_is_counted_blind_and_closed_for_good(till: Till, patron: int) -> None:
    till.arrived(patron)
    till.pay(patron, Tender("cash", 180, given_fen=200))
    assert refused(lambda: till.shifts.open(till.by, till.till, 0)).code == "shift.open"
    report = till.shifts.close(till.by, till.shift, 10175)
    assert report.number == "YQ1-2026-Z-000001"
    assert report.lines[-1].amount_fen == -5
    assert till.balances()["overshort"] == 5 and till.balances()["cash"] == 10175
    assert refused(lambda: till.shifts.close(till.by, till.shift, 0)).code == "shift.closed"
    till.arrived(patron)
    assert refused(lambda: till.pay(patron, Tender("cash", 180))).code == "shift.closed"
    till.shift = till.shifts.open(till.by, till.till, 10000)
    assert till.balances()["cash"] == 10000


def test_the_database_itself_refuses_to_change_the_books(till: Till, patron: int) -> None:
    till.arrived(patron)
    for statement in (
        "UPDATE posting SET amount_fen = 1",
        "DELETE FROM posting",
        "UPDATE entry SET note = 'x'",
        "DELETE FROM entry",
        "UPDATE charge SET amount_fen = 0, gross_fen = 0, subsidy_fen = 0",
        "DELETE FROM request_event",
        "UPDATE request_event SET note = 'x'",
        "INSERT INTO posting (entry_id, account_id, amount_fen) VALUES (1, 1, 5)",
        "UPDATE audit SET actor = 'x'",
    ):
        with pytest.raises(Exception, match=r"insert-only|sealed"):
            connection.execute(statement)


def test_an_entry_that_does_not_balance_cannot_be(till: Till) -> None:
    def lopsided() -> None:
        with connection.transaction():
            connection.execute("INSERT INTO posting (entry_id, account_id, amount_fen) VALUES (99, 1, 5)")
            connection.execute("INSERT INTO posting (entry_id, account_id, amount_fen) VALUES (99, 2, -4)")
            connection.execute(
                "INSERT INTO entry (id, operation_id, content_hash, kind, at, day, actor) "
                "VALUES (99, 'x', '', 'payment', '', '', '')"
            )

    with pytest.raises(Exception, match="balance"):
        lopsided()
    with pytest.raises(Exception, match="FOREIGN KEY"), connection.transaction():
        connection.execute("INSERT INTO posting (entry_id, account_id, amount_fen) VALUES (98, 1, 5)")


def test_a_terminals_number_read_twice_is_asked_about(till: Till, patron: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("campus_card", 100, "T1")], operation())
    again = [Tender("campus_card", 100, " T1 ")]
    asked = refused(lambda: till.cashier.top_up(till.by, till.shift, patron, again, operation()))
    assert (asked.code, asked.field) == ("payment.reference_seen", "reference")
    assert str(asked.facts["number"]).startswith("YQ1-2026-R-")
    till.cashier.top_up(till.by, till.shift, patron, again, operation(), sure=True)
    till.cashier.top_up(till.by, till.shift, patron, [Tender("mobile", 100, "T1")], operation())


def test_the_number_of_a_payment_taken_back_is_free_again(till: Till, patron: int) -> None:
    tender = [Tender("mobile", 100, "M1")]
    receipt = till.cashier.top_up(till.by, till.shift, patron, tender, operation())
    till.cashier.reverse_payment(till.by, till.shift, receipt.paper_id, "mis-keyed", operation())
    till.cashier.top_up(till.by, till.shift, patron, tender, operation())


def test_a_slip_for_the_rest_is_not_matched_once_more_is_due_again(till: Till, campus: int) -> None:
    item, banking = charge(till, campus, 500), BankService(till.ground)
    came = banking.receive(till.by, till.ground.clock.day(), 200, "x", "B1", operation())
    paper = banking.settle(till.by, came, campus, [item], operation(), partly=True)
    slip = till.transfers.issue(till.by, campus, [item], operation())
    assert slip.total_fen == 300
    entry = int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (paper.paper_id,)))
    banking.take_back(till.by, entry, "another reader's", operation())
    changed = refused(lambda: till.transfers.match(till.by, slip.paper_id, "FIN-1", operation()))
    assert (changed.code, changed.facts["number"]) == ("transfer.changed", slip.number)
    assert [due.amount_fen for due in till.dues(campus)] == [500]
