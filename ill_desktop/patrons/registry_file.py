"""A campus registry as a file: CSV in UTF-8 (with or without BOM) or GB18030, Chinese or English headings."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

from ill_desktop.errors import Refusal
from ill_desktop.patrons import fields

COLUMNS = ("number", "name", "class", "department", "last_six", "valid_until")
# The first English and the first Chinese heading are the ones messages name.
HEADINGS = {
    "number": ("number", "学工号", "学号", "工号", "student number", "staff number"),
    "name": ("name", "姓名"),
    "class": ("class", "类别", "读者类别"),
    "department": ("department", "院系", "部门", "单位"),
    "last_six": ("last six", "证件末六位", "证件后六位", "末六位", "last_six"),
    "valid_until": ("valid until", "有效期", "有效期至", "valid_until"),
}
_COLUMN_OF = {heading: column for column, headings in HEADINGS.items() for heading in headings}
# 2027-06-30, 2027/6/30, 2027.6.30, 2027年6月30日, 20270630; spreadsheets add a midnight.
_DAY = re.compile(
    r"(\d{4})(?:(\d\d)(\d\d)|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)(?: 0?0:00(?::00)?)?", re.ASCII
)
_DEPARTMENT_LONGEST = 100
_Codes = Mapping[str, str]  # whatever stands for a class in the file → its code


@dataclass(frozen=True)
class Person:
    """One row; ``class_`` is a class code of the library, ``valid_until`` a day (2027-06-30) or None."""

    number: str
    name: str
    class_: str
    department: str
    last_six: str = field(repr=False)
    valid_until: str | None


@dataclass(frozen=True)
class RowProblem:
    """Why a line cannot be taken; the sentence is ``registry.problem.<code>``. Line 1 is the heading;
    line 0 is the whole file."""

    line: int
    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class RegistryFile:
    """What a file holds: its people, and every line that is no good."""

    people: list[Person] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


class _Bad(Exception):
    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def read(data: bytes, classes: Mapping[str, Mapping[str, str]]) -> RegistryFile:
    """Read a whole file. ``classes``: the library's classes, code → language → name; either may stand in
    the column. Never raises for what a file may hold: it says so line by line."""
    file = RegistryFile()
    line = 0
    try:
        text = _decoded(data)
        if not text.strip():
            raise _Bad("empty")
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        line = 1
        places = _places(next(rows, []))
        pick = itemgetter(*(places[column] for column in COLUMNS))
        codes: _Codes = {
            name.casefold(): code for code, names in classes.items() for name in (code, *names.values())
        }
        seen: dict[str, int] = {}
        for line, row in _numbered(rows):
            try:
                person = _person(row, pick, codes)
                if person.number in seen:
                    raise _Bad("twice", number=person.number, first=seen[person.number])
                seen[person.number] = line
                file.people.append(person)
            except _Bad as bad:
                file.problems.append(RowProblem(line, bad.code, bad.facts))
        if not file.people and not file.problems:
            raise _Bad("empty")
    except _Bad as bad:
        file.problems.append(RowProblem(line, bad.code, bad.facts))
    except csv.Error:
        file.problems.append(RowProblem(line, "unreadable"))
    return file


def _decoded(data: bytes) -> str:
    # A zero byte means UTF-16 or no text at all; GB18030 would make something of it.
    if b"\0" not in data:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise _Bad("encoding")


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: what the heading has most of."""
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _places(heading: list[str]) -> dict[str, int]:
    """Where each column stands. Further columns are nobody's business."""
    places: dict[str, int] = {}
    for position, title in enumerate(heading):
        column = _COLUMN_OF.get(unicodedata.normalize("NFKC", title).strip().casefold())
        if column in places:
            raise _Bad("column_twice", column=title.strip())
        if column:
            places[column] = position
    missing = [column for column in COLUMNS if column not in places]
    if missing:
        raise _Bad("columns", missing=", ".join(" / ".join(HEADINGS[each][:2]) for each in missing))
    return places


def _numbered(rows: Any) -> Iterator[tuple[int, list[str] | None]]:
    """Every row with the line it begins on; blank lines are passed over. None: from there on nothing can
    be read."""
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error:
            yield line, None
            return
        if row is None:
            return
        if "".join(row).strip():
            yield line, row


def _person(row: list[str] | None, pick: Callable[[list[str]], tuple[str, ...]], codes: _Codes) -> Person:
    if row is None:
        raise _Bad("unreadable")
    try:
        number, name, class_, department, last_six, valid_until = map(str.strip, pick(row))
    except IndexError as problem:
        raise _Bad("short") from problem
    try:
        number, last_six = fields.number(number), fields.last_six(last_six)
    except Refusal as refusal:
        text = number if refusal.field == "number" else last_six
        raise _Bad(str(refusal.field), text=_quoted(text)) from refusal
    name = unicodedata.normalize("NFC", name)
    if not name or len(name) > fields.NAME_LONGEST or not name.isprintable():
        raise _Bad("name", text=_quoted(name))
    code = codes.get(class_.casefold())
    if code is None:
        raise _Bad("class", text=_quoted(class_))
    return Person(number, name, code, _department(department), last_six, _day(valid_until))


# Thousands of people share a few departments and days.
@lru_cache(maxsize=1000)
def _department(text: str) -> str:
    department = unicodedata.normalize("NFC", text)
    if len(department) > _DEPARTMENT_LONGEST or not department.isprintable():
        raise _Bad("department", text=_quoted(department))
    return department


@lru_cache(maxsize=1000)
def _day(text: str) -> str | None:
    if not text:
        return None
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if not found:
        raise _Bad("valid_until", text=_quoted(text))
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError as problem:
        raise _Bad("valid_until", text=_quoted(text)) from problem


def _quoted(text: str) -> str:
    """A cell as a message can show it: short, one line, nothing invisible."""
    shown = "".join(sign if sign.isprintable() else "�" for sign in text[:24])
    return shown + ("…" if len(text) > 24 else "")
