"""Blocks end by themselves; who may come no longer expires, unless something has still to come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.queries import of_patron
from ill_desktop.patrons import ending, queries
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor, reader
from tests.db.till import Till

Act = Callable[[], None]
YESTERDAY, TODAY = dt.date(2026, 11, 20), dt.date(2026, 11, 21)


def state(patron_id: int) -> str:
    return queries.card(patron_id).state


# Blocks


def test_a_block_is_over_after_its_last_day_and_once(
    patrons: PatronService, counter: Actor, patron: int, clock: FixedClock
) -> None:
    patrons.block(counter, patron, "逾期未还", TODAY)
    assert patrons.release_due(counter) == ()
    clock.advance(hours=10)  # 00:00 of the next day
    assert patrons.release_due(counter) == (patron,)
    assert (state(patron), queries.card(patron).blocked_until) == ("approved", None)
    event = queries.events(patron)[0]
    assert (event.kind, event.to_state, event.facts) == (
        *("unblock", "approved"),
        {"until": "2026-11-21", "by_itself": True},
    )
    assert patrons.release_due(counter) == ()
    assert [notice.kind for notice in of_patron(patron)].count("permission_to_borrow") == 0


def test_who_has_activated_is_told_that_he_may_borrow_again(
    patrons: PatronService, counter: Actor, patron: int, clock: FixedClock, ground: Ground
) -> None:
    connection.execute("UPDATE patron SET activated_at = ?", (ground.now,))
    patrons.block(counter, patron, "逾期未还", TODAY)
    clock.advance(days=1)
    patrons.release_due(counter)
    assert of_patron(patron)[0].kind == "permission_to_borrow"


def test_a_block_without_an_end_stays(
    patrons: PatronService, counter: Actor, patron: int, clock: FixedClock
) -> None:
    patrons.block(counter, patron, "逾期未还")
    clock.advance(days=400)
    assert patrons.release_due(counter) == ()
    patrons.unblock(counter, patron)


# The end


@pytest.fixture
def leaver(patrons: PatronService, counter: Actor, patron: int) -> int:
    patrons.set_valid_until(counter, patron, YESTERDAY)
    return patron


def test_who_may_come_no_longer_expires_once(patrons: PatronService, counter: Actor, leaver: int) -> None:
    assert patrons.expire_due(counter) == (leaver,)
    assert state(leaver) == "expired"
    event = queries.events(leaver)[0]
    assert (event.kind, event.facts) == ("expire", {"valid_until": "2026-11-20", "by_itself": True})
    assert patrons.expire_due(counter) == ()


def test_the_last_day_still_counts(patrons: PatronService, counter: Actor, patron: int) -> None:
    patrons.set_valid_until(counter, patron, TODAY)
    assert patrons.expire_due(counter) == ()
    assert ending.time_over("2026-11-21") == []


def test_a_loan_and_a_debt_hold_him(
    patrons: PatronService, counter: Actor, leaver: int, till: Till, ground: Ground
) -> None:
    till.arrived(leaver)
    loan = till.request(leaver, service_type="loan", delivery="pickup")
    connection.execute("UPDATE request SET state = 'checked_out' WHERE id = ?", (loan,))
    assert patrons.expire_due(counter) == ()
    (held,) = ending.cannot_expire(ground.today)
    assert (held.id, held.number, held.valid_until, held.why) == (
        *(leaver, "chenhy88", "2026-11-20"),
        ("loan", "debt"),
    )
    connection.execute("UPDATE request SET state = 'completed' WHERE id = ?", (loan,))
    assert [each.why for each in ending.cannot_expire(ground.today)] == [("debt",)]
    till.pay(leaver, Tender("cash", 180))
    assert ending.cannot_expire(ground.today) == []
    assert patrons.expire_due(counter) == (leaver,)


def test_a_loan_that_goes_out_meanwhile_holds_him(
    patrons: PatronService, counter: Actor, leaver: int, till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom the round has found is looked at once more when nobody else can write."""
    found = ending.time_over
    loan = till.request(leaver, service_type="loan", delivery="pickup")

    def then_lent(today: str, patron_id: int | None = None) -> list[ending.TimeOver]:
        before = found(today, patron_id)
        connection.execute("UPDATE request SET state = 'checked_out' WHERE id = ?", (loan,))
        return before

    monkeypatch.setattr(ending, "time_over", then_lent)
    assert patrons.expire_due(counter) == ()
    assert state(leaver) == "approved"


def test_a_blocked_reader_is_listed_and_expires_after_the_block(
    patrons: PatronService, counter: Actor, leaver: int, ground: Ground
) -> None:
    patrons.block(counter, leaver, "逾期未还")
    assert patrons.expire_due(counter) == ()
    assert [each.why for each in ending.cannot_expire(ground.today)] == [("blocked",)]
    patrons.unblock(counter, leaver)
    assert patrons.expire_due(counter) == (leaver,)


def test_what_a_merged_record_owes_holds_him_too(
    patrons: PatronService,
    counter: Actor,
    leaver: int,
    duplicate: int,
    till: Till,
    merge: Act,
    ground: Ground,
) -> None:
    till.arrived(duplicate)
    patrons.set_valid_until(counter, duplicate, YESTERDAY)
    merge()
    assert patrons.expire_due(counter) == ()
    assert [(each.id, each.why) for each in ending.cannot_expire(ground.today)] == [(leaver, ("debt",))]


def test_only_who_may(patrons: PatronService, leaver: int) -> None:
    for call in (patrons.release_due, patrons.expire_due):
        with pytest.raises(Refusal, match="not_permitted"):
            call(reader(leaver, "陈竑宇"))
    assert state(leaver) == "approved"


def test_one_who_expired_registers_anew_and_looks_like_himself(
    patrons: PatronService, counter: Actor, leaver: int, approved: Callable[..., int]
) -> None:
    from ill_desktop.patrons.look_alikes import look_alikes

    patrons.expire_due(counter)
    again = approved()
    assert [(each.id, each.certain) for each in look_alikes(again)] == [(leaver, True)]
