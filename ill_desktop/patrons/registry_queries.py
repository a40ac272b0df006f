"""The read side of the campus registry: its imports, and who was not in the last of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from db import connection, merged
from ill_desktop.ground import Ground
from ill_desktop.patrons import rules
from ill_desktop.patrons.registry_table import unwatched

_LIVE = ", ".join(repr(state) for state in rules.LIVE)


@dataclass(frozen=True)
class ImportRow:
    """One import. ``at`` is UTC text; ``left``: people who stood there just so; ``skipped``: rows left out
    for problems; ``leavers``: valid people who were not in the file; ``readers``: readers who followed."""

    id: int
    at: str
    actor: str
    file: str
    added: int
    updated: int
    left: int
    skipped: int
    leavers: int
    readers: int


class Leaver(NamedTuple):  # there may be a hundred thousand
    """Somebody valid who was not in the last file. ``patron_id`` is the reader's record, None for those who
    never registered; ``loans`` are those he has out, ``owed_fen`` is what is unpaid."""

    number: str
    name: str
    class_: str
    department: str
    valid_until: str | None
    patron_id: int | None
    loans: int
    owed_fen: int


def people() -> int:
    """How many people stand in the registry."""
    return int(connection.value("SELECT COUNT(*) FROM registry_person"))


def history(limit: int = 100) -> list[ImportRow]:
    """The imports, newest first."""
    return connection.rows(
        ImportRow,
        "SELECT id, at, actor, file, added, updated, left_out, skipped, leavers, readers "
        "FROM registry_import ORDER BY id DESC LIMIT ?",
        (limit,),
    )


_GONE = (
    "r.import_id < (SELECT MAX(id) FROM registry_import) AND (r.valid_until IS NULL OR r.valid_until >= ?1)"
)
_SAME = merged.same("p.id")


@unwatched()
def leavers(ground: Ground, limit: int = 200_000) -> list[Leaver]:
    """Who was not in the last file and is valid today or later: first readers who still have or owe
    something, then readers, then the others; by number."""
    return connection.rows(
        Leaver,
        "SELECT r.number, r.name, r.class, r.department, r.valid_until, "
        f"{merged.kept('p.id')} AS reader, "
        f"CASE WHEN p.id IS NULL THEN 0 ELSE (SELECT COUNT(*) FROM request q WHERE q.patron_id IN {_SAME} "
        "AND q.state = 'checked_out') END AS loans, "
        "CASE WHEN p.id IS NULL THEN 0 ELSE (SELECT COALESCE(SUM(o.amount_fen), 0) FROM account a "
        "JOIN posting o ON o.account_id = a.id "
        f"WHERE a.code IN (SELECT 'receivable:' || s.id FROM {_SAME} s)) END AS owed "
        "FROM registry_person r LEFT JOIN patron p ON p.number = r.number AND p.road = 'campus' "
        f"AND p.state IN ({_LIVE}) WHERE {_GONE} GROUP BY r.number "
        "ORDER BY reader IS NULL, loans = 0 AND owed = 0, r.number LIMIT ?2",
        (ground.today, limit),
    )


def leavers_count(ground: Ground) -> int:
    """How many :func:`leavers` there are."""
    return int(connection.value(f"SELECT COUNT(*) FROM registry_person r WHERE {_GONE}", (ground.today,)))
