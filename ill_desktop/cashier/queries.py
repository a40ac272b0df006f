"""The read side of the till. Amounts in fen, debit positive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from db import connection
from ill_desktop.errors import Refusal
from ill_desktop.patrons.queries import alias_ids


@dataclass(frozen=True)
class Due:
    """A charge that is not settled. ``pending_slip`` is the transfer slip that waits for it, or ""."""

    charge_id: int
    patron_id: int
    kind: str
    label: str
    request_number: str | None
    day: str
    pending_slip: str
    amount_fen: int


@dataclass(frozen=True)
class Payer:
    """Who pays, as the papers name them."""

    name: str
    number: str
    unit: str
    campus: bool


@dataclass(frozen=True)
class ShiftRow:
    id: int
    till_id: int
    till: str
    opened_at: str
    opened_by: str
    float_fen: int
    closed_at: str | None
    counted_fen: int | None
    expected_fen: int | None


@dataclass(frozen=True)
class TransferRow:
    """One slip: pending, matched or cancelled."""

    id: int
    number: str
    patron_id: int
    patron_name: str
    amount_fen: int
    created_at: str
    state: str
    reference: str
    requests: str


@dataclass(frozen=True)
class PaperRow:
    """One numbered paper as the register and the export show it; status is issued or void."""

    id: int
    number: str
    issued_at: str
    operation_id: str
    amount_fen: int
    status: str
    patron_name: str | None
    series: str
    patron_id: int | None


def payer(patron_id: int) -> Payer:
    """Raises LookupError for an unknown reader."""
    found = connection.first(
        lambda name, number, unit, road: Payer(name, number, unit, road != "off_campus"),
        "SELECT name, number, unit, road FROM patron WHERE id = ?",
        (patron_id,),
    )
    if found is None:
        raise LookupError(patron_id)
    return found


_OWED_ON = "(SELECT id FROM account WHERE code = 'receivable:' || c.patron_id)"
# From the charges to their postings, each by an index: a CROSS JOIN keeps its order. What is owed for a
# charge stands on the record it was made for. Only the charges still owed are read themselves.
_DUES = (
    "SELECT c.id, c.patron_id, c.kind, c.label, r.number, c.day, COALESCE((SELECT pa.number "
    "FROM transfer_line tl CROSS JOIN transfer t ON t.id = tl.transfer_id AND t.state = 'pending' "
    "JOIN paper pa ON pa.id = t.id WHERE tl.charge_id = c.id LIMIT 1), ''), o.fen "
    "FROM (SELECT c.id, SUM(p.amount_fen) AS fen FROM charge c CROSS JOIN posting p ON p.charge_id = c.id "
    f"AND p.account_id = {_OWED_ON} WHERE {{which}} GROUP BY c.id HAVING SUM(p.amount_fen) <> 0) o "
    "CROSS JOIN charge c ON c.id = o.id LEFT JOIN request r ON r.id = c.request_id ORDER BY c.id"
)


def in_advance(patron_id: int, amount_fen: int) -> Due:
    """What stands on a paper for money that goes onto a deposit: no charge."""
    return Due(0, patron_id, "deposit", "", None, "", "", amount_fen)


def dues(patron_id: int) -> list[Due]:
    """What a reader owes, on whichever of his records it stands, oldest first."""
    records = alias_ids(patron_id)
    return connection.rows(Due, _DUES.format(which=f"c.patron_id IN ({_marks(records)})"), records)


def dues_among(patron_id: int, charges: Sequence[int]) -> list[Due]:
    """Those of a reader's dues that somebody means to settle, oldest first, however much he has had.

    Raises Refusal ``payment.moved_on`` when one of them is not owed any more, not his, or named twice.
    """
    records = alias_ids(patron_id)
    which = f"c.id IN ({_marks(charges)}) AND c.patron_id IN ({_marks(records)})"
    found = connection.rows(Due, _DUES.format(which=which), (*charges, *records))
    if len(found) != len(charges):
        raise Refusal("payment.moved_on")
    return found


def dues_of_request(request_id: int) -> list[Due]:
    """What is still owed for one request."""
    return connection.rows(Due, _DUES.format(which="c.request_id = ?"), (request_id,))


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" * len(values))


def owed_for(request_id: int) -> int:
    """What is still owed for one request, in fen; asked by the request, however much its reader has had."""
    return int(
        connection.value(
            "SELECT COALESCE(SUM(p.amount_fen), 0) FROM charge c CROSS JOIN posting p ON p.charge_id = c.id "
            f"AND p.account_id = {_OWED_ON} WHERE c.request_id = ?",
            (request_id,),
        )
    )


def owed_by(patron_id: int) -> int:
    """The sum of a reader's dues, in fen, by indexes alone: however long the account, no charge is read."""
    records = alias_ids(patron_id)
    return int(
        connection.value(
            "SELECT COALESCE(SUM(p.amount_fen), 0) FROM patron r "
            "CROSS JOIN account a ON a.code = 'receivable:' || r.id "
            "CROSS JOIN charge c ON c.patron_id = r.id CROSS JOIN posting p "
            f"ON p.charge_id = c.id AND p.account_id = a.id WHERE r.id IN ({_marks(records)})",
            records,
        )
    )


