"""QR codes as squares: the screen paints the matrix, papers get it as one filled path."""

from __future__ import annotations

QUIET = 4  # modules of white around, as ISO/IEC 18004 asks

# Trying all eight masks and scoring them costs ten times the rest; any mask may be read.
_MASK = 2


def matrix(text: str) -> list[list[bool]]:
    """The modules of a QR code, row by row from the top, True for dark, without the quiet zone.

    Error correction M. Raises ValueError for a text too long for any QR code (2,331 bytes).
    """
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(text.encode("utf-8", "replace"))
    try:
        code.make(fit=False)  # fits what has no version yet; True would fit it twice
    except (DataOverflowError, ValueError) as error:
        raise ValueError("text too long for a QR code") from error
    return [list(map(bool, row)) for row in code.modules]


def bars(rows: list[list[bool]]) -> list[tuple[int, int, int]]:
    """The dark stretches ``(x, y, length)`` in modules from the top left: fewer shapes than squares."""
    found = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                found.append((start, y, x - start))
            x += 1
    return found
