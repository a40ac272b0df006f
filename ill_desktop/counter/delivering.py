"""Documents on their way to the reader: attached, linked, taken from what we hold, counted anew."""

from __future__ import annotations

from pathlib import Path

from db import connection
from db.tables import Request, RequestEvent, RequestFile
from ill_desktop import audit
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.counter.pricing import ARRIVED
from ill_desktop.counter.service import CounterService
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.requests import duplicates, files, queries, rules
from ill_desktop.requests.inputs import Inputs
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

_RECOUNTED = ("shipped", *ARRIVED, "awaiting_cost_approval", "awaiting_payment")


class DocumentService:
    """Each method is one transaction. Nothing goes out before its charges are settled [G]."""

    def __init__(self, ground: Ground, counter: CounterService) -> None:
        self._ground = ground
        self._counter = counter

    def attach_file(self, by: Actor, request_id: int, file: Path) -> str:
        """Attach a file of this machine; what was only waiting for it goes out. Returns the state.

        Raises OSError, and Refusal for its type, its size, or when it changes while it is read.
        """
        require(self._ground, by, "request.work")
        data = files.read_still(file, self._ground.library.max_attachment_bytes)
        return self._counter.attach(by, request_id, file.name, data)

    def link(self, by: Actor, request_id: int, address: str) -> str:
        """Keep the supplier's link to a document; what was only waiting for it goes out. Returns the state.

        An empty one takes the link away again. Raises Refusal beside ``link``.
        """
        require(self._ground, by, "request.work")
        address = address.strip()
        if address and not files.good_link(address):
            raise Refusal("file.link", "link")
        with connection.transaction():
            request = queries.detail(request_id)
            if not address and request.state in rules.GONE_OUT:
                raise Refusal("request.gone_out", "link")
            Request.update(link=address).where(Request.id == request_id).execute()
            self._event(by, request, "link", address)
            charges = cashier_queries.charges_of_request(request_id)
            released = self._counter.release(by, request_id) if address and charges else None
            return released or queries.detail(request_id).state

    def recount(self, by: Actor, request_id: int, pages: int) -> str:
        """The pages that really came: the price follows them while nothing has been paid.

        Returns the state. Raises Refusal ``charge.paid``, ``request.cost_not_agreed``, or one beside pages.
        """
        require(self._ground, by, "request.work")
        if not rules.good_pages(pages):
            raise Refusal("request.pages", "pages")
        with connection.transaction():
            request = queries.detail(request_id)
            if request.state not in _RECOUNTED:
                raise Refusal("request.pages_late", "pages")
            Request.update(pages=pages).where(Request.id == request_id).execute()
            self._event(by, request, "pages", str(pages))
            self._price_again(by, queries.detail(request_id))
            return queries.detail(request_id).state

    def _price_again(self, by: Actor, request: queries.Detail) -> None:
        pricing = self._counter.pricing
        charges = cashier_queries.charges_of_request(request.id)
        if request.state == "awaiting_payment":
            pricing.drop_unpaid(by, request)
            if cashier_queries.charges_of_request(request.id):
                raise Refusal("charge.paid")
            price = pricing.of(request)  # only now: what was charged counts against the year's quota no more
            pricing.check_agreed(request, price)
            pricing.charge(by, request, price, pricing.case_of(request))
            self._counter.release(by, request.id)
        elif request.state in ARRIVED and not charges:
            self._counter.arrive(by, request)

    def fill_from(self, by: Actor, request_id: int, file_id: int) -> str:
        """Fill a request at once with a document we hold for the same identifier; returns the state.

        It is accepted, filled from our own stock, priced, and goes out when nothing is due. Raises Refusal.
        """
        require(self._ground, by, "request.work")
        with connection.transaction():
            request = queries.detail(request_id)
            if request.state not in ("submitted", "accepted"):
                raise Refusal("request.no_such_step", state=request.state, target="filled_locally")
            held = duplicates.held(request.document_type, request.fields)
            if held is None or held.file_id != file_id:
                raise Refusal("file.not_held", "file")
            if not files.path_of(self._ground.folder, held.sha256).is_file():
                raise Refusal("file.not_held", "file")
            pages = held.pages or request.pages
            if request.state == "submitted":
                self._counter.step(by, request_id, "accepted")
            RequestFile.add(
                request_id=request_id,
                sha256=held.sha256,
                name=held.name,
                size=held.size,
                added_at=self._ground.now,
                actor=by.mark,
            )
            self._event(by, request, "held", f"{held.name} ← {held.number}")
            state = self._counter.step(by, request_id, "filled_locally", Inputs(pages=pages))
            return self._send_if_free(by, request_id, state)

    def _send_if_free(self, by: Actor, request_id: int, state: str) -> str:
        request = queries.detail(request_id)
        goes_to = rules.on_release(request.delivery, request.service_type, True)
        if state == "filled_locally" and goes_to == "delivered":
            return self._counter.step(by, request_id, "delivered")
        return state

    def _event(self, by: Actor, request: queries.Detail, kind: str, note: str) -> None:
        RequestEvent.add(request_id=request.id, at=self._ground.now, actor=by.mark, kind=kind, note=note)
        audit.append(self._ground.now, by.mark, f"request.{kind}", f"request:{request.number}")
