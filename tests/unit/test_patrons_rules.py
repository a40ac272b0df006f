"""The registration's state table, its roads, and what a form says beside which field."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop import library
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.patrons import rules
from ill_desktop.patrons.rules import Card, Profile

ZJU = library.profile("zju")
EXAMPLE = library.profile("example")

GOOD = Profile(
    institution_id=1,
    number="chenhy88",
    name="陈竑宇",
    sex="m",
    email="chy@126.com",
    mobile="13957102231",
    unit="杭州水利设计院",
    last_six="12345x",
    class_="graduate",
    password="rain1234",
    confirmation="rain1234",
)


# The table is that of the specification, arrow by arrow.
ARROWS = {
    ("pending_review", "approved"),
    ("pending_review", "needs_information"),
    ("pending_review", "rejected"),
    ("needs_information", "pending_review"),
    ("needs_information", "withdrawn"),
    ("approved", "blocked"),
    ("blocked", "approved"),
    ("approved", "expired"),
    ("approved", "withdrawn"),
    ("rejected", "pending_review"),
}


def test_transitions_are_those_of_the_specification() -> None:
    assert {(start, end) for start, ends in rules.TRANSITIONS.items() for end in ends} == ARROWS


def test_every_arrow_is_exactly_one_action() -> None:
    walked = [(start, step.to) for step in rules.ACTIONS.values() for start in step.starts]
    assert sorted(walked) == sorted(ARROWS)


def test_every_state_can_be_reached_and_is_known() -> None:
    reached, edge = {rules.FIRST}, [rules.FIRST]
    while edge:
        for state in rules.TRANSITIONS[edge.pop()] - reached:
            reached.add(state)
            edge.append(state)
    assert reached == set(rules.TRANSITIONS)
    assert set(rules.LIVE) | {"rejected", "expired", "withdrawn"} == set(rules.TRANSITIONS)


def test_an_ended_registration_leads_nowhere() -> None:
    assert {state for state, ends in rules.TRANSITIONS.items() if not ends} == {"expired", "withdrawn"}
    assert "withdrawn" not in rules.MAY_SIGN_IN


@pytest.mark.parametrize(
    ("automatic", "roads"), [(True, ("campus", "off_campus")), (False, ("campus_form", "off_campus"))]
)
def test_a_card_is_bound_where_that_is_automatic(automatic: bool, roads: tuple[str, ...]) -> None:
    assert rules.roads(automatic) == roads


@pytest.mark.parametrize("road", rules.ROADS)
def test_a_good_profile_passes_on_each_road(road: str) -> None:
    password = "a longer one" if road != "off_campus" else "rain1234"
    profile = replace(GOOD, number="22012345", password=password, confirmation=password)
    kept, problems = rules.check_profile(profile, road, ZJU)
    assert problems == []
    assert kept.mobile == "+8613957102231"
    assert kept.class_ == ("off_campus" if road == "off_campus" else "graduate")


BAD_FIELDS = [
    ("off_campus", "name", "陈 竑宇", "patron.name_space", "name"),
    ("off_campus", "name", "陈_竑宇", "patron.name_symbol", "name"),
    ("campus_form", "name", "", "patron.name", "name"),
    ("off_campus", "number", "chy@126.com", "patron.account_email", "number"),
    ("off_campus", "number", "chen hy", "patron.account", "number"),
    ("campus_form", "number", "学号", "patron.number", "number"),
    ("off_campus", "last_six", "123", "patron.last_six", "last_six"),
    ("campus_form", "last_six", "", "patron.last_six", "last_six"),
    ("campus_form", "class_", "", "patron.choice", "class"),
    ("campus", "sex", "", "patron.choice", "sex"),
    ("campus", "email", "nobody", "patron.email", "email"),
    ("campus", "mobile", "0571-87951633", "patron.mobile", "mobile"),
    ("campus", "unit", "x" * 101, "patron.unit", "unit"),
    ("campus", "language", "fr", "patron.choice", "language"),
    ("off_campus", "password", "rain12345678z", "password.length", "password"),
    ("campus", "password", "rain123", "password.length", "password"),
]


@pytest.mark.parametrize(("road", "name", "text", "code", "field"), BAD_FIELDS)
def test_a_bad_field_is_said_beside_it(road: str, name: str, text: str, code: str, field: str) -> None:
    told = rules.check_field(name, text, road, ZJU)
    assert told is not None
    assert (told.code, told.field) == (code, field)
    problems = rules.check_profile(replace(GOOD, **{name: text}), road, ZJU)[1]  # type: ignore[arg-type]
    assert (code, field) in [(problem.code, problem.field) for problem in problems]


def test_a_field_the_road_does_not_ask_is_not_judged() -> None:
    assert rules.check_field("name", "", "campus", ZJU) is None
    assert rules.check_field("email", "chy@126.com", "campus", ZJU) is None
    assert rules.check_field("last_six", "", "off_campus", ZJU) is None


def test_several_bad_fields_come_in_the_order_of_the_form() -> None:
    bad = replace(GOOD, number="a b", name="", sex="?", email="", mobile="", password="x", confirmation="y")
    problems = rules.check_profile(bad, "off_campus", ZJU)[1]
    fields = [problem.field for problem in problems]
    assert fields == ["number", "name", "sex", "email", "mobile", "password", "confirmation"]


def test_a_neutral_library_lets_a_name_be_written_with_spaces() -> None:
    assert rules.check_field("name", "J. O'Brien-Smith", "off_campus", EXAMPLE) is None
    assert rules.check_field("name", "J. O'Brien-Smith", "off_campus", ZJU) is not None


def test_corrections_keep_the_bound_name() -> None:
    kept, problems = rules.check_corrections({"name": "别名", "unit": " 农学院 "}, "campus", ZJU)
    assert kept == {"unit": "农学院"}
    assert [(problem.code, problem.field) for problem in problems] == [("patron.name_bound", "name")]


def test_corrections_by_form_are_checked_like_the_form() -> None:
    kept, problems = rules.check_corrections({"name": "阿卜杜拉•买买提", "email": "x"}, "off_campus", ZJU)
    assert kept == {"name": "阿卜杜拉·买买提"}
    assert [problem.code for problem in problems] == ["patron.email"]


def test_an_empty_last_six_corrects_nothing() -> None:
    problems = rules.check_corrections({"last_six": ""}, "off_campus", ZJU)[1]
    assert [problem.code for problem in problems] == ["patron.last_six"]


@pytest.mark.parametrize("name", ["number", "password", "state", "institution_id"])
def test_only_what_may_be_corrected_is_taken(name: str) -> None:
    with pytest.raises(KeyError):
        rules.check_corrections({name: "x"}, "off_campus", ZJU)


def test_contact_says_both_fields_at_once() -> None:
    with pytest.raises(Refusals) as told:
        rules.contact("nobody", "12", ZJU)
    assert [part.field for part in told.value.parts] == ["email", "mobile"]
    assert rules.contact("Chy@126.COM", "+49 151 23456789", ZJU) == ("Chy@126.com", "+4915123456789")


def test_a_card_is_looked_up_in_the_registry_s_spelling() -> None:
    assert rules.check_card(Card("２２０１ｔ", "赵一鸣", "12345x")) == Card("2201T", "赵一鸣", "12345X")


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (Card("", "赵一鸣", "123456"), "number"),
        (Card("2201", " ", "123456"), "name"),
        (Card("2201", "赵一鸣", "12 456"), "last_six"),
    ],
)
def test_what_cannot_stand_on_a_card_is_refused(card: Card, field: str) -> None:
    with pytest.raises(Refusal) as told:
        rules.check_card(card)
    assert told.value.field == field


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "a\0b", "a‮b", "\ud800"])
def test_a_reason_can_be_read(reason: str) -> None:
    with pytest.raises(Refusal, match="reason"):
        rules.check_reason(reason)


def test_a_reason_may_have_lines() -> None:
    assert rules.check_reason(" 请补充\n工作单位 ") == "请补充\n工作单位"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zoë·Müller", "zoë müller", True),
        ("阿卜杜拉·买买提", "阿卜杜拉•买买提", True),
        ("陈竑宇", "陈 竑宇", True),
        ("陈竑宇", "陈弘宇", False),
        ("Zoë", "Zoe", False),
    ],
)
def test_one_name_spelled_twice(one: str, other: str, same: bool) -> None:
    assert rules.same_person(one, other) is same


def test_secrets_are_not_in_what_a_log_would_show() -> None:
    shown = repr(GOOD) + repr(Card("1", "n", "12345x"))
    assert "rain1234" not in shown
    assert "12345x" not in shown


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.sampled_from(rules.ROADS))
def test_any_text_is_stored_or_refused(one: str, two: str, three: str, road: str) -> None:
    profile = Profile(1, one, two, three, one, two, three, one, two, three, one, two)
    kept, problems = rules.check_profile(profile, road, ZJU)
    assert all(problem.field for problem in problems)
    assert "email" in {problem.field for problem in problems} or "@" in kept.email


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("陈竑宇", "陈竑宇", True),
        ("陈竑宇", "陈宏宇", True),
        ("陈竑宇", "陈宇竑", True),
        ("陈竑宇", "宇竑陈", True),
        ("陈竑宇", "竑宇陈", False),
        ("陈竑宇", "程宏宇", False),
        ("陈竑宇", "陈竑", False),
        ("王伟", "王强", False),
        ("王伟", "伟王", True),
        ("Zoë·Müller", "muller zoe", True),
        ("Zoë·Müller", "Zoe·Muller·Jr", False),
        ("Anna", "Anne", False),
        ("阿卜杜拉·买买提", "阿卜杜拉买买提", True),
        ("", "", True),
        ("", "陈", False),
    ],
)
def test_names_that_may_be_one(one: str, other: str, alike: bool) -> None:
    assert rules.similar_names(one, other) is alike
    assert rules.similar_names(other, one) is alike


@given(st.text("陈程竑宏宇雨", min_size=3, max_size=4), st.data())
def test_one_slip_or_one_swap_is_similar(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    assert rules.similar_names(name, f"{name[:place]}雷{name[place + 1 :]}")
    other = data.draw(st.integers(0, len(name) - 1))
    signs = list(name)
    signs[place], signs[other] = signs[other], signs[place]
    assert rules.similar_names(name, "".join(signs))


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert rules.similar_names(one, one)
    assert rules.similar_names(one, other) == rules.similar_names(other, one)


def test_a_block_may_end_today_or_never() -> None:
    today = dt.date(2026, 11, 21)
    rules.check_until(None, today)
    rules.check_until(today, today)
    with pytest.raises(Refusal, match=r"patron\.until"):
        rules.check_until(today - dt.timedelta(days=1), today)


@pytest.mark.parametrize(
    ("proof", "himself", "good"),
    [
        ("attested", False, True),
        ("attested", True, False),
        ("code", False, True),
        ("code", True, True),
        ("email", True, True),
        ("", False, False),
        ("word of honour", True, False),
    ],
)
def test_a_change_of_contact_is_proved(proof: str, himself: bool, good: bool) -> None:
    if good:
        rules.check_proof(proof, himself)
    else:
        with pytest.raises(ValueError, match=proof or None):
            rules.check_proof(proof, himself)


FORM, BOUND = "off_campus", "campus"


@pytest.mark.parametrize(
    ("ids", "gone", "stays", "code"),
    [
        ((1, 2, 2), ("approved", FORM), ("approved", FORM), None),
        ((1, 2, 3), ("pending_review", FORM), ("blocked", FORM), None),
        ((1, 2, 2), ("blocked", FORM), ("blocked", BOUND), None),
        ((1, 2, 2), ("approved", BOUND), ("pending_review", BOUND), None),
        ((1, 2, 2), ("expired", BOUND), ("rejected", FORM), None),  # who studied here comes back from outside
        ((1, 2, None), ("expired", FORM), ("withdrawn", FORM), None),
        ((1, 1, 1), ("approved", FORM), ("approved", FORM), "patron.merge_self"),
        ((1, 2, 1), ("approved", FORM), ("approved", FORM), "patron.merge_circle"),
        ((1, 2, 2), ("needs_information", FORM), ("expired", FORM), "patron.merge_ended"),
        ((1, 2, 2), ("blocked", BOUND), ("withdrawn", FORM), "patron.merge_ended"),
        ((1, 2, 2), ("blocked", FORM), ("approved", BOUND), "patron.merge_blocked"),
        ((1, 2, 2), ("approved", BOUND), ("approved", FORM), "patron.merge_bound"),
        ((1, 2, 2), ("blocked", BOUND), ("blocked", "campus_form"), "patron.merge_bound"),
    ],
)
def test_who_can_become_an_alias(
    ids: tuple[int, int, int | None], gone: tuple[str, str], stays: tuple[str, str], code: str | None
) -> None:
    which = rules.Standing(*gone), rules.Standing(*stays)
    if code is None:
        rules.check_merge(*ids, which)
        return
    with pytest.raises(Refusal) as told:
        rules.check_merge(*ids, which)
    assert told.value.code == code


@pytest.mark.parametrize("gone", list(product(rules.TRANSITIONS, rules.ROADS)))
def test_no_merge_loses_an_account_a_block_or_the_registry(gone: tuple[str, str]) -> None:
    for stays in product(rules.TRANSITIONS, rules.ROADS):
        lost = gone[0] in rules.LIVE and (
            stays[0] not in rules.LIVE
            or (gone[0] == "blocked" and stays[0] != "blocked")
            or (gone[1] == "campus" and stays[1] != "campus")
        )
        try:
            rules.check_merge(1, 2, 2, (rules.Standing(*gone), rules.Standing(*stays)))
        except Refusal:
            assert lost, stays
        else:
            assert not lost, stays


@pytest.mark.parametrize(
    ("state", "loans", "owed", "why"),
    [
        ("approved", 0, 0, ()),
        ("approved", 1, 0, ("loan",)),
        ("approved", 0, 180, ("debt",)),
        ("blocked", 2, 180, ("blocked", "loan", "debt")),
    ],
)
def test_who_cannot_expire_yet(state: str, loans: int, owed: int, why: tuple[str, ...]) -> None:
    assert rules.holds(state, loans, owed) == why


@pytest.mark.parametrize(
    ("new", "again", "codes"),
    [
        ("wind5678", "wind5678", []),
        ("wind5678", "wind567", ["password.differs"]),
        ("abc", "abc", ["password.length"]),
        ("wind-5678", "", ["password.letters_digits", "password.differs"]),
    ],
)
def test_a_new_password(new: str, again: str, codes: list[str]) -> None:
    found = rules.check_password(new, again, ZJU.password_rule(True))
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("new", "again", "problems"),
    [
        ("rain1234", "rain1234", []),
        ("rain1234", "rain1235", [("password.differs", "confirmation")]),
        ("x", "x", [("password.length", "password")]),
        ("x", "y", [("password.length", "password"), ("password.differs", "confirmation")]),
    ],
)
def test_what_speaks_against_a_new_password(new: str, again: str, problems: list[tuple[str, str]]) -> None:
    found = rules.check_password(new, again, ZJU.password_rule(False))
    assert [(each.code, each.field) for each in found] == problems
