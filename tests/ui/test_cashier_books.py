"""The books at the cashier: a network is settled, a month closed, the balance read and taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import ledger, months
from ill_desktop.cashier.rules import Tender
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from tests.ui.cashier_desk import CashierDesk
from ui.cashier.books_away import TakeAway, of_book
from ui.cashier.books_page import BooksPage
from ui.cashier.books_views import BalanceView
from ui.kit.facts import Timeline
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.table import TableView

Make = Callable[..., CashierDesk]
BANK = "日期,金额,流水号\n2026-11-20,7.00,B7\n2026-12-20,8.00,B8\n".encode()


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[CashierDesk] = []

    def build(role: str = "administrator") -> CashierDesk:
        made.append(CashierDesk(qtbot, tmp_path, role))
        return made[-1]

    yield build
    for desk in made:
        desk.close()


def settle(at: CashierDesk) -> None:
    at.qtbot.waitUntil(lambda: at.session.tasks.running() == 0)


def show(at: CashierDesk, key: str) -> BooksPage:
    """The books with one of their views in front, reached by the pills."""
    screen = at.open(100_00 if not ledger.balance("cash:1") else None)
    QTest.mouseClick(at.button("cashier-tabs-books"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(at.button(f"books-{key}"), Qt.MouseButton.LeftButton)
    settle(at)
    return screen.books


def cells(at: CashierDesk, name: str) -> list[list[str]]:
    model = at.find(TableView, name).model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def supplied(at: CashierDesk, cost: int) -> int:
    fields = {"article_title": f"A {cost}", "journal": "水利学报", "year": "2024"}
    new = NewRequest(at.campus, "delivery", "journal_article", fields, copyright_agreed=True)
    request = at.desk.requests.submit(at.admin, new).id
    for state, inputs in (
        ("accepted", None),
        ("sent", Inputs(supplier_id=1)),
        ("will_supply", Inputs(partner_cost_fen=cost)),
    ):
        at.desk.counter.step(at.admin, request, state, inputs)
    return request


def test_a_network_is_settled_by_keyboard_and_its_change_is_carried(make: Make) -> None:
    at = make()
    supplied(at, 1500)
    request = supplied(at, 2300)
    show(at, "networks")
    assert cells(at, "books-networks")[0] == ["CASHL", "2", "38.00", "0.00", "—", "38.00", "0.00"]
    assert [row[3] for row in cells(at, "books-network-lines")] == ["15.00", "23.00", "38.00"]
    assert at.text("books-network-left") == "¥38.00"
    QTest.keyClick(at.find(TableView, "books-networks"), Qt.Key.Key_Return)
    assert at.find(Form, "books-settle-form").errors(), "without a reference nothing is settled"
    assert ledger.balance("cost:partners") == 0
    reference = at.find(Form, "books-settle-form").field("reference")
    QTest.keyClicks(reference, "BILL-11")
    QTest.keyClick(reference, Qt.Key.Key_Return)
    assert ledger.balance("cost:partners") == 3800
    assert at.text("books-network-left") == "¥0.00"
    assert not at.find(Form, "books-settle-form").isVisible()
    assert "BILL-11" in at.find(Timeline, "books-network-settlements").children()[-1].property("text")
    at.desk.counter.step(at.admin, request, "shipped", Inputs(partner_cost_fen=2000))
    show(at, "networks")
    assert at.text("books-network-left") == "−¥3.00"
    assert at.text("books-network-about").startswith("The network owes us this")
    assert not at.button("books-settle").isVisible()


def test_a_month_is_closed_once_nothing_stands_in_its_way(make: Make) -> None:
    at = make()
    at.open()
    at.desk.cashier.top_up(at.admin, 1, at.campus, [Tender("cash", 500)], "one")
    show(at, "months")
    assert at.text("books-next-month") == "Next to close: 2026-11"
    assert "shift of till 1" in at.text("books-in-the-way")
    assert not at.button("books-close").isEnabled()
    at.clock.advance(days=31)
    at.desk.shifts.close(at.admin, 1, 105_00)
    at.desk.bank.receive(at.admin, at.clock.day(), 500, "某公司", "B1", "came")
    at.desk.reconciliation.import_statement(at.admin, "bank", BANK, "bank.csv")
    show(at, "months")
    assert at.text("books-look").splitlines() == [
        "Money of unknown payers, still to be claimed: 1",
        "Statement lines of this month without an entry: 1",  # December's is none of it
    ]
    QTest.mouseClick(at.button("books-close"), Qt.MouseButton.LeftButton)
    sheet = at.sheet("confirm")
    sheet.reject()
    assert months.closed_months() == [], "closing is asked about first"
    QTest.mouseClick(at.button("books-close"), Qt.MouseButton.LeftButton)
    yes = at.sheet("confirm").findChild(Button, "confirm-primary")
    assert yes is not None
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert [each.month for each in months.closed_months()] == ["2026-11"]
    assert cells(at, "books-months")[0][1] == "closed"
    assert cells(at, "books-months")[0][-1] == "5.00"
    assert not at.button("books-close").isEnabled(), "December is not over"


def test_the_trial_balance_is_read_for_a_day_and_taken_away(make: Make, tmp_path: Path) -> None:
    at = make()
    at.open()
    at.desk.cashier.top_up(at.admin, 1, at.campus, [Tender("cash", 500)], "one")
    books = show(at, "balance")
    rows = {row[0]: row[1:] for row in cells(at, "books-balance")}
    assert rows["Cash in till 1"] == ["0.00", "105.00", "—", "105.00"]
    assert rows["Total"][0] == rows["Total"][-1] == "0.00"
    day = at.find(QLineEdit, "books-balance-day")
    day.setFocus()
    QTest.keyClicks(day, "2026-11-22")
    settle(at)
    rows = {row[0]: row[1:] for row in cells(at, "books-balance")}
    assert rows["Cash in till 1"] == ["105.00", "—", "—", "105.00"]
    view = books.view("balance")
    assert isinstance(view, BalanceView) and view.book is not None
    away = at.find(TakeAway, "books-balance-away")
    away.write(of_book(at.session, view.book), tmp_path / "balance.csv")
    settle(at)
    assert "Cash in till 1,105.00,,,105.00" in (tmp_path / "balance.csv").read_text("utf-8-sig")
    away.write(of_book(at.session, view.book), tmp_path / "nowhere" / "balance.csv")
    settle(at)
    assert any("could not be written" in text for text in at.window.toasts.texts())
    QTest.keyClick(at.find(TableView, "books-balance"), Qt.Key.Key_P)
    with at.preview():
        pass


def test_deposits_lead_to_their_reader(make: Make) -> None:
    at = make()
    at.open()
    for reader, fen in ((at.campus, 500), (at.guest, 900)):
        at.desk.cashier.top_up(at.admin, 1, reader, [Tender("cash", fen)], f"of {reader}")
    show(at, "deposits")
    assert [row[0] for row in cells(at, "books-deposits")] == ["Zoë·Müller", "王晓彤", "Total"]
    assert cells(at, "books-deposits")[-1][-1] == "14.00"
    opened: list[tuple[str, int | None]] = []
    at.session.open = lambda place, subject: opened.append((place, subject))
    table = at.find(TableView, "books-deposits")
    assert table.pick(str(at.guest))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [("cashier", at.guest)]


def test_who_may_not_read_reports_is_told_so(make: Make) -> None:
    at = make("counter")
    at.desk.shifts.open(at.admin, 1, 0)
    screen = at.open(None)
    QTest.mouseClick(at.button("cashier-tabs-books"), Qt.MouseButton.LeftButton)
    assert screen.books.findChild(TableView, "books-networks") is None
    assert screen.books.isVisible()
