"""Who agrees that another library is put in the place of the one that stands: one of its administrators.

The administrators of a backup are those of its day; somebody dismissed since could come back with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from db import connection, looking
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.keeping import checks, tries
from ill_desktop.paths import Folder
from ill_desktop.staff import passwords
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import StaffService

ABSENT, UNREADABLE, COMMAND_LINE = "absent", "unreadable", "command_line"


@dataclass(frozen=True)
class Agreement:
    """The name of who agreed; else ``unasked`` says why nobody was asked: there was no library
    (``absent``), its staff could not be read (``unreadable``), or it was done on the command line."""

    by: str = ""
    unasked: str = ""


class Login(NamedTuple):
    """What somebody typed."""

    login: str
    password: str


Agree = Callable[[Folder, Ground], Agreement]
"""Asked before anything is put in place. Raises Refusal for nobody."""


def command_line(_folder: Folder, _ground: Ground) -> Agreement:
    """Nobody is asked: whoever runs commands in the data folder owns it."""
    return Agreement(unasked=COMMAND_LINE)


def administrator(restoring: Login, agreeing: Login | None = None) -> Agree:
    """Whoever restores, when he is an administrator of the present library as well, by the same password;
    else ``agreeing``.

    Raises Refusal ``restore.agree`` beside ``present_login`` when somebody else is needed, ``sign_in.wrong``
    beside ``present_password``, and ``sign_in.wait``.
    """
    who = agreeing or restoring

    def agree(folder: Folder, ground: Ground) -> Agreement:
        if not folder.database.exists():
            return Agreement(unasked=ABSENT)
        try:
            found = _found(folder, who.login)
        except _Unreadable:
            return Agreement(unasked=UNREADABLE)
        try:
            with tries.counted(folder, ground.clock, "present", who.login):
                if not passwords.is_of(found.password_hash if found else None, who.password):
                    raise Refusal(tries.WRONG, "present_password")
        except Refusal as refusal:
            if refusal.code != tries.WRONG or agreeing is not None:
                raise
            raise Refusal("restore.agree", "present_login") from refusal
        if found is None or not Actor(found.name, found.role).may("library.backup"):
            raise Refusal("restore.agree", "present_login")
        return Agreement(by=found.name)

    return agree


def keep_out(ground: Ground, folder: Folder, by: Actor) -> str:
    """Whoever was let go in the library that stands there stays out of the open one, which is put in its
    place: nobody comes back by an old backup. The last administrator stays. Returns their logins."""
    try:
        with looking.as_it_stands(folder.database) as library:
            closed = list(library.execute("SELECT id, login FROM staff WHERE active = 0 ORDER BY id"))
    except checks.UNREADABLE:
        return ""
    here, out = StaffService(ground), []
    for number, login in closed:
        if connection.value("SELECT active FROM staff WHERE id = ? AND login = ?", (number, login)):
            try:
                here.set_active(by, number, False)
            except Refusal as refusal:
                if refusal.code != "staff.last_administrator":
                    raise
                continue
            out.append(str(login))
    return ", ".join(out)


class _Unreadable(Exception):
    """Nobody of that library can be asked."""


class _Person(NamedTuple):
    name: str
    role: str
    password_hash: str


def _found(folder: Folder, login: str) -> _Person | None:
    """The active account of this login in the library that stands there. Raises _Unreadable, too when it
    has no administrator whom one could ask."""
    try:
        with looking.as_it_stands(folder.database) as library:
            asked = "SELECT COUNT(*) FROM staff WHERE role = 'administrator' AND active = 1"
            if not next(iter(library.execute(asked)))[0]:
                raise _Unreadable
            sql = "SELECT name, role, password_hash FROM staff WHERE login = ? AND active = 1"
            rows = [[str(each) for each in row] for row in library.execute(sql, (login.strip(),))]
    except checks.UNREADABLE as problem:
        raise _Unreadable from problem
    return _Person(*rows[0]) if rows else None
