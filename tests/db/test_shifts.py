"""A shift from its float to its Z report: cash that moves without a reader, pieces, X and Z, 交款单."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from ill_desktop.cashier import ledger, papers, queries, shifts
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.staff.rules import Actor
from tests.db.till import Till, operation, refused


def drawer(till: Till) -> int:
    return ledger.balance(f"cash:{till.till}")


def lines(report: papers.Receipt) -> list[tuple[str, int]]:
    return [(line.kind, line.amount_fen) for line in report.lines]


def test_cash_that_moves_without_a_reader(till: Till) -> None:
    till.shifts.pay_in(till.by, till.shift, 5000, "换零钱", operation())
    till.shifts.pay_out(till.by, till.shift, 1200, "邮票", operation())
    assert drawer(till) == 100_00 + 5000 - 1200
    assert queries.shift_moves(till.shift) == [("paid_in", "换零钱", 5000), ("paid_out", "邮票", -1200)]
    assert ledger.balance("petty:cash") == 1200
    assert sum(fen for _, fen in queries.trial_balance()) == 0


def test_a_hand_over_gives_its_numbered_slip_once(till: Till) -> None:
    once = operation()
    slip = till.shifts.hand_over(till.by, till.shift, 8000, once)
    assert till.shifts.hand_over(till.by, till.shift, 8000, once) == slip
    assert (slip.series, slip.number[-6:], slip.total_fen) == ("H", "000001", 8000)
    assert drawer(till) == 2000
    short = refused(lambda: till.shifts.hand_over(till.by, till.shift, 2001, operation()))
    assert (short.code, short.facts["have"]) == ("refund.drawer_short", "¥20.00")


@pytest.mark.parametrize("fen", [0, -100])
def test_nothing_moves_by_nothing(till: Till, fen: int) -> None:
    for action in (
        lambda: till.shifts.pay_in(till.by, till.shift, fen, "x", operation()),
        lambda: till.shifts.pay_out(till.by, till.shift, fen, "x", operation()),
        lambda: till.shifts.hand_over(till.by, till.shift, fen, operation()),
    ):
        assert refused(action).code == "payment.nothing"
    assert (
        refused(lambda: till.shifts.pay_out(till.by, till.shift, 5, " ", operation())).code
        == "reason.missing"
    )


def test_x_says_how_it_stands_and_z_what_was_counted(till: Till, patron: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 2350)], operation())
    till.cashier.top_up(till.by, till.shift, patron, [Tender("campus_card", 700, "c")], operation())
    till.shifts.pay_out(till.by, till.shift, 350, "信封", operation())
    x = till.shifts.x_report(till.by, till.shift)
    so_far = [
        ("float", 10000),
        ("tender.campus_card", 700),
        ("tender.cash", 2350),
        ("paid_out", -350),
        ("expected", 12000),
    ]
    assert (x.series, x.number, lines(x)) == ("X", "", so_far)
    assert queries.papers_of_shift(till.shift)[0].series == "R", "an X report is no numbered paper"
    z = till.shifts.close(till.by, till.shift, 11990, {10000: 1, 1000: 1, 500: 1, 100: 4, 50: 1, 10: 4})
    assert lines(z)[:5] == so_far
    assert lines(z)[5:] == [
        ("piece.10000", 10000), ("piece.1000", 1000), ("piece.500", 500), ("piece.100", 400),
        ("piece.50", 50), ("piece.10", 40), ("counted", 11990), ("over_short", -10),
    ]  # fmt: skip
    assert z.series == "Z"
    assert ledger.balance("overshort:cash") == 10
    assert papers.by_id(z.paper_id) == z, "what is closed never changes"
    for action in (
        lambda: till.shifts.x_report(till.by, till.shift),
        lambda: till.shifts.close(till.by, till.shift, 1),
        lambda: till.shifts.pay_in(till.by, till.shift, 1, "x", operation()),
        lambda: till.shifts.hand_over(till.by, till.shift, 1, operation()),
    ):
        assert refused(action).code == "shift.closed"


@given(st.dictionaries(st.sampled_from(shifts.PIECES), st.integers(0, 500)), st.integers(-100, 10**6))
def test_pieces_must_make_the_sum(pieces: dict[int, int], counted: int) -> None:
    total = sum(piece * many for piece, many in pieces.items())
    if counted >= 0 and (not pieces or total == counted):
        shifts.check_pieces(counted, pieces)
    else:
        with pytest.raises(Refusal):
            shifts.check_pieces(counted, pieces)
    shifts.check_pieces(total, pieces)


def test_a_piece_that_does_not_exist(till: Till) -> None:
    for pieces in ({20: 1}, {100: -1}):
        wrong = refused(lambda pieces=pieces: till.shifts.close(till.by, till.shift, 20, pieces))
        assert wrong.code == "shift.pieces"


def test_who_may_not(till: Till) -> None:
    nobody = Actor("柜台", "counter", staff_id=50)
    for action in (
        lambda: till.shifts.pay_in(nobody, till.shift, 1, "x", operation()),
        lambda: till.shifts.hand_over(nobody, till.shift, 1, operation()),
        lambda: till.shifts.x_report(nobody, till.shift),
    ):
        assert refused(action).code == "not_permitted"


NEW_YEAR = dt.datetime(2026, 12, 31, 16, tzinfo=dt.UTC)  # its first instant in Hangzhou


def test_a_clock_set_back_behind_its_shift_is_said_and_the_shift_can_be_closed(
    till: Till, clock: FixedClock, patron: int
) -> None:
    clock.instant = NEW_YEAR
    till.shifts.close(till.by, till.shift, 100_00)
    shift = till.shifts.open(till.by, till.till, 100_00)
    new = till.cashier.top_up(till.by, shift, patron, [Tender("cash", 500)], operation())
    clock.advance(seconds=-1)
    late = refused(lambda: till.cashier.top_up(till.by, shift, patron, [Tender("cash", 1)], operation()))
    assert (late.code, late.facts) == (
        "shift.clock",
        {"opened": "2027-01-01 00:00", "now": "2026-12-31 23:59"},
    )
    assert queries.deposit_balance(patron) == 500
    till.shifts.close(till.by, shift, 104_00)
    row = queries.shift(shift)
    assert row is not None and row.closed_at == row.opened_at
    assert ledger.balance("overshort:cash") == 100
    shift = till.shifts.open(till.by, till.till, 104_00)
    old = till.cashier.top_up(till.by, shift, patron, [Tender("cash", 1)], operation())
    assert [new.number, old.number] == ["YQ1-2027-R-000001", "YQ1-2026-R-000001"]


@given(st.lists(st.tuples(st.integers(-400, 400), st.booleans()), max_size=12))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_number_comes_twice_whatever_the_clock_does(
    till: Till, clock: FixedClock, patron: int, days: list[tuple[int, bool]]
) -> None:
    for by, closes in days:
        clock.advance(days=by)
        try:
            till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 1)], operation())
        except Refusal as refusal:
            assert refusal.code == "shift.clock"
            closes = True
        if closes:
            till.shifts.close(till.by, till.shift, drawer(till))
            till.shift = till.shifts.open(till.by, till.till, drawer(till))
    assert not connection.rows(
        str,
        "SELECT series FROM paper GROUP BY device, year, series "
        "HAVING MIN(sequence) <> 1 OR MAX(sequence) <> COUNT(*)",
    )
