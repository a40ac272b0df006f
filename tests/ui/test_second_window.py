"""A second window on the same library is noticed; one that was killed stands in nobody's way."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ill_desktop import words
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from tests.fresh import new_desk
from ui.shell.desk_window import DeskWindow
from ui.start import Options, Program

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)
OTHER = """
import sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
lock.setStaleLockTime(0)
print(lock.tryLock(0), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    first = ("zhoumin", "周敏", "correct horse battery")
    new_desk(folder, FixedClock(NOW), demo=True, first=first).close()
    return folder


def close(app: QApplication, program: Program) -> None:
    window = program.window
    assert isinstance(window, DeskWindow)
    program.stop()
    window.leave()
    window.session.desk.close()
    window.close()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program.languages.use("en")


def test_a_second_window_is_told_and_a_killed_one_is_forgotten(qapp: QApplication, library: Path) -> None:
    command = [sys.executable, "-c", OTHER, str(library / "window.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "True\n"
        second = Program(qapp, Options(library, "en"), FixedClock(NOW))
        with pytest.raises(Refusal) as caught:
            second.begin()
        other.kill()
    assert caught.value.code == "window.second" and second.window is None
    assert "open already" in words.load("en").refusal(caught.value)
    assert (library / "window.lock").exists(), "the dead process has left it"
    third = Program(qapp, Options(library, "en"), FixedClock(NOW))
    third.begin()
    close(qapp, third)


def test_a_clock_that_stands_before_the_last_entry_is_said_in_the_window(
    qapp: QApplication, library: Path
) -> None:
    program = Program(qapp, Options(library, "en"), FixedClock(NOW - dt.timedelta(days=30)))
    said: list[str] = []
    program.begin()
    window = program.window
    assert isinstance(window, DeskWindow)
    window.session.commands.refused.connect(said.append)
    window.grab()  # painted
    qapp.processEvents()
    close(qapp, program)
    assert [each for each in said if "clock of this computer says 2026-10-22 14:00" in each]
