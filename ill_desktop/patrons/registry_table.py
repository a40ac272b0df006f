"""A file as a table of texts: CSV in the encodings registries come in, or a sheet of an XLSX workbook.

What is wrong with a file as a whole is a Refusal ``registry.…``, whatever the name of the file says.
"""

from __future__ import annotations

import codecs
import csv
import gc
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from pathlib import Path, PurePath
from typing import NamedTuple

from ill_desktop.errors import Refusal
from ill_desktop.patrons import registry_columns, registry_xlsx

LARGEST_MIB = 64
ROWS_AT_MOST = 500_000
BATCH = 4096
# A title and a note may stand above the heading.
HEADING_WITHIN = 10
FEWEST_COLUMNS = len(registry_columns.REQUIRED)
_DELIMITERS = ",;\t"
_AT_ONCE = 1 << 20  # decoded in pieces, so that a window beside it never waits
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Batch = tuple[Sequence[int], Sequence[Sequence[str]]]
"""The lines of the file on which rows begin, from 1, and the cells of those rows."""
Step = Callable[[int, int], object]
"""Told ``(done, of)``, of 0 where it is not known; what it raises stops the work."""


def silent(_done: int, _of: int) -> None:
    """A step that nobody hears."""


class Misfit(NamedTuple):
    """Lines that are no row: a quotation mark is out of place (``unreadable``, over many lines ``torn``), or
    the row has cells too few (``short``) or too many (``long``), so that others have moved."""

    first: int
    last: int
    code: str
    cells: int = 0


@dataclass
class Table:
    """What stands below the heading, column by column, blank lines left out.

    ``lines`` says where in the file each row begins. ``sheets`` are those of a workbook, ``sheet`` the one
    that was read.
    """

    name: str
    headings: tuple[str, ...]
    columns: tuple[list[str], ...]
    lines: list[int] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    sha256: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""

    @classmethod
    def of(cls, name: str, headings: Sequence[str]) -> Table:
        """An empty one. Delimiters at the end of the heading name nothing."""
        titles = [title.strip() for title in headings]
        while titles and not titles[-1]:
            titles.pop()
        return cls(name, tuple(titles), tuple([] for _ in titles))

    def add(self, lines: Sequence[int], rows: Sequence[Sequence[str]], fit: bool) -> None:
        """Take in rows. ``fit``: make them as wide as the heading, for the cells of a workbook stand where
        they stand; in a CSV they have moved."""
        width = len(self.headings)
        if set(map(len, rows)) - {width} or not all(map(str.strip, map(itemgetter(0), rows))):
            lines, rows = self._sorted_out(lines, rows, fit)
        self.lines += lines
        for column, cells in zip(self.columns, zip(*rows, strict=True), strict=False):
            column += cells

    def _sorted_out(
        self, lines: Sequence[int], rows: Sequence[Sequence[str]], fit: bool
    ) -> tuple[list[int], list[Sequence[str]]]:
        """Row by row: without blank ones and misfits."""
        width = len(self.headings)
        kept: list[tuple[int, Sequence[str]]] = []
        for line, cells in zip(lines, rows, strict=True):
            if not "".join(cells).strip():
                continue
            if fit:
                kept.append((line, (*cells, *[""] * width)[:width]))
            elif len(cells) < width:
                self.misfits.append(Misfit(line, line, "short", len(cells)))
            elif "".join(cells[width:]).strip():
                self.misfits.append(Misfit(line, line, "long", len(cells)))
            else:
                kept.append((line, cells[:width]))
        return [line for line, _cells in kept], [cells for _line, cells in kept]


@contextmanager
def unwatched() -> Iterator[None]:
    """While rows by the hundred thousand are built: there are no circles among them, and looking for some
    takes a third of the time."""
    watched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if watched:
            gc.enable()


def load(path: Path) -> bytes:
    """The bytes of a file. Raises Refusal ``registry.file`` or ``registry.size``."""
    try:
        if path.stat().st_size > LARGEST_MIB << 20:
            raise Refusal("registry.size", name=path.name, largest=LARGEST_MIB)
        return path.read_bytes()
    except OSError as problem:
        raise Refusal("registry.file", name=path.name, problem=problem.strerror or "") from problem


