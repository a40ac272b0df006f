"""The journals this branch has asked for, so that a title is typed once and then completed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from db import connection, sqlite
from db.tables import Journal
from ill_desktop.patrons import names


class Known(NamedTuple):
    """A journal asked for before; ``issn`` is "" when none was ever given."""

    name: str
    issn: str
    used: int


def note(kind: str, fields: Mapping[str, str], at: str) -> None:
    """Count a request's journal, in the caller's transaction; a new one becomes known."""
    name = fields.get("journal", "").strip()
    if kind != "journal_article" or not name:
        return
    issn = fields.get("issn", "").strip()
    known = connection.first(
        lambda number, issn: (int(number), str(issn)), "SELECT id, issn FROM journal WHERE name = ?", (name,)
    )
    if known is None:
        _index(Journal.add(name=name, issn=issn, used=1, last_at=at), name, issn)
        return
    number, before = known
    connection.execute(
        "UPDATE journal SET used = used + 1, last_at = ?, issn = ? WHERE id = ?", (at, issn or before, number)
    )
    if issn not in ("", before):  # it is found by the new one, too
        connection.execute("DELETE FROM journal_search WHERE rowid = ?", (number,))
        _index(number, name, issn)


def _index(number: int, name: str, issn: str) -> None:
    spoken = names.of_place(name)
    text = sqlite.searchable(name, spoken.full, spoken.initials, issn)
    connection.execute("INSERT INTO journal_search (rowid, text) VALUES (?, ?)", (number, text))


def index_all() -> None:
    """Fill an empty search table anew, in the caller's transaction."""
    for journal in connection.rows(lambda *row: row, "SELECT id, name, issn FROM journal"):
        _index(*journal)


def complete(text: str, limit: int = 8) -> list[Known]:
    """Journals by a part of the title, the beginning of its pinyin, its initials or ISSN; most used first."""
    expression = sqlite.match(text)
    if expression is None:
        return []
    return connection.rows(
        Known,
        "SELECT j.name, j.issn, j.used FROM journal_search q JOIN journal j ON j.id = q.rowid "
        "WHERE journal_search MATCH ? ORDER BY j.used DESC, j.name LIMIT ?",
        (expression, limit),
    )
