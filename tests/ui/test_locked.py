"""A window nobody looks after is locked; what was begun is still there when its person comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.staff import queries as staff
from ill_desktop.staff.rules import Actor
from tests.fresh import new_desk
from ui.kit.commands import Changes
from ui.kit.dialogs import Sheet
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.shell.desk_window import DeskWindow
from ui.shell.entrance import SignIn
from ui.shell.idle import Idle
from ui.shell.locked import Locked
from ui.start import Options, Program

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)
PASSWORD, WAIT = "correct horse battery", 10_000
BOSS = Actor("孙悦", "administrator", staff_id=2)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    """周敏 is at work."""
    clock = FixedClock(NOW)
    desk = new_desk(tmp_path / "library", clock)
    desk.staff.add_first("zhoumin", "周敏", PASSWORD)
    desk.staff.add(Actor("周敏", "administrator", staff_id=1), "sunyue", "孙悦", "administrator", PASSWORD)
    desk.close()
    program = Program(qapp, Options(tmp_path / "library", "en"), clock)
    program.begin()
    assert isinstance(program.window, SignIn)
    program.window.form.fill({"login": "zhoumin", "password": PASSWORD})
    program.window.go()
    qtbot.waitUntil(lambda: isinstance(program.window, DeskWindow), timeout=WAIT)
    yield program
    program.stop()
    if isinstance(program.window, DeskWindow):
        program.window.leave()
        program.window.session.desk.close()
    for each in qapp.topLevelWidgets():
        each.close()
        each.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program.languages.use("en")


def at_work(program: Program) -> DeskWindow:
    assert isinstance(program.window, DeskWindow)
    return program.window


def locked(qapp: QApplication) -> Locked | None:
    return next(
        (each for each in qapp.topLevelWidgets() if isinstance(each, Locked) and each.isVisible()), None
    )


def type_password(door: Locked, password: str) -> None:
    door.form.fill({"password": password})
    door.go()


def test_the_keys_lock_and_the_password_brings_back(
    program: Program, qapp: QApplication, qtbot: QtBot
) -> None:
    window = at_work(program)
    window.open("patrons")
    begun = Sheet(window, "begun", "A sheet that was open", "Go on")
    begun.open()
    QTest.keyClick(begun, Qt.Key.Key_Escape)  # closes it: nothing of a test before is left
    begun = Sheet(window, "begun", "A sheet that was open", "Go on")
    begun.open()
    window.lock()
    door = locked(qapp)
    assert door is not None
    assert not window.isVisible() and not begun.isVisible()
    type_password(door, "something else altogether")
    qtbot.waitUntil(lambda: bool(door.form.errors()), timeout=WAIT)
    assert not window.isVisible()
    type_password(door, PASSWORD)
    qtbot.waitUntil(window.isVisible, timeout=WAIT)
    assert begun.isVisible(), "what was begun is still there"
    begun.close()
    current = window.current()
    assert current is not None and current.objectName() == "patrons"
    assert connection.value("SELECT COUNT(*) FROM audit WHERE action = 'sign_in'") == 2


def test_the_shortcut_asks_for_it(program: Program, qapp: QApplication, qtbot: QtBot) -> None:
    window = at_work(program)
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(
        window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert locked(qapp) is not None


def test_nothing_is_scanned_into_it(program: Program, qapp: QApplication) -> None:
    window = at_work(program)
    asked: list[str] = []
    window.asked.connect(asked.append)
    window.lock()
    window.take_scan("YQ1-20261121-0001")
    assert asked == []


def test_somebody_else_signs_in_anew(program: Program, qapp: QApplication, qtbot: QtBot) -> None:
    at_work(program).lock()
    door = locked(qapp)
    assert door is not None
    other = door.findChild(Button, "locked-other")
    assert isinstance(other, Button)
    other.click()
    assert isinstance(program.window, SignIn)
    assert program.window.isVisible()
    form = program.window.findChild(Form)
    assert form is not None and form.values()["login"] == ""


def test_wrong_tries_are_slowed_down(program: Program, qapp: QApplication, qtbot: QtBot) -> None:
    at_work(program).lock()
    door = locked(qapp)
    assert door is not None
    for _ in range(5):
        type_password(door, "something else altogether")
        qtbot.waitUntil(door.button.isEnabled, timeout=WAIT)
    type_password(door, PASSWORD)
    qtbot.waitUntil(door.button.isEnabled, timeout=WAIT)
    assert "minute" in door.form.message.text()
    assert locked(qapp) is door


def test_who_was_switched_off_is_out_at_once(program: Program, qtbot: QtBot) -> None:
    window = at_work(program)
    window.session.desk.staff.set_role(BOSS, 1, "counter")
    window.session.commands.changed.emit(Changes(frozenset({"staff"})))
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn), timeout=WAIT)


def test_minutes_without_a_touch(qapp: QApplication, qtbot: QtBot, program: Program) -> None:
    over: list[bool] = []
    window = at_work(program)
    idle = Idle(qapp, window, lambda: over.append(True))
    idle.set_minutes(5)
    assert idle._timer.isActive() and idle._timer.interval() == 300_000
    idle._timer.start(50)
    qtbot.waitUntil(lambda: bool(over), timeout=WAIT)
    idle.set_minutes(0)
    idle.touch()
    assert not idle._timer.isActive(), "0 is never"


def test_the_setting_is_kept_and_a_demo_never_locks(program: Program) -> None:
    desk = at_work(program).session.desk
    assert staff.idle_minutes() == 15
    desk.staff.set_idle_minutes(BOSS, 5)
    assert staff.idle_minutes() == 5
    connection.execute("INSERT INTO setting (key, value) VALUES ('demo', 'true')")
    assert staff.idle_minutes() == 0
