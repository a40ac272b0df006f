"""The one door: what becomes of an action, here and in a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.errors import Refusal
from ill_desktop.words import Words
from ui.kit import messages, tasks
from ui.kit.commands import UNDO_SECONDS, Changes, Commands
from ui.kit.error_window import ErrorWindow
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.progress import Progress, ProgressCard
from ui.kit.report import write
from ui.kit.tasks import Tasks
from ui.kit.toast import Toast, Toasts

WORDS = Words("zh_CN", {"refusal.closed": "请先开班", "refusal.mail": "邮箱不对"})


class Heard:
    """Everything a door said."""

    def __init__(self, commands: Commands) -> None:
        self.all: list[tuple[object, ...]] = []
        commands.changed.connect(lambda changes: self.all.append(("changed", changes.topics)))
        commands.said.connect(lambda text, undo: self.all.append(("said", text, undo)))
        commands.refused.connect(lambda text: self.all.append(("refused", text)))
        commands.broken.connect(lambda report: self.all.append(("broken", report)))


def _refuse() -> None:
    raise Refusal("closed")


def _break() -> None:
    raise ValueError("李楠 330102199001011234")


def test_a_success_is_done_then_changed_once_then_said() -> None:
    commands = Commands(WORDS)
    heard = Heard(commands)
    got = commands.run(
        lambda: 7,
        on_done=lambda result: heard.all.append(("done", result)),
        touches=("requests", "cashier"),
        says=lambda result: f"收款 {result}",
    )
    assert got == 7
    assert heard.all == [("done", 7), ("changed", {"requests", "cashier"}), ("said", "收款 7", False)]


def test_changes_tell_who_is_concerned() -> None:
    changes = Changes(frozenset({"cashier"}))
    assert changes.touch("cashier", "patrons")
    assert not changes.touch("patrons")


def test_a_refusal_is_said_and_nothing_changed() -> None:
    commands = Commands(WORDS)
    heard = Heard(commands)
    assert commands.run(_refuse, touches=("cashier",), says="never") is None
    assert heard.all == [("refused", "请先开班")]


def test_a_refusal_goes_to_the_form_and_success_takes_it_away(qtbot: QtBot) -> None:
    commands, form = Commands(WORDS), Form("f", [Ask("mail", "邮箱")])
    qtbot.addWidget(form)

    def refuse() -> None:
        raise Refusal("mail", "mail")

    heard = Heard(commands)
    commands.run(refuse, form=form)
    assert form.errors() == {"mail": "邮箱不对"}
    commands.run(lambda: None, form=form)
    assert form.errors() == {}
    assert heard.all == []


def test_a_bug_becomes_a_report_without_anything_personal(caplog: pytest.LogCaptureFixture) -> None:
    commands = Commands(WORDS)
    heard = Heard(commands)
    assert commands.run(_break) is None
    ((kind, report),) = heard.all
    assert kind == "broken" and isinstance(report, str)
    assert "ValueError" in report and "test_kit_commands.py" in report and "_break" in report
    for private in ("李楠", "330102", "/work", "/home", "/root"):
        assert private not in report and private not in caplog.text


def test_the_report_follows_causes() -> None:
    try:
        try:
            _break()
        except ValueError as error:
            raise KeyError("x") from error
    except KeyError as error:
        written = write(error)
    assert written.index("KeyError") < written.index("ValueError")


def test_undo_runs_through_the_door_while_its_time_runs() -> None:
    now = [100.0]
    commands = Commands(WORDS, clock=lambda: now[0])
    heard = Heard(commands)
    undone: list[int] = []
    commands.run(lambda: 3, says="已受理", touches=("requests",), undo=undone.append)
    now[0] += UNDO_SECONDS
    assert commands.undo_last()
    assert undone == [3]
    assert heard.all[-2:] == [("changed", {"requests"}), ("said", "Undone", False)]
    assert not commands.undo_last()
    commands.run(lambda: 4, undo=undone.append)
    now[0] += UNDO_SECONDS + 1
    assert not commands.undo_last()
    assert undone == [3]


def test_what_cannot_be_undone_ends_the_undo_of_what_was_before() -> None:
    commands = Commands(WORDS)
    commands.run(lambda: 1, undo=lambda _result: None)
    commands.run(lambda: 2)
    assert not commands.undo_last()


# -- tasks ----------------------------------------------------------------------------------------


@pytest.fixture
def door() -> Iterator[tuple[Commands, Tasks]]:
    commands = Commands(WORDS)
    works = Tasks(commands)
    yield commands, works
    works.stop()


def test_a_work_runs_elsewhere_and_ends_here(door: tuple[Commands, Tasks], qtbot: QtBot) -> None:
    commands, works = door
    heard = Heard(commands)
    threads: list[threading.Thread] = []

    def work(progress: Progress) -> int:
        threads.append(threading.current_thread())
        progress.step(1, 2)
        return 42

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        heard.all.append(("done", result))

    with qtbot.waitSignal(commands.said):
        works.run(work, done, "导出", says="导出完毕", touches=("reports",))
    assert heard.all == [("done", 42), ("changed", {"reports"}), ("said", "导出完毕", False)]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert works.running() == 0


def test_a_works_refusal_and_bug_go_through_the_same_door(door: tuple[Commands, Tasks], qtbot: QtBot) -> None:
    commands, works = door
    heard = Heard(commands)
    ended: list[int] = []
    with qtbot.waitSignal(commands.refused):
        works.run(lambda progress: _refuse(), on_end=lambda: ended.append(1))
    with qtbot.waitSignal(commands.broken):
        works.run(lambda progress: _break(), on_end=lambda: ended.append(2))
    assert [kind for kind, *_rest in heard.all] == ["refused", "broken"]
    assert ended == [1, 2]


def test_a_stopped_work_just_ends(door: tuple[Commands, Tasks], qtbot: QtBot) -> None:
    commands, works = door
    heard = Heard(commands)
    started = threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        while True:
            progress.step(1)

    with qtbot.waitSignal(works.hiding):
        progress = works.run(work, lambda _result: heard.all.append(("done",)))
        assert started.wait(5)
        progress.cancel()
    assert progress.cancelled
    assert heard.all == []


def test_the_thread_leaves_its_connection_after_each_work(qtbot: QtBot) -> None:
    left: list[bool] = []
    commands = Commands(WORDS)
    works = Tasks(commands, leave=lambda: left.append(threading.current_thread() is threading.main_thread()))
    with qtbot.waitSignal(commands.refused):
        works.run(lambda progress: _refuse())
    assert left == [False]


def test_a_long_work_shows_itself_and_can_be_stopped(
    door: tuple[Commands, Tasks], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SHOW_AFTER_MS", 0)
    commands, works = door
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    messages.attach(window, commands, works)

    def work(progress: Progress) -> None:
        at = 0
        while True:
            at += 1
            progress.step(min(at, 10), 10)

    works.run(work, title="备份")
    qtbot.waitUntil(lambda: window.findChild(ProgressCard) is not None)
    card = window.findChild(ProgressCard)
    qtbot.waitUntil(lambda: card.bar.maximum() == 10)
    card.stop.click()
    qtbot.waitUntil(lambda: works.running() == 0)
    qtbot.waitUntil(lambda: window.findChild(ProgressCard) is None)


# -- speaking -------------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_sentences_appear_inside_the_window_and_go(window: QWidget, qtbot: QtBot) -> None:
    toasts = messages.attach(window, Commands(WORDS))
    toasts.say("已收款")
    toasts.warn("这位读者还没有激活，不能外借。请先在柜台激活，或让读者扫描激活二维码，然后再办理借出。")
    shown = window.findChildren(Toast)
    assert all(window.rect().contains(toast.geometry()) for toast in shown)
    assert not shown[0].geometry().intersects(shown[1].geometry())
    words = shown[1].words
    assert words.height() >= words.heightForWidth(words.width())
    shown[0].close()
    assert toasts.texts() == [words.text()]


def test_at_most_three_sentences_stand_and_one_undo(window: QWidget) -> None:
    toasts = Toasts(window)
    for number in range(5):
        toasts.say(f"第 {number} 步", undo=lambda: None)
    assert toasts.texts() == ["第 4 步"]
    for number in range(5):
        toasts.warn(f"错 {number}")
    assert toasts.texts() == ["第 4 步", "错 2", "错 3", "错 4"]


def test_undo_on_the_toast_takes_the_step_back(window: QWidget, qtbot: QtBot) -> None:
    commands = Commands(WORDS)
    toasts = messages.attach(window, commands)
    undone: list[int] = []
    commands.run(lambda: 5, says="已受理", undo=undone.append)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [5]
    assert toasts.texts() == ["Undone"]


def test_a_bug_opens_one_window_whose_report_can_be_copied(window: QWidget, qtbot: QtBot) -> None:
    commands = Commands(WORDS)
    messages.attach(window, commands)
    commands.run(_break)
    commands.run(_break)
    (opened,) = window.findChildren(ErrorWindow)
    opened.findChild(Button, "error-primary").click()
    assert "ValueError" in QGuiApplication.clipboard().text()
    assert opened.isVisible()
    opened.reject()
