"""Settings: the phone page runs where it is told to; mail server and SMS gateway are set up and tried."""

from __future__ import annotations

import json
import socket
import ssl
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db import connection
from tests.servers import LOGIN, PASSWORD, MailHost, WebHost, with_login
from tests.ui.rest_desk import RestDesk
from ui.kit.chip import Chip
from ui.kit.commands import Changes
from ui.kit.facts import Facts
from ui.kit.fields import Choice
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.qr import QrView
from ui.settings.screen import SettingsScreen

Show = Callable[[str], RestDesk]


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    """Settings with one section in front; the page is stopped at the end."""
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
        if desk.session.phone_page is not None:
            desk.session.phone_page.stop()
        desk.close()


def _write(at: RestDesk, name: str, text: str) -> None:
    line = at.find(QLineEdit, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def _choose(at: RestDesk, name: str, value: str) -> None:
    choice = at.find(Choice, name)
    choice.set_value(value)
    choice.activated.emit(choice.currentIndex())


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


# -- the phone page -------------------------------------------------------------------------------


def test_the_page_is_off_until_it_is_turned_on_and_off_again_at_once(show: Show) -> None:
    at = show("page")
    assert at.find(Chip, "page-state").tag.text == "off"
    assert not at.find(Button, "page-browse").isEnabled()
    _write(at, "port", str(_free_port()))
    at.press("page-save")
    assert at.find(Chip, "page-state").tag.text == "off", "saving an address turns nothing on"
    at.press("page-switch")
    assert at.find(Chip, "page-state").tag.text == "running"
    address = at.text("page-address")
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert answer.status == 200 and "浙江大学图书馆" in answer.read().decode()
    assert at.find(Button, "page-browse").isEnabled()
    at.press("page-switch")
    assert at.find(Chip, "page-state").tag.text == "off"
    assert not at.desk.page.read().on


def test_what_is_stored_elsewhere_shows_up_and_what_is_typed_stays(show: Show) -> None:
    at = show("page")
    _write(at, "base_address", "https://ill.example.edu.cn")
    at.desk.page.save(at.admin, replace(at.desk.page.read(), allowed=("192.168.7.0/24",), port=8500))
    at.session.commands.changed.emit(Changes(frozenset({"settings"})))
    assert at.find(QPlainTextEdit, "allowed").toPlainText() == "192.168.7.0/24"
    assert at.find(QLineEdit, "port").text() == "8500"
    assert at.find(QLineEdit, "base_address").text() == "https://ill.example.edu.cn"


def test_it_moves_with_its_settings(show: Show) -> None:
    at = show("page")
    first, second = _free_port(), _free_port()
    _write(at, "port", str(first))
    at.press("page-save")
    at.press("page-switch")
    _write(at, "port", str(second))
    at.press("page-save")
    assert at.text("page-address") == f"http://127.0.0.1:{second}/"
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", first), timeout=5)
    QTest.keyClick(at.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert at.text("page-address") == f"http://127.0.0.1:{first}/"


def test_why_it_does_not_run_is_said(show: Show) -> None:
    at = show("page")
    with socket.create_server(("127.0.0.1", 0)) as other:
        _write(at, "port", str(other.getsockname()[1]))
        at.press("page-save")
        at.press("page-switch")
    assert at.find(Chip, "page-state").tag.text == "not running"
    assert at.text("page-problem") == at.desk.words("en")("refusal.page.taken")
    at.press("page-switch")
    assert at.find(Chip, "page-state").tag.text == "running", "the other program is gone"


def test_beyond_this_machine_it_speaks_tls_with_a_certificate_of_its_own(show: Show) -> None:
    at = show("page")
    _write(at, "port", str(_free_port()))
    _choose(at, "host", "0.0.0.0")
    assert at.find(Facts, "page-certificate").isVisible()
    at.press("page-save")
    at.press("page-switch")
    facts = at.find(Facts, "page-certificate").texts()
    assert facts[3] == "2028-11-20", "two years"
    fingerprint = "".join(facts[5].split())
    assert len(fingerprint) == 64
    address = at.text("page-address")
    assert address.startswith("https://")  # one that phones can dial, too
    context = ssl.create_default_context(cafile=str(at.desk.ground.folder.page_certificate))
    port = int(address.rstrip("/").rpartition(":")[2])
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as line,
        context.wrap_socket(line, server_hostname="localhost") as secured,
    ):
        shown = secured.getpeercert(binary_form=True)
    assert shown is not None and sha256(shown).hexdigest().upper() == fingerprint


def test_what_will_not_do_is_refused_beside_its_field(show: Show) -> None:
    at = show("page")
    words = at.desk.words("en")
    _write(at, "port", "70000")
    at.press("page-save")
    assert at.text("port-below") == words("refusal.page.port")
    _write(at, "port", "8443")
    at.find(QPlainTextEdit, "allowed").setPlainText("192.168.1.0/24\nthe wifi")
    _choose(at, "certificate", "file")
    _write(at, "certificate_file", "/nowhere/cert.pem")
    _write(at, "key_file", "/nowhere/key.pem")
    at.press("page-save")
    assert set(at.find(Form, "page-form").errors()) == {"allowed", "certificate_file", "key_file"}
    _choose(at, "certificate", "proxy")
    at.find(QPlainTextEdit, "allowed").setPlainText("192.168.1.0/24, 10.1.0.0/16")
    at.press("page-save")
    assert at.find(Form, "page-form").errors() == {"base_address": words("refusal.page.proxy_address")}
    _write(at, "base_address", "https://ill.example.edu.cn")
    at.press("page-save")
    kept = at.desk.page.read()
    assert (kept.certificate, kept.allowed) == ("proxy", ("192.168.1.0/24", "10.1.0.0/16"))


def test_with_a_base_address_the_poster_has_a_code_that_leads_there(show: Show) -> None:
    at = show("page")
    assert not at.find(QrView, "poster-qr").isVisible()
    assert at.text("poster-address") == "No base address yet"
    _write(at, "base_address", "https://ill.example.edu.cn")
    at.press("page-save")
    assert at.desk.library.base_address == "https://ill.example.edu.cn"
    assert _scanned(at.find(QrView, "poster-qr")) == "https://ill.example.edu.cn/activate"
    at.press("poster-print")
    at.qtbot.waitUntil(lambda: at.sheet("preview") is not None)
    preview = at.sheet("preview")
    assert preview is not None
    preview.reject()


def _scanned(code: QrView) -> str:
    grey = code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.bytesPerLine(), grey.height())
    found = zxingcpp.read_barcodes(Image.frombytes("L", size, bytes(grey.constBits())))
    return str(found[0].text)


