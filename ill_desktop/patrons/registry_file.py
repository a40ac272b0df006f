"""The people of a campus registry, row by row: each as it will be stored, or everything that is wrong."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from ill_desktop.errors import Refusal
from ill_desktop.patrons import fields, registry_columns
from ill_desktop.patrons.registry_columns import COLUMNS, Choices
from ill_desktop.patrons.registry_table import BATCH, Step, Table, silent, unwatched
from ill_desktop.patrons.registry_xlsx import ERRORS
from ill_desktop.words import Words

DEPARTMENT_LONGEST = 100
# 2027-06-30, 2027/6/30, 2027.6.30, 2027年6月30日, 20270630; of a spreadsheet also with a time of day.
_DAY = re.compile(
    r"(\d{4})(?:(\d\d)(\d\d)|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)"
    r"(?:[ T](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?",
    re.ASCII,
)
_WITHOUT_END = frozenset({"长期", "永久", "长期有效", "permanent", "unlimited"})


class Person(NamedTuple):
    """One row as it is stored; ``class_`` is a class code of the library, ``last_six`` keyed,
    ``valid_until`` a day (2027-06-30) or None."""

    number: str
    name: str
    class_: str
    department: str
    last_six: str
    valid_until: str | None


Kept = tuple[str, str, str, str, str, str | None]
"""A person as a plain tuple: what thousands are handled and stored as, in two thirds of the time."""


class RowProblem(NamedTuple):
    """Why a line cannot be taken: its column, what stands there, and the code of the sentence
    ``registry.problem.<code>``. ``column`` is "" for the whole line; line 1 is the first of the file."""

    line: int
    column: str
    code: str
    value: str = ""
    facts: Mapping[str, Any] = {}


def sentence(problem: RowProblem, words: Words) -> str:
    """What is wrong, and how it is mended."""
    return words(f"registry.problem.{problem.code}", **problem.facts)


@dataclass
class RegistryFile:
    """What a file holds: its people, and everything that is wrong with its other rows.

    ``mentioned``: the numbers of bad rows. ``with_until``: the file says how long people are valid.
    ``torn``: many lines at once cannot be read, so that nobody knows who is missing.
    """

    kept: list[Kept] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)
    with_until: bool = True
    torn: bool = False

    @property
    def people(self) -> list[Person]:
        """Everybody whose row is in order, to be looked at."""
        return list(map(Person._make, self.kept))

    @property
    def bad_rows(self) -> int:
        """How many rows have a problem; one row may have several."""
        return len({problem.line for problem in self.problems})


class _Bad(Exception):
    """A cell that cannot be taken; the column says the rest."""


class _Kept(dict[str, Any]):
    """Asks once for each text: thousands of people share a few departments, classes and days."""

    def __init__(self, ask: Callable[[str], Any]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, text: str) -> Any:
        kept = self[text] = self._ask(text.strip())
        return kept


@unwatched()
def check(
    table: Table,
    choices: Choices,
    classes: Mapping[str, Mapping[str, str]],
    keyed: Callable[[str], str],
    step: Step = silent,
) -> RegistryFile:
    """Check every row. ``classes``: the library's, code → language → name; ``keyed`` makes of the last six
    what is stored. Raises Refusal ``registry.columns`` when a needed column is not known."""
    if choices.missing:
        raise Refusal("registry.columns", columns=registry_columns.both(choices.missing))
    rules = _Rules(registry_columns.class_codes(classes) | dict(choices.classes), keyed)
    columns = [table.columns[choices.columns[each]] for each in COLUMNS if each in choices.columns]
    file = RegistryFile(with_until="valid_until" in choices.columns)
    for misfit in table.misfits:
        facts = {"last": misfit.last, "cells": misfit.cells, "headings": len(table.headings)}
        file.problems.append(RowProblem(misfit.first, "", misfit.code, facts=facts))
        file.torn = file.torn or misfit.code == "torn"
    seen: dict[str, int] = {}
    of = len(table.lines)
    for start in range(0, of, BATCH):
        step(start, of)
        lines = table.lines[start : start + BATCH]
        cells = [column[start : start + BATCH] for column in columns]
        if not file.with_until:
            cells.append([""] * len(lines))
        people = rules.all(cells)
        numbers = [person[0] for person in people]
        if people and len(set(numbers)) == len(numbers) and seen.keys().isdisjoint(numbers):
            seen.update(zip(numbers, lines, strict=True))
            file.kept += people
        else:
            _one_by_one(file, rules, seen, lines, cells)
    file.problems.sort(key=attrgetter("line"))
    step(of, of)
    return file


def _one_by_one(
    file: RegistryFile, rules: _Rules, seen: dict[str, int], lines: list[int], columns: list[list[str]]
) -> None:
    """Rows among which something is wrong: each person, or everything that is wrong with the row."""
    for line, cells in zip(lines, zip(*columns, strict=True), strict=True):
        kept, faults = rules.each(line, cells)
        number = kept[0]
        first = seen.setdefault(number, line) if number else line
        if first != line:
            twice = {"number": number, "first": first}
            faults.append(RowProblem(line, "number", "twice", number, twice))
        if faults:
            file.problems += faults
            file.mentioned.add(number)
        else:
            file.kept.append(kept)


class _Rules:
    """What each column must hold, for one row and for thousands at once; the two always agree."""

    def __init__(self, codes: Mapping[str, str], keyed: Callable[[str], str]) -> None:
        self._codes = codes
        self._class, self._department, self._day = _Kept(self._code), _Kept(_department), _Kept(_day)
        self._keyed = keyed

    def each(self, line: int, cells: Sequence[str]) -> tuple[Kept, list[RowProblem]]:
        """One row as it is stored, and everything that is wrong with it (there the person has "")."""
        rules: tuple[Callable[[str], Any], ...] = (
            *(fields.number, _name, self._code, _department, self._last_six, _day),
        )
        kept: dict[str, Any] = dict.fromkeys(COLUMNS, "")
        faults: list[RowProblem] = []
        for column, rule, text in zip(COLUMNS, rules, map(str.strip, cells), strict=True):
            try:
                kept[column] = rule(text)
            except (_Bad, Refusal):
                code = "missing" if not text else column
                faults.append(RowProblem(line, column, code, _quoted(text)))
        return (*kept.values(),), faults

    def all(self, columns: Sequence[list[str]]) -> list[Kept]:
        """Many rows at once, a column at a time, or nobody when anything is wrong with any of them."""
        number, name, class_, department, last_six, until = columns
        try:
            return list(
                zip(
                    _whole(_NUMBERS, number),
                    _names(name),
                    map(self._class.__getitem__, class_),
                    map(self._department.__getitem__, department),
                    map(self._keyed, _whole(_LAST_SIXES, last_six)),
                    map(self._day.__getitem__, until),
                    strict=True,
                )
            )
        except _Bad:
            return []

    def _last_six(self, text: str) -> str:
        return self._keyed(fields.last_six(text))

    def _code(self, text: str) -> str:
        code = self._codes.get(registry_columns.folded(text))
        if code is None:
            raise _Bad
        return code


# Many cells at once are a text with a line for each.
_NUMBERS = re.compile(rf"(?:[0-9A-Za-z][0-9A-Za-z._-]{{0,{fields.NUMBER_LONGEST - 1}}}\n)*+")
_LAST_SIXES = re.compile(r"(?:[0-9A-Za-z]{6}\n)*+")


def _whole(pattern: re.Pattern[str], cells: list[str]) -> list[str]:
    """The cells in capitals. Raises _Bad unless the pattern fits them all."""
    text = "\n".join([*cells, ""])
    if not pattern.fullmatch(text) or text.count("\n") != len(cells):
        raise _Bad
    return text.upper().split("\n")[:-1]


def _names(cells: list[str]) -> list[str]:
    """As :func:`_name` says, for many."""
    text = unicodedata.normalize("NFC", "\n".join(map(str.strip, cells)))
    names = text.split("\n")
    good = (
        len(names) == len(cells)
        and min(map(len, names)) > 0
        and max(map(len, names)) <= fields.NAME_LONGEST
        and text.replace("\n", "").isprintable()
        and ERRORS.isdisjoint(names)
    )
    if not good:
        raise _Bad
    return names


def _name(text: str) -> str:
    name = unicodedata.normalize("NFC", text)
    if not name or len(name) > fields.NAME_LONGEST or not name.isprintable() or name in ERRORS:
        raise _Bad
    return name


def _department(text: str) -> str:
    department = unicodedata.normalize("NFC", text)
    if len(department) > DEPARTMENT_LONGEST or not department.isprintable() or department in ERRORS:
        raise _Bad
    return department


def _day(text: str) -> str | None:
    if not text or text.strip().casefold() in _WITHOUT_END:
        return None
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if not found:
        raise _Bad
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError as problem:
        raise _Bad from problem


def _quoted(text: str) -> str:
    """A cell as a list can show it: short, one line, nothing invisible."""
    shown = "".join(sign if sign.isprintable() else "�" for sign in text[:40])
    return shown + ("…" if len(text) > 40 else "")
