"""What stands round every page of the kiosk: header, footer, a sentence, the countdown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kiosk.parts import EDGE, BigButton
from ui.kiosk.visit import PLAIN, Visit
from ui.kit.label import ElidedLabel, Icon, Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.theme import style
from ui.shell.status import Dot

LOOK_MS = 60_000
OFFLINE = ("mail.unreachable", "mail.slow")


class KioskHeader(QFrame):
    """Library and service; who is signed in; the other language, large print."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.setObjectName("kiosk-header")
        style(self, role="top")
        self.setFixedHeight(96)
        self._visit = visit
        session = visit.session
        self.title = ElidedLabel(self._heading, "title", name="kiosk-title")
        self.language = BigButton(
            "kiosk-language",
            lambda: "English" if session.language == "zh_CN" else "中文",
            on=lambda: visit.speak(visit.other_language),
        )
        self.large = BigButton("kiosk-large", self._size_words, on=self._resize)
        self.leave = BigButton("kiosk-sign-out", lambda: self.tr("Sign out"), icon="sign-out", on=visit.end)
        self.reader = Label("", "heading", name="kiosk-reader")
        box = hbox(self.reader, self.leave, self.language, self.large, gap=12, margins=(EDGE, 0, EDGE, 0))
        box.insertWidget(0, self.title, 1)
        self.setLayout(box)
        self.show_reader()

    def _heading(self) -> str:
        """Library and service; where room is short, the service: that is what one came for."""
        session, library = self._visit.session, self._visit.session.desk.library
        short = self._visit.reader is not None or self._visit.scale > PLAIN
        parts = (() if short else (library.name,)) + (library.service,)
        return " · ".join(part[session.language] for part in parts)

    def _size_words(self) -> str:
        return self.tr("Large print") if self._visit.scale == PLAIN else self.tr("Normal print")

    def _resize(self) -> None:
        self._visit.enlarge(self._visit.scale == PLAIN)
        self.show_reader()

    def show_reader(self) -> None:
        """Name who is signed in, and let them go."""
        reader = self._visit.reader
        self.reader.setText(reader.name if reader else "")
        self.reader.setVisible(reader is not None)
        self.leave.setVisible(reader is not None)
        self.title.setText(self._heading())
        self.large.say(self._size_words())


class KioskFooter(QFrame):
    """Where one is and whom to call; whether messages go out; the door for staff."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.setObjectName("kiosk-footer")
        style(self, role="status")
        self.setFixedHeight(76)
        session = self._session = visit.session
        self._state = ""
        place = Label(
            lambda: (
                f"{session.branch.name[session.language]} {session.branch.room[session.language]}"
                f" · {session.branch.phone}"
            ),
            "subtitle",
            name="kiosk-place",
        )
        self._dot = Dot()
        self._network = Label(self._said, "subtitle", name="kiosk-network")
        staff = BigButton(
            "kiosk-staff",
            "",
            role="quiet",
            icon="lock",
            tip=lambda: self.tr("Staff"),
            on=lambda: visit.go("leave"),
        )
        line = hbox(place, None, self._dot, self._network, 12, staff, gap=8, margins=(EDGE, 0, EDGE - 12, 0))
        self.setLayout(line)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Find out whether messages go: whoever sends them has left it in the library."""
        delivery = self._session.desk.delivery
        reason = delivery.held().get("email")
        if reason is not None and reason.code in OFFLINE:
            self._state = "offline"
        elif (reason is not None and reason.code != "notice.rate") or delivery.standing().stuck:
            self._state = "later"
        else:
            self._state = "goes"
        self._dot.set_tone("good" if self._state == "goes" else "caution")
        self._network.setText(self._said())

    def _said(self) -> str:
        return {
            "offline": self.tr("Offline: messages are kept and sent later"),
            "later": self.tr("Messages are kept here and sent later"),
        }.get(self._state) or self.tr("Messages go out")


class Saying(QFrame):
    """One sentence over the foot of the page, until it is touched or the page is left."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("kiosk-saying")
        style(self, role="toast")
        self.words = Label("", wrap=True, name="kiosk-saying-words")
        line = hbox(Icon("warning", 28, "bad"), self.words, gap=16, margins=24)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def say(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.show()
        self.raise_()
        self.place()

    def place(self) -> None:
        """Stand above the footer, in the middle."""
        window = self._window
        width = min(720, window.width() - 2 * EDGE)
        height = max(self.heightForWidth(width), 80)
        self.setGeometry((window.width() - width) // 2, window.height() - 76 - 24 - height, width, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()


class Countdown(QWidget):
    """Lies over everything in the last seconds; any touch says that somebody is still there."""

    def __init__(self, window: QWidget, stay: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__(window)
        self.setObjectName("kiosk-countdown")
        self._window, self._stay = window, stay
        self.figure = Label("", "total", name="countdown-figure")
        self.figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        question = Label(lambda: self.tr("Are you still there?"), "title")
        question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note = Label(
            lambda: self.tr("You will be signed out, and everything on the screen is cleared."),
            "subtitle",
            wrap=True,
        )
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        go_on = BigButton("countdown-stay", lambda: self.tr("Continue"), role="primary", on=stay)
        done = BigButton("countdown-leave", lambda: self.tr("I am done"), on=leave)
        box = panel(question, self.figure, note, 8, hbox(None, done, go_on, None, gap=16), gap=12, margins=40)
        box.setFixedWidth(560)
        self.setLayout(vbox(None, hbox(None, box, None), None))
        self.hide()

    def show_left(self, seconds: int) -> None:
        """Say how many seconds are left."""
        self.figure.setText(str(seconds))
        if not self.isVisible():
            self.place()
            self.show()
            self.raise_()

    def place(self) -> None:
        self.setGeometry(self._window.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 120))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._stay()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.TouchBegin:
            self._stay()
            return True
        return super().event(event)
