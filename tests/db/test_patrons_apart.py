"""Whoever has been looked at and found to be somebody else is not shown as a look-alike again."""

from __future__ import annotations

from collections.abc import Callable

from db import connection
from ill_desktop.patrons.look_alikes import look_alikes
from ill_desktop.patrons.rules import Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor
from tests.db.till import refused


def test_two_people_stay_two(
    patrons: PatronService, profile: Callable[..., Profile], reviewer: Actor, counter: Actor
) -> None:
    first = patrons.register_form(reviewer, "off_campus", profile(number="wanglei1", email="a@126.com"))
    second = patrons.register_form(reviewer, "off_campus", profile(number="wanglei2", email="b@126.com"))
    assert [each.id for each in look_alikes(second)] == [first]
    assert patrons.approve_many(reviewer, [second]).approved == ()
    assert refused(lambda: patrons.tell_apart(counter, first, second)).code == "not_permitted"
    for _ in range(2):
        patrons.tell_apart(reviewer, second, first)
    assert look_alikes(first) == look_alikes(second) == []
    kinds = "SELECT kind FROM patron_event WHERE patron_id = ? ORDER BY id DESC LIMIT 1"
    assert [connection.value(kinds, (each,)) for each in (first, second)] == ["tell_apart"] * 2
    patrons.tell_apart(reviewer, first, second, apart=False)
    assert [each.id for each in look_alikes(first)] == [second]
    patrons.tell_apart(reviewer, first, second)
    assert patrons.approve_many(reviewer, [second]).approved == (second,)
