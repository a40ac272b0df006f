"""One hash-chained row for everything that changes something, in the caller's transaction.

The chain holds hashes of payloads; the payloads stand in a table of their own, so that a person can be
forgotten without breaking the chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from db import connection, sqlite
from db.tables import Audit, AuditPayload

START = "0" * 64
Ask = Callable[[str], Iterable[tuple[Any, ...]]]


def _hash(previous: str, *parts: str) -> str:
    return hashlib.sha256("\x1f".join((previous, *parts)).encode()).hexdigest()


def append(at: str, actor: str, action: str, subject: str, **facts: Any) -> str:
    """Add a row and return the new head. ``at`` is UTC text; call inside a transaction."""
    payload = sqlite.whole(json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str))
    payload_hash = hashlib.sha256(payload.encode()).hexdigest()
    previous = head()
    row_hash = _hash(previous, at, actor, action, subject, payload_hash)
    number = Audit.add(
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        payload_hash=payload_hash,
        previous=previous,
        hash=row_hash,
    )
    AuditPayload.add(id=number, payload=payload)
    return row_hash


def head() -> str:
    """The hash of the newest row: what a Z report prints."""
    return connection.value("SELECT hash FROM audit ORDER BY id DESC LIMIT 1") or START


def breaks(ask: Ask | None = None) -> Iterator[tuple[int, str]]:
    """Rows that do not fit the chain: ``(id, what)``, what is chain, row or payload.

    ``ask`` puts the question to another file than the open library.
    """
    previous = START
    sql = (
        "SELECT a.id, at, actor, action, subject, payload_hash, previous, hash, payload "
        "FROM audit a LEFT JOIN audit_payload p ON p.id = a.id ORDER BY a.id"
    )
    for number, at, actor, action, subject, payload_hash, link, row_hash, payload in (
        ask(sql) if ask else connection.rows(lambda *row: row, sql)
    ):
        if link != previous:
            yield number, "chain"
        if _hash(link, at, actor, action, subject, payload_hash) != row_hash:
            yield number, "row"
        if payload is not None and hashlib.sha256(payload.encode()).hexdigest() != payload_hash:
            yield number, "payload"
        previous = row_hash


def forget(subjects: Iterable[str]) -> int:
    """Delete the payloads of the rows about these subjects (``patron:17``), in the caller's transaction.

    The chain holds their hashes and stays whole. Returns how many went.
    """
    return connection.execute(
        "DELETE FROM audit_payload WHERE id IN (SELECT id FROM audit WHERE subject IN "
        "(SELECT value FROM json_each(?)))",
        (json.dumps(list(subjects)),),
    )
