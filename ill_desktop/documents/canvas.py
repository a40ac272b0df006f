"""A sheet of paper to draw on, measured in points from its top left corner."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ill_desktop.documents import fonts, qr
from ill_desktop.documents.text import clean, fit, width

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

MM = 72 / 25.4
Align = Literal["left", "center", "right"]

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
        text, size = fit(clean(text), style.size, there if room is None else min(there, room))
        if align != "left":
            x -= width(text, size) * (0.5 if align == "center" else 1)
        self._set(x, self.height - y, text, size, style)

    def _set(self, x: float, y: float, text: str, size: float, style: Style) -> None:
        ink = self._canvas.beginText(x, y)
        ink.setFillGray(style.ink)
        if style.bold:
            self._canvas.setLineWidth(size * _BOLD_STROKE)
            ink.setStrokeGray(style.ink)
            ink.setTextRenderMode(2)
        boxes = []
        for face, part in fonts.runs(text):
            if face is None:
                boxes.append((x, part))
                x += len(part) * size
                ink.setTextOrigin(x, y)
                continue
            ink.setFont(face.name, size)
            ink.textOut(part)
            x += width(part, size)
        if style.bold:
            ink.setTextRenderMode(0)  # it would outlast this text
        self._canvas.drawText(ink)
        for left, part in boxes:
            for place, char in enumerate(part):
                self._code_point(left + place * size, y, char, size, style)

    def _code_point(self, x: float, y: float, char: str, size: float, style: Style) -> None:
        """A character no font has: a box with its code point, which still copies as the character."""
        digits = f"{ord(char):04X}"
        half = (len(digits) + 1) // 2
        small = Style(size * 0.36, ink=style.ink)
        self._canvas.addLiteral(f"/Span <</ActualText <FEFF{char.encode('utf-16-be').hex()}>>> BDC")
        self._canvas.setStrokeGray(style.ink)
        self._canvas.setLineWidth(size * 0.04)
        self._canvas.rect(x + size * 0.06, y - size * 0.1, size * 0.88, size * 0.92)
        for part, rise in ((digits[:half], 0.42), (digits[half:], 0.06)):
            left = x + (size - width(part, small.size)) / 2
            self._set(left, y + size * rise, part, small.size, small)
        self._canvas.addLiteral("EMC")

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        weight: float = 0.6,
        ink: float = 0.0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A straight line, dashed when ``dash`` gives the lengths of stroke and gap."""
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeGray(ink)
        self._canvas.setDash(list(dash) if dash else [])
        self._canvas.line(start[0], self.height - start[1], end[0], self.height - end[1])
        if dash:
            self._canvas.setDash([])

    def box(self, x: float, y: float, wide: float, high: float, weight: float = 0.8) -> None:
        """An empty rectangle from its top left corner."""
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeGray(0)
        self._canvas.rect(x, self.height - y - high, wide, high)

    def qr(self, x: float, y: float, side: float, rows: list[list[bool]]) -> None:
        """The squares of a QR code; the caller leaves :data:`qr.QUIET` modules of white around them."""
        cell = side / len(rows)
        squares = " ".join(f"{a} {-b - 1} {n} 1 re" for a, b, n in qr.bars(rows))
        self._canvas.addLiteral(
            f"q {cell:.4f} 0 0 {cell:.4f} {x:.4f} {self.height - y:.4f} cm 0 g {squares} f Q"
        )

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

    def next_page(self) -> None:
        """The sheet is full: go on with a new one of the same size."""
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """The finished file."""
        self._canvas.showPage()
        with fonts.press:
            self._canvas.save()
        return self._bytes.getvalue()
