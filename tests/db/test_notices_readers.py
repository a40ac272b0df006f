"""How each reader is told, and what he reads here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from db import connection
from ill_desktop import words
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices import queries
from ill_desktop.notices.service import HOLD_SECONDS
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import reader
from tests.db.outbox import ADMIN, Outbox, event_of
from tests.servers import MailHost, WebHost


@pytest.fixture
def outbox(ground: Ground, patron: int) -> Outbox:
    return Outbox(ground, patron)


@pytest.fixture
def host(outbox: Outbox) -> Iterator[MailHost]:
    with MailHost() as host:
        outbox.use_mail(host.port)
        yield host


# Ways


def test_each_reader_is_told_the_way_he_chose(outbox: Outbox, host: MailHost) -> None:
    me = reader(outbox.patron, "陈竑宇")
    numbers = {}
    for way in ("sms", "none", "letter", "email"):
        outbox.patrons.choose_notices(me, outbox.patron, way=way, language="zh_CN", address="浙大路 38 号")
        numbers[way] = outbox.queue()
    with WebHost() as web:
        outbox.use_sms(web.port)
        assert outbox.deliver().sent == 3
    assert b"to=%2B8613957102231&text=" in web.asked[0].body
    assert len(web.asked) == 1 and len(host.received) == 1
    states = {way: outbox.row(number).state for way, number in numbers.items()}
    assert states == {"sms": "sent", "none": "sent", "email": "sent", "letter": "waiting"}
    assert outbox.row(numbers["sms"]).text == "【浙江大学图书馆】已收到缴费 ¥3.00，单号 YQ1-2026-R-000001。"
    assert queries.standing(outbox.ground) == (1, 0, 0, 0, 1)
    assert [row.id for row in queries.letters()] == [numbers["letter"]]
    assert outbox.notices.mark_printed(ADMIN, numbers.values()) == 1
    assert outbox.notices.mark_printed(ADMIN, numbers.values()) == 0
    assert outbox.row(numbers["letter"]).state == "sent"
    assert queries.attempts(numbers["letter"]) == []


def test_a_document_is_mailed_to_who_wants_text_messages(outbox: Outbox) -> None:
    outbox.patrons.choose_notices(ADMIN, outbox.patron, way="sms", language="en", address="")
    assert outbox.row(outbox.queue("document_delivered")).way == "email"
    assert outbox.row(outbox.queue()).way == "sms"


def test_only_the_reader_and_staff_choose(outbox: Outbox, approved: Callable[..., int]) -> None:
    other = approved(number="zhao77", email="z@126.com", mobile="13957102299")
    with pytest.raises(Refusal, match="not_permitted"):
        outbox.patrons.choose_notices(reader(other, "赵"), outbox.patron, way="none", language="en")
    with pytest.raises(Refusal, match=r"notice\.way"):
        outbox.patrons.choose_notices(ADMIN, outbox.patron, way="fax", language="en")


def test_who_has_withdrawn_with_a_book_at_home_is_still_asked_for_it(
    outbox: Outbox, host: MailHost, patrons: PatronService
) -> None:
    before = outbox.queue("due_soon")
    patrons.withdraw(ADMIN, outbox.patron)
    later = [outbox.queue(kind) for kind in ("overdue", "recall", "payment_due")]
    assert all(later)
    assert outbox.deliver().sent == 4
    assert {outbox.row(each).state for each in (before, *later)} == {"sent"}


def test_who_has_withdrawn_is_told_nothing_else(
    outbox: Outbox, host: MailHost, patrons: PatronService
) -> None:
    before = outbox.queue()
    patrons.withdraw(ADMIN, outbox.patron)
    assert outbox.queue() == 0
    assert outbox.deliver().tried == 0
    assert (outbox.row(before).state, host.received) == ("withdrawn", [])


def test_a_merged_reader_is_written_to_where_he_is_reached(
    outbox: Outbox, host: MailHost, approved: Callable[..., int]
) -> None:
    kept = approved(number="chen77", email="kept@126.com", mobile="13957102299")
    outbox.queue()
    connection.execute("UPDATE patron SET merged_into = ? WHERE id = ?", (kept, outbox.patron))
    connection.execute("UPDATE outbox SET state = 'withdrawn' WHERE patron_id = ?", (kept,))
    assert outbox.deliver().sent == 1
    assert host.received[0].to == ("kept@126.com",)


def test_a_dead_letter_can_go_another_way_or_be_given_up(outbox: Outbox, host: MailHost) -> None:
    host.answers["RCPT"] = "550 no"
    first, second = outbox.queue(), outbox.queue()
    assert outbox.deliver().failed == 2
    assert outbox.notices.retry(ADMIN, [first], way="letter") == 1
    assert [row.id for row in queries.letters()] == [first]
    with pytest.raises(Refusal, match=r"notice\.note"):
        outbox.notices.give_up(ADMIN, [second], " ")
    assert outbox.notices.give_up(ADMIN, [second, first], "已电话通知") == 2
    assert outbox.notices.give_up(ADMIN, [second], "已电话通知") == 0
    row = outbox.row(second)
    assert (row.state, queries.said(row.problem, words.load("zh_CN"))) == ("withdrawn", "已电话通知")


# 我的消息


def test_a_reader_reads_his_own_messages(outbox: Outbox, approved: Callable[..., int]) -> None:
    other = approved(number="zhao77", email="z@126.com", mobile="13957102299")
    me = reader(outbox.patron, "陈竑宇")
    first, second = outbox.queue(), outbox.queue(event_id=event_of(outbox))
    assert [row.id for row in queries.messages(outbox.ground, outbox.patron)] == [first]
    outbox.wait(seconds=HOLD_SECONDS)
    assert [row.id for row in queries.messages(outbox.ground, outbox.patron)] == [second, first]
    assert [row.id for row in queries.messages(outbox.ground, outbox.patron, limit=1)] == [second]
    assert [row.id for row in queries.messages(outbox.ground, outbox.patron, before=second)] == [first]
    assert queries.unread(outbox.ground, outbox.patron) == 2
    assert outbox.notices.mark_read(reader(other, "赵"), [first, second]) == 0
    with pytest.raises(Refusal, match="not_permitted"):
        outbox.notices.mark_read(ADMIN, [first])
    assert outbox.notices.mark_read(me, [first]) == 1
    assert (outbox.row(first).read_at, outbox.row(second).read_at) == (outbox.ground.now, None)
    outbox.wait(minutes=5)
    assert outbox.notices.mark_read(me) == 1
    assert outbox.notices.mark_read(me) == 0
    assert outbox.row(first).read_at != outbox.ground.now, "the first reading counts"
    assert queries.unread(outbox.ground, outbox.patron) == 0


def test_a_step_is_told_once(outbox: Outbox) -> None:
    first = outbox.queue("deposit_low", step="4")
    assert outbox.queue("deposit_low", step="4") == first
    assert outbox.queue("deposit_low", step="5") != first
    assert outbox.queue("due_soon", step="4") != first
    with pytest.raises(Exception, match="UNIQUE"):
        connection.execute("UPDATE outbox SET step = '5' WHERE id = ?", (first,))


def test_an_unknown_kind_is_a_bug(outbox: Outbox) -> None:
    with pytest.raises(ValueError, match="birthday"):
        outbox.queue("birthday")
