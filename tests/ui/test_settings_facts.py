"""Settings: the library's facts and the language, stored and taken back; the data checked and copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.desk import open_desk
from tests.ui.rest_desk import RestDesk
from ui.kit.chip import Chip
from ui.kit.dialogs import Reason
from ui.kit.facts import Facts
from ui.kit.fields import Choice
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.settings.screen import SettingsScreen

Make = Callable[..., RestDesk]
SECTIONS = frozenset(
    "general library branches tills tariff money institutions registration terms calendar page senders "
    "suppliers staff kiosk data about".split()
)
HARMLESS = {
    *("calendar-before", "calendar-after", "page-browse", "poster-print"),
    *(f"terms-language-{language}" for language in ("zh_CN", "en")),
    *(f"tariff-pages-{page}" for page in ("rules", "preview", "past")),
}
"""What those who may change nothing can press."""


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
    for key, section in ((Qt.Key.Key_2, "library"), (Qt.Key.Key_9, "terms"), (Qt.Key.Key_1, "general")):
        at.key(key)
        assert at.screen.current() == section


@pytest.mark.parametrize("role", ["administrator", "counter"])
def test_every_section_opens_for_everybody_in_both_languages(make: Make, role: str) -> None:
    at = make(role)
    for key in sorted(SECTIONS):
        _show(at, key)
        shown = at.find(QWidget, f"settings-{key}")
        assert shown.isVisible()
        if role == "counter" and key not in ("general", "suppliers", "staff", "kiosk", "data", "about"):
            can = {each.objectName() for each in shown.findChildren(Button) if each.isVisibleTo(shown)}
            assert can <= HARMLESS, key
    at.session.use_language("zh_CN")
    QApplication.sendEvent(at.window, QEvent(QEvent.Type.LanguageChange))
    at.settle()
    assert at.find(Facts, "branch-here").texts()[1] == "玉泉校区图书馆"


def test_a_section_is_found_by_its_words(at: RestDesk) -> None:
    assert isinstance(at.screen, SettingsScreen)
    search = at.find(QLineEdit, "settings-search")
    QTest.keyClick(search, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(search, "HOURS rooms")
    QTest.keyClick(search, Qt.Key.Key_Return)
    at.settle()
    assert at.screen.current() == "branches"
    shown = {key for key in SECTIONS if at.find(Button, f"settings-{key}-button").isVisible()}
    assert shown == {"branches"}
    QTest.keyClick(search, Qt.Key.Key_Escape)
    at.settle()
    assert all(at.find(Button, f"settings-{key}-button").isVisible() for key in SECTIONS)


def test_a_fact_is_stored_and_said_everywhere_at_once(at: RestDesk) -> None:
    _show(at, "branches")
    assert not at.find(Button, "branch-YQ-save").isEnabled(), "nothing to save yet"
    _write(at, "branches.YQ.room.en", "Room 514")
    at.press("branch-YQ-save")
    assert at.said() == ["Saved"]
    assert at.desk.library.branches["YQ"].room["en"] == "Room 514"
    assert at.find(Label, "rail-subheading").text() == "Room 514"
    again = open_desk(at.desk.ground.folder.root, at.clock)
    assert again.library.branches["YQ"].room["en"] == "Room 514"


def test_it_can_be_taken_back(at: RestDesk) -> None:
    _show(at, "branches")
    _write(at, "branches.YQ.room.en", "Room 514")
    at.press("branch-YQ-save")
    QTest.keyClick(at.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert at.desk.library.branches["YQ"].room["en"] == "Room 513"
    assert at.find(QLineEdit, "branches.YQ.room.en").text() == "Room 513"
    assert at.find(Label, "rail-subheading").text() == "Room 513"


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
    assert at.find(QLineEdit, "help_desk.phone").isReadOnly()
    assert not at.find(Button, "help-desk-save").isVisible()
    assert "an administrator changes it" in " ".join(label.text() for label in at.window.findChildren(Label))
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
    at.press("data-live-with")
    why = at.sheet("reason")
    assert isinstance(why, Reason)
    why.form.fill({"reason": "硬盘坏了"})
    QTest.mouseClick(why.primary, Qt.MouseButton.LeftButton)
    at.settle()
    assert at.said()[-1].startswith("Noted. Backups go on")
    at.press("backup-now")
    assert at.desk.keeping.last_backup() is not None


def test_about_names_version_and_licence(at: RestDesk) -> None:
    _show(at, "about")
    assert "GPL-3.0-or-later" in at.find(Facts, "about-facts").texts()
    assert "Noto Sans SC" in at.find(Facts, "about-fonts").texts()
