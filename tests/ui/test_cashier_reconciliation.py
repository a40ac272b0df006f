"""Statements through the window: read before they are kept, matched by hand, taken away (对账)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import bank, reconciliation
from ill_desktop.cashier.rules import Tender
from tests.ui.cashier_desk import ADMIN, KEY, CashierDesk
from ui.cashier.bank_receive import ReceiveSheet
from ui.cashier.reconcile_import import ImportSheet
from ui.cashier.reconcile_page import ReconcilePage
from ui.kit.dialogs import Sheet
from ui.kit.label import Label

TODAY = "2026-11-21"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def page(at: CashierDesk) -> ReconcilePage:
    screen = at.open()
    at.button("cashier-tabs-transfers").click()
    at.button("cashier-money-statements").click()
    return screen.transfers.statements


def card(at: CashierDesk, fen: int, reference: str) -> None:
    """A reader pays something in advance by campus card."""
    tender = Tender("campus_card", fen, reference)
    at.desk.cashier.top_up(ADMIN, 1, at.campus, [tender], str(uuid.uuid4()))


def statement(tmp_path: Path, *rows: str, heading: str = "日期,金额,流水号,姓名") -> Path:
    file = tmp_path / "校园卡.csv"
    file.write_bytes("\r\n".join((heading, *rows)).encode("gb18030"))
    return file


def opened(at: CashierDesk, file: Path) -> ImportSheet:
    at.press(KEY.Key_N)
    sheet = at.sheet("statement")
    assert isinstance(sheet, ImportSheet)
    sheet.read(file)
    at.qtbot.waitUntil(lambda: at_text(sheet, "statement-file") == file.name)
    return sheet


def at_text(sheet: Sheet, name: str) -> str:
    label = sheet.findChild(Label, name)
    assert label is not None
    return label.text()


def taken_in(at: CashierDesk, sheet: ImportSheet) -> str:
    """Import what is shown; returns what was said."""
    before = len(at.window.toasts.texts())
    sheet.primary.click()
    at.qtbot.waitUntil(lambda: len(at.window.toasts.texts()) > before)
    return at.window.toasts.texts()[-1]


def test_a_file_is_looked_at_before_it_is_kept(at: CashierDesk, tmp_path: Path) -> None:
    shown = page(at)
    card(at, 500, "T1")
    card(at, 700, "T2")
    rows = (f"{TODAY},5.00,T1,王晓彤", f"{TODAY},2.00,T9,李楠", "2026-02-30,1.00,x,y", "合计,7.00,,")
    sheet = opened(at, statement(tmp_path, *rows))
    assert at_text(sheet, "statement-sums").startswith("2 lines · came ¥7.00 · went ¥0.00")
    assert "totals left out: 1" in at_text(sheet, "statement-sums")
    assert "Line 4" in at_text(sheet, "statement-warning")
    assert reconciliation.imports("campus_card") == [], "nothing is stored yet"
    assert taken_in(at, sheet) == "Imported: 2 · matched: 1 · known already: 0"
    assert [line.reference for line in shown.open_page.lines.rows] == ["T9"]
    assert [booked.reference for booked in shown.open_page.booked.rows] == ["T2"]
    assert at.text("reconcile-theirs") == "¥7.00 · 2"
    assert at.text("reconcile-ours") == "¥12.00 · 2"
    assert at.text("reconcile-gap") == "−¥5.00"


def test_the_same_file_is_noticed(at: CashierDesk, tmp_path: Path) -> None:
    page(at)
    file = statement(tmp_path, f"{TODAY},5.00,T1,x")
    taken_in(at, opened(at, file))
    again = opened(at, file)
    assert "was imported on 2026-11-21 14:00" in at_text(again, "statement-warning")
    assert taken_in(at, again) == "Imported: 0 · matched: 0 · known already: 1"


def test_columns_nobody_knows_are_chosen(at: CashierDesk, tmp_path: Path) -> None:
    page(at)
    file = statement(tmp_path, f"{TODAY},王,5.00", heading="Wann,Wer,Wieviel")
    sheet = opened(at, file)
    assert sheet.rows.rows == []
    assert sheet.primary.words() == "Choose a file…"
    for column, place in (("day", 0), ("payer", 1), ("amount", 2)):
        sheet.columns[column].set_value(place)
        sheet.columns[column].edited.emit()
    assert [shown.row.payer for shown in sheet.rows.rows] == ["王"]
    taken_in(at, sheet)
    again = opened(at, statement(tmp_path, f"{TODAY},李,6.00", heading="Wann,Wer,Wieviel"))
    assert [shown.row.amount_fen for shown in again.rows.rows] == [600], "known the next time"
    again.reject()


def test_two_of_one_amount_are_matched_by_hand_and_taken_back(at: CashierDesk, tmp_path: Path) -> None:
    shown = page(at)
    for reference in ("T4", "T5"):
        card(at, 900, reference)
    card(at, 100, "T6")
    taken_in(at, opened(at, statement(tmp_path, f"{TODAY},9.00,Y,x")))
    pair = at.find(Label, "reconcile-pair")
    assert pair.text().startswith("¥9.00 of 2026-11-21")
    shown.open_page.right.pick(next(row.id for row in shown.open_page.booked.rows if row.reference == "T6"))
    assert pair.text() == "The amounts differ by ¥8.00: this is other money."
    assert not shown.open_page.match.isEnabled()
    shown.open_page.right.pick(next(row.id for row in shown.open_page.booked.rows if row.reference == "T5"))
    QTest.keyClick(shown.open_page.left, KEY.Key_Return)
    assert shown.open_page.lines.rows == []
    at.button("reconcile-views-matched").click()
    assert [row.line.reference for row in shown.matched.rows.rows] == ["Y"]
    QTest.keyClick(shown.matched.table, KEY.Key_U)
    assert shown.matched.rows.rows == []
    assert [line.reference for line in reconciliation.unmatched_lines("campus_card")] == ["Y"]


def test_what_the_bank_has_is_entered_from_its_statement(at: CashierDesk, tmp_path: Path) -> None:
    shown = page(at)
    shown.account.set_value("bank")
    shown.account.edited.emit()
    row = f"{TODAY},250.00,2026112100017,陈竑宇,图书馆文献传递费"
    taken_in(at, opened(at, statement(tmp_path, row, heading="日期,金额,流水号,对方户名,用途")))
    shown.open_page.left.setFocus()
    at.press(KEY.Key_I)
    sheet = at.sheet("receive")
    assert isinstance(sheet, ReceiveSheet)
    sheet.primary.click()
    (came,) = bank.unknown()
    assert (came.amount_fen, came.payer, came.purpose) == (250_00, "陈竑宇", "图书馆文献传递费")
    assert reconciliation.unmatched_lines("bank") == [], "and matched at once"
    assert at.session.memory["cashier.statement.account"] == "bank"


def test_days_with_their_sum_and_a_wrong_file_removed(at: CashierDesk, tmp_path: Path) -> None:
    shown = page(at)
    card(at, 500, "T1")
    taken_in(at, opened(at, statement(tmp_path, f"{TODAY},5.00,T1,x", "2026-11-20,3.00,T0,x")))
    at.button("reconcile-views-days").click()
    model = shown.days.rows
    days = [[column.text(row) for column in model.columns] for row in model.rows]
    assert days == [
        ["2026-11-20", "1", "3.00", "0", "0.00", "3.00"],
        [TODAY, "1", "5.00", "1", "5.00", "—"],
        ["Total", "2", "8.00", "1", "5.00", "3.00"],
    ]
    at.button("reconcile-views-files").click()
    at.button("reconcile-drop").click()
    sheet = at.sheet("confirm")
    assert isinstance(sheet, Sheet)
    sheet.primary.click()
    assert reconciliation.imports("campus_card") == []
    assert at.text("reconcile-theirs") == "¥0.00 · 0"


def test_the_result_is_printed_and_saved(at: CashierDesk, tmp_path: Path) -> None:
    shown = page(at)
    card(at, 500, "T1")
    shown.reload()
    shown.print_it()
    with at.preview():
        pass
    file = tmp_path / "out.csv"
    shown.save_to(file)
    at.qtbot.waitUntil(lambda: at.window.toasts.texts()[-1:] == ["Saved: out.csv"])
    assert "In the books, not in the statement" in file.read_text("utf-8-sig")
    shown.save_to(tmp_path / "no such folder" / "out.csv")
    at.qtbot.waitUntil(lambda: "could not be written" in at.window.toasts.texts()[-1])


def test_a_file_that_is_none_is_said(at: CashierDesk, tmp_path: Path) -> None:
    page(at)
    file = tmp_path / "x.csv"
    file.write_bytes(b"\x00\x01\x02")
    sheet = opened(at, file)
    assert "UTF-8" in at_text(sheet, "statement-warning")
    assert sheet.primary.words() == "Choose a file…"
    sheet.reject()


def test_the_words_follow_the_language(at: CashierDesk, app: QApplication, brackets: object) -> None:
    page(at)
    at.button("cashier-money-bank").click()
    at.button("cashier-money-statements").click()
    app.installTranslator(brackets)  # type: ignore[arg-type]
    QApplication.processEvents()
    for name in ("cashier-money-bank", "reconcile-import", "reconcile-views-days", "cashier-bank-enter"):
        assert at.button(name).words().startswith("«"), name


def test_entries_are_called_by_their_names_in_the_language_of_the_window(at: CashierDesk) -> None:
    shown = page(at)
    card(at, 500, "T1")
    shown.reload()

    def entry() -> str:
        model = shown.open_page.right.model()
        return str(model.data(model.index(0, 1)))

    for language in ("zh_CN", "en"):
        at.session.use_language(language)
        shown.retranslate()
        assert entry().startswith(at.session.words("entry.deposit")), language
