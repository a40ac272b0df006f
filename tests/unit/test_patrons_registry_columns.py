"""Which column is which: by its heading, by a person, by what was chosen last time."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.patrons import registry_columns as columns
from ill_desktop.patrons.registry_columns import COLUMNS, Choices
from tests.unit.registry_samples import CLASSES, HEADINGS

CODES = columns.class_codes(CLASSES)


def test_no_heading_means_two_columns() -> None:
    every = [title for titles in columns.HEADINGS.values() for title in titles.split("|")]
    assert len(set(every)) == len(every)
    assert all(columns.folded(title) == title for title in every)
    assert tuple(columns.HEADINGS) == COLUMNS


@pytest.mark.parametrize(
    ("title", "column"),
    [
        *[("学号", "number"), (" 学 号*", "number"), ("学号*", "number"), ("ＮＵＭＢＥＲ", "number")],
        *[("Student  No", "number"), ("last_six", "last_six"), ("LAST SIX:", "last_six")],
        *[("姓名：", "name"), ("有效期至", "valid_until"), ("备注", None), ("", None)],
    ],
)
def test_headings_are_recognised_however_they_are_typed(title: str, column: str | None) -> None:
    assert columns.recognised([title]) == ({column: 0} if column else {})


def test_what_two_headings_claim_is_left_to_the_person() -> None:
    found = columns.recognised(["学号", "工号", "姓名", "类别"])
    assert found == {"name": 2, "class": 3}
    assert Choices(found).missing == ("number", "department", "last_six")


def test_the_order_of_columns_does_not_matter() -> None:
    assert columns.recognised(HEADINGS[::-1]) == {column: 5 - at for at, column in enumerate(COLUMNS)}


def test_samples_are_the_first_different_values() -> None:
    assert columns.samples(["", " a", "a ", "b", "", "c", "d"]) == ("a", "b", "c")
    assert columns.samples(["", " "]) == ()


def test_classes_have_code_and_names() -> None:
    for text in ("graduate", "GRADUATE", "研究生", "Graduate student", " graduate  student"):
        assert CODES[columns.folded(text)] == "graduate"


def test_unknown_classes_by_frequency() -> None:
    texts = {"本科生": 5, "博士后": 2, "访问学者": 9, "": 3, "PostDoc": 1, "postdoc ": 1}
    assert columns.unknown_classes(texts, CODES) == [("访问学者", 9), ("PostDoc", 2), ("博士后", 2)]
    assert columns.unknown_classes(texts, CODES | {"postdoc": "staff"}) == [("访问学者", 9), ("博士后", 2)]


def test_files_with_the_same_headings_are_of_one_kind() -> None:
    assert columns.kind_of(["A", "b "]) == columns.kind_of(["B", "a"])
    assert columns.kind_of(["A", "b"]) != columns.kind_of(["A", "b", "c"])


ODD = ["XH", "XM", "XH", "LB", "YX", ""]
CHOSEN = Choices({"number": 2, "name": 1, "class": 3, "department": 4, "last_six": 5}, {"博士后": "staff"})


def recalled(headings: list[str]) -> Choices:
    memory = json.loads(json.dumps(columns.to_memory(ODD, CHOSEN)))
    return columns.from_memory(memory, headings, CLASSES)


def test_what_was_chosen_is_remembered() -> None:
    assert recalled(ODD) == CHOSEN


def test_moved_columns_are_found_by_their_heading_and_doubtful_ones_asked_again() -> None:
    moved = recalled(["", "LB", "XM", "YX", "XH", "XH"])
    assert moved.columns == {"name": 2, "class": 1, "department": 3, "last_six": 0}


def test_a_class_the_library_dropped_is_forgotten() -> None:
    memory = columns.to_memory(ODD, CHOSEN)
    assert columns.from_memory(memory, ODD, ["graduate"]).classes == {}


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "学号", ""]), min_size=6, max_size=9), st.randoms())
def test_memory_never_names_another_heading(headings: list[str], random: object) -> None:
    chosen = Choices({column: at for at, column in enumerate(COLUMNS)})
    memory = columns.to_memory(headings, chosen)
    shuffled = headings[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for column, place in columns.from_memory(memory, shuffled, CLASSES).columns.items():
        assert shuffled[place] == headings[chosen.columns[column]]


def test_a_person_names_columns_and_headings() -> None:
    assert columns.column_named("last-six") is None
    assert [columns.column_named(text) for text in ("last_six", "Last Six", "末六位", "x")] == [
        *("last_six", "last_six", "last_six", None),
    ]
    assert columns.place_of(["a", "b", "B "], "A") == 0
    assert columns.place_of(["a", "b", "B "], "b") is None
    assert columns.place_of(["a"], "c") is None
    assert columns.both(["number", "last_six"]) == "number / 学工号, last six / 证件末六位"