def charges_of_request(request_id: int) -> list[tuple[int, int, str]]:
    """``(charge id, fen, reasons JSON)`` of one request, paid or not; dropped and refunded ones left out."""
    return connection.rows(
        lambda *row: row,
        "SELECT c.id, c.amount_fen, c.reasons FROM charge c WHERE c.request_id = ? AND NOT EXISTS "
        "(SELECT 1 FROM posting p JOIN entry e ON e.id = p.entry_id WHERE p.charge_id = c.id "
        "AND e.kind = 'charge_dropped') AND (c.amount_fen = 0 OR c.amount_fen > (SELECT "
        "COALESCE(SUM(l.amount_fen), 0) FROM refund_line l WHERE l.charge_id = c.id)) ORDER BY c.id",
        (request_id,),
    )


def reasons_of(charges: Sequence[int]) -> dict[int, str]:
    """Charge id → the reasons of its price as JSON (see ``tariff.lines_from_json``)."""
    marks = ", ".join("?" * len(charges))
    return dict(
        connection.rows(
            lambda charge, reasons: (int(charge), str(reasons)),
            f"SELECT id, reasons FROM charge WHERE id IN ({marks})",
            charges,
        )
    )


def books_began(today: dt.date) -> dt.date:
    """The first day of the books; today while nothing is posted."""
    first = connection.value("SELECT MIN(day) FROM entry")
    return dt.date.fromisoformat(first) if first else today


def deposit_balance(patron_id: int) -> int:
    """What a reader has paid in advance."""
    accounts, bounds = deposit_accounts_of(alias_ids(patron_id))
    return -int(
        connection.value(
            "SELECT COALESCE(SUM(p.amount_fen), 0) FROM account a CROSS JOIN posting p "
            f"ON p.account_id = a.id WHERE {accounts}",
            bounds,
        )
    )


def deposit_accounts_of(patrons: Sequence[int]) -> tuple[str, list[str]]:
    """The condition for the deposit accounts of some records, and its values."""
    bounds = [bound for each in patrons for bound in (f"deposit:{each}:", f"deposit:{each};")]
    return " OR ".join(["a.code >= ? AND a.code < ?"] * len(patrons)), bounds


_SHIFT = (
    "SELECT s.id, s.till_id, t.name, s.opened_at, s.opened_by, s.float_fen, s.closed_at, s.counted_fen, "
    "s.expected_fen FROM shift s JOIN till t ON t.id = s.till_id "
)


def shift(shift_id: int) -> ShiftRow | None:
    return connection.first(ShiftRow, f"{_SHIFT} WHERE s.id = ?", (shift_id,))


