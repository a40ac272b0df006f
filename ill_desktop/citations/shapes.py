"""What a piece becomes under the role it plays: a year out of a date, three numbers out of one field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from . import numbers
from .clean import fold
from .model import Problem

YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?:\d{2}){0,2}(?!\d)", re.ASCII)
_SERIAL_OF: Final = {"book": "isbn", "book_chapter": "isbn"}


class Shaped(NamedTuple):
    """The pieces a value holds, each with its role (none: it does not fit), and what is wrong with it."""

    pieces: list[tuple[str, str]]
    problem: Problem | None = None


def pages(value: str) -> str:
    """A page range with one plain hyphen and without ``pp.``; anything else stays as it is."""
    flat = re.sub(r"^pp?(?:\. ?| (?=\w)|(?=\d))", "", fold(value))
    return re.sub(r" ?[-~]{1,3} ?", "-", flat).strip(" ,")


def year_of(value: str) -> str:
    """The year in a date; "" if there is none."""
    found = YEAR.search(fold(value))
    return found[1] if found else ""


def _year(kind: str, value: str) -> Shaped:
    year = year_of(value)
    if not year:
        return _unfit("year", value)
    more = bool(re.search(r"\d", value.replace(year, "", 1)))
    return Shaped([("year", year), *([("date", value.strip("/ "))] if more else [])])


def _date(kind: str, value: str) -> Shaped:
    is_year = len(value) == 4 and year_of(value) == fold(value)
    return Shaped([("year" if is_year else "date", value)])


def _isbn(kind: str, value: str) -> Shaped:
    if found := numbers.isbns(value):
        return _all("isbn", found)
    if found := list(filter(numbers.issn_is_valid, numbers.issns(value))):
        return Shaped(
            [("issn", number) for number in found], Problem("issn_as_isbn", "issn", {"value": value[:60]})
        )
    return _unfit("isbn", value)


def _issn(kind: str, value: str) -> Shaped:
    if found := list(filter(numbers.isbn_is_valid, numbers.isbns(value))):
        return Shaped(
            [("isbn", number) for number in found], Problem("isbn_as_issn", "isbn", {"value": value[:60]})
        )
    if found := numbers.issns(value):
        return _all("issn", found)
    return _unfit("issn", value)


def _serial(kind: str, value: str) -> Shaped:
    """A number that may be an ISBN, an ISSN, or the number of a patent, standard or report."""
    if kind in ("patent", "standard"):
        return Shaped([("number", value)])
    if found := numbers.isbns(value):
        return _all("isbn", found)
    if found := numbers.issns(value):
        return _all("issn", found)
    return Shaped([("number", value)]) if kind == "report" else _unfit(_SERIAL_OF.get(kind, "issn"), value)


def _doi(kind: str, value: str) -> Shaped:
    if found := numbers.doi(value):
        return Shaped([("doi", found)])
    return _arxiv(kind, value) if numbers.arxiv(value) else _unfit("doi", value)


def _arxiv(kind: str, value: str) -> Shaped:
    found = numbers.arxiv(value)
    return Shaped([("arxiv_doi", found)]) if found else Shaped([("aside", value)])


def _pmid(kind: str, value: str) -> Shaped:
    found = numbers.pmid(value)
    return Shaped([("pmid", found)]) if found else _unfit("pmid", value)


def _url(kind: str, value: str) -> Shaped:
    """An address: often only the DOI or PMID in another dress."""
    found = [(hit.role, hit.value) for hit in numbers.find(value) if hit.role in ("doi", "pmid", "arxiv_doi")]
    return Shaped(found) if found and kind != "other" else Shaped([("url", value)])


def _all(role: str, values: list[str]) -> Shaped:
    return Shaped([(role, value) for value in values])


def _unfit(role: str, value: str) -> Shaped:
    return Shaped([], Problem("not_one", role, {"value": value[:60]}))


SHAPES: Final[Mapping[str, Callable[[str, str], Shaped]]] = {
    "year": _year,
    "date": _date,
    "pages": lambda kind, value: Shaped([("pages", pages(value))]),
    "start": lambda kind, value: Shaped([("start", pages(value))]),
    "end": lambda kind, value: Shaped([("end", pages(value))]),
    "isbn": _isbn,
    "issn": _issn,
    "serial": _serial,
    "doi": _doi,
    "arxiv": _arxiv,
    "pmid": _pmid,
    "url": _url,
}
"""By role: the kind of the document and the value in, the pieces out."""
