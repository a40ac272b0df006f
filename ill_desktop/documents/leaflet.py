"""The help as a leaflet to lay out: questions and answers, then where to go and whom to call."""

from __future__ import annotations

from dataclasses import dataclass

from ill_desktop.documents.canvas import A4, MM, Sheet, Style
from ill_desktop.documents.page import Block, Strip, beside, draw_down, pages_of, together
from ill_desktop.words import Words

_MARGIN, _FOOT = 18 * MM, 12 * MM
_WHOLE = Strip(_MARGIN, A4[0] - 2 * _MARGIN)
_LABEL = 30 * MM
_TITLE, _LIBRARY = Style(22, bold=True), Style(11.5, ink=0.32)
_QUESTION, _ANSWER = Style(12, bold=True), Style(10.5)
_NAME, _NOTE = Style(10, ink=0.32), Style(8.5, ink=0.32)
_HEADING = Style(14, bold=True)

Told = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Leaflet:
    """``answers``: question and answer; ``places``: name and what is told of each, as label and words."""

    library: str
    service: str
    answers: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, Told], ...]
    day: str


def pdf(leaflet: Leaflet, words: Words) -> bytes:
    """A4 pages; a question is never parted from the beginning of its answer, nor a place from its phones."""
    sheet = Sheet(A4, words("help.title"), leaflet.library, words.language)
    pages = pages_of(_blocks(leaflet, words), A4[1] - 2 * _MARGIN - _FOOT)
    for number, blocks in enumerate(sheet.turning(pages), 1):
        draw_down(sheet, _MARGIN, blocks)
        foot = A4[1] - _MARGIN
        sheet.text(_WHOLE.left, foot, words("help.printed", day=leaflet.day), _NOTE, room=_WHOLE.width)
        sheet.text(_WHOLE.right, foot, f"{number} / {len(pages)}", _NOTE, "right")
    return sheet.pdf()


def _blocks(leaflet: Leaflet, words: Words) -> list[Block]:
    blocks = [
        _WHOLE.paragraph(f"{leaflet.library} · {leaflet.service}", _LIBRARY, most=2),
        _WHOLE.gap(1 * MM),
        _WHOLE.paragraph(words("help.title"), _TITLE),
        _WHOLE.rule(3 * MM, ink=0.75),
    ]
    for number, (question, answer) in enumerate(leaflet.answers, 1):
        blocks += _answer(number, question, answer)
    blocks += [
        _WHOLE.rule(3 * MM, ink=0.75),
        _WHOLE.paragraph(words("help.places"), _HEADING),
        _WHOLE.gap(2 * MM),
    ]
    for name, told in leaflet.places:
        blocks += [_place(name, told), _WHOLE.gap(3 * MM)]
    return blocks


def _answer(number: int, question: str, answer: str) -> list[Block]:
    """Lines of an answer may go on overleaf; its first stays with the question."""
    lines = [block for line in answer.split("\n") for block in _WHOLE.lines(line, _ANSWER)]
    head = [_WHOLE.paragraph(f"{number}. {question}", _QUESTION, most=3), _WHOLE.gap(1 * MM)]
    return [together([*head, *lines[:2]]), *lines[2:], _WHOLE.gap(4 * MM)]


def _place(name: str, told: Told) -> Block:
    label = Strip(_WHOLE.left, _LABEL)
    value = Strip(_WHOLE.left + _LABEL + 3 * MM, _WHOLE.width - _LABEL - 3 * MM)
    rows = [
        beside([label.paragraph(what, _NAME, most=2)], [value.paragraph(words, _ANSWER, most=4)])
        for what, words in told
    ]
    return together([_WHOLE.paragraph(name, _QUESTION, most=2), _WHOLE.gap(1 * MM), *rows])
