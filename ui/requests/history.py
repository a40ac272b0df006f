"""A request's history as lines for the timeline, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ill_desktop.requests import queries
from ill_desktop.requests.queries import Asked, Event
from ui.session import Session

SHOWN = 5  # changes of one correction


def lines(session: Session, request_id: int) -> list[str]:
    """``14:02 shipped · CASHL …``; an event of another day carries its date."""
    events = queries.events(request_id)
    told = _partners(events, queries.asked(request_id))
    if any(event.kind == "amend" for event in events):
        told |= _amendments(session, events, queries.detail(request_id).fields)
    return [_line(session, event, told.get(event.id, "")) for event in events]


def _amendments(session: Session, events: Sequence[Event], now: Mapping[str, str]) -> dict[int, str]:
    """What each correction changed, and the answer it was made for: ``Pages 311 → 331; ← 14:02 Unfilled``."""
    known = {event.id: event for event in events}
    told = {}
    for event in events:
        if event.kind != "amend":
            continue
        was: Mapping[str, str] = event.facts.get("citation_was", {})
        changes = [
            f"{session.words(f'field.{key}')} {was.get(key) or '—'} → {now.get(key) or '—'}"
            for key in dict.fromkeys([*was, *now])
            if was.get(key) != now.get(key) and session.words.has(f"field.{key}")
        ]
        answered = known.get(event.facts.get("answers") or 0)
        if answered is not None:
            changes.append(f"← {when(session, answered.at)} {session.words(f'state.{answered.to_state}')}")
        told[event.id], now = "; ".join(changes[:SHOWN]), was
    return told


def _partners(events: Sequence[Event], asked: Sequence[Asked]) -> dict[int, str]:
    """Which supplier each sending went to: both are in the order of time."""
    sendings = [
        event.id for event in reversed(events) if event.to_state == "sent" and "supplier_id" in event.facts
    ]
    return dict(zip(sendings, (each.name for each in asked), strict=False))


def _line(session: Session, event: Event, partner: str) -> str:
    words = session.words
    if event.kind == "step":
        what = words(f"state.{event.to_state}")
    elif event.kind == "back":
        what = f"{words('event.back')} → {words(f'state.{event.to_state}')}"
    else:
        what = words(f"event.{event.kind}")
    reason = words(f"reason.{event.reason}") if words.has(f"reason.{event.reason}") else ""
    who = words("role.patron") if event.actor.startswith("patron:") else event.actor
    parts = (what, partner, reason, event.note, who)
    return f"{when(session, event.at)} {' · '.join(part for part in parts if part)}"


def when(session: Session, instant: str) -> str:
    """An instant on the branch's clock, as short as can be: ``14:02``, ``11-20 14:02``, ``2025-11-20``."""
    local = session.local(instant)
    if local is None:
        raise ValueError(instant)
    today: dt.date = session.desk.clock.day()
    if local.date() == today:
        return f"{local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d}"
