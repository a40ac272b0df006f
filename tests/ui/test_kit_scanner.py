"""A scanner's burst is taken out; a person's keys all arrive, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.keys import Button
from ui.kit.scanner import GAP_MS, LEAST, Scanner, plain
from ui.kit.screen import Screen, vbox

FAST, SLOW = 5.0, 90.0
CODE = "YQ1-20261121-0018"


class Counter:
    """A screen with a field, a default button under Enter and a button under Y; the clock is ours."""

    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self.now = 1000.0
        self.field = QLineEdit()
        self.pressed: list[str] = []
        self.enter = Button(
            "take", "收款", role="primary", key="Enter", on=lambda: self.pressed.append("Enter")
        )
        self.letter = Button("yes", "通过", key="Y", on=lambda: self.pressed.append("Y"))
        self.screen = Screen("counter")
        self.screen.setLayout(vbox(self.field, self.enter, self.letter))
        qtbot.addWidget(self.screen)
        self.scanner = Scanner(app, stamp=lambda _event: self.now)
        self.read: list[str] = []
        self.scanner.scanned.connect(self.read.append)
        self.screen.show()
        self.screen.activateWindow()
        qtbot.waitUntil(self.screen.isActiveWindow)
        self.field.setFocus()

    def key(self, key: str | Qt.Key, gap: float) -> None:
        self.now += gap
        QTest.keyClick(self.screen.windowHandle(), key)

    def type(self, text: str, gap: float) -> None:
        for letter in text:
            self.key(letter, gap)

    def enter_key(self, gap: float) -> None:
        self.key(Qt.Key.Key_Return, gap)


@pytest.fixture
def counter(qtbot: QtBot, app: QApplication) -> Iterator[Counter]:
    made = Counter(qtbot, app)
    yield made
    made.scanner.setParent(None)
    made.scanner.deleteLater()


def test_a_burst_is_read_and_touches_nothing(counter: Counter) -> None:
    counter.type(CODE, FAST)
    counter.enter_key(FAST)
    assert counter.read == [CODE]
    assert counter.field.text() == ""
    assert counter.pressed == []


def test_a_burst_over_a_button_presses_nothing(counter: Counter) -> None:
    counter.enter.setFocus()
    counter.type("Y Y Y Y", FAST)
    counter.enter_key(FAST)
    assert (counter.read, counter.pressed) == (["Y Y Y Y"], [])


def test_a_typist_is_not_a_scanner(counter: Counter) -> None:
    counter.type(CODE, SLOW)
    counter.enter_key(SLOW)
    assert counter.read == []
    assert counter.field.text() == CODE
    assert counter.pressed == ["Enter"]


def test_a_short_burst_is_typing(counter: Counter, qtbot: QtBot) -> None:
    counter.type("12345", FAST)
    assert counter.field.text() == ""
    qtbot.waitUntil(lambda: counter.field.text() == "12345")


def test_what_was_typed_before_a_scan_stays(counter: Counter) -> None:
    counter.type("ab", SLOW)
    counter.now += SLOW
    counter.type(CODE, FAST)
    counter.enter_key(FAST)
    assert (counter.field.text(), counter.read) == ("ab", [CODE])


def test_a_letter_key_still_presses_its_button(counter: Counter, qtbot: QtBot) -> None:
    counter.enter.setFocus()
    counter.key("y", SLOW)
    qtbot.waitUntil(lambda: counter.pressed == ["Y"])


def test_a_letter_shortcut_cannot_fire_from_a_burst(counter: Counter) -> None:
    fired: list[int] = []
    QShortcut(QKeySequence("Q"), counter.screen).activated.connect(lambda: fired.append(1))
    counter.enter.setFocus()
    counter.type("QQQQQQ", FAST)
    counter.enter_key(FAST)
    assert (counter.read, fired) == (["QQQQQQ"], [])


def test_full_width_characters_are_read_as_plain(counter: Counter, app: QApplication) -> None:
    for letter in "ＹＱ１－２０２６１１２１":
        counter.now += FAST
        event = QInputMethodEvent()
        event.setCommitString(letter)
        app.sendEvent(counter.field, event)
    counter.enter_key(FAST)
    assert counter.read == ["YQ1-20261121"]
    assert counter.field.text() == ""


def test_chinese_words_from_an_input_method_are_typing(counter: Counter, app: QApplication) -> None:
    event = QInputMethodEvent()
    event.setCommitString("中国古代水利史研究")
    app.sendEvent(counter.field, event)
    counter.scanner.give()
    assert counter.field.text() == "中国古代水利史研究"
    assert counter.read == []


def test_ctrl_and_arrow_keys_pass_at_once(counter: Counter) -> None:
    counter.type("abc", FAST)
    counter.key(Qt.Key.Key_Left, FAST)
    counter.key(Qt.Key.Key_Backspace, FAST)
    assert counter.field.text() == "ac"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("ＹＱ１", "YQ1"),
        ("10。1038、abc", "10.1038/abc"),
        (" 978 ", "978"),
        ("10.1038/s44221", "10.1038/s44221"),
    ],
)
def test_widened_texts(read: str, meant: str) -> None:
    assert plain(read) == meant


KEYS = st.lists(
    st.tuples(st.sampled_from("aZ09-\n"), st.sampled_from([1.0, FAST, 35.0, 36.0, SLOW])), max_size=60
)


def expected(keys: list[tuple[str, float]]) -> tuple[str, list[str], int]:
    """What should stand in the field, be read, and how often Enter got through: told by the rule itself."""
    field, read, entered, run = "", [], 0, ""
    for letter, gap in keys:
        if letter != "\n":
            if gap > GAP_MS:
                field, run = field + run, ""
            run += letter
        elif len(run) >= LEAST and gap <= GAP_MS:
            read.append(run)
            run = ""
        else:
            field, run, entered = field + run, "", entered + 1
    return field + run, read, entered


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(keys=KEYS)
def test_every_key_arrives_once_or_is_read_once(counter: Counter, keys: list[tuple[str, float]]) -> None:
    counter.field.clear()
    counter.read.clear()
    counter.pressed.clear()
    counter.now += 10_000
    for letter, gap in keys:
        counter.key(Qt.Key.Key_Return if letter == "\n" else letter, gap)
    counter.scanner.give()
    field, read, entered = expected(keys)
    assert counter.field.text() == field
    assert counter.read == [plain(each) for each in read]
    assert counter.pressed == ["Enter"] * entered


def test_two_windows_do_not_mix(counter: Counter, qtbot: QtBot) -> None:
    other = QWidget()
    line = QLineEdit(other)
    qtbot.addWidget(other)
    counter.type("abc", FAST)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    line.setFocus()
    typed: Callable[[str], None] = lambda key: QTest.keyClick(other.windowHandle(), key)  # noqa: E731
    counter.now += SLOW
    typed("x")
    counter.scanner.give()
    assert (counter.field.text(), line.text()) == ("abc", "x")
