"""The month in figures: what the queries found, brought together. Amounts in fen."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from ill_desktop.activation.rules import WAYS
from ill_desktop.cashier.rules import COUNTER_TENDERS
from ill_desktop.clock import Clock
from ill_desktop.reports import queries
from ill_desktop.reports.queries import Movement, Period, Subsidised, SupplierFigures
from ill_desktop.requests.fields import TYPES
from ill_desktop.requests.rules import STATES

STAGES = ("accept", "arrive", "hand_over", "all")
SERVICES = ("delivery", "loan", "copy_or_loan")
TENDERS = (*(tender for tender in COUNTER_TENDERS if tender != "deposit"), "transfer", "bank")
TAKEN = {
    "payment": "for_charges",
    "transfer": "for_charges",
    "deposit": "into_deposits",
    "bank_in": "for_charges",
    "reversal": "reversed",
    "refund": "refunded",
    "deposit_back": "refunded",
    "bank_back": "refunded",
}
TAKEN_BACK = frozenset({"reversed", "refunded"})


@dataclass(frozen=True)
class Count:
    """How many of one kind; the words of ``key`` depend on where it stands."""

    key: str
    count: int


@dataclass(frozen=True)
class Turnaround:
    """Days a stage took: half of the requests at most ``median``, nine of ten at most ``ninth``."""

    stage: str
    count: int
    median: float | None
    ninth: float | None


@dataclass(frozen=True)
class Income:
    """Money that came in by one tender: for charges, into deposits; and (negative) what was reversed or went
    back."""

    tender: str
    payments: int
    for_charges_fen: int = 0
    into_deposits_fen: int = 0
    reversed_fen: int = 0
    refunded_fen: int = 0

    @property
    def total_fen(self) -> int:
        return self.for_charges_fen + self.into_deposits_fen + self.reversed_fen + self.refunded_fen


@dataclass(frozen=True)
class Balance:
    """How one group of accounts went from the month's beginning to its end; more is positive."""

    opening_fen: int
    changes: tuple[tuple[str, int], ...]  # entry kind, fen
    closing_fen: int


@dataclass(frozen=True)
class Registered:
    """Readers who registered by one road, and what has become of them by now."""

    road: str
    count: int
    approved: int
    waiting: int

    @property
    def others(self) -> int:
        return self.count - self.approved - self.waiting


@dataclass(frozen=True)
class MonthReport:
    """Everything the month's report says. Requests are those submitted in the month, as they stand now."""

    period: Period
    made_at: dt.datetime
    per_day: tuple[int, ...]
    states: tuple[Count, ...]
    documents: tuple[Count, ...]
    services: tuple[Count, ...]
    suppliers: tuple[SupplierFigures, ...]
    turnaround: tuple[Turnaround, ...]
    income: tuple[Income, ...]
    receivables: Balance
    deposits: Balance
    subsidies: tuple[Subsidised, ...]
    registrations: tuple[Registered, ...]
    activations: tuple[Count, ...]

    @property
    def requests(self) -> int:
        return sum(self.per_day)


def of_month(clock: Clock, year: int, month: int) -> MonthReport:
    """Ask for everything. Raises ValueError when there is no such month."""
    period = Period.month(clock, year, month)
    asked = queries.requests(period)
    moved = queries.movements(period)
    after = queries.balances_after(period)
    return MonthReport(
        period=period,
        made_at=clock.local(clock.now()),
        per_day=tuple(queries.per_day(clock, period)),
        states=_counted(STATES, ((state, count) for state, _, _, count in asked)),
        documents=_counted(TYPES, ((kind, count) for _, kind, _, count in asked)),
        services=_counted(SERVICES, ((service, count) for _, _, service, count in asked)),
        suppliers=tuple(queries.suppliers(period)),
        turnaround=_turnaround(period),
        income=_income(moved),
        receivables=_balance("receivable", moved, after, 1),
        deposits=_balance("deposit", moved, after, -1),  # a liability: the readers' credit
        subsidies=tuple(queries.subsidies(period)),
        registrations=_registered(queries.registrations(period)),
        activations=_counted(WAYS, queries.activations(period).items()),
    )


def _counted(order: Iterable[str], found: Iterable[tuple[str, int]]) -> tuple[Count, ...]:
    """Added up by key, in the trade's own order; what did not occur is left out.

    Raises KeyError for what has no place in the order: a sum must not lose it.
    """
    sums = dict.fromkeys(order, 0)
    for key, count in found:
        sums[key] += count
    return tuple(Count(key, count) for key, count in sums.items() if count)


def _turnaround(period: Period) -> tuple[Turnaround, ...]:
    columns = list(zip(*queries.turnaround(period), strict=True)) or [()] * len(STAGES)
    return tuple(_of_stage(stage, values) for stage, values in zip(STAGES, columns, strict=True))


def _of_stage(stage: str, values: Iterable[float | None]) -> Turnaround:
    known = sorted(value for value in values if value is not None)
    return Turnaround(stage, len(known), _share(known, 0.5), _share(known, 0.9))


def _share(known: list[float], share: float) -> float | None:
    """The value that this share of the sorted values does not exceed."""
    return round(known[math.ceil(share * len(known)) - 1], 1) if known else None


def _income(moved: list[Movement]) -> tuple[Income, ...]:
    incomes = []
    for tender in TENDERS:
        sums = dict.fromkeys(TAKEN.values(), 0)
        payments = 0
        for movement in moved:
            if movement.group == tender and movement.kind in TAKEN:
                sums[TAKEN[movement.kind]] += movement.fen
                payments += movement.postings if TAKEN[movement.kind] not in TAKEN_BACK else 0
        if payments or any(sums.values()):
            amounts = {f"{name}_fen": fen for name, fen in sums.items()}
            incomes.append(Income(tender, payments, **amounts))
    return tuple(incomes)


def _balance(group: str, moved: list[Movement], after: dict[str, int], sign: int) -> Balance:
    changes = tuple((each.kind, sign * each.fen) for each in moved if each.group == group and each.fen)
    closing = sign * after[group]
    return Balance(closing - sum(fen for _, fen in changes), changes, closing)


def _registered(found: list[tuple[str, str, int]]) -> tuple[Registered, ...]:
    def of_road(road: str) -> Registered:
        counts = {state: count for r, state, count in found if r == road}
        waiting = counts.get("pending_review", 0) + counts.get("needs_information", 0)
        approved = sum(counts.get(state, 0) for state in ("approved", "blocked", "expired"))
        return Registered(road, sum(counts.values()), approved, waiting)

    roads = (of_road(road) for road in ("campus", "campus_form", "off_campus"))
    return tuple(registered for registered in roads if registered.count)
