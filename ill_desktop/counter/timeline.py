"""Everything about one reader in one line of time: record, activation, requests, money, messages.

It is put together from what each room keeps, over all records of that person, a page at a time.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Collection
from itertools import islice
from typing import Any, NamedTuple

from db import connection
from ill_desktop import money
from ill_desktop.patrons.queries import alias_ids
from ill_desktop.words import Words

KINDS = ("record", "activation", "money", "request", "message")

# Of a request's many steps, those that its reader would tell.
MAIN_STEPS = (
    *("submitted", "needs_information", "awaiting_cost_approval", "unfilled", "cancelled", "expired"),
    *("received", "ready_for_pickup", "not_collected", "delivered"),
    *("checked_out", "returned", "lost", "completed"),
)
OF_A_LOAN = ("recall", "renewal_granted", "renewal_refused", "damage", "fine", "compensation")


class Said(NamedTuple):
    """A detail that has words of its own: ``state.received``."""

    key: str


class Moment(NamedTuple):
    """One thing that happened. ``at`` is UTC text; ``who``: staff by name, "" the reader himself, None where
    it is not kept; ``title`` is a key of the words, ``details`` stand after it; ``subject``: the room
    (patrons, requests, papers, notices) and the row it opens; ``cursor`` is where the next page begins."""

    at: str
    kind: str
    who: str | None
    title: str
    details: tuple[str | Said, ...]
    subject: tuple[str, int]
    cursor: str

    def says(self, words: Words) -> str:
        """``已到馆 · YQ1-20261121-0018 · 水利学报``."""
        parts = [words(each.key) if isinstance(each, Said) else each for each in self.details]
        return " · ".join(part for part in (words(self.title), *parts) if part)


class _Told(NamedTuple):
    """What a source makes of one of its rows."""

    who: str | None
    title: str
    details: tuple[str | Said, ...]
    subject: tuple[str, int]


class _Source(NamedTuple):
    """One table of the past. ``sql`` selects ``at``, ``id`` and ``patron_id``, then what ``tell`` takes after
    the id and the reader."""

    kind: str
    sql: str
    tell: Callable[..., _Told]


def _record(_: int, reader: int, actor: str, kind: str, note: str, facts: str) -> _Told:
    if not note and facts == "{}":  # nothing was said, or it was forgotten with the person
        return _Told(_who(actor), f"patron.event.{kind}", (), ("patrons", reader))
    details: list[str | Said] = [Said(f"patron.road.{note}") if kind == "register" else note]
    if kind in ("change_contact", "complete_information", "registry"):
        details = [Said(f"patron.field.{name}") for name in note.split(", ") if name]
    known = json.loads(facts)
    if kind == "correct":
        details = [*(Said(f"patron.field.{name}") for name in known["changed"]), note]
    after = known.get("after")
    if isinstance(after, dict):
        details += after.values()
    return _Told(_who(actor), f"patron.event.{kind}", tuple(details), ("patrons", reader))


def _token(_: int, reader: int, medium: str) -> _Told:
    return _Told(None, "timeline.token", (Said(f"timeline.medium.{medium}"),), ("patrons", reader))


def _code(_: int, reader: int, way: str) -> _Told:
    return _Told(None, "timeline.code", (Said(f"activation.channel.{way}"),), ("patrons", reader))


def _activation(_: int, reader: int, actor: str, way: str, version: str, proof: str) -> _Told:
    details = (Said(f"activation.way.{way}"), Said(f"activation.proof.{proof}"), version)
    return _Told(_who(actor), "patron.event.activate", details, ("patrons", reader))


def _paper(paper: int, _: int, series: str, number: str, fen: int, by: str | None) -> _Told:
    return _Told(by, f"timeline.paper.{series[:1]}", (number, money.yuan(fen)), ("papers", paper))


def _void(paper: int, _: int, actor: str, number: str, reason: str) -> _Told:
    return _Told(actor, "timeline.void", (number, reason), ("papers", paper))


def _entry(_: int, reader: int, actor: str, kind: str, fen: int, note: str) -> _Told:
    return _Told(_who(actor), f"entry.{kind}", (money.yuan(fen), note), ("patrons", reader))


def _step(
    _: int, __: int, request: int, actor: str, kind: str, state: str | None, number: str, title: str
) -> _Told:
    key = f"state.{state}" if kind == "step" else f"event.{kind}"
    return _Told(_who(actor), key, (number, title), ("requests", request))


def _message(message: int, _: int, kind: str, way: str, state: str, read: int, repeat: int) -> _Told:
    details = [Said(f"notice_way.{way}"), Said(f"outbox.{state}")]
    details += [Said("timeline.read")] if read else []
    details += [Said("timeline.repeat")] if repeat else []
    return _Told(None, f"notice_kind.{kind}", tuple(details), ("notices", message))


def _who(actor: str) -> str:
    return "" if actor.startswith("patron:") else actor


def _quoted(values: Collection[str]) -> str:
    return ", ".join(repr(value) for value in values)


# At one instant the cause stands below what came of it: in this order, the last on top.
_SOURCES = (
    _Source(
        "record",
        "SELECT at, id, patron_id, actor, kind, note, facts FROM patron_event WHERE kind NOT IN "
        "('activate', 'merge_into', 'unmerge_from')",  # told by the agreement, and by the kept record
        _record,
    ),
    _Source("activation", "SELECT created_at AS at, id, patron_id, medium FROM activation_token", _token),
    _Source("activation", "SELECT created_at AS at, id, patron_id, way FROM activation_code", _code),
    _Source(
        "activation",
        "SELECT at, id, patron_id, actor, way, terms_version, mobile_proof FROM activation",
        _activation,
    ),
    _Source(
        "money",
        "SELECT issued_at AS at, id, patron_id, series, number, amount_fen, facts ->> 'operator' FROM paper",
        _paper,
    ),
    _Source(
        "money",
        "SELECT v.at, v.id, p.patron_id, v.actor, p.number, v.reason "
        "FROM paper p JOIN paper_void v ON v.id = p.id",
        _void,
    ),
    _Source(
        "money",
        # What has a paper of its own is told by it, a reversal by the voided one; charges by the requests. A
        # transfer slip that was taken back is not void.
        "SELECT e.at, e.id, e.patron_id, e.actor, e.kind, (SELECT SUM(MAX(p.amount_fen, 0)) FROM posting p "
        "WHERE p.entry_id = e.id), e.note "
        "FROM entry e WHERE e.kind NOT IN ('charge', 'charge_dropped') "
        "AND NOT EXISTS (SELECT 1 FROM paper WHERE entry_id IN (e.id, e.reverses))",
        _entry,
    ),
    _Source(
        "request",
        "SELECT e.at, e.id, r.patron_id, r.id, e.actor, e.kind, e.to_state, r.number, r.title "
        "FROM request r JOIN request_event e ON e.request_id = r.id "
        f"WHERE e.kind = 'step' AND e.to_state IN ({_quoted(MAIN_STEPS)}) "
        f"OR e.kind IN ('back', {_quoted(OF_A_LOAN)})",
        _step,
    ),
    _Source(
        "message",
        "SELECT created_at AS at, id, patron_id, kind, way, state, read_at IS NOT NULL, maybe_repeat "
        "FROM outbox",
        _message,
    ),
)


def timeline(
    patron_id: int, limit: int = 50, before: str | None = None, kinds: Collection[str] = KINDS
) -> list[Moment]:
    """Newest first; ``before`` is the cursor of the last moment of the page above, ``kinds`` some of
    :data:`KINDS`. Raises ValueError for a cursor that is none."""
    patrons = alias_ids(patron_id)
    older_than = ("9999", len(_SOURCES), 0) if before is None else _opened(before)
    found = [
        _page(place, source, patrons, older_than, limit)
        for place, source in enumerate(_SOURCES)
        if source.kind in kinds
    ]
    return list(islice(heapq.merge(*found, key=lambda each: _opened(each.cursor), reverse=True), limit))


def _page(
    place: int, source: _Source, patrons: tuple[int, ...], older_than: tuple[str, int, int], limit: int
) -> list[Moment]:
    """The newest moments of one source, for a page that may be theirs alone."""

    def moment(at: str, number: int, reader: int, *columns: Any) -> Moment:
        told = source.tell(number, reader, *columns)
        return Moment(at, source.kind, *told, cursor=f"{at}|{place}|{number}")

    marks = ", ".join("?" * len(patrons))
    return connection.rows(
        moment,
        f"SELECT * FROM ({source.sql}) t WHERE t.patron_id IN ({marks}) "
        f"AND (t.at, {place}, t.id) < (?, ?, ?) ORDER BY t.at DESC, t.id DESC LIMIT ?",
        (*patrons, *older_than, limit),
    )


def _opened(cursor: str) -> tuple[str, int, int]:
    at, place, number = cursor.split("|")
    return at, int(place), int(number)
