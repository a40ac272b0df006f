"""Editing what readers are told: versions, institutions, previews; what went out stays as it went."""

from __future__ import annotations

from collections.abc import Iterator

import apsw
import peewee
import pytest

from db import connection
from ill_desktop import settings, words
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.ground import Ground
from ill_desktop.notices import queries, texts
from ill_desktop.notices.kinds import KINDS
from ill_desktop.notices.service import NoticeService
from ill_desktop.notices.settings import MAIL
from ill_desktop.notices.texts import TextService
from ill_desktop.patrons import record
from ill_desktop.staff.rules import Actor
from tests.db.outbox import ADMIN, Outbox
from tests.servers import MailHost

OWN = ("收到 {amount}", "{name}：\n收到 {amount}。", "收到 {amount}")
LANGUAGE = "zh_CN"
KIND = "payment_received"


@pytest.fixture
def outbox(ground: Ground, patron: int) -> Outbox:
    return Outbox(ground, patron)


@pytest.fixture
def service(ground: Ground) -> TextService:
    return TextService(ground)


@pytest.fixture
def host(outbox: Outbox) -> Iterator[MailHost]:
    with MailHost() as host:
        outbox.use_mail(host.port)
        yield host


def home() -> int:
    return int(connection.value("SELECT institution_id FROM patron"))


def test_an_edited_text_holds_from_then_on(outbox: Outbox, service: TextService, host: MailHost) -> None:
    before = outbox.queue()
    outbox.deliver()
    assert service.save(ADMIN, KIND, LANGUAGE, *OWN) == 1
    after = outbox.queue()
    outbox.deliver()
    assert host.received[1].text.startswith("陈竑宇：\n收到 ¥3.00。\n\n-- ")
    assert service.shown(outbox.row(before))[0] == "已收到缴费 ¥3.00", "what went out stays as it went"
    assert service.shown(outbox.row(after)) == ("收到 ¥3.00", "陈竑宇：\n收到 ¥3.00。")
    assert texts.current(KIND, "en").version == 0, "the other language is another text"


def test_what_is_said_of_the_library_is_what_holds_when_it_goes(
    outbox: Outbox, service: TextService, ground: Ground, patron: int
) -> None:
    """Not what held when it was written down: a phone, or the address mail comes from, may be another."""
    notices = NoticeService(ground)
    record.tell(notices, "registration_approved", patron)
    row = queries.of_patron(patron)[0]
    assert row.kind == "registration_approved"
    assert row.facts.keys() == {"name", "number"}
    kept = {"host": "mail.example.edu", "sender": "ill@example.edu"}
    settings.write(MAIL, kept)
    service.save(ADMIN, row.kind, LANGUAGE, "x", "{name}（{number}）：{sender}", "x")
    assert service.shown(row)[1] == f"陈竑宇（{row.facts['number']}）：ill@example.edu"


def test_a_repeat_says_what_the_first_try_said(outbox: Outbox, service: TextService, host: MailHost) -> None:
    host.answers["DATA"] = "451 later"
    outbox.queue()
    outbox.deliver()
    service.save(ADMIN, KIND, LANGUAGE, *OWN)
    host.answers.clear()
    outbox.wait(minutes=1)
    outbox.deliver()
    assert host.received[0].message["Subject"] == "已收到缴费 ¥3.00"


def test_versions_are_kept_and_can_be_gone_back_from(service: TextService, ground: Ground) -> None:
    service.save(ADMIN, KIND, LANGUAGE, *OWN)
    service.save(ADMIN, KIND, LANGUAGE, "二", "{name}", "三")
    assert texts.current(KIND, LANGUAGE).subject == "二"
    assert service.reset(ADMIN, KIND, LANGUAGE) == 3
    assert texts.current(KIND, LANGUAGE) == texts.shipped(KIND, LANGUAGE)
    versions = service.versions(KIND, LANGUAGE)
    assert [(each.version, each.subject) for each in versions] == [(3, None), (2, "二"), (1, OWN[0])]
    assert {each.actor for each in versions} == {"钱文"}
    for statement in ("UPDATE notice_text SET body = ''", "DELETE FROM notice_text"):
        with pytest.raises((apsw.ConstraintError, peewee.IntegrityError)):
            connection.execute(statement)
    actions = connection.rows(str, "SELECT action FROM audit")
    assert actions.count("notice.text") == 3


