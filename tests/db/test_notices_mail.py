"""Mail to real servers on loopback: what arrives, and what is said of every way in which it does not."""

from __future__ import annotations

import datetime as dt
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from ill_desktop import settings as facts
from ill_desktop import words
from ill_desktop.ground import Ground
from ill_desktop.notices.mail import REPEAT, Attachment, MailServer
from ill_desktop.notices.net import Call
from ill_desktop.notices.outcome import Undelivered
from ill_desktop.notices.settings import MailSettings
from tests import servers
from tests.servers import MailHost, Scripted, hang, smtp_script

AT = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)
GREETED = ("220 hello", "250 hello")
OPEN = (*GREETED, "250 OK", "250 OK")


@pytest.fixture
def host(ground: Ground) -> Iterator[MailHost]:
    with MailHost() as host:
        yield host


def at(port: int, **changes: Any) -> MailSettings:
    plain = MailSettings(host="127.0.0.1", port=port, security="none", sender="ill@example.edu.cn", seconds=5)
    return replace(plain, **changes)


def send(settings: MailSettings, to: str = "chy@126.com", subject: str = "取件", text: str = "到馆") -> None:
    MailServer(settings).send(to, subject, text, at=AT)


def problem(settings: MailSettings, to: str = "chy@126.com") -> tuple[str, str]:
    """``(outcome, code)`` of a try that fails; its sentence exists in both languages."""
    with pytest.raises(Undelivered) as failed:
        send(settings, to)
    for language in words.LANGUAGES:
        assert words.load(language).refusal(failed.value)
    return failed.value.outcome, failed.value.code


def test_a_message_arrives_whole(host: MailHost) -> None:
    sender = at(host.port, sender_name="浙江大学图书馆", reply_to="zjuill@zju.edu.cn")
    MailServer(sender).send(
        "chy@126.com",
        "请领取：中国古代水利史研究 𠮷",
        "陈竑宇，您好！\n.\n..\n到馆了。",
        "<p>到馆了。</p>",
        "12.abc@example.edu.cn",
        [Attachment("文献.pdf", b"%PDF-1.7\r\n.\r\n\0\xff")],
        at=AT,
        language="zh_CN",
    )
    (received,) = host.received
    message = received.message
    assert (received.sender, received.to) == ("ill@example.edu.cn", ("chy@126.com",))
    assert message["From"] == "浙江大学图书馆 <ill@example.edu.cn>"
    assert (message["To"], message["Reply-To"]) == ("chy@126.com", "zjuill@zju.edu.cn")
    assert message["Subject"] == "请领取：中国古代水利史研究 𠮷"
    assert message["Message-ID"] == "<12.abc@example.edu.cn>"
    assert message["Date"].datetime == AT
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "zh-CN")
    assert message[REPEAT] is None
    assert received.text == "陈竑宇，您好！\n.\n..\n到馆了。"
    assert received.html.strip() == "<p>到馆了。</p>"
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "文献.pdf"
    assert attachment.get_content_type() == "application/pdf"
    assert attachment.get_content() == b"%PDF-1.7\r\n.\r\n\0\xff"
    assert received.raw.isascii()


def test_a_possible_repeat_is_marked(host: MailHost) -> None:
    MailServer(at(host.port)).send("chy@126.com", "S", "T", at=AT, repeat=True)
    assert host.received[0].message[REPEAT] == "yes"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=20))
def test_no_text_becomes_a_header_or_another_message(
    host: MailHost, subject: str, text: str, name: str
) -> None:
    host.received.clear()
    evil = f"{subject}\r\nBcc: thief@example.com\r\n\r\n"
    body = f"{text}\r\n.\r\nMAIL FROM:<thief@example.com>\r\n"
    MailServer(at(host.port)).send(
        "chy@126.com", evil, body, attachments=[Attachment(name + "\r\nX: y", b"")]
    )
    (received,) = host.received
    assert received.to == ("chy@126.com",)
    assert set(received.message.keys()) <= {
        *("From", "To", "Subject", "Auto-Submitted", "Date", "MIME-Version", "Content-Type"),
        "Content-Transfer-Encoding",
    }
    assert "MAIL FROM" in received.text


