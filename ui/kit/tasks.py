"""What takes long: carried out beside the windows, reported through the same door as commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from ui.kit.commands import Commands
from ui.kit.progress import Cancelled, Progress

if TYPE_CHECKING:
    from ui.kit.form import Form

T = TypeVar("T")
SHOW_AFTER_MS = 1000


class _Job(QObject):
    """Carries a result from the worker's thread into the window's."""

    ended = Signal(object, object)  # result, exception

    def __init__(self, work: Callable[[Progress], Any], leave: Callable[[], object] | None) -> None:
        super().__init__()
        self.progress = Progress()
        self._work, self._leave = work, leave

    def run(self) -> None:
        try:
            result = self._work(self.progress)
        except Exception as error:  # noqa: BLE001 carried to the one door
            self._end(None, error)
        else:
            self._end(result, None)

    def _end(self, result: Any, error: Exception | None) -> None:
        if self._leave is not None:
            self._leave()
        self.ended.emit(result, error)


class Tasks(QObject):
    """Runs work in threads. ``leave`` is called in the thread after each work: close its connection there."""

    showing = Signal(str, object)
    """A work has taken a second: its title and :class:`Progress`."""
    hiding = Signal(object)
    """That work has ended."""
    idle = Signal()
    """The last work has ended after the window that asked for it was gone."""

    def __init__(self, commands: Commands, leave: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._commands, self._leave = commands, leave
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._jobs: set[_Job] = set()
        self._stopped = False

    def run(
        self,
        work: Callable[[Progress], T],
        on_done: Callable[[T], object] | None = None,
        title: str = "",
        *,
        form: Form | None = None,
        says: str | Callable[[T], str] | None = None,
        touches: Iterable[str] = (),
        on_end: Callable[[], object] | None = None,
    ) -> Progress:
        """Start a work; ``on_done`` gets its result in the window's thread.

        A Refusal or a bug is shown as a command's would be; stopped by the person, it just ends.
        ``on_end`` is called in every case: to give a button back.
        """
        job = _Job(work, self._leave)
        if self._stopped:
            return job.progress
        topics = frozenset(touches)
        self._jobs.add(job)

        def ended(result: Any, error: Exception | None) -> None:
            self._jobs.discard(job)
            if self._stopped:  # the window that asked is gone
                if not self._jobs:
                    self.idle.emit()
                return
            self.hiding.emit(job.progress)
            if on_end is not None:
                on_end()
            if error is None:
                self._commands.succeed(result, on_done, says, topics)
            elif not isinstance(error, Cancelled):
                self._commands.fail(error, form)

        def show() -> None:
            if job in self._jobs:
                self.showing.emit(title, job.progress)

        receiver = _Receiver(self, ended)
        job.ended.connect(receiver.take, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(SHOW_AFTER_MS, self, show)
        self._pool.start(job.run)
        return job.progress

    def running(self) -> int:
        """How many works are not yet done."""
        return len(self._jobs)

    def stop(self, patience_ms: int = -1) -> bool:
        """Ask every work to stop and wait for it, for the window closes: what comes out is told nobody.

        False when the patience (−1: endless) was not long enough and something still runs.
        """
        self._stopped = True
        for job in self._jobs:
            job.progress.cancel()
        return self._pool.waitForDone(patience_ms)


class _Receiver(QObject):
    """Lives in the window's thread, so that a queued signal is taken up there."""

    def __init__(self, parent: QObject, ended: Callable[[Any, Exception | None], None]) -> None:
        super().__init__(parent)
        self._ended = ended

    def take(self, result: Any, error: Exception | None) -> None:
        self.deleteLater()
        self._ended(result, error)
