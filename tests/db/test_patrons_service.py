"""Registration, review and later changes on a real database."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from db import connection
from ill_desktop import audit
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.ground import Ground
from ill_desktop.notices import texts
from ill_desktop.notices.queries import of_patron
from ill_desktop.patrons import queries, rules
from ill_desktop.patrons.registry import RegistryService
from ill_desktop.patrons.rules import Card, Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor, reader
from ill_desktop.words import LANGUAGES

MakeProfile = Callable[..., Profile]
Approved = Callable[..., int]

REGISTRY = (
    "学工号,姓名,类别,院系,证件末六位,有效期\n"
    "22012345,赵一鸣,研究生,计算机学院,12345x,2027-06-30\n"
    "22012346,Zoë Müller,本科生,农学院,654321,2026-11-20\n"
)
CARD = Card("22012345", "赵一鸣", "12345X")
LONG = "a long password"


@pytest.fixture
def registry(ground: Ground, admin: Actor) -> None:
    assert RegistryService(ground).import_file(admin, REGISTRY.encode(), "名册.csv").added == 2


@pytest.fixture
def campus(profile: MakeProfile) -> MakeProfile:
    """What a campus reader types beside the card."""

    def make(**changes: object) -> Profile:
        bare = {"number": "", "name": "", "unit": "", "password": LONG, "confirmation": LONG}
        return profile(**{**bare, "email": "zym@zju.edu.cn", **changes})

    return make


def kinds(patron_id: int) -> list[str]:
    return [notice.kind for notice in of_patron(patron_id)]


def steps(patron_id: int) -> list[tuple[str, str | None, str | None]]:
    return [(event.kind, event.from_state, event.to_state) for event in reversed(queries.events(patron_id))]


# Registration


@pytest.mark.usefixtures("registry")
def test_a_card_is_bound(patrons: PatronService, campus: MakeProfile) -> None:
    patron_id = patrons.register_campus(rules.VISITOR, CARD, campus())
    card = queries.card(patron_id)
    assert (card.number, card.name, card.class_, card.unit) == (
        "22012345",
        "赵一鸣",
        "graduate",
        "计算机学院",
    )
    assert (card.road, card.state, card.has_last_six) == ("campus", "pending_review", True)
    assert (card.institution, card.review_due) == ("浙江大学", "2026-11-23")
    assert steps(patron_id) == [("register", None, "pending_review")]
    assert queries.events(patron_id)[0].actor == ""
    assert kinds(patron_id) == ["registration_received"]


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    "card",
    [
        Card("22012347", "赵一鸣", "12345X"),
        Card("22012345", "赵二鸣", "12345X"),
        Card("22012345", "赵一鸣", "123456"),
        Card("22012346", "赵一鸣", "12345X"),
    ],
)
def test_a_wrong_card_gets_one_answer(patrons: PatronService, campus: MakeProfile, card: Card) -> None:
    with pytest.raises(Refusal) as told:
        patrons.register_campus(rules.VISITOR, card, campus())
    assert (told.value.code, told.value.field, told.value.facts) == ("patron.card", "number", {})
    assert queries.count() == 0


@pytest.mark.usefixtures("registry")
def test_a_card_that_has_run_out(patrons: PatronService, campus: MakeProfile, clock: FixedClock) -> None:
    card = Card("22012346", "Zoë·Müller", "654321")
    with pytest.raises(Refusal, match="card_expired"):
        patrons.find_card(rules.VISITOR, campus().institution_id, card)
    clock.advance(days=-1)  # its last day
    assert patrons.find_card(rules.VISITOR, campus().institution_id, card).name == "Zoë Müller"


@pytest.mark.usefixtures("registry")
def test_the_institution_decides_the_road(patrons: PatronService, campus: MakeProfile) -> None:
    other = queries.institutions("绍兴文理学院")[0].id
    with pytest.raises(Refusal, match=r"patron\.road"):
        patrons.register_campus(rules.VISITOR, CARD, campus(institution_id=other))
    form = campus(number="a1", name="王伟", class_="staff", last_six="123456")
    with pytest.raises(Refusal, match=r"patron\.road"):
        patrons.register_form(rules.VISITOR, "campus_form", form)
    with pytest.raises(Refusal) as told:
        patrons.register_form(rules.VISITOR, "campus_form", campus(institution_id=999))
    assert (told.value.code, told.value.field) == ("patron.choice", "institution")


def test_the_form_of_a_campus_without_cards(patrons: PatronService, campus: MakeProfile) -> None:
    other = queries.institutions("绍兴文理学院")[0].id
    form = campus(institution_id=other, number="a1", name="王伟", class_="staff", last_six="123456")
    patron_id = patrons.register_form(rules.VISITOR, "campus_form", form)
    card = queries.card(patron_id)
    assert (card.road, card.class_, card.has_last_six, card.number) == ("campus_form", "staff", True, "A1")


def test_off_campus_without_last_six(patrons: PatronService, profile: MakeProfile, reviewer: Actor) -> None:
    patron_id = patrons.register_form(rules.VISITOR, "off_campus", profile())
    card = queries.card(patron_id)
    assert (card.class_, card.has_last_six, card.mobile) == ("off_campus", False, "+8613957102231")
    patrons.add_last_six(reviewer, patron_id, "12345x")
    assert queries.card(patron_id).has_last_six
    assert steps(patron_id)[-1][0] == "add_last_six"


def test_a_wrong_form_stores_nothing(patrons: PatronService, profile: MakeProfile) -> None:
    with pytest.raises(Refusals) as told:
        patrons.register_form(
            rules.VISITOR, "off_campus", profile(name="陈 宇", number="a@b.cn", password="x")
        )
    assert [part.field for part in told.value.parts] == ["number", "name", "password", "confirmation"]
    assert queries.count() == 0


def test_number_and_email_belong_to_one_reader(patrons: PatronService, profile: MakeProfile) -> None:
    patrons.register_form(rules.VISITOR, "off_campus", profile())
    again = profile(number="CHENHY88", email="CHY@126.com")
    with pytest.raises(Refusals) as told:
        patrons.register_form(rules.VISITOR, "off_campus", again)
    assert [(part.code, part.field) for part in told.value.parts] == [
        ("patron.number_taken", "number"),
        ("patron.email_taken", "email"),
    ]


def test_who_was_rejected_may_register_again(
    patrons: PatronService, profile: MakeProfile, reviewer: Actor
) -> None:
    first = patrons.register_form(rules.VISITOR, "off_campus", profile())
    patrons.reject(reviewer, first, "姓名不是真名")
    second = patrons.register_form(rules.VISITOR, "off_campus", profile())
    assert queries.by_number("chenhy88") == second
    with pytest.raises(Refusals, match="number_taken"):
        patrons.complete_information(reviewer, first, {})


def test_secrets_are_stored_as_hashes_only(
    ground: Ground, patrons: PatronService, profile: MakeProfile
) -> None:
    patrons.register_form(rules.VISITOR, "off_campus", profile(last_six="98765X"))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = ground.folder.database.read_bytes()
    assert b"rain1234" not in stored
    assert b"98765X" not in stored
    assert b"argon2id" in stored


# Review


def test_the_table_is_walked_and_recorded(
    patrons: PatronService, profile: MakeProfile, reviewer: Actor
) -> None:
    patron_id = patrons.register_form(reviewer, "off_campus", profile())
    patrons.ask_for_more(reviewer, patron_id, "请补充单位")
    patrons.complete_information(reader(patron_id, "陈竑宇"), patron_id, {"unit": "水利院"})
    patrons.reject(reviewer, patron_id, "单位不实")
    patrons.complete_information(reader(patron_id, "陈竑宇"), patron_id, {"unit": "杭州水利设计院"})
    patrons.approve(reviewer, patron_id, class_="staff")
    patrons.block(reviewer, patron_id, "逾期未还", dt.date(2026, 12, 1))
    assert queries.card(patron_id).blocked_until == "2026-12-01"
    patrons.unblock(reviewer, patron_id)
    patrons.withdraw(reader(patron_id, "陈竑宇"), patron_id)
    assert steps(patron_id) == [
        ("register", None, "pending_review"),
        ("ask_for_more", "pending_review", "needs_information"),
        ("complete_information", "needs_information", "pending_review"),
        ("reject", "pending_review", "rejected"),
        ("complete_information", "rejected", "pending_review"),
        ("approve", "pending_review", "approved"),
        ("block", "approved", "blocked"),
        ("unblock", "blocked", "approved"),
        ("withdraw", "approved", "withdrawn"),
    ]
    card = queries.card(patron_id)
    assert (card.class_, card.unit, card.blocked_until) == ("staff", "杭州水利设计院", None)
    assert kinds(patron_id) == [
        "registration_approved",
        "registration_rejected",
        "registration_needs_information",
        "registration_received",
    ]
    assert list(audit.breaks()) == []


CALLS: dict[str, Callable[[PatronService, Actor, int], None]] = {
    "approve": lambda service, by, number: service.approve(by, number),
    "reject": lambda service, by, number: service.reject(by, number, "理由"),
    "ask_for_more": lambda service, by, number: service.ask_for_more(by, number, "单位"),
    "complete_information": lambda service, by, number: service.complete_information(by, number, {}),
    "block": lambda service, by, number: service.block(by, number, "理由"),
    "unblock": lambda service, by, number: service.unblock(by, number),
    "expire": lambda service, by, number: service.expire(by, number),
    "withdraw": lambda service, by, number: service.withdraw(by, number),
}


@pytest.mark.parametrize("action", sorted(rules.ACTIONS))
def test_an_action_is_refused_everywhere_but_where_it_starts(
    action: str, patrons: PatronService, profile: MakeProfile, reviewer: Actor
) -> None:
    patron_id = patrons.register_form(reviewer, "off_campus", profile())
    for state in rules.TRANSITIONS:
        connection.execute("UPDATE patron SET state = ? WHERE id = ?", (state, patron_id))
        before = len(queries.events(patron_id))
        if state in rules.ACTIONS[action].starts:
            CALLS[action](patrons, reviewer, patron_id)
            assert queries.card(patron_id).state == rules.ACTIONS[action].to
        else:
            with pytest.raises(Refusal, match="moved_on"):
                CALLS[action](patrons, reviewer, patron_id)
            assert queries.card(patron_id).state == state
            assert len(queries.events(patron_id)) == before


def test_two_reviewers_at_once(ground: Ground, patrons: PatronService, profile: MakeProfile) -> None:
    patron_id = patrons.register_form(rules.VISITOR, "off_campus", profile())
    one, other = Actor("孙悦", "reviewer", staff_id=2), Actor("李楠", "reviewer", staff_id=5)
    results: list[str] = []
    ready = threading.Barrier(2)

    def review(action: Callable[[], None]) -> None:
        ready.wait()
        try:
            action()
            results.append("done")
        except Refusal as refusal:
            results.append(refusal.code)

    threads = [
        threading.Thread(target=review, args=(lambda: patrons.approve(one, patron_id),)),
        threading.Thread(target=review, args=(lambda: patrons.reject(other, patron_id, "理由"),)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["done", "patron.moved_on"]
    assert len(steps(patron_id)) == 2
    assert len(kinds(patron_id)) == 2


@pytest.mark.parametrize("action", ["approve", "reject", "ask_for_more"])
def test_only_a_reviewer_reviews(
    action: str, patrons: PatronService, profile: MakeProfile, counter: Actor, cashier: Actor
) -> None:
    patron_id = patrons.register_form(counter, "off_campus", profile())
    for by in (counter, cashier, reader(patron_id, "陈竑宇"), rules.VISITOR):
        with pytest.raises(Refusal, match="not_permitted"):
            CALLS[action](patrons, by, patron_id)
    assert queries.card(patron_id).state == "pending_review"


def test_a_reader_touches_only_his_own_record(
    patrons: PatronService, approved: Approved, profile: MakeProfile
) -> None:
    one = approved()
    stranger = reader(one + 1, "旁人")
    calls: list[Callable[[], None]] = [
        lambda: patrons.withdraw(stranger, one),
        lambda: patrons.change_contact(stranger, one, email="a@b.cn", mobile="13957102232"),
        lambda: patrons.complete_information(stranger, one, {}),
        lambda: patrons.add_last_six(reader(one, "陈竑宇"), one, "123456"),
        lambda: patrons.expire(reader(one, "陈竑宇"), one),
        lambda: patrons.unblock(reader(one, "陈竑宇"), one),
    ]
    for call in calls:
        with pytest.raises(Refusal, match="not_permitted"):
            call()
    with pytest.raises(Refusal, match="not_permitted"):
        patrons.register_form(Actor("—", "kiosk"), "off_campus", profile(number="b", email="b@b.cn"))


def test_nobody_is_gone(patrons: PatronService, reviewer: Actor) -> None:
    for call in CALLS.values():
        with pytest.raises(Refusal, match=r"patron\.gone"):
            call(patrons, reviewer, 99)


# Notices


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_can_be_said(
    language: str, ground: Ground, patrons: PatronService, profile: MakeProfile, reviewer: Actor
) -> None:
    patron_id = patrons.register_form(reviewer, "off_campus", profile(language=language))
    patrons.ask_for_more(reviewer, patron_id, "请补充{单位}")
    patrons.complete_information(reviewer, patron_id, {})
    patrons.reject(reviewer, patron_id, "理由")
    patrons.complete_information(reviewer, patron_id, {})
    patrons.approve(reviewer, patron_id)
    sent = of_patron(patron_id)
    assert len(sent) == 4
    for notice in sent:
        assert notice.language == language
        subject, body = texts.shown(ground, notice)
        assert "陈竑宇" in body
        assert "0571-87951633" in body
        assert subject and "{" not in subject


def test_nothing_personal_is_kept_for_ever(patrons: PatronService, approved: Approved) -> None:
    patron_id = approved()
    himself = reader(patron_id, "陈竑宇")
    patrons.change_contact(himself, patron_id, email="n@163.com", mobile="13957102232", proof="code")
    chain: list[Any] = connection.rows(lambda *row: row, "SELECT actor, action, subject FROM audit")
    events = connection.rows(lambda *row: row, "SELECT actor, note, facts FROM patron_event")
    kept = json.dumps([chain, events], ensure_ascii=False)
    assert "陈竑宇" not in kept
    assert "13957102232" not in kept
    assert "n@163.com" not in kept
    assert f"patron:{patron_id}" in kept
