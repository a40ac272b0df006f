"""Numbered papers: without a gap per device, year and series; taken in the posting transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db import connection
from db.tables import Paper, PaperPrint
from ill_desktop import settings
from ill_desktop.cashier import queries, rules
from ill_desktop.cashier.queries import Due, Payer
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

DEVICE = "device"
SERIES_SUFFIX = "series_suffix"


@dataclass(frozen=True)
class ReceiptLine:
    """One paid charge: its kind, the words of what it is for, the request, and the amount."""

    kind: str
    label: str
    request_number: str
    amount_fen: int


@dataclass(frozen=True)
class Receipt:
    """What a payment or a slip put on paper; the same facts print the original and every copy.

    ``balance_fen``: what the reader has paid in advance once this is posted, where it changed that.
    """

    number: str
    series: str
    operation_id: str
    issued_at: str
    patron_id: int | None
    patron_name: str
    patron_number: str
    unit: str
    lines: tuple[ReceiptLine, ...]
    total_fen: int
    tenders: tuple[tuple[str, int, str], ...] = ()  # kind, fen, reference
    given_fen: int = 0
    change_fen: int = 0
    till: str = ""
    operator: str = ""
    balance_fen: int | None = None
    paper_id: int = field(default=0, compare=False)

    def to_json(self) -> str:
        facts = {**vars(self), "lines": [vars(line) for line in self.lines]}
        del facts["paper_id"]
        return json.dumps(facts, ensure_ascii=False)

    @classmethod
    def from_json(cls, paper_id: int, text: str) -> Receipt:
        facts: dict[str, Any] = json.loads(text)
        facts["lines"] = tuple(ReceiptLine(**line) for line in facts["lines"])
        facts["tenders"] = tuple((kind, fen, reference) for kind, fen, reference in facts["tenders"])
        return cls(**facts, paper_id=paper_id)


def paid_for(patron_id: int, payer: Payer, dues: Sequence[Due]) -> dict[str, Any]:
    """The facts of a paper that say who pays and what for."""
    return {
        "patron_id": patron_id,
        "patron_name": payer.name,
        "patron_number": payer.number,
        "unit": payer.unit,
        "lines": tuple(
            ReceiptLine(due.kind, due.label, due.request_number or "", due.amount_fen) for due in dues
        ),
        "total_fen": sum(due.amount_fen for due in dues),
    }


def next_number(ground: Ground, series: str) -> tuple[str, str, int, str, int]:
    """``(device, number, year, series, sequence)`` of the next paper. Call inside a transaction."""
    device = settings.read(DEVICE)
    year = ground.clock.day().year
    lettered = series + settings.read(SERIES_SUFFIX, "")
    sequence = int(
        connection.value(
            "SELECT COALESCE(MAX(sequence), 0) + 1 FROM paper WHERE device = ? AND year = ? AND series = ?",
            (device, year, lettered),
        )
    )
    return device, rules.paper_number(device, year, lettered, sequence), year, lettered, sequence


def issue(
    ground: Ground,
    series: str,
    facts: dict[str, Any],
    *,
    operation_id: str,
    entry_id: int | None = None,
    shift_id: int | None = None,
) -> Receipt:
    """Give the paper its number and keep it; ``facts`` are a Receipt's without number, series and time."""
    device, number, year, lettered, sequence = next_number(ground, series)
    if entry_id is not None and _moves_deposit(facts):
        facts = {**facts, "balance_fen": queries.deposit_balance(facts["patron_id"])}
    receipt = Receipt(
        number=number, series=lettered, issued_at=ground.now, operation_id=operation_id, **facts
    )
    paper_id: int = Paper.add(
        number=number,
        device=device,
        year=year,
        series=lettered,
        sequence=sequence,
        operation_id=operation_id,
        entry_id=entry_id,
        patron_id=receipt.patron_id,
        shift_id=shift_id,
        amount_fen=receipt.total_fen,
        facts=receipt.to_json(),
        issued_at=receipt.issued_at,
    )
    return replace(receipt, paper_id=paper_id)


def _moves_deposit(facts: dict[str, Any]) -> bool:
    """Whether a reader's deposit was paid into, used or paid back."""
    kinds = {line.kind for line in facts["lines"]} | {kind for kind, *_ in facts.get("tenders", ())}
    return bool(facts.get("patron_id")) and "deposit" in kinds


def of_operation(operation_id: str) -> Receipt | None:
    """The paper an operation gave, or None."""
    return connection.first(
        Receipt.from_json, "SELECT id, facts FROM paper WHERE operation_id = ?", (operation_id,)
    )


def given_by(operation_id: str) -> Receipt:
    """The paper of an operation that is in the books: it was issued with its entry. Raises LookupError."""
    receipt = of_operation(operation_id)
    if receipt is None:
        raise LookupError(operation_id)
    return receipt


def by_id(paper_id: int) -> Receipt:
    """One paper by its id. Raises LookupError."""
    found = connection.first(Receipt.from_json, "SELECT id, facts FROM paper WHERE id = ?", (paper_id,))
    if found is None:
        raise LookupError(paper_id)
    return found


def count_print(ground: Ground, by: Actor, paper_id: int) -> int:
    """Record that a paper goes to the printer; 0 is the original, 1 the first copy (副本)."""
    require(ground, by, "paper.print")
    with connection.transaction():
        copy = prints(paper_id)
        PaperPrint.add(paper_id=paper_id, at=ground.now, actor=by.name, copy=copy)
    return copy


def prints(paper_id: int) -> int:
    """How often a paper was put out: 0 before the original, and then the number of the next copy."""
    return int(connection.value("SELECT COUNT(*) FROM paper_print WHERE paper_id = ?", (paper_id,)))


def is_void(paper_id: int) -> bool:
    return bool(connection.value("SELECT 1 FROM paper_void WHERE id = ?", (paper_id,)))


def voiding_of(paper_id: int) -> tuple[str, str, str] | None:
    """``(at in UTC, who, reason)`` of a paper that is void, or None."""
    return connection.first(
        lambda at, actor, reason: (str(at), str(actor), str(reason)),
        "SELECT at, actor, reason FROM paper_void WHERE id = ?",
        (paper_id,),
    )


def numbers_of_shift(report_id: int) -> list[tuple[str, int, str, str]]:
    """``(series, how many, first, last)`` of the receipts, vouchers and refunds of the shift of a Z report.

    Nothing is added to a shift that is closed: they never change.
    """
    return connection.rows(
        lambda series, many, first, last: (str(series), int(many), str(first), str(last)),
        "SELECT series, COUNT(*), MIN(number), MAX(number) FROM paper "
        "WHERE shift_id = (SELECT shift_id FROM paper WHERE id = ?) "
        "AND SUBSTR(series, 1, 1) IN ('R', 'V', 'F') "
        "GROUP BY device, series, year ORDER BY MIN(id)",
        (report_id,),
    )
