"""New libraries for tests: each is made once by each worker and then copied, at a twentieth of the cost."""

from __future__ import annotations

import atexit
import datetime as dt
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from db import connection, schema
from ill_desktop import desk as desks
from ill_desktop import paths
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.ground import Ground, make_key
from ill_desktop.library import Library, profile
from ill_desktop.paths import Folder
from ill_desktop.patrons import setup

First = tuple[str, str, str]


def new_desk(
    root: Path, clock: FixedClock, *, language: str = "zh_CN", demo: bool = False, first: First | None = None
) -> Desk:
    """What ``create_desk`` gives for the branch YQ of ``zju``; the caller closes it."""
    return Desk(*_copied(_new_desk(clock.now(), language, demo, first), root, clock))


def new_ground(root: Path, clock: FixedClock) -> tuple[Ground, connection.Store]:
    """A library by the profile ``zju`` with nothing in it but institutions; the caller closes the store."""
    return _copied(_new_ground(clock.now()), root, clock)


def _copied(template: Path, root: Path, clock: FixedClock) -> tuple[Ground, connection.Store]:
    folder = Folder(Path(shutil.copytree(template, root)))
    return Ground(clock, folder, Library(json.loads(_facts()))), connection.open_store(folder.database)


@cache
def _facts() -> str:
    return json.dumps(profile("zju").facts)


def _place() -> Path:
    """A folder for as long as this worker lives."""
    place = Path(tempfile.mkdtemp(prefix="ill-desk-tests-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place / "library"


@cache
def _new_desk(now: dt.datetime, language: str, demo: bool, first: First | None) -> Path:
    place = _place()
    desks.create_desk(place, "zju", "YQ", language, demo=demo, clock=FixedClock(now), first=first).close()
    return place


@cache
def _new_ground(now: dt.datetime) -> Path:
    folder = Folder(_place())
    folder.make()
    make_key(folder.key)
    store = connection.open_store(folder.database)
    schema.migrate(store, paths.migrations())
    setup.plant(Ground(FixedClock(now), folder, profile("zju")))
    store.close_all()
    return folder.root
