"""Backups while the program runs: looked after once a minute, beside whatever window is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ui.kit.commands import Commands
from ui.kit.progress import Progress
from ui.kit.tasks import Tasks

EVERY_MS, FIRST_MS = 60_000, 20_000


class Keeper(QObject):
    """One backup at a time, in a thread of its own. What fails is told by the status bar, not by a sheet."""

    tried = Signal()
    """A backup was due: it is made, or it is known why not."""
    broken = Signal(str)
    """A bug: its report."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._looks = False
        commands = Commands(desk.words())
        commands.broken.connect(self.broken)
        self.tasks = Tasks(commands, leave=desk.leave_thread)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on, first when the window has had time to come up."""
        QTimer.singleShot(FIRST_MS, self, self.look)
        self._timer.start()

    def stop(self) -> None:
        """The program ends, or another library is put in place: a backup under way is left off."""
        self._timer.stop()
        self.tasks.stop()

    def look(self) -> None:
        """Make a backup if one is due, unless one is being made."""
        if self._desk.is_closed:
            self._timer.stop()
        elif not self._looks:
            self._looks = True
            self.tasks.run(self._work, self._tell, on_end=self._rest)

    def _tell(self, due: bool) -> None:
        if due:
            self.tried.emit()

    def _rest(self) -> None:
        self._looks = False

    def _work(self, progress: Progress) -> bool:
        keeping = self._desk.keeping
        try:
            if not keeping.is_due():
                return False
            keeping.automatic(progress.step)
        except Refusal:  # remembered by the service: the status bar says so until one is made
            return True
        except Exception:
            if self._desk.is_closed:  # under its hands, for the program ends: nothing of it is left
                return False
            raise
        return True
