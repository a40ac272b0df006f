"""What is to be said of the backups at a glance: few settings, and nothing outside the library."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

from db import connection
from ill_desktop import settings
from ill_desktop.clock import utc_time
from ill_desktop.errors import Refusal

LAST, PLACE = "backup.last", "backup.place"
SEEN = "backup.seen"
"""The newest audit row that the last backup holds."""
PROBLEM, DRILLED = "backup.problem", "backup.drilled"
FOLDER, DAYS, STATE = "backup.second", "backup.second_days", "backup.second_state"
USUAL_DAYS = 3


class Place(NamedTuple):
    """Where copies go. ``copied_at`` is UTC text, "" before the first; ``problem`` why the last try failed;
    ``late`` when the last copy is longer ago than ``days``."""

    folder: Path | None
    days: int
    copied_at: str
    problem: Refusal | None
    late: bool


class Standing(NamedTuple):
    """The newest backup (UTC text, "" for none), why the last automatic one failed, the second
    place, when a backup was tried out last, and whether work waits for one longer than it may."""

    made_at: str
    problem: Refusal | None
    second: Place
    drilled_at: str
    late: bool = False

    @property
    def warning(self) -> str:
        """What is wrong first: ``failed``, ``late``, ``second_failed``, ``second_late``, ``none`` or "" for
        nothing."""
        if self.problem:
            return "failed"
        if self.late:
            return "late"
        if self.second.folder is not None and self.second.late:
            return "second_failed" if self.second.problem else "second_late"
        return "" if self.made_at else "none"


def told_after() -> int:
    """After how many days without a backup, or without a copy, it is told."""
    return int(settings.read(DAYS, USUAL_DAYS))


def place(now: dt.datetime) -> Place:
    """The second place of the open library."""
    folder, days = settings.read(FOLDER, ""), told_after()
    state = settings.read(STATE, {})
    at = state.get("at", "")
    late = bool(folder) and (not at or now - utc_time(at) > dt.timedelta(days=days))
    return Place(Path(folder) if folder else None, days, at, _refusal(state.get("problem")), late)


def standing(now: dt.datetime) -> Standing:
    """All of it."""
    drilled = settings.read(DRILLED, {})
    problem = _refusal(settings.read(PROBLEM))
    made_at = settings.read(LAST, "")
    return Standing(made_at, problem, place(now), drilled.get("at", ""), _is_late(now, made_at))


def _is_late(now: dt.datetime, made_at: str) -> bool:
    """Whether the last backup is too long ago and something was done since; a closed summer is no trouble."""
    if not made_at or now - utc_time(made_at) <= dt.timedelta(days=told_after()):
        return False
    since = "SELECT 1 FROM audit WHERE id > ? AND action <> 'backup' LIMIT 1"
    return connection.value(since, (settings.read(SEEN, 0),)) is not None


def kept(problem: Refusal | None) -> dict[str, Any] | None:
    """A reason as a setting keeps it: said later, in the language of whoever reads it."""
    if problem is None:
        return None
    facts = {name: fact if isinstance(fact, int) else str(fact) for name, fact in problem.facts.items()}
    return {"code": problem.code, "facts": facts}


def _refusal(kept: dict[str, Any] | None) -> Refusal | None:
    return Refusal(kept["code"], **kept["facts"]) if kept else None
