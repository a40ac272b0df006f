"""An account is read from its newest entry on, and added up, from one index: a page of it costs the same in
large books as in small. The transfer that an entry came of is found without reading every transfer."""

from db import sqlite

INDEXES = """
DROP INDEX posting_account;
CREATE INDEX posting_account ON posting (account_id, entry_id, amount_fen);
CREATE INDEX transfer_entry ON transfer (entry_id) WHERE entry_id IS NOT NULL;
"""


def up(migrator, db):  # type: ignore[no-untyped-def]
    for statement in sqlite.statements(INDEXES):
        db.execute_sql(statement)
