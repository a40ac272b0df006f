"""Money that moves at the counter, for tests in which something is wrong with it."""

from __future__ import annotations

from db import connection
from ill_desktop.cashier.invoice_rules import Buyer
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from tests.db.till import Till, operation

BUYER = Buyer("person", "陈竑宇", email="chy@126.com")
NUMBER, RED = "24332000000012345678", "24332000000087654321"


def charge(till: Till, patron: int, fen: int, request: int | None = None) -> int:
    price = Price("v", (Line("per_item", fen, {}),))
    return till.cashier.charge(
        till.by, patron, "service", "x", price, operation_id=operation(), request_id=request
    )


def pay(till: Till, patron: int, fen: int, *tenders: Tender) -> tuple[int, int, int]:
    """A charge, the entry that paid it and the paper of that."""
    item = charge(till, patron, fen)
    given = list(tenders) or [Tender("cash", fen)]
    receipt = till.cashier.take_payment(till.by, till.shift, patron, [item], given, operation())
    entry = int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (receipt.paper_id,)))
    return item, entry, receipt.paper_id


def top_up(till: Till, patron: int, fen: int, kind: str = "cash", reference: str = "") -> int:
    tender = Tender(kind, fen, reference)
    return till.cashier.top_up(till.by, till.shift, patron, [tender], operation()).paper_id


def at_top_up(ground: Ground, when: str = "top_up") -> InvoiceService:
    ground.library = Library({**ground.library.facts, "invoice": {"item": "文献传递费", "deposits": when}})
    return InvoiceService(ground)
