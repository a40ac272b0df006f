"""Double entry. Postings go in first, the entry seals them; the database refuses all else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db import connection
from db.tables import Account, Entry, Posting
from ill_desktop.cashier import rules
from ill_desktop.clock import utc_time
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor

OVER_SHORT = "over_short"


@dataclass(frozen=True)
class Leg:
    """One posting to be: debit positive, credit negative, in fen."""

    account: str
    amount_fen: int
    charge_id: int | None = None
    reference: str = ""


def account_id(code: str) -> int:
    """The account of that code, made when first needed (in the caller's transaction)."""
    found = connection.value("SELECT id FROM account WHERE code = ?", (code,))
    if found is None:
        found = Account.add(code=code, kind=rules.kind_of_account(code))
    return int(found)


def post(
    ground: Ground,
    by: Actor,
    kind: str,
    legs: Sequence[Leg],
    *,
    operation_id: str,
    content_hash: str,
    patron_id: int | None = None,
    shift_id: int | None = None,
    reverses: int | None = None,
    note: str = "",
) -> int:
    """Write one balanced entry and return its id. Call inside a transaction.

    Raises Refusal ``books.closed`` or ``shift.clock`` when the clock was set back, and
    peewee.IntegrityError when the legs do not sum to zero, TypeError when one is not in whole fen: those are
    bugs, not refusals.
    """
    if any(type(leg.amount_fen) is not int for leg in legs):
        raise TypeError("not in whole fen")
    _check_clock(ground, kind, shift_id)
    number = int(connection.value("SELECT COALESCE(MAX(id), 0) + 1 FROM entry"))
    for leg in legs:
        Posting.add(
            entry_id=number,
            account_id=account_id(leg.account),
            amount_fen=leg.amount_fen,
            charge_id=leg.charge_id,
            reference=leg.reference,
        )
    Entry.add(
        id=number,
        operation_id=operation_id,
        content_hash=content_hash,
        kind=kind,
        at=ground.now,
        day=ground.today,
        actor=by.name,
        patron_id=patron_id,
        shift_id=shift_id,
        reverses=reverses,
        note=note,
    )
    return number


def _check_clock(ground: Ground, kind: str, shift_id: int | None) -> None:
    """Nothing goes into a month that is closed, nor into a shift before it began. What a shift counted at its
    end may: one opened by a clock that was wrong must come to an end all the same."""
    closed = connection.value("SELECT MAX(month) FROM closed_month")
    if closed is not None and ground.today[:7] <= closed:
        raise Refusal("books.closed", month=closed, today=ground.today)
    if shift_id is None or kind == OVER_SHORT:
        return
    opened = str(connection.value("SELECT opened_at FROM shift WHERE id = ?", (shift_id,)))
    if ground.now < opened:
        clock = ground.clock
        began, says = (f"{clock.local(utc_time(at)):%Y-%m-%d %H:%M}" for at in (opened, ground.now))
        raise Refusal("shift.clock", opened=began, now=says)


def reverse(
    ground: Ground,
    by: Actor,
    entry_id: int,
    kind: str,
    reason: str,
    *,
    operation_id: str,
    content_hash: str,
    patron_id: int | None = None,
    shift_id: int | None = None,
) -> int:
    """Write the entry that takes another one back, posting by posting, and return its id. Call inside a
    transaction. Raises Refusal ``entry.reversed`` when that has been done before."""
    if connection.value("SELECT 1 FROM entry WHERE reverses = ?", (entry_id,)):
        raise Refusal("entry.reversed")
    legs = connection.rows(
        lambda code, fen, charge, reference: Leg(code, -fen, charge, reference),
        "SELECT a.code, p.amount_fen, p.charge_id, p.reference FROM posting p "
        "JOIN account a ON a.id = p.account_id WHERE p.entry_id = ? ORDER BY p.id",
        (entry_id,),
    )
    return post(
        ground,
        by,
        kind,
        legs,
        operation_id=operation_id,
        content_hash=content_hash,
        patron_id=patron_id,
        shift_id=shift_id,
        reverses=entry_id,
        note=reason,
    )


def done_before(operation_id: str, content_hash: str) -> int | None:
    """The entry this operation already made, or None.

    Raises Refusal when the id stands for something else: other content, or a paper without an entry.
    """
    found = connection.first(
        lambda *row: row,
        "SELECT id, content_hash FROM entry WHERE operation_id = ?1 "
        "UNION ALL SELECT NULL, NULL FROM paper WHERE operation_id = ?1",
        (operation_id,),
    )
    if found is None:
        return None
    number, content = found
    if content != content_hash:
        raise Refusal("payment.operation_reused")
    return int(number)


def balance(code: str) -> int:
    """What stands on an account, debit positive."""
    return int(
        connection.value(
            "SELECT COALESCE(SUM(amount_fen), 0) FROM posting "
            "WHERE account_id = (SELECT id FROM account WHERE code = ?)",
            (code,),
        )
    )


def outstanding(charge_id: int) -> int:
    """What is still owed for one charge."""
    return int(
        connection.value(
            "SELECT COALESCE(SUM(p.amount_fen), 0) FROM posting p JOIN charge c ON c.id = p.charge_id "
            "JOIN account a ON a.id = p.account_id WHERE c.id = ? AND a.code = 'receivable:' || c.patron_id",
            (charge_id,),
        )
    )


def deposit_accounts(patrons: Sequence[int]) -> list[tuple[str, int]]:
    """The deposit of a reader's records by the tender it came in: ``[(account, fen available)]``, oldest
    account first."""
    bounds = [bound for each in patrons for bound in (f"deposit:{each}:", f"deposit:{each};")]
    accounts = " OR ".join(["a.code >= ? AND a.code < ?"] * len(patrons))
    return [
        (code, -total)
        for code, total in connection.rows(
            lambda *row: row,
            # CROSS JOIN fixes the order: from the reader's few accounts to their postings.
            "SELECT a.code, SUM(p.amount_fen) FROM account a CROSS JOIN posting p ON p.account_id = a.id "
            f"WHERE {accounts} GROUP BY a.code "
            "HAVING SUM(p.amount_fen) <> 0 ORDER BY MIN(a.id)",
            bounds,
        )
    ]
