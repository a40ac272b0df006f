"""CNKI's exports beside Refer: RefWorks (``RT``, ``A1`` …), E-Study and self-defined (``Title-题名:`` …).

RefWorks after its help, "RefWorks Tagged Format". CNKI's habits there (those that Zotero's translator
``CNKI RefWorks`` puts right): no space after the tag (``A1林行众``), the volume tagged ``vo``, the
supervisors of a thesis under ``A3`` and its degree under ``CL``, a yearbook given as ``Standard``.

The self-defined export has the fields one chooses, and begins a record with whichever comes first; its
``PageCount-页码`` are the pages, E-Study's ``PageCount-页数`` their number.
"""

from __future__ import annotations

import re
from typing import Final

from .clean import is_chinese
from .kinds import database, kind_of
from .model import Citation, Piece
from .tagged import Field, Format, Roles, records, roles

_REFWORKS_TAG: Final = re.compile(r"([A-Z][A-Z0-9]|vo|URL|PMCID|PMID)(?:[ \t]{1,8}(.*)|([^ -~].*)|$)")
_ESTUDY_TAG: Final = re.compile(r"(DataType|[A-Z][A-Za-z]{2,20})(?:-([^:：\s]{1,12}))?[:：] ?(.*)")

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
        aside: A3 A4 A5 A6 AB AD AN AV CL CN CR DB DS ID IP K1 LA LL NO OL OT PMCID RD SF SL SR ST T3
        aside: U1 U2 U3 U4 U5 WP WT WV
    """),
    {
        "book": roles("aside: T2"),
        "thesis": roles("institution: PB \n supervisor: A3 \n degree: CL \n aside: IS"),
        "standard": roles("institution: PB \n number: C1 ID"),
        "patent": roles("institution: A2 PB \n number: ID"),
        "report": roles("institution: PB \n number: ID"),
        "newspaper_article": roles("host_short: PB"),
    },
)

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
        url: Link URL
        supervisor: Tutor Teacher
        degree: Degree
        publisher: Publisher
        aside: SrcDatabase Keyword Summary PageCount Organ CLC Fund FirstDuty CN Download CitedTimes
    """),
    {
        "thesis": roles("institution: Source University \n aside: Page"),
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
    """The English half of the tag, and the value; ``Page`` for the pages, whatever they are called."""
    found = _ESTUDY_TAG.match(line)
    if not found:
        return None
    return "Page" if found[2] in ("页码", "页") else found[1], found[3]


def read_refworks(lines: list[Piece]) -> list[Citation]:
    """One citation for each RT."""
    return [_refworks(record) for record in records(lines, refworks_field, "RT")]


def read_estudy(lines: list[Piece]) -> list[Citation]:
    """One citation for each DataType, or whatever field the records begin with."""
    tagged = next(filter(None, map(estudy_field, lines)), None)
    return [_estudy(record) for record in records(lines, estudy_field, tagged[0] if tagged else "")]


def _refworks(record: list[Field]) -> Citation:
    name = next((value.strip() for tag, value, _ in record if tag == "RT"), "")
    kind = kind_of(name) or "other"
    if kind == "standard" and any(tag == "DB" and "年鉴" in value for tag, value, _ in record):
        kind = "book_chapter"
    named = database(value for tag, value, _ in record if tag in ("DS", "LK", "UL", "URL", "DB"))
    is_in_chinese = any(is_chinese(value) for _, value, _ in record)
    draft = _REFWORKS.draft(kind, named or ("cnki" if is_in_chinese else "endnote"), record)
    if name and not kind_of(name):
        draft.unknown_type(name, f"RT {name}")
    return draft.finish()


def _estudy(record: list[Field]) -> Citation:
    name = next((value for tag, value, _ in record if tag == "SrcDatabase"), "")
    tags = {item.tag for item in record}
    kind = kind_of(name) or ("journal_article" if tags & {"Period", "Roll", "Volume", "ISSN"} else "other")
    draft = _ESTUDY.draft(kind, "cnki", record)
    degree = {"博士": "博士", "硕士": "硕士"}.get(name.strip(), "")
    if degree and not draft.has("degree"):
        draft.put("degree", degree)
    if not kind_of(name):
        draft.infer("kind")
    return draft.finish()


REFWORKS: Final = Format(
    opens=re.compile(r"RT[ \t]+[A-Z][a-z]"),
    field_of=refworks_field,
    read=read_refworks,
    long=frozenset({"AB", "K1"}),
)
ESTUDY: Final = Format(
    opens=re.compile(r"DataType ?[:：] ?\d|(?:SrcDatabase-来源|Title-题名|Author-作者)[^:：\s]{0,6} ?[:：]"),
    field_of=estudy_field,
    read=read_estudy,
    long=frozenset({"Summary"}),
)
