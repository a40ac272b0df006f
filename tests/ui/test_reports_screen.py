"""The month's report on the screen, and what can be taken away of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.rest_desk import RestDesk
from ui.kit import theme
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.preview import Preview
from ui.reports.chart import ChartView
from ui.reports.part import FigureTable, PartPanel
from ui.reports.screen import ReportsScreen

Make = Callable[..., RestDesk]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[RestDesk] = []

    def build(role: str = "administrator") -> RestDesk:
        made.append(RestDesk(qtbot, tmp_path, ReportsScreen, role))
        return made[-1]

    yield build
    for desk in made:
        desk.close()


@pytest.fixture
def at(make: Make) -> RestDesk:
    """Two requests in November, one of them arrived, and one in October."""
    desk = make()
    desk.clock.advance(days=-30)
    desk.ask("October")
    desk.clock.advance(days=30)
    desk.receive(desk.ask("November"))
    desk.ask("November, too")
    _screen(desk).opened()
    desk.settle()
    return desk


def _screen(desk: RestDesk) -> ReportsScreen:
    assert isinstance(desk.screen, ReportsScreen)
    return desk.screen


def _figures(desk: RestDesk) -> list[str]:
    return [each.text() for each in desk.window.findChildren(Label) if each.property("role") == "figure"]


def _cells(desk: RestDesk, part: str) -> list[list[str]]:
    model = desk.find(FigureTable, f"figures-{part}").model()
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_month_stands_there_in_figures(at: RestDesk) -> None:
    assert _figures(at)[0] == "2", "requests submitted in November"
    assert ["Payment due", "1", "50.0%"] in _cells(at, "state")
    assert _cells(at, "state")[-1] == ["Total", "2", "100.0%"]
    assert at.find(FigureTable, "figures-state").model().strong_rows == {2}  # type: ignore[attr-defined]


def test_another_month_is_a_key_away(at: RestDesk) -> None:
    QWidget.setFocus(at.screen)
    at.press("report-month-before")
    assert _figures(at)[0] == "1"
    assert _screen(at).month.month() == "2026-10"
    at.press("report-month-after")
    at.press("report-month-after")
    assert _figures(at)[0] == "2", "there is no month after this one"


def test_a_part_without_figures_says_so(at: RestDesk) -> None:
    part = at.find(PartPanel, "part-activation")
    said = [each.text() for each in part.findChildren(Label)]
    assert at.desk.words("en")("paper.report.empty") in said


def test_new_figures_come_by_themselves(at: RestDesk) -> None:
    at.session.commands.run(lambda: at.ask("One more"), touches=("requests",))
    at.settle()
    assert _figures(at)[0] == "3"


def test_charts_are_drawn_in_the_colours_of_the_theme(at: RestDesk, app: QApplication) -> None:
    chart = at.find(ChartView, "chart-day")
    assert chart.is_drawn()

    def shows(colour: str) -> bool:
        """Whether a point has this colour, but for the rounding of an SVG."""
        picture, wanted = chart.grab().toImage(), QColor(colour)
        points = ((x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2))
        return any(
            max(
                abs(found.red() - wanted.red()),
                abs(found.green() - wanted.green()),
                abs(found.blue() - wanted.blue()),
            )
            <= 4
            for found in (picture.pixelColor(*point) for point in points)
        )

    assert shows(theme.LIGHT.accent)
    theme.apply(app, theme.DARK)
    at.settle()
    assert shows(theme.DARK.accent) and not shows(theme.LIGHT.accent)


def test_a_chart_out_of_sight_is_not_drawn_yet(at: RestDesk) -> None:
    drawn = {each.objectName(): each.is_drawn() for each in at.window.findChildren(ChartView)}
    assert drawn["chart-day"] and not all(drawn.values())


def test_another_language_says_the_same_figures(at: RestDesk) -> None:
    at.session.use_language("zh_CN")
    _screen(at).retranslate()
    at.settle()
    assert _cells(at, "state")[-1][0] == "合计"
    assert _figures(at)[0] == "2"


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "csv"])
def test_it_can_be_taken_away(at: RestDesk, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"report.{ending}"
    _screen(at).export_to(file, ending)
    at.settle()
    assert at.said() == [f"Saved: report.{ending}"]
    if ending == "xlsx":
        book = load_workbook(file)
        assert book.worksheets[0]["A2"].value == 2
    elif ending == "pdf":
        assert "2026-11" in PdfReader(file).pages[0].extract_text()
    else:
        assert "2,1.0,,1,0,0.00" in file.read_text("utf-8-sig")


def test_a_disk_that_refuses_is_said(at: RestDesk, tmp_path: Path) -> None:
    _screen(at).export_to(tmp_path / "no such folder" / "report.pdf", "pdf")
    at.settle()
    assert at.said() == ["The file could not be written: No such file or directory"]


def test_p_shows_the_pages(at: RestDesk) -> None:
    at.find(QWidget, "reports-scroll").setFocus()
    at.key(Qt.Key.Key_P)
    previews = at.window.findChildren(Preview)
    assert len(previews) == 1 and "2026-11" in previews[0].windowTitle()
    previews[0].close()


def test_who_may_not_read_reports_is_told_so(make: Make) -> None:
    desk = make("counter")
    assert desk.find(QStackedWidget, "reports-state").currentWidget().objectName() == "reports-refused"
    said = [each.text() for each in desk.find(QWidget, "reports-refused").findChildren(Label)]
    assert said == [desk.desk.words("en")("refusal.not_permitted")]
    assert not desk.find(Button, "report-preview").isEnabled()
