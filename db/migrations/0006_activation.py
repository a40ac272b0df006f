"""Activation on the phone and at the kiosk: visits that can be resumed, terms kept as they were agreed to.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

# A visit holds what a reader has typed so far; hashes only of its secret, its client and its picture.
TABLES = """
CREATE TABLE activation_visit (
    hash TEXT PRIMARY KEY,
    way TEXT NOT NULL CHECK (way IN ('link', 'qr', 'poster', 'desk', 'kiosk')),
    client TEXT NOT NULL,
    actor TEXT NOT NULL,
    language TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('identity', 'contact', 'code', 'terms', 'done')),
    patron_id INTEGER REFERENCES patron (id),
    meant_for INTEGER REFERENCES patron (id),
    token_hash TEXT,
    last_six TEXT,
    picture TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    mobile TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL DEFAULT '',
    proof TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX activation_visit_expires ON activation_visit (expires_at);
CREATE INDEX activation_visit_client ON activation_visit (client, created_at);
CREATE INDEX activation_visit_patron ON activation_visit (patron_id) WHERE patron_id IS NOT NULL;

CREATE TABLE terms (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    UNIQUE (version, language)
) STRICT;

CREATE TABLE activation_new (
    id INTEGER PRIMARY KEY,
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    at TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('link', 'qr', 'poster', 'desk', 'kiosk')),
    terms_version TEXT NOT NULL,
    terms_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    actor TEXT NOT NULL,
    mobile_proof TEXT NOT NULL CHECK (mobile_proof IN ('code', 'email', 'attested'))
) STRICT;
INSERT INTO activation_new SELECT id, patron_id, at, way, terms_version, terms_hash, language, actor,
    mobile_proof FROM activation;
DROP TABLE activation;
ALTER TABLE activation_new RENAME TO activation;
CREATE INDEX activation_patron ON activation (patron_id);
"""

INSERT_ONLY = ("activation", "terms")


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = sqlite.statements(TABLES)
    for table in INSERT_ONLY:
        statements += sqlite.insert_only(table)
    for statement in statements:
        db.execute_sql(statement)
