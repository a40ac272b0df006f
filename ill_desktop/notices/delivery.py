"""Sending what waits in the outbox: once each, in the order it became due, and never lost.

A message is leased to one sender by an UPDATE that only one can win, and its try is written down before
anything is sent. Whoever dies between the two leaves a lease that runs out and a try without an outcome:
the message may have arrived, so it is sent once more, marked as a possible repeat, and then not again.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import NamedTuple

from db import connection
from db.tables import OutboxAttempt
from ill_desktop import settings
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices import gathering, net, queries, rules, texts
from ill_desktop.notices.net import DEMO
from ill_desktop.notices.outcome import Outcome, Undelivered, as_refusal, kept
from ill_desktop.notices.post import Carrier, carriers
from ill_desktop.notices.queries import NoticeRow, Reader, Standing
from ill_desktop.notices.service import PAUSED
from ill_desktop.notices.settings import RESTS

MINUTE = dt.timedelta(minutes=1)
BATCH = 50


@dataclass
class Delivered:
    """What one round did. ``waits`` says by way why the rest of it waits."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    waits: dict[str, Refusal] = field(default_factory=dict)

    @property
    def tried(self) -> int:
        return self.sent + self.later + self.failed


class Leased(NamedTuple):
    """A message this sender alone may send now."""

    row: NoticeRow
    reader: Reader
    attempt_id: int
    lease: str


class _Held(Exception):
    """Nothing more goes this way in this round."""

    def __init__(self, reason: Refusal) -> None:
        self.reason = reason


