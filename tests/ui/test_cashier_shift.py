"""The shift: opened with a float, counted blind, closed with its report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries
from tests.ui.cashier_desk import ADMIN, KEY, CashierDesk
from ui.cashier.quantity import Quantity
from ui.cashier.shift_close import CountSheet, ShiftSummary
from ui.kit.chip import Chip
from ui.kit.fields import Choice
from ui.kit.label import Label


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def count(sheet: CountSheet, **quantities: str) -> None:
    for name, typed in quantities.items():
        field = sheet.findChild(Quantity, name.replace("_", "-"))
        assert field is not None
        QTest.keyClicks(field, typed)


def test_without_a_shift_there_is_one_thing_to_do(at: CashierDesk) -> None:
    screen = at.open(None)
    assert screen.start.isVisible()
    assert not screen.till.isVisible()
    assert at.find(Chip, "cashier-shift").tag.text == "No shift"
    at.type("200")
    at.press(KEY.Key_Return)
    shift = queries.open_shift(1)
    assert shift is not None
    assert shift.float_fen == 200_00
    assert screen.till.isVisible()
    assert at.find(Chip, "cashier-shift").tag.text == "Shift open"


def test_a_reader_scanned_before_the_shift_waits_for_it(at: CashierDesk) -> None:
    at.owe(at.guest)
    screen = at.open(None)
    at.scan("zoe2026")
    assert screen.start.isVisible()
    at.find(Chip, "cashier-shift")
    screen.start.form.fill({"float": 0})
    screen.start.open()
    assert at.text("cashier-reader-name") == "Zoë·Müller"


def test_an_impossible_float_is_refused_beside_its_field(at: CashierDesk) -> None:
    screen = at.open(None)
    at.type("999999999")
    at.press(KEY.Key_Return)
    assert "float" in screen.start.form.errors()
    assert queries.open_shift(1) is None


def test_the_count_is_blind_and_enter_walks_down(at: CashierDesk) -> None:
    screen = at.open(100_00)
    screen.close_shift()
    sheet = at.sheet("count")
    assert isinstance(sheet, CountSheet)
    assert not [label for label in sheet.findChildren(Label) if "100.00" in label.text()]
    QTest.keyClicks(sheet.focusWidget(), "1")
    for _field in range(8):
        QTest.keyClick(sheet.focusWidget(), KEY.Key_Return)
        assert queries.open_shift(1) is not None  # Enter in a field must not end the shift
    assert sheet.findChild(Label, "count-total").text() == "¥100.00"  # type: ignore[union-attr]
    sheet.reject()


def test_over_and_short_are_said_afterwards(at: CashierDesk) -> None:
    at.owe(at.guest)
    screen = at.open(100_00)
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    screen.close_shift()
    sheet = at.sheet("count")
    assert isinstance(sheet, CountSheet)
    count(sheet, count_10000="1", count_100="1", count_50="1")
    sheet.primary.click()
    summary = at.sheet("shift-summary")
    assert isinstance(summary, ShiftSummary)
    words = [label.text() for label in summary.findChildren(Label)]
    assert "¥0.30 short" in words
    assert "101.80" in words
    assert "101.50" in words
    summary.close()
    assert queries.open_shift(1) is None
    assert screen.start.isVisible()
    closed = queries.shift(1)
    assert closed is not None
    assert (closed.expected_fen, closed.counted_fen) == (101_80, 101_50)


def test_coins_below_a_jiao_are_counted_together(at: CashierDesk) -> None:
    screen = at.open(100_07)
    screen.close_shift()
    sheet = at.sheet("count")
    assert isinstance(sheet, CountSheet)
    count(sheet, count_10000="1", count_1="7")
    sheet.primary.click()
    summary = at.sheet("shift-summary")
    assert isinstance(summary, ShiftSummary)
    verdict = summary.findChild(Label, "shift-summary-verdict")
    assert verdict is not None and verdict.text() == "The drawer is right"
    summary.close()


def test_nothing_counted_is_not_zero(at: CashierDesk) -> None:
    screen = at.open(0)
    screen.close_shift()
    sheet = at.sheet("count")
    assert isinstance(sheet, CountSheet)
    sheet.primary.click()
    assert sheet.findChild(Label, "count-error").isVisible()  # type: ignore[union-attr]
    assert queries.open_shift(1) is not None
    count(sheet, count_10="0")
    sheet.primary.click()
    assert queries.open_shift(1) is None
    at.sheet("shift-summary").close()


def test_a_deposit_needs_a_reader(at: CashierDesk) -> None:
    at.open()
    at.button("cashier-deposit").click()
    assert at.window.toasts.texts() == ["Find the reader first: scan the card or type a name."]


def test_each_drawer_has_its_own_shift_and_one_works_on_where_one_was(at: CashierDesk) -> None:
    at.open(100_00)
    assert not at.find(Choice, "cashier-drawer").isVisible(), "with one drawer there is nothing to choose"
    second = at.desk.tills.add(ADMIN, "Evening")
    screen = at.open(None)
    drawer = at.find(Choice, "cashier-drawer")
    assert drawer.isVisible() and drawer.currentText() == "1"
    assert screen.till.isVisible()
    drawer.setCurrentIndex(1)
    drawer.activated.emit(1)
    assert screen.start.isVisible()
    screen.start.form.fill({"float": 50_00})
    screen.start.open()
    assert [shift.float_fen for till in (1, second) if (shift := queries.open_shift(till))] == [100_00, 50_00]
    assert at.session.till_id == second
    assert at.desk.state(at.session.till_id).till == "Evening"
