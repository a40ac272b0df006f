"""Settings: the library's facts and the language, stored and taken back; the data checked and copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ill_desktop.desk import open_desk
from tests.ui.rest_desk import RestDesk
from ui.kit.chip import Chip
from ui.kit.facts import Facts
from ui.kit.fields import Choice
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel
from ui.settings.screen import SettingsScreen

Make = Callable[..., RestDesk]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[RestDesk] = []

    def build(role: str = "administrator") -> RestDesk:
        made.append(RestDesk(qtbot, tmp_path, SettingsScreen, role))
        return made[-1]

    yield build
    for desk in made:
        desk.close()


@pytest.fixture
def at(make: Make) -> RestDesk:
    return make()


def _show(at: RestDesk, section: str) -> None:
    assert isinstance(at.screen, SettingsScreen)
    at.screen.show_section(section)
    at.settle()


def _write(at: RestDesk, path: str, text: str) -> None:
    line = at.find(QLineEdit, path)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def test_digits_choose_a_section(at: RestDesk) -> None:
    assert isinstance(at.screen, SettingsScreen)
    for key, section in ((Qt.Key.Key_2, "library"), (Qt.Key.Key_7, "about"), (Qt.Key.Key_1, "general")):
        at.key(key)
        assert at.screen.current() == section


def test_a_fact_is_stored_and_said_everywhere_at_once(at: RestDesk) -> None:
    _show(at, "branch")
    assert not at.find(Button, "branch-YQ-save").isEnabled(), "nothing to save yet"
    _write(at, "branches.YQ.room.en", "Room 514")
    at.press("branch-YQ-save")
    assert at.said() == ["Saved"]
    assert at.desk.library.branches["YQ"].room["en"] == "Room 514"
    assert at.find(ElidedLabel, "rail-subheading").text() == "Room 514"
    again = open_desk(at.desk.ground.folder.root, at.clock)
    assert again.library.branches["YQ"].room["en"] == "Room 514"


def test_it_can_be_taken_back(at: RestDesk) -> None:
    _show(at, "branch")
    _write(at, "branches.YQ.room.en", "Room 514")
    at.press("branch-YQ-save")
    QTest.keyClick(at.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert at.desk.library.branches["YQ"].room["en"] == "Room 513"
    assert at.find(QLineEdit, "branches.YQ.room.en").text() == "Room 513"
    assert at.find(ElidedLabel, "rail-subheading").text() == "Room 513"


def test_a_wrong_fact_is_refused_beside_its_field(at: RestDesk) -> None:
    _show(at, "library")
    _write(at, "mail", "not an address")
    _write(at, "sender", "nobody@")
    at.press("names-save")
    errors = at.find(Form, "names-form").errors()
    wrong = at.desk.words("en")("refusal.facts.mail")
    assert errors == {"mail": wrong, "sender": wrong}
    assert at.desk.library.mail == "zjuill@zju.edu.cn"


def test_what_is_typed_and_not_saved_stays_when_something_else_is_saved(at: RestDesk) -> None:
    _show(at, "library")
    _write(at, "bank.campus", "紫金港x".replace("紫金港", "Zijingang "))
    _write(at, "transfer.project_code", "669106")
    at.press("transfer-save")
    assert at.desk.library.transfer["project_code"] == "669106"
    assert at.find(QLineEdit, "bank.campus").text() == "Zijingang x"
    assert at.find(Button, "bank-save").isEnabled()


def test_a_base_address_makes_codes_into_links(at: RestDesk) -> None:
    _write(at, "base_address", "ill.example.edu.cn")
    at.press("address-save")
    assert list(at.find(Form, "address-form").errors()) == ["base_address"]
    _write(at, "base_address", "https://ill.example.edu.cn")
    at.press("address-save")
    assert at.desk.library.base_address == "https://ill.example.edu.cn"
    _write(at, "base_address", "")
    at.press("address-save")
    assert at.desk.library.base_address == ""


def test_the_language_of_the_counter_is_stored(at: RestDesk) -> None:
    choice = at.find(Choice, "counter-language")
    assert choice.value() == "zh_CN"
    choice.set_value("en")
    choice.activated.emit(1)
    at.settle()
    assert at.desk.language == "en"
    assert at.said() == ["Saved"]


def test_the_colours_are_asked_of_the_window(at: RestDesk) -> None:
    with at.qtbot.waitSignal(at.window.theme_asked):
        at.press("theme-dark")


def test_who_may_not_is_told_so_and_nothing_is_stored(make: Make) -> None:
    at = make("counter")
    _show(at, "library")
    _write(at, "help_desk.phone", "0571-1111111")
    at.press("help-desk-save")
    assert at.find(Form, "help-desk-form").message.text() == at.desk.words("en")("refusal.not_permitted")
    assert at.desk.library.help_desk["phone"] == "0571-87572288"
    _show(at, "data")
    at.press("backup-now")
    assert at.desk.words("en")("refusal.not_permitted") in at.said()
    assert at.desk.keeping.last_backup() is None


# -- data -----------------------------------------------------------------------------------------


def test_a_backup_is_made_and_said(at: RestDesk) -> None:
    _show(at, "data")
    assert "none yet" in at.find(Facts, "data-backup").texts()
    at.press("backup-now")
    last = at.desk.keeping.last_backup()
    assert last is not None and (last.folder / "library.db").is_file()
    assert at.find(Facts, "data-backup").texts()[:2] == ["Last backup", "2026-11-21 14:00"]
    assert at.said() == [f"Backed up and checked: {last.folder.name}"]


def test_a_whole_library_is_said_to_be_whole(at: RestDesk) -> None:
    _show(at, "data")
    at.press("data-verify")
    assert at.find(Chip, "verify-result").tag.text == "Everything is as it must be"


def test_what_is_not_as_it_must_be_is_named(at: RestDesk) -> None:
    request = at.ask("Rivers")
    at.receive(request)
    at.desk.counter.attach(at.admin, request, "rivers.pdf", b"%PDF-1.4 rivers")
    for file in at.desk.ground.folder.documents.rglob("*"):
        if file.is_file():
            file.unlink()
    _show(at, "data")
    at.press("data-verify")
    assert at.find(Chip, "verify-result").tag.text == "1 findings"
    assert "rivers.pdf" in at.text("verify-findings")


def test_about_names_version_and_licence(at: RestDesk) -> None:
    _show(at, "about")
    assert "GPL-3.0-or-later" in at.find(Facts, "about-facts").texts()
    assert "Noto Sans SC" in at.find(Facts, "about-fonts").texts()
