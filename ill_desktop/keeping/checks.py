"""What must hold in a library's file, as questions to it. Each works on the open library and on a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from db import connection, sqlite
from ill_desktop import audit, money
from ill_desktop.words import Words

Ask = Callable[[str], Iterable[tuple[Any, ...]]]
Check = Callable[[Ask], Iterator["Finding"]]
UNREADABLE: tuple[type[Exception], ...] = (*sqlite.ERRORS, ValueError)
_SPOILED: tuple[type[Exception], ...] = (*UNREADABLE, TypeError)
MOST = 100  # of one kind: more would only hide the others


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be; the sentence is ``verify.<code>``, filled with ``facts``."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)

    def line(self, words: Words) -> str:
        return words(f"verify.{self.code}", **self.facts)


def run(ask: Ask, checks: Iterable[Check]) -> Iterator[Finding]:
    """All findings of some checks; a page that cannot be read is a finding, not the end, and so is a text
    that is none any more (ValueError: its signs, or its JSON), or an amount that is no number (TypeError)."""
    for check in checks:
        try:
            yield from islice(check(ask), MOST)
        except _SPOILED as problem:
            yield Finding("unreadable", {"detail": str(problem)})


def ask_open_library(sql: str) -> Iterable[tuple[Any, ...]]:
    """An :data:`Ask` for the library this process has open."""
    rows: Iterable[tuple[Any, ...]] = connection.database.execute_sql(sql)
    return rows


def _integrity(ask: Ask) -> Iterator[Finding]:
    for (text,) in ask(f"PRAGMA integrity_check({MOST})"):
        if text != "ok":
            yield Finding("integrity", {"detail": text})


def _references(ask: Ask) -> Iterator[Finding]:
    for table, row, parent, _ in ask("PRAGMA foreign_key_check"):
        yield Finding("reference", {"table": table, "row": row, "parent": parent})


def _entries_balance(ask: Ask) -> Iterator[Finding]:
    for entry, fen in ask(
        "SELECT entry_id, SUM(amount_fen) FROM posting GROUP BY entry_id HAVING SUM(amount_fen) <> 0"
    ):
        yield Finding("entry", {"entry": entry, "amount": money.yuan(fen)})
    for (entry,) in ask(
        "SELECT e.id FROM entry e WHERE NOT EXISTS (SELECT 1 FROM posting p WHERE p.entry_id = e.id)"
    ):
        yield Finding("entry_empty", {"entry": entry})


def _books_balance(ask: Ask) -> Iterator[Finding]:
    for (fen,) in ask("SELECT COALESCE(SUM(amount_fen), 0) FROM posting"):
        if fen:
            yield Finding("books", {"amount": money.yuan(fen)})


def _deposits(ask: Ask) -> Iterator[Finding]:
    """A reader's deposit is never below zero (domain §4); liabilities are credits, so negative here."""
    for account, fen in ask(
        "SELECT a.code, SUM(p.amount_fen) FROM account a JOIN posting p ON p.account_id = a.id "
        "WHERE a.code >= 'deposit:' AND a.code < 'deposit;' GROUP BY a.id HAVING SUM(p.amount_fen) > 0"
    ):
        yield Finding("deposit", {"account": account, "amount": money.yuan(fen)})


def _numbers(ask: Ask) -> Iterator[Finding]:
    """Papers are numbered without a gap per device, year and series (domain §4)."""
    for device, year, series, count, last in ask(
        "SELECT device, year, series, COUNT(*), MAX(sequence) FROM paper GROUP BY device, year, series "
        "HAVING MIN(sequence) <> 1 OR MAX(sequence) <> COUNT(*)"
    ):
        yield Finding("gap", {"series": f"{device}-{year}-{series}", "count": count, "last": last})
    for number, expected in ask(
        "SELECT number, PRINTF('%s-%d-%s-%06d', device, year, series, sequence) AS expected FROM paper "
        "WHERE number <> expected"
    ):
        yield Finding("paper_number", {"number": number, "expected": expected})


def _totals(ask: Ask) -> Iterator[Finding]:
    """A request's total is the sum of its charges that were not dropped; without any it has none."""
    for number, total, charged in ask(
        "SELECT r.number, r.total_fen, c.fen FROM request r LEFT JOIN (SELECT request_id, "
        "SUM(amount_fen) AS fen FROM charge WHERE id NOT IN (SELECT p.charge_id FROM entry e "
        "JOIN posting p ON p.entry_id = e.id WHERE e.kind = 'charge_dropped' AND p.charge_id IS NOT NULL) "
        "GROUP BY request_id) c ON c.request_id = r.id WHERE r.total_fen IS NOT c.fen"
    ):
        facts = {"total": _amount(total), "charged": _amount(charged)}
        yield Finding("total", {"number": number, **facts})


# A charge stands on the reader's own account, or on that of a record that was merged into his at some time.
_OF_THE_READER = (
    "a.code = 'receivable:' || c.patron_id AND (c.patron_id = {reader} OR EXISTS (SELECT 1 "
    "FROM patron_event v WHERE v.patron_id = c.patron_id AND v.kind = 'merge_into'))"
)


def _receipts(ask: Ask) -> Iterator[Finding]:
    """A receipt or voucher says what its entry credits to that reader: his debts, or his deposit."""
    for number, fen, credited in ask(
        "SELECT p.number, p.amount_fen, -COALESCE(SUM(l.amount_fen), 0) AS credited FROM paper p "
        "LEFT JOIN entry e ON e.id = p.entry_id LEFT JOIN (posting l JOIN account a ON a.id = l.account_id "
        "LEFT JOIN charge c ON c.id = l.charge_id) "
        "ON l.entry_id = e.id AND ((e.kind IN ('payment', 'bank') "
        f"AND {_OF_THE_READER.format(reader='p.patron_id')}) "
        "OR (e.kind IN ('deposit', 'bank') AND a.code GLOB 'deposit:' || p.patron_id || ':*')) "
        "WHERE p.series GLOB '[RV]*' GROUP BY p.id HAVING p.amount_fen <> credited"
    ):
        yield Finding("receipt", {"number": number, "amount": money.yuan(fen), "entry": money.yuan(credited)})


