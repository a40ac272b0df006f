"""What of a request lies somewhere: its place on the shelf, its volumes; and what it is found by."""

from __future__ import annotations

import datetime as dt

from db import sqlite
from ill_desktop.counter.demo.batch import Batch
from ill_desktop.counter.demo.days import Timeline
from ill_desktop.counter.demo.walks import Walk
from ill_desktop.patrons import names
from ill_desktop.requests import lending, rules

MARGIN = dt.timedelta(days=3)  # the partner wants it back so much later than the reader
PAGE_FEN, LOAN_FEN = 30, 30_00  # what partners charge


class Stock:
    """Adds rows beside a request to the batch."""

    def __init__(self, batch: Batch, timeline: Timeline) -> None:
        self._batch, self._timeline = batch, timeline
        self._shelves: dict[str, list[str]] = {}
        self._journals: dict[str, tuple[str, int, str]] = {}

    def place(self, branch: str) -> str:
        """The next place on a branch's shelf."""
        taken = self._shelves.setdefault(branch, [])
        taken.append(lending.free_shelf(taken))
        return taken[-1]

    @staticmethod
    def cost(walk: Walk) -> int:
        """What the partner charged."""
        return LOAN_FEN if walk.asked.is_loan else PAGE_FEN * (walk.columns["pages"] or 1)

    def note(self, request_id: int, walk: Walk, submitted: str) -> None:
        """Identifiers, the journal, and of what is or was lent the volume."""
        work = walk.asked.work
        for key in work.keys:
            self._batch.add("request_identifier", key, request_id)
        name, issn = work.journal
        if name:
            _, used, _ = self._journals.get(name, ("", 0, ""))
            self._journals[name] = (issn, used + 1, submitted)
        if walk.state in rules.ON_LOAN:
            self._lent(request_id, walk)

    def _lent(self, request_id: int, walk: Walk) -> None:
        days = self._timeline.days
        at = {
            happening.target: days[happening.day].at(happening.second)
            for happening in walk.happenings
            if happening.kind == "step"
        }
        due = dt.date.fromisoformat(walk.columns["due_on"])
        self._batch.add("request_loan", request_id, (due + MARGIN).isoformat(), "reader")
        self._batch.add(
            "request_item",
            request_id,
            1,
            f"D{request_id:08d}",
            due.isoformat(),
            at["checked_out"],
            at.get("returned"),
            at.get("return_shipped"),
        )

    def write_journals(self) -> None:
        """Every journal with how often it was asked for."""
        for number, (name, (issn, used, last)) in enumerate(self._journals.items(), 1):
            spoken = names.of_place(name)
            self._batch.add("journal", number, name, issn, used, last)
            text = sqlite.searchable(name, spoken.full, spoken.initials, issn)
            self._batch.add("journal_search", number, text)
