"""Workbooks as offices send them: a cover first, blanks in headings, times of day, no end."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl import Workbook

from ill_desktop.patrons import registry_columns, registry_file, registry_table

PEOPLE = (
    ("学 工 号", "姓名", "人员 类别", "院系", "证件末六位", "有效期至"),
    ("22012345", "赵一鸣", "研究生", "建筑工程学院", "12345X", dt.datetime(2027, 6, 30, 23, 59, 59)),  # noqa: DTZ001 a cell has no zone
)


def book(*sheets: tuple[str, tuple[tuple[object, ...], ...]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_the_sheet_with_the_headings_is_read_whatever_stands_before_it() -> None:
    cover = (("名册说明",), ("制表", "教务处"), ("日期", "2026-11-01"))
    table = registry_table.read(book(("说明", cover), ("人员", PEOPLE)), "a.xlsx")
    assert (table.sheet, table.sheets) == ("人员", ("说明", "人员"))
    assert set(registry_columns.recognised(table.headings)) == set(registry_columns.COLUMNS)


def test_without_any_known_heading_it_is_the_first_sheet() -> None:
    rows = (("a", "b", "c", "d", "e"), ("1", "2", "3", "4", "5"))
    assert registry_table.read(book(("one", rows), ("two", rows)), "a.xlsx").sheet == "one"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-06-30 23:59:59", "2027-06-30"),
        ("2027-06-30T12:00", "2027-06-30"),
        ("2027/6/30 0:00:00", "2027-06-30"),
        ("2027-06-30 12:00:00.500", "2027-06-30"),
        ("长期", None),
        ("Permanent", None),
    ],
)
def test_days_with_a_time_and_without_an_end(text: str, day: str | None) -> None:
    assert registry_file._day(text) == day


@pytest.mark.parametrize("text", ["2027-06-30 24:00", "2027-06-30 noon", "46568", "2027-06-31 10:00"])
def test_what_is_still_no_day(text: str) -> None:
    with pytest.raises(registry_file._Bad):
        registry_file._day(text)
