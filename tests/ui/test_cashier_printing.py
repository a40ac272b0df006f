"""Papers that come out at once: on the till's receipt printer, counted, kept when the printer fails."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db import connection
from ill_desktop.cashier import papers, queries, tills, unprinted
from ill_desktop.cashier.rules import Tender
from ill_desktop.counter import drawers
from ill_desktop.counter.drawers import Device
from tests.ui.cashier_desk import ADMIN, KEY, CashierDesk
from tests.ui.receipt_printer import ReceiptPrinter
from ui.cashier.print_choice import PrintersSheet
from ui.kit.dialogs import Sheet
from ui.kit.fields import Area, Choice, Line
from ui.kit.preview import Preview
from ui.printers import PREVIEW, TILL
from ui.settings.till_printer import TillPrinterSheet


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def printer(at: CashierDesk) -> Iterator[ReceiptPrinter]:
    """A printer with a drawer at till 1."""
    standing = ReceiptPrinter()
    at.desk.drawers.keep(ADMIN, 1, Device(standing.address))
    yield standing
    standing.close()


def pay(at: CashierDesk, key: KEY = KEY.Key_F5) -> None:
    at.scan("zoe2026")
    at.press(key)
    if key == KEY.Key_F6:
        at.type("TERM-1")
    at.press(KEY.Key_Return)


def wait(at: CashierDesk, toast: str) -> None:
    at.qtbot.waitUntil(lambda: any(toast in text for text in at.window.toasts.texts()))


def no_preview(at: CashierDesk) -> bool:
    return not [each for each in at.window.findChildren(Preview) if each.isVisible()]


def address_of_nobody() -> str:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return f"127.0.0.1:{door.getsockname()[1]}"


def test_a_receipt_comes_out_at_once_and_the_drawer_opens(at: CashierDesk, printer: ReceiptPrinter) -> None:
    at.owe(at.guest)
    at.open()
    assert "Receipt printer" in at.button("cashier-paper-size").words()
    pay(at)
    wait(at, "R-000001 is printed")
    assert (printer.papers(), printer.pulses()) == (1, 1)
    assert no_preview(at)
    assert papers.prints(next(queries.receipts()).id) == 1
    at.button("cashier-done-look").click()
    with at.preview():
        pass
    assert printer.papers() == 1, "looking prints nothing"


def test_enter_once_more_prints_no_copy(at: CashierDesk, printer: ReceiptPrinter) -> None:
    at.owe(at.guest)
    at.open()
    pay(at)
    wait(at, "R-000001 is printed")
    at.press(KEY.Key_Return)  # a hand used to pressing it twice
    at.press(KEY.Key_Space)
    assert papers.prints(next(queries.receipts()).id) == 1
    assert not at.session.printers.is_printing("YQ1-2026-R-000001")
    at.press(KEY.Key_P)
    at.qtbot.waitUntil(lambda: printer.papers() == 2)
    wait(at, "R-000001 is printed")


def test_a_card_payment_leaves_the_drawer_shut(at: CashierDesk, printer: ReceiptPrinter) -> None:
    at.owe(at.guest)
    at.open()
    pay(at, KEY.Key_F6)
    wait(at, "R-000001 is printed")
    assert (printer.papers(), printer.pulses()) == (1, 0)


def test_a_printer_without_paper_keeps_the_job_and_all_come_out_later(
    at: CashierDesk, printer: ReceiptPrinter
) -> None:
    at.owe(at.guest)
    screen = at.open()
    printer.has_paper = False
    pay(at)
    wait(at, "YQ1-2026-R-000001 is not printed yet: The receipt printer is out of paper.")
    assert at.owed(at.guest) == 0, "the money is taken"
    assert [row.number for row in unprinted.rows(None)] == ["YQ1-2026-R-000001"]
    assert at.button("cashier-tabs-register").words() == "This shift 1"
    screen.carry_out("not_printed")
    at.desk.cashier.top_up(ADMIN, 1, at.guest, [Tender("cash", 500)], "op-2")
    at.session.commands.run(lambda: None, touches=("cashier",))
    register = screen.register
    assert [register.waiting.columns[-1].text(row)[:20] for row in register.waiting.rows] == [
        "The receipt printer ",
        "not asked for yet",
    ]
    printer.has_paper = True
    at.press(KEY.Key_A)
    at.qtbot.waitUntil(lambda: register.waiting.rows == [])
    assert printer.papers() == 2
    assert printer.pulses() == 0, "papers that come late open no drawer"
    assert unprinted.reasons() == {}


def test_a_printer_that_hangs_is_told_and_nobody_waits_for_it(
    at: CashierDesk, printer: ReceiptPrinter
) -> None:
    at.owe(at.guest)
    at.open()
    drawers.send(Device(printer.address), b"x")  # it has once said how it is
    printer.hangs = True
    pay(at)
    assert at.session.tasks.running() == 1
    at.scan("22098765")
    assert at.text("cashier-reader-name") == "王晓彤", "the next reader is served meanwhile"
    wait(at, "takes nothing more")
    assert [row.number for row in unprinted.rows(None)] == ["YQ1-2026-R-000001"]


def test_print_all_stops_at_the_first_failure(at: CashierDesk) -> None:
    at.desk.drawers.keep(ADMIN, 1, Device(address_of_nobody()))
    screen = at.open()
    for number in range(3):
        at.desk.cashier.top_up(ADMIN, 1, at.guest, [Tender("cash", 500)], f"op-{number}")
    screen.carry_out("not_printed")
    at.press(KEY.Key_A)
    wait(at, "does not answer")
    at.qtbot.waitUntil(lambda: at.session.tasks.running() == 0)
    assert len(unprinted.reasons()) == 1
    assert len(screen.register.waiting.rows) == 3


def test_a_printer_that_is_gone_keeps_the_paper_and_the_preview_offers_another(at: CashierDesk) -> None:
    at.session.printers.choose("receipt", "Office laser")
    at.owe(at.guest)
    at.open()
    pay(at)
    wait(at, "The printer Office laser is not there any more.")
    assert len(unprinted.reasons()) == 1
    at.button("cashier-done-look").click()
    with at.preview() as preview:
        assert at.button("preview-choose").isVisible()
        preview.save_to(at.folder / "r.pdf")
        assert unprinted.reasons() == {}, "a paper that was saved is out"


def test_without_a_printer_the_paper_is_looked_at_first(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    pay(at)
    with at.preview():
        assert not at.button("preview-choose").isVisible()
    assert unprinted.reasons() == {}


def test_a_second_print_says_that_it_is_a_copy_and_a_failed_one_is_none(
    at: CashierDesk, printer: ReceiptPrinter
) -> None:
    at.owe(at.guest)
    screen = at.open()
    pay(at)
    wait(at, "is printed")
    screen.carry_out("take_money")
    at.scan("YQ1-2026-R-000001")
    assert at.button("cashier-reprint").words() == "Print again"
    printer.has_paper = False
    at.press(KEY.Key_P)
    wait(at, "out of paper")
    row = queries.paper_by_number("YQ1-2026-R-000001")
    assert row is not None
    assert papers.prints(row.id) == 1
    assert unprinted.reasons() == {}, "the reader holds the original"
    printer.has_paper = True
    at.press(KEY.Key_P)
    at.qtbot.waitUntil(lambda: papers.prints(row.id) == 2)


def test_the_printer_of_each_kind_is_chosen_and_remembered(at: CashierDesk, printer: ReceiptPrinter) -> None:
    screen = at.open()
    screen.carry_out("printers")
    sheet = at.sheet("printers")
    assert isinstance(sheet, PrintersSheet)
    receipt, report = (sheet.findChild(Choice, f"printer-{kind}") for kind in ("receipt", "report"))
    assert receipt is not None and report is not None
    assert (receipt.value(), report.value()) == (TILL, PREVIEW)
    receipt.set_value(PREVIEW)
    report.set_value(TILL)
    sheet.primary.click()
    assert at.session.printers.chosen("receipt") == ""
    assert at.session.printers.chosen("report") == TILL
    assert at.session.memory["printer.report"] == TILL
    at.desk.drawers.keep(ADMIN, 1, None)
    assert at.session.printers.chosen("report") == "", "a printer that was taken away is asked for no more"


# The drawer


def test_a_drawer_opens_for_a_reason_that_is_kept(at: CashierDesk, printer: ReceiptPrinter) -> None:
    screen = at.open()
    screen.carry_out("open_drawer")
    sheet = at.sheet("reason")
    assert isinstance(sheet, Sheet)
    sheet.primary.click()
    assert sheet.isVisible() and printer.jobs() == 0, "no reason, no drawer"
    QTest.keyClicks(at.find(Area, "reason"), "change for a note")
    sheet.primary.click()
    at.qtbot.waitUntil(lambda: printer.pulses() == 1)
    assert connection.value("SELECT action FROM audit ORDER BY id DESC LIMIT 1") == "drawer.open"


def test_where_no_drawer_is_set_up_it_is_said_how(at: CashierDesk) -> None:
    screen = at.open()
    screen.carry_out("open_drawer")
    sheet = at.sheet("reason")
    QTest.keyClicks(at.find(Area, "reason"), "change")
    sheet.primary.click()  # type: ignore[attr-defined]
    wait(at, "No cash drawer is set up at this till.")


def test_a_printer_is_set_up_and_tried_in_settings(at: CashierDesk, printer: ReceiptPrinter) -> None:
    at.desk.drawers.keep(ADMIN, 1, None)
    sheet = TillPrinterSheet(at.window, at.session, tills.rows()[0])
    sheet.open()
    address = sheet.findChild(Line, "address")
    assert address is not None
    QTest.keyClicks(address, "/etc/passwd")
    sheet.primary.click()
    assert "address" in sheet.form.errors() and drawers.of(1) is None
    address.set_value(printer.address)
    at.button("till-printer-drawer").click()
    at.qtbot.waitUntil(lambda: "should be open" in at.text("till-printer-told"))
    assert printer.pulses() == 1 and drawers.of(1) is None, "tried, not yet kept"
    sheet.primary.click()
    assert drawers.of(1) == Device(printer.address)
