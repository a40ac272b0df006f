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
from ill_desktop.money import yuan
from ill_desktop.notices import queries as notices
from ill_desktop.requests import queries
from tests.stories.counter import CTRL, KEY, PASSWORD, Counter, tags
from ui.kit.fields import Tick
from ui.kit.form import Form
from ui.kit.table import TableView
from ui.requests.bulk_result import ResultSheet
from ui.requests.detail import DetailPanel
from ui.requests.loans_screen import LoansScreen
from ui.requests.new import NewRequestScreen
from ui.requests.patron_field import PatronField
from ui.requests.screen import RequestsScreen
from ui.shell.desk_window import DeskWindow
from ui.shell.entrance import SignIn
from ui.today.screen import TodayScreen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
REFERENCES = Path(__file__).with_name("thirty_references.txt").read_text(encoding="utf-8")
SHIPPED = "On its way"
BOOKS = {
    "Open-Channel Hydraulics": "FD1001",
    "Rainfall-Runoff Modelling": "FD1002",
    "Structural Holes": "FD1003",
    "泥沙运动力学": "FD1004",
    "水文学原理": "FD1005",
    "水力学": "FD1006",
    "河床演变及整治": "FD1007",
}
"""What comes for loan, with the barcodes that the lenders have put on it."""
UNCOUNTED = {
    "山洪灾害预警指标研究": 120,
    "水工建筑物抗震设计规范": 60,
    "Rainfall extremes": 11,
    "Snow cover trends": 8,
    "Deep learning for floods": 16,
}
"""Copies whose citation says nothing of pages, with those that came."""
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
    a_book_waits_on_the_shelf_with_its_slip(at)
    who_is_not_activated_is_stopped(at)
    books_are_checked_out(at)
    one_is_recalled(at)
    some_are_overdue_with_a_fine_that_runs(at)
    one_comes_back_by_scan_and_a_fine_is_posted(at)
    one_is_lost(at)
    nobody_has_fetched_one(at)
    the_others_come_back_and_are_paid(at)
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
    if at.sheet():
        at.agree()
    assert at.chip("request-state") == "Will supply"


def the_others_supply(at: Counter) -> None:
    at.later(days=2)
    at.show_all("Sent")
    assert set(for_all(at, "supplied", 29)) == {f"✓ {SHIPPED}"}
    for title in ("Structural Holes", "Open-Channel Hydraulics"):
        at.show(title)
        at.take("supplied")
        if at.sheet():
            at.agree()
        assert at.chip("request-state") == SHIPPED


# -- what comes, and what it costs ----------------------------------------------------------------------


def books_arrive(at: Counter) -> None:
    for title, barcode in BOOKS.items():
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
    lines = for_all(at, "receive", 24)
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
    pay_in_cash(at, "zhao88", (sum(copies) - 12) * 30 + 6 * 40_00)
    assert at.text("cashier-done-note") == "Released now: 29", "23 copies, and 6 books for the shelf"
    pay_in_cash(at, "zoe2026", 12 * 30 + 40_00)
    states = Counts(row.state for row in at.stored())
    assert states == {"delivered": 24, "ready_for_pickup": 7}


def pay_in_cash(at: Counter, card: str, due_fen: int) -> None:
    """The reader's card, F5, what is given, Enter; the change is told."""
    at.scan(card)
    assert at.text("cashier-due") == yuan(due_fen)
    at.press(KEY.Key_F5)
    at.type("500")
    at.press(KEY.Key_Return)
    assert at.see_paper().endswith(f"change {yuan(500_00 - due_fen)}")
    assert at.text("cashier-done-figure") == yuan(500_00 - due_fen)


# -- lent, recalled, overdue, lost ----------------------------------------------------------------------


def a_book_waits_on_the_shelf_with_its_slip(at: Counter) -> None:
    request = at.show("水文学原理")
    assert at.chip("request-state") == "To pick up"
    shelf = queries.detail(request).shelf
    assert shelf is not None
    assert any(fact.startswith(f"{shelf} · ") for fact in at.facts("delivery-facts"))
    assert "2026-12-09" in at.facts("delivery-facts"), "kept for fourteen days"
    at.find(DetailPanel, "request-detail").setFocus()
    at.press(KEY.Key_P)
    assert at.see_paper() == f"Pick-up slip {shelf}"


def who_is_not_activated_is_stopped(at: Counter) -> None:
    at.show("河床演变及整治")
    at.take("check_out")
    assert at.text("confirm-title") == "Zoë·Müller is not activated"
    at.press(KEY.Key_Escape)
    at.settle()
    assert at.state("河床演变及整治") == "ready_for_pickup"


