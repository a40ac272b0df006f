"""What is done with the books of the day: lent, recalled, overdue, lost, brought back and paid."""

from __future__ import annotations

from ill_desktop.requests import queries
from tests.stories.counter import KEY, Counter
from ui.kit.fields import Tick
from ui.requests.detail import DetailPanel
from ui.requests.loans_screen import LoansScreen

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
    assert sorted(at.loans("out")) == sorted(
        queries.detail(at.request(title)).title for title in list(BOOKS)[:6]
    )


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


def the_others_come_back_and_are_paid(at: Counter) -> None:
    at.later(days=5)  # 23 December: three days more
    at.loans("out")
    for barcode in ("FD1001", "FD1002", "FD1003", "FD1006"):
        at.scan(barcode)
        assert "Returned" in at.text("return-said")
    assert at.loans("out") == []
    at.go("cashier")
    at.press(KEY.Key_Return)  # a new shift, with the float the last one left
    at.settle()
    at.pay_in_cash("zhao88", 4_50 + 4_00 + 2_50 + 68_00)
