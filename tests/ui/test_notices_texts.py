"""Editing what readers are told: drafts, refused places with their line, preview, versions, default."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QTextBrowser
from pytestqt.qtbot import QtBot

from ill_desktop.notices import texts
from tests.ui.rest_desk import RestDesk
from ui.kit.chip import Chip
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.table import TableView
from ui.notices.screen import NoticesScreen
from ui.notices.text_editor import MarkedArea, TextEditor
from ui.requests.patron_field import PatronField

KIND = "registration_approved"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RestDesk]:
    desk = RestDesk(qtbot, tmp_path, NoticesScreen)
    desk.press("notices-place-texts")
    desk.press("texts-language-en")
    desk.find(TableView, "texts-kinds").pick(KIND)
    yield desk
    desk.session.post.stop()
    desk.close()


def _write(at: RestDesk, text: str) -> None:
    at.find(MarkedArea, "body").setPlainText(text)
    editor = at.find(TextEditor, "text-editor")
    at.qtbot.waitUntil(lambda: not editor._timer.isActive())
    at.settle()


def _preview(at: RestDesk) -> str:
    return at.find(QTextBrowser, "preview-html").toPlainText()


def test_the_preview_follows_and_saving_makes_a_version(at: RestDesk) -> None:
    assert at.find(Chip, "text-state").tag.text == "as shipped"
    _write(at, "Dear {name}, welcome.")
    assert "welcome." in _preview(at) and "{name}" not in _preview(at)
    assert at.find(Chip, "text-state").tag.text == "not saved yet"
    at.press("text-save")
    assert texts.current(KIND, "en").body == "Dear {name}, welcome."
    assert at.find(Chip, "text-state").tag.text == "version 1"
    at.session.commands.undo_last()
    assert texts.current(KIND, "en") == texts.shipped(KIND, "en")


def test_an_unknown_place_marks_its_line_and_is_refused(at: RestDesk) -> None:
    before = _preview(at)
    _write(at, "Dear {name},\n\nyour {shoes} are ready.")
    assert at.find(MarkedArea, "body").marked() == [3]
    assert "Line 3: {shoes}" in at.text("text-problem")
    assert _preview(at) == before, "the last good text stays in the preview"
    at.press("text-save")
    assert texts.current(KIND, "en").version == 0
    assert "Line 3" in at.text("body-below")


def test_kinds_text_and_preview_fit_the_smallest_window(at: RestDesk) -> None:
    at.window.resize(1180, 760)
    at.settle()
    area = at.find(QScrollArea, "notices-area")
    assert (area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum()) == (0, 0)


def test_a_draft_stays_while_one_looks_at_another_kind(at: RestDesk) -> None:
    _write(at, "Half a sen")
    kinds = at.find(TableView, "texts-kinds")
    kinds.pick("overdue")
    assert at.find(MarkedArea, "body").toPlainText() != "Half a sen"
    kinds.pick(KIND)
    assert at.find(MarkedArea, "body").toPlainText() == "Half a sen"
    at.press("text-discard")
    assert at.find(MarkedArea, "body").toPlainText() == texts.shipped(KIND, "en").body


def test_a_place_is_written_where_the_cursor_stands(at: RestDesk) -> None:
    subject = at.find(TextEditor, "text-editor").form.field("subject")
    subject.setText("Hello ")
    with at.qtbot.waitActive(at.window):
        at.window.activateWindow()
    subject.setFocus()
    at.qtbot.waitUntil(subject.hasFocus)
    at.press("place-name")
    assert subject.text() == "Hello {name}"


def test_one_institution_has_its_own_words(at: RestDesk) -> None:
    choice = at.find(Choice, "texts-institution")
    choice.setCurrentIndex(1)
    choice.edited.emit()
    institution = int(choice.value())
    _write(at, "Only here, {name}.")
    at.press("text-save")
    assert texts.current(KIND, "en", institution).body == "Only here, {name}."
    assert texts.current(KIND, "en").version == 0
    at.press("text-default")
    at.press("confirm-primary")
    assert texts.current(KIND, "en", institution).body == texts.shipped(KIND, "en").body


def test_an_older_version_is_taken_up_again(at: RestDesk) -> None:
    for text in ("First, {name}.", "Second, {name}."):
        _write(at, text)
        at.press("text-save")
    at.press("text-versions")
    at.find(TableView, "versions-table").pick(1)
    assert "First, {name}." in at.find(QPlainTextEdit, "versions-text").toPlainText()
    at.press("versions-primary")
    assert at.find(MarkedArea, "body").toPlainText() == "First, {name}."
    assert texts.current(KIND, "en").body == "Second, {name}.", "not before it is saved"


def test_the_preview_takes_a_real_readers_facts(at: RestDesk) -> None:
    reader = at.find(PatronField, "preview-reader")
    reader.set_value(at.reader)
    reader.edited.emit()
    assert "赵一鸣" in _preview(at)
    at.press("preview-view-sms")
    assert at.find(QPlainTextEdit, "preview-plain").isVisible()


def test_who_may_not_change_texts_reads_them(qtbot: QtBot, tmp_path: Path) -> None:
    desk = RestDesk(qtbot, tmp_path, NoticesScreen, role="reviewer")
    desk.press("notices-place-texts")
    assert desk.find(MarkedArea, "body").isReadOnly()
    assert not desk.find(Button, "text-save").isVisible()
    desk.session.post.stop()
    desk.close()
