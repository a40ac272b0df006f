"""What we owe the partner networks, month by month, and what has been settled with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from db import connection
from db.tables import Settlement, SettlementLine
from ill_desktop import audit, money
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
    """What one supplier is still owed for one request, below nothing where it was settled too high; ``at`` is
    when it answered (UTC text); fen."""

    id: int
    network: str
    supplier: str
    request_number: str
    at: str
    amount_fen: int


@dataclass(frozen=True)
class NetworkSum:
    """A network in a month: what its libraries supplied, what of it is settled, in fen. ``carried_fen`` is
    what changed of earlier ones after they were settled; settling the month makes it good."""

    network: str
    requests: int
    cost_fen: int
    settled_fen: int
    carried_fen: int = 0

    @property
    def left_fen(self) -> int:
        return self.cost_fen - self.settled_fen + self.carried_fen


class PartnerService:
    """Monthly settlement with each partner network."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def settle(self, by: Actor, network: str, month: str, reference: str, operation_id: str) -> int:
        """Settle what a network is still owed for a month (``2026-11``), with what has changed of earlier
        ones since they were settled; returns the settlement's id.

        ``reference`` is the transfer's or the bill's number. Raises Refusal ``partners.nothing``, or
        ``partners.credit`` where the network owes us: that is carried until it is owed more.
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
            if total < 0:
                raise Refusal("partners.credit", network=network, amount=money.yuan(-total))
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


def month_bounds(clock: Clock, month: str) -> tuple[str, str]:
    """A month of business days as UTC texts that compare with instants."""
    first = dt.date.fromisoformat(f"{month}-01")
    after = (first + dt.timedelta(days=32)).replace(day=1)
    return utc_text(clock.start_of(first)), utc_text(clock.start_of(after))


_SETTLED = "COALESCE((SELECT SUM(l.amount_fen) FROM settlement_line l WHERE l.request_supplier_id = q.id), 0)"
_SUPPLIES = "q.cost_fen > 0 AND q.answer IN ('will_supply', 'shipped', 'received')"
_IN_MONTH = f"{_SUPPLIES} AND q.answered_at >= ?1 AND q.answered_at < ?2"
# What each supplier asked for, as its last answer has it, beside what was settled of it. Not ``here`` are
# those of other months that were settled before: what changed since is made good with what comes next.
_ASKED = (
    "SELECT s.network, q.id, s.name, r.number, q.at, q.cost_fen, q.settled, q.here FROM ("
    f"SELECT q.id, q.request_id, q.supplier_id, q.answered_at AS at, q.cost_fen, {_SETTLED} AS settled, "
    f"1 AS here FROM request_supplier q WHERE {_IN_MONTH} "
    "UNION ALL SELECT q.id, q.request_id, q.supplier_id, COALESCE(q.answered_at, q.asked_at), "
    f"IIF({_SUPPLIES}, q.cost_fen, 0), {_SETTLED}, 0 FROM request_supplier q "
    f"WHERE q.id IN (SELECT request_supplier_id FROM settlement_line) AND ({_IN_MONTH}) IS NOT TRUE) q "
    "JOIN supplier s ON s.id = q.supplier_id JOIN request r ON r.id = q.request_id"
)


def costs(clock: Clock, month: str, network: str) -> list[Cost]:
    """What settling a month with a network is made of, oldest first: what its libraries asked for in the
    month, and what has changed since it was settled before (more +, less −)."""
    return connection.rows(
        Cost,
        "SELECT id, network, name, number, at, cost_fen - settled "
        f"FROM ({_ASKED}) WHERE network = ?3 AND cost_fen <> settled ORDER BY id",
        (*month_bounds(clock, month), network),
    )


def month_sums(clock: Clock, month: str) -> list[NetworkSum]:
    """Every network that supplied something in a month, or changed what it asked for before; the dearest
    first."""
    return connection.rows(
        NetworkSum,
        "SELECT network, SUM(here), SUM(cost_fen * here), SUM(settled * here), "
        f"SUM((cost_fen - settled) * (1 - here)) FROM ({_ASKED}) WHERE here OR cost_fen <> settled "
        "GROUP BY network ORDER BY SUM(cost_fen * here) DESC, network",
        month_bounds(clock, month),
    )
