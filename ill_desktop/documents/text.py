"""Setting text: cleaning, measuring, clipping and wrapping, so that no content can break a paper."""

from __future__ import annotations

import re
import unicodedata

from ill_desktop.documents import fonts

LONGEST = 2000  # characters; nothing longer than this fits a place on a paper
ELLIPSIS = "…"

# They choose a form of the glyph before them; without a shaper they would print as a box of their own.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SPACES = re.compile(r"[^\S\u3000]+")

# No line begins with a closing mark or ends with an opening one (GB/T 15834).
_CLOSING = "，。、；：？！）》」』】〕〉”’…—·,.;:?!)]}%‰℃/"
_OPENING = "（《「『【〔〈“‘([{¥￥$"
_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# What a line never parts: an ideograph or a word with its marks. Long names part after ·, addresses after /.
_PIECE = re.compile(
    rf"\s+|[{re.escape(_OPENING)}]*(?:[{_WIDE}]|[^\s{_WIDE}·/]+|[·/])[{re.escape(_CLOSING)}]*(?: ·)?"
)


def clean(text: str, longest: int = LONGEST) -> str:
    """One line of printable characters: controls and direction marks go, odd spaces become one space.

    Nothing is normalised: compatibility ideographs in names are distinct characters.
    """
    text = text[:longest]
    if not text.isascii():
        text = _SELECTORS.sub("", text)
    if text.isprintable():  # then every space in it is U+0020
        return " ".join(text.split())
    return _SPACES.sub(" ", "".join(map(_printable, text))).strip()


def _printable(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return "\u3000" if char == "\u3000" else " "
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cf" else char


def missing_glyphs(text: str) -> str:
    """The characters that would be printed as a box with their code point, each once, in order.

    Empty when the text prints whole: callers ask before they print a name.
    """
    return "".join(dict.fromkeys(char for char in clean(text) if fonts.face_of(char) is None))


def width(text: str, size: float) -> float:
    """The advance of cleaned text in points; a character without a glyph takes a box of one em."""
    own = fonts.main_face().widths
    try:
        return sum(map(own.__getitem__, map(ord, text))) * size / 1000
    except KeyError:
        return sum(map(_advance, text)) * size / 1000


def _advance(char: str) -> int:
    face = fonts.face_of(char)
    return face.widths[ord(char)] if face else 1000


def clip(text: str, size: float, room: float) -> str:
    """As much of cleaned text as the room takes, ended by … when something is left out."""
    if width(text, size) <= room:
        return text
    room -= width(ELLIPSIS, size)
    if room < 0:
        return ""
    kept = 0
    while kept < len(text) and (room := room - width(text[kept], size)) >= 0:
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def fit(text: str, size: float, room: float, least: float = 0.8) -> tuple[str, float]:
    """The text and the size to set it in: shrunk as far as ``least`` of the size, then clipped."""
    natural = width(text, size)
    if natural <= room:
        return text, size
    size *= max(least, room / natural)
    return clip(text, size * 0.999, room), size * 0.999


def wrap(text: str, size: float, room: float, most: int = 3) -> list[str]:
    """Cleaned text in at most that many lines, the last one clipped; never an empty list.

    Ideographs break anywhere, words at spaces; a word longer than a line is cut. Two or three lines
    are evened out, so that no single character is left over on the last.
    """
    if width(text, size) <= room:
        return [text]
    lines = _lines(text, size, room, most)
    if not 1 < len(lines) <= 3 or lines[-1].endswith(ELLIPSIS):
        return lines
    word = max(width(piece.strip(), size) for piece in _PIECE.findall(text))
    narrow, wide = max(room / len(lines), min(word, room)), room
    for _ in range(5):
        middle = (narrow + wide) / 2
        tried = _lines(text, size, middle, most + 1)
        if len(tried) == len(lines):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def flow(text: str, size: float, room: float) -> list[str]:
    """Cleaned text in as many lines as it takes, each as full as it goes: what a letter is set in."""
    return _lines(text, size, room, len(text) + 1)


def _lines(text: str, size: float, room: float, most: int) -> list[str]:
    lines: list[str] = []
    line = ""
    words = _PIECE.findall(text)
    pieces = [part for word in words for part in ([word] if width(word, size) <= room else word)]
    for at, piece in enumerate(pieces):
        if width(line + piece.rstrip(), size) <= room or not line.strip():
            line += piece
        elif len(lines) == most - 1:
            return [*lines, clip(line + "".join(pieces[at:]), size, room)]
        else:
            lines.append(line.rstrip())
            line = piece.lstrip()
    return [*lines, clip(line.rstrip(), size, room)]
