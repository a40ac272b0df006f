"""Finding a message: by reader and kind in the outbox, and on the reader's own card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db import connection
from ill_desktop.staff.rules import reader
from tests.ui.patrons_desk import PatronsDesk
from tests.ui.rest_desk import RestDesk
from ui.kit.facts import Facts, Timeline
from ui.kit.fields import Choice
from ui.kit.search import SearchLine
from ui.notices.screen import NoticesScreen


class Room(RestDesk):
    """The outbox of two readers."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder, NoticesScreen)
        self.session.commands.run(self.register, touches=("patrons",))
        self.press("notices-state-all")

    def rows(self) -> list[tuple[str, str]]:
        assert isinstance(self.screen, NoticesScreen)
        return [(row.patron_name, row.kind) for row in self.screen.outbox.model.rows]

    def look(self, text: str) -> None:
        line = self.find(SearchLine, "notices-search")
        line.clear()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def choose(self, kind: str) -> None:
        box = self.find(Choice, "notices-kind")
        box.set_value(kind)
        box.activated.emit(box.currentIndex())
        self.settle()


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    desk = Room(qtbot, tmp_path)
    yield desk
    desk.close()


ZHAO = [("赵一鸣", "registration_approved"), ("赵一鸣", "registration_received")]
LI = [("李楠", "registration_received")]


def test_by_reader_by_kind_and_by_both(at: Room) -> None:
    assert at.rows() == LI + ZHAO
    at.look("zym")
    assert at.rows() == ZHAO
    at.choose("registration_received")
    assert at.rows() == ZHAO[1:]
    at.look("li88")
    assert at.rows() == LI
    QTest.keyClick(at.find(SearchLine, "notices-search"), Qt.Key.Key_Escape)
    at.settle()
    assert at.rows() == [*LI, *ZHAO[1:]]
    at.press("notices-state-sent")
    assert at.rows() == []
    assert "No message like that" in " ".join(each.text() for each in at.window.findChildren(QLabel))


def test_nobody_of_that_name_is_nobody(at: Room) -> None:
    at.look("nobody at all")
    assert at.rows() == []
    at.press("notices-state-waiting")
    assert at.rows() == [], "what is typed still holds"


def test_the_search_reads_an_index_whatever_it_is(at: Room) -> None:
    from ill_desktop.notices import queries

    for state in (None, "sent", "failed"):
        for kind in (None, "payment_due"):
            for patrons in (None, (1, 2)):
                condition, values = queries._wanted(state, kind, patrons)
                plan = connection.rows(
                    lambda *row: str(row[3]),
                    f"EXPLAIN QUERY PLAN {queries._SELECT} WHERE {condition} ORDER BY o.id DESC LIMIT 9",
                    values,
                )
                whole = [step for step in plan if step == "SCAN o"]
                assert not whole or (state, kind, patrons) == (None, None, None), condition


def test_the_card_shows_what_was_sent_and_whether_it_was_read(qtbot: QtBot, tmp_path: Path) -> None:
    desk = PatronsDesk(qtbot, tmp_path)
    patron = desk.approved()
    newest = connection.value("SELECT MAX(id) FROM outbox")
    desk.desk.notices.mark_read(reader(patron, "陈竑宇"), [newest])
    desk.show("patrons", patron)
    desk.click("person-kinds-message")
    desk.settle()
    shown = desk.find(Timeline, "person-history")
    lines = [line for line in shown.findChildren(QLabel) if shown.layout().indexOf(line) >= 0]  # type: ignore[union-attr]
    assert [line.text().partition(" · ")[2] for line in lines] == [
        "E-mail · Waiting · read",
        "E-mail · Waiting",
    ]
    QTest.keyClick(lines[0], Qt.Key.Key_Return)
    desk.settle()
    assert desk.sheet().objectName() == "message"
    assert "已通过审核" in desk.find(QPlainTextEdit, "notice-text").toPlainText()
    facts = desk.find(Facts, "notice-facts").texts()
    assert facts[facts.index("Read") + 1].startswith("2026-11-20")
    desk.click("message-cancel")
    assert not desk.has_sheet()
    desk.close()
