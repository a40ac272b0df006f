"""Money, further: what a price was made of stands with its charge, so that it can be made again.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

TABLES = """
ALTER TABLE charge ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
"""


def up(migrator, db):  # type: ignore[no-untyped-def]
    for statement in sqlite.statements(TABLES):
        db.execute_sql(statement)
