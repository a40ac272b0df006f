"""What became of a file among the documents once nothing names it any more: it stays as part of a voucher, it
waits for the next cleaning, or it belongs to a library that was moved aside by a restore.

Times are UTC text (2026-11-21T06:26:03.120Z); ``subject`` is what named it (``transfer:12``).
"""

from db import sqlite

TABLES = """
CREATE TABLE removed_file (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('voucher', 'trash', 'aside'))
) STRICT;
CREATE INDEX removed_file_sha256 ON removed_file (sha256);
"""


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = sqlite.statements(TABLES)
    for trigger in sqlite.insert_only("removed_file"):
        # Only what waits for a cleaning may go.
        statements.append(
            trigger.replace(
                "BEFORE DELETE ON removed_file ", "BEFORE DELETE ON removed_file WHEN OLD.why <> 'trash' "
            )
        )
    for statement in statements:
        db.execute_sql(statement)
