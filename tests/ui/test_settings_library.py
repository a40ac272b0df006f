"""Settings: branches, hotlines and tills, and that what is changed there is what readers are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import tills
from tests.ui.rest_desk import RestDesk
from ui.kit.dialogs import Sheet
from ui.kit.keys import Button
from ui.kit.table import TableView
from ui.settings.fact_list import FactSheet
from ui.settings.name_sheet import NameSheet
from ui.settings.screen import SettingsScreen

BRANCH = {
    "code": "HJC",
    "phone": "0571-86971000",
    "pickup_phone": "0571-86971001",
    "name.zh_CN": "华家池校区图书馆",
    "name.en": "Huajiachi Campus Library",
    "short.zh_CN": "华家池",
    "short.en": "Huajiachi",
    "room.zh_CN": "102 室",
    "room.en": "Room 102",
    "pickup.zh_CN": "华家池校区图书馆 102 室",
    "pickup.en": "Huajiachi Campus Library, Room 102",
}
Show = Callable[[str], RestDesk]


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    """Settings with one section in front."""
    made: list[RestDesk] = []

    def build(section: str) -> RestDesk:
        desk = RestDesk(qtbot, tmp_path, SettingsScreen)
        made.append(desk)
        assert isinstance(desk.screen, SettingsScreen)
        desk.screen.show_section(section)
        desk.settle()
        return desk

    yield build
    for desk in made:
        desk.close()


def _write(at: RestDesk, path: str, text: str) -> None:
    line = at.find(QLineEdit, path)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def _sheet(at: RestDesk, name: str) -> FactSheet | NameSheet:
    sheet = at.sheet(name)
    assert isinstance(sheet, FactSheet | NameSheet)
    return sheet


def _press(at: RestDesk, sheet: Sheet) -> None:
    QTest.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    at.settle()


def _add_branch(at: RestDesk) -> None:
    at.press("branch-add")
    sheet = _sheet(at, "branches-sheet")
    sheet.form.fill(BRANCH)
    _press(at, sheet)


# -- branches -------------------------------------------------------------------------------------


def test_a_branch_is_added_and_its_facts_are_in_front(show: Show) -> None:
    at = show("branches")
    _add_branch(at)
    assert at.said() == ["Added"] and at.sheet("branches-sheet") is None
    branch = at.desk.library.branches["HJC"]
    assert (branch.room["en"], branch.pickup_phone, branch.hours) == (
        "Room 102",
        "0571-86971001",
        dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ""),
    )
    assert at.find(TableView, "branch-table").current().id == "HJC"
    assert at.find(QLineEdit, "branches.HJC.name.en").isVisible()
    assert not at.find(QLineEdit, "branches.YQ.name.en").isVisible()
    at.press("toast-undo")
    assert list(at.desk.library.branches) == ["YQ", "ZJG"]
    assert at.find(QLineEdit, "branches.YQ.name.en").isVisible()


def test_what_is_wrong_with_a_new_branch_is_said_beside_its_fields(show: Show) -> None:
    at = show("branches")
    at.press("branch-add")
    sheet = _sheet(at, "branches-sheet")
    sheet.form.fill(BRANCH | {"code": "hjc", "phone": "call us", "room.en": ""})
    _press(at, sheet)
    assert set(sheet.form.errors()) == {"room.en"}, "what is needed is asked for first"
    sheet.form.fill({"room.en": "Room 102"})
    _press(at, sheet)
    assert set(sheet.form.errors()) == {"code", "phone"}
    words = at.desk.words("en")
    assert sheet.form.errors()["phone"] == words("refusal.facts.phone")
    sheet.form.fill({"code": "YQ", "phone": "0571-86971000"})
    _press(at, sheet)
    assert sheet.form.errors() == {"code": words("refusal.facts.code_taken", taken="YQ")}
    sheet.reject()
    assert list(at.desk.library.branches) == ["YQ", "ZJG"]


def test_a_branch_is_retired_and_used_again_but_never_the_counters_own(show: Show) -> None:
    at = show("branches")
    assert not at.find(Button, "branch-retire").isEnabled()
    at.find(TableView, "branch-table").pick("ZJG")
    at.press("branch-retire")
    assert list(at.desk.library.open_branches) == ["YQ"]
    assert at.find(Button, "branch-retire").words() == "Use again"
    at.press("toast-undo")
    assert list(at.desk.library.open_branches) == ["YQ", "ZJG"]


def test_hours_are_entered_by_the_day_and_copied_over_the_week(show: Show) -> None:
    at = show("branches")
    _write(at, "branches.YQ.hours.mon", "8:30-11:30,13:00-17:00")
    at.press("hours-YQ-copy")
    _write(at, "branches.YQ.hours.sat", "9-12")
    at.press("hours-YQ-save")
    wrong = at.desk.words("en")("refusal.hours.unclear")
    assert at.text("branches.YQ.hours.sat-below") == wrong
    _write(at, "branches.YQ.hours.sat", "9:00-12:00")
    at.press("hours-YQ-save")
    week = at.desk.library.branches["YQ"].hours
    assert week["mon"] == week["fri"] == "8:30–11:30, 13:00–17:00"
    assert (week["sat"], week.get("sun", "")) == ("9:00–12:00", "")
    model = at.find(TableView, "branch-table").model()
    assert model.index(0, 2).data() == "Monday to Friday 8:30–11:30, 13:00–17:00 · Saturday 9:00–12:00"


# -- hotlines -------------------------------------------------------------------------------------


def test_hotlines_are_added_changed_and_removed(show: Show) -> None:
    at = show("library")
    at.press("hotlines-add")
    sheet = _sheet(at, "hotlines-sheet")
    sheet.form.fill({"name.zh_CN": "电子资源", "name.en": "E-resources", "phone": "0571-88981234"})
    _press(at, sheet)
    at.press("hotlines-edit")
    sheet = _sheet(at, "hotlines-sheet")
    assert sheet.form.values()["name.en"] == "E-resources"
    sheet.form.fill({"phone": "by mail"})
    _press(at, sheet)
    assert list(sheet.form.errors()) == ["phone"]
    sheet.form.fill({"phone": "0571-88984321"})
    _press(at, sheet)
    assert [line.phone for line in at.desk.library.hotlines] == ["0571-88984321"]
    at.press("hotlines-remove")
    assert at.desk.library.hotlines == ()
    at.press("toast-undo")
    assert [line.name["en"] for line in at.desk.library.hotlines] == ["E-resources"]


# -- tills ----------------------------------------------------------------------------------------


def test_tills_are_added_renamed_and_retired(show: Show) -> None:
    at = show("tills")
    at.press("till-add")
    sheet = _sheet(at, "till-sheet")
    sheet.form.fill({"name": "1"})
    _press(at, sheet)
    assert sheet.form.errors() == {"name": at.desk.words("en")("refusal.till.taken")}
    sheet.form.fill({"name": "Evening"})
    _press(at, sheet)
    assert tills.offered() == [(1, "1"), (2, "Evening")]
    at.press("till-rename")
    sheet = _sheet(at, "till-sheet")
    assert sheet.form.values() == {"name": "Evening"}, "the new one is in front"
    sheet.form.fill({"name": "Night"})
    _press(at, sheet)
    at.press("till-retire")
    assert tills.offered() == [(1, "1")]
    assert at.desk.state(2).till == "1", "the status bar names one that is offered"
    at.press("toast-undo")
    assert at.desk.state(2).till == "Night"
    assert tills.offered() == [(1, "1"), (2, "Night")]


def test_a_till_with_a_shift_is_not_retired_and_that_is_said(show: Show) -> None:
    at = show("tills")
    at.desk.shifts.open(at.admin, 1, 100_00)
    at.press("till-retire")
    assert at.said() == [at.desk.words("en")("refusal.till.open", name="1")]
    assert tills.offered() == [(1, "1")]
