"""Settings → Money rules: kept by an administrator, taken back, and at once in force at the till."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from ill_desktop.counter.money_rules import MoneyRules
from tests.ui.rest_desk import RestDesk
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.settings.screen import SettingsScreen

Make = Callable[..., RestDesk]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[RestDesk] = []

    def build(role: str = "administrator") -> RestDesk:
        made.append(RestDesk(qtbot, tmp_path, SettingsScreen, role))
        assert isinstance(made[-1].screen, SettingsScreen)
        made[-1].screen.show_section("money")
        made[-1].settle()
        return made[-1]

    yield build
    for desk in made:
        desk.close()


def test_a_second_person_is_asked_for_above_an_amount_and_it_can_be_taken_back(make: Make) -> None:
    at = make()
    tick, amount = at.find(QCheckBox, "approved"), at.find(QLineEdit, "approval_above_fen")
    assert not tick.isChecked() and not amount.isVisible()
    assert not at.find(Button, "money-save").isEnabled()
    tick.click()
    at.press("money-save")
    assert at.desk.money_rules.read() == MoneyRules(), "an amount is needed"
    amount.setFocus()
    QTest.keyClicks(amount, "100")
    when = at.find(Choice, "deposits")
    when.setCurrentIndex(when.findData("top_up"))
    when.activated.emit(when.currentIndex())
    at.press("money-save")
    assert at.desk.money_rules.read() == MoneyRules(100_00, "top_up")
    assert amount.text() == "100.00" and not at.find(Button, "money-save").isEnabled()
    assert at.session.commands.undo_last()
    at.settle()
    assert at.desk.money_rules.read() == MoneyRules()
    assert not tick.isChecked() and when.value() == "use"


def test_others_may_look_and_change_nothing(make: Make) -> None:
    at = make("cashier")
    assert not at.find(Button, "money-save").isVisible()
    assert not at.find(QCheckBox, "approved").isEnabled()
    assert not at.find(Choice, "deposits").isEnabled()
