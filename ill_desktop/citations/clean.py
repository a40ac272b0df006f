"""Text as it comes from a clipboard or a file, made fit to be read."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

_BYTE_ORDER_MARKS: Final = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Marks that show nothing but split words and numbers when copied from web pages and PDF files.
_INVISIBLE: Final = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_IDEOGRAPHS: Final = (("\u4e00", "\u9fff"), ("\u3400", "\u4dbf"), ("\u3007", "\u3007"),
                      ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))  # fmt: skip
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});")


def _folding() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(map(ord, "–—‐‑‒―−－～〜∼"), "-")
    table |= dict.fromkeys(map(ord, "。｡"), ".") | dict.fromkeys(map(ord, "、､"), ",")
    table |= dict.fromkeys(map(ord, "【〔"), "[") | dict.fromkeys(map(ord, "】〕"), "]")
    table |= {ord("\u3000"): " ", ord("\u00a0"): " ", ord("∶"): ":"}
    return table


_FOLDING: Final = _folding()


def decode(data: bytes) -> str:
    """The text of a dropped file: UTF-8 or UTF-16 by their marks, else UTF-8, else GB18030.

    Never raises; bytes that fit no encoding become U+FFFD.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        # a file cut off within its last character is still UTF-8
        if problem.start > 0 and problem.start >= len(data) - 3:
            return data.decode("utf-8", "replace")
    return data.decode("gb18030", "replace")


def tidy(text: str) -> str:
    """The text with ``\\n`` as its only line end, without control characters and invisible marks.

    Lone surrogates (half a character) become U+FFFD, so that what was read can be stored.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = "\n".join(whole.translate(_INVISIBLE).splitlines())
    return _CONTROL.sub(" ", lines)


def one_line(text: str) -> str:
    """The text on one line, its runs of white space made one space."""
    return " ".join(text.split())


def unescape(text: str) -> str:
    """The text with the few HTML entities resolved that exports leave in titles (``&amp;``)."""
    import html

    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def fold(text: str) -> str:
    """The text with full-width and typographic signs as ASCII; every character keeps its place."""
    return text.translate(_FOLDING)


def is_chinese(text: str) -> bool:
    """Whether the text holds an ideograph."""
    return any(is_ideograph(sign) for sign in text)


def is_ideograph(sign: str) -> bool:
    """Whether one character is a Chinese ideograph (also of the rare planes)."""
    return any(first <= sign <= last for first, last in _IDEOGRAPHS)


class Folded(NamedTuple):
    """A piece of one line beside its folded form: ``flat`` is searched, ``text`` is what is kept."""

    text: str
    flat: str

    @classmethod
    def of(cls, text: str) -> Folded:
        """A line and its folded form."""
        line = one_line(text)
        return cls(line, fold(line))

    def cut(self, start: int, end: int | None = None) -> Folded:
        """The piece from start to end, positions as in a slice."""
        return Folded(self.text[start:end], self.flat[start:end])

    def strip(self, signs: str = " .,;:") -> Folded:
        """The piece without these (folded) signs at both ends."""
        begin = len(self.flat) - len(self.flat.lstrip(signs))
        end = len(self.flat.rstrip(signs))
        return self.cut(begin, max(begin, end))

    def without(self, spans: list[tuple[int, int]]) -> Folded:
        """The piece with these spans, in order and not overlapping, each made one space."""
        text: list[str] = []
        flat: list[str] = []
        at = 0
        for start, end in spans:
            text += self.text[at:start], " "
            flat += self.flat[at:start], " "
            at = end
        return Folded("".join(text) + self.text[at:], "".join(flat) + self.flat[at:])
