"""What speaks against voiding a paper. It is for a payment just mis-keyed: whatever followed from it comes
first, and everything else goes back by a refund."""

from __future__ import annotations

from db import connection
from ill_desktop import money
from ill_desktop.cashier import invoices, ledger, papers, queries, rules
from ill_desktop.cashier.papers import Receipt
from ill_desktop.errors import Refusal


def check(receipt: Receipt, shift: int) -> int:
    """The entry to take back. Raises Refusal."""
    paper_id = receipt.paper_id
    if papers.is_void(paper_id):
        raise Refusal("paper.void", number=receipt.number)
    entry, kind, taken_in = connection.rows(
        lambda *row: row,
        "SELECT p.entry_id, e.kind, p.shift_id FROM paper p LEFT JOIN entry e ON e.id = p.entry_id "
        "WHERE p.id = ?",
        (paper_id,),
    )[0]
    if entry is None or taken_in != shift:
        raise Refusal("paper.other_shift", number=receipt.number)
    till = queries.open_till(shift)
    if kind not in ("payment", "deposit"):
        raise Refusal("paper.not_payment", number=receipt.number)
    if connection.value("SELECT 1 FROM refund WHERE payment_id = ?", (entry,)):
        raise Refusal("payment.refunded", number=receipt.number)
    check_not_invoiced(entry, paper_id)
    check_unspent(entry)
    _check_drawer(entry, till.till_id)
    return int(entry)


def check_not_invoiced(entry_id: int, paper_id: int | None) -> None:
    """Nothing that an entry paid stands on an invoice. Raises Refusal ``payment.invoiced``."""
    charges = connection.rows(
        int, "SELECT charge_id FROM posting WHERE entry_id = ? AND charge_id IS NOT NULL", (entry_id,)
    )
    asked = invoices.held(charges, paper_id)
    if asked:
        raise Refusal("payment.invoiced", number=asked)


def check_unspent(entry_id: int) -> None:
    """What of an entry went onto a deposit must still be there, each tender's part by itself. Raises Refusal
    ``payment.deposit_short``."""
    paid_in = connection.rows(
        lambda code, fen: (str(code), -int(fen)),
        "SELECT a.code, SUM(p.amount_fen) FROM posting p JOIN account a ON a.id = p.account_id "
        "WHERE p.entry_id = ? AND a.code GLOB 'deposit:*' AND p.amount_fen < 0 GROUP BY a.code",
        (entry_id,),
    )
    for code, fen in paid_in:
        if (have := -ledger.balance(code)) < fen:
            raise Refusal("payment.deposit_short", "amount", have=money.yuan(have))


def _check_drawer(entry_id: int, till_id: int) -> None:
    """A drawer gives no more than lies in it."""
    account = rules.cash_account(till_id)
    taken = connection.value(
        "SELECT COALESCE(SUM(p.amount_fen), 0) FROM posting p JOIN account a ON a.id = p.account_id "
        "WHERE p.entry_id = ? AND a.code = ?",
        (entry_id, account),
    )
    have = ledger.balance(account)
    if taken > have:
        raise Refusal("refund.drawer_short", "amount", have=money.yuan(have))
