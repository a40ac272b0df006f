"""What the guide's FAQ 4 says of receipts, vouchers, transfers and invoices, through the real window.

One story a rule; the paper that is handed over is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import bank, invoices, queries
from ill_desktop.cashier.rules import Tender
from tests.stories.counter import KEY
from tests.stories.faq import CAMPUS, GUEST, FaqDay
from ui.cashier.screen import CashierScreen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NUMBER, RED = "24332000000012345678", "24332000000087654321"
SLIP = ("浙江大学内部转帐单", "188610", "669105", "检索费", "人民币壹元捌角整", "经费主管", "经办人")
ACCOUNT = ("浙江大学", "工行杭州市浙大分理处", "1202024609908808891", "图书馆文献传递费", "zjuill@zju.edu.cn")
TAX_NUMBER = "91330106MA2CCQ8T3A"


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[FaqDay]:
    day = FaqDay(qapp, qtbot, tmp_path)
    yield day
    day.close()


def take_cash(at: FaqDay, card: str) -> str:
    """Scan, F5, Enter; the words of the paper."""
    at.scan(card)
    at.press(KEY.Key_F5)
    at.press(KEY.Key_Return)
    return at.read_paper()


# -- readers on campus -----------------------------------------------------------------------------------


def test_campus_cash_gives_a_voucher_that_is_not_reimbursed(at: FaqDay) -> None:
    """FAQ 4, 1): for cash the library gives readers on campus only an internal settlement voucher."""
    at.owe(at.campus)
    at.scan(CAMPUS)
    at.press(KEY.Key_F5)
    assert "not reimbursable" in at.text("cashier-hint-words")
    at.press(KEY.Key_Return)
    paper = at.read_paper()
    assert "校内结算凭证" in paper
    assert "不能报销" in paper
    assert at.newest_paper(at.campus).number == "YQ1-2026-V-000001"
    at.press(KEY.Key_I)
    assert at.sheet() is None
    assert "internal transfer" in at.toast(), "no invoice; who needs one is told the way"


def test_the_campus_card_is_taken_at_the_counter(at: FaqDay) -> None:
    """FAQ 4, 1): campus card payment on the spot, at room 513 or window 2; the terminal's number is kept."""
    at.owe(at.campus)
    at.scan(CAMPUS)
    at.press(KEY.Key_F6)
    at.scan("POS-20261123-7")
    at.press(KEY.Key_Return)
    paper = at.read_paper()
    assert "校园卡" in paper
    assert "POS-20261123-7" in paper
    assert at.newest_paper(at.campus).tenders == (("campus_card", 180, "POS-20261123-7"),)


def test_who_needs_reimbursement_pays_by_internal_transfer(at: FaqDay) -> None:
    """FAQ 4, 1) and annex 1: the slip is printed and filled in; stamped by finance it comes back, and then
    the document goes to the mailbox. Until then nothing is posted and the fee stays due."""
    request = at.owe(at.campus)
    at.scan(CAMPUS)
    at.press(KEY.Key_F7)
    before = queries.trial_balance()
    at.press(KEY.Key_Return)
    paper = at.read_paper()
    assert all(words in paper for words in SLIP)
    assert queries.trial_balance() == before
    assert at.owed(at.campus) == 180
    slip = queries.transfers()[0].number
    at.scan(slip)  # it is back
    at.write("reference", "CW-2026-0815")
    at.press(KEY.Key_Return)
    at.settle()
    assert at.owed(at.campus) == 0
    assert at.state_of(request) == "delivered"
    assert at.told(at.campus)[-2:] == ["payment_received", "document_delivered"]


def test_the_bank_transfer_is_for_readers_from_outside(at: FaqDay) -> None:
    """FAQ 4: campus readers transfer internally; only readers from outside pay by bank."""
    at.owe(at.campus)
    at.owe(at.guest)
    for card, closed in ((CAMPUS, "bank"), (GUEST, "transfer")):
        at.scan(card)
        assert not at.is_open(closed)
        assert at.is_open("cash")


# -- readers from outside --------------------------------------------------------------------------------


def test_cash_from_outside_gives_a_receipt_and_an_invoice_if_wanted(at: FaqDay) -> None:
    """FAQ 4, 2): for cash as well an invoice for reimbursement can be had; it names 文献传递费 and nothing
    else, with title and tax number of the unit; an electronic one goes to the mailbox."""
    at.owe(at.guest)
    at.fine(at.guest, 50)  # stands on no invoice
    paper = take_cash(at, GUEST)
    assert "收据" in paper
    assert "不能报销" not in paper
    at.click("cashier-done-invoice")
    assert at.text("invoice-ask-total") == "¥1.80"
    at.choose("kind", "enterprise")
    at.write("title", "杭州水利设计院有限公司")
    at.write("tax_number", "91330106MA2CCQ8T3B")
    at.press(KEY.Key_Return)
    assert "no tax number" in at.text("tax_number-below")
    at.write("tax_number", TAX_NUMBER)
    at.press(KEY.Key_Return)
    paper = at.read_paper()
    for words in ("杭州水利设计院有限公司", TAX_NUMBER, "文献传递费", "zoe2026@126.com", "一般不办理退款"):
        assert words in paper
    assert "超期" not in paper
    row = invoices.register()[0]
    assert (row.amount_fen, row.buyer, row.state) == (180, "enterprise", "requested")


