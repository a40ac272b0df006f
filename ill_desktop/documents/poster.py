"""The poster that tells everybody how to activate the borrowing account [N]: two languages, one QR."""

from __future__ import annotations

from dataclasses import dataclass

from ill_desktop.documents.canvas import A4, MM, Align, Sheet, Style
from ill_desktop.documents.facts import Hotline, Poster
from ill_desktop.documents.page import Block, Strip, beside, draw_down, height_of, together
from ill_desktop.words import Words

_MARGIN = 17 * MM
_WHOLE = Strip(_MARGIN, A4[0] - 2 * _MARGIN)
_QR = 72 * MM
_GAP = 8 * MM
_SCALES = (1, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6)
_BETWEEN = 5 * MM  # between two parts at least
_STEPS = ("step_identity", "step_contact", "step_agree")
_SERVICES = ("service_1", "service_2", "service_3", "service_4", "service_5")
_GREY = 0.32


@dataclass(frozen=True)
class _Look:
    """Both languages, the leading one first, and how large everything is set."""

    words: Words
    other: Words
    scale: float

    def style(self, size: float, bold: bool = False, ink: float = 0.0) -> Style:
        return Style(size * self.scale, bold, ink)

    def gap(self, millimetres: float) -> Block:
        return _WHOLE.gap(millimetres * MM * self.scale)

    def pair(
        self, strip: Strip, key: str, size: float, bold: bool = True, align: Align = "left"
    ) -> list[Block]:
        """The same said twice: in the leading language, and smaller below it in the other."""
        small = self.style(max(size * 0.65, 10), ink=_GREY)
        return [
            strip.paragraph(self.words(key), self.style(size, bold), align, most=5),
            strip.paragraph(self.other(key), small, align, most=5),
        ]


def pdf(poster: Poster, words: Words, other: Words) -> bytes:
    """One A4 page; ``words`` lead, ``other`` stand below or beside them.

    Raises ValueError for an address that no QR code can hold.
    """
    for scale in _SCALES:
        parts = _parts(poster, _Look(words, other, scale))
        between = (A4[1] - 2 * _MARGIN - height_of(parts)) / (len(parts) - 1)
        if between >= _BETWEEN:
            break
    sheet = Sheet(A4, words("paper.poster.heading"), poster.library[0], words.language)
    top = _MARGIN
    for part in parts:  # what is left goes between them, so that the page is filled to its foot
        top = draw_down(sheet, top, [part]) + max(between, 0)
    return sheet.pdf()


def _parts(poster: Poster, look: _Look) -> list[Block]:
    """From the library's name down to the hotlines."""
    return [
        together(_head(poster, look)),
        together(_ways(poster, look) if poster.address else _desk_only(poster, look)),
        together(_steps(look)),
        together(_services(look)),
        together(_hotlines(poster.hotlines, look)),
    ]


def _head(poster: Poster, look: _Look) -> list[Block]:
    lines = [
        _WHOLE.paragraph("  ".join(poster.library), look.style(12.5, ink=_GREY), most=2),
        look.gap(3),
        *look.pair(_WHOLE, "paper.poster.heading", 36),
        look.gap(3),
        *look.pair(_WHOLE, "paper.poster.lead", 14.5, bold=False),
    ]
    if poster.starts is not None:
        day = poster.starts.isoformat()
        said = (look.words("paper.poster.starts", day=day), look.other("paper.poster.starts", day=day))
        lines += [look.gap(1.5), *(_WHOLE.paragraph(each, look.style(11, bold=True)) for each in said)]
    return lines


def _ways(poster: Poster, look: _Look) -> list[Block]:
    """The QR at the left, and beside it the three ways of [N]: scan, link, librarian."""
    code = Strip(_MARGIN, _QR).code(poster.address, _QR)
    left = _MARGIN + _QR + _GAP
    text = Strip(left, _WHOLE.right - left)
    return [
        beside(
            [code],
            [
                *look.pair(text, "paper.poster.scan", 21),
                look.gap(6),
                *look.pair(text, "paper.poster.link", 13.5),
                text.paragraph(poster.address, look.style(11.5), most=4),
                look.gap(6),
                *look.pair(text, "paper.poster.desk_way", 13.5),
                *_reach(text, poster, look, "left"),
            ],
        )
    ]


