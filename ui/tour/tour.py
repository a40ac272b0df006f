"""What the steps of the walk share: the program, hands and camera, the people and requests met."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ill_desktop.cashier import queries as cashier
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.words import load
from ui.kiosk.window import KioskWindow
from ui.kit.toast import Toast
from ui.patrons.register import RegisterScreen
from ui.session import Session
from ui.shell.desk_window import DeskWindow
from ui.shell.entrance import Entrance
from ui.start import Options, Program
from ui.tour import samples
from ui.tour.camera import Camera
from ui.tour.hands import Hands

S = TypeVar("S", bound=QWidget)
BEGIN = dt.datetime(2026, 11, 20, 0, 35, tzinfo=dt.UTC)  # a Friday, 8:35 in Hangzhou


class Tour:
    """One walk: where it stands and what it has met."""

    def __init__(self, app: QApplication, out: Path, home: Path) -> None:
        self.app = app
        self.out = out
        self.home = home
        self.papers = out / "papers"
        self.papers.mkdir(parents=True, exist_ok=True)
        self.clock = FixedClock(BEGIN)
        self.hands = Hands(app)
        self.camera = Camera(app, out / "screens", self.hands.settle)
        self.program = Program(app, Options(folder=home / "library", language="zh_CN"), self.clock)
        self.campus = self.visitor = 0
        self.first = self.second = self.third = 0
        self.last_paper = ""

    # -- where the walk stands --------------------------------------------------------------------

    @property
    def window(self) -> QWidget:
        assert self.program.window is not None
        return self.program.window

    @property
    def desk_window(self) -> DeskWindow:
        assert isinstance(self.program.window, DeskWindow)
        return self.program.window

    @property
    def session(self) -> Session:
        return self.desk_window.session

    @property
    def desk(self) -> Desk:
        return self.session.desk

    def current(self, kind: type[S]) -> S:
        """The screen in front, which must be of this kind."""
        screen = self.desk_window.current()
        assert isinstance(screen, kind), screen
        return screen

    def register_screen(self) -> RegisterScreen:
        return self.current(RegisterScreen)

    def open(self, place: str, subject: int | None = None) -> None:
        self.desk_window.open_subject(place, subject)
        self.hands.settle()

    def later(self, **step: float) -> None:
        """Time goes on."""
        self.clock.advance(**step)

    def shoot(self, name: str, sheet: QDialog | None = None) -> None:
        """A picture of the window in every language and colour, a sheet above it."""
        window = self.window
        if isinstance(window, DeskWindow):
            window.show_state()
            self.camera.speak = window.speak
        elif isinstance(window, Entrance):
            self.camera.speak = window.language_chosen.emit
        for toast in window.findChildren(Toast):
            toast.close()  # what was said in one language is not said again in the other
        self.camera.shoot(name, window, sheet)

    def kiosk_shoot(self, window: KioskWindow, name: str) -> None:
        """A picture of the kiosk, in the size of type one stands before."""
        self.camera.speak = window.visit.speak
        self.camera.scale = window.visit.scale
        window.idle.touch()
        self.camera.shoot(name, window)

    # -- papers -----------------------------------------------------------------------------------

    def newest_paper(self) -> str:
        found = [row.number for row in cashier.receipts()]
        return found[-1] if found else ""

    def keep(self, name: str, data: bytes) -> None:
        """Put a paper into the folder of papers."""
        (self.papers / name).write_bytes(data)

    def keep_paper(self, name: str) -> None:
        """The newest receipt or voucher, on A5 and on the 80-mm roll."""
        row = cashier.paper_by_number(self.newest_paper())
        assert row is not None
        words = load("zh_CN")
        draw = self.desk.papers.receipt
        if name == "receipt":
            self.keep("receipt-a5.pdf", draw(row.id, self.session.branch, words, "a5"))
            self.keep("receipt-80mm.pdf", draw(row.id, self.session.branch, words, "80mm"))
        else:
            self.keep(f"{name}.pdf", draw(row.id, self.session.branch, words, "a5"))

    def keep_slip(self) -> None:
        row = cashier.transfers("pending")[-1]
        self.keep("transfer-slip.pdf", self.desk.papers.transfer_slip(row.id, load("zh_CN")))

    def attach(self, request: int) -> None:
        """The supplier's file, as if dropped on the request."""
        self.session.commands.run(
            lambda: self.desk.counter.attach(self.session.actor, request, "document.pdf", samples.PDF),
            touches=("requests",),
        )
        self.hands.settle()
