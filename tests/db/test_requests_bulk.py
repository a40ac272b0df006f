"""The same step for many requests, and slips scanned one after another."""

from __future__ import annotations

import pytest

from db import connection
from ill_desktop import audit
from ill_desktop.cashier.rules import Tender
from ill_desktop.counter import bulk
from ill_desktop.requests import queries
from ill_desktop.requests.steps import Inputs, NewItem
from ill_desktop.staff.rules import Actor, reader
from tests.db.till import PDF, Till, refused

BOOK = {"title": "结构洞"}


def test_each_line_has_its_own_result(till: Till, patron: int) -> None:
    requests = [till.request(patron) for _ in range(5)]
    till.walk(requests[1], "cancelled")
    till.walk(requests[3], "accepted")
    told: list[tuple[int, int]] = []
    outcomes = till.bulk.step_many(
        till.by, requests, "accept", progress=lambda done, of: told.append((done, of))
    )
    assert [outcome.request_id for outcome in outcomes] == requests
    assert [outcome.refusal.code if outcome.refusal else outcome.state for outcome in outcomes] == [
        "accepted", "request.no_such_step", "accepted", "request.done_already", "accepted",
    ]  # fmt: skip
    assert [outcome.state for outcome in outcomes][1] == "cancelled"
    assert told == [(5, 5)]


def test_inputs_go_to_all_and_a_refusal_stops_nobody(till: Till, patron: int) -> None:
    requests = [till.request(patron) for _ in range(3)]
    connection.execute("UPDATE request SET pages = NULL WHERE id = ?", (requests[1],))
    for verb, told in (("accept", None), ("send", Inputs(supplier_id=1)), ("receive", None)):
        outcomes = till.bulk.step_many(till.by, requests, verb, told)
    states = [queries.detail(each).state for each in requests]
    assert states == ["awaiting_payment", "sent", "awaiting_payment"]
    assert outcomes[1].refusal is not None and outcomes[1].refusal.field == "pages"
    assert queries.events(requests[1])[0].to_state == "sent"  # nothing half done
    assert not list(audit.breaks())


def test_stopped_in_the_middle_what_is_done_stays(
    till: Till, patron: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    requests = [till.request(patron) for _ in range(5)]

    class Stopped(Exception):
        pass

    def progress(done: int, of: int) -> None:
        if done == 4:
            raise Stopped

    with pytest.raises(Stopped):
        till.bulk.step_many(till.by, requests, "accept", progress=progress)
    assert [queries.detail(each).state for each in requests] == ["accepted"] * 4 + ["submitted"]


def test_what_a_selection_can_do(till: Till, patron: int) -> None:
    requests = [till.request(patron) for _ in range(3)]
    till.walk(requests[0], "accepted")
    offered = dict(bulk.verbs_of(requests))
    assert (offered["accept"], offered["send"], offered["cancel"]) == (2, 1, 3)
    assert "receive" not in offered
    assert bulk.verbs_of(requests)[0][1] == 3
    assert bulk.verbs_of([]) == []


def test_it_is_for_those_who_work_on_requests(till: Till, patron: int) -> None:
    request = till.request(patron)
    for who in (Actor("—", "kiosk"), reader(patron, "x")):
        assert refused(lambda who=who: till.bulk.step_many(who, [request], "cancel")).code == "not_permitted"  # type: ignore[misc]
        assert refused(lambda who=who: till.bulk.scan(who, "cancel", "x")).code == "not_permitted"  # type: ignore[misc]


# Scanning


@pytest.mark.parametrize(
    "text",
    [
        "YQ1-20261121-0001",
        " yq1-20261121-0001\r",
        "ＹＱ１－２０２６１１２１－０００１",
        "https://ill.example.edu.cn/r/YQ1-20261121-0001?lang=zh",
    ],
)
def test_a_slip_is_read_in_any_form(till: Till, patron: int, text: str) -> None:
    request = till.request(patron)
    scanned = till.bulk.scan(till.by, "accept", text)
    assert scanned.mark == "done" and scanned.outcome is not None
    assert (scanned.outcome.request_id, scanned.outcome.state) == (request, "accepted")


@pytest.mark.parametrize(
    "text", ["", "   ", "YQ1-20261121-9999", "6901234567892", "x" * 5_000, "'; DROP TABLE"]
)
def test_what_nobody_knows_is_a_cross(till: Till, patron: int, text: str) -> None:
    till.request(patron)
    scanned = till.bulk.scan(till.by, "accept", text)
    assert scanned.mark == "refused" and scanned.outcome is None
    assert scanned.refusal is not None and scanned.refusal.code == "scan.unknown"


def test_scanned_twice_says_so(till: Till, patron: int) -> None:
    till.request(patron)
    assert till.bulk.scan(till.by, "accept", "YQ1-20261121-0001").mark == "done"
    again = till.bulk.scan(till.by, "accept", "YQ1-20261121-0001")
    assert again.mark == "refused" and again.refusal is not None
    assert again.refusal.code == "request.done_already"


def test_volumes_come_back_with_a_clock_until_the_last(till: Till, patron: int) -> None:
    connection.execute("UPDATE patron SET activated_at = ? WHERE id = ?", (till.ground.now, patron))
    request = till.request(patron, service_type="loan", document_type="book", fields=BOOK, delivery="pickup")
    till.walk(request, "accepted", "sent")
    items = (NewItem("PKU001"), NewItem("PKU002"))
    till.counter.step(till.by, request, "received", Inputs(items=items))
    till.pay(patron, Tender("cash", 20_00))
    out = till.bulk.scan(till.by, "check_out", "pku001", Inputs(due_on="2026-12-01"))
    assert out.mark == "refused"  # a barcode is what it is
    out = till.bulk.scan(till.by, "check_out", "PKU001", Inputs(due_on="2026-12-01"))
    assert out.mark == "done"
    first = till.bulk.scan(till.by, "return", "PKU002\n")
    assert (first.mark, first.left) == ("waits", 1)
    twice = till.bulk.scan(till.by, "return", "PKU002")
    assert twice.mark == "refused"
    last = till.bulk.scan(till.by, "return", "PKU001")
    assert last.mark == "done" and last.outcome is not None and last.outcome.state == "returned"


def test_documents_go_out_by_scanning(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    unpaid = till.bulk.scan(till.by, "deliver", queries.detail(request).number)
    assert unpaid.refusal is not None and unpaid.refusal.code == "request.unpaid"
    till.counter.attach(till.by, request, "a.pdf", PDF)
    assert till.pay(patron, Tender("cash", 1_80)).moved == {request: "delivered"}
