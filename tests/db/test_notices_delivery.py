"""The outbox against a real mail server and a real gateway on loopback."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import connection
from ill_desktop import settings, words
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices import queries
from ill_desktop.notices.mail import REPEAT
from ill_desktop.notices.post import library_id
from ill_desktop.notices.service import HOLD_SECONDS
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor, reader
from tests.db.outbox import ADMIN, Outbox
from tests.servers import MailHost, WebHost, smtp_script

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def outbox(ground: Ground, patron: int) -> Outbox:
    return Outbox(ground, patron)


@pytest.fixture
def host(outbox: Outbox) -> Iterator[MailHost]:
    with MailHost() as host:
        outbox.use_mail(host.port)
        yield host


def event_of(outbox: Outbox) -> int:
    """Something that can be taken back."""
    connection.execute(
        "INSERT INTO request (number, patron_id, service_type, document_type, level, state, state_since, "
        "title, container, author, fields, delivery, branch, submitted_at) VALUES ('YQ1-20261121-0001', ?, "
        "'delivery', 'book', 'normal', 'received', '', '水利史', '', '', '{}', 'email', 'YQ', '')",
        (outbox.patron,),
    )
    connection.execute("INSERT INTO request_event (request_id, at, actor, kind) VALUES (1, '', '', 'step')")
    return 1


# Once each


def test_a_message_goes_once_in_full(outbox: Outbox, host: MailHost) -> None:
    number = outbox.queue()
    assert outbox.deliver().sent == 1
    assert outbox.deliver().tried == 0
    (received,) = host.received
    message = received.message
    assert (received.sender, received.to) == ("ill@zju.edu.cn", ("chy@126.com",))
    assert message["Subject"] == "已收到缴费 ¥3.00"
    made = "1795240800000"  # 2026-11-21T06:00:00.000Z
    assert message["Message-ID"] == f"<{number}.{made}.{library_id()}@zju.edu.cn>"
    assert received.text.startswith("陈竑宇，您好！")
    for advice in ("0571-87951633", "0571-88208468", "白名单", "ill@zju.edu.cn", "垃圾邮件"):
        assert advice in received.text and advice in received.html
    assert "<h1" in received.html and 'lang="zh-CN"' in received.html
    assert message[REPEAT] is None
    row = outbox.row(number)
    assert (row.state, row.attempts, row.sent_at, row.problem) == ("sent", 1, outbox.ground.now, "")
    assert (row.subject, row.text) == ("已收到缴费 ¥3.00", received.text.partition("\n\n-- ")[0])
    (attempt,) = queries.attempts(number)
    assert (attempt.way, attempt.outcome) == ("email", "sent")


def test_the_order_is_that_in_which_they_became_due(outbox: Outbox, host: MailHost) -> None:
    numbers = [outbox.queue() for _ in range(5)]
    assert outbox.deliver(limit=2).sent == 2
    assert [outbox.row(number).state for number in numbers] == ["sent"] * 2 + ["waiting"] * 3
    assert outbox.deliver().sent == 3
    ids = [received.message["Message-ID"] for received in host.received]
    assert [int(each[1:].partition(".")[0]) for each in ids] == numbers


def test_a_step_that_can_be_taken_back_is_told_after_30_seconds(outbox: Outbox, host: MailHost) -> None:
    event = event_of(outbox)
    number = outbox.queue(event_id=event)
    assert outbox.deliver().tried == 0 and not outbox.notices.gone_out(event)
    outbox.wait(seconds=HOLD_SECONDS - 1)
    assert outbox.deliver().tried == 0 and not outbox.notices.gone_out(event)
    outbox.wait(seconds=1)
    assert outbox.notices.gone_out(event)
    assert outbox.deliver().sent == 1
    outbox.notices.withdraw(event)
    assert outbox.row(number).state == "sent"


def test_what_was_taken_back_never_goes(outbox: Outbox, host: MailHost) -> None:
    number = outbox.queue(event_id=event_of(outbox))
    outbox.notices.withdraw(1)
    outbox.wait(hours=1)
    assert outbox.deliver().tried == 0
    assert (outbox.row(number).state, host.received) == ("withdrawn", [])


def test_a_message_put_off_keeps_its_step_from_being_taken_back(outbox: Outbox, host: MailHost) -> None:
    host.answers["RCPT"] = "450 later"
    outbox.queue(event_id=event_of(outbox))
    outbox.wait(seconds=HOLD_SECONDS)
    assert outbox.deliver().later == 1
    assert outbox.notices.gone_out(1)


# Documents


def attached(outbox: Outbox, data: bytes = b"%PDF-1.7 whole") -> int:
    event_of(outbox)
    file = outbox.ground.folder.document("ab" * 32)
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    connection.execute(
        "INSERT INTO request_file (request_id, sha256, name, size, added_at, actor) "
        "VALUES (1, ?, '水利史.pdf', ?, '', '')",
        ("ab" * 32, len(data)),
    )
    return outbox.queue("document_delivered", request_id=1)


def test_a_document_goes_with_its_message(outbox: Outbox, host: MailHost) -> None:
    attached(outbox)
    assert outbox.deliver().sent == 1
    (file,) = host.received[0].message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("水利史.pdf", b"%PDF-1.7 whole")


def test_a_document_that_is_lost_or_too_large_is_a_dead_letter(outbox: Outbox, host: MailHost) -> None:
    number = attached(outbox, b"%PDF" + b"0" * (outbox.ground.library.max_attachment_bytes))
    assert outbox.deliver().failed == 1
    assert outbox.said(number) == "mail.too_large"
    outbox.ground.folder.document("ab" * 32).unlink()
    assert outbox.notices.retry(ADMIN, [number]) == 1
    assert outbox.deliver().failed == 1
    assert outbox.said(number) == "mail.file"
    assert host.received == []


# Not now, not at all


def test_back_off_and_dead_letter_and_retry(outbox: Outbox, host: MailHost) -> None:
    host.answers["RCPT"] = "450 greylisted"
    number = outbox.queue()
    waits = (1, 5, 15, 60, 180, 360, 720, 1440)
    for attempt, minutes in enumerate(waits, 1):
        assert outbox.deliver().later == 1
        assert (outbox.row(number).attempts, outbox.said(number)) == (attempt, "mail.later")
        outbox.wait(minutes=minutes, seconds=-1)
        assert outbox.deliver().tried == 0
        outbox.wait(seconds=1)
    assert outbox.deliver().failed == 1
    row = outbox.row(number)
    assert (row.state, row.attempts) == ("failed", 9)
    assert "450 greylisted" in queries.said(row.problem, words.load("en"))
    outbox.wait(days=30)
    assert outbox.deliver().tried == 0
    host.answers.clear()
    assert outbox.notices.retry(ADMIN, [number]) == 1
    assert outbox.notices.retry(ADMIN, [number]) == 0
    assert outbox.deliver().sent == 1
    assert [each.outcome for each in queries.attempts(number)] == ["later"] * 9 + ["sent"]
    assert len({received.message["Message-ID"] for received in host.received}) == 1


def test_what_is_refused_fails_at_once_and_holds_nobody_up(outbox: Outbox, host: MailHost) -> None:
    connection.execute("UPDATE patron SET email = 'gone@126.com'")
    host.answers["RCPT gone@126.com"] = "550 no such user"
    lost = outbox.queue()
    done = outbox.deliver()
    connection.execute("UPDATE patron SET email = 'chy@126.com'")
    good = outbox.queue()
    assert (done.failed, outbox.deliver().sent) == (1, 1)
    assert (outbox.row(lost).state, outbox.row(good).state) == ("failed", "sent")


@pytest.mark.parametrize("address", ["", "nobody", "a@b@c", "chy@126.com\nBcc: thief@example.com"])
def test_a_malformed_address_is_a_dead_letter(outbox: Outbox, host: MailHost, address: str) -> None:
    connection.execute("UPDATE patron SET email = ?", (address,))
    number = outbox.queue()
    assert outbox.deliver().failed == 1
    assert outbox.said(number) == "mail.address"
    assert host.received == []


def test_a_server_that_is_away_costs_no_message_its_tries(outbox: Outbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outbox.use_mail(port)
    numbers = [outbox.queue() for _ in range(3)]
    for minutes in (1, 2, 5, 10, 15, 30, 30):
        done = outbox.deliver()
        assert (done.tried, done.waits["email"].code) == (0, "mail.unreachable")
        tried = connection.value("SELECT COUNT(*) FROM outbox_attempt")
        assert outbox.deliver().waits["email"].code == "mail.unreachable", "said without asking again"
        assert connection.value("SELECT COUNT(*) FROM outbox_attempt") == tried
        outbox.wait(minutes=minutes)
    assert [outbox.row(number).attempts for number in numbers] == [0, 0, 0]
    with MailHost() as host:
        outbox.use_mail(host.port)
        assert outbox.deliver().sent == 3
    outbox.queue()
    outbox.use_mail(port)
    outbox.deliver()
    outbox.wait(minutes=1)
    assert outbox.deliver().waits["email"].code == "mail.unreachable", "it began to count anew"


def test_a_message_no_server_can_bear_holds_nobody_up(outbox: Outbox) -> None:
    with smtp_script("220 hello", "250 hello", "250 OK") as server:  # hangs up on RCPT
        outbox.use_mail(server.port)
        first, second = outbox.queue(), outbox.queue()
        assert outbox.deliver().later == 2
    assert [outbox.row(number).attempts for number in (first, second)] == [1, 1]


def test_silence_after_the_message_is_repeated_once_and_marked(outbox: Outbox) -> None:
    script = ("220 hello", "250 hello", "250 OK", "250 OK", "354 go on")
    with smtp_script(*script) as server:
        outbox.use_mail(server.port)
        number = outbox.queue()
        assert outbox.deliver().later == 1
        assert (outbox.row(number).maybe_repeat, outbox.said(number)) == (1, "mail.no_answer")
        outbox.wait(minutes=1)
        assert outbox.deliver().failed == 1
        outbox.wait(days=9)
        assert outbox.deliver().tried == 0
        assert server.calls == 2
    with MailHost() as host:
        outbox.use_mail(host.port)
        outbox.notices.retry(ADMIN, [number])
        assert outbox.deliver().sent == 1
        assert host.received[0].message[REPEAT] == "yes", "a person decided it, and the mark stays"


# Switches and limits


def test_without_a_mail_server_everything_waits_and_says_so(outbox: Outbox) -> None:
    number = outbox.queue()
    for _ in range(3):
        done = outbox.deliver()
        assert (done.tried, done.waits["email"].code) == (0, "mail.off")
        outbox.wait(days=1)
    row = outbox.row(number)
    assert (row.state, row.attempts) == ("waiting", 0)
    assert queries.standing(outbox.ground) == (1, 1, 1, 0, 0)
    assert "sms" not in outbox.deliver().waits, "nothing waits there"


def test_pause(outbox: Outbox, host: MailHost, counter: Actor) -> None:
    outbox.queue()
    with pytest.raises(Refusal, match="not_permitted"):
        outbox.notices.pause(counter)
    outbox.notices.pause(ADMIN, "restored")
    assert outbox.notices.paused() == "restored"
    assert outbox.deliver().waits["email"].code == "notice.paused"
    outbox.notices.resume(ADMIN)
    assert (outbox.notices.paused(), outbox.deliver().sent) == ("", 1)


def test_a_demo_never_sends(outbox: Outbox, host: MailHost) -> None:
    with connection.transaction():
        settings.write("demo", True)
    number = outbox.queue()
    assert outbox.deliver().waits["email"].code == "mail.demo"
    assert (outbox.row(number).state, host.received, queries.attempts(number)) == ("waiting", [], [])


def test_no_more_go_in_a_minute_than_the_server_allows(outbox: Outbox, host: MailHost) -> None:
    outbox.use_mail(host.port, per_minute=3)
    for _ in range(8):
        outbox.queue()
    done = outbox.deliver()
    assert (done.sent, done.waits["email"].code) == (3, "notice.rate")
    outbox.wait(seconds=59)
    assert outbox.deliver().sent == 0
    outbox.wait(seconds=1)
    assert outbox.deliver().sent == 3
    outbox.wait(minutes=1)
    done = outbox.deliver()
    assert (done.sent, done.waits) == (2, {})


# Ways


def test_each_reader_is_told_the_way_he_chose(outbox: Outbox, host: MailHost) -> None:
    me = reader(outbox.patron, "陈竑宇")
    numbers = {}
    for way in ("sms", "none", "letter", "email"):
        outbox.notices.choose(me, outbox.patron, way=way, language="zh_CN", address="浙大路 38 号")
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
    outbox.notices.choose(ADMIN, outbox.patron, way="sms", language="en", address="")
    assert outbox.row(outbox.queue("document_delivered")).way == "email"
    assert outbox.row(outbox.queue()).way == "sms"


def test_only_the_reader_and_staff_choose(outbox: Outbox, approved: Callable[..., int]) -> None:
    other = approved(number="zhao77", email="z@126.com", mobile="13957102299")
    with pytest.raises(Refusal, match="not_permitted"):
        outbox.notices.choose(reader(other, "赵"), outbox.patron, way="none", language="en")
    with pytest.raises(Refusal, match=r"notice\.way"):
        outbox.notices.choose(ADMIN, outbox.patron, way="fax", language="en")


def test_who_has_withdrawn_is_told_nothing(outbox: Outbox, host: MailHost, patrons: PatronService) -> None:
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


# Several at once

WORKER = """
import sys
from pathlib import Path
from ill_desktop.clock import FixedClock, utc_time
from ill_desktop.desk import open_desk
desk = open_desk(Path(sys.argv[1]), FixedClock(utc_time(sys.argv[2])))
print("ready", flush=True)
sys.stdin.readline()
print(desk.delivery.deliver(1000).sent)
desk.close()
"""


def test_several_processes_send_each_message_once(outbox: Outbox, host: MailHost) -> None:
    outbox.use_mail(host.port, per_minute=600)
    with connection.transaction():
        settings.write("library", outbox.ground.library.facts)
    numbers = [outbox.queue() for _ in range(60)]
    command = [sys.executable, "-c", WORKER, str(outbox.ground.folder.root), outbox.ground.now]
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(3)
    ]
    for worker in workers:
        assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
    answers = []
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    for worker in workers:
        out, _ = worker.communicate()
        answers.append(int(out))
    assert sum(answers) == 60 and max(answers) < 60
    ids = [received.message["Message-ID"] for received in host.received]
    assert len(ids) == len(set(ids)) == 60
    assert {outbox.row(number).state for number in numbers} == {"sent"}
    assert connection.value("SELECT MAX(attempts) FROM outbox") == 1


def test_reasons_are_kept_without_addresses_in_the_audit(outbox: Outbox, host: MailHost) -> None:
    number = outbox.queue()
    outbox.deliver()
    outbox.notices.retry(ADMIN, [number])
    payloads = " ".join(connection.rows(str, "SELECT payload FROM audit_payload"))
    assert "chy@126.com" not in payloads
    assert json.loads(outbox.row(number).facts_json)["name"] == "陈竑宇"
