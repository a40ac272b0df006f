"""Setting senders up: refused by field, secrets in a file of their own, nothing of them elsewhere."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from typing import Any

import pytest

from db import connection
from ill_desktop import settings as facts
from ill_desktop import words
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.ground import Ground
from ill_desktop.notices import secrets
from ill_desktop.notices.codes import CodeSender
from ill_desktop.notices.outcome import Undelivered
from ill_desktop.notices.senders import SenderService
from ill_desktop.notices.settings import MailSettings, SmsSettings
from ill_desktop.staff.rules import Actor
from tests.servers import MailHost, WebHost

SECRET = "tulip-4711"
MAIL = MailSettings(host="smtp.example.edu.cn", login="library", password=SECRET, sender="ill@example.edu.cn")
SMS = SmsSettings(url="https://sms.example.com/", body="to={number}&c={text}&k={key}", key=SECRET)


@pytest.fixture
def senders(ground: Ground) -> SenderService:
    return SenderService(ground)


def test_nothing_is_set_up_at_first(ground: Ground, senders: SenderService) -> None:
    assert (senders.mail(), senders.sms()) == (MailSettings(), SmsSettings())
    assert CodeSender(ground).channels() == ()
    assert not ground.folder.senders.exists()


def test_what_is_saved_comes_back_and_the_secret_stays_out_of_the_database(
    ground: Ground, senders: SenderService, admin: Actor
) -> None:
    senders.save_mail(admin, MAIL)
    senders.save_sms(admin, SMS)
    again = SenderService(ground)
    assert (again.mail(), again.sms()) == (MAIL, SMS)
    assert SECRET not in repr(again.mail()) + repr(again.sms())
    assert CodeSender(ground).channels() == ("sms", "email")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for file in ground.folder.root.iterdir():
        if file.is_file() and file != ground.folder.senders:
            assert SECRET.encode() not in file.read_bytes(), file.name
    assert os.name != "posix" or stat.S_IMODE(ground.folder.senders.stat().st_mode) == 0o600
    assert ground.folder.owns(ground.folder.senders)
    assert [file.name for file in ground.folder.root.glob("senders*")] == [ground.folder.senders.name]


def test_an_empty_secret_stays_what_it_was(senders: SenderService, admin: Actor) -> None:
    senders.save_mail(admin, MAIL)
    senders.save_sms(admin, SMS)
    senders.save_mail(admin, replace(MAIL, password="", port=465, security="tls"))
    senders.save_sms(admin, replace(SMS, key=""))
    assert (senders.mail().password, senders.mail().port) == (SECRET, 465)
    assert senders.sms().key == SECRET


def test_what_is_taken_away_takes_its_secret_along(
    ground: Ground, senders: SenderService, admin: Actor
) -> None:
    senders.save_mail(admin, MAIL)
    senders.save_sms(admin, SMS)
    senders.save_mail(admin, MailSettings())
    assert secrets.read(ground.folder) == {"sms": SECRET}
    assert CodeSender(ground).channels() == ("sms",)
    senders.save_sms(admin, SmsSettings())
    assert secrets.read(ground.folder) == {}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"host": "smtp example"}, ["host"]),
        ({"host": "smtp.example.edu.cn/x"}, ["host"]),
        ({"host": "smtp:25"}, ["host"]),
        ({"port": 0, "security": "ssl"}, ["port", "security"]),
        ({"security": "none"}, ["security"]),
        ({"security": "none", "host": "127.0.0.1"}, []),
        ({"security": "none", "login": ""}, []),
        ({"login": "馆员"}, ["login"]),
        ({"password": "密码"}, ["password"]),
        ({"password": "a\r\nb"}, ["password"]),
        ({"sender": ""}, ["sender"]),
        ({"sender": "ill@example.edu.cn\r\nBcc: x@example.com"}, ["sender"]),
        ({"reply_to": "nobody"}, ["reply_to"]),
        ({"sender_name": "a\nb"}, ["sender_name"]),
        ({"sender_name": "a" * 101}, ["sender_name"]),
        ({"seconds": 61, "per_minute": 0}, ["seconds", "per_minute"]),
        ({"host": " ｓｍｔｐ.example.edu.cn "}, []),
    ],
)
def test_mail_settings_are_judged_field_by_field(
    senders: SenderService, admin: Actor, changes: dict[str, Any], fields: list[str]
) -> None:
    if not fields:
        senders.save_mail(admin, replace(MAIL, **changes))
        assert senders.mail().host == changes.get("host", MAIL.host).strip().replace("ｓｍｔｐ", "smtp")
        return
    with pytest.raises(Refusal) as refused:
        senders.save_mail(admin, replace(MAIL, **changes))
    parts = refused.value.parts if isinstance(refused.value, Refusals) else (refused.value,)
    assert sorted(str(part.field) for part in parts) == sorted(fields)
    assert all(words.load(language).refusal(part) for part in parts for language in words.LANGUAGES)
    assert senders.mail() == MailSettings()


def test_only_who_configures_the_library_may(senders: SenderService, counter: Actor) -> None:
    for act in (
        lambda: senders.save_mail(counter, MAIL),
        lambda: senders.save_sms(counter, SMS),
        lambda: senders.test_mail(counter, MAIL, "a@example.com"),
        lambda: senders.test_sms(counter, SMS, "+8613957102231"),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            act()


def test_changes_are_audited_without_the_secret(senders: SenderService, admin: Actor) -> None:
    senders.save_mail(admin, MAIL)
    senders.save_sms(admin, SMS)
    kept = connection.rows(
        lambda action, payload: (action, payload),
        "SELECT action, payload FROM audit JOIN audit_payload USING (id) ORDER BY id",
    )
    assert [action for action, _ in kept] == ["sender.mail", "sender.sms"]
    assert "smtp.example.edu.cn" in kept[0][1] and SECRET not in kept[0][1] + kept[1][1]


def test_a_test_goes_out_with_what_stands_in_the_form(
    ground: Ground, senders: SenderService, admin: Actor
) -> None:
    with MailHost() as host, WebHost() as web:
        mail = MailSettings(host="127.0.0.1", port=host.port, security="none", sender="ill@example.edu.cn")
        senders.test_mail(admin, mail, "qian@example.edu.cn")
        assert host.received[0].message["Subject"] == "浙江大学图书馆：测试邮件"
        assert senders.mail() == MailSettings(), "a test saves nothing"
        senders.test_sms(admin, replace(SMS, url=f"http://127.0.0.1:{web.port}/"), "+8613957102231")
        assert b"k=tulip-4711" in web.asked[0].body
        with pytest.raises(Refusal, match=r"mail\.address"):
            senders.test_mail(admin, mail, "qian\r\n@example.edu.cn")
        with pytest.raises(Refusal, match=r"mail\.address"):
            senders.test_mail(admin, replace(mail, sender=""), "qian@example.edu.cn")


def test_codes_go_out_at_once(ground: Ground, senders: SenderService, admin: Actor) -> None:
    codes = CodeSender(ground)
    with pytest.raises(Undelivered, match=r"mail\.off"):
        codes.send_email("a@example.com", "验证码", "123456")
    with MailHost() as host, WebHost() as web:
        senders.save_mail(
            admin, MailSettings(host="127.0.0.1", port=host.port, security="none", sender=MAIL.sender)
        )
        senders.save_sms(admin, replace(SMS, url=f"http://127.0.0.1:{web.port}/"))
        codes.send_email("a@example.com", "验证码", "123456")
        codes.send_sms("+8613957102231", "123456")
        assert (host.received[0].text, web.asked[0].body.partition(b"&")[0]) == (
            "123456",
            b"to=%2B8613957102231",
        )


def test_a_demo_sends_no_code_and_no_test(ground: Ground, senders: SenderService, admin: Actor) -> None:
    with connection.transaction():
        facts.write("demo", True)
    with MailHost() as host, WebHost() as web:
        mail = MailSettings(host="127.0.0.1", port=host.port, security="none", sender=MAIL.sender)
        senders.save_mail(admin, mail)
        assert CodeSender(ground).channels() == ()
        with pytest.raises(Undelivered, match=r"mail\.demo"):
            senders.test_mail(admin, mail, "a@example.com")
        with pytest.raises(Undelivered, match=r"mail\.demo"):
            CodeSender(ground).send_email("a@example.com", "S", "T")
        with pytest.raises(Undelivered, match=r"sms\.demo"):
            senders.test_sms(admin, replace(SMS, url=f"http://127.0.0.1:{web.port}/"), "+8613957102231")
        assert (host.received, web.asked) == ([], [])


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe"])
def test_a_damaged_secrets_file_says_what_to_do_and_is_mended_by_doing_it(
    ground: Ground, senders: SenderService, admin: Actor, damage: bytes
) -> None:
    senders.save_mail(admin, MAIL)
    ground.folder.senders.write_bytes(damage)
    with pytest.raises(Refusal, match=r"sender\.secrets") as refused:
        senders.mail()
    assert words.load("en").refusal(refused.value)
    senders.save_mail(admin, MAIL)
    assert senders.mail() == MAIL
