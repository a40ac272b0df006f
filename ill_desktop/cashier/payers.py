"""Whose a bank transfer may be: told from the purpose, the name and the amount, each with its reason.

Nothing is put anywhere by it: it only saves the search.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from db import connection
from ill_desktop.cashier import queries
from ill_desktop.cashier.bank import IncomingRow
from ill_desktop.patrons.queries import follow

# What speaks for a reader, the strongest first; as ``payer.<reason>`` in words.
WEIGHTS = {"request": 8, "number": 6, "name": 4, "amount": 2}
_REQUEST = re.compile(r"[A-Z]{1,6}\d{0,3}-\d{8}-\d{4}")
_NUMBER = re.compile(r"[A-Za-z0-9]{5,20}")
_SHORTEST_NAME = 2


@dataclass(frozen=True)
class Guess:
    """A reader who may have sent it; ``reasons`` are keys of WEIGHTS, ``owed_fen`` is all that is due."""

    id: int
    name: str
    number: str
    unit: str
    owed_fen: int
    reasons: tuple[str, ...]


def guesses(row: IncomingRow, limit: int = 6) -> list[Guess]:
    """Readers who may have sent a transfer, the likeliest first."""
    told = unicodedata.normalize("NFKC", f"{row.purpose} {row.reference} {row.payer}")
    text = told.upper()
    found: defaultdict[int, set[str]] = defaultdict(set)
    for reason, patrons in (
        ("request", _by_request(text)),
        ("number", _by_number(_REQUEST.sub(" ", told))),
        ("name", _by_name(row.payer)),
    ):
        for patron in patrons:
            found[follow(patron)].add(reason)
    for patron, name, owed in _waiting():
        if len(name) >= _SHORTEST_NAME and name.upper() in text:
            found[follow(patron)].add("name")
        if owed == row.left_fen:
            found[follow(patron)].add("amount")
    ranked = sorted(found, key=lambda patron: (-sum(WEIGHTS[each] for each in found[patron]), patron))
    return [_guess(patron, found[patron]) for patron in ranked[:limit]]


def _guess(patron_id: int, reasons: set[str]) -> Guess:
    payer = queries.payer(patron_id)
    owed = sum(due.amount_fen for due in queries.dues(patron_id))
    told = tuple(reason for reason in WEIGHTS if reason in reasons)
    return Guess(patron_id, payer.name, payer.number, payer.unit, owed, told)


def _by_request(text: str) -> list[int]:
    numbers = _REQUEST.findall(text)
    marks = ", ".join("?" * len(numbers))
    return connection.rows(int, f"SELECT patron_id FROM request WHERE number IN ({marks})", numbers)


def _by_number(text: str) -> list[int]:
    """Readers whose card number stands in it; a bank's own long numbers are no card."""
    numbers = {each for each in _NUMBER.findall(text) if not each.isalpha()}
    cases = sorted(numbers | {each.lower() for each in numbers} | {each.upper() for each in numbers})
    marks = ", ".join("?" * len(cases))
    return connection.rows(int, f"SELECT id FROM patron WHERE number IN ({marks}) LIMIT 20", cases)


def _by_name(payer: str) -> list[int]:
    return connection.rows(int, "SELECT id FROM patron WHERE name = ? ORDER BY id LIMIT 20", (payer,))


def _waiting() -> list[tuple[int, str, int]]:
    """``(patron, name, fen owed)`` of the readers whose requests wait for payment."""
    return connection.rows(
        lambda patron, name, fen: (int(patron), str(name), int(fen)),
        "SELECT pt.id, pt.name, SUM(p.amount_fen) FROM request r CROSS JOIN charge c ON c.request_id = r.id "
        "JOIN posting p ON p.charge_id = c.id JOIN account a ON a.id = p.account_id "
        "AND a.code = 'receivable:' || c.patron_id JOIN patron pt ON pt.id = c.patron_id "
        "WHERE r.state = 'awaiting_payment' GROUP BY pt.id HAVING SUM(p.amount_fen) > 0",
    )
