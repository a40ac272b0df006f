"""A backup is put back from the sign-in, and a library that does not open is met with its backups."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import connection
from ill_desktop import desk as desks
from ill_desktop import settings
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.keeping import key_code
from ill_desktop.staff.rules import Actor
from tests.fresh import new_desk
from ui.keeper import Keeper
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.shell.desk_window import DeskWindow
from ui.shell.entrance import FirstRun, SignIn
from ui.shell.key_back import KeyBack
from ui.shell.restore import Restore
from ui.start import Options, Program

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)
ADMIN = Actor("Kim", "administrator")
LOGIN = {"login": "kim", "password": "correct horse"}
WAIT = 10_000


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def library(tmp_path: Path, clock: FixedClock) -> Path:
    """A closed library with two backups; the setting ``seen`` came after both."""
    root = tmp_path / "library"
    desk = new_desk(root, clock, language="en", first=("kim", "Kim", LOGIN["password"]))
    for _ in range(2):
        desk.keeping.backup(ADMIN)
        clock.advance(hours=1)
    settings.write("seen", 1)
    desk.close()
    return root


@pytest.fixture
def program(qapp: QApplication, library: Path, clock: FixedClock) -> Iterator[Program]:
    program = Program(qapp, Options(folder=library, language="en"), clock)
    yield program
    leave(program)


def leave(program: Program) -> None:
    window = program.window
    program.stop()
    if isinstance(window, DeskWindow):
        window.leave()
        window.session.desk.close()
    if window is not None:
        window.close()
        window.deleteLater()
        program.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(window: QWidget | None, name: str) -> None:
    assert window is not None
    button = window.findChild(Button, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def restore_window(program: Program, qtbot: QtBot) -> Restore:
    window = program.window
    assert isinstance(window, Restore)
    qtbot.waitUntil(lambda: window.said.text().startswith("Checked"), timeout=WAIT)
    return window


def texts(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(Label)]


def finish(program: Program, window: Restore, qtbot: QtBot) -> None:
    """From the panel that says what was done to the board."""
    qtbot.waitUntil(lambda: window.findChild(Button, "restore-open") is not None, timeout=WAIT)
    assert "R2" in texts(window)
    press(window, "restore-open")
    assert isinstance(program.window, SignIn)
    program.window.form.fill(LOGIN)
    program.window.go()
    qtbot.waitUntil(lambda: isinstance(program.window, DeskWindow), timeout=WAIT)


def test_from_the_sign_in_to_the_restored_board(program: Program, qtbot: QtBot, library: Path) -> None:
    program.begin()
    press(program.window, "sign-in-restore")
    window = restore_window(program, qtbot)
    assert "Restore a backup" in texts(window)
    assert not window.form.field("passphrase").isVisible()
    window.form.fill({**LOGIN, "password": "not the password"})
    window.go()
    qtbot.waitUntil(lambda: "password" in window.form.errors(), timeout=WAIT)
    assert not (library / "aside").exists()
    window.form.fill(LOGIN)
    window.go()
    finish(program, window, qtbot)
    assert settings.read("seen") is None
    assert len(list((library / "aside").iterdir())) == 1


def test_an_encrypted_copy_is_not_called_damaged(
    program: Program, qtbot: QtBot, library: Path, clock: FixedClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = desks.open_desk(library, clock)
    desk.keeping.set_second(ADMIN, stick)
    desk.keeping.set_passphrase(ADMIN, "horse battery")
    desk.keeping.backup(ADMIN)
    desk.close()
    program.begin()
    press(program.window, "sign-in-restore")
    window = restore_window(program, qtbot)
    window.add_folder(stick)
    qtbot.waitUntil(lambda: window.said.text().startswith("Encrypted"), timeout=WAIT)
    assert window.form.field("backup").currentText().endswith(" · encrypted")
    assert window.said.property("tone") != "bad"


def test_who_was_let_go_needs_an_administrator_of_today(
    program: Program, qtbot: QtBot, library: Path, clock: FixedClock
) -> None:
    desk = desks.open_desk(library, clock)
    desk.staff.add(ADMIN, "lee", "Lee", "administrator", "another password")
    desk.staff.set_active(ADMIN, 1, False)
    desk.close()
    program.begin()
    press(program.window, "sign-in-restore")
    window = restore_window(program, qtbot)
    field = window.form.field("present_login")
    window.form.fill(LOGIN)
    assert not field.isVisible()
    window.go()
    qtbot.waitUntil(lambda: "present_login" in window.form.errors(), timeout=WAIT)
    assert field.isVisible() and not (library / "aside").exists()
    window.form.fill({"present_login": "lee", "present_password": "another password"})
    window.go()
    qtbot.waitUntil(lambda: window.findChild(Button, "restore-open") is not None, timeout=WAIT)
    assert {"Agreed for what stood there", "Lee"} <= set(texts(window))


def test_guesses_wait_also_in_a_window_that_was_opened_anew(program: Program, qtbot: QtBot) -> None:
    program.begin()
    for turn in range(2):
        press(program.window, "sign-in-restore")
        window = restore_window(program, qtbot)
        for _ in range(3):  # five are free, in both windows together
            window.form.fill({**LOGIN, "password": "a guess"})
            window.go()
            qtbot.waitUntil(lambda w=window: not w._busy, timeout=WAIT)  # type: ignore[misc]
        if not turn:
            press(window, "restore-back")
    assert "Too many failures" in " ".join([*window.form.errors().values(), *texts(window)])


def test_back_leads_to_the_sign_in_and_changes_nothing(program: Program, qtbot: QtBot) -> None:
    program.begin()
    press(program.window, "sign-in-restore")
    restore_window(program, qtbot)
    press(program.window, "restore-back")
    assert isinstance(program.window, SignIn)
    assert settings.read("seen") == 1


def test_a_damaged_library_offers_the_newest_good_backup(
    program: Program, qtbot: QtBot, library: Path
) -> None:
    newest = max((library / "backups").glob("2026*"))
    data = bytearray((newest / "library.db").read_bytes())
    data[-9] ^= 4
    (newest / "library.db").write_bytes(data)
    (library / "library.db").write_bytes(b"no database any more")
    with pytest.raises(Refusal) as refused:
        program.begin()
    assert program.recovers(refused.value)
    window = restore_window(program, qtbot)
    assert "The library cannot be opened" in texts(window)
    assert window.form.field("backup").currentText().startswith("2026-11-21 14:00")
    window.form.field("backup").set_value(str(newest))
    window._choose()
    assert "damaged" in window.said.text()
    assert not window.go_button.isEnabled()
    window.form.field("backup").set_value(str(min((library / "backups").glob("2026*"))))
    window._choose()
    window.form.fill(LOGIN)
    press(window, "restore-go")
    finish(program, window, qtbot)
    (kept,) = (library / "aside").iterdir()
    assert (kept / "library.db").read_bytes() == b"no database any more"


def test_what_can_be_read_is_saved(program: Program, qtbot: QtBot, library: Path) -> None:
    file = library / "library.db"
    file.write_bytes(bytes(4096) + file.read_bytes()[4096:])
    with pytest.raises(Refusal) as refused:
        program.begin()
    assert program.recovers(refused.value)
    window = restore_window(program, qtbot)
    window.form.fill(LOGIN)
    press(window, "restore-salvage")
    press(window, "confirm-primary")
    finish(program, window, qtbot)
    assert settings.read("seen") == 1  # it stood on a page that could be read


def test_what_can_be_read_is_saved_without_any_backup(program: Program, qtbot: QtBot, library: Path) -> None:
    shutil.rmtree(library / "backups")
    file = library / "library.db"
    data = file.read_bytes()
    pages = int.from_bytes(data[28:32], "big")
    file.write_bytes(data[:28] + (pages + 8).to_bytes(4, "big") + data[32:])  # as if its end were cut off
    with pytest.raises(Refusal) as refused:
        program.begin()
    assert program.recovers(refused.value)
    window = program.window
    assert isinstance(window, Restore)
    qtbot.waitUntil(lambda: window.said.text().startswith("There is no backup"), timeout=WAIT)
    assert not window.go_button.isEnabled()
    window.form.fill(LOGIN)
    press(window, "restore-salvage")
    press(window, "confirm-primary")
    finish(program, window, qtbot)
    assert settings.read("seen") == 1


def test_lost_settings_without_a_backup_are_taken_as_shipped_once_that_is_agreed_to(
    program: Program, qtbot: QtBot, library: Path, clock: FixedClock
) -> None:
    desk = desks.open_desk(library, clock)
    desk.shifts.close(ADMIN, desk.shifts.open(ADMIN, 1, 0), 0)  # its Z report says where numbers come from
    pages = connection.rows(int, "SELECT pageno FROM dbstat WHERE name = 'setting'")
    desk.close()
    shutil.rmtree(library / "backups")
    data = bytearray((library / "library.db").read_bytes())
    for page in pages:
        data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    (library / "library.db").write_bytes(data)
    with pytest.raises(Refusal) as refused:
        program.begin()
    assert program.recovers(refused.value)
    window = program.window
    assert isinstance(window, Restore)
    window.form.fill(LOGIN)
    press(window, "restore-salvage")
    press(window, "confirm-primary")
    qtbot.waitUntil(lambda: bool(shown(window, "confirm-note", "branch YQ")), timeout=WAIT)
    assert not (library / "aside").exists()
    press(shown(window, "confirm-note", "branch YQ")[0].window(), "confirm-primary")
    finish(program, window, qtbot)
    assert settings.read("branch") == "YQ"


def shown(window: QWidget, name: str, part: str) -> list[Label]:
    return [each for each in window.findChildren(Label, name) if part in each.text() and each.isVisible()]


def test_a_library_whose_file_is_gone_is_met_with_its_backups(
    program: Program, qtbot: QtBot, library: Path
) -> None:
    """A new library in its place would print its numbers a second time."""
    (library / "library.db").unlink()
    with pytest.raises(Refusal, match="lost") as refused:
        program.begin()
    with pytest.raises(Refusal, match="lost"):
        desks.create_desk(library, "zju", "YQ", "en")
    assert program.recovers(refused.value)
    window = restore_window(program, qtbot)
    assert "library.db is gone" in "".join(texts(window))
    window.form.fill(LOGIN)
    press(window, "restore-go")
    finish(program, window, qtbot)


def test_a_new_machine_begins_with_the_backup_of_another(
    qapp: QApplication, qtbot: QtBot, library: Path, tmp_path: Path, clock: FixedClock
) -> None:
    fresh = tmp_path / "fresh"
    program = Program(qapp, Options(folder=fresh, language="en"), clock)
    program.begin()
    press(program.window, "first-restore")
    window = program.window
    assert isinstance(window, Restore)
    press(window, "restore-back")
    assert isinstance(program.window, FirstRun) and not fresh.exists()
    press(program.window, "first-restore")
    window = program.window
    assert isinstance(window, Restore)
    window.add_folder(library / "backups")
    restore_window(program, qtbot)
    code = key_code.written((library / "library.key").read_bytes())
    window.form.fill({**LOGIN, "key": code})
    press(window, "restore-go")
    finish(program, window, qtbot)
    assert (fresh / "library.key").read_bytes() == (library / "library.key").read_bytes()
    leave(program)


@pytest.mark.parametrize("typed", [True, False])
def test_the_backup_of_a_library_with_another_key(
    program: Program, qtbot: QtBot, library: Path, typed: bool
) -> None:
    """As on a machine whose counter was set up anew before somebody thought of the stick."""
    first = (library / "library.key").read_bytes()
    (library / "library.key").write_bytes(bytes(32))
    program.begin()
    press(program.window, "sign-in-restore")
    window = restore_window(program, qtbot)
    assert not window.form.field("key").isHidden()
    window.form.fill({**LOGIN, "key": key_code.written(bytes(32))})
    window.go()
    qtbot.waitUntil(lambda: "key" in window.form.errors(), timeout=WAIT)
    window.form.fill({**LOGIN, "key": key_code.written(first) if typed else ""})
    window.go()
    finish(program, window, qtbot)
    assert ((library / "library.key").read_bytes() == first) is typed
    (kept,) = (library / "aside").iterdir()
    assert (kept / "library.key").read_bytes() == bytes(32)


def test_a_library_without_its_key_asks_for_the_code_at_once(
    program: Program, qtbot: QtBot, library: Path
) -> None:
    code = key_code.written((library / "library.key").read_bytes())
    (library / "library.key").unlink()
    program.begin()
    assert isinstance(program.window, SignIn)
    program.window.form.fill(LOGIN)
    program.window.go()
    qtbot.waitUntil(lambda: isinstance(program.window, DeskWindow), timeout=WAIT)
    window = program.window
    qtbot.waitUntil(lambda: window.findChild(KeyBack, "key-back") is not None, timeout=WAIT)
    sheet = window.findChild(KeyBack, "key-back")
    assert sheet is not None
    sheet.form.fill({"key": code})
    press(sheet, "key-back-primary")
    assert key_code.written((library / "library.key").read_bytes()) == code


def test_visitors_of_a_kiosk_never_see_backups(qapp: QApplication, library: Path) -> None:
    kiosk = Program(qapp, Options(folder=library, kiosk=True))
    assert not kiosk.recovers(Refusal("database.damaged", file="library.db"))


def test_a_backup_is_made_beside_the_window_when_it_is_due(
    qapp: QApplication, qtbot: QtBot, library: Path, clock: FixedClock
) -> None:
    desk = desks.open_desk(library, clock)
    desk.staff.sign_in(**LOGIN)
    keeper = Keeper(desk)
    with qtbot.waitSignal(keeper.tried, timeout=WAIT):
        keeper.look()
    assert len(desk.keeping.backups()) == 3
    keeper.look()
    keeper.stop()
    assert len(desk.keeping.backups()) == 3
    desk.close()
    keeper.look()  # its library is closed: nothing happens


def test_a_backup_whose_library_is_closed_under_it_is_no_bug(
    qapp: QApplication, qtbot: QtBot, library: Path, clock: FixedClock
) -> None:
    desk = desks.open_desk(library, clock)
    keeper, bugs = Keeper(desk), list[str]()
    keeper.broken.connect(bugs.append)
    keeper.look()  # the work begins once this thread waits, and then there is nothing left to copy
    desk.close()
    qtbot.waitUntil(lambda: keeper.tasks.running() == 0)
    assert bugs == []
    keeper.stop()
