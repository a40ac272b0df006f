"""A file as a table: encodings, delimiters, where the heading is, and files that are no table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.errors import Refusal
from ill_desktop.patrons import registry_table
from ill_desktop.patrons.registry_table import Misfit, load, read
from ill_desktop.words import LANGUAGES
from ill_desktop.words import load as words
from tests.unit.registry_samples import CHINESE, ENGLISH, HEADINGS, OLE, table

ROW = ("22012345", "赵一鸣", "本科生", "计算机学院", "12345x", "2027/6/30")
TEXT = CHINESE + ",".join(ROW) + "\n"


def rows_of(read: registry_table.Table) -> list[tuple[str, ...]]:
    return list(zip(*read.columns, strict=True))


def refusal_of(data: bytes, name: str = "名册.csv") -> str:
    with pytest.raises(Refusal) as refused:
        read(data, name)
    for language in LANGUAGES:
        assert "名册" in words(language).refusal(refused.value), "the sentence names the file"
    return refused.value.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "gbk"]
)
def test_encodings(encoding: str) -> None:
    found = table(TEXT, encoding)
    assert found.headings == tuple(HEADINGS)
    assert rows_of(found) == [ROW]
    assert found.lines == [2]


def test_a_mark_at_the_beginning_of_utf_16_decides(tmp_path: Path) -> None:
    assert rows_of(read(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.csv")) == [ROW]


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    assert rows_of(table(TEXT.replace(",", delimiter).replace("\n", end))) == [ROW]


@pytest.mark.parametrize("sign", [";", "|", "\t"])
def test_a_spreadsheet_says_its_delimiter(sign: str) -> None:
    found = table(f"sep={sign}\n" + TEXT.replace(",", sign))
    assert (rows_of(found), found.lines) == ([ROW], [3])


def test_a_title_may_stand_above_the_heading() -> None:
    found = table("2026 年秋季学生名册,,,,,\n\n制表,人事处,2026-11-20,第,1,版\n" + TEXT)
    assert (found.headings, found.lines, rows_of(found)) == (tuple(HEADINGS), [5], [ROW])


def test_without_known_headings_the_first_row_is_the_heading() -> None:
    assert table("a,b,c,d,e\n" + "1,2,3,4,5\n").headings == ("a", "b", "c", "d", "e")


def test_blank_lines_count_but_are_no_rows() -> None:
    row = ",".join(ROW)
    found = table(f"{CHINESE}\n , ,,,,\n{row}\n,,,,,\n\n{row}\n,,,,,\n")
    assert found.lines == [4, 7]
    assert found.misfits == []


def test_quoted_cells_and_line_breaks_inside_them() -> None:
    found = table(CHINESE + '1,"赵,一","a\nb",d,e,f\n2,"钱""二",b,d,e,f\n')
    assert rows_of(found) == [("1", "赵,一", "a\nb", "d", "e", "f"), ("2", '钱"二', "b", "d", "e", "f")]
    assert found.lines == [2, 4]


def test_rows_too_short_and_too_long_are_set_aside() -> None:
    found = table(CHINESE + "1,2,3\n1,2,3,4,5,6,7\n1,2,3,4,5,6,,\n")
    assert found.misfits == [Misfit(2, 2, "short", 3), Misfit(3, 3, "long", 7)]
    assert found.lines == [4]


def test_delimiters_behind_the_heading_name_nothing() -> None:
    found = table(CHINESE.strip() + ",,\n" + ",".join(ROW) + "\n")
    assert (found.headings, rows_of(found)) == (tuple(HEADINGS), [ROW])


@pytest.mark.parametrize(
    ("lines", "misfits"),
    [
        (['1,"赵一"鸣,本科生,,123456,', ",".join(ROW)], [Misfit(2, 2, "unreadable")]),
        ([",".join(ROW), '1,"赵一鸣,本科生,,123456,', "3", "4"], [Misfit(3, 5, "torn")]),
        ([f"1,{'赵' * 200_000},本科生,,123456,", ",".join(ROW)], [Misfit(2, 2, "unreadable")]),
        (['1,"a', 'b"c,d,e', ",".join(ROW), '2,"x"y'], [Misfit(2, 3, "torn"), Misfit(5, 5, "unreadable")]),
    ],
)
def test_quotation_marks_out_of_place(lines: list[str], misfits: list[Misfit]) -> None:
    found = table(CHINESE + "\n".join(lines))
    assert found.misfits == misfits
    assert len(found.lines) == lines.count(",".join(ROW))


def test_lines_are_counted_right_after_the_first_thousands() -> None:
    """Rows are read many at once as long as each is one line."""
    plain = "1,a,b,c,d,e\n" * 9_000
    found = table(CHINESE + plain + '1,"a\n",b,c,d,e\n' + plain + '1,a"b,"c"d,c,d,e\n1,a,b,c,d,e\n')
    assert found.lines == [*range(2, 9_003), *range(9_004, 18_004), 18_005]
    assert found.misfits == [Misfit(18_004, 18_004, "unreadable")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\n", "empty"),
        (CHINESE.encode(), "empty"),
        (b"\xff\xff\xff", "encoding"),
        (b"\x81\x20" * 50, "encoding"),
        (TEXT.encode("utf-16-le")[1:], "encoding"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\0", "encoding"),
        (TEXT.encode() + b"\0" * 7, "encoding"),
        (b"id,fullname\n1,x\n", "table"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "table"),
        (b" <html><table><tr><td>1</td></tr></table></html>", "markup"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "markup"),
        (OLE + b"\0" * 512 + "Workbook".encode("utf-16-le"), "old_workbook"),
        (OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b" " * ((64 << 20) + 1), "size"),
    ],
)
def test_a_file_that_is_no_table(data: bytes, code: str) -> None:
    assert refusal_of(data) == f"registry.{code}"


def test_more_rows_than_any_registry_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_table, "ROWS_AT_MOST", 5_000)
    assert refusal_of((CHINESE + "1,2,3,4,5,6\n" * 5_001).encode()) == "registry.rows"


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    huge = tmp_path / "名册.csv"
    with huge.open("wb") as stream:
        stream.truncate(200 << 20)
    with pytest.raises(Refusal, match=r"registry\.size"):
        load(huge)
    with pytest.raises(Refusal, match=r"registry\.file"):
        load(tmp_path / "none.csv")
    with pytest.raises(Refusal, match=r"registry\.file"):
        load(tmp_path)


def test_the_name_is_the_name_alone() -> None:
    assert read(TEXT.encode(), r"C:\名册\2026\a.csv").name == "a.csv"


def test_progress_is_told_and_stops_the_reading() -> None:
    heard: list[tuple[int, int]] = []
    data = (CHINESE + "1,2,3,4,5,6\n" * 10_000).encode()
    read(data, "a.csv", step=lambda done, of: heard.append((done, of)))
    assert heard[-1][0] == 10_000
    assert heard == sorted(heard)
    assert all(done <= of for done, of in heard)

    class Enough(Exception):
        pass

    def stop(done: int, of: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        read(data, "a.csv", step=stop)


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: (CHINESE + text).encode("utf-8", "replace"))
    | st.text(max_size=300).map(lambda text: (ENGLISH + text).encode("utf-16", "replace"))
)
def test_no_file_is_too_strange(data: bytes) -> None:
    try:
        found = read(data, "odd.csv")
    except Refusal as refusal:
        assert words("en").refusal(refusal)
        return
    assert {len(column) for column in found.columns} == {len(found.lines)}
    assert found.lines == sorted(set(found.lines))


CELL = st.text(st.sampled_from('ab1 ,;"\n\r\t赵𠮷·'), max_size=6)


@given(st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=12))
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]]) -> None:
    import csv
    import io

    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([HEADINGS, *rows])
    expected = [tuple(row) for row in rows if "".join(row).strip()]
    if not expected:
        assert refusal_of(stream.getvalue().encode()) == "registry.empty"
        return
    found = read(stream.getvalue().encode(), "a.csv")
    assert rows_of(found) == expected
    assert found.misfits == []
