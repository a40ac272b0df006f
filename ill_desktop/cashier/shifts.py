"""A shift at a till: opened with a float, counted blind, closed with a report that never changes."""

from __future__ import annotations

import uuid

from db import connection
from db.tables import Shift, Till
from ill_desktop import audit
from ill_desktop.cashier import ledger, papers, queries, rules, tills
from ill_desktop.cashier.ledger import Leg
from ill_desktop.cashier.papers import Receipt, ReceiptLine
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

FINANCE = "finance:cash"  # cash that finance keeps for us: floats come from it, hand-overs go to it


class ShiftService:
    """Tills and the shifts at them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add_till(self, name: str) -> int:
        """A drawer with a name, in the caller's transaction."""
        number: int = Till.add(name=name)
        return number

    def open(self, by: Actor, till_id: int, float_fen: int) -> int:
        """Begin a shift; what the drawer holds beyond the books comes from (or went to) finance.

        Returns the shift's id. Raises Refusal ``shift.open`` when the till has one already,
        ``till.retired`` when it is offered no longer.
        """
        require(self._ground, by, "money.shift")
        if not 0 <= float_fen <= 100_000_00:
            raise Refusal("shift.float", "float")
        with connection.transaction():
            if till_id not in dict(tills.offered()):
                raise Refusal("till.retired")
            if queries.open_shift(till_id) is not None:
                raise Refusal("shift.open")
            shift_id: int = Shift.add(
                till_id=till_id, opened_at=self._ground.now, opened_by=by.name, float_fen=float_fen
            )
            difference = float_fen - ledger.balance(rules.cash_account(till_id))
            self._adjust(by, "float", shift_id, till_id, FINANCE, difference)
            audit.append(self._ground.now, by.name, "shift.open", f"shift:{shift_id}", fen=float_fen)
        return shift_id

    def close(self, by: Actor, shift_id: int, counted_fen: int) -> Receipt:
        """End a shift with what was counted; over or short is posted, and a Z report numbered.

        Raises Refusal ``shift.closed``.
        """
        require(self._ground, by, "money.shift")
        if counted_fen < 0:
            raise Refusal("shift.count", "counted")
        with connection.transaction():
            row = queries.shift(shift_id)
            if row is None or row.closed_at is not None:
                raise Refusal("shift.closed")
            expected = ledger.balance(rules.cash_account(row.till_id))
            self._adjust(by, "over_short", shift_id, row.till_id, "overshort:cash", counted_fen - expected)
            connection.execute(
                "UPDATE shift SET closed_at = ?, closed_by = ?, expected_fen = ?, counted_fen = ? "
                "WHERE id = ? AND closed_at IS NULL",
                (self._ground.now, by.name, expected, counted_fen, shift_id),
            )
            report = self._report(by, row, expected, counted_fen)
            audit.append(
                self._ground.now,
                by.name,
                "shift.close",
                f"shift:{shift_id}",
                expected=expected,
                counted=counted_fen,
            )
        return report

    def _adjust(self, by: Actor, kind: str, shift_id: int, till_id: int, other: str, fen: int) -> None:
        if not fen:
            return
        ledger.post(
            self._ground,
            by,
            kind,
            [Leg(rules.cash_account(till_id), fen), Leg(other, -fen)],
            operation_id=f"{kind}:{uuid.uuid4()}",
            content_hash=rules.content_hash(kind=kind, shift=shift_id),
            shift_id=shift_id,
        )

    def _report(self, by: Actor, row: queries.ShiftRow, expected: int, counted: int) -> Receipt:
        taken = queries.shift_takings(row.id)
        lines = [ReceiptLine("float", "", "", row.float_fen)]
        lines += [ReceiptLine(f"tender.{kind}", "", "", fen) for kind, fen in taken]
        lines += [ReceiptLine("expected", "", "", expected), ReceiptLine("counted", "", "", counted)]
        lines.append(ReceiptLine("over_short", audit.head(), "", counted - expected))
        facts = {
            "patron_id": None,
            "patron_name": "",
            "patron_number": "",
            "unit": "",
            "lines": tuple(lines),
            "total_fen": counted,
            "till": row.till,
            "operator": by.name,
        }
        return papers.issue(
            self._ground, rules.SHIFT_REPORT, facts, operation_id=f"z:{row.id}", shift_id=row.id
        )
