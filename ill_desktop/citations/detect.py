"""Which format is this? The text cut into runs of one format each, and each run read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from . import (
    bibtex,
    cnki,
    csl,
    gbt7714,
    identifiers,
    labelled,
    notefirst,
    openurl,
    plaintext,
    pubmed,
    refer,
    ris,
    unmarked,
    wanfang,
)
from .clean import fold, lines
from .gbt7714_head import is_numbered
from .lines import HEADING, Reference, references
from .model import Citation, Piece
from .tagged import Format

_TAGGED: Final = (
    ris.FORMAT, refer.FORMAT, cnki.REFWORKS, cnki.ESTUDY, wanfang.FORMAT, pubmed.FORMAT, labelled.FORMAT,
)  # fmt: skip
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LONGEST_REFERENCE: Final = 20_000
"""Longer than any reference: read as plain text, so that no rule meets a text it was not made for."""


class _Run:
    """Lines that follow each other and belong together: a tagged format, BibTeX, or loose lines (None)."""

    def __init__(self, form: Format | Literal["bibtex"] | None) -> None:
        self.form = form
        self.lines: list[Piece] = []
        self._tag = ""
        self._after_blank = False
        self._depth = 0
        self._round = False

    def takes(self, line: str) -> bool:
        """Whether the next line still belongs to this run."""
        opening = _opening(line)
        # loose lines end where a format opens; BibTeX entries in a row are read together
        if self.form is None or opening == self.form == "bibtex":
            return opening == self.form
        if self.form == "bibtex":
            return opening is None and (self._depth > 0 or not line)
        if isinstance(opening, Format) and opening is not self.form and not opening.begins_amid(line):
            opening = None
        if self.form.field_of(line):
            return opening in (None, self.form) and not (self._is_closed() and opening is None)
        if opening or not line:
            return not opening
        # a wrapped value goes on, but after an empty line only a long text does
        return not self._is_closed() and (not self._after_blank or self._tag in self.form.long)

    def add(self, line: Piece) -> None:
        """Take a line in."""
        self.lines.append(line)
        if isinstance(self.form, Format):
            tagged = self.form.field_of(line)
            self._tag = tagged[0] if tagged else self._tag
        elif self.form == "bibtex":
            if bibtex.OPENS.match(line):
                self._depth, self._round = 0, "(" in line.partition("{")[0]
            self._depth += bibtex.depth(line, self._round)
        self._after_blank = not line

    def _is_closed(self) -> bool:
        return isinstance(self.form, Format) and bool(self.form.closes) and self._tag == self.form.closes


def read_all(text: str) -> list[Citation]:
    """The citations of a tidied text, in order.

    Text between them that is no reference is unread with the one that follows it, or the last.
    """
    if whole := csl.read(text) or notefirst.read(text):
        return whole
    found: list[Citation] = []
    stray: list[Piece] = []
    headings: list[Piece] = []
    for run in _runs(text):
        for citation in _read(run):
            if not (citation.fields or citation.unread or citation.aside):
                continue
            if citation.source == "text" and not _stands_alone(citation):
                text_between = Piece(citation.fields["text"], citation.line)
                (headings if HEADING.fullmatch(text_between.strip(" :：[]")) else stray).append(text_between)
                continue
            aside = (*headings, *citation.aside)
            found.append(replace(citation, unread=(*stray, *citation.unread), aside=aside))
            stray, headings = [], []
    if found:
        found[-1] = replace(found[-1], unread=(*found[-1].unread, *headings, *stray))
    elif text.strip():
        found.append(plaintext.read(Piece(text, 1)))
    return found


def _runs(text: str) -> Iterator[_Run]:
    run = _Run(None)
    for line in lines(text):
        if not run.takes(line):
            yield run
            run = _Run(_opening(line))
        run.add(line)
    yield run


def _opening(line: str) -> Format | Literal["bibtex"] | None:
    """The format whose record begins with this line."""
    if bibtex.OPENS.match(line):
        return "bibtex"
    return next((form for form in _TAGGED if form.opens.match(line)), None)


def _read(run: _Run) -> list[Citation]:
    if run.form is None:
        return [citation for reference in references(run.lines) for citation in _read_loose(reference)]
    return bibtex.read(run.lines) if run.form == "bibtex" else run.form.read(run.lines)


def _read_loose(reference: Reference) -> list[Citation]:
    """One loose reference: a link, a reference string, identifiers, or only text."""
    text = reference.text
    if len(text) > _LONGEST_REFERENCE:
        return [plaintext.read(text)]
    found = (
        gbt7714.read(text)
        or openurl.read(text)
        or unmarked.read(text)
        or identifiers.read(text)
        or [plaintext.read(text)]
    )
    if len(reference.starts) > 1:
        found = [_located(citation, reference) for citation in found]
    if reference.notes:
        found[-1] = replace(found[-1], aside=(*found[-1].aside, *reference.notes))
    return found


def _located(citation: Citation, reference: Reference) -> Citation:
    """The citation with the lines of its pieces, where it was wrapped over several."""

    def placed(pieces: tuple[str, ...]) -> tuple[Piece, ...]:
        return tuple(Piece(piece, reference.line_of(piece)) for piece in pieces)

    return replace(citation, unread=placed(citation.unread), aside=placed(citation.aside))


def _stands_alone(citation: Citation) -> bool:
    """Whether text that is no known format is still a reference of its own in a numbered list."""
    text = fold(citation.fields["text"])
    return is_numbered(text) and bool(_YEAR.search(text))
