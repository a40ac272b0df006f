"""Who looks after something that waits on Today, and what may wait a little longer, with a note why.

An item is named as on the board: its kind (``review``, ``cost``, ``silent`` …) and the id of what it opens.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from typing import NamedTuple

from db import connection
from ill_desktop import audit
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

NOTE_LONGEST = 200
LONGEST = dt.timedelta(days=366)
OF_REQUESTS = ("work", "cost", "paid", "pickup", "silent", "due")  # kinds whose subject is a request


class Mark(NamedTuple):
    """What was decided about one item. ``until`` is the business date on which it comes back."""

    subject: int
    staff_id: int | None
    staff: str | None
    until: str | None
    note: str
    at: str
    actor: str


def awake(kind: str, subject: str) -> str:
    """A condition that leaves out what is put off: ``awake('cost', 'r.id')``, with today as ``:today``.

    Both are words of the program, never of a person.
    """
    return (
        f"NOT EXISTS (SELECT 1 FROM today_mark m WHERE m.kind = '{kind}' AND m.subject = {subject} "
        "AND m.until > :today)"
    )


def marks(kind: str, subjects: Collection[int]) -> dict[int, Mark]:
    """What was decided about these items of a kind, by subject."""
    places = ", ".join("?" * len(subjects))
    found = connection.rows(
        Mark,
        "SELECT m.subject, m.staff_id, s.name, m.until, m.note, m.at, m.actor FROM today_mark m "
        f"LEFT JOIN staff s ON s.id = m.staff_id WHERE m.kind = ? AND m.subject IN ({places})",
        (kind, *subjects),
    )
    return {mark.subject: mark for mark in found}


def given_to(staff_id: int) -> list[tuple[str, int]]:
    """What one person looks after: kind and subject, the oldest first."""
    return connection.rows(
        lambda kind, subject: (str(kind), int(subject)),
        "SELECT kind, subject FROM today_mark WHERE staff_id = ? ORDER BY at, id",
        (staff_id,),
    )


def forget(
    *,
    patrons: Collection[int] = (),
    requests: Collection[int] = (),
    notices: Collection[int] = (),
    transfers: Collection[int] = (),
) -> None:
    """Delete what was noted about these, and the notes in the audit rows that recorded it; in the caller's
    transaction."""
    about = {"review": patrons, "notices": notices, "transfers": transfers}
    about |= dict.fromkeys(OF_REQUESTS, requests)
    for kind, subjects in about.items():
        connection.execute(
            "DELETE FROM today_mark WHERE kind = ? AND subject IN (SELECT value FROM json_each(?))",
            (kind, json.dumps(list(subjects))),
        )
    audit.forget(f"{kind}:{subject}" for kind, subjects in about.items() for subject in subjects)


class MarkService:
    """Everybody who works with requests may do this."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def assign(self, by: Actor, kind: str, subject: int, staff_id: int | None, note: str = "") -> None:
        """Give an item to a colleague, or to nobody again; a date it was put off to stays.

        Raises Refusal beside ``staff`` and ``note``.
        """
        require(self._ground, by, "request.work")
        kept = _note(note)
        if staff_id is not None and not connection.value(
            "SELECT 1 FROM staff WHERE id = ? AND active = 1", (staff_id,)
        ):
            raise Refusal("mark.staff", "staff")
        self._store(by, kind, subject, kept, "staff_id", staff_id)

    def snooze(self, by: Actor, kind: str, subject: int, until: dt.date, note: str) -> None:
        """Let an item come back on a later day; whoever looks after it still does.

        Raises Refusal(s) beside ``until`` and ``note``: why it may wait has to be said.
        """
        require(self._ground, by, "request.work")
        today = self._ground.clock.day()
        problems = [] if today < until <= today + LONGEST else [Refusal("mark.until", "until")]
        if not note.strip():
            problems.append(Refusal("mark.reason", "note"))
        refuse(problems)
        self._store(by, kind, subject, _note(note), "until", until.isoformat())

    def clear(self, by: Actor, kind: str, subject: int) -> None:
        """Back on the board, and nobody's."""
        require(self._ground, by, "request.work")
        with connection.transaction():
            connection.execute("DELETE FROM today_mark WHERE kind = ? AND subject = ?", (kind, subject))
            audit.append(self._ground.now, by.mark, "today.clear", f"{kind}:{subject}")

    def _store(
        self, by: Actor, kind: str, subject: int, note: str, column: str, value: int | str | None
    ) -> None:
        with connection.transaction():
            connection.execute(
                f"INSERT INTO today_mark (kind, subject, {column}, note, at, actor) "
                "VALUES (?, ?, ?, ?, ?, ?) "
                f"ON CONFLICT (kind, subject) DO UPDATE SET {column} = excluded.{column}, "
                "note = excluded.note, at = excluded.at, actor = excluded.actor",
                (kind, subject, value, note, self._ground.now, by.mark),
            )
            facts = {column: value, "note": note}
            audit.append(self._ground.now, by.mark, "today.mark", f"{kind}:{subject}", **facts)


def _note(text: str) -> str:
    kept = " ".join(text.split())
    if len(kept) > NOTE_LONGEST or not kept.isprintable():
        raise Refusal("mark.note", "note", longest=NOTE_LONGEST)
    return kept
