"""Sums of the till that need no window: parts of a payment, running balances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.cashier.rules import COUNTER_TENDERS, Tender, check_tenders
from ill_desktop.cashier.statement import StatementRow, with_balance
from ui.cashier.basket import Basket

fen = st.integers(1, 10**9)


@given(fen, st.data())
def test_whatever_is_split_makes_up_what_is_due(due: int, data: st.DataObject) -> None:
    basket = Basket(due)
    for kind in COUNTER_TENDERS[:3]:
        if basket.rest_fen > 1:
            amount = data.draw(st.integers(1, basket.rest_fen - 1))
            basket = basket.with_part(Tender(kind, amount, reference="1"))
    tenders = basket.tenders(Tender("deposit", basket.rest_fen))
    check_tenders(tenders, due, due, COUNTER_TENDERS)
    assert sum(tender.amount_fen for tender in tenders) == due


@given(fen, fen)
def test_a_part_that_leaves_nothing_is_no_part(due: int, more: int) -> None:
    for wrong in (due, due + more, 0):
        with pytest.raises(ValueError, match="Tender"):
            Basket(due).with_part(Tender("cash", wrong))


def test_each_way_stands_once_and_can_be_taken_out() -> None:
    basket = Basket(10_00).with_part(Tender("cash", 4_00))
    with pytest.raises(ValueError, match="cash"):
        basket.with_part(Tender("cash", 1_00))
    assert basket.rest_fen == 6_00
    assert basket.without("cash") == Basket(10_00)
    assert basket.with_due(10_00) is basket
    assert basket.with_due(9_00) == Basket(9_00)


@given(st.lists(st.tuples(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6)), max_size=30))
def test_balances_run_from_nothing_to_now(changes: list[tuple[int, int]]) -> None:
    rows = [
        StatementRow(number, "", "payment", "", None, owed, deposit)
        for number, (owed, deposit) in enumerate(changes)
    ]
    now = sum(deposit - owed for owed, deposit in changes)
    lines = with_balance(rows, now)
    assert not lines or lines[0].balance_fen == now
    before = [line.balance_fen - line.change_fen for line in lines]
    assert before[:-1] == [line.balance_fen for line in lines[1:]]
    assert not before or before[-1] == 0