# -- mail -----------------------------------------------------------------------------------------


def _mail(at: RestDesk, port: int, **more: str) -> None:
    at.find(Form, "mail-form").fill(
        {"host": "127.0.0.1", "port": str(port), "security": "none", "sender": "ill@example.edu.cn", **more}
    )
    at.find(Form, "mail-form").edited.emit("host")


def test_a_test_mail_arrives_and_that_is_said(show: Show) -> None:
    at = show("senders")
    with MailHost() as host:
        _mail(at, host.port)
        _write(at, "to", "chy@126.com")
        at.press("mail-test")
        assert (
            at.text("mail-result") == "14:00: accepted for chy@126.com. Please look whether it has arrived."
        )
        assert [received.to for received in host.received] == [("chy@126.com",)]
    assert not at.desk.senders.mail().is_set, "a test stores nothing"


def test_what_the_server_says_against_it_is_said(show: Show) -> None:
    at = show("senders")
    with MailHost() as host:
        host.answers["RCPT"] = "550 no such person"
        _mail(at, host.port)
        _write(at, "to", "chy@126.com")
        at.press("mail-test")
    assert at.text("mail-result").startswith("Not sent. ") and "no such person" in at.text("mail-result")
    _mail(at, _free_port())
    at.press("mail-test")
    assert "cannot be reached" in at.text("mail-result")
    _write(at, "to", "nobody@")
    at.press("mail-test")
    assert list(at.find(Form, "mail-test-form").errors()) == ["to"]
    _mail(at, 0)
    at.press("mail-test")
    assert "port" in at.find(Form, "mail-form").errors()


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_the_password_is_kept_outside_the_database_and_shown_to_nobody(show: Show) -> None:
    at = show("senders")
    with with_login(auth_require_tls=False) as host:
        _mail(at, host.port, login=LOGIN, password=PASSWORD)
        at.press("mail-save")
        assert at.said() == ["Saved"]
        assert at.find(Chip, "mail-state").tag.text == "set up"
        assert at.find(QLineEdit, "password").text() == ""
        _write(at, "to", "chy@126.com")
        at.press("mail-test")
        assert at.text("mail-result").startswith("14:00: accepted"), "the kept password serves"
    kept = json.dumps(connection.rows(lambda *row: row, "SELECT value FROM setting"))
    assert PASSWORD not in kept
    assert PASSWORD not in " ".join(label.text() for label in at.window.findChildren(Label))
    at.find(Form, "mail-form").fill({"host": ""})
    at.find(Form, "mail-form").edited.emit("host")
    at.press("mail-save")
    assert not at.desk.senders.mail().is_set
    at.press("toast-undo")
    assert at.desk.senders.mail().password == PASSWORD


