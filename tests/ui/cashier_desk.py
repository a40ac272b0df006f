"""A real desk with its cashier in a real window, and short ways to work it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries
from ill_desktop.clock import FixedClock
from ill_desktop.desk import create_desk, open_desk
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.rules import Profile
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from ui.cashier.screen import CashierScreen
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.preview import Preview
from ui.session import Session
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, Person

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)  # 14:00 in Hangzhou
ADMIN = Actor("周敏", "administrator", staff_id=1)
KEY = Qt.Key
W = TypeVar("W", bound=QWidget)


def _make_library(folder: Path, clock: FixedClock) -> None:
    """A library with one campus reader and one from outside."""
    desk = create_desk(folder, "zju", "YQ", "zh_CN", clock=clock)
    home = patrons.institutions("浙江大学")[0].id
    without_card = next(row.id for row in patrons.institutions() if not row.automatic)
    for road, number, name, mobile in (
        ("campus_form", "22098765", "王晓彤", "13957102231"),
        ("off_campus", "zoe2026", "Zoë·Müller", "13957102232"),
    ):
        profile = Profile(
            institution_id=home if road == "off_campus" else without_card,
            number=number,
            name=name,
            sex="f",
            email=f"{number}@126.com",
            mobile=mobile,
            unit="经济学院",
            password="rain1234",
            confirmation="rain1234",
            last_six="12345X",
            class_="off_campus" if road == "off_campus" else "graduate",
        )
        desk.patrons.approve(ADMIN, desk.patrons.register_form(ADMIN, road, profile))
    desk.close()


class CashierDesk:
    """The window, with words in English; ``campus`` and ``guest`` are readers."""

    def __init__(self, qtbot: QtBot, folder: Path, role: str = "administrator") -> None:
        self.qtbot, self.folder = qtbot, folder
        self.clock = FixedClock(NOW)
        self.admin = ADMIN
        template = folder.parent / "cashier-library"  # made once, since passwords take their time to hash
        if not template.exists():
            _make_library(template, self.clock)
        self.desk = open_desk(Path(shutil.copytree(template, folder / "library")), self.clock)
        self.campus, self.guest = (int(patrons.by_number(number) or 0) for number in ("22098765", "zoe2026"))
        self.session = Session(self.desk, Actor("周敏", role, staff_id=1), "en")
        self.bugs: list[str] = []
        self.session.commands.broken.connect(self.bugs.append)
        self.window = MainWindow(
            heading="ILL",
            subheading="",
            person=Person("周敏", ""),
            pages=[Page("cashier", "cashier", "Cashier", lambda: CashierScreen(self.session))],
            finder=lambda _text: [],
        )
        self.session.window = self.window
        self.window.listen(self.session.commands, self.session.tasks)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    # -- what there is to pay ---------------------------------------------------------------------

    def owe(self, patron: int, pages: int = 12) -> int:
        """Let a copy arrive that the reader must pay; returns the request. Twelve pages are ¥1.80."""
        fields = {"article_title": f"第 {pages} 篇", "journal": "水利学报", "year": "2024", "pages": "1-9"}
        new = NewRequest(patron, "delivery", "journal_article", fields, copyright_agreed=True)
        request = self.desk.requests.submit(self.admin, new).id
        for state, inputs in (
            ("accepted", None),
            ("sent", Inputs(supplier_id=1)),
            ("shipped", None),
            ("received", Inputs(pages=pages)),
        ):
            self.desk.counter.step(self.admin, request, state, inputs)
        return request

    def owed(self, patron: int) -> int:
        return sum(due.amount_fen for due in queries.dues(patron))

    def papers(self) -> list[str]:
        """Numbers of all receipts and vouchers, oldest first."""
        return [row.number for row in queries.receipts()]

    # -- the screen -------------------------------------------------------------------------------

    def open(self, float_fen: int | None = 100_00) -> CashierScreen:
        """Bring the cashier to the front, with a shift unless ``float_fen`` is None."""
        if float_fen is not None:
            self.desk.shifts.open(self.admin, 1, float_fen)
        screen = self.window.open("cashier")
        assert isinstance(screen, CashierScreen)
        return screen

    def scan(self, text: str) -> None:
        self.window.take_scan(text)

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return self.find(Label, name).text()

    def button(self, name: str) -> Button:
        return self.find(Button, name)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.window.focusWidget(), key)

    def type(self, text: str) -> None:
        target = self.window.focusWidget()
        if text.isascii():
            QTest.keyClicks(target, text)
        else:  # as an input method hands it over
            commit = QInputMethodEvent()
            commit.setCommitString(text)
            QApplication.sendEvent(target, commit)

    def sheet(self, name: str) -> QDialog:
        found = [each for each in self.window.findChildren(QDialog, name) if each.isVisible()]
        assert found, name
        return found[-1]

    @contextmanager
    def preview(self) -> Iterator[Preview]:
        """The paper that comes up; it is closed again afterwards."""

        def shown() -> list[Preview]:
            return [each for each in self.window.findChildren(Preview) if each.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()))
        preview = shown()[-1]
        yield preview
        preview.close()
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: not shown() and self.window.isActiveWindow())

    def close(self) -> None:
        self.session.tasks.stop()
        assert self.bugs == []
        self.desk.close()
