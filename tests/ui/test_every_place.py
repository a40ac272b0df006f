"""Every place: nothing is cut off in a small window, and the other language is there at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.clock import FixedClock
from tests import filled
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.settings.screen import SettingsScreen
from ui.shell.desk_window import DeskWindow
from ui.start import Options, Program

W = TypeVar("W", bound=QWidget)
PLACES = (
    "today", "patrons", "review", "register", "requests", "new_request", "loans", "suppliers",
    "cashier", "notices", "reports", "help",
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only looked at here: one for all."""
    return filled.copy_to(tmp_path_factory.mktemp("small") / "library")


@contextmanager
def program(qapp: QApplication, library: Path, language: str) -> Iterator[DeskWindow]:
    program = Program(qapp, Options(folder=library, language=language), FixedClock(filled.NOW))
    program.begin()
    window = program.window
    assert isinstance(window, DeskWindow)
    window.session.memory.clear()
    window.resize(1180, 760)
    try:
        yield window
    finally:
        program.stop()
        window.leave()
        window.session.desk.close()
        window.close()
        window.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        program.languages.use("en")
        if program._lock is not None:
            program._lock.unlock()


@pytest.fixture(params=["en", "zh_CN"])
def window(qapp: QApplication, library: Path, request: pytest.FixtureRequest) -> Iterator[DeskWindow]:
    with program(qapp, library, request.param) as window:
        yield window


def settle(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.waitUntil(lambda: window.session.tasks.running() == 0, timeout=10_000)
    for _ in range(3):  # a column that gives way changes what is beside it
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def part(root: QWidget, kind: type[W], name: str) -> W:
    found = root.findChild(kind, name)
    assert found is not None, name
    return found


def lacking(widget: QWidget) -> bool:
    """Whether a widget has less room than its words want."""
    if isinstance(widget, ElidedLabel):
        return False  # it says the rest in its tooltip
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height()
        return widget.sizeHint().width() > widget.width()
    return isinstance(widget, Button) and widget.role != "rail" and widget.sizeHint().width() > widget.width()


def cut(root: QWidget) -> list[str]:
    """What can be seen only in part: too little room, or out of an area that scrolls down alone."""
    found = [
        f"{each.objectName()}: {each.text()}"  # type: ignore[attr-defined]
        for each in root.findChildren(QWidget)
        if each.isVisible() and lacking(each)
    ]
    for area in root.findChildren(QScrollArea):
        inner, never = area.widget(), Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        beyond = inner.width() - area.viewport().width() if inner is not None else 0
        if area.isVisible() and area.horizontalScrollBarPolicy() == never and beyond > 0:
            found.append(f"{area.objectName()} hides {beyond} pixels")
    return found


def sideways(content: QWidget) -> bool:
    """Whether the area round something scrolls to the side."""
    area = content
    while not isinstance(area, QScrollArea):
        above = area.parentWidget()
        assert above is not None
        area = above
    return area.horizontalScrollBar().maximum() > 0


def look(window: DeskWindow, qtbot: QtBot, where: str) -> list[str]:
    settle(qtbot, window)
    screen = window.current()
    assert screen is not None
    found = [f"{where}: {each}" for each in cut(screen)]
    return [*found, f"{where} scrolls sideways"] if sideways(screen) else found


def test_no_place_cuts_anything_off(window: DeskWindow, qtbot: QtBot) -> None:
    found: list[str] = []
    for place in PLACES:
        window.open_subject(place, None)
        found += look(window, qtbot, place)
    window.open_subject("cashier", None)
    screen = window.current()
    assert screen is not None
    tabs = part(screen, Pills, "cashier-tabs")
    for key in ("transfers", "invoices", "books", "register"):
        tabs.choose(key)
        tabs.chosen.emit(key)
        found += look(window, qtbot, f"cashier {key}")
    assert found == []


def test_no_section_of_the_settings_cuts_anything_off(window: DeskWindow, qtbot: QtBot) -> None:
    window.open_subject("settings", None)
    screen = window.current()
    assert isinstance(screen, SettingsScreen)
    found: list[str] = []
    for key in screen._buttons:
        section = screen.show_section(key)
        found += look(window, qtbot, key)
        if sideways(section):
            found.append(f"{key} scrolls sideways")
    assert found == []


def test_the_rail_gives_way_and_keeps_its_words(window: DeskWindow, qtbot: QtBot) -> None:
    settle(qtbot, window)
    small, button = window.rail.width(), window.rail._buttons["requests"]
    assert small < 100 and button.height() > button.width() / 2
    place = part(window, QLabel, "rail-subheading")
    assert place.text().count("\n") == 1 and not lacking(place)
    window.resize(1440, 900)
    settle(qtbot, window)
    assert window.rail.width() > small
    assert "\n" not in place.text()


def test_the_chips_of_the_filters_stand_in_one_line_below_the_words(window: DeskWindow, qtbot: QtBot) -> None:
    window.open_subject("requests", None)
    settle(qtbot, window)

    def top(name: str) -> int:
        each = part(window, QWidget, name)
        return each.mapTo(window, each.rect().center()).y()

    names = ("filter-service", "filter-type", "filter-state", "filter-period", "filter-more")
    assert len({top(name) for name in names}) == 1
    assert top("filter-service") > top("request-search")
    window.resize(1900, 900)
    settle(qtbot, window)
    assert {top(name) for name in names} == {top("request-search")}


def visit(window: DeskWindow, qtbot: QtBot) -> dict[str, QWidget]:
    """Every place and every section of the settings, each built and loaded."""
    seen: dict[str, QWidget] = {}
    for place in PLACES:
        window.open_subject(place, None)
        settle(qtbot, window)
        seen[place] = shown(window)
    window.open_subject("settings", None)
    settings = shown(window)
    assert isinstance(settings, SettingsScreen)
    for key in settings._buttons:
        seen[key] = settings.show_section(key)
        settle(qtbot, window)
    return seen


def shown(window: DeskWindow) -> QWidget:
    screen = window.current()
    assert screen is not None
    return screen


def words(places: dict[str, QWidget]) -> dict[str, set[str]]:
    """What stands on labels and buttons, and in the heads of tables."""
    said: dict[str, set[str]] = {}
    for where, place in places.items():
        texts = {each.text() for each in place.findChildren(QLabel) if each.isVisibleTo(place)}
        texts |= {each.text() for each in place.findChildren(QAbstractButton) if each.isVisibleTo(place)}
        for table in place.findChildren(TableView):
            across = Qt.Orientation.Horizontal
            texts |= {table.model().headerData(at, across) for at in range(table.model().columnCount())}
        said[where] = {text for text in texts if not text.startswith("SHA-256")}  # of the text that is chosen
    return said


def test_another_language_is_there_at_once(qapp: QApplication, library: Path, qtbot: QtBot) -> None:
    """Whoever switches reads the same as whoever has begun in that language."""
    with program(qapp, library, "zh_CN") as window:
        visit(window, qtbot)
        window.speak("en")
        switched = words(visit(window, qtbot))
    with program(qapp, library, "en") as window:
        begun = words(visit(window, qtbot))
    assert {where: left for where in begun if (left := switched[where] - begun[where])} == {}
