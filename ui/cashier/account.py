"""What the till shows of one reader, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ill_desktop.cashier import queries
from ill_desktop.cashier.queries import Due
from ill_desktop.cashier.tariff import Line, lines_from_json
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.queries import PatronCard
from ill_desktop.patrons.rules import OFF_CAMPUS_CLASS
from ill_desktop.words import Words


@dataclass(frozen=True)
class Account:
    """A reader, what is due with its reasons (charge id → lines), and what was paid in advance (fen)."""

    card: PatronCard
    dues: tuple[Due, ...]
    reasons: Mapping[int, tuple[Line, ...]]
    deposit_fen: int

    @property
    def campus(self) -> bool:
        """Whether the papers of a campus reader belong to him ([G] FAQ 4)."""
        return self.card.road != OFF_CAMPUS_CLASS


def load(patron_id: int) -> Account:
    """Raises Refusal ``patron.gone``."""
    card = patrons.card(patron_id)
    dues = tuple(queries.dues(card.id))
    reasons = queries.reasons_of([due.charge_id for due in dues])
    return Account(
        card,
        dues,
        {charge: lines_from_json(text) for charge, text in reasons.items()},
        queries.deposit_balance(card.id),
    )


def reason(lines: tuple[Line, ...], words: Words) -> str:
    """Why it costs what it costs, in one line: ``21 页 × 0.30 · CASHL 补贴 50 %``."""
    return " · ".join(words(f"price.{line.code}", **line.facts) for line in lines)
