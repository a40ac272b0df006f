"""Looking into a library's file without leaving a trace: no byte of it and nothing beside it changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import apsw

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database while it is open, or after a power cut."""


def still(path: Path) -> apsw.Connection:
    """A connection to a file that nobody writes to: nothing is created beside it. The caller closes it.

    What stands in a log beside it is not seen: use it for copies, or where there is no log. Raises
    apsw.Error.
    """
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    return apsw.Connection(f"file:{quote(str(path.absolute()))}?immutable=1", flags=flags)


@contextmanager
def as_it_stands(path: Path) -> Iterator[apsw.Connection]:
    """A library that no process has open, with what stands in a log beside it; nothing of it changes, and
    nothing stays beside it that was not there before. Raises apsw.Error."""
    before = _beside(path)
    if path.with_name(f"{path.name}-wal") in before:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    else:
        connection = still(path)
    try:
        yield connection
    finally:
        connection.close()
        for each in _beside(path) - before:
            each.unlink(missing_ok=True)


@contextmanager
def unless_it_fails(path: Path) -> Iterator[None]:
    """Open a file inside; when that raises, nothing stays beside it that was not there before."""
    before = _beside(path)
    try:
        yield
    except BaseException:
        for each in _beside(path) - before:
            each.unlink(missing_ok=True)
        raise


def _beside(path: Path) -> set[Path]:
    names = {path.with_name(path.name + ending) for ending in BESIDE}
    return {each for each in names if each.exists()}
