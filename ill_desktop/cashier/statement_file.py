"""A statement of the bank or the campus card as CSV: which column is which, what each row says. Pure."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from ill_desktop import money

# What statements call their columns; the first heading that fits is taken.
HEADINGS: dict[str, tuple[str, ...]] = {
    "day": ("交易日期", "交易时间", "记账日期", "日期", "时间", "date", "day", "posted"),
    "amount": ("金额", "交易金额", "发生额", "amount"),
    "credit": ("收入", "贷方", "贷方金额", "贷方发生额", "credit", "in"),
    "debit": ("支出", "借方", "借方金额", "借方发生额", "debit", "out"),
    "direction": ("借贷标志", "借贷方向", "借贷", "收支", "收/支", "借/贷", "收支类型", "dc", "direction"),
    "reference": (
        "流水号",
        "交易流水号",
        "凭证号",
        "参考号",
        "终端流水号",
        "订单号",
        "reference",
        "ref",
        "number",
    ),
    "payer": ("对方户名", "付款人", "付款方", "姓名", "户名", "payer", "name"),
    "note": ("摘要", "用途", "附言", "备注", "note", "purpose", "description"),
}
LARGEST_BYTES = 20 << 20
CAME = frozenset({"贷", "贷方", "收", "收入", "入账", "c", "cr", "credit", "in", "+"})
WENT = frozenset({"借", "借方", "支", "支出", "出账", "d", "dr", "debit", "out", "-"})
# With something between its parts, or eight digits; a time of day may follow, no other digit.
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})|(\d\d)(\d\d)(?:\d{6}$)?)(?!\d)")


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


@dataclass
class Read:
    """What a file says, and what in it could not be read."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(data: bytes) -> Read:
    """Every row and every problem. Nothing is guessed: a row that cannot be read is named."""
    found = Read()
    if len(data) > LARGEST_BYTES:
        found.problems.append(Problem(0, "large", {"most": LARGEST_BYTES >> 20}))
        return found
    text = _decoded(data)
    if text is None:
        found.problems.append(Problem(0, "encoding", {}))
        return found
    try:
        lines = list(csv.reader(io.StringIO(text, newline=None), delimiter=_delimiter(text)))
    except csv.Error:  # a cell longer than any statement has
        found.problems.append(Problem(0, "cell", {}))
        return found
    start, places = _heading(lines)
    if places is None:
        found.problems.append(Problem(0, "columns", {}))
        return found
    for number, cells in enumerate(lines[start + 1 :], start + 2):
        if any(cell.strip() for cell in cells):
            _row(cells, places, number, found)
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
    return max(",;\t", key=text[:4000].count)


def _heading(lines: list[list[str]]) -> tuple[int, dict[str, int] | None]:
    """Banks put their own lines above the heading: the first that names a day and an amount is it."""
    for at, cells in enumerate(lines[:30]):
        places: dict[str, int] = {}
        for column, names in HEADINGS.items():
            for place, cell in enumerate(cells):
                if unicodedata.normalize("NFKC", cell).strip().casefold() in names and column not in places:
                    places[column] = place
        if "day" in places and ("amount" in places or "credit" in places):
            return at, places
    return 0, None


def _row(cells: list[str], places: dict[str, int], number: int, found: Read) -> None:
    def cell(column: str) -> str:
        place = places.get(column, -1)
        return cells[place].strip() if 0 <= place < len(cells) else ""

    day, amount = _day(cell("day")), _amount(cell("amount"), cell("credit"), cell("debit"))
    way = _direction(cell("direction")) if "direction" in places and cell("amount") else 1
    if day is None:
        found.problems.append(Problem(number, "day", {"text": cell("day")[:24]}))
    elif amount is None:
        found.problems.append(Problem(number, "amount", {"text": (cell("amount") or cell("credit"))[:24]}))
    elif way is None:
        found.problems.append(Problem(number, "direction", {"text": cell("direction")[:24]}))
    elif amount:
        texts = [_line(cell(column)) for column in ("reference", "payer", "note")]
        found.rows.append(Row(day, way * amount, *texts))


def _line(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())[:100].strip("'\t ")


def _day(text: str) -> str | None:
    match = _DAY.match(unicodedata.normalize("NFKC", text))
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
    sign = -1 if plain[:1] in "-−－" else 1
    return sign * money.parse(plain[1:] if plain[:1] in "+＋-−－" else plain)


def _direction(text: str) -> int | None:
    """+1 for money that came, -1 for money that went; None: it does not say."""
    said = unicodedata.normalize("NFKC", text).strip().casefold()
    return 1 if said in CAME else -1 if said in WENT else None
