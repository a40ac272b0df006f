"""What cannot be merged, and which of two records is proposed to be kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ill_desktop.counter.merging import MergeService, keeper
from ill_desktop.ground import Ground
from ill_desktop.patrons import queries
from ill_desktop.patrons.rules import Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor
from tests.db.till import refused

Approved = Callable[..., int]
WHY = "同一位读者"


@pytest.fixture
def merging(ground: Ground) -> MergeService:
    return MergeService(ground)


def test_what_cannot_be_merged(
    merging: MergeService,
    patrons: PatronService,
    reviewer: Actor,
    approved: Approved,
    patron: int,
    duplicate: int,
) -> None:
    third = approved(number="third", email="third@b.cn")

    def code(one: int, other: int) -> str:
        return refused(lambda: merging.merge(reviewer, one, other, WHY)).code

    assert code(patron, patron) == "patron.merge_self"
    assert code(patron, 999) == code(999, patron) == "patron.gone"
    assert refused(lambda: merging.unmerge(reviewer, patron, WHY)).code == "patron.not_merged"
    assert refused(lambda: merging.unmerge(reviewer, 999, WHY)).code == "patron.gone"
    merging.merge(reviewer, duplicate, patron, WHY)
    assert code(patron, duplicate) == "patron.merge_circle"
    assert code(duplicate, third) == "patron.merge_done"
    merging.merge(reviewer, patron, third, WHY)
    assert code(third, duplicate) == code(third, patron) == "patron.merge_circle"
    patrons.expire(reviewer, third)
    merging.unmerge(reviewer, patron, WHY)
    assert code(patron, third) == "patron.merge_ended"
    merging.merge(reviewer, third, patron, WHY)


def test_a_merge_loses_no_block_and_no_registry(
    merging: MergeService, patrons: PatronService, reviewer: Actor, patron: int, campus: int
) -> None:
    def code(one: int, other: int) -> str:
        return refused(lambda: merging.merge(reviewer, one, other, WHY)).code

    assert code(campus, patron) == "patron.merge_bound"
    patrons.block(reviewer, patron, "三本逾期")
    assert code(patron, campus) == "patron.merge_blocked"
    assert queries.follow(patron) == patron
    patrons.unblock(reviewer, patron)
    merging.merge(reviewer, patron, campus, WHY)
    assert queries.follow(patron) == campus


def test_which_record_is_proposed_to_be_kept(
    patrons: PatronService,
    reviewer: Actor,
    profile: Callable[..., Profile],
    patron: int,
    duplicate: int,
    campus: int,
) -> None:
    def kept(one: int, other: int) -> int:
        found = {keeper(queries.card(a), queries.card(b)).id for a, b in ((one, other), (other, one))}
        return found.pop() if len(found) == 1 else 0

    waiting = patrons.register_form(reviewer, "off_campus", profile(number="w1", email="w1@b.cn"))
    assert kept(patron, duplicate) == patron, "the older"
    assert kept(patron, campus) == campus, "the one of the registry"
    assert kept(duplicate, waiting) == duplicate, "the one that was reviewed"
    patrons.expire(reviewer, duplicate)
    assert kept(duplicate, waiting) == waiting, "the one that lives"
    patrons.block(reviewer, patron, "三本逾期")
    assert kept(patron, campus) == patron, "the block stays"
