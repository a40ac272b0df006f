"""Days of keeping in Settings, and a reader who is forgotten from his card."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ill_desktop.cashier.rules import Tender
from ill_desktop.keeping.retention import RetentionService
from ill_desktop.patrons import queries
from tests.ui.patrons_desk import PatronsDesk
from tests.ui.rest_desk import RestDesk
from ui.kit.dialogs import Sheet
from ui.kit.fields import Area, Line
from ui.kit.form import Form
from ui.kit.label import Label
from ui.patrons.offers import ReaderOffers
from ui.patrons.privacy import PersonData
from ui.settings.screen import SettingsScreen


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RestDesk]:
    desk = RestDesk(qtbot, tmp_path, SettingsScreen, "administrator")
    assert isinstance(desk.screen, SettingsScreen)
    desk.screen.show_section("privacy")
    desk.settle()
    yield desk
    desk.close()


def button(at: RestDesk, name: str) -> QPushButton:
    found = at.screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def form(at: RestDesk) -> Form:
    found = at.screen.findChild(Form, "retention-form")
    assert isinstance(found, Form)
    return found


def test_nothing_is_set_and_nothing_can_be_cleaned(at: RestDesk) -> None:
    assert set(form(at).values().values()) == {"0"}
    assert not button(at, "retention-run").isEnabled()
    assert not button(at, "retention-preview").isEnabled()


@pytest.mark.parametrize("typed", ["5", "-1", "ten", "99999999", "1.5"])
def test_days_that_are_none_are_told_beside_the_field(at: RestDesk, typed: str) -> None:
    form(at).fill({"history": typed})
    form(at).edited.emit("history")
    button(at, "retention-save").click()
    at.settle()
    assert "90" in form(at).errors()["history"]
    assert set(RetentionService.days().values()) == {0}


def test_days_are_saved_then_previewed(at: RestDesk) -> None:
    form(at).fill({"traces": "３０"})  # full-width digits of a Chinese IME
    form(at).edited.emit("traces")
    button(at, "retention-save").click()
    at.settle()
    assert RetentionService.days()["traces"] == 30
    button(at, "retention-preview").click()
    at.settle()
    assert not button(at, "retention-run").isEnabled(), "nothing is that old"
    said = at.screen.findChild(Label, "retention-said")
    assert isinstance(said, Label) and not said.isVisible()


@pytest.fixture
def readers(qtbot: QtBot, tmp_path: Path) -> PatronsDesk:
    return PatronsDesk(qtbot, tmp_path)


def test_a_reader_is_forgotten_from_his_card(readers: PatronsDesk) -> None:
    patron = readers.approved()
    screen = readers.show("patrons", patron)
    data = screen.findChild(PersonData)
    assert isinstance(data, PersonData)
    data.erase(queries.card(patron))
    readers.settle()
    sheet = readers.sheet()
    assert isinstance(sheet, Sheet)
    assert "cannot be taken back" in " ".join(label.text() for label in sheet.findChildren(Label))
    reason = sheet.findChild(Line) or sheet.findChild(Area)
    assert isinstance(reason, (Line, Area))
    reason.set_value("asked for it")
    sheet.primary.click()
    readers.settle()
    assert queries.card(patron).name == "—"
    assert readers.bugs == []


def test_who_still_has_something_open_is_not(readers: PatronsDesk) -> None:
    patron = readers.approved()
    by, session = readers.admin, readers.session
    till = readers.desk.shifts.open(by, readers.desk.tills.add(by, "2"), 0)
    readers.desk.cashier.top_up(by, till, patron, [Tender("cash", 5000)], "operation")
    said: list[str] = []
    session.commands.refused.connect(said.append)
    screen = readers.show("patrons", patron)
    data = screen.findChild(PersonData)
    assert isinstance(data, PersonData)
    assert data.erase(queries.card(patron)) is None
    assert "¥50.00" in said[0]


def test_his_data_is_handed_out(readers: PatronsDesk, tmp_path: Path) -> None:
    patron = readers.approved()
    data = readers.show("patrons", patron).findChild(PersonData)
    assert isinstance(data, PersonData)
    data.write(queries.card(patron), tmp_path / "person.zip")
    readers.settle()
    assert zipfile.is_zipfile(tmp_path / "person.zip")


def test_a_reviewer_is_not_offered_it(qtbot: QtBot, tmp_path: Path) -> None:
    readers = PatronsDesk(qtbot, tmp_path, "reviewer")
    patron = readers.approved()
    offers = readers.show("patrons", patron).findChild(ReaderOffers)
    assert isinstance(offers, ReaderOffers)
    names = {action.objectName() for action in offers.menu().actions()}
    assert "menu-withdraw" in names
    assert not names & {"menu-erase", "menu-export"}
