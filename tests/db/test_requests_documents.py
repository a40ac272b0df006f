"""Documents on their way: attached, linked, counted anew, held back until they are paid, posted."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import connection
from ill_desktop.cashier.rules import Tender
from ill_desktop.requests import queries
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from tests.db.till import PDF, Till, refused

LINK = "https://lib.example.edu.cn/get/18"


def test_a_file_of_this_machine_is_attached(till: Till, patron: int, tmp_path: Path) -> None:
    request = till.arrived(patron)
    file = tmp_path / "a.pdf"
    file.write_bytes(PDF)
    assert till.documents.attach_file(till.by, request, file) == "awaiting_payment"
    assert [row.name for row in queries.files_of(request)] == ["a.pdf"]
    file.write_bytes(b"MZ")
    assert refused(lambda: till.documents.attach_file(till.by, request, file)).code == "file.content"
    with pytest.raises(FileNotFoundError):
        till.documents.attach_file(till.by, request, tmp_path / "gone.pdf")


def test_a_link_goes_out_as_a_file_does_but_not_unpaid(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    assert till.documents.link(till.by, request, f" {LINK} ") == "awaiting_payment"
    assert queries.detail(request).link == LINK
    assert till.pay(patron, Tender("cash", 1_80)).moved == {request: "delivered"}
    assert refused(lambda: till.documents.link(till.by, request, "")).code == "request.gone_out"


def test_paid_first_it_goes_with_the_link(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    till.pay(patron, Tender("cash", 1_80))
    assert queries.detail(request).state == "awaiting_payment"
    assert till.documents.link(till.by, request, LINK) == "delivered"


def test_a_link_is_a_web_address_and_can_be_taken_away(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    for wrong in ("ftp://x/y", "javascript:alert(1)", "see mail"):
        assert refused(lambda wrong=wrong: till.documents.link(till.by, request, wrong)).field == "link"  # type: ignore[misc]
    till.documents.link(till.by, request, LINK)
    till.documents.link(till.by, request, "")
    assert queries.detail(request).link == ""
    assert [event.note for event in queries.events(request) if event.kind == "link"] == ["", LINK]


# Pages and price


def test_the_price_follows_the_pages_that_came(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    assert queries.detail(request).total_fen == 1_80
    assert till.documents.recount(till.by, request, 20) == "awaiting_payment"
    assert [due.amount_fen for due in till.dues(patron)] == [3_00]
    assert queries.detail(request).total_fen == 3_00
    assert queries.detail(request).pages == 20
    till.pay(patron, Tender("cash", 3_00))
    assert refused(lambda: till.documents.recount(till.by, request, 21)).code == "charge.paid"
    assert queries.detail(request).pages == 20


def test_a_request_that_is_counted_again_does_not_use_up_its_own_quota(
    till: Till, patron: int, admin: Actor
) -> None:
    tariffs = till.cashier.tariffs
    only_one = {"kind": "percent", "percent": 50, "id": "half", "name": "图书馆", "quota_count": 1}
    day = till.ground.today
    tariffs.publish(
        admin, {**tariffs.in_force()[1], "version": "q", "valid_from": day, "subsidies": [only_one]}
    )
    request = till.arrived(patron)
    (before,) = till.dues(patron)
    till.documents.recount(till.by, request, 24)
    (after,) = till.dues(patron)
    assert after.amount_fen == 2 * before.amount_fen
    charged = connection.value("SELECT reasons FROM charge WHERE id = ?", (after.charge_id,))
    assert tariffs.recompute(after.charge_id).to_json() == charged


def test_more_than_agreed_is_not_charged_behind_the_readers_back(till: Till, patron: int) -> None:
    request = till.arrived(patron, max_cost_fen=2_00)
    refusal = refused(lambda: till.documents.recount(till.by, request, 40))
    assert (refusal.code, refusal.facts) == ("request.cost_not_agreed", {"amount": "¥6.00"})
    assert [due.amount_fen for due in till.dues(patron)] == [1_80]
    assert queries.detail(request).pages == 12


def test_what_the_supplier_sends_straight_to_the_reader_costs_no_more_than_agreed(
    till: Till, patron: int
) -> None:
    request = till.request(patron, max_cost_fen=1_00)
    till.walk(request, "accepted", "sent", "shipped")
    delivered = lambda pages: till.counter.step(  # noqa: E731
        till.by, request, "delivered", Inputs(pages=pages)
    )
    assert refused(lambda: delivered(12)).code == "request.cost_not_agreed"
    assert (queries.detail(request).state, till.dues(patron)) == ("shipped", [])
    assert delivered(6) == "delivered"
    assert [due.amount_fen for due in till.dues(patron)] == [90]


def test_while_the_reader_is_asked_pages_can_be_corrected(till: Till, patron: int) -> None:
    request = till.arrived(patron, max_cost_fen=1_00)
    assert till.documents.recount(till.by, request, 4) == "awaiting_cost_approval"
    till.walk(request, "received")
    assert [due.amount_fen for due in till.dues(patron)] == [60]


@pytest.mark.parametrize("state", ["submitted", "delivered", "completed", "cancelled"])
def test_too_early_or_too_late(till: Till, patron: int, state: str) -> None:
    request = till.request(patron)
    connection.execute("UPDATE request SET state = ? WHERE id = ?", (state, request))
    assert refused(lambda: till.documents.recount(till.by, request, 5)).code == "request.pages_late"


@pytest.mark.parametrize("pages", [0, -1, 100_001])
def test_pages_are_a_number_of_pages(till: Till, patron: int, pages: int) -> None:
    request = till.arrived(patron)
    assert refused(lambda: till.documents.recount(till.by, request, pages)).field == "pages"


# By post


def test_by_post_it_has_an_address_and_a_parcel(till: Till, patron: int) -> None:
    request = till.arrived(patron, delivery="post")
    till.counter.attach(till.by, request, "a.pdf", PDF)
    assert till.pay(patron, Tender("cash", 1_80)).moved == {}  # somebody has to carry it to the post
    assert refused(lambda: till.walk(request, "delivered")).field == "address"
    told = Inputs(address="杭州市西湖区玉古路\n38 号", tracking=" SF123 ")
    till.counter.step(till.by, request, "delivered", told)
    detail = queries.detail(request)
    assert (detail.address, detail.tracking) == ("杭州市西湖区玉古路\n38 号", "SF123")


def test_the_address_may_be_given_with_the_request(till: Till, patron: int) -> None:
    request = till.arrived(patron, delivery="post", address="杭州市西湖区")
    till.pay(patron, Tender("cash", 1_80))
    till.walk(request, "delivered")
    assert queries.detail(request).address == "杭州市西湖区"
    long = refused(lambda: till.request(patron, delivery="post", address="x" * 501))
    assert long.field == "address"


def test_none_of_it_is_for_strangers(till: Till, patron: int, tmp_path: Path) -> None:
    request, who = till.arrived(patron), Actor("—", "kiosk")
    for act in (
        lambda: till.documents.attach_file(who, request, tmp_path),
        lambda: till.documents.link(who, request, LINK),
        lambda: till.documents.recount(who, request, 3),
        lambda: till.documents.fill_from(who, request, 1),
    ):
        assert refused(act).code == "not_permitted"
