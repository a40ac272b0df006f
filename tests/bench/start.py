"""Cold start, as whole processes: our program until its table is painted, and a bare window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.measure import Result

ROOT = Path(__file__).parent.parent.parent
BARE = (
    "import sys\n"
    "from PySide6.QtCore import QTimer\n"
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "app = QApplication(sys.argv)\n"
    "window = QMainWindow()\n"
    "window.resize(1440, 900)\n"
    "window.show()\n"
    "QTimer.singleShot(0, app.quit)\n"
    "sys.exit(app.exec())\n"
)

# Until it is replaced, a process counts the memory of the one that started it: so a small one starts it.
LAUNCHER = (
    "import os, sys, time\n"
    "began = time.perf_counter()\n"
    "child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)\n"
    "_, status, usage = os.wait4(child, 0)\n"
    "print(os.waitstatus_to_exitcode(status), time.perf_counter() - began, usage.ru_maxrss)\n"
)


def measure(library: Path, rounds: int) -> list[Result]:
    """Time and peak memory of both, in turns."""
    took = Result("cold start to a usable request table", "s", 2.5)
    memory = Result("  peak memory of it", "MiB", 2.0)
    if not (ROOT / "app.py").exists():
        took.note = memory.note = "skipped: there is no app.py"
        return [took, memory]
    ours = [sys.executable, str(ROOT / "app.py"), "--data", str(library), "--exit-when-ready"]
    bare = [sys.executable, "-c", BARE]
    for turn in range(-1, rounds):  # the first turn only fills the disk's cache
        for command, times, peaks in ((ours, took.ours, memory.ours), (bare, took.floor, memory.floor)):
            code, second, mebibytes = _run(command)
            if code:
                took.note = memory.note = f"skipped: ended with {code}: {' '.join(command[1:3])[:60]}"
                took.ours, took.floor, memory.ours, memory.floor = [], [], [], []
                return [took, memory]
            if turn >= 0:
                times.append(second)
                peaks.append(mebibytes)
    return [took, memory]


def _run(command: list[str]) -> tuple[int, float, float]:
    """``(exit code, wall seconds, peak MiB)`` of one process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    told = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCHER, *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    code, second, peak = told.stdout.split()[-3:]
    return int(code), float(second), float(peak) / (1 << 20 if sys.platform == "darwin" else 1 << 10)
