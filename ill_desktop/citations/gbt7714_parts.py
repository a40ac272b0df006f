"""The parts that recur in GB/T 7714 strings: imprint, volume and issue and pages, numbers in titles."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .clean import Folded
from .draft import Draft
from .gbt7714_head import sentences

_PAGE: Final = r"[A-Za-z]{0,4}\d[A-Za-z0-9]{0,12}"
_RANGE: Final = rf"{_PAGE}(?:\.\d{{1,6}})?(?: ?[-~]{{1,2}} ?{_PAGE})?"
_PAGES: Final = re.compile(
    rf"(?:[Pp]p?\. ?|pp? ?|Article ?(?:No\.? ?)?|第 ?)?({_RANGE}(?: ?[,+] ?{_RANGE}){{0,20}})(?: ?页)?",
    re.ASCII,
)
_VOLUME: Final = re.compile(
    r"(?:[Vv]ol\.? ?|第 ?)?([A-Z]{0,3}\d{1,6}[A-Za-z]?(?:[-/]\d{1,5})?)(?!\d|[\w.]\w)(?: ?卷)?(?! ?[月期])",
    re.ASCII,
)
_ISSUE: Final = re.compile(
    r"\( ?([^()]{1,40}?) ?\)|(?:[Nn]o\.? ?|[Ii]ssue ?|第 ?)(\d{1,4}(?:[-/]\d{1,4})?)(?: ?期)?", re.ASCII
)
_MONTH: Final = re.compile(r"-\d{1,2}(?:-\d{1,2})?(?!\d)|年(?: ?\d{1,2} ?月)?(?: ?\d{1,2} ?日)?", re.ASCII)
_IMPRINT_YEAR: Final = re.compile(
    r"(?:^|(?P<mark>[,.;:])) ?[c\[(]?(?P<year>(?:1[5-9]|20)\d\d[a-z]?)[\])]?年?"
    r"(?= ?(?:[:,.;]|$|-\d\d?(?!\d)))",
    re.ASCII,
)
_COMPANY: Final = re.compile(r"(?:Ltd|Inc|Co|LLC|GmbH|Press|Sons|Limited)\b.{0,20}", re.IGNORECASE)
_LONGEST_PLACE: Final = 24
_VOLUME_OF_BOOK: Final = re.compile(
    r"[:,. (] ?(第 ?[\d一二三四五六七八九十百]{1,4} ?[卷册部辑]|[上中下][卷册]"
    r"|[Vv]ol(?:\.|ume)? ?[\dIVX]{1,5})\)?$"
)
_PATENT_NUMBER: Final = re.compile(
    r"(?<!\w)([A-Z]{2})? ?\d[\d.,/-]{3,24}[\dXx](?: ?[A-Z]\d?)?(?!\w)", re.ASCII
)
_REPORT_NUMBER: Final = re.compile(
    r"(?=[^\d]{0,20}\d)[A-Z][A-Za-z0-9]{0,12}(?:[-/. ][A-Za-z0-9]{1,12}){0,6}", re.ASCII
)
# where the year stands in the numbered style: after the journal's name, before the pages of a book
_AFTER_JOURNAL: Final = re.compile(r"[,.] ?(?=\d|\(|[Vv]ol|[Nn]o\b|第 ?\d)")
_BEFORE_PAGES: Final = re.compile(r" ?: ?\d[\w,+~ -]{0,40}$", re.ASCII)
_TRANSLATORS: Final = re.compile(
    r"(?:译|编译|译注|译校|校|校注|点校|注释|审校|绘)$|\btrans(?:lated|lator|\.)?\b", re.IGNORECASE
)
_PROVINCE: Final = ("省", "市", "自治区")
_SAYS_SOMETHING: Final = re.compile(r"[^\W_]")


class Imprint(NamedTuple):
    """``place: publisher, year: pages``, the elements before it, and what is left after it."""

    before: list[Folded]
    place: Folded
    publisher: Folded
    year: Folded
    pages: Folded
    left: Folded


def read_imprint(tail: Folded, within: bool = False) -> Imprint:
    """The imprint at the end of a tail; ``within``: before it must stand the title of the host."""
    nothing = tail.cut(0, 0)
    year, statement, rest, mark = nothing, tail, nothing, ""
    for found in _IMPRINT_YEAR.finditer(tail.flat):
        if found["mark"] == ":" and year.flat:
            continue  # pages that look like a year
        year, mark = tail.cut(*found.span("year")), found["mark"] or ""
        statement, rest = tail.cut(0, found.start()), tail.cut(found.end())
    before, place, publisher = _publisher(statement, mark, within)
    month = _MONTH.match(rest.flat)
    if month:
        year = Folded(year.text + rest.text[: month.end()], year.flat + rest.flat[: month.end()])
        rest = rest.cut(month.end())
    rest = rest.strip(" .,;:")
    pages = _PAGES.match(rest.flat)
    return Imprint(
        before, place, publisher, year,
        rest.cut(*pages.span(1)) if pages else nothing,
        rest.cut(pages.end()) if pages else rest,
    )  # fmt: skip


def put_imprint(draft: Draft, imprint: Imprint, pages: str) -> None:
    """Put an imprint; ``pages`` is the role its pages play."""
    draft.put("place", imprint.place.text)
    draft.put("publisher", imprint.publisher.text)
    draft.put("year", imprint.year.flat, imprint.year.text)
    draft.put(pages, imprint.pages.text)
    put_unread(draft, imprint.left)


def put_printer(draft: Draft, imprint: Imprint) -> Imprint:
    """Set place and publisher aside (where a proceedings was printed is not where people met)."""
    nothing = imprint.place.cut(0, 0)
    draft.put("aside", ": ".join(part.text for part in (imprint.place, imprint.publisher) if part.flat))
    return imprint._replace(place=nothing, publisher=nothing)


def put_volume_issue_pages(draft: Draft, rest: Folded, only_pages: bool = False) -> None:
    """``, 卷(期): 页码`` as it follows the year of an article, in any of its usual shortenings."""
    month = _MONTH.match(rest.flat)
    if month:
        draft.put("aside", rest.text[: month.end()].strip("-年 "))
        rest = rest.cut(month.end())
    volume = None
    if not only_pages and not rest.flat.lstrip().startswith(":"):
        rest = rest.strip(" ,;.")
        volume = _VOLUME.match(rest.flat)
        if volume and not _is_page_range(volume[1], rest.flat[volume.end() :]):
            draft.put("volume", volume[1])
            rest = rest.cut(volume.end())
        rest = rest.strip(" ,;.")
        issue = _ISSUE.match(rest.flat)
        if issue:
            draft.put("issue", issue[1] or issue[2])
            rest = rest.cut(issue.end())
    rest = rest.strip(" ,;.:-")
    pages = _PAGES.match(rest.flat)
    if pages:
        draft.put("pages", rest.cut(*pages.span(1)).text)
        rest = rest.cut(pages.end())
    put_unread(draft, rest)


def with_year(kind: str, tail: Folded, year: str) -> Folded:
    """The tail of an author-date reference with the year where the numbered style has it."""
    is_there = re.search(rf"(?:^|[,.;:]) ?{year}[a-z]? ?(?:[:,.;(-]|$)", tail.flat)
    if is_there or kind in ("patent", "newspaper_article"):
        return tail
    place = (_AFTER_JOURNAL if kind == "journal_article" else _BEFORE_PAGES).search(tail.flat)
    at = place.start() if place else len(tail.flat)
    inserted = f", {year}"
    return Folded(tail.text[:at] + inserted + tail.text[at:], tail.flat[:at] + inserted + tail.flat[at:])


def put_unread(draft: Draft, piece: Folded) -> None:
    """Make a piece unread, unless it is only signs; translators are understood, but have no field."""
    if _SAYS_SOMETHING.search(piece.flat):
        is_known = bool(_TRANSLATORS.search(piece.strip().flat))
        draft.put("aside" if is_known else "unread", piece.strip().text)


def take_volume(draft: Draft, title: Folded) -> Folded:
    """Put the volume a book's title ends with (``: 第35卷``); the title without it."""
    found = _VOLUME_OF_BOOK.search(title.flat[-30:])
    if not found or len(title.flat) == len(found[0]):
        return title
    start = max(0, len(title.flat) - 30) + found.start()
    draft.put("volume", found[1])
    return title.cut(0, start).strip()


