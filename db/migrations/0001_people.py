"""People: settings, staff, institutions, the campus registry, readers, activation.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

TABLES = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL COLLATE NOCASE UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('counter', 'cashier', 'reviewer', 'administrator', 'kiosk')),
    password_hash TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    preferences TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE sign_in_attempt (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, succeeded INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_attempt_who ON sign_in_attempt (who, at);

CREATE TABLE institution (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    initials TEXT NOT NULL,
    centre TEXT NOT NULL,
    automatic INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE registry_import (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, file TEXT NOT NULL,
    added INTEGER NOT NULL, updated INTEGER NOT NULL, left_out INTEGER NOT NULL
) STRICT;

CREATE TABLE registry_person (
    number TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    class TEXT NOT NULL,
    department TEXT NOT NULL,
    last_six TEXT NOT NULL,
    valid_until TEXT,
    import_id INTEGER NOT NULL REFERENCES registry_import (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE patron (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL COLLATE NOCASE,
    road TEXT NOT NULL CHECK (road IN ('campus', 'campus_form', 'off_campus')),
    institution_id INTEGER NOT NULL REFERENCES institution (id),
    class TEXT NOT NULL,
    name TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    sex TEXT NOT NULL CHECK (sex IN ('m', 'f', 'x')),
    email TEXT NOT NULL COLLATE NOCASE,
    mobile TEXT NOT NULL,
    unit TEXT NOT NULL,
    last_six TEXT,
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    review_due TEXT NOT NULL,
    reviewed_at TEXT,
    activated_at TEXT,
    blocked_until TEXT,
    merged_into INTEGER REFERENCES patron (id),
    automatic_debit INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX patron_number_once ON patron (number)
    WHERE merged_into IS NULL AND state NOT IN ('rejected', 'withdrawn', 'expired');
CREATE UNIQUE INDEX patron_email_once ON patron (email)
    WHERE merged_into IS NULL AND state NOT IN ('rejected', 'withdrawn', 'expired');
CREATE INDEX patron_number ON patron (number);
CREATE INDEX patron_email ON patron (email);
CREATE INDEX patron_state ON patron (state, review_due, id);
CREATE INDEX patron_mobile ON patron (mobile);
CREATE INDEX patron_last_six ON patron (last_six);
CREATE INDEX patron_initials ON patron (initials);

CREATE TABLE patron_event (
    id INTEGER PRIMARY KEY,
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX patron_event_patron ON patron_event (patron_id, id);

CREATE TABLE activation_token (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    purpose TEXT NOT NULL,
    medium TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    consumed_at TEXT
) STRICT;
CREATE INDEX activation_token_patron ON activation_token (patron_id);

CREATE TABLE activation_code (
    id INTEGER PRIMARY KEY,
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    hash TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('counter', 'sms', 'email')),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    consumed_at TEXT
) STRICT;
CREATE INDEX activation_code_patron ON activation_code (patron_id, id);

CREATE TABLE activation_wrong_code (
    id INTEGER PRIMARY KEY, patron_id INTEGER NOT NULL REFERENCES patron (id), at TEXT NOT NULL
) STRICT;
CREATE INDEX activation_wrong_code_patron ON activation_wrong_code (patron_id, at);

CREATE TABLE activation (
    id INTEGER PRIMARY KEY,
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    at TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('link', 'qr', 'desk')),
    terms_version TEXT NOT NULL,
    terms_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    actor TEXT NOT NULL,
    mobile_proof TEXT NOT NULL CHECK (mobile_proof IN ('code', 'attested'))
) STRICT;
CREATE INDEX activation_patron ON activation (patron_id);
"""

INSERT_ONLY: dict[str, tuple[str, ...]] = {
    "patron_event": (),
    "activation": (),
}


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = sqlite.statements(TABLES)
    statements.append(sqlite.full_text("patron_search"))
    for table, unique in INSERT_ONLY.items():
        statements += sqlite.insert_only(table, *unique)
    for statement in statements:
        db.execute_sql(statement)
