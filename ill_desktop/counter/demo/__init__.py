"""A demo library: people, two years of requests and their money, made up fast from one seed.

Rows are written in bulk, past the services but under the same triggers: the books balance, numbers have no
gap, every history is a walk through the state table, and ``verify`` finds nothing. Of the audit trail there
is one row for each day and shift, not one for each action. The same seed and clock make the same library,
but for its secrets.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from random import Random

from db import connection, sqlite
from ill_desktop import audit, settings
from ill_desktop.cashier import papers
from ill_desktop.counter.demo.batch import Batch
from ill_desktop.counter.demo.books import Books
from ill_desktop.counter.demo.cases import Cases, Document
from ill_desktop.counter.demo.days import Timeline
from ill_desktop.counter.demo.office import Office
from ill_desktop.counter.demo.orders import Orders, how_many_open
from ill_desktop.counter.demo.people import People, Reader
from ill_desktop.counter.demo.till import Till
from ill_desktop.counter.demo.today import OfficeToday
from ill_desktop.counter.demo.walks import Walk, World
from ill_desktop.counter.demo.works import Works, lists
from ill_desktop.ground import Ground
from ill_desktop.patrons import calendar
from ill_desktop.requests import files
from ill_desktop.staff import passwords
from ill_desktop.staff.queries import first_administrator
from ill_desktop.staff.rules import SYSTEM, Actor
from ill_desktop.staff.service import StaffService

Progress = Callable[[int, int], object]
READER_PASSWORD = "demo2026"  # of every demo reader, so that the kiosk can be tried
KIOSK_PIN = "202611"
MOST_REQUESTS = 5_000_000  # more would need more than 9,999 transaction numbers a day
YEARS_OF_PEOPLE, YEARS_OF_REQUESTS = 1_095, 730  # in days
AT_ONCE = 200_000  # rows


def fill(
    ground: Ground,
    patrons: int,
    requests: int,
    seed: int,
    language: str = "zh_CN",
    progress: Progress = lambda done, of: None,
) -> None:
    """Fill a library that has just been made. ``progress(done, of)`` counts requests and may raise to stop.

    Raises ValueError for no patron at all, for too many requests, and for a library that is in use.
    """
    if patrons < 1 or not 0 <= requests <= MOST_REQUESTS:
        raise ValueError(f"{patrons} patrons, {requests} requests")
    if connection.value("SELECT EXISTS (SELECT 1 FROM patron) OR EXISTS (SELECT 1 FROM staff)"):
        raise ValueError("the library is in use")
    staff = _staff(ground, language)
    with sqlite.in_bulk(connection.database.connection()):
        _fill(ground, patrons, requests, seed, staff, progress)


def _fill(
    ground: Ground, patrons: int, requests: int, seed: int, staff: dict[str, str], progress: Progress
) -> None:
    timeline = Timeline(ground.clock, calendar.load(ground), YEARS_OF_PEOPLE)
    first = timeline.today - YEARS_OF_REQUESTS
    batch = Batch()
    with connection.transaction():
        readers = _people(ground, batch, Random(f"{seed}:people"), timeline, staff, patrons, first)
        _earlier_tariff(timeline)
        batch.write()
    random = Random(f"{seed}:requests")
    world = World(timeline, random, _suppliers(), _tariffs(timeline), ground.library.pickup_days)
    orders = Orders(world, Works(Random(f"{seed}:works"), timeline.days[-1].date.year), readers, first)
    document = _document(ground)
    till_row = connection.rows(lambda *row: row, "SELECT id, name FROM till ORDER BY id LIMIT 1")[0]
    cashier = staff["cashier"]
    books = Books(batch, random, settings.read(papers.DEVICE), cashier)
    office = Office(batch, books, Random(f"{seed}:office"), timeline, ground.library, cashier)
    till = Till(batch, random, books, office, till_row, cashier)
    cases = Cases(batch, random, timeline, till, ground.library, staff, document)
    _days(timeline, first, orders, cases, till, batch, requests, progress)
    with connection.transaction():
        cases.finish()
        batch.write()
        OfficeToday(ground, first_administrator()).work()


def _days(
    timeline: Timeline,
    first: int,
    orders: Orders,
    cases: Cases,
    till: Till,
    batch: Batch,
    requests: int,
    progress: Progress,
) -> None:
    """Day after day: what comes in, then the money. A transaction holds as many days as make a good batch."""
    still_open: dict[int, list[Walk]] = {}
    for walk in orders.open(how_many_open(requests)):
        still_open.setdefault(walk.start[0], []).append(walk)
    ended = orders.per_day(requests - sum(map(len, still_open.values())))
    device, done, index = settings.read(papers.DEVICE), 0, first
    while index <= timeline.today:
        with connection.transaction():
            while index <= timeline.today and batch.waiting < AT_ONCE:
                day = timeline.days[index]
                if day.works:
                    till.open(day)
                walks = [*still_open.pop(index, []), *(orders.finished(index) for _ in range(ended[index]))]
                walks.sort(key=lambda walk: walk.start[1])
                for number, walk in enumerate(walks, 1):
                    cases.store(done + number, f"{device}-{day.compact}-{number:04d}", walk)
                done += len(walks)
                entries = cases.settle(index)
                if index == timeline.today:
                    till.finish()
                elif day.works:
                    till.close(day)
                audit.append(
                    day.at(day.closes),
                    SYSTEM.name,
                    "demo.day",
                    f"day:{day.iso}",
                    requests=len(walks),
                    money=entries,
                )
                index += 1
            batch.write()
        progress(done, requests)


def _staff(ground: Ground, language: str) -> dict[str, str]:
    """One person for each role, with passwords that nobody knows; returns role → name."""
    names: dict[str, str] = lists(language)["staff"]
    service = StaffService(ground)
    number = service.add_first("demo", names["administrator"], secrets.token_urlsafe(32))
    administrator = Actor(names["administrator"], "administrator", staff_id=number)
    for role, name in names.items():
        if role != "administrator":
            service.add(administrator, role, name, role, secrets.token_urlsafe(32))
    service.set_kiosk_pin(administrator, KIOSK_PIN)
    return names


def _people(
    ground: Ground,
    batch: Batch,
    random: Random,
    timeline: Timeline,
    staff: dict[str, str],
    count: int,
    first: int,
) -> list[Reader]:
    institutions = connection.rows(
        lambda id_, automatic: (int(id_), int(automatic)),
        "SELECT id, automatic FROM institution ORDER BY name = ? DESC, position",
        (ground.library.home_institution,),
    )
    password_hash = passwords.hashed(READER_PASSWORD)
    people = People(ground, batch, random, timeline, staff, institutions, password_hash)
    people.fill(count, first)
    audit.append(ground.now, SYSTEM.name, "demo.people", "demo", patrons=count)
    return sorted(people.readers, key=lambda reader: reader.approved)


def _earlier_tariff(timeline: Timeline) -> None:
    """The profile's tariff may be younger than the first request: the demo had the same prices before."""
    version, rules = connection.rows(
        lambda *row: row, "SELECT version, rules FROM tariff ORDER BY valid_from, id LIMIT 1"
    )[0]
    connection.execute(
        "INSERT INTO tariff (version, valid_from, rules) VALUES (?, ?, ?)",
        (f"{version} (demo)", timeline.days[0].iso, rules),
    )


def _tariffs(timeline: Timeline) -> tuple[tuple[int, int, str], ...]:
    """``(id, first day index, rules)`` of every version, the earliest first."""
    begins = timeline.days[0].date
    return tuple(
        connection.rows(
            lambda id_, ordinal, rules: (int(id_), max(0, int(ordinal)), str(rules)),
            "SELECT id, CAST(JULIANDAY(valid_from) - JULIANDAY(?) AS INTEGER), rules FROM tariff "
            "ORDER BY valid_from, id",
            (begins.isoformat(),),
        )
    )


def _suppliers() -> dict[int, str]:
    return dict(
        connection.rows(
            lambda id_, network: (int(id_), str(network)), "SELECT id, network FROM supplier ORDER BY id"
        )
    )


def _document(ground: Ground) -> Document:
    """A small PDF that stands for every document delivered; kept once."""
    from ill_desktop.documents.canvas import Sheet, Style

    name = ground.library.name["en"]
    sheet = Sheet((420, 298), "Demo document", name, "zh_CN")
    sheet.text(210, 120, "演示文献", Style(28), "center")
    sheet.text(210, 160, "Demo document", Style(16), "center")
    data = sheet.pdf()
    return Document(files.keep(ground.folder, data), "demo.pdf", len(data))
