"""What can go back to a reader: payments, and what was paid in advance. Amounts in fen; no widgets here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ill_desktop.cashier import paid, rules
from ill_desktop.cashier.paid import PaidLine


@dataclass(frozen=True)
class Source:
    """One payment, or the whole deposit (``entry`` None). ``ways``: tender → fen that can go back by it.

    ``gone_fen``: what went back of it before, of a deposit today; it counts towards a second person's yes.
    """

    entry: int | None
    paper: str
    day: str
    lines: tuple[PaidLine, ...]
    ways: Mapping[str, int]
    gone_fen: int = 0

    @property
    def id(self) -> int:
        return self.entry or 0

    @property
    def left_fen(self) -> int:
        """The most that can go back."""
        most = sum(self.ways.values())
        return min(most, sum(line.left_fen for line in self.lines)) if self.lines else most


def sources(patron_id: int, today: str) -> list[Source]:
    """The deposit first, then the payments, newest first; also those of which nothing may go back."""
    have = paid.deposit_by_tender(patron_id)
    deposit = {tender: 0 if tender in rules.NEVER_REFUNDED else fen for tender, fen in have.items()}
    gone = paid.deposit_back_on(today, patron_id)
    found = [Source(None, "", "", (), deposit, gone)] if sum(have.values()) else []
    for each in paid.payments(patron_id):
        ways = {way.tender: way.left_fen for way in each.ways}
        lines = tuple(line for line in each.lines if line.left_fen)
        gone = sum(line.refunded_fen for line in each.lines)
        found.append(Source(each.entry_id, each.paper, each.day, lines, ways, gone))
    return found


def spread(fen: int, lines: Sequence[PaidLine]) -> dict[int, int]:
    """An amount over charges, in their order, each at most what is left of it; the last takes the rest."""
    given: dict[int, int] = {}
    for at, line in enumerate(lines):
        part = fen if at == len(lines) - 1 else min(fen, line.left_fen)
        if part > 0:
            given[line.charge_id] = part
            fen -= part
    return given
