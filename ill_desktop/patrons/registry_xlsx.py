"""The sheets of an XLSX workbook as texts: a number as its format shows it, a date as a date.

A workbook is somebody else's: it may be broken, be no workbook, or unpack to more than any disk holds.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from ill_desktop.errors import Refusal
from ill_desktop.patrons.registry_columns import known

if TYPE_CHECKING:
    from types import TracebackType

LARGEST_UNPACKED_MIB = 512
COLUMNS_AT_MOST = 200
LOOKED_AT = 20  # lines in which a sheet's heading is looked for
LINES_AT_MOST = 1_048_576  # a spreadsheet has no more
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_MIDNIGHT = dt.time()
# 00000000 with fixed letters around it, as number formats write them: "T"0000000 or \T0000000.
_FILLED = re.compile(r'((?:"[^"]*"|\\.)*)(0{2,})((?:"[^"]*"|\\.)*)(?:;.*)?')
_EXACT = 10**15  # from here on a spreadsheet has lost digits


class Workbook:
    """An opened workbook; use it in a ``with``.

    Raises Refusal ``registry.broken``, ``registry.no_workbook`` or ``registry.unpacks``, now or later.
    """

    def __init__(self, data: bytes, name: str) -> None:
        from openpyxl import load_workbook

        self._name = name
        self._check_size(data)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and drawings it leaves out
                self._book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except Exception as problem:  # what its parsers raise of a broken file is written down nowhere
            raise self._broken(problem) from problem
        self.sheets: tuple[str, ...] = tuple(sheet.title for sheet in self._book.worksheets)
        if not self.sheets:
            raise Refusal("registry.empty", name=name)

    def __enter__(self) -> Workbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def _check_size(self, data: bytes) -> None:
        """What the archive says it unpacks to; zipfile never gives out more of a member than it says."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
            raise self._broken(problem) from problem
        if sum(member.file_size for member in members) > LARGEST_UNPACKED_MIB << 20:
            raise Refusal("registry.unpacks", name=self._name, largest=LARGEST_UNPACKED_MIB)
        if not any(member.filename == "[Content_Types].xml" for member in members):
            raise Refusal("registry.no_workbook", name=self._name)

    def _broken(self, problem: Exception) -> Refusal:
        if isinstance(problem, MemoryError):
            return Refusal("registry.unpacks", name=self._name, largest=LARGEST_UNPACKED_MIB)
        return Refusal("registry.broken", name=self._name)

    def choose(self, sheet: str | None) -> str:
        """The sheet of this name; without one the first whose beginning has most known headings, for many
        workbooks open with a cover or a page of notes. Raises Refusal ``registry.sheet``."""
        if sheet is not None and sheet not in self.sheets:
            raise Refusal("registry.sheet", sheet=sheet, sheets=", ".join(self.sheets))
        return max(self.sheets, key=self._headings) if sheet is None else sheet

    def _headings(self, title: str) -> int:
        """How many known headings the likeliest of a sheet's first lines has."""
        return max((known(texts) for _, texts in islice(self.rows(title), LOOKED_AT)), default=0)

    def _sheet(self, title: str) -> Any:
        return self._book.worksheets[self.sheets.index(title)]

    def size(self, title: str) -> int:
        """How many lines a sheet says it has; 0 when it does not say."""
        return int(self._sheet(title).max_row or 0)

    def rows(self, title: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The lines of a sheet that hold anything, cells without value at the end left out."""
        sheet = self._sheet(title)
        sheet.reset_dimensions()  # some programs write them wrongly, and rows would be lost
        cells = sheet.iter_rows()
        for line in range(1, LINES_AT_MOST + 1):
            try:
                row = next(cells, None)
                texts = None if row is None else [text_of(cell) for cell in row[:COLUMNS_AT_MOST]]
            except Exception as problem:  # as above
                raise self._broken(problem) from problem
            if texts is None:
                return
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                yield line, tuple(texts)


def text_of(cell: Any) -> str:
    """What a cell shows. A whole number too large to be exact keeps its exponent, which no field takes."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format or "")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ")
    return str(value)


def _number(value: int | float, shape: str) -> str:
    if isinstance(value, float):
        if not value.is_integer() or abs(value) >= _EXACT:
            return repr(value)
        value = int(value)
    before, width, after = _frame(shape)
    return f"{before}{value:0{width}}{after}" if value >= 0 else str(value)


@lru_cache(maxsize=256)
def _frame(shape: str) -> tuple[str, int, str]:
    """What a number format puts before a whole number, its least digits, and what it puts after."""
    found = _FILLED.fullmatch(shape)
    if not found:
        return "", 1, ""
    before, zeros, after = found.groups()
    return _literal(before), len(zeros), _literal(after)


def _literal(shape: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', r"\1\2", shape)
