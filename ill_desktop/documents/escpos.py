"""A paper for a receipt printer that speaks ESC/POS: the very page as black dots, then the cut.

The page is drawn as it would be previewed, so that rare characters and the QR code need no font of the
printer. Three commands serve: a raster picture, a cut, and the pulse that opens the drawer on the printer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from ill_desktop.documents.reading import opened

Roll = Literal["80mm", "58mm"]
HEADS: dict[str, int] = {"80mm": 576, "58mm": 384}  # dots across, eight a millimetre, in the roll's middle
DOTS_PER_POINT = 8 * 25.4 / 72

START = b"\x1b@"
PULSE = b"\x1bp\x00\x19\xfa"  # drawer 1: 50 ms on, 500 ms off
CUT = b"\x1dV\x42\x00"  # feeds to the knife first
_BAND = 128  # rows of dots at once: small printers have small memories
_DARK = 150  # greys below are black: thin strokes stay whole
_DOT = bytes(ord("1") if grey < _DARK else ord("0") for grey in range(256))


def job(pdf: bytes, roll: Roll = "80mm", *, pulse: bool = False) -> bytes:
    """The bytes that put every page of a PDF on a roll; ``pulse`` opens the drawer before."""
    parts = [START, PULSE if pulse else b""]
    with opened(pdf) as document:
        for page in document:
            parts += [*_picture(_rows(page, HEADS[roll])), CUT]
    return b"".join(parts)


def _rows(page: Any, head: int) -> list[bytes]:
    """A page as rows of dots, eight a byte; what hangs over the head at either side is margin."""
    bitmap = page.render(scale=DOTS_PER_POINT, grayscale=True)
    grey, width = bytes(bitmap.buffer), bitmap.width
    left, blank = (width - head) // 2, b"0" * max(0, (head - width) // 2)
    rows = []
    for start in range(0, bitmap.height * bitmap.stride, bitmap.stride):
        dots = grey[start + max(0, left) : start + min(width, max(0, left) + head)].translate(_DOT)
        rows.append(int((blank + dots).ljust(head, b"0"), 2).to_bytes(head // 8, "big"))
    return rows


def _picture(rows: list[bytes]) -> Iterator[bytes]:
    """GS v 0, band after band."""
    for start in range(0, len(rows), _BAND):
        band = rows[start : start + _BAND]
        across, down = len(band[0]), len(band)
        yield b"\x1dv0\x00" + across.to_bytes(2, "little") + down.to_bytes(2, "little") + b"".join(band)
