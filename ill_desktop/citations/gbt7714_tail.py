"""The second half of a GB/T 7714 string, after the type mark: where the document is to be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from . import people
from .clean import Folded
from .draft import Draft
from .gbt7714_head import sentences
from .gbt7714_parts import (
    put_imprint,
    put_patent_number,
    put_printer,
    put_unread,
    put_volume_issue_pages,
    read_imprint,
    take_volume,
)

_YEAR: Final = r"(?:1[5-9]|20)\d\d(?!\d)(?:[a-z](?![A-Za-z]))?"
_JOURNAL: Final = re.compile(rf"(?P<name>.+?) ?[,.;] ?(?P<year>{_YEAR})")
_JOURNAL_LOOSE: Final = re.compile(rf"(?P<name>.*?[^\d,.:]) ?(?P<year>{_YEAR})")
_JOURNAL_AHEAD: Final = re.compile(r"(?P<name>[^:]{1,200}?) ?[:,] ?(?=[A-Za-z]{0,3}\d)", re.ASCII)
_EDITION: Final = re.compile(
    r"第? ?[\d一二三四五六七八九十]{1,3} ?版|.{0,6}(?:修订|增订|影印|校订|重印)[版本]|"
    r"(?:\d{1,3}(?:st|nd|rd|th)?|[A-Za-z]{3,12})\.? ed(?:ition|n)?\.?"
)
_DATE: Final = re.compile(r"\d{4} ?[-./年] ?\d{1,2}(?: ?[-./月] ?\d{1,2} ?日?)?")
_PAGE_OF_PAPER: Final = re.compile(r" ?[,:]? ?\( ?([^()]{1,20}?) ?\)")
_DEGREE: Final = re.compile(
    r"\[? ?((?:博士|硕士|学士)(?:学位)?(?:论文)?|(?:Ph\.? ?D|Master|Doctoral)[A-Za-z'’. ]{0,24}) ?\]?"
)
_IS_EVENT: Final = re.compile(
    r"会议|年会|大会|研讨会|讨论会|交流会|论坛|论文集|文集|论文摘要|congress|conference|proceedings|symposium|workshop|meeting",
    re.IGNORECASE,
)


def journal(draft: Draft, tail: Folded, host: bool) -> None:
    """``刊名, 年, 卷(期): 页码``, or ahead of print ``刊名: 页码``."""
    found = _JOURNAL.match(tail.flat)
    if not found and (found := _JOURNAL_LOOSE.match(tail.flat)):
        draft.infer("host")
    if found:
        draft.put("host", tail.cut(*found.span("name")).strip().text)
        draft.put("year", found["year"])
        put_volume_issue_pages(draft, tail.cut(found.end()))
    elif ahead := _JOURNAL_AHEAD.match(tail.flat):
        draft.put("host", tail.cut(*ahead.span("name")).text)
        put_volume_issue_pages(draft, tail.cut(ahead.end()), only_pages=True)
    else:
        names = sentences(tail)
        for role, name in zip(["host", *["unread"] * len(names)], names, strict=False):
            draft.put(role, name.text)


def book(draft: Draft, tail: Folded, host: bool) -> None:
    """``版本. 出版地: 出版者, 年: 页码``."""
    imprint = read_imprint(tail)
    for element in _without_editions(draft, imprint.before):
        put_unread(draft, element)
    put_imprint(draft, imprint, pages="aside")


def chapter(draft: Draft, tail: Folded, host: bool) -> None:
    """``编者. 书名. 版本. 出版地: 出版者, 年: 页码``."""
    imprint = read_imprint(tail, within=True)
    elements = _without_editions(draft, imprint.before)
    editors = people.of_reference(elements.pop(0)) if len(elements) > 1 else []
    for name in editors:
        draft.put("editor", name)
    if elements:
        draft.put("host", take_volume(draft, elements.pop(0)).text)
    for element in elements:
        put_unread(draft, element)
    put_imprint(draft, imprint, pages="pages")


def conference(draft: Draft, tail: Folded, host: bool) -> None:
    """``编者. 会议录名. 出版地: 出版者, 年: 页码``; without ``//`` and name the proceedings themselves."""
    imprint = read_imprint(tail, within=host)
    elements = _without_editions(draft, imprint.before)
    if not (host or elements) and imprint.publisher.flat:
        draft.kind = "book"
        put_imprint(draft, imprint, pages="aside")
        return
    events = [at for at, element in enumerate(elements) if _IS_EVENT.search(element.flat)]
    event = events[0] if events else min(1, len(elements) - 1)
    for at, element in enumerate(elements):
        draft.put("host" if at == event else "aside" if at < event else "unread", element.text)
    put_imprint(draft, put_printer(draft, imprint), pages="pages")