def _papers(ask: Ask) -> Iterator[Finding]:
    """Money over the counter leaves a paper: the newest number taken out of its series leaves no gap."""
    for entry, kind, day in ask(
        "SELECT e.id, e.kind, e.day FROM entry e "
        "WHERE e.kind IN ('payment', 'deposit', 'refund', 'deposit_back', 'hand_over') "
        "AND NOT EXISTS (SELECT 1 FROM paper p WHERE p.entry_id = e.id) "
        "AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.entry_id = e.id) "
        "AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)"  # a slip taken back waits again
    ):
        yield Finding("paper_missing", {"entry": entry, "kind": kind, "day": day})


def _charges(ask: Ask) -> Iterator[Finding]:
    """A charge's own entry posts just its parts: what is due, what is subsidised, what it earns."""
    for charge, fen, due, subsidy, earned in ask(
        "SELECT c.id, c.amount_fen, COALESCE(SUM(l.amount_fen) "
        "FILTER (WHERE a.code = 'receivable:' || c.patron_id), 0) AS due, "
        "COALESCE(SUM(l.amount_fen) FILTER (WHERE a.code GLOB 'subsidy:*'), 0) AS subsidy, "
        "-COALESCE(SUM(l.amount_fen) FILTER (WHERE a.code GLOB 'income:*' OR a.code GLOB 'owed:*'), 0) "
        "AS earned FROM charge c LEFT JOIN (posting l "
        "JOIN entry e ON e.id = l.entry_id AND e.kind = 'charge' "
        "JOIN account a ON a.id = l.account_id) ON l.charge_id = c.id GROUP BY c.id "
        "HAVING due <> c.amount_fen OR subsidy <> c.subsidy_fen OR earned <> c.gross_fen"
    ):
        posted = {"due": money.yuan(due), "subsidy": money.yuan(subsidy), "gross": money.yuan(earned)}
        yield Finding("charge", {"charge": charge, "amount": money.yuan(fen), **posted})


def _overpaid(ask: Ask) -> Iterator[Finding]:
    """Only whole charges are paid, and once: what is owed for one is never below zero."""
    for charge, fen in ask(
        "SELECT l.charge_id, SUM(l.amount_fen) FROM posting l JOIN account a ON a.id = l.account_id "
        "WHERE l.charge_id IS NOT NULL AND a.code GLOB 'receivable:*' "
        "GROUP BY l.charge_id HAVING SUM(l.amount_fen) < 0"
    ):
        yield Finding("overpaid", {"charge": charge, "amount": money.yuan(-fen)})


def _transfers(ask: Ask) -> Iterator[Finding]:
    """A matched transfer's entry credits the reader, or his deposit, with the amount of the slip."""
    for number, fen, credited in ask(
        "SELECT p.number, t.amount_fen, -COALESCE(SUM(l.amount_fen), 0) AS credited FROM transfer t "
        "JOIN paper p ON p.id = t.id LEFT JOIN entry e ON e.id = t.entry_id "
        "AND e.kind IN ('transfer', 'deposit') LEFT JOIN (posting l JOIN account a ON a.id = l.account_id "
        "LEFT JOIN charge c ON c.id = l.charge_id) ON l.entry_id = e.id AND ((e.kind = 'transfer' "
        f"AND {_OF_THE_READER.format(reader='t.patron_id')}) OR (e.kind = 'deposit' "
        "AND a.code GLOB 'deposit:' || e.patron_id || ':*')) "
        "WHERE t.state = 'matched' GROUP BY t.id HAVING t.amount_fen <> credited"
    ):
        yield Finding(
            "transfer", {"number": number, "amount": money.yuan(fen), "entry": money.yuan(credited)}
        )


def _amount(fen: int | None) -> str:
    return "—" if fen is None else money.yuan(fen)


def _histories(ask: Ask) -> Iterator[Finding]:
    """A request stands where the last step of its history led."""
    for number, state, last in ask(
        "SELECT r.number, r.state, (SELECT e.to_state FROM request_event e WHERE e.request_id = r.id "
        "AND e.kind IN ('step', 'back') ORDER BY e.id DESC LIMIT 1) AS last FROM request r "
        "WHERE r.state IS NOT last AND NOT (r.state = 'draft' AND last IS NULL)"
    ):
        yield Finding("history", {"number": number, "state": state, "last": last or "—"})


def _printed_heads(ask: Ask) -> Iterator[Finding]:
    """The head of the audit chain printed on a Z report is still in the chain: nothing was cut off."""
    for (number,) in ask(
        "SELECT p.number FROM paper p, JSON_EACH(p.facts, '$.lines') l WHERE p.series GLOB 'Z*' "
        "AND l.value ->> 'kind' = 'over_short' AND l.value ->> 'label' <> '" + audit.START + "' "
        "AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.hash = l.value ->> 'label')"
    ):
        yield Finding("audit_head", {"number": number})


FILE: tuple[Check, ...] = (_integrity, _references)
BOOKS: tuple[Check, ...] = (_entries_balance, _books_balance, _deposits, _numbers)
MONEY: tuple[Check, ...] = (_receipts, _papers, _charges, _overpaid, _transfers)
REST: tuple[Check, ...] = (*MONEY, _totals, _histories, _printed_heads)
