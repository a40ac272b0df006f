"""Money of two merged records is one account to the reader, and two in the books."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from db import connection
from ill_desktop.cashier import queries as cashier
from ill_desktop.cashier import statement
from ill_desktop.cashier.rules import Tender
from ill_desktop.ground import Ground
from ill_desktop.keeping.verify import verify
from ill_desktop.requests import queries as requests
from tests.db.till import Till, operation, refused

Act = Callable[[], None]


def whole(ground: Ground) -> None:
    """Books, papers, audit chain, schema: nothing is amiss."""
    assert verify(ground.folder) == []


def test_what_stands_on_both_is_paid_at_once(
    merge: Act, part: Act, till: Till, ground: Ground, patron: int, duplicate: int
) -> None:
    mine, others = till.arrived(patron), till.arrived(duplicate)
    merge()
    assert [due.patron_id for due in till.dues(duplicate)] == [patron, duplicate]
    assert till.dues(patron) == till.dues(duplicate)
    paid = till.pay(duplicate, Tender("cash", 360))
    assert (paid.receipt.patron_id, paid.receipt.total_fen, paid.receipt.patron_number) == (
        patron,
        360,
        "chenhy88",
    )
    assert paid.moved.keys() <= {mine, others}
    told = "SELECT patron_id FROM outbox WHERE kind = 'payment_received'"
    assert connection.rows(int, told) == [patron]
    assert till.dues(patron) == till.dues(duplicate) == []
    assert statement.page(patron) == statement.page(duplicate)
    assert sum(row.amount_fen for row in statement.page(patron)) == 0
    assert [row.number for row in cashier.papers_of(duplicate)] == [paid.receipt.number]
    whole(ground)
    part()
    for each in (patron, duplicate):
        assert till.dues(each) == []
        assert sum(row.amount_fen for row in statement.page(each)) == 0
    assert [row.amount_fen for row in statement.page(duplicate)] == [-180, 180]
    assert sum(fen for _, fen in cashier.trial_balance()) == 0
    whole(ground)


def test_the_deposit_of_either_pays_for_both(
    merge: Act, part: Act, till: Till, ground: Ground, patron: int, duplicate: int
) -> None:
    for each, fen in ((patron, 100), (duplicate, 300)):
        till.cashier.top_up(till.by, till.shift, each, [Tender("cash", fen)], operation())
    till.arrived(duplicate)
    merge()
    assert cashier.deposit_balance(patron) == cashier.deposit_balance(duplicate) == 400
    till.pay(patron, Tender("deposit", 180))
    assert cashier.deposit_balance(duplicate) == 220
    whole(ground)
    part()
    assert [cashier.deposit_balance(each) for each in (patron, duplicate)] == [0, 220]
    whole(ground)


def test_a_deposit_paid_in_under_the_duplicate_belongs_to_the_kept_record(
    merge: Act, part: Act, till: Till, patron: int, duplicate: int
) -> None:
    merge()
    receipt = till.cashier.top_up(till.by, till.shift, duplicate, [Tender("cash", 500)], operation())
    assert receipt.patron_id == patron
    part()
    assert [cashier.deposit_balance(each) for each in (patron, duplicate)] == [500, 0]


def test_a_payment_of_both_is_reversed_whole(
    merge: Act, till: Till, ground: Ground, patron: int, duplicate: int
) -> None:
    till.arrived(patron)
    till.arrived(duplicate)
    merge()
    receipt = till.pay(patron, Tender("cash", 360)).receipt
    till.cashier.reverse_payment(till.by, till.shift, receipt.paper_id, "金额有误", operation())
    assert sum(due.amount_fen for due in till.dues(patron)) == 360
    whole(ground)


def test_a_top_up_is_taken_back_only_from_where_it_went(
    merge: Act, till: Till, patron: int, duplicate: int
) -> None:
    receipt = till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 300)], operation())
    till.cashier.top_up(till.by, till.shift, duplicate, [Tender("cash", 300)], operation())
    till.arrived(patron)
    merge()
    till.pay(patron, Tender("deposit", 180))  # from the account that was there first
    told = refused(
        lambda: till.cashier.reverse_payment(till.by, till.shift, receipt.paper_id, "退回", operation())
    )
    assert told.code == "payment.deposit_short"


def test_a_transfer_slip_asks_for_both(
    merge: Act, part: Act, till: Till, ground: Ground, patron: int, duplicate: int
) -> None:
    connection.execute("UPDATE patron SET road = 'campus' WHERE id = ?", (patron,))
    till.arrived(patron)
    till.arrived(duplicate)
    merge()
    charges = [due.charge_id for due in till.dues(patron)]
    one = operation()
    slip = till.transfers.issue(till.by, duplicate, charges, one)
    assert till.transfers.issue(till.by, patron, charges, one) == slip
    assert (slip.patron_id, slip.total_fen) == (patron, 360)
    till.counter.match_transfer(till.by, slip.paper_id, "财务 20261121-7", operation())
    assert till.dues(patron) == []
    whole(ground)
    part()
    assert [till.dues(each) for each in (patron, duplicate)] == [[], []]
    whole(ground)


def test_the_same_payment_twice_is_one_though_a_merge_came_between(
    merge: Act, till: Till, duplicate: int
) -> None:
    till.arrived(duplicate)
    charges = [due.charge_id for due in till.dues(duplicate)]
    one = operation()
    tenders = [Tender("cash", 180)]
    pay = partial(till.counter.take_payment, till.by, till.shift, duplicate, charges, tenders, one)
    first = pay()
    merge()
    assert pay().receipt == first.receipt


def test_a_charge_of_the_duplicate_s_request_stays_with_it(
    merge: Act, part: Act, till: Till, duplicate: int, patron: int
) -> None:
    request = till.request(duplicate)
    merge()
    till.walk(request, "accepted", "sent", "shipped", "received", pages=12)
    assert requests.detail(request).state == "awaiting_payment"
    assert [due.patron_id for due in till.dues(patron)] == [duplicate]
    part()
    assert (len(till.dues(duplicate)), till.dues(patron)) == (1, [])
