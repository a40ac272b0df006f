"""Delivery beside a request: what holds it back, the link, the pages that came, the slip on the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from ill_desktop.requests import queries
from tests.ui.requests_desk import CTRL, KEY, RequestsDesk
from ui.kit.chip import Chip
from ui.kit.facts import Facts
from ui.kit.fields import Line
from ui.kit.preview import Preview
from ui.kit.table import TableView
from ui.requests.delivery_panel import DeliveryPanel
from ui.requests.supplier_field import SupplierField


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _answer(at: RequestsDesk, field: str, text: str) -> None:
    line = at.in_sheet(Line, field)
    line.setFocus()
    line.selectAll()
    at.type(text)
    at.press(KEY.Key_Return)


def test_nothing_stands_there_before_anything_can_come(at: RequestsDesk) -> None:
    at.walk(at.ask(), "sent")
    at.table()
    assert at.find(DeliveryPanel, "request-delivery").isHidden()


def test_what_is_not_paid_is_held_back_with_the_reason(at: RequestsDesk) -> None:
    at.walk(at.ask())
    at.table()
    assert at.find(Chip, "delivery-state").tag.text == "held back"
    assert "¥3.60 is still to be paid" in at.text("delivery-why")


def test_a_link_goes_out_once_it_is_paid(at: RequestsDesk) -> None:
    request = at.walk(at.ask())
    at.table()
    at.press(KEY.Key_L)
    _answer(at, "link", "ftp://nowhere")
    assert "http" in at.text("link-below")
    _answer(at, "link", "https://lib.example.edu.cn/d/1")
    assert queries.detail(request).link == "https://lib.example.edu.cn/d/1"
    assert at.state(request) == "awaiting_payment", "held back until it is paid"
    at.pay(request)
    assert at.state(request) == "delivered"


def test_paid_without_a_document_says_what_is_missing(at: RequestsDesk) -> None:
    request = at.walk(at.ask())
    at.pay(request)
    at.table()
    assert at.find(Chip, "delivery-state").tag.text == "no document"
    at.press(KEY.Key_L)
    _answer(at, "link", "https://lib.example.edu.cn/d/1")
    assert at.state(request) == "delivered"
    assert any("lib.example.edu.cn" in text for text in at.find(Facts, "delivery-facts").texts())


def test_the_price_follows_the_pages_that_came(at: RequestsDesk) -> None:
    request = at.walk(at.ask())
    at.table()
    at.press(KEY.Key_G)
    _answer(at, "pages", "0")
    assert "between 1" in at.text("pages-below")
    _answer(at, "pages", "20")
    assert queries.detail(request).pages == 20
    assert "¥6.00 is still to be paid" in at.text("delivery-why")


def test_what_waits_on_the_shelf_has_its_place_and_slip(at: RequestsDesk) -> None:
    request = at.walk(at.ask(delivery="pickup"))
    at.pay(request)
    at.table()
    assert at.state(request) == "ready_for_pickup"
    assert any(text.startswith("A01 · ") for text in at.find(Facts, "delivery-facts").texts())
    at.press(KEY.Key_P)
    at.settle()
    assert [each for each in at.window.findChildren(Preview) if each.isVisible()]


class Mailer:
    """Stands where the system's mail program would."""

    def __init__(self) -> None:
        self.opened: list[Path] = []


def test_a_request_sheet_goes_to_the_mail_program_as_a_draft(
    at: RequestsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from ill_desktop.requests import supplier_queries
    from ui.requests.supplier_form import facts_of

    mailer = Mailer()

    def take(url: QUrl) -> bool:
        mailer.opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    at.walk(at.ask(), "sent")
    at.table()
    at.press(KEY.Key_I)
    at.settle()
    assert mailer.opened == []
    assert any("has no e-mail address" in toast for toast in at.toasts())
    facts = facts_of(supplier_queries.particulars(3))
    at.desk.suppliers.change(at.admin, 3, replace(facts, email="ill@lib.fudan.edu.cn"))
    at.press(KEY.Key_I)
    at.settle()
    assert [file.name for file in mailer.opened] == ["YQ1-20261121-0001.eml"]
    text = mailer.opened[0].read_bytes()
    assert b"To: ill@lib.fudan.edu.cn" in text
    assert b"application/pdf" in text


def test_the_request_sheet_is_shown_before_it_is_printed(at: RequestsDesk) -> None:
    at.walk(at.ask(), "sent")
    at.table()
    at.press(KEY.Key_H)
    at.settle()
    assert [each for each in at.window.findChildren(Preview) if each.isVisible()]


def test_a_silent_supplier_is_marked_by_working_days(at: RequestsDesk) -> None:
    at.walk(at.ask(), "sent")
    at.clock.advance(days=12)
    at.table()
    tag = at.find(Chip, "asked-1").tag
    assert tag.tone == "caution"
    asked = queries.asked(1)[0]
    assert asked.expected_on is not None
    assert tag.text.startswith("silent ")
    at.press(KEY.Key_C)
    at.press(KEY.Key_Return, modifier=CTRL)
    at.settle()
    assert at.find(Chip, "asked-1").tag.text == "waiting", "an answer is expected anew"
    assert "chased 1×" in at.text("asked-dates-1")


def test_the_next_supplier_is_suggested_with_its_reasons(at: RequestsDesk) -> None:
    at.walk(at.ask(), "received")
    request = at.ask({"article_title": "Rivers", "journal": "Water", "year": "2020"})
    at.desk.counter.step(at.admin, request, "accepted")
    screen = at.table()
    screen.show_subject(request)
    assert "fills 100 % (1 of 1)" in at.text("request-next-supplier")
    at.press(KEY.Key_Return)
    field = at.in_sheet(SupplierField, "supplier")
    assert field.value() == 3, "who filled before stands first"
    assert at.in_sheet(TableView, "supplier-table").hasFocus()
    at.press(KEY.Key_Down)
    chosen = field.value()
    assert chosen != 3
    at.press(KEY.Key_Return)
    assert queries.detail(request).supplier_id == chosen
