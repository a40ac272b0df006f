"""The phone page stands with the program: from the first window on, over a change of people, to the end."""

from __future__ import annotations

import datetime as dt
import socket
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.clock import FixedClock
from ill_desktop.staff.rules import Actor
from tests.fresh import new_desk
from ui.shell.desk_window import DeskWindow
from ui.start import Options, Program

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)
ADMIN = Actor("周敏", "administrator", staff_id=1)
WAIT = 10_000


def _library(folder: Path, clock: FixedClock, port: int, on: bool = True) -> Path:
    """A demo library, which opens without a sign-in, and its page."""
    desk = new_desk(folder, clock, demo=True)
    desk.staff.add_first("zhoumin", "周敏", "a long enough password")
    desk.page.save(ADMIN, replace(desk.page.read(), on=on, port=port))
    desk.close()
    return folder


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    program = Program(qapp, Options(folder=tmp_path / "library", language="en"), FixedClock(NOW))
    yield program
    window = program.window
    if program.page is not None:
        qapp.aboutToQuit.disconnect(program.page.stop)
    program.stop()
    if isinstance(window, DeskWindow):
        window.leave()
        window.session.desk.close()
        window.close()
        window.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program.languages.use("en")


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def test_a_page_that_is_on_stands_with_the_window_and_stays_when_people_change(
    program: Program, qtbot: QtBot, tmp_path: Path, port: int
) -> None:
    _library(tmp_path / "library", FixedClock(NOW), port)
    program.begin()
    qtbot.waitUntil(lambda: program.page is not None and program.page.state.running, timeout=WAIT)
    first, page = program.window, program.page
    assert isinstance(first, DeskWindow) and first.session.phone_page is page
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        assert answer.status == 200
    first.sign_out_asked.emit()
    second = program.window
    assert isinstance(second, DeskWindow) and second is not first
    qtbot.waitUntil(lambda: second.session.phone_page is page, timeout=WAIT)
    assert page is not None and page.state.running
    program.app.aboutToQuit.emit()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_a_page_that_is_off_is_not_started(program: Program, qtbot: QtBot, tmp_path: Path, port: int) -> None:
    _library(tmp_path / "library", FixedClock(NOW), port, on=False)
    program.begin()
    qtbot.waitUntil(lambda: program.page is not None, timeout=WAIT)
    assert program.page is not None and not program.page.state.running


def test_why_it_does_not_stand_is_said_at_once(
    program: Program, qtbot: QtBot, tmp_path: Path, port: int
) -> None:
    _library(tmp_path / "library", FixedClock(NOW), port)
    with socket.create_server(("127.0.0.1", port)):
        program.begin()
        window = program.window
        assert isinstance(window, DeskWindow)
        said = window.session.words("refusal.page.taken")
        qtbot.waitUntil(lambda: said in window.toasts.texts(), timeout=WAIT)
