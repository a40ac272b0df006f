"""Registration, review and merging in any order, beside a model of a few lines."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from ill_desktop import audit
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.patrons import queries, rules
from ill_desktop.patrons.rules import Profile
from ill_desktop.staff.rules import Actor
from tests.fresh import new_desk

BY = Actor("孙悦", "administrator", staff_id=2)
NUMBERS = st.sampled_from(["a1", "b2", "c3", "d4"])
ADDRESSES = st.sampled_from(["a@b.cn", "b@b.cn", "c@b.cn", "d@b.cn"])
ACTIONS = sorted(rules.ACTIONS)


@dataclass
class Record:
    """What the model knows of one."""

    number: str
    email: str
    state: str = "pending_review"
    into: int | None = None
    told: list[str] = field(default_factory=lambda: ["register"])


class Readers(RuleBasedStateMachine):
    """Every action is tried on any record; whether it may succeed the model says first."""

    records = Bundle("records")

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        clock = FixedClock(dt.datetime(2026, 11, 21, 6, tzinfo=dt.UTC))
        self.desk = new_desk(Path(self.folder.name) / "library", clock)
        self.model: dict[int, Record] = {}

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            assert list(audit.breaks()) == []
            self.desk.close()
            self.folder.cleanup()

    # The model

    def root(self, number: int) -> int:
        into = self.model[number].into
        return number if into is None else self.root(into)

    def same(self, number: int) -> set[int]:
        return {each for each in self.model if self.root(each) == self.root(number)}

    def live(self, number: int) -> bool:
        return self.model[number].state in rules.LIVE

    def taken(self, column: str, text: str, besides: set[int]) -> bool:
        """Whether a live reader has this, on whichever record."""
        return any(
            getattr(record, column) == text and self.live(self.root(number)) and number not in besides
            for number, record in self.model.items()
        )

    # What can be done

    @rule(target=records, number=NUMBERS, email=ADDRESSES)
    def register(self, number: str, email: str) -> object:
        free = not self.taken("number", number, set()) and not self.taken("email", email, set())
        profile = Profile(
            institution_id=1,
            number=number,
            name="陈竑宇",
            sex="m",
            email=email,
            mobile="13957102231",
            password="rain1234",
            confirmation="rain1234",
        )
        try:
            patron_id = self.desk.patrons.register_form(BY, "off_campus", profile)
        except Refusal as refusal:
            assert not free, refusal
            return multiple()
        assert free
        self.model[patron_id] = Record(number, email)
        return patron_id

    @rule(patron=records, action=st.sampled_from(ACTIONS))
    def act(self, patron: int, action: str) -> None:
        service, record = self.desk.patrons, self.model[patron]
        calls = {
            "approve": lambda: service.approve(BY, patron),
            "ask_for_more": lambda: service.ask_for_more(BY, patron, "单位"),
            "reject": lambda: service.reject(BY, patron, "理由"),
            "complete_information": lambda: service.complete_information(BY, patron, {}),
            "block": lambda: service.block(BY, patron, "理由"),
            "unblock": lambda: service.unblock(BY, patron),
            "expire": lambda: service.expire(BY, patron),
            "withdraw": lambda: service.withdraw(BY, patron),
        }
        may = record.into is None and record.state in rules.ACTIONS[action].starts
        if action == "complete_information":
            besides = self.same(patron)
            for column in ("number", "email"):
                may = may and not self.taken(column, getattr(record, column), besides)
        try:
            calls[action]()
        except Refusal as refusal:
            assert not may, refusal
        else:
            assert may
            record.state = rules.ACTIONS[action].to
            record.told.append(action)

    @rule(patron=records, email=ADDRESSES)
    def change_email(self, patron: int, email: str) -> None:
        record = self.model[patron]
        unchanged = record.email == email
        may = record.into is None and (unchanged or not self.taken("email", email, self.same(patron)))
        try:
            self.desk.patrons.change_contact(BY, patron, email=email, mobile="13957102231")
        except Refusal as refusal:
            assert not may, refusal
        else:
            assert may
            record.email = email
            record.told += [] if unchanged else ["change_contact"]

    @rule(duplicate=records, into=records)
    def merge(self, duplicate: int, into: int) -> None:
        kept = self.root(into)
        may = self.model[duplicate].into is None and kept != duplicate
        may = may and (self.live(kept) or not self.live(duplicate))
        may = may and (self.model[duplicate].state != "blocked" or self.model[kept].state == "blocked")
        try:
            self.desk.merging.merge(BY, duplicate, into, "同一人")
        except Refusal as refusal:
            assert not may, refusal
        else:
            assert may
            self.model[duplicate].into = kept
            self.model[duplicate].told.append("merge_into")
            self.model[kept].told.append("merge")

    @rule(duplicate=records)
    def unmerge(self, duplicate: int) -> None:
        record = self.model[duplicate]
        shared = any(
            other.into is None
            and self.live(number)
            and (other.number == record.number or other.email == record.email)
            for number, other in self.model.items()
            if number != duplicate
        )
        may = record.into is not None and not (self.live(duplicate) and shared)
        try:
            self.desk.merging.unmerge(BY, duplicate, "并非同一人")
        except Refusal as refusal:
            assert not may, refusal
        else:
            assert may
            assert record.into is not None
            self.model[record.into].told.append("unmerge")
            record.told.append("unmerge_from")
            record.into = None

    # What always holds

    @invariant()
    def every_record_leads_to_its_reader(self) -> None:
        for number in getattr(self, "model", {}):
            assert queries.follow(number) == self.root(number) == queries.card(number).id
            assert set(queries.alias_ids(number)) == self.same(number)

    @invariant()
    def lists_have_each_reader_once(self) -> None:
        if hasattr(self, "model"):
            kept = {number for number, record in self.model.items() if record.into is None}
            assert {row.id for row in queries.page()} == kept
            waiting = {number for number in kept if self.model[number].state == "pending_review"}
            assert {row.id for row in queries.review_queue(self.desk.ground)} == waiting

    @invariant()
    def every_history_says_what_happened(self) -> None:
        for number, record in getattr(self, "model", {}).items():
            if record.into is None and len(self.same(number)) == 1:
                events = queries.events(number)
                assert [event.kind for event in reversed(events)] == record.told
                assert queries.card(number).state == record.state


Readers.TestCase.settings = settings(
    max_examples=25, stateful_step_count=40, suppress_health_check=[HealthCheck.too_slow], deadline=None
)
TestReaders = Readers.TestCase
