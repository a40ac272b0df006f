"""What must hold of money that goes back, of invoices, of what came by bank and of closed months."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from ill_desktop import money
from ill_desktop.keeping.checks import Ask, Check, Finding

# By which tender a payment's debit came in; the same words as in ``refund.tender``.
_TENDER = (
    "CASE WHEN a.code GLOB 'cash:*' THEN 'cash' WHEN a.code GLOB 'deposit:*' THEN 'deposit' "
    "WHEN a.code = 'owed:unknown_payers' THEN 'bank' ELSE SUBSTR(a.code, 10) END"
)
_STATE = "(SELECT v.state FROM invoice_event v WHERE v.invoice_id = {id} ORDER BY v.id DESC LIMIT 1)"
_LIVE = f"{_STATE.format(id='l.invoice_id')} IN ('requested', 'issued', 'sent')"


def _refunds(ask: Ask) -> Iterator[Finding]:
    """A refund's paper, its lines and its entry say the same amount."""
    for number, fen, left in ask(
        "SELECT p.number, f.amount_fen, -COALESCE((SELECT SUM(l.amount_fen) FROM posting l "
        "JOIN account a ON a.id = l.account_id WHERE l.entry_id = f.entry_id AND l.amount_fen < 0 "
        "AND a.code NOT GLOB 'subsidy:*'), 0) AS gone FROM refund f JOIN paper p ON p.id = f.id "
        "WHERE f.amount_fen <> gone OR f.amount_fen <> p.amount_fen OR f.payment_id IS NOT NULL "
        "AND f.amount_fen IS NOT (SELECT SUM(x.amount_fen) FROM refund_line x WHERE x.refund_id = f.id)"
    ):
        yield Finding("refund", {"number": number, "amount": money.yuan(fen), "entry": money.yuan(left)})


def _refunded_lines(ask: Ask) -> Iterator[Finding]:
    """Of no charge goes back more than its payment, which was not taken back, settled."""
    for charge, fen, settled in ask(
        "SELECT l.charge_id, SUM(l.amount_fen) AS back, -COALESCE((SELECT SUM(p.amount_fen) FROM posting p "
        "WHERE p.entry_id = f.payment_id AND p.charge_id = l.charge_id AND p.amount_fen < 0 "
        "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses = f.payment_id)), 0) AS settled "
        "FROM refund_line l JOIN refund f ON f.id = l.refund_id GROUP BY f.payment_id, l.charge_id "
        "HAVING back > settled"
    ):
        yield Finding(
            "refunded", {"charge": charge, "amount": money.yuan(fen), "settled": money.yuan(settled)}
        )


def _refunded_ways(ask: Ask) -> Iterator[Finding]:
    """By no tender goes back more than came in by it; of a mobile payment nothing ([G] FAQ 5)."""
    for entry, tender, fen, came in ask(
        "SELECT f.payment_id, f.tender, SUM(f.amount_fen) AS back, COALESCE((SELECT SUM(p.amount_fen) "
        f"FROM posting p JOIN account a ON a.id = p.account_id WHERE p.entry_id = f.payment_id "
        f"AND p.amount_fen > 0 AND {_TENDER} = f.tender), 0) AS came FROM refund f "
        "GROUP BY f.payment_id, f.tender HAVING f.payment_id IS NOT NULL AND back > came "
        "OR f.tender = 'mobile'"
    ):
        facts = {"tender": tender, "amount": money.yuan(fen), "came": money.yuan(came)}
        yield Finding("refund_way", {"entry": entry or "—", **facts})


def _voids(ask: Ask) -> Iterator[Finding]:
    """A voided receipt's entry is reversed, and the receipt of a reversed entry is void."""
    for (number,) in ask(
        "SELECT p.number FROM paper p WHERE p.entry_id IS NOT NULL AND p.series GLOB '[RV]*' "
        "AND EXISTS (SELECT 1 FROM paper_void v WHERE v.id = p.id) "
        "<> EXISTS (SELECT 1 FROM entry x WHERE x.reverses = p.entry_id)"
    ):
        yield Finding("void", {"number": number})


def _invoices(ask: Ask) -> Iterator[Finding]:
    """An invoice's lines make its amount; each stands on one, of what was paid and has not gone back."""
    for number, fen, lines in ask(
        "SELECT p.number, i.amount_fen, COALESCE((SELECT SUM(l.amount_fen) FROM invoice_line l "
        "WHERE l.invoice_id = i.id), 0) AS lines FROM invoice i JOIN paper p ON p.id = i.id "
        "WHERE i.amount_fen <> lines OR i.amount_fen <> p.amount_fen"
    ):
        yield Finding("invoice", {"number": number, "amount": money.yuan(fen), "lines": money.yuan(lines)})
    for (number,) in ask(
        "SELECT p.number FROM invoice_line l JOIN paper p ON p.id = l.invoice_id "
        f"WHERE {_LIVE} GROUP BY l.charge_id, l.top_up_id HAVING COUNT(*) > 1"
    ):
        yield Finding("invoice_twice", {"number": number})
    for number, charge in ask(
        "SELECT p.number, c.id FROM invoice_line l JOIN paper p ON p.id = l.invoice_id "
        f"JOIN charge c ON c.id = l.charge_id WHERE {_LIVE} AND (c.kind <> 'service' OR l.amount_fen > "
        "c.amount_fen - COALESCE((SELECT SUM(b.amount_fen) FROM refund_line b JOIN refund f "
        "ON f.id = b.refund_id WHERE b.charge_id = c.id AND f.red_letter = ''), 0) "
        "OR (SELECT SUM(q.amount_fen) FROM posting q JOIN account a ON a.id = q.account_id "
        "WHERE q.charge_id = c.id AND a.code = 'receivable:' || c.patron_id) <> 0)"
    ):
        yield Finding("invoice_line", {"number": number, "charge": charge})


