"""The other way: a citation as a GB/T 7714—2015 reference, and as an RIS record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from .clean import is_chinese, one_line
from .model import Citation

_Fields = Mapping[str, str]

_TYPES: Final = {
    "journal_article": "JOUR", "book": "BOOK", "book_chapter": "CHAP", "thesis": "THES",
    "conference_paper": "CPAPER", "standard": "STAND", "patent": "PAT", "report": "RPRT",
    "newspaper_article": "NEWS", "other": "GEN",
}  # fmt: skip
_TAGS: Final[Mapping[str, str]] = {
    "title": "TI", "article_title": "TI", "chapter_title": "TI", "author": "AU", "chapter_author": "AU",
    "inventor": "AU", "supervisor": "A3", "journal": "JF", "newspaper": "T2", "conference": "T2",
    "proceedings": "C3", "year": "PY", "date": "DA", "volume": "VL", "issue": "IS", "publisher": "PB",
    "institution": "PB", "organisation": "PB", "place": "CY", "country": "CY", "edition": "ET",
    "degree": "M3", "status": "C4", "number": "SN", "report_number": "M1", "isbn": "SN", "issn": "SN",
    "doi": "DO", "url": "UR", "text": "N1",
}  # fmt: skip
_TAGS_OF_CHAPTER: Final = {"title": "BT", "author": "A2"}
_SEVERAL: Final = frozenset({"AU", "A2", "A3"})
_RANGE: Final = re.compile(r"(\w{1,14})-(\w{1,14})")

_OTHERS: Final = frozenset({"等", "et al", "et al."})
_MOST_NAMED: Final = 3


def to_ris(citation: Citation) -> str:
    """The citation as one RIS record, read by every reference manager; ends with a line end.

    Read again it gives the same kind and fields, but for line ends in the text of an ``other``.
    """
    lines = [f"TY  - {_TYPES[citation.kind]}"]
    own = _TAGS_OF_CHAPTER if citation.kind == "book_chapter" else {}
    for key, value in citation.fields.items():
        tag = own.get(key) or _TAGS.get(key, "")
        if key in ("pages", "page"):
            lines += _pages(value)
        elif key == "pmid":
            lines.append(f"UR  - https://pubmed.ncbi.nlm.nih.gov/{value}/")
        else:
            values = value.split("; ") if tag in _SEVERAL else [value]
            lines += (f"{tag}  - {one_line(each)}" for each in values)
    return "\n".join([*lines, "ER  - ", ""])


def to_gbt7714(citation: Citation) -> str:
    """The citation as a numbered-style reference of GB/T 7714—2015, with its numbers behind; one line.

    More than three people become the first three and 等 or et al (8.1.2 of the standard).
    """
    fields = citation.fields
    if not fields:
        return ""
    if citation.kind == "other" and set(fields) <= {"title", "text"}:
        return one_line(fields.get("text") or fields.get("title", ""))
    numbers = [
        f"{name}{fields[key]}"
        for key, name in (("issn", "ISSN "), ("isbn", "ISBN "), ("pmid", "PMID: "), ("doi", "DOI:"))
        if fields.get(key)
    ]
    return one_line(" ".join([_WRITERS[citation.kind](fields), *(f"{number}." for number in numbers)]))


def _pages(value: str) -> list[str]:
    found = _RANGE.fullmatch(value)
    return [f"SP  - {found[1]}", f"EP  - {found[2]}"] if found else [f"SP  - {one_line(value)}"]


def _people(joined: str) -> str:
    """``王磊; 陈辉`` as ``王磊, 陈辉``; of foreign names the given one by its initials: ``Wang L``."""
    names = [name for name in joined.split("; ") if name]
    has_others = bool(names) and names[-1].lower() in _OTHERS
    shown = [_person(name) for name in (names[:-1] if has_others else names)]
    if shown and (has_others or len(shown) > _MOST_NAMED):
        shown = [*shown[:_MOST_NAMED], "等" if is_chinese(shown[0]) else "et al"]
    return ", ".join(shown)


def _person(name: str) -> str:
    family, comma, given = name.partition(", ")
    if not comma or is_chinese(name):
        return name
    initials = " ".join(word[0].upper() for word in re.split(r"[\s.-]+", given) if word[:1].isalpha())
    return f"{family} {initials}".strip()


def _head(people: str, title: str, mark: str) -> str:
    return ". ".join(filter(None, (_people(people), title.rstrip(". ")))) + f"[{mark}]"


def _sentence(*parts: str) -> str:
    """The parts that are there, each ended with a full stop."""
    return " ".join(part.rstrip(". ") + "." for part in parts if part)


def _imprint(place: str, publisher: str, year: str, pages: str = "") -> str:
    """``北京: 科学出版社, 2010: 15-18``"""
    where = ": ".join(filter(None, (place, publisher)))
    return ": ".join(filter(None, (", ".join(filter(None, (where, year))), pages)))


def _journal(fields: _Fields) -> str:
    get = fields.get
    when = ", ".join(filter(None, (get("journal"), get("year"), get("volume"))))
    when += f"({get('issue')})" if get("issue") else ""
    where = ": ".join(filter(None, (when, get("pages"))))
    return _sentence(_head(get("author", ""), get("article_title", ""), "J"), where)


def _book(fields: _Fields) -> str:
    get = fields.get
    title = ": ".join(filter(None, (get("title"), get("volume"))))
    imprint = _imprint(get("place", ""), get("publisher", ""), get("year", ""))
    return _sentence(_head(get("author", ""), title, "M"), get("edition", ""), imprint)


def _chapter(fields: _Fields) -> str:
    get = fields.get
    part = _head(get("chapter_author", ""), get("chapter_title", ""), "M")
    title = ": ".join(filter(None, (get("title"), get("volume"))))
    whole = ". ".join(filter(None, (_people(get("author", "")), title)))
    imprint = _imprint(get("place", ""), get("publisher", ""), get("year", ""), get("pages", ""))
    return _sentence(f"{part}//{whole}" if whole else part, get("edition", ""), imprint)


def _thesis(fields: _Fields) -> str:
    get = fields.get
    degree = f"[{get('degree')}]" if get("degree") else ""
    return _sentence(
        _head(get("author", ""), get("title", ""), "D") + degree,
        _imprint("", get("institution", ""), get("year", "")),
    )


def _conference(fields: _Fields) -> str:
    get = fields.get
    part = _head(get("author", ""), get("title", ""), "C")
    whole = get("proceedings") or get("conference", "")
    imprint = _imprint(get("place", ""), "", get("date", ""), get("pages", ""))
    return _sentence(f"{part}//{whole}" if whole else part, imprint)


def _standard(fields: _Fields) -> str:
    get = fields.get
    title = ": ".join(filter(None, (get("title"), get("number"))))
    return _sentence(_head(get("organisation", ""), title, "S"), get("year", ""))


def _patent(fields: _Fields) -> str:
    get = fields.get
    number = ", ".join(filter(None, (get("country"), get("number"))))
    return _sentence(
        _head(get("inventor", ""), ": ".join(filter(None, (get("title"), number))), "P"), get("date", "")
    )


def _report(fields: _Fields) -> str:
    get = fields.get
    title = ": ".join(filter(None, (get("title"), get("report_number"))))
    imprint = _imprint("", get("institution", ""), get("year", ""))
    return _sentence(_head(get("author", ""), title, "R"), imprint)


def _newspaper(fields: _Fields) -> str:
    get = fields.get
    where = ", ".join(filter(None, (get("newspaper"), get("date"))))
    where += f"({get('page')})" if get("page") else ""
    return _sentence(_head(get("author", ""), get("article_title", ""), "N"), where)


def _other(fields: _Fields) -> str:
    get = fields.get
    mark = "EB/OL" if get("url") else "Z"
    return _sentence(_head(get("author", ""), get("title", ""), mark), get("year", ""), get("url", ""))


_WRITERS: Final[Mapping[str, Callable[[_Fields], str]]] = {
    "journal_article": _journal,
    "book": _book,
    "book_chapter": _chapter,
    "thesis": _thesis,
    "conference_paper": _conference,
    "standard": _standard,
    "patent": _patent,
    "report": _report,
    "newspaper_article": _newspaper,
    "other": _other,
}
