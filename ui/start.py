"""From the arguments to an open window: first visit, sign-in, the desk's window or the kiosk."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLockFile, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ill_desktop import desk as desks
from ill_desktop import paths, words
from ill_desktop.clock import Clock
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.staff import queries as staff
from ill_desktop.staff.rules import Actor
from ui.kit import theme
from ui.kit.caught import catch_all
from ui.kit.commands import Changes, Commands
from ui.kit.i18n import Languages
from ui.kit.painted import after_paint
from ui.kit.tasks import Tasks
from ui.session import Session

if TYPE_CHECKING:
    from ill_desktop.web.phone_page import PhonePage
    from ui.keeper import Keeper

RECOVERABLE = ("damaged", "not_a_library", "newer", "unreachable", "lost")


class Options(NamedTuple):
    """What the command line asked for; ``folder`` None: the usual place."""

    folder: Path | None = None
    language: str | None = None
    demo: bool = False
    kiosk: bool = False
    exit_when_ready: bool = False

    @property
    def root(self) -> Path:
        return self.folder or paths.default_folder(self.demo)


class Program:
    """One run: holds the windows that are open. Nothing outside reaches for it."""

    def __init__(self, app: QApplication, options: Options, clock: Clock | None = None) -> None:
        self.app = app
        self.options = options
        self._clock = clock
        self.languages = Languages(app)
        self.window: QWidget | None = None
        self.page: PhonePage | None = None
        self.keeper: Keeper | None = None
        self._lock: QLockFile | None = None
        self._entrance: tuple[Commands, Tasks] | None = None
        self.front: Commands | None = None
        """Those of the window in front: what nobody caught is said there."""
        self.theme = theme.LIGHT
        theme.apply(app, self.theme)

    def begin(self) -> None:
        """Show the first window. Raises Refusal when the library cannot be opened."""
        root = self.options.root
        if not desks.exists(root):
            self._say_in(self.options.language or "zh_CN")
            if self.options.demo:
                self._make_demo(root)
            elif self.options.kiosk or self.options.exit_when_ready:
                raise Refusal("database.missing", folder=str(root))
            else:
                desks.refuse_lost(root)
                self._first_run(root)
                return
        desk = desks.open_desk(root, self._clock)
        self._say_in(self.options.language or desk.language)
        if (self.options.exit_when_ready or self.options.demo) and not desk.is_demo:
            desk.close()
            raise Refusal("demo.only")
        self._take_place(root)
        if self.options.kiosk:
            self._kiosk(desk)
        elif desk.is_demo:
            self._enter(desk, staff.first_administrator())
        else:
            self._sign_in(desk)

    def _say_in(self, language: str) -> None:
        self.languages.use(language)

    def _make_demo(self, root: Path) -> None:
        from ill_desktop.counter import demo

        gc.enable()
        language = self.options.language or "zh_CN"
        desk = desks.create_desk(root, "zju", "YQ", language, demo=True, clock=self._clock)
        demo.fill(desk.ground, patrons=300, requests=1200, seed=1, language=language)
        desk.close()

    def _take_place(self, root: Path) -> None:
        """One main window and one kiosk a folder; the lock goes with the process, however it ends."""
        if self.options.exit_when_ready or self._lock is not None:
            return
        kind = "kiosk" if self.options.kiosk else "window"
        lock = QLockFile(str(root / f"{kind}.lock"))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            raise Refusal("window.second")
        Path(lock.fileName()).chmod(0o600)
        self._lock = lock

    def _speaking(self, desk: Desk | None = None) -> tuple[Commands, Tasks]:
        self.front = commands = Commands(words.load(self.languages.current))
        self._entrance = (commands, Tasks(commands, leave=desk.leave_thread if desk else None))
        return self._entrance

    def _first_run(self, root: Path) -> None:
        from ui.shell.entrance import FirstRun

        def make(answers: dict[str, str]) -> tuple[Desk, Actor]:
            kept = ("library", "branch", "language", "login", "name", "password")
            desk = desks.found_library(root, **{key: answers[key] for key in kept}, clock=self._clock)
            actor = desk.staff.sign_in(answers["login"], answers["password"])
            desk.leave_thread()
            return desk, actor

        def made(result: tuple[Desk, Actor]) -> None:
            self._take_place(root)
            self._enter(*result)

        commands, tasks = self._speaking()
        window = FirstRun(commands, tasks, str(root), make, made, lambda: self._restore(None, None))
        self._show_entrance(window, commands)

    def _sign_in(self, desk: Desk) -> None:
        from ui.shell.entrance import SignIn

        commands, tasks = self._speaking(desk)
        window = SignIn(
            desk, commands, tasks, lambda actor: self._enter(desk, actor), lambda: self._restore(None, desk)
        )
        self._show_entrance(window, commands)

    def recovers(self, refusal: Refusal) -> bool:
        """Whether a library that does not open is met with its backups; a kiosk's visitors never see them."""
        told = refusal.code.removeprefix("database.") in RECOVERABLE
        if not told or self.options.kiosk or self.options.exit_when_ready or self.options.demo:
            return False
        self._say_in(self.options.language or "zh_CN")
        self._take_place(self.options.root)
        self._restore(refusal, None)
        return True

    def _restore(self, reason: Refusal | None, desk: Desk | None) -> None:
        """The backups; the library is closed meanwhile, and opened anew from whatever stands there then."""
        from ui.shell.restore import Restore

        if desk is not None:
            self._let_go(desk)
        commands, tasks = self._speaking()

        def again() -> None:
            try:
                self.begin()
            except Refusal as refusal:
                if not self.recovers(refusal):
                    commands.fail(refusal)

        back = again if reason is None else self.app.quit
        window = Restore(commands, tasks, self.options.root, reason, again, back, self._clock)
        self._show_entrance(window, commands)

    def stop(self) -> None:
        """Stop what works beside the windows: the readers' page, and who makes the backups."""
        if self.page is not None:
            self.page.stop()
            self.page = None
        if self.keeper is not None:
            self.keeper.stop()
            self.keeper = None

    def _let_go(self, desk: Desk) -> None:
        self.stop()
        desk.close()

    def _show_entrance(self, window: QWidget, commands: Commands) -> None:
        window.language_chosen.connect(lambda language: self._say(commands, language))  # type: ignore[attr-defined]
        self._replace(window)

    def _say(self, commands: Commands, language: str) -> None:
        commands.words = words.load(language)
        self.languages.use(language)

    def _enter(self, desk: Desk, actor: Actor) -> None:
        from ui.shell.desk_window import open_desk_window

        preferences = staff.preferences(actor)
        if self.options.language is None and preferences.get("language"):
            self.languages.use(preferences["language"])
        self.use_theme(preferences.get("theme", "light"))
        session = Session(desk, actor, self.languages.current)
        session.memory.update(preferences.get("memory", {}))
        self.front = session.commands
        window = open_desk_window(self, session, front=not self.options.exit_when_ready)
        self._replace(window)
        if self.options.exit_when_ready:
            from ui.shell.ready import quit_when_painted

            quit_when_painted(self.app, window)
        else:
            after_paint(window, lambda: self._serve(session))
            after_paint(window, lambda: self._keep(session))
            after_paint(window, lambda: _warn(session))
            session.post.start()

    def _serve(self, session: Session) -> None:
        """The phone page, if it is on, stands as long as the program runs, whoever sits at the window."""
        from ill_desktop.web.phone_page import PageState, PhonePage

        def told(state: PageState) -> None:
            if state.problem is not None:
                session.commands.fail(state.problem)
            session.commands.changed.emit(Changes(frozenset({"settings"})))

        if self.page is None:
            page = self.page = session.phone_page or PhonePage(session.desk)
            self.app.aboutToQuit.connect(page.stop)
            if session.desk.page.read().on:
                session.tasks.run(lambda _progress: page.follow(), told)
        session.phone_page = self.page

    def _keep(self, session: Session) -> None:
        """Backups are made as long as the program runs, whoever sits at the window."""
        from ui.keeper import Keeper

        self._kept_for = session
        if self.keeper is None:
            self.keeper = Keeper(session.desk)
            self.keeper.tried.connect(
                lambda: self._kept_for.commands.changed.emit(Changes(frozenset({"settings"})))
            )
            self.keeper.broken.connect(lambda report: self._kept_for.commands.broken.emit(report))
            self.app.aboutToQuit.connect(self.keeper.stop)
            self.keeper.start()

    def sign_out(self, desk: Desk) -> None:
        """Back to the sign-in; a demo opens again by itself."""
        if desk.is_demo:
            self._enter(desk, staff.first_administrator())
        else:
            self._sign_in(desk)

    def lock(self, session: Session) -> None:
        """Hide everything until the same person comes back; whoever else comes signs in anew."""
        from ui.shell.locked import Locked

        hidden = [each for each in self.app.topLevelWidgets() if each.isVisible()]
        desk, window = session.desk, session.window

        def unlocked() -> None:
            end()
            self.front = session.commands
            for each in hidden:
                each.show()

        def other() -> None:
            end()
            session.window.sign_out_asked.emit()  # type: ignore[union-attr]

        def end() -> None:
            locked.closed_by_hand = False
            locked.close()
            locked.deleteLater()

        commands, tasks = self._speaking(desk)
        locked = Locked(
            desk,
            commands,
            tasks,
            session.actor,
            unlocked=unlocked,
            other=other,
            closed=window.close,  # type: ignore[union-attr]
        )
        locked.language_chosen.connect(lambda language: self._say(commands, language))
        locked.show()
        for each in hidden:
            each.hide()

    def _kiosk(self, desk: Desk) -> None:
        from ui.kiosk.window import KioskWindow

        window = KioskWindow(desk, self.languages)
        self.window = window
        self.front = window.visit.session.commands
        window.showFullScreen()

    def use_theme(self, name: str) -> None:
        """Dress every window in ``light`` or ``dark``."""
        self.theme = theme.DARK if name == theme.DARK.name else theme.LIGHT
        theme.apply(self.app, self.theme)

    def _replace(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


def _warn(session: Session) -> None:
    """Dates on papers come from this machine's clock: say it when that stands before the last entry. Without
    its key a library knows nobody by the last six: who may put it back is asked for its code."""
    desk = session.desk
    if (behind := desk.clock_behind()) is not None:
        session.commands.fail(behind)
    if (gone := desk.key_gone()) is not None:
        from ui.shell.key_back import KeyBack

        if session.actor.may("library.backup"):
            KeyBack(session).open()
        else:
            session.commands.fail(gone)


def run(arguments: list[str], options: Options) -> int:
    """Run the program until its window closes; returns the exit code."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(arguments)
    app.setApplicationName(paths.APP)
    program = Program(app, options)
    catch_all(lambda: program.front)
    try:
        program.begin()
    except Refusal as refusal:
        if not program.recovers(refusal):
            return refuse(program, refusal)
    gc.freeze()  # what the start made is not looked through later either
    gc.enable()
    return app.exec()


def refuse(program: Program, refusal: Refusal) -> int:
    """Say in one window, and on the error stream, why the program cannot start."""
    sentence = words.load(program.languages.current).refusal(refusal)
    sys.stderr.write(sentence + "\n")
    if program.app.platformName() not in ("offscreen", "minimal"):
        from ui.kit.dialogs import tell

        sheet = tell(QWidget(), paths.APP, sentence)
        sheet.exec()
    return 1
