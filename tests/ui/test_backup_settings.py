"""Settings, Data: backups are listed and tried out, copies go elsewhere, the key is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.errors import Refusal
from ill_desktop.keeping import key_code
from ill_desktop.keeping.reading import Backup
from ill_desktop.keeping.sealing import Opener
from tests.ui.rest_desk import RestDesk
from ui.kit.facts import Facts
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.settings.data import DataSection
from ui.settings.key_box import KeySheet
from ui.settings.screen import SettingsScreen
from ui.shell.backup_words import backup_warning, backup_words
from ui.shell.key_back import KeyBack


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RestDesk]:
    desk = RestDesk(qtbot, tmp_path, SettingsScreen)
    screen = desk.screen
    assert isinstance(screen, SettingsScreen)
    screen.show_section("data")
    desk.settle()
    yield desk
    desk.close()


def section(at: RestDesk) -> DataSection:
    return at.find(DataSection, "settings-data")


def test_a_backup_is_listed_and_tried_out(at: RestDesk) -> None:
    table = section(at).copies.table
    assert table.model().rowCount() == 0
    assert not at.find(Button, "backup-drill").isEnabled()
    at.press("backup-now")
    at.settle()
    assert table.model().rowCount() == 1
    at.press("backup-drill")
    at.settle()
    assert at.said()[-1].startswith("Restored, checked and compared in")
    assert at.desk.keeping.standing().drilled_at == at.desk.ground.now
    assert "tried out" in [str(table.model().index(0, column).data()) for column in range(6)]


def test_a_backup_that_is_damaged_is_said_and_not_counted(at: RestDesk) -> None:
    at.press("backup-now")
    at.settle()
    (backup,) = at.desk.keeping.backups()
    (backup.folder / "library.db").write_bytes(b"worn out")
    at.press("backup-drill")
    at.settle()
    sheet = at.sheet("tell")
    assert sheet is not None
    assert "library.db is missing or is not what was written." in at.text("tell-note")
    assert at.desk.keeping.standing().drilled_at == ""
    sheet.reject()


def test_the_plan_is_kept_and_what_is_no_number_is_said(at: RestDesk) -> None:
    form = at.find(Form, "plan-form")
    form.fill({"minutes": "60", "days": "many"})
    form.edited.emit("days")
    at.press("plan-save")
    assert set(form.errors()) == {"days"}
    form.fill({"days": "30", "automatic": False, "told_after": "7"})
    at.press("plan-save")
    plan = at.desk.keeping.plan()
    assert (plan.automatic, plan.minutes, plan.tiers.days, plan.days) == (False, 60, 30, 7)
    at.session.commands.undo_last()
    assert (at.desk.keeping.plan().minutes, at.desk.keeping.plan().days) == (30, 3)


def test_backups_that_lie_on_this_machine_only_are_said_to(at: RestDesk) -> None:
    at.press("backup-now")
    words, tone = backup_words(at.session)
    assert words.endswith(", only on this machine")
    assert tone == "caution"
    assert backup_warning(at.session) == ""  # nothing failed: the board stays calm


def test_a_second_place_is_warned_of_until_a_sealed_copy_lies_there(at: RestDesk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert backup_words(at.session) == ("No backup yet", "caution")
    section(at).second.set_folder(stick)
    assert backup_words(at.session) == ("No copy in the second place yet", "caution")
    assert backup_warning(at.session) == "No copy in the second place yet"
    at.press("second-passphrase")
    form = at.find(Form, "seal-form")
    form.fill({"passphrase": "three quiet rivers", "again": "three quiet river"})
    at.press("seal-primary")
    assert set(form.errors()) == {"again"}
    form.fill({"again": "three quiet rivers"})
    at.press("seal-primary")
    assert at.sheet("seal") is None
    assert "with a passphrase" in at.find(Facts, "second-facts").texts()
    at.press("backup-now")
    assert backup_warning(at.session) == ""
    words, tone = backup_words(at.session)
    assert words.startswith("Last backup")
    assert tone is None
    (copy,) = at.desk.keeping.copies()
    Backup(copy.folder, Opener("three quiet rivers")).check()
    with pytest.raises(Refusal):
        Backup(copy.folder)
    at.press("second-passphrase")
    at.press("seal-primary")  # nothing typed: perhaps by mistake
    assert at.desk.keeping.plan().sealed
    at.press("confirm-primary")
    assert not at.desk.keeping.plan().sealed
    assert at.sheet("seal") is None


def test_the_key_is_told_and_saved(at: RestDesk, tmp_path: Path, qapp: QApplication) -> None:
    at.press("key-show")
    sheet = at.sheet("key")
    assert isinstance(sheet, KeySheet)
    lines = [label for label in sheet.findChildren(Label) if label.property("role") == "figure"]
    assert all(line.sizeHint().width() <= line.width() for line in lines), "every sign of it is seen"
    sheet.save(tmp_path / "key.txt")
    assert key_code.from_file((tmp_path / "key.txt").read_bytes()) == at.desk.ground.key
    assert (tmp_path / "key.txt").stat().st_mode & 0o777 == 0o600


def test_the_code_is_printed_for_the_safe(at: RestDesk) -> None:
    at.press("key-print")
    at.settle()
    sheet = at.sheet("preview")
    assert sheet is not None
    sheet.reject()


def test_a_lost_key_is_said_and_put_back_by_its_code(at: RestDesk, tmp_path: Path) -> None:
    code, file = at.desk.keeping.key_code(at.admin), at.desk.ground.folder.key
    file.unlink()
    at.desk.ground.read_key_anew()
    section(at).load()
    assert "is missing from the data folder" in at.text("key-gone")
    assert at.find(Button, "key-show").isHidden()
    at.press("key-put-back")
    form = at.find(Form, "key-back-form")
    form.fill({"key": code[:-1]})
    at.press("key-back-primary")
    assert set(form.errors()) == {"key"} and not file.exists()
    (tmp_path / "kept.txt").write_text(f"Key of the library\n\n{code}\n")
    sheet = at.sheet("key-back")
    assert isinstance(sheet, KeyBack)
    sheet.take(tmp_path / "kept.txt")
    at.press("key-back-primary")
    assert at.sheet("key-back") is None
    assert at.desk.key_gone() is None
    section(at).load()
    assert at.find(Button, "key-put-back").isHidden()
    assert not at.find(Button, "key-show").isHidden()


def test_where_the_code_is_lost_too_another_key_is_made(at: RestDesk) -> None:
    at.desk.ground.folder.key.unlink()
    section(at).load()
    at.press("key-put-back")
    at.press("key-back-lost")
    at.press("confirm-primary")
    assert at.desk.key_gone() is None
    assert at.sheet("key-back") is None
