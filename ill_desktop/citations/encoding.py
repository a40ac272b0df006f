"""Bytes of a dropped file made text, and text that was decoded wrongly before it came here put right."""

from __future__ import annotations

import codecs
import re
from typing import Final

from .clean import is_chinese
from .model import Problem

_BYTE_ORDER_MARKS: Final = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT: Final = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
)
_LOOKED_AT: Final = 4096
_LOST: Final = "\ufffd"
# what UTF-8 of Chinese looks like as Windows-1252, where it cannot be put right any more
_HALVES: Final = re.compile("[äåæçèé][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ]{1,2}(?![a-z])")
# a few characters may happen to be both; a dozen never are
_LEAST_FOREIGN: Final = 3


def decode(data: bytes) -> str:
    """The text of a dropped file: UTF-8 or UTF-16 by their marks, else UTF-8, else GB18030.

    Never raises; bytes that fit no encoding become U+FFFD.
    """
    return decoded(data)[0]


def decoded(data: bytes) -> tuple[str, list[Problem]]:
    """The text of a dropped file, and what was doubtful about its encoding; never raises."""
    if data.startswith(_NO_TEXT):
        return "", [Problem("not_text")]
    text, guessed = _text(data)
    problems = [Problem("encoding", facts={"encoding": guessed})] if guessed else []
    return text, problems


def _text(data: bytes) -> tuple[str, str]:
    """The text, and the name of the encoding where nothing said it and it is not UTF-8."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix(_BOM), ""
    if wide := _utf16_without_mark(data):
        return data.decode(wide, "replace"), wide.upper()
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as problem:
        # a file cut off within its last character is still UTF-8
        if problem.start > 0 and problem.start >= len(data) - 3:
            return data.decode("utf-8", "replace"), ""
    return data.decode("gb18030", "replace"), "GB18030"


_BOM: Final = "\ufeff"


def _utf16_without_mark(data: bytes) -> str | None:
    """No text in bytes has NULs; in UTF-16 every ASCII sign has one, always on the same side."""
    head = data[:_LOOKED_AT]
    if len(data) % 2 or b"\0" not in head:
        return None
    first, second = head[::2].count(0), head[1::2].count(0)
    if (first and second) or first + second < max(2, len(head) // 100):
        return None
    return "utf-16-be" if first else "utf-16-le"


def mended(text: str) -> tuple[str, str] | None:
    """Text whose UTF-8 was once taken for another encoding, and that encoding; None for any other.

    ``æ·±åº¦`` is 深度 read as Windows-1252, ``娣卞害`` the same read as GB18030. Only a text that
    fits as a whole is put right: what is mixed is left as it stands.
    """
    if text.isascii():
        return None
    for encoding in ("cp1252", "latin-1", "gb18030"):
        try:
            again = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        foreign = sum(not sign.isascii() for sign in again)
        if foreign >= _LEAST_FOREIGN and (encoding != "gb18030" or is_chinese(again)):
            return again, encoding.upper()
    return None


def damage(text: str) -> list[Problem]:
    """A problem if characters were lost before the text came here: U+FFFD, ``锟斤拷``, halves of ``æ·±``."""
    count = text.count(_LOST) + text.count("锟斤拷") + len(_HALVES.findall(text))
    return [Problem("damaged", facts={"count": count})] if count else []
