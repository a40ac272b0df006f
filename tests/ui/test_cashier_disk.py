"""The disk is full while money is on the counter: the sentence appears, the form stays, the money is taken
once the disk has room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.trust.faults import FULL, Faulty
from tests.ui.cashier_desk import KEY, CashierDesk
from ui.kit.label import Label


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    with Faulty().at_work() as faulty:
        yield faulty


@pytest.fixture
def at(faulty: Faulty, qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    faulty.disarm()
    desk.close()


def test_a_full_disk_is_said_and_nothing_is_lost_from_the_form(faulty: Faulty, at: CashierDesk) -> None:
    def said() -> list[str]:
        found = [label.text() for label in at.window.findChildren(Label) if label.isVisible()]
        return [text for text in found if "disk is full" in text]

    at.owe(at.guest)
    at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F5)
    at.type("50")
    faulty.arm(1, FULL, once=False)
    at.press(KEY.Key_Return)
    assert faulty.fired and at.bugs == []
    assert len(said()) == 1, "one sentence, in the window"
    assert at.text("cashier-payment-change") == "¥48.20", "what was typed is still there"
    assert at.owed(at.guest) == 180 and at.papers() == []
    faulty.disarm()
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    assert at.owed(at.guest) == 0
    assert at.papers() == ["YQ1-2026-R-000001"]
    assert said() == []
