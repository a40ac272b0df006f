"""The little TeX that stands in BibTeX values, made plain.

Only what has one meaning is resolved: accents, special letters, escaped signs, dashes, grouping
braces. pylatexenc is not used: to TeX a ``%`` begins a comment, so a title with ``50% of`` would lose
its end, and commands it does not know vanish. Here they stay, visible.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ACCENTS: Final = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "d": "\u0323", "b": "\u0331", "r": "\u030a",
}  # fmt: skip
_LETTERS: Final = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "textendash": "–",
    "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "ldots": "…", "dots": "…",
}  # fmt: skip
_ACCENT: Final = re.compile(
    r"""\\(?:(['`^"~=.])|([uvHckdbr])(?=[ {\\])) ?(?:\{ ?(\\[ij]|[^\W\d_])? ?\}|(\\[ij]|[^\W\d_]))"""
)
_LETTER: Final = re.compile(r"\\([A-Za-z]{1,14})(?:\{\}| |(?![A-Za-z]))")
_SHOWN: Final = re.compile(
    r"\\(?:emph|textit|textbf|textsc|textrm|texttt|textsuperscript|textsubscript|url|mathrm)(?=\{)"
)
_ESCAPED: Final = re.compile(r"\\([&%$#_{}\- ])|(?<!\\)([{}])|(?<!\\)(~)|(---?)|(``|'')")


def plain(value: str) -> str:
    """A BibTeX value without its TeX; what is not understood stays as it is written."""
    if not re.search(r"[\\{}~`'-]", value):
        return value
    text = _SHOWN.sub("", value)
    text = _ACCENT.sub(_accented, text)
    text = _LETTER.sub(lambda found: _LETTERS.get(found[1], found[0]), text)
    return _ESCAPED.sub(_unescaped, text)


def _accented(found: re.Match[str]) -> str:
    letter = (found[3] or found[4] or " ").removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1] or found[2]])


def _unescaped(found: re.Match[str]) -> str:
    escaped, brace, tie, dash, quotes = found.groups()
    if escaped:
        return "" if escaped == "-" else str(escaped)
    if brace:
        return ""
    if tie:
        return " "
    if dash:
        return "—" if len(dash) == 3 else "–"
    return "“" if quotes == "``" else "”"
