"""The request table: tabs, filters, columns, and how one is brought into sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.requests.steps import Inputs
from tests.ui.requests_desk import ARTICLE, BOOK, CTRL, KEY, RequestsDesk
from ui.kit.chip import Chip
from ui.kit.fields import Line
from ui.kit.keys import Button
from ui.kit.menu import Menu
from ui.kit.tabs import FilterChip
from ui.requests.period import PeriodChip

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _titles(at: RequestsDesk) -> list[str]:
    return [row.title for row in at.table().model.rows]


def test_the_guides_columns_stand_in_the_table(at: RequestsDesk) -> None:
    at.ask()
    model = at.table().model
    said = {column.key: column.text(model.rows[0]) for column in model.columns}
    assert said["row"] == "1"
    assert said["number"] == "YQ1-20261121-0001 · 2026-11-21 14:00"
    assert said["document"] == "深度学习在径流预测中的应用 · 水利学报 · 2024"
    assert (said["type"], said["state"]) == ("Article · Delivery", "Submitted")
    assert said["submitted"] == "2026-11-21 14:00"
    assert (said["due"], said["total"], said["action"]) == ("—", "—", "")
    assert said["reader"] == "赵一鸣"


def test_all_columns_of_the_guide_are_shown_from_the_first(at: RequestsDesk) -> None:
    screen = at.table()
    at.qtbot.wait(500)  # longer than a change of columns takes to be remembered
    assert "table.requests-table" not in at.session.memory
    shown = {
        column.key
        for place, column in enumerate(screen.model.columns)
        if not screen.table.isColumnHidden(place)
    }
    # The time of submission stands under the number, the service under the type.
    assert {"row", "type", "number", "document", "due", "state", "total", "action"} <= shown


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_table_fits_a_small_window(at: RequestsDesk, language: str) -> None:
    at.ask()
    at.window.resize(1440, 900)
    at.session.use_language(language)
    table = at.table().table
    at.settle()
    keys = [column.key for column in at.table().model.columns]
    assert table.columnWidth(keys.index("document")) >= 150
    assert table.horizontalScrollBar().maximum() == 0


def test_columns_once_chosen_stay_as_chosen(at: RequestsDesk) -> None:
    screen = at.table()
    menu = screen.table.column_menu()
    menu.findChild(type(menu.actions()[0]), "column-submitted").trigger()
    menu.close()
    at.until(lambda: "table.requests-table" in at.session.memory)
    at.window.resize(1920, 1000)
    at.settle()
    at.window.resize(1200, 800)
    place = [column.key for column in screen.model.columns].index("submitted")
    assert not screen.table.isColumnHidden(place)


def test_an_overdue_loan_says_so_in_table_and_detail(at: RequestsDesk) -> None:
    at.activate()
    loan = at.walk(at.ask(BOOK, "book", service_type="loan", delivery="pickup"))
    at.pay(loan)
    assert at.state(loan) == "ready_for_pickup"
    at.desk.counter.step(at.admin, loan, "checked_out", Inputs(due_on="2026-12-01"))
    screen = at.table()
    state = next(column for column in screen.model.columns if column.key == "state")
    assert state.text(screen.model.rows[0]) == "On loan"
    at.clock.advance(days=12)
    assert state.text(screen.model.rows[0]) == "2 d overdue"
    screen.show_subject(loan)
    assert at.find(Chip, "request-state").tag.text == "On loan"
    assert at.find(Chip, "request-overdue").tag.text == "2 d overdue"


def test_tabs_show_their_rows_and_counts(at: RequestsDesk) -> None:
    at.ask()
    unpaid = at.walk(at.ask(BOOK, "book", service_type="loan", delivery="pickup"))
    assert at.state(unpaid) == "awaiting_payment"
    at.table()
    at.until(lambda: at.button("request-tab-open").words() == "In progress 2")
    assert at.button("request-tab-ours").words() == "Waiting for us 1"
    QTest.mouseClick(at.button("request-tab-unpaid"), LEFT)
    assert _titles(at) == ["Structural Holes"]
    QTest.mouseClick(at.button("request-tab-all"), LEFT)
    assert len(_titles(at)) == 2


def test_search_finds_by_title_pinyin_and_number_and_enter_goes_to_the_table(at: RequestsDesk) -> None:
    at.ask()
    at.ask(BOOK, "book", patron_id=at.guest)
    screen = at.table()
    for wanted, found in (("径流", 1), ("zym", 1), ("0002", 1), ("structural", 1), ("没有的", 0)):
        at.press(KEY.Key_F, CTRL)
        assert screen.filters.search.hasFocus()
        screen.filters.search.selectAll()
        at.type(wanted)
        at.until(lambda found=found: len(screen.model.rows) == found)  # type: ignore[misc]
    screen.filters.search.selectAll()
    at.type("structural")
    at.press(KEY.Key_Return)
    assert screen.table.hasFocus()
    assert screen.table.current().title == "Structural Holes"
    assert at.state(screen.table.current().id) == "submitted", "Enter in the search line is no step"


def test_filters_narrow_and_are_cleared_from_the_empty_table(at: RequestsDesk) -> None:
    at.ask()
    at.ask(BOOK, "book", service_type="loan", delivery="pickup")
    screen = at.table()
    chip = at.find(FilterChip, "filter-service")
    menu = chip.menu()
    next(action for action in menu.actions() if action.text() == "Interlibrary loan").trigger()
    menu.close()
    assert [row.title for row in screen.model.rows] == ["Structural Holes"]
    at.until(lambda: at.text("request-total") == "1 found")
    screen.filters.search.setFocus()
    at.type("zzzz")
    at.until(lambda: not screen.model.rows)
    assert at.button("no-hits-next").isVisible()
    QTest.mouseClick(at.button("no-hits-next"), LEFT)
    assert len(screen.model.rows) == 2
    assert screen.filters.search.text() == ""


def test_a_span_of_days_is_asked_for_and_kept_in_order(at: RequestsDesk) -> None:
    at.clock.advance(days=-3)
    at.ask()
    at.clock.advance(days=3)
    at.ask(BOOK, "book")
    screen = at.table()
    chip = at.find(PeriodChip, "filter-period")
    menu = chip.menu()
    menu.actions()[-1].trigger()
    menu.close()
    at.type("2026-11-18")
    at.in_sheet(Line, "to").setFocus()
    at.type("2026-11-17")
    at.press(KEY.Key_Return)
    assert at.has_sheet(), "a last day before the first one is refused"
    at.in_sheet(Line, "to").setText("2026-11-18")
    at.press(KEY.Key_Return)
    assert [row.title for row in screen.model.rows] == [ARTICLE["article_title"]]
    assert chip.words() == "2026-11-18 – 2026-11-18"


def test_filters_are_kept_as_a_tab_of_their_own(at: RequestsDesk) -> None:
    at.ask()
    at.ask(BOOK, "book")
    screen = at.table()
    screen.filters.search.setFocus()
    at.type("structural")
    at.until(lambda: len(screen.model.rows) == 1 and at.button("keep-filter").isVisible())
    QTest.mouseClick(at.button("keep-filter"), LEFT)
    at.type("Holes")
    at.press(KEY.Key_Return)
    QTest.mouseClick(at.button("request-tab-all"), LEFT)
    screen.clear_filters()
    assert len(screen.model.rows) == 2
    QTest.mouseClick(at.button("request-tab-kept-0"), LEFT)
    assert [row.title for row in screen.model.rows] == ["Structural Holes"]
    at.settle()
    menu = screen.tabs.menu()
    next(action for action in menu.actions() if action.objectName() == "filter-drop").trigger()
    menu.close()
    assert at.session.memory["requests.filters"] == "[]"
    assert (
        at.window.findChildren(Button, "request-tab-kept-0") == []
        or not at.button("request-tab-kept-0").isVisible()
    )


def test_a_request_is_brought_into_sight_whatever_the_filters(at: RequestsDesk) -> None:
    gone = at.ask()
    at.desk.counter.step(at.admin, gone, "cancelled")
    at.ask(BOOK, "book")
    screen = at.table()
    assert _titles(at) == ["Structural Holes"]
    screen.show_subject(gone)
    assert at.text("request-number") == "YQ1-20261121-0001"
    assert screen.table.current().id == gone


def test_a_scanned_number_opens_its_request(at: RequestsDesk) -> None:
    at.ask()
    second = at.ask(BOOK, "book")
    screen = at.table()
    screen.table.pick(second)
    at.window.take_scan("YQ1-20261121-0001")
    assert at.text("request-title") == ARTICLE["article_title"]
    assert not screen.scanned("9787101003048")


def test_the_board_leads_to_what_it_counts(at: RequestsDesk) -> None:
    ask_first = at.ask(max_cost_fen=0)
    at.walk(ask_first)
    assert at.state(ask_first) == "awaiting_cost_approval"
    at.ask(BOOK, "book")
    screen = at.table()
    screen.show_waiting("cost")
    assert [row.id for row in screen.model.rows] == [ask_first]
    screen.show_waiting("pickup")
    assert screen.model.rows == []


def test_everything_is_said_again_in_another_language(
    at: RequestsDesk, brackets: QTranslator, app: QApplication
) -> None:
    at.ask()
    screen = at.table()
    at.session.use_language("zh_CN")
    app.installTranslator(brackets)
    at.settle()
    assert at.button("new-request").words() == "«New request»"
    assert at.button("request-step-1").words() == "受理"
    state = next(column for column in screen.model.columns if column.key == "state")
    assert state.text(screen.model.rows[0]) == "已提交"
    assert at.button("request-tab-open").words().startswith("«In progress»")
    assert "table.requests-table" not in at.session.memory, "the widths of the words are not the person's"


def test_an_empty_library_says_what_to_do(at: RequestsDesk) -> None:
    at.table()
    QTest.mouseClick(at.button("no-requests-next"), LEFT)
    assert at.opened == [("new_request", None)]


def test_n_begins_a_new_request(at: RequestsDesk) -> None:
    at.table()
    at.press(KEY.Key_N)
    assert at.opened == [("new_request", None)]


def test_nothing_in_the_search_line_is_more_than_text(at: RequestsDesk) -> None:
    at.ask()
    screen = at.table()
    for text in ('" OR 1 --', "'; DROP TABLE request", "a\0b", "😀", "‮abc", "(" * 5000, "NEAR(", "*"):
        screen.filters.search.setText(text)
        screen.filters.search.searched.emit()
        at.settle()
    screen.clear_filters()
    assert len(screen.model.rows) == 1


def test_the_menu_of_columns_is_a_kit_menu(at: RequestsDesk) -> None:
    screen = at.table()
    QTest.mouseClick(at.button("request-columns"), LEFT)
    menu = next(menu for menu in screen.findChildren(Menu) if menu.isVisible())
    assert "Submitted" in [action.text() for action in menu.actions()]
    menu.close()


def test_the_sort_is_by_time_of_submission(at: RequestsDesk) -> None:
    at.ask()
    at.clock.advance(minutes=5)
    at.ask(BOOK, "book")
    screen = at.table()
    assert [row.number[-1] for row in screen.model.rows] == ["2", "1"]
    screen.table.show_sorts([("submitted", True)])
    screen.table.sorts_asked.emit(screen.table.sorts())
    assert [row.number[-1] for row in screen.model.rows] == ["1", "2"]


def test_many_rows_come_page_by_page(at: RequestsDesk) -> None:
    for number in range(120):
        at.clock.advance(minutes=1)
        at.ask({"title": f"Book {number}"}, "book")
    screen = at.table()
    assert len(screen.model.rows) == 100
    screen.table.scrollToBottom()
    at.until(lambda: len(screen.model.rows) == 120)
    assert screen.model.columns[0].text(screen.model.rows[119]) == "120"
