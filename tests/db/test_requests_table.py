"""Every arrow of the state table, taken on a real database and taken back again."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from db import connection
from ill_desktop import audit
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.requests import queries, rules
from ill_desktop.requests.rules import Step
from ill_desktop.requests.steps import PARTNER_TOLD, Inputs, NewItem
from ill_desktop.staff.rules import Actor, reader
from tests.db.till import Till, refused

SERVICES = ("delivery", "loan", "copy_or_loan")
BOOK = {"title": "结构洞"}
# What can be taken from a state by a service, wherever the request came from; one library for each.
ARROWS = {
    (service, state): steps
    for service in SERVICES
    for state in rules.STATES
    if state != "draft"
    and (
        steps := [
            step
            for step in rules.STEPS
            if step.source == state
            and any(step in rules.steps_from(state, service, origin) for origin in rules.STATES)
        ]
    )
}
NAMES = ["-".join(place) for place in ARROWS]
TABLES = ("request", "request_supplier", "request_item", "request_loan")


def placed(till: Till, patron: int, service: str, step: Step) -> int:
    """A request in the state where a step begins, with what such a request has by then."""
    connection.execute("UPDATE patron SET activated_at = ? WHERE id = ?", (till.ground.now, patron))
    request = till.request(
        patron, service_type=service, document_type="book", fields=BOOK, delivery="pickup", proxy="李晓"
    )
    till.steps.take(till.by, request, "accepted")
    till.steps.take(till.by, request, "sent", Inputs(supplier_id=1))
    if step.source in ("checked_out", "lost"):
        connection.execute("UPDATE request SET state = 'returned' WHERE id = ?", (request,))
        service_now = connection.value("SELECT service_type FROM request WHERE id = ?", (request,))
        if service_now == "loan":
            items = (NewItem(f"B{request}"), NewItem(f"C{request}"))
            told = Inputs(due_on="2026-12-18", items=items, partner_due="2026-12-20")
            till.steps.take(till.by, request, "checked_out", told)
    origin = step.target if step.only == "origin" else "received" if step.verb == "return" else "accepted"
    connection.execute(
        "UPDATE request SET state = ?, came_from = ?, shelf = ? WHERE id = ?",
        (
            step.source,
            origin if step.source == "awaiting_cost_approval" else None,
            f"X{request}" if step.source in ("ready_for_pickup", "not_collected") else None,
            request,
        ),
    )
    return request


def told(step: Step) -> Inputs:
    """What the step asks for, and all it may take of a request that is picked up."""
    return Inputs(
        reason=rules.REASONS[step.target][0] if "reason" in step.asks else "",
        note="a note",
        supplier_id=2 if "supplier" in step.asks else None,
        pages=12 if "pages" in step.asks else None,
        cost_fen=5_00 if "cost" in step.asks else None,
        due_on="2026-12-18" if "due_on" in step.asks else None,
        partner_cost_fen=3_00 if "partner_cost" in step.may else None,
        collected_by="李晓" if "collected_by" in step.may else "",
        tracking="SF1" if "tracking" in step.may else "",
    )


def everything(request: int) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a request but its history."""
    found = {
        table: connection.rows(
            lambda *row: row,
            f"SELECT * FROM {table} WHERE {'request_id' if table in TABLES[1:3] else 'id'} = ?",
            (request,),
        )
        for table in TABLES
    }
    columns = connection.rows(str, "SELECT name FROM pragma_table_info('request')")
    since = columns.index("state_since")
    found["request"] = [row[:since] + row[since + 1 :] for row in found["request"]]
    # Ids of volumes are new after taking back.
    found["request_item"] = [row[1:] for row in found["request_item"]]
    return found


