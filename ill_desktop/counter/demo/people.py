"""Who reads in a demo library: registry, registrations in every state, activations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from ill_desktop.activation import terms
from ill_desktop.clock import utc_text
from ill_desktop.counter.demo.batch import Batch
from ill_desktop.counter.demo.days import Timeline
from ill_desktop.counter.demo.works import lists
from ill_desktop.ground import Ground
from ill_desktop.patrons import calendar, names, record, rules
from ill_desktop.patrons.calendar import Calendar

ENGLISH = 0.06
OFF_CAMPUS = 0.13
CAMPUS_FORM = 0.03
ACTIVATED = 0.78
LEFT = (("expired", 0.04), ("blocked", 0.008), ("rejected", 0.012), ("withdrawn", 0.01))

ENDS = {"expired": "expire", "blocked": "block", "withdrawn": "withdraw"}


@dataclass(frozen=True, slots=True)
class Reader:
    """What requests and payments need to know of a reader. Days are indexes of the timeline."""

    id: int
    number: str
    name: str
    spoken: str  # pinyin and initials
    unit: str
    class_: str
    language: str
    campus: bool
    approved: int
    activated: int | None


@dataclass(frozen=True, slots=True)
class _Person:
    number: str
    road: str
    class_: str
    name: str
    sex: str
    email: str
    mobile: str
    unit: str
    last_six: str
    language: str


@dataclass(frozen=True, slots=True)
class _Stay:
    """What became of one registration; days are indexes of the timeline."""

    state: str
    submitted_at: str
    due: str
    reviewed_day: int | None
    reviewed_at: str | None
    activated_day: int | None
    activated_at: str | None


@cache
def _sound(name: str) -> names.Pinyin:
    return names.of_person(name)


class People:
    """Fills registry and patrons; ``readers`` are those who may ask for something, the oldest first."""

    def __init__(
        self,
        ground: Ground,
        batch: Batch,
        random: Random,
        timeline: Timeline,
        staff: dict[str, str],
        institutions: list[tuple[int, int]],
        password_hash: str,
    ) -> None:
        """``institutions``: ``(id, automatic)``, the home institution first."""
        self._ground, self._batch, self._random, self._timeline = ground, batch, random, timeline
        self._staff, self._institutions, self._password_hash = staff, institutions, password_hash
        self._calendar: Calendar = calendar.load(ground)
        self._terms = {language: terms.of(ground.library, language) for language in ("zh_CN", "en")}
        self._serial = 0
        self.readers: list[Reader] = []

    def fill(self, count: int, window: int) -> None:
        """Make so many patrons; ``window``: the day index at which requests begin."""
        waiting = self._waiting(count)
        settled = count - len(waiting)
        early = max(1, settled * 3 // 10)
        days = [int(self._random.random() * window * 0.98) for _ in range(early)]
        days += [self._later(window) for _ in range(settled - early)]
        states = [self._state_of(day, window) for day in sorted(days)]
        self._registry_import(count)
        expired: _Person | None = None
        for id_, (day, state) in enumerate(zip(sorted(days), states, strict=True), 1):
            person = self._person()
            expired = person if state == "expired" else expired
            self._store(id_, person, day, state)
        for id_, (days_ago, state) in enumerate(waiting, settled + 1):
            person = self._person()
            if expired is not None and state == "pending_review":
                person, expired = self._again(expired), None
            self._store(id_, person, self._timeline.today - days_ago, state)

    def _waiting(self, count: int) -> list[tuple[int, str]]:
        """Those who wait for the counter: ``(days ago, state)``; some longer than one working day."""
        pending, asked = min(count * 7 // 300 or 1, 60, count - 1), min(count // 120, 20)
        late = pending * 2 // 7
        waits = [(5 + place % 3, "pending_review") for place in range(late)]
        waits += [(6 + place % 9, "needs_information") for place in range(asked)]
        waits += [(place % 2, "pending_review") for place in range(pending - late)]
        return sorted(waits, reverse=True)

    def _later(self, window: int) -> int:
        return window + int(self._random.random() * (self._timeline.today - 3 - window))

    def _state_of(self, day: int, window: int) -> str:
        """Most stay; whoever left did so long ago."""
        draw = self._random.random()
        for state, share in LEFT:
            draw -= share
            if draw < 0:
                return state if day < window or state == "rejected" else "approved"
        return "approved"

    # One person

    def _person(self) -> _Person:
        self._serial += 1
        draw = self._random.random()
        road = (
            "off_campus"
            if draw < OFF_CAMPUS
            else "campus_form"
            if draw < OFF_CAMPUS + CAMPUS_FORM
            else "campus"
        )
        language = "en" if self._random.random() < ENGLISH else "zh_CN"
        class_, number = self._class_and_number(road)
        made_of, draw = lists(language), self._random.random()
        if draw < 0.02:
            name = self._random.choice(made_of["other_names"])
        else:
            given, surname = self._random.choice(made_of["given"]), self._random.choice(made_of["surnames"])
            name = f"{given}·{surname}" if language == "en" else surname + given
        host = "example.com" if road == "off_campus" else "example.edu.cn"
        return _Person(
            number=number,
            road=road,
            class_=class_,
            name=name,
            sex="x" if draw > 0.97 else self._random.choice("mf"),
            email=f"{number.lower()}@{host}",
            mobile=f"+8613900{self._serial % 1_000_000:06d}",
            unit=self._random.choice(lists("zh_CN")["employers" if road == "off_campus" else "units"]),
            last_six=f"{int(self._random.random() * 1_000_000):06d}",
            language=language,
        )

    def _class_and_number(self, road: str) -> tuple[str, str]:
        if road == "off_campus":
            return rules.OFF_CAMPUS_CLASS, f"reader{self._serial:05d}"
        classes = [code for code in self._ground.library.classes if code != rules.OFF_CAMPUS_CLASS]
        class_ = self._random.choices(classes, [2, 5, 3, *[1] * len(classes)][: len(classes)])[0]
        begins = {"undergraduate": "32", "graduate": "22", "staff": "00"}.get(class_, "90")
        return class_, f"{begins}{self._serial:06d}"

    def _again(self, earlier: _Person) -> _Person:
        """Somebody who was here before under another account: a look-alike for the review."""
        self._serial += 1
        account = f"reader{self._serial:05d}"
        return replace(
            earlier,
            number=account,
            road="off_campus",
            class_=rules.OFF_CAMPUS_CLASS,
            email=f"{account}@example.com",
            unit=self._random.choice(lists("zh_CN")["employers"]),
        )

    # Rows

    def _registry_import(self, count: int) -> None:
        """People of the campus registry who have not registered, and the import that brought them all."""
        at = self._timeline.days[0].at(9 * 3600)
        spare = count // 4 + 20
        self._batch.add("registry_import", 1, at, self._staff["administrator"], "registry.csv", spare, 0, 0)
        for _ in range(spare):
            person = self._person()
            if person.road == "campus":
                self._registry_person(person)

    def _registry_person(self, person: _Person) -> None:
        keyed = self._ground.keyed("last_six", person.last_six)
        self._batch.add(
            "registry_person", person.number, person.name, person.class_, person.unit, keyed, None, 1
        )

    def _store(self, id_: int, person: _Person, day_index: int, state: str) -> None:
        """Everything that is kept of one reader who registered on that day."""
        stay = self._stay(day_index, state)
        sound = _sound(person.name)
        if person.road == "campus":
            self._registry_person(person)
        self._patron(id_, person, sound, stay)
        text = record.search_text(person.number, person.name, person.email, person.mobile, person.unit)
        self._batch.add("patron_search", id_, text)
        self._events(id_, person, stay)
        if stay.activated_at is not None:
            self._activate(id_, person, stay.activated_at)
        if state == "approved" and stay.reviewed_day is not None:
            self.readers.append(
                Reader(
                    id=id_,
                    number=person.number,
                    name=person.name,
                    spoken=f"{sound.full} {sound.initials}",
                    unit=person.unit,
                    class_=person.class_,
                    language=person.language,
                    campus=person.road != "off_campus",
                    approved=stay.reviewed_day,
                    activated=stay.activated_day,
                )
            )

    def _stay(self, day_index: int, state: str) -> _Stay:
        day = self._timeline.days[day_index]
        reviewed = None if state in ("pending_review", "needs_information") else self._soon(day_index)
        activated = self._activation_day(reviewed, state)
        return _Stay(
            state=state,
            submitted_at=day.at(day.opens + int(self._random.random() * (day.closes - day.opens))),
            due=calendar.working_day_after(day.date, self._calendar).isoformat(),
            reviewed_day=reviewed,
            reviewed_at=self._at(reviewed),
            activated_day=activated,
            activated_at=self._at(activated),
        )

    def _patron(self, id_: int, person: _Person, sound: names.Pinyin, stay: _Stay) -> None:
        self._batch.add(
            "patron",
            id_,
            person.number,
            person.road,
            self._institution(person.road),
            person.class_,
            person.name,
            sound.full,
            sound.initials,
            person.sex,
            person.email,
            person.mobile,
            person.unit,
            self._ground.keyed("last_six", person.last_six),
            self._password_hash,
            person.language,
            stay.state,
            stay.submitted_at,
            stay.due,
            stay.reviewed_at,
            stay.activated_at,
            None,
            int(self._random.random() < 0.1),
        )

    def _institution(self, road: str) -> int:
        """The home institution, but for those who fill in a form because theirs has no cards to bind."""
        others = [id_ for id_, automatic in self._institutions if not automatic]
        return self._random.choice(others) if road == "campus_form" and others else self._institutions[0][0]

    def _soon(self, day_index: int) -> int:
        """The working day after, or today."""
        following = self._timeline.work_from(day_index + 1)
        return self._timeline.today if following is None else following

    def _activation_day(self, reviewed_day: int | None, state: str) -> int | None:
        if reviewed_day is None or state != "approved" or self._random.random() > ACTIVATED:
            return None
        day = self._timeline.work_from(reviewed_day + 1 + int(self._random.random() * 12))
        return day if day is not None and day < self._timeline.today else None

    def _at(self, day_index: int | None) -> str | None:
        if day_index is None:
            return None
        day = self._timeline.days[day_index]
        return day.at(day.opens + int(self._random.random() * (day.closes - day.opens)))

    def _events(self, id_: int, person: _Person, stay: _Stay) -> None:
        def add(
            at: str | None, actor: str, kind: str, before: str | None, after: str, note: str = ""
        ) -> None:
            self._batch.add("patron_event", id_, at, actor, kind, before, after, note)

        reasons: dict[str, Any] = lists("zh_CN")["reasons"]
        reviewer, state = self._staff["reviewer"], stay.state
        add(stay.submitted_at, f"patron:{id_}", "register", None, "pending_review", person.road)
        if state == "needs_information":
            at = self._later_than(stay.submitted_at, hours=2)
            add(at, reviewer, "ask_for_more", "pending_review", state, reasons["ask_for_more"])
        elif state == "rejected":
            add(stay.reviewed_at, reviewer, "reject", "pending_review", state, reasons["reject"])
        elif stay.reviewed_at is not None:
            add(stay.reviewed_at, reviewer, "approve", "pending_review", "approved")
            if state in ENDS:
                at = self._later_than(stay.reviewed_at, days=200)
                note = reasons["block"] if state == "blocked" else ""
                add(at, self._staff["administrator"], ENDS[state], "approved", state, note)

    def _later_than(self, at: str, **step: float) -> str:
        return min(utc_text(dt.datetime.fromisoformat(at) + dt.timedelta(**step)), self._ground.now)

    def _activate(self, id_: int, person: _Person, at: str) -> None:
        agreed = self._terms[person.language]
        way = self._random.choices(("desk", "qr", "link"), (6, 3, 1))[0]
        proof = "attested" if way == "desk" else "code"
        actor = self._staff["counter"] if way == "desk" else f"patron:{id_}"
        self._batch.add(
            "activation", id_, at, way, agreed.version, agreed.hash, person.language, actor, proof
        )
        self._batch.add("patron_event", id_, at, actor, "activate", None, None, way)
