"""The outbox is searched by kind: newest first, in any state, from the index alone."""


def up(migrator, db):  # type: ignore[no-untyped-def]
    db.execute_sql("CREATE INDEX outbox_kind ON outbox (kind, id, state)")
