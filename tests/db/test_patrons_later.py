"""What happens to a reader later: contact, validity, blocks; and many approved at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.queries import of_patron
from ill_desktop.patrons import queries, rules
from ill_desktop.patrons.rules import Card, Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor, reader

MakeProfile = Callable[..., Profile]
Approved = Callable[..., int]
CARD = Card("22012345", "赵一鸣", "12345X")


@pytest.fixture
def registry(ground: Ground) -> None:
    """The person behind CARD."""
    keyed = ground.keyed("last_six", CARD.last_six)
    connection.execute(
        "INSERT INTO registry_import (id, at, actor, file, added, updated, left_out) "
        "VALUES (1, ?, '', '', 1, 0, 0)",
        (ground.now,),
    )
    connection.execute(
        "INSERT INTO registry_person (number, name, class, department, last_six, valid_until, import_id) "
        "VALUES (?, ?, 'graduate', '计算机学院', ?, '2027-06-30', 1)",
        (CARD.number, CARD.name, keyed),
    )


def kinds(patron_id: int) -> list[str]:
    return [notice.kind for notice in of_patron(patron_id)]


# Contact


def test_a_changed_contact_is_recorded_and_masked(
    patrons: PatronService, approved: Approved, counter: Actor
) -> None:
    patron_id = approved()
    patrons.change_contact(counter, patron_id, email="new@163.com", mobile="13957102232")
    card = queries.card(patron_id)
    assert (card.email, card.mobile) == ("new@163.com", "+8613957102232")
    assert [row.id for row in queries.find("13957102232")] == [patron_id]
    assert queries.find("13957102231") == []
    event = queries.events(patron_id)[0]
    assert (event.kind, event.note, event.actor) == ("change_contact", "email, mobile", "周敏")
    assert event.facts == {
        "proof": "attested",
        "before": {"email": "c***@126.com", "mobile": "***2231"},
        "after": {"email": "n***@163.com", "mobile": "***2232"},
    }
    kept = " ".join(connection.rows(str, "SELECT payload FROM audit_payload"))
    assert "13957102232" not in kept
    assert "new@163.com" not in kept
    assert "***2232" in kept


def test_an_unchanged_contact_leaves_no_trace(patrons: PatronService, approved: Approved) -> None:
    patron_id = approved()
    before = len(queries.events(patron_id))
    himself = reader(patron_id, "陈竑宇")
    patrons.change_contact(himself, patron_id, email="chy@126.com", mobile="13957102231", proof="code")
    assert len(queries.events(patron_id)) == before


def test_another_s_email_is_taken(patrons: PatronService, approved: Approved, counter: Actor) -> None:
    approved()
    other = approved(number="b", email="b@b.cn")
    with pytest.raises(Refusal, match="email_taken"):
        patrons.change_contact(counter, other, email="Chy@126.com", mobile="13957102231")


@pytest.mark.parametrize("proof", ["code", "email"])
def test_a_reader_proves_a_change_by_a_code(patrons: PatronService, approved: Approved, proof: str) -> None:
    patron_id = approved()
    himself = reader(patron_id, "陈竑宇")
    with pytest.raises(ValueError, match="attested"):
        patrons.change_contact(himself, patron_id, email="n@163.com", mobile="13957102231")
    assert queries.card(patron_id).email == "chy@126.com"
    patrons.change_contact(himself, patron_id, email="n@163.com", mobile="13957102231", proof=proof)
    event = queries.events(patron_id)[0]
    assert (event.actor, event.facts["proof"], list(event.facts["after"])) == ("", proof, ["email"])


# Many at once


def test_those_nobody_has_to_look_at_are_approved_together(
    patrons: PatronService, profile: MakeProfile, reviewer: Actor
) -> None:
    def waits(number: str, **changes: object) -> int:
        facts = {"number": number, "email": f"{number}@b.cn", "mobile": "13800138000", **changes}
        return patrons.register_form(rules.VISITOR, "off_campus", profile(**facts))

    plain = waits("plain", mobile="13957102231", name="赵一鸣")
    similar = waits("similar", mobile="13957102232", name="赵一名")
    double, other = waits("double", name="钱多"), waits("other", name="孙少")
    done = waits("done", mobile="13957102233", name="李四")
    patrons.approve(reviewer, done)
    summary = patrons.approve_many(reviewer, [plain, similar, double, other, done, plain, 999])
    assert summary.approved == (plain, similar)
    assert [(number, refusal.code) for number, refusal in summary.left] == [
        (double, "patron.look_alike"),
        (other, "patron.look_alike"),
        (done, "patron.moved_on"),
        (999, "patron.gone"),
    ]
    assert [queries.card(number).state for number in (plain, similar, double, other)] == [
        *["approved"] * 2,
        *["pending_review"] * 2,
    ]
    assert kinds(plain)[0] == "registration_approved"
    assert kinds(double) == ["registration_received"]
    patrons.approve(reviewer, double)


def test_only_a_reviewer_approves_many(patrons: PatronService, counter: Actor, profile: MakeProfile) -> None:
    patron_id = patrons.register_form(counter, "off_campus", profile())
    with pytest.raises(Refusal, match="not_permitted"):
        patrons.approve_many(counter, [patron_id])
    assert queries.card(patron_id).state == "pending_review"


# How long


@pytest.mark.usefixtures("registry")
def test_a_bound_card_is_valid_as_long_as_the_registry_says(
    patrons: PatronService, profile: MakeProfile, counter: Actor
) -> None:
    bare = profile(number="", name="", password="a long password", confirmation="a long password")
    patron_id = patrons.register_campus(rules.VISITOR, CARD, bare)
    assert queries.card(patron_id).valid_until == "2027-06-30"
    patrons.set_valid_until(counter, patron_id, dt.date(2028, 6, 30))
    patrons.set_valid_until(counter, patron_id, dt.date(2028, 6, 30))
    patrons.set_valid_until(counter, patron_id, None)
    assert queries.card(patron_id).valid_until is None
    told = [(event.note, event.facts) for event in queries.events(patron_id)[:2]]
    assert told == [
        ("", {"before": "2028-06-30", "after": None}),
        ("2028-06-30", {"before": "2027-06-30", "after": "2028-06-30"}),
    ]
    with pytest.raises(Refusal, match="not_permitted"):
        patrons.set_valid_until(reader(patron_id, "赵一鸣"), patron_id, None)


def test_a_block_cannot_end_before_it_begins(
    patrons: PatronService, approved: Approved, counter: Actor
) -> None:
    patron_id = approved()
    with pytest.raises(Refusal) as told:
        patrons.block(counter, patron_id, "逾期未还", dt.date(2026, 11, 20))
    assert (told.value.code, told.value.field) == ("patron.until", "until")
    patrons.block(counter, patron_id, "逾期未还", dt.date(2026, 11, 21))
