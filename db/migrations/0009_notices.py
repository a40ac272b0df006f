"""Sending: how each reader wants to be told, leases and tries, edited texts, what staff are told.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21).
"""

from db import sqlite

TABLES = """
ALTER TABLE patron ADD COLUMN notice_way TEXT NOT NULL DEFAULT 'email'
    CHECK (notice_way IN ('email', 'sms', 'letter', 'none'));
ALTER TABLE patron ADD COLUMN address TEXT NOT NULL DEFAULT '';

ALTER TABLE outbox ADD COLUMN step TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN subject TEXT;
ALTER TABLE outbox ADD COLUMN text TEXT;
ALTER TABLE outbox ADD COLUMN lease TEXT;
ALTER TABLE outbox ADD COLUMN lease_until TEXT;
ALTER TABLE outbox ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN maybe_repeat INTEGER NOT NULL DEFAULT 0 CHECK (maybe_repeat IN (0, 1));
CREATE UNIQUE INDEX outbox_once ON outbox (kind, patron_id, COALESCE(request_id, 0), step) WHERE step <> '';
CREATE INDEX outbox_due ON outbox (way, not_before, id) WHERE state = 'waiting';
CREATE INDEX outbox_newest ON outbox (state, id);

CREATE TABLE outbox_attempt (
    id INTEGER PRIMARY KEY,
    outbox_id INTEGER NOT NULL REFERENCES outbox (id),
    way TEXT NOT NULL,
    at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT CHECK (outcome IN ('sent', 'refused', 'later', 'server', 'unknown')),
    problem TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_attempt_outbox ON outbox_attempt (outbox_id, id);
CREATE INDEX outbox_attempt_way ON outbox_attempt (way, at);

CREATE TABLE notice_text (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    institution_id INTEGER REFERENCES institution (id),
    version INTEGER NOT NULL,
    subject TEXT,
    body TEXT,
    sms TEXT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX notice_text_version
    ON notice_text (kind, language, COALESCE(institution_id, 0), version);

CREATE TABLE staff_notice (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    request_id INTEGER NOT NULL REFERENCES request (id),
    step TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (kind, request_id, step)
) STRICT;

CREATE TABLE today_mark (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    until TEXT,
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    UNIQUE (kind, subject)
) STRICT;
"""

WAYS = "way IN ('email', 'sms', 'letter')"
MORE_WAYS = "way IN ('email', 'sms', 'letter', 'none')"


def _allow_no_way(db):  # type: ignore[no-untyped-def]
    """Only the CHECK changes: rewritten in place, as SQLite's ALTER TABLE page describes.

    Copying the table would move every message of every year.
    """
    version = db.execute_sql("PRAGMA schema_version").fetchone()[0]
    db.execute_sql("PRAGMA writable_schema = ON")
    db.execute_sql(
        "UPDATE sqlite_schema SET sql = REPLACE(sql, ?, ?) WHERE type = 'table' AND name = 'outbox'",
        (WAYS, MORE_WAYS),
    )
    db.execute_sql(f"PRAGMA schema_version = {int(version) + 1}")
    db.execute_sql("PRAGMA writable_schema = RESET")


def up(migrator, db):  # type: ignore[no-untyped-def]
    _allow_no_way(db)
    for statement in (*sqlite.statements(TABLES), *sqlite.insert_only("notice_text")):
        db.execute_sql(statement)
