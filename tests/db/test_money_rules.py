"""What the library decides about its money is an administrator's, is recorded, and holds at once."""

from __future__ import annotations

import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.cashier.refunds import APPROVAL_ABOVE
from ill_desktop.counter.library_facts import FactsService
from ill_desktop.counter.money_rules import LARGEST_FEN, MoneyRules, MoneyRuleService
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.staff.rules import Actor
from tests.db.till import refused


@pytest.fixture
def rules(ground: Ground) -> MoneyRuleService:
    settings.write("library", ground.library.facts)
    return MoneyRuleService(ground, FactsService(ground))


def test_at_first_one_person_may_work_alone(rules: MoneyRuleService) -> None:
    assert rules.read() == MoneyRules(None, "use")


def test_a_change_holds_is_recorded_and_taken_back(
    rules: MoneyRuleService, ground: Ground, admin: Actor
) -> None:
    before = rules.save(admin, MoneyRules(50_00, "top_up"))
    assert rules.read() == MoneyRules(50_00, "top_up")
    assert settings.read(APPROVAL_ABOVE) == 50_00
    assert ground.library.facts["invoice"]["deposits"] == "top_up"
    assert Library(settings.read("library")).facts["invoice"]["deposits"] == "top_up"
    actions = connection.rows(str, "SELECT action FROM audit ORDER BY id DESC LIMIT 2")
    assert actions == ["library.configure", "money.rules"]
    rules.save(admin, before)
    assert rules.read() == before
    count = connection.value("SELECT COUNT(*) FROM audit")
    rules.save(admin, before)
    assert connection.value("SELECT COUNT(*) FROM audit") == count, "nothing has changed"


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [
        (MoneyRules(-1), "facts.amount", "approval_above_fen"),
        (MoneyRules(LARGEST_FEN + 1), "facts.amount", "approval_above_fen"),
        (MoneyRules(None, "both"), "facts.choice", "deposits"),
    ],
)
def test_what_is_refused(
    rules: MoneyRuleService, admin: Actor, wanted: MoneyRules, code: str, field: str
) -> None:
    said = refused(lambda: rules.save(admin, wanted))
    assert (said.code, said.field) == (code, field)
    assert rules.read() == MoneyRules()


@pytest.mark.parametrize("role", ["cashier", "counter", "reviewer"])
def test_nobody_else_changes_them(rules: MoneyRuleService, role: str) -> None:
    said = refused(lambda: rules.save(Actor("x", role, 9), MoneyRules(1)))
    assert said.code == "not_permitted"
    assert settings.read(APPROVAL_ABOVE) is None
