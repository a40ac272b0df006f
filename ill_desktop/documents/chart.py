"""Bar charts, drawn once: on paper through PDF, on the screen through SVG in the colours of its theme."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ill_desktop import money
from ill_desktop.documents import fonts
from ill_desktop.documents.facts import Chart
from ill_desktop.documents.text import clean, clip, width

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.colors import Color

Anchor = Literal["start", "middle", "end"]

_PAPER_SIZE = 8.0  # points, of every word in a chart
_SCREEN_SIZE = 12.0  # pixels
_ROW = 2.25  # the height of a lying bar's row, in sizes; so all distances below
_LEGEND = 2.25


@dataclass(frozen=True)
class Palette:
    """Colours as ``#rrggbb``: figures, names, lines, and one for each series in turn."""

    ink: str
    soft: str
    line: str
    series: tuple[str, ...]


PAPER = Palette("#1d2430", "#5b6675", "#d5dae1", ("#1f5fbf", "#8fb3e6", "#6b3fb5", "#1b7f4b", "#c98a2b"))


def chart_svg(chart: Chart, palette: Palette, width: float, height: float, size: float = _SCREEN_SIZE) -> str:
    """The chart as an SVG text of that size in pixels, on no background of its own."""
    from reportlab.graphics import renderSVG

    return str(renderSVG.drawToString(drawing(chart, palette, width, height, size), useClip=True))


def natural_height(chart: Chart, size: float = _PAPER_SIZE) -> float:
    """What a chart wants: bars by their number, columns always the same."""
    legend = _LEGEND if len(chart.series) > 1 else 0
    return size * (legend + (min(len(chart.labels), 36) * _ROW + 0.5 if chart.form == "bars" else 19))


def drawing(chart: Chart, palette: Palette, wide: float, high: float, size: float = _PAPER_SIZE) -> Drawing:
    """The chart as a reportlab drawing; a chart without values has its lines only.

    Raises ValueError when a series has not one value per label.
    """
    for series in chart.series:
        if len(series.values) != len(chart.labels):
            raise ValueError(f"{series.name}: {len(series.values)} values, {len(chart.labels)} labels")
    pen = _Pen(wide, high, palette, size)
    if len(chart.series) > 1:
        _legend(pen, chart, high - size)
        high -= _LEGEND * size
    if chart.form == "bars":
        _bars(pen, chart, wide, high)
    else:
        _columns(pen, chart, wide, high)
    return pen.drawing


class _Pen:
    """Rectangles, lines and words of one size, in the palette's colours."""

    def __init__(self, wide: float, high: float, palette: Palette, size: float) -> None:
        from reportlab.graphics.shapes import Drawing

        fonts.main_face()
        self.palette = palette
        self.size = size
        # Without our font to start from the renderer takes Helvetica, listed in the PDF as not embedded.
        self.drawing = Drawing(wide, high, initialFontName=fonts.FAMILY)

    def rect(self, x: float, y: float, wide: float, high: float, series: int) -> None:
        from reportlab.graphics.shapes import Rect

        colour = self.palette.series[series % len(self.palette.series)]
        shape = Rect(x, y, wide, high)
        shape.fillColor, shape.strokeColor = _colour(colour), None
        self.drawing.add(shape)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> None:
        from reportlab.graphics.shapes import Line

        self.drawing.add(Line(x1, y1, x2, y2, strokeColor=_colour(colour), strokeWidth=self.size / 13))

    def word(self, x: float, y: float, text: str, colour: str, anchor: Anchor = "start") -> None:
        """A word whose middle stands at the height ``y``."""
        from reportlab.graphics.shapes import String

        shape = String(x, y - self.size * 0.36, text, textAnchor=anchor)
        shape.fontName, shape.fontSize, shape.fillColor = fonts.FAMILY, self.size, _colour(colour)
        self.drawing.add(shape)

    def plain(self, text: str, room: float) -> str:
        """A label in one font: what ours lacks becomes a square, what is too long is clipped."""
        own = fonts.main_face().widths
        whole = "".join(char if ord(char) in own else "□" for char in clean(text))
        return clip(whole, self.size, room)

    def widest(self, texts: list[str]) -> float:
        return max((width(text, self.size) for text in texts), default=0)


def _colour(text: str) -> Color:
    from reportlab.lib.colors import HexColor

    return HexColor(text)


def _figure(value: int, chart: Chart) -> str:
    return money.figures(value).removesuffix(".00") if chart.unit == "fen" else f"{value:,}".replace("-", "−")