def shift_of(paper_id: int) -> ShiftRow | None:
    """The shift a paper was issued in."""
    return connection.first(
        ShiftRow, f"{_SHIFT} WHERE s.id = (SELECT shift_id FROM paper WHERE id = ?)", (paper_id,)
    )


def open_till(shift_id: int) -> ShiftRow:
    """The shift money moves in. Raises Refusal ``shift.closed``."""
    row = shift(shift_id)
    if row is None or row.closed_at is not None:
        raise Refusal("shift.closed")
    return row


def open_shift(till_id: int) -> ShiftRow | None:
    """The shift that is open at a till."""
    return connection.first(ShiftRow, f"{_SHIFT} WHERE s.till_id = ? AND s.closed_at IS NULL", (till_id,))


class Taking(NamedTuple):
    """What one tender brought in, and what went back by it, in fen; what was voided counts as never taken."""

    tender: str
    taken_fen: int
    back_fen: int


def takings(shift_id: int) -> list[Taking]:
    """What was taken in a shift by each tender, and given back; by the shift's id, never by time."""
    return connection.rows(
        Taking,
        "SELECT CASE WHEN a.code LIKE 'cash:%' THEN 'cash' WHEN a.code LIKE 'deposit:%' THEN 'deposit' "
        "ELSE SUBSTR(a.code, 10) END AS tender, "
        "SUM(CASE WHEN e.kind IN ('refund', 'deposit_back') THEN 0 ELSE p.amount_fen END), "
        "-SUM(CASE WHEN e.kind IN ('refund', 'deposit_back') THEN p.amount_fen ELSE 0 END) FROM entry e "
        "JOIN posting p ON p.entry_id = e.id JOIN account a ON a.id = p.account_id "
        "WHERE e.shift_id = ? AND e.kind IN ('payment', 'deposit', 'reversal', 'refund', 'deposit_back') "
        "AND (a.code LIKE 'cash:%' OR a.code LIKE 'clearing:%' OR (a.code LIKE 'deposit:%' AND "
        # A deposit that pays, that payment voided, and its refund; not what is paid into one.
        "(p.amount_fen > 0 AND e.kind = 'payment' OR p.amount_fen < 0 AND e.kind = 'reversal' "
        "OR e.kind = 'refund' AND EXISTS "
        "(SELECT 1 FROM refund f WHERE f.entry_id = e.id AND f.tender = 'deposit')))) "
        "GROUP BY tender ORDER BY tender",
        (shift_id,),
    )


def shift_takings(shift_id: int) -> list[tuple[str, int]]:
    """``(tender, fen)`` taken in a shift, less what went back."""
    return [(tender, taken - back) for tender, taken, back in takings(shift_id)]


def shift_moves(shift_id: int) -> list[tuple[str, str, int]]:
    """``(kind, reason, fen)`` of cash that moved without a reader: paid in +, paid out and handed over −."""
    return connection.rows(
        lambda kind, note, fen: (str(kind), str(note), int(fen)),
        "SELECT e.kind, e.note, SUM(p.amount_fen) FROM entry e JOIN posting p ON p.entry_id = e.id "
        "JOIN account a ON a.id = p.account_id WHERE e.shift_id = ? "
        "AND e.kind IN ('paid_in', 'paid_out', 'hand_over') AND a.code LIKE 'cash:%' "
        "GROUP BY e.id ORDER BY e.id",
        (shift_id,),
    )


def reference_seen(account: str, reference: str) -> str | None:
    """The paper on which a terminal's, a bank's or finance's number stands already, "" for one without;
    None: it is new."""
    found = connection.value(
        "SELECT COALESCE((SELECT number FROM paper WHERE entry_id = p.entry_id), (SELECT s.number "
        "FROM transfer t JOIN paper s ON s.id = t.id WHERE t.entry_id = p.entry_id), '') FROM posting p "
        "WHERE p.reference = ? AND p.account_id = (SELECT id FROM account WHERE code = ?) "
        "AND p.amount_fen > 0 AND p.reference <> '' "
        "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses = p.entry_id) LIMIT 1",
        (reference, account),
    )
    return None if found is None else str(found)


