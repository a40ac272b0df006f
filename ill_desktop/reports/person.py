"""All that is kept about one person, as he may ask for it: one archive to read and to take elsewhere.

``data.json`` holds every row of every table that is about him, ``data.xlsx`` the same for people to read, and
``documents/`` the files of his requests. Left out are hashes (password, last six, tokens): they say nothing.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from db import connection
from ill_desktop.clock import utc_time
from ill_desktop.counter import timeline
from ill_desktop.ground import Ground
from ill_desktop.patrons.queries import alias_ids
from ill_desktop.reports import account, files
from ill_desktop.reports.parts import Column, Part
from ill_desktop.words import Words

_HASHES = frozenset({"password_hash", "last_six", "hash", "content_hash", "lease"})
_WHOSE = "(SELECT value FROM json_each(?1))"
_MINE = f"patron_id IN {_WHOSE}"
_REQUESTS = f"request_id IN (SELECT id FROM request WHERE {_MINE})"
_ENTRIES = f"entry_id IN (SELECT id FROM entry WHERE {_MINE})"
# Every table with something about a person, and which of its rows.
TABLES: dict[str, str] = {
    "patron": f"id IN {_WHOSE}",
    "patron_event": _MINE,
    "registry_person": f"number IN (SELECT number FROM patron WHERE id IN {_WHOSE})",
    "told_apart": f"one_id IN {_WHOSE} OR other_id IN {_WHOSE}",
    "activation": _MINE,
    "activation_code": _MINE,
    "activation_token": _MINE,
    "activation_visit": _MINE,
    "request": _MINE,
    "request_event": _REQUESTS,
    "request_supplier": _REQUESTS,
    "request_item": _REQUESTS,
    "request_loan": f"id IN (SELECT id FROM request WHERE {_MINE})",
    "request_file": _REQUESTS,
    "draft": "owner IN (SELECT 'patron:' || value FROM json_each(?1))",
    "charge": _MINE,
    "entry": _MINE,
    "posting": _ENTRIES,
    "paper": _MINE,
    "transfer": _MINE,
    "transfer_line": f"transfer_id IN (SELECT id FROM transfer WHERE {_MINE})",
    "refund": _MINE,
    "invoice": _MINE,
    "invoice_event": f"invoice_id IN (SELECT id FROM invoice WHERE {_MINE})",
    "outbox": _MINE,
}


def rows(patron_id: int) -> dict[str, list[dict[str, Any]]]:
    """Table → its rows about this person, as they are kept (fen, UTC), over all his records."""
    whose = json.dumps(alias_ids(patron_id))
    return {table: _rows(table, where, whose) for table, where in TABLES.items()}


def _rows(table: str, where: str, whose: str) -> list[dict[str, Any]]:
    columns = connection.rows(str, "SELECT name FROM pragma_table_info(?)", (table,))
    shown = [name for name in columns if name not in _HASHES]
    names = ", ".join(f'"{name}"' for name in shown)
    return connection.rows(
        lambda *row: dict(zip(shown, row, strict=True)),
        f'SELECT {names} FROM "{table}" WHERE {where} ORDER BY 1',
        (whose,),
    )


def parts(ground: Ground, patron_id: int, words: Words) -> tuple[Part, ...]:
    """What a person reads: who he is, what happened, his requests, his money, what he was told."""
    kept = rows(patron_id)
    return (
        _table("person", words("report.person.person"), kept["patron"]),
        _history(ground, patron_id, words),
        _table("requests", words("report.person.requests"), kept["request"]),
        account.part(ground, patron_id, words),
        _table("papers", words("report.person.papers"), kept["paper"]),
        _table("messages", words("report.person.messages"), kept["outbox"]),
    )


def _table(key: str, heading: str, found: list[dict[str, Any]]) -> Part:
    """Rows as they are kept, under the names of their columns: all of it, nothing put prettier than it is."""
    names = tuple(found[0]) if found else ("id",)
    cells = tuple(tuple("" if row[name] is None else str(row[name]) for name in names) for row in found)
    return Part(key, heading, tuple(Column(name, "text") for name in names), cells)


def _history(ground: Ground, patron_id: int, words: Words) -> Part:
    columns = (Column(words("report.column.time"), "text"), Column(words("report.column.entry"), "text"))
    told = timeline.timeline(patron_id, limit=100_000)
    lines = tuple(
        (f"{ground.clock.local(utc_time(each.at)):%Y-%m-%d %H:%M}", each.says(words)) for each in told
    )
    return Part("history", words("report.person.history"), columns, lines)


def archive(ground: Ground, patron_id: int, words: Words, path: Path) -> None:
    """Write the archive, for its owner only when it is a new file. Raises OSError."""
    workbook = path.with_name(f"{path.name}.xlsx")
    try:
        for file in (path, workbook):
            file.touch(0o600)
        files.xlsx(
            parts(ground, patron_id, words),
            workbook,
            words("report.person.title"),
            ground.library.name[words.language],
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("data.json", json.dumps(rows(patron_id), ensure_ascii=False, indent=1))
            made.write(workbook, "data.xlsx")
            for number, name, sha256 in _documents(patron_id):
                made.write(ground.folder.document(sha256), f"documents/{number}/{name}")
    finally:
        workbook.unlink(missing_ok=True)


def _documents(patron_id: int) -> list[tuple[str, str, str]]:
    return connection.rows(
        lambda *row: row,
        "SELECT r.number, f.name, f.sha256 FROM request_file f JOIN request r ON r.id = f.request_id "
        "WHERE r.patron_id IN (SELECT value FROM json_each(?)) ORDER BY f.id",
        (json.dumps(alias_ids(patron_id)),),
    )
