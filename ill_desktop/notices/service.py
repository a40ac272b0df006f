"""The outbox: a row goes in with the change that causes it, in the same transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from db import connection, merged
from db.tables import Outbox
from ill_desktop import audit, settings
from ill_desktop.clock import utc_text
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices import queries, rules, texts
from ill_desktop.notices.kinds import KINDS, WAYS
from ill_desktop.notices.outcome import kept
from ill_desktop.notices.settings import RESTS
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

HOLD_SECONDS = 30  # domain §3, Back: notices of steps that can be taken back wait so long
PAUSED = "notices.paused"
NOTE_LONGEST = 200

__all__ = ["HOLD_SECONDS", "KINDS", "NoticeService"]


class NoticeService:
    """Puts notices into the outbox, takes back those that have not gone, looks after those that cannot go."""

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
        way: str | None = None,
        step: str = "",
    ) -> int:
        """Add one message, in the caller's transaction; returns its id, 0 when the reader has given
        the service up and it does not bind him.

        With ``event_id`` (a step that can be taken back) it waits 30 s first. ``way`` is the reader's own
        unless given. With ``step`` a kind is told once for each request and step: later calls return the
        first message. Raises ValueError for an unknown kind.
        """
        if kind not in KINDS:
            raise ValueError(kind)
        reader = queries.reader(patron_id)
        if not rules.may_tell(kind, reader.state):
            return 0
        if step and (told := self._told(kind, patron_id, request_id, step)):
            return told
        now = self._ground.clock.now()
        hold = HOLD_SECONDS if event_id is not None else 0
        return Outbox.add(
            kind=kind,
            patron_id=patron_id,
            request_id=request_id,
            event_id=event_id,
            language=language,
            way=way or rules.way_of(kind, reader.way),
            facts=json.dumps(facts, ensure_ascii=False),
            created_at=utc_text(now),
            not_before=utc_text(now + dt.timedelta(seconds=hold)),
            state="waiting",
            step=step,
        )

    def is_told(self, kind: str, patron_id: int, request_id: int | None, step: str) -> bool:
        """Whether a reader was told of this step already."""
        return bool(self._told(kind, patron_id, request_id, step))

    @staticmethod
    def _told(kind: str, patron_id: int, request_id: int | None, step: str) -> int:
        found = connection.value(
            "SELECT id FROM outbox WHERE kind = ? AND patron_id = ? AND COALESCE(request_id, 0) = ? "
            "AND step = ? AND step <> ''",
            (kind, patron_id, request_id or 0, step),
        )
        return int(found or 0)

    def withdraw(self, event_id: int) -> None:
        """Take back the messages of a step that is taken back, in the caller's transaction; what that step
        had overtaken holds again."""
        connection.execute(
            "UPDATE outbox SET state = 'withdrawn' WHERE event_id = ? AND state = 'waiting'", (event_id,)
        )
        connection.execute(
            "UPDATE outbox INDEXED BY outbox_patron SET state = 'waiting', problem = '' WHERE patron_id = "
            "(SELECT r.patron_id FROM request r JOIN request_event e ON e.request_id = r.id WHERE e.id = ?) "
            "AND state = 'withdrawn' AND problem = ?",
            (event_id, _overtaken(event_id)),
        )

    def overtake(self, kind: str, request_id: int, event_id: int = 0) -> None:
        """What a reader was not told yet no longer holds: it is paid, answered, collected, asked for anew.

        In the caller's transaction; ``event_id`` is the step that made it so.
        """
        connection.execute(
            "UPDATE outbox INDEXED BY outbox_patron SET state = 'withdrawn', problem = ? "
            "WHERE patron_id = (SELECT patron_id FROM request WHERE id = ?2) AND request_id = ?2 "
            "AND kind = ?3 AND state = 'waiting' AND unanswered = 0 AND lease IS NULL",
            (_overtaken(event_id), request_id, kind),
        )

    def gone_out(self, event_id: int) -> bool:
        """Whether a message of that step has left, or may have left or leave at this moment."""
        return bool(
            connection.value(
                "SELECT 1 FROM outbox WHERE event_id = ? "
                "AND (state = 'sent' OR not_before <= ? OR attempts > 0 OR unanswered > 0) LIMIT 1",
                (event_id, self._ground.now),
            )
        )

    # What did not go

    def retry(self, by: Actor, notices: Iterable[int], way: str | None = None) -> int:
        """Try failed messages again from the beginning, perhaps another way; returns how many.

        One that may have arrived stays marked as a possible repeat.
        """
        require(self._ground, by, "request.work")
        if way is not None and way not in WAYS:
            raise ValueError(way)
        tried = 0
        with connection.transaction():
            for number in notices:
                tried += connection.execute(
                    "UPDATE outbox SET state = 'waiting', attempts = 0, unanswered = 0, problem = '', "
                    "subject = IIF(?1 IS NULL, subject, NULL), way = COALESCE(?1, way), not_before = ?2 "
                    "WHERE id = ?3 AND state = 'failed'",
                    (way, self._ground.now, number),
                )
                audit.append(self._ground.now, by.mark, "notice.retry", f"notice:{number}", way=way or "")
        return tried

    def give_up(self, by: Actor, notices: Iterable[int], note: str) -> int:
        """Take messages off the list, since somebody has telephoned or it no longer matters.

        Also one that still waits. Returns how many; raises Refusal ``notice.note`` without a reason.
        """
        require(self._ground, by, "request.work")
        note = rules.one_line(note)
        if not note or len(note) > NOTE_LONGEST:
            raise Refusal("notice.note", "note", longest=NOTE_LONGEST)
        given_up = 0
        with connection.transaction():
            for number in notices:
                given_up += connection.execute(
                    "UPDATE outbox SET state = 'withdrawn', problem = ? WHERE id = ? AND (state = 'failed' "
                    "OR (state = 'waiting' AND (lease_until IS NULL OR lease_until <= ?)))",
                    (note, number, self._ground.now),
                )
                audit.append(self._ground.now, by.mark, "notice.give_up", f"notice:{number}", note=note)
        return given_up

    def mark_printed(self, by: Actor, notices: Iterable[int]) -> int:
        """Letters have left the printer and lie in their envelopes; returns how many were waiting for it."""
        require(self._ground, by, "paper.print")
        printed = 0
        with connection.transaction():
            for number in notices:
                subject, text = texts.shown(self._ground, queries.by_id(number))
                printed += connection.execute(
                    "UPDATE outbox SET state = 'sent', attempts = attempts + 1, sent_at = ?, subject = ?, "
                    "text = ? WHERE id = ? AND way = 'letter' AND state = 'waiting'",
                    (self._ground.now, subject, text, number),
                )
                audit.append(self._ground.now, by.mark, "notice.printed", f"notice:{number}")
        return printed

    def hurry(self, by: Actor) -> int:
        """Try everything at the next round that was put off, also by a way that rests; returns how many
        messages were put off."""
        require(self._ground, by, "request.work")
        with connection.transaction():
            for way in ("email", "sms"):
                settings.write(RESTS + way, None)
            hurried = connection.execute(
                "UPDATE outbox SET not_before = ?1 "
                "WHERE state = 'waiting' AND attempts > 0 AND not_before > ?1",
                (self._ground.now,),
            )
            audit.append(self._ground.now, by.mark, "notice.hurry", "outbox", count=hurried)
        return hurried

    # Pause

    def pause(self, by: Actor, reason: str = "by_hand") -> None:
        """Hold everything back until :meth:`resume`. ``reason``: ``by_hand``, or ``restored`` after a
        backup was put back: what waits may have gone already, and is marked so."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            if reason == "restored":
                connection.execute("UPDATE outbox SET maybe_repeat = 1 WHERE state = 'waiting'")
            self._switch(by, reason, "notice.pause")

    def resume(self, by: Actor) -> None:
        """Let messages go again."""
        require(self._ground, by, "library.configure")
        self._switch(by, "", "notice.resume")

    def _switch(self, by: Actor, reason: str, action: str) -> None:
        with connection.transaction():
            settings.write(PAUSED, reason)
            audit.append(self._ground.now, by.mark, action, "outbox", reason=reason)

    @staticmethod
    def paused() -> str:
        """Why nothing is sent, "" when it is."""
        return str(settings.read(PAUSED, ""))

    # The reader's side

    def mark_read(self, by: Actor, notices: Iterable[int] | None = None) -> int:
        """The reader has seen these messages, or all; returns how many were unread.

        Nobody reads for somebody else: raises Refusal ``not_permitted`` for staff.
        """
        if by.patron_id is None:
            raise Refusal("not_permitted", permission="notice.read", role=by.role)
        unread = (
            f"UPDATE outbox SET read_at = ? WHERE patron_id IN {merged.same('?')} AND read_at IS NULL "
            "AND state <> 'withdrawn' AND not_before <= ?"
        )
        at = (self._ground.now, by.patron_id, self._ground.now)
        with connection.transaction():
            if notices is None:
                return connection.execute(unread, at)
            return sum(connection.execute(f"{unread} AND id = ?", (*at, number)) for number in notices)


def _overtaken(event_id: int) -> str:
    return kept(Refusal("notice.overtaken", event=event_id))
