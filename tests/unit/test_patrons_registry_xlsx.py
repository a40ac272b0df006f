"""Workbooks: what a cell shows is what is read; broken, locked and swollen ones are said in a sentence."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from typing import Any

import pytest

from ill_desktop.errors import Refusal
from ill_desktop.patrons import registry_xlsx
from ill_desktop.patrons.registry_table import Table, read
from ill_desktop.words import LANGUAGES, load
from tests.unit.registry_samples import HEADINGS, Cell, check, repacked, told, workbook

ROW = ["22012345", "赵一鸣", "本科生", "计算机学院", "12345x", dt.date(2027, 6, 30)]


def rows_of(data: bytes, sheet: str | None = None) -> list[tuple[str, ...]]:
    return list(zip(*read(data, "名册.xlsx", sheet).columns, strict=True))


def refusal_of(data: bytes, sheet: str | None = None) -> str:
    with pytest.raises(Refusal) as refused:
        read(data, "名册.xlsx", sheet)
    assert all(load(language).refusal(refused.value) for language in LANGUAGES)
    return refused.value.code


def shown(value: Any, shape: str = "General") -> str:
    """What is read of one cell."""
    return rows_of(workbook([HEADINGS, [Cell(value, shape), "b", "c", "d", "e", "f"]]))[0][0]


@pytest.mark.parametrize(
    ("value", "shape", "text"),
    [
        ("00123", "@", "00123"),
        (123, "00000000", "00000123"),
        (123, "000000;@", "000123"),
        (7, '"T"0000', "T0007"),
        (7, r"\Z000\-", "Z007-"),
        (123456789, "000", "123456789"),
        (123, "0", "123"),
        (123, "#,##0", "123"),
        (123, "General", "123"),
        (22012345.0, "General", "22012345"),
        (-5, "000", "-5"),
        (1.5, "General", "1.5"),
        (3.3e17, "General", "3.3e+17"),
        (True, "General", "TRUE"),
        (dt.date(2027, 6, 30), "yyyy-mm-dd", "2027-06-30"),
        (dt.datetime.fromisoformat("2027-06-30"), "yyyy/m/d", "2027-06-30"),
        (dt.datetime.fromisoformat("2027-06-30T12:30"), "yyyy/m/d h:mm", "2027-06-30 12:30:00"),
        (" 赵一鸣\u3000", "General", "赵一鸣"),
        ("#N/A", "General", "#N/A"),
    ],
)
def test_a_cell_is_what_it_shows(value: Any, shape: str, text: str) -> None:
    assert shown(value, shape) == text


def test_a_workbook_is_read_like_a_csv() -> None:
    file = check(read(workbook([HEADINGS, ROW]), "a.xlsx"))
    assert told(file) == []
    assert tuple(file.people[0]) == (
        *("22012345", "赵一鸣", "undergraduate", "计算机学院", "<12345X>", "2027-06-30"),
    )


def test_numbers_that_lost_their_zeros_or_digits_are_said() -> None:
    rows = [
        HEADINGS,
        [Cell(42, "00000000"), "赵一", "本科生", "", Cell(123, "000000"), None],
        [43, "赵二", "本科生", "", 123, None],
        [2.2e17, "赵三", "本科生", "", "123456", 46203],
        ["#N/A", "#REF!", "本科生", "#VALUE!", "123456", None],
    ]
    file = check(read(workbook(rows), "a.xlsx"))
    assert [(person.number, person.last_six) for person in file.people] == [("00000042", "<000123>")]
    assert told(file) == [
        (3, "last_six", "last_six"),
        (4, "number", "number"),
        (4, "valid_until", "valid_until"),
        (5, "number", "number"),
        (5, "name", "name"),
        (5, "department", "department"),
    ]


def test_lines_are_those_of_the_sheet() -> None:
    found = read(workbook([["名册"], [], HEADINGS, ROW, [], [None] * 6, ROW]), "a.xlsx")
    assert found.lines == [4, 7]


def test_cells_that_are_lacking_are_empty_and_those_beside_the_heading_nobodys_business() -> None:
    data = workbook([HEADINGS, ROW[:5], [*ROW, None, "a note"]])
    found = read(data, "a.xlsx")
    assert found.misfits == []
    assert [row[-1] for row in rows_of(data)] == ["", "2027-06-30"]


def test_the_first_sheet_or_the_one_that_is_named() -> None:
    data = workbook([HEADINGS, ROW], [HEADINGS, ROW, ROW], names=("学生", "教职工"))
    found = read(data, "a.xlsx")
    assert (found.sheets, found.sheet, len(found.lines)) == (("学生", "教职工"), "学生", 1)
    assert len(rows_of(data, "教职工")) == 2
    assert refusal_of(data, "校友") == "registry.sheet"


def test_dimensions_that_are_wrong_lose_no_row() -> None:
    data = workbook([HEADINGS, *[ROW] * 20])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    head, _, rest = sheet.partition("<sheetData>")
    lying = f'{head}<dimension ref="A1:B3"/><sheetData>{rest}'
    assert len(rows_of(repacked(data, sheet=lying.encode()))) == 20


def test_progress_is_told_by_rows() -> None:
    heard: list[tuple[int, int]] = []
    data = workbook([HEADINGS, *[ROW] * 5_000])
    found: Table = read(data, "a.xlsx", step=lambda done, of: heard.append((done, of)))
    assert len(found.lines) == 5_000
    assert [done for done, _of in heard] == [4095, 5000]


GOOD = workbook([HEADINGS, *[ROW] * 3])


def test_a_workbook_cut_off_is_broken() -> None:
    assert refusal_of(GOOD[: len(GOOD) // 2]) == "registry.broken"
    assert refusal_of(b"PK\x03\x04") == "registry.broken"


def test_other_archives_are_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal_of(stream.getvalue()) == "registry.no_workbook"


@pytest.mark.parametrize(
    "sheet", [b"", b"<worksheet", b"not xml at all", b"<worksheet><sheetData><row r='x'/>"]
)
def test_a_sheet_that_is_no_xml_is_broken(sheet: bytes) -> None:
    assert refusal_of(repacked(GOOD, sheet=sheet)) == "registry.broken"


def test_a_workbook_without_anybody() -> None:
    assert refusal_of(workbook([])) == "registry.empty"
    assert refusal_of(workbook([HEADINGS])) == "registry.empty"
    assert refusal_of(workbook([["a"]])) == "registry.table"


def test_a_zip_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_xlsx, "LARGEST_UNPACKED_MIB", 8)
    bomb = repacked(GOOD, sheet=b" " * (9 << 20))
    assert len(bomb) < 100_000
    assert refusal_of(bomb) == "registry.unpacks"


def test_a_bomb_of_entities_goes_off_nowhere() -> None:
    lines = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)]
    laugh = (
        f'<!DOCTYPE w [<!ENTITY e0 "ha">{"".join(lines)}]><worksheet><sheetData>&e11;</sheetData></worksheet>'
    )
    assert refusal_of(repacked(GOOD, sheet=laugh.encode())) == "registry.broken"


def test_a_row_a_thousand_million_lines_down_ends_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_xlsx, "LINES_AT_MOST", 10_000)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    far = sheet.replace('<row r="4"', '<row r="1000000000"').replace('r="A4"', 'r="A1000000000"')
    assert far != sheet
    assert len(rows_of(repacked(GOOD, sheet=far.encode()))) == 2


def test_no_damage_is_a_bug() -> None:
    """Any byte of a workbook changed: it is read, or refused in a sentence."""
    chance = random.Random(20261121)
    for _turn in range(300):
        damaged = bytearray(GOOD)
        for _ in range(chance.randrange(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read(bytes(damaged), "名册.xlsx")
        except Refusal as refusal:
            assert refusal.code.startswith("registry.")


def test_no_damage_inside_a_sheet_is_a_bug() -> None:
    chance = random.Random(7)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    for _turn in range(150):
        damaged = bytearray(sheet)
        for _ in range(chance.randrange(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'<>"0aZ/= ')
        try:
            read(repacked(GOOD, sheet=bytes(damaged)), "名册.xlsx")
        except Refusal as refusal:
            assert refusal.code.startswith("registry.")
