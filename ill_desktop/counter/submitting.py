"""Before a request is handed in: what is alike, what we hold, what it costs, what stands against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db import connection
from ill_desktop.cashier.service import CashierService
from ill_desktop.cashier.tariff import Case, Price
from ill_desktop.counter.delivering import DocumentService
from ill_desktop.counter.service import CounterService
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.requests import duplicates, fields, limits, queries, rules
from ill_desktop.requests.duplicates import Duplicate, Held
from ill_desktop.requests.inputs import Inputs
from ill_desktop.requests.limits import Limits
from ill_desktop.requests.service import MAY_SUBMIT, NewRequest, RequestService, Submitted
from ill_desktop.requests.steps import is_own
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require


@dataclass(frozen=True)
class Outlook:
    """What is said beside the form. ``agrees`` tells whether the price is within what the reader accepts.

    ``asked_by_others``: a reader is told that others asked for the same, not who.
    """

    duplicates: tuple[Duplicate, ...] = ()
    asked_by_others: bool = False
    held: Held | None = None
    price: Price | None = None
    agrees: bool = True
    limits: Limits | None = None
    problem: Refusal | None = None
    activation_missing: bool = False


class SubmitService:
    """Looks, then submits."""

    def __init__(
        self,
        ground: Ground,
        cashier: CashierService,
        requests: RequestService,
        counter: CounterService,
        documents: DocumentService,
    ) -> None:
        self._ground = ground
        self._cashier = cashier
        self._requests = requests
        self._counter = counter
        self._documents = documents

    def look(self, by: Actor, new: NewRequest) -> Outlook:
        """What is known of a request as it stands in the form; nothing is stored, nothing refused.

        Of a form still half empty, what can be said is said. A reader sees no other reader's requests.
        """
        if new.document_type not in fields.TYPES:
            return Outlook()
        known = fields.tidy(new.document_type, new.fields)
        found = duplicates.duplicates(new.document_type, known)
        seen = found if by.may("request.enter") else self._own(by, found)
        price = self._price(new, known)
        patron = queries.asker(new.patron_id) if new.patron_id else None
        standing = limits.of_reader(self._ground, new.patron_id, patron.class_) if patron else None
        within = price is None or new.max_cost_fen is None or price.due_fen <= new.max_cost_fen
        return Outlook(
            duplicates=tuple(seen),
            asked_by_others=len(seen) < len(found),
            held=duplicates.held(new.document_type, known) if by.may("request.work") else None,
            price=price,
            agrees=within,
            limits=standing,
            problem=self._problem(patron, standing),
            activation_missing=patron is not None and patron.activated_at is None,
        )

    @staticmethod
    def _own(by: Actor, found: list[Duplicate]) -> list[Duplicate]:
        return [each for each in found if is_own(by, queries.detail(each.row.id))]

    def _price(self, new: NewRequest, known: Mapping[str, str]) -> Price | None:
        patron_class = connection.value("SELECT class FROM patron WHERE id = ?", (new.patron_id,)) or ""
        case = Case(
            service="loan" if rules.is_loan(new.service_type) else "delivery",
            document_type=new.document_type,
            patron_class=str(patron_class),
            level=new.level,
            pages=new.pages or fields.page_count(known.get("pages", "")),
            delivery=new.delivery,
        )
        try:
            return self._cashier.tariffs.price(case, new.patron_id or None)
        except Refusal:  # no tariff in force: the form can be filled in all the same
            return None

    @staticmethod
    def _problem(patron: queries.Asker | None, standing: Limits | None) -> Refusal | None:
        """What will stop this reader when the form is handed in, with the way out."""
        if patron is None or standing is None:
            return None
        if patron.state != MAY_SUBMIT:
            return Refusal(
                f"request.patron_{'blocked' if patron.state == 'blocked' else 'waiting'}", "patron"
            )
        return standing.problem()

    def submit(self, by: Actor, new: NewRequest, held_file: int | None = None) -> Submitted:
        """Hand a request in; with ``held_file`` it is filled at once with what we hold. Raises Refusal(s)."""
        if by.patron_id != new.patron_id:  # here too: what is denied inside the transaction is not recorded
            require(self._ground, by, "request.enter")
        if held_file is not None:
            require(self._ground, by, "request.work")
        with connection.transaction():
            done = self._requests.submit(by, new)
            if held_file is not None:
                self._documents.fill_from(by, done.id, held_file)
        return done

    def send_again(
        self,
        by: Actor,
        request_id: int,
        document_type: str,
        new_fields: Mapping[str, str],
        supplier_id: int | None = None,
    ) -> str:
        """The fix-it loop: mend the citation of what was not found as cited, re-open it, and ask again.

        What it was, and the answer that led to it, stay linked in the history. Without ``supplier_id`` it is
        accepted only, and sent by hand. Returns the state. Raises Refusal(s) beside the fields.
        """
        require(self._ground, by, "request.work")
        refuse(fields.check_all(document_type, new_fields))
        with connection.transaction():
            request = queries.detail(request_id)
            self._requests.amend(by, request_id, document_type, new_fields)
            state = request.state
            if state == "unfilled":
                state = self._counter.step(by, request_id, "accepted", verb="reopen")
            if supplier_id is not None and state in ("accepted", "retry_possible"):
                state = self._counter.step(by, request_id, "sent", Inputs(supplier_id=supplier_id))
            return state
