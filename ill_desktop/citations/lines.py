"""Loose lines grouped into references: lists numbered or not, with lines broken anywhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from . import gbt7714
from .clean import fold
from .gbt7714_head import is_numbered
from .model import Piece
from .numbers import find
from .tagged import joined

_NEXT_NUMBER: Final = re.compile(r"(?<=[.\d\w)\]]) ?\[ ?(\d{1,4}) ?\] ?(?=[^\W\d])")
_ENDS: Final = re.compile(
    r"[.;]$|[:,(] ?\w{0,4}\d(?:[\w-]{0,14}\w)?\)?$|(?:10\.\d{4,9}/|https?://)[!-~]{0,300}[\w/]$"
)
_STANDS_LAST: Final = re.compile(r"doi|10\.\d|https?://|www\.", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
HEADING: Final = re.compile(r"(?:主要)?参考文献|references?|bibliography|引用文献|works cited", re.IGNORECASE)
# what the exports for novelty reports (查新) put on lines below each reference
_NOTE: Final = re.compile(
    r"\[?(?:中文|英文)?(?:摘 ?要|文摘|关键词|机 ?构|作者单位|单位|基金(?:项目)?|分类号|被引(?:频次|次数)?"
    r"|下载(?:频次|次数)?|来源库|数据库|Abstract|Key ?words|Affiliations?)\]? ?[:：]",
    re.IGNORECASE,
)


class Reference(NamedTuple):
    """One reference: its text on one line, where in it each line of the input begins, and its notes."""

    text: Piece
    starts: Sequence[tuple[int, int]]
    notes: Sequence[Piece] = ()

    def line_of(self, piece: str) -> int:
        """The line on which a piece of the text stands (its first line, if that is not found)."""
        at = self.text.find(piece[:40]) if len(self.starts) > 1 else -1
        return self.starts[bisect_right(self.starts, (at, 1 << 60)) - 1][1] if at >= 0 else self.text.line


def references(lines: Sequence[Piece]) -> list[Reference]:
    """The references in the lines, in order.

    A line begins a new one when it has its number, follows an empty line or a finished reference,
    or can be nothing else; otherwise it continues the line before it.
    """
    numbered = any(is_numbered(fold(line)) for line in lines)
    groups: list[_Group] = []
    for line in lines:
        flat = fold(line)
        if not line:
            groups.append(_Group())
        elif groups and groups[-1].takes_note(flat):
            groups[-1].notes.append(line)
        elif groups and groups[-1].lines and not groups[-1].ends_before(line, flat, numbered):
            groups[-1].add(line, flat)
        else:
            groups.append(_Group())
            groups[-1].add(line, flat)
    return [part for group in groups if group.lines for part in group.references()]


class _Group:
    """The lines of one reference as they are gathered."""

    def __init__(self) -> None:
        self.lines: list[Piece] = []
        self.notes: list[Piece] = []
        self._is_numbered = False
        self._is_marked = False
        self._has_doi = False
        self._last = ""

    def add(self, line: Piece, flat: str) -> None:
        """Take a line in."""
        self._is_numbered = self._is_numbered or is_numbered(flat)
        # the [A] of the old standard is answered by a second mark
        self._is_marked = self._is_marked or (gbt7714.has_mark(flat) and "[A]" not in flat)
        self._has_doi = self._has_doi or "10." in flat or "://" in flat
        self._last = flat
        self.lines.append(line)

    def takes_note(self, flat: str) -> bool:
        """Whether a line is a note on this reference, or goes on with one."""
        if not self._is_marked or is_numbered(flat):
            return False
        return bool(_NOTE.match(flat)) or (bool(self.notes) and not gbt7714.is_reference(flat))

    def ends_before(self, line: Piece, flat: str, numbered: bool) -> bool:
        """Whether a line begins a reference and does not continue these lines."""
        if is_numbered(flat) or HEADING.fullmatch(self._last.strip(" :[]")):
            return True
        if numbered and self._is_numbered:
            return False
        if self._is_marked and _STANDS_LAST.match(flat) and not self._has_doi:
            return False
        if self._is_marked:
            return gbt7714.has_mark(flat) or bool(find(line)) or _is_finished(self._last)
        whole = bool(_YEAR.search(self._last)) and _is_finished(self._last)
        return whole or bool(find(self._last)) or not gbt7714.has_mark(flat)

    def references(self) -> list[Reference]:
        """The reference of these lines; several where they run on, ``[1] … [2] …``, on one line."""
        text, starts = joined(self.lines)
        numbers = [line.line for line in self.lines]
        cuts = _run_together(text)
        found: list[Reference] = []
        for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
            within = [(at - start, line) for at, line in zip(starts, numbers, strict=True) if at < end]
            first = max((at for at, _ in within if at <= 0), default=0)
            places = [(max(at, 0), line) for at, line in within if at >= first]
            found.append(Reference(Piece(text[start:end].strip(), places[0][1]), places))
        found[-1] = found[-1]._replace(notes=self.notes)
        return found


def _is_finished(flat: str) -> bool:
    """Whether a line ends as references end: with a stop, with pages or a year, with an address."""
    return bool(_ENDS.search(flat))


def _run_together(text: str) -> list[int]:
    """Where the references begin that stand on one line, where their numbers go on."""
    flat = fold(text)
    first = re.match(r" ?\[ ?(\d{1,4}) ?\]", flat)
    cuts = [0]
    expected = int(first[1]) + 1 if first else 0
    for found in _NEXT_NUMBER.finditer(flat, first.end()) if first else ():
        if int(found[1]) == expected:
            cuts.append(found.start())
            expected += 1
    return cuts