@pytest.mark.parametrize(("service", "state"), ARROWS, ids=NAMES)
def test_every_arrow_can_be_taken_and_is_taken_back_whole(
    till: Till, patron: int, clock: FixedClock, service: str, state: str
) -> None:
    for step in ARROWS[service, state]:
        request = placed(till, patron, service, step)
        before = everything(request)
        clock.advance(minutes=1)
        event = till.steps.take(till.by, request, step.target, told(step), step.verb)
        assert queries.detail(request).state == step.target
        last = queries.last_event(request)
        assert last is not None and (last.id, last.from_state, last.to_state) == (event, state, step.target)
        assert last.reason == told(step).reason == queries.detail(request).reason
        clock.advance(seconds=29)
        if step.verb in PARTNER_TOLD:
            assert refused(partial(till.steps.back, till.by, request)).code == "request.partner_told"
            continue
        assert till.steps.back(till.by, request) == state
        assert everything(request) == before, step
    assert not list(audit.breaks())


@pytest.mark.parametrize(("service", "state"), ARROWS, ids=NAMES)
def test_what_a_step_asks_for_it_needs(till: Till, patron: int, service: str, state: str) -> None:
    for step in ARROWS[service, state]:
        needed = [ask for ask in step.asks if not (ask == "pages" and service == "loan")]
        if not needed:
            continue
        request = placed(till, patron, service, step)
        for ask in needed:
            name = {"supplier": "supplier_id", "cost": "cost_fen"}.get(ask, ask)
            without = replace(told(step), **{name: "" if ask == "reason" else None})  # type: ignore[arg-type]
            refusal = refused(partial(till.steps.take, till.by, request, step.target, without, step.verb))
            assert refusal.field == ask
        assert queries.detail(request).state == state


def test_who_does_not_work_on_requests_takes_no_step(till: Till, patron: int) -> None:
    request = till.request(patron)
    stranger = Actor("—", "kiosk")
    for step in rules.steps_from("submitted", "delivery"):
        refusal = refused(partial(till.counter.step, stranger, request, step.target, told(step)))
        assert refusal.code == "not_permitted"
    assert connection.value("SELECT COUNT(*) FROM audit WHERE action = 'denied'") == 4


READERS_OWN = sorted(rules.READER_STEPS)


@pytest.mark.parametrize(("source", "verb"), READERS_OWN)
def test_a_reader_takes_the_few_steps_that_are_his(till: Till, patron: int, source: str, verb: str) -> None:
    request = till.request(patron)
    connection.execute(
        "UPDATE request SET state = ?, came_from = 'accepted', max_cost_fen = 1 WHERE id = ?",
        (source, request),
    )
    step = next(step for step in rules.steps_from(source, "delivery", "accepted") if step.verb == verb)
    mine, other = reader(patron, "陈竑宇"), reader(patron + 1, "别人")
    take = till.counter.step
    assert refused(lambda: take(other, request, step.target, verb=verb)).code == "not_permitted"
    assert take(mine, request, step.target, verb=verb) == step.target
    last = queries.last_event(request)
    assert last is not None and last.actor == f"patron:{patron}"


def test_no_other_step_is_a_readers(till: Till, patron: int) -> None:
    mine = reader(patron, "陈竑宇")
    for state in rules.STATES:
        request = till.request(patron)
        connection.execute(
            "UPDATE request SET state = ?, came_from = 'accepted' WHERE id = ?", (state, request)
        )
        for step in rules.steps_from(state, "delivery", "accepted"):
            if (state, step.verb) not in rules.READER_STEPS:
                take = partial(till.counter.step, mine, request, step.target, told(step), step.verb)
                refusal = refused(take)
                assert refusal.code == "not_permitted", (state, step.verb)


def test_two_windows_one_wins_the_other_is_told(till: Till, patron: int, clock: FixedClock) -> None:
    request = till.request(patron)
    seen = queries.detail(request).state_since
    clock.advance(seconds=3)
    assert till.counter.step(till.by, request, "accepted", seen=seen) == "accepted"
    late = refused(lambda: till.counter.step(till.by, request, "cancelled", seen=seen))
    assert late.code == "request.changed"
    assert queries.detail(request).state == "accepted"
    fresh = queries.detail(request).state_since
    assert till.counter.step(till.by, request, "cancelled", seen=fresh) == "cancelled"


