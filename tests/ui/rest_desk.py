"""A real desk and one screen in a real window: reports, notices, settings."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.clock import FixedClock
from ill_desktop.desk import create_desk, open_desk
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.rules import Profile
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import Screen
from ui.session import Session
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, Person

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)  # 14:00 in Hangzhou
LOGIN, PASSWORD = "zhoumin", "a long enough password"
LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)


def _make_library(folder: Path, clock: FixedClock) -> None:
    desk = create_desk(folder, "zju", "YQ", "zh_CN", clock=clock)
    desk.staff.add_first(LOGIN, "周敏", PASSWORD)
    profile = Profile(
        institution_id=patrons.institutions("浙江大学")[0].id,
        number="zhao88",
        name="赵一鸣",
        sex="f",
        email="zhao88@126.com",
        mobile="13957102231",
        unit="杭州水利设计院",
        password="rain1234",
        confirmation="rain1234",
        last_six="12345X",
    )
    by = Actor("周敏", "administrator", staff_id=1)
    desk.patrons.approve(by, desk.patrons.register_form(by, "off_campus", profile))
    desk.close()


class RestDesk:
    """The window, with words in English; ``reader`` is the one approved reader."""

    def __init__(
        self, qtbot: QtBot, folder: Path, make: Callable[[Session], Screen], role: str = "administrator"
    ) -> None:
        self.qtbot = qtbot
        self.clock = FixedClock(NOW)
        template = folder.parent / "rest-library"  # made once, since passwords take their time to hash
        if not template.exists():
            _make_library(template, self.clock)
        self.desk = open_desk(Path(shutil.copytree(template, folder / "library")), self.clock)
        self.reader = int(patrons.by_number("zhao88") or 0)
        self.admin = Actor("周敏", "administrator", staff_id=1)
        self.session = Session(self.desk, Actor("周敏", role, staff_id=1), "en")
        self.bugs: list[str] = []
        self.opened: list[tuple[str, int | None]] = []
        self.session.commands.broken.connect(self.bugs.append)
        self.window = MainWindow(
            heading="ILL",
            subheading=lambda: self.session.branch.room["en"],
            person=Person("周敏", ""),
            pages=[Page("screen", "reports", "Screen", lambda: make(self.session))],
            finder=lambda _text: [],
        )
        self.session.window = self.window
        self.session.open = lambda place, subject: self.opened.append((place, subject))
        self.window.listen(self.session.commands, self.session.tasks)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.screen = self.window.open("screen")
        self.settle()

    def register(self, number: str = "li88", name: str = "李楠") -> int:
        """A registration from outside that waits for review."""
        profile = Profile(
            institution_id=patrons.institutions("浙江大学")[0].id,
            number=number,
            name=name,
            sex="f",
            email=f"{number}@126.com",
            mobile="13957102299",
            unit="杭州水利设计院",
            password="rain1234",
            confirmation="rain1234",
        )
        return self.desk.patrons.register_form(self.admin, "off_campus", profile)

    def ask(self, title: str = "Rivers") -> int:
        """A submitted request for an article."""
        fields = {"article_title": title, "journal": "水利学报", "year": "2024"}
        new = NewRequest(self.reader, "delivery", "journal_article", fields, copyright_agreed=True)
        return self.desk.requests.submit(self.admin, new).id

    def receive(self, request: int) -> None:
        """Let a copy of twelve pages arrive: ¥1.80 are due."""
        for state, inputs in (
            ("accepted", None),
            ("sent", Inputs(supplier_id=1)),
            ("shipped", None),
            ("received", Inputs(pages=12)),
        ):
            self.desk.counter.step(self.admin, request, state, inputs)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.session.tasks.running() == 0)
        for _ in range(3):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return self.find(Label, name).text()

    def press(self, name: str) -> None:
        """Press a button."""
        QTest.mouseClick(self.find(Button, name), LEFT)
        self.settle()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget(), key)
        self.settle()

    def sheet(self, name: str) -> QDialog | None:
        found = [each for each in self.window.findChildren(QDialog, name) if each.isVisible()]
        return found[-1] if found else None

    def said(self) -> list[str]:
        """What the window says at its foot."""
        return self.window.toasts.texts()

    def close(self) -> None:
        self.session.tasks.stop()
        QApplication.processEvents()
        assert self.bugs == []
        self.desk.close()
