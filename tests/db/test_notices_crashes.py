"""A sender that dies at any moment loses no message, and sends none more than once again."""

from __future__ import annotations

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
from tests.db.outbox import ADMIN, Outbox
from tests.servers import MailHost

ROOT = Path(__file__).parent.parent.parent
DIED = 77
AFTER_SENDING = -1  # the server has said yes, and nobody has written it down
# Every write, every look and every word to the server is a moment to die in.
WORKER = """
import os, smtplib, sys
from pathlib import Path
from db import connection
from db.tables import OutboxAttempt
from ill_desktop.clock import FixedClock, utc_time
from ill_desktop.desk import open_desk
from ill_desktop.notices.mail import MailServer

fatal, moments = int(sys.argv[3]), 0

def mortal(holder, name):
    whole = getattr(holder, name)
    def either(*args, **kwargs):
        global moments
        for before in (True, False):
            if not before:
                found = whole(*args, **kwargs)
            moments += 1
            if moments == fatal or (fatal == -1 and holder is MailServer and not before):
                os._exit(77)
        return found
    setattr(holder, name, either)

desk = open_desk(Path(sys.argv[1]), FixedClock(utc_time(sys.argv[2])))
desk.delivery
for holder, name in (
    (connection, "execute"), (OutboxAttempt, "add"), (MailServer, "send"),
    (smtplib.SMTP, "send"), (smtplib.SMTP, "getreply"),
):
    mortal(holder, name)
desk.delivery.deliver(1000)
print(moments)
desk.close()
"""


@pytest.fixture
def outbox(ground: Ground, patron: int) -> Outbox:
    with connection.transaction():
        settings.write("library", ground.library.facts)
    return Outbox(ground, patron)


@pytest.fixture
def host(outbox: Outbox) -> Iterator[MailHost]:
    with MailHost() as host:
        outbox.use_mail(host.port, per_minute=600)
        library_id()  # made once, at the first message of all
        yield host


def worker(outbox: Outbox, fatal: int) -> tuple[int, str]:
    """Deliver in a process that dies at its moment number ``fatal`` (0: it lives; AFTER_SENDING)."""
    command = [sys.executable, "-c", WORKER, outbox.ground.folder.root, outbox.ground.now, fatal]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode in (0, DIED), done.stderr
    return done.returncode, done.stdout.strip()


def copies(host: MailHost, number: int) -> list[str | None]:
    """The marks of every copy of a message that arrived."""
    return [
        received.message[REPEAT]
        for received in host.received
        if received.message["Message-ID"].startswith(f"<{number}.")
    ]


def test_dying_at_any_moment_loses_nothing(outbox: Outbox, host: MailHost) -> None:
    outbox.queue()
    code, moments = worker(outbox, 0)
    assert (code, len(host.received)) == (0, 1)
    repeated = 0
    for fatal in range(1, int(moments) + 1):
        outbox.wait(minutes=5)
        number = outbox.queue()
        assert worker(outbox, fatal)[0] == DIED
        outbox.wait_for_lease()
        outbox.deliver()
        marks = copies(host, number)
        assert marks in ([None], ["yes"], [None, "yes"]), f"moment {fatal}"
        row = outbox.row(number)
        assert row.state == "sent", f"moment {fatal}"
        assert bool(row.maybe_repeat) == ("yes" in marks)
        outcomes = [attempt.outcome for attempt in queries.attempts(number)]
        assert outcomes in (["sent"], ["unknown", "sent"]), f"moment {fatal}"
        repeated += marks == [None, "yes"]
    assert 0 < repeated < int(moments), "some deaths fall between sending and writing it down"


def test_dying_while_payments_are_gathered_tells_each_once(outbox: Outbox, host: MailHost) -> None:
    """Several messages become one: whenever it dies, the reader is told of every payment, in one mail."""
    facts = {"name": "陈竑宇", "phone": "0571-87951633"}

    def due(title: str) -> int:
        with connection.transaction():
            told = {**facts, "title": title, "number": title, "amount": "¥1.80"}
            return outbox.notices.queue("payment_due", outbox.patron, "zh_CN", told)

    for title in ("A", "B"):
        due(title)
    code, moments = worker(outbox, 0)
    assert (code, len(host.received)) == (0, 1)
    # Only the gathering itself: what comes after it is tried above.
    for fatal in range(1, 14, 2):
        host.received.clear()
        outbox.wait(days=1)
        due("A")
        due("B")
        assert worker(outbox, fatal)[0] == DIED
        outbox.wait_for_lease()
        outbox.deliver()
        texts = {str(received.message["Message-ID"]): received.text for received in host.received}
        assert len(texts) == 1, f"moment {fatal}"
        assert all("共需缴费 ¥3.60" in text for text in texts.values())
    assert int(moments) > 14


def test_dying_twice_leaves_it_to_a_person(outbox: Outbox, host: MailHost) -> None:
    number = outbox.queue()
    for _ in range(2):
        assert worker(outbox, AFTER_SENDING)[0] == DIED
        outbox.wait_for_lease()
    assert outbox.deliver().tried == 0
    row = outbox.row(number)
    assert (row.state, outbox.said(number)) == ("failed", "notice.broke_off")
    assert [attempt.outcome for attempt in queries.attempts(number)] == ["unknown", "unknown"]
    assert copies(host, number) == [None, "yes"], "never a third time by itself"
    outbox.notices.retry(ADMIN, [number])
    assert outbox.deliver().sent == 1


def test_a_lease_that_holds_keeps_others_away(outbox: Outbox, host: MailHost) -> None:
    number, other = outbox.queue(), outbox.queue()
    assert worker(outbox, AFTER_SENDING)[0] == DIED
    assert outbox.deliver().sent == 1, "the other one"
    assert (outbox.row(number).state, outbox.row(other).state) == ("waiting", "sent")
    assert outbox.notices.give_up(ADMIN, [number], "dropped") == 0, "somebody may be sending it"
    outbox.wait_for_lease()
    assert outbox.deliver().sent == 1
    assert copies(host, number) == [None, "yes"]
