"""A day's work with requests, from thirty pasted references to loans that are overdue, recalled and lost."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.requests import queries
from tests.stories.counter import CTRL, KEY, PASSWORD, Counter, tags
from ui.kit.fields import Tick
from ui.kit.table import TableView
from ui.requests.bulk_result import ResultSheet
from ui.requests.new import NewRequestScreen
from ui.requests.patron_field import PatronField
from ui.requests.screen import RequestsScreen
from ui.shell.desk_window import DeskWindow
from ui.shell.entrance import SignIn
from ui.today.screen import TodayScreen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
REFERENCES = Path(__file__).with_name("thirty_references.txt").read_text(encoding="utf-8")
BY_DOI = ("Rainfall extremes", "Snow cover trends", "Deep learning for floods")


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(qapp, qtbot, tmp_path)
    yield counter
    counter.close()


def test_a_days_work(at: Counter) -> None:
    the_librarian_signs_in(at)
    thirty_references_are_pasted(at)
    what_is_missing_is_mended(at)
    all_are_submitted_at_once(at)
    a_guest_asks_for_a_book(at)
    all_are_accepted_at_once(at)
    they_are_sent_to_suppliers(at)


def the_librarian_signs_in(at: Counter) -> None:
    entrance = at.program.window
    assert isinstance(entrance, SignIn)
    entrance.activateWindow()
    for text, then in (("zhoumin", KEY.Key_Tab), (PASSWORD, KEY.Key_Return)):
        QTest.keyClicks(entrance.focusWidget(), text)
        QTest.keyClick(entrance.focusWidget(), then)
    at.until(lambda: isinstance(at.program.window, DeskWindow))
    at.settle()
    assert isinstance(at.window.current(), TodayScreen)


# -- in the morning: what is wanted ---------------------------------------------------------------------


def thirty_references_are_pasted(at: Counter) -> None:
    """RIS, BibTeX, CNKI, GB/T 7714 and lines of DOIs in one paste."""
    at.go("requests")
    at.click("new-request")
    at.paste(REFERENCES)
    at.until(lambda: at.text("batch-title") == "30 references")
    at.settle()
    assert marks_of(at, 1) == ["Ready"]
    assert marks_of(at, 17) == ["Like YQ1-20261120-0001"], "Zoë·Müller has asked for it on Friday"
    assert marks_of(at, 23) == ["Same as no. 15"]
    assert [marks_of(at, number) for number in (28, 29, 30)] == [["3 to mend"]] * 3, "a DOI alone"
    assert at.text("batch-note") == "29 ticked, 3 of them to mend first"
    assert at.button("submit").words() == "Submit 29", "what stands there twice is asked for once"


def marks_of(at: Counter, number: int) -> list[str]:
    """The chips of a row in the list of references."""
    model = at.front(NewRequestScreen).batch_list.model
    column = next(column for column in model.columns if column.key == "state")
    return tags(column.value(model.rows[number - 1]))


def what_is_missing_is_mended(at: Counter) -> None:
    for title in BY_DOI:
        at.click("batch-next")
        for field, text in (("article_title", title), ("journal", "Water"), ("year", "2020")):
            at.write(field, text)
    at.until(lambda: at.text("batch-note") == "29 ticked, 0 of them to mend first")
    assert marks_of(at, 30) == ["Ready"]


def all_are_submitted_at_once(at: Counter) -> None:
    choose_reader(at, "zym")
    at.find(Tick, "copyright").click()
    at.press(KEY.Key_Return, CTRL)
    at.until(lambda: len(at.stored()) == 30)
    at.settle()
    assert at.toast() == "29 submitted"
    rows = at.front(RequestsScreen).model.rows
    assert len(rows) == 30
    services = Counts((row.document_type, row.service_type) for row in rows)
    assert services == {
        ("journal_article", "delivery"): 22,
        ("book", "loan"): 6,
        ("thesis", "delivery"): 1,
        ("standard", "delivery"): 1,
    }


def choose_reader(at: Counter, typed: str) -> None:
    """Find a reader by pinyin or name and take the first hit."""
    field = at.find(PatronField, "patron")
    field.setFocus()
    at.type(typed)
    at.until(field.is_open)
    at.press(KEY.Key_Return)
    at.settle()


def a_guest_asks_for_a_book(at: Counter) -> None:
    """Pasted into the one box; who is not activated yet may ask, and is told."""
    at.press(KEY.Key_K, CTRL)
    at.paste("谢鉴衡. 河床演变及整治[M]. 北京: 中国水利水电出版社, 1997.")
    at.press(KEY.Key_Return)
    at.settle()
    at.until(lambda: at.front(NewRequestScreen).reference.values().get("title") == "河床演变及整治")
    choose_reader(at, "Zoe")
    at.find(Tick, "copyright").click()
    at.press(KEY.Key_Return, CTRL)
    at.settle()
    assert "Zoë·Müller is not activated yet: nothing can be lent out before that." in at.toast()
    assert "not activated" in at.text("request-wishes")


def all_are_accepted_at_once(at: Counter) -> None:
    at.show_all("Submitted")
    lines = for_all(at, "accept", 31)
    assert set(lines) == {"✓ Accepted"}
    assert {row.state for row in at.stored()} == {"accepted"}


def for_all(at: Counter, verb: str, number: int) -> list[str]:
    """Choose every row and take a step for all of them; the results that are listed."""
    at.front(RequestsScreen).table.setFocus()
    at.press(KEY.Key_A, CTRL)
    at.settle()
    assert at.text("bulk-title") == f"{number} requests chosen"
    at.click(f"bulk-{verb}")
    at.press(KEY.Key_Return)
    at.until(lambda: isinstance(at.sheet(), ResultSheet))
    model = at.find(TableView, "bulk-result-table").model()
    found = [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]
    at.press(KEY.Key_Return)
    at.settle()
    return found


# -- sent, and answered ---------------------------------------------------------------------------------


def they_are_sent_to_suppliers(at: Counter) -> None:
    """One with the supplier that is suggested, all others together."""
    at.show("Runoff forecasting")
    assert at.chip("request-state") == "Accepted"
    suggested = at.text("request-next-supplier")
    at.take("send")
    at.press(KEY.Key_Return)
    asked = queries.asked(at.request("Runoff forecasting"))
    assert [each.name in suggested for each in asked] == [True]
    assert at.toast() == f"{at.number('Runoff')} · Sent"
    at.show_all("Accepted")
    assert set(for_all(at, "send", 30)) == {"✓ Sent"}
    at.show_all("Sent")
    assert len(at.front(RequestsScreen).model.rows) == 31
