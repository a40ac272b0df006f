"""Reports and charts."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ill_desktop import words
from ill_desktop.documents import chart, report
from ill_desktop.documents.facts import Chart, Column, Report, Section, Series, Table
from tests.unit import paper_reader

CHINESE, ENGLISH = words.load("zh_CN"), words.load("en")
SVG = "{http://www.w3.org/2000/svg}"

DAYS = Chart("columns", ("1", "2", "3"), (Series("文献传递", (4, 0, 7)), Series("馆际互借", (1, 2, 0))))
INCOME = Chart("bars", ("现金", "校园卡", "退款"), (Series("金额", (123450, 98000, -5000)),), "fen")
ROWS = tuple((f"2026-11-{day:02}", f"{day * 37:,}", f"{day}.50") for day in range(1, 31))
TABLE = Table(
    (Column("日期"), Column("件数", "right"), Column("金额", "right")), ROWS, ("合计", "17,205", "465.00")
)
MONTH = Report(
    title="月度报表",
    period="2026 年 11 月",
    library="浙江大学图书馆",
    made_at=dt.datetime(2026, 12, 1, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
    sections=(Section("每日请求", "按提交日期计。", DAYS, TABLE), Section("收入", chart=INCOME)),
)


def _long(count: int) -> Report:
    rows = tuple((f"第 {n} 行", str(n), "1.00") for n in range(count))
    return replace(MONTH, sections=(Section("明细", table=replace(TABLE, rows=rows)),))


def _pages(pdf: bytes) -> list[str]:
    return [" ".join(page.split()) for page in paper_reader.pages(pdf)]


@pytest.mark.parametrize("said", [CHINESE, ENGLISH])
def test_month_report_says_everything_once(said: words.Words) -> None:
    pdf = report.pdf(MONTH, said)
    read = " ".join(_pages(pdf))
    for fact in (
        "月度报表",
        "2026 年 11 月",
        "浙江大学图书馆",
        "2026-12-01 08:30",
        "每日请求",
        "按提交日期计。",
        "收入",
    ):
        assert fact in read
    assert all(cell in read for row in ROWS for cell in row)
    assert "17,205" in read
    assert "1,234.50" in read
    assert all(paper_reader.fonts(pdf).values())
    assert not paper_reader.outside(pdf)
    assert not paper_reader.collisions(pdf)


def test_every_page_has_its_number_and_the_column_titles() -> None:
    pages = _pages(report.pdf(_long(200), CHINESE))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"第 {number} / {len(pages)} 页" in page
        assert "日期" in page
        assert "件数" in page
    assert sum(page.count("明细") for page in pages) == 1
    found = re.findall(r"第 (\d+) 行", " ".join(pages))
    assert list(map(int, found)) == list(range(200))


def test_total_never_stands_alone_on_a_page() -> None:
    for count in range(20, 60):
        last = _pages(report.pdf(_long(count), CHINESE))[-1]
        assert "合计" in last
        assert f"第 {count - 1} 行" in last


def test_figures_end_in_one_line() -> None:
    """Right-aligned figures share their right edge, which is the table's."""
    pdf = report.pdf(replace(MONTH, sections=(Section("明细", table=TABLE),)), CHINESE)
    _, found = next(iter(paper_reader.boxes(pdf)))
    ends = [box.right for box in found if box.is_text]
    edge = max(ends)
    assert sum(edge - end < 0.5 for end in ends) >= len(ROWS)
    assert edge == pytest.approx((210 - 18) * 72 / 25.4, abs=1.5)


def test_an_empty_table_says_so() -> None:
    for said, sentence in ((CHINESE, "本期没有记录。"), (ENGLISH, "No records in this period.")):
        pdf = report.pdf(replace(MONTH, sections=(Section("明细", table=replace(TABLE, rows=())),)), said)
        assert sentence in paper_reader.text(pdf)


def test_a_wide_table_turns_the_sheet() -> None:
    columns = tuple(Column(f"很长的列名称 {n}", "right") for n in range(9))
    wide = Table(columns, (("1,234,567.00",) * 9,))
    standing, lying = (
        paper_reader.sizes(report.pdf(replace(MONTH, sections=(Section("x", table=table),)), CHINESE))[0]
        for table in (TABLE, wide)
    )
    assert standing[0] < standing[1]
    assert lying[0] > lying[1]


