"""What is drawn on a sheet: each mark as it was asked for, whatever was drawn before it."""

from __future__ import annotations

from ctypes import byref, c_float, c_uint

import pypdfium2
import pypdfium2.raw as pdfium

from ill_desktop.documents.canvas import Sheet, Style


def _seen(pdf: bytes) -> list[tuple[str, int, int, float]]:
    """Of each mark: its kind, the grey of its filling (a text) or line, how it is painted, the weight."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for mark in document[0].get_objects():
        red, green, blue, alpha = (c_uint() for _ in range(4))
        is_text = mark.type == pdfium.FPDF_PAGEOBJ_TEXT
        colour = pdfium.FPDFPageObj_GetFillColor if is_text else pdfium.FPDFPageObj_GetStrokeColor
        colour(mark.raw, byref(red), byref(green), byref(blue), byref(alpha))
        weight = c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(mark.raw, byref(weight))
        painted = pdfium.FPDFTextObj_GetTextRenderMode(mark.raw) if is_text else 0
        found.append(("text" if is_text else "line", red.value, painted, round(weight.value, 2)))
    document.close()
    return found


def test_a_mark_does_not_change_the_next() -> None:
    sheet = Sheet((200, 200), "", "", "en")
    sheet.text(10, 30, "bold", Style(20, bold=True, ink=0.6))
    sheet.text(10, 60, "plain", Style(10))
    sheet.line((10, 70), (90, 70), 3, 0.8, dash=(3, 2))
    sheet.box(10, 80, 50, 50)
    sheet.text(10, 160, "grey", Style(10, ink=0.4))
    bold, *marks = _seen(sheet.pdf())
    assert bold == ("text", 153, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE, 0.6)
    assert [(kind, grey, painted) for kind, grey, painted, _ in marks] == [
        ("text", 0, pdfium.FPDF_TEXTRENDERMODE_FILL),
        ("line", 204, 0),
        ("line", 0, 0),
        ("text", 102, pdfium.FPDF_TEXTRENDERMODE_FILL),
    ]
    assert [weight for kind, _, _, weight in marks if kind == "line"] == [3, 0.8]


def test_a_text_goes_on_where_a_missing_glyph_left_off() -> None:
    """An unassigned code point stands as a box of one em; what follows stands right of it."""
    sheet = Sheet((200, 200), "", "", "en")
    sheet.text(10, 50, "一\U000e0fff二", Style(20))
    document = pypdfium2.PdfDocument(sheet.pdf())
    bounds = [mark.get_bounds() for mark in document[0].get_objects()]
    document.close()
    (first, *_), (second, *_) = bounds[:2]
    assert second - first > 38, "one em of the first ideograph, one of the box"
    assert all(left > 28 and right < 50 for left, _, right, _ in bounds[2:])
