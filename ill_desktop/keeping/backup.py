"""A copy of the library's file that has been checked, made while others go on working."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from db import connection, sqlite
from ill_desktop import audit, paths
from ill_desktop.errors import Refusal
from ill_desktop.keeping import checks
from ill_desktop.keeping.verify import digest
from ill_desktop.paths import Folder
from ill_desktop.requests import files

Progress = Callable[[int, int], object]
DISK: tuple[type[Exception], ...] = (OSError, *sqlite.ERRORS)
PAGES_AT_ONCE = 2_000  # 8 MiB: some milliseconds, so that stopping is felt at once


def stamp(now: dt.datetime) -> str:
    """``20261121T062603Z``: what a backup's folder is called."""
    return now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def before_migration(folder: Folder) -> Path | None:
    """Copy the open library, still in its old schema, into ``backups/``; None when there is nothing yet.

    Raises Refusal ``backup.…`` when the copy cannot be made or is not good: then nothing is migrated.
    """
    version = connection.value("PRAGMA user_version")
    if not connection.value("SELECT COUNT(*) FROM sqlite_schema"):
        return None
    # The clock of the machine: the library's own is known only once it is open.
    target = unused(folder.backups / f"schema-{version}-{stamp(dt.datetime.now(dt.UTC))}")
    with making(target) as part:
        copy_database(part / paths.DATABASE, lambda done, of: None, [*checks.FILE, *checks.BOOKS])
    return target


def unused(target: Path) -> Path:
    """The same name, or with a number behind it when there is such a folder already."""
    names = (target, *(target.with_name(f"{target.name}-{n}") for n in range(2, 1000)))
    return next(name for name in names if not name.exists() and not _part(name).exists())


def _part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


@contextmanager
def making(target: Path) -> Iterator[Path]:
    """A folder under another name until it is complete; nothing is left of one that is not.

    What the disk refuses becomes Refusal ``backup.disk``.
    """
    part = _part(target)
    try:
        part.mkdir(parents=True, mode=0o700)
        yield part
        part.rename(target)
    except DISK as problem:
        raise _disk(target, problem) from problem
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _disk(target: Path, problem: Exception) -> Refusal:
    reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return Refusal("backup.disk", folder=str(target.parent), problem=reason)


def copy_database(target: Path, progress: Progress, must_hold: list[checks.Check]) -> str:
    """Copy the open library into a new file and check the copy; returns the head of its audit chain.

    ``progress(done, of)`` counts pages; what it raises stops the work. Raises Refusal ``backup.bad`` when
    the copy does not hold what it must, and what the disk raises.
    """
    source = connection.database.connection()
    # One reading transaction: the copy is of one moment, and nobody's writing starts it anew.
    source.execute("BEGIN")
    try:
        head, sums = audit.head(), _ledger(checks.ask_open_library)
        sqlite.copy(source, str(target), PAGES_AT_ONCE, progress)
    finally:
        source.execute("ROLLBACK")
    copied = sqlite.read_only(str(target))
    try:
        found = list(checks.run(copied.execute, must_hold))
        newest = "SELECT hash FROM audit ORDER BY id DESC LIMIT 1"
        if next(iter(copied.execute(newest)), (audit.START,))[0] != head or _ledger(copied.execute) != sums:
            found.append(checks.Finding("copy"))
    finally:
        copied.close()
    if found:
        raise Refusal("backup.bad", count=len(found))
    return head


def _ledger(ask: checks.Ask) -> tuple[int, ...]:
    """What tells whether two ledgers are the same: how many postings, and their sums."""
    sql = (
        "SELECT COUNT(*), COALESCE(SUM(amount_fen), 0), COALESCE(SUM(ABS(amount_fen)), 0), "
        "COALESCE(MAX(id), 0) FROM posting"
    )
    return next(iter(ask(sql)))


def copy_documents(folder: Folder, target: Path, progress: Progress) -> tuple[int, int]:
    """Copy every document that a request names, each checked by its hash; returns ``(how many, bytes)``.

    Raises Refusal ``backup.document`` when one is missing or not what it was, and what the disk raises.
    """
    named = connection.rows(str, "SELECT DISTINCT sha256 FROM request_file ORDER BY sha256")
    kept = Folder(target)
    kept.documents.mkdir()
    size = 0
    for done, sha256 in enumerate(named, 1):
        source, copied = files.path_of(folder, sha256), files.path_of(kept, sha256)
        copied.parent.mkdir(exist_ok=True)
        if not source.is_file():
            raise Refusal("backup.document", file=sha256)
        shutil.copyfile(source, copied)
        if digest(copied) != sha256:
            raise Refusal("backup.document", file=sha256)
        size += copied.stat().st_size
        progress(done, len(named))
    return len(named), size
