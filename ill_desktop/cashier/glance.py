"""A shift at a glance, while it runs and afterwards. Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db import connection
from ill_desktop.cashier import queries
from ill_desktop.cashier.papers import Receipt


@dataclass(frozen=True)
class Glance:
    """What the X report says, without what should lie in the drawer."""

    float_fen: int
    takings: tuple[queries.Taking, ...]
    paid_in_fen: int
    paid_out_fen: int
    handed_over_fen: int
    papers: int


@dataclass(frozen=True)
class ClosedShift:
    """A shift of the past with its Z report."""

    id: int
    till: str
    opened_at: str
    closed_at: str
    closed_by: str
    float_fen: int
    expected_fen: int
    counted_fen: int
    report_id: int
    report: str

    @property
    def over_fen(self) -> int:
        """Counted beyond what should have been there; below zero it is short."""
        return self.counted_fen - self.expected_fen


def of(shift: queries.ShiftRow) -> Glance:
    moves = queries.shift_moves(shift.id)

    def moved(kind: str) -> int:
        return sum(abs(fen) for each, _note, fen in moves if each == kind)

    return Glance(
        shift.float_fen,
        tuple(queries.takings(shift.id)),
        moved("paid_in"),
        moved("paid_out"),
        moved("hand_over"),
        int(connection.value("SELECT COUNT(*) FROM paper WHERE shift_id = ?", (shift.id,))),
    )


def blind(x: Receipt) -> Receipt:
    """An X report for those who will count the drawer: without the cash, so that the count stays blind."""
    lines = tuple(line for line in x.lines if line.kind not in ("tender.cash", "expected"))
    besides = sum(line.amount_fen for line in lines if line.kind.startswith("tender."))
    return replace(x, lines=lines, total_fen=besides)


def closed(between: tuple[str, str] | None = None, limit: int = 400) -> list[ClosedShift]:
    """Shifts that have ended, newest first; ``between``: from an instant to before another, as UTC text."""
    start, end = between or ("", "9")
    return connection.rows(
        ClosedShift,
        "SELECT s.id, t.name, s.opened_at, s.closed_at, s.closed_by, s.float_fen, s.expected_fen, "
        "s.counted_fen, p.id, p.number FROM shift s JOIN till t ON t.id = s.till_id "
        "JOIN paper p ON p.operation_id = 'z:' || s.id "
        "WHERE s.closed_at >= ? AND s.closed_at < ? ORDER BY s.id DESC LIMIT ?",
        (start, end, limit),
    )
