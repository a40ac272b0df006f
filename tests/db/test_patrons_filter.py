"""The list of readers, narrowed by activation."""

from __future__ import annotations

from collections.abc import Callable

from db.tables import Patron
from ill_desktop.ground import Ground
from ill_desktop.patrons import queries
from ill_desktop.patrons.queries import Filter


def test_readers_who_have_yet_to_activate(ground: Ground, approved: Callable[..., int]) -> None:
    done = approved()
    waiting = approved(number="wang88", name="王晓彤", email="w@126.com")
    Patron.update(activated_at=ground.now).where(Patron.id == done).execute()
    for activated, expected in ((True, [done]), (False, [waiting]), (None, [waiting, done])):
        chosen = Filter(state="approved", activated=activated)
        assert [row.id for row in queries.page(chosen)] == expected
        assert queries.count(chosen) == len(expected)
