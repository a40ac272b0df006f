"""Who asks for what, on which day, and how far it has come: most is finished, some is open in every state."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from ill_desktop.counter.demo.people import Reader
from ill_desktop.counter.demo.walks import MIX, Asked, TooLate, Walk, World
from ill_desktop.counter.demo.works import Work, Works

LIMITS = (20_00, 30_00, 50_00, 100_00)
# Document type and delivery that lead to a state. Standards state no pages: a copy of one is free until
# they are counted. A thesis costs more than most expect.
NEEDS = {
    "": ("", ""),
    "loan": ("book", ""),
    "pickup": ("", "pickup"),
    "mail": ("journal_article", "email"),
    "free": ("standard", "email"),
    "dear": ("thesis", "email"),
}
WEEKEND, HOLIDAYS = 0.35, 0.45  # what comes in then, beside a working day in term
TRIES = 400


@dataclass(frozen=True, slots=True)
class Stop:
    """A state in which requests are open. ``weight`` of :data:`WEIGHTS`; ``ages`` in days, youngest and
    oldest; ``span``: about how long it takes to get there; ``paid``: see :meth:`Walk.go`."""

    state: str
    weight: int
    road: str
    ages: tuple[int, int]
    span: tuple[int, int] = (0, 3)
    needs: str = ""  # free | dear | loan | pickup | mail
    paid: str = ""


STOPS = (
    Stop("submitted", 6, "supplier", (0, 0), (0, 0)),
    Stop("submitted", 2, "supplier", (1, 1), (0, 0)),
    Stop("needs_information", 3, "asked", (1, 6)),
    Stop("accepted", 6, "supplier", (0, 1)),
    Stop("awaiting_cost_approval", 4, "supplier", (1, 4), (1, 9), "dear"),
    Stop("sent", 7, "supplier", (0, 4)),
    Stop("sent", 2, "supplier", (6, 9)),
    Stop("conditional", 2, "condition", (0, 3), (1, 7)),
    Stop("retry_possible", 2, "retry", (0, 3), (1, 7)),
    Stop("will_supply", 4, "agreed", (0, 3), (0, 6)),
    Stop("cancel_pending", 1, "late_withdrawn", (0, 2), (0, 5)),
    Stop("shipped", 6, "shipped", (0, 4), (1, 8)),
    Stop("received", 3, "supplier", (0, 1), (1, 8), "free"),
    Stop("filled_locally", 1, "local", (0, 1), (0, 5), "free"),
    Stop("awaiting_payment", 3, "supplier", (0, 5), (1, 8), "mail"),
    Stop("awaiting_payment", 3, "shipped", (0, 5), (1, 9), "mail", "slip"),
    Stop("awaiting_payment", 5, "supplier", (0, 2), (1, 8), "mail", "paid"),
    Stop("ready_for_pickup", 9, "supplier", (0, 13), (1, 18), "pickup"),
    Stop("not_collected", 3, "supplier", (0, 5), (15, 40), "pickup"),
    Stop("checked_out", 2, "shipped", (1, 24), (2, 26), "loan"),
    Stop("checked_out", 4, "shipped", (25, 28), (2, 26), "loan"),
    Stop("checked_out", 2, "shipped", (29, 33), (2, 26), "loan"),
    Stop("lost", 1, "shipped", (1, 12), (22, 75), "loan"),
    Stop("returned", 2, "shipped", (0, 1), (10, 60), "loan"),
    Stop("return_shipped", 1, "shipped", (0, 3), (12, 62), "loan"),
    Stop("delivered", 2, "supplier", (0, 2), (1, 18), "mail"),
)
WEIGHTS = sum(stop.weight for stop in STOPS)


def how_many_open(requests: int) -> int:
    """Of a small library a good part, so that every screen has something to show; of a large one few."""
    return round(min(requests * WEIGHTS / 1_200, 240 + requests * 0.0148))


class Orders:
    """Makes walks; ``first`` is the day index at which requests begin."""

    def __init__(self, world: World, works: Works, readers: list[Reader], first: int) -> None:
        self._world, self._works, self._readers, self._first = world, works, readers, first
        self._random = world.random
        self._approved = [reader.approved for reader in readers]
        self._roads, self._road_weights = list(MIX), list(accumulate(MIX.values()))

    def per_day(self, count: int) -> list[int]:
        """How many requests of ``count`` come in on each day of the timeline."""
        days = self._world.timeline.days
        weights = []
        for day in days:
            weight = 0.0 if day.index < self._first else 0.8 + 0.4 * day.index / len(days)
            weight *= 1.0 if day.date.weekday() < 5 else WEEKEND
            weight *= HOLIDAYS if day.date.month in (2, 7, 8) else 1.0
            weights.append(weight)
        counts = [0] * len(days)
        for index in self._random.choices(range(len(days)), cum_weights=list(accumulate(weights)), k=count):
            counts[index] += 1
        return counts

    def open(self, count: int) -> Iterator[Walk]:
        """So many open requests, in the proportions of :data:`STOPS`."""
        for place in range(count):
            # Spread over the whole list however few there are.
            at = (place * WEIGHTS + WEIGHTS // 2) // count
            stop = STOPS[bisect_right(list(accumulate(stop.weight for stop in STOPS)), at)]
            yield self._open(stop)

    def _open(self, stop: Stop) -> Walk:
        timeline = self._world.timeline
        for _ in range(TRIES):
            age = self._between(*stop.ages)
            day = max(self._first, timeline.today - age - self._between(*stop.span))
            asked = self._asked(day, stop.needs)
            if asked is None:
                continue
            walk = Walk(self._world, asked, day, self._second(day), stop.state)
            if not walk.go(stop.road, stop.paid) or walk.state != stop.state:
                continue
            if stop.ages[0] <= timeline.today - walk.since[0] <= stop.ages[1]:
                return walk
        # A library of a few days or readers may not have what it takes: then somebody has just asked.
        asked = self._asked(timeline.today, "")
        if asked is None:
            raise TooLate
        walk = Walk(self._world, asked, timeline.today, self._second(timeline.today), "submitted")
        walk.go("supplier")
        return walk

    def finished(self, day: int) -> Walk:
        """A request of that day which has come to its end since."""
        for attempt in range(TRIES):
            asked = self._asked(day, "")
            if asked is None:
                raise TooLate
            walk = Walk(self._world, asked, day, self._second(day))
            # In the last days only what is quick can have ended.
            road = self._road() if attempt < 6 else self._random.choice(("local", "withdrawn", "not_held"))
            if walk.go(road):
                return walk
        raise TooLate

    def _road(self) -> str:
        return self._roads[bisect_right(self._road_weights, self._random.random() * self._road_weights[-1])]

    def _between(self, low: int, high: int) -> int:
        return low + int(self._random.random() * (high - low + 1))

    def _second(self, day: int) -> int:
        """When somebody sends a request: between seven and eleven at night; today before now."""
        timeline = self._world.timeline
        if day == timeline.today:
            opens, closes = timeline.days[day].opens, timeline.now_second
            return opens + int((closes - opens) * self._random.random() * 0.8)
        return 7 * 3600 + int(self._random.random() * 16 * 3600)

    # One request

    def _asked(self, day: int, needs: str) -> Asked | None:
        """What somebody who may asks for; None when it is not what is needed."""
        eligible = bisect_right(self._approved, day - 1)
        if not eligible:
            return None
        reader = self._readers[int(self._random.random() ** 1.5 * eligible)]
        document_type, delivery = NEEDS[needs]
        work = self._works.one(document_type)
        activated = reader.activated is not None and reader.activated < day
        service = self._service(work, activated)
        if needs == "loan" and service != "loan":
            return None
        limit = self._random.choice(LIMITS) if self._random.random() < 0.25 else None
        level = "urgent" if self._random.random() < 0.06 else "normal"
        if document_type:
            level, limit = "normal", 5_00 if needs == "dear" else None
        return Asked(reader, work, service, delivery or self._delivery(service), level, limit)

    def _service(self, work: Work, activated: bool) -> str:
        if work.document_type == "book" and activated and self._random.random() < 0.85:
            return "loan"
        if work.document_type == "book_chapter" and self._random.random() < 0.3:
            return "copy_or_loan"
        return "delivery"

    def _delivery(self, service: str) -> str:
        draw = self._random.random()
        if service == "loan":
            return "pickup" if draw < 0.88 else "post"
        return "email" if draw < 0.86 else "pickup" if draw < 0.95 else "post"
