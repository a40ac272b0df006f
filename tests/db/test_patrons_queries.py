"""Lists, search, review queue and look-alikes on a real database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import institutions, queries, record, rules, setup
from ill_desktop.patrons.queries import Filter
from ill_desktop.patrons.rules import Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor

MakeProfile = Callable[..., Profile]
Approved = Callable[..., int]


@pytest.fixture
def many(ground: Ground) -> list[int]:
    """250 readers, put there directly: what a list needs, without 250 password hashes."""
    with connection.transaction():
        for number in range(1, 251):
            state = "approved" if number % 2 else "pending_review"
            connection.execute(
                "INSERT INTO patron (id, number, road, institution_id, class, name, pinyin, initials, sex, "
                "email, mobile, unit, password_hash, language, state, submitted_at, review_due) VALUES "
                "(?1, 'n' || ?1, 'off_campus', 1, 'off_campus', ?2, '', '', 'x', 'e' || ?1 || '@b.cn', "
                "'+8613900000000', '', '', 'en', ?3, ?4, '2026-11-20')",
                (number, "王伟" if number % 50 == 0 else "李娜", state, ground.now),
            )
            record.index(number)
    return list(range(250, 0, -1))


def test_pages_hold_everybody_once_newest_first(many: list[int]) -> None:
    seen: list[int] = []
    after = None
    while page := queries.page(after=after, limit=100):
        assert not set(seen) & {row.id for row in page}
        seen += [row.id for row in page]
        after = page[-1].id
    assert seen == many
    assert queries.count() == 250


@pytest.mark.parametrize(
    ("filter", "text", "ids"),
    [
        (Filter(), "王伟", [250, 200, 150, 100, 50]),
        (Filter(state="approved"), "王伟", []),
        (Filter(state="pending_review"), "wangwei", [250, 200, 150, 100, 50]),
        (Filter(class_="staff"), "", []),
        (Filter(), "n249", [249]),
        (Filter(), "n24", [249, 248, 247, 246, 245, 244, 243, 242, 241, 240, 24]),
    ],
)
def test_filters_and_text(many: list[int], filter: Filter, text: str, ids: list[int]) -> None:
    assert [row.id for row in queries.page(filter, text)] == ids
    assert queries.count(filter, text) == len(ids)


def test_an_exact_number_comes_first(many: list[int]) -> None:
    assert queries.find("N2")[0].id == 2
    assert len(queries.find("n2")) == 20


@pytest.mark.parametrize(
    "text",
    ["竑", "竑宇", "陈竑宇", "chenhongyu", "hongyu", "chy", "chenhy", "139 5710 2231", "+86 139-5710-2231",
     "2231", "chy@126.com", "水利", "chenhy88 陈"],
)  # fmt: skip
def test_a_reader_is_found(approved: Approved, text: str) -> None:
    patron_id = approved()
    assert [row.id for row in queries.find(text)] == [patron_id]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "不存在",
        "\0",
        '"',
        "'; DROP TABLE patron",
        "* OR *",
        "\ud800",
        "x" * 100_000,
        "竑 NOT 陈",
        "😀",
    ],
)
def test_strange_searches_find_nobody(approved: Approved, text: str) -> None:
    approved()
    assert queries.find(text) == []
    assert queries.count(text="\0" + text) in (0, 1)


@pytest.mark.usefixtures("ground")
def test_nobody_has_no_card() -> None:
    with pytest.raises(Refusal, match=r"patron\.gone"):
        queries.card(1)


def test_a_merged_record_leads_to_the_other(approved: Approved) -> None:
    one, other = approved(), approved(number="b2", email="b@b.cn", name="陈宏宇")
    connection.execute("UPDATE patron SET merged_into = ? WHERE id = ?", (one, other))
    assert queries.follow(other) == one
    assert queries.card(other).id == one
    assert [row.id for row in queries.page()] == [one]
    assert [row.id for row in queries.find("陈宏宇")] == [one]
    assert queries.by_number("b2") == one
    assert len(queries.events(one)) == 4


# Review


def test_the_queue_has_the_longest_due_first_with_lateness(
    ground: Ground, patrons: PatronService, profile: MakeProfile, clock: FixedClock
) -> None:
    first = patrons.register_form(rules.VISITOR, "off_campus", profile())  # Saturday, due on Monday
    clock.advance(days=2)
    second = patrons.register_form(rules.VISITOR, "off_campus", profile(number="b", email="b@b.cn"))
    rows = queries.review_queue(ground)
    assert [(row.id, row.due.isoformat(), row.late, row.overdue) for row in rows] == [
        (first, "2026-11-23", 0, False),
        (second, "2026-11-24", 0, False),
    ]
    assert queries.review_counts(ground) == (2, 0)
    clock.advance(days=2)  # Wednesday
    assert [(row.late, row.overdue) for row in queries.review_queue(ground)] == [(2, True), (1, True)]
    assert queries.review_counts(ground) == (2, 2)


def test_what_was_reviewed_leaves_the_queue(ground: Ground, approved: Approved) -> None:
    approved()
    assert queries.review_queue(ground) == []
    assert queries.review_counts(ground) == (0, 0)


def test_completed_information_is_due_anew(
    ground: Ground, patrons: PatronService, profile: MakeProfile, clock: FixedClock, reviewer: Actor
) -> None:
    patron_id = patrons.register_form(reviewer, "off_campus", profile())
    patrons.ask_for_more(reviewer, patron_id, "单位")
    clock.advance(days=10)
    patrons.complete_information(reviewer, patron_id, {"unit": "水利院"})
    assert [row.due.isoformat() for row in queries.review_queue(ground)] == ["2026-12-02"]


# Institutions


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(
    ("text", "first"),
    [("zjdx", "浙江大学"), ("ZJDX", "浙江大学"), ("浙江大学", "浙江大学"), ("绍兴 文理", "绍兴文理学院"),
     ("sxwl", "绍兴文理学院"), ("美术", "中国美术学院"), ("", "中国工程院")],
)  # fmt: skip
def test_institutions_are_found(text: str, first: str) -> None:
    assert queries.institutions(text)[0].name == first


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("text", ["xyz", "%", "_", "\0", "\ud800"])
def test_institutions_not_found(text: str) -> None:
    assert queries.institutions(text) == []


def test_only_the_marked_institution_is_automatic(ground: Ground) -> None:
    assert [each.name for each in queries.institutions() if each.automatic] == ["浙江大学"]
    assert len(queries.institutions()) == 18
    setup.plant(ground)
    assert len(queries.institutions()) == 18
    assert institutions.centres()[1] == "下沙分中心"
