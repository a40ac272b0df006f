"""Tables: pages by key, selection kept, columns remembered, keys."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.chip import Tag
from ui.kit.columns import Column, in_words
from ui.kit.empty import Empty
from ui.kit.models import PageModel, RowModel, StaticModel
from ui.kit.table import TableView
from ui.kit.theme import ROW


@dataclass(frozen=True)
class Line:
    id: int
    title: str = "深度学习"
    fen: int = 630


COLUMNS: list[Column[Line]] = [
    Column("number", "事务号", lambda row: f"YQ1-{row.id:04d}", width=120, sortable=True),
    Column("title", "文献", lambda row: (row.title, "水利学报"), "two_line", width=160, stretch=True),
    Column("state", "状态", lambda row: Tag("已发送", "accent"), "chip"),
    Column("next", "下一步", lambda row: "打开", "button", width=90),
    Column("cost", "费用", lambda row: row.fen, "money", width=90),
]


class Source:
    """Rows in memory, read as a query by key would; remembers what was asked."""

    def __init__(self, count: int) -> None:
        self.rows = [Line(number) for number in range(count)]
        self.asked: list[tuple[int | None, int]] = []

    def fetch(self, after: Line | None, limit: int) -> Sequence[Line]:
        self.asked.append((after.id if after else None, limit))
        return [row for row in self.rows if after is None or row.id > after.id][:limit]


def _shown(qtbot: QtBot, model: RowModel[Line], **options: object) -> TableView:
    view = TableView("requests", model, **options)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


# -- models ---------------------------------------------------------------------------------------


@given(st.integers(0, 60), st.integers(1, 20))
def test_paging_to_the_end_gives_every_row_once(count: int, page: int) -> None:
    source = Source(count)
    model = PageModel(COLUMNS, source.fetch, page=page)
    model.reload()
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
    assert model.rows == source.rows
    assert all(limit == page for _after, limit in source.asked)


def test_nothing_is_read_before_the_first_reload() -> None:
    source = Source(5)
    model = PageModel(COLUMNS, source.fetch)
    assert not model.canFetchMore(model.index(-1, -1))
    assert source.asked == []


def test_reload_reads_as_far_as_the_reader_had_come() -> None:
    source = Source(500)
    model = PageModel(COLUMNS, source.fetch)
    model.reload()
    model.fetchMore(model.index(-1, -1))
    model.reload()
    assert source.asked[-1] == (None, 200)
    model.reload(keep=False)
    assert source.asked[-1] == (None, 100)


def test_the_total_is_counted_by_the_source() -> None:
    source = Source(5)
    assert PageModel(COLUMNS, source.fetch, lambda: 1_024_318).total() == 1_024_318


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("text", "李楠", "李楠"),
        ("text", None, "—"),
        ("two_line", ("题名", "刊名"), "题名 · 刊名"),
        ("two_line", ("题名", ""), "题名"),
        ("chip", (Tag("借出中"), Tag("逾期 1 天", "bad")), "借出中 逾期 1 天"),
        ("chip", None, ""),
        ("money", 140_950, "1,409.50"),
        ("money", -315, "−3.15"),
        ("date", dt.date(2026, 12, 18), "2026-12-18"),
        ("date", dt.datetime(2026, 12, 18, 9, 5), "2026-12-18 09:05"),  # noqa: DTZ001 local on purpose
        ("check", True, "✓"),
    ],
)
def test_cells_in_words(kind: str, value: object, words: str) -> None:
    assert in_words(kind, value) == words  # type: ignore[arg-type]


def test_ticks_stay_with_their_rows() -> None:
    columns: list[Column[Line]] = [Column("tick", "", lambda row: None, "check"), *COLUMNS]
    model = StaticModel(columns, [Line(1), Line(2), Line(3)], checkable=True)
    model.set_checked([2, 3])
    model.set_rows([Line(3), Line(4)])
    assert model.checked() == [Line(3)]
    model.toggle_all()
    assert model.checked() == [Line(3), Line(4)]
    model.toggle_all()
    assert model.checked() == []


# -- the view -------------------------------------------------------------------------------------


def test_scrolling_on_reads_on(qtbot: QtBot) -> None:
    source = Source(1000)
    model = PageModel(COLUMNS, source.fetch)
    view = _shown(qtbot, model)
    model.reload()
    assert model.rowCount() == 100
    view.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == 200)
    assert source.asked[-1] == (99, 100)


def test_the_selection_survives_a_reload_that_moves_the_row(qtbot: QtBot) -> None:
    source = Source(300)
    model = PageModel(COLUMNS, source.fetch)
    view = _shown(qtbot, model)
    model.reload()
    view.pick(50)
    source.rows.insert(0, Line(-1))
    model.reload()
    assert view.current() == Line(50)
    assert view.currentIndex().row() == 51
    assert [row.id for row in view.selected()] == [50]


def test_what_a_shortcut_brings_into_sight_is_chosen_alone(qtbot: QtBot) -> None:
    """Ctrl+Enter submits, and Ctrl is still held down when the new row comes."""
    model = StaticModel(COLUMNS, [Line(number, str(number)) for number in range(5)])
    view = _shown(qtbot, model, many=True)
    view.pick(1)
    qtbot.keyPress(view, Qt.Key.Key_F24, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    view.pick(3)
    assert [row.id for row in view.selected()] == [3]
    qtbot.keyRelease(view, Qt.Key.Key_F24)


def test_what_is_selected_is_not_given_up_for_the_first_row(qtbot: QtBot) -> None:
    """Ctrl+A comes quicker than the work that waits until the table is painted."""
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(number, str(number)) for number in range(5)]), many=True)
    view.selectAll()
    view.pick_first()
    assert len(view.selected()) == 5


@pytest.mark.parametrize("modifier", ["ControlModifier", "ShiftModifier"])
def test_home_and_end_choose_one_row_whatever_is_held(qtbot: QtBot, modifier: str) -> None:
    held = Qt.KeyboardModifier[modifier]
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(number) for number in range(5)]), many=True)
    view.pick(2)
    for key, row in ((Qt.Key.Key_End, 4), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(view, key, held)
        assert [each.id for each in view.selected()] == [row]
    qtbot.keyPress(view, Qt.Key.Key_F24, held)
    view.selectRow(3)
    assert [each.id for each in view.selected()] == [3]
    qtbot.keyRelease(view, Qt.Key.Key_F24)


def test_a_row_that_is_gone_is_said(qtbot: QtBot) -> None:
    source = Source(3)
    model = PageModel(COLUMNS, source.fetch)
    view = _shown(qtbot, model)
    model.reload()
    view.pick(1)
    del source.rows[1]
    with qtbot.waitSignal(view.picked) as said:
        model.reload()
    assert said.args == [None]
    assert view.pick(1) is False


def test_an_empty_table_says_what_to_do(qtbot: QtBot) -> None:
    source = Source(0)
    model = PageModel(COLUMNS, source.fetch)
    empty = Empty("requests", "还没有请求", "新请求", on=lambda: None)
    view = _shown(qtbot, model, empty=empty)
    model.reload()
    assert empty.isVisible()
    assert empty.size() == view.viewport().size()
    source.rows.append(Line(1))
    model.reload()
    assert not empty.isVisible()


def test_the_stretching_column_takes_the_room_that_is_left(qtbot: QtBot) -> None:
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(1)]))
    assert sum(view.columnWidth(at) for at in range(5)) == view.viewport().width()
    view.resize(700, 400)
    assert sum(view.columnWidth(at) for at in range(5)) == view.viewport().width()
    view.resize(300, 400)
    assert view.columnWidth(1) == 160


def test_columns_are_remembered(qtbot: QtBot) -> None:
    memory: dict[str, str] = {}
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(1)]))
    view.remember(memory)
    header = view.horizontalHeader()
    header.resizeSection(0, 171)
    header.moveSection(header.visualIndex(4), 0)
    next(action for action in view.column_menu().actions() if action.text() == "状态").trigger()
    qtbot.waitUntil(lambda: "171" in memory.get("table.requests", ""))
    again = _shown(qtbot, StaticModel(COLUMNS, [Line(1)]))
    again.remember(memory)
    assert again.columnWidth(0) == 171
    assert again.horizontalHeader().visualIndex(4) == 0
    assert again.isColumnHidden(2)
    assert json.loads(again.arrangement()) == json.loads(view.arrangement())


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"order": 3}', '{"order": ["gone"], "widths": {"gone": 9}}']
)
def test_a_damaged_memory_changes_nothing(damage: str, qtbot: QtBot) -> None:
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(1)]))
    before = view.arrangement()
    view.rearrange(damage)
    assert view.arrangement() == before


def test_the_last_column_cannot_be_hidden(qtbot: QtBot) -> None:
    view = _shown(qtbot, StaticModel(COLUMNS[:1], [Line(1)]))
    view.column_menu().actions()[0].trigger()
    assert not view.isColumnHidden(0)


def test_a_click_on_the_head_asks_the_caller_to_sort(qtbot: QtBot) -> None:
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(1)]))
    asked: list[tuple[str, bool]] = []
    view.sort_asked.connect(lambda key, up: asked.append((key, up)))
    header = view.horizontalHeader()
    for at in (0, 0, 1, 0):
        middle = QPoint(header.sectionViewportPosition(at) + 30, 10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert asked == [("number", True), ("number", False), ("number", True)]


def test_enter_opens_and_letters_are_left_to_the_screen(qtbot: QtBot) -> None:
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(1), Line(2)]))
    view.pick_first()
    with qtbot.waitSignal(view.activated_row) as said:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert said.args == [Line(1)]
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current() == Line(2)
    qtbot.keyClick(view, "Y")
    assert view.current() == Line(2)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current() == Line(1)


def test_a_button_in_a_cell_is_pressed_on_itself_only(qtbot: QtBot) -> None:
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(1), Line(2)]))
    pressed: list[tuple[str, Line]] = []
    view.pressed_button.connect(lambda key, row: pressed.append((key, row)))
    left, top = view.columnViewportPosition(3), view.rowViewportPosition(1)
    for x in (30, 84):  # on the button; beside it
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + x, top + ROW // 2))
    assert pressed == [("next", Line(2))]


def test_space_and_click_tick(qtbot: QtBot) -> None:
    columns: list[Column[Line]] = [Column("tick", "", lambda row: None, "check", width=44), *COLUMNS]
    model = StaticModel(columns, [Line(1), Line(2)], checkable=True)
    view = _shown(qtbot, model)
    view.pick(2)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert model.checked() == [Line(2)]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert model.checked() == [Line(1), Line(2)]


def test_a_selected_row_is_painted_in_the_themes_colour(app: QApplication, qtbot: QtBot) -> None:
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(1), Line(2)]))
    for look in (theme.LIGHT, theme.DARK):
        theme.apply(app, look)
        view.pick(1)
        picture = view.viewport().grab().toImage()
        assert picture.pixelColor(3, 3).name() == look.accent_soft
        assert picture.pixelColor(3, ROW - 1).name() == look.line


def test_what_the_program_withholds_is_not_the_readers_doing(qtbot: QtBot) -> None:
    memory: dict[str, str] = {}
    view = _shown(qtbot, StaticModel(COLUMNS, [Line(1)]))
    view.remember(memory)
    flip = {action.text(): action for action in view.column_menu().actions()}
    flip["状态"].trigger()
    view.show_column("state", False)
    view.show_column("state", True)
    assert view.isColumnHidden(2), "what the reader hid stays hidden when there is room again"
    view.show_column("cost", False)
    assert view.isColumnHidden(4)
    assert json.loads(view.arrangement())["hidden"] == ["state"]
    next(action for action in view.column_menu().actions() if action.text() == "费用").trigger()
    assert not view.isColumnHidden(4), "the reader may want it all the same"
