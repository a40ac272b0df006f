"""Roles and what they may do; how often a sign-in may fail."""

from __future__ import annotations

import datetime as dt
import math
from typing import NamedTuple

from ill_desktop.errors import Refusal

ROLES: dict[str, frozenset[str]] = {
    "counter": frozenset(
        {"patron.register", "patron.edit", "patron.activate", "request.enter", "request.work", "paper.print"}
    ),
    "cashier": frozenset(
        {
            "patron.register",
            "patron.edit",
            "patron.activate",
            "request.enter",
            "request.work",
            "paper.print",
            "money.take",
            "money.shift",
            "money.void",
            "money.refund",
            "money.write_off",
            "money.approve",
            "money.invoice",
            "money.reconcile",
            "money.settle",
            "money.close_month",
            "report.read",
        }
    ),
    "reviewer": frozenset(
        {
            "patron.register",
            "patron.edit",
            "patron.activate",
            "patron.review",
            "request.enter",
            "request.work",
            "paper.print",
            "report.read",
        }
    ),
    "kiosk": frozenset({"kiosk.open"}),
}
PERMISSIONS = frozenset().union(*ROLES.values()) | {
    "money.red_letter",
    "registry.import",
    "library.configure",
    "staff.manage",
    "library.backup",
    "library.retain",
    "patron.export",
    "patron.erase",
}
ROLES["administrator"] = frozenset(PERMISSIONS)

PASSWORD_SHORTEST, PASSWORD_LONGEST = 10, 64  # domain §1: staff
LOGIN_LONGEST = NAME_LONGEST = 64
FAILURES_BEFORE_WAIT = 5
WAIT_MINUTES = 5
IDLE_MINUTES, IDLE_USUAL = (0, 5, 10, 15, 30, 60), 15


class Actor(NamedTuple):
    """Whoever does something: a member of staff, a reader at the kiosk, or the program itself."""

    name: str
    role: str
    staff_id: int | None = None
    patron_id: int | None = None

    @property
    def mark(self) -> str:
        """How whoever acts is written into what is kept for ever: a reader by record, never by name."""
        return self.name if self.patron_id is None else f"patron:{self.patron_id}"

    def may(self, permission: str) -> bool:
        return permission in ROLES.get(self.role, ())


SYSTEM = Actor("—", "system")


def reader(patron_id: int, name: str) -> Actor:
    """A reader who acts for himself, at the kiosk or on the phone."""
    return Actor(name, "patron", patron_id=patron_id)


def check_new(login: str, name: str, role: str, password: str) -> list[Refusal]:
    """What speaks against a new member of staff, per field."""
    problems = []
    if not login.strip() or len(login) > LOGIN_LONGEST or not login.isprintable() or " " in login:
        problems.append(Refusal("staff.login", "login", longest=LOGIN_LONGEST))
    if not name.strip() or len(name) > NAME_LONGEST or not name.isprintable():
        problems.append(Refusal("staff.name", "name", longest=NAME_LONGEST))
    if role not in ROLES:
        problems.append(Refusal("staff.role", "role"))
    return problems + check_password(password)


def check_password(password: str) -> list[Refusal]:
    """A staff password: 10–64 characters of anything; half a character is none."""
    half = any("\ud800" <= sign <= "\udfff" for sign in password)
    if PASSWORD_SHORTEST <= len(password) <= PASSWORD_LONGEST and "\0" not in password and not half:
        return []
    return [Refusal("password.length", "password", shortest=PASSWORD_SHORTEST, longest=PASSWORD_LONGEST)]


def minutes_left(since: dt.timedelta, minutes: int) -> int:
    """Whole minutes, at least one, until something that was ``since`` ago lies ``minutes`` back."""
    return max(1, math.ceil((dt.timedelta(minutes=minutes) - since) / dt.timedelta(minutes=1)))
