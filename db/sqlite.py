"""What only SQLite has: pragmas, insert-only triggers, full text, online backup.

Everything here sits behind a function, so that another database can stand beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import apsw
from peewee import PeeweeException

APPLICATION_ID = 0x494C4C44  # "ILLD"
BUSY_SECONDS = 10
# What reading a damaged, locked or full file may raise: peewee wraps some of it, not all.
ERRORS: tuple[type[Exception], ...] = (apsw.Error, PeeweeException)

_TROUBLES: tuple[tuple[type[Exception], str], ...] = (
    (apsw.FullError, "full"),
    (apsw.IOError, "failed"),
    (apsw.ReadOnlyError, "read_only"),
    (apsw.CantOpenError, "failed"),
    (apsw.BusyError, "busy"),
    (apsw.CorruptError, "damaged"),
    (apsw.NotADBError, "damaged"),
)

PRAGMAS: dict[str, Any] = {
    "journal_mode": "wal",
    # NORMAL loses acknowledged payments in a power cut.
    "synchronous": "full",
    "foreign_keys": 1,
    "trusted_schema": 0,
    # What is deleted or emptied is overwritten: a person who was forgotten is not in the spare bytes either.
    "secure_delete": 1,
    # So that INSERT OR REPLACE cannot delete behind the back of an insert-only trigger.
    "recursive_triggers": 1,
    "cache_size": -16_000,
}


def trouble(problem: BaseException) -> str | None:
    """What the disk had to do with an error of the database: ``full``, ``failed``, ``read_only``, ``busy``
    (another process would not let go), ``damaged``, or None for nothing."""
    # peewee carries along what APSW raised.
    for each in (problem, getattr(problem, "orig", None)):
        for kind, code in _TROUBLES:
            if isinstance(each, kind):
                return code
    return None


def statements(script: str) -> list[str]:
    """The statements of a script; no semicolon may stand inside one."""
    return [statement.strip() for statement in script.split(";") if statement.strip()]


def insert_only(table: str, *unique: str) -> list[str]:
    """The statements that make a table refuse UPDATE, DELETE and REPLACE for ever.

    ``unique`` names further unique columns, since REPLACE deletes by any of them.
    """
    statements = [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]
    taken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {column} = NEW.{column})" for column in ("id", *unique)
    )
    statements.append(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} "
        f"BEGIN SELECT RAISE(ABORT, '{table} has this row already'); END"
    )
    return statements


def full_text(table: str) -> str:
    """A search table beside a table of the same ids: it keeps the index, not the text."""
    return (
        f"CREATE VIRTUAL TABLE {table} USING fts5(text, content='', contentless_delete=1, "
        "tokenize='unicode61 remove_diacritics 2', detail=full)"
    )


# Texts, so that nothing is compiled before it is wanted; re keeps what it has compiled.
_IDEOGRAPH = "([\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af])"
_WORD = r"[^\W_]+"


def searchable(*texts: str | None) -> str:
    """What goes into a search table: folded, with a space round every ideograph."""
    folded = unicodedata.normalize("NFKC", " ".join(text for text in texts if text)).casefold()
    return re.sub(_IDEOGRAPH, r" \1 ", folded)


def match(query: str) -> str | None:
    """The MATCH expression for what a person typed; None when nothing can be searched.

    Ideographs in a row are a phrase; every Latin word or number is a prefix.
    """
    terms: list[str] = []
    for word in unicodedata.normalize("NFKC", query).casefold().split():
        pieces = re.findall(_WORD, re.sub(_IDEOGRAPH, r" \1 ", word))
        phrase: list[str] = []
        for piece in pieces:
            if re.match(_IDEOGRAPH, piece):
                phrase.append(piece)
                continue
            if phrase:
                terms.append('"' + " ".join(phrase) + '"')
                phrase = []
            terms.append(f'"{piece}"*')
        if phrase:
            terms.append('"' + " ".join(phrase) + '"')
    return " ".join(terms[:12]) or None


def whole(text: str) -> str:
    """A text that a file can take: half a character (a lone surrogate) becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def convert(_cursor: apsw.Cursor, _number: int, value: Any) -> Any:
    """Bind dates as ISO text: APSW refuses what SQLite has no type for."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"cannot bind {type(value).__name__}")


def probe(path: str) -> tuple[int, int]:
    """``(application_id, user_version)`` of a file, read without changing it.

    Raises apsw.NotADBError, apsw.CorruptError or apsw.CantOpenError.
    """
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        return connection.pragma("application_id"), connection.pragma("user_version")
    finally:
        connection.close()


def copy(
    connection: apsw.Connection,
    target: str,
    pages: int = -1,
    progress: Callable[[int, int], object] = lambda done, of: None,
) -> None:
    """A consistent copy of an open database into a new file, while others go on working.

    ``progress(done, of)`` hears of every so many pages; what it raises stops the copy.
    """
    destination = apsw.Connection(target)
    try:
        with destination.backup("main", connection, "main") as backup:
            while not backup.done:
                backup.step(pages)
                progress(backup.page_count - backup.remaining, backup.page_count)
        destination.pragma("journal_mode", "delete")
    finally:
        destination.close()


@contextmanager
def in_bulk(connection: apsw.Connection) -> Iterator[None]:
    """Fast writing into a new file that is worth nothing before it is finished: a power cut may spoil it.

    Afterwards the file is on the disk and everything is as careful as before.
    """
    connection.execute("PRAGMA synchronous = off; PRAGMA cache_size = -250000")
    try:
        yield
    finally:
        careful = {name: PRAGMAS[name] for name in ("synchronous", "cache_size")}
        connection.execute("; ".join(f"PRAGMA {name} = {value}" for name, value in careful.items()))
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)


def read_only(path: str) -> apsw.Connection:
    """A connection of its own to a file that is not to be changed; the caller closes it."""
    return apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
