"""A counter at work for the tests of money and requests, and short ways to use it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.service import CashierService
from ill_desktop.cashier.shifts import ShiftService
from ill_desktop.cashier.transfers import TransferService
from ill_desktop.counter.bulk import BulkService
from ill_desktop.counter.delivering import DocumentService
from ill_desktop.counter.lending import LendingService
from ill_desktop.counter.service import CounterService, Released
from ill_desktop.counter.submitting import SubmitService
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.requests.loans import LoanService
from ill_desktop.requests.service import NewRequest, RequestService
from ill_desktop.requests.steps import Inputs, StepService
from ill_desktop.staff.rules import Actor

ARTICLE = {
    "article_title": "深度学习在径流预测中的应用",
    "journal": "水利学报",
    "author": "王磊; 陈辉",
    "year": "2024",
    "volume": "55",
    "issue": "3",
    "pages": "311-322",
}
PDF = b"%PDF-1.7 a document"
_operations = itertools.count(1)


def refused(action: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        action()
    return caught.value


def operation() -> str:
    return f"operation-{next(_operations)}"


@dataclass
class Till:
    """One counter with an open shift."""

    ground: Ground
    by: Actor
    notices: NoticeService = field(init=False)
    cashier: CashierService = field(init=False)
    shift: int = field(init=False)

    def __post_init__(self) -> None:
        self.notices = NoticeService(self.ground)
        self.cashier = CashierService(self.ground)
        self.shifts = ShiftService(self.ground)
        self.transfers = TransferService(self.ground)
        self.requests = RequestService(self.ground, self.notices)
        self.steps = StepService(self.ground, self.notices)
        self.counter = CounterService(
            self.ground, self.cashier, self.transfers, self.requests, self.steps, self.notices
        )
        self.loans = LoanService(self.ground, self.notices)
        self.lending = LendingService(self.ground, self.cashier, self.counter)
        self.documents = DocumentService(self.ground, self.counter)
        self.submitting = SubmitService(
            self.ground, self.cashier, self.requests, self.counter, self.documents
        )
        self.bulk = BulkService(self.ground, self.counter, self.lending)
        settings.write("device", "YQ1")
        self.cashier.tariffs.plant()
        self.requests.plant_suppliers()
        self.till = self.shifts.add_till("1")
        self.shift = self.shifts.open(self.by, self.till, 100_00)

    def request(self, patron: int, **changes: object) -> int:
        """Submit an article of twelve pages, with changes."""
        facts: dict[str, object] = {
            "patron_id": patron,
            "service_type": "delivery",
            "document_type": "journal_article",
            "fields": ARTICLE,
            "copyright_agreed": True,
            **changes,
        }
        return self.requests.submit(self.by, NewRequest(**facts)).id  # type: ignore[arg-type]

    def walk(self, request: int, *targets: str, pages: int | None = None, supplier: int = 1) -> str:
        """Take steps one after another and return the state it ends in."""
        state = ""
        for target in targets:
            inputs = Inputs(
                supplier_id=supplier if target == "sent" else None,
                pages=pages if target in ("received", "filled_locally") else None,
            )
            state = self.counter.step(self.by, request, target, inputs)
        return state

    def arrived(self, patron: int, pages: int = 12, **changes: object) -> int:
        """A request that has arrived and was priced."""
        request = self.request(patron, **changes)
        self.walk(request, "accepted", "sent", "shipped", "received", pages=pages)
        return request

    def dues(self, patron: int) -> list[cashier_queries.Due]:
        return cashier_queries.dues(patron)

    def pay(self, patron: int, *tenders: Tender, operation_id: str | None = None) -> Released:
        """Pay everything that is due."""
        charges = [due.charge_id for due in self.dues(patron)]
        return self.counter.take_payment(
            self.by, self.shift, patron, charges, tenders, operation_id or operation()
        )

    def pay_once(self, patron: int, operation_id: str) -> Released:
        """Pay the newest charge in cash; a repetition asks for the same."""
        charge = connection.value("SELECT MAX(id) FROM charge WHERE patron_id = ?", (patron,))
        tenders = [Tender("cash", 180)]
        return self.counter.take_payment(self.by, self.shift, patron, [charge], tenders, operation_id)

    def balances(self) -> dict[str, int]:
        return dict(cashier_queries.trial_balance())
