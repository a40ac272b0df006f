"""The fix-it loop, corrections with their history, and two windows at one request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ill_desktop.requests import queries
from ill_desktop.requests.steps import Inputs
from tests.ui.requests_desk import KEY, RequestsDesk
from ui.kit.chip import Chip
from ui.kit.fields import Choice, Line
from ui.kit.label import Label
from ui.requests.mending import MendSheet


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _unfilled(at: RequestsDesk, reason: str = "NotFoundAsCited") -> int:
    request = at.walk(at.ask(), "sent")
    at.desk.counter.step(at.admin, request, "unfilled", Inputs(reason=reason))
    at.table().show_subject(request)
    at.settle()
    return request


def test_what_was_not_found_as_cited_is_corrected_and_sent_again(at: RequestsDesk) -> None:
    request = _unfilled(at)
    assert at.find(Chip, "request-state").tag.text == "Unfilled · Not found as cited"
    assert at.button("request-step-1").words() == "Correct the citation"
    at.press(KEY.Key_Return)
    sheet = at.sheet()
    assert isinstance(sheet, MendSheet)
    assert set(sheet.reference.form.errors()) == {"year", "pages"}, "the doubtful fields are marked"
    assert at.in_sheet(Choice, "supplier").value() == 3, "who was asked may find it now"
    pages = at.in_sheet(Line, "pages")
    pages.setFocus()
    pages.selectAll()
    at.type("331-342")
    at.press(KEY.Key_Return)
    assert at.state(request) == "sent"
    assert queries.detail(request).fields["pages"] == "331-342"
    at.settle()
    lines = [label.text() for label in at.window.findChildren(Label)]
    told = next(line for line in lines if "Citation corrected" in line)
    assert "Pages 311-322 → 331-342" in told
    assert "Unfilled" in told, "the answer it was corrected for is linked"
    first, second = queries.asked(request)
    assert first.name == second.name


def test_what_looks_wrong_is_marked_with_the_reason(at: RequestsDesk) -> None:
    request = at.walk(
        at.ask({"article_title": "A", "journal": "B", "year": "2024", "pages": "90-12"}), "sent"
    )
    at.desk.counter.step(at.admin, request, "unfilled", Inputs(reason="NotFoundAsCited"))
    at.table().show_subject(request)
    at.settle()
    at.press(KEY.Key_Return)
    sheet = at.sheet()
    assert isinstance(sheet, MendSheet)
    assert set(sheet.reference.form.errors()) == {"pages"}
    assert "backwards" in sheet.reference.form.errors()["pages"]


def test_another_reason_offers_no_correction_first(at: RequestsDesk) -> None:
    _unfilled(at, "NotHeld")
    assert at.button("request-step-1").words() == "Reopen"
    at.press(KEY.Key_E)
    assert isinstance(at.sheet(), MendSheet), "but it can be corrected all the same"
    assert at.sheet().primary.words() == "Correct"


def test_a_correction_that_is_none_is_refused_beside_its_field(at: RequestsDesk) -> None:
    request = _unfilled(at)
    at.press(KEY.Key_Return)
    sheet = at.sheet()
    assert isinstance(sheet, MendSheet)
    sheet.reference.form.fill({"year": "MMXXIV"})
    at.press(KEY.Key_Return)
    assert at.has_sheet()
    assert set(sheet.reference.form.errors()) == {"year"}
    assert at.state(request) == "unfilled"
    sheet.reject()


def test_who_acts_on_an_older_state_is_told_and_sees_the_newer(at: RequestsDesk) -> None:
    request = at.ask()
    at.table()
    at.clock.advance(minutes=1)
    # Another window is quicker; this one still shows what was before.
    at.desk.counter.step(at.admin, request, "accepted")
    at.press(KEY.Key_Return)
    at.settle()
    assert at.state(request) == "accepted", "not stepped a second time"
    assert any("just changed" in text or "another state" in text for text in at.toasts())
    assert at.find(Chip, "request-state").tag.text == "Accepted"
    assert at.button("request-step-1").words() == "Send to supplier"
