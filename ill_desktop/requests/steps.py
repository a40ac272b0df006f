"""Moving a request along the table: one guarded update, its event, its message, its audit row."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from db import connection
from db.tables import RequestEvent
from ill_desktop import audit, hours, money, words
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.kinds import KINDS
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons.queries import alias_ids
from ill_desktop.requests import effects, inputs, queries, rules
from ill_desktop.requests.effects import ANSWERS, Effects
from ill_desktop.requests.inputs import Inputs, NewItem
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

__all__ = ["ANSWERS", "NOTICES", "PARTNER_TOLD", "Inputs", "NewItem", "StepService"]

NOTICES = {
    "awaiting_cost_approval": "cost_to_approve",
    "awaiting_payment": "payment_due",
    "delivered": "document_delivered",
    "ready_for_pickup": "ready_for_pickup",
    "returned": "returned",
    "unfilled": "unfilled",
}
# What a reader need no longer be told once a request has left the state.
OVERTAKEN = {
    "awaiting_cost_approval": "cost_to_approve",
    "awaiting_payment": "payment_due",
    "ready_for_pickup": "ready_for_pickup",
    "not_collected": "ready_for_pickup",
    "unfilled": "unfilled",
}
WITH_READER = ("checked_out", "lost")
# Steps by which a partner learns something: they are not taken back (domain §3, Back).
PARTNER_TOLD = frozenset({"send", "send_again", "ask_cancel", "accept_condition", "ship_back"})
# Not kept in the history, from which nothing is ever taken out: where somebody lives.
PRIVATE = frozenset({"address"})


class StepService:
    """Takes steps and takes them back."""

    def __init__(self, ground: Ground, notices: NoticeService) -> None:
        self._ground = ground
        self._notices = notices
        self._effects = Effects(ground)

    def take(
        self,
        by: Actor,
        request_id: int,
        target: str,
        told: Inputs | None = None,
        verb: str | None = None,
        *,
        posted: bool = False,
        seen: str | None = None,
        as_read: queries.Detail | None = None,
    ) -> int:
        """Move a request to another state; returns the id of the event. Raises Refusal.

        ``verb`` tells apart two arrows between the same states; without it the likely one is taken.
        ``posted`` says that money was posted for this step: it cannot be taken back. ``seen`` is the
        ``state_since`` that the window showed: who acts on an older one is told instead. ``as_read`` is the
        request as the caller has read it in this transaction.
        """
        told = told or Inputs()
        self.permit(by, request_id, target, verb)
        with connection.transaction():
            request = as_read or queries.detail(request_id)
            if seen is not None and seen != request.state_since:
                raise Refusal("request.changed")
            step = rules.find_step(request.state, target, request.service_type, request.came_from, verb)
            if step is None and seen is not None:  # it was offered, so somebody was quicker
                raise Refusal("request.changed")
            if step is None:
                raise Refusal("request.no_such_step", state=request.state, target=target)
            inputs.check(request, step, told, self._ground.today)
            self._check_gates(request, target)
            changes = self._effects.columns(request, step, told)
            facts = {
                "verb": step.verb,
                "before": {name: getattr(request, name) for name in changes if name not in PRIVATE},
                "posted": posted,
                "undo": self._effects.before(request, step, told),
                "by_proxy": effects.is_proxy(request, told),
                **_event_facts(told),
                **(effects.agreement(by, request, told) if step.verb == "cost_agreed" else {}),
            }
            self._move(request, target, changes)
            self._effects.partner(request, step, told)
            self._effects.loan(request, step, told)
            event_id = self._record(by, request, target, told, facts)
            self._tell(request, target, event_id, told, changes)
            subject = f"request:{request.number}"
            audit.append(self._ground.now, by.mark, f"request.{step.verb}", subject, to=target)
        return event_id

    def permit(self, by: Actor, request_id: int, target: str, verb: str | None = None) -> None:
        """Staff take every step; readers those few that are theirs, of their own requests. Raises Refusal.

        Asked before a transaction opens, so that a denial is recorded.
        """
        if by.patron_id is not None:
            request = queries.detail(request_id)
            step = rules.find_step(request.state, target, request.service_type, request.came_from, verb)
            if step and (step.source, step.verb) in rules.READER_STEPS and is_own(by, request):
                return
        require(self._ground, by, "request.work")

    def _move(self, request: queries.Detail, target: str, changes: dict[str, Any]) -> None:
        """The guarded update: it changes one row, or somebody else was quicker. Raises Refusal."""
        shelf = changes.get("shelf")
        if shelf and connection.value(
            "SELECT 1 FROM request WHERE branch = ? AND shelf = ? AND id <> ?",
            (request.branch, shelf, request.id),
        ):
            raise Refusal("request.shelf_taken", "shelf", shelf=shelf)
        changes = {"state": target, "state_since": self._ground.now, **changes}
        columns = ", ".join(f"{name} = ?" for name in changes)  # names of ours, values bound
        changed = connection.execute(
            f"UPDATE request SET {columns} WHERE id = ? AND state = ?",
            (*changes.values(), request.id, request.state),
        )
        if changed != 1:
            raise Refusal("request.changed")

    def _record(
        self, by: Actor, request: queries.Detail, target: str, told: Inputs, facts: dict[str, Any]
    ) -> int:
        """The step in the request's history."""
        return RequestEvent.add(
            request_id=request.id,
            at=self._ground.now,
            actor=by.mark,
            kind="step",
            from_state=request.state,
            to_state=target,
            reason=told.reason,
            note=told.note.strip(),
            facts=json.dumps(
                {name: fact for name, fact in facts.items() if fact is not False and fact != {}}
            ),
        )

    def _check_gates(self, request: queries.Detail, target: str) -> None:
        """What holds a step back though the table has it: unpaid charges, a reader not activated."""
        if target in rules.HELD_BACK and request.state not in rules.GONE_OUT:
            owed = cashier_queries.owed_for(request.id)
            if owed:
                raise Refusal("request.unpaid", amount=money.yuan(owed))
        if target == "checked_out" and not request.patron_activated:
            raise Refusal("patron.not_activated", name=request.patron_name)

    def _tell(
        self, request: queries.Detail, target: str, event_id: int, told: Inputs, changes: dict[str, Any]
    ) -> None:
        if request.state in OVERTAKEN and target != "not_collected":
            self._notices.overtake(OVERTAKEN[request.state], request.id, event_id)
        kind = NOTICES.get(target)
        if kind is None or (target == "returned" and request.state not in WITH_READER):
            return  # what goes home unread was never the reader's to return
        branch, language = self._ground.library.branches[request.branch], request.patron_language
        say = words.load(language)
        brings = _brings(request, told, say) if target == "delivered" else ""
        if target == "delivered" and not brings:
            return  # handed over the counter
        said: dict[str, Callable[[], str]] = {
            "number": lambda: request.number,
            "title": lambda: request.title,
            "amount": lambda: money.yuan(told.cost_fen or cashier_queries.owed_for(request.id)),
            "place": lambda: hours.beside(branch.pickup[language], branch.hours, say),
            "phone": lambda: branch.pickup_phone,
            "until": lambda: str(changes.get("pickup_until") or request.pickup_until or ""),
            "shelf": lambda: _shelf(str(changes.get("shelf") or request.shelf or ""), say),
            "link": lambda: brings,
            "reason": lambda: told.reason,
        }
        facts = {name: said[name]() for name in KINDS[kind].variables}
        facts["name"] = request.patron_name
        self._notices.queue(
            kind, request.patron_id, language, facts, request_id=request.id, event_id=event_id
        )

    # Back

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
        if last.facts.get("verb") in PARTNER_TOLD:
            raise Refusal("request.partner_told")
        if last.facts.get("posted") or queries.charged_since(request_id, last.at):
            raise Refusal("request.posted")
        if self._notices.gone_out(last.id):
            raise Refusal("request.notice_gone")
        return last

    def back(self, by: Actor, request_id: int) -> str:
        """Take the last step back and return the state it leads to; recorded as such. Raises Refusal.

        Only while nothing outside has happened: no posting, no partner told, no notice gone out. What the
        step changed beside the state (the supplier's answer, volumes, shelf) is as it was before.
        """
        require(self._ground, by, "request.work")
        with connection.transaction():
            last = self._reversible(request_id)
            request = queries.detail(request_id)
            if request.state != last.to_state:
                raise Refusal("request.changed")
            before = dict(last.facts.get("before", {}))
            shelf = before.get("shelf")
            if shelf and shelf != request.shelf and shelf in effects.taken_shelves(request.branch):
                before["shelf"] = effects.shelf_for(request.branch)  # somebody else's by now
            self._move(request, str(last.from_state), before)
            self._effects.undo(request_id, last.facts.get("undo", {}))
            self._notices.withdraw(last.id)
            RequestEvent.add(
                request_id=request_id,
                at=self._ground.now,
                actor=by.mark,
                kind="back",
                from_state=last.to_state,
                to_state=last.from_state,
                reverses=last.id,
            )
            audit.append(self._ground.now, by.mark, "request.back", f"request:{request_id}")
        return str(last.from_state)


