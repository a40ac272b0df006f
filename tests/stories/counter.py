"""A librarian at the counter: the program's own windows on a real library, worked by keys and clicks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.activation.rules import Agreement, Contact, Identity
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.money import yuan
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.rules import Profile
from ill_desktop.requests import queries
from ill_desktop.requests.queries import Filter, Row
from ill_desktop.requests.service import NewRequest
from ill_desktop.staff.rules import Actor
from tests.fresh import new_desk
from ui.kit.chip import Chip, Tag
from ui.kit.dialogs import Sheet
from ui.kit.facts import Facts, Timeline
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.preview import Preview
from ui.kit.screen import Screen
from ui.kit.table import TableView
from ui.requests.bulk_result import ResultSheet
from ui.requests.detail import DetailPanel
from ui.requests.loans_screen import LoansScreen
from ui.requests.screen import RequestsScreen
from ui.shell.desk_window import DeskWindow
from ui.start import Options, Program

MORNING = dt.datetime(2026, 11, 23, 0, 45, tzinfo=dt.UTC)  # a Monday, 8:45 in Hangzhou
PASSWORD = "correct horse battery"
PLACES = ("today", "patrons", "requests", "cashier", "notices", "reports", "settings")
"""What stands on the rail, under Ctrl+1 and so on."""
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS, SOON_MS = 20_000, 3_000
W = TypeVar("W", bound=QWidget)
S = TypeVar("S", bound=Screen)


class Counter:
    """The window and the hands before it. ``reader`` is activated and may borrow, ``guest`` is not."""

    def __init__(self, app: QApplication, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.clock = FixedClock(MORNING)
        self.admin = Actor("周敏", "administrator", staff_id=1)
        self.reader = self.guest = 0
        self._prepare()
        self.program = Program(app, Options(folder=folder / "library", language="en"), self.clock)
        self.program.begin()

    def _prepare(self) -> None:
        """What was there before this day: two readers, and what one of them asked for on Friday."""
        self.clock.advance(days=-3)
        desk = new_desk(self.folder / "library", self.clock)
        desk.staff.add_first("zhoumin", "周敏", PASSWORD)
        self.reader = self._register(desk, "zhao88", "赵一鸣", "13957102231")
        self.guest = self._register(desk, "zoe2026", "Zoë·Müller", "13957102232")
        self._activate(desk)
        fields = {"article_title": "水库群联合调度研究进展", "journal": "水科学进展", "year": "2023"}
        fields |= {"volume": "34", "issue": "1", "pages": "1-12"}
        friday = NewRequest(self.guest, "delivery", "journal_article", fields, copyright_agreed=True)
        desk.requests.submit(self.admin, friday)
        desk.close()
        self.clock.advance(days=3)

    def _register(self, desk: Desk, number: str, name: str, mobile: str) -> int:
        profile = Profile(
            institution_id=patrons.institutions("浙江大学")[0].id, number=number, name=name, sex="f",
            email=f"{number}@126.com", mobile=mobile, unit="杭州水利设计院", password="rain1234",
            confirmation="rain1234", last_six="12345X",
        )  # fmt: skip
        patron = desk.patrons.register_form(self.admin, "off_campus", profile)
        desk.patrons.approve(self.admin, patron)
        return patron

    def _activate(self, desk: Desk) -> None:
        code = desk.activation.counter_code(self.admin, self.reader).code
        desk.activation.activate_at_desk(
            self.admin,
            self.reader,
            Identity("赵一鸣", "zhao88", "12345X", document_seen=True),
            Contact("zhao88@126.com", "13957102231", code),
            Agreement("zh_CN", desk.library.terms_version, agreed=True),
        )

    def close(self) -> None:
        self.program.stop()
        self.window.leave()
        self.window.session.desk.close()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # -- where one is -----------------------------------------------------------------------------

    @property
    def window(self) -> DeskWindow:
        assert isinstance(self.program.window, DeskWindow)
        return self.program.window

    def front(self, kind: type[S]) -> S:
        """The screen in front, which must be of this kind."""
        screen = self.window.current()
        assert isinstance(screen, kind), screen
        return screen

    def go(self, place: str) -> None:
        """Choose a place on the rail, by its key."""
        self._come_back()
        QTest.keyClick(self.window, Qt.Key(KEY.Key_1.value + PLACES.index(place)), CTRL)
        self.settle()

    def settle(self) -> None:
        """Until nothing runs beside the window and all timers of no time have fired."""
        QApplication.processEvents()
        session = self.window.session
        self.until(lambda: session.tasks.running() == 0 and session.post.tasks.running() == 0)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _come_back(self) -> None:
        """Make the window the active one: without a display nobody does so when a sheet has closed."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def later(self, **step: float) -> None:
        """Time goes by; the program makes the day's round as its timer would."""
        self.clock.advance(**step)
        post = self.window.session.post
        self.settle()
        with self.qtbot.waitSignal(post.ended, timeout=PATIENCE_MS):
            post.send()
        self.settle()

    # -- what is seen -----------------------------------------------------------------------------

    def sheet(self) -> Sheet | None:
        """The question that stands open."""
        found = [each for each in self.window.findChildren(Sheet) if each.isVisible()]
        return found[-1] if found else None

    def find(self, kind: type[W], name: str) -> W:
        """The visible widget of that name, in the question that stands open or in the window."""

        def found() -> list[W]:
            root: QWidget = self.sheet() or self.window
            return [each for each in root.findChildren(kind, name) if each.isVisible()]

        self.qtbot.waitUntil(lambda: bool(found()), timeout=SOON_MS)
        return found()[0]

    def text(self, name: str) -> str:
        return self.find(Label, name).text()

    def chip(self, name: str) -> str:
        return self.find(Chip, name).tag.text

    def facts(self, name: str) -> list[str]:
        return self.find(Facts, name).texts()

    def history(self) -> list[str]:
        """What happened to the request in sight, newest first."""
        return [line.text() for line in self.find(Timeline, "request-timeline").findChildren(Label)]

    def button(self, name: str) -> Button:
        return self.find(Button, name)

    def toast(self) -> str:
        """The newest sentence at the foot of the window."""
        return self.window.toasts.texts()[-1]

    def states(self) -> dict[str, str]:
        """The chips of the rows in the request table, by title."""
        screen = self.front(RequestsScreen)
        column = next(column for column in screen.model.columns if column.key == "state")
        return {row.title: column.text(row) for row in screen.model.rows}

    # -- what is done -----------------------------------------------------------------------------

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        top: QWidget = self.sheet() or self.window
        if top is self.window:
            self._come_back()
        focus: QWidget | None = top.focusWidget()
        QTest.keyClick(top if focus is None else focus, key, held)
        QApplication.processEvents()

    def click(self, name: str) -> None:
        button = self.button(name)
        assert button.isEnabled(), name
        QTest.mouseClick(button, LEFT)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is, Chinese as an input method hands it over."""
        target = (self.sheet() or self.window).focusWidget()
        assert target is not None
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(text)
            QApplication.sendEvent(target, commit)

    def write(self, name: str, text: str) -> None:
        """Go into a field and type over what stands there."""
        field = self.find(QWidget, name)
        field.setFocus()
        self.press(KEY.Key_A, CTRL)
        self.type(text)

    def choose(self, name: str, value: object) -> None:
        """Choose one of a list in the question that stands open."""
        choice = self.find(Choice, name)
        choice.set_value(value)
        choice.edited.emit()

    def agree(self) -> None:
        """Ctrl+Enter: what was asked is answered, whatever field one is in; a step may ask nothing."""
        if self.sheet() is None:
            return
        self.press(KEY.Key_Return, CTRL)
        self.settle()
        assert self.sheet() is None, "something in it is still wrong"

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(KEY.Key_V, CTRL)

    def scan(self, code: str) -> None:
        """A scanner reads a code, wherever the focus is."""
        self.window.take_scan(code)
        self.settle()

    def see_paper(self) -> str:
        """A paper comes up; its title is read and it is closed again."""

        def shown() -> list[Preview]:
            return [each for each in self.window.findChildren(Preview) if each.isVisible()]

        self.until(lambda: bool(shown()))
        title = shown()[-1].windowTitle()
        QTest.keyClick(shown()[-1], KEY.Key_Escape)
        self.until(lambda: not shown())
        self.settle()
        return title

    # -- requests ---------------------------------------------------------------------------------

    def show(self, title: str) -> int:
        """Bring the newest request of that title, or the one of that number, into sight; returns its id."""
        if not isinstance(self.window.current(), RequestsScreen):
            self.go("requests")
        request = self.request(title)
        self.front(RequestsScreen).show_subject(request)
        self.settle()
        return request

    def show_all(self, state: str = "") -> None:
        """Show every request, or those of one state, in the table."""
        self.go("requests")
        screen = self.front(RequestsScreen)
        self.click("request-tab-all")
        screen.clear_filters()
        if state:
            menu = screen.filters.state.menu()
            next(entry for entry in menu.actions() if entry.text().startswith(state)).trigger()
            menu.close()
        self.settle()

    def take(self, verb: str) -> None:
        """Take a step of the request in sight by the key that stands for it."""
        panel = next(each for each in self.window.findChildren(DetailPanel) if each.isVisible())
        panel.setFocus()
        offered = [offer.key for offer in panel.steps.offers()]
        at = offered.index(verb)
        self.press(KEY.Key_Return if at == 0 else Qt.Key(KEY.Key_1.value + at))
        self.settle()

    def for_all(self, verb: str, number: int, **answers: object) -> list[str]:
        """Choose every row and take a step for all of them; the results that are listed."""
        self.front(RequestsScreen).table.setFocus()
        self.press(KEY.Key_A, CTRL)
        self.settle()
        assert self.text("bulk-title") == f"{number} requests chosen"
        self.click(f"bulk-{verb}")
        for name, answer in answers.items():
            self.choose(name, answer)
        self.press(KEY.Key_Return, CTRL)
        self.until(lambda: isinstance(self.sheet(), ResultSheet))
        model = self.find(TableView, "bulk-result-table").model()
        found = [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]
        self.press(KEY.Key_Return)
        self.settle()
        return found

    def drop(self, file: Path) -> None:
        """Drop a file on the request in sight."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        none = Qt.KeyboardModifier.NoModifier
        panel = next(each for each in self.window.findChildren(DetailPanel) if each.isVisible())
        panel.dropEvent(QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, LEFT, none))
        self.settle()

    def pay_in_cash(self, card: str, due_fen: int) -> None:
        """The reader's card, F5, what is given, Enter; the change is told."""
        self.scan(card)
        assert self.text("cashier-due") == yuan(due_fen)
        self.press(KEY.Key_F5)
        self.type("500")
        self.press(KEY.Key_Return)
        assert self.see_paper().endswith(f"change {yuan(500_00 - due_fen)}")
        assert self.text("cashier-done-figure") == yuan(500_00 - due_fen)

    def loans(self, of: str) -> list[str]:
        """Bring a list of loans to the front; the titles in it."""
        if not isinstance(self.window.current(), LoansScreen):
            self.go("requests")
            self.click("open-loans")
        self.click(f"loan-lists-{of}")
        return [row.title for row in self.front(LoansScreen).model.rows]

    # -- what is stored ---------------------------------------------------------------------------

    @staticmethod
    def stored(**chosen: object) -> list[Row]:
        """Requests as they are stored, newest first."""
        return queries.page(Filter(**chosen), limit=200)  # type: ignore[arg-type]

    def request(self, title: str) -> int:
        """The newest request whose title begins so, or the one of that number."""
        return next(row.id for row in self.stored() if row.title.startswith(title) or row.number == title)

    def state(self, title: str) -> str:
        return queries.detail(self.request(title)).state

    def number(self, title: str) -> str:
        return queries.detail(self.request(title)).number


def tags(found: list[Tag] | Tag | None) -> list[str]:
    """The words of chips."""
    return [tag.text for tag in ([found] if isinstance(found, Tag) else found or [])]
