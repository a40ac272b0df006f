"""Versions of the tariff: published once, tried out before, and every price can be made again."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest

from db import connection
from ill_desktop.cashier.tariff import Case, lines_from_json
from ill_desktop.cashier.tariffs import TariffService
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.staff.rules import Actor
from ill_desktop.words import load
from tests.db.till import Till, operation


@pytest.fixture
def tariffs(till: Till) -> TariffService:
    return till.cashier.tariffs


def changed(tariffs: TariffService, version: str, day: str, **more: Any) -> dict[str, Any]:
    return {**copy.deepcopy(tariffs.in_force()[1]), "version": version, "valid_from": day, **more}


HALF = {"kind": "percent", "percent": 50, "id": "half", "name": "图书馆", "quota_count": 2}


def test_a_version_holds_from_its_day(
    till: Till, tariffs: TariffService, clock: FixedClock, admin: Actor
) -> None:
    today = clock.day()
    later = (today + dt.timedelta(days=3)).isoformat()
    dearer = changed(tariffs, "next", later, charges=[{"kind": "per_item", "amount_fen": 9000}])
    tariffs.publish(admin, dearer)
    case = Case("loan", "book", "graduate")
    assert tariffs.price(case).due_fen == 4000
    assert [each.state for each in tariffs.versions()][:2] == ["future", "current"]
    clock.advance(days=3)
    assert tariffs.price(case).due_fen == 9000
    assert [each.state for each in tariffs.versions()][:2] == ["current", "past"]


def test_of_two_for_one_day_the_last_counts(
    till: Till, tariffs: TariffService, clock: FixedClock, admin: Actor
) -> None:
    day = clock.day().isoformat()
    for name, fen in (("slip", 1), ("mended", 4500)):
        tariffs.publish(admin, changed(tariffs, name, day, charges=[{"kind": "per_item", "amount_fen": fen}]))
    assert tariffs.in_force()[1]["version"] == "mended"
    assert [each.state for each in tariffs.versions()][:2] == ["current", "past"]


def test_what_is_refused_leaves_no_trace(
    till: Till, tariffs: TariffService, clock: FixedClock, admin: Actor
) -> None:
    before = len(tariffs.versions())
    yesterday = (clock.day() - dt.timedelta(days=1)).isoformat()
    taken = tariffs.in_force()[1]["version"]
    for rules, by, code in (
        (changed(tariffs, "x", yesterday), admin, "tariff.past"),
        (changed(tariffs, taken, clock.day().isoformat()), admin, "tariff.version_taken"),
        (changed(tariffs, "x", clock.day().isoformat(), charges=[]), admin, "tariff.no_charges"),
        (changed(tariffs, "x", clock.day().isoformat()), Actor("何洁", "cashier"), "not_permitted"),
    ):
        with pytest.raises(Refusal) as refused:
            tariffs.publish(by, rules)
        assert refused.value.code == code
    assert len(tariffs.versions()) == before


def _charge(till: Till, patron: int, pages: int = 10) -> int:
    case = Case("delivery", "journal_article", "graduate", "CASHL", pages=pages)
    price = till.cashier.tariffs.price(case, patron)
    return till.cashier.charge(till.by, patron, "service", "x", price, operation_id=operation(), case=case)


def test_a_quota_is_counted_over_the_year_and_falls_back_with_a_dropped_charge(
    till: Till, tariffs: TariffService, clock: FixedClock, admin: Actor, patron: int
) -> None:
    tariffs.publish(admin, changed(tariffs, "q", clock.day().isoformat(), subsidies=[HALF]))
    first, _second, third = (_charge(till, patron) for _ in range(3))
    due = dict(connection.rows(lambda *row: row, "SELECT id, amount_fen FROM charge"))
    assert (due[first], due[third]) == (150, 300)
    assert [(each.rule, each.count_left) for each in tariffs.quotas(patron)] == [("half", 0)]
    till.cashier.drop_charge(till.by, first, "unfilled", operation())
    assert tariffs.quotas(patron)[0].count_left == 1
    clock.advance(days=400)
    assert tariffs.quotas(patron)[0].count_left == 2


def test_an_old_price_is_made_again_under_its_own_version(
    till: Till, tariffs: TariffService, clock: FixedClock, admin: Actor, patron: int
) -> None:
    tariffs.publish(admin, changed(tariffs, "q", clock.day().isoformat(), subsidies=[HALF]))
    charges = [_charge(till, patron, pages) for pages in (10, 11, 12)]
    clock.advance(days=30)
    tariffs.publish(
        admin,
        changed(tariffs, "later", clock.day().isoformat(), charges=[{"kind": "per_page", "amount_fen": 99}]),
    )
    for charge in charges:
        stored = connection.value("SELECT reasons FROM charge WHERE id = ?", (charge,))
        assert tariffs.recompute(charge).lines == lines_from_json(stored)


def test_trying_out_shows_what_it_would_cost_and_keeps_nothing(
    till: Till, tariffs: TariffService, clock: FixedClock, patron: int
) -> None:
    _charge(till, patron, 10)
    rules = changed(tariffs, "t", clock.day().isoformat(), subsidies=[])
    tried = tariffs.try_out(rules)
    assert [(each.then_fen, each.would_fen) for each in tried] == [(150, 300)]
    assert "t" not in [each.version for each in tariffs.versions()]
    with pytest.raises(Refusal):
        tariffs.try_out({**rules, "charges": []})


def test_an_example_nobody_checked_is_never_published(
    till: Till, tariffs: TariffService, clock: FixedClock, admin: Actor
) -> None:
    rules = changed(tariffs, "example", clock.day().isoformat())
    rules["charges"][1]["example"] = "CASHL"
    with pytest.raises(Refusal) as said:
        tariffs.publish(admin, rules)
    assert (said.value.code, said.value.field) == ("tariff.example", "charges.1")
    assert len(tariffs.versions()) == 1


def test_a_coming_version_is_replaced_by_another_of_its_day(
    till: Till, tariffs: TariffService, clock: FixedClock, admin: Actor
) -> None:
    day = (clock.day() + dt.timedelta(days=3)).isoformat()
    for name in ("coming", "mended"):
        tariffs.publish(admin, changed(tariffs, name, day))
    shown = [(each.version, each.state) for each in tariffs.versions()]
    assert shown[:2] == [("mended", "future"), ("coming", "past")]
    assert tariffs.in_force(day)[1]["version"] == "mended"


def test_what_is_left_of_a_year_is_said_of_any_version(
    till: Till, tariffs: TariffService, clock: FixedClock, admin: Actor, patron: int
) -> None:
    assert tariffs.left(patron, load("en")) == []
    rules = changed(tariffs, "limited", clock.day().isoformat(), subsidies=[{**HALF, "quota_fen": 700}])
    (quota,) = tariffs.quotas(patron, rules)
    assert (quota.name, quota.count_left, quota.fen_left) == ("图书馆", 2, 700)
    tariffs.publish(admin, rules)
    assert tariffs.left(patron, load("en")) == ["图书馆: 2 items and ¥7.00 left this year"]
