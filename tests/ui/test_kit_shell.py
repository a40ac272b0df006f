"""The window: pages built when opened, one box, status, scans, keys, memory."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.words import Words
from ui.kit import theme
from ui.kit.commands import Commands
from ui.kit.dialogs import Sheet, confirm
from ui.kit.finder import Hit
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.scanner import Scanner
from ui.kit.screen import Screen, page, scrolled, title_bar, vbox
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, Person

NAMES = {"today": "今日", "patrons": "读者", "requests": "请求", "cashier": "收银"}


class Place(Screen):
    """A screen that remembers what happened to it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.happened: list[object] = []
        self.takes_scans = key == "requests"
        new = Button(f"{key}-new", f"新{NAMES[key]}", key="N", on=lambda: self.happened.append("new"))
        self.setLayout(page(title_bar(NAMES[key], actions=[new]), None))

    def opened(self) -> None:
        self.happened.append("opened")

    def refresh(self, topics: frozenset[str]) -> None:
        self.happened.append(topics)

    def scanned(self, text: str) -> bool:
        if self.takes_scans:
            self.happened.append(("scan", text))
        return self.takes_scans


class Counter:
    """A window over four places."""

    def __init__(self, qtbot: QtBot, memory: dict[str, str] | None = None, demo: bool = False) -> None:
        self.built: dict[str, Place] = {}
        self.memory: dict[str, str] = {} if memory is None else memory
        self.window = MainWindow(
            heading="馆际互借台",
            subheading="玉泉 · 513 室",
            person=Person("周敏", "柜台"),
            pages=[Page(key, key, name, lambda key=key: self.make(key)) for key, name in NAMES.items()],
            finder=self.find,
            memory=self.memory,
            demo=demo,
        )
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def make(self, key: str) -> Place:
        self.built[key] = Place(key)
        return self.built[key]

    def find(self, text: str) -> Sequence[Hit]:
        return [Hit("李楠", "22012345", "patrons", 7)] if "李" in text else []


@pytest.fixture
def counter(qtbot: QtBot) -> Counter:
    return Counter(qtbot)


def test_nothing_is_built_before_it_is_opened(counter: Counter) -> None:
    assert counter.built == {}
    counter.window.open("requests")
    counter.window.open("cashier")
    counter.window.open("requests")
    assert list(counter.built) == ["requests", "cashier"]
    assert counter.built["requests"].happened == ["opened", "opened"]
    assert counter.window.current() is counter.built["requests"]


