"""The window of a desk: which pages there are, what the one box finds, what the status bar says."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from ill_desktop.desk import Desk
from ill_desktop.staff import queries as staff
from ui.kit import theme
from ui.kit.commands import Changes
from ui.kit.i18n import Languages
from ui.kit.scanner import Scanner
from ui.kit.screen import Screen
from ui.session import Session
from ui.shell.backup_words import backup_words
from ui.shell.finding import Finding
from ui.shell.idle import Idle
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, Person

EVERYTHING = frozenset({"patrons", "requests", "cashier", "notices", "settings", "staff"})
POLL_MS = 1000


class Surroundings(Protocol):
    """What the window asks of the program it runs in."""

    app: QApplication
    languages: Languages
    theme: theme.Theme

    def use_theme(self, name: str) -> None: ...

    def sign_out(self, desk: Desk) -> None: ...

    def lock(self, session: Session) -> None: ...


class DeskWindow(MainWindow):
    """Joins the window, which holds no business, to one person's session at a desk."""

    def __init__(self, program: Surroundings, session: Session) -> None:
        self._program, self.session = program, session
        finding = Finding(session, self)
        self._finding = finding
        library = session.desk.library
        super().__init__(
            heading=lambda: self.tr("ILL Desk"),
            subheading=lambda: (
                f"{session.branch.short[session.language]} · {session.branch.room[session.language]}"
            ),
            person=Person(session.actor.name, lambda: session.words(f"role.{session.actor.role}")),
            pages=self._pages_of(session),
            finder=finding.find,
            memory=session.memory,
            demo=session.desk.is_demo,
        )
        self.setWindowTitle(library.name[session.language])
        session.window = self
        session.open = self.open_subject
        self.listen(session.commands, session.tasks)
        self.hear(Scanner(program.app))
        self.chosen.connect(finding.open)
        self.asked.connect(finding.ask)
        self.language_asked.connect(self._other_language)
        self.theme_asked.connect(self._other_theme)
        self.sign_out_asked.connect(self._sign_out)
        self.help_asked.connect(lambda: self.open("help"))
        session.commands.changed.connect(self._changed)
        session.post.looked.connect(self._show_sending)
        self.lock_asked.connect(self.lock)
        self._idle = Idle(program.app, self, self.lock)
        self._idle.set_minutes(staff.idle_minutes())
        self._version = session.desk.data_version()
        poll = QTimer(self, interval=POLL_MS)
        poll.timeout.connect(self._look_outside)
        poll.start()

    def _pages_of(self, session: Session) -> list[Page]:
        def page(key: str, icon: str, title: Callable[[], str], screen: str, under: str = "") -> Page:
            return Page(key, icon, title, lambda: _make(screen, session), under)

        return [
            page("today", "today", lambda: self.tr("Today"), "ui.today.screen:TodayScreen"),
            page("patrons", "patrons", lambda: self.tr("Patrons"), "ui.patrons.screen:PatronsScreen"),
            page("requests", "requests", lambda: self.tr("Requests"), "ui.requests.screen:RequestsScreen"),
            page("cashier", "cashier", lambda: self.tr("Cashier"), "ui.cashier.screen:CashierScreen"),
            page("notices", "notices", lambda: self.tr("Notices"), "ui.notices.screen:NoticesScreen"),
            page("reports", "reports", lambda: self.tr("Reports"), "ui.reports.screen:ReportsScreen"),
            page("settings", "settings", lambda: self.tr("Settings"), "ui.settings.screen:SettingsScreen"),
            page("review", "patrons", lambda: self.tr("Review"), "ui.patrons.review:ReviewScreen", "patrons"),
            page(
                "register",
                "patrons",
                lambda: self.tr("Register"),
                "ui.patrons.register:RegisterScreen",
                "patrons",
            ),
            page("help", "help", lambda: self.tr("Help"), "ui.help.screen:HelpScreen", "today"),
            page(
                "new_request",
                "requests",
                lambda: self.tr("New request"),
                "ui.requests.new:NewRequestScreen",
                "requests",
            ),
            page(
                "loans", "book", lambda: self.tr("Loans"), "ui.requests.loans_screen:LoansScreen", "requests"
            ),
            page(
                "suppliers",
                "requests",
                lambda: self.tr("Suppliers"),
                "ui.requests.suppliers_screen:SuppliersScreen",
                "requests",
            ),
        ]

    def open_subject(self, place: str, subject: int | None) -> None:
        """Bring a page to the front and show it what it is about."""
        screen = self.open(place)
        show: Callable[[int], object] | None = getattr(screen, "show_subject", None)
        if subject is not None and show is not None:
            show(subject)

    # -- what the window says ---------------------------------------------------------------------

    def show_state(self) -> None:
        """Renew the status bar and the numbers of the rail."""
        state = self.session.desk.state(self.session.chosen_till)
        local = self.session.local
        if state.shift_since:
            opened = local(state.shift_since)
            assert opened is not None
            is_of_today = opened.date() == self.session.desk.clock.day()
            since = f"{opened:%H:%M}" if is_of_today else f"{opened:%m-%d %H:%M}"
            self.show_status(
                "till",
                lambda: self.tr("Till %1 · shift since %2").replace("%1", state.till).replace("%2", since),
                "good" if is_of_today else "caution",
            )
        else:
            self.show_status(
                "till", lambda: self.tr("Till %1 · no shift").replace("%1", state.till), "neutral"
            )
        self.show_status(
            "outbox",
            lambda: self.tr("Notices waiting: %1").replace("%1", f"{state.waiting:,}"),
            None,
            lambda: self.open("notices"),
        )
        _, tone = backup_words(self.session)
        self.show_status("backup", lambda: backup_words(self.session)[0], tone, lambda: self.open("settings"))
        self.show_count("patrons", state.to_review)

    def lock(self) -> None:
        """Hide everything until the password is typed; a demo has none."""
        if not self.session.desk.is_demo and self.isVisible():
            self._program.lock(self.session)

    def take_scan(self, text: str) -> None:
        if self.isVisible():  # nothing is scanned into a locked window
            super().take_scan(text)

    def _changed(self, changes: Changes) -> None:
        self.show_state()
        if changes.touch("staff", "settings"):
            self._idle.set_minutes(staff.idle_minutes())
            if staff.login_of(self.session.actor) is None and not self.session.desk.is_demo:
                QTimer.singleShot(0, self, self._sign_out)  # switched off, or given another role
        if self.session.post.held is not None and changes.touch("notices", "settings"):
            self.session.post.look()

    def _show_sending(self) -> None:
        """Whether notices go, or why they wait."""
        reason = (self.session.post.held or {}).get("email")
        code = reason.code if reason is not None else ""
        goes = code in ("", "notice.rate")

        def words() -> str:
            if goes:
                return self.tr("Mail goes out")
            return {
                "notice.paused": self.tr("Sending is paused"),
                "mail.off": self.tr("No mail server: notices wait in the outbox"),
                "mail.demo": self.tr("Demo: notices wait in the outbox"),
            }.get(code) or self.tr("Offline: notices wait in the outbox")

        self.show_status("network", words, "good" if goes else "caution", lambda: self.open("notices"))

    def _look_outside(self) -> None:
        """What a kiosk, the phone page or the command line stored shows up here."""
        version = self.session.desk.data_version()
        if version != self._version:
            self._version = version
            if self.session.desk.facts.follow():  # names and places stand in headings all over the window
                QApplication.sendEvent(self, QEvent(QEvent.Type.LanguageChange))
            self.session.commands.changed.emit(Changes(EVERYTHING))

    # -- language, colours, leaving ---------------------------------------------------------------

    def _other_language(self) -> None:
        language = "en" if self.session.language == "zh_CN" else "zh_CN"
        self.speak(language)
        self._remember(language=language)

    def speak(self, language: str) -> None:
        """Say everything in this language from now on."""
        self.session.use_language(language)
        self._program.languages.use(language)
        self.setWindowTitle(self.session.desk.library.name[language])
        self.show_state()

    def _other_theme(self) -> None:
        name = theme.DARK.name if self._program.theme == theme.LIGHT else theme.LIGHT.name
        self._program.use_theme(name)
        self._remember(theme=name)

    def _remember(self, **preferences: Any) -> None:
        self.session.desk.staff.remember(self.session.actor, memory=dict(self.session.memory), **preferences)

    def _sign_out(self) -> None:
        self._remember()
        self.session.post.retire(self._program.app.aboutToQuit)
        self._program.sign_out(self.session.desk)

    def leave(self) -> None:
        """Keep what is remembered and let running works end."""
        self.session.post.stop(self.session.tasks)
        self._remember()


def _make(name: str, session: Session) -> Screen:
    """Build a screen; its module is read only now, so that the first window comes up soon."""
    module, _, cls = name.partition(":")
    screen = getattr(import_module(module), cls)(session)
    assert isinstance(screen, Screen)
    return screen


def open_desk_window(program: Surroundings, session: Session, front: bool = True) -> DeskWindow:
    """The window with its first page: the board, or for timing the request table."""
    window = DeskWindow(program, session)
    window.open("today" if front else "requests")
    window.show_state()
    if front:
        program.app.aboutToQuit.connect(window.leave)
    return window