class DeliveryService:
    """The sender behind the outbox. Any number of processes may run it at once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def deliver(self, limit: int = BATCH) -> Delivered:
        """Send what is due, at most ``limit`` messages, and say what waits and why.

        It takes as long as the servers do: call it beside the window. Raises what is a bug, never for what a
        server says.
        """
        done = Delivered()
        if settings.read(PAUSED, ""):
            done.waits = {way: Refusal("notice.paused") for way in ("email", "sms", "none")}
            return done
        for way, carrier in carriers(self._ground).items():
            try:
                while done.tried < limit and (leased := self._lease(way, carrier)):
                    self._count(done, self._send(carrier, leased))
            except _Held as held:
                done.waits[way] = held.reason
        return done

    def held(self) -> dict[str, Refusal]:
        """Why nothing goes by a way now, by way; nothing is tried. What is not named goes."""
        if settings.read(PAUSED, ""):
            return {way: Refusal("notice.paused") for way in ("email", "sms", "none")}
        try:
            ways = carriers(self._ground)
        except Refusal as refusal:
            return {"email": refusal, "sms": refusal}
        held = {}
        for way, carrier in ways.items():
            try:
                self._check_way(way, carrier)
            except _Held as reason:
                held[way] = reason.reason
        return held

    @staticmethod
    def hang_up() -> None:
        """The program closes: end what is being said to servers now, whoever says it."""
        net.hang_up()

    def standing(self) -> Standing:
        """What waits, is stuck or has failed."""
        return queries.standing(self._ground)

    @staticmethod
    def _count(done: Delivered, state: str) -> None:
        done.sent += state == "sent"
        done.failed += state == "failed"
        done.later += state == "waiting"

    # Taking one

    def _lease(self, way: str, carrier: Carrier) -> Leased | None:
        """The next due message of a way, and its try written down; None when there is none.

        Raises _Held when this way rests, is not set up or has sent enough for this minute.
        """
        while True:
            with connection.transaction():
                number = self._next(way)
                if number is None:
                    return None
                self._check_way(way, carrier)
                row = queries.by_id(number)
                reader = queries.reader(row.patron_id)
                if not rules.may_tell(row.kind, reader.state):
                    self._drop(number)
                elif not (self._lost_again(number) or gathering.gathered(self._ground, row)):
                    return self._take(row, reader)

    def _next(self, way: str) -> int | None:
        found = connection.value(
            "SELECT id FROM outbox WHERE state = 'waiting' AND way = ? AND not_before <= ? "
            "AND (lease_until IS NULL OR lease_until <= ?) ORDER BY not_before, id LIMIT 1",
            (way, self._ground.now, self._ground.now),
        )
        return None if found is None else int(found)

    def _check_way(self, way: str, carrier: Carrier) -> None:
        if carrier.per_minute is None:
            return
        if settings.read(DEMO, False):
            raise _Held(Refusal(f"{carrier.room}.demo"))
        if not carrier.is_set:
            raise _Held(Refusal(f"{carrier.room}.off"))
        now = self._ground.clock.now()
        resting = settings.read(RESTS + way)
        if resting and utc_time(resting["until"]) > now:
            raise _Held(as_refusal(resting["problem"]))
        started = connection.value(
            "SELECT COUNT(*) FROM outbox_attempt WHERE way = ? AND at > ?", (way, utc_text(now - MINUTE))
        )
        if started >= carrier.per_minute:
            raise _Held(Refusal("notice.rate", most=carrier.per_minute))

    @staticmethod
    def _drop(number: int) -> None:
        """Nobody who has withdrawn is written to, whatever waited for him."""
        connection.execute("UPDATE outbox SET state = 'withdrawn' WHERE id = ?", (number,))

    def _lost_again(self, number: int) -> bool:
        """Close a try that somebody left behind by dying; whether it was one too many."""
        open_try = connection.value(
            "SELECT MAX(id) FROM outbox_attempt WHERE outbox_id = ? AND outcome IS NULL", (number,)
        )
        if open_try is None:
            return False
        problem = kept(Refusal("notice.broke_off"))
        self._close(open_try, "unknown", problem)
        attempts, unanswered = self._counts(number)
        decision = rules.decide("unknown", attempts + 1, unanswered + 1)
        connection.execute(
            "UPDATE outbox SET state = ?, attempts = ?, unanswered = ?, maybe_repeat = 1, problem = ?, "
            "lease = NULL, lease_until = NULL WHERE id = ?",
            (decision.state, attempts + 1, unanswered + 1, problem, number),
        )
        return decision.state == "failed"

    @staticmethod
    def _counts(number: int) -> tuple[int, int]:
        found = connection.first(
            lambda attempts, unanswered: (int(attempts), int(unanswered)),
            "SELECT attempts, unanswered FROM outbox WHERE id = ?",
            (number,),
        )
        assert found is not None  # rows of the outbox are never deleted
        return found

    def _take(self, row: NoticeRow, reader: Reader) -> Leased:
        """Lease it, write its words down for good, and its try: what is sent again is the same."""
        now = self._ground.clock.now()
        lease = secrets.token_hex(8)
        subject, text = texts.shown(self._ground, row)
        taken = connection.execute(
            "UPDATE outbox SET lease = ?, lease_until = ?, subject = ?, text = ? WHERE id = ? "
            "AND state = 'waiting' AND (lease_until IS NULL OR lease_until <= ?)",
            (lease, utc_text(now + rules.LEASE), subject, text, row.id, utc_text(now)),
        )
        assert taken == 1  # chosen in this same transaction, which holds the write lock
        attempt = OutboxAttempt.add(outbox_id=row.id, way=row.way, at=utc_text(now))
        return Leased(queries.by_id(row.id), reader, attempt, lease)

    # Sending it

    def _send(self, carrier: Carrier, leased: Leased) -> str:
        """One try and what it means; returns the state the message is in now."""
        try:
            carrier.carry(leased.row, leased.reader)
        except Undelivered as problem:
            state = self._record(leased, problem.outcome, problem)
            if problem.outcome == "server":
                if problem.code != f"{carrier.room}.stopped":  # that was us
                    self._rest(leased.row.way, problem)
                raise _Held(problem) from problem
            return state
        return self._record(leased, "sent", None)

    def _record(self, leased: Leased, outcome: Outcome, problem: Refusal | None) -> str:
        row, said = leased.row, kept(problem) if problem else ""
        with connection.transaction():
            self._close(leased.attempt_id, outcome, said)
            attempts, unanswered = self._counts(row.id)
            attempts += outcome != "server"
            unanswered += outcome == "unknown"
            decision = rules.decide(outcome, attempts, unanswered)
            now = self._ground.clock.now()
            # After a server's failure it queues up behind the others: it may have been the cause.
            again = utc_text(now + decision.wait) if decision.state == "waiting" else row.not_before
            connection.execute(
                "UPDATE outbox SET state = ?, attempts = ?, unanswered = ?, problem = ?, not_before = ?, "
                "maybe_repeat = MAX(maybe_repeat, ?), sent_at = ?, lease = NULL, lease_until = NULL "
                "WHERE id = ? AND lease = ? AND state = 'waiting'",
                (
                    *(decision.state, attempts, unanswered, said, again, int(outcome == "unknown")),
                    *(utc_text(now) if outcome == "sent" else None, row.id, leased.lease),
                ),
            )
            if outcome == "sent" and settings.read(RESTS + row.way):
                settings.write(RESTS + row.way, None)
        return decision.state

    def _close(self, attempt_id: int, outcome: Outcome, problem: str) -> None:
        connection.execute(
            "UPDATE outbox_attempt SET outcome = ?, ended_at = ?, problem = ? WHERE id = ?",
            (outcome, self._ground.now, problem, attempt_id),
        )

    def _rest(self, way: str, problem: Refusal) -> None:
        """A server that cannot be reached is asked again later, not once for every message."""
        with connection.transaction():
            failures = int((settings.read(RESTS + way) or {}).get("failures", 0)) + 1
            until = utc_text(self._ground.clock.now() + rules.rest(failures))
            settings.write(RESTS + way, {"failures": failures, "until": until, "problem": kept(problem)})
