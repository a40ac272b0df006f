"""A real desk with its requests in a real window, and short ways to work it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.activation.rules import Agreement, Contact, Identity
from ill_desktop.cashier import queries as cashier
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.desk import open_desk
from ill_desktop.patrons import queries as patrons
from ill_desktop.requests import queries
from ill_desktop.requests.queries import Filter, Row
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs, NewItem
from ill_desktop.staff.rules import Actor
from tests.fresh import new_desk
from tests.ui import two_readers
from ui.kit.dialogs import Sheet
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import Screen
from ui.requests.detail import DetailPanel
from ui.requests.loans_screen import LoansScreen
from ui.requests.new import NewRequestScreen
from ui.requests.screen import RequestsScreen
from ui.session import Session
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, Person

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)  # 14:00 in Hangzhou
ADMIN = Actor("周敏", "administrator", staff_id=1)
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ARTICLE = {
    "article_title": "深度学习在径流预测中的应用",
    "journal": "水利学报",
    "year": "2024",
    "pages": "311-322",
}
BOOK = {"title": "Structural Holes", "author": "R. Burt", "year": "1992"}
TO_RECEIVED: tuple[tuple[str, Inputs | None], ...] = (
    ("accepted", None),
    ("sent", Inputs(supplier_id=3)),
    ("shipped", None),
    ("received", Inputs(pages=12)),
)
W = TypeVar("W", bound=QWidget)


def _make_library(folder: Path, clock: FixedClock) -> None:
    """A library with two readers from outside."""
    desk = new_desk(folder, clock)
    two_readers.register(desk, ADMIN)
    desk.close()


class RequestsDesk:
    """The window, with words in English; ``reader`` and ``guest`` are approved readers."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.clock = FixedClock(NOW)
        self.admin = ADMIN
        template = folder.parent / "requests-library"  # made once by each worker
        if not template.exists():
            _make_library(template, self.clock)
        self.desk = open_desk(Path(shutil.copytree(template, folder / "library")), self.clock)
        self.reader, self.guest = (int(patrons.by_number(number) or 0) for number in ("zhao88", "zoe2026"))
        self.session = Session(self.desk, self.admin, "en")
        self.opened: list[tuple[str, int | None]] = []
        self.bugs: list[str] = []
        self.session.commands.broken.connect(self.bugs.append)
        self.window = MainWindow(
            heading="ILL",
            subheading="",
            person=Person("周敏", ""),
            pages=[
                Page("requests", "requests", "Requests", lambda: RequestsScreen(self.session)),
                Page("new_request", "plus", "New", lambda: NewRequestScreen(self.session)),
                Page("loans", "book", "Loans", lambda: LoansScreen(self.session)),
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
        if place in ("requests", "new_request", "loans"):
            screen = self.window.open(place)
            if subject is not None:
                screen.show_subject(subject)  # type: ignore[attr-defined]

    # -- requests ---------------------------------------------------------------------------------

    def ask(self, fields: Mapping[str, str] = ARTICLE, kind: str = "journal_article", **more: Any) -> int:
        """A submitted request."""
        facts: dict[str, Any] = {"service_type": "delivery", "copyright_agreed": True, **more}
        new = NewRequest(facts.pop("patron_id", self.reader), document_type=kind, fields=fields, **facts)
        return self.desk.requests.submit(self.admin, new).id

    def walk(self, request: int, until: str = "received") -> int:
        """Take a submitted request along the usual way as far as a state."""
        for state, inputs in TO_RECEIVED:
            self.desk.counter.step(self.admin, request, state, inputs)
            if state == until:
                break
        return request

    def walk_on(self, request: int) -> None:
        """Ask the next supplier."""
        self.desk.counter.step(self.admin, request, "sent", Inputs(supplier_id=4))

    def activate(self) -> None:
        """Activate the reader at the desk, so that something can be lent out."""
        service = self.desk.activation
        code = service.counter_code(self.admin, self.reader).code
        service.activate_at_desk(
            self.admin,
            self.reader,
            Identity("赵一鸣", "zhao88", "12345X", document_seen=True),
            Contact("zhao88@126.com", "13957102231", code),
            Agreement("zh_CN", self.desk.library.terms_version, agreed=True),
        )

    def lend(self, *barcodes: str, until: str = "2026-12-10", **more: Any) -> int:
        """A loan of volumes with these barcodes, paid and with the activated reader."""
        request = self.ask(BOOK, "book", service_type="loan", delivery="pickup", **more)
        self.walk(request, "shipped")
        self.come(request, *barcodes)
        self.desk.counter.step(self.admin, request, "checked_out", Inputs(due_on=until))
        return request

    def come(self, request: int, *barcodes: str, **told: Any) -> None:
        """Volumes arrive for a loan that was sent off; what is owed is paid."""
        items = tuple(NewItem(barcode) for barcode in barcodes)
        facts: dict[str, Any] = {"partner_due": "2026-12-20", **told}
        self.desk.counter.step(self.admin, request, "received", Inputs(items=items, **facts))
        self.pay(request)

    def pay(self, request: int) -> None:
        """Pay in cash what the reader owes for a request."""
        self.pay_for(self.reader, request)

    def pay_for(self, patron: int, request: int) -> None:
        """Pay in cash what somebody owes for a request."""
        now = cashier.open_shift(1)
        shift = now.id if now else self.desk.shifts.open(self.admin, 1, 0)
        dues = cashier.dues_of_request(request)
        owed = sum(due.amount_fen for due in dues)
        tender = Tender("cash", owed, given_fen=owed)
        self.desk.counter.take_payment(
            self.admin, shift, patron, [due.charge_id for due in dues], [tender], f"payment-{request}"
        )

    def state(self, request: int) -> str:
        return queries.detail(request).state

    def stored(self) -> list[Row]:
        """All requests, newest first."""
        return queries.page(Filter())

    # -- the window -------------------------------------------------------------------------------

    def table(self) -> RequestsScreen:
        """Bring the request table to the front, with its detail."""
        screen = self._screen("requests")
        assert isinstance(screen, RequestsScreen)
        self.until(lambda: any(panel.isVisible() for panel in screen.findChildren(DetailPanel)))
        self.settle()
        return screen

    def loans(self) -> LoansScreen:
        """Bring the list of loans to the front."""
        screen = self._screen("loans")
        assert isinstance(screen, LoansScreen)
        self.settle()
        return screen

    def form(self) -> NewRequestScreen:
        """Bring the form for a new request to the front."""
        screen = self._screen("new_request")
        assert isinstance(screen, NewRequestScreen)
        self.settle()
        return screen

    def _screen(self, key: str) -> Screen:
        return self.window.open(key)

    def settle(self) -> None:
        """Until nothing runs beside the window and all timers of no time have fired."""
        QApplication.processEvents()
        self.until(lambda: self.session.tasks.running() == 0)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return self.find(Label, name).text()

    def button(self, name: str) -> Button:
        return self.find(Button, name)

    def sheet(self) -> Sheet:
        """The question that stands open."""
        found = [each for each in self.window.findChildren(Sheet) if each.isVisible()]
        assert found
        return found[-1]

    def in_sheet(self, kind: type[W], name: str) -> W:
        found = self.sheet().findChild(kind, name)
        assert found is not None, name
        return found

    def has_sheet(self) -> bool:
        return any(each.isVisible() for each in self.window.findChildren(Sheet))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is: in a sheet, or in the window."""
        top: QWidget = self.sheet() if self.has_sheet() else self.window
        QTest.keyClick(top.focusWidget() or top, key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type where the focus is, Chinese as an input method hands it over."""
        target = (self.sheet() if self.has_sheet() else self.window).focusWidget()
        assert target is not None
        if text.isascii() and text.isprintable():
            QTest.keyClicks(target, text)
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(text)
            QApplication.sendEvent(target, commit)

    def toasts(self) -> list[str]:
        return self.window.toasts.texts()

    def close(self) -> None:
        self.session.tasks.stop()
        QApplication.processEvents()
        assert self.bugs == []
        self.desk.close()
