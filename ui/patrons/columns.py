"""How a reader's standing looks: chips, and the words a list shows."""

from __future__ import annotations

from ill_desktop.patrons.queries import PatronRow
from ill_desktop.patrons.rules import OFF_CAMPUS_CLASS
from ui.kit.chip import Tag
from ui.kit.theme import Tone
from ui.session import Session

STATE_TONE: dict[str, Tone] = {
    "pending_review": "caution",
    "needs_information": "caution",
    "approved": "good",
    "rejected": "bad",
    "blocked": "bad",
    "expired": "neutral",
    "withdrawn": "neutral",
}
MAY_BE_ACTIVE = ("approved", "blocked")


def state_tag(session: Session, state: str) -> Tag:
    """Where a registration stands."""
    return Tag(session.words(f"patron.state.{state}"), STATE_TONE[state])


def activation_tag(session: Session, row: PatronRow) -> Tag | None:
    """Whether the account is activated; None while that is not the question."""
    if row.state not in MAY_BE_ACTIVE:
        return None
    if row.activated_at:
        return Tag(session.words("patron.activation.activated"), "good")
    return Tag(session.words("patron.activation.not_activated"), "caution")


def class_name(session: Session, code: str) -> str:
    """A class in the language of the window; one the library has dropped keeps its code."""
    names = session.desk.library.classes.get(code)
    return names[session.language] if names else code


def is_campus(row: PatronRow) -> bool:
    """Whether a reader came in as a member of the campus."""
    return row.road != OFF_CAMPUS_CLASS


def joined(*parts: str) -> str:
    """What is known, with dots between."""
    return " · ".join(part for part in parts if part)
