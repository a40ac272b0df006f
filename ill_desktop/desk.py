"""The Desk: one object that holds the services, built once by the window, the command line and the tests."""

from __future__ import annotations

import datetime as dt
import json
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from db import connection, looking, sqlite
from ill_desktop import disk, paths, settings
from ill_desktop.clock import Clock, utc_time
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground, make_key
from ill_desktop.library import Library, profile
from ill_desktop.paths import Folder
from ill_desktop.services import Services
from ill_desktop.staff.rules import check_new
from ill_desktop.words import Words, load

LIBRARY, BRANCH, LANGUAGE, DEMO, DEVICE = "library", "branch", "language", "demo", "device"
CLOCKS_DIFFER = dt.timedelta(minutes=5)
ROOM = 1 << 20  # bytes; what a library takes beside its file to be opened, and some more
"""By so much the clock of a machine may be put right without a word."""
# The latest of the last entries: after the clock was set back, the newest is not the latest.
_LAST_DONE = "SELECT MAX(at) FROM (SELECT at FROM audit ORDER BY id DESC LIMIT 1000)"


class State(NamedTuple):
    """The counter at a glance. Times are UTC text."""

    till: str
    shift_since: str | None
    waiting: int
    to_review: int
    backup_at: str | None


class Desk(Services):
    """A library that is open: its services, and what every window asks first."""

    def __init__(self, ground: Ground, store: connection.Store) -> None:
        super().__init__(ground)
        self._store = store
        self.is_closed = False

    @property
    def library(self) -> Library:
        return self.ground.library

    @property
    def clock(self) -> Clock:
        return self.ground.clock

    @cached_property
    def branch(self) -> str:
        """The code of the branch this counter stands in."""
        return str(settings.read(BRANCH))

    @cached_property
    def is_demo(self) -> bool:
        return bool(settings.read(DEMO))

    @property
    def language(self) -> str:
        return str(settings.read(LANGUAGE, "zh_CN"))

    def words(self, language: str | None = None) -> Words:
        """The trade's words in a language (default: this counter's)."""
        return load(language or self.language)

    def state(self, till_id: int | None = None) -> State:
        """What the status bar says, of one till while it is offered, else of the first that is.

        Each figure is one indexed query.
        """
        row = connection.first(
            State,
            "SELECT t.name, s.opened_at, (SELECT COUNT(*) FROM outbox WHERE state = 'waiting'), "
            "(SELECT COUNT(*) FROM patron WHERE state = 'pending_review' AND merged_into IS NULL), "
            "(SELECT value ->> '$' FROM setting WHERE key = 'backup.last') "
            "FROM till t LEFT JOIN shift s ON s.till_id = t.id AND s.closed_at IS NULL "
            "WHERE t.id NOT IN (SELECT r.value FROM setting k, json_each(k.value) r "
            "WHERE k.key = 'tills.retired') ORDER BY t.id IS NOT ?, t.id LIMIT 1",
            (till_id,),
        )
        assert row is not None  # every library has a till from its first day
        return row

    def clock_behind(self) -> Refusal | None:
        """``clock.behind`` when this machine's clock stands before what was done last; None when it is well.

        Only a warning: numbers and the order of entries follow their ids, never the time.
        """
        last = connection.value(_LAST_DONE)
        now = self.clock.now()
        if last is None or utc_time(last) <= now + CLOCKS_DIFFER:
            return None
        was, is_now = (f"{self.clock.local(each):%Y-%m-%d %H:%M}" for each in (utc_time(last), now))
        return Refusal("clock.behind", last=was, now=is_now)

    def key_gone(self) -> Refusal | None:
        """``key.missing`` or ``key.other`` when the key beside the library is not its own, else None."""
        from ill_desktop.keeping import key_file

        problem = key_file.key_problem(self.ground.folder)
        return Refusal(f"key.{problem}", file=self.ground.folder.key.name) if problem else None

    @staticmethod
    def data_version() -> int:
        """Changes when another process has written to the library."""
        return connection.data_version()

    def leave_thread(self) -> None:
        """Close the connection that the calling thread opened by asking something."""
        self._store.close()

    def close(self) -> None:
        """Close every connection of this process."""
        self.is_closed = True
        self._store.close_all()


def exists(root: Path) -> bool:
    """Whether a folder holds a library already, be it one whose restore was interrupted."""
    return Folder(root).database.exists() or (root / paths.RESTORE_READY).exists()


def refuse_lost(root: Path) -> None:
    """Raise Refusal ``database.lost`` when the backups of a library lie in a folder, but no library: a new
    one there would give numbers that stand on papers already."""
    from ill_desktop.keeping import reading

    folder = Folder(root)
    if not exists(root) and reading.listed(folder.backups):
        raise Refusal("database.lost", file=folder.database.name, folder=str(root))


