"""A shift at a till: opened with a float, counted blind, closed with a report that never changes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from db import connection
from db.tables import Shift, Till
from ill_desktop import audit, money
from ill_desktop.cashier import ledger, papers, queries, rules, tills
from ill_desktop.cashier.ledger import Leg
from ill_desktop.cashier.papers import Receipt, ReceiptLine
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

FINANCE = "finance:cash"  # cash that finance keeps for us: floats come from it, hand-overs go to it
PETTY = "petty:cash"  # what was bought out of the drawer
# Notes and coins of the renminbi, in fen. Half a price may end in five fen: the few coins below a jiao are
# counted together, fen by fen.
PIECES = (10000, 5000, 2000, 1000, 500, 100, 50, 10, 1)


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
        rules.check_whole(float_fen, "float")
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

    def close(
        self, by: Actor, shift_id: int, counted_fen: int, pieces: Mapping[int, int] | None = None
    ) -> Receipt:
        """End a shift with what was counted; over or short is posted, and a Z report numbered that never
        changes. ``pieces``: note or coin in fen → how many, if it was counted so.

        Raises Refusal ``shift.closed``, ``shift.count`` or ``shift.pieces`` when they do not add up.
        """
        require(self._ground, by, "money.shift")
        check_pieces(counted_fen, pieces or {})
        with connection.transaction():
            row = queries.open_till(shift_id)
            expected = ledger.balance(rules.cash_account(row.till_id))
            self._adjust(
                by, ledger.OVER_SHORT, shift_id, row.till_id, "overshort:cash", counted_fen - expected
            )
            connection.execute(
                "UPDATE shift SET closed_at = ?, closed_by = ?, expected_fen = ?, counted_fen = ? "
                "WHERE id = ? AND closed_at IS NULL",
                (max(self._ground.now, row.opened_at), by.name, expected, counted_fen, shift_id),
            )
            counted = [
                *(
                    ReceiptLine(f"piece.{piece}", f"× {many}", "", piece * many)
                    for piece, many in _used(pieces)
                ),
                ReceiptLine("counted", "", "", counted_fen),
                ReceiptLine("over_short", audit.head(), "", counted_fen - expected),
            ]
            report = papers.issue(
                self._ground,
                rules.SHIFT_REPORT,
                {**_facts(by, row, [*_so_far(row, expected), *counted]), "total_fen": counted_fen},
                operation_id=f"z:{row.id}",
                shift_id=row.id,
            )
            audit.append(
                self._ground.now,
                by.name,
                "shift.close",
                f"shift:{shift_id}",
                expected=expected,
                counted=counted_fen,
            )
        return report

    def x_report(self, by: Actor, shift_id: int) -> Receipt:
        """How a shift stands now: the Z report's figures without a count. It is no numbered paper."""
        require(self._ground, by, "money.shift")
        row = queries.open_till(shift_id)
        expected = ledger.balance(rules.cash_account(row.till_id))
        facts = {**_facts(by, row, _so_far(row, expected)), "total_fen": expected}
        return Receipt(number="", series="X", operation_id="", issued_at=self._ground.now, **facts)

    # Money that moves without a reader

    def pay_in(self, by: Actor, shift_id: int, fen: int, reason: str, operation_id: str) -> int:
        """Put cash into the drawer that finance gave; returns the entry. Raises Refusal."""
        return self._move(by, "paid_in", shift_id, fen, FINANCE, reason, operation_id)

    def pay_out(self, by: Actor, shift_id: int, fen: int, reason: str, operation_id: str) -> int:
        """Take cash out of the drawer for something bought: stamps, envelopes. Returns the entry."""
        return self._move(by, "paid_out", shift_id, -fen, PETTY, reason, operation_id)

    def hand_over(self, by: Actor, shift_id: int, fen: int, operation_id: str) -> Receipt:
        """Take cash to finance; its slip (交款单, series H) comes back. Raises Refusal."""
        require(self._ground, by, "money.shift")
        with connection.transaction():
            done = papers.of_operation(operation_id)
            entry = self._move(by, "hand_over", shift_id, -fen, FINANCE, "", operation_id)
            if done is not None:
                return done
            row = queries.open_till(shift_id)
            line = ReceiptLine("hand_over", "", "", fen)
            return papers.issue(
                self._ground,
                rules.HAND_OVER,
                {**_facts(by, row, [line]), "total_fen": fen},
                operation_id=operation_id,
                entry_id=entry,
                shift_id=row.id,
            )

    def _move(
        self,
        by: Actor,
        kind: str,
        shift_id: int,
        into_drawer: int,
        other: str,
        reason: str,
        operation_id: str,
    ) -> int:
        require(self._ground, by, "money.shift")
        rules.check_whole(into_drawer)
        if into_drawer == 0 or (kind == "paid_in") != (into_drawer > 0):
            raise Refusal("payment.nothing", "amount")
        why = "" if kind == "hand_over" else rules.check_reason(reason)
        rules.check_most(abs(into_drawer))
        content = rules.content_hash(kind=kind, shift=shift_id, fen=into_drawer, reason=why)
        with connection.transaction():
            done = ledger.done_before(operation_id, content)
            if done is not None:
                return done
            row = queries.open_till(shift_id)
            account = rules.cash_account(row.till_id)
            have = ledger.balance(account)
            if have + into_drawer < 0:
                raise Refusal("refund.drawer_short", "amount", have=money.yuan(have))
            entry = ledger.post(
                self._ground,
                by,
                kind,
                [Leg(account, into_drawer), Leg(other, -into_drawer)],
                operation_id=operation_id,
                content_hash=content,
                shift_id=shift_id,
                note=why,
            )
            audit.append(
                self._ground.now, by.name, f"shift.{kind}", f"shift:{shift_id}", fen=into_drawer, reason=why
            )
        return entry

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


def check_pieces(counted_fen: int, pieces: Mapping[int, int]) -> None:
    """Raises Refusal ``shift.count`` for less than nothing, ``shift.pieces`` for another sum in pieces."""
    rules.check_whole(counted_fen, "counted")
    if counted_fen < 0:
        raise Refusal("shift.count", "counted")
    rules.check_most(counted_fen, "counted")
    if any(piece not in PIECES or many < 0 for piece, many in pieces.items()):
        raise Refusal("shift.pieces", "counted", sum="?", counted=money.yuan(counted_fen))
    total = sum(piece * many for piece, many in pieces.items())
    if pieces and total != counted_fen:
        raise Refusal("shift.pieces", "counted", sum=money.yuan(total), counted=money.yuan(counted_fen))


def _used(pieces: Mapping[int, int] | None) -> list[tuple[int, int]]:
    return sorted(((piece, many) for piece, many in (pieces or {}).items() if many), reverse=True)


def _so_far(row: queries.ShiftRow, expected: int) -> list[ReceiptLine]:
    """What happened in a shift, line by line, down to what should lie in the drawer."""
    moves = [ReceiptLine(kind, note, "", fen) for kind, note, fen in queries.shift_moves(row.id)]
    return [
        ReceiptLine("float", "", "", row.float_fen),
        *(ReceiptLine(f"tender.{kind}", "", "", fen) for kind, fen in queries.shift_takings(row.id)),
        *moves,
        ReceiptLine("expected", "", "", expected),
    ]


def _facts(by: Actor, row: queries.ShiftRow, lines: Sequence[ReceiptLine]) -> dict[str, Any]:
    return {
        "patron_id": None,
        "patron_name": "",
        "patron_number": "",
        "unit": "",
        "lines": tuple(lines),
        "till": row.till,
        "operator": by.name,
    }
