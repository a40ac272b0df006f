"""One loan on the shelf, for the tests of lending and of what a loan costs."""

from __future__ import annotations

from dataclasses import dataclass

from db import connection
from ill_desktop.cashier.rules import Tender
from ill_desktop.requests.steps import Inputs, NewItem
from tests.db.till import Till

BOOK = {"title": "结构洞", "author": "伯特", "isbn": "9787543214439"}
VOLUMES = (NewItem("PKU001", "上册"), NewItem("PKU002", "下册"))


@dataclass
class Shelf:
    """One loan, ready to be lent: two volumes, wanted back by the partner on the 20th of December."""

    till: Till
    reader: int
    request: int

    def lend(self, **changes: object) -> str:
        told = {"due_on": self.till.loans.suggest_due(self.request).isoformat(), **changes}
        return self.till.counter.step(self.till.by, self.request, "checked_out", Inputs(**told))  # type: ignore[arg-type]

    def owed(self) -> int:
        return sum(due.amount_fen for due in self.till.dues(self.reader))


def filled(till: Till, patron: int) -> Shelf:
    connection.execute("UPDATE patron SET activated_at = ? WHERE id = ?", (till.ground.now, patron))
    request = till.request(
        patron, service_type="loan", document_type="book", fields=BOOK, delivery="pickup", proxy="李晓"
    )
    till.walk(request, "accepted", "sent", "shipped")
    here = Inputs(items=VOLUMES, partner_due="2026-12-20", conditions=("LibraryUseOnly",))
    till.counter.step(till.by, request, "received", here)
    till.pay(patron, Tender("cash", 20_00))
    return Shelf(till, patron, request)
