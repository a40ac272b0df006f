"""The type papers are set in: Noto Sans SC, and for what it lacks an installed font that has it."""

from __future__ import annotations

import logging
import struct
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from ill_desktop import paths
from ill_desktop.documents import installed

# The family as Qt and SVG know it, so that one name serves paper and screen.
FAMILY = "Noto Sans SC"

# What reportlab's parser raises on fonts that are damaged or odd, beside its own TTFError.
_BROKEN = (OSError, struct.error, LookupError, ValueError, AttributeError, TypeError, AssertionError)

_log = logging.getLogger(__name__)

# reportlab's font faces keep a reading position: only one paper at a time may load or embed them.
press = threading.RLock()


@dataclass(frozen=True, eq=False)
class Face:
    """A registered font: its name in reportlab, its advance widths (1/1000 em) by code point, and itself."""

    name: str
    widths: dict[int, int]
    font: Any


@cache
def main_face() -> Face:
    """Our own font, read on the first paper and kept."""
    return _register(FAMILY, paths.resources() / "fonts" / "NotoSansSC-Regular.ttf", 0)


def face_of(char: str) -> Face | None:
    """The face that can print a character; None when no font on this machine can."""
    own = main_face()
    return own if ord(char) in own.widths else _other_face(ord(char))


def runs(text: str) -> Iterator[tuple[Face | None, str]]:
    """The text cut into stretches of one face."""
    own = main_face()
    if all(map(own.widths.__contains__, map(ord, text))):
        yield own, text
        return
    for face, chars in groupby(text, face_of):
        yield face, "".join(chars)


@cache
def _other_face(code: int) -> Face | None:
    from reportlab.pdfbase.ttfonts import TTFError

    with press:
        for path, place in installed.with_glyph(code):
            try:
                return _proved(path, place, code)
            except (TTFError, *_BROKEN) as error:
                _log.info("%s cannot be embedded (%s): the next font may do", path, error)
    return None


def _proved(path: Path, place: int, code: int) -> Face:
    """The font, once it has shown that it can give the glyph away; else what reportlab raises."""
    face = _loaded(path, place)
    face.font.face.makeSubset([code])
    if code not in face.widths:
        raise LookupError(code)
    return face


@cache
def _loaded(path: Path, place: int) -> Face:
    return _register(f"{path} {place}", path, place)


def _register(name: str, path: Path, place: int) -> Face:
    from reportlab.pdfbase import pdfmetrics

    with press:
        font = _font_type()(name, str(path), subfontIndex=place, asciiReadable=False)
        if name != FAMILY:  # reportlab takes fonts of one PostScript name for one font, whatever they hold
            font.face.name = font.face.name + b"-%08x" % zlib.crc32(name.encode())
        pdfmetrics.registerFont(font)
        return Face(name, font.face.charWidths, font)


@cache
def _font_type() -> Any:
    from reportlab.pdfbase.pdfdoc import PDFDocument
    from reportlab.pdfbase.ttfonts import TTFont

    class Utf16Font(TTFont):
        """Writes UTF-16BE into the map from glyphs back to text, as PDF asks.

        reportlab writes bare code points, which above U+FFFF are read back as two wrong characters.
        """

        def addObjects(self, doc: PDFDocument) -> None:
            subsets = self.state[doc].subsets
            names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
            super().addObjects(doc)
            written: Any = doc.idToObject
            for name, subset in zip(names, subsets, strict=True):
                stream = written["BasicFonts"].dict[name].ToUnicode.name
                written[stream].content = to_unicode(subset)

    return Utf16Font


def to_unicode(subset: list[int]) -> str:
    """A PDF ToUnicode map for the code points of one font subset, in blocks of at most 100 entries."""
    entries = [f"<{n:02X}> <{chr(code).encode('utf-16-be').hex()}>" for n, code in enumerate(subset)]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
