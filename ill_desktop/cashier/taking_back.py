"""Taking back what was put to the wrong reader: the entry is reversed, the money waits again, what was
paid is due again. What went out on its account stays out; what was built on it since must go first."""

from __future__ import annotations

from db import connection
from db.tables import PaperVoid
from ill_desktop.cashier import ledger, reconciliation, voiding
from ill_desktop.cashier.papers import Receipt
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor

KIND = "reversal"


def reverse(
    ground: Ground,
    by: Actor,
    entry_id: int,
    reason: str,
    operation_id: str,
    content: str,
    paper: Receipt | None = None,
    *,
    void: bool = False,
) -> int:
    """Reverse an entry and return the one that does; ``void`` marks its paper void (the number stays).

    In the caller's transaction. Raises Refusal ``payment.refunded``, ``payment.invoiced``,
    ``payment.deposit_short`` (the deposit was used), ``entry.reversed`` or ``books.closed``.
    """
    if connection.value("SELECT 1 FROM refund WHERE payment_id = ?", (entry_id,)):
        raise Refusal("payment.refunded", number=paper.number if paper else "—")
    voiding.check_not_invoiced(entry_id, paper.paper_id if paper else None)
    voiding.check_unspent(entry_id)
    reversal = ledger.reverse(
        ground,
        by,
        entry_id,
        KIND,
        reason,
        operation_id=operation_id,
        content_hash=content,
        patron_id=paper.patron_id if paper else None,
    )
    reconciliation.let_go(entry_id)
    if paper is not None and void:
        PaperVoid.add(id=paper.paper_id, at=ground.now, actor=by.name, reason=reason)
    return reversal


def charges_of(entry_id: int) -> list[int]:
    """The charges that an entry settled."""
    return connection.rows(
        int,
        "SELECT DISTINCT charge_id FROM posting WHERE entry_id = ? AND charge_id IS NOT NULL",
        (entry_id,),
    )
