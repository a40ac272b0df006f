"""Loans at the counter, where volumes and money meet: one volume brought back, damage, fines up to today."""

from __future__ import annotations

from dataclasses import dataclass

from db import connection
from db.tables import RequestEvent, RequestItem
from ill_desktop import audit, money
from ill_desktop.cashier.service import CashierService
from ill_desktop.counter.fines import Fine, Fines, Running
from ill_desktop.counter.pricing import set_total
from ill_desktop.counter.service import CounterService
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.requests import inputs, queries, rules
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require


@dataclass(frozen=True)
class Returned:
    """What bringing back one volume did: ``left`` volumes of the loan are still out; the fine is posted."""

    request_id: int
    number: str
    state: str
    left: int
    fine_fen: int


class LendingService:
    """Each method is one transaction."""

    def __init__(self, ground: Ground, cashier: CashierService, counter: CounterService) -> None:
        self._ground = ground
        self._counter = counter
        self._fines = Fines(ground, cashier)

    def fines(self, request_id: int) -> list[Fine]:
        """What the volumes that are out have cost so far, up to today; nothing is posted."""
        return self._fines.live(queries.detail(request_id))

    def running(self, patron_id: int) -> list[Running]:
        """A reader's overdue loans with the fine that would be posted today."""
        return self._fines.running(patron_id)

    def post_fine(self, by: Actor, request_id: int) -> int:
        """Put the fine up to today on the reader's account, who pays before bringing it back; later days
        count from tomorrow. Returns the amount; nothing is done when nothing runs."""
        require(self._ground, by, "request.work")
        with connection.transaction():
            fen = self._fines.post(by, queries.detail(request_id))
            if fen:
                set_total(request_id)
        return fen

    def return_item(self, by: Actor, barcode: str) -> Returned:
        """Take one volume back by its barcode; the last one returns the loan. Raises Refusal."""
        require(self._ground, by, "request.work")
        with connection.transaction():
            item = queries.by_barcode(barcode)
            if item is None:
                raise Refusal("request.barcode_unknown", "items", barcode=barcode.strip()[:64])
            request = queries.detail(item.request_id)
            if not item.is_out:
                raise Refusal("request.not_lent")
            others = [one for one in queries.items_of(request.id) if one.is_out and one.id != item.id]
            if not others or request.state != "checked_out":
                fen = sum(fine.fen for fine in self._fines.live(request))
                verb = "find" if request.state == "lost" else "return"
                state = self._counter.step(by, request.id, "returned", verb=verb)
                return Returned(request.id, request.number, state, 0, fen)
            fen = self._fines.post(by, request, [item])
            RequestItem.update(back_at=self._ground.now).where(RequestItem.id == item.id).execute()
            set_total(request.id)
            RequestEvent.add(
                request_id=request.id,
                at=self._ground.now,
                actor=by.mark,
                kind="item_back",
                note=item.label or item.barcode,
            )
            audit.append(self._ground.now, by.mark, "request.item_back", f"request:{request.number}")
        return Returned(request.id, request.number, request.state, len(others), fen)

    def damage(self, by: Actor, item_id: int, note: str, compensation_fen: int = 0) -> None:
        """A volume came back damaged: what is seen, and what is charged for it. Raises Refusal."""
        require(self._ground, by, "request.work")
        inputs.check_note(note)
        if not note.strip():
            raise Refusal("request.damage", "note")
        if not rules.good_amount(compensation_fen):
            raise Refusal("request.cost", "compensation")
        with connection.transaction():
            item = queries.item(item_id)
            if item is None:
                raise Refusal("request.item_gone", "items")
            if item.out_at is None:
                raise Refusal("request.not_lent")
            request = queries.detail(item.request_id)
            RequestItem.update(damage=note.strip()).where(RequestItem.id == item_id).execute()
            self._fines.compensate(by, request, compensation_fen, "damage")
            set_total(request.id)
            RequestEvent.add(
                request_id=request.id,
                at=self._ground.now,
                actor=by.mark,
                kind="damage",
                note=" · ".join(part for part in (item.label or item.barcode, note.strip()) if part),
            )
            audit.append(
                self._ground.now,
                by.mark,
                "request.damage",
                f"request:{request.number}",
                fen=money.yuan(compensation_fen),
            )
