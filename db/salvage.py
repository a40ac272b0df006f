"""Reading what can still be read of a damaged database, row by row, past the places that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

UNREADABLE: tuple[type[Exception], ...] = (apsw.Error, UnicodeDecodeError)
FARTHEST = 1 << 40
# What is kept as JSON, in whichever table: a flipped bit in it would stop whoever reads it.
JSON = frozenset({"fields", "facts", "payload", "preferences", "reasons", "rules", "value", "balance"})
SEARCH = "CREATE VIRTUAL"


def opened(scratch: Path) -> apsw.Connection:
    """A connection to a copy of a damaged file: its log is read too, and a file cut short is not refused.

    Raises apsw.Error when not even that much is left.
    """
    connection = apsw.Connection(str(scratch))
    # SQLite refuses a file that is shorter than it says, unless somebody is about to mend it.
    connection.execute("PRAGMA writable_schema = ON; PRAGMA foreign_keys = OFF; PRAGMA cell_size_check = ON")
    return connection


def has_tables(connection: apsw.Connection) -> bool:
    """Whether the list of the tables can be read."""
    try:
        return bool(connection.execute("SELECT COUNT(sql) FROM sqlite_schema").fetchall()[0][0])
    except UNREADABLE:
        return False


@dataclass
class Table:
    """A table of a salvaged file: ``keys`` are what its rows are ordered by."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    gaps: int = 0
    """How many places could not be read; how many rows stood there nobody knows."""


def tables(connection: apsw.Connection) -> list[Table]:
    """The tables of a sound file that hold something: not those that a search table keeps for itself."""
    found: list[Any] = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
    ).fetchall()
    search = [name for name, sql in found if sql.startswith(SEARCH)]
    own = [
        (name, sql) for name, sql in found
        if name not in search and not name.startswith(tuple(f"{each}_" for each in search))
    ]  # fmt: skip
    return [_table(connection, name, "WITHOUT ROWID" in sql) for name, sql in own]


def _table(connection: apsw.Connection, name: str, keyed: bool) -> Table:
    facts: list[Any] = connection.execute(
        "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (name,)
    ).fetchall()
    keys = [column for column, place in sorted(facts, key=lambda each: each[1]) if place]
    return Table(name, tuple(column for column, _ in facts), tuple(keys) if keyed else ("rowid",))


def rows(damaged: apsw.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Every row that can be read, once; ``table.gaps`` counts the places that cannot."""
    found = _by_key(damaged, table) if table.keys != ("rowid",) else _by_rowid(damaged, table)
    try:
        yield from found
    except UNREADABLE:  # not even the table itself is there any more
        table.gaps += 1


def _by_rowid(damaged: apsw.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    sql = f'SELECT rowid, {_list(table.columns)} FROM "{table.name}" WHERE rowid >= ? ORDER BY rowid'
    start: int | None = -FARTHEST
    while start is not None:
        try:
            for number, *row in damaged.execute(sql, (start,)):
                start = number + 1
                yield tuple(row)
            return
        except UNREADABLE:
            table.gaps += 1
            start = _behind(damaged, table.name, start)


def _behind(damaged: apsw.Connection, name: str, start: int) -> int | None:
    """The first number from which rows can be read again: strides that double, then halves between."""
    near, stride = max(start, -1), 1
    while not _reads(damaged, name, near + stride):
        stride *= 2
        if stride > FARTHEST:
            return None
    low, high = near + stride // 2, near + stride
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _reads(damaged, name, middle) else (middle, high)
    return high


def _reads(damaged: apsw.Connection, name: str, start: int) -> bool:
    """Whether a row can be read from here on, or there is none any more."""
    try:
        damaged.execute(
            f'SELECT * FROM "{name}" WHERE rowid >= ? ORDER BY rowid LIMIT 1', (start,)
        ).fetchall()
    except UNREADABLE:
        return False
    return True


def _by_key(damaged: apsw.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """From the front as far as it goes, then from the back: a key of text has nothing to stride over."""
    places = [table.columns.index(key) for key in table.keys]
    seen: set[tuple[Any, ...]] = set()
    for direction in ("ASC", "DESC"):
        order = ", ".join(f'"{key}" {direction}' for key in table.keys)
        try:
            for row in damaged.execute(f'SELECT {_list(table.columns)} FROM "{table.name}" ORDER BY {order}'):
                key = tuple(row[place] for place in places)
                if key in seen:
                    return
                seen.add(key)
                yield row
            return
        except UNREADABLE:
            table.gaps += 1


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def graft(scratch: Path, sound: Path) -> bool:
    """Lay the list of tables of an earlier copy of the same file over a damaged one; says whether it could.

    Tables stay where they are once they are made, so the list of an earlier copy still leads to them. A
    place that is then wrong is found when it is read, for its rows do not fit.
    """
    size = scratch.stat().st_size
    with sound.open("rb") as source, scratch.open("rb+") as target:
        page = int.from_bytes(source.read(18)[16:18], "big")
        if page < 512 or size < page:
            return False
        for number in _schema_pages(source, page):
            source.seek((number - 1) * page)
            data = source.read(page)
            if number == 1:  # how long the file is belongs to the file
                data = data[:28] + (size // page).to_bytes(4, "big") + data[32:]
            if number * page <= size:
                target.seek((number - 1) * page)
                target.write(data)
    return True


def _schema_pages(source: Any, page: int) -> list[int]:
    """The pages of ``sqlite_schema``: the first, and those it leads to (file format, chapter 1.6)."""
    found, waiting = [], [1]
    while waiting:
        number = waiting.pop()
        found.append(number)
        source.seek((number - 1) * page)
        data = source.read(page)
        at = 100 if number == 1 else 0
        if data[at] != 5:  # a leaf
            continue
        count = int.from_bytes(data[at + 3 : at + 5], "big")
        cells = [int.from_bytes(data[at + 12 + 2 * n : at + 14 + 2 * n], "big") for n in range(count)]
        waiting += [int.from_bytes(data[cell : cell + 4], "big") for cell in cells]
        waiting.append(int.from_bytes(data[at + 8 : at + 12], "big"))
    return found


def fill(
    target: apsw.Connection, table: Table, found: Iterator[tuple[Any, ...]], columns: tuple[str, ...]
) -> tuple[int, int]:
    """Put rows into a new database; returns how many went in, and how many it refused as no such rows."""
    sql = (
        f'INSERT INTO "{table.name}" ({_list(columns)}) VALUES ({", ".join("?" * len(columns))}) '
        "ON CONFLICT DO NOTHING"
    )
    structured = [place for place, column in enumerate(columns) if column in JSON]
    kept = refused = 0
    for row in found:
        try:
            for place in structured:
                json.loads(row[place] or "{}")
            target.execute(sql, row)
            kept += target.changes()
        except (apsw.ConstraintError, apsw.MismatchError, ValueError, TypeError):
            refused += 1
    return kept, refused


def is_insert_only(connection: apsw.Connection, table: Table) -> bool:
    """Whether rows of a table never change: then those of an earlier copy are the same, and sound."""
    sql = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'trigger' AND name = ?"
    return bool(connection.execute(sql, (f"{table.name}_no_update",)).fetchall()[0][0])
