"""A statement of the bank or the campus card as CSV: which column is which, what each row says. Pure."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ill_desktop import money

# What statements call their columns, the clearest name first; what stands in brackets behind is left out.
HEADINGS: dict[str, tuple[str, ...]] = {
    "day": (
        "交易日期",
        "记账日期",
        "入账日期",
        "交易时间",
        "付款时间",
        "日期",
        "时间",
        "date",
        "day",
        "posted",
    ),
    "amount": ("金额", "交易金额", "发生额", "amount"),
    "credit": ("收入", "收入金额", "贷方", "贷方金额", "贷方发生额", "转入金额", "credit", "in"),
    "debit": ("支出", "支出金额", "借方", "借方金额", "借方发生额", "转出金额", "debit", "out"),
    "direction": ("借贷标志", "借贷方向", "借贷", "收支", "收/支", "借/贷", "收支类型", "dc", "direction"),
    "reference": (
        "流水号",
        "交易流水号",
        "终端流水号",
        "银行流水号",
        "交易单号",
        "参考号",
        "订单号",
        "凭证号",
        "reference",
        "ref",
        "number",
    ),
    "payer": (
        "对方户名",
        "对方账户名称",
        "对方名称",
        "付款人",
        "付款方",
        "交易对方",
        "姓名",
        "户名",
        "payer",
        "name",
    ),
    "note": ("用途", "附言", "摘要", "备注", "商品", "note", "purpose", "description"),
}
LARGEST_BYTES = 20 << 20
HEADING_WITHIN = 40  # lines: banks put their own above it
CAME = frozenset({"贷", "贷方", "收", "收入", "入账", "转入", "c", "cr", "credit", "in", "+"})
WENT = frozenset({"借", "借方", "支", "支出", "出账", "转出", "d", "dr", "debit", "out", "-"})
# With something between its parts, or eight digits; a time of day may follow, no other digit.
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})|(\d\d)(\d\d)(?:\d{6}$)?)(?!\d)")
_BRACKETS = re.compile(r"[(\[{【].*$|/?元$")
_AS_TEXT = re.compile(r'\A="(.*)"\Z')  # ="2026112100017": how a spreadsheet is kept from counting


@dataclass(frozen=True)
class Row:
    """One line of a statement: money that came (+) or went (−), in fen; ``day`` is a business date."""

    day: str
    amount_fen: int
    reference: str
    payer: str
    note: str


@dataclass(frozen=True)
class Problem:
    """``statement.problem.<code>`` in words; ``line`` counts from 1, 0 is the whole file."""

    line: int
    code: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Layout:
    """Where things stand: the line of the headings (from 0), and column → place among its cells."""

    heading: int
    places: Mapping[str, int]

    @property
    def complete(self) -> bool:
        """Whether a day and an amount can be read by it."""
        return "day" in self.places and not {"amount", "credit", "debit"}.isdisjoint(self.places)


@dataclass
class Read:
    """What a file says, and what in it could not be read; ``left_out`` counts totals and closing lines."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0


@dataclass(frozen=True)
class File:
    """A file as lines of cells, and where its columns seem to stand (None: nobody knows)."""

    lines: tuple[tuple[str, ...], ...]
    layout: Layout | None

    def headings(self, heading: int) -> tuple[str, ...]:
        """What the cells of a line say, as names of columns."""
        return self.lines[heading] if 0 <= heading < len(self.lines) else ()


def read(data: bytes) -> Read:
    """Every row and every problem, by the columns the file itself names. Nothing is guessed: a row that
    cannot be read is named."""
    found = opened(data)
    if isinstance(found, Problem):
        return Read(problems=[found])
    if found.layout is None:
        return Read(problems=[Problem(0, "columns", {})])
    return rows(found, found.layout)


def opened(data: bytes, known: Mapping[str, str] | None = None) -> File | Problem:
    """The file as a table. ``known``: column → heading, as it was chosen for this account before."""
    if len(data) > LARGEST_BYTES:
        return Problem(0, "large", {"most": LARGEST_BYTES >> 20})
    text = _decoded(data)
    if text is None:
        return Problem(0, "encoding", {})
    try:
        cut = csv.reader(io.StringIO(text, newline=None), delimiter=_delimiter(text))
        lines = tuple(tuple(_AS_TEXT.sub(r"\1", cell.strip()) for cell in cells) for cells in cut)
    except csv.Error:  # a cell longer than any statement has
        return Problem(0, "cell", {})
    return File(lines, _as_before(lines, known or {}) or _layout(lines))


