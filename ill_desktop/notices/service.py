"""The outbox: a row goes in with the change that causes it, in the same transaction."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from db import connection
from db.tables import Outbox
from ill_desktop.clock import utc_text
from ill_desktop.ground import Ground

HOLD_SECONDS = 30  # domain §3, Back: notices of steps that can be taken back wait so long

KINDS = (
    "registration_received",
    "registration_approved",
    "registration_needs_information",
    "registration_rejected",
    "activation_done",
    "cost_to_approve",
    "payment_due",
    "payment_received",
    "document_delivered",
    "ready_for_pickup",
    "returned",
    "unfilled",
)


class NoticeService:
    """Puts notices into the outbox and takes back those that have not gone."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def queue(
        self,
        kind: str,
        patron_id: int,
        language: str,
        facts: dict[str, Any],
        *,
        request_id: int | None = None,
        event_id: int | None = None,
        way: str = "email",
    ) -> int:
        """Add one message, in the caller's transaction. With ``event_id`` (a step that can be taken
        back) it waits 30 s first. Raises ValueError for an unknown kind."""
        if kind not in KINDS:
            raise ValueError(kind)
        now = self._ground.clock.now()
        hold = HOLD_SECONDS if event_id is not None else 0
        number: int = Outbox.insert(
            kind=kind,
            patron_id=patron_id,
            request_id=request_id,
            event_id=event_id,
            language=language,
            way=way,
            facts=json.dumps(facts, ensure_ascii=False),
            created_at=utc_text(now),
            not_before=utc_text(now + dt.timedelta(seconds=hold)),
            state="waiting",
        ).execute()
        return number

    def withdraw(self, event_id: int) -> None:
        """Take back the messages of a step that is taken back, in the caller's transaction."""
        Outbox.update(state="withdrawn").where(
            (Outbox.event_id == event_id) & (Outbox.state == "waiting")
        ).execute()

    def gone_out(self, event_id: int) -> bool:
        """Whether a message of that step has left, or may leave at this moment."""
        return bool(
            connection.value(
                "SELECT 1 FROM outbox WHERE event_id = ? AND (state = 'sent' OR not_before <= ?) LIMIT 1",
                (event_id, self._ground.now),
            )
        )
