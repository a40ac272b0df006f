"""What an import would change, against a plain model; and what a bound reader follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.patrons.registry_file import Person
from ill_desktop.patrons.registry_plan import Bound, Change, compare, passed_on

TODAY = "2026-11-21"
ZHAO = Person("1", "赵一鸣", "graduate", "农学院", "<a>", "2027-06-30")

PEOPLE = st.builds(
    Person,
    st.sampled_from("123456"),
    st.sampled_from(["赵", "钱"]),
    st.sampled_from(["staff", "graduate"]),
    st.sampled_from(["", "农学院"]),
    st.sampled_from(["<a>", "<b>"]),
    st.sampled_from([None, "2026-11-20", "2026-11-21", "2027-06-30"]),
)
BY_NUMBER = st.lists(PEOPLE, unique_by=lambda person: person.number)


@given(BY_NUMBER, BY_NUMBER, st.sets(st.sampled_from("123456789")), st.booleans())
def test_carried_out_the_plan_makes_the_registry_say_what_the_file_says(
    file: list[Person], registry: list[Person], mentioned: set[str], with_until: bool
) -> None:
    stored = {person.number: person for person in registry}
    mentioned -= {person.number for person in file}
    plan = compare(file, stored, TODAY, with_until=with_until, mentioned=mentioned)
    after = dict(stored)
    for person in map(Person._make, plan.added):
        assert person.number not in after
        after[person.number] = person
    for change in plan.changed:
        assert after[change.before.number] == change.before != change.after
        after[change.after.number] = change.after
    for person in file:
        before = stored.get(person.number)
        until = person.valid_until if with_until or before is None else before.valid_until
        assert after[person.number] == person._replace(valid_until=until)
    assert len(plan.added) + len(plan.changed) + plan.unchanged == len(file)
    in_file = {person.number for person in file} | mentioned
    assert set(plan.seen) <= in_file
    expected = [
        person
        for number, person in sorted(stored.items())
        if number not in in_file and (person.valid_until is None or person.valid_until >= TODAY)
    ]
    assert list(plan.leavers) == expected


def test_a_change_names_its_columns() -> None:
    after = ZHAO._replace(name="赵一", last_six="<b>", valid_until=None)
    assert Change(ZHAO, after).columns == ("name", "last_six", "valid_until")


def reader(**own: str | None) -> Bound:
    facts = {
        "id": 7,
        "name": ZHAO.name,
        "class_": ZHAO.class_,
        "unit": ZHAO.department,
        "last_six": ZHAO.last_six,
        "valid_until": ZHAO.valid_until,
    }
    return Bound(**{**facts, **own})  # type: ignore[arg-type]


EVERYTHING = Change(ZHAO, Person("1", "赵一", "staff", "文学院", "<b>", None))


def test_a_reader_follows_in_everything() -> None:
    assert passed_on(EVERYTHING, reader()) == {
        "name": "赵一",
        "valid_until": None,
        "class_": "staff",
        "unit": "文学院",
        "last_six": "<b>",
    }


@pytest.mark.parametrize(
    ("column", "own"),
    [("class_", "undergraduate"), ("unit", "图书馆"), ("last_six", "<c>"), ("last_six", None)],
)
def test_what_the_counter_knew_better_stays(column: str, own: str | None) -> None:
    assert column not in passed_on(EVERYTHING, reader(**{column: own}))


@pytest.mark.parametrize("column", ["name", "valid_until"])
def test_name_and_validity_are_always_the_registrys(column: str) -> None:
    assert column in passed_on(EVERYTHING, reader(**{column: "2026-01-01"}))


def test_who_follows_already_is_left_alone() -> None:
    new = EVERYTHING.after
    same = Bound(7, new.name, new.class_, new.department, new.last_six, new.valid_until)
    assert passed_on(EVERYTHING, same) == {}
