"""Who may be the same person stands beside a registration: by what is shared, then by the name alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.counter.merging import MergeService
from ill_desktop.ground import Ground
from ill_desktop.patrons import names, record
from ill_desktop.patrons.look_alikes import SIMILAR_AT_MOST, certain, look_alikes
from ill_desktop.patrons.rules import Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor

Approved = Callable[..., int]
BESIDE = {"number": "other", "email": "o@o.cn", "mobile": "13800138000", "unit": "别处"}


def seen(patron_id: int) -> list[tuple[int, tuple[str, ...]]]:
    return [(each.id, each.same) for each in look_alikes(patron_id)]


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"mobile": "13957102231", "name": "某人"}, ("mobile",)),
        ({"name": "陈竑宇", "last_six": "12345X"}, ("name_last_six",)),
        ({"name": "别人", "last_six": "12345X"}, None),
        ({"name": "陈竑宇"}, ("similar_name",)),
        ({"mobile": "13957102231", "name": "陈竑宇", "last_six": "12345x"}, ("mobile", "name_last_six")),
        ({"name": "陈宏宇"}, ("similar_name",)),  # sounds alike
        ({"name": "程洪雨"}, None),  # chenghongyu
        ({"name": "沉红雨"}, ("similar_name",)),  # every character another, the same sound
        ({"name": "陈宇竑"}, ("similar_name",)),  # changed places
        ({"name": "竑陈宇"}, ("similar_name",)),
        ({"name": "陈竑于宇"}, None),
        ({"name": "阵竑宇"}, ("similar_name",)),  # the surname is another
        ({"name": "陈竑雷"}, ("similar_name",)),
        ({"name": "陈大雷"}, None),
    ],
)
def test_look_alikes(approved: Approved, changes: dict[str, str], same: tuple[str, ...] | None) -> None:
    one = approved(last_six="12345x")
    other = approved(**{**BESIDE, "name": "某人", **changes})
    assert seen(one) == ([(other, same)] if same else [])
    assert seen(other) == ([(one, same)] if same else [])
    assert certain(one) == (same is not None and same != ("similar_name",))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Zoë·Müller", "Müller·Zoë", True),
        ("Zoë·Müller", "MULLER·zoe", True),
        ("Zoë·Müller", "Zoë·Möller", False),
        ("Jean·Luc·Picard", "Picard·Jean·Luc", True),
        ("阿卜杜拉·买买提", "阿卜杜拉·买卖提", True),
        ("王伟", "王玮", True),
        ("王伟", "王强", False),
        ("王伟", "伟王", True),
        ("김민수", "김민수", True),
    ],
)
def test_names_written_differently(approved: Approved, one: str, other: str, alike: bool) -> None:
    first = approved(name=one)
    second = approved(**{**BESIDE, "name": other})
    assert seen(second) == ([(first, ("similar_name",))] if alike else [])


def test_two_bound_cards_are_two_people(approved: Approved) -> None:
    one, other = approved(), approved(**{**BESIDE, "name": "陈宏宇"})
    connection.execute("UPDATE patron SET road = 'campus'")
    assert seen(one) == []
    connection.execute("UPDATE patron SET road = 'off_campus' WHERE id = ?", (other,))
    assert seen(one) == [(other, ("similar_name",))]


def test_an_ended_record_with_the_same_number_looks_alike(
    patrons: PatronService, approved: Approved, reviewer: Actor
) -> None:
    old = approved()
    patrons.expire(reviewer, old)
    new = approved()
    assert seen(new) == [(old, ("number", "mobile", "email"))]


def test_of_a_common_name_the_nearest_are_shown(ground: Ground, approved: Approved) -> None:
    me = approved(name="王伟", unit="水利系")
    with connection.transaction():
        for number in range(300):
            other, unit = 1000 + number, "水利系" if number == 7 else ""
            sound = names.of_person("王玮")
            connection.execute(
                "INSERT INTO patron (id, number, road, institution_id, class, name, pinyin, initials, sex, "
                "email, mobile, unit, password_hash, language, state, submitted_at, review_due) VALUES "
                "(?1, 'n' || ?1, 'campus', 1, 'staff', '王玮', ?2, ?3, 'x', 'e' || ?1 || '@b.cn', ?1, ?4, "
                "'', 'en', 'approved', ?5, '2026-11-20')",
                (other, sound.full, sound.initials, unit, ground.now),
            )
            record.index(other)
    # The newest 200 are looked at; of an older one in the same unit nothing is known.
    connection.execute("UPDATE patron SET unit = '水利系' WHERE id = 1150")
    found = look_alikes(me)
    assert [each.id for each in found] == [1150, 1299, 1298, 1297, 1296]
    assert len(found) == SIMILAR_AT_MOST


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"mobile": "13800138000"}, ("mobile",)),
        ({"number": "chy2"}, ("number",)),
        ({"email": "chy@163.com"}, ("email",)),
        ({"name": "陈大雷", "last_six": "12345X"}, ("name_last_six",)),
        ({"name": "陈大雪"}, ("similar_name",)),
        ({"mobile": "13800138000", "email": "chy@126.com"}, ("mobile", "email")),  # of both records
    ],
)
def test_what_a_merged_record_shares_speaks_for_the_kept_reader(
    patrons: PatronService,
    approved: Approved,
    reviewer: Actor,
    ground: Ground,
    changes: dict[str, str],
    same: tuple[str, ...],
) -> None:
    kept = approved(last_six="98765X")
    old = approved(number="chy2", email="chy@163.com", mobile="13800138000", name="陈大雷", last_six="12345X")
    MergeService(ground).merge(reviewer, old, kept, "同一位读者")
    patrons.expire(reviewer, kept)  # so that number and e-mail may come again
    new = approved(**{**BESIDE, "mobile": "13800138009", "name": "某某某", **changes})
    (found,) = look_alikes(new)
    assert (found.id, found.number, found.same) == (kept, "chenhy88", same)
    assert found.through == ("chy2",)
    assert seen(kept) == seen(old) == [(new, same)]
    assert certain(new) == certain(old) == (same != ("similar_name",))
    patrons.tell_apart(reviewer, new, kept)
    assert seen(new) == seen(kept) == []


def test_a_bulk_approval_leaves_who_shares_with_a_merged_record(
    patrons: PatronService,
    profile: Callable[..., Profile],
    reviewer: Actor,
    merge: Callable[[], None],
    patron: int,
) -> None:
    merge()
    new = patrons.register_form(reviewer, "off_campus", profile(**{**BESIDE, "name": "某人"}))
    (left,) = patrons.approve_many(reviewer, [new]).left
    assert (left[0], left[1].code, left[1].facts) == (new, "patron.look_alike", {"count": 1})


@pytest.mark.parametrize("name", ["", "'", "·", '"', "*", "\ud800", "[x]", "陈", "𠮷", "陈' OR 1"])
def test_a_name_from_a_strange_registry_breaks_nothing(approved: Approved, name: str) -> None:
    one = approved()
    connection.execute("UPDATE patron SET name = ?, pinyin = '' WHERE id = ?", (name, one))
    assert seen(one) == []


def test_nobody_looks_like_nobody(ground: Ground) -> None:
    assert look_alikes(99) == []
