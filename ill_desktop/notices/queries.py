"""The read side of the outbox."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from db import connection, merged
from ill_desktop.clock import utc_text
from ill_desktop.ground import Ground
from ill_desktop.notices.outcome import as_refusal
from ill_desktop.words import Words

STUCK = dt.timedelta(hours=1)  # a message that waits longer than that has met some trouble


@dataclass(frozen=True)
class NoticeRow:
    """One message. ``subject`` and ``text`` are its words once a try was made (None before: see
    ``texts.shown``); ``maybe_repeat`` marks one that may have arrived twice. Times are UTC text."""

    id: int
    created_at: str
    kind: str
    patron_id: int
    patron_name: str
    email: str
    request_number: str | None
    language: str
    way: str
    state: str
    problem: str
    facts_json: str
    institution_id: int
    request_id: int | None
    not_before: str
    attempts: int
    sent_at: str | None
    read_at: str | None
    subject: str | None
    text: str | None
    maybe_repeat: int

    @property
    def facts(self) -> dict[str, Any]:
        return json.loads(self.facts_json)  # type: ignore[no-any-return]


class Reader(NamedTuple):
    """Where and how a reader is told. Letters go to ``address``, else to unit and institution."""

    state: str
    way: str
    language: str
    name: str
    email: str
    mobile: str
    address: str
    unit: str
    institution: str
    institution_id: int


class Attempt(NamedTuple):
    """One try to send a message; without an outcome it broke off, or goes on at this moment."""

    way: str
    at: str
    ended_at: str | None
    outcome: str | None
    problem: str


class Standing(NamedTuple):
    """The outbox at a glance. ``stuck``: due for an hour and more; ``letters`` wait for the printer."""

    waiting: int
    due: int
    stuck: int
    failed: int
    letters: int


_SELECT = (
    "SELECT o.id, o.created_at, o.kind, o.patron_id, p.name, p.email, r.number, o.language, o.way, o.state, "
    "o.problem, o.facts, p.institution_id, o.request_id, o.not_before, o.attempts, o.sent_at, o.read_at, "
    "o.subject, o.text, o.maybe_repeat "
    # A reader whose record was merged meanwhile is written to where he is reached now.
    f"FROM outbox o JOIN patron p ON p.id = {merged.kept('o.patron_id')} "
    "LEFT JOIN request r ON r.id = o.request_id "
)


def page(
    state: str | None,
    before: int | None,
    limit: int = 100,
    *,
    kind: str | None = None,
    patrons: Collection[int] | None = None,
) -> list[NoticeRow]:
    """Newest first; ``before`` is the last id of the page above. ``patrons``: every record of the readers
    looked for; None: whoever, whatever kind, whichever state."""
    condition, values = _wanted(state, kind, patrons)
    return connection.rows(
        NoticeRow,
        f"{_SELECT} WHERE {condition} AND o.id < ? ORDER BY o.id DESC LIMIT ?",
        (*values, before if before is not None else 1 << 62, limit),
    )


def _wanted(
    state: str | None, kind: str | None, patrons: Collection[int] | None
) -> tuple[str, tuple[int | str, ...]]:
    """What narrows most is asked of its index; the rest (``+``) of the rows that gives."""
    parts, values = ["1"], list[int | str]()
    if patrons is not None:
        parts.append(f"o.patron_id IN ({', '.join('?' * len(patrons))})")
        values += patrons
    for column, value in (("kind", kind), ("state", state)):
        if value is not None:
            parts.append(f"{'+' if len(parts) > 1 else ''}o.{column} = ?")
            values.append(value)
    return " AND ".join(parts), tuple(values)


def of_patron(patron_id: int, limit: int = 200, before: int | None = None) -> list[NoticeRow]:
    """What one reader was told, under whichever of his records, newest first."""
    return connection.rows(
        NoticeRow,
        f"{_SELECT} WHERE o.patron_id IN {merged.same('?')} AND o.id < ? ORDER BY o.id DESC LIMIT ?",
        (patron_id, before if before is not None else 1 << 62, limit),
    )


_READABLE = f"o.patron_id IN {merged.same('?')} AND o.state <> 'withdrawn' AND o.not_before <= ?"


def messages(ground: Ground, patron_id: int, limit: int = 100, before: int | None = None) -> list[NoticeRow]:
    """我的消息: what a reader may read here, newest first; also what failed to reach him elsewhere."""
    return connection.rows(
        NoticeRow,
        f"{_SELECT} WHERE {_READABLE} AND o.id < ? ORDER BY o.id DESC LIMIT ?",
        (patron_id, ground.now, before if before is not None else 1 << 62, limit),
    )


def unread(ground: Ground, patron_id: int) -> int:
    """How many messages a reader has not opened."""
    return int(
        connection.value(
            f"SELECT COUNT(*) FROM outbox o WHERE {_READABLE} AND o.read_at IS NULL", (patron_id, ground.now)
        )
    )


def by_id(notice_id: int) -> NoticeRow:
    """Raises LookupError."""
    found = connection.first(NoticeRow, f"{_SELECT} WHERE o.id = ?", (notice_id,))
    if found is None:
        raise LookupError(notice_id)
    return found


def letters(limit: int = 200) -> list[NoticeRow]:
    """Letters that wait for the printer, the oldest first."""
    return connection.rows(
        NoticeRow, f"{_SELECT} WHERE o.way = 'letter' AND o.state = 'waiting' ORDER BY o.id LIMIT ?", (limit,)
    )


def waits_for(way: str) -> bool:
    """Whether any message waits to go this way."""
    return bool(connection.value("SELECT 1 FROM outbox WHERE state = 'waiting' AND way = ? LIMIT 1", (way,)))


def attempts(notice_id: int) -> list[Attempt]:
    """Every try to send a message, the first on top."""
    return connection.rows(
        Attempt,
        "SELECT way, at, ended_at, outcome, problem FROM outbox_attempt WHERE outbox_id = ? ORDER BY id",
        (notice_id,),
    )


def reader(patron_id: int) -> Reader:
    """Where and how a reader is told now, also under a record he was merged from. Raises LookupError."""
    found = connection.first(
        Reader,
        "SELECT p.state, p.notice_way, p.language, p.name, p.email, p.mobile, p.address, p.unit, i.name, "
        f"i.id FROM patron p JOIN institution i ON i.id = p.institution_id WHERE p.id = {merged.kept('?')}",
        (patron_id,),
    )
    if found is None:
        raise LookupError(patron_id)
    return found


def count(
    state: str | None = None, *, kind: str | None = None, patrons: Collection[int] | None = None
) -> int:
    """How many messages :func:`page` would give in all."""
    condition, values = _wanted(state, kind, patrons)
    return int(connection.value(f"SELECT COUNT(*) FROM outbox o WHERE {condition}", values))


def standing(ground: Ground) -> Standing:
    """What waits, is stuck or has failed: each figure from an index."""
    now = ground.clock.now()
    found = connection.first(
        Standing,
        "SELECT (SELECT COUNT(*) FROM outbox WHERE state = 'waiting'), "
        "(SELECT COUNT(*) FROM outbox WHERE state = 'waiting' AND way <> 'letter' AND not_before <= ?1), "
        "(SELECT COUNT(*) FROM outbox WHERE state = 'waiting' AND way <> 'letter' AND not_before <= ?2), "
        "(SELECT COUNT(*) FROM outbox WHERE state = 'failed'), "
        "(SELECT COUNT(*) FROM outbox WHERE state = 'waiting' AND way = 'letter')",
        (utc_text(now), utc_text(now - STUCK)),
    )
    assert found is not None  # counting always gives a row
    return found


def said(problem: str, words: Words) -> str:
    """Why a message did not go, as a sentence; a note that somebody wrote stands as it is."""
    if not problem.startswith("{"):
        return problem
    return words.refusal(as_refusal(problem))
