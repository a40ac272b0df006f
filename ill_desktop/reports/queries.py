"""The figures of a period, each from one walk over the rows concerned. Amounts in fen, debit positive."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from db import connection
from ill_desktop.clock import Clock, utc_text


@dataclass(frozen=True)
class Period:
    """Business dates ``first`` to ``last``; the same as instants: ``since`` included, ``until`` not."""

    first: dt.date
    last: dt.date
    since: str
    until: str

    @classmethod
    def month(cls, clock: Clock, year: int, month: int) -> Period:
        """A month of the branch's time zone. Raises ValueError when there is no such month."""
        first = dt.date(year, month, 1)
        last = first.replace(day=calendar.monthrange(year, month)[1])
        following = clock.start_of(last + dt.timedelta(days=1))
        return cls(first, last, utc_text(clock.start_of(first)), utc_text(following))

    @property
    def days(self) -> list[dt.date]:
        return [self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True)
class SupplierFigures:
    """How one supplier answered what it was asked in the period; ``days``: from asking to a filled answer,
    on average (None: none was filled)."""

    name: str
    network: str
    asked: int
    filled: int
    declined: int
    days: float | None

    @property
    def fill_rate(self) -> float | None:
        """The share of filled among the answered."""
        answered = self.filled + self.declined
        return self.filled / answered if answered else None


@dataclass(frozen=True)
class Movement:
    """What entries of one kind did to one group of accounts. ``group``: see :data:`GROUP`."""

    kind: str
    group: str
    postings: int
    fen: int


@dataclass(frozen=True)
class Subsidised:
    """What was charged for one network's documents ("" without a supplier), and who bears it."""

    network: str
    charges: int
    gross_fen: int
    subsidy_fen: int
    due_fen: int


def requests(period: Period) -> list[tuple[str, str, str, int]]:
    """``(state, document type, service, how many)`` of the requests submitted in the period."""
    return connection.rows(
        lambda *row: row,
        "SELECT state, document_type, service_type, COUNT(*) FROM request "
        "WHERE submitted_at >= ? AND submitted_at < ? GROUP BY 1, 2, 3",
        (period.since, period.until),
    )


def per_day(clock: Clock, period: Period) -> list[int]:
    """How many requests were submitted on each day of the period."""
    starts = [utc_text(clock.start_of(day)) for day in period.days]
    ends = [*starts[1:], period.until]
    values = ", ".join(["(?, ?, ?)"] * len(starts))
    bounds = [value for place, pair in enumerate(zip(starts, ends, strict=True)) for value in (place, *pair)]
    return connection.rows(
        int,
        f"WITH day (place, since, until) AS (VALUES {values}) "
        "SELECT (SELECT COUNT(*) FROM request r WHERE r.submitted_at >= day.since "
        "AND r.submitted_at < day.until) FROM day ORDER BY place",
        bounds,
    )


def suppliers(period: Period) -> list[SupplierFigures]:
    """Every supplier that was asked in the period, the busiest first."""
    return connection.rows(
        SupplierFigures,
        "SELECT s.name, s.network, COUNT(*), COUNT(*) FILTER (WHERE q.answer IN ('shipped', 'received')), "
        "COUNT(*) FILTER (WHERE q.answer IN ('accepted', 'unfilled', 'retry_possible')), "
        "AVG(CASE WHEN q.answer IN ('shipped', 'received') "
        "THEN JULIANDAY(q.answered_at) - JULIANDAY(q.asked_at) END) "
        "FROM request_supplier q JOIN supplier s ON s.id = q.supplier_id "
        "WHERE q.asked_at >= ? AND q.asked_at < ? GROUP BY s.id ORDER BY COUNT(*) DESC, s.id",
        (period.since, period.until),
    )


def turnaround(period: Period) -> list[tuple[float | None, float | None, float | None, float | None]]:
    """For each request submitted in the period, in days: until accepted, from then until arrived, from then
    until it was in the reader's hands, and all of it; None for what has not happened."""
    return connection.rows(
        lambda *row: row,
        "WITH walk AS (SELECT JULIANDAY(r.submitted_at) AS submitted, "
        "JULIANDAY(MIN(CASE WHEN e.to_state = 'accepted' THEN e.at END)) AS accepted, "
        "JULIANDAY(MIN(CASE WHEN e.to_state IN ('received', 'filled_locally') THEN e.at END)) AS arrived, "
        "JULIANDAY(MIN(CASE WHEN e.to_state IN ('delivered', 'checked_out') THEN e.at END)) AS handed "
        "FROM request r CROSS JOIN request_event e ON e.request_id = r.id "
        "WHERE r.submitted_at >= ? AND r.submitted_at < ? GROUP BY r.id) "
        "SELECT accepted - submitted, arrived - accepted, handed - arrived, handed - submitted FROM walk",
        (period.since, period.until),
    )


