"""What looks wrong in fields that were filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from .model import Problem
from .numbers import isbn_digit, issn_digit

FIRST_YEAR: Final = 1450
LAST_YEAR: Final = 2099
"""Print begins with Gutenberg; the end is fixed, since reading a reference knows no clock."""

_RANGE: Final = re.compile(r"(?<!\w)([A-Za-z]{0,4})(\d{1,9})-\1?(\d{1,9})(?!\w)", re.ASCII)


def problems(fields: Mapping[str, str]) -> list[Problem]:
    """What speaks against the values of fields, one problem a field at most."""
    found = (check(fields[key]) for key, check in _CHECKS.items() if key in fields)
    return [problem for problem in found if problem]


def _isbn(number: str) -> Problem | None:
    right = isbn_digit(number)
    return None if number[-1] == right else Problem("isbn_digit", "isbn", {"value": number, "digit": right})


def _issn(number: str) -> Problem | None:
    right = issn_digit(number)
    return None if number[-1] == right else Problem("issn_digit", "issn", {"value": number, "digit": right})


def _pages(pages: str) -> Problem | None:
    """A range may not run backwards; ``311-22`` is the usual short form of 311-322."""
    for first, last in ((found[2], found[3]) for found in _RANGE.finditer(pages)):
        if _last_page(first, last) < int(first):
            return Problem("pages_backwards", "pages", {"first": first, "last": last})
    return None


def _year(year: str) -> Problem | None:
    is_possible = FIRST_YEAR <= int(year) <= LAST_YEAR
    return None if is_possible else Problem("year_far", "year", {"value": year})


def _last_page(first: str, last: str) -> int:
    left_out = len(first) - len(last)
    return int(first[:left_out] + last) if left_out > 0 else int(last)


_CHECKS: Final[Mapping[str, Callable[[str], Problem | None]]] = {
    "isbn": _isbn,
    "issn": _issn,
    "pages": _pages,
    "year": _year,
}
