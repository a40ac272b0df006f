"""Today: each card shows what it counts; items are given to colleagues and put off; ages in working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ill_desktop.counter import board
from tests.ui.rest_desk import LEFT, RestDesk
from ui.kit.card import Card
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.table import TableView
from ui.today.screen import TodayScreen


class Board(RestDesk):
    """The board of a desk with two requests and a registration."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder, TodayScreen)
        self.first, self.second = self.ask("Rivers"), self.ask("Lakes")
        self.applicant = self.register()
        self.session.commands.run(lambda: None, touches=("requests",))
        self.settle()

    def rows(self) -> list[list[str]]:
        model = self.find(TableView, "today-first").model()
        return [
            [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def whats(self) -> list[str]:
        return [row[2] for row in self.rows()]

    def figure(self, key: str) -> str:
        return self.find(Card, f"today-{key}").figure()

    def card(self, key: str) -> None:
        QTest.mouseClick(self.find(Card, f"today-{key}"), LEFT)
        self.settle()


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Board]:
    desk = Board(qtbot, tmp_path)
    yield desk
    desk.close()


def test_a_card_shows_exactly_what_it_counts_and_leads_back(at: Board) -> None:
    assert (at.figure("work"), at.figure("review")) == ("2", "1")
    assert len(at.rows()) == 3
    at.card("work")
    assert sorted(at.whats()) == ["Lakes", "Rivers"] and at.text("today-heading") == "New and arrived"
    at.card("work")
    assert len(at.rows()) == 3 and at.text("today-heading") == "To do"


def test_every_card_counts_what_its_list_holds(at: Board) -> None:
    at.receive(at.first)
    ground = at.desk.ground
    for card in board.waiting(ground):
        items = board.items(ground, card.key)
        assert (card.count, card.late) == (len(items), sum(item.late for item in items)), card.key


def test_enter_opens_what_an_item_is_about(at: Board) -> None:
    at.card("review")
    at.key(Qt.Key.Key_Return)
    assert at.opened == [("review", at.applicant)]


def test_ages_are_working_days_and_late_ones_stand_first(at: Board) -> None:
    assert {row[3] for row in at.rows()} == {"0 min"}
    at.clock.advance(days=2)  # Saturday to Monday
    at.session.commands.run(lambda: at.ask("Springs"), touches=("requests",))
    at.card("work")
    assert [(row[2], row[3]) for row in at.rows()] == [
        ("Rivers", "1 d"), ("Lakes", "1 d"), ("Springs", "0 min"),
    ]  # fmt: skip
    at.clock.advance(days=1)
    at.session.commands.run(lambda: None, touches=("requests",))
    assert board.waiting(at.desk.ground)[0].late == 2


def test_an_item_is_put_off_with_a_note_and_comes_back(at: Board) -> None:
    at.card("review")
    at.key(Qt.Key.Key_Z)
    sheet = at.sheet("put-off")
    assert sheet is not None
    at.press("put-off-primary")
    assert at.sheet("put-off") is not None, "why it may wait has to be said"
    form = sheet.findChild(Form, "put-off-form")
    assert form is not None
    form.fill({"note": "sends a photo on Monday"})
    at.press("put-off-primary")
    assert at.figure("review") == "0"
    at.press("today-list-later")
    assert at.whats() == ["杭州水利设计院 · back on 2026-11-23 · sends a photo on Monday"]
    at.clock.instant += dt.timedelta(days=2)
    at.session.commands.run(lambda: None, touches=("patrons",))
    assert at.figure("review") == "1"


def test_putting_off_can_be_undone(at: Board) -> None:
    at.desk.marks.assign(at.admin, "review", at.applicant, 1, "called")
    at.card("review")
    at.press("today-later")
    sheet = at.sheet("put-off")
    assert sheet is not None
    at.press("put-off-primary")
    assert at.figure("review") == "0"
    at.session.commands.undo_last()
    assert at.figure("review") == "1"
    item = board.items(at.desk.ground, "review")[0]
    assert (item.staff, item.note, item.until) == ("周敏", "called", None)


def test_an_item_is_given_to_a_colleague_who_finds_it_under_mine(at: Board) -> None:
    at.card("work")
    at.press("today-give")
    assert at.sheet("give") is not None
    at.press("give-primary")
    assert "Given to 周敏" in at.said()
    at.press("today-list-mine")
    assert len(at.rows()) == 1 and at.rows()[0][4] == "周敏"
    assert at.find(Button, "today-back").isVisible()
    at.press("today-back")
    assert at.rows() == []


def test_a_shift_of_yesterday_and_failed_mail_stand_on_the_board(at: Board) -> None:
    at.desk.shifts.open(at.admin, 1, 100_00)
    at.session.commands.run(lambda: None, touches=("cashier",))
    assert at.figure("shift") == "0"
    at.clock.advance(days=1)
    at.session.commands.run(lambda: None, touches=("cashier",))
    assert at.figure("shift") == "1"
    at.card("shift")
    assert at.whats() == ["Till 1"]
