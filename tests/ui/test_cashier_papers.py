"""Slips that wait for finance, and the papers of a shift."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries
from ill_desktop.requests import queries as requests
from tests.ui.cashier_desk import KEY, CashierDesk
from ui.kit.chip import Tag
from ui.kit.dialogs import Sheet
from ui.kit.fields import Area
from ui.kit.form import Form
from ui.kit.keys import Button


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def issue(at: CashierDesk) -> str:
    """Print a slip for what the campus reader owes; its number."""
    at.scan("22098765")
    at.press(KEY.Key_F7)
    assert at.button("cashier-pay").words() == "Print transfer slip"
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    return queries.transfers()[0].number


def test_a_slip_posts_nothing_until_it_is_matched(at: CashierDesk) -> None:
    request = at.owe(at.campus)
    at.desk.counter.attach(at.admin, request, "article.pdf", b"%PDF-1.7 x")
    screen = at.open()
    number = issue(at)
    assert number == "YQ1-2026-T-000001"
    assert at.owed(at.campus) == 180
    row = screen.till.dues.rows.rows[0]
    assert screen.till.dues.rows.columns[4].value(row) == Tag("T-000001", "caution")
    assert screen.till.dues.ticked() == []
    at.scan(number)
    assert screen.transfers.slips.isVisible()
    assert at.text("cashier-slip-number") == number
    at.type("ZJU-2026-5512")
    at.press(KEY.Key_Return)
    assert at.owed(at.campus) == 0
    slip = queries.transfer_by_number(number)
    assert slip is not None
    assert (slip.state, slip.reference) == ("matched", "ZJU-2026-5512")
    assert requests.detail(request).state == "delivered"
    assert at.window.toasts.texts()[-1] == f"{number} is posted; released: 1"


def test_a_slip_without_voucher_number_is_not_posted(at: CashierDesk) -> None:
    at.owe(at.campus)
    screen = at.open()
    at.scan(issue(at))
    at.press(KEY.Key_Return)
    assert "reference" in screen.transfers.slips.form.errors()
    assert at.owed(at.campus) == 180


def test_a_cancelled_slip_frees_what_it_asked_for(at: CashierDesk) -> None:
    at.owe(at.campus)
    screen = at.open()
    number = issue(at)
    at.scan(number)
    at.button("cashier-slip-cancel").click()
    sheet = at.sheet("confirm")
    assert isinstance(sheet, Sheet)
    sheet.primary.click()
    assert queries.transfers() == []
    screen.show_subject(at.campus)
    assert at.text("cashier-due") == "¥1.80"


def test_paying_otherwise_warns_of_the_slip(at: CashierDesk) -> None:
    at.owe(at.campus)
    screen = at.open()
    number = issue(at)
    screen.show_subject(at.campus)
    at.press(KEY.Key_Space)
    at.press(KEY.Key_F5)
    assert number in at.text("cashier-hint-words")
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    slip = queries.transfer_by_number(number)
    assert slip is not None
    assert slip.state == "cancelled"


def test_slips_are_found_by_name(at: CashierDesk) -> None:
    at.owe(at.campus)
    screen = at.open()
    issue(at)
    screen.tabs.chosen.emit("transfers")
    screen.transfers.slips.search.setText("nobody")
    assert screen.transfers.slips.rows.rows == []
    screen.transfers.slips.search.setText("晓彤")
    assert len(screen.transfers.slips.rows.rows) == 1


def test_the_blank_slip_can_be_printed(at: CashierDesk) -> None:
    screen = at.open()
    screen.tabs.chosen.emit("transfers")
    at.button("cashier-blank-slip").click()
    with at.preview() as preview:
        assert preview.windowTitle() == "Blank slip"


def pay(at: CashierDesk, number: str) -> None:
    at.scan(number)
    at.press(KEY.Key_F5)
    at.press(KEY.Key_Return)
    with at.preview():
        pass


def test_a_payment_keyed_in_wrong_is_reversed_with_a_reason(at: CashierDesk) -> None:
    at.owe(at.guest)
    screen = at.open()
    pay(at, "zoe2026")
    at.scan("YQ1-2026-R-000001")
    assert screen.register.isVisible()
    at.press(KEY.Key_V)
    sheet = at.sheet("reason")
    assert isinstance(sheet, Sheet)
    sheet.primary.click()
    assert at.owed(at.guest) == 0  # no reason, no reversal
    area = sheet.findChild(Area, "reason")
    assert area is not None
    QTest.keyClicks(area, "wrong reader")
    sheet.primary.click()
    assert at.owed(at.guest) == 180
    paper = queries.paper_by_number("YQ1-2026-R-000001")
    assert paper is not None
    assert paper.status == "void"
    assert not at.button("cashier-reverse").isVisible()
    assert dict(queries.shift_takings(1)) == {"cash": 0}
    assert at.text("cashier-paper-view-why").endswith(" · wrong reader"), "seen afterwards"


def test_the_register_lists_this_shift_and_finds_older_papers(at: CashierDesk) -> None:
    at.owe(at.guest, 12)
    at.owe(at.campus, 12)
    screen = at.open()
    pay(at, "zoe2026")
    at.desk.shifts.close(at.admin, 1, 101_80)
    at.desk.shifts.open(at.admin, 1, 0)
    at.session.commands.run(lambda: None, touches=("cashier",))
    pay(at, "22098765")
    screen.tabs.chosen.emit("register")
    assert [row.number for row in screen.register.rows.rows] == ["YQ1-2026-V-000001"]
    screen.register.search.setText("yq1-2026-r-000001")
    assert [row.number for row in screen.register.rows.rows] == ["YQ1-2026-R-000001"]
    at.button("cashier-reverse").click()
    sheet = at.sheet("reason")
    assert isinstance(sheet, Sheet)
    sheet.findChild(Area, "reason").setPlainText("too late")  # type: ignore[union-attr]
    sheet.primary.click()
    assert at.owed(at.guest) == 0
    (form,) = sheet.findChildren(Form)
    assert "YQ1-2026-R-000001" in form.message.text()


def test_the_size_of_the_paper_is_remembered(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    assert at.button("cashier-paper-size").words() == "80 mm roll"
    at.button("cashier-paper-size").click()
    menu = at.find(QMenu, "cashier-paper-menu")
    next(action for action in menu.actions() if action.objectName() == "cashier-paper-a5").trigger()
    menu.close()
    assert at.button("cashier-paper-size").words() == "A5 sheet"
    assert at.session.memory["cashier.paper"] == "a5"
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    at.press(KEY.Key_Return)
    with at.preview() as preview:
        preview.save_to(at.folder / "a5.pdf")
    box = PdfReader(at.folder / "a5.pdf").pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) in ((148, 210), (210, 148))


def test_an_institute_pays_in_advance_by_slip(at: CashierDesk) -> None:
    screen = at.open()
    at.scan("22098765")
    at.press(KEY.Key_D)
    sheet = at.sheet("deposit")
    at.button("deposit-tender-transfer").click()
    QTest.keyClicks(sheet.focusWidget(), "500")
    assert at.button("deposit-primary").words() == "Print transfer slip"
    QTest.keyClick(sheet.focusWidget(), KEY.Key_Return)
    with at.preview():
        pass
    assert queries.deposit_balance(at.campus) == 0
    assert "nothing posted yet" in at.text("cashier-done-head")
    assert "then it is a deposit" in at.text("cashier-done-note")
    (slip,) = queries.transfers()
    at.scan(slip.number)
    at.type("FIN-7")
    at.press(KEY.Key_Return)
    assert queries.deposit_balance(at.campus) == 500_00
    at.scan("zoe2026")
    screen.till.open_deposit()
    assert at.sheet("deposit").findChild(Button, "deposit-tender-transfer") is None, "[G] FAQ 4"
