"""Payments as a refund sees them: what they settled, by which tenders, and what of it has gone back."""

from __future__ import annotations

from dataclasses import dataclass

from db import connection, merged
from ill_desktop.cashier import ledger, rules
from ill_desktop.cashier.ledger import Leg
from ill_desktop.errors import Refusal
from ill_desktop.patrons.queries import alias_ids


@dataclass(frozen=True)
class PaidLine:
    """One charge of a payment: what was paid for it and what has gone back since, in fen."""

    charge_id: int
    kind: str
    label: str
    request_number: str
    paid_fen: int
    refunded_fen: int

    @property
    def left_fen(self) -> int:
        return self.paid_fen - self.refunded_fen


@dataclass(frozen=True)
class PaidWay:
    """One tender of a payment. ``left_fen`` can go back this way; none of a mobile payment [G] FAQ 5."""

    tender: str
    paid_fen: int
    refunded_fen: int

    @property
    def left_fen(self) -> int:
        return 0 if self.tender in rules.NEVER_REFUNDED else self.paid_fen - self.refunded_fen


@dataclass(frozen=True)
class Paid:
    """A payment as a refund sees it. ``entry_id`` names it; ``paper`` is its number."""

    entry_id: int
    paper: str
    patron_id: int
    day: str
    lines: tuple[PaidLine, ...]
    ways: tuple[PaidWay, ...]


def payments(patron_id: int, limit: int = 100) -> list[Paid]:
    """A reader's payments of which something can still go back, newest first."""
    entries = connection.rows(
        int,
        f"SELECT e.id FROM entry e WHERE e.patron_id IN {merged.same('?1')} "
        "AND e.kind IN ('payment', 'transfer', 'bank') "
        "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses = e.id) ORDER BY e.id DESC LIMIT ?2",
        (patron_id, limit),
    )
    found = [paid(entry) for entry in entries]
    return [each for each in found if any(line.left_fen for line in each.lines)]


def paid(entry_id: int) -> Paid:
    """What one payment settled, and by which tenders. Raises Refusal ``refund.no_payment``."""
    head = connection.first(
        lambda *row: row,
        "SELECT e.patron_id, e.day, COALESCE((SELECT number FROM paper WHERE entry_id = e.id), "
        "(SELECT p.number FROM transfer t JOIN paper p ON p.id = t.id WHERE t.entry_id = e.id), '') "
        "FROM entry e WHERE e.id = ?1 AND e.kind IN ('payment', 'transfer', 'bank') "
        "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses = ?1)",
        (entry_id,),
    )
    if head is None:
        raise Refusal("refund.no_payment")
    lines = connection.rows(
        PaidLine,
        "SELECT c.id, c.kind, c.label, COALESCE(r.number, ''), -p.amount_fen, COALESCE((SELECT "
        "SUM(l.amount_fen) FROM refund_line l JOIN refund f ON f.id = l.refund_id "
        "WHERE l.charge_id = c.id AND f.payment_id = ?1), 0) FROM posting p "
        "JOIN charge c ON c.id = p.charge_id LEFT JOIN request r ON r.id = c.request_id "
        "WHERE p.entry_id = ?1 AND p.amount_fen < 0 ORDER BY p.id",
        (entry_id,),
    )
    ways: dict[str, int] = {}
    for code, fen in _debits(entry_id):
        ways[rules.tender_of(code)] = ways.get(rules.tender_of(code), 0) + fen
    back = dict(
        connection.rows(
            lambda tender, fen: (tender, fen),
            "SELECT tender, SUM(amount_fen) FROM refund WHERE payment_id = ? GROUP BY tender",
            (entry_id,),
        )
    )
    patron_id, day, paper = head
    return Paid(
        entry_id,
        paper,
        patron_id,
        day,
        tuple(lines),
        tuple(PaidWay(tender, fen, back.get(tender, 0)) for tender, fen in ways.items()),
    )


def _debits(entry_id: int) -> list[tuple[str, int]]:
    """Where the money of a payment went or came from: ``(account, fen)``."""
    return connection.rows(
        lambda code, fen: (str(code), int(fen)),
        "SELECT a.code, p.amount_fen FROM posting p JOIN account a ON a.id = p.account_id "
        "WHERE p.entry_id = ? AND p.amount_fen > 0 ORDER BY p.id",
        (entry_id,),
    )


def deposits_drawn(entry_id: int) -> list[tuple[str, int]]:
    """The deposits a payment drew on, and what of each has not come back yet."""
    drawn = [(code, fen) for code, fen in _debits(entry_id) if code.startswith("deposit:")]
    back = dict(
        connection.rows(
            lambda code, fen: (str(code), -int(fen)),
            "SELECT a.code, SUM(p.amount_fen) FROM refund f JOIN posting p ON p.entry_id = f.entry_id "
            "JOIN account a ON a.id = p.account_id WHERE f.payment_id = ? AND f.tender = 'deposit' "
            "AND a.code LIKE 'deposit:%' GROUP BY a.code",
            (entry_id,),
        )
    )
    return [(code, fen - back.get(code, 0)) for code, fen in drawn]


def taken_back(line: PaidLine, fen: int) -> list[Leg]:
    """The income that is income no longer; with the last of it the subsidy falls back as well."""
    owed, subsidised, gone = connection.rows(
        lambda *row: row,
        "SELECT amount_fen, subsidy_fen, (SELECT COALESCE(SUM(amount_fen), 0) FROM refund_line "
        "WHERE charge_id = charge.id) FROM charge WHERE id = ?",
        (line.charge_id,),
    )[0]
    subsidy = subsidised if gone + fen == owed else 0
    legs = [Leg(rules.INCOME_ACCOUNTS[line.kind], fen + subsidy, line.charge_id)]
    if subsidy:
        legs.append(Leg(rules.SUBSIDY_ACCOUNT, -subsidy, line.charge_id))
    return legs


def from_deposit(patron_id: int, tender: str, fen: int) -> list[Leg]:
    """The reader's deposit accounts of one tender, oldest first."""
    legs, left = list[Leg](), fen
    for account, available in ledger.deposit_accounts(alias_ids(patron_id)):
        part = min(left, available) if rules.tender_of_deposit(account) == tender else 0
        if part > 0:
            legs.append(Leg(account, part))
            left -= part
    return legs


def deposit_by_tender(patron_id: int) -> dict[str, int]:
    """What a reader has paid in advance, by the tender it came in; a refund goes back the same way."""
    found: dict[str, int] = {}
    for account, fen in ledger.deposit_accounts(alias_ids(patron_id)):
        tender = rules.tender_of_deposit(account)
        found[tender] = found.get(tender, 0) + fen
    return found


def deposit_back_on(day: str, patron_id: int) -> int:
    """What of a reader's deposit went back on a business day, in fen."""
    return int(
        connection.value(
            "SELECT COALESCE(SUM(f.amount_fen), 0) FROM refund f JOIN entry e ON e.id = f.entry_id "
            f"WHERE f.payment_id IS NULL AND f.patron_id IN {merged.same('?1')} AND e.day = ?2",
            (patron_id, day),
        )
    )
