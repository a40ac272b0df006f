"""账户收支 at the till: read page by page, of some days, and taken away as it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.statement import ALWAYS, Period
from tests.ui.cashier_desk import CashierDesk
from ui.cashier.books_away import TakeAway
from ui.cashier.statement_sheet import StatementSheet, period_of
from ui.kit.fields import Choice
from ui.kit.label import Label
from ui.kit.table import TableView


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def pay_in(at: CashierDesk, count: int) -> None:
    for turn in range(count):
        at.desk.cashier.top_up(at.admin, 1, at.campus, [Tender("cash", 100)], f"{at.clock.day()}:{turn}")


def show(at: CashierDesk) -> StatementSheet:
    at.scan("22098765")
    QTest.mouseClick(at.button("cashier-statement"), Qt.MouseButton.LeftButton)
    sheet: QDialog = at.sheet("statement")
    assert isinstance(sheet, StatementSheet)
    return sheet


def choose(sheet: StatementSheet, key: str) -> None:
    box = sheet.findChild(Choice, "statement-period")
    assert box is not None
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def balances(table: TableView) -> list[str]:
    model = table.model()
    return [str(model.index(row, 5).data()) for row in range(model.rowCount())]


def test_a_long_account_is_read_as_far_as_one_looks(at: CashierDesk) -> None:
    at.open()
    pay_in(at, 120)
    sheet = show(at)
    assert len(balances(sheet.table)) == 100, "the rest is read when it is looked for"
    sheet.table.model().fetchMore(sheet.table.rootIndex())
    assert balances(sheet.table)[0] == "120.00"
    assert balances(sheet.table)[-1] == "1.00"
    sheet.close()


def test_some_days_begin_with_what_stood_before(at: CashierDesk, tmp_path: Path) -> None:
    at.open()
    pay_in(at, 3)
    at.clock.advance(days=30)
    at.desk.shifts.close(at.admin, 1, 103_00)
    at.desk.shifts.open(at.admin, 1, 103_00)
    at.desk.cashier.top_up(at.admin, 2, at.campus, [Tender("cash", 500)], "december")
    sheet = show(at)
    stood = sheet.findChild(Label, "statement-stood")
    assert stood is not None and stood.text() == ""
    choose(sheet, "month")
    assert balances(sheet.table) == ["8.00"]
    assert stood.text() == "before these days: ¥3.00"
    choose(sheet, "last_month")
    assert balances(sheet.table) == ["3.00", "2.00", "1.00"]
    sheet.first.setFocus()
    sheet.first.selectAll()
    QTest.keyClicks(sheet.first, "2026-12-01")
    assert balances(sheet.table) == [], "no day lies from December to November"
    sheet.last.selectAll()
    QTest.keyClick(sheet.last, Qt.Key.Key_Delete)
    assert balances(sheet.table) == ["8.00"]
    away = sheet.findChild(TakeAway, "statement-away")
    assert away is not None
    away.write(sheet._taken(), tmp_path / "account.csv")
    at.qtbot.waitUntil(lambda: at.session.tasks.running() == 0)
    assert "5.00,8.00" in (tmp_path / "account.csv").read_text("utf-8-sig").splitlines()[-1]
    QTest.keyClick(sheet.table, Qt.Key.Key_P)
    with at.preview():
        pass
    sheet.close()


def test_nothing_in_these_days_is_said(at: CashierDesk) -> None:
    at.open()
    sheet = show(at)
    choose(sheet, "last_year")
    assert balances(sheet.table) == []
    assert sheet.period == Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    sheet.close()


@pytest.mark.parametrize(
    ("today", "key", "first", "last"),
    [
        ("2026-03-31", "last_month", "2026-02-01", "2026-02-28"),
        ("2026-01-05", "last_month", "2025-12-01", "2025-12-31"),
        ("2028-02-29", "last_year", "2027-01-01", "2027-12-31"),
        ("2028-02-29", "year", "2028-01-01", "2028-02-29"),
    ],
)
def test_the_days_a_name_stands_for(today: str, key: str, first: str, last: str) -> None:
    day = dt.date.fromisoformat
    assert period_of(key, day(today)) == Period(day(first), day(last))
    assert period_of("always", day(today)) == ALWAYS


def test_what_is_left_of_a_subsidy_stands_by_the_reader(at: CashierDesk) -> None:
    tariffs = at.desk.cashier.tariffs
    rules = dict(tariffs.in_force()[1])
    subsidy = {"kind": "percent", "percent": 50, "id": "half", "name": "Library", "quota_count": 2}
    today = at.clock.day().isoformat()
    tariffs.publish(at.admin, {**rules, "version": "limited", "valid_from": today, "subsidies": [subsidy]})
    at.owe(at.campus)
    at.open()
    at.scan("22098765")
    assert at.text("cashier-reader-note").endswith("Library: 1 items left this year")
