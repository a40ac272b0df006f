"""What a partner asked for may change after it was settled: the difference is settled with what comes next.
So a request may stand on several settlements, and a difference may be below nothing.

Amounts are fen.
"""

from db import sqlite

TABLES = """
DROP TRIGGER settlement_line_no_update;
DROP TRIGGER settlement_line_no_delete;
DROP TRIGGER settlement_line_no_replace;
DROP INDEX settlement_line_settlement;

CREATE TABLE settlement_line_new (
    id INTEGER PRIMARY KEY,
    settlement_id INTEGER NOT NULL REFERENCES settlement (id),
    request_supplier_id INTEGER NOT NULL REFERENCES request_supplier (id),
    amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
    UNIQUE (settlement_id, request_supplier_id)
) STRICT;
INSERT INTO settlement_line_new SELECT id, settlement_id, request_supplier_id, amount_fen
    FROM settlement_line;
DROP TABLE settlement_line;
ALTER TABLE settlement_line_new RENAME TO settlement_line;
CREATE INDEX settlement_line_supplier ON settlement_line (request_supplier_id, amount_fen);
"""


def up(migrator, db):  # type: ignore[no-untyped-def]
    for statement in [*sqlite.statements(TABLES), *sqlite.insert_only("settlement_line")]:
        db.execute_sql(statement)
