"""When two citations are probably the same thing: by identifier, or by a like title at a like place. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from ill_desktop.requests.fields import title_of

LONGEST_KEY = 200
SHORTEST_TITLE = 4  # shorter ones (序, Editorial's kin) say nothing
LIKE = 0.9  # of the characters in a row; one slip in twelve is still like
_ARTICLE = re.compile(r"(the|an|a)\s+")
_NUMBERED = {"standard": "std", "patent": "pat"}


def title_key(title: str) -> str:
    """A title without what people type differently: case, accents, width, spaces, marks, leading article."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", title).casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign)).strip()
    bare = _ARTICLE.sub("", bare, count=1) if _ARTICLE.match(bare) else bare
    return "".join(sign for sign in unicodedata.normalize("NFC", bare) if sign.isalnum())[:LONGEST_KEY]


def first_page(pages: str) -> str:
    """``e311`` of ``e311-e322, 330``; "" when there is none."""
    found = re.match(r"\s*([A-Za-z]{0,2}\d{1,9})", unicodedata.normalize("NFKC", pages))
    return found[1].casefold() if found else ""


def place_key(kind: str, fields: Mapping[str, str]) -> str:
    """Where an article stands, ``2024:55:311`` (year, volume or issue, first page); "" for anything else.

    Two articles of one year, volume and first page are the same one, however the title is spelt.
    """
    page = first_page(fields.get("pages", ""))
    volume = _plain(fields.get("volume", "") or fields.get("issue", ""))
    if kind != "journal_article" or not (page and volume and fields.get("year")):
        return ""
    return f"{_plain(fields['year'])}:{volume}:{page}"


def identifiers(kind: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    """The names by which a document is known everywhere: ``doi:10.…``, ``isbn:978…``, ``std:gbt7714``.

    An ISBN names a book; of a chapter only together with its first page, of a proceedings volume nothing.
    """
    found = []
    if doi := fields.get("doi", "").strip().casefold():
        found.append(f"doi:{doi}")
    if pmid := _plain(fields.get("pmid", "")):
        found.append(f"pmid:{pmid}")
    isbn = isbn13(fields.get("isbn", ""))
    if isbn and kind == "book":
        found.append(f"isbn:{isbn}")
    elif isbn and kind == "book_chapter" and (page := first_page(fields.get("pages", ""))):
        found.append(f"isbn:{isbn}/{page}")
    if kind in _NUMBERED and (number := title_key(fields.get("number", ""))):
        found.append(f"{_NUMBERED[kind]}:{number}")
    return tuple(found)


def isbn13(text: str) -> str:
    """The thirteen digits of an ISBN in either length; "" for anything else."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign in "0123456789X")
    if len(digits) == 13 and digits.isdigit():
        return digits
    if len(digits) != 10 or not digits[:9].isdigit():
        return ""
    stem = "978" + digits[:9]
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem))
    return stem + str(-total % 10)


class Traits(NamedTuple):
    """What is compared of a citation."""

    title: str
    volume: str
    page: str
    year: str
    identifiers: tuple[str, ...]


def traits(kind: str, fields: Mapping[str, str]) -> Traits:
    return Traits(
        title_key(title_of(kind, fields)),
        _plain(fields.get("volume", "")),
        first_page(fields.get("pages", "")),
        _plain(fields.get("year", "")),
        identifiers(kind, fields),
    )


def likeness(one: Traits, other: Traits) -> str | None:
    """``identifier``, ``title``, or None when they are probably different things.

    What contradicts (another volume, another first page, another year under a title that only resembles)
    speaks against; what is missing in either does not.
    """
    if _contradict(one.volume, other.volume):
        return None
    if set(one.identifiers) & set(other.identifiers):
        return "identifier"
    if _contradict(one.page, other.page) or min(len(one.title), len(other.title)) < SHORTEST_TITLE:
        return None
    if one.title == other.title:
        same_kind = {name.partition(":")[0] for name in one.identifiers} & {
            name.partition(":")[0] for name in other.identifiers
        }
        return None if same_kind else "title"  # a like title under another DOI is another document
    if _contradict(one.year, other.year):
        return None
    return "title" if _ratio(one.title, other.title) >= LIKE else None


def _ratio(one: str, other: str) -> float:
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.ratio() if match.real_quick_ratio() >= LIKE and match.quick_ratio() >= LIKE else 0.0


def _contradict(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _plain(text: str) -> str:
    """Digits and letters only, leading noughts gone: 第 055 卷 and 55 are one volume."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isascii() and sign.isalnum()
    )
    return bare.lstrip("0") or bare[-1:]
