"""A visit: three steps that can stop anywhere, one answer for whatever is wrong, nothing left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from ill_desktop.activation import queries, visits
from ill_desktop.activation.rules import Identity
from ill_desktop.activation.service import ActivationService
from ill_desktop.cashier.service import CashierService
from ill_desktop.clock import FixedClock
from ill_desktop.counter.daily import DailyRun
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons import queries as patron_queries
from ill_desktop.patrons.rules import VISITOR
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor
from tests.db.visitor import EMAIL, IDENTITY, MOBILE, Visitor, refused


@pytest.fixture
def patron_id(approved: Callable[..., int]) -> int:
    return approved(last_six="12345X")


@pytest.fixture
def visitor(ground: Ground, patron_id: int) -> Visitor:
    return Visitor(ground)


def test_of_two_who_take_one_step_at_once_one_does(ground: Ground, visitor: Visitor) -> None:
    """Both have read where the visit stands before either writes."""
    visitor.start()
    one, other = (visits.load(ground, visitor.secret, "identity") for _ in "ab")
    visits.change(one, step="contact")
    assert refused(lambda: visits.change(other, step="contact")) == "activation.step"


@pytest.mark.parametrize("way", ["link", "poster", "kiosk"])
def test_the_whole_way_is_recorded(ground: Ground, patron_id: int, way: str) -> None:
    visitor = Visitor(ground, way).start()
    visitor.identify(picture="" if way == "kiosk" else None)
    visitor.contact("new@163.com", "139 5710 2232")
    visitor.ask_code()
    visitor.type_code()
    done = visitor.agree()
    assert (done.patron_id, done.way, done.mobile_proof) == (patron_id, way, "code")
    assert [(row.way, row.actor) for row in queries.history(patron_id)] == [(way, f"patron:{patron_id}")]
    card = patron_queries.card(patron_id)
    assert (card.email, card.mobile) == ("new@163.com", "+8613957102232")
    assert card.activated_at == ground.now
    assert not queries.needs_activation(ground.library, patron_id)
    assert visitor.step == "done"


def test_the_way_of_a_personal_qr(
    ground: Ground, patron_id: int, activation: ActivationService, counter: Actor
) -> None:
    token = activation.issue_token(counter, patron_id, "paper")
    visitor = Visitor(ground, "qr").to_terms(token.token)
    assert activation.find_token(token.text) == patron_id, "opening it used nothing up"
    assert visitor.agree().way == "qr"
    assert refused(lambda: activation.find_token(token.text)) == "activation.token_consumed"


def test_a_phone_that_stops_comes_back_where_it_was(
    ground: Ground, visitor: Visitor, clock: FixedClock
) -> None:
    stops: list[tuple[Callable[[], object], str]] = [
        (visitor.start, "identity"),
        (visitor.identify, "contact"),
        (visitor.contact, "code"),
        (visitor.ask_code, "code"),
        (visitor.type_code, "terms"),
        (visitor.agree, "done"),
    ]
    for action, step in stops:
        action()
        restart(ground)
        visitor.service = ActivationService(ground, visitor.service._notices, visitor.sender)
        clock.advance(minutes=3)
        assert visitor.step == step


def restart(ground: Ground) -> None:
    """The program ends and begins again."""
    store = connection.database.obj
    store.close_all()
    connection.open_store(ground.folder.database)


def test_what_is_shown_on_coming_back(visitor: Visitor) -> None:
    visitor.start(language="en")
    visitor.identify()
    visitor.contact()
    visitor.ask_code()
    state = visitor.service.resume(visitor.secret)
    assert state is not None
    assert (state.language, state.email, state.mobile) == ("en", "c***@126.com", "139 **** 2231")
    assert state.sent is not None
    assert (state.sent.channel, state.sent.masked) == ("sms", "139 **** 2231")
    shown = repr(state)
    assert not any(secret in shown for secret in ("陈竑宇", "chenhy88", "12345", EMAIL, "13957102231"))


def test_a_visit_is_over_after_a_day(visitor: Visitor, clock: FixedClock) -> None:
    visitor.to_terms()
    clock.advance(hours=23, minutes=59)
    assert visitor.step == "terms"
    clock.advance(minutes=1)
    assert visitor.step is None
    assert refused(visitor.agree) == "activation.visit_over"
    assert visitor.service.purge() == 1


def test_nothing_that_was_typed_stays(ground: Ground, visitor: Visitor, clock: FixedClock) -> None:
    done, given_up, left = visitor.to_terms(), Visitor(ground).start(), Visitor(ground).start()
    for other in (given_up, left):
        other.identify()
        other.contact("somebody@else.cn", MOBILE)
    done.agree()
    given_up.service.forget(given_up.secret)
    clock.advance(hours=24)
    Visitor(ground).start()  # whoever comes next sweeps
    assert connection.value("SELECT COUNT(*) FROM activation_visit") == 1


def test_the_daily_round_sweeps_too(
    ground: Ground, visitor: Visitor, patrons: PatronService, admin: Actor, clock: FixedClock
) -> None:
    visitor.to_terms()
    clock.advance(hours=24)
    DailyRun(ground, NoticeService(ground), patrons, CashierService(ground)).run(admin)
    assert connection.value("SELECT COUNT(*) FROM activation_visit") == 0


def test_a_finished_visit_keeps_nobody(visitor: Visitor) -> None:
    visitor.to_terms().agree()
    row: tuple[Any, ...] = (
        connection.first(
            lambda *columns: columns,
            "SELECT patron_id, meant_for, token_hash, last_six, email, mobile, channel, proof, picture "
            "FROM activation_visit",
        )
        or ()
    )
    assert not any(row)


def test_neither_secret_nor_address_is_stored(ground: Ground, visitor: Visitor) -> None:
    visitor.start()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = ground.folder.database.read_bytes()
    assert visitor.secret.encode() not in stored
    assert b"192.0.2.7" not in stored


def test_steps_cannot_be_skipped_or_taken_twice(visitor: Visitor) -> None:
    visitor.start()
    for early in (visitor.contact, visitor.ask_code, lambda: visitor.type_code("123456"), visitor.agree):
        assert refused(early) == "activation.step"
    visitor.identify()
    assert refused(lambda: visitor.identify(picture="")) == "activation.step"
    assert refused(lambda: visitor.service.picture(visitor.secret)) == "activation.step"
    visitor.contact()
    assert refused(visitor.agree) == "activation.step"
    visitor.ask_code()
    visitor.type_code()
    assert refused(lambda: visitor.type_code("123456")) == "activation.step"
    visitor.agree()
    assert refused(visitor.agree) == "activation.step"


@pytest.mark.parametrize("secret", ["", "x", "Ω" * 5, "\ud800", "0" * 500])
def test_a_secret_nobody_was_given(visitor: Visitor, secret: str) -> None:
    visitor.start()
    visitor.secret = secret
    assert visitor.step is None
    assert refused(visitor.contact) == "activation.visit_over"
    assert refused(lambda: visitor.service.picture(secret)) == "activation.visit_over"


def test_before_the_start_date(ground: Ground, visitor: Visitor) -> None:
    visitor.start()
    facts = {**ground.library.facts["activation"], "valid_from": "2026-11-22"}
    ground.library = ground.library.with_facts(activation=facts)
    for call in (visitor.start, visitor.identify):
        with pytest.raises(Refusal) as told:
            call()
        assert (told.value.code, told.value.facts) == ("activation.too_early", {"day": "2026-11-22"})


# At the desk


def test_at_the_desk_the_document_stands_for_the_picture(
    ground: Ground, approved: Callable[..., int], counter: Actor
) -> None:
    patron_id = approved()  # no last six on the record: taken from the document
    visitor = Visitor(ground)
    visitor.secret = visitor.service.start(counter, "desk", "desk", patron_id=patron_id).secret
    assert refused(lambda: visitor.identify(picture="")) == "activation.document"
    visitor.identify(replace(IDENTITY, document_seen=True), "")
    visitor.contact()
    assert not patron_queries.card(patron_id).has_last_six
    visitor.ask_code("counter")
    visitor.type_code(visitor.service.counter_code(counter, patron_id).code)
    done = visitor.agree()
    assert (done.way, done.mobile_proof) == ("desk", "attested")
    assert queries.history(patron_id)[0].actor == "周敏"
    assert patron_queries.card(patron_id).has_last_six


def test_the_desk_is_the_librarians(ground: Ground, patron_id: int, approved: Callable[..., int]) -> None:
    service = Visitor(ground).service
    assert refused(lambda: service.start(VISITOR, "desk", "phone:1")) == "not_permitted"
    with pytest.raises(ValueError, match="poster"):
        service.start(VISITOR, "poster", "phone:1", patron_id=patron_id)
    with pytest.raises(ValueError, match="letter"):
        service.start(VISITOR, "letter", "phone:1")


def test_at_the_desk_it_is_the_reader_whose_card_is_open(
    ground: Ground, patron_id: int, approved: Callable[..., int], counter: Actor
) -> None:
    other = approved(number="other1", email="other@126.com", last_six="654321")
    visitor = Visitor(ground)
    visitor.secret = visitor.service.start(counter, "desk", "desk", patron_id=other).secret
    seen = replace(IDENTITY, document_seen=True)
    assert refused(lambda: visitor.identify(seen, "")) == "activation.identity"


def test_a_librarian_who_mistypes_keeps_nobody_waiting(
    ground: Ground, patron_id: int, counter: Actor
) -> None:
    visitor = Visitor(ground)
    visitor.secret = visitor.service.start(counter, "desk", "desk", patron_id=patron_id).secret
    for _ in range(12):
        slip = Identity("陈竑宇", "chenhy88", "12345Y", document_seen=True)
        assert refused(lambda who=slip: visitor.identify(who, "")) == "activation.identity"
    visitor.identify(replace(IDENTITY, document_seen=True), "")


# Merged records


def test_a_merged_number_activates_the_kept_record(
    ground: Ground, patron_id: int, approved: Callable[..., int]
) -> None:
    kept = approved(number="22012345", email="kept@zju.edu.cn")
    connection.execute("UPDATE patron SET merged_into = ? WHERE id = ?", (kept, patron_id))
    done = Visitor(ground).to_terms().agree()
    assert done.patron_id == kept
    assert [row.id for row in queries.history(patron_id)] == [done.id]


def test_merged_on_the_way_it_is_the_kept_record_from_then_on(
    ground: Ground, patron_id: int, approved: Callable[..., int]
) -> None:
    visitor = Visitor(ground).start()
    visitor.identify()
    kept = approved(number="22012345", email="kept@zju.edu.cn")
    connection.execute("UPDATE patron SET merged_into = ? WHERE id = ?", (kept, patron_id))
    visitor.contact("kept@zju.edu.cn")
    visitor.ask_code()
    visitor.type_code()
    assert visitor.agree().patron_id == kept


def test_the_last_six_of_the_kept_record_are_good_for_both(
    ground: Ground, patron_id: int, approved: Callable[..., int]
) -> None:
    double = approved(number="22012345", email="double@zju.edu.cn")  # gave no last six
    connection.execute("UPDATE patron SET merged_into = ? WHERE id = ?", (patron_id, double))
    visitor = Visitor(ground).start()
    visitor.identify(replace(IDENTITY, number="22012345"))
    assert visitor.step == "contact"


def test_what_was_agreed_under_a_merged_record_counts(
    ground: Ground, patron_id: int, approved: Callable[..., int]
) -> None:
    Visitor(ground).to_terms().agree()
    kept = approved(number="22012345", email="kept@zju.edu.cn")
    connection.execute("UPDATE patron SET merged_into = ? WHERE id = ?", (kept, patron_id))
    assert not queries.needs_activation(ground.library, kept)


# The desk's view of it


def test_the_desk_sees_who_waits_for_a_code(
    ground: Ground, visitor: Visitor, patron_id: int, clock: FixedClock
) -> None:
    visitor.start()
    assert queries.under_way(ground, patron_id) is None
    visitor.identify()
    visitor.contact()
    visitor.ask_code("counter")
    assert queries.under_way(ground, patron_id) == queries.UnderWay("poster", "code", "counter", ground.now)
    clock.advance(hours=24)
    assert queries.under_way(ground, patron_id) is None


# Anything may be typed

TEXT = st.text(max_size=60) | st.sampled_from(
    ["\0", "\ud800", "<script>", "=1+1", "'; DROP TABLE patron; --", "\u202e", "𠮷" * 30, "9" * 10_000]
)


@settings(
    max_examples=60,
    deadline=dt.timedelta(seconds=2),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=TEXT, number=TEXT, last_six=TEXT | st.just("12345X"), picture=TEXT, email=TEXT, code=TEXT)
def test_hostile_text_is_refused(
    visitor: Visitor, name: str, number: str, last_six: str, picture: str, email: str, code: str
) -> None:
    visitor.client = f"phone:{name}{picture}"
    visitor.start()
    tries = [
        refused(lambda: visitor.identify(Identity(name, number, last_six), picture)),
        refused(lambda: visitor.identify(Identity(name, number, last_six))),
        refused(lambda: visitor.service.bring_token(visitor.secret, code)),
        refused(lambda: visitor.service.start(VISITOR, "qr", "c", token=number or "x")),
    ]
    assert "done" not in tries
    visitor.client = "phone:good"
    visitor.start().identify()
    assert refused(lambda: visitor.contact(email, code)) in ("patron.email", "patron.mobile")
    visitor.contact()
    assert refused(lambda: visitor.ask_code(code)) == "activation.channel"
    assert refused(lambda: visitor.type_code(code or "x")) in ("activation.code", "activation.code_expired")
