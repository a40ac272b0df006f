"""What a loan costs beyond its price: fines, loss and damage, on a real database."""

from __future__ import annotations

from ill_desktop import audit
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.requests import queries
from ill_desktop.requests.steps import Inputs
from tests.db.shelf import BOOK, Shelf
from tests.db.till import Till, refused

# Fines


def test_a_fine_runs_by_the_day_and_is_posted_once(till: Till, shelf: Shelf, clock: FixedClock) -> None:
    shelf.lend()
    clock.advance(days=26)  # the 17th, the last good day
    assert till.lending.fines(shelf.request) == [] and till.lending.running(shelf.reader) == []
    clock.advance(days=3)
    assert [(fine.days, fine.fen) for fine in till.lending.fines(shelf.request)] == [(3, 1_50), (3, 1_50)]
    assert [(one.number, one.fen) for one in till.lending.running(shelf.reader)] == [
        ("YQ1-20261121-0001", 3_00)
    ]
    assert shelf.owed() == 0
    till.walk(shelf.request, "returned")
    assert shelf.owed() == 3_00
    assert queries.detail(shelf.request).total_fen == 23_00
    assert refused(lambda: till.steps.back(till.by, shelf.request)).code == "request.posted"
    clock.advance(days=10)
    assert till.lending.fines(shelf.request) == []


def test_paid_before_it_is_back_only_later_days_are_added(
    till: Till, shelf: Shelf, clock: FixedClock
) -> None:
    shelf.lend()
    clock.advance(days=28)
    assert till.lending.post_fine(till.by, shelf.request) == 2_00
    assert till.lending.post_fine(till.by, shelf.request) == 0
    clock.advance(days=1)
    assert till.lending.return_item(till.by, "PKU001").fine_fen == 50
    clock.advance(days=1)
    assert till.lending.return_item(till.by, "PKU002").fine_fen == 1_00
    assert shelf.owed() == 3_50  # two volumes: 2 × 2 days, then 1 and 2 more


def test_a_fine_does_not_hold_a_volume_back(till: Till, shelf: Shelf, clock: FixedClock) -> None:
    shelf.lend()
    clock.advance(days=40)
    till.walk(shelf.request, "returned", "return_shipped", "completed")
    assert shelf.owed() > 0
    assert not list(audit.breaks())


def test_lent_a_second_time_it_begins_anew(till: Till, shelf: Shelf) -> None:
    shelf.lend(due_on="2026-12-10")
    till.loans.ask_renewal(till.by, shelf.request)
    till.loans.grant_renewal(till.by, shelf.request, "2026-12-15")
    till.loans.recall(till.by, shelf.request, "2026-11-25")
    till.walk(shelf.request, "returned")
    shelf.lend(due_on="2026-12-10")
    loan = queries.loan(shelf.request)
    assert (loan.recalled_at, loan.renewal, loan.renewals) == (None, "", 0)
    till.loans.ask_renewal(till.by, shelf.request)


def test_a_parcel_lost_on_the_way_takes_its_barcodes_with_it(till: Till, patron: int) -> None:
    request = till.request(patron, service_type="loan", document_type="book", fields=BOOK, delivery="pickup")
    till.walk(request, "accepted", "sent", "shipped")
    till.loans.add_item(till.by, request, "PKU001")
    till.counter.step(till.by, request, "accepted", Inputs(reason="LostOnTheWay"))
    assert queries.by_barcode("PKU001") is None
    till.walk(request, "sent", "shipped", supplier=2)
    till.loans.add_item(till.by, request, "PKU001")
    assert len(queries.items_of(request)) == 2, "what was lost stays on the list"


# Loss and damage


def lose(shelf: Shelf, fen: int | None) -> None:
    told = Inputs(reason="ReaderReports", compensation_fen=fen)
    shelf.till.counter.step(shelf.till.by, shelf.request, "lost", told)


def test_lost_is_compensated_before_it_ends(till: Till, shelf: Shelf) -> None:
    shelf.lend()
    lose(shelf, 88_00)
    assert shelf.owed() == 88_00
    unpaid = refused(lambda: till.walk(shelf.request, "completed"))
    assert (unpaid.code, unpaid.facts) == ("request.compensation_unpaid", {"amount": "¥88.00"})
    till.pay(shelf.reader, Tender("cash", 88_00))
    assert till.walk(shelf.request, "completed") == "completed"
    assert till.balances()["owed"] == -88_00  # passed on to the owner
    assert queries.by_barcode("PKU001") is None


def test_found_again_the_compensation_falls_away(till: Till, shelf: Shelf, clock: FixedClock) -> None:
    shelf.lend()
    clock.advance(days=27)
    lose(shelf, 88_00)
    assert shelf.owed() == 89_00  # one day late, two volumes
    clock.advance(days=30)
    assert till.lending.fines(shelf.request) == []
    back = till.lending.return_item(till.by, "PKU001")
    assert (back.state, back.fine_fen) == ("returned", 0)
    assert shelf.owed() == 1_00  # while it was lost no fine ran
    assert queries.detail(shelf.request).total_fen == 21_00


def test_nothing_is_charged_when_the_partner_asks_for_nothing(till: Till, shelf: Shelf) -> None:
    shelf.lend()
    lose(shelf, None)
    assert till.walk(shelf.request, "completed") == "completed"


def test_damage_is_noted_and_charged(till: Till, shelf: Shelf) -> None:
    volume = queries.items_of(shelf.request)[1]
    assert refused(lambda: till.lending.damage(till.by, volume.id, "水渍")).code == "request.not_lent"
    shelf.lend()
    till.walk(shelf.request, "returned")
    assert refused(lambda: till.lending.damage(till.by, volume.id, " ")).field == "note"
    assert refused(lambda: till.lending.damage(till.by, volume.id, "水渍", -1)).field == "compensation"
    till.lending.damage(till.by, volume.id, "封面有水渍", 30_00)
    assert shelf.owed() == 30_00
    row = queries.page(queries.Filter(states=("returned",)))[0]
    assert row.damaged == 1
    assert queries.items_of(shelf.request)[1].damage == "封面有水渍"