def _desk_only(poster: Poster, look: _Look) -> list[Block]:
    """Without an address no phone could open anything: then there is no QR, and the desk is the way."""
    inside = Strip(_MARGIN + _GAP, _WHOLE.width - 2 * _GAP)
    lines = [
        look.gap(9),
        *look.pair(inside, "paper.poster.come", 25, align="center"),
        look.gap(4),
        *look.pair(inside, "paper.poster.bring", 13.5, bold=False, align="center"),
        look.gap(5),
        *_reach(inside, poster, look, "center"),
        look.gap(9),
    ]
    high = height_of(lines)

    def draw(sheet: Sheet, top: float) -> None:
        sheet.box(_WHOLE.left, top, _WHOLE.width, high)
        draw_down(sheet, top, lines)

    return [Block(high, draw)]


def _reach(strip: Strip, poster: Poster, look: _Look, align: Align) -> list[Block]:
    """When the desk is open, in both languages, and its phone."""
    first, second = poster.desk_hours
    return [
        strip.paragraph(first, look.style(11), align),
        strip.paragraph(second, look.style(10, ink=_GREY), align),
        strip.paragraph(poster.desk_phone, look.style(13.5, bold=True), align, most=1),
    ]


def _columns(count: int) -> list[Strip]:
    wide = (_WHOLE.width - (count - 1) * _GAP) / count
    return [Strip(_MARGIN + at * (wide + _GAP), wide) for at in range(count)]


def _steps(look: _Look) -> list[Block]:
    """Three columns, each with its figure."""
    columns = [
        [
            strip.paragraph(str(number), look.style(30, bold=True)),
            *look.pair(strip, f"paper.poster.{step}", 12.5, bold=False),
        ]
        for number, (strip, step) in enumerate(zip(_columns(len(_STEPS)), _STEPS, strict=True), 1)
    ]
    return [_WHOLE.rule(2 * MM, ink=0.75), look.gap(2), beside(*columns)]


def _services(look: _Look) -> list[Block]:
    """What one gets: the five services of [N], a language in each column."""
    left, right = _columns(2)

    def column(strip: Strip, words: Words) -> list[Block]:
        services = [words(f"paper.poster.{service}") for service in _SERVICES]
        return [
            strip.paragraph(words("paper.poster.services"), look.style(13, bold=True)),
            look.gap(1),
            *(
                beside(
                    [strip.paragraph(str(number), look.style(11, ink=_GREY))],
                    [Strip(strip.left + 5 * MM, strip.width - 5 * MM).paragraph(each, look.style(11))],
                )
                for number, each in enumerate(services, 1)
            ),
        ]

    return [
        _WHOLE.rule(2 * MM, ink=0.75),
        look.gap(2),
        beside(column(left, look.words), column(right, look.other)),
    ]


def _hotlines(hotlines: tuple[Hotline, ...], look: _Look) -> list[Block]:
    """Whom to ask, three in a row."""
    rows = [hotlines[at : at + 3] for at in range(0, len(hotlines), 3)]
    return [_WHOLE.rule(2 * MM, ink=0.75), look.gap(1), *(_hotline_row(row, look) for row in rows)]


def _hotline_row(hotlines: tuple[Hotline, ...], look: _Look) -> Block:
    def cell(strip: Strip, hotline: Hotline) -> list[Block]:
        return [
            strip.paragraph(hotline.about[0], look.style(10.5), most=2),
            strip.paragraph(hotline.about[1], look.style(9.5, ink=_GREY), most=2),
            strip.paragraph(hotline.phone, look.style(13, bold=True), most=1),
            look.gap(2),
        ]

    return beside(*(cell(strip, each) for strip, each in zip(_columns(3), hotlines, strict=False)))
