"""The read side of staff."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from db import connection
from ill_desktop import settings
from ill_desktop.errors import Refusal
from ill_desktop.staff import rules
from ill_desktop.staff.rules import Actor

IDLE = "window.idle_minutes"


class StaffRow(NamedTuple):
    id: int
    login: str
    name: str
    role: str
    active: int
    created_at: str


def everybody() -> list[StaffRow]:
    """All staff, those who may sign in first."""
    return connection.rows(
        StaffRow,
        "SELECT id, login, name, role, active, created_at FROM staff ORDER BY active DESC, login",
    )


def first_administrator() -> Actor:
    """Who a demo library opens for by itself. Raises Refusal in any other library."""
    if not settings.read("demo"):
        raise Refusal("demo.only")
    number, name, role = connection.first(
        lambda *row: row,
        "SELECT id, name, role FROM staff WHERE role = 'administrator' AND active = 1 ORDER BY id LIMIT 1",
    ) or (None, None, None)
    return Actor(str(name), str(role), staff_id=number)


def preferences(of: Actor) -> dict[str, Any]:
    """What one person's screens remember: layout, widths, filters, language, theme."""
    text = connection.value("SELECT preferences FROM staff WHERE id = ?", (of.staff_id,))
    return json.loads(text) if text else {}


def login_of(actor: Actor) -> str | None:
    """The login behind an actor, while the account is as it was when he signed in: active, in that role."""
    found = connection.value(
        "SELECT login FROM staff WHERE id = ? AND role = ? AND active = 1", (actor.staff_id, actor.role)
    )
    return None if found is None else str(found)


def idle_minutes() -> int:
    """After how many minutes without a touch a window locks itself; 0: never. A demo has no password."""
    return 0 if settings.read("demo") else int(settings.read(IDLE, rules.IDLE_USUAL))