def books_are_checked_out(at: Counter) -> None:
    """Two by hand, one of them under its lender's condition; the others by their slips, in a row."""
    at.show("Open-Channel Hydraulics")
    at.take("check_out")
    at.write("due_on", "2026-12-10")
    at.agree()
    assert at.chip("request-state") == "On loan"
    at.show("Structural Holes")
    at.take("check_out")
    assert "Library use only" in at.find(Tick, "told").text()
    at.find(Tick, "told").click()
    at.agree()
    at.show_all()
    at.press(KEY.Key_S)
    at.choose("scan-step", "check_out")
    for title in ("Rainfall-Runoff Modelling", "泥沙运动力学", "水文学原理", "水力学", "河床演变及整治"):
        at.scan(at.number(title))
    assert at.text("scan-sum") == "4 done · 1 refused", "Zoë·Müller is still not activated"
    at.press(KEY.Key_Escape)
    at.settle()
    assert sorted(at.loans("out")) == sorted(queries.detail(at.request(title)).title for title in list(BOOKS)[:6])


def one_is_recalled(at: Counter) -> None:
    at.later(days=7)
    pick_loan(at, "泥沙运动力学")
    at.press(KEY.Key_K)
    at.write("due_on", "2026-12-09")
    at.agree()
    assert at.chip("loan-mark-0") == "Recalled"
    assert at.loans("recalled") == ["泥沙运动力学"]
    assert at.history()[0].endswith("周敏")


def pick_loan(at: Counter, title: str) -> None:
    """Go to a loan in the list of all that is out."""
    at.loans("out")
    screen = at.front(LoansScreen)
    screen.table.setFocus()
    assert screen.table.pick(at.request(title))
    at.settle()


def some_are_overdue_with_a_fine_that_runs(at: Counter) -> None:
    at.later(days=16)  # 18 December
    assert at.loans("overdue") == ["泥沙运动力学", "Open-Channel Hydraulics"]
    screen = at.front(LoansScreen)
    columns = {column.key: column for column in screen.model.columns}
    said = [(columns["state"].text(row), columns["fine"].text(row)) for row in screen.model.rows]
    assert said == [("9 d overdue Recalled", "4.50"), ("8 d overdue", "4.00")]


def one_comes_back_by_scan_and_a_fine_is_posted(at: Counter) -> None:
    at.scan("FD1004")
    assert "泥沙运动力学" in at.text("return-said")
    assert "Returned · to be paid: ¥4.50" in at.text("return-said")
    pick_loan(at, "Open-Channel Hydraulics")
    at.press(KEY.Key_F)
    at.settle()
    assert at.toast().endswith("¥4.00")
    assert at.loans("overdue") == ["Open-Channel Hydraulics"]


def one_is_lost(at: Counter) -> None:
    at.show("水文学原理")
    at.take("lose")
    at.choose("reason", "ReaderReports")
    at.write("compensation", "68.00")
    at.agree()
    assert at.chip("request-state").startswith("Lost · ")
    assert at.loans("lost") == ["水文学原理"]


def nobody_has_fetched_one(at: Counter) -> None:
    at.show("河床演变及整治")
    at.take("not_collected")
    assert at.chip("request-state") == "Not collected"
    at.take("return")
    assert at.chip("request-state") == "Returned"


# -- at the end -----------------------------------------------------------------------------------------


def the_others_come_back_and_are_paid(at: Counter) -> None:
    at.later(days=5)  # 23 December: three days more
    at.loans("out")
    for barcode in ("FD1001", "FD1002", "FD1003", "FD1006"):
        at.scan(barcode)
        assert "Returned" in at.text("return-said")
    assert at.loans("out") == []
    at.go("cashier")
    pay_in_cash(at, "zhao88", 4_50 + 4_00 + 2_50 + 68_00)


def everything_is_closed(at: Counter) -> None:
    at.show("水文学原理")
    at.take("compensated")
    assert at.chip("request-state") == "Completed"
    at.show_all("Returned")
    assert set(for_all(at, "ship_back", 6)) == {"✓ Sent back"}
    at.show_all("Sent back")
    assert set(for_all(at, "complete", 6)) == {"✓ Completed"}
    at.show_all("Delivered")
    assert set(for_all(at, "complete", 24)) == {"✓ Completed"}


def all_of_it_is_stored(at: Counter) -> None:
    rows = at.stored()
    assert [row.state for row in rows] == ["completed"] * 31
    for row in rows:
        walked = [event for event in reversed(queries.events(row.id)) if event.kind == "step"]
        assert all(before.to_state == after.from_state for before, after in pairwise(walked))
    print(Counts(notice.kind for notice in notices.page(None, None, 500)), trial_balance())
    assert sum(fen for _group, fen in trial_balance()) == 0
    assert verify(at.window.session.desk.ground.folder) == []
