"""Forgetting: a reader who was erased, a request of which nobody need know any more what was asked for.

The history stays insert-only. What may be taken out of it, and only once its reader or request is marked as
forgotten, is free text: note and facts are emptied, everything else of the row stays as it was.
Times are UTC text (2026-11-21T06:26:03.120Z).
"""

from db import sqlite

TABLES = """
ALTER TABLE patron ADD COLUMN erased_at TEXT;
ALTER TABLE request ADD COLUMN forgotten_at TEXT;
CREATE INDEX request_forgotten ON request (state, state_since) WHERE forgotten_at IS NULL;
DROP TRIGGER patron_event_no_update;
DROP TRIGGER request_event_no_update;
DROP TRIGGER request_file_no_delete;
"""


def _may_be_emptied(table, whose, kept):  # type: ignore[no-untyped-def]
    """An UPDATE passes only if it empties the texts of a forgotten row and touches nothing else."""
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in kept)
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"WHEN NOT ({same} AND NEW.note = '' AND NEW.facts = '{{}}' AND EXISTS ({whose})) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
    )


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = sqlite.statements(TABLES)
    statements.append(
        _may_be_emptied(
            "patron_event",
            "SELECT 1 FROM patron WHERE id = OLD.patron_id AND erased_at IS NOT NULL",
            ("id", "patron_id", "at", "actor", "kind", "from_state", "to_state"),
        )
    )
    statements.append(
        _may_be_emptied(
            "request_event",
            "SELECT 1 FROM request WHERE id = OLD.request_id AND forgotten_at IS NOT NULL",
            ("id", "request_id", "at", "actor", "kind", "from_state", "to_state", "reason", "reverses"),
        )
    )
    statements.append(
        "CREATE TRIGGER request_file_no_delete BEFORE DELETE ON request_file "
        "WHEN NOT EXISTS (SELECT 1 FROM request WHERE id = OLD.request_id AND forgotten_at IS NOT NULL) "
        "BEGIN SELECT RAISE(ABORT, 'request_file is insert-only'); END"
    )
    for statement in statements:
        db.execute_sql(statement)
