"""How much a reader may ask for, by class (domain §3); off unless the library sets it."""

from __future__ import annotations

from typing import NamedTuple

from db import connection
from ill_desktop.clock import utc_text
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons.queries import alias_ids
from ill_desktop.requests import rules


class Limits(NamedTuple):
    """What a reader has, and may have: requests open now, and made this year (None: no limit)."""

    active: int
    most_active: int | None
    this_year: int
    most_yearly: int | None

    def problem(self) -> Refusal | None:
        """What speaks against one more, or None."""
        if self.most_active is not None and self.active >= self.most_active:
            return Refusal("request.limit_active", "patron", most=self.most_active, have=self.active)
        if self.most_yearly is not None and self.this_year >= self.most_yearly:
            return Refusal("request.limit_yearly", "patron", most=self.most_yearly, have=self.this_year)
        return None


def of_reader(ground: Ground, patron_id: int, patron_class: str) -> Limits:
    """What stands against a reader's limits; what was cancelled or not filled does not count."""
    most_active, most_yearly = ground.library.limits_of(patron_class)
    records = alias_ids(patron_id)
    who = f"patron_id IN ({', '.join('?' * len(records))})"
    states = ", ".join(f"'{state}'" for state in rules.OPEN)
    active = connection.value(f"SELECT COUNT(*) FROM request WHERE {who} AND state IN ({states})", records)
    year = ground.clock.day().replace(month=1, day=1)
    made = connection.value(
        f"SELECT COUNT(*) FROM request WHERE {who} AND submitted_at >= ? "
        "AND state NOT IN ('draft', 'cancelled', 'unfilled', 'expired')",
        (*records, utc_text(ground.clock.start_of(year))),
    )
    return Limits(int(active), most_active, int(made), most_yearly)
