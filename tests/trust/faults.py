"""A disk that refuses: an APSW VFS that fails at the n-th write, once or from then on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import apsw

NAME = "faulty"
BASE = apsw.vfs_names()[0]  # what SQLite uses here by itself: "unix", "win32"
FULL, FAILED = apsw.FullError, apsw.IOError


class Faulty(apsw.VFS):
    """Counts what changes a file: write, truncate, sync, delete. :meth:`arm` says at which trouble begins.

    A full disk takes no more bytes but can still be synced; a failing one does neither.
    """

    def __init__(self) -> None:
        super().__init__(NAME, BASE, makedefault=False)
        self._problem: type[Exception] = FAILED
        self._left, self._once = 0, True
        self.fired = 0

    @contextmanager
    def at_work(self) -> Iterator[Faulty]:
        """Every connection opened inside goes through it."""
        apsw.set_default_vfs(NAME)
        try:
            yield self
        finally:
            apsw.set_default_vfs(BASE)

    def arm(self, at: int, problem: type[Exception], *, once: bool) -> None:
        """Fail at the ``at``-th change from now, counted from 1, or also at every one after it."""
        self._left, self._problem, self._once, self.fired = at, problem, once, 0

    def disarm(self) -> None:
        """The disk is well again."""
        self._left = 0

    def changing(self, writes: bool) -> None:
        """Raise what a change meets, if it is its turn."""
        if not self._left or (self._problem is FULL and not writes):
            return
        if self._left > 1:
            self._left -= 1
            return
        self.fired += 1
        if self._once:
            self._left = 0
        raise self._problem("injected")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return _File(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.changing(writes=False)
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, disk: Faulty, name: Any, flags: list[int]) -> None:
        super().__init__(BASE, name, flags)
        self._disk = disk

    def xLock(self, level: int) -> None:
        """See :meth:`tests.trust.powercut._File.xLock`."""
        try:
            super().xLock(level)
        except apsw.IOError as problem:
            raise apsw.BusyError from problem

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.changing(writes=True)
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._disk.changing(writes=False)
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        """Counted, and otherwise left out: nobody pulls a plug here."""
        self._disk.changing(writes=False)
