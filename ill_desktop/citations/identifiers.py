"""Messy identifiers: a DOI, ISBN, ISSN or PMID with whatever prefix it was copied with."""

from __future__ import annotations

import re
from typing import Final

from .clean import fold
from .draft import Draft
from .model import Citation, Piece
from .numbers import Found, find, isbns, remainder

# Springer's DOI of a book is its ISBN, that of a chapter the same with the chapter's number
_BOOK_DOI: Final = re.compile(r"10\.\d{4,9}/97[89][\d-]{10,14}(?P<chapter>_\d{1,4})?")

_OF_MEDIUM: Final = re.compile(r"\b[ep]-?ISSN|print|online|electronic|印刷|纸质|电子|网络", re.IGNORECASE)
_ALL_ISBN: Final = re.compile(r"\s*97[89](?:[ -]{0,2}[0-9]){10}\s*")
_SOURCE: Final = {"arxiv_doi": "doi"}


def read(line: Piece) -> list[Citation]:
    """The documents named by the identifiers in a line; [] if it holds none.

    A line that names each sort once means one document, else each number is its own. What stands
    beside the numbers is unread.
    """
    found = find(line) or _mistyped(line)
    if all(hit.role == "pmcid" for hit in found):
        return []
    distinct = _distinct(found)
    # a journal has one ISSN in print and another on the web
    roles = [hit.role for hit in distinct if hit.role != "issn" or not _OF_MEDIUM.search(line)]
    groups = [distinct] if len(set(roles)) == len(roles) else [[hit] for hit in distinct]
    drafts = [_draft(group, line.line) for group in groups]
    rest = remainder(line, found)
    if re.search(r"[^\W_]", _OF_MEDIUM.sub("", rest)):
        drafts[0].put("unread", rest.strip(" ,;，；、"))
    return [draft.finish() for draft in drafts]


def _mistyped(line: Piece) -> list[Found]:
    """The ISBN of 13 digits that is the whole line, its check digit right or wrong."""
    whole = _ALL_ISBN.fullmatch(fold(line))
    return [Found("isbn", isbns(line)[0], *whole.span())] if whole else []


def _draft(group: list[Found], line: int) -> Draft:
    roles = {hit.role: hit.value for hit in group}
    source = next(hit.role for hit in group if hit.role != "pmcid")
    draft = Draft(_kind(roles), _SOURCE.get(source, source), line)
    draft.infer("kind")
    for hit in group:
        draft.put(hit.role, hit.value)
    return draft


def _kind(roles: dict[str, str]) -> str:
    """What kind of document the identifiers name: an ISBN is a book, anything else an article."""
    of_book = _BOOK_DOI.fullmatch(roles.get("doi", ""))
    if of_book and of_book["chapter"]:
        return "book_chapter"
    return "book" if of_book or "isbn" in roles else "journal_article"


def _distinct(found: list[Found]) -> list[Found]:
    """Each document once: the same number twice, or an ISBN in both lengths, is one."""
    kept: dict[tuple[str, str], Found] = {}
    for hit in found:
        key = (hit.role, hit.value[-10:-1] if hit.role == "isbn" else hit.value)
        if key not in kept or len(hit.value) > len(kept[key].value):
            kept[key] = hit
    return list(kept.values())
