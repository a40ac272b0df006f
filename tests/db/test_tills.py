"""Drawers: added, renamed, retired when nothing lies in them; a shift opens only at one that is offered."""

from __future__ import annotations

import pytest

from ill_desktop import settings
from ill_desktop.cashier import tills
from ill_desktop.cashier.shifts import ShiftService
from ill_desktop.cashier.tills import TillService
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor


@pytest.fixture
def drawers(ground: Ground, admin: Actor) -> TillService:
    service = TillService(ground)
    assert [service.add(admin, name) for name in ("1", " 夜　班 ")] == [1, 2]
    return service


def test_names_are_tidied_and_stand_once(drawers: TillService, admin: Actor) -> None:
    assert tills.offered() == [(1, "1"), (2, "夜 班")]
    drawers.rename(admin, 1, "Day")
    drawers.rename(admin, 1, "DAY")
    for name, code in (
        ("", "till.name"),
        ("x" * 33, "till.name"),
        ("a\0b", "till.name"),
        ("夜 班", "till.taken"),
    ):
        with pytest.raises(Refusal) as refused:
            drawers.rename(admin, 1, name)
        assert (refused.value.code, refused.value.field) == (code, "name")
    with pytest.raises(Refusal, match=r"till\.taken"):
        drawers.add(admin, "day")
    assert tills.offered() == [(1, "DAY"), (2, "夜 班")]


def test_a_retired_drawer_opens_no_shift_until_it_is_used_again(
    ground: Ground, drawers: TillService, admin: Actor, cashier: Actor
) -> None:
    drawers.retire(admin, 1)
    assert tills.offered() == [(2, "夜 班")]
    assert [(row.name, row.retired) for row in tills.rows()] == [("夜 班", False), ("1", True)]
    with pytest.raises(Refusal, match=r"till\.retired"):
        ShiftService(ground).open(cashier, 1, 0)
    with pytest.raises(Refusal, match=r"till\.last"):
        drawers.retire(admin, 2)
    drawers.retire(admin, 1, retired=False)
    assert ShiftService(ground).open(cashier, 1, 0)


def test_a_drawer_with_a_shift_or_money_stays(
    ground: Ground, drawers: TillService, admin: Actor, cashier: Actor
) -> None:
    settings.write("device", "YQ1")
    shifts = ShiftService(ground)
    shift = shifts.open(cashier, 1, 20_000)
    assert tills.rows()[0][3:] == (ground.now, 20_000)
    with pytest.raises(Refusal, match=r"till\.open"):
        drawers.retire(admin, 1)
    shifts.close(cashier, shift, 20_000)
    with pytest.raises(Refusal, match=r"till\.money"):
        drawers.retire(admin, 1)
    shifts.close(cashier, shifts.open(cashier, 1, 0), 0)
    drawers.retire(admin, 1)


def test_only_a_drawer_never_used_is_taken_away(
    ground: Ground, drawers: TillService, admin: Actor, cashier: Actor
) -> None:
    ShiftService(ground).open(cashier, 1, 0)
    with pytest.raises(Refusal, match=r"till\.used"):
        drawers.remove(admin, 1)
    drawers.remove(admin, 2)
    assert [row.name for row in tills.rows()] == ["1"]
    drawers.remove(admin, drawers.add(admin, "2"))


def test_who_may_not_is_refused(drawers: TillService, cashier: Actor) -> None:
    for action in (
        lambda: drawers.add(cashier, "3"),
        lambda: drawers.rename(cashier, 1, "3"),
        lambda: drawers.retire(cashier, 1),
        lambda: drawers.remove(cashier, 2),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            action()
    assert tills.offered() == [(1, "1"), (2, "夜 班")]
