"""The list of loans: what is due, overdue, recalled; brought back by scan, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries as cashier
from ill_desktop.requests import loan_queries, queries
from tests.ui.requests_desk import CTRL, KEY, RequestsDesk
from ui.kit.preview import Preview
from ui.requests.loans_screen import LoansScreen


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    desk.activate()
    yield desk
    desk.close()


def _titles(screen: LoansScreen) -> list[int]:
    return [row.id for row in screen.model.rows]


def _four(at: RequestsDesk) -> tuple[int, int, int, int]:
    """Due today, in two days, later and recalled, and one that is overdue: today is 1 December."""
    late = at.lend("L1", until="2026-11-27")
    today = at.lend("T1", until="2026-12-01")
    soon = at.lend("S1", until="2026-12-03")
    recalled = at.lend("R1", "R2", until="2026-12-19")
    at.desk.loans.recall(at.admin, recalled, "2026-12-10")
    at.clock.advance(days=10)
    return late, today, soon, recalled


def test_each_list_has_its_loans_and_its_number(at: RequestsDesk) -> None:
    late, today, soon, recalled = _four(at)
    screen = at.loans()
    assert screen.lists.current() == "today"
    assert _titles(screen) == [today]
    for key, rows in (
        ("soon", [soon]),
        ("overdue", [late]),
        ("recalled", [recalled]),
        ("renewal", []),
        ("out", [late, today, soon, recalled]),
        ("lost", []),
        ("home", []),
    ):
        at.button(f"loan-lists-{key}").click()
        assert _titles(screen) == rows, key
        assert at.button(f"loan-lists-{key}").words().endswith(f" {len(rows)}"), key


def test_it_comes_up_with_what_presses(at: RequestsDesk) -> None:
    late = at.lend("L1", until="2026-11-27")
    at.clock.advance(days=10)
    screen = at.loans()
    assert screen.lists.current() == "overdue"
    assert _titles(screen) == [late]
    assert screen.detail.request_id == late
    columns = {column.key: column for column in screen.model.columns}
    row = screen.model.rows[0]
    assert columns["state"].text(row) == "4 d overdue"
    assert columns["fine"].text(row) == "2.00"


def test_volumes_are_brought_back_by_scan_one_after_another(at: RequestsDesk) -> None:
    _late, _today, _soon, recalled = _four(at)
    at.loans()
    for barcode, said in (("R1", "1 still out"), ("R1", "not on loan"), ("R2", "Returned"), ("X", "neither")):
        at.window.take_scan(barcode)
        assert said in at.text("return-said"), barcode
    assert at.state(recalled) == "returned"
    assert at.text("request-number") == queries.detail(recalled).number, "the last one is shown"


def test_typed_in_the_line_it_is_returned_and_the_fine_is_said(at: RequestsDesk) -> None:
    late, *_ = _four(at)
    screen = at.loans()
    assert screen.returns.line.hasFocus()
    at.type("L1")
    at.press(KEY.Key_Return)
    assert at.state(late) == "returned"
    assert "to be paid: ¥2.00" in at.text("return-said")
    assert [due.amount_fen for due in cashier.dues_of_request(late)] == [200]
    assert screen.returns.line.text() == ""
    assert at.button("loan-lists-overdue").words() == "Overdue 0"
    assert at.button("loan-lists-home").words().endswith(" 1")


def test_the_search_narrows_a_list_also_by_pinyin(at: RequestsDesk) -> None:
    _four(at)
    screen = at.loans()
    screen.show_list("out")
    for text, number in (("zyim", 0), ("zym", 4), ("structural", 4), ("no such book", 0)):
        screen.search.setFocus()
        screen.search.selectAll()
        at.type(text)
        at.press(KEY.Key_Return)
        assert len(_titles(screen)) == number, text


def test_one_letter_for_all_that_a_reader_has_overdue(at: RequestsDesk) -> None:
    at.lend("L1", until="2026-11-27")
    at.lend("L2", until="2026-11-28")
    screen = at.loans()
    assert not screen.letters.isEnabled(), "nothing is overdue yet"
    at.clock.advance(days=10)
    screen.opened()
    at.press(KEY.Key_P, CTRL)
    at.settle()
    previews = [each for each in at.window.findChildren(QDialog) if isinstance(each, Preview)]
    assert len(previews) == 1
    previews[0].close()


def test_pages_follow_each_other_without_a_gap(at: RequestsDesk) -> None:
    for number in range(5):
        at.lend(f"B{number}", until="2026-12-01" if number % 2 else "2026-12-02")
    whole = loan_queries.page("out", "2026-11-21", "2026-11-24")
    assert [row.due_on for row in whole] == sorted(str(row.due_on) for row in whole)
    found, after = [], None
    while rows := loan_queries.page("out", "2026-11-21", "2026-11-24", after=after, limit=2):
        found += rows
        after = rows[-1]
    assert found == whole


def test_text_that_is_no_search_finds_nothing_and_breaks_nothing(at: RequestsDesk) -> None:
    at.lend("B1")
    for text in ('"', "' OR 1 --", "*", "NEAR(", "\0", "😀" * 50):
        assert loan_queries.page("out", "2026-11-21", "2026-11-24", text) == []
