"""Row by row: each person as stored, or everything that is wrong with the row."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.errors import Refusal
from ill_desktop.patrons import registry_file
from ill_desktop.patrons.registry_columns import Choices
from ill_desktop.patrons.registry_file import Person, sentence
from ill_desktop.patrons.registry_table import BATCH
from ill_desktop.words import LANGUAGES, load
from tests.unit.registry_samples import CHINESE, CLASSES, ENGLISH, checked, keyed, table, told

ZHAO = Person("22012345", "赵一鸣", "undergraduate", "计算机学院", "<12345X>", "2027-06-30")


@pytest.mark.parametrize(
    "heading", [CHINESE, ENGLISH, ENGLISH.upper(), "工号,姓名,读者类别,部门,末六位,有效期至\n"]
)
def test_a_row_as_it_is_stored(heading: str) -> None:
    file = checked(f"{heading} 22012345 ,赵一鸣,本科生,计算机学院,12345x,2027/6/30\n")
    assert file.problems == []
    assert file.people == [ZHAO]


@pytest.mark.parametrize("name", ["𠮷野", "王𨭎", "㛃", "Zoë Müller", "阿卜杜拉·买买提"])
def test_rare_names_survive_gb18030(name: str) -> None:
    file = checked(f"{CHINESE}1,{name},教职工,,123456,\n", "gb18030")
    assert [person.name for person in file.people] == [name]


def test_names_are_composed_and_numbers_in_capitals() -> None:
    file = checked(f"{CHINESE}b１２,Zoe\u0308,教职工,e\u0301,abc12x,\n")
    assert file.people[0][:5] == ("B12", "Zo\u00eb", "staff", "\u00e9", "<ABC12X>")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", None),
        ("2027-06-30", "2027-06-30"),
        ("2027年6月30日", "2027-06-30"),
        ("20270630", "2027-06-30"),
        ("2027/6/30 0:00", "2027-06-30"),
        ("2027-06-30T00:00:00", "2027-06-30"),
    ],
)
def test_days(typed: str, kept: str | None) -> None:
    assert checked(f"{CHINESE}1,赵一鸣,本科生,,123456,{typed}\n").people[0].valid_until == kept


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",赵一鸣,本科生,,123456,", "number", "missing"),
        ("学号,赵一鸣,本科生,,123456,", "number", "number"),
        ("2,,本科生,,123456,", "name", "missing"),
        ("2,赵\u202e一鸣,本科生,,123456,", "name", "name"),
        ("2," + "赵" * 65 + ",本科生,,123456,", "name", "name"),
        ("2,#N/A,本科生,,123456,", "name", "name"),
        ("2,赵一鸣,博士后,,123456,", "class", "class"),
        ("2,赵一鸣,,,123456,", "class", "missing"),
        ("2,赵一鸣,本科生," + "系" * 101 + ",123456,", "department", "department"),
        ("2,赵一鸣,本科生,#REF!,123456,", "department", "department"),
        ("2,赵一鸣,本科生,,12345,", "last_six", "last_six"),
        ("2,赵一鸣,本科生,,,", "last_six", "missing"),
        ("2,赵一鸣,本科生,,123456,明年", "valid_until", "valid_until"),
        ("2,赵一鸣,本科生,,123456,2027-02-30", "valid_until", "valid_until"),
        ("2,赵一鸣,本科生,,123456,2027111", "valid_until", "valid_until"),
        ("2,赵一鸣", "", "short"),
        ("2,赵一鸣,本科生,a,b,123456,2027-06-30", "", "long"),
        ("1,钱文,教职工,,654321,", "number", "twice"),
        ('2,"赵"一鸣,本科生,,123456,', "", "unreadable"),
    ],
)
def test_a_bad_row_is_named_by_line_and_column(row: str, column: str, code: str) -> None:
    file = checked(f"{CHINESE}1,孙悦,教职工,,123456,\n\n{row}\n")
    assert told(file) == [(4, column, code)]
    assert [person.number for person in file.people] == ["1"]
    assert (file.bad_rows, file.torn) == (1, False)


def test_everything_that_is_wrong_with_a_row_is_said_at_once() -> None:
    file = checked(f"{CHINESE}1,孙悦,教职工,,123456,\nx y,,博士后,#N/A,12,soon\n1,,博士后,x,123456,\n")
    assert told(file) == [
        *[(3, "number", "number"), (3, "name", "missing")],
        *[(3, column, column) for column in ("class", "department", "last_six", "valid_until")],
        *[(4, "name", "missing"), (4, "class", "class"), (4, "number", "twice")],
    ]
    assert file.problems[0].value == "x y"
    assert file.bad_rows == 2
    assert file.mentioned == {"", "1"}


def test_a_number_twice_names_the_line_it_stands_in_first() -> None:
    file = checked(f"{CHINESE}a1,孙悦,教职工,,123456,\nA1,孙悦,教职工,,123456,\n")
    assert (file.problems[0].facts, file.problems[0].value) == ({"number": "A1", "first": 2}, "A1")


def test_lines_torn_apart_leave_nobody_sure_who_is_missing() -> None:
    file = checked(f'{CHINESE}1,"孙悦,教职工,,123456,\n2,钱文,教职工,,123456,\n')
    assert (told(file), file.torn, file.people) == ([(2, "", "torn")], True, [])


def test_a_class_may_be_chosen_by_the_person() -> None:
    text = f"{CHINESE}1,孙悦,博士 后,,123456,\n2,孙悦,教职工,,123456,\n"
    assert [person.class_ for person in checked(text, 博士后="staff").people] == ["staff", "staff"]


def test_a_file_need_not_say_how_long() -> None:
    text = CHINESE.replace(",有效期", "") + "1,孙悦,教职工,,123456\n"
    file = checked(text)
    assert (file.with_until, file.people[0].valid_until) == (False, None)
    assert checked(CHINESE + "1,孙悦,教职工,,123456,\n").with_until


def test_columns_that_are_not_known_are_asked_for() -> None:
    with pytest.raises(Refusal) as refused:
        registry_file.check(table("a,b,c,d,e\n1,2,3,4,5\n"), Choices({"number": 0}), CLASSES, keyed)
    assert refused.value.code == "registry.columns"
    for language in LANGUAGES:
        assert "last six / 证件末六位" in load(language).refusal(refused.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence(language: str) -> None:
    words = load(language)
    bad = [
        "x y,\u202e,b,#N/A,1,x",
        "2",
        "3,a,b,c,d,e,f,g",
        "1,a,本科生,,123456,",
        ",,,,,x",
        '4,"a"b',
        '5,"孙悦',
        "6",
    ]
    file = checked(CHINESE + "1,孙悦,教职工,,123456,\n" + "\n".join(bad))
    assert all(sentence(problem, words) for problem in file.problems)
    prefix = "registry.problem."
    known = {key.removeprefix(prefix) for key in sorted(words.keys()) if key.startswith(prefix)}
    assert {problem.code for problem in file.problems} == known


def test_what_is_shown_of_a_cell_is_short_and_visible() -> None:
    hidden = "a\u202e" * 40
    file = checked(f"{CHINESE}1,{hidden},教职工,,123456,\n")
    assert file.problems[0].value == "a\N{REPLACEMENT CHARACTER}" * 20 + "…"


CELLS = (
    st.sampled_from(["1", "b2", " 22 ", "x y", "", "１", "2\n3", "a" * 33]),
    st.sampled_from(["赵一鸣", " Zoe\u0308 ", "", "\u202e", "#N/A", "a\nb", "赵" * 65, "\u0308x"]),
    st.sampled_from(["本科生", "GRADUATE", "staff ", "博士后", ""]),
    st.sampled_from(["计算机学院", "", " e\u0301", "系" * 101, "#REF!"]),
    st.sampled_from(["123456", "12345x", "１２３４５６", " 123456", "12345", "", "1234\n6"]),
    st.sampled_from(["", "2027-06-30", "2027年6月30日", "20270631", "soon"]),
)


@given(st.lists(st.tuples(*CELLS), min_size=1, max_size=5))
def test_many_at_once_are_judged_as_one_by_one(rows: list[tuple[str, ...]]) -> None:
    rules = registry_file._Rules({"本科生": "undergraduate", "graduate": "graduate", "staff": "staff"}, keyed)
    single = [rules.each(line, cells) for line, cells in enumerate(rows)]
    together = rules.all([list(column) for column in zip(*rows, strict=True)])
    if any(faults for _person, faults in single):
        assert together == []
    elif all(cells[at].strip() == cells[at] and cells[at].isascii() for cells in rows for at in (0, 4)):
        assert together == [person for person, _faults in single]
    else:  # cells that want folding are taken one by one
        assert together == []


def test_thousands_of_rows_with_a_few_bad_ones() -> None:
    """More than one batch; whatever is bad is found wherever it stands."""
    chance = random.Random(3)
    lines = [f"{n},赵{n % 7},本科生,学院{n % 9},{n:06d},2027-06-30" for n in range(3 * BATCH)]
    bad = sorted(chance.sample(range(3 * BATCH), 6))
    for at in bad[:3]:
        lines[at] = lines[at].replace("本科生", "博士后")
    for at in bad[3:]:
        lines[at] = lines[0]
    file = checked(CHINESE + "\n".join(lines) + "\n")
    assert [problem.line for problem in file.problems] == [at + 2 for at in bad]
    assert len(file.people) == 3 * BATCH - 6
    assert len({person.number for person in file.people}) == len(file.people)


def test_a_number_twice_thousands_of_lines_apart() -> None:
    lines = [f"{n},赵,本科生,,123456," for n in range(2 * BATCH)]
    lines[-1] = lines[0]
    file = checked(CHINESE + "\n".join(lines))
    assert [(problem.line, problem.facts["first"]) for problem in file.problems] == [(2 * BATCH + 1, 2)]
