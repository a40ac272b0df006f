"""A receipt on A5: what an office files. The head and the sum are ruled, the foot stands at the bottom."""

from __future__ import annotations

from ill_desktop import money
from ill_desktop.documents import marks
from ill_desktop.documents import receipt_parts as parts
from ill_desktop.documents.canvas import MM, Sheet, Style
from ill_desktop.documents.facts import Receipt
from ill_desktop.documents.page import Block, Strip, beside, draw_down, height_of, pages_of, together
from ill_desktop.documents.text import clean, width
from ill_desktop.words import Words

_SIZE = (148 * MM, 210 * MM)
_MARGIN = 14 * MM
_COLUMN = Strip(_MARGIN, _SIZE[0] - 2 * _MARGIN)
_LEFT = Strip(_MARGIN, _COLUMN.width / 2 - 2 * MM)
_RIGHT = Strip(_MARGIN + _COLUMN.width / 2, _COLUMN.width / 2)
_QR = 24 * MM
_FOOT = _QR + 6 * MM

_TITLE = Style(16, bold=True)
_KIND = Style(13, bold=True)
_BODY = Style(10)
_STRONG = Style(10, bold=True)
_TOTAL = Style(15, bold=True)
_SMALL = Style(8.5, ink=0.3)
_VALUE = Style(11)
_LABEL = Style(8.5, ink=0.4)


def pdf(receipt: Receipt, words: Words, capitals: str) -> bytes:
    """One page; more only when there are more lines than a page holds."""
    head = _head(receipt, words)
    room = _SIZE[1] - 2 * _MARGIN - height_of(head) - _FOOT
    charges, total = _charges(receipt), _sum(receipt, words, capitals)
    last = together([*charges[-1:], total])  # a page with a sum and nothing summed would say little
    pages = pages_of([*charges[:-1], last, *_paid(receipt, words)], room)
    code = Strip(_COLUMN.left, _QR).code(receipt.qr, _QR) if receipt.qr else None
    sheet = parts.start(receipt, _SIZE, words)
    for n, page in enumerate(sheet.turning(pages), 1):
        if receipt.voided:
            marks.void(sheet, _SIZE[1] * 0.45, 96)
        draw_down(sheet, _MARGIN, [*head, *page])
        _foot(sheet, receipt, words, code, f"{n} / {len(pages)}" if len(pages) > 1 else "")
    return sheet.pdf()


def _head(receipt: Receipt, words: Words) -> list[Block]:
    mark = marks.mark(receipt.copy, receipt.voided, words)
    marked = [_COLUMN.frame([mark], Style(12, bold=True), 2), _COLUMN.gap(3 * MM)] if mark else []
    return [
        _names(receipt, words),
        _COLUMN.rule(3 * MM, 1.1),
        *marked,
        _facts(receipt, words),
        _COLUMN.rule(3 * MM, 0.5, ink=0.6),
        _COLUMN.pair(words("paper.receipt.item"), words("paper.receipt.amount"), _LABEL),
        _COLUMN.gap(1 * MM),
    ]


def _names(receipt: Receipt, words: Words) -> Block:
    """Whose paper at the left, which paper at the right, their first lines on one baseline."""
    kind = parts.kind(receipt, words)
    title = _TITLE if width(clean(receipt.library), _TITLE.size) <= _LEFT.width else _KIND
    drop = title.rise - _KIND.rise
    right = [
        _RIGHT.gap(drop),
        _RIGHT.paragraph(kind[0], _KIND, "right"),
        _RIGHT.gap(title.leading - _KIND.leading - drop),
        *(_RIGHT.paragraph(line, _STRONG, "right") for line in kind[1:]),
    ]
    left = [
        _LEFT.paragraph(receipt.library, title),
        _LEFT.paragraph(receipt.service, _BODY, most=2),
    ]
    return beside(left, right)


def _facts(receipt: Receipt, words: Words) -> Block:
    """Two rows of two: label above, value below."""

    def cell(strip: Strip, label: str, value: str) -> list[Block]:
        return [strip.paragraph(label, _LABEL), strip.paragraph(value, _VALUE, most=2)]

    left, right = parts.head(receipt, words)
    number = cell(_LEFT, words("paper.receipt.number"), receipt.number) if receipt.number else []
    time = cell(_RIGHT if number else _LEFT, words("paper.receipt.time"), parts.when(receipt))
    particulars = [_COLUMN.pair(name, value, _BODY) for name, value in receipt.particulars]
    return together(
        [
            beside(number, time),
            _COLUMN.gap(1.5 * MM),
            beside(cell(_LEFT, *left), cell(_RIGHT, *right)),
            *([_COLUMN.gap(2 * MM), *particulars] if particulars else []),
        ]
    )


def _charges(receipt: Receipt) -> list[Block]:
    """Each line with its detail as one block, so that a page never parts them."""
    blocks = []
    for charge in receipt.lines:
        inner = [
            _COLUMN.amount(charge.label, money.figures(charge.amount_fen), _BODY),
            Strip(_COLUMN.left, _COLUMN.width * 0.78).paragraph(charge.detail, _SMALL, most=2),
            _COLUMN.gap(1.2 * MM),
        ]
        blocks.append(together(inner))
    return blocks


def _sum(receipt: Receipt, words: Words, capitals: str) -> Block:
    return together(
        [
            _COLUMN.rule(2.2 * MM, 1.1),
            _COLUMN.amount(parts.total(receipt, words), money.yuan(receipt.total_fen), _TOTAL),
            _COLUMN.pair(words("paper.receipt.capitals"), capitals, _BODY),
            _COLUMN.rule(2.2 * MM, 0.5, ink=0.6),
        ]
    )


def _paid(receipt: Receipt, words: Words) -> list[Block]:
    return [
        _COLUMN.amount(f"{label}  {reference}" if reference else label, amount, _BODY)
        for label, amount, reference in parts.paid(receipt, words)
    ] + ([_COLUMN.gap(2 * MM), _COLUMN.paragraph(receipt.note, _BODY, most=6)] if receipt.note else [])


def _foot(sheet: Sheet, receipt: Receipt, words: Words, code: Block | None, page: str) -> None:
    """The code at the left, who took the money beside it, a place for the seal at the right."""
    bottom = _SIZE[1] - _MARGIN
    x = _COLUMN.left
    if code:
        code.draw(sheet, bottom - _QR)
        x += _QR + 5 * MM
    lines = [parts.desk(receipt, words), parts.branch(receipt), page]
    lines = [line for line in lines if line]
    y = bottom - (len(lines) - 1) * _SMALL.leading - 1
    for n, line in enumerate(lines):
        sheet.text(x, y + n * _SMALL.leading, line, _SMALL, room=_COLUMN.right - x - 36 * MM)
    sheet.text(_COLUMN.right, bottom - 1, parts.signed(receipt, words), _LABEL, "right", 34 * MM)
