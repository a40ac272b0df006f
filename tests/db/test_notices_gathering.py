"""What is to be paid is told once a day; what no longer holds is not told at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from db import connection
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.notices import forgetting, queries
from ill_desktop.notices.delivery import DeliveryService
from ill_desktop.notices.senders import SenderService
from ill_desktop.notices.settings import MailSettings
from ill_desktop.requests.steps import Inputs
from ill_desktop.words import load
from tests.db.outbox import ADMIN
from tests.db.till import PDF, Till
from tests.servers import MailHost


@pytest.fixture
def host(till: Till) -> Iterator[MailHost]:
    """Where the library's mail goes; what the registration had to say is gone already."""
    connection.execute("UPDATE outbox SET state = 'withdrawn'")
    with MailHost() as host:
        mail = MailSettings("127.0.0.1", host.port, "none", sender="ill@zju.edu.cn", seconds=5)
        SenderService(till.ground).save_mail(ADMIN, mail)
        yield host


@pytest.fixture
def send(till: Till, clock: FixedClock, host: MailHost) -> Callable[..., list[str]]:
    """Let time pass, and give the subjects of the mails that came."""

    def deliver(**span: float) -> list[str]:
        clock.advance(**span)
        host.received.clear()
        DeliveryService(till.ground).deliver(1_000)
        return [str(each.message["Subject"]) for each in host.received]

    return deliver


def number_of(request: int) -> str:
    return str(connection.value("SELECT number FROM request WHERE id = ?", (request,)))


TITLE = "深度学习在径流预测中的应用"
ONE = f"请缴费：{TITLE}"


def state(kind: str) -> list[str]:
    return connection.rows(str, "SELECT state FROM outbox WHERE kind = ? ORDER BY id", (kind,))


def problem(kind: str) -> str:
    stored = connection.value("SELECT problem FROM outbox WHERE kind = ? ORDER BY id DESC LIMIT 1", (kind,))
    return queries.said(str(stored), load("en"))


def test_what_arrives_together_is_told_together(
    till: Till, patron: int, send: Callable[..., list[str]], host: MailHost
) -> None:
    numbers = [number_of(till.arrived(patron, pages)) for pages in (12, 20, 400)]
    assert send(seconds=31) == ["请缴费：3 篇文献"]
    text = host.received[0].text
    assert "共需缴费 ¥64.80：" in text
    assert [line for line in text.split("\n") if line.startswith("“")] == [
        f"“{TITLE}”（{number}）{amount}"
        for number, amount in zip(numbers, ("¥1.80", "¥3.00", "¥60.00"), strict=True)
    ]
    assert state("payment_due") == ["withdrawn"] * 3
    assert problem("payment_due").startswith("Told together with what else was to be paid that day")
    assert send(hours=1) == []
    about = forgetting.of_requests([int(connection.value("SELECT MIN(id) FROM request"))])
    kinds = [queries.by_id(each).kind for each in about]
    assert kinds == ["payment_due", "payments_due"], "who forgets one forgets both"


def test_a_step_of_a_moment_ago_is_waited_for(
    till: Till, patron: int, send: Callable[..., list[str]], clock: FixedClock
) -> None:
    till.arrived(patron)
    clock.advance(seconds=20)
    till.arrived(patron)
    assert send(seconds=15) == [], "the second may still be taken back"
    assert send(seconds=15) == ["请缴费：2 篇文献"]


def test_the_first_of_a_day_goes_at_once_and_the_others_on_the_next_morning(
    till: Till, patron: int, send: Callable[..., list[str]]
) -> None:
    till.arrived(patron)  # 14:26 in Hangzhou
    assert send(minutes=1) == [ONE]
    for _ in range(2):
        till.arrived(patron)
    assert send(minutes=1) == []
    assert send(hours=17) == [], "7:28"
    assert send(hours=1) == ["请缴费：2 篇文献"]
    assert send(hours=10) == []


def test_what_is_urgent_is_told_at_once(till: Till, patron: int, send: Callable[..., list[str]]) -> None:
    till.arrived(patron)
    assert send(minutes=1) == [ONE]
    till.arrived(patron)
    assert send(minutes=1) == []
    till.arrived(patron, level="urgent")
    assert send(minutes=1) == [ONE], "the other one still waits for the morning"


def test_readers_are_told_each_for_himself(
    till: Till, patron: int, campus: int, send: Callable[..., list[str]]
) -> None:
    till.arrived(patron)
    till.arrived(campus)
    assert send(minutes=1) == [ONE, ONE]


def test_who_has_paid_is_not_asked_to(till: Till, patron: int, send: Callable[..., list[str]]) -> None:
    request = till.arrived(patron)
    till.pay(patron, Tender("cash", 180))
    assert send(minutes=1) == ["已收到缴费 ¥1.80"]
    assert state("payment_due") == ["withdrawn"]
    assert (
        problem("payment_due") == "It was paid, answered, collected or asked for anew before this went out."
    )
    till.counter.attach(till.by, request, "a.pdf", PDF)
    assert send(minutes=1) == [f"文献已发送：{TITLE}"]


def test_what_is_asked_for_anew_was_not_refused(
    till: Till, patron: int, send: Callable[..., list[str]]
) -> None:
    """The fix-it loop: mended at once, nobody is told that it could not be found."""
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotFoundAsCited"))
    fields = {"article_title": "径流预测", "journal": "水利学报", "year": "2024"}
    till.submitting.send_again(till.by, request, "journal_article", fields)
    assert send(minutes=1) == []
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotHeld"))
    assert send(minutes=1) == ["未能找到：径流预测"]
    till.submitting.send_again(till.by, request, "journal_article", fields)
    assert state("unfilled") == ["withdrawn", "sent"], "what was told was told"


def test_taking_a_step_back_lets_hold_what_it_had_overtaken(
    till: Till, patron: int, send: Callable[..., list[str]]
) -> None:
    request = till.request(patron)
    till.walk(request, "accepted")
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotHeld"))
    till.counter.step(till.by, request, "accepted", verb="reopen")
    assert state("unfilled") == ["withdrawn"]
    till.steps.back(till.by, request)
    assert state("unfilled") == ["waiting"]
    assert send(minutes=1) == [f"未能找到：{TITLE}"]


def test_a_delivered_document_says_how_it_comes(
    till: Till, patron: int, send: Callable[..., list[str]], host: MailHost
) -> None:
    attached = till.arrived(patron)
    till.pay(patron, Tender("cash", 180))
    till.counter.attach(till.by, attached, "a.pdf", PDF)
    send(minutes=1)
    assert "文献在附件中。" in host.received[-1].text
    posted = till.arrived(patron, delivery="post", address="杭州市浙大路 38 号")
    till.pay(patron, Tender("cash", sum(due.amount_fen for due in till.dues(patron))))
    till.counter.step(till.by, posted, "delivered", Inputs(tracking="SF123456"))
    send(minutes=1)
    assert "文献已按您的地址寄出。\n运单号：SF123456" in host.received[-1].text


def test_who_holds_it_in_his_hands_is_not_told_that_it_was_sent(
    till: Till, patron: int, send: Callable[..., list[str]]
) -> None:
    request = till.arrived(patron, delivery="pickup")
    till.pay(patron, Tender("cash", 180))
    assert send(minutes=1)[-1] == f"请领取：{TITLE}"
    till.counter.step(till.by, request, "delivered")
    assert send(minutes=1) == []
