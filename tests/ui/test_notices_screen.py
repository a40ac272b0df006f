"""The outbox: what waits, and the message in full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from tests.ui.rest_desk import RestDesk
from ui.kit.facts import Facts
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.table import TableView
from ui.notices.screen import NoticesScreen


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RestDesk]:
    desk = RestDesk(qtbot, tmp_path, NoticesScreen)
    yield desk
    desk.close()


def _cells(at: RestDesk) -> list[list[str]]:
    model = at.find(TableView, "notices-table").model()
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_what_the_registration_told_waits_here(at: RestDesk) -> None:
    assert [cells[1:] for cells in _cells(at)] == [
        ["赵一鸣", "注册已通过审核 · Registration approved", "E-mail", "Waiting"],
        ["赵一鸣", "注册已提交，等待审核 · Registration received", "E-mail", "Waiting"],
    ]
    assert at.find(Button, "notices-state-waiting").words() == "Waiting 2"
    assert at.find(Button, "notices-state-failed").words() == "Failed 0"


def test_the_message_stands_there_in_full_in_the_readers_language(at: RestDesk) -> None:
    text = at.find(QPlainTextEdit, "notice-text")
    assert text.isReadOnly()
    assert text.toPlainText().startswith("赵一鸣，您好！") and "{" not in text.toPlainText()
    assert at.text("notice-subject") == "注册已通过审核"
    assert "赵一鸣 <zhao88@126.com>" in at.find(Facts, "notice-facts").texts()


def test_pills_choose_and_an_empty_list_says_why(at: RestDesk) -> None:
    at.press("notices-state-sent")
    assert _cells(at) == []
    side = at.find(QStackedWidget, "notices-side")
    assert side.currentIndex() == 0
    at.press("notices-state-all")
    assert len(_cells(at)) == 2


def test_it_is_said_that_nothing_is_sent_without_a_mail_server(at: RestDesk) -> None:
    said = " ".join(each.text() for each in at.window.findChildren(Label))
    assert "No mail server is set up" in said


def test_a_new_notice_comes_by_itself_and_the_chosen_one_stays(at: RestDesk) -> None:
    table = at.find(TableView, "notices-table")
    table.selectRow(1)
    before = table.current().id
    at.session.commands.run(lambda: at.receive(at.ask("Rivers")), touches=("requests",))
    at.settle()
    newest = _cells(at)[0]
    assert newest[2].startswith("请缴费：Rivers · Payment due · YQ1-20261121-0001")
    assert table.current().id == before
    assert at.text("notice-subject") == "注册已提交，等待审核"


def test_the_reader_is_one_click_away(at: RestDesk) -> None:
    at.press("notice-open")
    assert at.opened == [("patrons", at.reader)]
