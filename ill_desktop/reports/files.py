"""Parts as files for other programs: a workbook with a sheet for each part, or one CSV."""

from __future__ import annotations

import csv
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ill_desktop import money
from ill_desktop.reports.parts import Cell, Part, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMATS: dict[Unit, str] = {
    "text": "@",
    "count": "#,##0",
    "fen": "#,##0.00",
    "percent": "0.0%",
    "days": "0.0",
}
_FORMULA = frozenset("=+-@\t\r\n")
_first = itemgetter(slice(0, 1))
_NO_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST = 60
_LOOKED_AT = 200


def neutral(text: str) -> str:
    """Text that a spreadsheet does not take for a formula, whoever opens or saves it next."""
    return f"'{text}" if text[:1] in _FORMULA else text


def xlsx(parts: Iterable[Part], path: Path, title: str, author: str) -> None:
    """Write a workbook; numbers stay numbers, amounts are in yuan. Raises OSError."""
    import xlsxwriter

    safe = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    # Opened first: a folder that is not there is said before the workbook's own files exist.
    with path.open("wb") as stream, xlsxwriter.Workbook(stream, safe) as book:
        book.set_properties({"title": title, "author": author})
        for part in parts:
            _sheet(book, part)


def by_ending(parts: Sequence[Part], path: Path, title: str, author: str) -> None:
    """A workbook for a name in ``.xlsx``, else one CSV. Raises OSError."""
    if path.suffix.casefold() == ".xlsx":
        xlsx(parts, path, title, author)
    else:
        csv_file(parts, path)


def _sheet(book: Any, part: Part) -> None:
    sheet = book.add_worksheet(part.heading.translate(_NO_SHEET_NAME)[:31].strip())
    bold = book.add_format({"bold": True, "bottom": 1})
    cells = {unit: book.add_format({"num_format": shape}) for unit, shape in _FORMATS.items()}
    totals = {
        unit: book.add_format({"num_format": shape, "bold": True, "top": 1})
        for unit, shape in _FORMATS.items()
    }
    for place, wide in enumerate(_widths(part)):
        sheet.set_column(place, place, wide)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(part.columns):
        sheet.write_string(0, place, neutral(column.title), bold)
    rows = [*part.rows, part.total] if part.total else part.rows
    for line, row in enumerate(rows, 1):
        formats = totals if row is part.total else cells
        for place, (cell, column) in enumerate(zip(row, part.columns, strict=True)):
            _write(sheet, line, place, cell, column.unit, formats[column.unit])


def _write(sheet: Any, line: int, place: int, cell: Cell, unit: Unit, shape: Any) -> None:
    if cell is None or cell == "":
        sheet.write_blank(line, place, None, shape)
    elif isinstance(cell, str):
        sheet.write_string(line, place, neutral(cell), shape)
    else:
        sheet.write_number(line, place, Decimal(cell).scaleb(-2) if unit == "fen" else cell, shape)


def _widths(part: Part) -> list[int]:
    """Wide enough for what stands in its first rows; an ideograph takes two."""
    shown = [tuple(column.title for column in part.columns), *map(part.shown, part.rows[:_LOOKED_AT])]
    if part.total:
        shown.append(part.shown(part.total))
    return [
        min(_WIDEST, 2 + max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in text) for text in texts))
        for texts in zip(*shown, strict=True)
    ]


def csv_file(parts: Iterable[Part], path: Path) -> None:
    """Write one CSV, part below part, in UTF-8 with a mark by which spreadsheets know it. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        for place, part in enumerate(parts):
            if place:
                writer.writerow([])
            writer.writerow([neutral(part.heading)])
            writer.writerow([neutral(column.title) for column in part.columns])
            rows = [*part.rows, part.total] if part.total else part.rows
            cells = zip(*rows, strict=True)
            units = (column.unit for column in part.columns)
            writer.writerows(zip(*map(_plain, cells, units), strict=True))


def _plain(cells: Sequence[Any], unit: Unit) -> Sequence[Any]:
    """A whole column as other programs read it: many rows go fast this way. None becomes an empty cell."""
    if unit == "fen":
        return [None if cell is None else money.plain(cell) for cell in cells]
    if unit in ("percent", "days"):
        return [None if cell is None else round(cell, 4) for cell in cells]
    if unit == "count":
        return cells
    texts = [cell or "" for cell in cells]
    return texts if _FORMULA.isdisjoint(map(_first, texts)) else [neutral(text) for text in texts]
