"""How a request of a demo library goes through the state table, from its submission to its end or to now."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

from ill_desktop.cashier.tariff import Case, price
from ill_desktop.cashier.tariffs import facts_of
from ill_desktop.counter.demo.days import Timeline
from ill_desktop.counter.demo.people import Reader
from ill_desktop.counter.demo.works import Work, as_json
from ill_desktop.requests import rules
from ill_desktop.requests.steps import ANSWERS

Move = tuple[str, str, int, int]  # verb, target, working days to wait: from, to
_ACCEPT: Move = ("accept", "accepted", 0, 0)
_SEND: Move = ("send", "sent", 0, 0)
_RECEIVE: Move = ("receive", "received", 0, 3)
_COMES: Move = ("receive", "received", 0, 2)
_SUPPLIED: Move = ("supplied", "shipped", 1, 3)
_ASK: Move = ("ask_reader", "needs_information", 0, 1)

# The ways to a document, or to nothing; what follows an arrival depends on its price.
ROADS: dict[str, tuple[Move, ...]] = {
    "local": (_ACCEPT, ("fill_locally", "filled_locally", 0, 1)),
    "supplier": (_ACCEPT, _SEND, _RECEIVE),
    "shipped": (_ACCEPT, _SEND, _SUPPLIED, _COMES),
    "agreed": (_ACCEPT, _SEND, ("will_supply", "will_supply", 0, 1), _SUPPLIED, _COMES),
    "second": (_ACCEPT, _SEND, ("next_supplier", "accepted", 1, 3), _SEND, _RECEIVE),
    "retry": (_ACCEPT, _SEND, ("retry", "retry_possible", 1, 2), ("send_again", "sent", 0, 1), _RECEIVE),
    "condition": (
        *(_ACCEPT, _SEND, ("condition", "conditional", 1, 2), ("accept_condition", "will_supply", 0, 2)),
        *(_SUPPLIED, _COMES),
    ),
    "asked": (_ASK, ("answered", "submitted", 0, 4), _ACCEPT, _SEND, _RECEIVE),
    "unfilled": (
        _ACCEPT,
        _SEND,
        ("next_supplier", "accepted", 1, 3),
        _SEND,
        ("not_filled", "unfilled", 1, 4),
    ),
    "not_held": (_ACCEPT, ("not_filled", "unfilled", 0, 2)),
    "withdrawn": (("cancel", "cancelled", 0, 1),),
    "late_withdrawn": (
        *(_ACCEPT, _SEND, ("ask_cancel", "cancel_pending", 0, 1)),
        ("cancelled_by_supplier", "cancelled", 1, 2),
    ),
    "no_answer": (_ASK, ("expire", "expired", 15, 20)),
}
MIX = {
    "local": 9,
    "supplier": 44,
    "shipped": 14,
    "agreed": 7,
    "second": 7,
    "retry": 2,
    "condition": 2,
    "asked": 3,
    "unfilled": 4,
    "not_held": 2,
    "withdrawn": 3,
    "late_withdrawn": 1,
    "no_answer": 2,
}
_REASONS = {
    "next_supplier": ("Unfilled", "Unfilled", "NoAnswer"),
    "ask_reader": ("CitationIncomplete", "CitationIncomplete", "EditionUnclear", "ContactReader"),
}
_CAMPUS = (("campus_card", 30), ("mobile", 25), ("cash", 22), ("transfer", 13), ("deposit", 10))
_OFF_CAMPUS = (("mobile", 40), ("cash", 30), ("bank", 20), ("deposit", 10))
LOAN_DAYS = 28


class TooLate(Exception):
    """The walk would go on after now."""


class _Reached(Exception):
    """The request stands where it was wanted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants. ``limit`` is the most the reader accepts, in fen (None: no limit)."""

    reader: Reader
    work: Work
    service: str
    delivery: str
    level: str
    limit: int | None

    @property
    def is_loan(self) -> bool:
        return rules.is_loan(self.service)


class Happening(NamedTuple):
    """Something that happened to a request; ``facts`` as the event keeps them."""

    day: int
    second: int
    kind: str  # step | price | file | pay | slip | match | drop
    verb: str = ""
    source: str = ""
    target: str = ""
    reason: str = ""
    facts: str = ""


class Asking(NamedTuple):
    """One supplier asked; times are ``(day, second)``."""

    supplier: int
    at: tuple[int, int]
    answered: tuple[int, int] | None = None
    answer: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class World:
    """What every walk needs. ``suppliers``: id → network; ``tariffs``: ``(id, first day, rules as JSON)``."""

    timeline: Timeline
    random: Random
    suppliers: dict[int, str]
    tariffs: tuple[tuple[int, int, str], ...]
    pickup_days: int


class Cost(NamedTuple):
    """A price with its reasons and what it was made of, as JSON; without lines nothing is charged."""

    tariff: int
    gross_fen: int
    subsidy_fen: int
    due_fen: int
    reasons: str
    facts: str
    charged: bool


@lru_cache(maxsize=50_000)
def _cost(tariff: int, rules_text: str, case: Case) -> Cost:
    found = price(json.loads(rules_text), case)
    amounts = (found.gross_fen, found.subsidy_fen, found.due_fen)
    return Cost(tariff, *amounts, found.to_json(), facts_of(case, {}), bool(found.lines))


class Walk:
    """One request's way. ``happenings`` in order; ``columns`` are those that the steps change."""

    def __init__(self, world: World, asked: Asked, day: int, second: int, stop: str | None = None) -> None:
        self._world, self.asked, self._stop = world, asked, stop
        self._draw = world.random.random
        self.start = self.since = (day, second)
        self.day, self.second = day, second
        self.state, self.reason = "submitted", ""
        self.happenings: list[Happening] = []
        self.suppliers: list[Asking] = []
        self.columns: dict[str, Any] = {
            "pages": asked.work.stated_pages,
            "supplier_id": None,
            "came_from": None,
            "approved_cost_fen": None,
            "due_on": None,
            "pickup_until": None,
        }
        self.cost: Cost | None = None  # known from the arrival on
        self.tender = ""
        self.dropped = False

    def go(self, road: str, paid: str = "") -> bool:
        """Take a road to its end, or until the wanted state; False when that lies after now.

        ``paid`` says how a walk that stops at payment goes on: "" (not at all), slip, or paid.
        """
        try:
            if self._stop == "submitted":
                return True
            for verb, target, least, most in ROADS[road]:
                self._step(verb, target, least, most)
            if self.state in ("received", "filled_locally"):
                self._arrive()
        except _Reached:
            return self._after_payment(paid) if paid else True
        except TooLate:
            return False
        return self._stop is None

    # Time

    def _wait(self, least: int, most: int) -> None:
        """Let working days pass, then some of the day's hours."""
        timeline = self._world.timeline
        index = self.day
        for _ in range(least + int(self._draw() * (most - least + 1))):
            index = self._work_from(index + 1)
        if not timeline.days[index].works or (
            index == self.day and self.second >= timeline.days[index].closes
        ):
            index = self._work_from(index + 1)
        day = timeline.days[index]
        opens = max(day.opens, self.second) if index == self.day else day.opens
        self.second = opens + int((day.closes - opens) * self._draw() * 0.6)
        self.day = index

    def _work_from(self, index: int) -> int:
        following = self._world.timeline.work_from(index)
        if following is None:
            raise TooLate
        return following

    # Steps

    def _step(self, verb: str, target: str, least: int = 0, most: int = 0, *, wait: bool = True) -> None:
        if wait:
            self._wait(least, most)
        changes = self._changes(verb, target)
        facts = f'{{"verb": "{verb}", "before": {{}}}}'
        if changes:
            facts = as_json(self._facts(verb, changes))
        self.columns |= changes
        self.reason = reason = self._reason(verb, target)
        self.happenings.append(
            Happening(self.day, self.second, "step", verb, self.state, target, reason, facts)
        )
        self._note_supplier(verb, target)
        self.state, self.since = target, (self.day, self.second)
        if target == self._stop:
            raise _Reached

    def _facts(self, verb: str, changes: dict[str, Any]) -> dict[str, Any]:
        """What the event keeps: the columns as they were, and what the step was told."""
        facts: dict[str, Any] = {"verb": verb, "before": {name: self.columns[name] for name in changes}}
        if verb in ("send", "send_again"):
            facts["supplier_id"] = changes["supplier_id"]
        elif "pages" in changes:
            facts["pages"] = changes["pages"]
        elif verb == "ask_cost":
            facts["cost_fen"] = self._priced().due_fen
        return facts

    def _changes(self, verb: str, target: str) -> dict[str, Any]:
        if verb in ("send", "send_again"):
            return {"supplier_id": self._supplier()}
        if verb in ("receive", "fill_locally") and self._stop != target and not self.asked.is_loan:
            return {"pages": self.asked.work.pages}
        if verb == "ask_cost":
            return {"came_from": self.state}
        if verb == "cost_agreed":
            return {"approved_cost_fen": self._priced().due_fen}
        days = self._world.timeline.days
        if target == "ready_for_pickup":
            return {"pickup_until": _later(days[self.day].date, self._world.pickup_days)}
        if target == "checked_out":
            return {"due_on": _later(days[self.day].date, LOAN_DAYS)}
        return {}

    def _supplier(self) -> int:
        asked = {asking.supplier for asking in self.suppliers}
        left = [id_ for id_ in self._world.suppliers if id_ not in asked] or list(self._world.suppliers)
        return self._world.random.choice(left)

    def _reason(self, verb: str, target: str) -> str:
        if verb in _REASONS:
            return self._world.random.choice(_REASONS[verb])
        if target in ("unfilled", "retry_possible", "conditional", "lost"):
            return self._world.random.choice(rules.REASONS[target])
        return ""

    def _note_supplier(self, verb: str, target: str) -> None:
        now = (self.day, self.second)
        if verb in ("send", "send_again"):
            self.suppliers.append(Asking(self.columns["supplier_id"], now))
        elif rules.STAGE_OF[self.state] in ("active", "deliver") and self.suppliers and target in ANSWERS:
            last = self.suppliers[-1]
            self.suppliers[-1] = last._replace(answered=now, answer=target, reason=self.reason)

    # Arrival, payment, hand-over

    def _priced(self) -> Cost:
        """What it costs under the tariff of the day on which it arrived."""
        if self.cost is None:
            tariff, rules_text = next(
                (id_, text) for id_, start, text in reversed(self._world.tariffs) if start <= self.day
            )
            supplier = self.columns["supplier_id"]
            case = Case(
                service="loan" if self.asked.is_loan else "delivery",
                document_type=self.asked.work.document_type,
                patron_class=self.asked.reader.class_,
                network=self._world.suppliers[supplier] if supplier else "",
                level=self.asked.level,
                pages=self.columns["pages"],
            )
            self.cost = _cost(tariff, rules_text, case)
        return self.cost

    def _arrive(self) -> None:
        due = self._priced().due_fen
        if rules.after_arrival(due, self.asked.limit) == "awaiting_cost_approval":
            origin = self.state
            self._step("ask_cost", "awaiting_cost_approval", wait=False)
            self._step("cost_agreed", origin, 0, 2)
        if self._priced().charged:
            self._happen("price")
        if due:
            self._step("await_payment", "awaiting_payment", wait=False)
            if not self.asked.is_loan and self._draw() < 0.008:
                self._wait(3, 9)
                self.dropped = True
                self._step("cancel", "cancelled", wait=False)
                self._happen("drop")
                return
            self._attach()
            self._pay()
        else:
            self._attach()
        self._release()

    def _happen(self, kind: str) -> None:
        self.happenings.append(Happening(self.day, self.second, kind))

    def _attach(self) -> None:
        if self.asked.delivery == "email":
            self._wait(0, 0)
            self._happen("file")

    def _pay(self) -> None:
        tenders = _CAMPUS if self.asked.reader.campus else _OFF_CAMPUS
        kinds, weights = zip(*tenders, strict=True)
        self.tender = self._world.random.choices(kinds, weights)[0]
        if self.tender == "transfer":
            self._wait(0, 1)
            self._happen("slip")
            self._wait(1, 4)
            self._happen("match")
        else:
            self._wait(0, 2)
            self._happen("pay")

    def _after_payment(self, paid: str) -> bool:
        """A walk that was to stop unpaid: a slip is out, or it is paid and only the document is missing."""
        if self.state != "awaiting_payment":
            return True
        if paid == "slip" and not self.asked.reader.campus:
            return False  # [G] FAQ 4: only campus readers pay out of project funds
        try:
            self._wait(0, 0)
        except TooLate:
            return False
        self.tender = (
            "transfer" if paid == "slip" else "campus_card" if self.asked.reader.campus else "mobile"
        )
        self._happen("slip" if paid == "slip" else "pay")
        return True

    def _release(self) -> None:
        """What nothing holds back goes on: at once where it can, else when staff come to it."""
        at_once = self.state == "awaiting_payment"
        onward = rules.on_release(self.asked.delivery, self.asked.service, self.asked.delivery == "email")
        if onward == "ready_for_pickup":
            self._step("hold_for_pickup", onward, 0, 1, wait=not at_once)
            self._lend() if self.asked.is_loan else self._hand_over()
        else:
            self._step("deliver", "delivered", 0, 1, wait=onward is None or not at_once)
            self._step("complete", "completed", 0, 3)

    def _hand_over(self) -> None:
        if self._stop == "not_collected" or self._draw() < 0.04:
            self._step("not_collected", "not_collected", 10, 11)
            self._step("hold_for_pickup", "ready_for_pickup", 0, 2)
        self._step("hand_over", "delivered", 0, 6)
        self._step("complete", "completed", 0, 2)

    def _lend(self) -> None:
        self._step("check_out", "checked_out", 0, 5)
        if self._stop == "lost" or self._draw() < 0.003:
            self._step("lose", "lost", 15, 30)
            self._step("find", "returned", 1, 10)
        else:
            self._step("return", "returned", 6, 22)
        if self.columns["supplier_id"]:
            self._step("ship_back", "return_shipped", 0, 2)
            self._step("complete", "completed", 1, 6)
        else:
            self._step("complete", "completed", 0, 1)


def _later(day: dt.date, days: int) -> str:
    return (day + dt.timedelta(days=days)).isoformat()
