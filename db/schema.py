"""Bring a library file to the schema of this program, by frozen steps."""

from __future__ import annotations

from pathlib import Path

from db import sqlite
from db.connection import SCHEMA_VERSION, Store


def migrate(store: Store, steps: Path) -> list[str]:
    """Apply the steps that are missing and return their names; each is one transaction.

    ``steps`` is the folder of ``0001_….py`` files. Raises what a step raises, that step rolled back.
    """
    from playhouse.migrations import Runner

    applied: list[str] = Runner(store, directory=str(steps)).up()  # type: ignore[no-untyped-call]
    store.execute_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")  # type: ignore[no-untyped-call]
    store.execute_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")  # type: ignore[no-untyped-call]
    return applied
