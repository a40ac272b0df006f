"""The work: suppliers, requests, their history, their files, drafts.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

TABLES = """
CREATE TABLE supplier (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    network TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    expected_days INTEGER NOT NULL DEFAULT 3,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    service_type TEXT NOT NULL CHECK (service_type IN ('delivery', 'loan', 'copy_or_loan')),
    document_type TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('normal', 'urgent')),
    state TEXT NOT NULL,
    state_since TEXT NOT NULL,
    title TEXT NOT NULL,
    container TEXT NOT NULL,
    author TEXT NOT NULL,
    fields TEXT NOT NULL,
    pages INTEGER,
    needed_by TEXT,
    max_cost_fen INTEGER,
    any_edition INTEGER NOT NULL DEFAULT 0,
    delivery TEXT NOT NULL CHECK (delivery IN ('email', 'pickup', 'post')),
    branch TEXT NOT NULL,
    proxy TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    citation_source TEXT NOT NULL DEFAULT '',
    copyright_agreed INTEGER NOT NULL DEFAULT 0,
    submitted_at TEXT NOT NULL,
    supplier_id INTEGER REFERENCES supplier (id),
    came_from TEXT,
    approved_cost_fen INTEGER,
    due_on TEXT,
    pickup_until TEXT,
    total_fen INTEGER
) STRICT;
CREATE INDEX request_submitted ON request (submitted_at, id);
CREATE INDEX request_state ON request (state, submitted_at, id);
CREATE INDEX request_delivered ON request (state_since) WHERE state IN ('delivered', 'completed');
CREATE INDEX request_patron ON request (patron_id, submitted_at, id);

CREATE TABLE request_event (
    id INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES request (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('step', 'back', 'note', 'chase', 'file', 'price', 'money')),
    from_state TEXT,
    to_state TEXT,
    reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '{}',
    reverses INTEGER REFERENCES request_event (id)
) STRICT;
CREATE INDEX request_event_request ON request_event (request_id, id);

CREATE TABLE request_supplier (
    id INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES request (id),
    position INTEGER NOT NULL,
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    asked_at TEXT NOT NULL,
    answered_at TEXT,
    answer TEXT,
    cost_fen INTEGER,
    UNIQUE (request_id, position)
) STRICT;

CREATE TABLE request_file (
    id INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES request (id),
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;
CREATE INDEX request_file_request ON request_file (request_id);

CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    form TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    UNIQUE (owner, form)
) STRICT;
"""

INSERT_ONLY: dict[str, tuple[str, ...]] = {
    "request_event": (),
    "request_file": (),
}


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = sqlite.statements(TABLES)
    statements.append(sqlite.full_text("request_search"))
    for table, unique in INSERT_ONLY.items():
        statements += sqlite.insert_only(table, *unique)
    for statement in statements:
        db.execute_sql(statement)
