"""The outbox on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db import connection
from ill_desktop import desk as desks
from ill_desktop.clock import FixedClock
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.rules import Profile
from ill_desktop.staff.rules import Actor
from ui.notices.screen import NoticesScreen
from ui.session import Session

BY = Actor("周敏", "administrator", staff_id=1)


@pytest.fixture
def session(tmp_path: Path, app: QApplication) -> Iterator[Session]:
    clock = FixedClock(dt.datetime(2026, 11, 21, 6, tzinfo=dt.UTC))
    desk = desks.create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", clock=clock)
    yield Session(desk, BY, "zh_CN")
    desk.close()


@pytest.fixture
def patron(session: Session) -> int:
    """A reader who registered and was approved: two notices."""
    profile = Profile(
        institution_id=patrons.institutions("浙江大学")[0].id, number="chenhy88", name="陈竑宇", sex="m",
        email="chy@126.com", mobile="13957102231", unit="杭州水利设计院", password="rain1234",
        confirmation="rain1234",
    )  # fmt: skip
    number = session.desk.patrons.register_form(BY, "off_campus", profile)
    session.desk.patrons.approve(BY, number)
    return number


@pytest.fixture
def screen(session: Session, patron: int, qtbot: QtBot) -> NoticesScreen:
    screen = NoticesScreen(session)
    qtbot.addWidget(screen)
    screen.show()
    screen.opened()
    return screen


def test_what_waits_is_listed_and_read_in_full(screen: NoticesScreen) -> None:
    assert [row.kind for row in screen.model.rows] == ["registration_approved", "registration_received"]
    text = screen.findChild(QPlainTextEdit, "notice-text")
    assert "陈竑宇" in text.toPlainText()
    assert "{" not in text.toPlainText()


def test_states_are_told_apart(screen: NoticesScreen) -> None:
    connection.execute("UPDATE outbox SET state = 'failed', problem = '550 no such user' WHERE id = 1")
    screen.show_waiting("notices")
    assert [row.id for row in screen.model.rows] == [1]
    assert "550 no such user" in screen._facts.texts()
    screen.states.choose("sent")
    screen._reload()
    assert screen.model.rows == []


def test_the_reader_is_one_press_away(screen: NoticesScreen, session: Session, patron: int) -> None:
    opened: list[tuple[str, int | None]] = []
    session.open = lambda place, subject: opened.append((place, subject))
    screen._open.click()
    assert opened == [("patrons", patron)]


def test_a_new_notice_appears_by_itself(screen: NoticesScreen, session: Session, patron: int) -> None:
    session.commands.changed.connect(lambda changes: screen.refresh(changes.topics))
    session.commands.run(
        lambda: session.desk.patrons.change_contact(BY, patron, email="new@126.com", mobile="13957102231"),
        touches=("patrons",),
    )
    facts = {"name": "陈竑宇", "amount": "¥1.00", "paper": "YQ1-2026-R-000001"}
    session.desk.notices.queue("payment_received", patron, "zh_CN", facts)
    screen.refresh(frozenset({"notices"}))
    assert screen.model.rows[0].kind == "payment_received"
