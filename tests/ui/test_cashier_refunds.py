"""Money that goes back, and what is given up: the limits, the second person, the papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop import settings
from ill_desktop.cashier import paid, papers, queries
from ill_desktop.cashier.invoice_rules import Buyer
from ill_desktop.cashier.refunds import APPROVAL_ABOVE
from ill_desktop.cashier.rules import Tender
from tests.ui.cashier_desk import KEY, CashierDesk
from ui.cashier.refund_sheet import RefundSheet
from ui.cashier.write_off_sheet import WriteOffSheet


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def pay(at: CashierDesk, patron: int, tender: Tender) -> None:
    charges = [due.charge_id for due in queries.dues(patron)]
    at.desk.counter.take_payment(at.admin, 1, patron, charges, [tender], f"pay {tender}")


def refunding(at: CashierDesk, number: str) -> RefundSheet:
    at.scan(number)
    at.press(KEY.Key_R)
    sheet = at.sheet("refund")
    assert isinstance(sheet, RefundSheet)
    return sheet


def test_a_part_goes_back_in_cash_with_its_paper(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    pay(at, at.guest, Tender("cash", 180))
    sheet = refunding(at, "zoe2026")
    assert sheet.form.values()["amount"] == 180
    sheet.form.fill({"amount": 80, "reason": "page 7 was illegible"})
    sheet.primary.click()
    with at.preview():
        pass
    paper = papers.by_id(queries.papers_of(at.guest)[0].id)
    assert paper.number == "YQ1-2026-F-000001"
    assert (paper.total_fen, paper.tenders[0][0]) == (80, "cash")
    assert at.text("cashier-done-head") == "Given back"
    assert paid.payments(at.guest)[0].lines[0].left_fen == 100


def test_more_than_is_left_is_refused_beside_the_amount(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    pay(at, at.guest, Tender("cash", 180))
    sheet = refunding(at, "zoe2026")
    sheet.form.fill({"amount": 181, "reason": "too much"})
    sheet.primary.click()
    assert "¥1.80" in sheet.form.errors()["amount"]
    assert sheet.isVisible()
    sheet.reject()


def test_what_was_paid_in_the_app_never_goes_back(at: CashierDesk) -> None:
    at.owe(at.campus)
    at.open()
    pay(at, at.campus, Tender("mobile", 180, "M-1"))
    sheet = refunding(at, "22098765")
    assert not sheet.primary.isEnabled()
    assert at.text("refund-no-way") == "Paid in the app: there is no refund."
    sheet.reject()


def test_where_less_is_asked_the_tables_keep_their_height(at: CashierDesk) -> None:
    at.open()
    for tender in (Tender("cash", 180), Tender("mobile", 180, "M-1")):
        at.owe(at.campus)
        pay(at, at.campus, tender)
    sheet = refunding(at, "22098765")
    panel = sheet.payments.parentWidget()
    assert panel is not None
    for row in (0, 1, 0):
        sheet.payments.selectRow(row)
        QApplication.processEvents()
        assert panel.height() - sheet.payments.height() < 6, "no empty band above the head of the table"
    sheet.reject()


def test_a_reason_is_needed(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    pay(at, at.guest, Tender("cash", 180))
    sheet = refunding(at, "zoe2026")
    sheet.primary.click()
    assert "reason" in sheet.form.errors()
    sheet.reject()


def test_above_the_amount_a_second_person_signs_in(at: CashierDesk) -> None:
    at.desk.staff.add_first("first", "周敏", "long password 1")
    at.desk.staff.add(at.admin, "second", "李馆员", "cashier", "long password 2")
    settings.write(APPROVAL_ABOVE, 100)
    at.owe(at.guest)
    at.open()
    pay(at, at.guest, Tender("cash", 180))
    sheet = refunding(at, "zoe2026")
    sheet.form.fill({"reason": "never came"})
    sheet.primary.click()
    assert {"approver", "password"} <= set(sheet.form.errors())
    sheet.form.fill({"approver": "second", "password": "wrong password"})
    sheet.primary.click()
    at.qtbot.waitUntil(lambda: "password" in sheet.form.errors())
    sheet.form.fill({"approver": "second", "password": "long password 2"})
    sheet.primary.click()
    with at.preview():
        pass
    assert queries.papers_of(at.guest)[0].number == "YQ1-2026-F-000001"
    at.scan("YQ1-2026-F-000001")
    assert at.text("cashier-paper-view-why") == "Reason · never came\nAgreed by · 李馆员"


@pytest.mark.parametrize("login", ["first", "third"])
def test_the_second_person_is_another_one_who_may_agree(at: CashierDesk, login: str) -> None:
    at.desk.staff.add_first("first", "周敏", "long password 1")
    at.desk.staff.add(at.admin, "third", "小陈", "counter", "long password 1")
    settings.write(APPROVAL_ABOVE, 100)
    at.owe(at.guest)
    at.open()
    pay(at, at.guest, Tender("cash", 180))
    sheet = refunding(at, "zoe2026")
    sheet.form.fill({"reason": "never came", "approver": login, "password": "long password 1"})
    sheet.primary.click()
    assert not sheet.primary.isEnabled()  # while the password is looked at
    at.qtbot.waitUntil(lambda: "approver" in sheet.form.errors())
    assert "somebody else" in sheet.form.errors()["approver"]
    assert sheet.form.values()["password"] == ""
    assert paid.payments(at.guest)[0].lines[0].left_fen == 180
    sheet.reject()


def test_many_small_refunds_ask_for_the_second_person_as_well(at: CashierDesk) -> None:
    settings.write(APPROVAL_ABOVE, 100)
    at.owe(at.guest)
    at.open()
    pay(at, at.guest, Tender("cash", 180))
    sheet = refunding(at, "zoe2026")
    sheet.form.fill({"amount": 90, "reason": "page 7"})
    sheet.form.edited.emit("amount")
    assert "approver" not in sheet.form.values()
    sheet.primary.click()
    with at.preview():
        pass
    sheet = refunding(at, "zoe2026")
    sheet.form.fill({"amount": 20, "reason": "page 8"})
    sheet.form.edited.emit("amount")
    assert "approver" in sheet.form.values()
    sheet.reject()


def test_a_deposit_is_paid_back_by_the_way_it_came_in(at: CashierDesk) -> None:
    at.open()
    at.desk.cashier.top_up(at.admin, 1, at.guest, [Tender("cash", 1000)], "before")
    sheet = refunding(at, "zoe2026")
    sheet.form.fill({"amount": 400, "reason": "leaves town"})
    sheet.primary.click()
    with at.preview():
        pass
    assert queries.deposit_balance(at.guest) == 600


def test_of_a_deposit_only_what_did_not_come_through_the_app_goes_back(at: CashierDesk) -> None:
    at.open()
    at.desk.cashier.top_up(at.admin, 1, at.guest, [Tender("mobile", 700, "M-1")], "by phone")
    sheet = refunding(at, "zoe2026")
    assert not sheet.primary.isEnabled()
    sheet.reject()
    at.desk.cashier.top_up(at.admin, 1, at.guest, [Tender("cash", 1000)], "in cash")
    sheet = refunding(at, "zoe2026")
    assert (sheet.form.values()["tender"], sheet.form.values()["amount"]) == ("cash", 1000)
    sheet.reject()


def test_onto_the_deposit_instead_of_into_the_hand(at: CashierDesk) -> None:
    at.owe(at.campus)
    at.open()
    pay(at, at.campus, Tender("campus_card", 180, "T-1"))
    sheet = refunding(at, "22098765")
    assert "reference" in sheet.form.values()
    sheet.form.field("to_deposit").click()
    assert "reference" not in sheet.form.values()
    sheet.form.fill({"reason": "did not open"})
    sheet.primary.click()
    with at.preview():
        pass
    assert queries.deposit_balance(at.campus) == 180


def test_after_an_invoice_the_red_letter_is_asked_for(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    pay(at, at.guest, Tender("cash", 180))
    invoices = at.desk.invoices
    buyer = Buyer("person", "Zoë Müller", email="zoe@126.com")
    asked = invoices.ask(at.admin, at.guest, invoices.items(at.guest), buyer, "ask")
    invoices.issue(at.admin, asked.paper_id, "12345678901234567890", dt.date(2026, 11, 21))
    sheet = refunding(at, "zoe2026")
    sheet.form.fill({"reason": "library's mistake"})
    sheet.primary.click()
    assert "red_letter" in sheet.form.errors()
    sheet.form.fill({"red_letter": "98765432109876543210"})
    sheet.primary.click()
    with at.preview():
        pass
    assert queries.papers_of(at.guest)[0].series == "F"
    at.button("cashier-tabs-invoices").click()
    at.button("invoice-tabs-red_letter").click()
    assert at.text("invoice-number").startswith("12345678901234567890")
    assert "98765432109876543210" in at.text("invoice-red-number")


def test_what_is_owed_is_written_off_with_a_reason(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_W)
    sheet = at.sheet("write-off")
    assert isinstance(sheet, WriteOffSheet)
    sheet.primary.click()
    assert "reason" in sheet.form.errors()
    QTest.keyClicks(sheet.form.field("reason"), "moved abroad")
    sheet.primary.click()
    assert at.owed(at.guest) == 0
    assert at.papers() == []
