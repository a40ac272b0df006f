"""A reader changes the password; a forgotten one is replaced at the counter."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.patrons import queries
from ill_desktop.patrons.rules import VISITOR
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor, reader
from tests.db.conftest import OTHER_PASSWORD, PASSWORD
from tests.db.till import refused

Act = Callable[[], None]
NEW = "wind5678"


def himself(patron_id: int) -> Actor:
    return reader(patron_id, "陈竑宇")


def opens(patrons: PatronService, login: str, password: str) -> bool:
    try:
        patrons.sign_in(login, password)
    except Refusal as refusal:
        assert refusal.code == "sign_in.wrong"
        return False
    return True


def test_a_reader_changes_his_own(patrons: PatronService, patron: int) -> None:
    patrons.change_password(himself(patron), patron, PASSWORD, NEW, NEW)
    assert opens(patrons, "chenhy88", NEW)
    assert not opens(patrons, "chenhy88", PASSWORD)
    event = queries.events(patron)[0]
    assert (event.kind, event.actor, event.facts) == ("password", "", {"proof": "password"})


def test_the_counter_sets_a_forgotten_one(patrons: PatronService, counter: Actor, patron: int) -> None:
    patrons.reset_password(counter, patron, NEW, NEW)
    assert opens(patrons, "chy@126.com", NEW)
    assert not opens(patrons, "chenhy88", PASSWORD)
    event = queries.events(patron)[0]
    assert (event.kind, event.actor, event.facts) == ("password", "周敏", {"proof": "attested"})


def test_no_password_is_ever_written_down(patrons: PatronService, counter: Actor, patron: int) -> None:
    patrons.reset_password(counter, patron, NEW, NEW)
    patrons.change_password(himself(patron), patron, NEW, PASSWORD, PASSWORD)
    for table in ("patron", "patron_event", "audit", "sign_in_attempt", "outbox"):
        stored = json.dumps(connection.rows(lambda *row: row, f"SELECT * FROM {table}"), ensure_ascii=False)
        assert NEW not in stored
        assert PASSWORD not in stored
    actions = connection.rows(str, "SELECT action FROM audit WHERE action = 'patron.password'")
    assert len(actions) == 2


@pytest.mark.parametrize(
    ("new", "again", "wanted"),
    [
        ("abc", "abc", [("password.length", "password")]),
        ("with-signs1", "with-signs1", [("password.letters_digits", "password")]),
        (NEW, NEW + "x", [("password.differs", "confirmation")]),
        ("abc", "other", [("password.length", "password"), ("password.differs", "confirmation")]),
    ],
)
def test_the_rule_of_the_library_judges(
    patrons: PatronService,
    counter: Actor,
    patron: int,
    new: str,
    again: str,
    wanted: list[tuple[str, str]],
) -> None:
    for act in (
        lambda: patrons.reset_password(counter, patron, new, again),
        lambda: patrons.change_password(himself(patron), patron, PASSWORD, new, again),
    ):
        told = refused(act)
        parts = told.parts if isinstance(told, Refusals) else (told,)
        assert [(part.code, part.field) for part in parts] == wanted
    assert opens(patrons, "chenhy88", PASSWORD)


def test_the_rule_is_that_of_the_readers_road(patrons: PatronService, counter: Actor, campus: int) -> None:
    patrons.reset_password(counter, campus, "with-signs1", "with-signs1")
    assert opens(patrons, "campus88", "with-signs1")


def test_a_wrong_old_one_is_said_and_makes_one_wait(
    patrons: PatronService, patron: int, clock: FixedClock
) -> None:
    for _ in range(5):
        told = refused(lambda: patrons.change_password(himself(patron), patron, "wrong\ud800", NEW, NEW))
        assert (told.code, told.field) == ("password.old", "old")
    told = refused(lambda: patrons.change_password(himself(patron), patron, PASSWORD, NEW, NEW))
    assert told.code == "sign_in.wait"
    assert opens(patrons, "chenhy88", PASSWORD), "nobody is locked out of signing in by it"
    clock.advance(minutes=6)
    patrons.change_password(himself(patron), patron, PASSWORD, NEW, NEW)


def test_who_may_not(patrons: PatronService, patron: int, duplicate: int) -> None:
    acts: list[Callable[[Actor], None]] = [
        lambda by: patrons.reset_password(by, patron, NEW, NEW),
        lambda by: patrons.change_password(by, patron, PASSWORD, NEW, NEW),
    ]
    for act, others in zip(acts, ((VISITOR, himself(patron)), (VISITOR, himself(duplicate))), strict=True):
        for by in others:
            assert refused(partial(act, by)).code == "not_permitted"
    assert opens(patrons, "chenhy88", PASSWORD)


def test_who_left_has_no_account_to_open(
    patrons: PatronService, counter: Actor, reviewer: Actor, patron: int
) -> None:
    patrons.withdraw(reviewer, patron)
    assert refused(lambda: patrons.reset_password(counter, patron, NEW, NEW)).code == "patron.moved_on"
    assert refused(lambda: patrons.reset_password(counter, 999, NEW, NEW)).code == "patron.gone"


def test_a_new_one_closes_every_door_of_the_reader(
    patrons: PatronService, counter: Actor, merge: Act, patron: int, duplicate: int
) -> None:
    """An old password that still opened a record merged into this one would open this one."""
    merge()
    patrons.change_password(himself(duplicate), patron, OTHER_PASSWORD, NEW, NEW)
    for login in ("chenhy88", "chy2"):
        assert opens(patrons, login, NEW)
        assert not opens(patrons, login, PASSWORD)
        assert not opens(patrons, login, OTHER_PASSWORD)
