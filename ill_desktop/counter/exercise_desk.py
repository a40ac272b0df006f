"""The exercise away from the till: readers come, ask, and their requests go on step by step."""

from __future__ import annotations

import json
from random import Random
from typing import NamedTuple

from db import connection
from ill_desktop.cashier.service import CashierService
from ill_desktop.cashier.transfers import TransferService
from ill_desktop.counter.demo.works import Works, lists
from ill_desktop.counter.service import CounterService
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons.rules import Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.requests.service import NewRequest, RequestService
from ill_desktop.requests.steps import Inputs, StepService
from ill_desktop.staff.rules import Actor

NONE = "-"
ON = {
    "submitted": "accepted",
    "accepted": "sent",
    "sent": "shipped",
    "shipped": "received",
    "ready_for_pickup": "delivered",
}
"""State → where the work goes from there; what waits for money waits for the till."""
NEAR = 50  # of so many that come first, any may be the next: people do not stand in one queue


class Done(NamedTuple):
    """One commit. ``number``: of the receipt or voucher, "-" where none was issued; ``amount_fen``: what came
    in, negative what went out."""

    operation_id: str
    number: str = NONE
    amount_fen: int = 0

    def line(self) -> str:
        """As the outside record keeps it: ``ack``, operation, receipt and fen, with tabs between."""
        return f"ack\t{self.operation_id}\t{self.number}\t{self.amount_fen}"


class DeskWork:
    """Registrations, requests and their steps. Each action is one commit that can be found again by its
    operation id, which stands in the row it wrote; None when there was nothing of the kind to do."""

    def __init__(self, ground: Ground, by: Actor, random: Random) -> None:
        self._by, self._random = by, random
        self.notices = NoticeService(ground)
        self.cashier = CashierService(ground)
        self.transfers = TransferService(ground)
        self._requests = RequestService(ground, self.notices)
        steps = StepService(ground, self.notices)
        self.counter = CounterService(
            ground, self.cashier, self.transfers, self._requests, steps, self.notices
        )
        self._patrons = PatronService(ground, self.notices)
        self._works = Works(random, ground.clock.day().year)
        self._supplier = int(connection.value("SELECT MIN(id) FROM supplier WHERE active = 1"))
        self._institutions: dict[int, int] = dict(
            connection.rows(
                lambda automatic, id_: (int(automatic), int(id_)),
                "SELECT automatic, MIN(id) FROM institution WHERE retired_at IS NULL GROUP BY automatic",
            )
        )

    def one_of(self, sql: str, *parameters: object) -> int | None:
        """Any id of those a query gives; None when it gives none."""
        found = connection.rows(int, f"{sql} LIMIT {NEAR}", parameters)
        return self._random.choice(found) if found else None

    def readers(self) -> int:
        """How many readers may submit a request."""
        return int(connection.value("SELECT COUNT(*) FROM patron WHERE state = 'approved'"))

    def reader(self) -> int | None:
        """Any reader that may submit a request."""
        first = self._random.randrange(1 + int(connection.value("SELECT COALESCE(MAX(id), 0) FROM patron")))
        return self.one_of(
            "SELECT id FROM patron WHERE id >= ? AND state = 'approved' AND merged_into IS NULL ORDER BY id",
            first,
        )

    def register(self, operation: str) -> Done:
        """A reader by form, off campus or from an institution whose cards cannot be bound."""
        campus = self._random.random() < 0.5
        made_of = lists("zh_CN")
        password = f"demo{self._random.randrange(10**8):08d}"
        self._patrons.register_form(
            self._by,
            "campus_form" if campus else "off_campus",
            Profile(
                institution_id=self._institutions[0 if campus else min(1, len(self._institutions) - 1)],
                number=operation,
                name=self._random.choice(made_of["surnames"]) + self._random.choice(made_of["given"]),
                sex=self._random.choice("mf"),
                email=f"{operation}@example.org",
                mobile=f"139{self._random.randrange(10**8):08d}",
                unit=self._random.choice(made_of["units" if campus else "employers"]),
                last_six=f"{self._random.randrange(10**6):06d}",
                class_="graduate" if campus else "",
                password=password,
                confirmation=password,
            ),
        )
        return Done(operation)

    def approve(self, operation: str) -> Done | None:
        """Let in whoever waits longest."""
        waits = connection.value("SELECT MIN(id) FROM patron WHERE state = 'pending_review'")
        if waits is None:
            return None
        self._patrons.approve(self._by, waits)
        return Done(f"approve:{waits}")

    def submit(self, operation: str) -> Done | None:
        """A reader asks for a copy of something, to be collected here."""
        reader = self.reader()
        if reader is None:
            return None
        work = self._works.one()
        self._requests.submit(
            self._by,
            NewRequest(
                patron_id=reader,
                service_type="delivery",
                document_type=work.document_type,
                fields=json.loads(work.fields_json),
                delivery="pickup",
                pages=work.pages,
                note=operation,
                copyright_agreed=True,
                beyond_limits=True,
            ),
        )
        return Done(operation)

    def step(self, operation: str) -> Done | None:
        """An open request goes on by one step; when it arrives it is priced and charged."""
        request = self.one_of(
            f"SELECT id FROM request WHERE state IN ({', '.join('?' * len(ON))}) ORDER BY id", *ON
        )
        if request is None:
            return None
        state, pages = connection.rows(
            lambda state, pages: (str(state), int(pages or 1)),
            "SELECT state, pages FROM request WHERE id = ?",
            (request,),
        )[0]
        target = ON[state]
        inputs = Inputs(
            note=operation,
            supplier_id=self._supplier if target == "sent" else None,
            pages=pages if target == "received" else None,
        )
        self.counter.step(self._by, request, target, inputs)
        return Done(operation)

    def cancel(self, operation: str) -> Done | None:
        """A reader wants it no longer: what is not paid falls away."""
        request = self.one_of(
            "SELECT id FROM request WHERE state IN ('submitted', 'accepted', 'awaiting_payment') "
            "AND service_type = 'delivery' ORDER BY id DESC"
        )
        if request is None:
            return None
        self.counter.step(self._by, request, "cancelled", Inputs(note=operation))
        return Done(operation)

    def note(self, operation: str) -> Done | None:
        """A word is written into a request's history."""
        request = self.one_of("SELECT id FROM request ORDER BY id DESC")
        if request is None:
            return None
        self._requests.note(self._by, request, operation)
        return Done(operation)

    def answer_notice(self, operation: str) -> Done | None:
        """Somebody has telephoned instead: a notice that waits is taken off the list."""
        notice = self.one_of("SELECT id FROM outbox WHERE state IN ('waiting', 'failed') ORDER BY id")
        if notice is None or not self.notices.give_up(self._by, [notice], operation):
            return None
        return Done(operation)
