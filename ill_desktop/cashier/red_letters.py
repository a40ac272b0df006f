"""What goes back though an invoice names it: an administrator's exception, with a red-letter invoice
([G] FAQ 4: generally nothing does). One red letter is of one invoice; once it, and those before it, have
taken back all that the invoice names, the register says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db import connection, merged
from ill_desktop.cashier import invoice_rules, invoices, queries
from ill_desktop.cashier.invoice_items import HOLDS, OUT_OF
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor


@dataclass(frozen=True)
class Red:
    """A red-letter invoice by its number, and the invoice it is of: id, and the paper that asked for it
    (series I). ``amount_fen``: what of a deposit it takes back."""

    invoice_id: int
    asked: str
    number: str
    amount_fen: int = 0


@dataclass(frozen=True)
class RedRefund:
    """What went back of an invoice's lines with a red letter of its own: the paper (series F), fen."""

    paper: str
    red_letter: str
    amount_fen: int


@dataclass(frozen=True)
class Named:
    """An invoice that holds what is to go back: where it stands, its number (of the request until it is
    issued), and how much of it that is."""

    invoice_id: int
    asked: str
    state: str
    number: str
    amount_fen: int = 0


def of_charges(charges: Sequence[int]) -> list[Named]:
    """The invoices on which these charges stand now, oldest first."""
    marks = ", ".join("?" * len(charges))
    return connection.rows(
        Named,
        f"{_NAMED} 0 FROM invoice i JOIN paper p ON p.id = i.id WHERE i.id IN (SELECT l.invoice_id "
        f"FROM invoice_line l WHERE l.charge_id IN ({marks}) AND {HOLDS}) ORDER BY i.id",
        charges,
    )


def of_deposit(patron_id: int, fen: int) -> list[Named]:
    """The invoices for money in advance out of which a part would go when so much of the deposit went back.
    What is there covers the oldest first; what they do not need goes without."""
    had = queries.deposit_balance(patron_id)
    left = had - fen
    reached = []
    for each in _top_ups(patron_id):
        before, after = min(had, each.amount_fen), min(max(left, 0), each.amount_fen)
        if before > after:
            facts = (each.invoice_id, each.asked, each.state, each.number)
            reached.append(Named(*facts, before - after))
        had, left = had - before, left - after
    return reached


def _top_ups(patron_id: int) -> list[Named]:
    """A reader's invoices for money in advance, and how much of that has not gone back, oldest first."""
    found = connection.rows(
        Named,
        f"{_NAMED} (SELECT SUM(l.amount_fen) FROM invoice_line l WHERE l.invoice_id = i.id "
        f"AND l.top_up_id IS NOT NULL) - COALESCE((SELECT SUM(t.value ->> 1) {OUT_OF} = p.number), 0) "
        "FROM invoice i JOIN paper p ON p.id = i.id "
        f"WHERE i.patron_id IN {merged.same('?1')} AND EXISTS (SELECT 1 FROM invoice_line l "
        f"WHERE l.invoice_id = i.id AND l.top_up_id IS NOT NULL AND {HOLDS}) ORDER BY i.id",
        (patron_id,),
    )
    return [each for each in found if each.amount_fen > 0]


def check(by: Actor, named: Sequence[Named], number: str) -> Red | None:
    """The red letter with which something goes back that these invoices name; None where none does.

    Raises Refusal ``payment.invoiced`` (one is still to be issued), ``refund.invoiced`` (not an
    administrator), ``refund.one_invoice``, ``refund.red_letter`` or ``invoice.number_taken``.
    """
    if not named:
        return None
    for each in named:
        if each.state not in invoice_rules.ENDS_REFUNDS:
            raise Refusal("payment.invoiced", number=each.asked)
    first = named[0]
    if not by.may("money.red_letter"):
        raise Refusal("refund.invoiced", number=first.number)
    if len(named) > 1:
        raise Refusal("refund.one_invoice", "amount", numbers="、".join(each.number for each in named))
    try:
        kept = invoice_rules.check_number(number)
    except Refusal as wrong:
        raise Refusal("refund.red_letter", "red_letter", number=first.number) from wrong
    # Its own number is no red letter; that of a part of it that went back before may be.
    if other := invoices.stands_on(kept) or invoices.refunded_with(kept, first.invoice_id):
        raise Refusal("invoice.number_taken", "red_letter", other=other)
    return Red(first.invoice_id, first.asked, kept, first.amount_fen)


def record(ground: Ground, by: Actor, red: Red, reason: str) -> None:
    """Once all that an invoice names has gone back, the register shows it as cancelled by this red letter,
    of the business day. In the caller's transaction, after the refund was stored."""
    if not connection.value(_WHOLE, (red.invoice_id,)):
        return
    facts = {"number": red.number, "day": ground.today, "note": reason.strip()}
    invoices.step(ground, by, red.invoice_id, "red_letter", **facts)


def refunds_of(invoice_id: int) -> list[RedRefund]:
    """What an administrator gave back of what an invoice names since it was issued, oldest first."""
    return connection.rows(
        RedRefund,
        f"SELECT p.number, x.red_letter, SUM(x.fen) FROM ({_OF_CHARGES} UNION ALL {_OF_TOP_UPS}) x "
        "JOIN paper p ON p.id = x.id GROUP BY x.id ORDER BY x.id",
        (invoice_id,),
    )


_NAMED = (
    "SELECT i.id, p.number, (SELECT e.state FROM invoice_event e WHERE e.invoice_id = i.id "
    "ORDER BY e.id DESC LIMIT 1), COALESCE((SELECT e.number FROM invoice_event e "
    "WHERE e.invoice_id = i.id AND e.number <> '' ORDER BY e.id DESC LIMIT 1), p.number),"
)
# What went back before an invoice was asked for is not on it; papers are numbered in the order of time.
_OF_CHARGES = (
    "SELECT f.id, f.red_letter, b.charge_id, b.amount_fen AS fen FROM invoice_line l "
    "JOIN refund_line b ON b.charge_id = l.charge_id JOIN refund f ON f.id = b.refund_id "
    "AND f.red_letter <> '' AND f.id > l.invoice_id WHERE l.invoice_id = ?1"
)
_OF_TOP_UPS = (
    f"SELECT f.id, f.red_letter, NULL, t.value ->> 1 AS fen {OUT_OF} = "
    "(SELECT number FROM paper WHERE id = ?1)"
)
_WHOLE = (
    f"WITH of_charge AS ({_OF_CHARGES}) SELECT NOT EXISTS (SELECT 1 FROM invoice_line l "
    "WHERE l.invoice_id = ?1 AND l.charge_id IS NOT NULL AND l.amount_fen > COALESCE((SELECT SUM(c.fen) "
    "FROM of_charge c WHERE c.charge_id = l.charge_id), 0)) AND COALESCE((SELECT SUM(l.amount_fen) "
    "FROM invoice_line l WHERE l.invoice_id = ?1 AND l.top_up_id IS NOT NULL), 0) <= "
    f"COALESCE((SELECT SUM(y.fen) FROM ({_OF_TOP_UPS}) y), 0)"
)
