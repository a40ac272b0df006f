"""Who fails too often waits, and only he."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import queries, rules
from ill_desktop.patrons.rules import Card, Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff import throttle
from ill_desktop.staff.rules import Actor

WRONG = Card("99999999", "无此人", "000000")


def wait_of(ground: Ground, who: str = "card:kiosk") -> int | None:
    try:
        throttle.check(ground, who, 3, 60)
    except Refusal as refusal:
        assert refusal.code == "sign_in.wait"
        return int(refusal.facts["minutes"])
    return None


def test_the_next_try_is_free_when_the_oldest_that_counts_has_grown_old(
    ground: Ground, clock: FixedClock
) -> None:
    for _ in range(3):
        assert wait_of(ground) is None
        throttle.failed(ground, "card:kiosk")
        clock.advance(minutes=10)
    assert wait_of(ground) == 30
    assert wait_of(ground, "card:phone:192.0.2.7") is None
    clock.advance(minutes=30)
    assert wait_of(ground) is None
    throttle.failed(ground, "card:kiosk")
    assert wait_of(ground) == 10


def test_a_clock_set_far_back_keeps_nobody_waiting(ground: Ground, clock: FixedClock) -> None:
    for _ in range(3):
        throttle.failed(ground, "card:kiosk")
    clock.advance(days=-300)
    assert wait_of(ground) is None
    for _ in range(3):
        throttle.failed(ground, "card:kiosk")
    assert wait_of(ground) == 60
    clock.advance(minutes=-20)
    assert wait_of(ground) == 80, "a little back is waited out"


def test_a_success_forgets(ground: Ground) -> None:
    for _ in range(3):
        throttle.failed(ground, "door:me")
    throttle.succeeded(ground, "DOOR:ME")
    assert wait_of(ground, "door:me") is None


def test_nobody_is_named_in_the_table_and_old_tries_go(ground: Ground, clock: FixedClock) -> None:
    throttle.failed(ground, "card:phone:192.0.2.7")
    assert "192" not in connection.value("SELECT who FROM sign_in_attempt")
    clock.advance(days=3)
    throttle.failed(ground, "card:kiosk")
    assert connection.value("SELECT COUNT(*) FROM sign_in_attempt") == 1


def test_tries_at_once_do_not_slip_through(ground: Ground) -> None:
    def wrong() -> None:
        raise Refusal("patron.card")

    answers: list[str] = []

    def knock() -> None:
        for _ in range(4):
            try:
                throttle.attempt(ground, [throttle.Wall("card:x", 5, 60)], wrong, {"patron.card"})
            except Refusal as refusal:
                answers.append(refusal.code)
        connection.database.close()

    threads = [threading.Thread(target=knock) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["patron.card"] * 5 + ["sign_in.wait"] * 11


def test_what_does_not_count_is_raised_and_not_counted(ground: Ground) -> None:
    def odd() -> None:
        connection.execute("INSERT INTO setting VALUES ('half', '1')")
        raise Refusal("patron.choice", "institution")

    with pytest.raises(Refusal, match=r"patron\.choice"):
        throttle.attempt(ground, [throttle.Wall("card:kiosk", 1, 60)], odd, {"patron.card"})
    assert wait_of(ground) is None
    assert connection.value("SELECT COUNT(*) FROM setting WHERE key = 'half'") == 0


def test_a_failure_counts_before_every_wall(ground: Ground) -> None:
    def wrong() -> None:
        raise Refusal("patron.card")

    def tried(typed: str) -> str:
        try:
            throttle.attempt(ground, throttle.shared("card", "kiosk", typed, 2, 60), wrong, {"patron.card"})
        except Refusal as refusal:
            return refusal.code
        return ""

    assert [tried("one") for _ in range(3)] == ["patron.card"] * 2 + ["sign_in.wait"]
    codes = [tried(str(number)) for number in range(throttle.A_CLIENT)]
    assert codes == ["patron.card"] * (throttle.A_CLIENT - 2) + ["sign_in.wait"] * 2


@pytest.mark.parametrize("client", ["kiosk", "phone:192.0.2.7"])
def test_ten_wrong_cards_make_a_number_wait_where_they_were_typed(
    patrons: PatronService, ground: Ground, admin: Actor, client: str
) -> None:
    home = queries.institutions(ground.library.home_institution)[0].id
    for _ in range(10):
        with pytest.raises(Refusal, match=r"patron\.card"):
            patrons.find_card(rules.VISITOR, home, WRONG, client)
    with pytest.raises(Refusal, match=r"sign_in\.wait"):
        patrons.find_card(rules.VISITOR, home, WRONG, client)
    neighbour = replace(WRONG, number="88888888")
    for by, card, through in (
        (rules.VISITOR, neighbour, client),
        (rules.VISITOR, WRONG, "phone:192.0.2.8"),
        (admin, WRONG, client),
    ):
        with pytest.raises(Refusal, match=r"patron\.card"):
            patrons.find_card(by, home, card, through)


def test_what_cannot_be_a_card_is_no_wrong_card(patrons: PatronService, ground: Ground) -> None:
    home = queries.institutions(ground.library.home_institution)[0].id
    for _ in range(12):
        with pytest.raises(Refusal, match=r"patron\.last_six"):
            patrons.find_card(rules.VISITOR, home, Card("22012345", "赵一鸣", "12"))


def test_a_visitor_cannot_ask_all_day_whose_address_is_known(
    patrons: PatronService, profile: Callable[..., Profile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "A_CLIENT", 10)
    patrons.register_form(rules.VISITOR, "off_campus", profile())
    codes = []
    for number in range(11):
        with pytest.raises(Refusal) as refused:
            patrons.register_form(rules.VISITOR, "off_campus", profile(number=f"other{number}"), "phone:x")
        codes.append(refused.value.code)
    assert codes == ["patron.email_taken"] * 10 + ["sign_in.wait"]