@pytest.mark.parametrize(
    "to",
    [
        *("", "chy", "chy@", "@126.com", "a b@126.com", "chy@126.com, thief@example.com"),
        *("chy@126.com\r\nBcc: thief@example.com", "<chy@126.com>", "chy@126.com\0", "chy@@126.com"),
        *("chy@" + "a" * 250 + ".com", "chy@126..com", "\ud800@126.com"),
    ],
)
def test_a_malformed_address_is_refused_before_anything_is_said(ground: Ground, to: str) -> None:
    with Scripted(hang) as server:
        assert problem(at(server.port), to) == ("refused", "mail.address")
        assert server.calls == 0


def test_foreign_host_names_travel_in_ascii(host: MailHost) -> None:
    send(at(host.port), "chy@例子.中国")
    assert host.received[0].to == ("chy@xn--fsqu00a.xn--fiqs8s",)


def test_foreign_local_parts_need_a_server_that_knows_them(host: MailHost) -> None:
    assert problem(at(host.port), "陈@126.com") == ("refused", "mail.address")
    with MailHost(enable_SMTPUTF8=True) as modern:
        send(at(modern.port), "陈@126.com")
        assert modern.received[0].to == ("陈@126.com",)


# What a server answers


@pytest.mark.parametrize(
    ("stage", "answer", "outcome", "code"),
    [
        ("MAIL", "451 busy", "server", "mail.sender"),
        ("MAIL", "550 not you", "server", "mail.sender"),
        ("RCPT", "450 greylisted", "later", "mail.later"),
        ("RCPT", "550 no such user", "refused", "mail.refused"),
        ("RCPT", "421 closing", "server", "mail.later"),
        ("DATA", "452 full", "later", "mail.later"),
        ("DATA", "554 spam", "refused", "mail.refused"),
    ],
)
def test_answers_say_whether_to_try_again(
    host: MailHost, stage: str, answer: str, outcome: str, code: str
) -> None:
    host.answers[stage] = answer
    assert problem(at(host.port)) == (outcome, code)
    assert host.received == []


@pytest.mark.parametrize(
    ("answers", "outcome", "code"),
    [
        (("554 go away",), "server", "mail.greeting"),
        (("HTTP/1.1 400 Bad Request",), "server", "mail.greeting"),
        (("220 hello", "500 what", "500 what"), "server", "mail.greeting"),
        ((*OPEN, "451 not now"), "later", "mail.later"),
        ((*OPEN, "250 what"), "later", "mail.later"),
        ((*GREETED, "552 too large"), "refused", "mail.refused"),
    ],
)
def test_other_answers(ground: Ground, answers: tuple[str, ...], outcome: str, code: str) -> None:
    with smtp_script(*answers) as server:
        assert problem(at(server.port)) == (outcome, code)


# Servers that misbehave


def blamed(said: int) -> str:
    """Once the server has greeted us, it may be the message that it cannot bear."""
    return "server" if said < len(GREETED) else "later"


@pytest.mark.parametrize("said", range(len(OPEN) + 1))
def test_a_server_that_hangs_before_the_message_costs_its_time_only(ground: Ground, said: int) -> None:
    with smtp_script(*OPEN[:said], after=hang) as server:
        assert problem(at(server.port, seconds=0.2)) == (blamed(said), "mail.slow")


@pytest.mark.parametrize("said", range(len(OPEN) + 1))
def test_a_machine_so_busy_that_nobody_cuts_the_line_in_time(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, said: int
) -> None:
    timer = threading.Timer
    monkeypatch.setattr(threading, "Timer", lambda _, act: timer(60, act))
    with smtp_script(*OPEN[:said], after=hang) as server:
        assert problem(at(server.port, seconds=0.2)) == (blamed(said), "mail.slow")


@pytest.mark.parametrize("said", range(len(OPEN) + 1))
def test_a_server_that_hangs_up_before_the_message_has_nothing(ground: Ground, said: int) -> None:
    with smtp_script(*OPEN[:said]) as server:
        assert problem(at(server.port)) == (blamed(said), "mail.unreachable")


