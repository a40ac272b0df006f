"""Letters for envelopes with a window, many in one file: DIN 5008 form B, or A4 folded in three as in China.

Both have the address in the same place: 20 mm from the left and 45 to 90 mm from the top, where the windows
of DL envelopes (DIN 680; GB/T 1416, No. 5) show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ill_desktop.documents.canvas import A4, MM, Sheet, Style
from ill_desktop.documents.facts import Letter
from ill_desktop.documents.page import Block, Strip, draw_down, height_of, pages_of
from ill_desktop.documents.text import clean, wrap
from ill_desktop.words import Words

Fold = Literal["cn", "din"]

_WINDOW = Strip(25 * MM, 80 * MM)
_WINDOW_TOP, _WINDOW_END = 46 * MM, 89 * MM
_TEXT = Strip(25 * MM, 165 * MM)
_TOP, _BOTTOM = 25 * MM, 18 * MM
_FIRST = 98 * MM
_FOLDS: dict[str, tuple[float, ...]] = {"cn": (99 * MM, 198 * MM), "din": (105 * MM, 210 * MM)}

_HEAD = Style(14, bold=True)
_RETURN = Style(7, ink=0.35)
_BODY = Style(11)
_SUBJECT = Style(12.5, bold=True)
_NOTE = Style(8.5, ink=0.3)


def pdf(letters: Sequence[Letter], words: Words, fold: Fold = "cn") -> bytes:
    """Every letter on sheets of its own. Raises ValueError when there is none."""
    if not letters:
        raise ValueError("no letter to print")
    sheet = Sheet(A4, letters[0].subject, letters[0].library, words.language)
    for letter in sheet.turning(letters):
        _draw(sheet, letter, words, fold)
    return sheet.pdf()


def _draw(sheet: Sheet, letter: Letter, words: Words, fold: Fold) -> None:
    note = [_TEXT.rule(2 * MM, 0.4, 0.6), *_lines(letter.footer, _NOTE)]
    foot = A4[1] - _BOTTOM - height_of(note)
    pages = pages_of(_blocks(letter), A4[1] - _TOP - _BOTTOM, first=foot - _FIRST)
    sheet.text(_TEXT.left, _TOP, letter.library, _HEAD, room=_TEXT.width)
    _address(sheet, letter)
    for y in _FOLDS[fold]:
        sheet.line((4 * MM, y), (9 * MM, y), 0.4, 0.5)
    draw_down(sheet, _FIRST, pages[0])
    draw_down(sheet, foot, note)
    for number, blocks in enumerate(pages[1:], 2):
        sheet.next_page()
        sheet.text(_TEXT.right, _TOP - 8 * MM, f"{number} / {len(pages)}", _NOTE, "right")
        draw_down(sheet, _TOP, blocks)


def _address(sheet: Sheet, letter: Letter) -> None:
    """Who writes, small above a line, and who is written to: all of it shows in the window."""
    sheet.text(_WINDOW.left, _WINDOW_TOP + 3 * MM, letter.sender, _RETURN, room=_WINDOW.width)
    sheet.line((_WINDOW.left, _WINDOW_TOP + 4 * MM), (_WINDOW.right, _WINDOW_TOP + 4 * MM), 0.3, 0.5)
    room = _WINDOW_END - _WINDOW_TOP - 6 * MM
    named = [line for line in map(clean, letter.recipient) if line]
    lines = [part for line in named for part in wrap(line, _BODY.size, _WINDOW.width, 2)]
    step = min(5.6 * MM, room / max(len(lines), 1))
    for number, line in enumerate(lines, 1):
        sheet.text(_WINDOW.left, _WINDOW_TOP + 5 * MM + number * step, line, _BODY, room=_WINDOW.width)


def _blocks(letter: Letter) -> list[Block]:
    day = _TEXT.paragraph(letter.day, _BODY, "right", 1)
    blocks = [day, _TEXT.gap(4 * MM), _TEXT.paragraph(letter.subject, _SUBJECT, most=2), _TEXT.gap(4 * MM)]
    return blocks + _lines(letter.text, _BODY)


def _lines(text: str, style: Style) -> list[Block]:
    """Half a line between paragraphs."""
    blocks: list[Block] = []
    for line in text.split("\n"):
        blocks += _TEXT.lines(line, style) if line.strip() else [_TEXT.gap(style.leading / 2)]
    return blocks