def rows(file: File, layout: Layout, first: dt.date = dt.date.min, last: dt.date = dt.date.max) -> Read:
    """What the lines below the headings say; one of a day before ``first`` or after ``last`` is a problem."""
    found, days = Read(), (first.isoformat(), last.isoformat())
    for number, cells in enumerate(file.lines[layout.heading + 1 :], layout.heading + 2):
        if any(cells):
            _row(cells, layout.places, number, found, days)
    return found


def _decoded(data: bytes) -> str | None:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _delimiter(text: str) -> str:
    return max(",;\t|", key=text[:4000].count)


def _named(cell: str) -> str:
    """A heading without its brackets: ``贷方发生额（收入）`` → ``贷方发生额``."""
    plain = "".join(unicodedata.normalize("NFKC", cell).split()).casefold()
    return _BRACKETS.sub("", _BRACKETS.sub("", plain)) or plain


def _layout(lines: Sequence[Sequence[str]]) -> Layout | None:
    """The first line that names a day and an amount holds the headings."""
    for at, cells in enumerate(lines[:HEADING_WITHIN]):
        layout = Layout(at, places_in(cells))
        if layout.complete:
            return layout
    return None


def places_in(cells: Sequence[str]) -> dict[str, int]:
    """Which column stands where, by what the headings are called."""
    named = [_named(cell) for cell in cells]
    return {
        column: next(named.index(name) for name in names if name in named)
        for column, names in HEADINGS.items()
        if not set(names).isdisjoint(named)
    }


def _as_before(lines: Sequence[Sequence[str]], known: Mapping[str, str]) -> Layout | None:
    """The first line that has all the headings chosen before."""
    for at, cells in enumerate(lines[:HEADING_WITHIN]):
        if known and set(known.values()) <= set(cells):
            return Layout(at, {column: cells.index(heading) for column, heading in known.items()})
    return None


def _row(
    cells: Sequence[str], places: Mapping[str, int], number: int, found: Read, days: tuple[str, str]
) -> None:
    def cell(column: str) -> str:
        place = places.get(column, -1)
        return cells[place].strip() if 0 <= place < len(cells) else ""

    day = _day(cell("day"))
    figures = [cell(column) for column in ("amount", "credit", "debit")]
    if day is None and (not any(figures) or _is_total(cells)):
        found.left_out += 1
        return
    amount = _amount(*figures)
    way = _direction(cell("direction")) if "direction" in places and figures[0] else 1
    if day is None:
        found.problems.append(Problem(number, "day", {"text": cell("day")[:24]}))
    elif not days[0] <= day <= days[1]:
        found.problems.append(Problem(number, "far", {"day": day, "first": days[0], "last": days[1]}))
    elif amount is None:
        found.problems.append(Problem(number, "amount", {"text": next(filter(None, figures), "")[:24]}))
    elif way is None:
        found.problems.append(Problem(number, "direction", {"text": cell("direction")[:24]}))
    elif amount:
        texts = [_line(cell(column)) for column in ("reference", "payer", "note")]
        found.rows.append(Row(day, way * amount, *texts))


_TOTALS = ("合计", "总计", "小计", "本页", "累计", "期初", "期末", "上期", "承前页", "过次页", "total")


def _is_total(cells: Sequence[str]) -> bool:
    """A sum or a balance carried on, told by its first words; a day would make it a movement."""
    first = next((cell for cell in cells if cell), "")
    return unicodedata.normalize("NFKC", first).casefold().replace(" ", "").startswith(_TOTALS)


def _line(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())[:100].strip("'\t ")


def _day(text: str) -> str | None:
    match = _DAY.match(unicodedata.normalize("NFKC", text).lstrip("'"))
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5])).isoformat()
    except ValueError:
        return None


def _amount(amount: str, credit: str, debit: str) -> int | None:
    """One signed column, or one for what came and one for what went."""
    try:
        if amount:
            return _signed(amount)
        return (_signed(credit) if credit else 0) - abs(_signed(debit) if debit else 0)
    except ValueError:
        return None


def _signed(text: str) -> int:
    plain = text.strip()
    if plain in ("-", "--", "—", "－"):  # how a column of its own says: nothing
        return 0
    sign = -1 if plain[:1] in "-−－" else 1
    return sign * money.parse(plain[1:] if plain[:1] in "+＋-−－" else plain)


def _direction(text: str) -> int | None:
    """+1 for money that came, -1 for money that went; None: it does not say."""
    said = unicodedata.normalize("NFKC", text).strip().casefold()
    return 1 if said in CAME else -1 if said in WENT else None