def test_a_row_with_a_cell_too_few_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zip"):
        report.pdf(
            replace(MONTH, sections=(Section("x", table=replace(TABLE, rows=(("a", "b"),))),)), CHINESE
        )


def test_the_same_report_gives_the_same_bytes() -> None:
    assert report.pdf(MONTH, CHINESE) == report.pdf(MONTH, CHINESE)


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.text(st.characters(), max_size=60), min_size=4, max_size=4), max_size=20),
    st.text(st.characters(), max_size=300),
    st.integers(1, 40),
)
def test_no_content_breaks_a_report(rows: list[list[str]], text: str, times: int) -> None:
    columns = (Column(text), Column(text * times), Column("n", "right"), Column(text, "right"))
    table = Table(columns, tuple(tuple(cell * times for cell in row) for row in rows), (text,) * 4)
    labels = tuple(row[0] for row in rows)
    drawn = Chart("bars", labels, (Series(text, tuple(map(len, labels))),))
    pdf = report.pdf(Report(text, text, text, MONTH.made_at, (Section(text, text, drawn, table),)), ENGLISH)
    assert all(paper_reader.fonts(pdf).values())
    assert not paper_reader.outside(pdf)


# Charts


def _svg(facts: Chart, wide: float = 480, high: float = 200) -> ElementTree.Element:
    return ElementTree.fromstring(chart.chart_svg(facts, chart.PAPER, wide, high))


def test_svg_is_what_qt_can_draw() -> None:
    """Qt paints a clip path black instead of clipping, and finds the font by its family."""
    svg = chart.chart_svg(DAYS, chart.PAPER, 480, 200)
    assert "clipPath" not in svg
    assert "font-family: Noto Sans SC" in svg
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("480", "200")


def test_bars_are_as_long_as_their_values() -> None:
    facts = Chart("bars", ("a", "b", "c"), (Series("n", (10, 20, 0)),))
    wide = [float(str(rect.get("width"))) for rect in _svg(facts).iter(f"{SVG}rect")]
    assert len(wide) == 2
    assert wide[1] == pytest.approx(2 * wide[0], rel=1e-3)


def test_series_stand_on_one_another() -> None:
    facts = Chart("columns", ("a",), (Series("one", (3,)), Series("two", (5,))))
    _, _, low, high = list(_svg(facts).iter(f"{SVG}rect"))
    bottom, tall = float(str(low.get("y"))), float(str(low.get("height")))
    assert float(str(high.get("y"))) == pytest.approx(bottom + tall, abs=0.01)
    assert float(str(high.get("height"))) == pytest.approx(tall * 5 / 3, rel=1e-2)


def test_chart_says_names_and_figures() -> None:
    said = [each.text for each in _svg(INCOME).iter(f"{SVG}text")]
    assert said == ["现金", "1,234.50", "校园卡", "980", "退款", "−50"]
    said = [each.text for each in _svg(DAYS).iter(f"{SVG}text")]
    assert said[:2] == ["文献传递", "馆际互借"]
    assert {"1", "2", "3", "5", "7"} <= set(said)


@pytest.mark.parametrize(
    ("top", "step"), [(0, 1), (1, 1), (4, 1), (5, 2), (40, 10), (41, 20), (999, 500), (1000, 500)]
)
def test_lines_stand_at_round_values(top: int, step: int) -> None:
    assert chart._step(top) == step


VALUES = st.integers(-(10**12), 10**12)


@given(st.lists(VALUES, max_size=40), st.sampled_from(["columns", "bars"]), st.sampled_from(["count", "fen"]))
def test_any_values_stay_in_the_picture(values: list[int], form: str, unit: str) -> None:
    labels = tuple(f"标签 {n}" for n in range(len(values)))
    facts = Chart(form, labels, (Series("a", tuple(values)), Series("b", tuple(values[::-1]))), unit)  # type: ignore[arg-type]
    for rect in _svg(facts).iter(f"{SVG}rect"):
        left, low, wide, high = (float(str(rect.get(key))) for key in ("x", "y", "width", "height"))
        assert min(left, low, wide, high) >= -0.01
        assert left + wide <= 480.01
        assert low + high <= 200.01


def test_a_series_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 values, 1 labels"):
        chart.drawing(Chart("bars", ("a",), (Series("n", (1, 2)),)), chart.PAPER, 100, 100)
