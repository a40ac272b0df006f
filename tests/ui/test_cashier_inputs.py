"""Amounts as tired people type them, in every field of the till that takes money: to the fen, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries
from ill_desktop.cashier.rules import Tender
from tests.ui.cashier_desk import KEY, CashierDesk
from ui.cashier.deposit_sheet import DepositSheet
from ui.cashier.refund_sheet import RefundSheet
from ui.kit.dialogs import Sheet
from ui.kit.form import Form
from ui.kit.money_field import MoneyField

READ = {
    "12": 1200,
    "12.5": 1250,
    ".5": 50,
    "１２．５０": 1250,
    "12。50": 1250,
    "1,234.5": 123450,
    "1，234.50": 123450,
    "12元": 1200,
    "¥12.5": 1250,
    "￥ 12.50": 1250,
    "  12.50  ": 1250,
    "　12.50　": 1250,
}
REFUSED = {
    "1.005": "two decimals",
    "１．００５": "two decimals",
    "-5": "minus",
    "－５": "minus",
    "−0.01": "minus",
    "twelve": "12.50",
    "12a": "12.50",
    "1e3": "12.50",
    "1,23": "12.50",
    "1 2": "12.50",
    "十二": "12.50",
    "5²": "12.50",
    "1.2.3": "12.50",
    "1000000000000000.00": "more than",
    "9" * 60: "more than",
}


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def type_over(field: MoneyField, text: str) -> None:
    """Over what stands there, as an input method or a paste hands it over."""
    field.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def deposit(at: CashierDesk) -> tuple[Form, Callable[[], Any]]:
    at.scan("zoe2026")
    at.press(KEY.Key_D)
    sheet = at.sheet("deposit")
    assert isinstance(sheet, DepositSheet)
    return sheet._entry.form, sheet.primary.click


def given(at: CashierDesk) -> tuple[Form, Callable[[], Any]]:
    at.owe(at.guest)
    screen = at.open(None)
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    return screen.till.payment.form, lambda: at.press(KEY.Key_Return)


def part(at: CashierDesk) -> tuple[Form, Callable[[], Any]]:
    form, pay = given(at)
    at.press(KEY.Key_F11)
    return form, pay


def refund(at: CashierDesk) -> tuple[Form, Callable[[], Any]]:
    at.owe(at.guest)
    charges = [due.charge_id for due in queries.dues(at.guest)]
    at.desk.counter.take_payment(at.admin, 1, at.guest, charges, [Tender("cash", 180)], "paid")
    at.scan("zoe2026")
    at.press(KEY.Key_R)
    sheet = at.sheet("refund")
    assert isinstance(sheet, RefundSheet)
    sheet.form.fill({"reason": "x"})
    return sheet.form, sheet.primary.click


FIELDS = {"amount": deposit, "given": given, "amount ": part, " amount": refund}


@pytest.mark.parametrize("field", FIELDS, ids=["deposit", "cash given", "a part", "refund"])
def test_what_is_no_amount_is_refused_beside_the_field_and_nothing_moves(at: CashierDesk, field: str) -> None:
    at.open()
    form, go = FIELDS[field](at)
    before = queries.trial_balance()
    editor = form.field(field.strip())
    for text, said in REFUSED.items():
        type_over(editor, text)
        go()
        assert said in form.errors()[field.strip()], text
        assert editor.text().strip() == text.strip()  # what was typed stays, to be mended
    assert queries.trial_balance() == before
    for text, fen in READ.items():
        type_over(editor, text)
        assert editor.value() == fen, text
    for sheet in at.window.findChildren(Sheet):
        sheet.reject()


@pytest.mark.parametrize(("text", "fen"), READ.items())
def test_what_can_be_read_is_taken_to_the_fen(at: CashierDesk, text: str, fen: int) -> None:
    at.open()
    form, go = deposit(at)
    type_over(form.field("amount"), text)
    go()
    with at.preview():
        pass
    assert queries.deposit_balance(at.guest) == fen


def test_nothing_and_too_much_are_said_beside_the_amount(at: CashierDesk) -> None:
    at.open()
    form, go = deposit(at)
    for text, said in (("", "needed"), ("0", "needed"), ("100000000.01", "¥100,000,000.00")):
        type_over(form.field("amount"), text)
        go()
        assert said in form.errors()["amount"], text
    assert queries.deposit_balance(at.guest) == 0
    at.sheet("deposit").reject()


def test_cash_of_nothing_is_no_exact_payment(at: CashierDesk) -> None:
    at.open()
    form, go = given(at)
    type_over(form.field("given"), "0")
    go()
    assert "empty" in form.errors()["given"]
    assert at.owed(at.guest) == 180
    form.field("given").selectAll()
    at.press(KEY.Key_Backspace)
    go()
    with at.preview():
        pass
    assert at.owed(at.guest) == 0


def test_the_float_of_a_shift_is_read_as_strictly(at: CashierDesk) -> None:
    screen = at.open(None)
    form, editor = screen.start.form, screen.start.form.field("float")
    for text, said in REFUSED.items():
        type_over(editor, text)
        assert not form.validate()
        assert said in form.errors()["float"], text
    type_over(editor, "１，０００．５０")
    at.press(KEY.Key_Return)
    shift = queries.open_shift(1)
    assert shift is not None
    assert shift.float_fen == 1000_50
