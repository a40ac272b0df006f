"""My messages at the kiosk: one's own only, read once they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ill_desktop.notices import queries
from tests.ui.kiosk_desk import KioskDesk
from ui.kiosk.table import TouchTable


@pytest.fixture
def at(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[KioskDesk]:
    desk = KioskDesk(qtbot, app, tmp_path)
    yield desk
    desk.close()


def _open(at: KioskDesk) -> TouchTable:
    at.touch("card-messages")
    at.sign_in()
    assert at.page() == "kiosk-messages"
    return at.find(TouchTable, "messages")


def test_a_reader_signs_in_and_finds_his_own_messages_unread(at: KioskDesk) -> None:
    table = _open(at)
    assert table.model().rowCount() == 2
    assert {row.patron_id for row in table._rows.rows} == {at.reader}
    assert at.text("messages-unread") == "2 not read yet"
    assert not at.find(QPlainTextEdit, "message-text").isVisible(), "nothing is opened by itself"


def test_opening_one_marks_it_as_read(at: KioskDesk) -> None:
    table = _open(at)
    table.selectRow(0)
    at.settle()
    assert at.text("message-subject") == "注册已通过审核"
    assert at.text("messages-unread") == "1 not read yet"
    read = [row.read_at for row in queries.of_patron(at.reader)]
    assert read[0] is not None and read[1] is None
    assert all(row.read_at is None for row in queries.of_patron(at.guest)), "nobody reads for somebody else"


def test_all_are_marked_at_once(at: KioskDesk) -> None:
    _open(at)
    at.touch("messages-all")
    assert queries.unread(at.desk.ground, at.reader) == 0
    assert at.text("messages-unread") == ""
