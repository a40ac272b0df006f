"""The kiosk's window: full screen, no menus, closed only by a staff PIN, empty again after each visit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QClipboard, QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ui.kiosk.frame import Countdown, KioskFooter, KioskHeader, Saying
from ui.kiosk.idle import Idle
from ui.kiosk.parts import KioskPage
from ui.kiosk.visit import Visit
from ui.kit.i18n import Languages
from ui.kit.scanner import Scanner
from ui.kit.screen import vbox
from ui.kit.theme import style

PERSONAL = frozenset({"requests", "request", "account", "messages"})
"""Pages that ask for the sign-in first."""


class KioskWindow(QWidget):
    """KioskHeader, one page, footer. The page is made when it is opened and gone when it is left.

    Raises Refusal ``kiosk.no_pin`` when nobody could leave it again.
    """

    def __init__(self, desk: Desk, languages: Languages) -> None:
        if not desk.staff.kiosk_pin_set():
            raise Refusal("kiosk.no_pin")
        hints = Qt.WindowType
        super().__init__(None, hints.Window | hints.FramelessWindowHint | hints.CustomizeWindowHint)
        self.setObjectName("kiosk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        style(self, role="background")
        self.setWindowTitle(desk.library.service[languages.current])
        self._may_close = False
        self.visit = Visit(desk, languages)
        self.visit.dress()
        self.page: KioskPage | None = None
        self._key = ""
        self._header = KioskHeader(self.visit)
        self._saying = Saying(self)
        self._countdown = Countdown(self, lambda: self.idle.touch(), self.reset)
        self._body = QVBoxLayout()
        self._footer = KioskFooter(self.visit)
        whole = vbox(self._header, self._body, self._footer, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.idle = Idle(languages.app)
        self.scanner = Scanner(languages.app)
        self.scanner.setParent(self)
        self._wire()
        self.resize(1440, 900)
        self.open("home")

    def _wire(self) -> None:
        visit, commands = self.visit, self.visit.session.commands
        visit.asked.connect(self.open, Qt.ConnectionType.QueuedConnection)
        visit.changed.connect(self._visit_changed)
        visit.released.connect(self._release)
        self.idle.warned.connect(self._warn)
        self.idle.woke.connect(self._countdown.hide)
        self.idle.over.connect(self.reset)
        self.scanner.scanned.connect(self.take_scan)
        commands.refused.connect(self._saying.say)
        commands.broken.connect(
            lambda _report: self._saying.say(self.tr("Something went wrong. Please ask at the counter."))
        )

    # -- pages ------------------------------------------------------------------------------------

    def open(self, key: str) -> None:
        """Show a page in the place of the one before, which is forgotten with all it holds."""
        name, _, about = key.partition(":")
        if name in PERSONAL and self.visit.reader is None:
            name, about = "sign_in", key
        self._forget_page()
        self._key = name
        self._footer.look()
        self.visit.session.desk.facts.follow()  # hours and phones may have been changed at a counter
        page = self._make(name, about)
        self.page = page
        self._body.addWidget(page)
        for widget in page.findChildren(QWidget):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
            widget.setAcceptDrops(False)
        page.show()
        page.setFocus()
        page.opened()

    def _make(self, name: str, about: str) -> KioskPage:
        from ui.kiosk.sign_in import LeavePage, SignInPage

        visit = self.visit
        if name == "sign_in":
            then, _, login = about.partition(":")
            return SignInPage(visit, about if then in PERSONAL else then, "" if then in PERSONAL else login)
        if name == "leave":
            return LeavePage(visit)
        if name == "requests":
            from ui.kiosk.requests import RequestsPage

            return RequestsPage(visit)
        if name == "request":
            from ui.kiosk.request import RequestPage

            return RequestPage(visit, int(about))
        if name == "account":
            from ui.kiosk.account import AccountPage

            return AccountPage(visit)
        if name == "messages":
            from ui.kiosk.messages import MessagesPage

            return MessagesPage(visit)
        if name == "help":
            from ui.kiosk.help import HelpPage

            return HelpPage(visit)
        from ui.kiosk.home import HomePage

        return HomePage(visit)

    def _forget_page(self) -> None:
        self._saying.hide()
        page, self.page = self.page, None
        if page is not None:
            page.is_open = False
            self._body.removeWidget(page)
            page.hide()
            page.deleteLater()

    def _visit_changed(self) -> None:
        self._header.show_reader()
        if self.visit.reader is None:
            self._clean()

    # -- the end of a visit -----------------------------------------------------------------------

    def reset(self) -> None:
        """Nobody is there any more: everything of the visit is forgotten."""
        self.visit.end()

    def _clean(self) -> None:
        """Fields, undo, clipboard, lists that hang open: nothing may meet the next reader."""
        self._countdown.hide()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.scanner.give_up()
        QGuiApplication.inputMethod().reset()
        clipboard = QGuiApplication.clipboard()
        clipboard.clear()
        if clipboard.supportsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
        self.open("home")

    def _warn(self, left: int) -> None:
        """Nothing to lose on an untouched first screen: there nobody is asked."""
        if self._key == "home" and self.visit.reader is None:
            return
        self._countdown.show_left(left)

    # -- what comes in ----------------------------------------------------------------------------

    def take_scan(self, text: str) -> None:
        """Give what was scanned to the page; what it cannot use is said."""
        self.idle.touch()
        if self.page is None or not self.page.scanned(text):
            self._saying.say(self.tr("This code cannot be used here. Please ask at the counter."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and every other key nobody inside wanted do nothing."""

    # -- no way out -------------------------------------------------------------------------------

    def _release(self) -> None:
        self._may_close = True
        self.idle.stop()
        self.visit.end()
        self.visit.session.tasks.stop()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._may_close)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.showFullScreen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._countdown.place()
        self._saying.place()
