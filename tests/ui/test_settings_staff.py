"""Settings: colleagues added, changed, switched off; the kiosk's PIN."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ill_desktop.errors import Refusal
from ill_desktop.staff import queries
from tests.ui.rest_desk import LOGIN, PASSWORD, RestDesk
from ui.kit.chip import Chip
from ui.kit.form import Form
from ui.kit.table import TableView
from ui.settings.screen import SettingsScreen
from ui.settings.staff_sheets import PatientSheet

Make = Callable[..., RestDesk]
NEW_PASSWORD = "another long password"


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[RestDesk] = []

    def build(role: str = "administrator") -> RestDesk:
        desk = RestDesk(qtbot, tmp_path, SettingsScreen, role)
        assert isinstance(desk.screen, SettingsScreen)
        desk.screen.show_section("staff")
        desk.settle()
        made.append(desk)
        return desk

    yield build
    for desk in made:
        desk.close()


@pytest.fixture
def at(make: Make) -> RestDesk:
    return make()


def _sheet(at: RestDesk, name: str) -> PatientSheet:
    sheet = at.sheet(name)
    assert isinstance(sheet, PatientSheet)
    return sheet


def _press(at: RestDesk, sheet: PatientSheet) -> None:
    QTest.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    at.settle()


def _add(at: RestDesk, login: str = "lina", role: str = "counter") -> None:
    at.press("staff-add")
    sheet = _sheet(at, "staff-new")
    sheet.form.fill(
        {"name": "李娜", "login": login, "role": role, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    )
    _press(at, sheet)


def _pick(at: RestDesk, login: str) -> None:
    table = at.find(TableView, "staff-table")
    assert table.pick(next(row.id for row in queries.everybody() if row.login == login))


def test_a_colleague_is_added_and_can_sign_in(at: RestDesk) -> None:
    _add(at)
    assert at.sheet("staff-new") is None
    assert at.said() == ["李娜 can sign in now"]
    model = at.find(TableView, "staff-table").model()
    assert model.rowCount() == 2
    assert at.desk.staff.sign_in("lina", NEW_PASSWORD).role == "counter"


def test_what_is_wrong_is_said_beside_its_field_and_the_sheet_stays(at: RestDesk) -> None:
    at.press("staff-add")
    sheet = _sheet(at, "staff-new")
    _press(at, sheet)
    assert set(sheet.form.errors()) == {"name", "login", "role", "password", "again"}
    sheet.form.fill(
        {"name": "李娜", "login": LOGIN, "role": "counter", "password": NEW_PASSWORD, "again": "other"}
    )
    _press(at, sheet)
    assert list(sheet.form.errors()) == ["again"]
    sheet.form.fill({"again": NEW_PASSWORD})
    _press(at, sheet)
    assert sheet.form.errors() == {"login": at.desk.words("en")("refusal.staff.login_taken")}
    assert len(queries.everybody()) == 1
    sheet.reject()


def test_a_sheet_cannot_be_left_while_it_works(at: RestDesk) -> None:
    at.press("staff-add")
    sheet = _sheet(at, "staff-new")
    sheet.form.fill(
        {"name": "李娜", "login": "lina", "role": "counter", "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    )
    QTest.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    QTest.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    at.settle()
    assert at.sheet("staff-new") is None
    assert len(queries.everybody()) == 2


def test_a_colleague_is_switched_off_and_back(at: RestDesk) -> None:
    _add(at)
    _pick(at, "lina")
    at.press("staff-active")
    with pytest.raises(Refusal, match=r"sign_in\.wrong"):
        at.desk.staff.sign_in("lina", NEW_PASSWORD)
    at.press("toast-undo")
    assert at.desk.staff.sign_in("lina", NEW_PASSWORD)


def test_the_last_administrator_stays(at: RestDesk) -> None:
    _pick(at, LOGIN)
    at.press("staff-active")
    last = at.desk.words("en")("refusal.staff.last_administrator")
    assert at.said() == [last]
    at.press("staff-role")
    sheet = _sheet(at, "staff-new-role")
    assert sheet.form.values() == {"role": "administrator"}
    sheet.form.fill({"role": "counter"})
    _press(at, sheet)
    assert sheet.form.errors() == {"role": last}
    sheet.reject()
    assert at.desk.staff.sign_in(LOGIN, PASSWORD).role == "administrator"


def test_another_role_counts_from_the_next_sign_in(at: RestDesk) -> None:
    _add(at)
    _pick(at, "lina")
    at.press("staff-role")
    sheet = _sheet(at, "staff-new-role")
    sheet.form.fill({"role": "cashier"})
    _press(at, sheet)
    assert at.desk.staff.sign_in("lina", NEW_PASSWORD).role == "cashier"


def test_a_new_password_replaces_the_old_one(at: RestDesk) -> None:
    _pick(at, LOGIN)
    at.press("staff-password")
    sheet = _sheet(at, "staff-new-password")
    sheet.form.fill({"old": "not this one, surely", "password": NEW_PASSWORD, "again": NEW_PASSWORD})
    _press(at, sheet)
    assert set(sheet.form.errors()) == {"old"}, "one's own is changed by whoever knows it"
    sheet.form.fill({"old": PASSWORD})
    _press(at, sheet)
    assert at.desk.staff.sign_in(LOGIN, NEW_PASSWORD)
    with pytest.raises(Refusal):
        at.desk.staff.sign_in(LOGIN, PASSWORD)


def test_who_may_not_manage_people_is_told_so(make: Make) -> None:
    at = make("counter")
    _add(at)
    sheet = _sheet(at, "staff-new")
    assert sheet.form.message.text() == at.desk.words("en")("refusal.not_permitted")
    sheet.reject()
    assert len(queries.everybody()) == 1


# -- kiosk ----------------------------------------------------------------------------------------


def _kiosk(at: RestDesk) -> Form:
    cast(SettingsScreen, at.screen).show_section("kiosk")
    at.settle()
    return at.find(Form, "kiosk-pin-form")


def test_the_kiosk_pin_is_set(at: RestDesk) -> None:
    form = _kiosk(at)
    assert at.find(Chip, "kiosk-pin-state").tag.text == "No PIN yet"
    form.fill({"pin": "246810", "again": "246810"})
    at.press("kiosk-pin-save")
    assert at.find(Chip, "kiosk-pin-state").tag.text == "A PIN is set"
    assert at.find(QLineEdit, "pin").text() == ""
    at.desk.staff.leave_kiosk("246810")


@pytest.mark.parametrize(
    ("pin", "again", "field"),
    [("12345", "12345", "pin"), ("abcdef", "abcdef", "pin"), ("246810", "1", "again")],
)
def test_a_pin_that_will_not_do_is_refused(at: RestDesk, pin: str, again: str, field: str) -> None:
    form = _kiosk(at)
    form.fill({"pin": pin, "again": again})
    at.press("kiosk-pin-save")
    assert list(form.errors()) == [field]
    assert not at.desk.staff.kiosk_pin_set()
