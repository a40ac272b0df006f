"""The drawers money is kept in: each with a name, a balance of its own, and at most one open shift.

A retired one is offered no longer; its shifts and papers keep its name.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from db import connection
from db.tables import Till
from ill_desktop import audit, settings
from ill_desktop.cashier import ledger, queries, rules
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

NAME_LONGEST = 32
RETIRED = "tills.retired"


class TillRow(NamedTuple):
    """``open_since`` is UTC text, None without a shift; ``cash_fen`` is what the books say lies in it."""

    id: int
    name: str
    retired: bool
    open_since: str | None
    cash_fen: int


def rows() -> list[TillRow]:
    """Every drawer there ever was, the retired ones last."""
    retired = frozenset(settings.read(RETIRED, []))
    found = [
        TillRow(
            number,
            name,
            number in retired,
            shift.opened_at if (shift := queries.open_shift(number)) else None,
            ledger.balance(rules.cash_account(number)),
        )
        for number, name in queries.tills()
    ]
    return sorted(found, key=lambda row: (row.retired, row.id))


def offered() -> list[tuple[int, str]]:
    """The drawers a shift can be opened at: id and name. There is always one."""
    retired = frozenset(settings.read(RETIRED, []))
    return [till for till in queries.tills() if till[0] not in retired]


class TillService:
    """Every action needs the permission ``library.configure`` and is one transaction with its audit row."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, by: Actor, name: str) -> int:
        """A new drawer; returns its id. Raises Refusal beside ``name``."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            kept = _named(name)
            number: int = Till.insert(name=kept).execute()
            audit.append(self._ground.now, by.mark, "till.add", f"till:{number}", name=kept)
        return number

    def rename(self, by: Actor, till_id: int, name: str) -> None:
        """Another name; papers already printed keep the old one. Raises Refusal beside ``name``."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            kept = _named(name, besides=till_id)
            Till.update(name=kept).where(Till.id == till_id).execute()
            audit.append(self._ground.now, by.mark, "till.rename", f"till:{till_id}", name=kept)

    def remove(self, by: Actor, till_id: int) -> None:
        """Take away a drawer that never had a shift. Raises Refusal ``till.used``."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            if connection.value("SELECT 1 FROM shift WHERE till_id = ? LIMIT 1", (till_id,)):
                raise Refusal("till.used")
            if len(queries.tills()) == 1:
                raise Refusal("till.last")
            Till.delete().where(Till.id == till_id).execute()
            audit.append(self._ground.now, by.mark, "till.remove", f"till:{till_id}")

    def retire(self, by: Actor, till_id: int, retired: bool = True) -> None:
        """Offer a drawer no longer, or again.

        Raises Refusal ``till.open`` while it has a shift, ``till.money`` while money lies in it,
        ``till.last`` where none would be left.
        """
        require(self._ground, by, "library.configure")
        with connection.transaction():
            before = list(settings.read(RETIRED, []))
            after = [each for each in before if each != till_id] + [till_id] * retired
            if retired:
                refuse(_speaks_against(next(row for row in rows() if row.id == till_id), after))
            settings.write(RETIRED, sorted(after))
            audit.append(self._ground.now, by.mark, "till.retire", f"till:{till_id}", retired=retired)


def _speaks_against(row: TillRow, retired: list[int]) -> list[Refusal]:
    if row.open_since is not None:
        return [Refusal("till.open", name=row.name)]
    if row.cash_fen:
        return [Refusal("till.money", name=row.name)]
    return [] if {number for number, _name in queries.tills()} - set(retired) else [Refusal("till.last")]


def _named(name: str, besides: int = 0) -> str:
    kept = " ".join(unicodedata.normalize("NFKC", name.encode("utf-8", "replace").decode()).split())
    if not kept or len(kept) > NAME_LONGEST or not kept.isprintable():
        raise Refusal("till.name", "name", longest=NAME_LONGEST)
    if any(kept.casefold() == other.casefold() for number, other in queries.tills() if number != besides):
        raise Refusal("till.taken", "name")
    return kept
