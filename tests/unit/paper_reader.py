"""Reads papers back the way other programs do, for the tests of documents."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp


@dataclass(frozen=True)
class Box:
    """Something on a page, in points from the bottom left."""

    left: float
    bottom: float
    right: float
    top: float
    is_text: bool

    def overlap(self, other: Box) -> float:
        """The area both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(wide, 0) * max(high, 0)


def text(pdf: bytes) -> str:
    """All words, as a reader that selects and copies everything gets them."""
    return "\n".join(pages(pdf))


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    return [
        (float(page.mediabox.width), float(page.mediabox.height))
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
    ]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font any page names, and whether the file carries it."""
    found = {}
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            entry = font.get_object()
            found[entry["/BaseFont"]] = "/FontFile2" in entry.get("/FontDescriptor", {})
    return found


def codes(pdf: bytes, page: int = 0) -> list[str]:
    """What a scanner reads on a page printed at 200 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[page].render(scale=200 / 72).to_pil()
    document.close()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def _box(drawn: pypdfium2.PdfObject) -> Box:
    left, bottom, right, top = drawn.get_bounds()
    return Box(left, bottom, right, top, drawn.type == pdfium.FPDF_PAGEOBJ_TEXT)


def boxes(pdf: bytes) -> Iterator[tuple[tuple[float, float], list[Box]]]:
    """Page by page: its size, and everything drawn on it."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield (
            page.get_size(),
            [_box(each) for each in page.get_objects()],
        )
    document.close()


def outside(pdf: bytes) -> list[Box]:
    """What stands beyond the edge of its page."""
    return [
        box
        for (wide, high), found in boxes(pdf)
        for box in found
        if box.left < -0.01 or box.bottom < -0.01 or box.right > wide + 0.01 or box.top > high + 0.01
    ]


def collisions(pdf: bytes) -> list[tuple[Box, Box]]:
    """Words printed over one another."""
    return [
        (one, other)
        for _, found in boxes(pdf)
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if one.is_text and other.is_text and one.overlap(other) > 1.5
    ]


def flat(pdf: bytes) -> str:
    """All words without the breaks of lines."""
    return text(pdf).replace("\n", " ")


def sound(pdf: bytes, pages: int | None = 1) -> None:
    """What holds for every paper: its pages, its fonts inside it, nothing over the edge."""
    assert pages is None or len(sizes(pdf)) == pages
    assert all(fonts(pdf).values())
    assert not outside(pdf)
