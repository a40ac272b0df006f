"""Two people at one request: the second is told, and loses nothing of what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ill_desktop.requests.steps import Inputs
from tests.ui.requests_desk import KEY, RequestsDesk
from ui.kit.fields import Line


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def test_another_hand_was_faster(at: RequestsDesk) -> None:
    request = at.ask()
    at.table()
    at.desk.counter.step(at.admin, request, "accepted")
    at.press(KEY.Key_Return)
    assert at.state(request) == "accepted"
    assert at.toasts(), "it is said, not thrown"


def test_a_step_that_fits_no_longer_closes_its_sheet_and_keeps_the_note(at: RequestsDesk) -> None:
    request = at.walk(at.ask(), "accepted")
    screen = at.table()
    at.press(KEY.Key_Return)
    at.in_sheet(Line, "note").setText("ask for the plates")
    at.desk.counter.step(at.admin, request, "unfilled", Inputs(reason="NotHeld"))
    at.press(KEY.Key_Return)
    assert at.state(request) == "unfilled"
    at.until(lambda: not at.has_sheet())
    assert "ask for the plates" in at.toasts()[-1]
    at.desk.steps.back(at.admin, request)
    screen.refresh(frozenset({"requests"}))
    at.settle()
    screen.show_subject(request)
    at.press(KEY.Key_Return)
    assert at.in_sheet(Line, "note").text() == "ask for the plates"
    at.press(KEY.Key_Return)
    assert at.state(request) == "sent"
    at.press(KEY.Key_Return)
    at.press(KEY.Key_Return)
    assert at.in_sheet(Line, "note").text() == "", "it is told by now"


def test_a_step_that_still_fits_is_taken_at_the_second_enter(at: RequestsDesk) -> None:
    """Somebody took it there and back meanwhile: that is said, and what was typed stays."""
    request = at.walk(at.ask(), "accepted")
    at.table()
    at.press(KEY.Key_Return)
    at.in_sheet(Line, "note").setText("ask for the plates")
    at.clock.advance(minutes=1)
    at.desk.counter.step(at.admin, request, "unfilled", Inputs(reason="NotHeld"))
    at.desk.steps.back(at.admin, request)
    at.press(KEY.Key_Return)
    assert at.has_sheet()
    assert at.state(request) == "accepted"
    at.press(KEY.Key_Return)
    assert at.state(request) == "sent"
