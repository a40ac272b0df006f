"""Whether a library is whole: its file, its books, its numbers, its history, its documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from db import connection, schema
from ill_desktop import audit, paths
from ill_desktop.keeping import checks, key_file, loose, office_checks
from ill_desktop.keeping.checks import Ask, Finding
from ill_desktop.paths import Folder
from ill_desktop.requests import files

# Every document that is named somewhere, by its content's hash, and a name to call it by: what a backup
# copies, and what must be there.
DOCUMENTS = (
    "SELECT sha256, MIN(name) FROM (SELECT sha256, name FROM request_file UNION ALL SELECT f.sha256, "
    "COALESCE((SELECT p.number FROM paper p WHERE p.id = f.transfer_id), (SELECT i.payer || ' ' || "
    "i.reference FROM incoming i WHERE i.id = f.incoming_id)) FROM proof f UNION ALL "
    "SELECT sha256, subject FROM removed_file WHERE why = 'voucher') GROUP BY sha256 ORDER BY sha256"
)
_MADE = "SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'"


SHORTEST_HEAD = 16  # signs: fewer are met by chance


def verify(folder: Folder, printed: str = "") -> list[Finding]:
    """Everything that is not as it must be in the open library; empty when all is well.

    ``printed``: the head of the audit chain as a Z report on paper says it. Who rewrites the chain can also
    rewrite the reports that are kept, but no paper. Nothing is changed. The library in ``folder`` is the one
    this process has open.
    """
    found = list(checks.run(checks.ask_open_library, DATABASE))
    found += checks.run(checks.ask_open_library, [lambda ask: _documents(ask, folder)])
    found += checks.run(checks.ask_open_library, [lambda _ask: _key(folder)])
    found += _head(printed)
    return found + [Finding("rights", {"file": file.name}) for file in folder.open_to_others()]


def _head(printed: str) -> Iterator[Finding]:
    """What was typed from paper stands in the chain; nothing typed is nothing to look for."""
    head = "".join(printed.split()).lower()
    known = "SELECT 1 FROM audit WHERE SUBSTR(hash, 1, LENGTH(?1)) = ?1"
    if printed and (len(head) < SHORTEST_HEAD or connection.value(known, (head,)) is None):
        yield Finding("head_printed", {"head": printed})


def _key(folder: Folder) -> Iterator[Finding]:
    """The key file is there, and this library's."""
    if problem := key_file.key_problem(folder):
        yield Finding(f"key_{problem}", {"file": folder.key.name})


@cache
def _expected() -> dict[str, tuple[str, str]]:
    """What the migrations make, by name; it stays the same as long as the program runs."""
    fresh = connection.Store(":memory:")
    try:
        schema.migrate(fresh, paths.migrations())
        return {name: (kind, text) for name, kind, text in fresh.execute_sql(_MADE)}  # type: ignore[no-untyped-call]
    finally:
        fresh.close_all()


def _schema(ask: Ask) -> Iterator[Finding]:
    """The tables, indexes and above all the triggers are those the migrations make."""
    expected = _expected()
    present = {name: (kind, text) for name, kind, text in ask(_MADE)}
    for name, (kind, text) in sorted(expected.items()):
        if name not in present:
            yield Finding("trigger_missing" if kind == "trigger" else "schema_missing", {"name": name})
        elif present[name][1] != text:
            yield Finding("schema_altered", {"name": name})
    for name in sorted(present.keys() - expected.keys()):
        yield Finding("schema_unknown", {"name": name})


def _audit_chain(_: Ask) -> Iterator[Finding]:
    for row, what in audit.breaks():
        yield Finding(f"audit_{what}", {"row": row})


def _documents(ask: Ask, folder: Folder) -> Iterator[Finding]:
    """Every document that a request, a transfer or a voucher that was taken back names is there, with the
    content it was attached with; and of every other it is known why it is still there."""
    for sha256, name in ask(DOCUMENTS):
        file = files.path_of(folder, sha256)
        if not file.is_file():
            yield Finding("file_missing", {"name": name, "file": file.name})
        elif digest(file) != sha256:
            yield Finding("file_altered", {"name": name, "file": file.name})
    for file in loose.found(folder, loose.AN_HOUR):
        yield Finding("file_unnamed", {"file": f"{file.parent.name}/{file.name}"})


DATABASE = (_schema, *checks.FILE, *checks.BOOKS, *checks.REST, *office_checks.ALL, _audit_chain)


def digest(file: Path) -> str:
    """SHA-256 of a file's content, read piece by piece."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
