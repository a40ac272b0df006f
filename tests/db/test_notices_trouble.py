"""What cannot go now, or not at all: put off, rested, paused, dead, tried again."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from db import connection
from ill_desktop import settings, words
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices import queries
from ill_desktop.notices.mail import REPEAT
from ill_desktop.staff.rules import Actor
from tests.db.outbox import ADMIN, Outbox
from tests.servers import MailHost, smtp_script


@pytest.fixture
def outbox(ground: Ground, patron: int) -> Outbox:
    return Outbox(ground, patron)


@pytest.fixture
def host(outbox: Outbox) -> Iterator[MailHost]:
    with MailHost() as host:
        outbox.use_mail(host.port)
        yield host


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


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def tries() -> int:
    return int(connection.value("SELECT COUNT(*) FROM outbox_attempt"))


def test_a_server_that_is_away_costs_no_message_its_tries(outbox: Outbox) -> None:
    port = free_port()
    outbox.use_mail(port)
    numbers = [outbox.queue() for _ in range(3)]
    for minutes in (1, 2, 5, 10, 15, 30, 30):
        before = tries()
        done = outbox.deliver()
        assert (done.tried, done.waits["email"].code) == (0, "mail.unreachable")
        assert outbox.deliver().waits["email"].code == "mail.unreachable", "said without asking again"
        outbox.wait(minutes=minutes, seconds=-1)
        outbox.deliver()
        assert tries() == before + 1
        outbox.wait(seconds=1)
    assert [outbox.row(number).attempts for number in numbers] == [0, 0, 0]
    with MailHost(port):
        assert outbox.deliver().sent == 3
    outbox.queue()
    outbox.deliver()
    before = tries()
    outbox.wait(minutes=1)
    outbox.deliver()
    assert tries() == before + 1, "it begins to count anew"


def test_what_was_put_right_or_off_can_be_tried_at_once(outbox: Outbox, counter: Actor) -> None:
    port = free_port()
    with MailHost() as host:
        host.answers["RCPT"] = "450 later"
        outbox.use_mail(host.port)
        number = outbox.queue()
        assert outbox.deliver().later == 1
        outbox.use_mail(port)
        outbox.queue()
        assert outbox.deliver().waits["email"].code == "mail.unreachable"
        host.answers.clear()
        outbox.use_mail(host.port)
        assert outbox.deliver().sent == 1, "new settings are tried at once"
        assert outbox.row(number).state == "waiting"
        assert outbox.notices.hurry(counter) == 1
        assert outbox.deliver().sent == 1
    with pytest.raises(Refusal, match="not_permitted"):
        outbox.notices.hurry(Actor("自助机", "kiosk"))


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
