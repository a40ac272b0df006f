"""A sheet of paper to draw on, measured in points from its top left corner."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ill_desktop.documents import fonts, qr
from ill_desktop.documents.text import clean, fit, width

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
Page = TypeVar("Page")
Align = Literal["left", "center", "right"]
_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}  # how much of a text stands before its x

# Only the regular weight ships: bold is the same outline with a thin stroke around it.
_BOLD_STROKE = 0.03


@dataclass(frozen=True)
class Style:
    """How a text is set: size in points, weight, and ink from 0 (black) to 1 (white)."""

    size: float
    bold: bool = False
    ink: float = 0.0

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * 1.45

    @property
    def rise(self) -> float:
        """From the top of a line to its baseline, so that ideographs stand in its middle."""
        return self.leading / 2 + self.size * 0.38


class Sheet:
    """A PDF in the making. The same drawing gives the same bytes."""

    def __init__(self, size: tuple[float, float], title: str, author: str, language: str) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # PDF streams may be bytes; spelling them in ASCII costs a tenth of a receipt
        self.width, self.height = size
        self._bytes = io.BytesIO()
        fonts.main_face()
        self._canvas = Canvas(
            self._bytes,
            pagesize=size,
            invariant=1,
            lang=language.replace("_", "-"),
            initialFontName=fonts.FAMILY,  # type: ignore[arg-type]  # the stub takes it for a size
        )
        self._file: Any = self._canvas._doc  # type: ignore[attr-defined]  # fonts keep its characters by it
        self._canvas.setTitle(clean(title))
        self._canvas.setAuthor(clean(author))
        self._canvas.setCreator("")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        align: Align = "left",
        room: float | None = None,
    ) -> None:
        """Set one line on the baseline ``y``; ``x`` is its left end, middle or right end.

        What is wider than ``room`` (default: what the sheet has there) is shrunk a little, then clipped.
        """
        there = {"left": self.width - x, "right": x, "center": 2 * min(x, self.width - x)}[align]
        room = there if room is None else min(there, room)
        text, size = clean(text), style.size
        wide = width(text, size)
        if wide > room:
            text, size = fit(text, size, room)
            wide = width(text, size)
        self._set(x - wide * _BEFORE[align], self.height - y, text, size, style)

    def _set(self, x: float, y: float, text: str, size: float, style: Style) -> None:
        bold = f"{size * _BOLD_STROKE:.4f} w {style.ink:g} G 2 Tr " if style.bold else ""
        words = [f"BT {style.ink:g} g {bold}{_at(x, y)}"]
        boxes, before = [], ""
        for face, part in fonts.runs(text):
            if face is None:
                left = x + width(before, size)
                boxes.append((left, part))
                words.append(_at(left + len(part) * size, y))
            else:
                words.append(self._shown(face, part, size))
            before += part
        self._mark(*words, "ET")
        for left, part in boxes:
            for place, char in enumerate(part):
                self._code_point(left + place * size, y, char, size, style.ink)

    def _shown(self, face: fonts.Face, text: str, size: float) -> str:
        """Operators that show a text of one face: in the file it is several fonts of 256 characters each."""
        font, file = face.font, self._file
        return " ".join(
            f"{font.getSubsetInternalName(subset, file)} {size:.4f} Tf <{codes.hex()}> Tj"
            for subset, codes in font.splitString(text, file)
        )

    def _code_point(self, x: float, y: float, char: str, size: float, ink: float) -> None:
        """A character no font has: a box with its code point, which still copies as the character."""
        digits, small = f"{ord(char):04X}", size * 0.36
        half = (len(digits) + 1) // 2
        words = []
        for part, rise in ((digits[:half], 0.42), (digits[half:], 0.06)):
            left = x + (size - width(part, small)) / 2
            words += [_at(left, y + size * rise), self._shown(fonts.main_face(), part, small)]
        self._mark(
            f"/Span <</ActualText <FEFF{char.encode('utf-16-be').hex()}>>> BDC {ink:g} g",
            _outline(x + size * 0.06, y - size * 0.1, size * 0.88, size * 0.92, size * 0.04, ink),
            *("BT", *words, "ET EMC"),
        )

    def _mark(self, *operators: str) -> None:
        """Draw by operators of PDF, and leave its state as it was.

        reportlab's methods for the same measure every text again and write numbers slowly: a receipt would
        take a fifth longer.
        """
        self._canvas.addLiteral(f"q {' '.join(operators)} Q")

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        weight: float = 0.6,
        ink: float = 0.0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A straight line, dashed when ``dash`` gives the lengths of stroke and gap."""
        dashed = f"[{dash[0]:g} {dash[1]:g}] 0 d " if dash else ""
        (x, y), (to_x, to_y) = start, end
        self._mark(
            f"{weight:.4f} w {ink:g} G {dashed}"
            f"{x:.4f} {self.height - y:.4f} m {to_x:.4f} {self.height - to_y:.4f} l S"
        )

    def box(self, x: float, y: float, wide: float, high: float, weight: float = 0.8) -> None:
        """An empty rectangle from its top left corner."""
        self._mark(_outline(x, self.height - y - high, wide, high, weight, 0))

    def qr(self, x: float, y: float, side: float, rows: list[list[bool]]) -> None:
        """The squares of a QR code; the caller leaves :data:`qr.QUIET` modules of white around them."""
        cell = side / len(rows)
        squares = " ".join(f"{a} {-b - 1} {n} 1 re" for a, b, n in qr.bars(rows))
        self._mark(f"{cell:.4f} 0 0 {cell:.4f} {x:.4f} {self.height - y:.4f} cm 0 g {squares} f")

    def watermark(self, text: str, y: float, size: float) -> None:
        """A pale word slanted across the middle; what is drawn afterwards stands on it."""
        self._canvas.saveState()
        self._canvas.translate(self.width / 2, self.height - y)
        self._canvas.rotate(30)
        self._set(-width(text, size) / 2, -size * 0.36, text, size, Style(size, ink=0.86))
        self._canvas.restoreState()

    def drawing(self, drawing: Drawing, x: float, y: float) -> None:
        """A chart, from its top left corner."""
        from reportlab.graphics import renderPDF

        renderPDF.draw(drawing, self._canvas, x, self.height - y - drawing.height)

    def turning(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Each of the pages when it is its turn to be drawn: all but the first on a new sheet."""
        for number, page in enumerate(pages):
            if number:
                self.next_page()
            yield page

    def next_page(self) -> None:
        """The sheet is full: go on with a new one of the same size."""
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """The finished file."""
        self._canvas.showPage()
        with fonts.press:
            self._canvas.save()
        return self._bytes.getvalue()


def _at(x: float, y: float) -> str:
    """Where a text goes on; here and below counted from the bottom left, as PDF does."""
    return f"1 0 0 1 {x:.4f} {y:.4f} Tm"


def _outline(x: float, y: float, wide: float, high: float, weight: float, ink: float) -> str:
    return f"{weight:.4f} w {ink:g} G {x:.4f} {y:.4f} {wide:.4f} {high:.4f} re S"
