"""A library whose settings are lost, and that has no backup, is rebuilt from what its own numbers say and
from the facts that are shipped with the program."""

from __future__ import annotations

import re
from typing import NamedTuple

from db import connection
from db.tables import Till
from ill_desktop import audit, library, settings
from ill_desktop.cashier.papers import DEVICE
from ill_desktop.clock import Clock, utc_text
from ill_desktop.staff.rules import SYSTEM

FACTS, BRANCH, LANGUAGE = "library", "branch", "language"
TILLS = "tills"
_SUFFIX = r"R[0-9]+$"  # a series that a restore opened


class Origin(NamedTuple):
    """Where the numbers of a library come from: a shipped profile, one of its branches, and the device."""

    profile: str
    branch: str
    device: str


def origin() -> Origin | None:
    """By the newest paper, else the newest request of the open library: ``YQ1-2026-R-000017`` was given at
    the first device of branch YQ. None when no shipped library has such a branch."""
    papers = "SELECT device FROM paper ORDER BY id DESC LIMIT 1"
    requests = "SELECT number FROM request WHERE number <> '' ORDER BY id DESC LIMIT 1"
    number = connection.value(papers) or connection.value(requests) or ""
    device = re.sub(_SUFFIX, "", str(number).partition("-")[0])
    found = [
        Origin(code, branch, device)
        for code in library.shipped()
        for branch in library.profile(code).branches
        if re.fullmatch(re.escape(branch) + "[0-9]*", device)
    ]
    return max(found, key=lambda each: len(each.branch), default=None)


def has_facts() -> bool:
    """Whether the open library still knows which library it is."""
    return settings.read(FACTS) is not None


def from_shipped(origin: Origin, clock: Clock | None) -> tuple[str, ...]:
    """Write what is missing of the basic facts, in the caller's transaction; returns what that was."""
    facts = library.profile(origin.profile)
    usual = {
        FACTS: facts.facts,
        BRANCH: origin.branch,
        LANGUAGE: facts.languages[0],
        DEVICE: origin.device,
    }
    assumed = tuple(key for key in usual if settings.read(key) is None)
    for key in assumed:
        settings.write(key, usual[key])
    now = utc_text((clock or Clock(facts.time_zone)).now())
    audit.append(
        now, SYSTEM.name, "salvage.rebuilt", "library", profile=origin.profile, assumed=list(assumed)
    )
    return assumed


def tills() -> tuple[str, ...]:
    """Make the drawers again that shifts speak of, in the caller's transaction; their names are lost. Returns
    :data:`TILLS` when that had to be done."""
    known = "SELECT DISTINCT till_id FROM shift WHERE till_id NOT IN (SELECT id FROM till)"
    lost = connection.rows(int, known)
    if not lost and not connection.value("SELECT COUNT(*) FROM till"):
        lost = [1]
    taken = set(connection.rows(str, "SELECT name FROM till"))
    for number in lost:
        name = str(number) if str(number) not in taken else f"{number}?"
        Till.insert(id=number, name=name).execute()
    return (TILLS,) if lost else ()
