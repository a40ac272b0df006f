"""Step 1: one answer and one price for whatever is wrong; who fails too often waits, never his neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import apsw
import pytest

from db import connection
from ill_desktop.activation.rules import Identity
from ill_desktop.activation.service import ActivationService
from ill_desktop.clock import FixedClock
from ill_desktop.ground import Ground
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff import throttle
from ill_desktop.staff.rules import Actor
from tests.db.visitor import IDENTITY, Visitor, refused


@pytest.fixture
def patron_id(approved: Callable[..., int]) -> int:
    return approved(last_six="12345X")


@pytest.fixture
def visitor(ground: Ground, patron_id: int) -> Visitor:
    return Visitor(ground)


@pytest.mark.parametrize(
    "changes",
    [{"name": "陈宏宇"}, {"number": "chenhy89"}, {"last_six": "123456"}, {"number": "", "name": ""}],
)
def test_one_answer_for_whatever_is_wrong(visitor: Visitor, changes: dict[str, Any]) -> None:
    visitor.start()
    assert refused(lambda: visitor.identify(replace(IDENTITY, **changes))) == "activation.identity"
    assert visitor.step == "identity"
    visitor.identify()


def test_known_and_unknown_people_cost_the_same_work(visitor: Visitor) -> None:
    """The same statements, whoever is asked for: an answer tells nothing by its time either."""

    def work(**changes: Any) -> list[str]:
        visitor.start()
        picture = visitor.read_picture()
        asked: list[str] = []
        database: apsw.Connection = connection.database.connection()
        database.exec_trace = lambda _cursor, sql, _bindings: asked.append(re.sub('".*"', "", sql)) or True
        try:
            assert refused(lambda: visitor.identify(replace(IDENTITY, **changes), picture)) == (
                "activation.identity"
            )
        finally:
            database.exec_trace = None
        return asked

    unknown = work(number="nobody1")
    assert unknown
    assert unknown == work(name="别人") == work(last_six="999999")


def test_a_reader_without_last_six_comes_to_the_desk(ground: Ground, approved: Callable[..., int]) -> None:
    approved()
    visitor = Visitor(ground).start()
    assert refused(visitor.identify) == "activation.identity"


def test_another_readers_qr_is_a_wrong_identity(
    visitor: Visitor, approved: Callable[..., int], activation: ActivationService, admin: Actor
) -> None:
    other = approved(number="other1", email="other@126.com", name="王明", last_six="654321")
    token = activation.issue_token(admin, other, "screen").token
    visitor.way = "qr"
    visitor.start(token)
    assert refused(visitor.identify) == "activation.identity"
    assert activation.find_token(f"ILLA:{token}") == other


def test_who_has_proved_it_hears_why_not(
    visitor: Visitor, patrons: PatronService, reviewer: Actor, patron_id: int
) -> None:
    patrons.block(reviewer, patron_id, "理由")
    visitor.start()
    assert refused(visitor.identify) == "activation.not_approved"
    patrons.unblock(reviewer, patron_id)
    visitor.to_terms().agree()
    visitor.start()
    assert refused(visitor.identify) == "activation.done_already"


def test_a_reader_blocked_on_the_way_is_not_activated(
    visitor: Visitor, patrons: PatronService, reviewer: Actor, patron_id: int
) -> None:
    visitor.to_terms()
    patrons.block(reviewer, patron_id, "理由")
    assert refused(visitor.agree) == "activation.not_approved"
    patrons.unblock(reviewer, patron_id)
    assert visitor.agree()


def test_ten_wrong_identities_of_a_number_make_it_wait_there_and_nothing_else(
    ground: Ground, visitor: Visitor, approved: Callable[..., int], clock: FixedClock
) -> None:
    approved(number="other1", email="other@126.com", name="王明", last_six="654321")
    guess = replace(IDENTITY, last_six="000000")
    for _ in range(10):
        visitor.start()
        assert refused(lambda: visitor.identify(guess)) == "activation.identity"
        clock.advance(minutes=1)
    visitor.start()
    assert refused(visitor.identify) == "sign_in.wait", "a new visit is the same client"
    slanted = replace(IDENTITY, number=" ＣｈｅｎＨＹ88 ")
    assert refused(lambda: visitor.identify(slanted)) == "sign_in.wait", "however it is typed"
    Visitor(ground, client="phone:192.0.2.8").start().identify()  # the reader himself is not locked out
    Visitor(ground).start().identify(Identity("王明", "other1", "654321"))  # nor is who sits beside him
    clock.advance(minutes=51)
    visitor.identify()


def test_going_through_numbers_ends_at_the_clients_wall(ground: Ground, visitor: Visitor) -> None:
    assert throttle.A_CLIENT == 100
    for number in range(100):
        visitor.start()
        guess = replace(IDENTITY, number=f"x{number}")
        assert refused(lambda who=guess: visitor.identify(who)) == "activation.identity"
        if number == 50:
            visitor.start().identify()  # being somebody clears no count
    visitor.start()
    assert refused(visitor.identify) == "sign_in.wait"
    Visitor(ground, client="phone:192.0.2.8").start().identify()


def test_one_client_keeps_so_many_visits_open_and_no_more(
    ground: Ground, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ill_desktop.activation.rules.VISITS_A_CLIENT", 3)
    kept = Visitor(ground).start()
    kept.identify()
    other = Visitor(ground, client="phone:192.0.2.8").start()
    for _ in range(10):
        visitor.start()
    assert connection.value("SELECT COUNT(*) FROM activation_visit") == 1 + 1 + 4
    assert (kept.step, other.step) == ("contact", "identity")


# The picture


def test_a_picture_is_a_png_and_good_for_one_try(visitor: Visitor) -> None:
    visitor.start()
    assert visitor.service.picture(visitor.secret).startswith(b"\x89PNG")
    text = visitor.read_picture()
    assert refused(lambda: visitor.identify(replace(IDENTITY, number="x"), text)) == "activation.identity"
    assert refused(lambda: visitor.identify(picture=text)) == "activation.picture"
    fresh = visitor.read_picture()
    visitor.identify(picture=f" {fresh[:2].lower()} {fresh[2:]}")


def test_an_older_picture_is_no_longer_good(visitor: Visitor) -> None:
    visitor.start()
    old, new = visitor.read_picture(), visitor.read_picture()
    if old != new:
        assert refused(lambda: visitor.identify(picture=old)) == "activation.picture"
    assert refused(lambda: visitor.identify(picture="")) == "activation.picture"


def test_five_wrong_pictures_end_the_visit_and_nobody_waits(visitor: Visitor) -> None:
    visitor.start()
    for _ in range(4):
        assert refused(lambda: visitor.identify(picture="0000")) == "activation.picture"
    assert refused(lambda: visitor.identify(picture="0000")) == "activation.pictures"
    assert visitor.step is None
    assert refused(lambda: visitor.identify(picture="")) == "activation.visit_over"
    visitor.start().identify()


def test_without_the_picture_nothing_is_learnt_of_a_person(visitor: Visitor) -> None:
    visitor.start()
    for identity in (IDENTITY, replace(IDENTITY, number="nobody")):
        assert refused(lambda who=identity: visitor.identify(who, "0000")) == "activation.picture"
