"""Bank transfers through the window: entered, put to a reader, sent back, taken back ([G] FAQ 4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop import settings
from ill_desktop.cashier import bank, proofs, queries
from ill_desktop.cashier.proofs import Owner
from ill_desktop.cashier.refunds import APPROVAL_ABOVE
from ill_desktop.requests import queries as requests
from tests.ui.cashier_desk import ADMIN, KEY, CashierDesk
from ui.cashier.bank_page import BankPage
from ui.cashier.bank_receive import ReceiveSheet
from ui.cashier.bank_settle import SettleSheet
from ui.kit.chip import Chip
from ui.kit.dialogs import Reason, Sheet
from ui.kit.fields import Tick
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label


def photo(colour: str = "#c22") -> bytes:
    """A real picture, as a phone would send it."""
    image, buffer = QImage(60, 80, QImage.Format.Format_RGB32), QBuffer()
    image.fill(QColor(colour))
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"jpeg").write(image)
    return bytes(buffer.data().data())


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def bank_page(at: CashierDesk) -> BankPage:
    screen = at.open()
    at.button("cashier-tabs-transfers").click()
    at.button("cashier-money-bank").click()
    assert screen.transfers.bank.isVisible()
    return screen.transfers.bank


def receive(at: CashierDesk, fen: int, payer: str = "某公司", purpose: str = "") -> int:
    day, number = at.clock.day(), f"B{len(bank.received()) + 1}"
    return at.desk.bank.receive(ADMIN, day, fen, payer, number, f"op-{number}", purpose=purpose)


def settle_sheet(at: CashierDesk) -> SettleSheet:
    sheet = at.sheet("settle")
    assert isinstance(sheet, SettleSheet)
    return sheet


def said(sheet: Sheet) -> str:
    found = sheet.findChild(Label, "settle-outcome")
    assert found is not None
    return found.text()


def test_a_transfer_is_entered_by_keys_with_its_photo(at: CashierDesk) -> None:
    bank_page(at)
    at.press(KEY.Key_N)
    sheet = at.sheet("receive")
    assert isinstance(sheet, ReceiveSheet)
    sheet.photos.added.emit(photo())
    for words in ("1,000.50", "陈竑宇", "2026112100017", "图书馆文献传递费"):
        field = sheet.focusWidget()
        if words.isascii():
            QTest.keyClicks(field, words)
        else:
            field.setText(words)  # type: ignore[attr-defined]
        QTest.keyClick(field, KEY.Key_Tab)
    QTest.keyClick(sheet, KEY.Key_Return)
    (row,) = bank.unknown()
    assert (row.amount_fen, row.payer, row.purpose) == (1000_50, "陈竑宇", "图书馆文献传递费")
    assert len(proofs.of(Owner(incoming_id=row.id))) == 1
    assert at.text("cashier-bank-sum") == "¥1,000.50"
    assert at.find(Chip, "cashier-bank-state").tag.text == "Unclaimed"


def test_what_is_wrong_is_said_beside_its_field(at: CashierDesk) -> None:
    page = bank_page(at)
    page.enter()
    sheet = at.sheet("receive")
    assert isinstance(sheet, ReceiveSheet)
    sheet.photos.added.emit(b"GIF89a")
    sheet.form.fill({"amount": 500, "payer": "x", "reference": "B1"})
    sheet.form.field("day").setText("2027-01-01")
    sheet.primary.click()
    assert sheet.form.errors() == {"day": "This day has not come yet."}
    sheet.form.field("day").setText("1900-01-01")
    sheet.primary.click()
    assert "2025-11-20" in sheet.form.errors()["day"]
    assert sheet.photos.photos() == ()
    assert bank.received() == []
    sheet.reject()


def test_the_reader_is_suggested_and_an_invoice_follows(at: CashierDesk) -> None:
    request = at.owe(at.guest)  # ¥1.80
    number = requests.detail(request).number
    receive(at, 180, purpose=f"文献传递费 {number}")
    bank_page(at)
    assert "Zoë·Müller" in at.button("cashier-guess-0").words()
    assert at.text("cashier-guess-0-why") == "transaction number · amount"
    at.button("cashier-guess-0").click()
    sheet = settle_sheet(at)
    assert said(sheet) == "It pays exactly what is ticked."
    sheet.primary.click()
    assert at.owed(at.guest) == 0
    asked = at.sheet("invoice-ask")  # [G] FAQ 4: by bank always an invoice
    asked.reject()
    assert bank.unknown() == []
    at.button("cashier-bank-states-all").click()
    assert at.find(Chip, "cashier-bank-state").tag.text == "Settled"
    entry = bank.uses(1)[0].entry_id
    at.button(f"cashier-use-invoice-{entry}").click()
    at.sheet("invoice-ask").reject()


def test_too_little_is_refused_or_pays_a_part(at: CashierDesk) -> None:
    at.owe(at.guest)
    receive(at, 100, "Zoë·Müller")
    bank_page(at).settle(at.guest)
    sheet = settle_sheet(at)
    assert said(sheet) == "¥0.80 is missing. Untick something, or settle a part."
    assert not sheet.primary.isEnabled()
    sheet.part.click()
    assert "¥0.80 stays due" in said(sheet)
    sheet.primary.click()
    assert at.owed(at.guest) == 80


def test_too_much_stays_or_goes_onto_the_deposit(at: CashierDesk) -> None:
    at.owe(at.guest)
    came = receive(at, 500, "Zoë·Müller")
    page = bank_page(at)
    page.settle(at.guest)
    sheet = settle_sheet(at)
    assert said(sheet).startswith("¥3.20 is left over")
    sheet.primary.click()
    at.sheet("invoice-ask").reject()
    assert bank.incoming(came).left_fen == 320
    assert at.text("cashier-bank-left") == "Open: ¥3.20"
    page.settle(at.guest)
    sheet = settle_sheet(at)
    assert not sheet.primary.isEnabled(), "nothing is due any more"
    rest = sheet.findChild(Tick, "settle-rest")
    assert rest is not None
    rest.click()
    assert said(sheet) == "¥3.20 goes onto the deposit."
    sheet.primary.click()
    assert queries.deposit_balance(at.guest) == 320
    assert bank.unknown() == []


def test_a_reader_is_found_by_card_while_the_sheet_is_open(at: CashierDesk) -> None:
    at.owe(at.campus)
    receive(at, 180)
    bank_page(at)
    at.press(KEY.Key_Return)
    sheet = settle_sheet(at)
    at.scan("22098765")
    assert sheet.findChild(Label, "settle-reader").text().startswith("王晓彤")  # type: ignore[union-attr]
    sheet.primary.click()
    assert at.owed(at.campus) == 0


def test_what_nobody_claims_is_sent_back_with_a_reason(at: CashierDesk) -> None:
    came = receive(at, 500)
    bank_page(at)
    at.press(KEY.Key_B)
    sheet = at.sheet("send-back")
    assert isinstance(sheet, Sheet)
    layout = sheet.layout()
    assert layout is not None
    spare = sheet.height() - layout.totalHeightForWidth(sheet.width())
    assert spare < 60, "what is not asked takes no room"
    sheet.primary.click()
    assert bank.incoming(came).left_fen == 500, "not without the bank's number and a reason"
    form = sheet.findChild(Form, "send-back-form")
    assert form is not None
    assert set(form.errors()) == {"reference", "reason"}
    form.fill({"reference": "B99", "reason": "无法确认付款人"})
    sheet.primary.click()
    assert bank.incoming(came).left_fen == 0
    assert bank.uses(came)[0].note == "无法确认付款人"


def test_above_the_amount_a_second_person_signs_in_before_it_goes_back(at: CashierDesk) -> None:
    at.desk.staff.add_first("first", "周敏", "long password 1")
    at.desk.staff.add(at.admin, "second", "李馆员", "cashier", "long password 2")
    settings.write(APPROVAL_ABOVE, 400)
    came = receive(at, 500)
    bank_page(at)
    at.press(KEY.Key_B)
    sheet = at.sheet("send-back")
    form = sheet.findChild(Form, "send-back-form")
    assert isinstance(sheet, Sheet) and form is not None
    form.fill({"reference": "B99", "reason": "无法确认付款人", "approver": "second", "password": "wrong"})
    sheet.primary.click()
    at.qtbot.waitUntil(lambda: "password" in form.errors())
    assert bank.incoming(came).left_fen == 500
    form.fill({"password": "long password 2"})
    sheet.primary.click()
    at.qtbot.waitUntil(lambda: bank.incoming(came).left_fen == 0)


def test_put_to_the_wrong_reader_it_is_taken_back(at: CashierDesk) -> None:
    at.owe(at.guest)
    came = receive(at, 180, "Zoë·Müller")
    page = bank_page(at)
    page.settle(at.guest)
    settle_sheet(at).primary.click()
    at.sheet("invoice-ask").reject()
    page.show_transfer(came)
    entry = bank.uses(came)[0].entry_id
    at.button(f"cashier-use-take-back-{entry}").click()
    sheet = at.sheet("reason")
    assert isinstance(sheet, Reason)
    sheet.primary.click()
    assert bank.incoming(came).left_fen == 0, "a reason is needed"
    sheet.form.fill({"reason": "记错读者"})
    sheet.primary.click()
    assert bank.incoming(came).left_fen == 180
    assert at.owed(at.guest) == 180
    assert not at.button(f"cashier-use-take-back-{entry}").isVisible(), "not twice"
    assert at.find(Chip, "cashier-bank-state").tag.text == "Unclaimed"


def test_a_transfer_keyed_in_twice_is_reversed(at: CashierDesk) -> None:
    receive(at, 500)
    bank_page(at)
    at.press(KEY.Key_V)
    sheet = at.sheet("reason")
    assert isinstance(sheet, Reason)
    sheet.form.fill({"reason": "重复登记"})
    sheet.primary.click()
    assert bank.unknown() == []
    at.button("cashier-bank-states-all").click()
    assert at.find(Chip, "cashier-bank-state").tag.text == "Reversed"


def test_transfers_are_searched_by_what_one_remembers(at: CashierDesk) -> None:
    receive(at, 500, "甲公司", "文献传递费 Zoë")
    receive(at, 1234_50, "乙公司")
    page = bank_page(at)
    for typed, found in (("甲", 1), ("zoë", 1), ("1234.5", 1), ("1,234", 1), ("B", 2), ("丙", 0)):
        page.search.setText(typed)
        assert len(page.rows.rows) == found, typed


def test_our_own_account_is_read_out_copied_and_printed(at: CashierDesk) -> None:
    page = bank_page(at)
    page.show_details()
    sheet = at.sheet("bank-details")
    words = [label.text() for label in sheet.findChildren(Label)]
    assert "1202024609908808891" in words
    sheet.findChild(Button, "bank-details-copy").click()  # type: ignore[union-attr]
    assert "图书馆文献传递费" in QApplication.clipboard().text()
    sheet.findChild(Button, "bank-details-print").click()  # type: ignore[union-attr]
    with at.preview():
        pass
    sheet.reject()
