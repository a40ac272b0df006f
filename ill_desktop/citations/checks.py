"""What looks wrong in fields that were filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from .numbers import isbn_is_valid, issn_is_valid

FIRST_YEAR: Final = 1450
LAST_YEAR: Final = 2099
"""Print begins with Gutenberg; the end is fixed, since reading a reference knows no clock."""

_RANGE: Final = re.compile(r"(?<!\w)([A-Za-z]{0,4})(\d{1,9})-\1?(\d{1,9})(?!\w)", re.ASCII)


def doubtful(fields: Mapping[str, str]) -> list[str]:
    """The keys of fields that look wrong."""
    return [key for key, is_good in _CHECKS.items() if key in fields and not is_good(fields[key])]


def pages_are_in_order(pages: str) -> bool:
    """Whether no range runs backwards; ``311-22`` is the usual short form of 311-322."""
    return all(_last_page(found[2], found[3]) >= int(found[2]) for found in _RANGE.finditer(pages))


def year_is_possible(year: str) -> bool:
    """Whether the year lies between the first printed book and the end of the century."""
    return FIRST_YEAR <= int(year) <= LAST_YEAR


def _last_page(first: str, last: str) -> int:
    left_out = len(first) - len(last)
    return int(first[:left_out] + last) if left_out > 0 else int(last)


_CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    "isbn": isbn_is_valid,
    "issn": issn_is_valid,
    "pages": pages_are_in_order,
    "year": year_is_possible,
}
