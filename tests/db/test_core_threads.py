"""Several hands, and several processes, on one file: one click one posting, numbers without a gap."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from db import connection
from ill_desktop import audit
from ill_desktop.cashier import ledger
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.rules import Tender
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.requests import queries
from ill_desktop.staff import passwords
from ill_desktop.staff.rules import FAILURES_BEFORE_WAIT
from tests.db.till import Till, operation
from tests.trust import clicks

HANDS = 8


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run each action in a thread of its own, all started together; results, or what was raised."""
    start = threading.Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return action()
        finally:
            connection.database.close()

    with ThreadPoolExecutor(len(actions)) as hands:
        futures = [hands.submit(run, action) for action in actions]
    return [future.exception() or future.result() for future in futures]


def codes(results: list[Any]) -> list[str]:
    """The refusals among results; anything else that was raised is a bug."""
    assert not [each for each in results if isinstance(each, Exception) and not isinstance(each, Refusal)]
    return [each.code for each in results if isinstance(each, Refusal)]


def sound() -> None:
    assert connection.value("SELECT COALESCE(SUM(amount_fen), 0) FROM posting") == 0
    assert not list(audit.breaks())
    assert not connection.rows(
        str,
        "SELECT series FROM paper GROUP BY device, year, series "
        "HAVING MIN(sequence) <> 1 OR MAX(sequence) <> COUNT(*)",
    )


def test_who_guesses_with_many_hands_waits_after_as_many_failures(ground: Ground) -> None:
    known = passwords.hashed("rain1234")
    results = at_once(
        *(partial(passwords.admit, ground, "staff", "zhou", f"guess {n}", known) for n in range(HANDS))
    )
    assert codes(results) == ["sign_in.wait"] * (HANDS - FAILURES_BEFORE_WAIT)
    assert results.count(False) == FAILURES_BEFORE_WAIT


def test_one_click_one_posting(till: Till, patron: int) -> None:
    till.arrived(patron)
    once = operation()
    results = at_once(*[lambda: till.pay_once(patron, once) for _ in range(HANDS)])
    assert codes(results) == []
    assert len({released.receipt for released in results}) == 1
    assert connection.value("SELECT COUNT(*) FROM entry WHERE kind = 'payment'") == 1
    assert connection.value("SELECT COUNT(*) FROM outbox WHERE kind = 'payment_received'") == 1
    sound()


def test_the_same_charge_is_paid_once_whoever_takes_it(till: Till, campus: int) -> None:
    till.cashier.top_up(till.by, till.shift, campus, [Tender("mobile", 180, "M-1")], operation())
    till.arrived(campus)
    charges = [due.charge_id for due in till.dues(campus)]
    slip = till.transfers.issue(till.by, campus, charges, operation())

    def pay(tender: Tender) -> Callable[[], Any]:
        return lambda: till.counter.take_payment(till.by, till.shift, campus, charges, [tender], operation())

    ways = [pay(Tender("cash", 180)), pay(Tender("campus_card", 180, "T-1")), pay(Tender("deposit", 180))] * 2
    ways += [lambda: till.counter.match_transfer(till.by, slip.paper_id, "FIN-1", operation())] * 2
    refusals = codes(at_once(*ways))
    assert len(refusals) == HANDS - 1
    assert set(refusals) <= {"payment.moved_on", "transfer.not_pending"}
    assert cashier_queries.dues(campus) == []
    assert ledger.outstanding(charges[0]) == 0
    assert connection.value("SELECT COUNT(*) FROM entry WHERE kind IN ('payment', 'transfer')") == 1
    sound()


def test_a_deposit_is_spent_once(till: Till, patron: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 180)], operation())
    for _ in range(HANDS):
        till.arrived(patron)
    charges = [due.charge_id for due in till.dues(patron)]

    def spend(charge: int) -> Callable[[], Any]:
        return lambda: till.counter.take_payment(
            till.by, till.shift, patron, [charge], [Tender("deposit", 180)], operation()
        )

    assert codes(at_once(*map(spend, charges))) == ["payment.deposit_short"] * (HANDS - 1)
    assert cashier_queries.deposit_balance(patron) == 0
    sound()


def test_a_payment_and_a_cancellation_leave_no_debt(till: Till, patron: int) -> None:
    for _ in range(HANDS):
        request = till.arrived(patron)
        results = at_once(
            partial(till.pay_once, patron, operation()),
            partial(till.walk, request, "cancelled"),
        )
        codes(results)
        assert queries.detail(request).state in ("cancelled", "awaiting_payment")
        assert cashier_queries.dues(patron) == []
    sound()


def test_numbers_have_no_gap_whatever_rolls_back(till: Till, patron: int) -> None:
    class Jam(Exception):
        """Something between the number and the commit."""

    def work(hand: int) -> Callable[[], Any]:
        dice = random.Random(hand)

        def run() -> None:
            for _ in range(12):
                try:
                    with connection.transaction():
                        till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 100)], operation())
                        if dice.random() < 0.4:
                            raise Jam
                except Jam:
                    continue

        return run

    assert codes(at_once(*map(work, range(HANDS)))) == []
    made = connection.value("SELECT COUNT(*) FROM paper")
    assert 0 < made < HANDS * 12
    assert cashier_queries.deposit_balance(patron) == made * 100
    sound()


def test_requests_get_numbers_of_their_own(till: Till, patron: int) -> None:
    results = at_once(*[lambda: [till.request(patron) for _ in range(5)] for _ in range(HANDS)])
    assert codes(results) == []
    numbers = connection.rows(str, "SELECT number FROM request ORDER BY number")
    assert [int(number[-4:]) for number in numbers] == list(range(1, HANDS * 5 + 1))
    sound()


def test_one_shift_at_a_till_and_one_closing(till: Till) -> None:
    closed = at_once(*[lambda: till.shifts.close(till.by, till.shift, 99_00) for _ in range(HANDS)])
    assert codes(closed) == ["shift.closed"] * (HANDS - 1)
    opened = at_once(*[lambda: till.shifts.open(till.by, till.till, 100_00) for _ in range(HANDS)])
    assert codes(opened) == ["shift.open"] * (HANDS - 1)
    sound()


def test_clicks_retries_and_two_tills_in_two_processes(desk: Desk) -> None:
    """The short form of ``python -m tests.trust.clicks``."""
    shifts = clicks.prepare(desk)
    clicks.double_clicks(desk, shifts[0], 10)
    clicks.retries(desk, shifts[0], 10)
    clicks.two_tills(desk, shifts, 10)
    made = clicks.numbers(desk, shifts, 40)
    assert 10 < made < 40
    assert cashier_queries.deposit_balance(clicks.READER) == made
    assert not list(audit.breaks())


def test_closing_breaks_off_what_another_thread_is_at(desk: Desk) -> None:
    started, ended = threading.Event(), list[str]()

    def count() -> None:
        connection.database.connection().set_progress_handler(lambda: bool(started.set()), 1_000)
        try:
            connection.value(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) "
                "SELECT COUNT(*) FROM n"
            )
        except Exception as problem:  # noqa: BLE001 whatever it is called
            ended.append(type(problem).__name__)

    worker = threading.Thread(target=count)
    worker.start()
    started.wait()
    desk.close()
    worker.join()
    assert ended, "the count was broken off"
