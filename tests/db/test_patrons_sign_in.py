"""A reader signs in by number or e-mail; wrong tries get one answer and make one wait."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor
from tests.db.conftest import PASSWORD

Approved = Callable[..., int]


@pytest.mark.parametrize(
    "login", ["chenhy88", "CHENHY88", "chy@126.com", " Chy@126.com ", "ｃｈｅｎｈｙ８８"]
)
def test_sign_in_by_number_or_email(patrons: PatronService, approved: Approved, login: str) -> None:
    patron_id = approved()
    actor = patrons.sign_in(login, PASSWORD)
    assert (actor.patron_id, actor.role, actor.name) == (patron_id, "patron", "陈竑宇")


@pytest.mark.parametrize(
    ("login", "password"),
    [("chenhy88", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\0b", "x\ud800"), ("\ud800@x", PASSWORD)],
)
def test_a_wrong_sign_in_has_one_answer(
    patrons: PatronService, approved: Approved, login: str, password: str
) -> None:
    approved()
    with pytest.raises(Refusal) as told:
        patrons.sign_in(login, password)
    assert (told.value.code, told.value.field, told.value.facts) == ("sign_in.wrong", "password", {})


def test_failures_make_one_wait(patrons: PatronService, approved: Approved, clock: FixedClock) -> None:
    patron_id = approved()
    for _ in range(5):
        with pytest.raises(Refusal, match=r"sign_in\.wrong"):
            patrons.sign_in("chenhy88", "wrong")
    with pytest.raises(Refusal, match=r"sign_in\.wait"):
        patrons.sign_in("CHENHY88", PASSWORD)
    clock.advance(minutes=6)
    assert patrons.sign_in("chenhy88", PASSWORD).patron_id == patron_id


def test_who_left_does_not_sign_in(patrons: PatronService, approved: Approved, reviewer: Actor) -> None:
    patron_id = approved()
    patrons.withdraw(reviewer, patron_id)
    with pytest.raises(Refusal, match=r"sign_in\.wrong"):
        patrons.sign_in("chenhy88", PASSWORD)


def test_the_living_record_goes_before_the_ended_one(
    patrons: PatronService, approved: Approved, reviewer: Actor
) -> None:
    old = approved()
    patrons.expire(reviewer, old)
    assert patrons.sign_in("chenhy88", PASSWORD).patron_id == old
    new = approved(password="rain5678", confirmation="rain5678")
    assert patrons.sign_in("chenhy88", "rain5678").patron_id == new
