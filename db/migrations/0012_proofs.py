"""What shows that money moved: the photo of a stamped slip or of a bank transfer, kept by its content's hash
among the documents. A transfer by bank also keeps its purpose, by which its reader is found; a statement that
was imported is known again by its content.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

TABLES = """
ALTER TABLE incoming ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
ALTER TABLE statement_import ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';

CREATE TABLE proof (
    id INTEGER PRIMARY KEY,
    transfer_id INTEGER REFERENCES transfer (id),
    incoming_id INTEGER REFERENCES incoming (id),
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    CHECK ((transfer_id IS NULL) <> (incoming_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX proof_transfer ON proof (transfer_id, sha256) WHERE transfer_id IS NOT NULL;
CREATE UNIQUE INDEX proof_incoming ON proof (incoming_id, sha256) WHERE incoming_id IS NOT NULL;
CREATE INDEX proof_sha256 ON proof (sha256);
"""


def up(migrator, db):  # type: ignore[no-untyped-def]
    for statement in sqlite.statements(TABLES):
        db.execute_sql(statement)
