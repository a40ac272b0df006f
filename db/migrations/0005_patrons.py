"""Readers later: until when they may come, who was merged, what a list of names is searched by; institutions
and sub-centres that can be edited and retired; the library's own working days.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21).
"""

from db import sqlite

TABLES = """
ALTER TABLE patron ADD COLUMN valid_until TEXT;
ALTER TABLE patron_event ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE institution ADD COLUMN retired_at TEXT;
ALTER TABLE registry_import ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registry_import ADD COLUMN leavers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registry_import ADD COLUMN readers INTEGER NOT NULL DEFAULT 0;

CREATE INDEX patron_merged ON patron (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX patron_institution ON patron (institution_id);
CREATE INDEX patron_name ON patron (name);
CREATE INDEX patron_pinyin ON patron (pinyin);
CREATE INDEX patron_valid ON patron (valid_until) WHERE valid_until IS NOT NULL;
CREATE INDEX patron_blocked ON patron (blocked_until) WHERE blocked_until IS NOT NULL;
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);

CREATE TABLE centre (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    retired_at TEXT
) STRICT;

CREATE TABLE told_apart (
    id INTEGER PRIMARY KEY,
    one_id INTEGER NOT NULL REFERENCES patron (id),
    other_id INTEGER NOT NULL REFERENCES patron (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    CHECK (one_id < other_id),
    UNIQUE (one_id, other_id)
) STRICT;

CREATE TABLE calendar_day (
    day TEXT PRIMARY KEY, works INTEGER NOT NULL CHECK (works IN (0, 1))
) STRICT, WITHOUT ROWID;
"""

# The sub-centres of an older library stand in its facts; those of its institutions are kept in any case.
CENTRES = [
    "INSERT OR IGNORE INTO centre (name, position) SELECT c.value ->> 'name', c.key + 1 FROM setting s, "
    "json_each(s.value, '$.centres') c WHERE s.key = 'library' ORDER BY c.key",
    "INSERT INTO centre (name, position) SELECT centre, "
    "MIN(position) + (SELECT COALESCE(MAX(position), 0) FROM centre) "
    "FROM institution WHERE centre NOT IN (SELECT name FROM centre) GROUP BY centre",
]

# Whoever has bound a campus card may come as long as the registry says.
VALIDITY = (
    "UPDATE patron SET valid_until = (SELECT r.valid_until FROM registry_person r "
    "WHERE r.number = patron.number) WHERE road = 'campus'"
)


def up(migrator, db):  # type: ignore[no-untyped-def]
    for statement in (*sqlite.statements(TABLES), *CENTRES, VALIDITY):
        db.execute_sql(statement)
