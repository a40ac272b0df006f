"""What can be saved from a damaged library: read row by row into a new one, the gaps filled from a backup.

The damaged file itself is only copied, never opened.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from db import connection, looking, salvage, schema, sqlite
from db.salvage import Table
from ill_desktop import library, paths
from ill_desktop.clock import Clock, utc_text
from ill_desktop.errors import Refusal
from ill_desktop.keeping import checks, key_file, known, present, reading, rebuilding, restore, verify
from ill_desktop.keeping.afterwards import Mark
from ill_desktop.keeping.checks import Finding
from ill_desktop.keeping.reading import Listed, Progress
from ill_desktop.keeping.restore import Admit, Key
from ill_desktop.paths import Folder
from ill_desktop.staff.rules import SYSTEM

DAMAGED = "damaged.db"
_STATEMENTS = (
    "SELECT type, sql FROM sqlite_schema s WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND NOT "
    "EXISTS (SELECT 1 FROM sqlite_schema v WHERE v.sql LIKE 'CREATE VIRTUAL%' "
    "AND s.name GLOB v.name || '_*') ORDER BY rowid"
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # as in the reports


@dataclass(frozen=True)
class Loss:
    """A table that could not be read to the end: ``refused`` rows made no sense, ``from_backup`` rows were
    taken from the newest good backup instead. How many more stood there nobody knows."""

    table: str
    refused: int
    from_backup: int


@dataclass
class Salvaged:
    """What was saved: ``rows`` of ``tables``, what was lost, the backup that filled gaps (None: none),
    what :func:`verify` finds in the books all the same, and which basic facts are ``assumed``: those that
    are shipped, since the library's own are lost."""

    rows: int = 0
    tables: int = 0
    losses: list[Loss] = field(default_factory=list)
    backup: Path | None = None
    mark: Mark | None = None
    findings: list[Finding] = field(default_factory=list)
    assumed: tuple[str, ...] = ()


def newest_good(folder: Folder) -> Listed | None:
    """The newest backup in the library's own folder that is whole, each checked until one is."""
    return next((each for each in reading.listed(folder.backups) if _is_good(each.folder)), None)


def _is_good(backup: Path) -> bool:
    try:
        reading.Backup(backup).check()
    except (Refusal, OSError):
        return False
    return True


def to_library(
    root: Path,
    admit: Admit,
    *,
    profile: str = "",
    key: Key | None = None,
    clock: Clock | None = None,
    progress: Progress = reading.quiet,
) -> Salvaged:
    """Make a library of what can be read and let it stand in the damaged one's place, which is kept.

    Numbers, tokens and messages as after a restore. ``profile``: take the basic facts that are shipped
    under this code where the library's own are lost. Raises Refusal ``restore.nothing``; ``database.newer``;
    ``restore.rebuild`` with the ``profile`` that would do, or ``restore.no_library`` where none would;
    ``restore.busy``, ``restore.key…``, and what ``admit`` and ``progress`` raise.
    """
    folder = Folder(root)
    with restore.making(folder) as part:
        backup = newest_good(folder)
        with _damaged(folder, part, backup) as (damaged, sound):
            _refuse_newer(damaged)
            key = key or Key()
            wanted = restore.wanted_key(folder, "" if key.given else _key_id(damaged, folder, backup), key)
            saved = _rebuild(damaged, part / paths.DATABASE, sound, progress)
        saved.backup = backup.folder if backup else None
        if wanted is not None:
            restore.write_key(part, wanted)
        facts = {"kind": "salvage", "source": paths.DATABASE, "made_at": "", "head": ""}
        saved.mark = restore.put_in_place(
            *(folder, part, admit, lambda *_: _agreement(saved), None, clock, facts),
            lambda: _prepare(saved, profile, clock),
        )
    return saved


def _agreement(saved: Salvaged) -> present.Agreement:
    """What was saved has the staff of the damaged library itself; that they may be a backup's is noted."""
    lost = any(loss.table == "staff" for loss in saved.losses)
    return present.Agreement(unasked=present.UNREADABLE if lost else "")


