"""How one payment is made up of several ways of paying. Amounts in fen; no widgets here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ill_desktop.cashier.rules import Tender


@dataclass(frozen=True)
class Basket:
    """What is due, and the parts of it that are settled on already; the rest is still to be paid."""

    due_fen: int = 0
    parts: tuple[Tender, ...] = ()

    @property
    def rest_fen(self) -> int:
        """What the parts leave."""
        return self.due_fen - sum(part.amount_fen for part in self.parts)

    @property
    def kinds(self) -> frozenset[str]:
        """The ways of paying that are used up: each may stand in a payment once."""
        return frozenset(part.kind for part in self.parts)

    def with_part(self, part: Tender) -> Basket:
        """One part more. Raises ValueError when nothing would be left for another, or the kind is there."""
        if not 0 < part.amount_fen < self.rest_fen or part.kind in self.kinds:
            raise ValueError(part)
        return replace(self, parts=(*self.parts, part))

    def without(self, kind: str) -> Basket:
        """That part taken out again."""
        return replace(self, parts=tuple(part for part in self.parts if part.kind != kind))

    def with_due(self, due_fen: int) -> Basket:
        """Something else is due: parts that were settled on for another sum are dropped."""
        return self if due_fen == self.due_fen else Basket(due_fen)

    def tenders(self, last: Tender) -> tuple[Tender, ...]:
        """The whole payment; ``last`` pays the rest."""
        return (*self.parts, last)