def test_a_lost_password_file_is_mended_by_typing_the_password_again(show: Show) -> None:
    at = show("senders")
    secure = {"host": "mail.example.edu.cn", "port": "465", "security": "tls", "sender": "ill@example.edu.cn"}
    at.find(Form, "mail-form").fill({**secure, "login": LOGIN, "password": PASSWORD})
    at.find(Form, "mail-form").edited.emit("host")
    at.press("mail-save")
    at.desk.ground.folder.senders.write_bytes(b"{half")
    at.session.commands.changed.emit(Changes(frozenset({"settings"})))
    assert "cannot be read" in at.find(Form, "mail-form").message.text()
    assert at.find(Form, "mail-form").values()["host"] == secure["host"], "only the password is lost"
    _write(at, "password", "another password")
    at.press("mail-save")
    assert at.desk.senders.mail().password == "another password"
    assert not at.find(Form, "mail-form").message.isVisible() and at.bugs == []


# -- SMS ------------------------------------------------------------------------------------------


def test_a_test_message_goes_through_the_gateway(show: Show) -> None:
    at = show("senders")
    assert not at.find(Button, "sms-save").isEnabled(), "nothing to save yet"
    with WebHost(answer='{"code":0}') as host:
        at.find(Form, "sms-form").fill(
            {
                "url": f"http://127.0.0.1:{host.port}/send",
                "body": '{"to":"{national}","text":"{text}"}',
                "form": "json",
                "headers": "Authorization: Bearer {key}\nX-App: ill",
                "key": "s3cret",
                "success_text": '"code":0',
            }
        )
        at.find(Form, "sms-form").edited.emit("url")
        line = at.find(Form, "sms-test-form").field("to")
        line.set_value("12")
        at.press("sms-test")
        assert at.find(Form, "sms-test-form").errors() == {"to": at.desk.words("en")("refusal.patron.mobile")}
        line.set_value("139 5710 2231")
        at.press("sms-test")
        assert at.text("sms-result").startswith("14:00: accepted for 139 5710 2231")
        asked = host.asked[0]
        assert asked.headers["Authorization"] == "Bearer s3cret" and asked.headers["X-App"] == "ill"
        assert json.loads(asked.body)["to"] == "13957102231"
    at.press("sms-save")
    assert at.desk.senders.sms().headers == (("Authorization", "Bearer {key}"), ("X-App", "ill"))
    assert at.desk.codes.channels() == ("sms",)


def test_a_gateway_that_would_lose_the_message_is_refused(show: Show) -> None:
    at = show("senders")
    at.find(Form, "sms-form").fill({"url": "https://sms.example.com/send?to={number}", "body": "hello"})
    at.find(Form, "sms-form").edited.emit("url")
    at.press("sms-save")
    assert list(at.find(Form, "sms-form").errors()) == ["body"]
    assert not at.desk.senders.sms().is_set
