"""From a walk to the rows of a request: itself, its history, suppliers, documents, messages, its bill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from db import sqlite
from ill_desktop import money
from ill_desktop.counter.demo.batch import Batch
from ill_desktop.counter.demo.bill import Bill, EventRow
from ill_desktop.counter.demo.days import Timeline
from ill_desktop.counter.demo.stock import Stock
from ill_desktop.counter.demo.till import Till
from ill_desktop.counter.demo.walks import Happening, Walk
from ill_desktop.counter.demo.works import as_json, lists
from ill_desktop.library import Library
from ill_desktop.requests.effects import ON_SHELF
from ill_desktop.requests.steps import NOTICES
from ill_desktop.requests.suggesting import FILLED

MESSAGES_DAYS = 30  # older ones have been cleared away
FAILED_EVERY = 211
STILL_WAITING = 7200  # seconds: what is younger has not gone out yet
ANSWERED_WITHIN = dt.timedelta(days=4)
SOURCES = ("ris", "gbt7714", "cnki", "doi", "", "")


@dataclass(frozen=True)
class Document:
    """The one file that every electronic delivery of the demo carries."""

    sha256: str
    name: str
    size: int


class Cases:
    """Writes requests into the batch and hands what concerns money to the till, day by day."""

    def __init__(
        self,
        batch: Batch,
        random: Random,
        timeline: Timeline,
        till: Till,
        library: Library,
        staff: dict[str, str],
        document: Document,
    ) -> None:
        self._batch, self._random, self._timeline, self._till = batch, random, timeline, till
        self._library, self._document = library, document
        self._staff, self._cashier = (staff["counter"], staff["reviewer"]), staff["cashier"]
        self._branches = list(library.branches)
        self._stock = Stock(batch, timeline)
        self._agenda: dict[int, list[tuple[int, int, str, Bill]]] = {}
        self._messages = self._order = 0

    def store(self, request_id: int, number: str, walk: Walk) -> None:
        """All rows of one request; its payment, and what follows from it, wait for their day."""
        asked, work = walk.asked, walk.asked.work
        days = self._timeline.days
        submitted = days[walk.start[0]].at(walk.start[1])
        bill = self._bill(request_id, number, walk)
        self._request(request_id, number, walk, submitted)
        reader = asked.reader
        text = sqlite.searchable(
            number, work.title, work.author, work.container, reader.name, reader.spoken, *work.identifiers
        )
        self._batch.add("request_search", request_id, text)
        actor = f"patron:{reader.id}" if self._random.random() < 0.7 else self._staff[0]
        events: list[EventRow] = [(request_id, submitted, actor, "step", "draft", "submitted", "", "", "{}")]
        rest = events
        for happening in walk.happenings:
            day, second, kind = happening[:3]
            if kind == "step":
                rest.append(self._step(request_id, happening))
                self._tell(request_id, number, walk, happening)
            elif kind == "file":
                rest.append(self._file(request_id, day, second))
            elif bill is not None:
                if kind == "price":
                    rest.append(self._price(request_id, day, second, bill))
                self._put(day, second, kind, bill)
                if kind in ("pay", "match"):
                    rest = bill.afterwards
        self._batch.extend("request_event", events)
        self._suppliers(request_id, walk)

    def finish(self) -> None:
        """What is known only at the end: which journals were asked for, and how often."""
        self._stock.write_journals()

    def settle(self, day: int) -> int:
        """Carry out the money of one day in the order of its hours; returns how much there was."""
        agenda = self._agenda.pop(day, [])
        agenda.sort(key=lambda item: item[:2])
        for second, _, kind, bill in agenda:
            at = self._timeline.days[day].at(second)
            if kind == "price":
                self._till.charge(bill, at)
            elif kind == "drop":
                self._till.drop(bill, at)
            elif kind == "slip":
                self._till.slip(bill, at)
            else:
                numbers = self._till.pay(bill, at) if kind == "pay" else self._till.match(bill, at)
                self._paid(bill, day, second, at, numbers)
        return len(agenda)

    def _put(self, day: int, second: int, kind: str, bill: Bill) -> None:
        self._order += 1
        self._agenda.setdefault(day, []).append((second, self._order, kind, bill))

    @staticmethod
    def _bill(request_id: int, number: str, walk: Walk) -> Bill | None:
        if walk.cost is None or not walk.cost.charged:
            return None
        return Bill(request_id, number, walk.asked.work.title, walk.asked.reader, walk.cost, walk.tender)

    def _request(self, request_id: int, number: str, walk: Walk, submitted: str) -> None:
        asked, work, columns = walk.asked, walk.asked.work, walk.columns
        days = self._timeline.days
        charged = any(happening.kind == "price" for happening in walk.happenings) and not walk.dropped
        needed_by = days[walk.start[0]].date + dt.timedelta(days=20) if self._random.random() < 0.1 else None
        branch = self._branches[int(self._random.random() ** 1.8 * len(self._branches))]
        note = self._random.choice(lists("zh_CN")["notes"]) if self._random.random() < 0.04 else ""
        self._batch.add(
            "request",
            request_id,
            number,
            asked.reader.id,
            asked.service,
            work.document_type,
            asked.level,
            walk.state,
            days[walk.since[0]].at(walk.since[1]),
            work.title,
            work.container,
            work.author,
            work.fields_json,
            columns["pages"],
            needed_by.isoformat() if needed_by else None,
            asked.limit,
            int(self._random.random() < 0.15),
            asked.delivery,
            branch,
            "",
            note,
            SOURCES[int(self._random.random() * len(SOURCES))],
            1,
            submitted,
            columns["supplier_id"],
            columns["came_from"],
            columns["approved_cost_fen"],
            columns["due_on"],
            columns["pickup_until"],
            walk.cost.due_fen if charged and walk.cost else None,
            work.title_key,
            work.place_key,
            walk.reason,
            self._stock.place(branch) if walk.state in ON_SHELF else None,
        )
        self._stock.note(request_id, walk, submitted)

    # History

    def _at(self, day: int, second: int) -> str:
        return self._timeline.days[day].at(second)

    def _step(self, request_id: int, happening: Happening) -> EventRow:
        day, second, _, _, source, target, reason, facts = happening
        actor = self._staff[day % len(self._staff)]
        return (request_id, self._at(day, second), actor, "step", source, target, reason, "", facts)

    def _price(self, request_id: int, day: int, second: int, bill: Bill) -> EventRow:
        actor, note = self._staff[day % len(self._staff)], money.yuan(bill.cost.due_fen)
        return (request_id, self._at(day, second), actor, "price", None, None, "", note, bill.cost.reasons)

    def _file(self, request_id: int, day: int, second: int) -> EventRow:
        at, actor, document = self._at(day, second), self._staff[day % len(self._staff)], self._document
        self._batch.add("request_file", request_id, document.sha256, document.name, document.size, at, actor)
        return (request_id, at, actor, "file", None, None, "", document.name, "{}")

    def _paid(self, bill: Bill, day: int, second: int, at: str, numbers: Iterable[str]) -> None:
        for number in numbers:
            event = (bill.request_id, at, self._cashier, "money", None, None, "", number, "{}")
            self._batch.add("request_event", *event)
            facts = {"name": bill.reader.name, "amount": money.yuan(bill.cost.due_fen), "paper": number}
            self._message("payment_received", bill.reader.id, None, bill.reader.language, facts, day, second)
        self._batch.extend("request_event", bill.afterwards)
        bill.afterwards = []

    def _suppliers(self, request_id: int, walk: Walk) -> None:
        for position, asking in enumerate(walk.suppliers, 1):
            answered = self._at(*asking.answered) if asking.answered else None
            asked = self._at(*asking.at)
            row = (request_id, position, asking.supplier, asked, answered, asking.answer)
            expected = None if answered else self._timeline.days[asking.at[0]].date + ANSWERED_WITHIN
            cost = self._stock.cost(walk) if asking.answer in FILLED else None
            self._batch.add(
                "request_supplier", *row, asking.reason, cost, expected.isoformat() if expected else None
            )

    # Messages

    def _tell(self, request_id: int, number: str, walk: Walk, happening: Happening) -> None:
        kind = NOTICES.get(happening.target)
        if kind is None or happening.day < self._timeline.today - MESSAGES_DAYS:
            return
        reader = walk.asked.reader
        branch = self._library.branches[self._branches[0]]
        owed = walk.cost.due_fen if walk.cost and kind in ("cost_to_approve", "payment_due") else 0
        facts = {
            "name": reader.name,
            "number": number,
            "title": walk.asked.work.title,
            "amount": money.yuan(owed),
            "place": branch.pickup[reader.language],
            "phone": branch.pickup_phone,
            "until": walk.columns["pickup_until"] or "",
            "reason": happening.reason,
        }
        self._message(kind, reader.id, request_id, reader.language, facts, happening.day, happening.second)

    def _message(
        self,
        kind: str,
        patron: int,
        request: int | None,
        language: str,
        facts: dict[str, Any],
        day: int,
        second: int,
    ) -> None:
        timeline = self._timeline
        if day < timeline.today - MESSAGES_DAYS:
            return
        self._messages += 1
        at = self._at(day, second)
        text = as_json(facts)
        if day == timeline.today and second > timeline.now_second - STILL_WAITING:
            row: tuple[Any, ...] = ("waiting", 0, None, "")
        elif self._messages % FAILED_EVERY == FAILED_EVERY // 2:
            row = ("failed", 5, None, lists("zh_CN")["reasons"]["mail"])
        else:
            row = (
                "sent",
                1,
                self._at(
                    day, min(second + 60, timeline.now_second) if day == timeline.today else second + 60
                ),
                "",
            )
        self._batch.add("outbox", kind, patron, request, language, "email", text, at, at, *row)
