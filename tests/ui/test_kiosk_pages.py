"""What a reader sees at the kiosk: the guide's table and filters, one request, the account, help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.documents import facts, report
from ill_desktop.requests import queries
from tests.ui.kiosk_desk import ADMIN, LEFT, KioskDesk
from ui.kiosk.request import Document
from ui.kiosk.table import TouchTable
from ui.kit.facts import Facts
from ui.kit.fields import Choice

GUIDE = [
    "No.",
    "Category",
    "Transaction",
    "Document",
    "Submitted",
    "Due back",
    "Status",
    "Service",
    "Cost",
    "Action",
]
"""[G] step 4: 序号 类别 事务号 文献信息 提交时间 应还日期 当前状态 服务类型 总费用 操作."""


@pytest.fixture
def at(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[KioskDesk]:
    desk = KioskDesk(qtbot, app, tmp_path)
    yield desk
    desk.close()


def _table(at: KioskDesk) -> TouchTable:
    return at.find(TouchTable, "kiosk-table")


def _titles(at: KioskDesk) -> list[str]:
    model = _table(at).model()
    return [str(model.data(model.index(row, 3))).partition(" · ")[0] for row in range(model.rowCount())]


def _choose(at: KioskDesk, name: str, value: str) -> None:
    choice = at.find(Choice, name)
    choice.set_value(value)
    choice.activated.emit(choice.currentIndex())
    at.settle()


@pytest.fixture
def mine(at: KioskDesk) -> KioskDesk:
    """Three requests of the reader, one of somebody else; the reader looks at the table."""
    at.ask("First article")
    at.ask("A lent book", service="loan")
    at.clock.advance(days=2)
    at.ask("Third article")
    at.ask("Somebody else's article", patron=at.guest)
    at.touch("card-requests")
    at.sign_in()
    return at


def test_the_columns_are_the_guides(mine: KioskDesk) -> None:
    model = _table(mine).model()
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert titles == GUIDE
    first = [str(model.data(model.index(0, at))) for at in range(model.columnCount())]
    assert first == [
        "1",
        "Article",
        "YQ1-20261123-0001",
        "Third article · 水利学报 · 2024",
        "2026-11-23 · 14:00",
        "—",
        "Submitted",
        "Delivery",
        "—",
        "Details",
    ]


def test_a_reader_sees_his_own_requests_newest_first(mine: KioskDesk) -> None:
    assert _titles(mine) == ["Third article", "A lent book", "First article"]
    assert mine.text("kiosk-count") == "Number of requests: 3"


def test_each_filter_of_the_guide_narrows(mine: KioskDesk) -> None:
    mine.touch("kiosk-service-loan")
    assert _titles(mine) == ["A lent book"]
    mine.touch("kiosk-service-")
    _choose(mine, "document_type", "book")
    assert _titles(mine) == ["A lent book"]
    _choose(mine, "document_type", "")
    _choose(mine, "state", "cancelled")
    assert _titles(mine) == []
    assert mine.text("kiosk-count") == "Number of requests: 0"
    assert "No matching record found" in mine.everything_said()
    mine.touch("kiosk-clear")
    assert len(_titles(mine)) == 3


def test_days_are_business_days_and_both_ends_count(mine: KioskDesk) -> None:
    for name, day in (("submitted_from", "20261122"), ("submitted_to", "20261123")):
        mine.find(QLineEdit, name).setFocus()
        for digit in day:
            mine.touch(f"filter-pad-{digit}")
    mine.touch("filter-pad-enter")
    assert _titles(mine) == ["Third article"]
    assert not mine.find(QWidget, "hanging-pad").isVisible()


def test_a_part_of_the_number_finds_it(mine: KioskDesk) -> None:
    mine.find(QLineEdit, "number").setFocus()
    for digit in "0002":
        mine.touch(f"filter-pad-{digit}")
    mine.touch("kiosk-search")
    assert _titles(mine) == ["A lent book"]


def test_a_scanned_slip_finds_its_request(mine: KioskDesk) -> None:
    mine.window.take_scan("YQ1-20261121-0001")
    mine.settle()
    assert _titles(mine) == ["First article"]


def test_a_date_that_is_none_is_said(mine: KioskDesk) -> None:
    mine.find(QLineEdit, "submitted_from").setFocus()
    mine.type("99999999")
    mine.touch("kiosk-search")
    assert "A date looks like" in mine.everything_said()


def test_in_large_print_less_important_columns_give_way(mine: KioskDesk) -> None:
    mine.touch("kiosk-large")
    assert [_table(mine).isColumnHidden(at) for at in range(3)] == [True, True, False]
    mine.touch("kiosk-large")
    assert not _table(mine).isColumnHidden(0)


# -- one request ----------------------------------------------------------------------------------


def _pdf(pages: int) -> bytes:
    section = facts.Section("Abstract", note="About rivers. " * 40)
    moment = dt.datetime(2026, 11, 1)  # noqa: DTZ001 wall-clock time, as papers print it
    made = facts.Report("Rivers", "2026", "Journal", moment, (section,) * 14 * pages)
    from ill_desktop import words

    return report.pdf(made, words.load("en"))


def test_a_delivered_document_is_read_page_by_page(at: KioskDesk) -> None:
    request = at.ask("Rivers")
    at.deliver(request, "rivers.pdf", _pdf(2))
    at.touch("card-requests")
    at.sign_in()
    table = _table(at)
    assert table.model().data(table.model().index(0, 9)) == "Read"
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(0, 9)).center())
    at.settle()
    document = at.find(Document, "kiosk-document")
    assert at.text("kiosk-page").startswith("1 / ") and at.text("kiosk-page") != "1 / 1"
    at.touch("page-after")
    assert document.at == 1 and at.text("kiosk-page").startswith("2 / ")
    assert at.text("kiosk-next").startswith("Sent to z***@126.com")
    assert "zhao88@126.com" not in at.everything_said()
    assert not list((at.desk.ground.folder.root).glob("**/*.tmp"))


def test_a_file_no_kiosk_can_show_is_said_to_be_sent(at: KioskDesk) -> None:
    request = at.ask("Rivers")
    at.deliver(request, "rivers.caj", b"CAJ content")
    at.touch("card-requests")
    at.sign_in()
    at.window.open(f"request:{request}")
    at.settle()
    assert at.window.findChild(Document) is None
    assert "cannot be shown here" in at.everything_said()


def test_what_is_not_paid_is_not_shown(at: KioskDesk) -> None:
    request = at.ask("Rivers")
    at.receive(request)
    at.desk.counter.attach(
        ADMIN,
        request,
        "rivers.pdf",
        _pdf(1),
    )
    assert queries.detail(request).state == "awaiting_payment"
    at.touch("card-requests")
    at.sign_in()
    at.window.open(f"request:{request}")
    at.settle()
    assert at.window.findChild(Document) is None
    assert at.text("kiosk-next").startswith("Please pay ¥1.80 at the counter (Room 513)")


def test_nobody_opens_the_request_of_another(at: KioskDesk) -> None:
    request = at.ask("Private", patron=at.guest)
    at.sign_in()
    with pytest.raises(LookupError):
        at.window.open(f"request:{request}")
    at.window.open("home")


# -- account and help -----------------------------------------------------------------------------


def test_the_account_says_what_is_due_and_what_moved(at: KioskDesk) -> None:
    at.receive(at.ask("Rivers"))
    at.touch("card-account")
    at.sign_in()
    assert at.text("account-due") == "¥1.80"
    assert at.text("account-deposit") == "¥0.00"
    dues, statement = at.find(TouchTable, "account-dues"), at.find(TouchTable, "account-statement")
    assert dues.model().data(dues.model().index(0, 2)) == "1.80"
    assert statement.model().rowCount() == 1
    at.touch("kiosk-account-back")
    assert at.page() == "kiosk-home"


def test_help_tells_the_librarys_own_facts_to_everybody(at: KioskDesk) -> None:
    at.touch("card-help")
    assert at.window.visit.reader is None
    said = at.find(Facts, "help-ZJG").texts() + at.find(Facts, "help-desk").texts()
    assert "0571-88208470" in said and "0571-87572288" in said
    at.touch("kiosk-language")
    assert "周一至周日 8:30–17:00" in at.find(Facts, "help-desk").texts()