def to_csv(root: Path, target: Path, progress: Progress = reading.quiet) -> Salvaged:
    """Write what can be read as one CSV file for each table (UTF-8 with BOM; no formula comes alive).

    Raises Refusal ``restore.into`` when the folder holds something, ``restore.nothing``, and OSError.
    """
    if target.exists() and any(target.iterdir()):
        raise Refusal("restore.into", folder=str(target))
    folder = Folder(root)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    saved = Salvaged()
    with restore.making(folder) as part, _damaged(folder, part, newest_good(folder)) as (damaged, _):
        found = _tables(damaged, None)
        for done, table in enumerate(found, 1):
            with (target / f"{table.name}.csv").open("w", newline="", encoding="utf-8-sig") as stream:
                writer = csv.writer(stream)
                writer.writerow(table.columns)
                count = 0
                for row in salvage.rows(damaged, table):
                    writer.writerow([_neutral(cell) for cell in row])
                    count += 1
            _count(saved, table, count, 0, 0)
            progress(done, len(found))
    if not saved.rows:
        raise Refusal("restore.nothing", file=paths.DATABASE)
    return saved


def _neutral(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _count(saved: Salvaged, table: Table, kept: int, refused: int, from_backup: int) -> None:
    saved.rows += kept + from_backup
    saved.tables += bool(kept + from_backup)
    if table.gaps or refused:
        saved.losses.append(Loss(table.name, refused, from_backup))


@contextmanager
def _damaged(
    folder: Folder, part: Path, backup: Listed | None
) -> Iterator[tuple[apsw.Connection, apsw.Connection | None]]:
    """A copy of the damaged file that is opened in its stead, and the newest good backup beside it."""
    scratch = part / DAMAGED
    if not folder.database.exists():
        raise Refusal("restore.nothing", file=paths.DATABASE)
    sound = backup.folder / paths.DATABASE if backup else None
    copies = [_copied(folder, scratch)]
    try:
        if not salvage.has_tables(copies[0]):
            copies[0].close()
            _copied(folder, scratch).close()
            if sound is None or not salvage.graft(scratch, sound):
                raise Refusal("restore.nothing", file=paths.DATABASE)
            copies[0] = salvage.opened(scratch)
        if sound is not None:
            copies.append(looking.still(sound))
        yield copies[0], copies[1] if sound is not None else None
    finally:
        for each in copies:
            each.close()
        for ending in ("", *looking.BESIDE):
            (part / (DAMAGED + ending)).unlink(missing_ok=True)


def _refuse_newer(damaged: apsw.Connection) -> None:
    """What this release does not know of would be lost without a word. A number that is too high, over tables
    that are known, is damage. Raises Refusal ``database.newer``."""
    try:
        if int(damaged.pragma("user_version")) <= connection.SCHEMA_VERSION:
            return
        statements: set[Any] = set(damaged.execute(_STATEMENTS))
    except salvage.UNREADABLE:
        return
    with _fresh() as fresh:
        if statements - set(fresh.execute(_STATEMENTS)):
            raise Refusal("database.newer", file=paths.DATABASE)


def _key_id(damaged: apsw.Connection, folder: Folder, backup: Listed | None) -> str:
    """Which key belongs to the damaged library; "" when it no longer says so. What it says may be damaged,
    too: the newest backup is believed as well, and so is a code that was typed."""
    try:
        found = damaged.execute("SELECT value FROM setting WHERE key = ?", (key_file.KEY_ID,)).fetchall()
        own = str(json.loads(str(found[0][0]))) if found else ""
    except checks.UNREADABLE:
        return ""
    here, made = key_file.key_id(folder), backup.manifest if backup else None
    return here if made is not None and here and made.key_id == here else own


def _copied(folder: Folder, scratch: Path) -> apsw.Connection:
    for ending in ("", "-wal"):
        source = folder.database.with_name(paths.DATABASE + ending)
        scratch.with_name(DAMAGED + ending).unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, scratch.with_name(DAMAGED + ending))
    return salvage.opened(scratch)


@contextmanager
def _fresh() -> Iterator[apsw.Connection]:
    """An empty library of this release, in memory: what the tables look like.

    It is closed again, for a thread that ends with a connection of its own open may take the program along.
    """
    store = connection.Store(":memory:")
    try:
        schema.migrate(store, paths.migrations())
        yield store.connection()  # type: ignore[no-untyped-call]
    finally:
        store.close_all()


def _tables(damaged: apsw.Connection, sound: apsw.Connection | None) -> list[Table]:
    """The tables of the library's own schema, from what can be read of it, else of this release's."""
    for each in (damaged, sound):
        try:
            if each is not None and (found := salvage.tables(each)):
                return found
        except salvage.UNREADABLE:
            continue
    with _fresh() as fresh:
        return salvage.tables(fresh)


