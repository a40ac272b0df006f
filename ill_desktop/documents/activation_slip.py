"""The slip that lets a reader activate the borrowing account: a personal code and three steps ([N])."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ill_desktop.documents.canvas import MM, Sheet, Style
from ill_desktop.documents.facts import ActivationSlip
from ill_desktop.documents.page import Block, Strip, beside, draw_down, fitting, height_of
from ill_desktop.words import Words

Size = Literal["a6", "80mm"]

_A6 = (148 * MM, 105 * MM)
_MARGIN = 10 * MM
_QR = 40 * MM

_ROLL = 80 * MM
_ROLL_MARGIN = 5 * MM
_ROLL_QR = 40 * MM


@dataclass(frozen=True)
class Look:
    """The type of a slip; a long text gets the whole slip set smaller rather than cut off."""

    scale: float

    def style(self, size: float, bold: bool = False, ink: float = 0.0) -> Style:
        return Style(size * self.scale, bold, ink)


def pdf(slip: ActivationSlip, words: Words, size: Size = "a6") -> bytes:
    """One page: A6 lying, or a strip of an 80-mm roll. Raises ValueError for a QR text no code can hold."""
    if size == "a6":
        cards = (_card(slip, words, Look(scale)) for scale in (1.08, 1, 0.9, 0.8, 0.7))
        return _print(slip, words, _A6, _MARGIN, fitting(_A6[1] - 2 * _MARGIN, cards))
    blocks = _roll(slip, words, Look(1))
    return _print(slip, words, (_ROLL, height_of(blocks) + 2 * _ROLL_MARGIN), _ROLL_MARGIN, blocks)


def _print(
    slip: ActivationSlip, words: Words, size: tuple[float, float], margin: float, blocks: list[Block]
) -> bytes:
    sheet = Sheet(size, words("paper.activation.heading"), slip.library, words.language)
    draw_down(sheet, margin, blocks)
    return sheet.pdf()


def _card(slip: ActivationSlip, words: Words, look: Look) -> list[Block]:
    """The code at the left, the reader and the steps beside it, the notes below both."""
    whole = Strip(_MARGIN, _A6[0] - 2 * _MARGIN)
    left = _MARGIN + _QR + 7 * MM
    text = Strip(left, whole.right - left)
    code = Strip(_MARGIN, _QR).code(slip.qr, _QR)
    return [
        *_heading(whole, slip, words, look),
        whole.gap(4 * MM * look.scale),
        beside([code], _steps(text, slip, words, look)),
        whole.gap(4 * MM * look.scale),
        *_notes(whole, slip, words, look),
    ]


def _roll(slip: ActivationSlip, words: Words, look: Look) -> list[Block]:
    strip = Strip(_ROLL_MARGIN, _ROLL - 2 * _ROLL_MARGIN)
    return [
        *_heading(strip, slip, words, look),
        strip.qr(slip.qr, _ROLL_QR),
        *_steps(strip, slip, words, look),
        strip.gap(2 * MM),
        *_notes(strip, slip, words, look),
    ]


def _heading(strip: Strip, slip: ActivationSlip, words: Words, look: Look) -> list[Block]:
    return [
        strip.paragraph(slip.library, look.style(8.5, ink=0.3), most=2),
        strip.paragraph(words("paper.activation.heading"), look.style(17, bold=True), most=2),
        strip.paragraph(words("paper.activation.heading_other"), look.style(10.5, ink=0.3)),
    ]


def _steps(strip: Strip, slip: ActivationSlip, words: Words, look: Look) -> list[Block]:
    first = "step_scan" if slip.opens_link else "step_code"
    steps = [words(f"paper.activation.{step}") for step in (first, "step_contact", "step_agree")]
    return [
        strip.paragraph(slip.patron_name, look.style(13, bold=True), most=2),
        strip.paragraph(slip.patron_number, look.style(11.5), most=1),
        strip.gap(1.5 * MM * look.scale),
        *(_step(strip, n, step, look) for n, step in enumerate(steps, 1)),
    ]


def _step(strip: Strip, number: int, text: str, look: Look) -> Block:
    """A figure, and the sentence hanging beside it."""
    indent = 5 * MM * look.scale
    hanging = Strip(strip.left + indent, strip.width - indent)
    return beside(
        [strip.paragraph(str(number), look.style(9.5, bold=True))],
        [hanging.paragraph(text, look.style(9.5)), hanging.gap(0.6 * MM)],
    )


def _notes(strip: Strip, slip: ActivationSlip, words: Words, look: Look) -> list[Block]:
    notes = [words("paper.activation.valid", day=slip.valid_until.isoformat())]
    if not slip.opens_link:
        notes.append(words("paper.activation.scanner"))
    if slip.link:
        notes.append(words("paper.activation.link", address=slip.link))
    notes.append(words("paper.activation.desk", hours=slip.desk_hours, phone=slip.phone))
    return [strip.paragraph(note, look.style(8.5, ink=0.3), most=2) for note in notes]
