"""A copy of the library's file that has been checked, made while others go on working."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import connection, sqlite
from ill_desktop import audit, paths, settings
from ill_desktop.clock import utc_text
from ill_desktop.disk import refusal_of
from ill_desktop.errors import Refusal
from ill_desktop.keeping import checks, key_file, known, manifest, reading
from ill_desktop.keeping.manifest import Manifest
from ill_desktop.keeping.verify import digest
from ill_desktop.paths import Folder

Progress = reading.Progress
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
    now = dt.datetime.now(dt.UTC)
    target = unused(folder.backups / f"schema-{version}-{stamp(now)}")
    with making(target) as part:
        must_hold = [*checks.FILE, *checks.BOOKS]
        write(folder, part, utc_text(now), manifest.MIGRATION, reading.quiet, must_hold)
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

    What the disk refuses becomes a Refusal as of :func:`disk`.
    """
    part = _part(target)
    try:
        part.mkdir(parents=True, mode=0o700)
        yield part
        part.rename(target)
    except DISK as problem:
        raise disk(target.parent, problem) from problem
    finally:
        shutil.rmtree(part, ignore_errors=True)


def disk(place: Path, problem: Exception, what: str = "backup") -> Refusal:
    """What the disk said, as a sentence: Refusal ``backup.full``, ``.read_only`` or ``.disk``; so also of
    ``restore``."""
    told = refusal_of(problem)
    if told is not None and told.code in ("disk.full", "disk.read_only"):
        return Refusal(told.code.replace("disk", what), folder=str(place))
    reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return Refusal(f"{what}.disk", folder=str(place), problem=reason)


def write(
    folder: Folder,
    part: Path,
    made_at: str,
    reason: str,
    progress: Progress,
    must_hold: list[checks.Check],
    earlier: Path | None = None,
) -> Manifest:
    """Copy the open library into an empty folder, check the copy and say what it is in its manifest.

    ``progress(done, of)`` counts pages, then documents; what it raises stops the work. ``earlier`` is a
    backup whose documents may be linked to. Raises Refusal ``backup.bad`` or ``backup.document``, and what
    the disk raises.
    """
    database = part / paths.DATABASE
    head, sums = copy_database(database, progress, must_hold)
    made = Manifest(
        made_at=made_at,
        reason=reason,
        schema=int(connection.value("PRAGMA user_version")),
        library=str(settings.read("branch", "")),
        head=head,
        ledger=sums,
        series=str(settings.read("series_suffix", "")),
        key_id=settings.read(key_file.KEY_ID) or key_file.key_id(folder),
        database=digest(database),
        size=database.stat().st_size,
        documents=copy_documents(folder, part, progress, earlier),
    )
    (part / manifest.NAME).write_bytes(made.to_bytes())
    for file in (database, part / manifest.NAME):
        file.chmod(0o600)
    return made


def copy_database(
    target: Path, progress: Progress, must_hold: list[checks.Check]
) -> tuple[str, tuple[int, ...]]:
    """Copy the open library into a new file and check the copy; returns the head of its audit chain and
    its ledger's sums.

    Raises Refusal ``backup.bad`` when the copy does not hold what it must, less what is known to be wrong,
    and what the disk raises.
    """
    source = connection.database.connection()
    # One reading transaction: the copy is of one moment, and nobody's writing starts it anew.
    source.execute("BEGIN")
    try:
        head, sums = audit.head(), reading.ledger(checks.ask_open_library)
        sqlite.copy(source, str(target), PAGES_AT_ONCE, progress)
    finally:
        source.execute("ROLLBACK")
    copied = sqlite.read_only(str(target))
    try:
        found = known.of(copied.execute).beyond(checks.run(copied.execute, must_hold))
        if (reading.head(copied.execute), reading.ledger(copied.execute)) != (head, sums):
            found.append(checks.Finding("copy"))
    finally:
        copied.close()
    if found:
        raise Refusal("backup.bad", count=len(found))
    return head, sums


# What names a kept file by its hash: each is in every backup.
NAMED = (
    ("request_file", ""),
    ("proof", ""),
    ("removed_file", "AND why = 'voucher'"),
)


def named() -> list[str]:
    """The hashes of all files that the open library refers to."""
    found: set[str] = set()
    for table, which in NAMED:  # a library of an older schema may not have one of them yet
        if connection.value("SELECT 1 FROM pragma_table_info(?) WHERE name = 'sha256'", (table,)):
            sql = f"SELECT DISTINCT sha256 FROM {table} WHERE sha256 <> '' {which}"
            found.update(connection.rows(str, sql))
    return sorted(found)


def copy_documents(
    folder: Folder, target: Path, progress: Progress, earlier: Path | None = None
) -> dict[str, int]:
    """Copy every document that the library names, each checked by its hash; returns hash → bytes.

    What an earlier backup on the same disk has is linked to it, so that it takes no room; what is there is
    read and checked all the same. Raises Refusal ``backup.document`` when one is missing or not what it was
    and that is not known, and what the disk raises.
    """
    wanted, kept, lost = named(), Folder(target), known.of(checks.ask_open_library).documents
    kept.documents.mkdir(mode=0o700)
    sizes: dict[str, int] = {}
    for done, sha256 in enumerate(wanted, 1):
        source, copied = folder.document(sha256), kept.document(sha256)
        if sha256 in lost and not (source.is_file() and digest(source) == sha256):
            continue
        copied.parent.mkdir(exist_ok=True, mode=0o700)
        if not source.is_file():
            raise Refusal("backup.document", file=sha256)
        if earlier is None or not _linked(Folder(earlier).document(sha256), copied, sha256):
            shutil.copyfile(source, copied)
            copied.chmod(0o600)
            if digest(copied) != sha256:
                raise Refusal("backup.document", file=sha256)
        sizes[sha256] = copied.stat().st_size
        progress(done, len(wanted))
    return sizes


def _linked(earlier: Path, copied: Path, sha256: str) -> bool:
    """Whether a good copy could be linked to; not on every kind of disk, and never a bad one."""
    try:
        copied.hardlink_to(earlier)
    except OSError:  # another disk, one without links, or it is not there
        return False
    if digest(copied) == sha256:
        return True
    copied.unlink()
    return False


def flush(folder: Path) -> None:
    """See to it that a power cut after this finds the copies whole."""
    if os.name != "posix":
        return
    for root, _, files in os.walk(folder):
        for name in (".", *files):
            paths.flush(Path(root) / name)
