"""What a reference becomes once it has been read: a kind, its fields, what is left over, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Final, Literal

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
        "title", "author", "conference", "place", "date", "proceedings", "pages", "isbn", "issn", "doi",
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
    "ris", "bibtex", "endnote", "noteexpress", "cnki", "wanfang", "vip", "nstl", "pubmed", "csl", "labelled",
    "openurl", "gbt7714", "unmarked", "doi", "isbn", "issn", "pmid", "text",
)  # fmt: skip
"""The formats and databases that are told apart; their words: ``citation_source.<source>``."""

PROBLEMS: Final = (
    "isbn_digit", "issn_digit", "pages_backwards", "year_far", "not_one", "two_values", "year_mismatch",
    "issn_as_isbn", "isbn_as_issn", "type_unknown", "division", "cut_off", "split_failed", "value_long",
    "encoding", "damaged", "mended", "too_long", "not_text",
)  # fmt: skip
"""What may be wrong with a reference or a paste; the sentences: ``citation.problem.<code>``."""

Certainty = Literal["sure", "likely", "doubtful"]


class Piece(str):
    """A piece of the input as it stood there; ``line`` is the line it began on, the first being 1.

    0 where that is not known. Whatever is done to it gives a plain ``str``.
    """

    __slots__ = ("line",)
    line: int

    def __new__(cls, text: str, line: int = 0) -> Piece:
        piece = super().__new__(cls, text)
        piece.line = line
        return piece


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that looks wrong, to be said in a sentence and never mended in silence.

    ``code`` is one of PROBLEMS, ``field`` the field it concerns (None: the whole reference), ``facts``
    fill the places of the sentence.
    """

    code: str
    field: str | None = None
    facts: Mapping[str, str | int] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference as it was read.

    ``kind`` is one of KINDS, ``source`` one of SOURCES, ``fields`` holds only the keys of
    FIELDS[kind] that were found: several people are joined by ``"; "``, a DOI is lower-case without
    prefix, an ISBN 10 or 13 characters without hyphens, an ISSN ``NNNN-NNNX``.

    Nothing of the input is lost. ``unread`` are the pieces that could not be understood or contradict
    what was read, ``aside`` those that were understood but have no field in this kind (an abstract,
    the date of access, the publisher of a journal); both as they stood, and each knows its line.

    ``doubtful`` names fields that were filled but look wrong, and ``problems`` says why: a check digit,
    a page range backwards, two different DOIs. ``inferred`` names what nobody stated but follows from
    the rest (``kind`` among them): the kind of a bare DOI, a country from the number of a patent.
    ``line`` is the line the reference begins on.
    """

    kind: str
    fields: Mapping[str, str]
    source: str
    unread: tuple[Piece, ...] = ()
    doubtful: tuple[str, ...] = ()
    aside: tuple[Piece, ...] = ()
    inferred: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    line: int = 0

    def certainty(self, key: str) -> Certainty:
        """How sure a field (or ``kind``) is: stated as it is, concluded from the rest, or looking wrong."""
        if key in self.doubtful:
            return "doubtful"
        return "likely" if key in self.inferred else "sure"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paste or a file held: its references in order, and what is wrong with it as a whole."""

    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...] = ()
