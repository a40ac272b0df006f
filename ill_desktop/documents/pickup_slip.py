"""The slip that stands in what waits on the pick-up shelf: where, for whom, until when."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal

from ill_desktop.documents.canvas import MM, Sheet, Style
from ill_desktop.documents.page import Block, Strip, draw_down, fitting, height_of
from ill_desktop.words import Words

Size = Literal["a6", "80mm"]

_SIZES = {"a6": (105 * MM, 148 * MM, 9 * MM), "80mm": (80 * MM, None, 5 * MM)}
_QR = 34 * MM


@dataclass(frozen=True)
class PickupSlip:
    """``reader`` is the name as it may be seen by who walks past the shelf; ``qr`` the transaction number.

    ``conditions`` are the lender's, in words; ``due_on`` is known once it is lent.
    """

    library: str
    number: str
    qr: str
    shelf: str
    reader: str
    reader_number: str
    title: str
    volumes: str
    place: str
    until: dt.date | None
    due_on: dt.date | None = None
    conditions: tuple[str, ...] = ()
    proxy: str = ""
    owed: str = ""


def pdf(slip: PickupSlip, words: Words, size: Size = "a6") -> bytes:
    """One page: A6 standing, or a strip of an 80-mm roll as long as it needs."""
    wide, high, margin = _SIZES[size]
    strip = Strip(margin, wide - 2 * margin)
    looks = ((1.0, 4), (0.9, 4), (0.8, 3), (0.7, 2), (0.7, 1))
    room = high - 2 * margin if high else math.inf
    blocks = fitting(room, (_blocks(strip, slip, words, *look) for look in looks))
    page = (wide, high or height_of(blocks) + 2 * margin)
    sheet = Sheet(page, f"{words('paper.pickup.heading')} {slip.number}", slip.library, words.language)
    draw_down(sheet, margin, blocks)
    return sheet.pdf()


def _blocks(strip: Strip, slip: PickupSlip, words: Words, scale: float, most: int) -> list[Block]:
    """``most`` lines for each text: what is too long for the slip is smaller first, then shorter."""
    small, text = Style(8.5 * scale, ink=0.3), Style(10.5 * scale)
    strong = Style(12 * scale, bold=True)
    until = slip.until.isoformat() if slip.until else ""
    due = slip.due_on.isoformat() if slip.due_on else ""
    facts = (
        ("until", until),
        ("due", due),
        ("volumes", slip.volumes),
        ("proxy", slip.proxy),
        ("owed", slip.owed),
    )
    return [
        strip.paragraph(slip.library, small, most=2),
        strip.paragraph(slip.shelf or words("paper.pickup.heading"), Style(34 * scale, bold=True), most=1),
        strip.paragraph(f"{slip.reader}  {slip.reader_number}", strong, most=min(most, 2)),
        strip.rule(2 * MM * scale, 0.6),
        strip.paragraph(slip.title, text, most=most),
        strip.gap(1.5 * MM * scale),
        *(strip.pair(words(f"paper.pickup.{name}"), value, text, most) for name, value in facts if value),
        strip.paragraph(slip.place, small, most=most),
        *_conditions(strip, slip, words, text),
        strip.gap(1 * MM),
        strip.qr(slip.qr, _QR * scale),
        strip.paragraph(slip.number, strong, "center", most=1),
    ]


def _conditions(strip: Strip, slip: PickupSlip, words: Words, style: Style) -> list[Block]:
    if not slip.conditions:
        return []
    lines = [words("paper.pickup.conditions"), *slip.conditions]
    return [strip.gap(1.5 * MM), strip.frame(lines, style, 1.5 * MM), strip.gap(1.5 * MM)]
