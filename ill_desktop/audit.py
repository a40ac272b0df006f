"""One hash-chained row for everything that changes something, in the caller's transaction.

The chain holds hashes of payloads; the payloads stand in a table of their own, so that a person can be
forgotten without breaking the chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from db import connection, sqlite
from db.tables import Audit, AuditPayload

START = "0" * 64


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


def breaks() -> Iterator[tuple[int, str]]:
    """Rows that do not fit the chain: ``(id, what)``, what is chain, row or payload."""
    previous = START
    for number, at, actor, action, subject, payload_hash, link, row_hash, payload in connection.rows(
        lambda *row: row,
        "SELECT a.id, at, actor, action, subject, payload_hash, previous, hash, payload "
        "FROM audit a LEFT JOIN audit_payload p ON p.id = a.id ORDER BY a.id",
    ):
        if link != previous:
            yield number, "chain"
        if _hash(link, at, actor, action, subject, payload_hash) != row_hash:
            yield number, "row"
        if payload is not None and hashlib.sha256(payload.encode()).hexdigest() != payload_hash:
            yield number, "payload"
        previous = row_hash
