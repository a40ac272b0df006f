"""Sending while a window works: what waits goes out beside it, and the day's round is made once."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.staff.rules import Actor
from ui.kit.commands import Changes, Commands
from ui.kit.progress import Progress
from ui.kit.tasks import Tasks

FIRST_MS, EVERY_MS = 3_000, 20_000
PATIENCE_MS, AGAIN_MS = 3_000, 200
BATCH = 50
TOPICS = frozenset({"notices", "patrons", "requests"})


class Round(NamedTuple):
    """What one round did. ``held``: why nothing goes now, by way; ``day``: it began the day."""

    sent: int
    failed: int
    later: int
    held: dict[str, Refusal]
    day: bool


class Post(QObject):
    """One round at a time, in a thread of its own, so that a slow server holds nothing up."""

    ended = Signal(object)
    """A :class:`Round` is over."""
    looked = Signal()
    """``held`` is known now."""

    def __init__(self, desk: Desk, actor: Actor, commands: Commands) -> None:
        super().__init__()
        self._desk, self._actor, self._commands = desk, actor, commands
        self._sends = False
        self.held: dict[str, Refusal] | None = None
        """Why nothing goes, by way; None while nobody has looked."""
        self.tasks = Tasks(commands, leave=desk.leave_thread)
        self.patience_ms = PATIENCE_MS
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.send)

    def start(self) -> None:
        """Send from now on, first in a moment: the window comes before it."""
        self.look()
        QTimer.singleShot(FIRST_MS, self, self.send)
        self._timer.start()

    def stop(self, *others: Tasks) -> None:
        """The program closes: the message on its way has a moment to be taken, no other is begun.

        ``others``: what else of the window may be talking to a server, such as a test message.
        """
        self._timer.stop()
        _retired.discard(self)
        patience = self.patience_ms
        for tasks in (self.tasks, *others):
            while not tasks.stop(patience):
                self._desk.delivery.hang_up()
                patience = AGAIN_MS

    def retire(self, closing: SignalInstance) -> None:
        """Somebody else sits down: no message is begun, and nobody waits for the one on its way, unless the
        program is ``closing`` meanwhile."""
        self._timer.stop()
        if self.tasks.stop(0):
            return
        _retired.add(self)
        closing.connect(self.stop)
        self.tasks.idle.connect(lambda: _retired.discard(self))

    def send(self) -> None:
        """Make a round, unless one is being made."""
        if not self._sends:
            self._sends = True
            self.tasks.run(self._work, self._end, on_end=self._rest)

    def look(self) -> None:
        """Find out what goes and what is held, without sending anything."""
        self.tasks.run(lambda _progress: self._desk.delivery.held(), self._know)

    def _know(self, held: dict[str, Refusal]) -> None:
        self.held = held
        self.looked.emit()

    def _rest(self) -> None:
        self._sends = False

    def _work(self, progress: Progress) -> Round:
        desk, actor = self._desk, self._actor
        day = actor.may("request.work") and desk.daily.is_due()
        if day:
            desk.daily.run(actor)
        sent = failed = later = 0
        while sent + failed + later < BATCH:
            progress.check()
            try:
                done = desk.delivery.deliver(1)  # one by one: a window that closes waits for one at most
            except Refusal:  # the file of the passwords cannot be read: ``held`` says so
                break
            if not done.tried:
                break
            sent, failed, later = sent + done.sent, failed + done.failed, later + done.later
        return Round(sent, failed, later, desk.delivery.held(), day)

    def _end(self, done: Round) -> None:
        if done.day or done.sent or done.failed or done.later:
            self._commands.changed.emit(Changes(TOPICS))
        self._know(done.held)
        self.ended.emit(done)


_retired: set[Post] = set()
"""Those whose window is gone while their last message is on its way."""
