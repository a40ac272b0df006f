"""With the reader's consent the deposit pays on arrival, and the document goes out at once (domain §4)."""

from __future__ import annotations

import pytest

from db import connection
from ill_desktop.cashier import ledger, queries
from ill_desktop.cashier.rules import Tender
from ill_desktop.patrons.service import PatronService
from ill_desktop.requests import queries as requests
from ill_desktop.staff.rules import Actor, reader
from tests.db.till import PDF, Till, operation, refused


@pytest.fixture
def consenting(till: Till, patrons: PatronService, patron: int) -> int:
    patrons.allow_debit(till.by, patron, True)
    return patron


def top_up(till: Till, patron: int, fen: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", fen)], operation())


def test_what_arrives_is_paid_and_sent_at_once(till: Till, consenting: int) -> None:
    top_up(till, consenting, 1000)
    request = till.request(consenting)
    till.counter.attach(till.by, request, "a.pdf", PDF)
    assert till.walk(request, "accepted", "sent", "shipped", "received", pages=12) == "delivered"
    assert queries.dues(consenting) == []
    assert queries.deposit_balance(consenting) == 1000 - 360 // 2
    receipt = queries.papers_of(consenting)[0]
    assert (receipt.series, receipt.amount_fen) == ("R", 180)
    shift = connection.value(
        "SELECT e.shift_id FROM entry e JOIN paper p ON p.entry_id = e.id WHERE p.id = ?", (receipt.id,)
    )
    assert shift is None, "an automatic debit is no till's money"
    assert dict(queries.shift_takings(till.shift)) == {"cash": 1000}


def test_a_deposit_that_does_not_reach_pays_nothing(till: Till, consenting: int) -> None:
    top_up(till, consenting, 179)
    request = till.arrived(consenting)
    assert requests.detail(request).state == "awaiting_payment"
    assert queries.deposit_balance(consenting) == 179
    top_up(till, consenting, 1)
    assert requests.detail(request).state == "awaiting_payment", "what waits is paid by the reader's own hand"


def test_without_consent_nothing_is_taken(till: Till, patrons: PatronService, consenting: int) -> None:
    top_up(till, consenting, 1000)
    patrons.allow_debit(reader(consenting, "x"), consenting, False)
    till.arrived(consenting)
    assert queries.deposit_balance(consenting) == 1000


def test_consent_is_the_readers_or_staffs_and_recorded_once(
    till: Till, patrons: PatronService, patron: int
) -> None:
    stranger = reader(patron + 1, "x")
    assert refused(lambda: patrons.allow_debit(stranger, patron, True)).code == "not_permitted"
    assert refused(lambda: patrons.allow_debit(Actor("k", "kiosk"), patron, True)).code == "not_permitted"
    for allowed in (True, True, False):
        patrons.allow_debit(reader(patron, "x"), patron, allowed)
    kinds = connection.rows(str, "SELECT kind FROM patron_event WHERE patron_id = ? ORDER BY id", (patron,))
    assert kinds[-2:] == ["allow_debit", "forbid_debit"]


def test_the_books_balance_and_the_sources_are_kept(till: Till, consenting: int) -> None:
    till.cashier.top_up(till.by, till.shift, consenting, [Tender("mobile", 100, "M")], operation())
    top_up(till, consenting, 900)
    till.arrived(consenting)
    left = {code.rpartition(":")[2]: fen for code, fen in ledger.deposit_accounts((consenting,))}
    assert left == {"cash": 820}
    assert sum(fen for _, fen in queries.trial_balance()) == 0


def test_only_what_arrives_is_paid(till: Till, consenting: int) -> None:
    """What has waited longer stays for the reader's own hand, though the deposit would reach by now."""
    waiting = till.arrived(consenting)
    (due,) = queries.dues(consenting)
    top_up(till, consenting, 1000)
    till.arrived(consenting)
    assert queries.dues(consenting) == [due]
    assert requests.detail(waiting).state == "awaiting_payment"
    assert queries.deposit_balance(consenting) == 1000 - 180
