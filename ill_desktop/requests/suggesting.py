"""Which supplier to ask: past fill rate, speed and price, and the reason said. Pure; amounts in fen."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any, NamedTuple

FILLED = frozenset({"will_supply", "shipped", "received"})
PER_DAY = {"normal": 0.02, "urgent": 0.08}  # what a day of waiting costs, in shares of a fill
PER_YUAN = 0.004


class Answer(NamedTuple):
    """How one request to a supplier went: after how many days, at what cost (None: not known)."""

    answer: str
    days: float
    cost_fen: int | None


class Record(NamedTuple):
    """A supplier's past: of ``asked`` answered requests ``filled`` were filled, in ``days`` (median)."""

    asked: int
    filled: int
    days: float | None
    cost_fen: int | None

    @property
    def rate(self) -> float | None:
        """The share filled; None without any past."""
        return self.filled / self.asked if self.asked else None


class Reason(NamedTuple):
    """``suggest.<code>`` in words, filled with ``facts``."""

    code: str
    facts: dict[str, Any]


class Suggestion(NamedTuple):
    """A supplier to ask, the better the higher ``score``; ``asked_before`` ones of this request come last."""

    supplier_id: int
    name: str
    network: str
    record: Record
    cost_fen: int | None
    asked_before: bool
    score: float
    reasons: tuple[Reason, ...]


def record(answers: Sequence[Answer]) -> Record:
    filled = [answer for answer in answers if answer.answer in FILLED]
    costs = [answer.cost_fen for answer in filled if answer.cost_fen is not None]
    return Record(
        len(answers),
        len(filled),
        round(median(answer.days for answer in filled), 1) if filled else None,
        int(median(costs)) if costs else None,
    )


def listed_cost(page_fen: int | None, item_fen: int | None, pages: int | None) -> int | None:
    """What a supplier's own tariff asks for so many pages; None where it does not say."""
    if item_fen is None and (page_fen is None or not pages):
        return None
    return (item_fen or 0) + (page_fen or 0) * (pages or 0)


def score(past: Record, expected_days: int, cost_fen: int | None, level: str) -> float:
    """The chance of a fill, less what waiting and price take from it.

    Two imagined requests, one filled, stand beside the past, so that one lucky answer does not win.
    """
    chance = (past.filled + 1) / (past.asked + 2)
    days = past.days if past.days is not None else expected_days
    return chance - PER_DAY.get(level, PER_DAY["normal"]) * days - PER_YUAN * (cost_fen or 0) / 100


def reasons(
    past: Record, expected_days: int, cost_fen: int | None, asked_before: bool, yuan: str
) -> tuple[Reason, ...]:
    """What is said beside a suggestion; ``yuan`` is the cost in figures."""
    found = [Reason("asked", {})] if asked_before else []
    if past.asked:
        percent = round(100 * past.filled / past.asked)
        found.append(Reason("rate", {"percent": percent, "filled": past.filled, "asked": past.asked}))
    else:
        found.append(Reason("new", {}))
    if past.days is not None:
        found.append(Reason("days", {"days": f"{past.days:g}"}))
    else:
        found.append(Reason("expected", {"days": expected_days}))
    if cost_fen is not None:
        found.append(Reason("cost", {"amount": yuan}))
    return tuple(found)
