"""CNKI's own exports beside Refer: RefWorks (``RT``, ``A1``, ``T1`` …) and E-Study (``Title-题名:`` …).

CNKI's habits in RefWorks: no space after the tag (``A1林行众``), the volume tagged ``vo``, the
supervisors of a thesis under ``A3`` and its degree under ``CL``.
"""

from __future__ import annotations

import re
from typing import Final

from .clean import is_chinese
from .model import Citation
from .tagged import Field, Format, Roles, records, roles

_REFWORKS_TAG: Final = re.compile(r"([A-Z][A-Z0-9]|vo|URL|PMID)(?:[ \t]{1,8}(.*)|([^ -~].*)|$)")
_ESTUDY_TAG: Final = re.compile(r"(DataType|[A-Z][A-Za-z]{2,20})(?:-[^:：\s]{1,12})?[:：] ?(.*)")

_REFWORKS_KIND: Final = {
    "journal article": "journal_article",
    "journal, electronic": "journal_article",
    "magazine article": "journal_article",
    "book, whole": "book",
    "book, edited": "book",
    "book": "book",
    "monograph": "book",
    "book, section": "book_chapter",
    "book chapter": "book_chapter",
    "dissertation/thesis": "thesis",
    "dissertation": "thesis",
    "conference proceeding": "conference_paper",
    "conference proceedings": "conference_paper",
    "standard": "standard",
    "patent": "patent",
    "report": "report",
    "newspaper article": "newspaper_article",
    "generic": "other",
    "web page": "other",
    "other article": "other",
    "unknown": "other",
}

_REFWORKS: Final = Roles(
    roles("""
        kind: RT
        author: A1
        editor: A2
        title: T1
        host: JF T2
        host_short: JO
        year: YR
        date: FD
        volume: VO vo
        issue: IS
        start: SP
        end: OP
        publisher: PB
        place: PP
        edition: ED
        serial: SN
        doi: DO
        pmid: PMID
        url: LK UL URL
        aside: A3 A4 AB AD AN AV CL CN CR DB DS ID K1 LA OL OT RD SF SL SR ST T3 U4 WP
    """),
    {
        "book": roles("aside: T2"),
        "thesis": roles("institution: PB \n supervisor: A3 \n degree: CL \n aside: IS"),
        "standard": roles("institution: PB \n number: C1 ID"),
        "patent": roles("institution: A2 PB \n number: ID"),
        "report": roles("institution: PB"),
        "newspaper_article": roles("host_short: PB"),
    },
)

_ESTUDY_KIND: Final = {
    "期刊": "journal_article",
    "辑刊": "journal_article",
    "博士": "thesis",
    "硕士": "thesis",
    "会议": "conference_paper",
    "报纸": "newspaper_article",
    "标准": "standard",
    "专利": "patent",
    "图书": "book",
    "年鉴": "book_chapter",
    "成果": "report",
}

_ESTUDY: Final = Roles(
    roles("""
        kind: DataType
        author: Author
        editor: Editor
        title: Title
        host: Source Journal
        year: Year
        date: PubTime
        volume: Roll Volume
        issue: Period Issue
        pages: Page
        serial: ISSN ISBN
        doi: DOI
        url: Link
        supervisor: Tutor
        degree: Degree
        publisher: Publisher
        aside: SrcDatabase Keyword Summary PageCount Organ CLC Fund
    """),
    {
        "thesis": roles("institution: Source University"),
        "standard": roles("institution: Organ \n number: StandardNo Number \n aside: Source"),
        "patent": roles("institution: Organ Applicant \n number: PatentNo Number \n aside: Source"),
        "book": roles("publisher: Organ Source"),
        "book_chapter": roles("publisher: Organ"),
    },
)


def refworks_field(line: str) -> tuple[str, str] | None:
    """The tag and value of a line; a continued line may begin like a tag, so only known ones count."""
    found = _REFWORKS_TAG.match(line)
    if not found or not (found[1] in _REFWORKS.common or re.fullmatch(r"U\d|C1|NO", found[1])):
        return None
    return found[1], found[2] or found[3] or ""


def estudy_field(line: str) -> tuple[str, str] | None:
    """The English half of the tag, and the value."""
    found = _ESTUDY_TAG.match(line)
    return (found[1], found[2]) if found else None


def read_refworks(lines: list[str]) -> list[Citation]:
    """One citation for each RT."""
    return [_refworks(record) for record in records(lines, refworks_field, "RT")]


def read_estudy(lines: list[str]) -> list[Citation]:
    """One citation for each DataType."""
    return [_estudy(record) for record in records(lines, estudy_field, "DataType")]


def _refworks(record: list[Field]) -> Citation:
    name = next((value.strip() for tag, value, _ in record if tag == "RT"), "")
    kind = _REFWORKS_KIND.get(name.lower(), "other")
    source = "cnki" if any(is_chinese(value) or "CNKI" in value for _, value, _ in record) else "endnote"
    draft = _REFWORKS.draft(kind, source, record)
    if name and name.lower() not in _REFWORKS_KIND:
        draft.unread.insert(0, f"RT {name}")
    return draft.finish()


def _estudy(record: list[Field]) -> Citation:
    database = next((value for tag, value, _ in record if tag == "SrcDatabase"), "")
    kind = next((kind for name, kind in _ESTUDY_KIND.items() if name in database), "other")
    return _ESTUDY.draft(kind, "cnki", record).finish()


REFWORKS: Final = Format(
    opens=re.compile(r"RT[ \t]+[A-Z][a-z]"),
    field_of=refworks_field,
    read=read_refworks,
    long=frozenset({"AB", "K1"}),
)
ESTUDY: Final = Format(
    opens=re.compile(r"DataType ?[:：] ?\d|Title-题名 ?[:：]"),
    field_of=estudy_field,
    read=read_estudy,
    long=frozenset({"Summary"}),
)
