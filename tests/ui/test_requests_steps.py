"""Walking a request: the buttons are the state table's, and the keyboard is enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.requests import queries, rules
from ill_desktop.requests.steps import Inputs
from tests.ui.requests_desk import BOOK, CTRL, KEY, RequestsDesk
from ui.kit.chip import Chip
from ui.kit.facts import Facts
from ui.kit.fields import Area, Choice, Line
from ui.kit.flow import Flow
from ui.kit.label import Label
from ui.kit.money_field import MoneyField
from ui.kit.toast import Toast
from ui.requests import history
from ui.requests.columns import SERVICES
from ui.requests.detail import DetailPanel
from ui.requests.offers import Standing, offers
from ui.requests.supplier_field import SupplierField

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _panel(at: RequestsDesk) -> DetailPanel:
    return at.find(DetailPanel, "request-detail")


def test_enter_alone_walks_a_request_to_received(at: RequestsDesk) -> None:
    request = at.ask()
    at.table()
    at.press(KEY.Key_Return)
    assert at.state(request) == "accepted"
    at.press(KEY.Key_Return)
    assert at.state(request) == "accepted", "sending asks for the supplier first"
    assert at.in_sheet(SupplierField, "supplier").value() is not None
    at.press(KEY.Key_Return)
    assert at.state(request) == "sent"
    at.press(KEY.Key_Return)
    assert at.state(request) == "shipped"
    at.press(KEY.Key_Return)
    assert at.in_sheet(Line, "pages").text() == "12", "counted from 311-322"
    at.press(KEY.Key_Return)
    states = [event.to_state for event in queries.events(request)]
    assert "received" in states
    assert at.state(request) == "awaiting_payment", "priced, and waiting for the money"
    assert at.button("request-step-1").words() == "Take payment"
    at.press(KEY.Key_Return)
    assert at.opened == [("cashier", at.reader)]


def test_a_held_down_enter_takes_one_step_only(at: RequestsDesk) -> None:
    request = at.ask()
    screen = at.table()
    at.press(KEY.Key_Return)
    again = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(screen.table, again)
    assert at.state(request) == "accepted"
    assert not at.has_sheet()


def test_the_second_enter_never_falls_on_the_neighbour(at: RequestsDesk) -> None:
    """What leaves the list by its last step stays in sight, also after a sheet gave the focus back."""
    for _ in range(3):
        at.walk(at.ask(BOOK, "book"), "accepted")
    screen = at.table()
    screen.filters.state.set_value(("accepted",))
    screen.filters.changed.emit()
    at.settle()
    first, second, third = (row.id for row in screen.model.rows)
    screen.table.pick(second)
    at.press(KEY.Key_Return)
    at.press(KEY.Key_Return)
    at.until(lambda: not at.has_sheet())
    at.settle()
    assert [row.id for row in screen.model.rows] == [first, third]
    assert screen.table.current() is None
    screen.table.clearFocus()
    screen.table.setFocus()
    assert _panel(at).request_id == second
    at.press(KEY.Key_Return)
    assert [at.state(each) for each in (first, second, third)] == ["accepted", "shipped", "accepted"]
    at.press(KEY.Key_Down)
    assert _panel(at).request_id == third, "Down goes on from where it stood"


def _because(reason: str) -> Inputs:
    return Inputs(reason=reason)


def test_every_step_of_the_table_is_offered_and_no_other(at: RequestsDesk) -> None:
    detail = queries.detail(at.ask())
    for state, service in product(rules.STATES, SERVICES):
        request = detail._replace(state=state, service_type=service, came_from="accepted")
        allowed = {step.verb for step in rules.steps_from(state, service, "accepted")}
        for owed, has_file in product((0, 630), (False, True)):
            found = offers(request, Standing(owed, has_file))
            keys = [offer.key for offer in found]
            assert len(keys) == len(set(keys)), state
            assert {offer.key for offer in found if offer.step} == allowed, state
            assert set(keys) - allowed <= {"pay", "attach", "chase"}, state
            assert found == sorted(found, key=lambda offer: offer.quiet), "what is quiet comes last"


def test_a_step_is_taken_back_by_the_toast(at: RequestsDesk) -> None:
    request = at.ask()
    at.table()
    at.press(KEY.Key_Return)
    assert at.state(request) == "accepted"
    at.press(KEY.Key_Z, CTRL)
    at.until(lambda: at.state(request) == "submitted")
    assert "Undone" in at.toasts()
    assert queries.events(request)[0].kind == "back"


def test_what_a_partner_was_told_offers_no_undo(at: RequestsDesk) -> None:
    request = at.walk(at.ask(), "accepted")
    screen = at.table()
    at.press(KEY.Key_Return)
    at.press(KEY.Key_Return)
    assert at.state(request) == "sent"
    assert all(toast.undo is None for toast in _toasts(at))
    menu = _panel(at).steps.menu()
    back = next(action for action in menu.actions() if action.objectName() == "request-back")
    assert not back.isEnabled()
    menu.close()
    screen.setFocus()
    at.press(KEY.Key_B)
    assert at.state(request) == "sent"
    assert any("told" in text for text in at.toasts())


def _toasts(at: RequestsDesk) -> list[Toast]:
    return [toast for toast in at.window.findChildren(Toast) if toast.isVisible()]


def test_a_reason_is_asked_for_and_shown(at: RequestsDesk) -> None:
    request = at.walk(at.ask(), "accepted")
    at.table()
    panel = _panel(at)
    menu = panel.steps.menu()
    next(action for action in menu.actions() if action.objectName() == "offer-not_filled").trigger()
    menu.close()
    at.press(KEY.Key_Return)
    assert at.has_sheet(), "without a reason it is not done"
    at.in_sheet(Choice, "reason").set_value("NotHeld")
    at.press(KEY.Key_Return)
    assert at.state(request) == "unfilled"
    assert history.lines(at.session, request)[0] == "14:00 Unfilled · Not held · 周敏"


def test_giving_up_is_confirmed_and_enter_does_not_do_it(at: RequestsDesk) -> None:
    request = at.ask()
    at.table()
    menu = _panel(at).steps.menu()
    next(action for action in menu.actions() if action.objectName() == "offer-cancel").trigger()
    menu.close()
    assert at.sheet().cancel.words() == "Keep the request"
    at.press(KEY.Key_Return)
    assert at.state(request) == "submitted"
    menu = _panel(at).steps.menu()
    next(action for action in menu.actions() if action.objectName() == "offer-cancel").trigger()
    menu.close()
    QTest.mouseClick(at.sheet().primary, LEFT)
    assert at.state(request) == "cancelled"


def test_wrong_answers_stand_beside_their_field(at: RequestsDesk) -> None:
    request = at.walk(at.ask(), "shipped")
    at.table()
    at.press(KEY.Key_Return)
    for wrong in ("0", "x", "１２３４５６７", "-3", "\0", "9" * 4000):
        at.in_sheet(Line, "pages").setText(wrong)
        at.press(KEY.Key_Return)
        assert at.has_sheet()
        assert at.state(request) == "shipped"
    assert at.in_sheet(Label, "pages-below").text() == at.session.words("refusal.request.pages")
    at.in_sheet(Line, "pages").setText("20")
    at.press(KEY.Key_Return)
    assert queries.detail(request).pages == 20


def test_the_cost_to_approve_is_filled_in_and_can_be_changed(at: RequestsDesk) -> None:
    request = at.walk(at.ask(), "accepted")
    at.table()
    at.find(DetailPanel, "request-detail").setFocus()
    offer = [each.key for each in _panel(at).steps.offers()].index("ask_cost")
    at.press(Qt.Key(KEY.Key_2.value + offer - 1))
    assert at.in_sheet(MoneyField, "cost").text() == "3.60"
    at.in_sheet(MoneyField, "cost").setText("25")
    at.press(KEY.Key_Return)
    assert at.state(request) == "awaiting_cost_approval"
    assert queries.asked_cost(request) == 2500


def test_the_price_is_shown_reason_by_reason(at: RequestsDesk) -> None:
    request = at.walk(at.ask(level="urgent"))
    screen = at.table()
    screen.show_subject(request)
    assert at.text("request-price-title") == "Cost ¥13.60"
    assert at.find(Facts, "request-price").texts() == [
        "12 pages × 0.30",
        "3.60",
        "Urgent",
        "10.00",
        "The reader pays",
        "13.60",
    ]
    assert at.text("request-price-note") == "To be paid: ¥13.60"
    at.pay(request)
    screen.refresh(frozenset({"cashier"}))
    at.settle()
    assert at.text("request-price-note") == "Paid"


def test_attaching_sends_what_only_waited_for_it(at: RequestsDesk, tmp_path: Path) -> None:
    request = at.walk(at.ask())
    at.pay(request)
    screen = at.table()
    screen.show_subject(request)
    assert at.button("request-step-1").words() == "Attach document"
    file = tmp_path / "论文.pdf"
    file.write_bytes(b"%PDF-1.7 " + b"x" * 3000)
    _drop(_panel(at), file)
    at.settle()
    assert at.state(request) == "delivered"
    target = tmp_path / "copy.pdf"
    _panel(at).acts.save_copy_to(queries.files_of(request)[0], target)
    at.settle()
    assert target.read_bytes() == file.read_bytes()
    assert at.button(f"request-file-{queries.files_of(request)[0].id}").words().startswith("论文.pdf")


def _drop(panel: DetailPanel, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.dropEvent(event)


def test_a_file_that_will_not_do_is_refused_in_words(at: RequestsDesk, tmp_path: Path) -> None:
    request = at.walk(at.ask())
    at.table().show_subject(request)
    wrong = tmp_path / "macro.exe"
    wrong.write_bytes(b"MZ")
    for file in (wrong, tmp_path / "gone.pdf", tmp_path):
        _panel(at).acts.attach_file(queries.detail(request), file)
        at.settle()
    assert queries.files_of(request) == []
    assert len(at.toasts()) == 3


def test_notes_and_chasing_stand_in_the_history(at: RequestsDesk) -> None:
    request = at.walk(at.ask(), "sent")
    screen = at.table()
    at.press(KEY.Key_T)
    at.press(KEY.Key_Return)
    assert not at.in_sheet(Area, "reason").value()
    at.type("读者来电 😀 " + "x" * 100)
    QTest.mouseClick(at.sheet().primary, LEFT)
    QTest.mouseClick(at.button("request-step-2"), LEFT)
    assert at.in_sheet(Area, "reason").isVisible()
    QTest.mouseClick(at.sheet().primary, LEFT)
    screen.show_subject(request)
    kinds = [event.kind for event in queries.events(request)][:2]
    assert kinds == ["chase", "note"]
    assert "读者来电 😀" in history.lines(at.session, request)[1]


def test_suppliers_asked_and_their_answers(at: RequestsDesk) -> None:
    request = at.walk(at.ask(), "sent")
    at.desk.counter.step(at.admin, request, "accepted", _because("NoAnswer"), "next_supplier")
    at.walk_on(request)
    at.table()
    assert at.text("asked-name-1") == "1. CALIS 北京大学图书馆"
    assert at.find(Chip, "asked-1").tag.text == "did not supply"
    assert "No answer" in at.text("asked-dates-1")
    assert at.text("asked-name-2") == "2. CALIS 清华大学图书馆"
    assert at.find(Chip, "asked-2").tag.text == "waiting"
    assert "CALIS 清华大学图书馆" in history.lines(at.session, request)[0]


def test_the_reader_and_the_number_are_at_hand(at: RequestsDesk) -> None:
    at.ask(BOOK, "book", patron_id=at.guest)
    at.table()
    at.press(KEY.Key_R)
    assert at.opened == [("patrons", at.guest)]
    _panel(at).copy_number()
    assert QGuiApplication.clipboard().text() == "YQ1-20261121-0001"


def test_long_and_odd_titles_never_widen_the_panel(at: RequestsDesk) -> None:
    at.ask({"title": "x" * 2000, "author": "‮" + "y" * 500, "isbn": ""}, "book", note="z" * 3000)
    at.table()
    panel = _panel(at)
    area = panel.findChild(type(panel._body), "request-detail-area")
    assert area.widget().minimumSizeHint().width() <= panel.width()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("unfilled", "NotFoundAsCited"),
        ("retry_possible", "ReqDelMethodNotSupp"),
        ("conditional", "SpecCollSupervReq"),
        ("needs_information", "CitationIncomplete"),
    ],
)
def test_a_long_reason_never_widens_the_panel(
    at: RequestsDesk, monkeypatch: pytest.MonkeyPatch, language: str, state: str, reason: str
) -> None:
    request = at.ask()
    detail = queries.detail(request)._replace(state=state, reason=reason)
    at.table()
    at.session.use_language(language)
    monkeypatch.setattr(queries, "detail", lambda _id: detail)
    panel = _panel(at)
    panel.show_request(request)
    at.settle()
    content, room = panel._body.widget(), panel._body.viewport().width()
    assert content.minimumSizeHint().width() <= room
    assert content.width() <= room
    panel.grab()
    chip, number = at.find(Chip, "request-state"), at.find(Label, "request-number")
    assert max(chip.geometry().right(), number.geometry().right()) < room
    assert number.width() >= number.sizeHint().width()
    assert chip.width() >= chip.sizeHint().width() or chip.toolTip() == chip.tag.text


def test_a_chip_wider_than_the_room_ends_in_dots_and_says_it_all(qtbot: QtBot) -> None:
    chip, room = Chip("Not found as cited " * 9), QWidget()
    chip.may_narrow()
    room.setLayout(Flow(chip))
    qtbot.addWidget(room)
    room.resize(200, 40)
    room.show()
    room.grab()
    assert chip.width() == 200
    assert chip.toolTip() == chip.tag.text


def test_the_author_stands_in_the_head_once(at: RequestsDesk) -> None:
    at.ask(BOOK, "book")
    at.table()
    assert at.text("request-source") == "R. Burt · 1992"
