"""One walk from the first visit to the month's report."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui.shell.desk_window import DeskWindow
from ui.tour import ending, visit, work
from ui.tour.hands import Stuck
from ui.tour.tour import Tour


def parts() -> list[Callable[[Tour], object]]:
    """The steps of the main job, in their order."""
    return [
        visit.first_visit,
        visit.sign_in,
        visit.import_registry,
        visit.register,
        visit.review,
        visit.activate,
        work.two_requests,
        work.walk_to_received,
        work.take_cash,
        work.transfer,
        work.deliver,
        ending.report,
        ending.rest_of_the_house,
        ending.kiosk,
    ]


def go(tour: Tour) -> None:
    """Take every step. Raises Stuck when something that should appear does not."""
    for part in parts():
        part(tour)


def end(tour: Tour) -> None:
    """Close what is open."""
    if isinstance(tour.program.window, DeskWindow):
        tour.desk_window.leave()
        tour.desk.close()


def _listen(kind: QtMsgType, context: object, message: str) -> None:
    """Pass on what Qt says, but not that there is no screen to size windows on."""
    if "This plugin does not support" not in message:
        sys.stderr.write(message + "\n")


def run(out: Path) -> int:
    """The whole walk; says what stopped it if anything did."""
    qInstallMessageHandler(_listen)
    home = Path(tempfile.mkdtemp(prefix="ill-tour-"))
    tour = Tour(QApplication(sys.argv[:1]), out, home)
    try:
        go(tour)
    except Stuck as stuck:
        sys.stderr.write(f"The tour waits in vain for: {stuck}\n")
        return 1
    finally:
        end(tour)
        shutil.rmtree(home, ignore_errors=True)
    sys.stdout.write(
        f"{len(tour.camera.taken)} pictures and {len(list(tour.papers.iterdir()))} papers: {out}\n"
    )
    return 0
