"""What papers are stacked from: blocks of known height in a column, page after page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ill_desktop.documents import qr
from ill_desktop.documents.canvas import Align, Sheet, Style
from ill_desktop.documents.text import clean, flow, width, wrap

Draw = Callable[[Sheet, float], None]


@dataclass(frozen=True)
class Block:
    """A piece that is never cut: its height, and how to draw it below a given top.

    ``heading`` is set again above it when it begins a further page, as a table's column titles are.
    """

    height: float
    draw: Draw
    heading: Block | None = None


def height_of(blocks: Iterable[Block]) -> float:
    return sum(block.height for block in blocks)


def pages_of(blocks: Iterable[Block], room: float, first: float | None = None) -> list[list[Block]]:
    """The blocks spread over pages of that height, the first page of its own; at least one page."""
    pages: list[list[Block]] = [[]]
    left = room if first is None else first
    for block in blocks:
        if block.height > left and pages[-1]:
            pages.append([block.heading] if block.heading else [])
            left = room - height_of(pages[-1])
        pages[-1].append(block)
        left -= block.height
    return pages


def fitting(room: float, settings: Iterable[list[Block]]) -> list[Block]:
    """The first of several settings of one paper that is no higher than the room, else the last."""
    blocks: list[Block] = []
    for blocks in settings:
        if height_of(blocks) <= room:
            break
    return blocks


def together(blocks: list[Block]) -> Block:
    """Several blocks as one, so that a page never parts them."""

    def draw(sheet: Sheet, top: float) -> None:
        draw_down(sheet, top, blocks)

    return Block(height_of(blocks), draw)


def beside(*columns: list[Block]) -> Block:
    """Stacks of blocks next to one another, tops level."""

    def draw(sheet: Sheet, top: float) -> None:
        for column in columns:
            draw_down(sheet, top, column)

    return Block(max(map(height_of, columns)), draw)


def draw_down(sheet: Sheet, top: float, blocks: Iterable[Block]) -> float:
    """Draw the blocks one below the other; gives back where the last one ends."""
    for block in blocks:
        block.draw(sheet, top)
        top += block.height
    return top


@dataclass(frozen=True)
class Strip:
    """A vertical strip of a page, which makes blocks as wide as itself."""

    left: float
    width: float

    @property
    def right(self) -> float:
        return self.left + self.width

    def gap(self, height: float) -> Block:
        return Block(height, lambda sheet, top: None)

    def rule(self, space: float, weight: float = 0.6, ink: float = 0.0, dashed: bool = False) -> Block:
        """A line with that much space above and below."""

        def draw(sheet: Sheet, top: float) -> None:
            y = top + space
            sheet.line((self.left, y), (self.right, y), weight, ink, (3, 2) if dashed else None)

        return Block(2 * space, draw)

    def paragraph(self, text: str, style: Style, align: Align = "left", most: int = 3) -> Block:
        """Wrapped text of at most so many lines; nothing at all when there is no text."""
        plain = clean(text)
        lines = wrap(plain, style.size, self.width, most) if plain else []
        x = {"left": self.left, "center": self.left + self.width / 2, "right": self.right}[align]

        def draw(sheet: Sheet, top: float) -> None:
            for n, line in enumerate(lines):
                sheet.text(x, top + n * style.leading + style.rise, line, style, align, self.width)

        return Block(len(lines) * style.leading, draw)

    def lines(self, text: str, style: Style) -> list[Block]:
        """A line of text in as many lines as it takes, each a block, so that it may go on overleaf."""
        plain = clean(text, len(text))
        return [self.paragraph(line, style, most=1) for line in flow(plain, style.size, self.width)]

    def pair(self, label: str, value: str, style: Style, most: int = 3) -> Block:
        """A name at the left, its value at the right: the shorter stays whole, the other wraps beside it."""
        label, value = clean(label), clean(value)
        widths = width(label, style.size), width(value, style.size)
        short = min(*widths, (self.width - style.size) / 2) + 0.01
        long = self.width - style.size - short
        rooms = (short, long) if widths[0] < widths[1] else (long, short)
        return beside(
            [Strip(self.left, rooms[0]).paragraph(label, style, most=most)],
            [Strip(self.right - rooms[1], rooms[1]).paragraph(value, style, "right", most)],
        )

    def amount(self, label: str, figures: str, style: Style, most: int = 3) -> Block:
        """A name and an amount: the figures stand on one line, smaller if need be; the name wraps beside."""
        room = min(width(figures, style.size) + 0.01, self.width * 0.75)
        name = Strip(self.left, self.width - room - style.size).paragraph(label, style, most=most)

        def draw(sheet: Sheet, top: float) -> None:
            name.draw(sheet, top)
            sheet.text(self.right, top + style.rise, figures, style, "right", room)

        return Block(max(name.height, style.leading), draw)

    def frame(self, lines: list[str], style: Style, pad: float) -> Block:
        """Centred lines in a box as wide as the strip."""
        height = len(lines) * style.leading + 2 * pad
        middle, room = self.left + self.width / 2, self.width - 2 * pad

        def draw(sheet: Sheet, top: float) -> None:
            sheet.box(self.left, top, self.width, height)
            for n, line in enumerate(lines):
                sheet.text(middle, top + pad + n * style.leading + style.rise, line, style, "center", room)

        return Block(height, draw)

    def code(self, text: str, side: float) -> Block:
        """A QR code at the right end, for what stands beside it to leave it the white it needs."""
        rows = qr.matrix(text)
        return Block(side, lambda sheet, top: sheet.qr(self.right - side, top, side, rows))

    def qr(self, text: str, side: float) -> Block:
        """A centred QR code and the white it needs above and below."""
        rows = qr.matrix(text)
        quiet = qr.QUIET * side / len(rows)
        left = self.left + (self.width - side) / 2
        return Block(side + 2 * quiet, lambda sheet, top: sheet.qr(left, top + quiet, side, rows))