@pytest.mark.parametrize("after", [None, hang])
def test_silence_after_the_message_leaves_it_unknown(
    ground: Ground, after: Callable[[socket.socket, Scripted], None] | None
) -> None:
    with smtp_script(*OPEN, "354 go on", after=after) as server:
        assert problem(at(server.port, seconds=0.3)) == ("unknown", "mail.no_answer")


def test_a_server_that_drips_is_left_at_the_deadline(ground: Ground) -> None:
    with Scripted(servers.drip) as server:
        assert problem(at(server.port, seconds=0.4)) == ("server", "mail.slow")


def test_a_line_without_end_is_no_greeting(ground: Ground) -> None:
    def flood(line: socket.socket, server: Scripted) -> None:
        while not server.over.is_set():
            line.sendall(b"2" * 65_536)

    with Scripted(flood) as server:
        assert problem(at(server.port)) == ("server", "mail.greeting")


def test_nobody_listens(ground: Ground) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert problem(at(port)) == ("server", "mail.unreachable")


def test_a_name_that_is_none(ground: Ground) -> None:
    assert problem(at(25, host="a" * 64 + ".invalid")) == ("server", "mail.unreachable")


def test_a_slow_name_server_costs_its_time_only(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def asked(*_: object, **__: object) -> list[Any]:
        over.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", asked)
    assert problem(at(25, host="mail.example.edu.cn", seconds=0.1)) == ("server", "mail.slow")
    over.set()


# Encryption and login


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> servers.Certificate:
    made = servers.certificate(tmp_path)
    servers.trust(monkeypatch, made.file)
    return made


def test_starttls_with_a_login(ground: Ground, trusted: servers.Certificate) -> None:
    with servers.with_login(tls_context=trusted.server, require_starttls=True) as host:
        login = {"login": servers.LOGIN, "password": servers.PASSWORD}
        send(at(host.port, security="starttls", **login))
        assert len(host.received) == 1
        MailServer(at(host.port, security="starttls", **login)).try_out()
        wrong = at(host.port, security="starttls", login=servers.LOGIN, password="another password")
        assert problem(wrong) == ("server", "mail.login")
        assert len(host.received) == 1


def test_tls_from_the_first_byte(ground: Ground, trusted: servers.Certificate) -> None:
    with MailHost(ssl_context=trusted.server) as host:
        send(at(host.port, security="tls"))
        assert len(host.received) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_nobody_vouches_for(ground: Ground, tmp_path: Path, security: str) -> None:
    context = servers.certificate(tmp_path).server
    options = {"ssl_context": context} if security == "tls" else {"tls_context": context}
    with MailHost(**options) as host:
        assert problem(at(host.port, security=security)) == ("server", "mail.tls")
        assert host.received == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_for_another_name(
    ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    made = servers.certificate(tmp_path, "mail.example.edu.cn")
    servers.trust(monkeypatch, made.file)
    options = {"ssl_context": made.server} if security == "tls" else {"tls_context": made.server}
    with MailHost(**options) as host:
        assert problem(at(host.port, security=security)) == ("server", "mail.tls")


def test_a_server_without_starttls_is_never_spoken_to_in_the_open(host: MailHost) -> None:
    assert problem(at(host.port, security="starttls")) == ("server", "mail.no_starttls")
    assert host.received == []


def test_tls_towards_a_plain_server(host: MailHost) -> None:
    assert problem(at(host.port, security="tls")) == ("server", "mail.tls")


def test_a_login_the_server_does_not_know(host: MailHost) -> None:
    outcome, code = problem(at(host.port, login="a", password="b"))
    assert (outcome, code) == ("server", "mail.login")


def test_encryption_that_hangs(ground: Ground) -> None:
    with Scripted(hang) as server:
        assert problem(at(server.port, security="tls", seconds=0.2)) == ("server", "mail.slow")


# What never sends


def test_no_server_is_set_up(ground: Ground) -> None:
    assert problem(MailSettings()) == ("server", "mail.off")


def test_a_demo_library_opens_no_connection_at_all(host: MailHost) -> None:
    with connection.transaction():
        facts.write("demo", True)
    assert problem(at(host.port)) == ("server", "mail.demo")
    with pytest.raises(Undelivered, match=r"sms\.demo"):
        Call("sms", "127.0.0.1", host.port, 1)
    assert host.received == []
