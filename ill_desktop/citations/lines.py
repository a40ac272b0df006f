"""Loose lines grouped into references: lists numbered or not, with lines broken anywhere."""

from __future__ import annotations

import re
from typing import Final

from . import gbt7714
from .clean import fold
from .gbt7714_head import is_numbered
from .numbers import find
from .tagged import join_wrapped

_NEXT_NUMBER: Final = re.compile(r"(?<=[.\d\w)\]]) ?\[ ?(\d{1,4}) ?\] ?(?=[^\W\d])")
_ENDS: Final = re.compile(
    r"[.;]$|[:,(] ?\w{0,4}\d(?:[\w-]{0,14}\w)?\)?$|(?:10\.\d{4,9}/|https?://)[!-~]{0,300}[\w/]$"
)
_STANDS_LAST: Final = re.compile(r"doi|10\.\d|https?://|www\.", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_HEADING: Final = re.compile(
    r"(?:主要)?参考文献|references?|bibliography|引用文献|works cited", re.IGNORECASE
)


def references(lines: list[str]) -> list[str]:
    """One string for each reference, in order.

    A line begins a new one when it has its number, follows an empty line or a finished reference,
    or can be nothing else; otherwise it continues the line before it.
    """
    numbered = any(is_numbered(fold(line.strip())) for line in lines)
    groups: list[_Group] = []
    for line in map(str.strip, lines):
        flat = fold(line)
        if not line:
            groups.append(_Group())
        elif groups and groups[-1].lines and not groups[-1].ends_before(line, flat, numbered):
            groups[-1].add(line, flat)
        else:
            groups.append(_Group())
            groups[-1].add(line, flat)
    return [part for group in groups if group.lines for part in _run_together(join_wrapped(group.lines))]


class _Group:
    """The lines of one reference as they are gathered."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._is_numbered = False
        self._is_marked = False
        self._has_doi = False
        self._last = ""

    def add(self, line: str, flat: str) -> None:
        """Take a line in."""
        self._is_numbered = self._is_numbered or is_numbered(flat)
        # the [A] of the old standard is answered by a second mark
        self._is_marked = self._is_marked or (gbt7714.has_mark(flat) and "[A]" not in flat)
        self._has_doi = self._has_doi or "10." in flat or "://" in flat
        self._last = flat
        self.lines.append(line)

    def ends_before(self, line: str, flat: str, numbered: bool) -> bool:
        """Whether a line begins a reference and does not continue these lines."""
        if is_numbered(flat) or _HEADING.fullmatch(self._last.strip(" :[]")):
            return True
        if numbered and self._is_numbered:
            return False
        if self._is_marked and _STANDS_LAST.match(flat) and not self._has_doi:
            return False
        if self._is_marked:
            return gbt7714.has_mark(flat) or bool(find(line)) or _is_finished(self._last)
        whole = bool(_YEAR.search(self._last)) and _is_finished(self._last)
        return whole or bool(find(self._last)) or not gbt7714.has_mark(flat)


def _is_finished(flat: str) -> bool:
    """Whether a line ends as references end: with a stop, with pages or a year, with an address."""
    return bool(_ENDS.search(flat))


def _run_together(text: str) -> list[str]:
    """References that stand on one line, ``[1] … [2] …``, taken apart where the numbers go on."""
    flat = fold(text)
    first = re.match(r" ?\[ ?(\d{1,4}) ?\]", flat)
    if not first:
        return [text]
    expected, cuts = int(first[1]) + 1, [0]
    for found in _NEXT_NUMBER.finditer(flat, first.end()):
        if int(found[1]) == expected:
            cuts.append(found.start())
            expected += 1
    return [text[start:end].strip() for start, end in zip(cuts, [*cuts[1:], None], strict=True)]
