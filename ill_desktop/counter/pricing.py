"""What a request costs its reader, charged when it arrives and dropped when it ends unpaid."""

from __future__ import annotations

import uuid

from db import connection
from db.tables import RequestEvent
from ill_desktop import money
from ill_desktop.cashier import ledger
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.service import CashierService
from ill_desktop.cashier.tariff import Case, Price
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.requests import queries, rules
from ill_desktop.requests.steps import Inputs, StepService
from ill_desktop.staff.rules import Actor

ARRIVED = ("received", "filled_locally")


class Pricing:
    """Prices requests inside a counter action: it joins that transaction."""

    def __init__(self, ground: Ground, cashier: CashierService, steps: StepService) -> None:
        self._ground = ground
        self._cashier = cashier
        self._steps = steps

    @staticmethod
    def case_of(request: queries.Detail, pages: int | None = None) -> Case:
        """What a request's price depends on."""
        return Case(
            service="loan" if rules.is_loan(request.service_type) else "delivery",
            document_type=request.document_type,
            patron_class=request.patron_class,
            network=request.network or "",
            level=request.level,
            pages=pages or request.pages,
            delivery=request.delivery,
        )

    def of(self, request: queries.Detail, pages: int | None = None) -> Price:
        """What a request would cost today, with its reasons."""
        return self._cashier.tariffs.price(self.case_of(request, pages), request.patron_id)

    def first(self, by: Actor, request: queries.Detail, target: str, told: Inputs) -> bool:
        """Charge what would go on without a price: sent straight to the reader, or its pricing taken back.

        Returns whether something was posted. Raises Refusal ``request.cost_not_agreed``.
        """
        unpriced = request.state in ("shipped", *ARRIVED) and target in rules.TRANSITIONS[request.state]
        if not unpriced or target not in rules.PRICED or cashier_queries.charges_of_request(request.id):
            return False
        price = self.of(request, told.pages)
        self.check_agreed(request, price)
        self.charge(by, request, price, self.case_of(request, told.pages))
        return bool(price.lines)

    def arrive(self, by: Actor, request: queries.Detail) -> None:
        """Price what has come: above what the reader accepts it waits for a yes, else it is charged and
        waits for payment; what costs nothing stays where it is."""
        price = self.of(request)
        onward = rules.after_arrival(price.due_fen, accepted(request))
        if onward == "awaiting_cost_approval":
            self._steps.take(by, request.id, onward, Inputs(cost_fen=price.due_fen))
            return
        self.charge(by, request, price, self.case_of(request))
        if onward:
            self._steps.take(by, request.id, onward, posted=True)

    @staticmethod
    def check_agreed(request: queries.Detail, price: Price) -> None:
        """Raise Refusal ``request.cost_not_agreed`` for a price the reader has not said yes to."""
        if rules.after_arrival(price.due_fen, accepted(request)) == "awaiting_cost_approval":
            raise Refusal("request.cost_not_agreed", amount=money.yuan(price.due_fen))

    def charge(self, by: Actor, request: queries.Detail, price: Price, case: Case) -> None:
        """Put a price on the reader's account; nothing is done for a price without lines."""
        if not price.lines:
            return
        self._cashier.charge(
            by,
            request.patron_id,
            "service",
            request.title,
            price,
            operation_id=str(uuid.uuid4()),
            request_id=request.id,
            case=case,
        )
        set_total(request.id)
        RequestEvent.add(
            request_id=request.id,
            at=self._ground.now,
            actor=by.mark,
            kind="price",
            note=money.yuan(price.due_fen),
            facts=price.to_json(),
        )

    def drop_unpaid(self, by: Actor, request: queries.Detail) -> None:
        """Charges of which nothing has been paid fall away with what they were for."""
        for charge_id, fen, _ in cashier_queries.charges_of_request(request.id):
            if ledger.outstanding(charge_id) == fen:  # also one that the subsidy bears alone
                self._cashier.drop_charge(by, charge_id, request.state, str(uuid.uuid4()))
        set_total(request.id)


def accepted(request: queries.Detail) -> int | None:
    """The most the reader said yes to (None: no limit was set)."""
    return request.approved_cost_fen if request.approved_cost_fen is not None else request.max_cost_fen


def set_total(request_id: int) -> None:
    """A request's total is the sum of its charges that were not dropped, whatever went back of them; without
    any it has none."""
    connection.execute(
        "UPDATE request SET total_fen = (SELECT SUM(c.amount_fen) FROM charge c WHERE c.request_id = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM posting p JOIN entry e ON e.id = p.entry_id WHERE p.charge_id = c.id "
        "AND e.kind = 'charge_dropped')) WHERE id = ?1",
        (request_id,),
    )
