"""What a reference becomes once it has been read: a kind, its fields, and what is left over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "journal_article": (
        "journal", "article_title", "author", "year", "volume", "issue", "pages", "issn", "doi", "pmid",
    ),
    "book": ("title", "author", "edition", "volume", "publisher", "place", "year", "isbn", "doi"),
    "book_chapter": (
        "title", "author", "edition", "volume", "publisher", "place", "year", "isbn",
        "chapter_title", "chapter_author", "pages", "doi",
    ),
    "thesis": ("title", "author", "institution", "degree", "year", "supervisor", "pages"),
    "conference_paper": (
        "title", "author", "conference", "place", "date", "proceedings", "pages",
        "isbn", "issn", "doi", "year",
    ),
    "standard": ("number", "title", "organisation", "year", "status"),
    "patent": ("number", "title", "inventor", "country", "date"),
    "report": ("title", "author", "institution", "report_number", "year"),
    "newspaper_article": ("newspaper", "article_title", "date", "page", "author"),
    "other": ("title", "text", "author", "year", "url"),
}  # fmt: skip
"""The document types of the trade and the fields a request of each has (domain §3)."""

KINDS: Final = tuple(FIELDS)

SOURCES: Final = (
    "ris", "bibtex", "endnote", "cnki", "wanfang", "openurl", "gbt7714",
    "doi", "isbn", "issn", "pmid", "text",
)  # fmt: skip
"""The formats that are told apart."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference as it was read.

    ``kind`` is one of KINDS, ``source`` one of SOURCES, ``fields`` holds only the keys of
    FIELDS[kind] that were found: several people are joined by ``"; "``, a DOI is lower-case without
    prefix, an ISBN 10 or 13 characters without hyphens, an ISSN ``NNNN-NNNX``.

    Nothing of the input is lost. ``unread`` are the pieces that could not be understood or did not
    fit, ``aside`` those that were understood but have no field in this kind (an abstract, the date
    of access, the publisher of a journal); both verbatim, trimmed. ``doubtful`` names fields that
    were filled but look wrong: a check digit, a page range backwards, a year out of range.
    """

    kind: str
    fields: Mapping[str, str]
    source: str
    unread: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
