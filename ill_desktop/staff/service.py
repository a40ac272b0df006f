"""Staff: made by an administrator, signed in with a password, allowed by their role."""

from __future__ import annotations

import json
from typing import Any

from db import connection
from db.tables import Staff
from ill_desktop import audit, settings
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.staff import passwords, queries, rules
from ill_desktop.staff.rules import Actor

KIOSK_PIN = "kiosk.pin"


def require(ground: Ground, by: Actor, permission: str) -> None:
    """Refuse who may not, and record the denial. Call it before the transaction opens."""
    if by.may(permission):
        return
    with connection.transaction():
        audit.append(ground.now, by.mark, "denied", permission, role=by.role)
    raise Refusal("not_permitted", permission=permission, role=by.role)


class StaffService:
    """The people behind the counter."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, by: Actor, login: str, name: str, role: str, password: str) -> int:
        """A new member of staff; returns the id. Raises Refusal(s) beside login, name, role, password."""
        require(self._ground, by, "staff.manage")
        return self._insert(by, login, name, role, password)

    def add_first(self, login: str, name: str, password: str) -> int:
        """The administrator of a new library. Refused once there is anybody."""
        if connection.value("SELECT COUNT(*) FROM staff"):
            raise Refusal("staff.not_first")
        return self._insert(rules.SYSTEM, login, name, "administrator", password)

    def _insert(self, by: Actor, login: str, name: str, role: str, password: str) -> int:
        refuse(rules.check_new(login, name, role, password))
        hashed = passwords.hashed(password)
        with connection.transaction():
            if connection.value("SELECT 1 FROM staff WHERE login = ?", (login.strip(),)):
                raise Refusal("staff.login_taken", "login")
            number: int = Staff.insert(
                login=login.strip(),
                name=name.strip(),
                role=role,
                password_hash=hashed,
                created_at=self._ground.now,
            ).execute()
            audit.append(self._ground.now, by.name, "staff.add", f"staff:{number}", login=login, role=role)
        return number

    def sign_in(self, login: str, password: str) -> Actor:
        """The actor behind a login. Raises Refusal ``sign_in.wrong`` (the same for an unknown login)."""
        found: tuple[int, str, str, str] | None = connection.first(
            lambda *row: row,
            "SELECT id, name, role, password_hash FROM staff WHERE login = ? AND active = 1",
            (login.strip(),),
        )
        stored = found[3] if found else None
        if not passwords.admit(self._ground, "staff", login.strip(), password, stored) or not found:
            raise Refusal("sign_in.wrong", "password")
        with connection.transaction():
            audit.append(self._ground.now, found[1], "sign_in", f"staff:{found[0]}")
        return Actor(found[1], found[2], staff_id=found[0])

    def unlock(self, actor: Actor, password: str) -> None:
        """Come back to one's own locked window. Raises Refusal ``sign_in.wrong`` or ``sign_in.wait``, and
        ``staff.moved_on`` when the account was switched off or has another role by now."""
        login = queries.login_of(actor)
        if login is None:
            raise Refusal("staff.moved_on")
        self.sign_in(login, password)

    def set_idle_minutes(self, by: Actor, minutes: int) -> None:
        """After how many minutes without a touch a window locks itself; 0: never. Raises Refusal beside
        ``minutes``."""
        require(self._ground, by, "staff.manage")
        if minutes not in rules.IDLE_MINUTES:
            raise Refusal("staff.idle", "minutes")
        with connection.transaction():
            settings.write(queries.IDLE, minutes)
            audit.append(self._ground.now, by.name, "staff.idle", "library", minutes=minutes)

    def change_password(self, by: Actor, staff_id: int, password: str, old: str = "") -> None:
        """One's own, with the ``old`` one typed again; or anybody else's for an administrator.

        Raises Refusal beside ``password`` and ``old``, or ``sign_in.wait`` after too many wrong old ones.
        """
        if by.staff_id != staff_id:
            require(self._ground, by, "staff.manage")
        refuse(rules.check_password(password))
        if by.staff_id == staff_id:
            stored = connection.value("SELECT password_hash FROM staff WHERE id = ?", (staff_id,))
            if not passwords.admit(self._ground, "staff-password", str(staff_id), old, stored):
                raise Refusal("password.old", "old")
        hashed = passwords.hashed(password)
        with connection.transaction():
            Staff.update(password_hash=hashed).where(Staff.id == staff_id).execute()
            audit.append(self._ground.now, by.name, "staff.password", f"staff:{staff_id}")

    def set_active(self, by: Actor, staff_id: int, active: bool) -> None:
        """Let somebody in or keep them out; the last administrator stays. Raises Refusal."""
        require(self._ground, by, "staff.manage")
        with connection.transaction():
            if not active and self._is_last_administrator(staff_id):
                raise Refusal("staff.last_administrator")
            Staff.update(active=int(active)).where(Staff.id == staff_id).execute()
            audit.append(self._ground.now, by.name, "staff.active", f"staff:{staff_id}", active=active)

    def set_role(self, by: Actor, staff_id: int, role: str) -> None:
        """Give somebody other work; the last administrator stays one. Raises Refusal beside ``role``."""
        require(self._ground, by, "staff.manage")
        if role not in rules.ROLES:
            raise Refusal("staff.role", "role")
        with connection.transaction():
            if role != "administrator" and self._is_last_administrator(staff_id):
                raise Refusal("staff.last_administrator", "role")
            Staff.update(role=role).where(Staff.id == staff_id).execute()
            audit.append(self._ground.now, by.name, "staff.role", f"staff:{staff_id}", role=role)

    @staticmethod
    def _is_last_administrator(staff_id: int) -> bool:
        """Whether nobody else is left who could let people in."""
        others = connection.value(
            "SELECT COUNT(*) FROM staff WHERE role = 'administrator' AND active = 1 AND id <> ?", (staff_id,)
        )
        return not others

    def set_kiosk_pin(self, by: Actor, pin: str) -> None:
        """The PIN that leaves the kiosk: 6–12 digits. Raises Refusal beside ``pin``."""
        require(self._ground, by, "staff.manage")
        if not (6 <= len(pin) <= 12 and pin.isascii() and pin.isdigit()):
            raise Refusal("staff.pin", "pin")
        hashed = passwords.hashed(pin)
        with connection.transaction():
            settings.write(KIOSK_PIN, hashed)
            audit.append(self._ground.now, by.name, "kiosk.pin", "kiosk")

    def kiosk_pin_set(self) -> bool:
        return settings.read(KIOSK_PIN) is not None

    def leave_kiosk(self, pin: str) -> None:
        """Raises Refusal ``kiosk.pin_wrong`` or ``sign_in.wait``; returns when the PIN is right."""
        if not passwords.admit(self._ground, "kiosk", "kiosk", pin, settings.read(KIOSK_PIN)):
            raise Refusal("kiosk.pin_wrong", "pin")

    def remember(self, by: Actor, **preferences: Any) -> None:
        """Merge into what is remembered; not audited, it changes no fact of the library."""
        if by.staff_id is None:
            return
        with connection.transaction():
            merged = {**queries.preferences(by), **preferences}
            Staff.update(preferences=json.dumps(merged)).where(Staff.id == by.staff_id).execute()