def _rebuild(
    damaged: apsw.Connection, target: Path, sound: apsw.Connection | None, progress: Progress
) -> Salvaged:
    """Copy every table into a new file with the same schema, its triggers last."""
    saved = Salvaged()
    statements, version = _schema(damaged, sound)
    new = apsw.Connection(str(target))
    try:
        new.execute(f"PRAGMA foreign_keys = OFF; PRAGMA application_id = {sqlite.APPLICATION_ID}")
        with new:
            for kind, sql in statements:
                if kind == "table":
                    new.execute(sql)
            found = salvage.tables(new)
            for done, table in enumerate(found, 1):
                _one(damaged, sound, new, table, saved)
                progress(done, len(found))
            for kind, sql in statements:
                if kind != "table":
                    _or_not(new, sql)
            new.execute(f"PRAGMA user_version = {version}")
    finally:
        new.close()
    if not saved.rows:
        raise Refusal("restore.nothing", file=paths.DATABASE)
    return saved


def _one(
    damaged: apsw.Connection,
    sound: apsw.Connection | None,
    new: apsw.Connection,
    table: Table,
    saved: Salvaged,
) -> None:
    from_backup = 0
    earlier = Table(table.name, table.columns, table.keys)
    if sound is not None and salvage.is_insert_only(sound, table):
        from_backup, _ = salvage.fill(new, table, salvage.rows(sound, earlier), table.columns)
    kept, refused = salvage.fill(new, table, salvage.rows(damaged, table), table.columns)
    if sound is not None and not from_backup and (table.gaps or refused):
        from_backup, _ = salvage.fill(new, table, salvage.rows(sound, earlier), table.columns)
    _count(saved, table, kept, refused, from_backup)


def _or_not(new: apsw.Connection, sql: str) -> None:
    """An index that damaged rows do not allow is left out: ``verify`` names it."""
    try:
        new.execute(sql)
    except apsw.ConstraintError:
        return


def _schema(damaged: apsw.Connection, sound: apsw.Connection | None) -> tuple[list[tuple[str, str]], int]:
    """The statements that make the tables, indexes and triggers, and the version they are of."""
    version = connection.SCHEMA_VERSION
    source: apsw.Connection | None = None
    for each in (damaged, sound):
        try:
            if each is None:
                continue
            own = int(each.pragma("user_version"))
            if 0 < own < version:  # brought up to date afterwards, as any older library is
                source, version = each, own
            break
        except salvage.UNREADABLE:
            continue
    with _fresh() as fresh:
        rows: list[Any] = (fresh if source is None else source).execute(_STATEMENTS).fetchall()
    return rows, version


def _prepare(saved: Salvaged, profile: str, clock: Clock | None) -> None:
    """What the open new library needs before it can be one. Raises Refusal ``restore.rebuild`` or
    ``restore.no_library``."""
    from ill_desktop.patrons import record
    from ill_desktop.requests import journals, queries

    with connection.transaction():
        # Whose rows are lost: the next row of the chain takes the number, and would find it taken.
        connection.execute("DELETE FROM audit_payload WHERE id NOT IN (SELECT id FROM audit)")
        saved.assumed = (*_facts(profile, clock), *rebuilding.tills())
        for number in connection.rows(int, "SELECT id FROM patron"):
            record.index(number)
        for number in connection.rows(int, "SELECT id FROM request"):
            queries.index(number)
        journals.index_all()
    saved.findings = list(checks.run(checks.ask_open_library, verify.DATABASE))
    with connection.transaction():
        now = utc_text((clock or Clock()).now())
        known.note(saved.findings, now, SYSTEM.name, "salvage")


def _facts(profile: str, clock: Clock | None) -> tuple[str, ...]:
    """The basic facts that had to be assumed."""
    if rebuilding.has_facts():
        return ()
    origin = rebuilding.origin()
    if origin is None:
        raise Refusal("restore.no_library", file=paths.DATABASE)
    if profile != origin.profile:
        name = library.profile(origin.profile).name
        facts = {"profile": origin.profile, "branch": origin.branch, "library": " ".join(name.values())}
        raise Refusal("restore.rebuild", file=paths.DATABASE, **facts)
    return rebuilding.from_shipped(origin, clock)
