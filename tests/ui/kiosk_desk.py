"""A real desk behind a real kiosk, and short ways to work it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries as cashier
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.desk import open_desk
from ill_desktop.patrons import queries as patrons
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from tests.fresh import new_desk
from tests.ui import two_readers
from tests.ui.two_readers import PASSWORD
from ui.kiosk.window import KioskWindow
from ui.kit.i18n import Languages
from ui.kit.keys import Button
from ui.kit.label import Label

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)  # 14:00 in Hangzhou
ADMIN = Actor("周敏", "administrator", staff_id=1)
PIN = "246810"
LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)


def _make_library(folder: Path, clock: FixedClock) -> None:
    desk = new_desk(folder, clock)
    two_readers.register(desk, ADMIN)
    desk.staff.set_kiosk_pin(ADMIN, PIN)
    desk.close()


class KioskDesk:
    """The kiosk in English; ``reader`` (zhao88) and ``guest`` (zoe2026) may sign in."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path) -> None:
        self.qtbot = qtbot
        self.clock = FixedClock(NOW)
        template = folder.parent / "kiosk-library"  # made once, since passwords take their time to hash
        if not template.exists():
            _make_library(template, self.clock)
        self.desk = open_desk(Path(shutil.copytree(template, folder / "library")), self.clock)
        self.reader, self.guest = (int(patrons.by_number(number) or 0) for number in ("zhao88", "zoe2026"))
        self.bugs: list[str] = []
        self.window = KioskWindow(self.desk, Languages(app))
        self.window.idle.stop()  # seconds pass when a test says so
        self.window.visit.session.commands.broken.connect(self.bugs.append)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def ask(self, title: str, patron: int = 0, service: str = "delivery") -> int:
        """A submitted request: an article to be delivered, or a book to be lent."""
        kind, fields = (
            ("book", {"title": title})
            if service == "loan"
            else ("journal_article", {"article_title": title, "journal": "水利学报", "year": "2024"})
        )
        delivery = "pickup" if service == "loan" else "email"
        new = NewRequest(
            patron or self.reader, service, kind, fields, delivery=delivery, copyright_agreed=True
        )
        return self.desk.requests.submit(ADMIN, new).id

    def receive(self, request: int) -> None:
        for state, inputs in (
            ("accepted", None),
            ("sent", Inputs(supplier_id=1)),
            ("shipped", None),
            ("received", Inputs(pages=12)),
        ):
            self.desk.counter.step(ADMIN, request, state, inputs)

    def deliver(self, request: int, name: str, document: bytes) -> None:
        """Pay for a request that came, and send its document."""
        self.receive(request)
        shift = self.desk.shifts.open(ADMIN, 1, 0)
        dues = cashier.dues_of_request(request)
        owed = sum(due.amount_fen for due in dues)
        tender = Tender("cash", owed, given_fen=owed)
        charges = [due.charge_id for due in dues]
        self.desk.counter.take_payment(ADMIN, shift, self.reader, charges, [tender], "one")
        self.desk.counter.attach(ADMIN, request, name, document)

    # -- the kiosk --------------------------------------------------------------------------------

    def settle(self) -> None:
        """Until nothing runs beside the window and what was left is really gone."""
        self.qtbot.waitUntil(lambda: self.window.visit.session.tasks.running() == 0)
        for _ in range(3):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return self.find(Label, name).text()

    def touch(self, name: str) -> None:
        """Touch a button or a card."""
        QTest.mouseClick(self.find(QWidget, name), LEFT)
        self.settle()

    def type(self, text: str) -> None:
        focused = self.window.focusWidget()
        assert isinstance(focused, QLineEdit), focused
        QTest.keyClicks(focused, text)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key)
        self.settle()

    def sign_in(self, login: str = "zhao88", password: str = PASSWORD) -> None:
        """From the first screen, or where a card asked for it."""
        if not self.window.findChild(QWidget, "kiosk-sign-in-page"):
            self.touch("kiosk-sign-in")
        self.type(login)
        self.press(Qt.Key.Key_Return)
        self.type(password)
        self.press(Qt.Key.Key_Return)

    def page(self) -> str:
        assert self.window.page is not None
        return self.window.page.objectName()

    def button(self, name: str) -> Button:
        return self.find(Button, name)

    def wait(self, seconds: int) -> None:
        """Let seconds pass without a sign of life."""
        for _ in range(seconds):
            self.window.idle.tick()
        self.settle()

    def everything_said(self) -> str:
        """Every word any widget of the program holds, shown or hidden, and the clipboard."""
        words = [QApplication.clipboard().text()]
        for widget in QApplication.allWidgets():
            words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            words += [widget.windowTitle(), widget.objectName()]
            if isinstance(widget, QLabel | QLineEdit | Button):
                words.append(widget.text())
            if isinstance(widget, QLineEdit):
                widget.undo()
                words.append(widget.text())
            if isinstance(widget, QComboBox):
                words.append(widget.currentText())
            if isinstance(widget, QTableView) and (model := widget.model()) is not None:
                words += [
                    str(model.data(model.index(row, column)))
                    for row in range(model.rowCount())
                    for column in range(model.columnCount())
                ]
        return "\n".join(words)

    def close(self) -> None:
        self.window.visit.released.emit()
        self.settle()
        assert self.bugs == []
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.desk.close()
