"""The outbox against a real mail server and a real gateway on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.ground import Ground
from ill_desktop.notices import queries
from ill_desktop.notices.mail import REPEAT
from ill_desktop.notices.post import library_id
from ill_desktop.notices.service import HOLD_SECONDS
from tests.db.outbox import ADMIN, Outbox, event_of
from tests.servers import MailHost

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def outbox(ground: Ground, patron: int) -> Outbox:
    return Outbox(ground, patron)


@pytest.fixture
def host(outbox: Outbox) -> Iterator[MailHost]:
    with MailHost() as host:
        outbox.use_mail(host.port)
        yield host


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
