"""What nobody caught is seen all the same: in the window in front, and never twice over."""

from __future__ import annotations

import gc
import sys

import pytest
from PySide6.QtWidgets import QApplication

from ill_desktop.words import load
from ui import start
from ui.kit.caught import catch_all
from ui.kit.commands import Commands
from ui.start import Options, Program


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def raised(error: BaseException) -> None:
    """What Python does with what a slot or a timer lets through."""
    sys.excepthook(type(error), error, None)


def reports(commands: Commands) -> list[str]:
    heard: list[str] = []
    commands.broken.connect(heard.append)
    return heard


def test_a_program_that_runs_shows_what_nobody_caught(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    """``run`` with everything in it but the windows."""
    commands = Commands(load("en"))
    heard = reports(commands)

    class App:
        setHighDpiScaleFactorRoundingPolicy = staticmethod(lambda policy: None)

        def __new__(cls, arguments: list[str]) -> QApplication:  # type: ignore[misc]
            return qapp

    def begin(program: Program) -> None:
        program.front = commands

    def work() -> int:
        raised(ZeroDivisionError("in a timer"))
        return 7

    monkeypatch.setattr(start, "QApplication", App)
    monkeypatch.setattr(Program, "begin", begin)
    monkeypatch.setattr(qapp, "exec", work, raising=False)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    assert start.run([], Options()) == 7
    assert len(heard) == 1
    assert "ZeroDivisionError" in heard[0]


def test_what_showing_it_raises_does_not_go_round_for_ever(capsys: pytest.CaptureFixture[str]) -> None:
    commands = Commands(load("en"))
    commands.broken.connect(lambda report: raised(KeyError("worse")))
    heard = reports(commands)
    catch_all(lambda: commands)
    for times in (1, 2):
        raised(ValueError("first"))
        assert "worse" in capsys.readouterr().err
        assert len(heard) == times, "the next one is shown again"


def test_before_there_is_a_window_it_goes_to_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    catch_all(lambda: None)
    raised(ValueError("early"))
    assert "early" in capsys.readouterr().err


def test_who_ends_the_program_by_hand_meets_no_error_window(capsys: pytest.CaptureFixture[str]) -> None:
    commands = Commands(load("en"))
    heard = reports(commands)
    catch_all(lambda: commands)
    raised(KeyboardInterrupt())
    assert heard == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
