"""The first schema: people, requests, money, papers, notices, audit.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

from db import sqlite

PEOPLE = """
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

WORK = """
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

MONEY = """
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

CREATE TABLE paper_void (
    id INTEGER PRIMARY KEY REFERENCES paper (id), at TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;

CREATE TABLE paper_print (
    id INTEGER PRIMARY KEY,
    paper_id INTEGER NOT NULL REFERENCES paper (id), at TEXT NOT NULL, actor TEXT NOT NULL, copy INTEGER NOT NULL,
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

WORDS_OUT = """
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
    "patron_event": (),
    "activation": (),
    "request_event": (),
    "request_file": (),
    "entry": ("operation_id",),
    "posting": (),
    "tariff": ("version",),
    "charge": (),
    "paper": ("number", "operation_id"),
    "paper_void": (),
    "paper_print": (),
    "transfer_line": (),
    "audit": ("hash",),
}


def up(migrator, db):  # type: ignore[no-untyped-def]
    statements = [s for part in (PEOPLE, WORK, MONEY, WORDS_OUT) for s in part.split(";") if s.strip()]
    statements += [sqlite.full_text("patron_search"), sqlite.full_text("request_search"), *SEALED]
    for table, unique in INSERT_ONLY.items():
        statements += sqlite.insert_only(table, *unique)
    for statement in statements:
        db.execute_sql(statement)
