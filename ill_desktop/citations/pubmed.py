"""PubMed's export for reference managers (MEDLINE, ``.nbib``): ``PMID- 31452104``, ``TI  - …``.

Tags after https://www.nlm.nih.gov/bsd/mms/medlineelements.html.
"""

from __future__ import annotations

import re
from typing import Final

from .model import Citation, Piece
from .tagged import Field, Format, Roles, records, roles

_TAG: Final = re.compile(r"([A-Z]{2,4}) {0,2}- ?(.*)")

_ROLES: Final = Roles(
    roles("""
        pmid: PMID
        author: FAU CN
        author: AU
        editor: FED ED
        title: TI
        host: JT
        host_short: TA
        date: DP
        volume: VI
        issue: IP
        pages: PG
        issn: IS
        isbn: ISBN
        place: PL
        publisher: PB
        doi: AID LID
        aside: OWN STAT DCOM LR AB CI AD AUID LA PT SO PST PHST EDAT MHDA CRDT GR MH OT RN SB JID DEP
        aside: PMC PMCR OTO COIS TT CDAT EIN CON CIN MID NM OAB OABL CTDT DRDT CRF SFM SI VTI CTI
    """),
    {
        "book": roles("title: BTI TI"),
        "book_chapter": roles("host: BTI \n title: TI CTI"),
    },
)


def field_of(line: str) -> tuple[str, str] | None:
    """The tag and value of a line; None if it has no tag that PubMed uses."""
    found = _TAG.match(line)
    return (found[1], found[2]) if found and found[1] in _ROLES.common else None


def read(lines: list[Piece]) -> list[Citation]:
    """One citation for each PMID."""
    return [_citation(record) for record in records(lines, field_of, "PMID")]


def _citation(record: list[Field]) -> Citation:
    tags = {item.tag for item in record}
    kind = "journal_article"
    if "BTI" in tags:
        kind = "book_chapter" if tags & {"TI", "CTI"} else "book"
    return _ROLES.draft(kind, "pubmed", [_without_note(item, tags) for item in record]).finish()


def _without_note(item: Field, tags: set[str]) -> Field:
    """The field without PubMed's remark (``[doi]``, ``(Electronic)``); what is only a repetition aside."""
    if item.tag in ("AID", "LID"):
        is_doi = item.value.endswith("[doi]")
        return item._replace(tag="AID" if is_doi else "SO", value=item.value.removesuffix("[doi]").strip())
    if item.tag == "IS":
        return item._replace(value=re.sub(r" ?\([A-Za-z]{1,12}\)$", "", item.value))
    return item._replace(tag="SO") if item.tag == "AU" and "FAU" in tags else item


FORMAT: Final = Format(
    opens=re.compile(r"PMID ?- ?\d{1,8}$"), field_of=field_of, read=read, long=frozenset({"AB"})
)
