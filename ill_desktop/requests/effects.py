"""What a step changes beside the state: columns, the supplier's answer, volumes; and how it is taken back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from db import connection
from db.tables import RequestItem, RequestLoan, RequestSupplier
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import calendar
from ill_desktop.requests import lending, queries, rules
from ill_desktop.requests.inputs import Inputs, NewItem
from ill_desktop.requests.rules import Step
from ill_desktop.staff.rules import Actor

ANSWERS = frozenset(
    {"will_supply", "conditional", "retry_possible", "shipped", "received", "unfilled", "accepted"}
)
ON_SHELF = ("ready_for_pickup", "not_collected")
# Steps that touch volumes or the facts of a loan: what they were is kept for taking back.
_LOAN_TARGETS = frozenset({"shipped", "received", "will_supply", "checked_out", "returned", "completed"})
_ANSWER = ("answer", "answered_at", "reason", "note", "cost_fen")


class Effects:
    """Carries a step's effects out, in the step's transaction."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def columns(self, request: queries.Detail, step: Step, inputs: Inputs) -> dict[str, Any]:
        """Columns of the request that change with the state."""
        changes: dict[str, Any] = {"reason": inputs.reason} if inputs.reason != request.reason else {}
        if step.target == "awaiting_cost_approval":
            changes["came_from"] = request.state
        if step.verb == "cost_agreed":
            changes["approved_cost_fen"] = queries.asked_cost(request.id)
        if inputs.supplier_id is not None and "supplier" in step.asks:
            changes["supplier_id"] = inputs.supplier_id
        if inputs.pages is not None:
            changes["pages"] = inputs.pages
        if inputs.came_as:
            changes["service_type"] = inputs.came_as
        if step.target == "ready_for_pickup":
            until = self._ground.clock.day() + dt.timedelta(days=self._ground.library.pickup_days)
            changes["pickup_until"] = until.isoformat()
            changes["shelf"] = inputs.shelf.strip() or request.shelf or shelf_for(request.branch)
        elif request.shelf is not None and step.target not in ON_SHELF:
            changes["shelf"] = None
        if step.target == "checked_out":
            changes["due_on"] = inputs.due_on
        if "tracking" in rules.may_take(step, request.service_type, request.delivery):
            changes |= _parcel(step, inputs)
        return changes

    # What is kept of before

    def before(self, request: queries.Detail, step: Step, inputs: Inputs) -> dict[str, Any]:
        """What :meth:`undo` needs of the rows beside the request; empty when the step touches none."""
        kept: dict[str, Any] = {}
        if self._is_answer(request, step):
            answer = connection.first(
                lambda *row: row,
                f"SELECT position, {', '.join(_ANSWER)} FROM request_supplier WHERE request_id = ? "
                "ORDER BY position DESC LIMIT 1",
                (request.id,),
            )
            if answer:
                kept["answer"] = answer
        if step.target in _LOAN_TARGETS and rules.is_loan(inputs.came_as or request.service_type):
            loan = connection.first(
                lambda *row: row, "SELECT * FROM request_loan WHERE id = ?", (request.id,)
            )
            kept["loan"] = loan
            kept["items"] = [tuple(item) for item in queries.items_of(request.id)]
        return kept

    def undo(self, request_id: int, kept: Mapping[str, Any]) -> None:
        """Put back what :meth:`before` kept."""
        if answer := kept.get("answer"):
            position, *values = answer
            self._write_answer(request_id, position, dict(zip(_ANSWER, values, strict=True)))
        if "items" not in kept:
            return
        connection.execute("DELETE FROM request_item WHERE request_id = ?", (request_id,))
        for item in kept["items"]:
            RequestItem.add(**queries.Item(*item)._asdict())
        connection.execute("DELETE FROM request_loan WHERE id = ?", (request_id,))
        if kept["loan"]:
            marks = ", ".join("?" * len(kept["loan"]))
            connection.execute(f"INSERT INTO request_loan VALUES ({marks})", kept["loan"])

    # Suppliers

    @staticmethod
    def _is_answer(request: queries.Detail, step: Step) -> bool:
        asked = "supplier" in step.asks
        return not asked and rules.STAGE_OF[request.state] in ("active", "deliver") and step.target in ANSWERS

    def partner(self, request: queries.Detail, step: Step, inputs: Inputs) -> None:
        """Keep the ordered list of suppliers asked, with the answer, reason and cost of each."""
        if "supplier" in step.asks and inputs.supplier_id is not None:
            RequestSupplier.add(
                request_id=request.id,
                position=queries.suppliers_asked(request.id) + 1,
                supplier_id=inputs.supplier_id,
                asked_at=self._ground.now,
                expected_on=self.expected_on(inputs.supplier_id),
                note=inputs.note.strip(),
            )
        elif self._is_answer(request, step):
            answer = {"answer": step.target, "answered_at": self._ground.now, "reason": inputs.reason}
            if inputs.partner_cost_fen is not None:
                answer["cost_fen"] = inputs.partner_cost_fen  # type: ignore[assignment]
            if inputs.note.strip():
                answer["note"] = inputs.note.strip()
            self._write_answer(request.id, queries.suppliers_asked(request.id), answer)

    def expected_on(self, supplier_id: int) -> str:
        """The working day by which a supplier asked today should have answered."""
        days = connection.value("SELECT expected_days FROM supplier WHERE id = ?", (supplier_id,))
        working = calendar.load(self._ground)
        day = self._ground.clock.day()
        for _ in range(max(1, int(days or 1))):
            day = calendar.working_day_after(day, working)
        return day.isoformat()

    def chased(self, request_id: int) -> None:
        """The supplier asked last was chased (催问): an answer is expected anew."""
        position = queries.suppliers_asked(request_id)
        if position:
            supplier = connection.value(
                "SELECT supplier_id FROM request_supplier WHERE request_id = ? AND position = ?",
                (request_id, position),
            )
            connection.execute(
                "UPDATE request_supplier SET chased = chased + 1, chased_at = ?, expected_on = ? "
                "WHERE request_id = ? AND position = ?",
                (self._ground.now, self.expected_on(int(supplier)), request_id, position),
            )

    @staticmethod
    def _write_answer(request_id: int, position: int, answer: Mapping[str, Any]) -> None:
        columns = ", ".join(f"{name} = ?" for name in answer)
        connection.execute(
            f"UPDATE request_supplier SET {columns} WHERE request_id = ? AND position = ?",
            (*answer.values(), request_id, position),
        )

    # Loans

    def loan(self, request: queries.Detail, step: Step, inputs: Inputs) -> None:
        """Volumes come in, go out, come back and go home; what the lender said is kept."""
        if not rules.is_loan(inputs.came_as or request.service_type):
            return
        now = self._ground.now
        conditions = [*inputs.conditions]
        if step.verb == "accept_condition" and request.reason:
            conditions.append(request.reason)
        if inputs.partner_due or conditions:
            keep_loan(request.id, partner_due=inputs.partner_due, conditions=tuple(conditions))
        if inputs.items:
            add_items(request.id, inputs.items)
        if step.target == "checked_out":
            self._lend(request, inputs)
        elif step.target == "returned":
            _set_items(request.id, "out_at IS NOT NULL AND back_at IS NULL", back_at=now)
        elif step.target == "return_shipped":
            keep_loan(request.id, back_tracking=inputs.tracking.strip() or None)
        if step.target in ("return_shipped", "completed", "accepted"):
            _set_items(request.id, "gone_at IS NULL", gone_at=now)

    def _lend(self, request: queries.Detail, inputs: Inputs) -> None:
        here = [item for item in queries.items_of(request.id) if item.gone_at is None]
        if not here:
            add_items(request.id, (NewItem(""),))
        _set_items(
            request.id,
            "gone_at IS NULL",
            due_on=inputs.due_on,
            out_at=self._ground.now,
            back_at=None,
            fined_until=None,
        )
        keep_loan(request.id, collected_by="proxy" if is_proxy(request, inputs) else "reader")
        connection.execute(
            "UPDATE request_loan SET recalled_at = NULL, renewal = '', renewal_until = NULL, renewals = 0 "
            "WHERE id = ?",
            (request.id,),
        )


