"""Which tenders there are, what a payment must satisfy, which paper it gives. Amounts in fen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ill_desktop import money
from ill_desktop.errors import Refusal


@dataclass(frozen=True)
class Tender:
    """One way of paying part of a payment.

    ``kind``: cash, campus_card, mobile or deposit. ``reference``: the terminal's or the app's number.
    ``given_fen``: cash put on the counter (0: exactly the amount).
    """

    kind: str
    amount_fen: int
    reference: str = ""
    given_fen: int = 0


COUNTER_TENDERS = ("cash", "campus_card", "mobile", "deposit")
NEEDS_REFERENCE = frozenset({"campus_card", "mobile"})
REFERENCE_LONGEST = 64
ASSET_ACCOUNTS = {"campus_card": "clearing:campus_card", "mobile": "clearing:mobile"}
TRANSFER_ACCOUNT = "clearing:transfer"
BANK_ACCOUNT = "clearing:bank"
UNKNOWN_PAYERS = "owed:unknown_payers"
SUBSIDY_ACCOUNT = "subsidy:service"
WRITE_OFF_ACCOUNT = "writeoff:debts"
NEVER_REFUNDED = frozenset({"mobile"})  # [G] FAQ 5: what was paid in the app cannot be refunded
REASON_LONGEST = 200
LARGEST_FEN = (
    100_000_000_00  # ¥100 million at once: more is a slip of the finger, and sums stay within SQLite's
)
INCOME_ACCOUNTS = {
    "service": "income:service",
    "overdue": "income:overdue",
    "compensation": "owed:compensation",
}
ACCOUNT_KINDS = {
    "receivable": "asset",
    "cash": "asset",
    "clearing": "asset",
    "finance": "asset",
    "deposit": "liability",
    "owed": "liability",
    "income": "income",
    "subsidy": "expense",
    "overshort": "expense",
    "writeoff": "expense",
    "petty": "expense",
    "cost": "expense",
    "payable": "liability",
}

RECEIPT, VOUCHER, TRANSFER_SLIP = "R", "V", "T"
REFUND, INVOICE, HAND_OVER, SHIFT_REPORT = "F", "I", "H", "Z"


def kind_of_account(code: str) -> str:
    """``receivable:17`` → asset. Raises KeyError for a kind that does not exist."""
    return ACCOUNT_KINDS[code.partition(":")[0]]


def cash_account(till_id: int) -> str:
    return f"cash:{till_id}"


def receivable(patron_id: int) -> str:
    return f"receivable:{patron_id}"


def deposit(patron_id: int, source: str) -> str:
    """A reader's deposit, kept by the tender it came in, since a refund goes back the same way."""
    return f"deposit:{patron_id}:{source}"


def asset(tender: str, till_id: int) -> str:
    """The account the money of a tender lies on: the drawer, or what the finance office has yet to clear."""
    return cash_account(till_id) if tender == "cash" else f"clearing:{tender}"


def tender_of(account: str) -> str:
    """The tender behind an account that a payment debits: ``cash:1`` → cash, ``deposit:7:cash`` → deposit."""
    kind, _, rest = account.partition(":")
    if account == UNKNOWN_PAYERS:
        return "bank"
    return rest if kind == "clearing" else kind


def tender_of_deposit(account: str) -> str:
    """The tender a deposit came in by: ``deposit:7:mobile`` → mobile."""
    return account.rpartition(":")[2]


def series_for(campus: bool, tenders: Sequence[Tender], drawn: Sequence[str] = ()) -> str:
    """A campus reader's cash gives a settlement voucher, everything else a receipt ([G] FAQ 4).

    ``drawn``: the deposits that were used. Cash that was paid in advance is cash, too: by way of the deposit
    it does not become reimbursable.
    """
    kinds = {tender.kind for tender in tenders} | {tender_of_deposit(account) for account in drawn}
    return VOUCHER if campus and "cash" in kinds else RECEIPT


