"""The sheet that asks a partner library for a document: the citation, the terms, and room for an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ill_desktop.documents.canvas import A4, MM, Sheet, Style
from ill_desktop.documents.page import Block, Strip, beside, draw_down, fitting, pages_of
from ill_desktop.words import Words

_BODY = Strip(20 * MM, 170 * MM)
_QR = 26 * MM
_TOP = 18 * MM
_ANSWERS = ("will_supply", "conditional", "retry", "unfilled")

_TITLE = Style(20, bold=True)
_NUMBER = Style(13, bold=True)
_SMALL = Style(9, ink=0.3)
_LABEL = Style(9.5, ink=0.35)
_TEXT = Style(11)
_STRONG = Style(11, bold=True)


@dataclass(frozen=True)
class Party:
    """A library as an address block: its name first, then whatever is known of how to reach it."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class RequestSheet:
    """``citation``, ``terms``: labels and values in the order in which they stand; empty values are left out.

    ``qr`` is the transaction number: scanned at the counter, it opens the request.
    """

    library: str
    number: str
    qr: str
    asked_on: dt.date
    asking: Party
    supplier: Party
    kind: str
    citation: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, str], ...]
    note: str = ""
    copyright: str = ""
    urgent: bool = False


def pdf(sheet: RequestSheet, words: Words) -> bytes:
    """A4; a long citation is set smaller, and goes on overleaf rather than being cut off."""
    room = A4[1] - 2 * _TOP
    blocks = fitting(room, (_blocks(sheet, words, scale) for scale in (1.0, 0.9, 0.8, 0.7)))
    paper = Sheet(A4, f"{words('paper.request.heading')} {sheet.number}", sheet.library, words.language)
    for page in paper.turning(pages_of(blocks, room)):
        draw_down(paper, _TOP, page)
    return paper.pdf()


def _blocks(sheet: RequestSheet, words: Words, scale: float) -> list[Block]:
    return [
        _head(sheet, words),
        _BODY.gap(5 * MM),
        _parties(sheet, words),
        _BODY.rule(4 * MM, 0.8),
        _BODY.paragraph(words("paper.request.wanted", kind=sheet.kind), _STRONG),
        _BODY.gap(2 * MM),
        *_pairs(sheet.citation, scale, strong=True),
        _BODY.rule(3 * MM, 0.4, 0.6),
        *_pairs(sheet.terms, scale),
        *_pairs(((words("paper.request.note"), sheet.note),), scale),
        _BODY.gap(2 * MM),
        _BODY.paragraph(sheet.copyright, _SMALL),
        _BODY.rule(4 * MM, 0.8),
        *_answer(words),
    ]


def _head(sheet: RequestSheet, words: Words) -> Block:
    """The heading at the left, the code at the right."""
    left = Strip(_BODY.left, _BODY.width - _QR - 8 * MM)
    urgent = words("paper.request.urgent") if sheet.urgent else ""
    day = words("paper.request.day", day=sheet.asked_on.isoformat())
    return beside(
        [
            left.paragraph(sheet.library, _SMALL, most=2),
            left.paragraph(words("paper.request.heading"), _TITLE, most=2),
            left.paragraph("  ".join(part for part in (sheet.number, urgent) if part), _NUMBER),
            left.paragraph(day, _SMALL),
        ],
        [_BODY.code(sheet.qr, _QR)],
    )


def _parties(sheet: RequestSheet, words: Words) -> Block:
    half = (_BODY.width - 8 * MM) / 2
    to, by = Strip(_BODY.left, half), Strip(_BODY.right - half, half)
    return beside(
        _party(to, words("paper.request.to"), sheet.supplier),
        _party(by, words("paper.request.by"), sheet.asking),
    )


def _party(strip: Strip, label: str, party: Party) -> list[Block]:
    return [
        strip.paragraph(label, _LABEL),
        strip.paragraph(party.name, _STRONG, most=2),
        *(strip.paragraph(line, _SMALL, most=3) for line in party.lines if line),
    ]


def _pairs(pairs: tuple[tuple[str, str], ...], scale: float, *, strong: bool = False) -> list[Block]:
    """Labels in a column of their own, values hanging beside them."""
    names = Strip(_BODY.left, 36 * MM)
    values = Strip(_BODY.left + 40 * MM, _BODY.width - 40 * MM)
    label, text = Style(_TEXT.size * scale, ink=0.35), Style(_TEXT.size * scale)
    blocks = []
    for place, (name, value) in enumerate(pairs):
        if value:
            style = Style(text.size, bold=strong and place == 0)
            blocks.append(
                beside([names.paragraph(name, label, most=2)], [values.paragraph(value, style, most=6)])
            )
            blocks.append(_BODY.gap(1.2 * MM * scale))
    return blocks


def _answer(words: Words) -> list[Block]:
    """Boxes to tick and lines to write on, for a partner who answers on paper."""
    line = _BODY.left + 30 * MM

    def ruled(label: str) -> Block:
        def draw(page: Sheet, top: float) -> None:
            page.text(_BODY.left, top + _TEXT.rise, label, Style(_TEXT.size, ink=0.35))
            page.line((line, top + _TEXT.leading), (_BODY.right, top + _TEXT.leading), 0.4, 0.5)

        return Block(_TEXT.leading + 3 * MM, draw)

    return [
        _BODY.paragraph(words("paper.request.answer"), _STRONG),
        _BODY.gap(2.5 * MM),
        _ticks([words(f"paper.request.{answer}") for answer in _ANSWERS]),
        _BODY.gap(2.5 * MM),
        *(ruled(words(f"paper.request.{name}")) for name in ("reason", "cost", "date")),
    ]


def _ticks(labels: list[str]) -> Block:
    side, step = 3.6 * MM, _BODY.width / len(labels)

    def draw(page: Sheet, top: float) -> None:
        for place, label in enumerate(labels):
            left = _BODY.left + place * step
            page.box(left, top + 0.6 * MM, side, side, 0.7)
            page.text(left + side + 2 * MM, top + _TEXT.rise, label, _TEXT, room=step - side - 4 * MM)

    return Block(_TEXT.leading, draw)
