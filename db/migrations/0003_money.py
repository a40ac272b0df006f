"""Money: tills and shifts, the ledger, charges, numbered papers, transfers.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

TABLES = """
CREATE TABLE till (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE shift (
    id INTEGER PRIMARY KEY,
    till_id INTEGER NOT NULL REFERENCES till (id),
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    float_fen INTEGER NOT NULL CHECK (float_fen >= 0),
    closed_at TEXT,
    closed_by TEXT,
    expected_fen INTEGER,
    counted_fen INTEGER
) STRICT;
CREATE UNIQUE INDEX shift_open ON shift (till_id) WHERE closed_at IS NULL;

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('asset', 'liability', 'income', 'expense'))
) STRICT;

CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    operation_id TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    day TEXT NOT NULL,
    actor TEXT NOT NULL,
    patron_id INTEGER REFERENCES patron (id),
    shift_id INTEGER REFERENCES shift (id),
    reverses INTEGER UNIQUE REFERENCES entry (id),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX entry_day ON entry (day);
CREATE INDEX entry_patron ON entry (patron_id, id);
CREATE INDEX entry_shift ON entry (shift_id) WHERE shift_id IS NOT NULL;

CREATE TABLE tariff (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE,
    valid_from TEXT NOT NULL,
    rules TEXT NOT NULL
) STRICT;

CREATE TABLE charge (
    id INTEGER PRIMARY KEY,
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    request_id INTEGER REFERENCES request (id),
    kind TEXT NOT NULL CHECK (kind IN ('service', 'overdue', 'compensation')),
    label TEXT NOT NULL,
    gross_fen INTEGER NOT NULL,
    subsidy_fen INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen = gross_fen - subsidy_fen AND amount_fen >= 0),
    reasons TEXT NOT NULL,
    tariff_id INTEGER REFERENCES tariff (id),
    day TEXT NOT NULL
) STRICT;
CREATE INDEX charge_patron ON charge (patron_id, id);
CREATE INDEX charge_request ON charge (request_id);

CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
    account_id INTEGER NOT NULL REFERENCES account (id),
    amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
    charge_id INTEGER REFERENCES charge (id),
    reference TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX posting_entry ON posting (entry_id);
CREATE INDEX posting_account ON posting (account_id, amount_fen);
CREATE INDEX posting_charge ON posting (charge_id, account_id, amount_fen) WHERE charge_id IS NOT NULL;

CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    year INTEGER NOT NULL,
    series TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    operation_id TEXT NOT NULL UNIQUE,
    entry_id INTEGER REFERENCES entry (id),
    patron_id INTEGER REFERENCES patron (id),
    shift_id INTEGER REFERENCES shift (id),
    amount_fen INTEGER NOT NULL,
    facts TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    UNIQUE (device, year, series, sequence)
) STRICT;
CREATE INDEX paper_patron ON paper (patron_id, id);
CREATE INDEX paper_entry ON paper (entry_id);
CREATE INDEX paper_shift ON paper (shift_id, id) WHERE shift_id IS NOT NULL;

CREATE TABLE paper_void (
    id INTEGER PRIMARY KEY REFERENCES paper (id), at TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;

CREATE TABLE paper_print (
    id INTEGER PRIMARY KEY,
    paper_id INTEGER NOT NULL REFERENCES paper (id), at TEXT NOT NULL, actor TEXT NOT NULL,
    copy INTEGER NOT NULL,
    UNIQUE (paper_id, copy)
) STRICT;

CREATE TABLE transfer (
    id INTEGER PRIMARY KEY REFERENCES paper (id),
    patron_id INTEGER NOT NULL REFERENCES patron (id),
    state TEXT NOT NULL CHECK (state IN ('pending', 'matched', 'cancelled')),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    created_at TEXT NOT NULL,
    reference TEXT NOT NULL DEFAULT '',
    proof TEXT,
    settled_at TEXT,
    entry_id INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX transfer_state ON transfer (state, id);

CREATE TABLE transfer_line (
    id INTEGER PRIMARY KEY,
    transfer_id INTEGER NOT NULL REFERENCES transfer (id),
    charge_id INTEGER NOT NULL REFERENCES charge (id),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    UNIQUE (transfer_id, charge_id)
) STRICT;
CREATE INDEX transfer_line_charge ON transfer_line (charge_id);
"""

# Postings come first and their entry seals them: an entry that does not balance cannot come into being,
# and nothing can be added to one that has.
SEALED = [
    """CREATE TRIGGER entry_balances BEFORE INSERT ON entry
    WHEN (SELECT COUNT(*) < 2 OR SUM(amount_fen) <> 0 FROM posting WHERE entry_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the entry does not balance'); END""",
    """CREATE TRIGGER posting_sealed BEFORE INSERT ON posting
    WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry_id)
    BEGIN SELECT RAISE(ABORT, 'the entry is sealed'); END""",
]

INSERT_ONLY: dict[str, tuple[str, ...]] = {
    "entry": ("operation_id",),
    "tariff": ("version",),
    "charge": (),
    "posting": (),
    "paper": ("number", "operation_id"),
    "paper_void": (),
    "paper_print": (),
    "transfer_line": (),
}


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = sqlite.statements(TABLES)
    statements += SEALED
    for table, unique in INSERT_ONLY.items():
        statements += sqlite.insert_only(table, *unique)
    for statement in statements:
        db.execute_sql(statement)