def _legend(pen: _Pen, chart: Chart, bottom: float) -> None:
    side = pen.size * 0.9
    room = pen.drawing.width / len(chart.series) - 3 * pen.size
    x = 0.0
    for n, series in enumerate(chart.series):
        name = pen.plain(series.name, room)
        pen.rect(x, bottom, side, side, n)
        pen.word(x + 1.4 * pen.size, bottom + side / 2, name, pen.palette.soft)
        x += 3 * pen.size + width(name, pen.size)


def _extent(chart: Chart) -> tuple[int, int]:
    """The lowest and the highest end of any stack, zero included."""
    stacks = list(zip(*(series.values for series in chart.series), strict=True))
    lows = [sum(value for value in stack if value < 0) for stack in stacks]
    highs = [sum(value for value in stack if value > 0) for stack in stacks]
    return min(lows, default=0), max(highs, default=0)


def _stack(chart: Chart, at: int) -> list[tuple[int, int, int]]:
    """``(series, from, to)`` of each piece at one label: up from zero, or down where negative."""
    pieces, up, down = [], 0, 0
    for n, series in enumerate(chart.series):
        value = series.values[at]
        if value > 0:
            pieces.append((n, up, up + value))
            up += value
        elif value < 0:
            pieces.append((n, down + value, down))
            down += value
    return pieces


def _total(chart: Chart, at: int) -> int:
    return sum(series.values[at] for series in chart.series)


def _bars(pen: _Pen, chart: Chart, wide: float, high: float) -> None:
    """Lying bars: the name at the left, the figure after the bar."""
    names = [pen.plain(label, wide * 0.36) for label in chart.labels]
    figures = [_figure(_total(chart, at), chart) for at in range(len(names))]
    start = pen.widest(names) + 1.2 * pen.size
    low, top = _extent(chart)
    scale = (wide - start - pen.widest(figures) - pen.size) / max(top - low, 1)
    zero = start - low * scale
    row = high / max(len(names), 1)
    thick = min(row * 0.62, 1.6 * pen.size)
    for at, name in enumerate(names):
        middle = high - (at + 0.5) * row
        pen.word(start - pen.size, middle, name, pen.palette.soft, "end")
        pieces = _stack(chart, at)
        for series, begin, end in pieces:
            pen.rect(zero + begin * scale, middle - thick / 2, (end - begin) * scale, thick, series)
        end = max((piece[2] for piece in pieces), default=0)
        pen.word(zero + end * scale + 0.6 * pen.size, middle, figures[at], pen.palette.ink)
    pen.line(zero, 0, zero, high, pen.palette.line)


def _columns(pen: _Pen, chart: Chart, wide: float, high: float) -> None:
    """Standing columns over time, with a few quiet lines behind them."""
    ticks = _ticks(chart)
    start = pen.widest([_figure(tick, chart) for tick in ticks]) + pen.size
    foot, head = 2 * pen.size, 1.6 * pen.size
    scale = (high - foot - head) / (ticks[-1] - ticks[0])
    zero = foot - ticks[0] * scale
    for tick in ticks:
        y = zero + tick * scale
        pen.line(start, y, wide, y, pen.palette.soft if tick == 0 else pen.palette.line)
        pen.word(start - 0.8 * pen.size, y, _figure(tick, chart), pen.palette.soft, "end")
    slot = (wide - start) / max(len(chart.labels), 1)
    thick = min(slot * 0.62, 4.2 * pen.size)
    labels = [pen.plain(label, 8 * pen.size) for label in chart.labels]
    every = math.ceil((pen.widest(labels) + 0.5 * pen.size) / slot)
    for at, label in enumerate(labels):
        middle = start + (at + 0.5) * slot
        pieces = _stack(chart, at)
        for series, begin, end in pieces:
            pen.rect(middle - thick / 2, zero + begin * scale, thick, (end - begin) * scale, series)
        if at % every == 0:
            pen.word(middle, 0.6 * pen.size, label, pen.palette.soft, "middle")
        figure = _figure(_total(chart, at), chart)
        if pieces and width(figure, pen.size) < slot - 2:
            top = zero + max(piece[2] for piece in pieces) * scale
            pen.word(middle, top + 0.8 * pen.size, figure, pen.palette.ink, "middle")


def _ticks(chart: Chart) -> range:
    """Round values from the lowest end to the highest, at least one apart."""
    low, top = _extent(chart)
    step = _step(max(top, -low))
    return range(low // step * step, max(-(-top // step), 1) * step + 1, step)


def _step(top: int) -> int:
    """A round distance (1, 2, 5, 10, …) that reaches the top in at most four lines."""
    power = int("1".ljust(len(str(top // 4)), "0"))
    return next(m * power for m in (1, 2, 5, 10) if m * power * 4 >= top)
