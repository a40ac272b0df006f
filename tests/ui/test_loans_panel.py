"""A loan beside its request: volumes, terms, renewals, recall, damage, fines; lending out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries as cashier
from ill_desktop.requests import queries
from tests.ui.requests_desk import BOOK, CTRL, KEY, RequestsDesk
from ui.kit.chip import Chip
from ui.kit.date_field import DateField
from ui.kit.facts import Facts
from ui.kit.fields import Area, Line, Tick
from ui.kit.money_field import MoneyField
from ui.requests.loan_panel import LoanPanel


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    desk.activate()
    yield desk
    desk.close()


def _marks(at: RequestsDesk) -> list[str]:
    chips = (at.find(Chip, f"loan-mark-{number}") for number in range(3))
    return [chip.tag.text for chip in chips if chip.isVisible()]


def _answer(at: RequestsDesk, field: str, text: str) -> None:
    line = at.in_sheet(Line, field)
    line.setFocus()
    line.selectAll()
    at.type(text)


def test_a_copy_has_no_loan_beside_it(at: RequestsDesk) -> None:
    at.walk(at.ask())
    at.table()
    assert at.find(LoanPanel, "request-loan").isHidden()


def test_volumes_are_added_named_and_struck(at: RequestsDesk) -> None:
    request = at.walk(at.ask(BOOK, "book", service_type="loan", delivery="pickup"), "shipped")
    at.table()
    for barcode in ("FD1", "FD2"):
        at.press(KEY.Key_V)
        assert at.in_sheet(Line, "items").hasFocus()
        at.type(barcode)
        at.press(KEY.Key_Return)
    assert [item.barcode for item in queries.items_of(request)] == ["FD1", "FD2"]
    at.press(KEY.Key_V)
    at.type("FD1")
    at.press(KEY.Key_Return)
    assert "another request" in at.text("items-below"), "a barcode stands once"
    at.press(KEY.Key_Escape)
    panel, second = at.find(LoanPanel, "request-loan"), queries.items_of(request)[1]
    detail = queries.detail(request)
    panel.menu(detail, second).actions()[0].trigger()
    _answer(at, "label", "Vol. 2")
    at.press(KEY.Key_Return)
    at.settle()
    assert at.text("volume-2") == "FD2 · Vol. 2"
    panel.menu(detail, queries.items_of(request)[1]).actions()[2].trigger()
    assert [item.barcode for item in queries.items_of(request)] == ["FD1"]
    assert at.session.commands.undo_last()
    assert [item.label for item in queries.items_of(request)] == ["", "Vol. 2"]


def test_terms_are_kept_and_told_at_check_out(at: RequestsDesk) -> None:
    request = at.walk(at.ask(BOOK, "book", service_type="loan", delivery="pickup"), "shipped")
    at.come(request, "FD1")
    at.table()
    at.press(KEY.Key_D)
    _answer(at, "partner_due", "2026-12-15")
    at.in_sheet(Tick, "conditions-LibraryUseOnly").click()
    at.press(KEY.Key_Return)
    assert queries.loan(request).partner_due == "2026-12-15"
    assert "Library use only" in at.text("loan-conditions")
    at.press(KEY.Key_Return)
    assert "Library use only" in at.in_sheet(Tick, "told").text()
    assert at.in_sheet(DateField, "due_on").value() is not None
    at.press(KEY.Key_Return)
    assert at.state(request) == "ready_for_pickup", "the reader has to be told first"
    at.press(KEY.Key_Space)
    at.press(KEY.Key_Return)
    assert at.state(request) == "checked_out"
    assert str(queries.detail(request).due_on) < "2026-12-15", "earlier than the partner wants it"


def test_who_is_not_activated_is_stopped_with_the_way_out(at: RequestsDesk) -> None:
    request = at.ask(BOOK, "book", service_type="loan", delivery="pickup", patron_id=at.guest)
    at.walk(request, "shipped")
    at.desk.counter.step(at.admin, request, "received")
    at.pay_for(at.guest, request)
    at.table()
    assert at.state(request) == "ready_for_pickup"
    at.press(KEY.Key_Return)
    assert "is not activated" in at.text("confirm-title")
    at.press(KEY.Key_Return)
    assert at.opened[-1] == ("patrons", at.guest)
    assert at.state(request) == "ready_for_pickup"


def test_a_renewal_is_asked_and_granted_by_keys(at: RequestsDesk) -> None:
    request = at.lend("FD1", until="2026-12-01")
    at.table()
    at.press(KEY.Key_W)
    assert at.in_sheet(DateField, "due_on").value().isoformat() > "2026-12-01"
    _answer(at, "due_on", "2026-12-18")
    at.press(KEY.Key_Return)
    assert _marks(at) == ["Renewal asked"]
    at.press(KEY.Key_W)
    assert at.in_sheet(DateField, "due_on").text() == "2026-12-18", "what was wanted is offered"
    at.press(KEY.Key_Return)
    assert queries.detail(request).due_on == "2026-12-18"
    assert _marks(at) == ["Renewed"]


def test_a_renewal_refused_leaves_the_date(at: RequestsDesk) -> None:
    request = at.lend("FD1", until="2026-12-01")
    at.table()
    at.press(KEY.Key_W)
    _answer(at, "due_on", "2026-11-30")
    at.press(KEY.Key_Return)
    assert "later than" in at.text("due_on-below"), "said beside the date, and the sheet stays"
    _answer(at, "due_on", "2026-12-30")
    at.press(KEY.Key_Return)
    at.press(KEY.Key_Y)
    at.press(KEY.Key_Return)
    assert queries.detail(request).due_on == "2026-12-01"
    assert _marks(at) == ["Renewal refused"]


def test_a_recall_brings_a_new_date_and_a_chip(at: RequestsDesk) -> None:
    request = at.lend("FD1", until="2026-12-10")
    at.table()
    at.press(KEY.Key_K)
    _answer(at, "due_on", "2026-11-25")
    at.press(KEY.Key_Return)
    assert queries.detail(request).due_on == "2026-11-25"
    assert _marks(at) == ["Recalled"]


def test_a_fine_runs_and_is_charged_once(at: RequestsDesk) -> None:
    request = at.lend("FD1", until="2026-12-01")
    at.clock.advance(days=14)
    at.table()
    assert "¥2.00" in at.find(Facts, "loan-facts").texts(), "four days at 0.50"
    assert at.find(Chip, "request-overdue").tag.text == "4 d overdue"
    at.press(KEY.Key_F)
    dues = cashier.dues_of_request(request)
    assert [due.amount_fen for due in dues] == [200]
    assert not at.button("loan-fine").isVisible()


def test_of_several_volumes_one_comes_back_and_one_is_damaged(at: RequestsDesk) -> None:
    request = at.lend("FD1", "FD2")
    at.table()
    at.button("volume-return-1").click()
    at.settle()
    first, second = queries.items_of(request)
    assert (first.is_out, second.is_out) == (False, True)
    assert at.state(request) == "checked_out"
    assert any("1 still out" in toast for toast in at.toasts())
    at.find(LoanPanel, "request-loan").menu(queries.detail(request), first).actions()[1].trigger()
    at.press(KEY.Key_Return, CTRL)
    assert at.has_sheet(), "what is damaged has to be said"
    at.in_sheet(Area, "note").set_value("Torn cover")
    at.in_sheet(MoneyField, "compensation").set_value(3000)
    at.press(KEY.Key_Return, CTRL)
    assert queries.items_of(request)[0].damage == "Torn cover"
    assert sum(due.amount_fen for due in cashier.dues_of_request(request)) == 3000
    assert "Damaged" in _marks(at)


def test_everything_is_named_for_those_who_do_not_see(at: RequestsDesk) -> None:
    at.lend("FD1", "FD2")
    at.table()
    from ui.kit.keys import Button

    for button in at.find(QWidget, "request-loan").findChildren(Button):
        assert button.objectName()
        assert button.accessibleName()
