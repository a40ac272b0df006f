"""This shift: figures without the cash, money that moves without a reader, earlier shifts, several tills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import ledger, papers, queries
from ill_desktop.cashier.rules import Tender
from tests.ui.cashier_desk import ADMIN, KEY, CashierDesk
from ui.cashier.quantity import Quantity
from ui.cashier.screen import CashierScreen
from ui.cashier.shift_close import CountSheet
from ui.cashier.shift_glance import HIDDEN
from ui.kit.chip import Chip
from ui.kit.dialogs import Sheet
from ui.kit.fields import Line
from ui.kit.label import Label
from ui.kit.money_field import MoneyField
from ui.settings.tills import TillSection


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def this_shift(at: CashierDesk) -> CashierScreen:
    screen = at.open(100_00)
    screen.tabs.chosen.emit("register")
    return screen


def typed(sheet: QDialog, kind: type[Line], name: str, text: str) -> None:
    field = sheet.findChild(kind, name)
    assert field is not None
    QTest.keyClicks(field, text)


def fill(sheet: Sheet, amount: str, reason: str | None = None) -> None:
    typed(sheet, MoneyField, "amount", amount)
    if reason is not None:
        typed(sheet, Line, "reason", reason)
    sheet.primary.click()


def sheet(at: CashierDesk, name: str) -> Sheet:
    found = at.sheet(name)
    assert isinstance(found, Sheet)
    return found


def take(at: CashierDesk, kind: str, fen: int) -> None:
    reference = "" if kind == "cash" else "REF-1"
    at.desk.cashier.top_up(ADMIN, 1, at.guest, [Tender(kind, fen, reference)], f"op-{kind}")
    at.session.commands.run(lambda: None, touches=("cashier",))


def test_the_cash_is_hidden_until_one_who_may_asks_for_it(at: CashierDesk) -> None:
    screen = this_shift(at)
    take(at, "cash", 12_34)
    take(at, "mobile", 5_00)
    glance = screen.this_shift.glance
    seen = glance.texts()
    assert seen["Cash"] == HIDDEN
    assert (seen["Float"], seen["Mobile payment"]) == ("100.00", "5.00")
    assert not {"12.34", "112.34"} & set(seen.values())
    at.button("shift-show-cash").click()
    assert (glance.texts()["Cash"], glance.texts()["Should be there"]) == ("12.34", "112.34")
    at.button("shift-show-cash").click()
    assert "Should be there" not in glance.texts()


def test_a_cashier_may_not_look_and_her_x_report_is_blind(qtbot: QtBot, tmp_path: Path) -> None:
    at = CashierDesk(qtbot, tmp_path, role="cashier")
    this_shift(at)
    take(at, "cash", 12_34)
    assert not at.button("shift-show-cash").isVisible()
    at.press(KEY.Key_X)
    with at.preview() as preview:
        preview.save_to(at.folder / "x.pdf")
    from pypdf import PdfReader

    text = PdfReader(at.folder / "x.pdf").pages[0].extract_text()
    assert "不含现金" in text
    assert "12.34" not in text and "112.34" not in text
    at.close()


def test_paid_in_and_out_need_a_reason_and_show_at_once(at: CashierDesk) -> None:
    screen = this_shift(at)
    at.press(KEY.Key_N)
    asked = sheet(at, "shift-paid-in")
    fill(asked, "50")
    assert asked.isVisible() and ledger.balance("cash:1") == 100_00
    typed(asked, Line, "reason", "coins from finance")
    asked.primary.click()
    at.press(KEY.Key_O)
    fill(sheet(at, "shift-paid-out"), "12", "stamps")
    assert ledger.balance("cash:1") == 138_00
    seen = screen.this_shift.glance.texts()
    assert (seen["Paid in"], seen["Paid out"]) == ("50.00", "12.00")


def test_no_more_goes_out_than_lies_in_the_drawer(at: CashierDesk) -> None:
    this_shift(at)
    at.press(KEY.Key_O)
    asked = sheet(at, "shift-paid-out")
    fill(asked, "100.01", "too much")
    assert asked.isVisible()
    said = [label.text() for label in asked.findChildren(Label)]
    assert any("less than that in the drawer" in words for words in said)
    assert not any("100.00" in words for words in said), "a refusal must not tell what the count will"
    assert ledger.balance("cash:1") == 100_00
    asked.reject()


def test_cash_goes_to_finance_with_its_slip(at: CashierDesk) -> None:
    screen = this_shift(at)
    at.press(KEY.Key_H)
    fill(sheet(at, "shift-hand-over-sheet"), "80")
    with at.preview() as preview:
        assert preview.windowTitle() == "YQ1-2026-H-000001"
    assert ledger.balance("cash:1") == 20_00
    assert screen.this_shift.glance.texts()["To finance"] == "80.00"
    assert [row.number for row in screen.register.rows.rows] == ["YQ1-2026-H-000001"]
    assert "80.00" in [label.text() for label in screen.register.view.findChildren(Label)]


def test_the_count_is_kept_by_pieces_and_the_report_printed(at: CashierDesk) -> None:
    screen = this_shift(at)
    at.press(KEY.Key_E)
    counting = at.sheet("count")
    assert isinstance(counting, CountSheet)
    typed(counting, Quantity, "count-10000", "1")
    counting.primary.click()
    summary = sheet(at, "shift-summary")
    words = [label.text() for label in summary.findChildren(Label)]
    assert "The drawer is right" in words
    assert "100 yuan × 1" in words
    summary.primary.click()
    with at.preview() as preview:
        assert preview.windowTitle() == "YQ1-2026-Z-000001"
    screen.register.choose_list("shifts")
    (row,) = screen.register.shifts.rows.rows
    assert (row.report, row.counted_fen, row.over_fen) == ("YQ1-2026-Z-000001", 100_00, 0)
    assert at.text("cashier-paper-view-number") == "YQ1-2026-Z-000001"


def test_earlier_shifts_are_chosen_by_day(at: CashierDesk) -> None:
    for counted in (100_00, 99_00):
        at.desk.shifts.open(ADMIN, 1, 100_00)
        shift = queries.open_shift(1)
        assert shift is not None
        at.desk.shifts.close(ADMIN, shift.id, counted)
        at.clock.advance(days=1)
    screen = at.open(None)
    screen.tabs.chosen.emit("register")
    screen.register.choose_list("shifts")
    shifts = screen.register.shifts
    assert [row.over_fen for row in shifts.rows.rows] == [-1_00, 0]
    assert at.find(Chip, "cashier-paper-status").tag.text == "¥1.00 short"
    QTest.keyClicks(screen.register.day, "2026-11-21")
    assert [row.over_fen for row in shifts.rows.rows] == [0]
    for _digit in range(2):
        QTest.keyClick(screen.register.day, KEY.Key_Backspace)
    assert len(shifts.rows.rows) == 2, "half a date hides nothing"


def test_a_shift_left_open_overnight_is_told(at: CashierDesk) -> None:
    screen = this_shift(at)
    assert at.find(Chip, "cashier-shift").tag.text == "Shift open"
    at.clock.instant += dt.timedelta(days=1)
    screen.opened()
    assert at.find(Chip, "cashier-shift").tag == ("Open since 11-21 14:00", "caution")
    assert "left open overnight" in at.text("shift-glance-note")


def test_an_unfinished_payment_is_finished_or_carried_over(at: CashierDesk) -> None:
    at.owe(at.guest)
    screen = at.open(100_00)
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    screen.close_shift()
    asked = sheet(at, "confirm")
    assert "Zoë·Müller is still paying" in [label.text() for label in asked.findChildren(Label)]
    asked.reject()
    assert queries.open_shift(1) is not None
    screen.close_shift()
    sheet(at, "confirm").primary.click()
    counting = at.sheet("count")
    assert isinstance(counting, CountSheet)
    typed(counting, Quantity, "count-10000", "1")
    counting.primary.click()
    at.sheet("shift-summary").reject()
    assert at.owed(at.guest) == 180, "nothing was taken"
    screen.start.open()
    assert at.text("cashier-reader-name") == "Zoë·Müller"
    assert screen.till.payment.kind == "cash"


def test_without_a_shift_a_command_says_what_to_do(at: CashierDesk) -> None:
    screen = at.open(None)
    screen.carry_out("x_report")
    assert at.window.toasts.texts() == ["The shift is closed. Open one first."]
    screen.tabs.chosen.emit("register")
    assert at.text("shift-glance-head") == "No shift is open"
    assert not at.button("shift-x").isVisible()


def test_what_is_not_printed_is_said_at_the_count(at: CashierDesk) -> None:
    screen = this_shift(at)
    take(at, "cash", 5_00)
    screen.close_shift()
    counting = at.sheet("count")
    assert at.text("count-unprinted") == "Papers not printed yet: 1. They stay on the list."
    counting.reject()
    assert papers.prints(queries.papers_of_shift(1)[0].id) == 0


def test_what_is_open_at_another_till_is_told(at: CashierDesk) -> None:
    second = at.desk.tills.add(ADMIN, "Evening")
    at.desk.shifts.open(ADMIN, second, 50_00)
    this_shift(at)
    assert at.text("shift-glance-note").endswith("Also open: till Evening since 14:00, 周敏")


def test_who_takes_no_money_sees_the_papers_and_moves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    at = CashierDesk(qtbot, tmp_path, role="counter")
    screen = this_shift(at)
    assert screen.register.table.isVisible()
    assert not [button for button in screen.this_shift.moves.buttons if button.isVisible()]
    at.close()


@pytest.mark.parametrize(("role", "told"), [("cashier", "—"), ("administrator", "100.00")])
def test_settings_do_not_tell_the_cash_to_who_counts_it(
    qtbot: QtBot, tmp_path: Path, role: str, told: str
) -> None:
    at = CashierDesk(qtbot, tmp_path, role=role)
    this_shift(at)
    section = TillSection(at.session)
    qtbot.addWidget(section)
    (row,) = section.table.model().rows  # type: ignore[attr-defined]
    column = next(each for each in section.table.model().columns if each.key == "cash")  # type: ignore[attr-defined]
    assert column.text(row) == told
    at.close()
