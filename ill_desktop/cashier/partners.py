"""What we owe the partner networks, month by month, and what has been settled with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from db import connection
from db.tables import Settlement, SettlementLine
from ill_desktop import audit
from ill_desktop.cashier import ledger, rules
from ill_desktop.cashier.ledger import Leg
from ill_desktop.clock import Clock, utc_text
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

FINANCE = "finance:partners"  # finance pays the networks for us


@dataclass(frozen=True)
class Cost:
    """What one supplier asked for one request; ``at`` is when it answered (UTC text); fen."""

    id: int
    network: str
    supplier: str
    request_number: str
    at: str
    amount_fen: int


@dataclass(frozen=True)
class NetworkSum:
    """A network in a month: what its libraries supplied, what of it is settled, in fen. ``owed_to_us`` is
    nothing until this library lends itself."""

    network: str
    requests: int
    cost_fen: int
    settled_fen: int

    @property
    def left_fen(self) -> int:
        return self.cost_fen - self.settled_fen


class PartnerService:
    """Monthly settlement with each partner network."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def settle(self, by: Actor, network: str, month: str, reference: str, operation_id: str) -> int:
        """Settle what a network is still owed for a month (``2026-11``); returns the settlement's id.

        ``reference`` is the transfer's or the bill's number. Raises Refusal ``partners.nothing``.
        """
        require(self._ground, by, "money.settle")
        rules.check_reference(reference)
        content = rules.content_hash(settle=network, month=month, reference=reference.strip())
        with connection.transaction():
            done = ledger.done_before(operation_id, content)
            if done is not None:
                return int(connection.value("SELECT id FROM settlement WHERE entry_id = ?", (done,)))
            open_costs = costs(self._ground.clock, month, network)
            total = sum(cost.amount_fen for cost in open_costs)
            if not total:
                raise Refusal("partners.nothing", network=network, month=month)
            entry = ledger.post(
                self._ground,
                by,
                "settlement",
                [Leg("cost:partners", total), Leg(FINANCE, -total, reference=reference.strip())],
                operation_id=operation_id,
                content_hash=content,
                note=f"{network} {month}",
            )
            return self._store(by, entry, network, month, reference.strip(), open_costs)

    def _store(
        self, by: Actor, entry: int, network: str, month: str, reference: str, open_costs: Sequence[Cost]
    ) -> int:
        total = sum(cost.amount_fen for cost in open_costs)
        number = Settlement.add(
            entry_id=entry,
            network=network,
            month=month,
            amount_fen=total,
            reference=reference,
            at=self._ground.now,
            actor=by.mark,
        )
        for cost in open_costs:
            SettlementLine.add(settlement_id=number, request_supplier_id=cost.id, amount_fen=cost.amount_fen)
        audit.append(
            self._ground.now, by.name, "partners.settle", f"settlement:{number}", fen=total, month=month
        )
        return number


_SUPPLIED = (
    "FROM request_supplier q JOIN supplier s ON s.id = q.supplier_id JOIN request r ON r.id = q.request_id "
    "LEFT JOIN settlement_line l ON l.request_supplier_id = q.id "
    "WHERE q.cost_fen > 0 AND q.answer IN ('will_supply', 'shipped', 'received') "
    "AND q.answered_at >= ?1 AND q.answered_at < ?2"
)


def month_bounds(clock: Clock, month: str) -> tuple[str, str]:
    """A month of business days as UTC texts that compare with instants."""
    first = dt.date.fromisoformat(f"{month}-01")
    after = (first + dt.timedelta(days=32)).replace(day=1)
    return utc_text(clock.start_of(first)), utc_text(clock.start_of(after))


def costs(clock: Clock, month: str, network: str) -> list[Cost]:
    """What a network's libraries asked for in a month and has not been settled yet, oldest first."""
    return connection.rows(
        Cost,
        "SELECT q.id, s.network, s.name, r.number, q.answered_at, q.cost_fen "
        f"{_SUPPLIED} AND s.network = ?3 AND l.id IS NULL ORDER BY q.id",
        (*month_bounds(clock, month), network),
    )


def month_sums(clock: Clock, month: str) -> list[NetworkSum]:
    """Every network that supplied something in a month, the dearest first."""
    return connection.rows(
        NetworkSum,
        "SELECT s.network, COUNT(*), SUM(q.cost_fen), COALESCE(SUM(l.amount_fen), 0) "
        f"{_SUPPLIED} GROUP BY s.network ORDER BY SUM(q.cost_fen) DESC, s.network",
        month_bounds(clock, month),
    )
