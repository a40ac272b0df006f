"""Small facts about this library and this machine, kept in the database by key."""

from __future__ import annotations

import json
from typing import Any

from db import connection


def read(key: str, default: Any = None) -> Any:
    """The value under a key, as it was written; ``default`` when nothing was."""
    text = connection.value("SELECT value FROM setting WHERE key = ?", (key,))
    return default if text is None else json.loads(text)


def write(key: str, value: Any) -> None:
    """Store a JSON value under a key, in the caller's transaction if there is one."""
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, json.dumps(value, ensure_ascii=False)),
    )