def take_patent_number(draft: Draft, title: Folded) -> Folded:
    """Put country and number after a patent's title (``: 中国, 200610171314.3``); the title alone."""
    colon = title.flat.rfind(":")
    number = title.cut(colon + 1).strip()
    if colon <= 0 or not _PATENT_NUMBER.search(number.flat):
        return title
    put_unread(draft, put_patent_number(draft, number))
    return title.cut(0, colon).strip()


def put_patent_number(draft: Draft, piece: Folded) -> Folded:
    """Put ``国别: 专利号``; what follows the number, or all if there is none."""
    found = _PATENT_NUMBER.search(piece.flat)
    if not found:
        return piece
    before = piece.cut(0, found.start()).strip()
    # CNKI writes the applicant's province where the country belongs
    role = "unread" if before.text.endswith(_PROVINCE) else "country"
    draft.put(role, before.text.removesuffix("专利") or before.text)
    draft.put("number", piece.text[found.start() : found.end()])
    draft.put("country_code", found[1] or "")
    return piece.cut(found.end())


def take_report_number(draft: Draft, title: Folded) -> Folded:
    """Put the number after a report's title (``: WHO/CDS/99.1``); the title alone."""
    colon = title.flat.rfind(":")
    number = title.cut(colon + 1).strip()
    if colon <= 0 or not _REPORT_NUMBER.fullmatch(number.flat):
        return title
    draft.put("number", number.text)
    return title.cut(0, colon).strip()


def _publisher(statement: Folded, mark: str, within: bool) -> tuple[list[Folded], Folded, Folded]:
    """The elements before the publisher, the place, the publisher."""
    nothing = statement.cut(0, 0)
    elements = sentences(statement)
    if not elements:
        return [], nothing, nothing
    last = elements[-1]
    colon = last.flat.find(":")
    if _COMPANY.fullmatch(last.flat) and len(elements) > 1 and ":" in elements[-2].flat:
        start = statement.flat.find(elements[-2].flat)
        elements[-2:] = [statement.cut(start).strip()]
        last = elements[-1]
        colon = last.flat.find(":")
    is_title = within and len(elements) == 1 and not 0 < colon <= _LONGEST_PLACE
    if is_title or (colon < 0 and mark != ","):
        return elements, nothing, nothing
    return elements[:-1], last.cut(0, max(0, colon)).strip(), last.cut(colon + 1).strip()


def _is_page_range(volume: str, following: str) -> bool:
    """Whether ``2024, 311-322`` gives pages and not a double volume."""
    return "-" in volume and not following.strip(" .,;") and max(map(len, volume.split("-"))) > 2
