"""A disk that loses power: what was written since a file was last synced may be there, or not, or in part.

:class:`Recorder` is an APSW VFS that passes everything on to the real file system and writes down, file by
file, what SQLite asked for: create, write, truncate, sync, delete. :class:`Disk` replays that story up to any
moment and says what a power cut there may leave. What was synced is left as it was; everything since is
dropped, kept, torn or garbled sector by sector, in any order, as disks do that promise no more than
``fsync`` (https://sqlite.org/atomiccommit.html, sections 2 and 9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import apsw

SECTOR = 512
NAME = "powercut"


class Event(NamedTuple):
    """What happened to a file, or an acknowledgement (``what`` = "ack", ``data`` the line)."""

    what: str
    file: str
    offset: int = 0
    data: bytes | str = b""


class _File(apsw.VFSFile):
    """Only what changes a file is looked at; reading goes straight to the real one."""

    def __init__(self, recorder: Recorder, name: Any, flags: list[int]) -> None:
        super().__init__(recorder.base_name, name, flags)
        self._recorder = recorder
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name).name

    def xLock(self, level: int) -> None:
        """A file opened for reading cannot be locked for writing; SQLite, which tries that when it closes,
        passes over it, but APSW would raise everything save "busy"."""
        try:
            super().xLock(level)
        except apsw.IOError as problem:
            raise apsw.BusyError from problem

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._recorder.events.append(Event("write", self._name, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        super().xTruncate(size)
        self._recorder.events.append(Event("truncate", self._name, size))

    def xSync(self, flags: int) -> None:
        """Written down and not carried out: only the story counts, and nobody pulls this plug."""
        self._recorder.events.append(Event("sync", self._name))


class Recorder(apsw.VFS):
    """Writes down what SQLite does to its files while it is the default VFS: ``with recorder.at_work():``."""

    base_name = apsw.vfs_names()[0]  # what SQLite uses here by itself: "unix", "win32"

    def __init__(self) -> None:
        super().__init__(NAME, self.base_name, makedefault=False)
        self.events: list[Event] = []

    @contextmanager
    def at_work(self) -> Iterator[list[Event]]:
        """Every connection opened inside is recorded; the story so far is forgotten."""
        self.events = []
        apsw.set_default_vfs(NAME)
        try:
            yield self.events
        finally:
            apsw.set_default_vfs(self.base_name)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        if name is None:  # a temporary file of SQLite's own: it is worth nothing after a crash
            return super().xOpen(name, flags)
        file = Path(name.filename() if isinstance(name, apsw.URIFilename) else name)
        new = not file.exists()
        opened = _File(self, name, flags)
        if new:
            self.events.append(Event("create", file.name))
        return opened

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.events.append(Event("delete", Path(filename).name, int(syncdir)))


class _Kept:
    """One file: the bytes that are safe (None: it is in no directory yet), and what came since."""

    def __init__(self, safe: bytes | None) -> None:
        self.safe = safe
        self.since: list[Event] = []


class Disk:
    """What stands on the disk as a story of events goes on."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = {name: _Kept(data) for name, data in files.items()}

    def take(self, event: Event) -> None:
        """One more event has happened."""
        kept = self._files.setdefault(event.file, _Kept(None))
        if event.what == "sync":
            # A new file is known to its directory from its first sync on: SQLite's unix VFS syncs both.
            kept.safe, kept.since = _replayed(kept.safe, kept.since), []
        elif event.what == "delete" and event.offset:
            del self._files[event.file]
        elif event.what != "ack":
            kept.since.append(event)

    def cut(self, random: Random) -> dict[str, bytes]:
        """The files as the next start may find them, if the power goes now."""
        chance = random.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        left = {name: _survivor(kept, random, chance) for name, kept in self._files.items()}
        return {name: data for name, data in left.items() if data is not None}


def _replayed(safe: bytes | None, since: Sequence[Event]) -> bytes | None:
    """A file after everything has reached it."""
    data: bytearray | None = None if safe is None else bytearray(safe)
    for event in since:
        if event.what == "delete":
            data = None
            continue
        data = bytearray() if data is None else data
        _apply(data, event, len(event.data))
    return None if data is None else bytes(data)


def _apply(data: bytearray, event: Event, length: int) -> None:
    if event.what == "truncate":
        del data[event.offset :]
        data.extend(bytes(event.offset - len(data)))
    elif event.what == "write":
        end = event.offset + length
        data.extend(bytes(max(0, end - len(data))))
        assert isinstance(event.data, bytes)
        data[event.offset : end] = event.data[:length]


def _survivor(kept: _Kept, random: Random, chance: float) -> bytes | None:
    """A file after a cut: every sector written since the last sync made it with this chance.

    What did not may be gone, or be cut off in the middle, or hold rubbish; creating and deleting the file may
    not have reached the directory.
    """
    if not kept.since:
        return kept.safe
    data: bytearray | None = None if kept.safe is None else bytearray(kept.safe)
    for event in kept.since:
        if event.what in ("create", "delete"):
            if random.random() < max(chance, 0.5):
                data = None if event.what == "delete" else (data or bytearray())
            continue
        if data is None:
            continue
        if event.what == "truncate":
            if random.random() < chance:
                _apply(data, event, 0)
            continue
        for sector in _sectors(event):
            _land(data, sector, random, chance)
    return None if data is None else bytes(data)


def _sectors(event: Event) -> Iterator[Event]:
    """A write in the pieces in which it reaches the disk."""
    begin, end = event.offset, event.offset + len(event.data)
    while begin < end:
        until = min(end, begin - begin % SECTOR + SECTOR)
        yield Event("write", event.file, begin, event.data[begin - event.offset : until - event.offset])
        begin = until


def _land(data: bytearray, sector: Event, random: Random, chance: float) -> None:
    if random.random() < chance:
        _apply(data, sector, len(sector.data))
        return
    fate = random.random()
    if fate < 0.1:  # torn
        _apply(data, sector, random.randrange(len(sector.data)))
    elif fate < 0.13:  # rubbish, but never beyond what was being written
        _apply(data, sector._replace(data=random.randbytes(len(sector.data))), len(sector.data))
