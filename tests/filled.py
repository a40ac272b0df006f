"""A filled library for tests: made once by each worker, copied for whoever wants to change it."""

from __future__ import annotations

import atexit
import datetime as dt
import shutil
import tempfile
from functools import cache
from pathlib import Path

from ill_desktop.cli import make_demo
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk, open_desk

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)  # Saturday, 14:00 in Hangzhou
PATRONS, REQUESTS, SEED = 60, 420, 7


@cache
def template() -> Path:
    """The folder of a small demo library, closed. Nobody changes it."""
    folder = Path(tempfile.mkdtemp(prefix="ill-desk-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_demo(folder / "library", PATRONS, REQUESTS, SEED, clock=FixedClock(NOW)).close()
    return folder / "library"


def copy_to(target: Path) -> Path:
    """A library of one's own in that folder."""
    return Path(shutil.copytree(template(), target))


def open_copy(target: Path) -> Desk:
    """The same, opened; the caller closes it."""
    return open_desk(copy_to(target), FixedClock(NOW))