@unwatched()
def read(data: bytes, file_name: str, sheet: str | None = None, step: Step = silent) -> Table:
    """Read a file whole. ``sheet`` names one of a workbook (default: its first).

    Raises Refusal ``registry.size``, ``empty``, ``encoding``, ``markup``, ``table``, ``rows``; for a workbook
    also ``password``, ``old_workbook``, ``no_workbook``, ``broken``, ``unpacks``, ``sheet``.
    """
    name = PurePath(file_name.replace("\\", "/")).name[:200]
    if len(data) > LARGEST_MIB << 20:
        raise Refusal("registry.size", name=name, largest=LARGEST_MIB)
    if data.startswith(_OLE):
        # A workbook with a password is an encrypted package inside the old format.
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refusal("registry.password" if locked else "registry.old_workbook", name=name)
    if data.startswith(_ZIP):
        with registry_xlsx.Workbook(data, name) as book:
            chosen = book.choose(sheet)
            table = _collected(_batched(book.rows(chosen)), name, book.size(chosen), step, fit=True)
            table.sheets, table.sheet = book.sheets, chosen
    else:
        text = _decoded(data, name)
        if not text.strip():
            raise Refusal("registry.empty", name=name)
        if text.lstrip()[:1] == "<":
            raise Refusal("registry.markup", name=name)
        torn: list[Misfit] = []
        table = _collected(_csv(text, torn), name, text.count("\n"), step)
        table.misfits += torn
    if not table.lines and not table.misfits:
        raise Refusal("registry.empty", name=name)
    table.sha256 = hashlib.sha256(data).hexdigest()
    return table


def _collected(batches: Iterable[Batch], name: str, of: int, step: Step, fit: bool = False) -> Table:
    """The heading found, and the rows below it."""
    table: Table | None = None
    for lines, rows in batches:
        if table is None:
            at = _heading(rows, name)
            table = Table.of(name, rows[at])
            lines, rows = lines[at + 1 :], rows[at + 1 :]
        table.add(lines, rows, fit)
        step(len(table.lines), max(of, len(table.lines)))
        if len(table.lines) > ROWS_AT_MOST:
            raise Refusal("registry.rows", name=name, most=f"{ROWS_AT_MOST:,}")
    if table is None:
        raise Refusal("registry.empty", name=name)
    return table


def _heading(rows: Sequence[Sequence[str]], name: str) -> int:
    """Where the heading is: what is recognised best among the first rows, else the first that is a row."""
    above = rows[:HEADING_WITHIN]
    wide = [at for at, cells in enumerate(above) if len(cells) >= FEWEST_COLUMNS]
    if not wide:
        raise Refusal("registry.table", name=name, fewest=FEWEST_COLUMNS)
    counts = {at: registry_columns.known(above[at]) for at in wide}
    best = max(wide, key=lambda at: counts[at])
    return best if counts[best] > 1 else wide[0]


def _batched(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[Batch]:
    while batch := list(islice(rows, BATCH)):
        yield [line for line, _cells in batch], [cells for _line, cells in batch]


def _decoded(data: bytes, name: str) -> str:
    for encoding in _encodings(data):
        try:
            pieces = (data[start : start + _AT_ONCE] for start in range(0, len(data), _AT_ONCE))
            text = "".join(codecs.iterdecode(pieces, encoding))
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal("registry.encoding", name=name)


def _encodings(data: bytes) -> tuple[str, ...]:
    """What the bytes may be in. A zero byte is half of a character, or the file is no text at all;
    GB18030 would make something of it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if b"\0" not in data:
        return ("utf-8-sig", "gb18030")
    # Commas, digits and line ends have their zero in the upper byte.
    evens, odds = data[::2].count(0), data[1::2].count(0)
    return ("utf-16-le",) if odds > evens else ("utf-16-be",)


def _csv(text: str, torn: list[Misfit]) -> Iterator[Batch]:
    """The rows of a CSV, many at once as long as each is one line."""
    delimiter = _delimiter(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        before = rows.line_num
        try:
            batch = list(islice(rows, BATCH))
        except csv.Error:
            batch = None
        if batch is None or rows.line_num - before != len(batch):
            yield from _batched(_with_care(text, delimiter, before, torn))
            return
        if not batch:
            return
        yield range(before + 1, rows.line_num + 1), batch


def _with_care(
    text: str, delimiter: str, after: int, torn: list[Misfit]
) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows after a line, one by one; lines with a quotation mark out of place go to ``torn``."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error:
            last = rows.line_num
            torn.append(Misfit(line, last, "unreadable" if line == last else "torn"))
            continue
        if cells is None:
            return
        if line > after:
            yield line, cells


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: what the first lines have most of, or what a spreadsheet says on the first."""
    told = text[4:5] if text[:4].casefold() == "sep=" else ""
    if told.strip() or told == "\t":
        return told
    first = text[:4000]
    return max(_DELIMITERS, key=first.count)
