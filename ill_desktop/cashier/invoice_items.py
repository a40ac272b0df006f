"""What a reader can still have an invoice for: service fees that were paid, or money paid in advance.

The library invoices money in advance when it comes or when it is used, never both (domain §4): of a payment
made partly from a deposit, the rest was never in advance and has its invoice either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db import connection, merged
from ill_desktop.cashier import invoice_rules


@dataclass(frozen=True)
class Item:
    """What an invoice can be asked for: a paid charge, or money paid in advance. Fen."""

    charge_id: int | None
    top_up_id: int | None
    label: str
    request_number: str
    day: str
    amount_fen: int


@dataclass(frozen=True)
class _Fee:
    """A service fee and what was paid for it and has not gone back: from a deposit (``used_fen``, last by the
    entry ``entry_id``) and otherwise; what is still owed, for how much it stands on an invoice, and what went
    back though it did, by a red-letter one."""

    charge_id: int
    label: str
    request_number: str
    day: str
    entry_id: int
    own_fen: int
    used_fen: int
    owed_fen: int
    held_fen: int
    red_fen: int

    @property
    def invoiced_in_use(self) -> bool:
        """Whether more stands on an invoice than was paid otherwise: then it was the deposit, too."""
        return self.used_fen > 0 and self.held_fen > self.own_fen + self.red_fen


@dataclass(frozen=True)
class _TopUp:
    """Money paid in advance: its paper, its entry; ``held``: it stands on an invoice."""

    paper_id: int
    entry_id: int
    day: str
    amount_fen: int
    held: bool


def of(patron_id: int, at_top_up: bool) -> list[Item]:
    """The fees that were settled, oldest first, then what was paid in advance and is there no invoice for."""
    fees = connection.rows(_Fee, _FEES.format(same=merged.same("?1")), (patron_id,))
    top_ups = connection.rows(_TopUp, _TOP_UPS.format(same=merged.same("?1")), (patron_id,))
    # Though the library changes its mind: what stands on an invoice as a top-up is not invoiced again in use.
    without_used = at_top_up or any(top_up.held for top_up in top_ups)
    items = []
    for fee in fees:
        fen = fee.own_fen + (0 if without_used else fee.used_fen)
        if fen > 0 and not fee.held_fen and not fee.owed_fen:
            items.append(Item(fee.charge_id, None, fee.label, fee.request_number, fee.day, fen))
    return items + (_in_advance(patron_id, top_ups, fees) if at_top_up else [])


def _in_advance(patron_id: int, top_ups: Sequence[_TopUp], fees: Sequence[_Fee]) -> list[Item]:
    """Top-ups that stand on no invoice; what was paid back, or was invoiced in use, is invoiced no more. With
    a red letter it went back out of those that do."""
    back = connection.value(
        "SELECT COALESCE((SELECT SUM(amount_fen) FROM refund WHERE payment_id IS NULL "
        f"AND patron_id IN {merged.same('?1')}), 0) - COALESCE((SELECT SUM(t.value ->> 1) {OUT_OF} IN "
        "(SELECT p.number FROM invoice_line l JOIN paper p ON p.id = l.invoice_id "
        f"WHERE {HOLDS}) AND f.patron_id IN {merged.same('?1')}), 0)",
        (patron_id,),
    )
    used = max((fee.entry_id for fee in fees if fee.invoiced_in_use), default=0)
    left = sum(each.amount_fen for each in top_ups if not each.held) - int(back)
    items = []
    for each in top_ups:
        part = 0 if each.held or each.entry_id < used else min(each.amount_fen, left)
        if part > 0:
            items.append(Item(None, each.paper_id, "", "", each.day, part))
            left -= part
    return items


HOLDS = (
    "(SELECT e.state FROM invoice_event e WHERE e.invoice_id = l.invoice_id ORDER BY e.id DESC LIMIT 1) "
    f"IN {invoice_rules.HOLDS}"
)
"""The invoice of line ``l`` holds what stands on it: it was neither withdrawn nor cancelled."""

OUT_OF = (
    "FROM refund f JOIN paper q ON q.id = f.id, JSON_EACH(q.facts, '$.tenders') t "
    "WHERE f.payment_id IS NULL AND f.red_letter <> '' AND t.value ->> 2"
)
"""Of deposits that were paid back with a red letter, each part ``t``: tender, fen, and the number of the
request for the invoice out of which it came."""

# Of each payment the deposit settled its lines in their order, as far as it went; what went back of it again
# is not counted.
_FEES = (
    "WITH mine AS (SELECT c.id FROM charge c WHERE c.patron_id IN {same} AND c.kind = 'service'), "
    "payment AS (SELECT DISTINCT e.id FROM mine m JOIN posting p ON p.charge_id = m.id AND p.amount_fen < 0 "
    "JOIN entry e ON e.id = p.entry_id AND e.kind IN ('payment', 'transfer', 'bank') "
    "WHERE NOT EXISTS (SELECT 1 FROM entry v WHERE v.reverses = e.id)), "
    "line AS (SELECT y.id AS entry_id, p.id, p.charge_id, -p.amount_fen - COALESCE((SELECT "
    "SUM(b.amount_fen) FROM refund f JOIN refund_line b ON b.refund_id = f.id "
    "WHERE f.payment_id = y.id AND b.charge_id = p.charge_id), 0) AS fen FROM payment y "
    "JOIN posting p ON p.entry_id = y.id AND p.amount_fen < 0 AND p.charge_id IS NOT NULL), "
    "drawn AS (SELECT y.id AS entry_id, COALESCE((SELECT SUM(q.amount_fen) FROM posting q "
    "JOIN account a ON a.id = q.account_id AND a.code GLOB 'deposit:*' "
    "WHERE q.entry_id = y.id AND q.amount_fen > 0), 0) - COALESCE((SELECT SUM(f.amount_fen) FROM refund f "
    "WHERE f.payment_id = y.id AND f.tender = 'deposit'), 0) AS fen FROM payment y), "
    "part AS (SELECT n.entry_id, n.charge_id, n.fen, MAX(0, MIN(n.fen, d.fen + n.fen - SUM(n.fen) "
    "OVER (PARTITION BY n.entry_id ORDER BY n.id))) AS used FROM line n JOIN drawn d USING (entry_id)) "
    "SELECT c.id, c.label, COALESCE(r.number, ''), c.day, MAX(t.entry_id), SUM(t.fen - t.used), SUM(t.used), "
    "(SELECT SUM(p.amount_fen) FROM posting p JOIN account a ON a.id = p.account_id "
    "WHERE p.charge_id = c.id AND a.code = 'receivable:' || c.patron_id), COALESCE((SELECT "
    f"SUM(l.amount_fen) FROM invoice_line l WHERE l.charge_id = c.id AND {HOLDS}), 0), "
    "COALESCE((SELECT SUM(b.amount_fen) FROM refund_line b JOIN refund f ON f.id = b.refund_id "
    "AND f.red_letter <> '' WHERE b.charge_id = c.id), 0) "
    "FROM part t JOIN mine m ON m.id = t.charge_id JOIN charge c ON c.id = m.id "
    "LEFT JOIN request r ON r.id = c.request_id GROUP BY c.id ORDER BY c.id"
)
_TOP_UPS = (
    "SELECT p.id, e.id, e.day, -SUM(q.amount_fen), EXISTS (SELECT 1 FROM invoice_line l "
    f"WHERE l.top_up_id = p.id AND {HOLDS}) FROM paper p JOIN entry e ON e.id = p.entry_id "
    "JOIN posting q ON q.entry_id = e.id AND q.amount_fen < 0 JOIN account a ON a.id = q.account_id "
    "AND a.code GLOB 'deposit:*' WHERE e.kind IN ('deposit', 'bank') AND p.patron_id IN {same} "
    "AND NOT EXISTS (SELECT 1 FROM paper_void v WHERE v.id = p.id) GROUP BY p.id ORDER BY p.id"
)
