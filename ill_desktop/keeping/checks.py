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
MOST = 100  # of one kind: more would only hide the others


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be; the sentence is ``verify.<code>``, filled with ``facts``."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)

    def line(self, words: Words) -> str:
        return words(f"verify.{self.code}", **self.facts)


def run(ask: Ask, checks: Iterable[Check]) -> Iterator[Finding]:
    """All findings of some checks; a page that cannot be read is a finding, not the end."""
    for check in checks:
        try:
            yield from islice(check(ask), MOST)
        except sqlite.ERRORS as problem:
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
REST: tuple[Check, ...] = (_totals, _histories, _printed_heads)
