"""The first half of a GB/T 7714 string: its number in the list, the authors, the title."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .clean import Folded, is_ideograph

_NUMBERING: Final = re.compile(
    r" ?(?:\[ ?\d{1,4} ?\]|\(\d{1,3}\)|\d{1,3}\. ?(?=[^\d\s])|\d{1,3}[,)] ?(?=[^\d\s])|[\u2460-\u2473])[ .]?"
)
_INITIAL_NEXT: Final = re.compile(r" ?[A-Z]\.(?! ?[a-z])")
_YEAR_NEXT: Final = re.compile(r" ?(?:1[5-9]|20)\d\d(?!\d)")
_ABBREVIATED: Final = frozenset("St Mr Mrs Dr Prof vs cf No Vol Fig ser Ser Univ Dept Inst".split())
_MOST_DOTS: Final = 60
# the author-date style: ``王磊, 陈辉, 2024a. 题名``, also ``王磊. 2024. 题名``
_YEAR_LAST: Final = re.compile(r"[,(] ?((?:1[5-9]|20)\d\d[a-z]?)\)?$")
_YEAR_FIRST: Final = re.compile(r"\(?((?:1[5-9]|20)\d\d[a-z]?)\)?\. ?(?=\S)")
_STRANGE_IN_NAMES: Final = re.compile(r"[\d:?!\"“”《》]")

STANDARD_NUMBER: Final = re.compile(
    r"(?<![A-Za-z])[A-Z]{2,6}(?: ?/ ?[A-Z]{1,5}){0,3}(?: Std)?[ -]?\d{1,6}(?:\.\d{1,4}){0,3}"
    r"(?:-\d{1,3}(?!\d)){0,3}(?: ?[-:]{1,2} ?(?:1[89]|20)\d\d(?:\([A-Z]\))?)?(?![\w.]\w)",
    re.ASCII,
)


class Head(NamedTuple):
    """Authors (may be empty), title, the year of the author-date style (with its letter) or "".

    ``doubtful`` when the authors hold what names do not, ``is_plain`` when they could end nowhere else.
    """

    authors: Folded
    title: Folded
    year: str
    doubtful: bool
    is_plain: bool


def without_numbering(line: Folded) -> Folded:
    """The line without the ``[1]``, ``(1)``, ``1.`` or ``①`` it has in its list."""
    found = _NUMBERING.match(line.flat)
    return line.cut(found.end()).strip(" ") if found else line


def is_numbered(line: str) -> bool:
    """Whether a (folded) line begins with its number in a list."""
    return bool(_NUMBERING.match(line))


def read(head: Folded) -> Head:
    """Authors and title: the authors end at the first stop that is not that of an initial."""
    line = head.strip(" ,;:")
    stops = full_stops(line)[:_MOST_DOTS]
    for at in stops:
        authors, title = line.cut(0, at), line.cut(at + 1).strip()
        if authors.flat.strip() and title.flat:
            authors, title, year = _without_year(authors.strip(), title)
            strange = bool(_STRANGE_IN_NAMES.search(authors.flat))
            return Head(authors, title, year, strange, len(stops) == 1 + bool(year))
    return Head(line.cut(0, 0), line.strip(), "", False, True)


def _without_year(authors: Folded, title: Folded) -> tuple[Folded, Folded, str]:
    """Authors and title without the year that stands between them in the author-date style."""
    if last := _YEAR_LAST.search(authors.flat):
        return authors.cut(0, last.start()).strip(), title, last[1]
    if first := _YEAR_FIRST.match(title.flat):
        return authors, title.cut(first.end()).strip(), first[1]
    return authors, title, ""


def full_stops(line: Folded) -> list[int]:
    """Where the full stops are that part the elements, as against those of initials and numbers."""
    flat = line.flat
    return [at for at, sign in enumerate(flat) if sign == "." and _parts(line, at)]


def sentences(line: Folded) -> list[Folded]:
    """The elements between the full stops, without empty ones."""
    cuts = full_stops(line)
    starts = [0, *(at + 1 for at in cuts)]
    parts = [line.cut(start, end).strip() for start, end in zip(starts, [*cuts, None], strict=True)]
    return [part for part in parts if part.flat]


def _parts(line: Folded, at: int) -> bool:
    """Whether the stop at this place parts two elements."""
    flat = line.flat
    before, after = flat[at - 1 : at], flat[at + 1 : at + 2]
    if not before or not after:
        return not after
    if line.text[at] in "。．":
        return not (before.isdigit() and after.isdigit())
    if is_ideograph(before) or is_ideograph(after):
        return not (before.isdigit() and after.isdigit())
    word = re.search(r"[^\W\d_]{0,12}$", flat[max(0, at - 12) : at])
    name = word[0] if word else ""
    if _is_initial(flat, at, name) or name in _ABBREVIATED:
        return False
    if after == " ":
        return not (len(name) == 1 and name.isupper() and _INITIAL_NEXT.match(flat, at + 1))
    if _YEAR_NEXT.match(flat, at + 1):
        return not before.isdigit()
    follows = flat[at + 1 : at + 3]
    return (
        follows[:1].isupper() and follows[1:2].islower() and (len(name) != 1 or flat[at - 2 : at - 1] == " ")
    )


def _is_initial(flat: str, at: int, name: str) -> bool:
    """Whether the stop is that of a given name before its surname: ``J. Smith``, ``: J. Wiley``."""
    if len(name) != 1 or not name.isupper():
        return False
    lead = flat[max(0, at - 6) : at - 1].rstrip()
    return not lead or lead[-1] in ":.&" or lead.endswith(" and")
