"""The directory of suppliers as a CSV file, for spreadsheets and for the next library."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from db import connection
from ill_desktop import money
from ill_desktop.citations import decode
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.requests.supplier_queries import directory
from ill_desktop.requests.suppliers import SupplierFacts, SupplierService, check
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import LANGUAGES, Words, load

COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(SupplierFacts))
_AMOUNTS = ("page_fen", "item_fen")
_FORMULA = frozenset("=+-@\t\r")
LARGEST = 4 << 20  # bytes
MOST_ROWS = 5_000


class Problem(NamedTuple):
    """What is wrong in a line of the file (1 is the headings); the sentence is the refusal's."""

    line: int
    refusal: Refusal


@dataclass(frozen=True)
class Imported:
    """What an import did; with problems nothing was changed."""

    added: int
    changed: int
    problems: tuple[Problem, ...] = ()


def export(words: Words, *, retired: bool = False) -> str:
    """The directory as CSV with headings in a language; amounts in yuan, formulas neutralised."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([words(f"supplier.{name}") for name in COLUMNS])
    for row in directory(retired=retired):
        writer.writerow([_cell(name, getattr(row, name)) for name in COLUMNS])
    return stream.getvalue()


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    text = money.plain(int(value)) if name in _AMOUNTS else str(value)
    return f"'{text}" if text[:1] in _FORMULA else text


class File(NamedTuple):
    """What stands in a file: suppliers with their lines, its columns, all that is wrong with it."""

    rows: tuple[tuple[int, SupplierFacts], ...] = ()
    columns: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def _wrong(code: str, **facts: Any) -> File:
    return File(problems=(Problem(1, Refusal(code, "file", **facts)),))


def read(data: bytes) -> File:
    """A file as it stands there; nothing is stored.

    UTF-8, UTF-16 or GB18030; commas, semicolons or tabs; headings in either language, in any order.
    """
    if len(data) > LARGEST:
        return _wrong("supplier.file_size", largest=LARGEST >> 20)
    text = decode(data)
    heading = text.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return _wrong("supplier.file_quotes")
    if not rows:
        return _wrong("supplier.file_empty")
    places = _places(rows[0])
    missing = {"name", "network"} - places.keys()
    if missing:
        return _wrong("supplier.file_columns")
    if len(rows) > MOST_ROWS:
        return _wrong("supplier.file_rows", most=MOST_ROWS)
    found: list[tuple[int, SupplierFacts]] = []
    problems: list[Problem] = []
    for line, cells in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in cells):
            facts, wrong = _facts({name: _at(cells, place) for name, place in places.items()})
            problems += [Problem(line, refusal) for refusal in wrong]
            found.append((line, facts))
    return File(tuple(found), tuple(places), tuple(problems + _twice(found)))


def _places(headings: Iterable[str]) -> dict[str, int]:
    """Column name → place; a heading is the column's name or its word in either language."""
    names = {name: name for name in COLUMNS}
    for language in LANGUAGES:
        words = load(language)
        names |= {words(f"supplier.{name}").casefold(): name for name in COLUMNS}
    return {
        names[heading.strip().casefold()]: place
        for place, heading in enumerate(headings)
        if heading.strip().casefold() in names
    }


def _at(cells: list[str], place: int) -> str:
    text = cells[place].strip() if place < len(cells) else ""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def _facts(cells: Mapping[str, str]) -> tuple[SupplierFacts, list[Refusal]]:
    known: dict[str, Any] = {name: text for name, text in cells.items() if name not in _AMOUNTS}
    problems = []
    for name in _AMOUNTS:
        text = cells.get(name, "")
        try:
            known[name] = money.parse(text) if text else None
        except ValueError:
            known[name] = None
            problems.append(Refusal("request.cost", name))
    days = known.pop("expected_days", "")
    if days:
        known["expected_days"] = int(days) if days.isdecimal() and len(days) < 4 else 0
    facts = SupplierFacts(**known).tidy()
    return facts, problems + check(facts)


def _twice(found: list[tuple[int, SupplierFacts]]) -> list[Problem]:
    """A name or a symbol that stands twice in one file."""
    problems: list[Problem] = []
    for field in ("name", "symbol"):
        seen: dict[str, int] = {}
        for line, facts in found:
            value = getattr(facts, field)
            if value and value in seen:
                problems.append(Problem(line, Refusal(f"supplier.{field}_taken", field, text=value)))
            seen.setdefault(value, line)
    return problems


def import_file(ground: Ground, by: Actor, data: bytes) -> Imported:
    """Add the suppliers of a file and renew those of the same symbol or name; all of it or nothing.

    Of one that is known only the columns change that stand in the file. Raises Refusal for who may not;
    what is wrong with the file is in the result, line by line.
    """
    require(ground, by, "request.work")
    file = read(data)
    if file.problems:
        return Imported(0, 0, file.problems)
    try:
        with connection.transaction():
            return _store(SupplierService(ground), by, file)
    except _Wrong as wrong:
        return Imported(0, 0, tuple(wrong.problems))


class _Wrong(Exception):
    """Takes the whole import back."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def _store(service: SupplierService, by: Actor, file: File) -> Imported:
    known = {row.name: row for row in directory(retired=True)}
    by_symbol = {row.symbol: row for row in known.values() if row.symbol}
    added = changed = 0
    problems = []
    for line, facts in file.rows:
        row = by_symbol.get(facts.symbol) or known.get(facts.name)
        try:
            if row is None:
                service.add(by, facts)
                added += 1
                continue
            was = SupplierFacts(**{name: getattr(row, name) for name in COLUMNS})
            renewed = replace(was, **{name: getattr(facts, name) for name in file.columns})
            if renewed != was:
                service.change(by, row.id, renewed)
                changed += 1
        except Refusal as refusal:
            problems.append(Problem(line, refusal))
    if problems:
        raise _Wrong(problems)
    return Imported(added, changed)
