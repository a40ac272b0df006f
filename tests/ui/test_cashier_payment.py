"""Taking money: scan, key, amount, Enter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import papers, queries
from ill_desktop.requests import queries as requests
from tests.ui.cashier_desk import KEY, CashierDesk
from ui.kit.chip import Chip


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def test_scan_f5_amount_enter_takes_cash(at: CashierDesk) -> None:
    request = at.owe(at.campus)
    at.desk.counter.attach(at.admin, request, "article.pdf", b"%PDF-1.7 x")
    at.open()
    at.scan("22098765")
    assert at.text("cashier-due") == "¥1.80"
    assert at.text("cashier-capitals") == "人民币壹元捌角整"
    at.press(KEY.Key_F5)
    at.type("50")
    assert at.text("cashier-payment-change") == "¥48.20"
    assert "not reimbursable" in at.text("cashier-hint-words")
    at.press(KEY.Key_Return)
    with at.preview() as preview:
        assert "48.20" in preview.windowTitle()
    assert at.owed(at.campus) == 0
    assert at.papers() == ["YQ1-2026-V-000001"]
    assert requests.detail(request).state == "delivered"
    assert at.text("cashier-done-figure") == "¥48.20"
    assert at.text("cashier-done-note") == "Released now: 1"


def test_the_change_stays_until_the_next_reader(at: CashierDesk) -> None:
    at.owe(at.campus)
    at.owe(at.guest)
    at.open()
    at.scan("22098765")
    at.press(KEY.Key_F5)
    at.type("10")
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    at.session.commands.run(lambda: None, touches=("cashier", "requests"))
    assert at.find(Chip, "cashier-shift").isVisible()
    assert at.text("cashier-done-figure") == "¥8.20"
    assert at.button("cashier-done-paper").isVisible()
    at.scan("zoe2026")
    assert not at.button("cashier-done-paper").isVisible()
    assert at.text("cashier-due") == "¥1.80"


def test_a_double_click_takes_the_money_once(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    pay = at.button("cashier-pay")
    QTest.mouseClick(pay, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(pay, Qt.MouseButton.LeftButton)
    with at.preview():
        pass
    assert at.papers() == ["YQ1-2026-R-000001"]
    assert dict(queries.shift_takings(1)) == {"cash": 180}


def test_nothing_is_taken_before_a_way_of_paying_is_chosen(at: CashierDesk) -> None:
    at.owe(at.campus)
    at.open()
    at.scan("22098765")
    assert not at.button("cashier-pay").isEnabled()
    at.press(KEY.Key_Return)
    assert at.papers() == []


def test_too_little_cash_is_refused_beside_the_field(at: CashierDesk) -> None:
    at.owe(at.campus)
    screen = at.open()
    at.scan("22098765")
    at.press(KEY.Key_F5)
    at.type("1")
    at.press(KEY.Key_Return)
    assert "¥1.00" in screen.till.payment.form.errors()["given"]
    assert at.owed(at.campus) == 180
    at.type("2")  # over the wrong amount
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    assert at.owed(at.campus) == 0


def test_a_card_needs_the_reference_of_its_terminal(at: CashierDesk) -> None:
    at.owe(at.campus)
    screen = at.open()
    at.scan("22098765")
    at.press(KEY.Key_F6)
    at.press(KEY.Key_Return)
    assert "reference" in screen.till.payment.form.errors()
    at.type("T-771")
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    receipt = papers.by_id(next(queries.receipts()).id)
    assert receipt.tenders == (("campus_card", 180, "T-771"),)


def test_a_reference_can_be_scanned(at: CashierDesk) -> None:
    at.owe(at.campus)
    screen = at.open()
    at.scan("22098765")
    at.press(KEY.Key_F6)
    at.scan("POS-99-0001")
    assert screen.till.payment.form.values() == {"reference": "POS-99-0001"}
    assert not screen.scanned("POS-99-0002")  # the first one stands; another is nobody's here
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    assert papers.by_id(queries.papers_of(at.campus)[0].id).tenders == (("campus_card", 180, "POS-99-0001"),)


def test_mobile_payment_says_there_is_no_refund(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F9)
    assert "no refund" in at.text("cashier-hint-words")


def test_only_ticked_lines_are_paid(at: CashierDesk) -> None:
    at.owe(at.campus, 12)
    at.owe(at.campus, 20)
    at.open()
    at.scan("22098765")
    assert at.text("cashier-dues-total") == "¥4.80"
    at.press(KEY.Key_Space)
    assert at.text("cashier-due") == "¥3.00"
    at.press(KEY.Key_F5)
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    assert [due.amount_fen for due in queries.dues(at.campus)] == [180]
    at.window.activateWindow()
    table = at.open(None).till.dues.table
    table.setFocus()
    at.press(KEY.Key_Space)
    assert "YQ1-2026-V-000001" in at.text("cashier-last")
    assert at.text("cashier-due") == "¥1.80"


def test_a_deposit_goes_first_and_cash_pays_the_rest(at: CashierDesk) -> None:
    at.owe(at.campus)
    at.open()
    at.scan("22098765")
    at.press(KEY.Key_D)
    sheet = at.sheet("deposit")
    QTest.keyClicks(sheet.focusWidget(), "1")
    QTest.keyClick(sheet.focusWidget(), KEY.Key_Return)
    with at.preview():
        pass
    assert queries.deposit_balance(at.campus) == 100
    assert at.text("cashier-deposit-balance") == "¥1.00"
    at.scan("22098765")
    at.press(KEY.Key_F10)
    assert at.text("cashier-part-deposit") == "1.00"
    assert at.text("cashier-rest") == "¥0.80"
    assert not at.button("cashier-tender-transfer").isEnabled()
    at.press(KEY.Key_F5)
    at.type("1")
    assert at.text("cashier-payment-change") == "¥0.20"
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    assert at.owed(at.campus) == 0
    assert queries.deposit_balance(at.campus) == 0
    paper = papers.by_id(queries.papers_of(at.campus)[0].id)
    assert paper.tenders == (("deposit", 100, ""), ("cash", 80, ""))


def test_a_part_by_card_and_the_rest_in_cash(at: CashierDesk) -> None:
    at.owe(at.guest)
    screen = at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F6)
    at.press(KEY.Key_F11)
    at.type("1")
    assert not at.button("cashier-pay").isEnabled()
    at.press(KEY.Key_F5)
    assert "reference" in screen.till.payment.form.errors()  # the part is not complete yet
    at.type("T-1")
    at.press(KEY.Key_F5)
    assert at.text("cashier-part-campus_card") == "1.00"
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    paper = papers.by_id(queries.papers_of(at.guest)[0].id)
    assert paper.tenders == (("campus_card", 100, "T-1"), ("cash", 80, ""))


def test_esc_takes_the_choice_back(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    at.type("9")
    at.press(KEY.Key_Escape)
    assert not at.button("cashier-tender-cash").isChecked()
    assert not at.button("cashier-pay").isEnabled()


def test_what_was_paid_meanwhile_is_said_and_shown(at: CashierDesk) -> None:
    from ill_desktop.cashier.rules import Tender

    at.owe(at.guest)
    screen = at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    charges = [due.charge_id for due in queries.dues(at.guest)]
    at.desk.counter.take_payment(at.admin, 1, at.guest, charges, [Tender("cash", 180)], "elsewhere")
    at.press(KEY.Key_Return)
    assert screen.till.payment.form.message.text()
    assert at.papers() == ["YQ1-2026-R-000001"]


def test_who_may_not_take_money_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    at = CashierDesk(qtbot, tmp_path, role="counter")
    at.owe(at.guest)
    screen = at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    at.press(KEY.Key_Return)
    assert screen.till.payment.form.message.isVisible()
    assert at.papers() == []
    at.close()


def test_putting_a_paper_out_makes_the_next_one_a_copy(at: CashierDesk, tmp_path: Path) -> None:
    from pypdf import PdfReader

    at.owe(at.guest)
    at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    at.press(KEY.Key_Return)
    with at.preview() as preview:
        preview.save_to(tmp_path / "first.pdf")
    at.button("cashier-done-paper").click()
    with at.preview() as preview:
        preview.save_to(tmp_path / "second.pdf")
    first, second = (
        PdfReader(tmp_path / name).pages[0].extract_text() for name in ("first.pdf", "second.pdf")
    )
    assert "Zoë·Müller" in first
    assert "副本" not in first
    assert "副本 1" in second
    assert papers.prints(queries.papers_of(at.guest)[0].id) == 2
