"""What the outbox keeps of messages whose words nobody need know any more: kind, way, dates and outcome."""

from __future__ import annotations

from collections.abc import Sequence

from db import connection
from db.tables import Outbox, OutboxAttempt

NOTHING = "—"  # words that stand, so that nobody writes them anew from facts that are gone


def forget(notices: Sequence[int]) -> None:
    """Empty these messages, in the caller's transaction; one that still waits is taken back."""
    chosen = Outbox.id.in_(notices)
    Outbox.update(state="withdrawn").where(chosen & Outbox.state.in_(("waiting", "failed"))).execute()
    Outbox.update(facts="{}", subject=NOTHING, text=NOTHING, problem="").where(chosen).execute()
    OutboxAttempt.update(problem="").where(OutboxAttempt.outbox_id.in_(notices)).execute()


def of_requests(requests: Sequence[int]) -> list[int]:
    """All messages about these requests, with those in which several were told together."""
    marks = ", ".join("?" * len(requests))
    own = f"FROM outbox WHERE request_id IN ({marks})"
    return connection.rows(
        int,
        f"SELECT id {own} UNION SELECT problem ->> 'notice' {own} "
        'AND problem GLOB \'{"code": "notice.gathered"*\'',
        (*requests, *requests),
    )


def of(patrons: Sequence[int]) -> list[int]:
    """All messages of these readers."""
    marks = ", ".join("?" * len(patrons))
    return connection.rows(int, f"SELECT id FROM outbox WHERE patron_id IN ({marks})", tuple(patrons))
