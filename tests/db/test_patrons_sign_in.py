"""A reader signs in by number or e-mail; wrong tries get one answer and make one wait."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff import throttle
from ill_desktop.staff.rules import Actor
from tests.db.conftest import PASSWORD
from tests.db.visitor import refused

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


def failing(patrons: PatronService, times: int, client: str, login: str = "chenhy88") -> list[str]:
    return [refused(lambda: patrons.sign_in(login, "wrong", client)) for _ in range(times)]


def test_a_stranger_elsewhere_keeps_nobody_from_signing_in(
    patrons: PatronService, approved: Approved
) -> None:
    patron_id = approved()
    assert failing(patrons, 6, "phone:192.0.2.7") == ["sign_in.wrong"] * 5 + ["sign_in.wait"]
    for client in ("kiosk", "phone:192.0.2.8"):
        assert patrons.sign_in("chenhy88", PASSWORD, client).patron_id == patron_id
    with pytest.raises(Refusal, match=r"sign_in\.wait"):
        patrons.sign_in("chenhy88", PASSWORD, "phone:192.0.2.7")


def test_a_neighbour_with_another_login_keeps_nobody_waiting(
    patrons: PatronService, approved: Approved
) -> None:
    patron_id = approved()
    failing(patrons, 6, "kiosk", "other1")
    assert patrons.sign_in("chenhy88", PASSWORD, "kiosk").patron_id == patron_id


def test_going_through_logins_ends_at_the_clients_wall(
    patrons: PatronService, approved: Approved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "A_CLIENT", 8)
    patron_id = approved()
    for number in range(8):
        assert failing(patrons, 1, "phone:192.0.2.7", f"x{number}") == ["sign_in.wrong"]
        if number == 4:  # one good login clears no wall
            assert patrons.sign_in("chenhy88", PASSWORD, "phone:192.0.2.7").patron_id == patron_id
    assert failing(patrons, 1, "phone:192.0.2.7", "x9") == ["sign_in.wait"]
    assert patrons.sign_in("chenhy88", PASSWORD, "phone:192.0.2.8").patron_id == patron_id


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
