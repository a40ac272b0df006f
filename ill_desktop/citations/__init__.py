"""Text in, citations out: the one box at the counter into which a reader's reference is pasted.

Reads RIS, BibTeX, EndNote/Refer, RefWorks, NoteExpress, NoteFirst, PubMed, CSL-JSON, the exports of CNKI,
Wanfang, VIP and NSTL, OpenURL, GB/T 7714 reference strings, and bare DOI, ISBN, ISSN, PMID and arXiv
numbers; detects which, also several in one paste. Pure: no database, no screen, no clock, no network.
Heavy parsers are imported by the format that needs them.

The way of a text: ``encoding`` and ``clean`` make it fit to be read, ``detect`` cuts it into runs of one
format, a module per format puts each piece under the role it plays, and ``draft`` lays the roles into the
fields of the document type, with the checks of ``checks``. ``export`` goes the other way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from .clean import tidy
from .detect import read_all
from .encoding import damage, decode, decoded, mended
from .export import to_gbt7714, to_ris
from .model import FIELDS, KINDS, PROBLEMS, SOURCES, Citation, Piece, Problem, Reading

__all__ = [
    "FIELDS", "KINDS", "LONGEST", "PROBLEMS", "SOURCES", "Citation", "Piece", "Problem", "Reading",
    "decode", "read", "read_file", "read_paste", "to_gbt7714", "to_ris",
]  # fmt: skip

_BEGINS: Final = re.compile(
    r"\n(?=TY {1,3}-|%0|@[A-Za-z]|RT |PMID|\{Reference|\[\d|\d{1,4}[.、]|DataType|SrcDatabase"
    r"|【(?:序|题|文)|\s)"
)
LONGEST: Final = 2_000_000
"""Characters read of one paste: some thousand references with long abstracts, a few seconds of work."""


def read(text: str) -> list[Citation]:
    """The references in a text, in order; [] for blank text. Never raises, whatever the text.

    Nothing is guessed silently: what could not be placed is in ``Citation.unread``, what was placed
    but looks wrong in ``Citation.doubtful``, with the reasons in ``Citation.problems``. Text that is no
    reference becomes one ``other``. What is wrong with the paste as a whole stands with the last one.
    """
    reading = read_paste(text)
    found = list(reading.citations)
    if found and reading.problems:
        found[-1] = replace(found[-1], problems=(*found[-1].problems, *reading.problems))
    return found


def read_paste(text: str) -> Reading:
    """The references in a text, and what is wrong with the text as a whole. Never raises.

    Of a text longer than LONGEST only the lines up to there are read, and the rest is named.
    """
    text, problems = _cut(text)
    if again := mended(text):
        text, encoding = again
        problems.append(Problem("mended", facts={"encoding": encoding}))
    problems += damage(text)
    return Reading(tuple(read_all(tidy(text))), tuple(problems))


def read_file(data: bytes) -> Reading:
    """The references in a dropped file of any encoding, and what is wrong with it. Never raises."""
    text, problems = decoded(data)
    reading = read_paste(text)
    return replace(reading, problems=(*problems, *reading.problems))


def _cut(text: str) -> tuple[str, list[Problem]]:
    """The text up to the last record that begins before LONGEST, and the problem if that is not all of it."""
    if len(text) <= LONGEST:
        return text, []
    starts = [found.start() for found in _BEGINS.finditer(text, LONGEST * 9 // 10, LONGEST)]
    end = starts[-1] if starts else text.rfind("\n", LONGEST // 2, LONGEST)
    kept = text[: end if end > 0 else LONGEST]
    facts = {"read": len(kept), "length": len(text), "line": kept.count("\n") + 1}
    return kept, [Problem("too_long", facts=facts)]