def is_own(by: Actor, request: queries.Detail) -> bool:
    """Whether a reader acts for himself, under whichever of his records."""
    return by.patron_id is not None and request.patron_id in alias_ids(by.patron_id)


def _shelf(shelf: str, say: words.Words) -> str:
    return say("notice_part.shelf", shelf=shelf) if shelf else ""


def _brings(request: queries.Detail, told: Inputs, say: words.Words) -> str:
    """How a delivered document comes to its reader, in sentences; "" when he holds it in his hands."""
    parts = [say("notice_part.attached")] if queries.files_of(request.id) else []
    if request.link:
        parts.append(say("notice_part.link", link=request.link))
    if not parts and request.delivery == "post":
        parts.append(say("notice_part.posted"))
        if told.tracking.strip():
            parts.append(say("notice_part.tracking", tracking=told.tracking.strip()))
    elif not parts and request.state not in effects.ON_SHELF:
        parts.append(say("notice_part.direct"))
    return "\n".join(parts)


def _event_facts(told: Inputs) -> dict[str, Any]:
    """What the history keeps of what a step was told."""
    facts = {
        "cost_fen": told.cost_fen,
        "supplier_id": told.supplier_id,
        "pages": told.pages,
        "partner_cost_fen": told.partner_cost_fen,
        "partner_due": told.partner_due,
        "due_on": told.due_on,
        "came_as": told.came_as or None,
        "tracking": told.tracking.strip() or None,
        "items": [item.barcode for item in told.items] or None,
        "conditions": list(told.conditions) or None,
    }
    return {name: fact for name, fact in facts.items() if fact is not None}
