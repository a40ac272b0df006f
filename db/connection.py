"""The one connection to a library's file, one per thread, and how it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

import apsw
from peewee import DatabaseProxy, __exception_wrapper__  # type: ignore[attr-defined]
from playhouse.apsw_ext import APSWDatabase

from db import sqlite

Row = TypeVar("Row")

SCHEMA_VERSION = 16  # the number of the newest step in db/migrations
database = DatabaseProxy()


class DatabaseProblem(Exception):
    """The file cannot be used as it is; it has not been changed. ``code`` is one of
    ``newer``, ``damaged``, ``not_a_library``, ``unreachable``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class Store(APSWDatabase):
    """peewee's APSW database with this library's pragmas, and every thread's connection known."""

    def __init__(self, path: str) -> None:
        super().__init__(path, timeout=sqlite.BUSY_SECONDS, pragmas=sqlite.PRAGMAS)  # type: ignore[no-untyped-call]
        self._opened: list[apsw.Connection] = []
        self._opening = threading.Lock()

    def _connect(self) -> apsw.Connection:
        connection: apsw.Connection = super()._connect()  # type: ignore[no-untyped-call]
        connection.convert_binding = sqlite.convert
        with self._opening:
            self._opened.append(connection)
        return connection

    def _close(self, connection: apsw.Connection) -> None:
        with self._opening:
            if connection in self._opened:
                self._opened.remove(connection)
        connection.close()

    def execute_sql(self, sql, params=None):  # type: ignore[no-untyped-def]
        """As peewee does, raising what peewee raises, without what only its query log and hooks need: a
        payment is forty statements. Half characters, which no file can take, are replaced rather than raised.
        """
        try:
            return self.connection().execute(sql, params or ())  # type: ignore[no-untyped-call]
        except UnicodeEncodeError:
            whole = [sqlite.whole(each) if isinstance(each, str) else each for each in params or ()]
            return self.execute_sql(sql, whole)  # type: ignore[no-untyped-call]
        except apsw.Error:
            with __exception_wrapper__:
                raise

    def close_all(self) -> None:
        """Close this thread's connection and those that other threads left open."""
        self.close()
        with self._opening:
            left, self._opened = self._opened, []
        for connection in left:
            try:
                connection.close()
            except apsw.ThreadingViolationError:  # at work at this very moment: it breaks off, and goes with
                connection.interrupt()  # its thread

    def abandon(self) -> None:
        """Close everything and leave the file as it is: its log is not written into it."""
        for connection in self._opened:
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        self.close_all()


def check(path: Path) -> int:
    """The schema version of a library file (0: there is none yet). The file is not changed.

    Raises DatabaseProblem when the file is newer, damaged or somebody else's.
    """
    if not path.exists() or path.stat().st_size == 0:
        return 0
    try:
        application, version = sqlite.probe(str(path))
    except (apsw.NotADBError, apsw.CorruptError) as problem:
        raise DatabaseProblem("damaged", str(problem)) from problem
    except apsw.Error as problem:
        raise DatabaseProblem("unreachable", str(problem)) from problem
    if application != sqlite.APPLICATION_ID:
        raise DatabaseProblem("not_a_library")
    if version > SCHEMA_VERSION:
        raise DatabaseProblem("newer", f"{version} > {SCHEMA_VERSION}")
    return version


def open_store(path: Path) -> Store:
    """Make this file the library of the process. Migrate separately: see :mod:`db.schema`."""
    store = Store(str(path))
    database.initialize(store)
    try:
        if not path.exists():
            path.touch(mode=0o600)  # its owner's only, and so is what SQLite makes beside it
        store.connect(reuse_if_open=True)
    except Exception as problem:
        damaged = sqlite.trouble(problem) == "damaged"
        raise DatabaseProblem("damaged" if damaged else "unreachable", str(problem)) from problem
    return store


class _Action:
    """One transaction, or a savepoint inside another.

    A full or failing disk makes SQLite roll the whole transaction back by itself. Then no savepoint is left
    to go back to, and peewee's complaint about that would hide what the disk had said.
    """

    def __enter__(self) -> None:
        inside = database.transaction_depth() > 0
        self._whole = None if inside else database.transaction("IMMEDIATE")
        if self._whole is None:
            database.execute_sql("SAVEPOINT action")  # of several with one name SQLite means the innermost
        else:
            self._whole.__enter__()

    def __exit__(self, kind: Any, problem: BaseException | None, trace: Any) -> None:
        try:
            if self._whole is not None:
                self._whole.__exit__(kind, problem, trace)
                return
            if problem is not None:
                database.execute_sql("ROLLBACK TO action")
            database.execute_sql("RELEASE action")
        except Exception:
            if problem is None or database.connection().in_transaction:
                raise  # otherwise what was raised inside goes on


def transaction() -> AbstractContextManager[Any]:
    """One counter action: takes the write lock at once; inside another it is a savepoint."""
    return _Action()


def rows(into: Callable[..., Row], sql: str, parameters: Iterable[Any] = ()) -> list[Row]:
    """All rows of a query, each through a row class that takes the columns in order."""
    return [into(*row) for row in database.execute_sql(sql, tuple(parameters))]


def first(into: Callable[..., Row], sql: str, parameters: Iterable[Any] = ()) -> Row | None:
    """The first row of a query, or None."""
    for row in database.execute_sql(sql, tuple(parameters)):
        return into(*row)
    return None


def value(sql: str, parameters: Iterable[Any] = ()) -> Any:
    """The single value of a query; None when there is no row."""
    for row in database.execute_sql(sql, tuple(parameters)):
        return row[0]
    return None


def execute(sql: str, parameters: Iterable[Any] = ()) -> int:
    """Run a statement and say how many rows it changed."""
    changed: int = database.rows_affected(database.execute_sql(sql, tuple(parameters)))
    return changed


def execute_many(sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run a statement once for each row of parameters: a batch, in the caller's transaction."""
    database.cursor().executemany(sql, rows)


def empty_log() -> None:
    """Move what the write-ahead log holds into the file and cut the log to nothing; readers may delay it."""
    database.connection().wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)


def data_version() -> int:
    """A number that changes when another process has written to the file."""
    return int(value("PRAGMA data_version"))
