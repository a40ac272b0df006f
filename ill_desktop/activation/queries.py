"""The read side of activation."""

from __future__ import annotations

from dataclasses import dataclass

from db import connection
from ill_desktop.library import Library
from ill_desktop.patrons.queries import follow


@dataclass(frozen=True)
class ActivationRow:
    """One agreement; ``at`` is UTC text, ``mobile_proof`` is code or attested."""

    id: int
    at: str
    way: str
    terms_version: str
    terms_hash: str
    language: str
    actor: str
    mobile_proof: str


def history(patron_id: int) -> list[ActivationRow]:
    """All agreements of a reader, newest first."""
    return connection.rows(
        ActivationRow,
        "SELECT id, at, way, terms_version, terms_hash, language, actor, mobile_proof FROM activation "
        "WHERE patron_id = ? ORDER BY id DESC",
        (follow(patron_id),),
    )


def needs_activation(library: Library, patron_id: int) -> bool:
    """Whether the reader has yet to agree to the terms that hold now; a new version asks again."""
    agreed = connection.value(
        "SELECT 1 FROM activation WHERE patron_id = ? AND terms_version = ? LIMIT 1",
        (follow(patron_id), library.terms_version),
    )
    return agreed is None
