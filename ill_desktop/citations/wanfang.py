"""Wanfang's export, which is NoteExpress's: ``{Reference Type}: Journal Article``, ``{Title}: …``."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from .model import Citation
from .tagged import Field, Format, Roles, records, roles

_TAG: Final = re.compile(r"\{ ?([^{}]{1,40}?) ?\} ?[:：] ?(.*)")

_KIND: Final = {
    "journal article": "journal_article",
    "magazine article": "journal_article",
    "book": "book",
    "edited book": "book",
    "book section": "book_chapter",
    "thesis": "thesis",
    "dissertation": "thesis",
    "conference proceedings": "conference_paper",
    "conference paper": "conference_paper",
    "conference": "conference_paper",
    "standard": "standard",
    "patent": "patent",
    "report": "report",
    "newspaper article": "newspaper_article",
    "generic": "other",
}

_named: Final = partial(roles, separator=",")

_ROLES: Final = Roles(
    _named("""
        kind: Reference Type
        author: Author
        editor: Secondary Author, Editor
        title: Title
        host: Journal, Secondary Title, Newspaper, Book Title
        year: Year
        date: Date
        volume: Volume
        issue: Issue, Number
        pages: Pages
        publisher: Publisher
        place: Place Published
        edition: Edition
        serial: ISBN/ISSN, ISSN, ISBN, 图书印刷版ISBN
        doi: DOI
        pmid: PMID
        url: URL
        aside: Author Address, Translated Title, Translated Author, Translated Journal
        aside: Keywords, Abstract, Database Provider, Language, Type of Work, Call Number, Subject
        aside: Tertiary Title, Tertiary Author, Subsidiary Author, Short Title, Access Date, Label
    """),
    {
        "thesis": _named("""
            institution: Publisher, University
            supervisor: Tutor, Supervisor, Advisor, Secondary Author, Tertiary Author
            degree: Type of Work, Degree
        """),
        "conference_paper": _named("""
            host: Tertiary Title, Secondary Title, Journal, Conference Name
            place: Conference Location, Place Published
        """),
        "standard": _named("institution: Publisher \n number: Number, Standard Number"),
        "patent": _named("""
            institution: Publisher, Applicant, Subsidiary Author
            number: Number, Patent Number
            country: Country
        """),
        "report": _named("institution: Publisher \n number: Number, Report Number"),
        "newspaper_article": _named("host_short: Publisher"),
    },
)


def field_of(line: str) -> tuple[str, str] | None:
    """The name between the braces, and the value; None if the line has no such name."""
    found = _TAG.match(line)
    return (found[1], found[2]) if found else None


def read(lines: list[str]) -> list[Citation]:
    """One citation for each {Reference Type}."""
    return [_citation(record) for record in records(lines, field_of, "Reference Type")]


def _citation(record: list[Field]) -> Citation:
    name = next((value.strip() for tag, value, _ in record if tag == "Reference Type"), "")
    untyped = "journal_article" if any(item.tag == "Journal" for item in record) else "other"
    kind = _KIND.get(name.lower(), "other" if name else untyped)
    provider = next((value for tag, value, _ in record if tag == "Database Provider"), "")
    draft = _ROLES.draft(kind, "cnki" if "CNKI" in provider else "wanfang", record)
    if name and name.lower() not in _KIND:
        draft.unread.insert(0, f"{{Reference Type}}: {name}")
    return draft.finish()


FORMAT: Final = Format(
    opens=re.compile(r"\{ ?(?:Reference Type|Title|Author) ?\} ?[:：]"),
    field_of=field_of,
    read=read,
    long=frozenset({"Abstract"}),
)
