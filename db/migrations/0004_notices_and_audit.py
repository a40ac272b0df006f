"""What readers are told, and the chain of what was done.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

TABLES = """
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    request_id INTEGER REFERENCES request (id),
    event_id INTEGER REFERENCES request_event (id),
    language TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('email', 'sms', 'letter')),
    facts TEXT NOT NULL,
    created_at TEXT NOT NULL,
    not_before TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'withdrawn')),
    attempts INTEGER NOT NULL DEFAULT 0,
    sent_at TEXT,
    read_at TEXT,
    problem TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_state ON outbox (state, not_before);
CREATE INDEX outbox_patron ON outbox (patron_id, id);
CREATE INDEX outbox_event ON outbox (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload_hash TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE audit_payload (
    id INTEGER PRIMARY KEY REFERENCES audit (id), payload TEXT NOT NULL
) STRICT;
"""

INSERT_ONLY: dict[str, tuple[str, ...]] = {
    "audit": ("hash",),
}


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = sqlite.statements(TABLES)
    for table, unique in INSERT_ONLY.items():
        statements += sqlite.insert_only(table, *unique)
    for statement in statements:
        db.execute_sql(statement)