def tills() -> list[tuple[int, str]]:
    return connection.rows(lambda number, name: (number, name), "SELECT id, name FROM till ORDER BY id")


_TRANSFER = (
    "SELECT t.id, p.number, t.patron_id, pt.name, t.amount_fen, t.created_at, t.state, t.reference, "
    "COALESCE((SELECT GROUP_CONCAT(r.number, ', ') FROM transfer_line l JOIN charge c ON c.id = l.charge_id "
    "JOIN request r ON r.id = c.request_id WHERE l.transfer_id = t.id), '') "
    "FROM transfer t JOIN paper p ON p.id = t.id JOIN patron pt ON pt.id = t.patron_id "
)


def transfers(state: str | None = "pending", limit: int = 500) -> list[TransferRow]:
    """Slips in a state (None: all), oldest first."""
    return connection.rows(
        TransferRow,
        f"{_TRANSFER} WHERE (?1 IS NULL OR t.state = ?1) ORDER BY t.id LIMIT ?2",
        (state, limit),
    )


def transfers_pending() -> int:
    """How many slips wait to be matched."""
    return int(connection.value("SELECT COUNT(*) FROM transfer WHERE state = 'pending'"))


def transfer_by_number(number: str) -> TransferRow | None:
    return connection.first(TransferRow, f"{_TRANSFER} WHERE p.number = ?", (number.strip().upper(),))


PAPER = (
    "SELECT p.id, p.number, p.issued_at, p.operation_id, p.amount_fen, "
    "CASE WHEN v.id IS NULL THEN 'issued' ELSE 'void' END, pt.name, p.series, p.patron_id "
    "FROM paper p LEFT JOIN paper_void v ON v.id = p.id LEFT JOIN patron pt ON pt.id = p.patron_id "
)


def receipts() -> Iterator[PaperRow]:
    """Every receipt and voucher ever numbered, in the order of issue."""
    after = 0
    while page := connection.rows(
        PaperRow,
        f"{PAPER} WHERE p.id > ? AND SUBSTR(p.series, 1, 1) IN ('R', 'V') ORDER BY p.id LIMIT 1000",
        (after,),
    ):
        yield from page
        after = page[-1].id


def papers_of(patron_id: int, limit: int = 100) -> list[PaperRow]:
    """A reader's papers, newest first."""
    patrons = alias_ids(patron_id)
    return connection.rows(
        PaperRow,
        f"{PAPER} WHERE p.patron_id IN ({_marks(patrons)}) ORDER BY p.id DESC LIMIT ?",
        (*patrons, limit),
    )


def papers_of_shift(shift_id: int) -> list[PaperRow]:
    """What was issued in a shift, newest first."""
    return connection.rows(PaperRow, f"{PAPER} WHERE p.shift_id = ? ORDER BY p.id DESC", (shift_id,))


def paper_by_number(number: str) -> PaperRow | None:
    return connection.first(PaperRow, f"{PAPER} WHERE p.number = ?", (number.strip().upper(),))


def trial_balance() -> list[tuple[str, int]]:
    """``(group of accounts, fen)``: sums to zero."""
    return connection.rows(
        lambda code, fen: (code, fen),
        "SELECT CASE WHEN INSTR(a.code, ':') > 0 AND a.kind <> 'income' "
        "THEN SUBSTR(a.code, 1, INSTR(a.code, ':') - 1) ELSE a.code END AS grp, SUM(t.fen) FROM "
        "(SELECT account_id, SUM(amount_fen) AS fen FROM posting GROUP BY account_id) t "
        "JOIN account a ON a.id = t.account_id GROUP BY grp ORDER BY grp",
    )