GROUP = (
    "CASE WHEN a.code LIKE 'receivable:%' THEN 'receivable' WHEN a.code LIKE 'deposit:%' THEN 'deposit' "
    "WHEN a.code LIKE 'cash:%' THEN 'cash' WHEN a.code LIKE 'clearing:%' THEN SUBSTR(a.code, 10) "
    "ELSE a.code END"
)
# CROSS JOIN keeps the order: the days' entries first, then their postings. Otherwise all postings are read.
_POSTED = (
    "FROM entry e CROSS JOIN posting p ON p.entry_id = e.id CROSS JOIN account a ON a.id = p.account_id "
)


def movements(period: Period) -> list[Movement]:
    """What the entries of the period did, by kind and group of accounts."""
    return connection.rows(
        Movement,
        f"SELECT e.kind, {GROUP} AS grp, COUNT(*), SUM(p.amount_fen) {_POSTED} "
        "WHERE e.day BETWEEN ? AND ? GROUP BY 1, 2",
        (period.first.isoformat(), period.last.isoformat()),
    )


def balances_after(period: Period) -> dict[str, int]:
    """What stood on receivables and deposits when the period ended: what stands there now, less what came
    after. ``{"receivable": fen, "deposit": fen}``"""
    return {group: _balance_after(f"{group}:", f"{group};", period) for group in ("receivable", "deposit")}


def _balance_after(first_code: str, beyond: str, period: Period) -> int:
    now = connection.value(
        "SELECT COALESCE(SUM(p.amount_fen), 0) FROM account a CROSS JOIN posting p ON p.account_id = a.id "
        "WHERE a.code >= ? AND a.code < ?",
        (first_code, beyond),
    )
    later = connection.value(
        f"SELECT COALESCE(SUM(p.amount_fen), 0) {_POSTED} WHERE e.day > ? AND a.code >= ? AND a.code < ?",
        (period.last.isoformat(), first_code, beyond),
    )
    return int(now) - int(later)


def subsidies(period: Period) -> list[Subsidised]:
    """Charges of the period by the supplier's network; dropped ones are taken off again, and so is what went
    back of them, which the reader bears no longer, with the subsidy that fell back."""
    return connection.rows(
        Subsidised,
        "SELECT COALESCE(s.network, '') AS network, "
        "SUM(CASE WHEN a.code NOT LIKE 'income:%' OR e.kind = 'refund' THEN 0 "
        "WHEN e.kind = 'charge' THEN 1 ELSE -1 END), "
        "-SUM(CASE WHEN a.code LIKE 'income:%' THEN p.amount_fen ELSE 0 END), "
        "SUM(CASE WHEN a.code LIKE 'subsidy:%' THEN p.amount_fen ELSE 0 END), "
        "SUM(CASE WHEN a.code LIKE 'receivable:%' THEN p.amount_fen WHEN e.kind = 'refund' "
        "AND (a.code LIKE 'income:%' OR a.code LIKE 'subsidy:%') THEN -p.amount_fen ELSE 0 END) "
        f"{_POSTED} JOIN charge c ON c.id = p.charge_id LEFT JOIN request r ON r.id = c.request_id "
        "LEFT JOIN supplier s ON s.id = r.supplier_id "
        "WHERE e.day BETWEEN ? AND ? AND e.kind IN ('charge', 'charge_dropped', 'refund') "
        "GROUP BY 1 ORDER BY 3 DESC",
        (period.first.isoformat(), period.last.isoformat()),
    )


def registrations(period: Period) -> list[tuple[str, str, int]]:
    """``(road, state now, how many)`` of the readers who registered in the period."""
    return connection.rows(
        lambda *row: row,
        "SELECT road, state, COUNT(*) FROM patron WHERE submitted_at >= ? AND submitted_at < ? GROUP BY 1, 2",
        (period.since, period.until),
    )


def activations(period: Period) -> dict[str, int]:
    """How many accounts were activated in the period, by way."""
    return dict(
        connection.rows(
            lambda way, count: (str(way), int(count)),
            "SELECT way, COUNT(*) FROM activation WHERE at >= ? AND at < ? GROUP BY way",
            (period.since, period.until),
        )
    )
