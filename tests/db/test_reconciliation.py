"""Statements beside the books: matched by themselves only without a doubt, unmatched both ways said."""

from __future__ import annotations

import pytest

from ill_desktop.cashier import reconciliation
from ill_desktop.cashier.reconciliation import ReconciliationService
from ill_desktop.cashier.rules import Tender
from ill_desktop.staff.rules import Actor
from tests.db.till import Till, operation, refused


@pytest.fixture
def beside(till: Till) -> ReconciliationService:
    return ReconciliationService(till.ground)


def card(till: Till, patron: int, fen: int, reference: str) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("campus_card", fen, reference)], operation())


def statement(*rows: tuple[str, str, str]) -> bytes:
    return "\n".join(["date,amount,ref", *(",".join(row) for row in rows)]).encode()


def open_lines() -> list[str]:
    return [line.reference for line in reconciliation.unmatched_lines("campus_card")]


def open_books() -> list[str]:
    return [booked.reference for booked in reconciliation.unmatched_postings("campus_card")]


def test_numbers_first_then_day_and_amount_where_there_is_no_doubt(
    till: Till, beside: ReconciliationService, patron: int
) -> None:
    today = till.ground.today
    for fen, reference in ((500, "T1"), (500, "T2"), (700, "T3"), (900, "T4"), (900, "T5")):
        card(till, patron, fen, reference)
    done = beside.import_statement(
        till.by,
        "campus_card",
        statement((today, "5.00", "t1"), (today, "7.00", "X"), (today, "9.00", "Y"), (today, "2.00", "Z")),
        "card.csv",
    )
    assert (done.added, done.matched, done.known) == (4, 2, 0)
    assert open_lines() == ["Y", "Z"], "two postings of 9.00: that is for a person"
    assert open_books() == ["T2", "T4", "T5"]


def test_the_same_file_again_adds_nothing(till: Till, beside: ReconciliationService, patron: int) -> None:
    rows = statement((till.ground.today, "5.00", "T1"), (till.ground.today, "5.00", "T2"))
    first = beside.import_statement(till.by, "campus_card", rows, "a.csv")
    again = beside.import_statement(till.by, "campus_card", rows, "a.csv")
    assert (first.added, again.added, again.known) == (2, 0, 2)
    card(till, patron, 500, "T2")
    more = statement((till.ground.today, "5.00", "T2"), (till.ground.today, "1.00", "T3"))
    assert beside.import_statement(till.by, "campus_card", more, "b.csv").matched == 1


def test_by_hand_and_taken_back(till: Till, beside: ReconciliationService, patron: int) -> None:
    card(till, patron, 900, "T4")
    card(till, patron, 900, "T5")
    card(till, patron, 100, "T6")
    beside.import_statement(till.by, "campus_card", statement((till.ground.today, "9.00", "Y")), "a.csv")
    (line,) = reconciliation.unmatched_lines("campus_card")
    booked = {each.reference: each.id for each in reconciliation.unmatched_postings("campus_card")}
    assert refused(lambda: beside.match(till.by, line.id, booked["T6"])).code == "statement.amounts"
    beside.match(till.by, line.id, booked["T5"])
    assert refused(lambda: beside.match(till.by, line.id, booked["T4"])).code == "statement.moved_on"
    assert (open_lines(), open_books()) == ([], ["T4", "T6"])
    ((matched, paper),) = reconciliation.matched_lines("campus_card")
    assert (matched, paper[:10]) == (line, "YQ1-2026-R")
    beside.unmatch(till.by, line.id)
    assert (open_lines(), open_books()) == (["Y"], ["T4", "T5", "T6"])


def test_what_was_taken_back_needs_no_statement(
    till: Till, beside: ReconciliationService, patron: int
) -> None:
    receipt = till.cashier.top_up(
        till.by, till.shift, patron, [Tender("campus_card", 300, "T9")], operation()
    )
    till.cashier.reverse_payment(till.by, till.shift, receipt.paper_id, "x", operation())
    assert open_books() == []


def test_a_file_without_anything_keeps_nothing(till: Till, beside: ReconciliationService) -> None:
    wrong = refused(lambda: beside.import_statement(till.by, "campus_card", b"nothing", "x.csv"))
    assert wrong.code == "statement.unreadable"
    nobody = Actor("柜台", "counter", staff_id=50)
    denied = refused(lambda: beside.import_statement(nobody, "campus_card", b"", "x.csv"))
    assert denied.code == "not_permitted"
