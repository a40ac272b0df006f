"""Text as it comes from a clipboard or a file, made fit to be read."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .model import Piece

# Marks that show nothing but split words and numbers when copied from web pages and PDF files.
_INVISIBLE: Final = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_IDEOGRAPHS: Final = (("\u4e00", "\u9fff"), ("\u3400", "\u4dbf"), ("\u3007", "\u3007"),
                      ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))  # fmt: skip
# OpenURL's "ContextObject in span": <span class="Z3988" title="ctx_ver=…"></span>
_COINS: Final = re.compile(
    r"""<span\b(?=[^<>]{0,20000}Z3988)[^<>]{0,200}?\btitle=(["'])(?P<query>[^"'<>]{1,20000})\1[^<>]{0,200}>"""
)
_TAG: Final = re.compile(
    r"""</?[A-Za-z][A-Za-z0-9]{0,15}(?: [A-Za-z-]{1,30}=(?:"[^"<>]{0,20000}"|'[^'<>]{0,20000}')){0,20} ?/?>"""
)
_BREAK: Final = re.compile(r"<br ?/?>|</?(?:p|li|ul|ol|div|tr|table)>", re.IGNORECASE)
_MARKUP: Final = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|sc|scp|tt)>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});")


def _folding() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(map(ord, "–—‐‑‒―−－～〜∼"), "-")
    table |= dict.fromkeys(map(ord, "。｡"), ".") | dict.fromkeys(map(ord, "、､"), ",")
    table |= dict.fromkeys(map(ord, "【〔"), "[") | dict.fromkeys(map(ord, "】〕"), "]")
    table |= {ord("\u3000"): " ", ord("\u00a0"): " ", ord("∶"): ":"}
    return table


_FOLDING: Final = _folding()


def tidy(text: str) -> str:
    """The text with ``\\n`` as its only line end, without control characters and invisible marks.

    Lone surrogates (half a character) become U+FFFD, so that what was read can be stored.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = "\n".join(whole.translate(_INVISIBLE).splitlines())
    return _CONTROL.sub(" ", lines)


def lines(text: str) -> list[Piece]:
    """The lines of a tidied text, trimmed, each knowing its number.

    Where a web page was copied as its source, its ``<br>`` end lines too, and the links it carries for
    reference managers (COinS) stand on lines of their own.
    """
    found: list[Piece] = []
    for number, line in enumerate(text.split("\n"), 1):
        parts = _parts_of_page(line) if "<" in line else [line]
        found += (Piece(part.strip(), number) for part in parts)
    return found


def _parts_of_page(line: str) -> list[str]:
    parted = _BREAK.sub("\n", line)
    if "Z3988" in parted:
        parted = _COINS.sub(lambda span: f"\n{span['query']}\n", parted)
    if parted == line:
        return [line]
    parts = [one_line(_TAG.sub(" ", part)) for part in parted.split("\n")]
    return [part for part in parts if part] or [""]


def one_line(text: str) -> str:
    """The text on one line, its runs of white space made one space."""
    return " ".join(text.split())


def unescape(text: str) -> str:
    """The text with the few HTML entities resolved that exports leave in titles (``&amp;``)."""
    import html

    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def without_markup(text: str) -> str:
    """The text without the letter styles that publishers leave in titles (``H<sub>2</sub>O``)."""
    return _MARKUP.sub("", text) if "<" in text else text


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
