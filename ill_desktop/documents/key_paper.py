"""The code of the key file as one page for the safe: large enough to be typed by whoever finds it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ill_desktop.documents import qr
from ill_desktop.documents.canvas import A4, MM, Sheet, Style
from ill_desktop.documents.page import Block, Strip, draw_down, height_of, together
from ill_desktop.words import Words

_MARGIN = 17 * MM
_WHOLE = Strip(_MARGIN, A4[0] - 2 * _MARGIN)
_QR = 42 * MM
_COLUMNS, _ROW = 4, 16 * MM
_GREY = 0.32
_CODE = Style(27, bold=True)
_PLACE = Style(9, ink=_GREY)
_SAID = ("what", "where", "apart")


@dataclass(frozen=True)
class KeyPaper:
    """``library`` in both languages, the leading one first; ``code`` in groups with a hyphen between;
    ``mark`` tells whose key it is, and nothing else of it."""

    library: tuple[str, str]
    code: str
    mark: str
    printed_on: dt.date


def pdf(paper: KeyPaper, words: Words, other: Words) -> bytes:
    """One A4 page; ``words`` lead, ``other`` stand below. Raises ValueError for what is no code."""
    parts = [
        together(_head(paper, words, other)),
        together(_code(paper.code)),
        together(_foot(paper, words)),
        *(together(_said(key, words, other)) for key in _SAID),
    ]
    between = (A4[1] - 2 * _MARGIN - height_of(parts)) / (len(parts) - 1)
    sheet = Sheet(A4, words("paper.key.heading"), paper.library[0], words.language)
    top = _MARGIN
    for part in parts:
        top = draw_down(sheet, top, [part]) + min(max(between, 0), 12 * MM)
    return sheet.pdf()


def _head(paper: KeyPaper, words: Words, other: Words) -> list[Block]:
    return [
        _WHOLE.paragraph("  ".join(paper.library), Style(12.5, ink=_GREY), most=2),
        _WHOLE.gap(3 * MM),
        _WHOLE.paragraph(words("paper.key.heading"), Style(34, bold=True), most=2),
        _WHOLE.paragraph(other("paper.key.heading"), Style(17, ink=_GREY), most=2),
        _WHOLE.gap(2 * MM),
        _WHOLE.paragraph(
            "  ·  ".join((words("paper.key.heading_other"), other("paper.key.heading_other"))),
            Style(13, bold=True),
        ),
    ]


def _code(code: str) -> list[Block]:
    """Numbered groups, four in a row, in a frame."""
    groups = code.split("-")
    rows = [groups[at : at + _COLUMNS] for at in range(0, len(groups), _COLUMNS)]
    pad, wide = 6 * MM, (_WHOLE.width - 12 * MM) / _COLUMNS
    height = len(rows) * _ROW + 2 * pad

    def draw(sheet: Sheet, top: float) -> None:
        sheet.box(_WHOLE.left, top, _WHOLE.width, height, 1.2)
        for row, line in enumerate(rows):
            y = top + pad + row * _ROW + _CODE.rise
            for column, group in enumerate(line):
                x = _WHOLE.left + pad + column * wide
                sheet.text(x, y, str(row * _COLUMNS + column + 1), _PLACE, "left", wide)
                sheet.text(x + 7 * MM, y, group, _CODE, "left", wide - 7 * MM)

    return [Block(height, draw)]


def _foot(paper: KeyPaper, words: Words) -> list[Block]:
    """The same for a scanner, and which library it opens."""
    rows = qr.matrix(paper.code)
    text = Strip(_MARGIN + _QR + 8 * MM, _WHOLE.width - _QR - 8 * MM)
    lines = [
        text.gap(8 * MM),
        text.paragraph(words("paper.key.mark", mark=paper.mark), Style(13), most=2),
        text.gap(2 * MM),
        text.paragraph(words("paper.key.printed", day=paper.printed_on.isoformat()), Style(11, ink=_GREY)),
    ]

    def draw(sheet: Sheet, top: float) -> None:
        sheet.qr(_MARGIN, top, _QR, rows)
        draw_down(sheet, top, lines)

    return [Block(max(_QR, height_of(lines)), draw)]


def _said(key: str, words: Words, other: Words) -> list[Block]:
    return [
        _WHOLE.paragraph(words(f"paper.key.{key}"), Style(12), most=6),
        _WHOLE.gap(1 * MM),
        _WHOLE.paragraph(other(f"paper.key.{key}"), Style(10, ink=_GREY), most=6),
    ]
