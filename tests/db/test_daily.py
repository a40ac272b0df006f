"""The daily round: who is told what, when, and that nobody is told twice."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.counter import daily as daily_round
from ill_desktop.counter.daily import DailyRun, Summary
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons.service import PatronService
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import SYSTEM, Actor
from tests.db.till import Till, operation

BOOK = {"title": "中国古代水利史研究", "author": "周魁一"}


@pytest.fixture
def daily(till: Till, patrons: PatronService) -> DailyRun:
    return DailyRun(till.ground, till.notices, patrons, till.cashier)


@pytest.fixture
def lend(till: Till, patron: int) -> Callable[[int], int]:
    """Lend the reader a book that is due in so many days."""
    connection.execute("UPDATE patron SET activated_at = '2026-11-01T00:00:00.000Z'")

    def make(days: int) -> int:
        request = till.request(
            patron, service_type="loan", document_type="book", fields=BOOK, delivery="pickup"
        )
        till.walk(request, "accepted", "filled_locally")
        if dues := till.dues(patron):
            till.pay(patron, Tender("cash", sum(due.amount_fen for due in dues)))
        due = till.ground.clock.day() + dt.timedelta(days=days)
        till.counter.step(till.by, request, "checked_out", Inputs(due_on=due.isoformat()))
        return request

    return make


def told(kind: str) -> list[dict[str, str]]:
    """The facts of every message of a kind."""
    return [
        json.loads(text)
        for text in connection.rows(str, "SELECT facts FROM outbox WHERE kind = ? ORDER BY id", (kind,))
    ]


def steps(kind: str) -> list[str]:
    return connection.rows(str, "SELECT step FROM outbox WHERE kind = ? ORDER BY id", (kind,))


def test_a_loan_from_due_soon_to_long_overdue(
    daily: DailyRun, till: Till, admin: Actor, clock: FixedClock, lend: Callable[[int], int]
) -> None:
    lend(5)  # due on 2026-11-26
    calendar = {}
    for day in range(40):
        done = daily.run(admin)
        if done.due_soon or done.overdue:
            calendar[day] = (done.due_soon, done.overdue)
        assert daily.run(admin) == Summary(), f"day {day}"
        clock.advance(days=1)
    assert calendar == {2: (1, 0), 6: (0, 1), 12: (0, 1), 19: (0, 1), 35: (0, 1)}
    assert [facts["days"] for facts in told("overdue")] == ["1", "7", "14", "30"]
    first = told("overdue")[0]
    assert first["fine"] == "截至今日的逾期费为 ¥0.50。"
    assert (first["due"], first["place"], first["phone"]) == (
        "2026-11-26",
        "玉泉校区图书馆 513 室",
        "0571-87951633",
    )
    assert told("due_soon")[0]["due"] == "2026-11-26"


def test_what_was_missed_is_not_made_up_for(
    daily: DailyRun, admin: Actor, clock: FixedClock, lend: Callable[[int], int]
) -> None:
    lend(1)
    clock.advance(days=12)
    assert daily.run(admin).overdue == 1
    assert steps("overdue") == ["2026-11-22+7"]
    assert told("overdue")[0]["days"] == "11"
    assert told("due_soon") == []


def test_a_new_due_date_is_told_anew_and_what_came_back_is_not(
    daily: DailyRun, till: Till, admin: Actor, clock: FixedClock, lend: Callable[[int], int]
) -> None:
    request = lend(3)
    assert daily.run(admin).due_soon == 1
    till.loans.recall(till.by, request, till.ground.clock.day().isoformat())
    assert daily.run(admin).due_soon == 1
    assert steps("due_soon") == ["2026-11-24", "2026-11-21"]
    till.counter.step(till.by, request, "returned")
    clock.advance(days=9)
    assert daily.run(admin) == Summary()


def test_the_days_before_are_the_librarys(
    daily: DailyRun, till: Till, admin: Actor, lend: Callable[[int], int]
) -> None:
    counter = {**till.ground.library.facts["counter"], "due_soon_days": 10}
    till.ground.library = till.ground.library.with_facts(counter=counter)
    lend(10)
    assert daily.run(admin).due_soon == 1


def test_silent_partners_are_the_staffs_matter(
    daily: DailyRun, till: Till, admin: Actor, patron: int, clock: FixedClock
) -> None:
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    connection.execute("UPDATE outbox SET state = 'withdrawn'")
    rounds = []
    for _ in range(8):
        rounds.append(daily.run(admin).silent)
        clock.advance(days=1)
    assert sum(rounds) == 1
    assert connection.value("SELECT COUNT(*) FROM outbox WHERE state = 'waiting'") == 0, "no mail"
    expected = connection.value("SELECT expected_on FROM request_supplier")
    kept = connection.rows(
        lambda *row: row, "SELECT kind, request_id, step, substr(at, 1, 10) FROM staff_notice"
    )
    assert kept == [("silent", request, expected, kept[0][3])] and kept[0][3] > expected


def test_a_low_deposit_is_told_once_for_each_paying_in(
    daily: DailyRun, till: Till, admin: Actor, patron: int, clock: FixedClock
) -> None:
    def pay_in(fen: int) -> None:
        till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", fen)], operation())

    def spend(pages: int) -> None:
        till.arrived(patron, pages=pages)
        till.pay(patron, Tender("deposit", sum(due.amount_fen for due in till.dues(patron))))

    pay_in(5_00)
    assert daily.run(admin).deposit_low == 0, "paying in a little is no news"
    spend(12)
    assert daily.run(admin).deposit_low == 1
    assert told("deposit_low") == [{"name": "陈竑宇", "amount": "¥3.20"}]
    clock.advance(days=1)
    spend(12)
    assert daily.run(admin).deposit_low == 0
    pay_in(100_00)
    spend(12)
    assert daily.run(admin).deposit_low == 0
    clock.advance(days=3)
    spend(600)
    assert daily.run(admin).deposit_low == 1


def test_who_has_taken_a_deposit_back_is_not_told_that_it_is_low(
    daily: DailyRun, till: Till, admin: Actor, patron: int
) -> None:
    first, second = (
        till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 50_00)], operation()) for _ in "ab"
    )
    till.cashier.reverse_payment(till.by, till.shift, first.paper_id, "误收", operation())
    RefundService(till.ground).pay_back_deposit(
        till.by, till.shift, patron, second.total_fen, Back("cash", "离校"), operation()
    )
    assert daily.run(admin).deposit_low == 0


def test_blocks_end_and_the_reader_may_borrow_again(
    daily: DailyRun, patrons: PatronService, admin: Actor, patron: int, clock: FixedClock
) -> None:
    connection.execute("UPDATE patron SET activated_at = '2026-11-01T00:00:00.000Z'")
    patrons.block(admin, patron, "逾期未还", clock.day() + dt.timedelta(days=2))
    released = []
    for _ in range(5):
        released.append(daily.run(admin).released)
        clock.advance(days=1)
    assert released == [0, 0, 0, 1, 0]
    assert len(told("permission_to_borrow")) == 1
    assert connection.value("SELECT state FROM patron") == "approved"


def test_validity_ends_but_not_for_who_has_a_loan(
    daily: DailyRun, admin: Actor, clock: FixedClock, patron: int, lend: Callable[[int], int]
) -> None:
    lend(60)
    connection.execute("UPDATE patron SET valid_until = '2026-11-22'")
    clock.advance(days=2)
    done = daily.run(admin)
    assert (done.expired, done.kept) == (0, 1)


def test_who_has_withdrawn_is_reminded_of_the_book_that_is_still_with_him(
    daily: DailyRun, admin: Actor, lend: Callable[[int], int]
) -> None:
    lend(1)
    connection.execute("UPDATE patron SET state = 'withdrawn'")
    assert daily.run(admin).due_soon == 1
    assert len(told("due_soon")) == 1


def test_it_knows_whether_it_was_made_today(
    daily: DailyRun, till: Till, admin: Actor, clock: FixedClock
) -> None:
    assert daily.is_due()
    daily.run(admin)
    assert not daily.is_due()
    clock.advance(hours=9)
    assert not daily.is_due()
    clock.advance(hours=1)  # midnight in Hangzhou
    assert daily.is_due()
    assert settings.read(daily_round.LAST) == "2026-11-21"


def test_only_who_works_with_requests_may_start_it(daily: DailyRun) -> None:
    with pytest.raises(Refusal, match="not_permitted"):
        daily.run(Actor("自助机", "kiosk"))
    with pytest.raises(Refusal, match="not_permitted"):
        daily.run(SYSTEM)


def test_a_round_cut_short_is_finished_by_the_next(
    daily: DailyRun,
    till: Till,
    admin: Actor,
    lend: Callable[[int], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(3):
        lend(2)
    whole, asked = till.notices.queue, []

    def dies_at_the_second(*args: object, **kwargs: object) -> int:
        asked.append(1)
        if len(asked) == 2:
            raise OSError("the power went")
        return whole(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(till.notices, "queue", dies_at_the_second)
    with pytest.raises(OSError, match="power"):
        daily.run(admin)
    assert len(told("due_soon")) == 1 and daily.is_due()
    assert daily.run(admin).due_soon == 2
    assert len(told("due_soon")) == 3


def test_it_is_recorded(daily: DailyRun, admin: Actor, ground: Ground, lend: Callable[[int], int]) -> None:
    lend(1)
    daily.run(admin)
    payload = connection.value(
        "SELECT payload FROM audit JOIN audit_payload USING (id) WHERE action = 'daily'"
    )
    assert json.loads(payload)["due_soon"] == 1
