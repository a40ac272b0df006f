"""Registry files as the tests need them: rows as CSV or XLSX, and files that are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell

from ill_desktop import library
from ill_desktop.patrons import registry_columns, registry_file, registry_table
from ill_desktop.patrons.registry_columns import Choices
from ill_desktop.patrons.registry_file import RegistryFile
from ill_desktop.patrons.registry_table import Table

CLASSES = library.profile("zju").classes
CHINESE = "学工号,姓名,类别,院系,证件末六位,有效期\n"
ENGLISH = "number,name,class,department,last six,valid until\n"
HEADINGS = CHINESE.strip().split(",")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def keyed(text: str) -> str:
    """Stands in for the key of a library."""
    return f"<{text}>"


def table(text: str, encoding: str = "utf-8") -> Table:
    return registry_table.read(text.encode(encoding), "名册.csv")


def checked(text: str, encoding: str = "utf-8", **classes: str) -> RegistryFile:
    """A CSV read by its headings."""
    return check(table(text, encoding), **classes)


def check(read: Table, **classes: str) -> RegistryFile:
    choices = Choices(registry_columns.recognised(read.headings), classes)
    return registry_file.check(read, choices, CLASSES, keyed)


def told(file: RegistryFile) -> list[tuple[int, str, str]]:
    """Line, column and code of every problem."""
    return [(problem.line, problem.column, problem.code) for problem in file.problems]


class Cell:
    """A value with the number format it is shown in."""

    def __init__(self, value: Any, shape: str) -> None:
        self.value, self.shape = value, shape


def workbook(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = ()) -> bytes:
    """An XLSX; cells are values or :class:`Cell`."""
    book = openpyxl.Workbook(write_only=True)
    for at, rows in enumerate(sheets):
        sheet = book.create_sheet(names[at] if names else None)
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, Cell):
        return value
    cell = WriteOnlyCell(sheet, value=value.value)
    cell.number_format = value.shape
    return cell


def repacked(data: bytes, **members: bytes) -> bytes:
    """A workbook with some members replaced; ``sheet`` stands for its first sheet."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    changed = {names.get(name, name): content for name, content in members.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, changed.get(member, old.read(member)))
    return stream.getvalue()
