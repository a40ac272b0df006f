"""Money, further: what a price was made of stands with its charge, so that it can be made again; money that
goes back, and what is given up for lost; months that are closed.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

TABLES = """
ALTER TABLE charge ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
CREATE INDEX posting_reference ON posting (reference, account_id) WHERE reference <> '';

CREATE TABLE refund (
    id INTEGER PRIMARY KEY REFERENCES paper (id),
    entry_id INTEGER NOT NULL UNIQUE REFERENCES entry (id),
    payment_id INTEGER REFERENCES entry (id),
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    tender TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    to_deposit INTEGER NOT NULL CHECK (to_deposit IN (0, 1)),
    reason TEXT NOT NULL,
    approved_by TEXT NOT NULL DEFAULT '',
    red_letter TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX refund_payment ON refund (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX refund_patron ON refund (patron_id);

CREATE TABLE refund_line (
    id INTEGER PRIMARY KEY,
    refund_id INTEGER NOT NULL REFERENCES refund (id),
    charge_id INTEGER NOT NULL REFERENCES charge (id),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    UNIQUE (refund_id, charge_id)
) STRICT;
CREATE INDEX refund_line_charge ON refund_line (charge_id);

CREATE TABLE closed_month (
    id INTEGER PRIMARY KEY,
    month TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    balance TEXT NOT NULL
) STRICT;
"""

INSERT_ONLY: dict[str, tuple[str, ...]] = {
    "refund": ("entry_id",),
    "refund_line": (),
    "closed_month": ("month",),
}

# Nothing is ever entered into a month that the books have closed: a later mistake belongs to the open month.
CLOSED = """CREATE TRIGGER entry_month_open BEFORE INSERT ON entry
    WHEN EXISTS (SELECT 1 FROM closed_month WHERE month >= SUBSTR(NEW.day, 1, 7))
    BEGIN SELECT RAISE(ABORT, 'the month is closed'); END"""


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = sqlite.statements(TABLES)
    statements.append(CLOSED)
    for table, unique in INSERT_ONLY.items():
        statements += sqlite.insert_only(table, *unique)
    for statement in statements:
        db.execute_sql(statement)
