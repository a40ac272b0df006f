"""Many requests at once: sorting, counting, kept tabs, one step for a selection, slips scanned in a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.requests import queries
from ill_desktop.requests.steps import Inputs
from tests.ui.requests_desk import ARTICLE, BOOK, CTRL, KEY, RequestsDesk
from ui.kit.fields import Choice, Line
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.menu import Menu
from ui.kit.table import TableView
from ui.requests.bulk import BulkPanel
from ui.requests.bulk_result import ResultSheet
from ui.requests.scanning import ScanSheet
from ui.requests.screen import RequestsScreen

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _click_head(screen: RequestsScreen, key: str, held: Qt.KeyboardModifier) -> None:
    header = screen.table.horizontalHeader()
    place = [column.key for column in screen.model.columns].index(key)
    point = QPoint(header.sectionViewportPosition(place) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, held, point)


def _choose(menu: Menu, name: str) -> None:
    next(action for action in menu.actions() if action.objectName() == name).trigger()
    menu.close()


def _numbers(screen: RequestsScreen) -> str:
    return "".join(row.number[-1] for row in screen.model.rows)


# -- the table ----------------------------------------------------------------------------------------


def test_shift_and_a_click_sort_by_one_more_column(at: RequestsDesk) -> None:
    at.ask({"title": "B"}, "book")
    at.ask({"title": "A"}, "book", patron_id=at.guest)
    at.ask({"title": "A"}, "book")
    screen = at.table()
    plain = Qt.KeyboardModifier.NoModifier
    _click_head(screen, "document", plain)
    assert _numbers(screen) == "231"
    _click_head(screen, "number", SHIFT)
    assert screen.table.sorts() == [("document", True), ("number", True)]
    assert _numbers(screen) == "231"
    _click_head(screen, "number", SHIFT)
    assert _numbers(screen) == "321", "the other way round"
    _click_head(screen, "number", SHIFT)
    assert screen.table.sorts() == [("document", True)], "a third time: it no longer counts"
    _click_head(screen, "document", plain)
    assert _numbers(screen)[0] == "1"
    at.until(lambda: '"sorts"' in at.session.memory.get("table.requests-table", ""))


def test_counts_by_group_filter_the_table(at: RequestsDesk) -> None:
    at.ask()
    at.ask(BOOK, "book")
    at.walk(at.ask({"title": "Networks"}, "book"), "sent")
    screen = at.table()
    QTest.mouseClick(at.button("request-groups"), LEFT)
    at.settle()
    counts = at.find(TableView, "request-group-table")
    model = counts.model()
    said = {model.data(model.index(row, 0)): model.data(model.index(row, 1)) for row in range(2)}
    assert said == {"Submitted": "2", "Sent": "1"}
    counts.setFocus()
    counts.selectRow(1)
    at.press(KEY.Key_Return)
    assert [row.title for row in screen.model.rows] == ["Networks"]
    assert screen.filters.state.words() == "Sent"
    at.settle()
    assert model.rowCount() == 2, "its own group does not narrow the counts"
    _choose(at.find(type(screen.filters.state), "group-by").menu(), "group-by-2")
    at.settle()
    supplier = queries.suppliers()[0].name
    assert model.rowCount() == 1
    assert model.data(model.index(0, 0)) in {row.name for row in queries.suppliers()}, supplier


def test_a_part_of_the_number_filters_as_in_the_guide(at: RequestsDesk) -> None:
    at.ask()
    at.ask(BOOK, "book")
    screen = at.table()
    _choose(screen.filters.more_menu(), "more-number")
    at.type("1121-0002")
    at.press(KEY.Key_Return)
    assert _numbers(screen) == "2"
    assert screen.filters.chips["number"].isVisible()
    QTest.mouseClick(screen.filters.chips["number"], LEFT)
    assert len(screen.model.rows) == 2
    assert not screen.filters.chips["number"].isVisible()


def test_kept_tabs_are_renamed_ordered_renewed_and_counted(at: RequestsDesk) -> None:
    at.ask()
    at.ask(BOOK, "book")
    screen = at.table()
    for kind in ("book", "journal_article"):
        screen.clear_filters()
        screen.filters.narrow("type", kind)
        at.settle()
        QTest.mouseClick(at.button("keep-filter"), LEFT)
        at.type(kind)
        at.press(KEY.Key_Return)
    assert screen.model.rows[0].document_type == "journal_article"
    _choose(screen.tabs.menu(), "filter-left")
    _choose(screen.tabs.menu(), "filter-rename")
    at.type("Papers")
    at.press(KEY.Key_Return)
    at.settle()
    assert '["Papers"' in at.session.memory["requests.filters"].split("book")[0]
    pills = [each for each in at.window.findChildren(Button, "request-tab-kept-1") if each.isVisible()]
    assert [pill.words() for pill in pills] == ["Papers 1"]
    screen.filters.narrow("level", "urgent")
    assert screen.model.rows == []
    _choose(screen.tabs.menu(), "filter-renew")
    again = RequestsScreen(at.session)  # as on the next day
    at.qtbot.addWidget(again)
    again.tabs.choose("kept-0")
    again.tabs.chosen.emit("kept-0")
    assert again.filters.chips["level"].value() == "urgent"
    assert again.filters.type.value() == "journal_article"


def test_what_is_unfilled_says_why_and_who_asks_next(at: RequestsDesk) -> None:
    request = at.walk(at.ask(), "sent")
    at.desk.counter.step(at.admin, request, "unfilled", Inputs(reason="NotFoundAsCited"))
    screen = at.table()
    screen.show_subject(request)
    said = {column.key: column.text(screen.model.rows[0]) for column in screen.model.columns}
    assert said["state"] == "Unfilled · Not found as cited"
    assert said["next"] == "Correct the citation"
    assert said["age"] == "0 d"
    assert said["branch"]


# -- one step for a selection -------------------------------------------------------------------------


def _choose_all(at: RequestsDesk) -> RequestsScreen:
    screen = at.table()
    screen.table.setFocus()
    at.press(KEY.Key_A, CTRL)
    at.until(lambda: at.find(Label, "bulk-title").isVisible())
    return screen


def test_a_step_for_a_selection_gives_a_line_for_each(at: RequestsDesk) -> None:
    first, second = at.ask(), at.ask(BOOK, "book")
    sent = at.walk(at.ask({"title": "Networks"}, "book"), "sent")
    _choose_all(at)
    assert at.text("bulk-title") == "3 requests chosen"
    assert at.button("bulk-accept").words() == "Accept · 2"
    at.press(KEY.Key_Return)
    assert at.state(first) == "submitted", "many are never moved without a question"
    at.press(KEY.Key_Return)
    at.until(lambda: at.has_sheet() and isinstance(at.sheet(), ResultSheet))
    assert [at.state(each) for each in (first, second, sent)] == ["accepted", "accepted", "sent"]
    table = at.in_sheet(TableView, "bulk-result-table")
    texts = [
        [str(table.model().data(table.model().index(row, column))) for column in range(2)] for row in range(3)
    ]
    assert texts[0][0] == "✕ Stayed"
    assert "another state" in texts[0][1]
    assert [line[0] for line in texts[1:]] == ["✓ Accepted", "✓ Accepted"]


def test_a_step_for_a_selection_is_taken_back_as_a_whole(at: RequestsDesk) -> None:
    requests = [at.ask(), at.ask(BOOK, "book")]
    _choose_all(at)
    at.press(KEY.Key_Return)
    at.press(KEY.Key_Return)
    at.until(lambda: at.has_sheet() and isinstance(at.sheet(), ResultSheet))
    QTest.mouseClick(at.button("bulk-back"), LEFT)
    at.until(lambda: {at.state(each) for each in requests} == {"submitted"})
    at.settle()
    assert queries.events(requests[0])[0].kind == "back"
    at.press(KEY.Key_Return)
    QTest.mouseClick(at.button("bulk-leave"), LEFT)
    at.settle()
    assert at.find(Label, "request-number").isVisible()


def test_giving_many_up_is_asked_with_the_focus_on_keeping_them(at: RequestsDesk) -> None:
    request = at.ask()
    at.ask(BOOK, "book")
    _choose_all(at)
    _choose(at.find(BulkPanel, "request-bulk").menu(), "bulk-cancel")
    at.press(KEY.Key_Return)
    at.until(lambda: not at.has_sheet())
    assert at.state(request) == "submitted"


def test_a_stopped_bulk_step_lists_what_was_done(at: RequestsDesk) -> None:
    requests = [at.ask({"title": f"Book {number}"}, "book") for number in range(60)]
    _choose_all(at)
    starting = at.session.tasks
    at.press(KEY.Key_Return)
    at.press(KEY.Key_Return)
    for job in list(starting._jobs):  # the card with Cancel comes after a second only
        job.progress.cancel()
    at.until(lambda: at.has_sheet() and isinstance(at.sheet(), ResultSheet))
    done = sum(at.state(each) == "accepted" for each in requests)
    assert done < 60
    assert f"{60 - done} were not tried" in at.text("bulk-result-note")


# -- slips in a row -----------------------------------------------------------------------------------


def _scan_sheet(at: RequestsDesk, verb: str) -> ScanSheet:
    at.table()
    at.press(KEY.Key_S)
    sheet = at.sheet()
    assert isinstance(sheet, ScanSheet)
    choice = at.in_sheet(Choice, "scan-step")
    choice.set_value(verb)
    choice.edited.emit()
    return sheet


def _marks(sheet: ScanSheet) -> list[str]:
    return [sheet.model.columns[0].text(row) for row in sheet.model.rows]


def test_slips_scanned_in_a_row_take_the_chosen_step(at: RequestsDesk) -> None:
    numbers = []
    for title in ("One", "Two"):
        request = at.walk(at.ask({"title": title}, "book", service_type="loan", delivery="pickup"), "shipped")
        numbers.append(queries.detail(request).number)
    sheet = _scan_sheet(at, "receive")
    heard: list[str] = []
    sheet.bell.rang.connect(heard.append)
    at.window.take_scan(numbers[0])
    at.window.take_scan(numbers[0])
    at.window.take_scan("9787101003048")
    at.type(numbers[1])
    at.press(KEY.Key_Return)
    assert heard == ["done", "refused", "refused", "done"]
    assert [mark[0] for mark in _marks(sheet)] == ["✓", "✕", "✕", "✓"]
    assert at.text("scan-sum") == "2 done · 2 refused"
    assert at.in_sheet(Line, "scan-line").hasFocus()
    assert at.has_sheet(), "Enter takes what was typed, it does not close"


def test_a_scanned_step_is_taken_back_in_place(at: RequestsDesk) -> None:
    request = at.ask()
    sheet = _scan_sheet(at, "accept")
    at.window.take_scan(queries.detail(request).number)
    assert at.state(request) == "accepted"
    at.press(KEY.Key_Z, CTRL)
    assert at.state(request) == "submitted"
    assert _marks(sheet) == ["Step taken back"]
    assert at.text("scan-sum") == "0 done · 0 refused"


def test_a_scan_asks_once_for_what_the_step_needs(at: RequestsDesk) -> None:
    at.activate()
    loan = at.walk(at.ask(BOOK, "book", service_type="loan", delivery="pickup"))
    at.pay(loan)
    sheet = _scan_sheet(at, "check_out")
    assert sheet.form is not None
    assert sheet.form.names() == ("due_on",)
    at.window.take_scan(queries.detail(loan).number)
    assert at.state(loan) == "checked_out"
    assert queries.detail(loan).due_on == "2026-12-21"


def test_a_slip_whose_citation_has_no_pages_is_received_with_the_pages_typed(at: RequestsDesk) -> None:
    request = at.walk(at.ask({**ARTICLE, "pages": ""}), "shipped")
    number = queries.detail(request).number
    sheet = _scan_sheet(at, "receive")
    assert sheet.form is not None
    at.window.take_scan(number)
    assert "enter them above" in sheet.model.columns[1].text(sheet.model.rows[0])
    sheet.form.field("pages").setText("9")
    at.window.take_scan(number)
    assert queries.detail(request).pages == 9
    assert sheet.form.field("pages").text() == "", "the next parcel has its own"


def test_many_are_sent_to_nobody_who_was_not_chosen(at: RequestsDesk) -> None:
    requests = [at.walk(at.ask({"title": title}, "book"), "accepted") for title in ("One", "Two")]
    _choose_all(at)
    at.button("bulk-send").click()
    assert at.in_sheet(Choice, "supplier").value() is None
    at.press(KEY.Key_Return)
    assert at.text("supplier-below") == "This is needed"
    assert {at.state(each) for each in requests} == {"accepted"}


def test_nothing_scanned_is_more_than_text(at: RequestsDesk) -> None:
    at.ask(ARTICLE)
    sheet = _scan_sheet(at, "accept")
    for text in ("", "   ", "' OR 1 --", "a\0b", "‮", "😀" * 500, "YQ1-20261121-9999"):
        sheet.scanned(text)
        QApplication.processEvents()
    assert all(mark.startswith("✕") for mark in _marks(sheet))
    assert len(sheet.model.rows) == 5