def open_desk(root: Path, clock: Clock | None = None) -> Desk:
    """Open the library in a folder, bringing its schema up to date after a backup.

    Raises Refusal ``database.missing``, ``database.lost``, ``database.newer``, ``database.damaged``,
    ``database.not_a_library``, ``database.full`` or ``database.unreachable``, and ``folder.share`` or
    ``folder.read_only``; the file is then as it was.
    """
    folder = Folder(root)
    if root.exists():
        disk.check(root)
    if (root / paths.RESTORE_READY).exists():
        from ill_desktop.keeping import swap

        swap.finish(folder)
    if not folder.database.exists():
        refuse_lost(root)
        raise Refusal("database.missing", folder=str(root))
    with looking.unless_it_fails(folder.database):
        store, facts = _opened(folder)
    folder.close_to_others()
    library = Library(json.loads(facts))
    return Desk(Ground(clock or Clock(library.time_zone), folder, library), store)


def _opened(folder: Folder) -> tuple[connection.Store, str]:
    """The store of a library in its newest schema, and the library's facts. Raises Refusal."""
    name = folder.database.name
    try:
        version = connection.check(folder.database)
        if not folder.database.stat().st_size:  # it is what is left of a library, not the beginning of one
            raise Refusal("database.damaged", file=name)
        store = connection.open_store(folder.database)
    except connection.DatabaseProblem as problem:
        full = problem.code == "unreachable" and disk.free(folder.root) < ROOM
        raise Refusal(f"database.{'full' if full else problem.code}", file=name) from problem
    try:
        if version < connection.SCHEMA_VERSION:
            _migrate(store, folder)
        facts = connection.value("SELECT value FROM setting WHERE key = ?", (LIBRARY,))
        if facts is None:
            raise Refusal("database.not_a_library", file=name)
        json.loads(facts)
    except BaseException as problem:
        store.abandon()
        if isinstance(problem, ValueError) or sqlite.trouble(problem) == "damaged":
            raise Refusal("database.damaged", file=name) from problem
        raise
    return store, facts


def _migrate(store: connection.Store, folder: Folder) -> None:
    from db import schema
    from ill_desktop.keeping import backup

    backup.before_migration(folder)
    schema.migrate(store, paths.migrations())


def create_desk(
    root: Path,
    library: str,
    branch: str,
    language: str,
    *,
    demo: bool = False,
    clock: Clock | None = None,
    first: tuple[str, str, str] | None = None,
) -> Desk:
    """A new library in an empty or missing folder, from a shipped profile.

    ``first`` is the administrator: login, name, password. The database is made under another name and put
    in its place when it is whole, so that no half library is ever met. Raises Refusal ``database.exists``,
    ``database.lost``, ``database.branch``, ``folder.share`` or ``folder.read_only``.
    """
    from db import schema

    disk.check(root)
    folder = Folder(root)
    if folder.database.exists():
        raise Refusal("database.exists", folder=str(root))
    refuse_lost(root)
    facts = profile(library)
    if branch not in facts.branches:
        raise Refusal("database.branch", "branch", branch=branch)
    folder.make()
    make_key(folder.key)
    making = folder.database.with_name(paths.DATABASE + ".new")
    _remove(making)
    ground = Ground(clock or Clock(facts.time_zone), folder, facts)
    store = connection.open_store(making)
    try:
        schema.migrate(store, paths.migrations())
        _plant(Desk(ground, store), branch, language, demo, first)
        store.close_all()
        making.rename(folder.database)
        folder.close_to_others()
    except BaseException:
        store.close_all()
        _remove(making)
        raise
    return Desk(ground, connection.open_store(folder.database))


def _remove(database: Path) -> None:
    """A database that never became one, and what SQLite keeps beside it; nothing else."""
    for ending in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def found_library(
    root: Path,
    library: str,
    branch: str,
    language: str,
    *,
    login: str,
    name: str,
    password: str,
    clock: Clock | None = None,
) -> Desk:
    """A new library with its first administrator: the first visit. Raises Refusal(s) by field, and then
    nothing has been made."""
    refuse(check_new(login, name, "administrator", password))
    return create_desk(root, library, branch, language, clock=clock, first=(login, name, password))


def _plant(desk: Desk, branch: str, language: str, demo: bool, first: tuple[str, str, str] | None) -> None:
    """The first rows of a new library, in one transaction."""
    from ill_desktop.keeping import key_file
    from ill_desktop.patrons import setup

    with connection.transaction():
        settings.write(LIBRARY, desk.library.facts)
        settings.write(BRANCH, branch)
        settings.write(LANGUAGE, language)
        settings.write(DEVICE, f"{branch}1")
        settings.write(key_file.KEY_ID, key_file.key_id(desk.ground.folder))
        if demo:
            settings.write(DEMO, True)
        setup.plant(desk.ground)
        desk.cashier.tariffs.plant()
        desk.requests.plant_suppliers()
        desk.shifts.add_till("1")
        if first:
            desk.staff.add_first(*first)
