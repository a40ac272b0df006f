"""Refer, the format of EndNote and of CNKI's export: ``%0 Journal Article``, ``%A``, ``%T`` …

CNKI's habits: all authors after one tag, or several tags on one line; ``%Y`` the supervisor and
``%9`` the degree of a thesis; ``%P`` twice (the number of pages, then the range); a standard given as
``Legal Rule or Regulation`` with its number under ``%V``.
"""

from __future__ import annotations

import re
from typing import Final

from .clean import is_chinese
from .model import Citation
from .tagged import Field, Format, Roles, records, roles

_TAG: Final = re.compile(r"%([0-9A-Z@!?+&~^$#*()<>=|\[])(?: (.*)|([^ -~].*)|$)")
_SEVERAL: Final = re.compile(r" (?=%[AYEK] )")

_KIND: Final = {
    "journal article": "journal_article",
    "electronic article": "journal_article",
    "magazine article": "journal_article",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "serial publication": "book",
    "book section": "book_chapter",
    "electronic book section": "book_chapter",
    "thesis": "thesis",
    "dissertation": "thesis",
    "conference proceedings": "conference_paper",
    "conference proceeding": "conference_paper",
    "conference paper": "conference_paper",
    "standard": "standard",
    "patent": "patent",
    "report": "report",
    "government document": "report",
    "newspaper article": "newspaper_article",
    "generic": "other",
    "web page": "other",
    "electronic source": "other",
    "unpublished work": "other",
    "legal rule or regulation": "other",
}

_ROLES: Final = Roles(
    roles("""
        kind: 0
        author: A
        editor: E
        title: T
        host: J B
        place: C
        year: D
        date: 8
        volume: V
        issue: N
        pages: P
        publisher: I
        edition: 7
        serial: @
        doi: R
        url: U
        aside: 6 9 F G H K L M Q S W X Y ! & + ? ~ [ ^ > < ( ) $ = |
    """),
    {
        "book": roles("aside: B N P"),
        "thesis": roles("institution: I J \n supervisor: Y E \n degree: 9 \n aside: B"),
        "standard": roles("institution: I \n number: V @ \n aside: B P"),
        "patent": roles("institution: I \n number: @ \n country: C \n aside: B E N V"),
        "report": roles("institution: I \n aside: B"),
        "newspaper_article": roles("host_short: I"),
    },
)


def field_of(line: str) -> tuple[str, str] | None:
    """The tag (without %) and value of a line; None if it has no tag."""
    found = _TAG.match(line)
    return (found[1], found[2] or found[3] or "") if found else None


def read(lines: list[str]) -> list[Citation]:
    """One citation for each %0; records without it are parted by empty lines."""
    return [_citation(record) for record in records(_one_tag_a_line(lines), field_of, "0")]


def _one_tag_a_line(lines: list[str]) -> list[str]:
    """Each field on its own line, each record begun with %0."""
    typed = any(line.strip().startswith("%0") for line in lines)
    result: list[str] = [] if typed else ["%0"]
    for line in map(str.strip, lines):
        if not line and not typed:
            result.append("%0")
        result += _SEVERAL.split(line) if line.startswith("%") else [line]
    return result


def _citation(record: list[Field]) -> Citation:
    values = {tag: value for tag, value, _ in reversed(record)}
    name = values.get("0", "").strip()
    kind = _kind(name, values)
    source = "cnki" if _is_from_cnki(record, values) else "endnote"
    draft = _ROLES.draft(kind, source, _without_page_count(record))
    if name and name.lower() not in _KIND:
        draft.unread.insert(0, f"%0 {name}")
    return draft.finish()


def _kind(name: str, values: dict[str, str]) -> str:
    """The kind a record says it is; without %0 what classic Refer concludes from its fields."""
    if name.lower() == "legal rule or regulation" and "标准" in values.get("~", ""):
        return "standard"
    if known := _KIND.get(name.lower()):
        return known
    if name:
        return "other"
    return "journal_article" if "J" in values else "book_chapter" if "B" in values else "book"


def _is_from_cnki(record: list[Field], values: dict[str, str]) -> bool:
    if "cnki" in (values.get("W", "") + values.get("U", "") + values.get("R", "")).lower():
        return True
    return any(is_chinese(value) for tag, value, _ in record if tag in "TJ")


def _without_page_count(record: list[Field]) -> list[Field]:
    """Of several %P the range is the one that is meant, the others are counts of pages."""

    def is_count(item: Field) -> bool:
        return item.tag == "P" and item.value.strip().isdigit()

    if all(is_count(item) for item in record if item.tag == "P"):
        return record
    return [Field("6", item.value, item.verbatim) if is_count(item) else item for item in record]


FORMAT: Final = Format(
    opens=re.compile(r"%[0ATJBD@](?: \S|[^ -~])"), field_of=field_of, read=read, long=frozenset("XK")
)
