"""Moving a request along the table: one guarded update, its event, its message, its audit row."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from db import connection
from db.tables import Request, RequestEvent, RequestSupplier
from ill_desktop import audit, hours, money, words
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.requests import queries, rules
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

NOTICES = {
    "awaiting_cost_approval": "cost_to_approve",
    "awaiting_payment": "payment_due",
    "delivered": "document_delivered",
    "ready_for_pickup": "ready_for_pickup",
    "returned": "returned",
    "unfilled": "unfilled",
}
# Steps by which a partner learns something: they are not taken back (domain §3, Back).
PARTNER_TOLD = frozenset({"sent", "cancel_pending", "return_shipped", "will_supply"})
ANSWERS = frozenset(
    {"will_supply", "conditional", "retry_possible", "shipped", "received", "unfilled", "accepted"}
)


@dataclass(frozen=True)
class Inputs:
    """What a step may ask for; which of these it needs stands in :data:`rules.STEPS`."""

    reason: str = ""
    note: str = ""
    supplier_id: int | None = None
    pages: int | None = None
    cost_fen: int | None = None
    due_on: str | None = None


class StepService:
    """Takes steps and takes them back."""

    def __init__(self, ground: Ground, notices: NoticeService) -> None:
        self._ground = ground
        self._notices = notices

    def take(
        self,
        by: Actor,
        request_id: int,
        target: str,
        inputs: Inputs | None = None,
        verb: str | None = None,
        *,
        posted: bool = False,
    ) -> int:
        """Move a request to another state; returns the id of the event. Raises Refusal.

        ``verb`` tells apart two arrows between the same states; without it the likely one is taken.
        ``posted`` says that money was posted for this step: it cannot be taken back.
        """
        require(self._ground, by, "request.work")
        inputs = inputs or Inputs()
        with connection.transaction():
            request = queries.detail(request_id)
            step = rules.find_step(request.state, target, request.service_type, request.came_from, verb)
            if step is None:
                raise Refusal("request.no_such_step", state=request.state, target=target)
            self._check_inputs(request, step, inputs)
            self._check_gates(request, target)
            changes = self._changes(request, step, inputs)
            before = {name: getattr(request, name) for name in changes}
            changed = (
                Request.update(state=target, state_since=self._ground.now, **changes)
                .where((Request.id == request_id) & (Request.state == request.state))
                .execute()
            )
            if changed != 1:
                raise Refusal("request.moved_on")
            self._record_supplier(request, step, inputs)
            facts = {"verb": step.verb, "before": before, "posted": posted, **self._event_facts(inputs)}
            event_id = self._record(by, request, target, inputs, facts)
            self._tell(request, target, event_id, inputs)
            audit.append(
                self._ground.now, by.mark, f"request.{step.verb}", f"request:{request.number}", to=target
            )
        return event_id

    def _record(
        self, by: Actor, request: queries.Detail, target: str, inputs: Inputs, facts: dict[str, Any]
    ) -> int:
        """The step in the request's history."""
        number: int = RequestEvent.insert(
            request_id=request.id,
            at=self._ground.now,
            actor=by.mark,
            kind="step",
            from_state=request.state,
            to_state=target,
            reason=inputs.reason,
            note=inputs.note.strip(),
            facts=json.dumps(facts),
        ).execute()
        return number

    def _check_inputs(self, request: queries.Detail, step: rules.Step, inputs: Inputs) -> None:
        if ("reason" in step.asks or inputs.reason) and inputs.reason not in rules.REASONS.get(
            step.target, ()
        ):
            raise Refusal("request.reason", "reason")
        if "supplier" in step.asks and (
            inputs.supplier_id is None or not queries.supplier_active(inputs.supplier_id)
        ):
            raise Refusal("request.supplier", "supplier")
        pages = inputs.pages if inputs.pages is not None else request.pages
        counted = "pages" in step.asks and not rules.is_loan(
            request.service_type
        )  # a copy's price needs them
        if (counted and pages is None) or (inputs.pages is not None and not rules.good_pages(inputs.pages)):
            raise Refusal("request.pages", "pages")
        if not rules.good_amount(inputs.cost_fen or 0) or ("cost" in step.asks and not inputs.cost_fen):
            raise Refusal("request.cost", "cost")
        if "due_on" in step.asks and not rules.good_day(inputs.due_on or "", self._ground.today):
            raise Refusal("request.due_on", "due_on")
        if len(inputs.note) > 2_000 or "\0" in inputs.note:
            raise Refusal("request.note", "note", longest=2_000)

    def _check_gates(self, request: queries.Detail, target: str) -> None:
        """What holds a step back though the table has it: unpaid charges, a reader not activated."""
        if target in rules.HELD_BACK and request.state not in rules.GONE_OUT:
            owed = sum(
                due.amount_fen for due in cashier_queries.dues_of_request(request.patron_id, request.id)
            )
            if owed:
                raise Refusal("request.unpaid", amount=money.yuan(owed))
        if target == "checked_out" and not request.patron_activated:
            raise Refusal("patron.not_activated", name=request.patron_name)

    def _changes(self, request: queries.Detail, step: rules.Step, inputs: Inputs) -> dict[str, Any]:
        """Columns that change with the state."""
        changes: dict[str, Any] = {}
        if step.target == "awaiting_cost_approval":
            changes["came_from"] = request.state
        if step.verb == "cost_agreed":
            changes["approved_cost_fen"] = queries.asked_cost(request.id)
        if inputs.supplier_id is not None and "supplier" in step.asks:
            changes["supplier_id"] = inputs.supplier_id
        if inputs.pages is not None:
            changes["pages"] = inputs.pages
        if step.target == "ready_for_pickup":
            until = self._ground.clock.day() + dt.timedelta(days=self._ground.library.pickup_days)
            changes["pickup_until"] = until.isoformat()
        if step.target == "checked_out":
            changes["due_on"] = inputs.due_on
        return changes

    @staticmethod
    def _event_facts(inputs: Inputs) -> dict[str, Any]:
        facts = {"cost_fen": inputs.cost_fen, "supplier_id": inputs.supplier_id, "pages": inputs.pages}
        return {name: fact for name, fact in facts.items() if fact is not None}

    def _record_supplier(self, request: queries.Detail, step: rules.Step, inputs: Inputs) -> None:
        """Keep the ordered list of suppliers asked, with the answer of each."""
        if step.target == "sent" and "supplier" in step.asks:
            position = queries.suppliers_asked(request.id) + 1
            RequestSupplier.insert(
                request_id=request.id,
                position=position,
                supplier_id=inputs.supplier_id,
                asked_at=self._ground.now,
            ).execute()
        elif rules.STAGE_OF[request.state] in ("active", "deliver") and step.target in ANSWERS:
            self._answer(request.id, step.target, self._ground.now)

    def _answer(self, request_id: int, answer: str | None, at: str | None) -> None:
        connection.execute(
            "UPDATE request_supplier SET answer = ?, answered_at = ? WHERE request_id = ? AND position = "
            "(SELECT MAX(position) FROM request_supplier WHERE request_id = ?)",
            (answer, at, request_id, request_id),
        )

    def _tell(self, request: queries.Detail, target: str, event_id: int, inputs: Inputs) -> None:
        kind = NOTICES.get(target)
        if kind is None:
            return
        branch = self._ground.library.branches[request.branch]
        language = request.patron_language
        owed = sum(due.amount_fen for due in cashier_queries.dues_of_request(request.patron_id, request.id))
        facts = {
            "name": request.patron_name,
            "number": request.number,
            "title": request.title,
            "amount": money.yuan(inputs.cost_fen or owed),
            "place": hours.beside(branch.pickup[language], branch.hours, words.load(language)),
            "phone": branch.pickup_phone,
            "until": queries.pickup_until(request.id) or "",
            "reason": inputs.reason,
        }
        self._notices.queue(
            kind, request.patron_id, language, facts, request_id=request.id, event_id=event_id
        )

    def can_go_back(self, request_id: int) -> bool:
        """Whether :meth:`back` would be allowed now."""
        try:
            self._reversible(request_id)
        except Refusal:
            return False
        return True

    def _reversible(self, request_id: int) -> queries.Event:
        """The last step, when nothing outside has happened on its account. Raises Refusal."""
        last = queries.last_event(request_id)
        if last is None or last.kind != "step" or last.from_state in (None, "draft"):
            raise Refusal("request.nothing_to_undo")
        if last.to_state in PARTNER_TOLD:
            raise Refusal("request.partner_told")
        if last.facts.get("posted") or queries.charged_since(request_id, last.at):
            raise Refusal("request.posted")
        if self._notices.gone_out(last.id):
            raise Refusal("request.notice_gone")
        return last

    def back(self, by: Actor, request_id: int) -> str:
        """Take the last step back and return the state it leads to; recorded as such. Raises Refusal.

        Only while nothing outside has happened: no posting, no partner told, no notice gone out.
        """
        require(self._ground, by, "request.work")
        with connection.transaction():
            last = self._reversible(request_id)
            changed = (
                Request.update(state=last.from_state, state_since=self._ground.now, **last.facts["before"])
                .where((Request.id == request_id) & (Request.state == last.to_state))
                .execute()
            )
            if changed != 1:
                raise Refusal("request.moved_on")
            if rules.STAGE_OF[str(last.from_state)] == "active":
                self._answer(request_id, None, None)
            self._notices.withdraw(last.id)
            RequestEvent.insert(
                request_id=request_id,
                at=self._ground.now,
                actor=by.mark,
                kind="back",
                from_state=last.to_state,
                to_state=last.from_state,
                reverses=last.id,
            ).execute()
            audit.append(self._ground.now, by.mark, "request.back", f"request:{request_id}")
        return str(last.from_state)
