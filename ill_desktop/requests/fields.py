"""The ten document types and their fields (domain §3): one declaration for forms, table and exports."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ill_desktop.errors import Refusal

LONGEST = 2_000
NOTE_LONGEST = 20_000
_PAGES = r"[A-Za-z]?(\d{1,9})(?:\s*[-–—~～]+\s*[A-Za-z]?(\d{1,9}))?\Z"


class Field(NamedTuple):
    """``key`` names it in words (``field.<key>``); ``span`` is its width in a form of four columns."""

    key: str
    span: int = 1
    required: bool = False
    check: str | None = None  # "issn" | "isbn" | "doi" | "year"
    long: bool = False


def _f(
    key: str, span: int = 1, required: bool = False, check: str | None = None, long: bool = False
) -> Field:
    return Field(key, span, required, check, long)


_BOOK = (
    _f("author", 2),
    _f("edition"),
    _f("volume"),
    _f("publisher", 2),
    _f("place"),
    _f("year", check="year"),
    _f("isbn", 2, check="isbn"),
)

TYPES: dict[str, tuple[Field, ...]] = {
    "journal_article": (
        _f("article_title", 4, True),
        _f("journal", 2, True),
        _f("author", 2),
        _f("year", 1, True, "year"),
        _f("volume"),
        _f("issue"),
        _f("pages"),
        _f("issn", check="issn"),
        _f("doi", 2, check="doi"),
        _f("pmid"),
    ),
    "book": (_f("title", 4, True), *_BOOK),
    "book_chapter": (
        _f("chapter_title", 4, True),
        _f("title", 4, True),
        _f("chapter_author", 2),
        _f("pages", 1, True),
        *_BOOK,
    ),
    "thesis": (
        _f("title", 4, True),
        _f("author", 2, True),
        _f("institution", 2, True),
        _f("degree"),
        _f("year", check="year"),
        _f("supervisor"),
        _f("pages"),
    ),
    "conference_paper": (
        _f("title", 4, True),
        _f("conference", 2, True),
        _f("author", 2),
        _f("place"),
        _f("date"),
        _f("proceedings", 2),
        _f("pages"),
        _f("isbn", check="isbn"),
        _f("issn", check="issn"),
        _f("doi", check="doi"),
    ),
    "standard": (
        _f("number", 2, True),
        _f("organisation", 2),
        _f("title", 4),
        _f("year", check="year"),
        _f("status"),
    ),
    "patent": (
        _f("number", 2, True),
        _f("country"),
        _f("date"),
        _f("title", 4),
        _f("inventor", 4),
    ),
    "report": (
        _f("title", 4, True),
        _f("author", 2),
        _f("institution", 2),
        _f("report_number", 2),
        _f("year", check="year"),
    ),
    "newspaper_article": (
        _f("article_title", 4, True),
        _f("newspaper", 2, True),
        _f("author", 2),
        _f("date", 1, True),
        _f("page"),
    ),
    "other": (_f("title", 4, True), _f("author", 2), _f("year", check="year"), _f("text", 4, long=True)),
}
KEYS: tuple[str, ...] = tuple(dict.fromkeys(field.key for fields in TYPES.values() for field in fields))

_TITLE = {
    "journal_article": ("article_title",),
    "newspaper_article": ("article_title",),
    "book_chapter": ("chapter_title", "title"),
    "standard": ("title", "number"),
    "patent": ("title", "number"),
}
_SECOND_LINE = {
    "journal_article": ("journal", "year"),
    "book": ("author", "publisher", "year"),
    "book_chapter": ("title", "publisher", "year"),
    "thesis": ("author", "institution", "year"),
    "conference_paper": ("conference", "proceedings", "date"),
    "standard": ("number", "organisation"),
    "patent": ("number", "inventor"),
    "report": ("institution", "report_number", "year"),
    "newspaper_article": ("newspaper", "date"),
    "other": ("author", "year"),
}


def title_of(kind: str, fields: Mapping[str, str]) -> str:
    """What the table shows first: the title, or the number where a standard or patent has none."""
    return next((fields[key] for key in _TITLE.get(kind, ("title",)) if fields.get(key)), "")


def second_line_of(kind: str, fields: Mapping[str, str]) -> str:
    """Where it stands: ``Nature Water 2(4) · 2025``."""
    parts = [fields.get(key, "") for key in _SECOND_LINE[kind]]
    if kind == "journal_article" and parts[0]:
        volume, issue = fields.get("volume", ""), fields.get("issue", "")
        parts[0] += f" {volume}" * bool(volume) + f"({issue})" * bool(issue)
    return " · ".join(part for part in parts if part)


def author_of(fields: Mapping[str, str]) -> str:
    return fields.get("author") or fields.get("chapter_author") or fields.get("inventor") or ""


def issn_digit(digits: str) -> str:
    """The check digit of seven ISSN digits (ISO 3297)."""
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=True))
    return "0123456789X"[-total % 11]


def _check_issn(text: str) -> str | None:
    plain = text.replace("-", "").replace("–", "").upper()
    if len(plain) != 8 or not (plain[:7].isascii() and plain[:7].isdigit()):
        return "field.issn"
    return None if plain[7] == issn_digit(plain[:7]) else "field.issn_digit"


def _check_isbn(text: str) -> str | None:
    plain = re.sub(r"[-–\s]", "", text).upper()
    if not re.fullmatch(r"97[89]\d{10}|\d{9}[\dX]", plain, re.ASCII):
        return "field.isbn"
    return None if plain[-1] == _isbn_digit(text) else "field.isbn_digit"


def _isbn_digit(text: str) -> str:
    """The check digit that belongs to the ISBN in a text (ISO 2108)."""
    from ill_desktop.citations.numbers import isbn_digit

    return isbn_digit(re.sub(r"[-–\s]", "", text))


def _check_doi(text: str) -> str | None:
    start, slash, rest = text.strip().partition("/")
    return None if start.startswith("10.") and slash and rest and " " not in text.strip() else "field.doi"


def _check_year(text: str) -> str | None:
    good = text.isascii() and text.isdigit() and len(text) == 4 and 1000 <= int(text) <= 2100
    return None if good else "field.year"


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "issn": _check_issn,
    "isbn": _check_isbn,
    "doi": _check_doi,
    "year": _check_year,
}


def check_field(field: Field, text: str) -> Refusal | None:
    """What speaks against one field's text, said as one leaves it."""
    text = text.strip()
    if not text:
        return Refusal("field.required", field.key) if field.required else None
    longest = NOTE_LONGEST if field.long else LONGEST
    if len(text) > longest:
        return Refusal("field.too_long", field.key, longest=longest, length=len(text))
    if "\0" in text:
        return Refusal("field.control", field.key)
    code = _CHECKS[field.check](text) if field.check else None
    if code == "field.issn_digit":
        return Refusal(code, field.key, digit=issn_digit(text.replace("-", "").replace("–", "")[:7]))
    if code == "field.isbn_digit":
        return Refusal(code, field.key, digit=_isbn_digit(text))
    return Refusal(code, field.key) if code else None


def check_all(kind: str, fields: Mapping[str, str]) -> list[Refusal]:
    """All that speaks against a citation; empty when it can be requested."""
    if kind not in TYPES:
        return [Refusal("request.type", "document_type")]
    found = (check_field(field, fields.get(field.key, "")) for field in TYPES[kind])
    return [refusal for refusal in found if refusal]


def tidy(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Only the fields of the type, trimmed; empty ones left out."""
    return {
        field.key: fields[field.key].strip() for field in TYPES[kind] if fields.get(field.key, "").strip()
    }


def page_count(pages: str) -> int | None:
    """How many pages ``311-322``, ``1, 4-6`` or ``e12-e15`` are; None when that cannot be said."""
    total = 0
    for part in re.split(r"[,，;；]", pages):
        match = re.match(_PAGES, part.strip())
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if match[2] and len(match[2]) < len(match[1]):  # 1123-34
            last = int(match[1][: len(match[1]) - len(match[2])] + match[2])
        if last < first or last - first > 10_000:
            return None
        total += last - first + 1
    return total or None
