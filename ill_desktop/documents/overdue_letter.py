"""The letter about loans that are overdue: what, since when, what it costs by now, where to bring it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ill_desktop import money
from ill_desktop.documents.canvas import A4, MM, Sheet, Style
from ill_desktop.documents.page import Block, Strip, beside, draw_down, pages_of, together
from ill_desktop.words import Words

_BODY = Strip(25 * MM, 165 * MM)
_TOP, _BOTTOM = 25 * MM, 22 * MM
# Where the windows of DL envelopes show it: see letter.
_WINDOW, _WINDOW_TOP = Strip(25 * MM, 80 * MM), 46 * MM
_FIRST = 98 * MM
_QR = 20 * MM

_HEAD = Style(14, bold=True)
_SENDER = Style(7.5, ink=0.35)
_TEXT = Style(11)
_STRONG = Style(11, bold=True)
_SUBJECT = Style(13, bold=True)
_SMALL = Style(9, ink=0.3)


@dataclass(frozen=True)
class Overdue:
    """One loan; ``fine_fen`` is what it costs up to the day of the letter."""

    number: str
    title: str
    barcodes: str
    due_on: dt.date
    days: int
    fine_fen: int


@dataclass(frozen=True)
class OverdueLetter:
    """To one reader, about all that is overdue. ``place``, ``phone``: where to bring it, whom to ask."""

    library: str
    sender: str
    written_on: dt.date
    reader: str
    reader_number: str
    address: tuple[str, ...]
    loans: tuple[Overdue, ...]
    place: str
    phone: str


def pdf(letters: tuple[OverdueLetter, ...], words: Words) -> bytes:
    """Every letter on pages of its own, for an envelope with a window. Raises ValueError for none at all."""
    if not letters:
        raise ValueError("no letter to print")
    sheet = Sheet(A4, words("paper.overdue.heading"), letters[0].library, words.language)
    for letter in sheet.turning(letters):
        _draw(sheet, letter, words)
    return sheet.pdf()


def _draw(sheet: Sheet, letter: OverdueLetter, words: Words) -> None:
    sheet.text(_BODY.left, 28 * MM, letter.library, _HEAD, room=_BODY.width)
    sheet.text(_WINDOW.left, _WINDOW_TOP + 3 * MM, letter.sender, _SENDER, room=_WINDOW.width)
    sheet.line((_WINDOW.left, _WINDOW_TOP + 4 * MM), (_WINDOW.right, _WINDOW_TOP + 4 * MM), 0.3, 0.5)
    lines = (letter.reader, letter.reader_number, *letter.address)
    draw_down(sheet, _WINDOW_TOP + 6 * MM, [_WINDOW.paragraph(line, _TEXT, most=2) for line in lines if line])
    blocks = [*_opening(letter, words), *(_loan(loan, words) for loan in letter.loans)]
    blocks.append(_closing(letter, words))
    pages = pages_of(blocks, A4[1] - _TOP - _BOTTOM, first=A4[1] - _FIRST - _BOTTOM)
    for number, page in enumerate(sheet.turning(pages)):
        draw_down(sheet, _TOP if number else _FIRST, page)


def _opening(letter: OverdueLetter, words: Words) -> list[Block]:
    return [
        _BODY.paragraph(letter.written_on.isoformat(), _TEXT, "right"),
        _BODY.gap(4 * MM),
        _BODY.paragraph(words("paper.overdue.heading"), _SUBJECT, most=2),
        _BODY.gap(3 * MM),
        _BODY.paragraph(words("paper.overdue.dear", name=letter.reader), _TEXT),
        _BODY.gap(2 * MM),
        _BODY.paragraph(words("paper.overdue.text"), _TEXT, most=6),
        _BODY.rule(3 * MM, 0.6),
    ]


def _loan(loan: Overdue, words: Words) -> Block:
    """Title and facts at the left, the code at the right: scanned at the counter, it opens the loan."""
    left = Strip(_BODY.left, _BODY.width - _QR - 8 * MM)
    due = words("paper.overdue.due", due=loan.due_on.isoformat(), days=loan.days)
    fine = words("paper.overdue.fine", amount=money.yuan(loan.fine_fen)) if loan.fine_fen else ""
    facts = [
        left.paragraph(loan.title, _STRONG, most=3),
        left.paragraph(" · ".join(part for part in (loan.number, loan.barcodes) if part), _SMALL, most=2),
        left.paragraph(" · ".join(part for part in (due, fine) if part), _TEXT, most=2),
    ]
    return together([beside(facts, [_BODY.code(loan.number, _QR)]), _BODY.rule(2.5 * MM, 0.4, 0.7)])


def _closing(letter: OverdueLetter, words: Words) -> Block:
    total = sum(loan.fine_fen for loan in letter.loans)
    said = words("paper.overdue.total", amount=money.yuan(total)) if total and len(letter.loans) > 1 else ""
    return together(
        [
            _BODY.paragraph(said, _STRONG),
            _BODY.gap(2 * MM),
            _BODY.paragraph(words("paper.overdue.bring", place=letter.place), _TEXT, most=4),
            _BODY.paragraph(words("paper.overdue.phone", phone=letter.phone), _TEXT),
        ]
    )
