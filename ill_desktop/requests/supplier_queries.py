"""The read side of suppliers: the directory, what each has done, who to ask next, who is silent."""

from __future__ import annotations

from typing import NamedTuple

from db import connection
from ill_desktop import money
from ill_desktop.requests import rules, suggesting
from ill_desktop.requests.rows import Detail
from ill_desktop.requests.suggesting import Answer, Record, Suggestion

LATEST = 100  # so many of a supplier's answers are looked at; older ones say little


class Particulars(NamedTuple):
    """What the directory knows of a supplier. Amounts in fen; ``symbol`` is its ISO 15511/18626 symbol."""

    id: int
    name: str
    network: str
    symbol: str
    contact: str
    email: str
    phone: str
    address: str
    languages: str
    expected_days: int
    page_fen: int | None
    item_fen: int | None
    tariff_note: str
    note: str
    active: int


class Silent(NamedTuple):
    """A request whose supplier should have answered by ``expected_on`` and has not."""

    request_id: int
    number: str
    title: str
    supplier: str
    asked_at: str
    expected_on: str
    chased: int


_PARTICULARS = (
    "SELECT id, name, network, symbol, contact, email, phone, address, languages, expected_days, page_fen, "
    "item_fen, tariff_note, note, active FROM supplier "
)


def directory(*, retired: bool = False) -> list[Particulars]:
    """All suppliers that can be asked; with ``retired`` also those that no longer can, last."""
    where = "" if retired else "WHERE active = 1"
    return connection.rows(Particulars, f"{_PARTICULARS} {where} ORDER BY active DESC, network, name")


def particulars(supplier_id: int) -> Particulars:
    """Raises LookupError for an unknown id."""
    found = connection.first(Particulars, f"{_PARTICULARS} WHERE id = ?", (supplier_id,))
    if found is None:
        raise LookupError(supplier_id)
    return found


def record_of(supplier_id: int, loans: bool | None = None) -> Record:
    """What a supplier has done lately; ``loans`` looks at loans or at copies only."""
    kind = "" if loans is None else f"AND r.service_type {'=' if loans else '<>'} 'loan'"
    return suggesting.record(
        connection.rows(
            Answer,
            "SELECT q.answer, JULIANDAY(q.answered_at) - JULIANDAY(q.asked_at), q.cost_fen "
            "FROM request_supplier q CROSS JOIN request r ON r.id = q.request_id "
            f"WHERE q.supplier_id = ? AND q.answered_at IS NOT NULL {kind} ORDER BY q.id DESC LIMIT ?",
            (supplier_id, LATEST),
        )
    )


def suggest(request: Detail, limit: int = 10) -> list[Suggestion]:
    """Who to ask for a request, the best first; those asked already stand at the end."""
    before = set(
        connection.rows(int, "SELECT supplier_id FROM request_supplier WHERE request_id = ?", (request.id,))
    )
    loans = rules.is_loan(request.service_type)
    found = [_suggestion(each, request, loans, each.id in before) for each in directory()]
    found.sort(key=lambda one: (one.asked_before, -one.score, one.name))
    return found[:limit]


def _suggestion(supplier: Particulars, request: Detail, loans: bool, before: bool) -> Suggestion:
    past = record_of(supplier.id, loans)
    pages = None if loans else request.pages
    cost = suggesting.listed_cost(supplier.page_fen, supplier.item_fen, pages)
    cost = past.cost_fen if cost is None else cost
    return Suggestion(
        supplier.id,
        supplier.name,
        supplier.network,
        past,
        cost,
        before,
        suggesting.score(past, supplier.expected_days, cost, request.level),
        suggesting.reasons(past, supplier.expected_days, cost, before, money.yuan(cost or 0)),
    )


def silent(today: str, limit: int = 500) -> list[Silent]:
    """Requests whose supplier has let its working days pass without an answer, the longest wait first."""
    return connection.rows(
        Silent,
        "SELECT r.id, r.number, r.title, s.name, q.asked_at, q.expected_on, q.chased FROM request_supplier q "
        "JOIN request r ON r.id = q.request_id JOIN supplier s ON s.id = q.supplier_id "
        "WHERE q.answered_at IS NULL AND q.expected_on IS NOT NULL AND q.expected_on < ? "
        "AND r.state IN ('sent', 'cancel_pending') ORDER BY q.expected_on, r.id LIMIT ?",
        (today, limit),
    )
