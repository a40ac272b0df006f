"""A day's work with requests, from thirty pasted references to loans that are overdue, recalled and lost."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.cashier.queries import trial_balance
from ill_desktop.keeping.verify import verify
from ill_desktop.notices import queries as notices
from ill_desktop.requests import queries
from tests.stories import loans_of_the_day as loans
from tests.stories.counter import CTRL, KEY, PASSWORD, Counter, tags
from ui.kit.fields import Tick
from ui.kit.form import Form
from ui.requests.new import NewRequestScreen
from ui.requests.patron_field import PatronField
from ui.requests.screen import RequestsScreen
from ui.shell.desk_window import DeskWindow
from ui.shell.entrance import SignIn
from ui.today.screen import TodayScreen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
REFERENCES = Path(__file__).with_name("thirty_references.txt").read_text(encoding="utf-8")
SHIPPED = "On its way"
UNCOUNTED = {
    "山洪灾害预警指标研究": 120,
    "水工建筑物抗震设计规范": 60,
    "Rainfall extremes": 11,
    "Snow cover trends": 8,
    "Deep learning for floods": 16,
}
"""Copies whose citation says nothing of pages, with those that came."""
TO_PAYMENT = ["submitted", "accepted", "sent", "shipped", "received", "awaiting_payment"]
TOLD = {
    "registration_received": 2,
    "registration_approved": 2,
    "activation_done": 1,
    "unfilled": 1,  # the one not found as cited
    "payment_due": 31,
    "payment_received": 3,
    "document_delivered": 24,
    "ready_for_pickup": 7,
    "recall": 1,
    "overdue": 2,
    "due_soon": 3,
    "returned": 5,  # neither the lost one nor the one nobody has fetched
}
"""The kinds of notices that are in the outbox in the end."""
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
    some_answer_otherwise_than_hoped(at)
    the_others_supply(at)
    books_arrive(at)
    copies_arrive_and_are_priced(at)
    documents_are_held_back(at)
    cash_is_taken_and_documents_go_out(at)
    the_drawer_is_counted(at)
    loans.a_book_waits_on_the_shelf_with_its_slip(at)
    loans.who_is_not_activated_is_stopped(at)
    loans.books_are_checked_out(at)
    loans.one_is_recalled(at)
    loans.some_are_overdue_with_a_fine_that_runs(at)
    loans.one_comes_back_by_scan_and_a_fine_is_posted(at)
    loans.one_is_lost(at)
    loans.nobody_has_fetched_one(at)
    loans.the_others_come_back_and_are_paid(at)
    everything_is_closed(at)
    all_of_it_is_stored(at)


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
    lines = at.for_all("accept", 31)
    assert set(lines) == {"✓ Accepted"}
    assert {row.state for row in at.stored()} == {"accepted"}


# -- sent, and answered ---------------------------------------------------------------------------------


def they_are_sent_to_suppliers(at: Counter) -> None:
    """One with the supplier that is suggested, all others together."""
    at.show("Runoff forecasting")
    assert at.chip("request-state") == "Accepted"
    suggested = at.text("request-next-supplier")
    at.take("send")
    at.agree()
    asked = queries.asked(at.request("Runoff forecasting"))
    assert [each.name in suggested for each in asked] == [True]
    assert at.toast() == f"{at.number('Runoff')} · Sent"
    at.show_all("Accepted")
    assert set(at.for_all("send", 30, supplier=queries.suppliers()[0].id)) == {"✓ Sent"}
    at.show_all("Sent")
    assert len(at.front(RequestsScreen).model.rows) == 31


def some_answer_otherwise_than_hoped(at: Counter) -> None:
    """One cannot: the next is asked. One does not find it so: it is corrected and sent again."""
    request = at.show("Flood frequency")
    at.take("next_supplier")
    at.choose("reason", "Unfilled")
    at.agree()
    assert at.chip("request-state") == "Accepted"
    assert at.chip("asked-1") == "did not supply"
    at.take("send")
    at.agree()
    first, second = queries.asked(request)
    assert first.name != second.name
    assert at.text("asked-name-2") == f"2. {second.name}"

    request = at.show("Sediment transport")
    at.take("not_filled")
    at.choose("reason", "NotFoundAsCited")
    at.agree()
    assert at.chip("request-state") == "Unfilled · Not found as cited"
    at.take("mend")
    assert "pages" in at.find(Form, "reference-form").errors(), "what to compare is marked"
    at.write("pages", "88-110")
    at.agree()
    assert at.chip("request-state") == "Sent"
    assert any("Pages 88-101 → 88-110" in line for line in at.history())

    at.show("Structural Holes")
    at.take("condition")
    at.choose("reason", "LibraryUseOnly")
    at.agree()
    assert at.chip("request-state") == "Conditional · Library use only"
    at.take("accept_condition")
    at.show("Open-Channel Hydraulics")
    at.take("will_supply")
    at.agree()
    assert at.chip("request-state") == "Will supply"


def the_others_supply(at: Counter) -> None:
    at.later(days=2)
    at.show_all("Sent")
    assert set(at.for_all("supplied", 29)) == {f"✓ {SHIPPED}"}
    for title in ("Structural Holes", "Open-Channel Hydraulics"):
        at.show(title)
        at.take("supplied")
        at.agree()
        assert at.chip("request-state") == SHIPPED


# -- what comes, and what it costs ----------------------------------------------------------------------


def books_arrive(at: Counter) -> None:
    for title, barcode in loans.BOOKS.items():
        at.show(title)
        at.take("receive")
        at.write("items", barcode)
        at.write("partner_due", "2027-01-10")
        at.agree()
        assert at.text("volume-1") == barcode
        assert at.chip("request-state") == "Payment due", "a loan costs ¥40.00"


def copies_arrive_and_are_priced(at: Counter) -> None:
    """Counted in the pages of the citation; where it says none, one has to count."""
    at.show_all(SHIPPED)
    lines = at.for_all("receive", 24)
    assert lines.count("✓ Payment due") == 19
    assert lines[:5] == ["✕ Stayed"] * 5, "those that say no pages, and they stand first"
    for title, pages in UNCOUNTED.items():
        at.show(title)
        at.take("receive")
        at.write("pages", str(pages))
        at.agree()
    assert {row.state for row in at.stored()} == {"awaiting_payment"}
    at.show("Runoff forecasting")
    assert at.facts("request-price")[:2] == ["14 pages × 0.30", "4.20"]


def documents_are_held_back(at: Counter) -> None:
    """Files are dropped on their requests; nothing goes out that is not paid."""
    for row in at.stored(service_type="delivery"):
        at.show(row.number)
        file = at.folder / f"{row.number}.pdf"
        file.write_bytes(b"%PDF-1.7 " + row.number.encode() * 100)
        at.drop(file)
        assert at.chip("delivery-state") == "held back"
    assert {row.state for row in at.stored()} == {"awaiting_payment"}


def cash_is_taken_and_documents_go_out(at: Counter) -> None:
    at.go("cashier")
    at.write("float", "200.00")
    at.press(KEY.Key_Return)
    at.settle()
    copies = [queries.detail(row.id).pages or 0 for row in at.stored(service_type="delivery")]
    at.pay_in_cash("zhao88", (sum(copies) - 12) * 30 + 6 * 40_00)
    assert at.text("cashier-done-note") == "Released now: 29", "23 copies, and 6 books for the shelf"
    at.pay_in_cash("zoe2026", 12 * 30 + 40_00)
    states = Counts(row.state for row in at.stored())
    assert states == {"delivered": 24, "ready_for_pickup": 7}


def the_drawer_is_counted(at: Counter) -> None:
    """In the evening: 200.00 of float, and what the two have paid."""
    at.click("cashier-close-shift")
    for worth, number in ((100_00, 6), (10_00, 1), (1_00, 3), (50, 1), (10, 3)):
        at.write(f"count-{worth}", str(number))
    assert at.text("count-total") == "¥613.80"
    at.click("count-primary")  # Enter only goes down the column
    assert at.text("shift-summary-verdict") == "The drawer is right"
    at.press(KEY.Key_Escape)
    at.settle()


# -- at the end -----------------------------------------------------------------------------------------


def everything_is_closed(at: Counter) -> None:
    at.show("水文学原理")
    at.take("compensated")
    assert at.chip("request-state") == "Completed"
    at.show_all("Returned")
    assert set(at.for_all("ship_back", 6)) == {"✓ Sent back"}
    at.show_all("Sent back")
    assert set(at.for_all("complete", 6)) == {"✓ Completed"}
    at.show_all("Delivered")
    assert set(at.for_all("complete", 24)) == {"✓ Completed"}


def all_of_it_is_stored(at: Counter) -> None:
    """Every request with its way, the books, what readers were told; and the check finds nothing."""
    rows = at.stored()
    assert [row.state for row in rows] == ["completed"] * 31
    for row in rows:
        steps = [event for event in reversed(queries.events(row.id)) if event.kind == "step"]
        assert all(before.to_state == after.from_state for before, after in pairwise(steps))
    assert way_of(at, "Runoff forecasting") == [*TO_PAYMENT, "delivered", "completed"]
    assert way_of(at, "Flood frequency")[2:5] == ["sent", "accepted", "sent"]
    assert way_of(at, "Sediment transport")[2:6] == ["sent", "unfilled", "accepted", "sent"]
    assert way_of(at, "水文学原理") == [*TO_PAYMENT, "ready_for_pickup", "checked_out", "lost", "completed"]
    never_fetched = ["ready_for_pickup", "not_collected", "returned", "return_shipped", "completed"]
    assert way_of(at, "河床演变及整治") == [*TO_PAYMENT, *never_fetched]
    assert {fen for group, fen in trial_balance() if group == "receivable"} == {0}
    assert sum(fen for _group, fen in trial_balance()) == 0
    assert dict(trial_balance())["cash"] == 613_80 + 79_00
    assert Counts(notice.kind for notice in notices.page(None, None, 500)) == TOLD
    assert verify(at.window.session.desk.ground.folder) == []


def way_of(at: Counter, title: str) -> list[str]:
    """The states a request has gone through."""
    events = reversed(queries.events(at.request(title)))
    return [str(event.to_state) for event in events if event.to_state]
