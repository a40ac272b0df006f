"""Refer, the format of EndNote and of CNKI's export: ``%0 Journal Article``, ``%A``, ``%T`` …

Tags after EndNote's help, "Creating a tagged EndNote import file". CNKI's habits (those that Zotero's
translator ``CNKI Refer`` puts right): all authors after one tag, or several tags on one line; ``%Y`` the
supervisor and ``%9`` the degree of a thesis; ``%P`` twice (the number of pages, then the range); a
standard given as ``Legal Rule or Regulation`` with its number under ``%V``. VIP's: ``%+:`` with a colon.
"""

from __future__ import annotations

import re
from typing import Final

from .clean import is_chinese
from .kinds import database, kind_of
from .model import Citation, Piece
from .tagged import Field, Format, Roles, records, roles

_TAG: Final = re.compile(r"%([0-9A-Z@!?+&~^$#*()<>=|\[\]])(?:[ :]{1,3}(.*)|([^ -~].*)|$)")
_REPEATED: Final = ("%A", "%Y", "%E", "%K", "%I")
_SEVERAL: Final = re.compile(r" ?(?=%[AYEKI] )")

_OWN_KINDS: Final = {
    "electronic article": "journal_article",
    "electronic book": "book",
    "serial publication": "book",
    "electronic book section": "book_chapter",
    "government document": "report",
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
        aside: 1 2 3 4 6 9 F G H K L M O Q S W X Y Z ! & + ? ~ [ ] ^ > < ( ) $ # * = |
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


def read(lines: list[Piece]) -> list[Citation]:
    """One citation for each %0; records without it are parted by empty lines."""
    return [_citation(record) for record in records(_one_tag_a_line(lines), field_of, "0")]


def _one_tag_a_line(lines: list[Piece]) -> list[Piece]:
    """Each field on its own line, each record begun with %0."""
    typed = any(line.startswith("%0") for line in lines)
    result: list[Piece] = [] if typed else [Piece("%0", lines[0].line)]
    for line in lines:
        if not line and not typed:
            result.append(Piece("%0", line.line))
        parts = _SEVERAL.split(line) if line.startswith(_REPEATED) else [line]
        result += (Piece(part, line.line) for part in parts if part or not line)
    return result


def _citation(record: list[Field]) -> Citation:
    values = {tag: value for tag, value, _ in reversed(record)}
    name = values.get("0", "").strip()
    kind = _kind(name, values)
    draft = _ROLES.draft(kind or "other", _source(record), _without_page_count(record))
    if not kind:
        draft.unknown_type(name, f"%0 {name}")
    elif not name:
        draft.infer("kind")
    return draft.finish()


def _kind(name: str, values: dict[str, str]) -> str | None:
    """The kind a record says it is; without %0 what classic Refer concludes from its fields."""
    if not name:
        return "journal_article" if "J" in values else "book_chapter" if "B" in values else "book"
    part = values.get("~", "")
    if name.lower() == "legal rule or regulation" and "标准" in part:
        return "standard"
    if "年鉴" in part:
        return "book_chapter"
    return "report" if "科技成果" in part else _OWN_KINDS.get(name.lower()) or kind_of(name)


def _source(record: list[Field]) -> str:
    named = database(value for tag, value, _ in record if tag in "WUR")
    is_in_chinese = any(is_chinese(value) for tag, value, _ in record if tag in "TJ")
    return named or ("cnki" if is_in_chinese else "endnote")


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
