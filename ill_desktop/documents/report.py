"""A report on A4: title and period, then sections of heading, chart and table, page after page."""

from __future__ import annotations

from ill_desktop.documents import chart as charts
from ill_desktop.documents.canvas import A4, MM, Sheet, Style
from ill_desktop.documents.facts import Report, Section, Table
from ill_desktop.documents.page import Block, Strip, draw_down, pages_of, together
from ill_desktop.documents.text import clean, width
from ill_desktop.words import Words

_MARGIN = 18 * MM
_FOOT = 10 * MM
_GUTTER = 10.0  # points between columns
_NAME = 200.0  # points of a text column that suffice, since names wrap
_PAD = 3.2  # above and below the words of a row

_TITLE = Style(19, bold=True)
_PERIOD = Style(11, ink=0.3)
_HEADING = Style(12.5, bold=True)
_NOTE = Style(9, ink=0.3)
_CELL = Style(9)
_TOTAL = Style(9, bold=True)
_HEAD = Style(8.5, ink=0.35)
_RUNNING = Style(8, ink=0.4)


def pdf(report: Report, words: Words) -> bytes:
    """The whole report; lying when a table is too wide for a standing page.

    Raises ValueError for a row that has not one cell per column, and as :func:`chart.drawing` does.
    """
    size = _size(report)
    body = Strip(_MARGIN, size[0] - 2 * _MARGIN)
    blocks = [*_head(report, body)]
    for section in report.sections:
        blocks += _section(section, body, words)
    pages = pages_of(blocks, size[1] - 2 * _MARGIN - _FOOT)
    sheet = Sheet(size, f"{report.title} {report.period}", report.library, words.language)
    for number, page in enumerate(sheet.turning(pages), 1):
        draw_down(sheet, _MARGIN, page)
        _running(sheet, report, words, body, number, len(pages))
    return sheet.pdf()


def _size(report: Report) -> tuple[float, float]:
    """Lying when the figures and a readable part of each name would not fit a standing page."""
    widest = 0.0
    for table in (section.table for section in report.sections if section.table):
        needs = zip(table.columns, _natural(table), strict=True)
        widest = max(
            widest, sum(min(wide, _NAME) if column.align == "left" else wide for column, wide in needs)
        )
    return A4 if widest - _GUTTER <= A4[0] - 2 * _MARGIN else (A4[1], A4[0])


def _head(report: Report, body: Strip) -> list[Block]:
    return [
        body.paragraph(report.library, _NOTE),
        body.paragraph(report.title, _TITLE, most=2),
        body.paragraph(report.period, _PERIOD, most=2),
        body.rule(3 * MM, 1.1),
    ]


def _running(sheet: Sheet, report: Report, words: Words, body: Strip, number: int, count: int) -> None:
    """At the foot of each page: what it belongs to, when it was made, which page it is."""
    y = sheet.height - _MARGIN + 2 * MM
    made = words("paper.report.made", when=f"{report.made_at:%Y-%m-%d %H:%M}")
    page = words("paper.report.page", page=number, pages=count)
    about = f"{report.title} · {report.period} · {made}"
    sheet.line((body.left, y - 12), (body.right, y - 12), 0.4, 0.75)
    sheet.text(body.left, y, about, _RUNNING, room=body.width * 0.75)
    sheet.text(body.right, y, page, _RUNNING, "right", body.width * 0.22)


def _section(section: Section, body: Strip, words: Words) -> list[Block]:
    """The heading stays with the chart, the chart with the first row of the table."""
    lead = [
        body.gap(4 * MM),
        body.paragraph(section.heading, _HEADING, most=2),
        body.paragraph(section.note, _NOTE, most=3),
        body.gap(2 * MM),
    ]
    if section.chart and section.chart.labels:
        drawing = charts.drawing(
            section.chart, charts.PAPER, body.width, charts.natural_height(section.chart)
        )
        lead.append(Block(drawing.height, lambda sheet, top: sheet.drawing(drawing, body.left, top)))
        lead.append(body.gap(4 * MM))
    if section.table is None:
        return [together(lead)]
    if not section.table.rows:
        return [together([*lead, body.paragraph(words("paper.report.empty"), _NOTE)])]
    heading, rows = _rows(section.table, body)
    return [together([*lead, heading, rows[0]]), *rows[1:]]


def _natural(table: Table) -> list[float]:
    """What each column would take unwrapped, with the gutter after it."""
    rows = [tuple(column.title for column in table.columns), *table.rows]
    if table.total:
        rows.append(table.total)
    columns = zip(*rows, strict=True)
    return [max(width(clean(cell), _CELL.size) for cell in cells) + _GUTTER for cells in columns]


def _strips(table: Table, body: Strip) -> list[Strip]:
    """Columns across the whole width."""
    natural = _natural(table)
    widths = _shared(natural, body.width + _GUTTER)
    spread = (body.width + _GUTTER) / sum(widths)
    strips, left = [], body.left
    for wide in widths:
        strips.append(Strip(left, wide * spread - _GUTTER))
        left += wide * spread
    return strips


def _shared(natural: list[float], room: float) -> list[float]:
    """Room dealt out fairly: narrow columns keep what they need, the widest give way first."""
    widths = natural.copy()
    left = room
    for done, n in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):
        widths[n] = min(natural[n], left / (len(natural) - done))
        left -= widths[n]
    return widths


def _rows(table: Table, body: Strip) -> tuple[Block, list[Block]]:
    """The heading and a block for each row, which repeats it; the total never stands alone on a page."""
    strips = _strips(table, body)
    titles = tuple(column.title for column in table.columns)
    heading = together([_row(table, strips, titles, _HEAD), body.rule(0.3, 0.8)])
    blocks = []
    for n, cells in enumerate(table.rows):
        line = [body.rule(0.2, 0.35, 0.82)] if n else []
        blocks.append(together([*line, _row(table, strips, cells, _CELL)]))
    if table.total:
        last = [blocks.pop(), body.rule(0.3, 0.8), _row(table, strips, table.total, _TOTAL)]
        blocks.append(together(last))
    return heading, [Block(block.height, block.draw, heading) for block in blocks]


def _row(table: Table, strips: list[Strip], cells: tuple[str, ...], style: Style) -> Block:
    """Names wrap to two lines, figures stay on one."""
    parts = [
        strip.paragraph(cell, style, column.align, most=2 if column.align == "left" else 1)
        for column, strip, cell in zip(table.columns, strips, cells, strict=True)
    ]
    height = max(style.leading, *(part.height for part in parts))

    def draw(sheet: Sheet, top: float) -> None:
        for part in parts:
            part.draw(sheet, top + _PAD)

    return Block(height + 2 * _PAD, draw)
