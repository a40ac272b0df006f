"""Two records of one reader are found as one, settle as one, and can be parted again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import connection
from ill_desktop import audit
from ill_desktop.activation import queries as activation_queries
from ill_desktop.activation.service import ActivationService
from ill_desktop.cashier.rules import Tender
from ill_desktop.counter.merging import MergeService
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.queries import of_patron
from ill_desktop.patrons import queries, record
from ill_desktop.patrons.look_alikes import look_alikes
from ill_desktop.patrons.rules import Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.requests import queries as requests
from ill_desktop.requests.queries import Filter
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor, reader
from tests.db.conftest import OTHER_PASSWORD, PASSWORD
from tests.db.till import Till, refused

Act = Callable[[], None]
Approved = Callable[..., int]
OTHER = {"number": "chy2", "email": "chy@163.com", "mobile": "13800138000", "name": "陈宏宇"}
WHY = "同一位读者"


@pytest.fixture
def merging(ground: Ground) -> MergeService:
    return MergeService(ground)


# What is found


def test_the_reader_is_found_by_what_stands_on_either(
    merge: Act, patron: int, duplicate: int, part: Act
) -> None:
    texts = (
        "chy2",
        "chy@163.com",
        "chy@16",
        "13800138000",
        "8001",
        "陈宏宇",
        "chenhy88",
        "chy@126.com",
        "2231",
    )
    merge()
    for text in texts:
        assert [row.id for row in queries.find(text)] == [patron], text
        assert [row.id for row in queries.page(text=text)] == [patron], text
        assert queries.count(text=text) == 1
    assert [row.id for row in queries.page()] == [patron]
    assert queries.by_number("chy2") == queries.by_number("chenhy88") == patron
    assert queries.card(duplicate).id == queries.follow(duplicate) == patron
    assert queries.alias_ids(duplicate) == queries.alias_ids(patron) == (patron, duplicate)
    assert look_alikes(patron) == []
    part()
    assert queries.by_number("chy2") == queries.card(duplicate).id == duplicate
    assert [row.id for row in queries.find("chy@163.com")] == [duplicate]
    assert queries.alias_ids(patron) == (patron,)


def test_either_password_signs_in(
    patrons: PatronService, merge: Act, part: Act, patron: int, duplicate: int
) -> None:
    doors = [("chy2", OTHER_PASSWORD), ("chy@163.com", OTHER_PASSWORD), ("chenhy88", PASSWORD)]
    merge()
    assert [patrons.sign_in(*door).patron_id for door in doors] == [patron] * 3
    assert patrons.sign_in("chy2", OTHER_PASSWORD).name == "陈竑宇"
    assert refused(lambda: patrons.sign_in("chy2", PASSWORD)).code == "sign_in.wrong"
    part()
    assert [patrons.sign_in(*door).patron_id for door in doors] == [duplicate, duplicate, patron]


def test_a_number_on_both_records_has_two_passwords(
    patrons: PatronService, merging: MergeService, reviewer: Actor, approved: Approved
) -> None:
    old = approved()
    patrons.expire(reviewer, old)
    new = approved(password=OTHER_PASSWORD, confirmation=OTHER_PASSWORD)
    assert refused(lambda: patrons.sign_in("chenhy88", PASSWORD)).code == "sign_in.wrong"
    merging.merge(reviewer, old, new, WHY)
    assert patrons.sign_in("chenhy88", PASSWORD).patron_id == new
    assert patrons.sign_in("chenhy88", OTHER_PASSWORD).patron_id == new
    assert refused(lambda: patrons.sign_in("chenhy88", "neither1")).code == "sign_in.wrong"


def test_a_withdrawn_record_leads_to_the_kept_one(
    patrons: PatronService, merging: MergeService, reviewer: Actor, patron: int, duplicate: int
) -> None:
    patrons.withdraw(reviewer, duplicate)
    merging.merge(reviewer, duplicate, patron, WHY)
    assert patrons.sign_in("chy2", OTHER_PASSWORD).patron_id == patron


def test_the_qr_of_either_leads_to_the_reader(
    activation: ActivationService, reviewer: Actor, merge: Act, patron: int, duplicate: int
) -> None:
    codes = [activation.issue_token(reviewer, each, "paper").text for each in (patron, duplicate)]
    merge()
    assert [activation.find_token(code) for code in codes] == [patron, patron]


def test_history_messages_and_requests_are_under_both(
    merge: Act, part: Act, till: Till, patron: int, duplicate: int
) -> None:
    first, second = till.request(patron), till.request(duplicate)
    for request in (first, second):
        till.walk(request, "accepted", "sent")
        till.counter.step(till.by, request, "unfilled", Inputs(reason="NotHeld"))
    apart = [(queries.events(each), of_patron(each)) for each in (patron, duplicate)]
    merge()
    for each in (patron, duplicate):
        assert [event.kind for event in queries.events(each)] == ["merge", *["approve", "register"] * 2]
        assert [notice.kind for notice in of_patron(each)].count("unfilled") == 2
        assert {notice.email for notice in of_patron(each)} == {"chy@126.com"}
        assert {row.id for row in requests.page(Filter(patron_id=each))} == {first, second}
        assert requests.count(Filter(patron_id=each)) == 2
        assert {row.id for row in requests.page(Filter(patron_id=each, states=("unfilled", "sent")))} == {
            first,
            second,
        }
    for text in ("陈宏宇", "陈竑宇", "chy"):
        assert {row.id for row in requests.page(Filter(text=text))} == {first, second}
    assert requests.detail(second).patron_number == "chenhy88"
    part()
    assert {row.id for row in requests.page(Filter(patron_id=duplicate))} == {second}
    assert {row.id for row in requests.page(Filter(text="陈宏宇"))} == {second}
    for each, (events, messages) in zip((patron, duplicate), apart, strict=True):
        assert [event for event in queries.events(each) if "merge" not in event.kind] == events
        assert of_patron(each) == messages


def test_who_agreed_under_one_record_has_agreed(
    merge: Act,
    part: Act,
    ground: Ground,
    till: Till,
    reviewer: Actor,
    patron: int,
    duplicate: int,
) -> None:
    connection.execute(
        "INSERT INTO activation "
        "(patron_id, at, way, terms_version, terms_hash, language, actor, mobile_proof) "
        "VALUES (?, ?, 'desk', ?, '', 'zh_CN', '', 'attested')",
        (duplicate, ground.now, ground.library.terms_version),
    )
    record.mark_activated(ground, reviewer, duplicate, "desk")
    loan = till.request(patron, service_type="loan", delivery="pickup")
    assert not requests.detail(loan).patron_activated
    assert activation_queries.needs_activation(ground.library, patron)
    assert not queries.page(queries.Filter(activated=True), "chenhy88")
    merge()
    assert queries.card(patron).activated_at == ground.now
    assert requests.detail(loan).patron_activated
    assert not activation_queries.needs_activation(ground.library, patron)
    assert len(activation_queries.history(patron)) == 1
    assert [row.id for row in queries.page(queries.Filter(activated=True))] == [patron]
    assert not queries.page(queries.Filter(activated=False))
    part()
    assert queries.card(patron).activated_at is None
    assert [row.id for row in queries.page(queries.Filter(activated=True))] == [duplicate]


# Merging and undoing


def test_both_histories_and_the_audit_say_so(merge: Act, part: Act, patron: int, duplicate: int) -> None:
    merge()
    (record_,) = queries.merged_records(patron)
    assert (record_.id, record_.number, record_.into, record_.actor, record_.reason) == (
        *(duplicate, "chy2", patron),
        *("孙悦", WHY),
    )
    part()
    assert queries.merged_records(patron) == []
    told = [
        [(event.kind, event.note, event.facts) for event in queries.events(each)[:2]]
        for each in (patron, duplicate)
    ]
    facts = {"duplicate": duplicate, "kept": patron}
    assert told == [
        [("unmerge", "并非同一人", facts), ("merge", WHY, facts)],
        [("unmerge_from", "并非同一人", facts), ("merge_into", WHY, facts)],
    ]
    actions = connection.rows(str, "SELECT action FROM audit WHERE action LIKE '%merge' ORDER BY id")
    assert actions == ["patron.merge", "patron.unmerge"]
    assert list(audit.breaks()) == []


def test_a_merge_changes_one_column_of_one_row(merge: Act, duplicate: int, patron: int) -> None:
    tables = ("patron", "request", "entry", "posting", "charge", "paper", "outbox", "activation_token")

    def stored() -> dict[str, list[tuple[object, ...]]]:
        return {table: connection.rows(lambda *row: row, f"SELECT * FROM {table}") for table in tables}

    before = stored()
    columns = connection.rows(str, "SELECT name FROM pragma_table_info('patron') ORDER BY cid")
    merge()
    after = stored()
    rows = {row[0]: row for row in before["patron"]}
    changed = [
        (row[0], column)
        for row in after["patron"]
        for column, old, new in zip(columns, rows[row[0]], row, strict=True)
        if old != new
    ]
    assert changed == [(duplicate, "merged_into")]
    assert {table: rows for table, rows in after.items() if table != "patron"} == {
        table: rows for table, rows in before.items() if table != "patron"
    }


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_merge_has_a_reason(
    merging: MergeService, reviewer: Actor, patron: int, duplicate: int, reason: str
) -> None:
    for call in (
        lambda: merging.merge(reviewer, duplicate, patron, reason),
        lambda: merging.unmerge(reviewer, duplicate, reason),
    ):
        told = refused(call)
        assert (told.code, told.field) == ("patron.reason", "reason")


def test_a_record_merged_into_a_merged_one_stands_for_the_same_reader(
    merging: MergeService, reviewer: Actor, approved: Approved, patron: int, duplicate: int, till: Till
) -> None:
    third, fourth = approved(number="third", email="third@b.cn"), approved(number="fourth", email="4@b.cn")
    for each in (patron, duplicate, third, fourth):
        till.arrived(each)
    merging.merge(reviewer, duplicate, patron, WHY)
    merging.merge(reviewer, third, duplicate, WHY)  # into the one that is patron
    assert queries.alias_ids(third) == (patron, duplicate, third)
    merging.merge(reviewer, patron, fourth, WHY)
    assert {queries.follow(each) for each in (patron, duplicate, third)} == {fourth}
    assert set(queries.alias_ids(duplicate)) == {patron, duplicate, third, fourth}
    assert [len(till.dues(each)) for each in (patron, duplicate, third, fourth)] == [4] * 4
    till.pay(duplicate, Tender("cash", 720))
    merging.unmerge(reviewer, patron, WHY)
    assert queries.alias_ids(fourth) == (fourth,)
    assert queries.alias_ids(third) == (patron, duplicate, third)
    assert [till.dues(each) for each in (patron, fourth)] == [[], []]


def test_undoing_waits_while_somebody_has_the_address(
    merging: MergeService,
    patrons: PatronService,
    reviewer: Actor,
    merge: Act,
    part: Act,
    patron: int,
    duplicate: int,
) -> None:
    merge()
    himself = reader(patron, "陈竑宇")
    patrons.change_contact(himself, patron, email="chy@163.com", mobile="13957102231", proof="email")
    told = refused(part)
    assert (told.code, told.facts) == ("patron.unmerge_email", {"email": "chy@163.com"})
    assert queries.follow(duplicate) == patron
    patrons.change_contact(reviewer, patron, email="chy@126.com", mobile="13957102231")
    part()


def test_nobody_else_takes_the_number_of_a_merged_record(
    patrons: PatronService,
    profile: Callable[..., Profile],
    reviewer: Actor,
    merge: Act,
    patron: int,
) -> None:
    merge()
    again = profile(number="CHY2", email="new@b.cn")
    told = refused(lambda: patrons.register_form(reviewer, "off_campus", again))
    assert (told.code, told.field) == ("patron.number_taken", "number")
    patrons.expire(reviewer, patron)
    patrons.register_form(reviewer, "off_campus", again)


def test_a_record_whose_number_was_given_anew_cannot_come_back(
    patrons: PatronService,
    profile: Callable[..., Profile],
    reviewer: Actor,
    merge: Act,
    part: Act,
    patron: int,
) -> None:
    merge()
    patrons.expire(reviewer, patron)
    patrons.register_form(reviewer, "off_campus", profile(number="chy2", email="chy@163.com"))
    told = refused(part)
    assert [each.code for each in getattr(told, "parts", (told,))] == [
        "patron.unmerge_number",
        "patron.unmerge_email",
    ]


def test_a_waiting_duplicate_leaves_the_queue_and_comes_back(
    ground: Ground,
    patrons: PatronService,
    merging: MergeService,
    reviewer: Actor,
    profile: Callable[..., Profile],
    patron: int,
) -> None:
    waiting = patrons.register_form(reviewer, "off_campus", profile(**OTHER))
    merging.merge(reviewer, waiting, patron, WHY)
    assert queries.review_queue(ground) == []
    assert queries.review_counts(ground) == (0, 0)
    assert refused(lambda: patrons.approve(reviewer, waiting)).code == "patron.gone"
    merging.unmerge(reviewer, waiting, WHY)
    assert [row.id for row in queries.review_queue(ground)] == [waiting]
    patrons.approve(reviewer, waiting)


def test_who_signed_in_before_a_merge_goes_on_as_himself(
    patrons: PatronService, merge: Act, part: Act, patron: int, duplicate: int
) -> None:
    himself = reader(duplicate, "陈宏宇")
    merge()
    patrons.change_contact(himself, patron, email="new@163.com", mobile="13957102231", proof="email")
    assert queries.card(duplicate).email == "new@163.com"
    part()
    with pytest.raises(Refusal, match="not_permitted"):
        patrons.change_contact(himself, patron, email="no@163.com", mobile="13957102231", proof="email")


def test_only_a_reviewer_merges(
    merging: MergeService, counter: Actor, cashier: Actor, patron: int, duplicate: int
) -> None:
    for by in (counter, cashier, reader(patron, "陈竑宇")):
        with pytest.raises(Refusal, match="not_permitted"):
            merging.merge(by, duplicate, patron, WHY)
        with pytest.raises(Refusal, match="not_permitted"):
            merging.unmerge(by, duplicate, WHY)
    assert queries.follow(duplicate) == duplicate
