"""A receipt on a paper roll: one column, black only, as long as what it says."""

from __future__ import annotations

from dataclasses import dataclass

from ill_desktop import money
from ill_desktop.documents import marks
from ill_desktop.documents import receipt_parts as parts
from ill_desktop.documents.canvas import MM, Style
from ill_desktop.documents.facts import Receipt
from ill_desktop.documents.page import Block, Strip, draw_down, height_of, pages_of
from ill_desktop.words import Words

_LONGEST = 4000 * MM  # a PDF page may be five metres; what is longer goes on on another


@dataclass(frozen=True)
class Look:
    """The measures of one roll. Thermal heads have no grey: rank is shown by size and weight."""

    width: float
    margin: float
    heading: Style
    body: Style
    small: Style
    qr: float


LOOKS = {
    "80mm": Look(80 * MM, 5 * MM, Style(13, bold=True), Style(10.5), Style(8.5), 24 * MM),
    "58mm": Look(58 * MM, 5 * MM, Style(11, bold=True), Style(8.5), Style(7.2), 20 * MM),
}


def pdf(receipt: Receipt, words: Words, capitals: str, look: Look) -> bytes:
    """The whole receipt on one strip of paper."""
    strip = Strip(look.margin, look.width - 2 * look.margin)
    blocks = [
        *_head(receipt, words, look, strip),
        *_charges(receipt, look, strip),
        *_sum(receipt, words, capitals, look, strip),
        *_foot(receipt, words, look, strip),
    ]
    pages = pages_of(blocks, _LONGEST - 2 * look.margin)
    height = max(map(height_of, pages)) + 2 * look.margin
    sheet = parts.start(receipt, (look.width, height), words)
    for page in sheet.turning(pages):
        if receipt.voided:
            marks.void(sheet, height * 0.42, look.width / 3)
        draw_down(sheet, look.margin, page)
    return sheet.pdf()


def _dashes(look: Look, strip: Strip) -> Block:
    return strip.rule(look.body.size * 0.6, 0.7, dashed=True)


def _head(receipt: Receipt, words: Words, look: Look, strip: Strip) -> list[Block]:
    mark = marks.mark(receipt.copy, receipt.voided, words)
    marked = [strip.gap(4), strip.frame([mark], look.heading, 2)] if mark else []
    return [
        strip.paragraph(receipt.library, look.heading, "center"),
        strip.paragraph(receipt.service, look.body, "center"),
        *marked,
        _dashes(look, strip),
        *([strip.pair(words("paper.receipt.number"), receipt.number, look.body)] if receipt.number else []),
        strip.pair(words("paper.receipt.time"), parts.when(receipt), look.body),
        *_reader(receipt, words, look, strip),
        *(strip.pair(name, value, look.body) for name, value in receipt.particulars),
        _dashes(look, strip),
    ]


def _reader(receipt: Receipt, words: Words, look: Look, strip: Strip) -> list[Block]:
    """Name and number on one line, or the number below a long name: neither may be cut for the other."""
    if not receipt.patron_name:
        return [strip.pair(name, value, look.body) for name, value in parts.head(receipt, words)]
    label = words("paper.receipt.reader")
    line = strip.pair(label, f"{receipt.patron_name} {receipt.patron_number}", look.body)
    if line.height <= look.body.leading:
        return [line]
    name = strip.pair(label, receipt.patron_name, look.body)
    return [name, strip.paragraph(receipt.patron_number, look.body, "right")]


def _charges(receipt: Receipt, look: Look, strip: Strip) -> list[Block]:
    blocks = []
    for charge in receipt.lines:
        blocks.append(strip.amount(charge.label, money.figures(charge.amount_fen), look.body))
        blocks.append(strip.paragraph(charge.detail, look.small))
        blocks.append(strip.gap(look.body.size * 0.15))
    return blocks


def _sum(receipt: Receipt, words: Words, capitals: str, look: Look, strip: Strip) -> list[Block]:
    blocks = [
        strip.rule(look.body.size * 0.45, 0.9),
        strip.amount(parts.total(receipt, words), money.yuan(receipt.total_fen), look.heading),
        strip.paragraph(capitals, look.body),
        strip.gap(look.body.size * 0.4),
    ]
    for label, amount, reference in parts.paid(receipt, words):
        blocks.append(strip.amount(label, amount, look.body))
        blocks.append(strip.paragraph(reference, look.small))
    if receipt.note:
        blocks += [strip.gap(look.body.size * 0.4), strip.paragraph(receipt.note, look.small, most=8)]
    return blocks


def _foot(receipt: Receipt, words: Words, look: Look, strip: Strip) -> list[Block]:
    kind = parts.kind(receipt, words)
    lines = ["　".join(kind)] if words.language == "zh_CN" else kind
    code = [strip.qr(receipt.qr, look.qr)] if receipt.qr else [strip.gap(look.body.size * 0.6)]
    return [
        _dashes(look, strip),
        strip.frame(lines, Style(look.body.size, bold=True), look.body.size * 0.45),
        *code,
        strip.paragraph(parts.desk(receipt, words), look.small, "center"),
        strip.paragraph(parts.branch(receipt), look.small, "center"),
    ]