def test_an_institution_may_have_its_own(outbox: Outbox, service: TextService, host: MailHost) -> None:
    service.save(ADMIN, KIND, LANGUAGE, *OWN)
    service.save(ADMIN, KIND, LANGUAGE, "本校：{amount}", "{name}", "{amount}", institution_id=home())
    other = int(connection.value("SELECT id FROM institution WHERE id <> ? LIMIT 1", (home(),)))
    outbox.queue()
    outbox.deliver()
    connection.execute("UPDATE patron SET institution_id = ?", (other,))
    outbox.queue()
    outbox.deliver()
    subjects = [received.message["Subject"] for received in host.received]
    assert subjects == ["本校：¥3.00", "收到 ¥3.00"]
    service.reset(ADMIN, KIND, LANGUAGE, institution_id=home())
    assert texts.current(KIND, LANGUAGE, home()).subject == OWN[0]
    with pytest.raises(Refusal, match=r"template\.institution"):
        service.save(ADMIN, KIND, LANGUAGE, *OWN, institution_id=99_999)


def test_a_bad_text_is_refused_with_its_line_and_nothing_is_kept(service: TextService) -> None:
    with pytest.raises(Refusals) as refused:
        service.save(ADMIN, KIND, LANGUAGE, "", "{name}\n{nmae}", "{ amount}")
    assert [(part.code, part.field) for part in refused.value.parts] == [
        ("template.empty", "subject"),
        ("template.unknown", "body"),
        ("template.unknown", "sms"),
    ]
    said = words.load("zh_CN").refusal(refused.value.parts[1])
    assert said.startswith("第 2 行的 {nmae} 不是可用的位置。可用的有：{name} {library}")
    assert service.versions(KIND, LANGUAGE) == []


def test_only_who_configures_the_library_may(service: TextService, counter: Actor) -> None:
    for act in (
        lambda: service.save(counter, KIND, LANGUAGE, *OWN),
        lambda: service.reset(counter, KIND, LANGUAGE),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            act()
    with pytest.raises(ValueError, match="birthday"):
        service.save(ADMIN, "birthday", LANGUAGE, *OWN)
    with pytest.raises(ValueError, match="de"):
        service.save(ADMIN, KIND, "de", *OWN)


def test_a_preview_shows_a_real_case(outbox: Outbox, service: TextService) -> None:
    sample = service.preview(KIND, LANGUAGE)
    assert sample.subject == "已收到缴费 ¥12.00"
    outbox.queue()
    real = service.preview(KIND, LANGUAGE, OWN, patron_id=outbox.patron)
    assert (real.subject, real.text) == ("收到 ¥3.00", "陈竑宇：\n收到 ¥3.00。")
    assert "白名单" in real.plain and "<p>" in real.html
    with pytest.raises(Refusal, match=r"template\.unknown"):
        service.preview(KIND, LANGUAGE, ("{x}", "a", "b"))
    recall = service.preview("recall", "en", patron_id=outbox.patron)
    assert "陈竑宇" in recall.text and "2026-12-01 instead of 2026-12-15" in recall.text
    assert service.versions(KIND, LANGUAGE) == []


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_previewed_whole(service: TextService, kind: str, language: str) -> None:
    message = service.preview(kind, language)
    for text in (message.subject, message.text, message.sms, message.plain, message.html):
        assert text and "{" not in text and "None" not in text
    for fact in KINDS[kind].variables:
        value = words.load(language)(f"notice_sample.{fact}")
        own = fact in ("number", "phone") or (kind, fact) == ("unfilled", "reason")
        assert own or value in message.text + message.subject
    assert message.sms.startswith(("【浙江大学图书馆】", "[Zhejiang University Library]"))


def test_an_older_message_lacks_what_a_newer_text_names(outbox: Outbox, service: TextService) -> None:
    number = outbox.queue("ready_for_pickup")
    subject, text = service.shown(outbox.row(number))
    assert subject == "请领取：" and "\n\n\n" not in text


def test_a_reason_is_said_in_words(outbox: Outbox, service: TextService) -> None:
    message = texts.write(outbox.ground, texts.current("unfilled", "en"), "en", {"reason": "NotHeld"})
    assert words.load("en")("reason.NotHeld") in message.text


def test_the_sender_named_for_the_white_list_is_the_one_that_writes(outbox: Outbox) -> None:
    assert texts.about(outbox.ground, "en")["sender"] == "ill@calis.edu.cn"
    outbox.use_mail(25, sender="ill@zju.edu.cn")
    assert texts.about(outbox.ground, "en")["sender"] == "ill@zju.edu.cn"


def test_hostile_facts_stay_text(outbox: Outbox, host: MailHost) -> None:
    with connection.transaction():
        outbox.notices.queue(
            "unfilled",
            outbox.patron,
            "en",
            {
                "name": "<b>\r\nBcc: x@y.z",
                "title": "a\r\nBcc: thief@example.com {library}",
                "number": "\x00\u202e",
            },
        )
    outbox.deliver()
    (received,) = host.received
    assert received.to == ("chy@126.com",) and received.message["Bcc"] is None
    assert received.message["Subject"] == "Not found: a Bcc: thief@example.com {library}"
    assert "<b>" in received.text and "&lt;b&gt;" in received.html and "<b>" not in received.html
