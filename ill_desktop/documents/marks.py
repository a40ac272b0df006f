"""What a paper says about itself: that it is a copy, that it is void."""

from __future__ import annotations

from ill_desktop.documents.canvas import Sheet
from ill_desktop.words import Words, load


def mark(copy: int, voided: bool, words: Words) -> str:
    """``作废``, ``副本 2``, both or nothing; in another language the Chinese stands beside it."""
    languages = (words,) if words.language == "zh_CN" else (words, load("zh_CN"))
    marks = []
    if voided:
        marks.append(" ".join(each("paper.mark.void") for each in languages))
    if copy:
        marks.append(" ".join(each("paper.mark.copy", count=copy) for each in languages))
    return "　".join(marks)


def void(sheet: Sheet, y: float, size: float) -> None:
    """作废 large across the page; Chinese whatever the language, since finance reads it."""
    sheet.watermark(load("zh_CN")("paper.mark.void"), y, size)