def test_money_by_bank_leads_to_an_invoice_in_every_case(at: FaqDay) -> None:
    """FAQ 4, 2): account, bank and purpose are handed out; the reader sends a photo of the transfer. Who
    needs no reimbursement has it in his own name. It is sent at once when the money is there."""
    request = at.owe(at.guest)
    at.scan(GUEST)
    at.press(KEY.Key_F8)
    at.press(KEY.Key_Return)
    details = at.read_paper()
    assert all(words in details for words in ACCOUNT)
    assert at.owed(at.guest) == 180, "nothing is posted before the money is there"
    at.desk.bank.receive(at.admin, dt.date(2026, 11, 23), 180, "Zoë·Müller", "ICBC-1", "came")
    at.scan(GUEST)
    at.press(KEY.Key_F8)
    at.choose("incoming", waiting()[0])
    at.press(KEY.Key_Return)
    at.read_paper()
    assert at.state_of(request) == "delivered"
    assert "an invoice follows in every case" in at.text("cashier-done-note")
    at.press(KEY.Key_I)
    at.press(KEY.Key_Return)
    assert "Zoë·Müller" in at.read_paper()
    at.click("cashier-tabs-invoices")
    at.press(KEY.Key_Return)
    at.answer("invoice-issue", number=NUMBER)
    at.press(KEY.Key_Return)
    assert "zoe2026@126.com" in at.text("invoice-send-told")
    at.press(KEY.Key_Return)
    row = invoices.register()[0]
    assert (row.state, row.number, row.title, row.buyer) == ("sent", NUMBER, "Zoë·Müller", "person")


def waiting() -> list[int]:
    """Money that came by bank and belongs to nobody yet."""
    return [row.id for row in bank.unknown()]


def test_once_the_invoice_is_issued_nothing_is_refunded(at: FaqDay) -> None:
    """FAQ 4, note: once issued, generally no refund. It is said before; afterwards only an administrator can,
    with the number of a red-letter invoice."""
    at.owe(at.guest)
    take_cash(at, GUEST)
    at.press(KEY.Key_I)
    assert "nothing is refunded any more" in at.text("invoice-ask-note")
    at.press(KEY.Key_Return)
    at.read_paper()
    at.click("cashier-tabs-invoices")
    at.press(KEY.Key_Return)
    assert "generally not refunded" in at.text("invoice-issue-told")
    at.answer("invoice-issue", number=NUMBER)
    at.scan(GUEST)
    at.press(KEY.Key_R)
    at.write("reason", "never came")
    at.press(KEY.Key_Return)
    assert "needed" in at.text("red_letter-below"), "without its number the money stays"
    at.write("red_letter", RED)
    at.press(KEY.Key_Return)
    assert at.newest_paper(at.guest).series == "F"
    at.read_paper()


def test_several_ways_in_one_payment_stand_on_one_paper(at: FaqDay) -> None:
    """A part by card, the rest in cash: a reader on campus has a voucher for it, since cash is among them."""
    at.owe(at.campus)
    at.scan(CAMPUS)
    at.press(KEY.Key_F6)
    at.press(KEY.Key_F11)
    at.type("1")
    at.write("reference", "T-1")
    at.press(KEY.Key_F5)
    at.type("10")
    assert at.text("cashier-payment-change") == "¥9.20"
    at.press(KEY.Key_Return)
    paper = at.read_paper()
    assert "校内结算凭证" in paper
    assert "T-1" in paper
    assert at.text("cashier-done-figure") == "¥9.20"
    assert at.newest_paper(at.campus).tenders == (("campus_card", 100, "T-1"), ("cash", 80, ""))


def test_two_tills_cannot_take_the_same_debt(at: FaqDay) -> None:
    """What another till has taken meanwhile is not taken again; what is said stands below the fields."""
    at.owe(at.guest)
    at.scan(GUEST)
    at.press(KEY.Key_F5)
    charges = [due.charge_id for due in queries.dues(at.guest)]
    at.desk.counter.take_payment(at.admin, 1, at.guest, charges, [Tender("cash", 180)], "elsewhere")
    at.press(KEY.Key_Return)
    at.settle()
    assert "has changed" in at.front(CashierScreen).till.payment.form.message.text()
    assert len(list(queries.receipts())) == 1
