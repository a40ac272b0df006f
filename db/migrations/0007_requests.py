"""Requests, whole: what finds duplicates, suppliers' particulars, volumes of a loan, shelves, parcels.

Times are UTC text (2026-11-21T06:26:03.120Z), days are business dates (2026-11-21), amounts are fen.
"""

import json
import re
import unicodedata

from db import sqlite

TABLES = """
ALTER TABLE supplier ADD COLUMN symbol TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN contact TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN tariff_note TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN page_fen INTEGER;
ALTER TABLE supplier ADD COLUMN item_fen INTEGER;
ALTER TABLE supplier ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX supplier_symbol ON supplier (symbol) WHERE symbol <> '';

ALTER TABLE request ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN place_key TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN shelf TEXT;
ALTER TABLE request ADD COLUMN tracking TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN link TEXT NOT NULL DEFAULT '';

CREATE TABLE request_identifier (
    key TEXT NOT NULL,
    request_id INTEGER NOT NULL REFERENCES request (id),
    PRIMARY KEY (key, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_identifier_request ON request_identifier (request_id);

CREATE TABLE request_loan (
    id INTEGER PRIMARY KEY REFERENCES request (id),
    partner_due TEXT,
    conditions TEXT NOT NULL DEFAULT '[]',
    recalled_at TEXT,
    renewal TEXT NOT NULL DEFAULT '' CHECK (renewal IN ('', 'asked', 'granted', 'refused')),
    renewal_until TEXT,
    renewals INTEGER NOT NULL DEFAULT 0,
    collected_by TEXT NOT NULL DEFAULT '',
    back_tracking TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE request_item (
    id INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES request (id),
    position INTEGER NOT NULL,
    barcode TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT '',
    due_on TEXT,
    out_at TEXT,
    back_at TEXT,
    gone_at TEXT,
    fined_until TEXT,
    damage TEXT NOT NULL DEFAULT '',
    UNIQUE (request_id, position)
) STRICT;
CREATE UNIQUE INDEX request_item_barcode ON request_item (barcode) WHERE barcode <> '' AND gone_at IS NULL;
CREATE INDEX request_item_due ON request_item (due_on) WHERE out_at IS NOT NULL AND back_at IS NULL;

ALTER TABLE request_supplier ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE request_supplier ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE request_supplier ADD COLUMN expected_on TEXT;
ALTER TABLE request_supplier ADD COLUMN chased INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request_supplier ADD COLUMN chased_at TEXT;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    issn TEXT NOT NULL DEFAULT '',
    used INTEGER NOT NULL DEFAULT 0,
    last_at TEXT NOT NULL
) STRICT;
"""

# Made after the rows are filled in, which is quicker.
INDEXES = """
CREATE INDEX request_title ON request (title_key, id);
CREATE INDEX request_since ON request (state_since, id);
CREATE INDEX request_due ON request (COALESCE(due_on, '9999'), id);
CREATE INDEX request_place ON request (place_key, id) WHERE place_key <> '';
CREATE INDEX request_type ON request (document_type, submitted_at, id);
CREATE INDEX request_service ON request (service_type, submitted_at, id);
CREATE INDEX request_branch ON request (branch, submitted_at, id);
CREATE INDEX request_partner ON request (supplier_id, submitted_at, id) WHERE supplier_id IS NOT NULL;
CREATE UNIQUE INDEX request_shelf ON request (branch, shelf) WHERE shelf IS NOT NULL;
CREATE INDEX request_supplier_history ON request_supplier (supplier_id, id) WHERE answered_at IS NOT NULL;
CREATE INDEX request_supplier_waiting ON request_supplier (expected_on)
    WHERE answered_at IS NULL AND expected_on IS NOT NULL;
CREATE INDEX journal_used ON journal (used)
"""

# What a state was reached for; who was asked is expected by a day (no calendar here: seven days for five);
# what was lent has one volume without a barcode.
FILL = """
UPDATE request SET reason = COALESCE((SELECT e.reason FROM request_event e WHERE e.request_id = request.id
    AND e.kind = 'step' AND e.to_state = request.state ORDER BY e.id DESC LIMIT 1), '')
    WHERE state IN ('needs_information', 'conditional', 'retry_possible', 'unfilled', 'lost', 'accepted');
UPDATE request_supplier SET expected_on = (SELECT DATE(request_supplier.asked_at,
    '+' || ((s.expected_days * 7 + 4) / 5) || ' days') FROM supplier s
    WHERE s.id = request_supplier.supplier_id) WHERE answered_at IS NULL;
UPDATE request_supplier SET reason = COALESCE((SELECT e.reason FROM request_event e
    WHERE e.request_id = request_supplier.request_id AND e.kind = 'step'
    AND e.at = request_supplier.answered_at AND e.to_state = request_supplier.answer
    ORDER BY e.id DESC LIMIT 1), '')
    WHERE answer IN ('accepted', 'unfilled', 'conditional', 'retry_possible');
INSERT INTO request_loan (id) SELECT id FROM request
    WHERE state IN ('checked_out', 'lost', 'returned', 'return_shipped');
INSERT INTO request_item (request_id, position, due_on, out_at, back_at, gone_at)
    SELECT r.id, 1, r.due_on, (SELECT MAX(e.at) FROM request_event e WHERE e.request_id = r.id
    AND e.kind = 'step' AND e.to_state = 'checked_out'),
    CASE WHEN r.state IN ('returned', 'return_shipped') THEN r.state_since END,
    CASE WHEN r.state = 'return_shipped' THEN r.state_since END
    FROM request r WHERE r.state IN ('checked_out', 'lost', 'returned', 'return_shipped');
INSERT INTO journal (name, issn, used, last_at) SELECT TRIM(fields ->> '$.journal') AS name,
    COALESCE(MAX(fields ->> '$.issn'), ''), COUNT(*), MAX(submitted_at) FROM request
    WHERE document_type = 'journal_article' AND TRIM(COALESCE(fields ->> '$.journal', '')) <> ''
    GROUP BY name
"""

