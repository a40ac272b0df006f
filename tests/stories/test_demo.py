"""A demo library is a library: its histories are walks, its books balance, and work goes on from there."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import connection
from ill_desktop.cashier import papers
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.rules import Tender
from ill_desktop.cli import make_demo
from ill_desktop.clock import FixedClock
from ill_desktop.counter import board, demo
from ill_desktop.counter.demo.orders import STOPS, WEIGHTS, how_many_open
from ill_desktop.desk import Desk, create_desk
from ill_desktop.errors import Refusal
from ill_desktop.notices import texts
from ill_desktop.patrons import rules as patron_rules
from ill_desktop.requests import fields, queries, rules
from ill_desktop.requests.queries import Filter
from ill_desktop.staff.queries import first_administrator
from ill_desktop.words import LANGUAGES
from tests import filled
from tests.stories.demo_office import has_something_in_every_part_of_the_office

TABLES = (
    *("patron", "patron_event", "activation", "registry_person", "request", "request_event"),
    *("request_supplier", "request_file", "charge", "posting", "entry", "paper", "transfer"),
    *("shift", "outbox", "incoming", "incoming_use", "invoice", "invoice_line", "invoice_event"),
    *("statement_line", "refund"),
)
KINDS_OF_BANK = ("bank_in", "bank", "refund")
KINDS_OF_TILL = ("transfer", "reversal", "float", "over_short")
SECRET = {"patron": ("last_six", "password_hash"), "registry_person": ("last_six",)}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = filled.open_copy(tmp_path / "library")
    yield desk
    desk.close()


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return connection.rows(lambda *row: row, sql, values)


def content(table: str) -> list[tuple[Any, ...]]:
    """A table without what is secret, and so different each time."""
    names = [name for _, name, *_ in rows(f"PRAGMA table_info({table})") if name not in SECRET.get(table, ())]
    return rows(f"SELECT {', '.join(map(repr_column, names))} FROM {table} ORDER BY 1, 2")


def repr_column(name: str) -> str:
    return f'"{name}"'


def made(
    root: Path, patrons: int = 40, requests: int = 150, seed: int = 3, at: dt.datetime = filled.NOW
) -> Desk:
    return make_demo(root, patrons, requests, seed, clock=FixedClock(at))


# The same seed


def test_the_same_seed_makes_the_same_library(desk: Desk, tmp_path: Path) -> None:
    first = {table: content(table) for table in TABLES}
    desk.close()
    for seed in (filled.SEED, filled.SEED + 1):
        again = made(tmp_path / f"seed-{seed}", filled.PATRONS, filled.REQUESTS, seed)
        differing = {table for table in TABLES if content(table) != first[table]}
        again.close()
        same = seed == filled.SEED
        assert not differing if same else {"patron", "request", "request_event", "posting"} <= differing


# What it holds


def test_every_history_is_a_walk_through_the_state_table(desk: Desk) -> None:
    for request_id, service, state in rows("SELECT id, service_type, state FROM request"):
        steps = rows(
            "SELECT from_state, to_state, reason, facts, at FROM request_event "
            "WHERE request_id = ? AND kind = 'step' ORDER BY id",
            request_id,
        )
        assert steps[0][:2] == ("draft", "submitted")
        came_from, at = None, ""
        for (source, target, reason, text, when), before in zip(steps[1:], steps, strict=False):
            facts = json.loads(text)
            assert source == before[1]
            step = rules.find_step(source, target, service, came_from, facts["verb"])
            assert step is not None, (request_id, source, target, facts)
            assert reason in rules.REASONS[target] if "reason" in step.asks else reason == ""
            came_from = source if target == "awaiting_cost_approval" else came_from
            assert when >= at
            at = when
        assert steps[-1][1] == state


def test_histories_are_in_the_order_of_time(desk: Desk) -> None:
    for table, of in (("request_event", "request_id"), ("patron_event", "patron_id")):
        backward = rows(
            f"SELECT a.id FROM {table} a JOIN {table} b ON b.{of} = a.{of} AND b.id > a.id AND b.at < a.at"
        )
        assert backward == []


def test_nothing_lies_in_the_future(desk: Desk) -> None:
    now = desk.ground.now
    for table, column in (
        *(("request", "submitted_at"), ("request", "state_since"), ("request_event", "at")),
        *(("patron", "submitted_at"), ("patron_event", "at"), ("activation", "at"), ("entry", "at")),
        *(("paper", "issued_at"), ("shift", "opened_at"), ("outbox", "created_at"), ("outbox", "sent_at")),
    ):
        assert rows(f"SELECT COUNT(*) FROM {table} WHERE {column} > ?", now) == [(0,)], (table, column)


def test_papers_and_entries_are_numbered_in_the_order_of_time(desk: Desk) -> None:
    assert rows("SELECT a.id FROM entry a JOIN entry b ON b.id = a.id + 1 WHERE b.at < a.at") == []
    assert (
        rows("SELECT a.id FROM paper a JOIN paper b ON b.id = a.id + 1 WHERE b.issued_at < a.issued_at") == []
    )


def test_every_state_is_there_and_most_is_finished(desk: Desk) -> None:
    counts = Counter(state for (state,) in rows("SELECT state FROM request"))
    assert sum(counts.values()) == filled.REQUESTS
    still_open = sum(counts[state] for state in rules.OPEN)
    assert still_open == how_many_open(filled.REQUESTS)
    assert counts["completed"] > filled.REQUESTS / 2
    assert {"unfilled", "cancelled", "submitted", "sent", "checked_out", "awaiting_payment"} <= set(counts)


def test_the_default_demo_has_every_open_state() -> None:
    assert how_many_open(1200) == WEIGHTS == 86
    assert {stop.state for stop in STOPS} == set(rules.OPEN)


def test_the_board_has_something_on_every_card(tmp_path: Path) -> None:
    desk = made(tmp_path / "library", 300, 1200, 1)
    try:
        cards = {card.key: card for card in board.waiting(desk.ground)}
        assert {key for key, card in cards.items() if not card.count} <= {"notices", "shift"}
        assert cards["review"].late and cards["silent"].late and cards["due"].late and cards["pickup"].late
        day = board.day(desk.ground)
        assert min(day.submitted, day.delivered, day.taken_fen) > 0
        assert queries.count(Filter(states=rules.OPEN)) == 86
        assert desk.state().shift_since is not None
        kinds = {kind for (kind,) in rows("SELECT DISTINCT kind FROM entry")}
        assert kinds == {*("charge", "charge_dropped", "payment", "deposit"), *KINDS_OF_TILL, *KINDS_OF_BANK}
        has_something_in_every_part_of_the_office(month=filled.NOW.isoformat()[:7])
    finally:
        desk.close()


def test_every_shift_begins_with_its_float_and_ends_as_counted(desk: Desk) -> None:
    shifts = rows(
        "SELECT id, opened_at, closed_at, float_fen, expected_fen, counted_fen FROM shift ORDER BY id"
    )
    cash = rows(
        "SELECT e.at, p.amount_fen, e.kind FROM entry e JOIN posting p ON p.entry_id = e.id "
        "JOIN account a ON a.id = p.account_id WHERE a.code = 'cash:1' ORDER BY e.id"
    )
    assert len(shifts) > 400
    assert [closed for _, _, closed, *_ in shifts].count(None) == 1
    for _, opened, closed, float_fen, expected, counted in shifts:
        assert sum(fen for at, fen, _ in cash if at <= opened) == float_fen
        if closed:
            before = [(at, fen, kind) for at, fen, kind in cash if at <= closed]
            assert sum(fen for _, fen, _ in before) == counted
            over = sum(fen for at, fen, kind in before if kind == "over_short" and at == closed)
            assert counted - over == expected


def test_money_of_the_till_belongs_to_the_shift_of_its_day(desk: Desk) -> None:
    strays = rows(
        "SELECT e.id FROM entry e LEFT JOIN shift s ON s.id = e.shift_id WHERE e.kind IN "
        "('payment', 'deposit', 'reversal', 'float', 'over_short') AND (s.id IS NULL OR e.at < s.opened_at "
        "OR e.at > COALESCE(s.closed_at, e.at))"
    )
    assert strays == []
    assert rows("SELECT DISTINCT shift_id FROM entry WHERE kind IN ('charge', 'transfer')") == [(None,)]


def test_every_price_can_be_made_again(desk: Desk) -> None:
    charges = dict(rows("SELECT id, amount_fen FROM charge"))
    assert {each: desk.cashier.tariffs.recompute(each).due_fen for each in charges} == charges != {}


def test_citations_pass_the_form(desk: Desk) -> None:
    for kind, text in rows("SELECT document_type, fields FROM request"):
        assert fields.check_all(kind, json.loads(text)) == []


def test_readers_are_in_every_state_and_have_good_profiles(desk: Desk) -> None:
    states = {state for (state,) in rows("SELECT DISTINCT state FROM patron")}
    assert {"approved", "pending_review"} <= states <= set(patron_rules.TRANSITIONS)
    for road, *profile in rows("SELECT road, number, name, sex, email, mobile, unit FROM patron"):
        names = ("number", "name", "sex", "email", "mobile", "unit")
        for name, text in zip(names, profile, strict=True):
            assert patron_rules.check_field(name, text, road, desk.library) is None, (name, text)


def test_who_is_activated_has_agreed_to_the_terms(desk: Desk) -> None:
    assert rows("SELECT id, activated_at FROM patron WHERE activated_at IS NOT NULL ORDER BY id") == rows(
        "SELECT patron_id, at FROM activation ORDER BY patron_id"
    )
    hashes = {desk.activation.terms(language).hash for language in LANGUAGES}
    assert {text for (text,) in rows("SELECT DISTINCT terms_hash FROM activation")} <= hashes
    early = rows(
        "SELECT r.id FROM request_event e JOIN request r ON r.id = e.request_id "
        "JOIN patron p ON p.id = r.patron_id WHERE e.to_state = 'checked_out' "
        "AND (p.activated_at IS NULL OR p.activated_at > e.at)"
    )
    assert early == []


def test_look_alikes_wait_in_the_review(tmp_path: Path) -> None:
    from ill_desktop.patrons import look_alikes
    from ill_desktop.patrons import queries as patron_queries

    desk = made(tmp_path / "library", 300, 0, 1)
    try:
        queue = patron_queries.review_queue(desk.ground)
        assert any(look_alikes.certain(row.id) for row in queue)
    finally:
        desk.close()


def test_papers_are_kept_as_the_till_keeps_them(desk: Desk) -> None:
    for paper_id, text in rows("SELECT id, facts FROM paper"):
        assert json.loads(Receipt.from_json(paper_id, text).to_json()) == json.loads(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_its_words(desk: Desk, language: str) -> None:
    for kind, text in rows("SELECT kind, facts FROM outbox"):
        message = texts.write(desk.ground, texts.current(kind, language), language, json.loads(text))
        assert message.subject and message.text and message.sms


def test_requests_are_found_by_everything(desk: Desk) -> None:
    (number, title, name, initials, citation) = rows(
        "SELECT r.number, r.title, p.name, p.initials, r.fields FROM request r "
        "JOIN patron p ON p.id = r.patron_id WHERE json_extract(r.fields, '$.doi') IS NOT NULL LIMIT 1"
    )[0]
    for text in (number, title, name, initials, json.loads(citation)["doi"]):
        assert number in [row.number for row in queries.page(Filter(text=text), limit=500)], text


# Work goes on


def test_payment_continues_the_numbers_and_releases(desk: Desk) -> None:
    by = first_administrator()
    shift = cashier_queries.open_shift(1)
    assert shift is not None
    unpaid = [
        (patron, due)
        for (patron,) in rows("SELECT DISTINCT patron_id FROM request WHERE state = 'awaiting_payment'")
        for due in cashier_queries.dues(patron)
        if not due.pending_slip
    ]
    assert unpaid
    for patron, due in unpaid:
        tender = Tender("cash", due.amount_fen)
        desk.counter.take_payment(by, shift.id, patron, [due.charge_id], [tender], f"test:{due.charge_id}")
    assert desk.keeping.verify(by) == []


def test_slips_are_matched_and_the_shift_is_closed(desk: Desk) -> None:
    by = first_administrator()
    slips = cashier_queries.transfers("pending")
    assert slips
    assert all(cashier_queries.payer(slip.patron_id).campus for slip in slips), "[G] FAQ 4"
    for slip in slips:
        desk.counter.match_transfer(by, slip.id, "2026-4711", f"match:{slip.id}")
    shift = cashier_queries.open_shift(1)
    assert shift is not None
    expected = int(
        rows(
            "SELECT SUM(p.amount_fen) FROM posting p JOIN account a ON a.id = p.account_id "
            "WHERE a.code = 'cash:1'"
        )[0][0]
    )
    assert desk.shifts.close(by, shift.id, expected).total_fen == expected
    assert desk.keeping.verify(by) == []


def test_likely_steps_can_be_taken_and_taken_back(desk: Desk) -> None:
    by = first_administrator()
    for (request_id,) in rows("SELECT id FROM request WHERE state = 'submitted'"):
        assert desk.counter.step(by, request_id, "accepted") == "accepted"
        assert desk.steps.back(by, request_id) == "submitted"


def test_readers_sign_in_with_the_password_of_the_demo(desk: Desk) -> None:
    (number, email) = rows("SELECT number, email FROM patron WHERE state = 'approved' LIMIT 1")[0]
    assert desk.patrons.sign_in(number, demo.READER_PASSWORD) == desk.patrons.sign_in(
        email, demo.READER_PASSWORD
    )
    desk.staff.leave_kiosk(demo.KIOSK_PIN)


def test_a_reprint_is_a_copy(desk: Desk) -> None:
    by = first_administrator()
    assert papers.count_print(desk.ground, by, 1) == 1


# Where and when


def test_a_real_library_is_refused(tmp_path: Path) -> None:
    create_desk(tmp_path / "real", "zju", "YQ", "zh_CN").close()
    with pytest.raises(Refusal) as refused:
        made(tmp_path / "real")
    assert refused.value.code == "database.exists"


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(Refusal) as refused:
        made(tmp_path)
    assert refused.value.code == "demo_folder.not_empty"
    assert [file.name for file in tmp_path.iterdir()] == ["note.txt"]


class Stopped(Exception):
    pass


@pytest.mark.parametrize("existed", [True, False])
def test_of_one_that_was_not_finished_nothing_stays(existed: bool, tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        raise Stopped

    root = tmp_path / "library"
    if existed:
        root.mkdir()
    with pytest.raises(Stopped):
        make_demo(root, 20, 50, 1, clock=FixedClock(filled.NOW), progress=stop)
    assert root.exists() == existed
    assert not existed or list(root.iterdir()) == []


def test_a_library_in_use_is_never_filled(desk: Desk) -> None:
    with pytest.raises(ValueError, match="in use"):
        demo.fill(desk.ground, 10, 10, 1)


@pytest.mark.parametrize(
    "at",
    [
        dt.datetime(2026, 11, 20, 16, 0, 30, tzinfo=dt.UTC),  # half a minute after midnight in Hangzhou
        dt.datetime(2026, 2, 17, 4, 0, tzinfo=dt.UTC),  # Spring Festival
        dt.datetime(2026, 11, 22, 15, 59, 59, tzinfo=dt.UTC),  # Sunday, a second before midnight
        dt.datetime(2024, 3, 1, 1, 0, tzinfo=dt.UTC),  # before any tariff of the profile
    ],
)
def test_it_is_well_whenever_it_is_made(at: dt.datetime, tmp_path: Path) -> None:
    desk = made(tmp_path / "library", at=at)
    try:
        by = first_administrator()
        assert desk.keeping.verify(by) == []
        test_nothing_lies_in_the_future(desk)
        assert desk.state().shift_since is not None
    finally:
        desk.close()


@pytest.mark.parametrize(("patrons", "requests"), [(1, 0), (1, 12), (2, 1), (5, 40)])
def test_it_is_well_however_small(patrons: int, requests: int, tmp_path: Path) -> None:
    desk = made(tmp_path / "library", patrons, requests)
    try:
        assert rows("SELECT (SELECT COUNT(*) FROM patron), (SELECT COUNT(*) FROM request)") == [
            (patrons, requests)
        ]
        assert desk.keeping.verify(first_administrator()) == []
    finally:
        desk.close()


@pytest.mark.parametrize(("patrons", "requests"), [(0, 10), (10, -1), (10, demo.MOST_REQUESTS + 1)])
def test_what_cannot_be_is_said_at_once(patrons: int, requests: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="patrons"):
        made(tmp_path / "library", patrons, requests)
    assert not (tmp_path / "library").exists()
