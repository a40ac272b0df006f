"""What the library decides about its money: whose yes a refund needs, when an invoice is due (domain §4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from db import connection
from ill_desktop import audit, settings
from ill_desktop.cashier.refunds import APPROVAL_ABOVE
from ill_desktop.counter.library_facts import FactsService, read
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

Invoiced = Literal["use", "top_up"]
INVOICED: tuple[Invoiced, ...] = get_args(Invoiced)
LARGEST_FEN = 100_000_00


@dataclass(frozen=True)
class MoneyRules:
    """``approval_above_fen``: refunds and write-offs above it need a second person's yes; None: never, for
    where one person works alone. ``deposits``: money paid in advance is invoiced at ``use`` or at ``top_up``,
    never both."""

    approval_above_fen: int | None = None
    deposits: str = "use"


class MoneyRuleService:
    """Reads and changes the rules; a change holds from the next step at the till."""

    def __init__(self, ground: Ground, facts: FactsService) -> None:
        self._ground = ground
        self._facts = facts

    def read(self) -> MoneyRules:
        """As they stand now."""
        above = settings.read(APPROVAL_ABOVE)
        deposits = str(read(self._ground.library, "invoice.deposits") or INVOICED[0])
        return MoneyRules(None if above is None else int(above), deposits)

    def save(self, by: Actor, wanted: MoneyRules) -> MoneyRules:
        """Store them; returns what they were before. Raises Refusal(s) by field of MoneyRules."""
        require(self._ground, by, "library.configure")
        above, problems = wanted.approval_above_fen, []
        if above is not None and not 0 <= above <= LARGEST_FEN:
            problems.append(Refusal("facts.amount", "approval_above_fen", most=LARGEST_FEN // 100))
        if wanted.deposits not in INVOICED:
            problems.append(Refusal("facts.choice", "deposits"))
        refuse(problems)
        before = self.read()
        if wanted == before:
            return before
        with connection.transaction():
            settings.write(APPROVAL_ABOVE, above)
            audit.append(self._ground.now, by.mark, "money.rules", "money", approval_above_fen=above)
            # Last: it is remembered outside the database, too.
            self._facts.change(by, {"invoice.deposits": wanted.deposits})
        return before