def test_a_read_cost_is_agreed_by_the_reader_and_charged_in_the_books(till: Till, patron: int) -> None:
    request = till.arrived(patron, max_cost_fen=1_00)
    assert queries.detail(request).state == "awaiting_cost_approval"
    state = till.counter.step(reader(patron, "陈竑宇"), request, "received", verb="cost_agreed")
    assert state == "awaiting_payment"
    assert sum(due.amount_fen for due in till.dues(patron)) == 1_80
    actors = connection.rows(str, "SELECT DISTINCT actor FROM entry WHERE kind = 'charge'")
    assert actors == [f"patron:{patron}"]
    agreed = queries.cost_agreed(request)
    assert agreed is not None
    assert (agreed.fen, agreed.way, agreed.actor) == (1_80, "self", f"patron:{patron}")


def test_a_yes_to_a_cost_is_kept_with_its_way_until_it_is_taken_back(till: Till, patron: int) -> None:
    request = till.request(patron, max_cost_fen=1_00)
    till.walk(request, "accepted")
    assert queries.cost_agreed(request) is None
    till.counter.step(till.by, request, "awaiting_cost_approval", Inputs(cost_fen=9_00))
    odd = Inputs(agreed_way="telepathy")
    wrong = refused(lambda: till.counter.step(till.by, request, "accepted", odd, "cost_agreed"))
    assert (wrong.code, wrong.field) == ("request.agreed_way", "agreed_way")
    till.counter.step(till.by, request, "accepted", Inputs(agreed_way="phone"), "cost_agreed")
    agreed = queries.cost_agreed(request)
    assert agreed == queries.Agreed(9_00, "phone", till.ground.now, till.by.name)
    till.steps.back(till.by, request)
    assert queries.cost_agreed(request) is None


def test_the_reason_stands_beside_the_state_and_goes_with_it(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotHeld"))
    row = queries.page(queries.Filter(states=("unfilled",), reason="NotHeld"))[0]
    assert (row.id, row.reason) == (request, "NotHeld")
    till.counter.step(till.by, request, "accepted", verb="reopen")
    assert queries.detail(request).reason == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"partner_due": "2026-11-20"}, "partner_due"),
        ({"partner_due": "soon"}, "partner_due"),
        ({"partner_cost_fen": -1}, "partner_cost"),
        ({"conditions": ("BeNice",)}, "conditions"),
        ({"items": (NewItem("A"), NewItem(" A "))}, "items"),
        ({"items": (NewItem("A\nB"),)}, "items"),
        ({"tracking": "x" * 65}, "tracking"),
        ({"note": "x" * 2_001}, "note"),
        ({"note": "\0"}, "note"),
        ({"came_as": "loan"}, "came_as"),
        ({"pages": 0}, "pages"),
    ],
)
def test_odd_inputs_are_refused_beside_their_field(
    till: Till, patron: int, changes: dict[str, Any], field: str
) -> None:
    request = till.request(patron, service_type="loan", document_type="book", fields=BOOK, delivery="pickup")
    till.walk(request, "accepted", "sent", "shipped")
    refusal = refused(lambda: till.counter.step(till.by, request, "received", Inputs(**changes)))
    assert refusal.field == field
    assert queries.detail(request).state == "shipped"


def test_histories_only_grow(till: Till, patron: int) -> None:
    request = till.request(patron)
    seen = queries.events(request)
    for _ in range(3):
        for act in (lambda: till.walk(request, "accepted"), lambda: till.steps.back(till.by, request)):
            act()
            now = queries.events(request)
            assert now[1:] == seen
            seen = now


def test_of_many_hands_at_once_one_takes_the_step(till: Till, patron: int) -> None:
    request = till.request(patron)
    seen = queries.detail(request).state_since
    start = threading.Barrier(8)

    def hand() -> str:
        try:
            start.wait()
            return till.counter.step(till.by, request, "accepted", seen=seen)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.database.close()

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda _: hand(), range(8)))
    assert sorted(said) == ["accepted", *["request.changed"] * 7]
    assert [event.to_state for event in queries.events(request)] == ["accepted", "submitted"]
