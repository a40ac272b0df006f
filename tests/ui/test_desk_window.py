"""The window of a desk: the one box, the status bar, language and colours, what comes from outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.rules import Profile
from ill_desktop.requests.service import NewRequest
from ill_desktop.staff.queries import preferences
from tests.fresh import new_desk
from ui.notices.screen import NoticesScreen
from ui.shell.desk_window import DeskWindow
from ui.shell.finding import Goal
from ui.start import Options, Program
from ui.today.screen import TodayScreen

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[DeskWindow]:
    """A demo library, which signs in by itself."""
    clock = FixedClock(NOW)
    desk = new_desk(tmp_path / "library", clock, demo=True)
    desk.staff.add_first("zhoumin", "周敏", "correct horse battery")
    desk.close()
    program = Program(qapp, Options(folder=tmp_path / "library", language="zh_CN"), clock)
    program.begin()
    window = program.window
    assert isinstance(window, DeskWindow)
    yield window
    program.stop()
    window.leave()
    window.session.desk.close()
    window.close()
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program.languages.use("en")
    program.use_theme("light")


@pytest.fixture
def desk(window: DeskWindow) -> Desk:
    return window.session.desk


@pytest.fixture
def patron(window: DeskWindow, desk: Desk) -> int:
    home = patrons.institutions("浙江大学")[0].id
    by = window.session.actor
    profile = Profile(
        institution_id=home, number="chenhy88", name="陈竑宇", sex="m", email="chy@126.com",
        mobile="13957102231", unit="杭州水利设计院", password="rain1234", confirmation="rain1234",
    )  # fmt: skip
    patron = desk.patrons.register_form(by, "off_campus", profile)
    desk.patrons.approve(by, patron)
    return patron


@pytest.fixture
def request_number(window: DeskWindow, desk: Desk, patron: int) -> str:
    fields = {"article_title": "径流预测", "journal": "水利学报", "year": "2024"}
    new = NewRequest(patron, "delivery", "journal_article", fields, copyright_agreed=True)
    return desk.requests.submit(window.session.actor, new).number


class Strays(QObject):
    """Names of widgets that came up as windows of their own: they take the focus, and flash."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName() or type(watched).__name__)
        return False


def goals(window: DeskWindow, text: str) -> list[Goal]:
    return [hit.value for hit in window._finding.find(text)]


def test_the_box_finds_readers_requests_and_commands(
    window: DeskWindow, patron: int, request_number: str
) -> None:
    assert Goal("patrons", patron) in goals(window, "陈竑")
    assert Goal("patrons", patron) in goals(window, "chy")
    assert Goal("requests", 1) in goals(window, "径流")
    assert goals(window, request_number)[0] == Goal("requests", 1)
    assert Goal("new_request", act="new_request") in goals(window, "新请求")
    assert Goal("new_request", act="new_request") in goals(window, "new req")
    assert goals(window, "火星") == []


def test_a_scanned_number_opens_its_request(window: DeskWindow, request_number: str) -> None:
    window.asked.emit(request_number.lower())
    screen = window.current()
    assert screen is not None and screen.objectName() == "requests"


def test_a_pasted_reference_becomes_a_request(window: DeskWindow, qtbot: QtBot, patron: int) -> None:
    window.asked.emit("王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024, 55(3): 311-322.")
    screen = window.current()
    assert screen is not None and screen.objectName() == "new-request"
    qtbot.waitUntil(lambda: screen.reference.values().get("journal") == "水利学报", timeout=10_000)  # type: ignore[attr-defined]


def test_a_scanned_slip_opens_its_reader_also_when_it_is_used_up(
    window: DeskWindow, desk: Desk, patron: int
) -> None:
    slip = desk.activation.issue_token(window.session.actor, patron, "paper").text
    connection.execute("UPDATE activation_token SET consumed_at = created_at")
    window.asked.emit(slip)
    assert window.toasts.texts() == []
    screen = window.current()
    assert screen is not None and screen.objectName() == "patrons"


def test_a_link_that_is_typed_is_no_slip_at_every_key(window: DeskWindow) -> None:
    link = "https://doi.org/10.1016/a/j.watres.2024.121"
    for end in range(8, len(link) + 1):
        assert goals(window, link[:end]) == []
    assert window.toasts.texts() == []


def test_what_is_not_found_is_said(window: DeskWindow) -> None:
    window.asked.emit("火星")
    assert "火星" in window.toasts.texts()[-1]


def test_language_and_colours_change_live_and_are_remembered(
    window: DeskWindow, desk: Desk, qtbot: QtBot
) -> None:
    assert window.rail._buttons["today"].words() == "今日"
    window.language_asked.emit()
    qtbot.waitUntil(lambda: window.rail._buttons["today"].words() == "Today")
    assert window.session.words("state.received") == "Received"
    window.theme_asked.emit()
    remembered = preferences(window.session.actor)
    assert (remembered["language"], remembered["theme"]) == ("en", "dark")


def test_the_status_bar_tells_the_shift(window: DeskWindow, desk: Desk) -> None:
    window.show_state()
    assert window.bar.text("till") == "钱箱 1 · 未开班"
    window.session.commands.run(
        lambda: desk.shifts.open(window.session.actor, 1, 100_00), touches=("cashier",)
    )
    assert window.bar.text("till") == "钱箱 1 · 班次 14:00 起"


def test_what_another_process_stores_shows_up(
    window: DeskWindow, desk: Desk, qtbot: QtBot, patron: int
) -> None:
    screen = window.open("today")
    assert isinstance(screen, TodayScreen)
    fields = {"title": "结构洞"}

    def elsewhere(_progress: object) -> None:  # another thread has its own connection, as another process has
        new = NewRequest(patron, "delivery", "book", fields, delivery="pickup", copyright_agreed=True)
        desk.requests.submit(window.session.actor, new)

    with qtbot.waitSignal(window.session.commands.changed, timeout=5_000):
        window.session.tasks.run(elsewhere)
    qtbot.waitUntil(lambda: any(item.text == "结构洞" for item in screen.list.model.rows), timeout=5_000)


@pytest.mark.parametrize(
    "place",
    [
        "today",
        "patrons",
        "requests",
        "cashier",
        "notices",
        "reports",
        "settings",
        "review",
        "register",
        "new_request",
    ],
)
def test_every_place_opens_in_both_languages(window: DeskWindow, place: str) -> None:
    window.open(place)
    window.speak("en")
    window.speak("zh_CN")
    screen = window.current()
    assert screen is not None and screen.isVisible()


def test_no_part_of_a_place_comes_up_as_a_window_of_its_own(window: DeskWindow, qapp: QApplication) -> None:
    window.show()
    strays = Strays()
    qapp.installEventFilter(strays)
    for place in ("patrons", "requests", "cashier", "notices", "reports", "settings", "help"):
        window.session.open(place, None)
    window.session.open("notices", None)
    notices = window.current()
    assert isinstance(notices, NoticesScreen)
    for page in ("letters", "texts"):
        notices._turn(page)
    qapp.removeEventFilter(strays)
    assert strays.names == []
