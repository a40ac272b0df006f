"""Statements beside the books: matched by themselves only without a doubt, unmatched both ways said."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from ill_desktop.cashier import reconciliation, statement_totals
from ill_desktop.cashier.reconciliation import ReconciliationService
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.statement_file import Layout
from ill_desktop.clock import FixedClock
from ill_desktop.reports.service import ReportService
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


def test_a_line_of_an_absurd_day_is_named_and_left_out(
    till: Till, beside: ReconciliationService, patron: int
) -> None:
    card(till, patron, 500, "T1")
    today = till.ground.clock.day()
    far = [(f"{day}", "5.00", "T1") for day in (dt.date(1900, 1, 1), today + dt.timedelta(days=1))]
    data = statement(*far, (f"{today - dt.timedelta(days=366)}", "5.00", "T0"), (f"{today}", "5.00", "T1"))
    done = beside.import_statement(till.by, "campus_card", data, "card.csv")
    assert (done.added, done.matched) == (2, 1)
    assert [(each.line, each.code, each.facts["day"]) for each in done.problems] == [
        (2, "far", "1900-01-01"),
        (3, "far", f"{today + dt.timedelta(days=1)}"),
    ]
    assert open_lines() == ["T0"]


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


def test_headings_chosen_once_are_known_the_next_time(
    till: Till, beside: ReconciliationService, patron: int
) -> None:
    strange = f"Wann,Wieviel\n{till.ground.today},5.00\n".encode()
    wrong = refused(lambda: beside.import_statement(till.by, "campus_card", strange, "a.csv"))
    assert wrong.code == "statement.unreadable"
    chosen = Layout(0, {"day": 0, "amount": 1})
    assert beside.import_statement(till.by, "campus_card", strange, "a.csv", chosen).added == 1
    assert reconciliation.columns("campus_card") == {"day": "Wann", "amount": "Wieviel"}
    assert reconciliation.columns("bank") == {}, "each account has its own"
    again = f"Wann,Wieviel\n{till.ground.today},6.00\n".encode()
    assert beside.import_statement(till.by, "campus_card", again, "b.csv").added == 1


def test_the_very_same_file_is_noticed_and_a_wrong_one_removed(
    till: Till, beside: ReconciliationService, patron: int
) -> None:
    rows = statement((till.ground.today, "5.00", "T1"), (till.ground.today, "6.00", "T2"))
    card(till, patron, 500, "T1")
    assert reconciliation.imported_before("campus_card", rows) is None
    beside.import_statement(till.by, "campus_card", rows, "a.csv")
    before = reconciliation.imported_before("campus_card", rows)
    assert before is not None
    assert (before.file, before.lines, before.open) == ("a.csv", 2, 1)
    assert reconciliation.imported_before("bank", rows) is None, "of another account"
    assert reconciliation.imports("campus_card") == [before]
    assert beside.drop(till.by, before.id) == 2
    assert (open_lines(), open_books()) == ([], ["T1"]), "what it was matched with waits again"
    assert reconciliation.imports("campus_card") == []
    assert reconciliation.imported_before("campus_card", rows) is None


def test_what_is_entered_later_is_matched_later(
    till: Till, beside: ReconciliationService, patron: int
) -> None:
    beside.import_statement(till.by, "campus_card", statement((till.ground.today, "5.00", "T1")), "a.csv")
    assert beside.match_again(till.by, "campus_card") == 0
    card(till, patron, 500, "T1")
    assert beside.match_again(till.by, "campus_card") == 1
    assert (open_lines(), open_books()) == ([], [])


def test_both_sides_of_each_day_and_of_the_month(
    till: Till, beside: ReconciliationService, patron: int, clock: FixedClock
) -> None:
    first = till.ground.today
    card(till, patron, 500, "T1")
    card(till, patron, 700, "T2")
    taken_back = till.cashier.top_up(
        till.by, till.shift, patron, [Tender("campus_card", 300, "T9")], operation()
    )
    till.cashier.reverse_payment(till.by, till.shift, taken_back.paper_id, "x", operation())
    clock.advance(hours=24)
    second = till.ground.today
    card(till, patron, 900, "T3")
    lines = statement((first, "5.00", "T1"), (first, "2.00", "X"), (second, "9.00", "T3"))
    beside.import_statement(till.by, "campus_card", lines, "a.csv")
    days = statement_totals.of_month("campus_card", first[:7])
    assert [(day.day, day.statement_fen, day.books_fen, day.difference_fen) for day in days] == [
        (first, 700, 1200, -500),
        (second, 900, 900, 0),
    ]
    month = statement_totals.summed(days, "sum")
    assert (month.statement_count, month.books_count, month.difference_fen) == (3, 3, -500)
    open_fen = sum(line.amount_fen for line in reconciliation.unmatched_lines("campus_card"))
    booked_fen = sum(each.amount_fen for each in reconciliation.unmatched_postings("campus_card"))
    assert open_fen - booked_fen == month.difference_fen, "what is unmatched explains the difference"
    assert statement_totals.months("campus_card") == [first[:7]]
    assert statement_totals.of_month("campus_card", "2026-10") == []


def test_the_result_is_printed_and_saved(
    till: Till, beside: ReconciliationService, patron: int, admin: Actor, tmp_path: Path
) -> None:
    card(till, patron, 500, "T1")
    hostile = statement((till.ground.today, "2.00", "=1+1"))
    beside.import_statement(till.by, "campus_card", hostile, "a.csv")
    reports, month = ReportService(till.ground), till.ground.today[:7]
    pdf = reports.reconciliation_pdf(admin, "campus_card", month, "zh_CN")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "对账" in text
    assert "−¥3.00" in text
    file = tmp_path / "a.csv"
    reports.reconciliation_file(admin, "campus_card", month, "en", file)
    saved = file.read_text("utf-8-sig")
    assert "In the statement, not in the books" in saved
    assert "'=1+1" in saved
    reports.reconciliation_file(admin, "campus_card", month, "zh_CN", tmp_path / "a.xlsx")
    nobody = Actor("柜台", "counter", staff_id=50)
    denied = refused(lambda: reports.reconciliation_pdf(nobody, "campus_card", month, "zh_CN"))
    assert denied.code == "not_permitted"
