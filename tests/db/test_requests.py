"""Requests submitted, found, moved and taken back, on a real database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import connection
from ill_desktop import audit
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusals
from ill_desktop.requests import queries, rules
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor, reader
from tests.db.till import ARTICLE, Till, refused

# Submitting


def test_numbers_count_by_device_and_business_date(till: Till, patron: int, clock: FixedClock) -> None:
    numbers = [queries.detail(till.request(patron)).number for _ in range(2)]
    assert numbers == ["YQ1-20261121-0001", "YQ1-20261121-0002"]
    clock.advance(hours=11)  # past midnight in Hangzhou, not yet in London
    assert queries.detail(till.request(patron)).number == "YQ1-20261122-0001"


def test_a_day_has_so_many_numbers_and_no_more(till: Till, patron: int) -> None:
    first = till.request(patron)
    connection.execute("UPDATE request SET number = 'YQ1-20261121-9998' WHERE id = ?", (first,))
    assert queries.detail(till.request(patron)).number == "YQ1-20261121-9999"
    assert refused(lambda: till.request(patron)).code == "request.day_full"


def test_a_refused_request_takes_no_number(till: Till, patron: int) -> None:
    refusal = refused(lambda: till.request(patron, fields={**ARTICLE, "journal": "", "year": "24"}))
    assert isinstance(refusal, Refusals)
    assert {part.field for part in refusal.parts} == {"journal", "year"}
    assert queries.detail(till.request(patron)).number.endswith("0001")


def test_who_is_not_approved_cannot_ask(
    till: Till, patrons: object, profile: Callable[..., object], reviewer: Actor
) -> None:
    waiting = patrons.register_form(reviewer, "off_campus", profile())  # type: ignore[attr-defined]
    assert refused(lambda: till.request(waiting)).code == "request.patron_waiting"
    patrons.approve(reviewer, waiting)  # type: ignore[attr-defined]
    patrons.block(reviewer, waiting, "owes a book")  # type: ignore[attr-defined]
    assert refused(lambda: till.request(waiting)).code == "request.patron_blocked"


def test_a_reader_asks_for_himself_but_not_for_others(till: Till, patron: int) -> None:
    new = NewRequest(patron, "delivery", "journal_article", ARTICLE, copyright_agreed=True)
    assert till.requests.submit(reader(patron, "陈竑宇"), new).activation_missing
    stranger = reader(patron + 1, "别人")
    assert refused(lambda: till.requests.submit(stranger, new)).code == "not_permitted"


def test_found_by_title_reader_pinyin_and_number(till: Till, patron: int) -> None:
    request = till.request(patron)
    other = till.request(patron, fields={**ARTICLE, "article_title": "中国古代水利史研究"})
    for text in ("径流", "径流预测", "深度 预测", "0001"):
        assert [row.id for row in queries.page(queries.Filter(text=text))] == [request], text
    for text in ("陈竑宇", "chyu"[:3], "水利"):
        assert {row.id for row in queries.page(queries.Filter(text=text))} == {request, other}, text
    for nothing in ("火星", '"', "*", "AND", "('"):
        assert queries.page(queries.Filter(text=nothing)) == []


def test_pages_of_the_table_join_without_gap_or_double(till: Till, patron: int, clock: FixedClock) -> None:
    ids = []
    for number in range(7):
        if number % 3 == 0:
            clock.advance(minutes=1)  # some share their instant
        ids.append(till.request(patron))
    till.walk(ids[0], "accepted")
    for chosen in (
        queries.Filter(),
        queries.Filter(states=("submitted", "accepted")),
        queries.Filter(text="径流"),
    ):
        seen: list[int] = []
        last = None
        while page := queries.page(chosen, last, limit=2):
            seen += [row.id for row in page]
            last = page[-1]
        assert seen == ids[::-1]
        assert queries.count(chosen) == 7
    assert [row.id for row in queries.page(queries.Filter(oldest_first=True), limit=3)] == ids[:3]
    assert [row.id for row in queries.page(queries.Filter(states=("accepted",)))] == [ids[0]]


# Steps


def test_a_request_walks_to_the_shelf_and_its_history_tells_it(till: Till, patron: int) -> None:
    request = till.arrived(patron, delivery="pickup")
    till.pay(patron, Tender("cash", 180))
    till.walk(request, "delivered", "completed")
    steps = [event.to_state for event in reversed(queries.events(request)) if event.kind == "step"]
    assert steps == [
        "submitted", "accepted", "sent", "shipped", "received", "awaiting_payment",
        "ready_for_pickup", "delivered", "completed",
    ]  # fmt: skip
    assert not list(audit.breaks())


@pytest.mark.parametrize(
    "target", [state for state in rules.STATES if state not in rules.TRANSITIONS["submitted"]]
)
def test_what_the_table_does_not_have_is_refused(till: Till, patron: int, target: str) -> None:
    request = till.request(patron)
    assert refused(lambda: till.counter.step(till.by, request, target)).code == "request.no_such_step"
    assert queries.detail(request).state == "submitted"


def test_each_step_asks_for_what_it_needs(till: Till, patron: int) -> None:
    request = till.request(patron)
    step = till.counter.step
    assert refused(lambda: step(till.by, request, "unfilled")).field == "reason"
    assert refused(lambda: step(till.by, request, "unfilled", Inputs(reason="Because"))).field == "reason"
    till.walk(request, "accepted")
    assert refused(lambda: step(till.by, request, "sent")).field == "supplier"
    assert refused(lambda: step(till.by, request, "sent", Inputs(supplier_id=999))).field == "supplier"
    assert refused(lambda: step(till.by, request, "awaiting_cost_approval")).field == "cost"
    till.walk(request, "sent")
    assert refused(lambda: step(till.by, request, "received", Inputs(pages=0))).field == "pages"
    assert queries.detail(request).state == "sent"


def test_suppliers_are_kept_in_the_order_they_were_asked(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted", "sent", supplier=3)
    till.counter.step(till.by, request, "accepted", Inputs(reason="Unfilled"))
    till.walk(request, "sent", "shipped", supplier=1)
    asked = queries.asked(request)
    assert [(row.position, row.name[:5], row.answer) for row in asked] == [
        (1, "CALIS", "accepted"),
        (2, "CASHL", "shipped"),
    ]
    assert queries.detail(request).network == "CASHL"


def test_a_loan_goes_only_to_who_is_activated(till: Till, patron: int) -> None:
    request = till.arrived(
        patron, service_type="loan", document_type="book", fields={"title": "结构洞"}, delivery="pickup"
    )
    till.pay(patron, Tender("cash", 2000))
    due = Inputs(due_on="2026-12-18")
    assert (
        refused(lambda: till.counter.step(till.by, request, "checked_out", due)).code
        == "patron.not_activated"
    )
    connection.execute("UPDATE patron SET activated_at = ? WHERE id = ?", (till.ground.now, patron))
    assert till.counter.step(till.by, request, "checked_out", due) == "checked_out"
    assert queries.detail(request).due_on == "2026-12-18"


def test_who_never_fetched_a_book_is_not_told_that_it_was_returned(till: Till, patron: int) -> None:
    def told() -> int:
        return int(connection.value("SELECT COUNT(*) FROM outbox WHERE kind = 'returned'"))

    connection.execute("UPDATE patron SET activated_at = ? WHERE id = ?", (till.ground.now, patron))
    request = till.request(
        patron, service_type="loan", document_type="book", fields={"title": "结构洞"}, delivery="pickup"
    )
    till.walk(request, "accepted", "sent", "shipped", "received")
    till.pay(patron, Tender("cash", 20_00))
    till.walk(request, "not_collected", "returned")
    assert told() == 0
    till.counter.step(till.by, request, "checked_out", Inputs(due_on="2026-12-18"))
    till.walk(request, "returned")
    assert told() == 1


def test_two_hands_on_one_request(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted")
    assert refused(lambda: till.walk(request, "accepted")).code == "request.no_such_step"


# Taking back


def test_a_step_is_taken_back_with_its_message(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotHeld"))
    assert connection.value("SELECT state FROM outbox WHERE kind = 'unfilled'") == "waiting"
    assert till.steps.back(till.by, request) == "submitted"
    assert connection.value("SELECT state FROM outbox WHERE kind = 'unfilled'") == "withdrawn"
    assert [event.kind for event in queries.events(request)][:2] == ["back", "step"]
    assert refused(lambda: till.steps.back(till.by, request)).code == "request.nothing_to_undo"


def test_after_its_notice_has_gone_a_step_stays(till: Till, patron: int, clock: FixedClock) -> None:
    request = till.request(patron)
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotHeld"))
    clock.advance(seconds=30)
    assert refused(lambda: till.steps.back(till.by, request)).code == "request.notice_gone"


def test_what_a_partner_knows_or_the_books_hold_stays(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    assert refused(lambda: till.steps.back(till.by, request)).code == "request.partner_told"
    till.walk(request, "received", pages=12)
    assert refused(lambda: till.steps.back(till.by, request)).code == "request.posted"


def test_a_reader_submission_itself_is_not_undone(till: Till, patron: int) -> None:
    assert refused(lambda: till.steps.back(till.by, till.request(patron))).code == "request.nothing_to_undo"
