"""Journal references without a type mark, as older lists, Vancouver and APA write them.

``王磊,陈辉.题名.刊名,2024,55(3):311-322``, ``Wang L. Title. Journal. 2025;2(4):311-31.``,
``Wang, L. (2025). Title. Journal, 2(4), 311-331.`` Only where the end can be nothing but an article's place
in a journal; nothing states it, so every part that was divided by position is marked as concluded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from . import gbt7714
from . import gbt7714_head as heads
from .clean import Folded
from .model import Citation, Piece

_PAGES: Final = r"[A-Za-z]{0,3}\d{1,7}(?: ?[-~] ?[A-Za-z]{0,3}\d{1,7})?(?![\w-])"
_WHERE: Final = rf"\d{{0,5}} ?(?:\( ?[^()]{{1,20}} ?\))? ?[:,] ?{_PAGES}"
_JOURNAL: Final = r" ?[^\d.;:\[\]]{2,120}?"
_DATE: Final = r"(?:1[5-9]|20)\d\d(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?"
_WITH_YEAR: Final = re.compile(rf"{_JOURNAL}(?:\([^()]{{1,20}}\) ?)?[,.] ?{_DATE} ?[,;(] ?{_WHERE}")
_WITHOUT_YEAR: Final = re.compile(rf"{_JOURNAL}, ?{_WHERE}")
_YEAR_BEFORE: Final = re.compile(r"[(,] ?(?:1[5-9]|20)\d\d[a-z]?\)?$")
_MONTH: Final = re.compile(r"(?<=\d) [A-Z][a-z]{2,8}(?: \d{1,2})?(?= ?;)")
_MOST_STOPS: Final = 30


def read(text: Piece) -> list[Citation]:
    """The article of one reference string without a mark; [] for anything else."""
    line = heads.without_numbering(Folded.of(text))
    stops = heads.full_stops(line)[:_MOST_STOPS]
    dated = False
    for before, at in pairwise(stops):
        dated = dated or bool(_YEAR_BEFORE.search(line.flat[max(0, before - 8) : before]))
        rest = line.cut(at + 1)
        if _WITH_YEAR.match(rest.flat) or (dated and _WITHOUT_YEAR.match(rest.flat)):
            return _read(line, at, text.line)
    return []


def _read(line: Folded, at: int, number: int) -> list[Citation]:
    """The line read with the mark of an article where its title ends; the month has no place there."""
    rest = line.text[at:]
    month = _MONTH.search(rest)
    if month:
        rest = rest[: month.start()] + rest[month.end() :]
    found = gbt7714.read(Piece(f"{line.text[:at]}[J]{rest}", number), "unmarked")
    months = (Piece(month[0].strip(), number),) if month else ()
    return [replace(citation, aside=(*citation.aside, *months)) for citation in found]
