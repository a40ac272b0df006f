"""A real desk with its readers in a real window, and short ways to work it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.clock import FixedClock
from ill_desktop.patrons import queries
from ill_desktop.patrons.rules import Card, Profile
from ill_desktop.staff.rules import Actor
from tests.fresh import new_desk
from ui.kit.dialogs import Sheet
from ui.kit.fields import Area, Line
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import Screen
from ui.patrons.register import RegisterScreen
from ui.patrons.review import ReviewScreen
from ui.patrons.screen import PatronsScreen
from ui.session import Session
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, Person

NOW = dt.datetime(2026, 11, 20, 6, 0, tzinfo=dt.UTC)  # Friday, 14:00 in Hangzhou
KEY = Qt.Key
REGISTRY = (
    "number,name,class,department,last six,valid until\n"
    "22012345,赵一鸣,graduate,建筑工程学院,12345X,2027-06-30\n"
    "0010123,Zoë Müller,staff,生命科学学院,654321,\n"
)
W = TypeVar("W", bound=QWidget)
T = TypeVar("T", bound=QObject)


class PatronsDesk:
    """The window, with words in English; pages of other rooms are only written down in ``opened``."""

    def __init__(self, qtbot: QtBot, folder: Path, role: str = "administrator") -> None:
        self.qtbot = qtbot
        self.clock = FixedClock(NOW)
        self.desk = new_desk(folder / "library", self.clock)
        self.admin = Actor("周敏", "administrator", staff_id=1)
        self.desk.registry.import_file(self.admin, REGISTRY.encode(), "registry.csv")
        self.session = Session(self.desk, Actor("周敏", role, staff_id=1), "en")
        self.opened: list[tuple[str, int | None]] = []
        self.bugs: list[str] = []
        self.session.commands.broken.connect(self.bugs.append)
        self.window = MainWindow(
            heading="ILL",
            subheading="",
            person=Person("周敏", ""),
            pages=[
                Page("patrons", "patrons", "Patrons", lambda: PatronsScreen(self.session)),
                Page("review", "patrons", "Review", lambda: ReviewScreen(self.session)),
                Page("register", "plus", "Register", lambda: RegisterScreen(self.session)),
            ],
            finder=lambda _text: [],
        )
        self.session.window = self.window
        self.session.open = self._open
        self.window.listen(self.session.commands, self.session.tasks)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def _open(self, place: str, subject: int | None) -> None:
        self.opened.append((place, subject))
        if place in ("patrons", "review", "register"):
            screen = self.window.open(place)
            if subject is not None:
                screen.show_subject(subject)  # type: ignore[attr-defined]

    # -- readers ----------------------------------------------------------------------------------

    def profile(self, **changes: Any) -> Profile:
        """A good profile for the road ``off_campus``, with changes."""
        facts: dict[str, Any] = {
            "institution_id": queries.institutions("浙江大学")[0].id,
            "number": "chenhy88",
            "name": "陈竑宇",
            "sex": "m",
            "email": "chy@126.com",
            "mobile": "139 5710 2231",
            "unit": "杭州水利设计院",
            "last_six": "98765X",
            "password": "rain1234",
            "confirmation": "rain1234",
        }
        return Profile(**{**facts, **changes})

    def waiting(self, number: str = "chenhy88", name: str = "陈竑宇", **changes: Any) -> int:
        """An off-campus reader who waits for review."""
        facts = {"number": number, "name": name, "email": f"{number}@126.com", **changes}
        return self.desk.patrons.register_form(self.admin, "off_campus", self.profile(**facts))

    def approved(self, number: str = "chenhy88", name: str = "陈竑宇", **changes: Any) -> int:
        patron = self.waiting(number, name, **changes)
        self.desk.patrons.approve(self.admin, patron)
        return patron

    def campus(self) -> int:
        """An approved reader who has bound a campus card."""
        profile = self.profile(number="", name="", unit="", last_six="", email="zym@zju.edu.cn")
        patron = self.desk.patrons.register_campus(self.admin, Card("22012345", "赵一鸣", "12345X"), profile)
        self.desk.patrons.approve(self.admin, patron)
        return patron

    def state(self, patron: int) -> str:
        return queries.card(patron).state

    # -- the window -------------------------------------------------------------------------------

    def show(self, place: str, subject: int | None = None) -> Screen:
        """Bring a page to the front."""
        self._open(place, subject)
        self.settle()
        screen = self.window.current()
        assert screen is not None
        return screen

    def settle(self) -> None:
        """Until nothing runs beside the window and all timers of no time have fired."""
        QApplication.processEvents()
        self.until(lambda: self.session.tasks.running() == 0)
        QApplication.processEvents()

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def sheet(self) -> QDialog:
        """The sheet that stands open."""
        found = [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        assert found, "a sheet is open"
        return found[-1]

    def has_sheet(self) -> bool:
        return any(each.isVisible() for each in self.window.findChildren(Sheet))

    def top(self) -> QWidget:
        """What takes the keys: the open sheet, else the page in front."""
        return self.sheet() if self.has_sheet() else self.window.current() or self.window

    def find(self, kind: type[W], name: str) -> W:
        """The widget of this name in the sheet or page in front; one that has just been replaced is none."""
        found = self.top().findChildren(kind, name)
        assert found, name
        return next((each for each in found if each.isVisible()), found[-1])

    def text(self, name: str) -> str:
        return self.find(Label, name).text()

    def button(self, name: str) -> Button:
        return self.find(Button, name)

    def offers(self, name: str) -> bool:
        """Whether a button is there to be pressed."""
        button = self.button(name)
        return button.isVisible() and button.isEnabled()

    def click(self, name: str) -> None:
        """Press a button as the mouse does."""
        button = self.button(name)
        assert self.offers(name), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.top(), key)
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Type a text into a field, key by key where the keys are plain."""
        field: Any = self.find(Area if isinstance(self.top().findChild(QWidget, name), Area) else Line, name)
        field.setFocus()
        if isinstance(field, Line):
            field.clear()
            field.insert(text)
            field.edited.emit()
        else:
            field.setPlainText(text)
        self.settle()

    def errors(self, form: str) -> dict[str, str]:
        """The sentences beside the fields of a form."""
        return self.find(Form, form).errors()

    def toasts(self) -> list[str]:
        return self.window.toasts.texts()

    def close(self) -> None:
        self.session.tasks.stop()
        QApplication.processEvents()
        assert self.bugs == []
        self.desk.close()
