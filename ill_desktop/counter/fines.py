"""What a late, lost or damaged loan costs: computed while it runs, posted once when it ends."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from db import connection
from db.tables import RequestEvent, RequestItem
from ill_desktop import money
from ill_desktop.cashier import ledger, tariff
from ill_desktop.cashier.service import CashierService
from ill_desktop.cashier.tariff import Case, Line, Price
from ill_desktop.ground import Ground
from ill_desktop.requests import lending, queries
from ill_desktop.staff.rules import Actor


class Fine(NamedTuple):
    """What one volume has cost its reader since it was due, and has not been posted yet."""

    item_id: int
    label: str
    days: int
    each_fen: int
    fen: int

    @property
    def volume(self) -> str:
        """The volume as the reason of the fine names it; nothing for a book of one volume."""
        return f" · {self.label}" if self.label else ""


class Running(NamedTuple):
    """A loan whose fine still runs."""

    request_id: int
    number: str
    title: str
    due_on: str
    fen: int


class Fines:
    """Posts fines and compensation; inside a counter action it joins that transaction."""

    def __init__(self, ground: Ground, cashier: CashierService) -> None:
        self._ground = ground
        self._cashier = cashier

    def live(self, request: queries.Detail, items: Sequence[queries.Item] | None = None) -> list[Fine]:
        """The fines of the volumes that are out (or of these), up to today, under today's tariff."""
        out = [item for item in queries.items_of(request.id) if item.is_out] if items is None else items
        late = [
            (item, days)
            for item in out
            if (days := lending.days_overdue(item.due_on, item.fined_until, self._ground.today))
        ]
        if not late or request.state != "checked_out":
            return []
        _, rules = self._cashier.tariffs.in_force()
        each = tariff.overdue_per_day(rules, _case(request))
        names = {item.id: item.label or item.barcode for item, _ in late}
        return [Fine(item.id, names[item.id], days, each, days * each) for item, days in late]

    def running(self, patron_id: int) -> list[Running]:
        """A reader's loans that are overdue now, each with what it would cost to bring it back today."""
        chosen = queries.Filter(patron_id=patron_id, overdue_on=self._ground.today)
        found = []
        for row in queries.page(chosen):
            fen = sum(fine.fen for fine in self.live(queries.detail(row.id)))
            found.append(Running(row.id, row.number, row.title, row.due_on or "", fen))
        return found

    def post(self, by: Actor, request: queries.Detail, items: Sequence[queries.Item] | None = None) -> int:
        """Put the fines that run on the reader's account, in the caller's transaction; returns their sum.

        A day that was posted is not counted again, however often this is called.
        """
        fines = self.live(request, items)
        total = sum(fine.fen for fine in fines)
        if total:
            lines = tuple(
                Line(
                    "overdue_days",
                    fine.fen,
                    {"days": fine.days, "each": money.figures(fine.each_fen), "volume": fine.volume},
                )
                for fine in fines
            )
            self._charge(by, request, "overdue", "fine", lines)
        for fine in fines:
            RequestItem.update(fined_until=self._ground.today).where(RequestItem.id == fine.item_id).execute()
        return total

    def compensate(self, by: Actor, request: queries.Detail, fen: int, why: str) -> None:
        """Charge what a lost or damaged loan costs; it is passed on to its owner."""
        if fen:
            self._charge(by, request, "compensation", "compensation", (Line(why, fen, {}),))

    def drop_compensation(self, by: Actor, request: queries.Detail) -> bool:
        """It was found again: compensation of which nothing was paid falls away; whether any did."""
        dropped = False
        for charge_id, fen in connection.rows(
            lambda number, fen: (int(number), int(fen)),
            "SELECT id, amount_fen FROM charge WHERE request_id = ? AND kind = 'compensation'",
            (request.id,),
        ):
            if ledger.outstanding(charge_id) == fen:
                self._cashier.drop_charge(by, charge_id, "found", str(uuid.uuid4()))
                dropped = True
        return dropped

    def _charge(
        self, by: Actor, request: queries.Detail, kind: str, event: str, lines: tuple[Line, ...]
    ) -> None:
        _, rules = self._cashier.tariffs.in_force()
        price = Price(rules["version"], lines)
        self._cashier.charge(
            by,
            request.patron_id,
            kind,
            request.title,
            price,
            operation_id=str(uuid.uuid4()),
            request_id=request.id,
        )
        RequestEvent.add(
            request_id=request.id,
            at=self._ground.now,
            actor=by.mark,
            kind=event,
            note=money.yuan(price.due_fen),
            facts=price.to_json(),
        )


def _case(request: queries.Detail) -> Case:
    return Case("loan", request.document_type, request.patron_class, request.network or "", request.level)
