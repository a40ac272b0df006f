"""NoteExpress, the export of Wanfang, CNKI and VIP: ``{Reference Type}: Journal Article``, ``{Title}: …``.

Tags after the NoteExpress manual ("NoteExpress 格式化文件") and Wanfang's export. Habits: a space before
or none after the colon, a standard given as ``Generic`` with its number under ``{Notes}``.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from .gbt7714_head import STANDARD_NUMBER
from .kinds import database, kind_of
from .model import Citation, Piece
from .tagged import Field, Format, Roles, records, roles

_TAG: Final = re.compile(r"\{ ?([^{}]{1,40}?) ?\} ?[:：] ?(.*)")

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
        aside: Notes, Section, Number of Volumes, Accession Number, Author Affiliation, Fund
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
        "standard": _named("institution: Publisher \n number: Number, Standard Number, Notes"),
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


def read(lines: list[Piece]) -> list[Citation]:
    """One citation for each {Reference Type}."""
    return [_citation(record) for record in records(lines, field_of, "Reference Type")]


def _citation(record: list[Field]) -> Citation:
    values = {tag: value.strip() for tag, value, _ in reversed(record)}
    name = values.get("Reference Type", "")
    kind = kind_of(name) or ("other" if name or "Journal" not in values else "journal_article")
    is_standard = kind == "other" and bool(STANDARD_NUMBER.fullmatch(values.get("Notes", "")))
    source = database(values.get(tag, "") for tag in ("Database Provider", "URL")) or "noteexpress"
    draft = _ROLES.draft("standard" if is_standard else kind, source, record)
    if name and not kind_of(name):
        draft.unknown_type(name, f"{{Reference Type}}: {name}")
    elif is_standard or not name:
        draft.infer("kind")
    return draft.finish()


FORMAT: Final = Format(
    opens=re.compile(r"\{ ?(?:Reference Type|Title|Author) ?\} ?[:：]"),
    field_of=field_of,
    read=read,
    long=frozenset({"Abstract"}),
)
