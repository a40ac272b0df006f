"""RIS, the exchange format of publishers and databases: ``TY  - JOUR`` to ``ER  -``.

Tags after the description of Research Information Systems (the ``RIS Format Specifications`` kept at
https://github.com/aurimasv/translators/wiki/RIS-Tag-Map). rispy is not used to read: it drops what lies
outside its idea of a record (a last record without ER, the second value of a field, text before TY) and
does not say on which line a field stands. The tests hold the two against each other.
"""

from __future__ import annotations

import re
from typing import Final

from .model import Citation, Piece
from .tagged import Field, Format, Roles, records, roles

_TAG: Final = re.compile(r"([A-Z][A-Z0-9])( {1,3})-(?: (.*)|$)")

_KINDS: Final = {
    "journal_article": "JOUR EJOUR JFULL MGZN INPR ABST",
    "book": "BOOK EBOOK EDBOOK SER DICT ENCYC MUSIC CLSWK",
    "book_chapter": "CHAP ECHAP",
    "thesis": "THES",
    "conference_paper": "CONF CPAPER",
    "standard": "STAND",
    "patent": "PAT",
    "report": "RPRT GOVDOC",
    "newspaper_article": "NEWS",
    "other": "GEN ELEC BLOG DATA DBASE COMP UNPB MANSCPT PAMP HEAR CASE STAT LEGAL BILL",
}
_KIND: Final = {code: kind for kind, codes in _KINDS.items() for code in codes.split()}

_ROLES: Final = Roles(
    roles("""
        kind: TY ER
        author: AU A1
        editor: A2 ED
        title: TI T1 CT
        host: T2 JF BT
        host_short: JO
        host_abbreviation: JA J1 J2
        year: PY Y1
        date: DA
        volume: VL
        issue: IS CP
        start: SP
        end: EP
        publisher: PB
        place: CY PP
        edition: ET
        serial: SN
        doi: DO DI
        url: UR LK
        aside: A3 A4 AB AD AN C2 C8 CA CN DB DP ID KW L1 L2 L3 L4 LA LB M2 M3 N1 N2 NV OP RI RN RP SE ST
        aside: T3 TA TT Y2
    """),
    {
        "book": roles("aside: T2 \n title: BT"),
        "thesis": roles("institution: PB \n supervisor: A2 A3 \n degree: M3 \n aside: T2"),
        "conference_paper": roles(
            "host: T2 BT JF JO T3 \n conference: conference \n proceedings: C3 \n host_short: J2 JA"
        ),
        "standard": roles("institution: PB \n number: SN M1 C1 \n status: C4 \n aside: T2"),
        "patent": roles("institution: PB \n number: SN M1 \n country: CY \n aside: A2 A3 IS T2 VL"),
        "report": roles("institution: PB \n number: M1 IS \n aside: A3 T2 VL"),
        "other": roles("text: N1"),
    },
)


def field_of(line: str) -> tuple[str, str] | None:
    """The tag and value of a line; None if it has no tag.

    Some write one space instead of two; then only a known tag counts, not any ``US - China``.
    """
    found = _TAG.match(line)
    if not found or (len(found[2]) == 1 and found[1] not in _ROLES.common):
        return None
    return found[1], found[3] or ""


def read(lines: list[Piece]) -> list[Citation]:
    """One citation for each TY; a record without ER is read like any other."""
    return [_citation(record) for record in records(lines, field_of, "TY", "ER")]


def _citation(record: list[Field]) -> Citation:
    code, _, more = next((item.value for item in record if item.tag == "TY"), "").strip().partition(" ")
    tags = {item.tag for item in record}
    kind = _KIND.get(code.upper()) or ("journal_article" if {"JO", "JF", "JA"} & tags else "other")
    if kind == "conference_paper" and "C3" in tags:  # then T2 is the name of the conference
        record = [item._replace(tag="conference") if item.tag == "T2" else item for item in record]
    draft = _ROLES.draft(kind, "ris", record)
    if code and code.upper() not in _KIND:
        draft.unknown_type(code, f"TY  - {code}")
    elif not code:
        draft.infer("kind")
    draft.put("unread", more)
    return draft.finish()


FORMAT: Final = Format(
    opens=re.compile(r"TY {1,3}-|[A-Z][A-Z0-9] {2,3}- "),
    field_of=field_of,
    read=read,
    long=frozenset({"AB", "N2", "N1"}),
    closes="ER",
    interrupts=re.compile(r"TY {1,3}-"),
)
