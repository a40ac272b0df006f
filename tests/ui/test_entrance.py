"""The first visit and the sign-in, through the real windows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop import desk as desks
from ill_desktop import paths
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from tests.fresh import new_desk
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.shell.desk_window import DeskWindow
from ui.shell.entrance import FirstRun, SignIn
from ui.start import Options, Program

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)
PASSWORD = "correct horse battery"
WAIT = 10_000


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def library(tmp_path: Path, clock: FixedClock) -> Path:
    """A library with one administrator, closed."""
    root = tmp_path / "library"
    desk = new_desk(root, clock)
    desk.staff.add_first("zhoumin", "周敏", PASSWORD)
    desk.close()
    return root


@pytest.fixture
def programs(qapp: QApplication) -> Iterator[list[Program]]:
    """Programs that were begun; their windows are closed in the end."""
    begun: list[Program] = []
    yield begun
    for program in begun:
        program.stop()
        if isinstance(program.window, DeskWindow):
            program.window.leave()
            program.window.session.desk.close()
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()
            qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        program.languages.use("en")
        program.use_theme("light")


def begin(programs: list[Program], qapp: QApplication, clock: FixedClock, **options: object) -> Program:
    program = Program(qapp, Options(**options), clock)  # type: ignore[arg-type]
    programs.append(program)
    program.begin()
    return program


def press(window: object, name: str, qtbot: QtBot) -> None:
    button = window.findChild(Button, name)  # type: ignore[attr-defined]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_first_visit_ends_at_the_board(
    programs: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: FixedClock
) -> None:
    program = begin(programs, qapp, clock, folder=tmp_path / "new", language="zh_CN")
    window = program.window
    assert isinstance(window, FirstRun)
    press(window, "first-forward", qtbot)
    form = window.person_form
    form.fill({"name": "周敏", "login": "zhoumin", "password": PASSWORD, "again": PASSWORD + "x"})
    window.go()
    assert set(form.errors()) == {"again"}
    assert not (tmp_path / "new" / paths.DATABASE).exists()
    form.fill({"again": PASSWORD})
    window.go()
    qtbot.waitUntil(lambda: isinstance(program.window, DeskWindow), timeout=WAIT)
    desk_window = program.window
    assert isinstance(desk_window, DeskWindow)
    session = desk_window.session
    assert (session.actor.name, session.actor.role) == ("周敏", "administrator")
    assert (session.desk.library.code, session.desk.branch, session.desk.language) == ("zju", "YQ", "zh_CN")
    screen = desk_window.current()
    assert screen is not None and screen.objectName() == "today"
    assert oct((tmp_path / "new" / paths.KEY_FILE).stat().st_mode)[-3:] == "600"


def test_a_short_password_is_refused_beside_its_field(
    programs: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: FixedClock
) -> None:
    program = begin(programs, qapp, clock, folder=tmp_path / "new", language="en")
    window = program.window
    assert isinstance(window, FirstRun)
    window.forward()
    window.person_form.fill({"name": "A", "login": "a", "password": "short", "again": "short"})
    window.go()
    qtbot.waitUntil(lambda: "password" in window.person_form.errors(), timeout=WAIT)
    assert "10" in window.person_form.errors()["password"]
    assert not desks.exists(tmp_path / "new"), "nothing half made is left behind"


def test_the_example_library_offers_its_own_branch(
    programs: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: FixedClock
) -> None:
    program = begin(programs, qapp, clock, folder=tmp_path / "new", language="zh_CN")
    window = program.window
    assert isinstance(window, FirstRun)
    window.library_form.field("library").set_value("example")
    window.library_form.field("library").edited.emit()
    assert window.library_form.values()["branch"] == "MAIN"
    window.language_chosen.emit("en")
    qtbot.waitUntil(lambda: "Set up this counter" in [label.text() for label in window.findChildren(Label)])
    assert window.library_form.field("branch").currentText().startswith("Main Library")


def test_a_wrong_password_says_so_and_the_right_one_opens(
    programs: list[Program], qapp: QApplication, qtbot: QtBot, library: Path, clock: FixedClock
) -> None:
    program = begin(programs, qapp, clock, folder=library)
    window = program.window
    assert isinstance(window, SignIn)
    form: Form = window.form
    form.fill({"login": "zhoumin", "password": "wrong wrong wrong"})
    window.go()
    qtbot.waitUntil(lambda: bool(form.errors()), timeout=WAIT)
    wrong = form.errors()["password"]
    form.fill({"login": "nobody", "password": "wrong wrong wrong"})
    window.go()
    qtbot.waitUntil(lambda: bool(form.errors()), timeout=WAIT)
    assert form.errors()["password"] == wrong, "the same answer for known and unknown"
    form.fill({"login": "zhoumin", "password": PASSWORD})
    window.go()
    qtbot.waitUntil(lambda: isinstance(program.window, DeskWindow), timeout=WAIT)


def test_a_second_window_is_noticed(
    programs: list[Program], qapp: QApplication, library: Path, clock: FixedClock
) -> None:
    begin(programs, qapp, clock, folder=library)
    with pytest.raises(Refusal, match=r"window\.second"):
        begin(programs, qapp, clock, folder=library)


def test_only_a_demo_opens_by_itself(
    programs: list[Program], qapp: QApplication, library: Path, clock: FixedClock
) -> None:
    for wish in ("exit_when_ready", "demo"):
        with pytest.raises(Refusal, match=r"demo\.only"):
            begin(programs, qapp, clock, folder=library, **{wish: True})


def test_there_is_no_first_visit_for_a_kiosk_or_a_stopwatch(
    programs: list[Program], qapp: QApplication, tmp_path: Path, clock: FixedClock
) -> None:
    for wish in ("exit_when_ready", "kiosk"):
        with pytest.raises(Refusal, match=r"database\.missing"):
            begin(programs, qapp, clock, folder=tmp_path / "nowhere", **{wish: True})
