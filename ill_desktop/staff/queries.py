"""The read side of staff."""

from __future__ import annotations

from dataclasses import dataclass

from db import connection


@dataclass(frozen=True)
class StaffRow:
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
