"""The read side of staff."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from db import connection
from ill_desktop import settings
from ill_desktop.errors import Refusal
from ill_desktop.staff.rules import Actor


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
