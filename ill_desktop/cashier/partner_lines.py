"""What the libraries of a network supplied in a month, line by line, and what of it is settled."""

from __future__ import annotations

from dataclasses import dataclass

from db import connection
from ill_desktop.cashier.partners import month_bounds
from ill_desktop.clock import Clock, utc_time


@dataclass(frozen=True)
class PartnerLine:
    """One request supplied: ``day`` is the business date of the answer, ``references`` those of the
    settlements it stands in. Fen."""

    id: int
    request_number: str
    supplier: str
    day: str
    cost_fen: int
    settled_fen: int
    references: str

    @property
    def left_fen(self) -> int:
        return self.cost_fen - self.settled_fen


@dataclass(frozen=True)
class Settled:
    """A settlement with a network: when (UTC text), by whom, under which reference; fen."""

    id: int
    at: str
    actor: str
    reference: str
    amount_fen: int


def lines(clock: Clock, month: str, network: str) -> list[PartnerLine]:
    """Every request a network's libraries supplied in a month (``2026-11``), oldest first."""

    def line(
        number: int, request: str, supplier: str, at: str, cost: int, settled: int, said: str
    ) -> PartnerLine:
        day = f"{clock.local(utc_time(at)):%Y-%m-%d}"
        return PartnerLine(number, request, supplier, day, cost, settled, said)

    return connection.rows(
        line,
        "SELECT q.id, r.number, s.name, q.answered_at, q.cost_fen, COALESCE(SUM(l.amount_fen), 0), "
        "COALESCE(GROUP_CONCAT(DISTINCT t.reference), '') FROM request_supplier q "
        "JOIN supplier s ON s.id = q.supplier_id JOIN request r ON r.id = q.request_id "
        "LEFT JOIN settlement_line l ON l.request_supplier_id = q.id "
        "LEFT JOIN settlement t ON t.id = l.settlement_id "
        "WHERE q.cost_fen > 0 AND q.answer IN ('will_supply', 'shipped', 'received') "
        "AND q.answered_at >= ?1 AND q.answered_at < ?2 AND s.network = ?3 GROUP BY q.id ORDER BY q.id",
        (*month_bounds(clock, month), network),
    )


def settlements(month: str, network: str) -> list[Settled]:
    """What has been settled with a network for a month, oldest first."""
    return connection.rows(
        Settled,
        "SELECT id, at, actor, reference, amount_fen FROM settlement WHERE month = ? AND network = ? "
        "ORDER BY id",
        (month, network),
    )
