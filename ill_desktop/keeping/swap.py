"""Putting another database in the place of a library's own: all of it or nothing, whenever the power goes.

The new one is made ready under ``restore.part``. Giving that folder the name ``restore.ready`` is the one
step that decides: before it the old library stands; after it the new one does, since whoever opens the
folder next carries the rest out. What was there is moved to ``aside/<stamp>``, byte for byte, and stays.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from db import looking
from ill_desktop import paths
from ill_desktop.errors import Refusal
from ill_desktop.keeping import backup
from ill_desktop.paths import Folder

PART, READY, STAMP = "restore.part", paths.RESTORE_READY, "aside"
# The byte range that a SQLite connection in WAL mode holds a shared lock on as long as it is open.
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510


def begin(folder: Folder) -> Path:
    """An empty folder to make the new library in; what an interrupted restore left there goes.

    Raises Refusal ``restore.busy`` while a window, a kiosk or another program has the library open.
    """
    finish(folder)
    if in_use(folder.database):
        raise Refusal("restore.busy", folder=str(folder.root))
    folder.make()
    part = folder.root / PART
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    return part


def in_use(database: Path) -> bool:
    """Whether another process has a database open. Never call it while this one has: closing the file again
    would take its own locks away (POSIX). Elsewhere an open file cannot be moved, which says the same."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        with database.open("rb+") as stream:
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
    except BlockingIOError:
        return True
    except OSError:  # it is not there, or cannot be written: then nobody works with it
        return False
    return False


def aside(folder: Folder, now: dt.datetime) -> Path:
    """A name under which what is there will be kept; it is not made yet."""
    return backup.unused(folder.aside / backup.stamp(now))


def commit(folder: Folder, part: Path, keep_in: Path) -> None:
    """From here on the new library stands. Raises OSError, and then the old one does."""
    (part / STAMP).write_text(keep_in.name, "ascii")
    backup.flush(part)
    part.rename(folder.root / READY)
    paths.flush(folder.root)
    finish(folder)


def finish(folder: Folder) -> None:
    """Carry out what was decided; does nothing when nothing was. Every step may be repeated."""
    ready = folder.root / READY
    if not ready.is_dir():
        return
    if (ready / paths.DATABASE).exists():
        keep_in = folder.aside / (ready / STAMP).read_text("ascii")
        keep_in.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.aside.chmod(0o700)
        _move_documents(folder, ready, keep_in)
        # The log first: beside another database it would be written into that.
        for name in (*(paths.DATABASE + ending for ending in looking.BESIDE), paths.DATABASE):
            if (folder.root / name).exists():
                (folder.root / name).rename(keep_in / name)
        paths.flush(keep_in)
        paths.flush(folder.root)
        if (ready / paths.KEY_FILE).exists():
            _replace(ready / paths.KEY_FILE, folder.key, keep_in)
        (ready / paths.DATABASE).rename(folder.database)
        paths.flush(folder.root)
        if not any(keep_in.iterdir()):  # nothing stood there: another machine
            keep_in.rmdir()
    shutil.rmtree(ready)


def _move_documents(folder: Folder, ready: Path, keep_in: Path) -> None:
    """Documents are kept by their content: one that is not what its name says makes room."""
    for file in Folder(ready).documents.glob("??/*"):
        target = folder.document(file.name)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(file, target, keep_in)
        paths.flush(target.parent)


def _replace(file: Path, target: Path, keep_in: Path) -> None:
    if target.exists():
        target.rename(keep_in / target.name)
    file.rename(target)
