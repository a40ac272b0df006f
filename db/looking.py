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
def untraced(path: Path) -> Iterator[None]:
    """Whatever is opened inside, what was not beside the file before is not there afterwards.

    Only for a file that nobody else has open: else its log would be taken away.
    """
    before = {ending for ending in BESIDE if path.with_name(path.name + ending).exists()}
    try:
        yield
    finally:
        for ending in BESIDE:
            if ending not in before:
                path.with_name(path.name + ending).unlink(missing_ok=True)
