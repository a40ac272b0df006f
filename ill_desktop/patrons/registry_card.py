"""The campus registry asked for one person: when a card is bound."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from db import connection
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import rules
from ill_desktop.patrons.rules import Card


@dataclass(frozen=True)
class BoundCard:
    """The person behind a campus card, as the registry has him; ``class_`` is a code of the library,
    ``valid_until`` a day (2027-06-30) or None."""

    number: str
    name: str
    class_: str
    department: str
    last_six_hash: str
    valid_until: str | None


def find_card(ground: Ground, card: Card) -> BoundCard:
    """Who holds this card. Raises Refusal ``patron.card`` for an unknown number as for a wrong name or
    last six, and ``patron.card_expired`` once all three are right."""
    kept = rules.check_card(card)
    row: tuple[str, str, str, str, str, str | None] | None = connection.first(
        lambda *columns: columns,
        "SELECT number, name, class, department, last_six, valid_until FROM registry_person WHERE number = ?",
        (kept.number,),
    )
    keyed = ground.keyed("last_six", kept.last_six)
    if row is None or not hmac.compare_digest(row[4], keyed) or not rules.same_person(row[1], kept.name):
        raise Refusal("patron.card", "number")
    if row[5] is not None and row[5] < ground.today:
        raise Refusal("patron.card_expired", "number", day=row[5])
    return BoundCard(*row)
