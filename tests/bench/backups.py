"""A whole backup, its checks included, and whether the window can be worked in meanwhile.

``python -m tests.bench.backups DIR`` measures the window over one library; the goal is no stall over 100 ms.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import apsw
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ill_desktop.cli import ACTOR
from ill_desktop.desk import Desk, open_desk
from ill_desktop.staff.rules import Actor
from tests.bench.measure import Result, in_turns
from ui.kit import theme
from ui.requests.screen import RequestsScreen
from ui.session import Session

ROOT = Path(__file__).parent.parent.parent
LONGEST_STALL = 0.100
_TICK_MS, _KEY_MS = 2, 80


def measure(desk: Desk, work: Path, rounds: int) -> Result:
    """All of it: copy, documents, every check, hashes, flushed to the disk, and the row that says so.

    The floor copies the same file with the system's own copy and asks SQLite whether the copy is whole. It
    checks no books, no chain and no hash, so there is no goal for the ratio: trust.md has one for the copying
    alone, ``backup, without its checks``.
    """
    folder = desk.ground.folder

    def ours() -> None:
        shutil.rmtree(desk.keeping.backup(ACTOR, work / "backups").folder)

    def floor() -> None:
        target = work / "floor-copy.db"
        shutil.copyfile(folder.database, target)
        with target.open("rb") as stream:
            os.fsync(stream.fileno())
        copy = apsw.Connection(str(target), flags=apsw.SQLITE_OPEN_READONLY)
        copy.execute("PRAGMA integrity_check").fetchall()
        copy.close()
        target.unlink()

    note = "floor: file copied, integrity_check; ours checks the books, the chain and every document too"
    return in_turns("backup, verified", ours, floor, None, min(rounds, 3), note=note)


def measure_window(library: Path, rounds: int) -> Result:
    """The longest time in which the window did nothing, while somebody types into it: during a backup, and
    in as much time without one. In a process of its own: the bench itself opens no window."""
    command = [sys.executable, "-m", "tests.bench.backups", str(library), str(min(rounds, 3))]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1800, check=True
    )
    pairs = [tuple(map(float, line.split())) for line in done.stdout.splitlines()]
    ours, floor = [each[0] for each in pairs], [each[1] for each in pairs]
    kept = "kept" if max(ours) <= LONGEST_STALL else "NOT KEPT"
    note = (
        f"longest {max(ours) * 1000:.0f} ms (goal ≤ {LONGEST_STALL * 1000:.0f} ms: {kept}); floor: no backup"
    )
    return Result("stall of the window during a backup", "s", None, ours, floor, note)


class Watch:
    """Types into the request screen, and notes the longest time between two turns of the window.

    What is typed is not searched for: how long the rows of a search take is measured in ``typing.py``.
    """

    def __init__(self, app: QApplication, session: Session) -> None:
        self._app, self._session = app, session
        self._screen = RequestsScreen(session)
        self._screen.resize(1220, 800)
        self._screen.show()
        self._screen.opened()
        self._screen.tabs.choose("all")
        self._tick, self._key = QTimer(interval=_TICK_MS), QTimer(interval=_KEY_MS)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._turn)
        self._line = self._screen.filters.search
        self._line.blockSignals(True)
        self._key.timeout.connect(self._press)
        self._last = self._longest = 0.0

    def _turn(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def _press(self) -> None:
        if len(self._line.text()) > 20:
            self._line.clear()
        QTest.keyClick(self._line, Qt.Key.Key_A)

    def longest(self, while_true: Callable[[], bool]) -> float:
        """Seconds."""
        self._longest, self._last = 0.0, time.perf_counter()
        self._tick.start()
        self._key.start()
        while while_true():
            self._app.processEvents()
            time.sleep(0.0005)  # as an event loop waits: the other thread gets its turn
        self._tick.stop()
        self._key.stop()
        return self._longest

    def during_a_backup(self, target: Path) -> tuple[float, float]:
        """The longest stall, and how long the backup took."""
        session, running, began = self._session, [True], time.perf_counter()
        session.tasks.run(
            lambda progress: session.desk.keeping.backup(ACTOR, target, progress.step),
            on_end=running.clear,
        )
        longest = self.longest(lambda: bool(running))
        return longest, time.perf_counter() - began


def _watch(library: Path, rounds: int) -> None:
    """Print the longest stall with and without a backup, a line a round."""
    app = QApplication([])
    theme.apply(app, theme.LIGHT)
    desk = open_desk(library)
    session = Session(desk, Actor("bench", "administrator", staff_id=1), "zh_CN")
    watch, target = Watch(app, session), library.parent / "stalls"
    for turn in range(-1, rounds):
        during, took = watch.during_a_backup(target)
        ends = time.perf_counter() + took
        without = watch.longest(lambda ends=ends: time.perf_counter() < ends)  # type: ignore[misc]
        shutil.rmtree(target)
        if turn >= 0:  # the first turn only warms up
            print(f"{during:.6f} {without:.6f}", flush=True)
    session.tasks.stop()
    desk.close()


if __name__ == "__main__":
    _watch(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
