"""The finance office: invoices and what became of them; money that came by bank; statements to compare with.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

TABLES = """
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY REFERENCES paper (id),
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    buyer TEXT NOT NULL CHECK (buyer IN ('person', 'public', 'enterprise')),
    title TEXT NOT NULL,
    tax_number TEXT NOT NULL,
    medium TEXT NOT NULL CHECK (medium IN ('electronic', 'paper')),
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX invoice_patron ON invoice (patron_id, id);

CREATE TABLE invoice_line (
    id INTEGER PRIMARY KEY,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    charge_id INTEGER REFERENCES charge (id),
    top_up_id INTEGER REFERENCES paper (id),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    CHECK ((charge_id IS NULL) <> (top_up_id IS NULL))
) STRICT;
CREATE INDEX invoice_line_invoice ON invoice_line (invoice_id);
CREATE INDEX invoice_line_charge ON invoice_line (charge_id) WHERE charge_id IS NOT NULL;
CREATE INDEX invoice_line_top_up ON invoice_line (top_up_id) WHERE top_up_id IS NOT NULL;

CREATE TABLE invoice_event (
    id INTEGER PRIMARY KEY,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('requested', 'issued', 'sent', 'void', 'red_letter')),
    number TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX invoice_event_invoice ON invoice_event (invoice_id, id);
CREATE INDEX invoice_event_number ON invoice_event (number) WHERE number <> '';

CREATE TABLE incoming (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL UNIQUE REFERENCES entry (id),
    day TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    payer TEXT NOT NULL,
    reference TEXT NOT NULL,
    proof TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;

CREATE TABLE incoming_use (
    id INTEGER PRIMARY KEY,
    incoming_id INTEGER NOT NULL REFERENCES incoming (id),
    entry_id INTEGER NOT NULL UNIQUE REFERENCES entry (id),
    amount_fen INTEGER NOT NULL
) STRICT;
CREATE INDEX incoming_use_incoming ON incoming_use (incoming_id);

CREATE TABLE settlement (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL UNIQUE REFERENCES entry (id),
    network TEXT NOT NULL,
    month TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    reference TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;
CREATE INDEX settlement_month ON settlement (month, network);

CREATE TABLE settlement_line (
    id INTEGER PRIMARY KEY,
    settlement_id INTEGER NOT NULL REFERENCES settlement (id),
    request_supplier_id INTEGER NOT NULL UNIQUE REFERENCES request_supplier (id),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0)
) STRICT;
CREATE INDEX settlement_line_settlement ON settlement_line (settlement_id);

CREATE TABLE statement_import (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, file TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL
) STRICT;

CREATE TABLE statement_line (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES statement_import (id),
    account TEXT NOT NULL,
    day TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
    reference TEXT NOT NULL,
    payer TEXT NOT NULL,
    note TEXT NOT NULL,
    posting_id INTEGER UNIQUE REFERENCES posting (id)
) STRICT;
CREATE INDEX statement_line_open ON statement_line (account, day) WHERE posting_id IS NULL;
CREATE INDEX statement_line_alike ON statement_line (account, day, amount_fen, reference);
"""

INSERT_ONLY: dict[str, tuple[str, ...]] = {
    "invoice": (),
    "invoice_line": (),
    "invoice_event": (),
    "incoming": ("entry_id",),
    "incoming_use": ("entry_id",),
    "statement_import": (),
    "settlement": ("entry_id",),
    "settlement_line": ("request_supplier_id",),
}


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = sqlite.statements(TABLES)
    for table, unique in INSERT_ONLY.items():
        statements += sqlite.insert_only(table, *unique)
    for statement in statements:
        db.execute_sql(statement)
