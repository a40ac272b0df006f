"""Who stands at the till: found by scan or by typing, and shown with what he owes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.cashier_desk import KEY, CashierDesk
from ui.kit.finder import FinderBox
from ui.kit.table import TableView


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


@pytest.mark.parametrize("typed", ["王晓", "wxt", "22098765", "13957102231"])
def test_a_reader_is_found_by_typing(at: CashierDesk, typed: str) -> None:
    at.owe(at.campus)
    at.open()
    assert at.window.focusWidget() is at.find(FinderBox, "cashier-finder")
    at.type(typed)
    at.press(KEY.Key_Return)
    assert at.text("cashier-reader-name") == "王晓彤"
    assert at.text("cashier-reader-note") == "22098765 · 经济学院 · 139 **** 2231"
    assert at.window.focusWidget() is at.find(TableView, "cashier-dues")


def test_the_number_of_a_request_brings_its_reader(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    at.scan("YQ1-20261121-0001")
    assert at.text("cashier-reader-name") == "Zoë·Müller"


def test_an_unknown_scan_is_left_to_the_one_box(at: CashierDesk) -> None:
    screen = at.open()
    assert not screen.scanned("9787302511625")
    assert screen.till.account is None


def test_f2_puts_everything_away(at: CashierDesk) -> None:
    at.owe(at.guest)
    screen = at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    at.type("7")
    at.press(KEY.Key_F2)
    assert screen.till.account is None
    assert at.window.focusWidget() is at.find(FinderBox, "cashier-finder")
    at.scan("zoe2026")
    assert screen.till.payment.form.field("given").value() is None


def test_reasons_stand_under_what_is_due(at: CashierDesk) -> None:
    at.owe(at.guest)
    screen = at.open()
    at.scan("zoe2026")
    column = screen.till.dues.rows.columns[1]
    words = column.text(screen.till.dues.rows.rows[0])
    assert words == "Document delivery fee · 第 12 篇 · 12 pages × 0.30 · CASHL subsidy 50 %"


def test_an_off_campus_reader_gets_no_transfer_slip(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    at.scan("zoe2026")
    assert not at.button("cashier-tender-transfer").isEnabled()
    at.press(KEY.Key_F7)
    assert at.button("cashier-pay").words() == "Take and print", "the key does nothing"
    assert "campus readers only" in at.text("cashier-hint-words")
    assert not at.button("cashier-pay").isEnabled()


def test_the_account_is_shown_with_its_balance(at: CashierDesk) -> None:
    at.owe(at.guest, 12)
    at.owe(at.guest, 20)
    at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_A)
    table = at.sheet("statement").findChild(TableView, "cashier-statement-table")
    assert isinstance(table, TableView)
    model = table.model()
    balances = [model.data(model.index(row, 5)) for row in range(model.rowCount())]
    assert balances == ["−4.80", "−1.80"]
    at.sheet("statement").close()


def test_the_words_follow_the_language(at: CashierDesk, app: QApplication, brackets: object) -> None:
    at.owe(at.guest)
    at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    app.installTranslator(brackets)  # type: ignore[arg-type]
    QApplication.processEvents()
    for name in ("cashier-title", "cashier-dues-count", "cashier-hint-words", "given-label"):
        assert at.text(name).startswith("«"), name
    assert at.button("cashier-pay").words() == "«Take and print»"
