"""The slip that goes home with a borrowed book: to which library, on which request, what is in the parcel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ill_desktop.documents.canvas import MM, Sheet, Style
from ill_desktop.documents.page import Block, Strip, beside, draw_down, fitting
from ill_desktop.documents.request_sheet import Party
from ill_desktop.words import Words

_A5 = (210 * MM, 148 * MM)
_MARGIN = 14 * MM
_BODY = Strip(_MARGIN, _A5[0] - 2 * _MARGIN)
_QR = 30 * MM
MOST_VOLUMES = 12  # more are counted only

_SMALL = Style(9, ink=0.3)
_TITLE = Style(18, bold=True)
_TO = Style(15, bold=True)


@dataclass(frozen=True)
class ReturnSlip:
    """``volumes``: barcode and name of each; ``qr`` is our transaction number."""

    library: str
    number: str
    qr: str
    sent_on: dt.date
    owner: Party
    sender: Party
    title: str
    volumes: tuple[tuple[str, str], ...]
    partner_due: dt.date | None = None
    tracking: str = ""
    damage: str = ""


def pdf(slip: ReturnSlip, words: Words) -> bytes:
    """One page, A5 lying."""
    looks = ((1.0, 4), (0.88, 3), (0.76, 3), (0.66, 2), (0.66, 1))
    blocks = fitting(_A5[1] - 2 * _MARGIN, (_blocks(slip, words, *look) for look in looks))
    sheet = Sheet(_A5, f"{words('paper.return.heading')} {slip.number}", slip.library, words.language)
    draw_down(sheet, _MARGIN, blocks)
    return sheet.pdf()


def _blocks(slip: ReturnSlip, words: Words, scale: float, most: int) -> list[Block]:
    """``most`` lines for each text: what is too long for the slip is smaller first, then shorter."""
    text, gap = Style(10.5 * scale), _BODY.gap(1 * MM * scale)
    due = slip.partner_due.isoformat() if slip.partner_due else ""
    facts = (
        ("title", slip.title),
        ("volumes", _volumes(slip, words)),
        ("sent", slip.sent_on.isoformat()),
        ("due", due),
        ("tracking", slip.tracking),
        ("damage", slip.damage),
    )
    return [
        _head(slip, words, scale, most),
        _BODY.rule(3 * MM * scale, 0.8),
        *(
            block
            for name, value in facts
            if value
            for block in (_BODY.pair(words(f"paper.return.{name}"), value, text, most), gap)
        ),
        _BODY.rule(2 * MM * scale, 0.4, 0.6),
        _BODY.paragraph(words("paper.return.thanks"), _SMALL),
    ]


def _head(slip: ReturnSlip, words: Words, scale: float, most: int) -> Block:
    """Who it goes to, large; who sends it, small; the code at the right."""
    left, text = Strip(_BODY.left, _BODY.width - _QR - 8 * MM), Style(10.5 * scale)
    return beside(
        [
            left.paragraph(words("paper.return.heading"), Style(_TITLE.size * scale, bold=True), most=1),
            left.paragraph(slip.number, _SMALL),
            left.gap(2 * MM * scale),
            left.paragraph(words("paper.return.to"), _SMALL),
            left.paragraph(slip.owner.name, Style(_TO.size * scale, bold=True), most=min(most, 2)),
            *(left.paragraph(line, text, most=min(most, 3)) for line in slip.owner.lines if line),
            left.gap(2 * MM * scale),
            left.paragraph(words("paper.return.by"), _SMALL),
            left.paragraph(" · ".join((slip.sender.name, *slip.sender.lines)), _SMALL, most=min(most, 3)),
        ],
        [_BODY.code(slip.qr, _QR)],
    )


def _volumes(slip: ReturnSlip, words: Words) -> str:
    named = ["  ".join(part for part in volume if part) for volume in slip.volumes]
    shown = [text for text in named[:MOST_VOLUMES] if text]
    more = len(slip.volumes) - MOST_VOLUMES
    if more > 0:
        shown.append(words("paper.return.more", count=more))
    return ", ".join(shown) or (str(len(slip.volumes)) if slip.volumes else "")
