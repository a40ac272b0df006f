"""A small window: nothing of the till is cut off, and the change is seen whatever stands above it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries
from ill_desktop.cashier.rules import Tender
from tests.ui.cashier_desk import KEY, CashierDesk
from ui.cashier.invoice_ask import InvoiceAskSheet
from ui.kit.i18n import Languages
from ui.kit.label import Label
from ui.kit.table import TableView

ROOM = 1180 - 175 - 48  # the window without its rail and the margins of a page


@pytest.fixture(params=["en", "zh_CN"])
def at(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[CashierDesk]:
    languages = Languages(qapp)
    languages.use(request.param)
    desk = CashierDesk(qtbot, tmp_path)
    desk.session.use_language(request.param)
    desk.window.resize(1180, 760)
    yield desk
    desk.close()
    languages.use("en")


def is_whole(widget: QWidget) -> bool:
    """Whether every pixel of a widget can be seen."""
    return widget.isVisible() and widget.visibleRegion().boundingRect().size() == widget.size()


def test_a_payment_in_two_parts_fits(at: CashierDesk) -> None:
    at.owe(at.guest)
    screen = at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F6)
    at.press(KEY.Key_F11)
    at.type("1")
    screen.till.payment.form.field("reference").setFocus()
    at.type("T-1")
    at.press(KEY.Key_F5)
    at.type("100")
    given = screen.till.payment.form.field("given")
    names = ("cashier-due", "cashier-payment-change", "cashier-rest", "cashier-deposit-balance")

    def unseen() -> list[str]:
        cut = [name for name in names if not any(map(is_whole, at.window.findChildren(Label, name)))]
        return cut if is_whole(given) else [*cut, "given"]

    at.qtbot.waitUntil(lambda: unseen() == [])
    assert is_whole(screen.till.payment.pay)
    for name in ("cashier-statement", "cashier-invoice", "cashier-open-reader", "cashier-close-shift"):
        assert is_whole(at.button(name)), name
    assert screen.till.dues.table.horizontalScrollBar().maximum() == 0, "the amounts stand beside the lines"


def test_the_amount_stands_beside_a_line_that_a_slip_waits_for(at: CashierDesk) -> None:
    at.owe(at.campus)
    screen = at.open()
    due = queries.dues(at.campus)[0]
    at.desk.transfers.issue(at.admin, at.campus, [due.charge_id], "slip")
    at.scan("22098765")
    table = screen.till.dues.table
    slip = [column.key for column in screen.till.dues.rows.columns].index("slip")
    assert not table.isColumnHidden(slip)
    at.qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)


@pytest.mark.parametrize("tab", ["till", "invoices", "register"])
def test_no_page_asks_for_more_room_than_there_is(at: CashierDesk, tab: str) -> None:
    at.owe(at.guest)
    screen = at.open()
    at.scan("zoe2026")
    at.button(f"cashier-tabs-{tab}").click()
    front = screen._pages.currentWidget()
    assert front is not None
    assert front.minimumSizeHint().width() <= ROOM
    for key in ("till", "transfers", "invoices", "register"):
        assert is_whole(at.button(f"cashier-tabs-{key}")), key
    if tab == "register":
        assert screen.register.table.horizontalScrollBar().maximum() == 0, "the amounts are seen"


def test_what_came_and_what_is_asked_for_shows_its_amount(at: CashierDesk) -> None:
    at.owe(at.campus)
    screen = at.open()
    at.desk.transfers.issue(at.admin, at.campus, [queries.dues(at.campus)[0].charge_id], "slip")
    at.desk.bank.receive(at.admin, at.clock.day(), 500, "Zoë·Müller", "2026112100017", "came")
    at.button("cashier-tabs-transfers").click()
    slips, bank = screen.transfers.slips.table, screen.transfers.bank.table
    at.qtbot.waitUntil(lambda: slips.horizontalScrollBar().maximum() == 0)
    at.button("cashier-money-bank").click()
    at.qtbot.waitUntil(lambda: bank.horizontalScrollBar().maximum() == 0)
    at.button("cashier-tabs-invoices").click()
    invoices = screen.invoices.table
    for tab in ("requested", "issued", "all"):
        at.button(f"invoice-tabs-{tab}").click()
        at.qtbot.waitUntil(lambda: invoices.horizontalScrollBar().maximum() == 0)
    at.button("cashier-tabs-books").click()
    at.button("books-months").click()
    closed = at.find(TableView, "books-months")
    at.qtbot.waitUntil(lambda: closed.horizontalScrollBar().maximum() == 0)
    at.button("cashier-tabs-invoices").click()
    at.window.resize(1440, 900)
    asked = [column.key for column in screen.invoices.model.columns].index("asked")
    at.qtbot.waitUntil(lambda: not screen.invoices.table.isColumnHidden(asked))


def test_where_less_is_asked_the_lines_of_an_invoice_keep_their_height(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    due = queries.dues(at.guest)[0]
    at.desk.counter.take_payment(at.admin, 1, at.guest, [due.charge_id], [Tender("cash", 180)], "paid")
    at.scan("zoe2026")
    at.press(KEY.Key_I)
    sheet = at.sheet("invoice-ask")
    assert isinstance(sheet, InvoiceAskSheet)
    table = sheet.findChild(TableView, "invoice-items")
    assert table is not None
    for kind, medium in (("enterprise", "paper"), ("person", "electronic")):
        sheet.form.fill({"kind": kind, "medium": medium})
        for name in ("kind", "medium"):
            sheet.form.edited.emit(name)
        QApplication.processEvents()
        panel = table.parentWidget()
        assert panel is not None and panel.height() - table.height() < 6, (kind, "no empty band")
    sheet.reject()
