"""My messages at the kiosk: one's own only, read once they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ill_desktop.notices import queries
from ill_desktop.notices.settings import MailSettings
from tests.ui.kiosk_desk import ADMIN, KioskDesk
from ui.kiosk.parts import BigPills
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


def test_a_reader_says_how_to_be_told_from_now_on(at: KioskDesk) -> None:
    _open(at)
    assert at.find(BigPills, "told-way").current() == "email"
    assert not at.find(BigPills, "told-way").has("sms"), "no gateway: a text message would never come"
    at.touch("told-way-none")
    at.touch("told-language-en")
    reader, guest = queries.reader(at.reader), queries.reader(at.guest)
    assert (reader.way, reader.language) == ("none", "en")
    assert (guest.way, guest.language) == ("email", "zh_CN") and at.bugs == []


def test_letters_keep_their_address_when_the_language_changes(at: KioskDesk) -> None:
    address = "310027\n杭州市浙大路 38 号"
    at.desk.patrons.choose_notices(ADMIN, at.reader, way="letter", language="zh_CN", address=address)
    _open(at)
    at.touch("told-language-en")
    reader = queries.reader(at.reader)
    assert (reader.way, reader.language, reader.address) == ("letter", "en", address)


def test_the_footer_says_whether_messages_go(at: KioskDesk) -> None:
    """What the sender at the counter has found out stands in the library."""
    assert at.text("kiosk-network") == "Messages are kept here and sent later", "no server is set up"
    mail = MailSettings(host="127.0.0.1", port=1, security="none", sender="ill@zju.edu.cn", seconds=1)
    at.desk.senders.save_mail(ADMIN, mail)
    at.touch("card-help")
    assert at.text("kiosk-network") == "Messages go out"
    assert at.desk.delivery.deliver().waits["email"].code == "mail.unreachable"  # nobody listens there
    at.touch("kiosk-help-back")
    assert at.text("kiosk-network") == "Offline: messages are kept and sent later"
    at.desk.notices.pause(ADMIN)
    at.touch("card-help")
    assert at.text("kiosk-network") == "Messages are kept here and sent later"
