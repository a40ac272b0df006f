"""Where each field of each kind comes from: the roles that can fill it, best first.

Every format speaks only of roles (``host`` is the journal, book or newspaper a piece is in); what the
trade calls them in a kind of document is said here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PLACES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "journal_article": {
        "journal": ("host", "host_short", "host_abbreviation"), "article_title": ("title",),
        "author": ("author", "institution"), "year": ("year", "date"), "volume": ("volume",),
        "issue": ("issue",), "pages": ("pages", "article_number"), "issn": ("issn",),
        "doi": ("doi", "arxiv_doi"), "pmid": ("pmid",),
    },
    "book": {
        "title": ("title", "host"), "author": ("author", "editor", "institution"),
        "edition": ("edition",), "volume": ("volume",), "publisher": ("publisher",),
        "place": ("place",), "year": ("year", "date"), "isbn": ("isbn",), "doi": ("doi",),
    },
    "book_chapter": {
        "title": ("host", "host_short"), "author": ("editor",), "edition": ("edition",),
        "volume": ("volume",), "publisher": ("publisher",), "place": ("place",),
        "year": ("year", "date"), "isbn": ("isbn",), "chapter_title": ("title",),
        "chapter_author": ("author",), "pages": ("pages",), "doi": ("doi",),
    },
    "thesis": {
        "title": ("title",), "author": ("author",), "institution": ("institution", "publisher"),
        "degree": ("degree",), "year": ("year", "date"), "supervisor": ("supervisor",),
        "pages": ("pages",),
    },
    "conference_paper": {
        "title": ("title",), "author": ("author",), "conference": ("conference", "event"),
        "place": ("place",), "date": ("date", "year"), "proceedings": ("proceedings",),
        "pages": ("pages", "article_number"), "isbn": ("isbn",), "issn": ("issn",),
        "doi": ("doi", "arxiv_doi"),
    },
    "standard": {
        "number": ("number",), "title": ("title",), "organisation": ("institution", "author"),
        "year": ("year", "date"), "status": ("status",),
    },
    "patent": {
        "number": ("number",), "title": ("title",), "inventor": ("author", "institution"),
        "country": ("country", "country_code"), "date": ("date", "year"),
    },
    "report": {
        "title": ("title",), "author": ("author", "editor"), "institution": ("institution", "publisher"),
        "report_number": ("number",), "year": ("year", "date"),
    },
    "newspaper_article": {
        "newspaper": ("host", "host_short", "host_abbreviation"), "article_title": ("title",),
        "date": ("date", "year"), "page": ("pages",), "author": ("author",),
    },
    "other": {
        "title": ("title",), "text": ("text",), "author": ("author", "institution"),
        "year": ("year", "date"), "url": ("url",),
    },
}  # fmt: skip