def thesis(draft: Draft, tail: Folded, host: bool) -> None:
    """``[博士学位论文]. 地: 学校, 年``."""
    degree = _DEGREE.search(tail.flat)
    if degree:
        draft.put("degree", tail.cut(*degree.span(1)).strip().text)
        tail = tail.without([degree.span()]).strip()
    _plain_imprint(draft, tail)


def report(draft: Draft, tail: Folded, host: bool) -> None:
    """``地: 机构, 年: 页码``."""
    _plain_imprint(draft, tail)


def standard(draft: Draft, tail: Folded, host: bool) -> None:
    """``地: 出版社, 年: 页码``; the year of a standard is that in its number, if it has one."""
    imprint = read_imprint(tail)
    if draft.has("year"):
        draft.put("printed", imprint.year.text)
        imprint = imprint._replace(year=imprint.year.cut(0, 0))
    for element in imprint.before:
        put_unread(draft, element)
    put_imprint(draft, imprint, pages="aside")


def patent(draft: Draft, tail: Folded, host: bool) -> None:
    """``国别: 专利号, 日期``; the number stands here or with the title."""
    date = _DATE.search(tail.flat)
    if date:
        draft.put("date", tail.text[date.start() : date.end()])
        tail = tail.without([date.span()]).strip()
    put_unread(draft, put_patent_number(draft, tail))


def newspaper(draft: Draft, tail: Folded, host: bool) -> None:
    """``报纸名, 日期(版次)``."""
    date = _DATE.search(tail.flat)
    if not date:
        journal(draft, tail, host)
        return
    draft.put("host", tail.cut(0, date.start()).strip().text)
    draft.put("date", tail.text[date.start() : date.end()])
    page = _PAGE_OF_PAPER.match(tail.flat, date.end())
    if page:
        draft.put("pages", tail.text[page.start(1) : page.end(1)])
    put_unread(draft, tail.cut(page.end() if page else date.end()))


def other(draft: Draft, tail: Folded, host: bool) -> None:
    """An electronic resource or anything else: of the imprint only the year has a field."""
    imprint = read_imprint(tail)
    for element in imprint.before:
        put_unread(draft, element)
    put_imprint(draft, put_printer(draft, imprint), pages="aside")


def _plain_imprint(draft: Draft, tail: Folded) -> None:
    imprint = read_imprint(tail)
    if imprint.before and not imprint.publisher.flat and not imprint.year.flat:
        # no year to end the name of the school: 题名[D]. 浙江大学.
        draft.infer("publisher")
        imprint = imprint._replace(before=imprint.before[:-1], publisher=imprint.before[-1])
    for element in imprint.before:
        put_unread(draft, element)
    put_imprint(draft, imprint, pages="aside")


def _without_editions(draft: Draft, elements: list[Folded]) -> list[Folded]:
    """The elements that are no edition; the editions are put."""
    rest: list[Folded] = []
    for element in elements:
        if _EDITION.fullmatch(element.flat):
            draft.put("edition", element.text)
        else:
            rest.append(element)
    return rest


READERS: Final[Mapping[str, Callable[[Draft, Folded, bool], None]]] = {
    "journal_article": journal,
    "book": book,
    "book_chapter": chapter,
    "conference_paper": conference,
    "thesis": thesis,
    "report": report,
    "standard": standard,
    "patent": patent,
    "newspaper_article": newspaper,
    "other": other,
}