def _incoming(ask: Ask) -> Iterator[Finding]:
    """Of what came by bank no more is used than came, and its entries say so."""
    on_unknown = (
        "COALESCE((SELECT SUM(p.amount_fen) FROM posting p JOIN account a ON a.id = p.account_id "
        "WHERE p.entry_id = {entry} AND a.code = 'owed:unknown_payers'), 0)"
    )
    for incoming, fen, used in ask(
        "SELECT i.id, i.amount_fen, COALESCE((SELECT SUM(u.amount_fen) FROM incoming_use u "
        "WHERE u.incoming_id = i.id), 0) AS used FROM incoming i "
        "WHERE used NOT BETWEEN 0 AND i.amount_fen "
        f"OR i.amount_fen <> -{on_unknown.format(entry='i.entry_id')} "
        "OR EXISTS (SELECT 1 FROM incoming_use u WHERE u.incoming_id = i.id "
        f"AND u.amount_fen <> {on_unknown.format(entry='u.entry_id')})"
    ):
        yield Finding("incoming", {"incoming": incoming, "amount": money.yuan(fen), "used": money.yuan(used)})


def _settlements(ask: Ask) -> Iterator[Finding]:
    """A settlement with a network is the sum of its lines, and what its entry posts."""
    for number, fen, lines in ask(
        "SELECT s.id, s.amount_fen, COALESCE((SELECT SUM(l.amount_fen) FROM settlement_line l "
        "WHERE l.settlement_id = s.id), 0) AS lines FROM settlement s WHERE s.amount_fen <> lines "
        "OR s.amount_fen IS NOT (SELECT SUM(p.amount_fen) FROM posting p JOIN account a "
        "ON a.id = p.account_id WHERE p.entry_id = s.entry_id AND a.code = 'cost:partners')"
    ):
        facts = {"amount": money.yuan(fen), "lines": money.yuan(lines)}
        yield Finding("settlement", {"settlement": number, **facts})


def _statement_lines(ask: Ask) -> Iterator[Finding]:
    """A line of a statement stands for a posting of its amount on its account that was not taken back."""
    for (line,) in ask(
        "SELECT s.id FROM statement_line s JOIN posting p ON p.id = s.posting_id "
        "JOIN account a ON a.id = p.account_id WHERE s.amount_fen <> p.amount_fen "
        "OR a.code <> 'clearing:' || s.account "
        "OR EXISTS (SELECT 1 FROM entry x WHERE x.reverses = p.entry_id)"
    ):
        yield Finding("statement_line", {"line": line})


def _drawers(ask: Ask) -> Iterator[Finding]:
    """What was counted when a shift was closed is what was counted before and what its entries moved since,
    and what its Z report says: over and short are posted too."""
    for shift, till, day, counted, holds in ask(
        "SELECT h.id, t.name, SUBSTR(h.closed_at, 1, 10), COALESCE(z.amount_fen, h.counted_fen), h.fen FROM ("
        "SELECT s.id, s.till_id, s.closed_at, s.counted_fen, "
        "COALESCE(LAG(s.counted_fen) OVER (PARTITION BY s.till_id ORDER BY s.id), 0) + COALESCE(m.fen, 0) "
        "AS fen FROM shift s LEFT JOIN ("
        "SELECT e.shift_id, SUM(p.amount_fen) AS fen FROM account a JOIN posting p ON p.account_id = a.id "
        "JOIN entry e ON e.id = p.entry_id WHERE a.code GLOB 'cash:*' GROUP BY e.shift_id) m "
        "ON m.shift_id = s.id) h JOIN till t ON t.id = h.till_id "
        "LEFT JOIN paper z ON z.shift_id = h.id AND z.series GLOB 'Z*' WHERE h.closed_at IS NOT NULL "
        "AND (h.counted_fen <> h.fen OR COALESCE(z.amount_fen, h.counted_fen) <> h.counted_fen)"
    ):
        facts = {"counted": money.yuan(counted), "holds": money.yuan(holds)}
        yield Finding("drawer", {"shift": shift, "till": till, "day": day, **facts})


def _closed_months(ask: Ask) -> Iterator[Finding]:
    """The trial balance kept when a month was closed is what its entries still make."""
    closed = [(str(month), json.loads(balance)) for month, balance in ask(
        "SELECT month, balance FROM closed_month ORDER BY month")]  # fmt: skip
    if not closed:
        return
    moved = [(str(month), str(group), int(fen)) for month, group, fen in ask(
        "SELECT t.month, CASE WHEN INSTR(a.code, ':') > 0 AND a.kind <> 'income' "
        "THEN SUBSTR(a.code, 1, INSTR(a.code, ':') - 1) ELSE a.code END, SUM(t.fen) FROM "
        "(SELECT SUBSTR(e.day, 1, 7) AS month, p.account_id, SUM(p.amount_fen) AS fen FROM posting p "
        "JOIN entry e ON e.id = p.entry_id GROUP BY 1, 2) t JOIN account a ON a.id = t.account_id "
        "GROUP BY 1, 2")]  # fmt: skip
    for month, kept in closed:
        made = Counter[str]()
        for moved_in, group, fen in moved:
            if moved_in <= month:
                made[group] += fen
        if any(made[group] != kept.get(group, 0) for group in made.keys() | kept.keys()):
            yield Finding("closed_month", {"month": month})


ALL: tuple[Check, ...] = (
    _refunds,
    _refunded_lines,
    _refunded_ways,
    _voids,
    _invoices,
    _incoming,
    _settlements,
    _statement_lines,
    _drawers,
    _closed_months,
)
