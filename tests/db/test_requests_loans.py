"""Loans at the counter: volumes, dates, renewals and recall, on a real database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.requests import lending, queries
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor, reader
from tests.db.shelf import BOOK, VOLUMES, Shelf
from tests.db.till import Till, operation, refused

# Shelf and check-out


def test_what_is_ready_has_a_place_until_it_leaves(till: Till, shelf: Shelf) -> None:
    assert queries.detail(shelf.request).shelf == "A01"
    assert queries.detail(shelf.request).pickup_until == "2026-12-05"
    shelf.lend()
    assert queries.detail(shelf.request).shelf is None


def test_two_things_never_share_a_place(till: Till, shelf: Shelf, patron: int) -> None:
    copy = till.arrived(patron, delivery="pickup")
    charges = [due.charge_id for due in till.dues(patron)]
    till.counter.take_payment(till.by, till.shift, patron, charges, [Tender("cash", 1_80)], operation())
    assert queries.detail(copy).shelf == "A02"
    till.walk(copy, "not_collected")
    assert queries.detail(copy).shelf == "A02"
    taken = Inputs(shelf="A01")
    assert (
        refused(lambda: till.counter.step(till.by, copy, "ready_for_pickup", taken)).code
        == "request.shelf_taken"
    )
    till.counter.step(till.by, copy, "ready_for_pickup", Inputs(shelf="窗边 3"))
    assert queries.detail(copy).shelf == "窗边 3"


def test_taken_back_it_gets_another_place_when_its_own_is_gone(
    till: Till, shelf: Shelf, clock: FixedClock
) -> None:
    clock.advance(minutes=1)
    shelf.lend()
    other = till.request(shelf.reader)
    connection.execute("UPDATE request SET shelf = 'A01' WHERE id = ?", (other,))
    assert till.steps.back(till.by, shelf.request) == "ready_for_pickup"
    assert queries.detail(shelf.request).shelf == "A02"


def test_the_due_date_is_earlier_than_the_partners_by_a_margin(till: Till, shelf: Shelf) -> None:
    assert till.loans.suggest_due(shelf.request).isoformat() == "2026-12-17"
    assert till.loans.suggest_due(None).isoformat() == "2026-12-21", "for many at once"
    late = refused(lambda: shelf.lend(due_on="2026-12-21"))
    assert (late.code, late.field, late.facts) == (
        "request.after_partner_due",
        "due_on",
        {"day": "2026-12-20"},
    )
    assert shelf.lend() == "checked_out"
    assert queries.detail(shelf.request).due_on == "2026-12-17"
    assert {(item.due_on, item.is_out) for item in queries.items_of(shelf.request)} == {("2026-12-17", True)}


def test_only_the_reader_or_the_named_proxy_takes_it(till: Till, shelf: Shelf) -> None:
    assert refused(lambda: shelf.lend(collected_by="王五")).field == "collected_by"
    shelf.lend(collected_by=" 李 晓 ")
    assert queries.loan(shelf.request).collected_by == "李晓"
    assert queries.events(shelf.request)[0].facts["by_proxy"] is True


def test_the_history_names_no_proxy_and_no_address(till: Till, shelf: Shelf) -> None:
    connection.execute("UPDATE request SET delivery = 'post' WHERE id = ?", (shelf.request,))
    shelf.lend(collected_by="李晓", address="杭州市西湖区", tracking="SF1")
    till.walk(shelf.request, "returned")
    kept = connection.rows(str, "SELECT note || facts FROM request_event")
    kept += connection.rows(str, "SELECT payload FROM audit_payload WHERE payload LIKE '%request%'")
    assert not [text for text in kept if "李晓" in text or "西湖" in text]
    assert any("SF1" in text for text in kept)


def test_who_is_not_activated_is_stopped_at_the_counter(till: Till, shelf: Shelf) -> None:
    connection.execute("UPDATE patron SET activated_at = NULL")
    assert refused(shelf.lend).code == "patron.not_activated"
    assert refused(lambda: shelf.lend(collected_by="李晓")).code == "patron.not_activated"


def test_the_lenders_conditions_are_kept_for_the_check_out(till: Till, patron: int, shelf: Shelf) -> None:
    assert queries.loan(shelf.request).conditions == ("LibraryUseOnly",)
    request = till.request(patron, service_type="loan", document_type="book", fields=BOOK, delivery="pickup")
    till.walk(request, "accepted", "sent")
    till.counter.step(
        till.by, request, "conditional", Inputs(reason="NoReproduction", partner_cost_fen=15_00)
    )
    till.walk(request, "will_supply")
    assert queries.loan(request).conditions == ("NoReproduction",)
    assert [(asked.answer, asked.reason, asked.cost_fen) for asked in queries.asked(request)] == [
        ("will_supply", "", 15_00)
    ]


# Volumes


def test_each_volume_comes_back_by_itself(till: Till, shelf: Shelf) -> None:
    shelf.lend()
    first = till.lending.return_item(till.by, "PKU002")
    assert (first.state, first.left, first.fine_fen) == ("checked_out", 1, 0)
    assert refused(lambda: till.lending.return_item(till.by, "PKU002")).code == "request.not_lent"
    last = till.lending.return_item(till.by, " PKU001 ")
    assert (last.state, last.left) == ("returned", 0)
    till.walk(shelf.request, "return_shipped")
    assert queries.by_barcode("PKU001") is None  # it may come again some day
    assert refused(lambda: till.lending.return_item(till.by, "PKU001")).code == "request.barcode_unknown"


def test_the_whole_loan_comes_back_at_once(till: Till, shelf: Shelf) -> None:
    shelf.lend()
    till.walk(shelf.request, "returned")
    assert not any(item.is_out for item in queries.items_of(shelf.request))


def test_a_barcode_stands_on_one_list_only(till: Till, shelf: Shelf, patron: int) -> None:
    request = till.request(patron, service_type="loan", document_type="book", fields=BOOK, delivery="pickup")
    till.walk(request, "accepted", "sent", "received")
    add = till.loans.add_item
    assert refused(lambda: add(till.by, request, "PKU001")).code == "request.barcode_taken"
    item = add(till.by, request, "PKU009", "第三册")
    till.loans.name_item(till.by, item, "PKU010")
    assert refused(lambda: till.loans.name_item(till.by, item, "PKU001")).code == "request.barcode_taken"
    till.loans.drop_item(till.by, item)
    assert queries.items_of(request) == []
    assert refused(lambda: till.loans.drop_item(till.by, item)).code == "request.item_gone"


def test_a_volume_found_later_goes_out_with_the_others(till: Till, shelf: Shelf) -> None:
    shelf.lend()
    item = till.loans.add_item(till.by, shelf.request, "PKU003")
    assert [one.due_on for one in queries.items_of(shelf.request)] == ["2026-12-17"] * 3
    assert refused(lambda: till.loans.drop_item(till.by, item)).code == "request.item_lent"


def test_a_loan_without_barcodes_is_one_volume(till: Till, patron: int, shelf: Shelf) -> None:
    request = till.request(patron, service_type="loan", document_type="book", fields=BOOK, delivery="pickup")
    till.walk(request, "accepted", "sent", "received")
    charges = [due.charge_id for due in till.dues(patron)]
    till.counter.take_payment(till.by, till.shift, patron, charges, [Tender("cash", 20_00)], operation())
    till.counter.step(till.by, request, "checked_out", Inputs(due_on="2026-12-01"))
    assert [(item.barcode, item.is_out) for item in queries.items_of(request)] == [("", True)]


def test_what_is_not_here_takes_no_volumes(till: Till, patron: int) -> None:
    request = till.request(patron, service_type="loan", document_type="book", fields=BOOK, delivery="pickup")
    assert refused(lambda: till.loans.add_item(till.by, request, "X")).code == "request.not_here"
    copy = till.request(patron)
    assert refused(lambda: till.loans.add_item(till.by, copy, "X")).code == "request.no_loan"


def test_a_copy_or_loan_becomes_what_came(till: Till, patron: int) -> None:
    request = till.request(
        patron, service_type="copy_or_loan", document_type="book", fields=BOOK, delivery="pickup"
    )
    till.walk(request, "accepted", "sent")
    told = Inputs(came_as="loan", items=VOLUMES)
    assert till.counter.step(till.by, request, "received", told) == "awaiting_payment"
    assert queries.detail(request).service_type == "loan"
    assert queries.detail(request).total_fen == 20_00
    assert len(queries.items_of(request)) == 2


# Renewal and recall


def test_a_reader_asks_the_partner_grants(till: Till, shelf: Shelf) -> None:
    shelf.lend()
    mine = reader(shelf.reader, "陈竑宇")
    assert refused(lambda: till.loans.ask_renewal(reader(99, "别人"), shelf.request)).code == "not_permitted"
    till.loans.ask_renewal(mine, shelf.request, "2027-01-10")
    assert refused(lambda: till.loans.ask_renewal(mine, shelf.request)).code == "request.renewal_asked"
    assert queries.loan(shelf.request).renewal_until == "2027-01-10"
    till.loans.grant_renewal(till.by, shelf.request, "2027-01-10", "2027-01-13")
    loan = queries.loan(shelf.request)
    assert (loan.renewal, loan.renewals, loan.partner_due) == ("granted", 1, "2027-01-13")
    assert queries.detail(shelf.request).due_on == "2027-01-10"
    assert {item.due_on for item in queries.items_of(shelf.request)} == {"2027-01-10"}
    used = refused(lambda: till.loans.ask_renewal(mine, shelf.request))
    assert (used.code, used.facts) == ("request.renewals_used", {"most": 1})


def test_refused_the_old_date_stands(till: Till, shelf: Shelf) -> None:
    shelf.lend()
    till.loans.ask_renewal(till.by, shelf.request)
    till.loans.refuse_renewal(till.by, shelf.request, "预约")
    assert queries.loan(shelf.request).renewal == "refused"
    assert queries.detail(shelf.request).due_on == "2026-12-17"
    kinds = [event.kind for event in queries.events(shelf.request)][:2]
    assert kinds == ["renewal_refused", "renewal_asked"]


@pytest.mark.parametrize("due", ["2026-12-17", "2026-12-01", "soon", "2026-11-20"])
def test_a_renewal_lasts_longer_than_the_loan(till: Till, shelf: Shelf, due: str) -> None:
    shelf.lend()
    assert refused(lambda: till.loans.grant_renewal(till.by, shelf.request, due)).field == "due_on"
    assert refused(lambda: till.loans.ask_renewal(till.by, shelf.request, due)).field == "due_on"


def test_overdue_or_recalled_is_not_renewed(till: Till, shelf: Shelf, clock: FixedClock) -> None:
    shelf.lend()
    till.loans.recall(till.by, shelf.request, "2026-12-01", "另有读者")
    assert refused(lambda: till.loans.ask_renewal(till.by, shelf.request)).code == "request.recalled"
    connection.execute("UPDATE request_loan SET recalled_at = NULL")
    clock.advance(days=12)
    assert refused(lambda: till.loans.ask_renewal(till.by, shelf.request)).code == "request.renewal_overdue"


def test_a_recall_has_a_new_date_and_is_told(till: Till, shelf: Shelf) -> None:
    shelf.lend()
    for wrong in ("2026-12-18", "2026-11-20", ""):
        assert refused(lambda day=wrong: till.loans.recall(till.by, shelf.request, day)).field == "due_on"  # type: ignore[misc]
    till.loans.recall(till.by, shelf.request, "2026-11-28")
    row = queries.page(queries.Filter(states=("checked_out",)))[0]
    assert (row.due_on, row.recalled) == ("2026-11-28", 1)
    assert lending.marks(row.state, row.due_on, bool(row.recalled), row.renewal, False, "2026-12-01") == [
        "overdue", "recalled",
    ]  # fmt: skip
    facts = connection.value("SELECT facts FROM outbox WHERE kind = 'recall'")
    assert "2026-11-28" in facts and "2026-12-17" in facts


def test_only_what_is_lent_is_renewed_or_recalled(till: Till, shelf: Shelf) -> None:
    for act in (
        lambda: till.loans.ask_renewal(till.by, shelf.request),
        lambda: till.loans.grant_renewal(till.by, shelf.request, "2027-01-01"),
        lambda: till.loans.refuse_renewal(till.by, shelf.request),
        lambda: till.loans.recall(till.by, shelf.request, "2026-12-01"),
    ):
        assert refused(act).code == "request.not_lent"


@pytest.mark.parametrize(
    "act",
    [
        lambda till, shelf, who: till.lending.return_item(who, "PKU001"),
        lambda till, shelf, who: till.lending.post_fine(who, shelf.request),
        lambda till, shelf, who: till.lending.damage(who, 1, "x"),
        lambda till, shelf, who: till.loans.recall(who, shelf.request, "2026-12-01"),
        lambda till, shelf, who: till.loans.grant_renewal(who, shelf.request, "2027-12-01"),
        lambda till, shelf, who: till.loans.refuse_renewal(who, shelf.request),
        lambda till, shelf, who: till.loans.add_item(who, shelf.request, "X"),
        lambda till, shelf, who: till.loans.drop_item(who, 1),
        lambda till, shelf, who: till.loans.name_item(who, 1, "X"),
        lambda till, shelf, who: till.loans.set_terms(who, shelf.request, None),
    ],
)
def test_none_of_it_is_for_strangers(
    till: Till, shelf: Shelf, act: Callable[[Till, Shelf, Actor], object]
) -> None:
    shelf.lend()
    for who in (Actor("—", "kiosk"), reader(shelf.reader, "陈竑宇")):
        assert refused(lambda who=who: act(till, shelf, who)).code == "not_permitted"  # type: ignore[misc]


def test_terms_come_later_too(till: Till, shelf: Shelf) -> None:
    till.loans.set_terms(till.by, shelf.request, "2026-12-12", ("SignatureRequired", "LibraryUseOnly"))
    loan = queries.loan(shelf.request)
    assert (loan.partner_due, loan.conditions) == ("2026-12-12", ("LibraryUseOnly", "SignatureRequired"))
    assert refused(lambda: till.loans.set_terms(till.by, shelf.request, "2026-11-01")).field == "partner_due"
    assert refused(lambda: till.loans.set_terms(till.by, shelf.request, None, ("X",))).field == "conditions"
