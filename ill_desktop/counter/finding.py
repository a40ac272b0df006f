"""Finding a reader by what is typed or scanned at the counter, whatever room it comes from."""

from __future__ import annotations

from db import connection
from ill_desktop.activation import rules, tokens
from ill_desktop.patrons import queries
from ill_desktop.patrons.queries import FOUND_AT_MOST, PatronRow

# What stands on a paper or a card as one word: a request's number, or a paper's.
_NUMBERED = (
    "SELECT patron_id FROM request WHERE number = ?1 UNION "
    "SELECT patron_id FROM paper WHERE number = ?1 AND patron_id IS NOT NULL"
)


def find_readers(text: str, limit: int = FOUND_AT_MOST) -> list[PatronRow]:
    """Readers by the QR of an activation slip (a used or expired one too: it says who he is, and grants
    nothing), by a request's or a paper's number, else as :func:`ill_desktop.patrons.queries.find` does."""
    wanted = text.strip()[:400]
    token = rules.token_in(wanted)
    if token is not None:
        held = connection.rows(
            int, "SELECT patron_id FROM activation_token WHERE hash = ?", (tokens.hashed(token),)
        )
        return queries.by_ids(held)
    numbered = connection.rows(int, _NUMBERED, (wanted.upper().encode("utf-8", "replace").decode(),))
    return queries.by_ids(numbered) if numbered else queries.find(wanted, limit)
