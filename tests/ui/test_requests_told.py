"""What a step may be told besides: parcels, proxies, the shelf, prices, compensation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries as cashier
from ill_desktop.cashier.rules import Tender
from ill_desktop.errors import Refusal
from ill_desktop.requests import queries, supplier_queries
from ill_desktop.requests.steps import Inputs
from tests.ui.requests_desk import KEY, RequestsDesk
from ui.kit.fields import Area, Line
from ui.kit.label import Label
from ui.kit.money_field import MoneyField
from ui.requests.detail import DetailPanel
from ui.requests.loan_panel import LoanPanel
from ui.requests.supplier_form import facts_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _panel(at: RequestsDesk) -> DetailPanel:
    return at.find(DetailPanel, "request-detail")


def test_a_posted_document_goes_out_with_its_address_and_parcel(at: RequestsDesk) -> None:
    request = at.walk(at.ask(delivery="post", address="杭州市文一路 1 号"))
    at.pay(request)
    at.table()
    at.press(Qt.Key(KEY.Key_2.value + _place(at, "deliver") - 1) if _place(at, "deliver") else KEY.Key_Return)
    assert at.in_sheet(Area, "address").value() == "杭州市文一路 1 号"
    at.in_sheet(Line, "tracking").setText("EMS123")
    QTest.mouseClick(at.sheet().primary, LEFT)
    assert at.state(request) == "delivered"
    assert queries.detail(request).tracking == "EMS123"


def _place(at: RequestsDesk, key: str) -> int:
    return [each.key for each in _panel(at).steps.offers()].index(key)


def test_the_parcel_home_is_asked_for_and_may_stay_without_a_number(at: RequestsDesk) -> None:
    at.activate()
    request = at.lend("FD1")
    at.desk.counter.step(at.admin, request, "returned")
    at.table()
    at.press(KEY.Key_Return)
    assert at.in_sheet(Line, "tracking").text() == ""
    at.press(KEY.Key_Return)
    assert at.state(request) == "return_shipped"


@pytest.mark.parametrize("proxy", ["", "钱二"])
def test_who_collects_is_asked_where_a_proxy_is_named(at: RequestsDesk, proxy: str) -> None:
    request = at.walk(at.ask(delivery="pickup", proxy=proxy))
    at.pay(request)
    at.table()
    at.press(KEY.Key_Return)
    assert at.has_sheet() == bool(proxy)
    if proxy:
        at.in_sheet(Line, "collected_by").setText("孙三")
        at.press(KEY.Key_Return)
        assert at.state(request) == "ready_for_pickup", "neither the reader nor the proxy"
        at.in_sheet(Line, "collected_by").setText(proxy)
        at.press(KEY.Key_Return)
    assert at.state(request) == "delivered"
    assert bool(queries.events(request)[0].facts.get("by_proxy")) == bool(proxy)


def test_a_supplier_with_a_price_is_asked_what_it_charges(at: RequestsDesk) -> None:
    facts = facts_of(supplier_queries.particulars(3))
    at.desk.suppliers.change(at.admin, 3, replace(facts, page_fen=30))
    request = at.walk(at.ask(), "sent")
    at.table()
    at.press(KEY.Key_Return)
    at.in_sheet(MoneyField, "partner_cost").setText("4.50")
    at.press(KEY.Key_Return)
    assert at.state(request) == "shipped"
    assert queries.asked(request)[0].cost_fen == 450


def test_shift_and_enter_opens_every_optional_field(at: RequestsDesk) -> None:
    request = at.walk(at.ask(), "sent")
    screen = at.table()
    menu = _panel(at).steps.menu()
    assert "offer-details" in [action.objectName() for action in menu.actions()]
    menu.close()
    screen.table.setFocus()
    at.press(KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert at.state(request) == "sent"
    at.in_sheet(MoneyField, "partner_cost").setText("2")
    at.press(KEY.Key_Return)
    assert queries.asked(request)[0].cost_fen == 200


def test_the_place_on_the_shelf_is_suggested_and_can_be_changed(at: RequestsDesk) -> None:
    request = at.walk(at.ask(delivery="pickup"))
    at.pay(request)
    at.desk.counter.step(at.admin, request, "not_collected")
    at.table()
    at.press(KEY.Key_Return)
    assert at.in_sheet(Line, "shelf").text() == "A01"
    at.in_sheet(Line, "shelf").setText("B07")
    at.press(KEY.Key_Return)
    assert queries.detail(request).shelf == "B07"


def test_a_lost_loan_asks_for_its_compensation_first(at: RequestsDesk) -> None:
    at.activate()
    request = at.lend("FD1")
    at.desk.counter.step(at.admin, request, "lost", Inputs(reason="ReaderReports", compensation_fen=5000))
    at.table()
    assert at.button("request-step-1").words() == "Take payment"
    with pytest.raises(Refusal) as refused:
        at.desk.counter.step(at.admin, request, "completed", None, "compensated")
    assert refused.value.code == "request.compensation_unpaid"
    at.press(KEY.Key_Return)
    assert at.opened == [("cashier", at.reader)]
    assert any("lost" in each.text() for each in at.find(LoanPanel, "request-loan").findChildren(Label))
    owed = cashier.dues_of_request(request)
    tender, paid = Tender("cash", 5000, given_fen=5000), [due.charge_id for due in owed]
    shift = cashier.open_shift(1)
    assert shift is not None
    at.desk.counter.take_payment(at.admin, shift.id, at.reader, paid, [tender], "compensation")
    at.table().refresh(frozenset({"cashier"}))
    at.settle()
    assert _panel(at).steps.offers()[0].key == "compensated"
