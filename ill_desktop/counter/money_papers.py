"""The papers of the till as facts: which name each bears, how its lines are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from ill_desktop import money
from ill_desktop.cashier import invoices, papers, queries, refunds
from ill_desktop.cashier.papers import Receipt, ReceiptLine
from ill_desktop.documents import facts
from ill_desktop.documents.facts import ReceiptKind
from ill_desktop.errors import Refusal
from ill_desktop.library import Branch, Library
from ill_desktop.words import Words

KINDS: dict[str, ReceiptKind] = {
    "V": "voucher",
    "F": "refund",
    "I": "invoice",
    "H": "hand_over",
    "X": "x",
    "Z": "z",
}
SHIFT = ("x", "x_blind", "z")
_PIECE = "piece."


def of(
    paper: Receipt,
    library: Library,
    branch: Branch,
    words: Words,
    wall: Callable[[str], dt.datetime],
    copy: int = 0,
) -> facts.Receipt:
    """What stands on a numbered paper (or an X report, which has no number), in words."""
    kind = KINDS.get(paper.series[:1], "receipt")
    if kind == "x" and not any(line.kind == "expected" for line in paper.lines):
        kind = "x_blind"
    return facts.Receipt(
        library=library.name[words.language],
        service=library.service[words.language],
        number=paper.number,
        kind=kind,
        issued_at=wall(paper.issued_at),
        patron_name=paper.patron_name,
        patron_number=paper.patron_number,
        lines=tuple(_line(line, kind, words) for line in _with_pieces(paper.lines, words)),
        total_fen=paper.total_fen,
        tenders=tuple(
            facts.Tender(words(f"tender.{tender}"), fen, reference)
            for tender, fen, reference in paper.tenders
        ),
        till=paper.till,
        operator=paper.operator,
        branch=branch.short[words.language],
        phone=branch.phone,
        qr=paper.number,
        cash_given_fen=paper.given_fen,
        change_fen=paper.change_fen,
        balance_fen=paper.balance_fen,
        copy=copy,
        voided=bool(paper.paper_id) and papers.is_void(paper.paper_id),
        particulars=_of_z(paper, words, wall) if kind == "z" else _particulars(paper.paper_id, kind, words),
        note=words("paper.receipt.invoice_note") if kind == "invoice" else "",
    )


def _line(line: ReceiptLine, kind: ReceiptKind, words: Words) -> facts.Charge:
    if kind in SHIFT or kind == "hand_over":
        return _of_shift(line, words)
    if kind == "invoice":  # every line bears the one name an invoice may use
        return facts.Charge(line.label, line.request_number, line.amount_fen)
    detail = " ".join(part for part in (line.request_number, line.label) if part)
    paid_back = kind == "refund" and line.kind == "deposit"  # what was topped up is given back
    name = "entry.deposit_back" if paid_back else f"charge.{line.kind}"
    return facts.Charge(words(name), detail, line.amount_fen)


def _with_pieces(lines: Sequence[ReceiptLine], words: Words) -> list[ReceiptLine]:
    """Notes and coins stand in one line under what was counted."""
    pieces = [line for line in lines if line.kind.startswith(_PIECE)]
    counted = " · ".join(_piece(line, words) for line in pieces)
    return [
        replace(line, label=counted) if line.kind == "counted" else line
        for line in lines
        if line not in pieces
    ]


def _piece(line: ReceiptLine, words: Words) -> str:
    value = money.plain(int(line.kind.removeprefix(_PIECE))).removesuffix(".00")
    return words("paper.receipt.piece", value=value, many=line.label)


def _of_shift(line: ReceiptLine, words: Words) -> facts.Charge:
    """A line of a shift: money by tender, cash that moved, what was counted, the head of the audit chain."""
    name, _, rest = line.kind.partition(".")
    if name == "tender":
        return facts.Charge(words(f"tender.{rest}"), "", line.amount_fen)
    if name == "over_short":
        head = words("paper.receipt.head", hash=line.label[:32]) if line.label else ""
        return facts.Charge(words("paper.receipt.over_short"), head, line.amount_fen)
    key = f"entry.{name}" if words.has(f"entry.{name}") else f"paper.receipt.{name}"
    return facts.Charge(words(key), line.label, line.amount_fen)


def _particulars(paper_id: int, kind: ReceiptKind, words: Words) -> tuple[tuple[str, str], ...]:
    """To whom an invoice is made out; of money that went back why, who agreed, and its red letter."""
    if kind == "invoice":
        return _buyer(paper_id, words)
    return why_back(paper_id, words) if kind == "refund" else ()


def _of_z(paper: Receipt, words: Words, wall: Callable[[str], dt.datetime]) -> tuple[tuple[str, str], ...]:
    """Since when the shift was open, and the numbers it gave out: finance looks for gaps."""
    shift = queries.shift_of(paper.paper_id)
    if shift is None:
        return ()
    since = f"{wall(shift.opened_at):%Y-%m-%d %H:%M} · {shift.opened_by}"
    numbers = [
        (
            words("paper.receipt.numbers", series=series, many=many),
            first if many == 1 else f"{first} – {last[-6:]}",
        )
        for series, many, first, last in papers.numbers_of_shift(paper.paper_id)
    ]
    return ((words("paper.receipt.opened"), since), *numbers)


def why_back(paper_id: int, words: Words) -> tuple[tuple[str, str], ...]:
    """Of a refund (series F), named: the reason, who agreed, the red letter; nothing of any other paper."""
    names = ("paper.receipt.reason", "paper.receipt.approved_by", "invoice.column.red_letter")
    values = refunds.why_of(paper_id)
    return tuple((words(name), value) for name, value in zip(names, values, strict=True) if value)


def _buyer(invoice_id: int, words: Words) -> tuple[tuple[str, str], ...]:
    row = invoices.by_id(invoice_id)
    where = ("email", row.email) if row.medium == "electronic" else ("address", row.address)
    pairs = (
        ("buyer", row.title),
        ("tax_number", row.tax_number),
        ("medium", words(f"invoice.medium.{row.medium}")),
        where,
    )
    return tuple((words(f"paper.receipt.{name}"), value) for name, value in pairs if value)


def bank_lines(library: Library, words: Words) -> tuple[tuple[str, str], ...]:
    """Account name, bank, number and purpose ([G] FAQ 4), each with what it is called."""
    keys = {"account_name": "account_name", "bank_name": "bank", "account_number": "account_number"}
    keys["purpose"] = "purpose"
    return tuple((words(f"paper.receipt.{name}"), library.bank[key]) for name, key in keys.items())


def our_bank(library: Library, words: Words, now: dt.datetime, patron_id: int | None = None) -> facts.Report:
    """The same on a sheet of its own, with what to do once the money is sent; for one reader (who transfers
    something in advance) under name and number, by which the transfer is found."""
    note = words("paper.receipt.bank_note", purpose=library.bank["purpose"], mail=library.mail)
    table = facts.Table((facts.Column(""), facts.Column("")), bank_lines(library, words))
    payer = queries.payer(patron_id) if patron_id else None
    heading = f"{payer.name} · {payer.number}" if payer else ""
    section = facts.Section(heading, note, None, table)
    service, name = library.service[words.language], library.name[words.language]
    return facts.Report(words("paper.receipt.bank"), service, name, now, (section,))


def bank_transfer(
    patron_id: int,
    charges: Sequence[int],
    library: Library,
    branch: Branch,
    words: Words,
    now: dt.datetime,
) -> facts.Receipt:
    """How an off-campus reader pays by bank ([G] FAQ 4): the account, the purpose, what is due. No number:
    nothing is posted before the money is there. Raises Refusal ``payment.moved_on``."""
    dues = queries.dues_among(patron_id, charges)
    if not dues:
        raise Refusal("payment.moved_on")
    payer, bank = queries.payer(patron_id), library.bank
    return facts.Receipt(
        library=library.name[words.language],
        service=library.service[words.language],
        number="",
        kind="bank",
        issued_at=now,
        patron_name=payer.name,
        patron_number=payer.number,
        lines=tuple(
            facts.Charge(
                words(f"charge.{due.kind}"), f"{due.request_number or ''} {due.label}".strip(), due.amount_fen
            )
            for due in dues
        ),
        total_fen=sum(due.amount_fen for due in dues),
        tenders=(),
        till="",
        operator="",
        branch=branch.short[words.language],
        phone=branch.phone,
        qr="",
        particulars=bank_lines(library, words),
        note=words("paper.receipt.bank_note", purpose=bank["purpose"], mail=library.mail),
    )
