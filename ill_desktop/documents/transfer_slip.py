"""The internal transfer slip, as annex 1 of [G] has it: the upper half of an A4 sheet, filled or blank.

The form itself is Chinese in every language, because finance accepts no other.
"""

from __future__ import annotations

from ill_desktop import money
from ill_desktop.documents import marks
from ill_desktop.documents.canvas import A4, MM, Sheet, Style
from ill_desktop.documents.facts import TransferSlip
from ill_desktop.documents.page import Block, Strip, draw_down
from ill_desktop.words import Words, load

_FORM = Strip(20 * MM, 170 * MM)
_QUARTER = _FORM.width / 4
_TOP = 37 * MM
_ROW = 11.5 * MM
_ROWS = 6
_PAD = 3 * MM
_QR = 20 * MM
_SHOWN = 3  # transaction numbers; of more the slip tells how many

_TITLE = Style(20, bold=True)
_BODY = Style(11)
_DENSE = Style(9)
_CAPTION = Style(6.5, ink=0.4)
_NOTE = Style(9, ink=0.25)


def pdf(slip: TransferSlip, words: Words) -> bytes:
    """One page. Raises ValueError for a negative amount and a QR text no code can hold."""
    sheet = Sheet(A4, slip.number or slip.title, slip.payee_unit, words.language)
    if slip.voided:
        marks.void(sheet, _TOP + 3 * _ROW, 110)
    middle = A4[0] / 2
    sheet.text(middle, 21 * MM, slip.title, _TITLE, "center", _FORM.width)
    sheet.text(middle, 31 * MM, _day(slip), _BODY, "center")
    mark = marks.mark(slip.copy, slip.voided, words)
    sheet.text(_FORM.right, 31 * MM, mark, Style(12, bold=True), "right", 1.4 * _QUARTER)
    _grid(sheet)
    _labels(sheet, words)
    for (row, start, quarters), text in _values(slip).items():
        _cell(sheet, row, start, quarters, text)
    _below(sheet, slip, words)
    _cut_marks(sheet)
    return sheet.pdf()


def _day(slip: TransferSlip) -> str:
    if slip.day is None:
        return "年　　　月　　　日"
    return f"{slip.day.year} 年 {slip.day.month} 月 {slip.day.day} 日"


def _grid(sheet: Sheet) -> None:
    """Six rows; the purpose spans three quarters, the capitals two, the last row is not divided."""
    sheet.box(_FORM.left, _TOP, _FORM.width, _ROWS * _ROW, 1.0)
    for row in range(1, _ROWS):
        sheet.line((_FORM.left, _TOP + row * _ROW), (_FORM.right, _TOP + row * _ROW))
    for quarter, first, last in ((1, 0, 5), (2, 0, 3), (3, 0, 3), (3, 4, 5)):
        x = _FORM.left + quarter * _QUARTER
        sheet.line((x, _TOP + first * _ROW), (x, _TOP + last * _ROW))


_LABELS = {
    "payee": (0, 0),
    "payer": (0, 2),
    "department_code": (1, 0),
    "payer_department_code": (1, 2),
    "project_code": (2, 0),
    "payer_project_code": (2, 2),
    "purpose": (3, 0),
    "amount": (4, 0),
    "manager": (5, 0),
    "handler": (5, 2),
}


def _labels(sheet: Sheet, words: Words) -> None:
    """What is printed on the form; in another language a small caption under the Chinese."""
    chinese = load("zh_CN")
    captioned = words.language != "zh_CN"
    for name, (row, quarter) in _LABELS.items():
        key = f"paper.transfer.{name.removeprefix('payer_')}"
        x, y = _FORM.left + quarter * _QUARTER + _PAD, _TOP + row * _ROW
        room = _QUARTER - 2 * _PAD
        middle = y + (_ROW - _BODY.leading) / 2 + _BODY.rise
        sheet.text(x, middle - (4 if captioned else 0), chinese(key), _BODY, room=room)
        if captioned:
            sheet.text(x, middle + 6, words(key), _CAPTION, room=room)


def _values(slip: TransferSlip) -> dict[tuple[int, int, int], str]:
    """What is filled in, by row, first quarter and number of quarters."""
    capitals, figures = load("zh_CN")("paper.transfer.currency"), "¥"
    if slip.amount_fen is not None:
        capitals = money.in_capitals(slip.amount_fen)
        figures = f"¥ {money.figures(slip.amount_fen)}"
    return {
        (0, 1, 1): slip.payee_unit,
        (0, 3, 1): slip.payer_unit,
        (1, 1, 1): slip.payee_department_code,
        (1, 3, 1): slip.payer_department_code,
        (2, 1, 1): slip.payee_project_code,
        (2, 3, 1): slip.payer_project_code,
        (3, 1, 3): slip.purpose,
        (4, 1, 2): capitals,
        (4, 3, 1): figures,
    }


def _cell(sheet: Sheet, row: int, start: int, quarters: int, text: str) -> None:
    """A value in the middle of its cell: one line, or two in smaller type."""
    strip = Strip(_FORM.left + start * _QUARTER + _PAD, quarters * _QUARTER - 2 * _PAD)
    block = strip.paragraph(text, _BODY, most=2)
    if block.height > _BODY.leading:
        block = strip.paragraph(text, _DENSE, most=2)
    block.draw(sheet, _TOP + row * _ROW + (_ROW - block.height) / 2)


def _below(sheet: Sheet, slip: TransferSlip, words: Words) -> None:
    """Whose slip it is and what to do with it, for the reader; the code for the counter."""
    top = _TOP + _ROWS * _ROW + 4 * MM
    notes = Strip(_FORM.left, _FORM.width - (_QR + 8 * MM if slip.qr else 0))
    blocks: list[Block] = [
        notes.paragraph(_about(slip, words), _NOTE, most=3),
        notes.gap(1 * MM),
        notes.paragraph(slip.instructions, _NOTE, most=3),
    ]
    draw_down(sheet, top, blocks)
    if slip.qr:
        _FORM.code(slip.qr, _QR).draw(sheet, top)


def _about(slip: TransferSlip, words: Words) -> str:
    shown = slip.transactions[:_SHOWN]
    parts = []
    if shown:
        more = words("paper.transfer.transactions_more", count=len(slip.transactions))
        rest = [more] if len(slip.transactions) > len(shown) else []
        parts.append(" ".join([words("paper.transfer.transaction"), ", ".join(shown), *rest]))
    if slip.patron_name or slip.patron_number:
        parts.append(f"{words('paper.transfer.reader')} {slip.patron_name} {slip.patron_number}")
    if slip.number:
        parts.append(f"{words('paper.transfer.number')} {slip.number}")
    return " · ".join(parts)


def _cut_marks(sheet: Sheet) -> None:
    """Where the sheet is halved: nothing stands below."""
    y = A4[1] / 2
    for start, end in ((4 * MM, 10 * MM), (A4[0] - 10 * MM, A4[0] - 4 * MM)):
        sheet.line((start, y), (end, y), 0.5, 0.6)