def agreement(by: Actor, request: queries.Detail, inputs: Inputs) -> dict[str, Any]:
    """What the history keeps of a yes to a cost: how much, and by what way it was said."""
    way = "self" if by.patron_id is not None else inputs.agreed_way
    return {"agreed_fen": queries.asked_cost(request.id), "agreed_way": way}


def is_proxy(request: queries.Detail, inputs: Inputs) -> bool:
    """Whether somebody else than the reader takes it. Kept instead of the name, which can be forgotten."""
    return bool(inputs.collected_by) and not lending.may_collect(inputs.collected_by, request.patron_name, "")


def _parcel(step: Step, inputs: Inputs) -> dict[str, Any]:
    if step.target == "return_shipped":  # that parcel goes to the partner: see Effects.loan
        return {}
    changes = {"address": inputs.address.strip(), "tracking": inputs.tracking.strip()}
    return {name: text for name, text in changes.items() if text}


def shelf_for(branch: str) -> str:
    """A free place on a branch's pick-up shelf."""
    return lending.free_shelf(taken_shelves(branch))


def taken_shelves(branch: str) -> list[str]:
    """The places of a branch's pick-up shelf on which something stands."""
    return connection.rows(str, "SELECT shelf FROM request WHERE branch = ? AND shelf IS NOT NULL", (branch,))


def keep_loan(request_id: int, **facts: Any) -> None:
    """Store facts of a loan; None leaves one as it is, conditions are added to those there are."""
    if conditions := facts.pop("conditions", None):
        known = dict.fromkeys((*queries.loan(request_id).conditions, *conditions))
        facts["conditions"] = json.dumps(list(known))
    given = {name: fact for name, fact in facts.items() if fact is not None}
    connection.execute("INSERT OR IGNORE INTO request_loan (id) VALUES (?)", (request_id,))
    if given:
        RequestLoan.update(**given).where(RequestLoan.id == request_id).execute()


def add_items(request_id: int, items: tuple[NewItem, ...]) -> None:
    """Put volumes on a loan's list, after those that are there; one that is there already stays as it is.

    Raises Refusal ``request.barcode_taken`` for a barcode that stands on another loan's list.
    """
    position = len(queries.items_of(request_id))
    for item in items:
        barcode = item.barcode.strip()
        known = queries.by_barcode(barcode)
        if known is not None and known.request_id != request_id:
            raise Refusal("request.barcode_taken", "items", barcode=barcode)
        if known is None:
            position += 1
            RequestItem.add(
                request_id=request_id, position=position, barcode=barcode, label=item.label.strip()
            )


def _set_items(request_id: int, which: str, **columns: Any) -> None:
    names = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(
        f"UPDATE request_item SET {names} WHERE request_id = ? AND {which}", (*columns.values(), request_id)
    )