EVENT_KINDS = "'step', 'back', 'note', 'chase', 'file', 'price', 'money'"
MORE_KINDS = (
    "'amend', 'link', 'held', 'item', 'item_back', 'due', 'recall', 'renewal_asked', 'renewal_granted', "
    "'renewal_refused', 'damage', 'fine', 'compensation', 'pages', 'cost'"
)


def _allow_more_kinds(db):  # type: ignore[no-untyped-def]
    """Only the CHECK changes: rewritten in place, as SQLite's ALTER TABLE page describes.

    Copying the table would move every event of every year, with all that points to them.
    """
    version = db.execute_sql("PRAGMA schema_version").fetchone()[0]
    db.execute_sql("PRAGMA writable_schema = ON")
    db.execute_sql(
        "UPDATE sqlite_schema SET sql = REPLACE(sql, ?, ?) WHERE type = 'table' AND name = 'request_event'",
        (EVENT_KINDS, f"{EVENT_KINDS}, {MORE_KINDS}"),
    )
    db.execute_sql(f"PRAGMA schema_version = {int(version) + 1}")
    db.execute_sql("PRAGMA writable_schema = RESET")


# The keys as the program of this step makes them (ill_desktop.requests.matching).

TITLES = {
    "journal_article": ("article_title",),
    "newspaper_article": ("article_title",),
    "book_chapter": ("chapter_title", "title"),
    "standard": ("title", "number"),
    "patent": ("title", "number"),
}
ARTICLE = re.compile(r"(the|an|a)\s+")


def _title_key(title):  # type: ignore[no-untyped-def]
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", title).casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign)).strip()
    bare = ARTICLE.sub("", bare, count=1) if ARTICLE.match(bare) else bare
    return "".join(sign for sign in unicodedata.normalize("NFC", bare) if sign.isalnum())[:200]


def _plain(text):  # type: ignore[no-untyped-def]
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isascii() and sign.isalnum()
    )
    return bare.lstrip("0") or bare[-1:]


def _first_page(pages):  # type: ignore[no-untyped-def]
    found = re.match(r"\s*([A-Za-z]{0,2}\d{1,9})", unicodedata.normalize("NFKC", pages))
    return found[1].casefold() if found else ""


def _place_key(kind, fields):  # type: ignore[no-untyped-def]
    page = _first_page(fields.get("pages", ""))
    volume = _plain(fields.get("volume", "") or fields.get("issue", ""))
    if kind != "journal_article" or not (page and volume and fields.get("year")):
        return ""
    return f"{_plain(fields['year'])}:{volume}:{page}"


def _isbn13(text):  # type: ignore[no-untyped-def]
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign in "0123456789X")
    if len(digits) == 13 and digits.isdigit():
        return digits
    if len(digits) != 10 or not digits[:9].isdigit():
        return ""
    stem = "978" + digits[:9]
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem))
    return stem + str(-total % 10)


def _identifiers(kind, fields):  # type: ignore[no-untyped-def]
    if doi := fields.get("doi", "").strip().casefold():
        yield f"doi:{doi}"
    if pmid := _plain(fields.get("pmid", "")):
        yield f"pmid:{pmid}"
    isbn = _isbn13(fields.get("isbn", ""))
    if isbn and kind == "book":
        yield f"isbn:{isbn}"
    elif isbn and kind == "book_chapter" and (page := _first_page(fields.get("pages", ""))):
        yield f"isbn:{isbn}/{page}"
    prefix = {"standard": "std", "patent": "pat"}.get(kind)
    if prefix and (number := _title_key(fields.get("number", ""))):
        yield f"{prefix}:{number}"


def _fill_keys(raw):  # type: ignore[no-untyped-def]
    after = 0
    while rows := raw.execute(
        "SELECT id, document_type, fields FROM request WHERE id > ? ORDER BY id LIMIT 5000", (after,)
    ).fetchall():
        keys, named = [], []
        for number, kind, text in rows:
            fields = json.loads(text)
            title = next((fields[key] for key in TITLES.get(kind, ("title",)) if fields.get(key)), "")
            keys.append((_title_key(title), _place_key(kind, fields), number))
            named += [(key, number) for key in _identifiers(kind, fields)]
        raw.executemany("UPDATE request SET title_key = ?, place_key = ? WHERE id = ?", keys)
        raw.executemany("INSERT OR IGNORE INTO request_identifier (key, request_id) VALUES (?, ?)", named)
        after = rows[-1][0]


def _index_journals(raw):  # type: ignore[no-untyped-def]
    rows = raw.execute("SELECT id, name, issn FROM journal").fetchall()
    if not rows:
        return
    from pypinyin import Style, lazy_pinyin

    texts = []
    for number, name, issn in rows:
        syllables = lazy_pinyin(name, errors="ignore")
        initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))
        texts.append((number, sqlite.searchable(name, "".join(syllables), initials, issn)))
    raw.executemany("INSERT INTO journal_search (rowid, text) VALUES (?, ?)", texts)


def up(migrator, db):  # type: ignore[no-untyped-def]
    for statement in sqlite.statements(TABLES):
        db.execute_sql(statement)
    db.execute_sql(sqlite.full_text("journal_search"))
    _allow_more_kinds(db)
    for statement in sqlite.statements(FILL):
        db.execute_sql(statement)
    raw = db.connection()
    _fill_keys(raw)
    _index_journals(raw)
    for statement in sqlite.statements(INDEXES):
        db.execute_sql(statement)