def check_tenders(tenders: Sequence[Tender], due_fen: int, deposit_fen: int, allowed: Sequence[str]) -> None:
    """Refuse a payment whose parts do not make up what is due. Raises Refusal."""
    if not tenders or due_fen <= 0:
        raise Refusal("payment.nothing", "amount")
    for tender in tenders:
        _check_one(tender, allowed)
    if len({tender.kind for tender in tenders}) != len(tenders):
        raise Refusal("payment.twice", "amount")
    total = sum(tender.amount_fen for tender in tenders)
    if total != due_fen:
        raise Refusal("payment.sum", "amount", total=money.yuan(total), due=money.yuan(due_fen))
    wanted = sum(tender.amount_fen for tender in tenders if tender.kind == "deposit")
    if wanted > deposit_fen:
        raise Refusal("payment.deposit_short", "amount", have=money.yuan(deposit_fen))


def _check_one(tender: Tender, allowed: Sequence[str]) -> None:
    if tender.kind not in allowed:
        raise Refusal("payment.tender", "tender")
    check_amount(tender.amount_fen)
    if tender.given_fen and tender.kind != "cash":  # change comes out of the drawer
        raise Refusal("payment.tender", "given")
    check_reference(tender.reference, needed=tender.kind in NEEDS_REFERENCE)
    if tender.given_fen and tender.given_fen < tender.amount_fen:
        raise Refusal(
            "payment.too_little",
            "given",
            given=money.yuan(tender.given_fen),
            due=money.yuan(tender.amount_fen),
        )
    check_most(tender.given_fen, "given")


def check_amount(fen: int) -> None:
    """Money that moves is more than nothing, and no slip of the finger. Raises Refusal beside ``amount``."""
    check_whole(fen)
    if fen <= 0:
        raise Refusal("payment.nothing", "amount")
    check_most(fen)


def check_whole(fen: object, field: str = "amount") -> None:
    """Half a fen (100.5), or a float that only looks whole, is no amount: a table would cut it off without a
    word. Raises Refusal ``payment.not_fen``."""
    if type(fen) is not int:
        raise Refusal("payment.not_fen", field, amount=str(fen)[:20])


def check_most(fen: int, field: str = "amount") -> None:
    """Raises Refusal ``payment.too_large`` or ``payment.not_fen``."""
    check_whole(fen, field)
    if fen > LARGEST_FEN:
        raise Refusal("payment.too_large", field, most=money.yuan(LARGEST_FEN))


def check_reason(reason: str) -> str:
    """Why money goes back or is given up. Raises Refusal ``reason.missing``."""
    kept = reason.strip()
    if not kept or len(kept) > REASON_LONGEST or not kept.replace("\n", "").isprintable():
        raise Refusal("reason.missing", "reason")
    return kept


def check_refund(
    given: Mapping[int, int], left: Mapping[int, int], tender: str, ways: Mapping[str, int]
) -> None:
    """At most what was paid and has not gone back, by the tender it came in (domain §4). Raises Refusal.

    ``given`` and ``left``: charge → fen; ``ways``: tender → fen that can go back by it.
    """
    for fen in given.values():
        check_whole(fen)
    if not given or any(fen <= 0 for fen in given.values()):
        raise Refusal("payment.nothing", "amount")
    if tender in NEVER_REFUNDED:
        raise Refusal("refund.mobile", "tender")
    if tender not in ways:
        raise Refusal("refund.tender", "tender")
    for charge, fen in given.items():
        if fen > left.get(charge, 0):
            raise Refusal("refund.too_much", "amount", have=money.yuan(left.get(charge, 0)))
    if sum(given.values()) > ways[tender]:
        raise Refusal("refund.too_much", "amount", have=money.yuan(ways[tender]))


def check_reference(reference: str, needed: bool = True) -> None:
    """The number of a terminal, an app or a bank. Raises Refusal beside ``reference``."""
    if needed and not reference.strip():
        raise Refusal("payment.reference", "reference")
    if len(reference) > REFERENCE_LONGEST or not reference.isprintable():
        raise Refusal("payment.reference_odd", "reference", longest=REFERENCE_LONGEST)


def change(tenders: Sequence[Tender]) -> int:
    """What goes back over the counter."""
    return sum(tender.given_fen - tender.amount_fen for tender in tenders if tender.given_fen)


def content_hash(**content: Any) -> str:
    """What an operation id stands for: the same id with other content is refused."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def paper_number(device: str, year: int, series: str, sequence: int) -> str:
    """``YQ1-2026-V-001873`` (domain §4)."""
    return f"{device}-{year}-{series}-{sequence:06d}"
