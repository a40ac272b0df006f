"""GB/T 7714 reference strings: ``王磊, 陈辉. 题名[J]. 刊名, 2024, 55(3): 311-322.``

After the editions of 1987, 2005 and 2015, in numbered and in author-date style. Half- and full-width
signs, with or without spaces, numbered or not, as journals, CNKI (also its CAJ-CD and 查新 exports), VIP
and Google Scholar write them. The letter in brackets says what the document is.
"""

from __future__ import annotations

import re
from typing import Final

from . import gbt7714_head as heads
from . import gbt7714_parts as parts
from . import gbt7714_tail as tails
from . import numbers, people
from .clean import Folded
from .draft import Draft
from .model import Citation, Piece

_MARK: Final = re.compile(
    r"\[ ?(?P<type>[JMDCSPRNGAKZjmd]|EB|DB|CP|CM|DS|eb|db)(?: ?/ ?(?P<carrier>OL|CD|MT|DK|ol))? ?\]"
)
_HOST: Final = re.compile(r"[ .]{0,3}(?:(?://|∥|‖) ?(?:[Ii]n: ?)?|见: ?)")
# VIP sets the mark after the journal: 王磊.题名.水利学报[J],2010(5):889-896
_YEAR_AT_ONCE: Final = re.compile(r" ?, ?(?:1[5-9]|20)\d\d(?!\d)")
_ACCESS_DATE: Final = re.compile(r"\[ ?\d{4}[-./]\d{1,2}[-./]\d{1,2} ?\]")
_ISSUED: Final = re.compile(r"\( ?(\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?) ?\)")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[!-~]{1,2000}")

_KIND: Final = {
    "J": "journal_article", "M": "book", "G": "book", "K": "book", "D": "thesis", "C": "conference_paper",
    "S": "standard", "P": "patent", "R": "report", "N": "newspaper_article",
}  # fmt: skip
_CHAPTER: Final = {"book": "book_chapter", "other": "book_chapter"}


def is_reference(line: str) -> bool:
    """Whether a (folded) line has a type mark with something before it."""
    found = _MARK.search(line)
    return bool(found and re.search(r"[^\W\d_]", line[: found.start()]))


def has_mark(line: str) -> bool:
    """Whether a (folded) line has a type mark anywhere."""
    return bool(_MARK.search(line))


def read(text: Piece, source: str = "gbt7714") -> list[Citation]:
    """The document of one reference string; [] if it has no type mark.

    Of a ``source`` that has no marks by itself, the division by position is only concluded.
    """
    line = heads.without_numbering(Folded.of(text))
    mark = _MARK.search(line.flat)
    if not mark or not is_reference(line.flat):
        return []
    before, tail = line.cut(0, mark.start()), line.cut(mark.end())
    kind, tail, host = _kind_and_tail(mark["type"].upper(), tail)
    if kind == "journal_article" and _YEAR_AT_ONCE.match(tail.flat):
        before, tail = _with_journal_in_tail(before, tail)
    draft = Draft(kind, source, text.line)
    if source != "gbt7714":
        for role in ("kind", "author", "title", "host"):
            draft.infer(role)
    tail = _take_extras(draft, tail).strip(" .,;")
    head = heads.read(before)
    if head.year:
        draft.put("year", head.year)
        tail = parts.with_year(kind, tail, head.year[:4])
    _put_head(draft, head)
    tails.READERS[kind](draft, tail, host)
    return [draft.finish()]


def _with_journal_in_tail(head: Folded, tail: Folded) -> tuple[Folded, Folded]:
    """Head and tail with the last element of the head moved to the tail."""
    stops = heads.full_stops(head.strip(" ."))
    if not stops:
        return head, tail
    journal = head.strip(" .").cut(stops[-1] + 1)
    return head.strip(" .").cut(0, stops[-1]), Folded(journal.text + tail.text, journal.flat + tail.flat)


def _kind_and_tail(letter: str, tail: Folded) -> tuple[str, Folded, bool]:
    """The kind, what follows the mark, and whether that begins with the work the document is in.

    The standard of 1987 wrote a part as ``[A]. editor. book[C].``; since 2005 it is ``[M]//`` or ``[C]//``,
    and a lone ``[A]`` an archival document.
    """
    kind = _KIND.get(letter, "other")
    inner = _MARK.search(tail.flat)
    host = _HOST.match(tail.flat)
    if letter == "A" and inner:
        kind = _KIND.get(inner["type"].upper(), "other")
    if inner:
        tail = tail.without([inner.span()])
    if host:
        tail = tail.cut(host.end())
    within = bool(host) or bool(letter == "A" and inner)
    return (_CHAPTER.get(kind, kind) if within else kind), tail, within


def _put_head(draft: Draft, head: heads.Head) -> None:
    title = head.title
    if draft.kind == "standard":
        head, title = _take_standard_number(draft, head)
    elif draft.kind == "patent":
        title = parts.take_patent_number(draft, title)
    elif draft.kind == "report":
        title = parts.take_report_number(draft, title)
    elif draft.kind == "book":
        title = parts.take_volume(draft, title)
    for name in people.of_reference(head.authors):
        draft.put("author", name)
    draft.put("title", title.text)
    if head.doubtful:
        draft.doubt("author", "division")
    elif not head.is_plain:
        draft.infer("author")
        draft.infer("title")


def _take_standard_number(draft: Draft, head: heads.Head) -> tuple[heads.Head, Folded]:
    """The number of a standard may stand before its title, after it, or alone before a full stop."""
    whole = heads.STANDARD_NUMBER.fullmatch(head.authors.flat)
    if whole:
        draft.put("number", head.authors.text)
        head = head._replace(authors=head.authors.cut(0, 0), doubtful=False)
    found = None if whole else heads.STANDARD_NUMBER.search(head.title.flat)
    title = head.title
    if found:
        draft.put("number", title.text[found.start() : found.end()])
        title = title.without([found.span()]).strip()
    year = re.search(r"[-:] ?(\d{4})$", (whole or found)[0]) if whole or found else None  # type: ignore[index]
    if year:
        draft.put("year", year[1])
    return head, title


def _take_extras(draft: Draft, tail: Folded) -> Folded:
    """Put what may stand anywhere after the mark (DOI, address, dates in brackets), and cut it out."""
    spans: list[tuple[int, int]] = []
    for found in numbers.find(tail.text):
        draft.put(found.role, found.value, tail.text[found.start : found.end])
        spans.append((found.start, found.end))
    tail = tail.without(spans)
    spans = []
    for address in _ADDRESS.finditer(tail.text):
        end = address.start() + len(address[0].rstrip(".,;)]"))
        draft.put("url", tail.text[address.start() : end])
        spans.append((address.start(), end))
    tail = tail.without(spans)
    spans = []
    for access in _ACCESS_DATE.finditer(tail.flat):
        draft.put("aside", tail.text[access.start() : access.end()])
        spans.append(access.span())
    tail = tail.without(spans)
    issued = _ISSUED.search(tail.flat)
    if issued:
        draft.put("date", issued[1])
        tail = tail.without([issued.span()])
    return Folded.of(tail.text)