def test_ctrl_and_a_number_go_to_a_page_and_mark_it(counter: Counter) -> None:
    counter.window.open("today")
    QTest.keyClick(counter.window.windowHandle(), Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert counter.window.current() is counter.built["requests"]
    marked = [
        button.objectName() for button in counter.window.rail.findChildren(Button) if button.isChecked()
    ]
    assert marked == ["rail-requests"]


def test_a_letter_key_works_on_the_page_in_front_only(counter: Counter) -> None:
    counter.window.open("today")
    screen = counter.window.open("requests")
    screen.setFocus()
    QTest.keyClick(screen, Qt.Key.Key_N)
    assert "new" in counter.built["requests"].happened
    assert "new" not in counter.built["today"].happened


def test_the_one_box_is_reached_and_asks(counter: Counter, qtbot: QtBot) -> None:
    counter.window.open("today")
    QTest.keyClick(counter.window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = counter.window.top.box
    assert box.hasFocus()
    QTest.keyClicks(box, "10.1038/x")
    with qtbot.waitSignal(counter.window.asked) as asked:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert (asked.args, box.text()) == (["10.1038/x"], "")
    box.setText("李")
    box.search()
    with qtbot.waitSignal(counter.window.chosen) as chosen:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args is not None and chosen.args[0].value == 7


def test_a_scan_goes_to_the_screen_in_front_else_to_the_box(counter: Counter, qtbot: QtBot) -> None:
    counter.window.open("requests")
    counter.window.take_scan("YQ1-20261121-0018")
    assert counter.built["requests"].happened[-1] == ("scan", "YQ1-20261121-0018")
    counter.window.open("cashier")
    with qtbot.waitSignal(counter.window.asked) as asked:
        counter.window.take_scan("YQ1-20261121-0018")
    assert asked.args == ["YQ1-20261121-0018"]


def test_a_scan_never_reaches_what_lies_under_a_sheet(counter: Counter, app: QApplication) -> None:
    counter.window.open("requests")
    before = list(counter.built["requests"].happened)
    sheet = confirm(counter.window, "交班？", "", "交班", lambda: None)
    scanner = Scanner(app)
    counter.window.hear(scanner)
    scanner.scanned.emit("YQ1-20261121-0018")
    assert counter.built["requests"].happened == before
    assert sheet.isVisible()
    sheet.reject()


def test_a_change_refreshes_built_screens_once(counter: Counter) -> None:
    commands = Commands(Words("zh_CN", {}))
    counter.window.listen(commands)
    counter.window.open("cashier")
    commands.run(lambda: None, touches=("cashier",))
    assert counter.built["cashier"].happened == ["opened", frozenset({"cashier"})]


def test_the_rail_shows_what_waits(counter: Counter) -> None:
    counter.window.show_count("patrons", 1207)
    button = counter.window.rail.findChild(Button, "rail-patrons")
    assert button.accessibleDescription() == "1,207"
    counter.window.show_count("patrons", 0)
    assert button.accessibleDescription() == ""


def test_the_status_bar_says_and_unsays(counter: Counter) -> None:
    counter.window.show_status("till", "钱箱 1 · 班次 08:30 起", "good")
    counter.window.show_status("mail", "待发邮件 3")
    assert counter.window.bar.text("till") == "钱箱 1 · 班次 08:30 起"
    counter.window.show_status("mail", "")
    assert not counter.window.findChild(QWidget, "status-mail").isVisible()


def test_the_person_can_change_colours_and_leave(counter: Counter, qtbot: QtBot) -> None:
    assert counter.window.top.person.words() == "周敏 · 柜台"
    for name, signal in (
        ("menu-theme", counter.window.theme_asked),
        ("menu-sign-out", counter.window.sign_out_asked),
    ):
        menu = counter.window.top.menu()
        with qtbot.waitSignal(signal):
            next(action for action in menu.actions() if action.objectName() == name).trigger()
    with qtbot.waitSignal(counter.window.language_asked):
        counter.window.bar.language.click()


@pytest.mark.parametrize("demo", [True, False])
def test_a_demo_says_that_it_is_one(demo: bool, qtbot: QtBot) -> None:
    assert Counter(qtbot, demo=demo).window.top.demo.isVisible() is demo


def test_f1_lists_the_keys_of_the_window_and_of_this_screen(counter: Counter) -> None:
    counter.window.open("requests")
    keys = dict(counter.window.keys())
    assert keys["N"] == "新请求"
    assert keys["Ctrl+3"] == "请求"
    QTest.keyClick(counter.window.windowHandle(), Qt.Key.Key_F1)
    sheet = counter.window.findChild(Sheet, "keys")
    assert {"新请求", "收银"} <= {label.text() for label in sheet.findChildren(Label)}
    sheet.reject()


def test_the_windows_place_is_remembered(counter: Counter, qtbot: QtBot) -> None:
    counter.window.resize(900, 640)
    counter.window.close()
    again = Counter(qtbot, counter.memory)
    assert again.window.height() == 640


def test_a_damaged_memory_does_no_harm(qtbot: QtBot) -> None:
    assert Counter(qtbot, {"window.geometry": "字not base64"}).window.isVisible()


def test_every_control_has_a_name_for_tests_and_one_for_readers(counter: Counter) -> None:
    counter.window.open("requests")
    counter.window.top.box.setText("李")
    counter.window.top.box.search()
    for control in counter.window.findChildren(QWidget):
        if isinstance(control, QAbstractButton | QLineEdit) and control.isVisible():
            assert control.objectName(), control
            assert control.accessibleName(), control.objectName()


def test_everything_is_said_again_in_another_language(
    counter: Counter, app: QApplication, qtbot: QtBot, brackets: QTranslator
) -> None:
    app.installTranslator(brackets)
    qtbot.waitUntil(lambda: counter.window.top.box.placeholderText().startswith("«"))
    assert counter.window.top.box.accessibleName() == "«Search everything»"
    assert counter.window.bar.language.accessibleName() == "«Language»"


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_the_window_is_painted_in_the_themes_colours(
    look: theme.Theme, counter: Counter, app: QApplication
) -> None:
    counter.window.open("requests")
    theme.apply(app, look)
    picture = counter.window.grab().toImage()
    at = {"rail": (4, 600), "page": (600, 500), "top": (900, 8), "status": (700, 895)}
    colours = {name: picture.pixelColor(*point).name() for name, point in at.items()}
    assert colours == {
        "rail": look.panel,
        "page": look.background,
        "top": look.panel,
        "status": look.panel,
    }


def test_what_scrolls_down_alone_hides_nothing_at_the_side(qtbot: QtBot) -> None:
    wide = QWidget()
    wide.setMinimumSize(300, 900)
    area = scrolled(vbox(wide))
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(vbox(area))
    window.resize(100, 200)
    window.show()
    assert area.viewport().width() >= 300
    wide.setMinimumWidth(420)
    qtbot.waitUntil(lambda: area.viewport().width() >= 420)
