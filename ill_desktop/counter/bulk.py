"""One step for many requests: a selection, or slips scanned one after another; a result for each line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from db import connection
from ill_desktop.counter.lending import LendingService
from ill_desktop.counter.service import CounterService
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.requests import queries, rules
from ill_desktop.requests.inputs import Inputs
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

Progress = Callable[[int, int], object]
AT_ONCE = 25  # requests in one transaction: others get their turn at the file in between
_NUMBER = re.compile(r"[A-Z][A-Z0-9]{0,15}-\d{8}-\d{4}")
_RETURNING = ("return", "find")


class Outcome(NamedTuple):
    """What became of one line: the state it went on to, or why it stayed."""

    request_id: int
    number: str
    title: str
    state: str
    refusal: Refusal | None = None


class Scanned(NamedTuple):
    """What one scan did: ``done`` (tick), ``refused`` (cross, with the reason), ``waits`` (clock: it is done,
    but ``left`` other volumes of the loan are still out)."""

    mark: Literal["done", "refused", "waits"]
    text: str
    outcome: Outcome | None
    refusal: Refusal | None = None
    left: int = 0


class BulkService:
    """Takes the same step again and again; each request by itself, so that one refusal stops no other."""

    def __init__(self, ground: Ground, counter: CounterService, lending: LendingService) -> None:
        self._ground = ground
        self._counter = counter
        self._lending = lending

    def step_many(
        self,
        by: Actor,
        requests: Sequence[int],
        verb: str,
        told: Inputs | None = None,
        progress: Progress = lambda done, of: None,
    ) -> list[Outcome]:
        """Take the step of that name for each request; one line for each, in their order.

        ``progress(done, of)`` hears of every few; what it raises stops the rest, and what is done stays.
        """
        require(self._ground, by, "request.work")
        outcomes: list[Outcome] = []
        for start in range(0, len(requests), AT_ONCE):
            with connection.transaction():
                outcomes += [self._one(by, each, verb, told) for each in requests[start : start + AT_ONCE]]
            progress(len(outcomes), len(requests))
        return outcomes

    def _one(self, by: Actor, request_id: int, verb: str, told: Inputs | None) -> Outcome:
        request = _standing(request_id)
        try:
            with connection.transaction():
                state = self._counter.step(by, request_id, _target(request, verb), told, verb)
        except Refusal as refusal:
            return Outcome(request_id, request.number, request.title, request.state, refusal)
        return Outcome(request_id, request.number, request.title, state)

    def scan(self, by: Actor, verb: str, text: str, told: Inputs | None = None) -> Scanned:
        """Take a step for what a scanner read: a transaction number, also inside a link, or a barcode."""
        require(self._ground, by, "request.work")
        code = unicodedata.normalize("NFKC", text).strip()
        number = _NUMBER.search(code.upper())
        request_id = queries.by_number(number[0]) if number else None
        item = queries.by_barcode(code) if request_id is None else None
        if request_id is None and item is None:
            return Scanned("refused", code, None, Refusal("scan.unknown", text=code[:60]))
        if item is not None and verb in _RETURNING:
            return self._return_volume(by, code, item)
        outcome = self._one(by, request_id or (item.request_id if item else 0), verb, told)
        return Scanned("refused" if outcome.refusal else "done", code, outcome, outcome.refusal)

    def _return_volume(self, by: Actor, code: str, item: queries.Item) -> Scanned:
        request = queries.detail(item.request_id)
        try:
            back = self._lending.return_item(by, code)
        except Refusal as refusal:
            outcome = Outcome(request.id, request.number, request.title, request.state, refusal)
            return Scanned("refused", code, outcome, refusal)
        outcome = Outcome(request.id, request.number, request.title, back.state)
        return Scanned("waits" if back.left else "done", code, outcome, None, back.left)


class _Standing(NamedTuple):
    """As much of a request as says which steps are open to it."""

    number: str
    title: str
    state: str
    service_type: str
    came_from: str | None


def _standing(request_id: int) -> _Standing:
    found = connection.first(
        _Standing,
        "SELECT number, title, state, service_type, came_from FROM request WHERE id = ?",
        (request_id,),
    )
    if found is None:
        raise LookupError(request_id)
    return found


def _target(request: _Standing, verb: str) -> str:
    """Where a step of that name leads from here. Raises Refusal when the table has none."""
    for step in rules.steps_from(request.state, request.service_type, request.came_from):
        if step.verb == verb:
            return step.target
    if any(step.verb == verb and step.target == request.state for step in rules.STEPS):
        raise Refusal("request.done_already")
    raise Refusal("request.no_such_step", state=request.state, target=verb)


def verbs_of(requests: Sequence[int]) -> list[tuple[str, int]]:
    """Which steps a selection can take, each with for how many of it, in the order of the table."""
    found: dict[str, int] = {}
    marks = ", ".join("?" * len(requests))
    for state, service, origin, number in connection.rows(
        lambda *row: row,
        "SELECT state, service_type, came_from, COUNT(*) FROM request "
        f"WHERE id IN ({marks}) GROUP BY 1, 2, 3",
        requests,
    ):
        for verb in dict.fromkeys(step.verb for step in rules.steps_from(state, service, origin)):
            found[verb] = found.get(verb, 0) + int(number)
    order = {step.verb: place for place, step in reversed(list(enumerate(rules.STEPS)))}
    return sorted(found.items(), key=lambda each: (-each[1], order[each[0]]))
