"""A campus registry as a file: encodings, headings, and a report that names lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop import library
from ill_desktop.patrons.registry_file import Person, RegistryFile, read
from ill_desktop.words import LANGUAGES, load

CLASSES = library.profile("zju").classes
CHINESE = "学工号,姓名,类别,院系,证件末六位,有效期\n"
ENGLISH = "number,name,class,department,last six,valid until\n"
ZHAO = Person("22012345", "赵一鸣", "undergraduate", "计算机学院", "12345X", "2027-06-30")


def read_text(text: str, encoding: str = "utf-8") -> RegistryFile:
    return read(text.encode(encoding), CLASSES)


def told(file: RegistryFile) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in file.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "heading", [CHINESE, ENGLISH, ENGLISH.upper(), "学号,姓名,读者类别,部门,末六位,有效期至\n"]
)
def test_encodings_and_headings(encoding: str, heading: str) -> None:
    file = read_text(f"{heading}22012345,赵一鸣,本科生,计算机学院,12345x,2027/6/30\n", encoding)
    assert file.problems == []
    assert file.people == [ZHAO]


@pytest.mark.parametrize("name", ["𠮷野", "王𨭎", "㛃"])
def test_rare_names_survive_gb18030(name: str) -> None:
    file = read_text(f"{CHINESE}1,{name},教职工,,123456,\n", "gb18030")
    assert [person.name for person in file.people] == [name]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(delimiter: str) -> None:
    text = (CHINESE + "22012345,赵一鸣,Undergraduate,计算机学院,12345x,20270630\n").replace(",", delimiter)
    assert read_text(text).people == [ZHAO]


def test_columns_in_any_order_and_further_ones() -> None:
    heading = "备注,有效期,证件末六位,院系,类别,姓名,学工号\n"
    row = " x ,2027.6.30,12345x,计算机学院,undergraduate,赵一鸣,22012345\n"
    assert read_text(heading + row).people == [ZHAO]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", None),
        ("2027-06-30", "2027-06-30"),
        ("2027年6月30日", "2027-06-30"),
        ("20270630", "2027-06-30"),
        ("2027/6/30 0:00", "2027-06-30"),
    ],
)
def test_days(typed: str, kept: str | None) -> None:
    assert read_text(f"{CHINESE}1,赵一鸣,本科生,,123456,{typed}\n").people[0].valid_until == kept


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",赵一鸣,本科生,,123456,", "number"),
        ("学号,赵一鸣,本科生,,123456,", "number"),
        ("2,,本科生,,123456,", "name"),
        ("2,赵\u202e一鸣,本科生,,123456,", "name"),
        ("2," + "赵" * 65 + ",本科生,,123456,", "name"),
        ("2,赵一鸣,博士后,,123456,", "class"),
        ("2,赵一鸣,本科生," + "系" * 101 + ",123456,", "department"),
        ("2,赵一鸣,本科生,,12345,", "last_six"),
        ("2,赵一鸣,本科生,,,", "last_six"),
        ("2,赵一鸣,本科生,,123456,明年", "valid_until"),
        ("2,赵一鸣,本科生,,123456,2027-02-30", "valid_until"),
        ("2,赵一鸣,本科生,,123456,2027111", "valid_until"),
        ("2,赵一鸣", "short"),
        ("1,钱文,教职工,,654321,", "twice"),
        ('2,"赵一鸣,本科生,,123456,', "unreadable"),
    ],
)
def test_a_bad_row_is_named_by_its_line(row: str, code: str) -> None:
    file = read_text(f"{CHINESE}1,孙悦,教职工,,123456,\n\n{row}\n")
    assert told(file) == [(4, code)]


def test_every_bad_row_is_named() -> None:
    file = read_text(f"{CHINESE}1,孙悦,教职工,,123456,\nx y,a,b,c,d,e\n1,孙悦,教职工,,123456,\n3,,,,,\n")
    assert told(file) == [(3, "number"), (4, "twice"), (5, "last_six")]
    assert file.problems[1].facts == {"number": "1", "first": 2}


def test_a_line_break_inside_quotes_does_not_shift_the_count() -> None:
    file = read_text(f'{CHINESE}1,孙悦,教职工,"a\nb",123456,\n2,,本科生,,123456,\n')
    assert told(file) == [(2, "department"), (4, "name")]


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (b"", 0, "empty"),
        (b"\xef\xbb\xbf \n", 0, "empty"),
        (CHINESE.encode(), 1, "empty"),
        (b"\xff\xff\xff", 0, "encoding"),
        (CHINESE.encode("utf-16"), 0, "encoding"),
        (b"PK\x03\x04\0\0", 0, "encoding"),
        (b"id,fullname\n1,x\n", 1, "columns"),
        (b"name,name\n", 1, "column_twice"),
    ],
)
def test_a_file_that_is_none(data: bytes, line: int, code: str) -> None:
    assert told(read(data, CLASSES)) == [(line, code)]


def test_missing_columns_are_named() -> None:
    file = read_text("学工号,姓名,类别,院系\n")
    assert file.problems[0].facts == {"missing": "last six / 证件末六位, valid until / 有效期"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence(language: str) -> None:
    words = load(language)
    bad = [
        "x y,a,b,c,d,e",
        "2,,本科生,,123456,",
        "3,a,b,,123456,",
        "4,a,本科生,,1,",
        "5,a",
        "1,a,本科生,,123456,",
        "6,a,本科生,,123456,x",
        f"7,a,本科生,{'x' * 101},123456,",
    ]
    files = [read_text(CHINESE + "1,孙悦,教职工,,123456,\n" + "\n".join(bad)), read(b"", CLASSES)]
    files += [read(data, CLASSES) for data in (b"\0", b"a,b", b"name,name")]
    files.append(read_text(CHINESE + '1,"孙悦'))
    problems = [problem for file in files for problem in file.problems]
    assert all(words(f"registry.problem.{problem.code}", **problem.facts) for problem in problems)
    prefix = "registry.problem."
    known = {key.removeprefix(prefix) for key in sorted(words.keys()) if key.startswith(prefix)}
    assert {problem.code for problem in problems} == known


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: (CHINESE + text).encode("utf-8", "replace"))
)
def test_no_file_is_too_strange(data: bytes) -> None:
    file = read(data, CLASSES)
    assert file.people or file.problems


def test_a_hundred_thousand_signs_in_a_cell() -> None:
    assert told(read_text(f"{CHINESE}1,{'赵' * 200_000},本科生,,123456,\n")) == [(2, "unreadable")]
