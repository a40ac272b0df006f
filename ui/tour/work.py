"""Requests and money, as the counter handles them."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ill_desktop.requests import queries
from ui.kit.models import StaticModel
from ui.kit.preview import Preview
from ui.kit.table import TableView
from ui.tour import samples
from ui.tour.tour import Tour


def enter(tour: Tour, text: str, patron: int, **order: object) -> int:
    """Paste a reference into the one form, choose the reader, hand it in; returns the request's id."""
    from ui.requests.new import NewRequestScreen

    tour.open("new_request", patron)
    screen = tour.current(NewRequestScreen)
    screen.paste(text)
    tour.hands.wait("the reference to be read", lambda: bool(screen.reference.values()))
    screen.order.form.fill({"copyright": True, **order})
    tour.hands.settle()
    before = queries.count(queries.Filter())
    tour.hands.press("submit")
    tour.hands.wait("the request to be stored", lambda: queries.count(queries.Filter()) > before)
    return queries.page(queries.Filter(), limit=1)[0].id


def two_requests(tour: Tour) -> None:
    """Issue step 5: RIS and GB/T 7714 fill the same form."""
    from ui.requests.new import NewRequestScreen

    tour.open("new_request", tour.campus)
    screen = tour.current(NewRequestScreen)
    tour.shoot("new-request-empty")
    screen.paste(samples.RIS)
    tour.hands.wait("the RIS record to be read", lambda: bool(screen.reference.values()))
    tour.hands.settle()
    tour.shoot("new-request-ris")
    screen.start_over()
    tour.first = enter(tour, samples.RIS, tour.campus)
    tour.later(minutes=4)
    tour.open("new_request", tour.campus)
    screen.paste(samples.GBT)
    tour.hands.wait("the reference to be read", lambda: bool(screen.reference.values()))
    screen.reference.form.fill({"issn": "0559-935O"})
    screen.reference.form.field("issn").setFocus()
    screen.reference.form.validate()
    tour.hands.settle()
    tour.shoot("new-request-gbt")
    screen.start_over()
    tour.second = enter(tour, samples.GBT, tour.campus)
    tour.later(minutes=3)
    tour.third = enter(tour, samples.GBT, tour.visitor)
    for text in samples.OTHERS:
        tour.later(minutes=2)
        enter(tour, text, tour.visitor)


def walk_to_received(tour: Tour) -> None:
    """Issue step 6: each step from the button that offers it."""
    from ui.requests.screen import RequestsScreen

    for request in (tour.first, tour.second, tour.third):
        for step in ("accepted", "sent", "shipped", "received"):
            tour.later(minutes=9)
            tour.open("requests", request)
            screen = tour.current(RequestsScreen)
            tour.hands.settle()
            if request == tour.first and step in ("accepted", "received"):
                tour.shoot(f"request-before-{step}")
            screen.setFocus()
            tour.hands.key(screen, Qt.Key.Key_Return)
            sheet = tour.hands.sheet()
            if sheet is not None:
                if request == tour.first:
                    tour.shoot(f"step-{step}", sheet)
                tour.hands.press(sheet.primary.objectName())  # type: ignore[attr-defined]
            tour.hands.wait(f"{step}", lambda: queries.detail(request).state != _before(step))  # noqa: B023
    tour.open("requests", tour.first)
    tour.hands.settle()
    tour.shoot("requests")


def _before(step: str) -> str:
    return {"accepted": "submitted", "sent": "accepted", "shipped": "sent", "received": "shipped"}[step]


def open_shift(tour: Tour) -> None:
    tour.open("cashier", None)
    tour.shoot("shift-closed")
    tour.hands.write("float", "200.00")
    tour.hands.press("cashier-open-shift")
    tour.hands.wait("the shift", lambda: tour.desk.state().shift_since is not None)


def take_cash(tour: Tour) -> None:
    """Issue step 7, first way: cash; the paper fits the reader."""
    open_shift(tour)
    for patron, paper, given in (
        (tour.campus, "settlement-voucher", "50"),
        (tour.visitor, "receipt", "20"),
    ):
        tour.later(minutes=6)
        tour.open("cashier", patron)
        tour.hands.settle()
        if patron == tour.campus:
            _tick_only(tour, tour.first)
        tour.hands.press("cashier-tender-cash")
        tour.hands.write("given", given)
        tour.hands.settle()
        tour.shoot(f"cash-{paper}")
        tour.hands.press("cashier-pay")
        tour.hands.wait("the payment", lambda: tour.newest_paper() != tour.last_paper)
        tour.last_paper = tour.newest_paper()
        sheet = tour.hands.await_sheet("preview")
        assert isinstance(sheet, Preview)
        tour.shoot(f"preview-{paper}", sheet)
        sheet.reject()
        tour.hands.settle()
        tour.shoot(f"paid-{paper}")
        tour.keep_paper(paper)


def _tick_only(tour: Tour, request: int) -> None:
    """Leave only the charge of one request ticked: the other is paid another way."""
    number = queries.detail(request).number
    table = tour.hands.find("cashier-dues", TableView)
    model = table.model()
    assert isinstance(model, StaticModel)
    model.set_checked([due.charge_id for due in model.rows if due.request_number == number])
    tour.hands.settle()


def transfer(tour: Tour) -> None:
    """Issue step 7, the other way: the slip of annex 1, nothing posted until it comes back."""
    tour.open("cashier", tour.campus)
    tour.hands.settle()
    tour.hands.press("cashier-tender-transfer")
    tour.hands.settle()
    tour.shoot("transfer-chosen")
    tour.hands.press("cashier-pay")
    sheet = tour.hands.await_sheet("preview")
    tour.shoot("preview-transfer-slip", sheet)
    sheet.reject()
    tour.hands.settle()
    tour.keep_slip()
    tour.attach(tour.second)
    tour.later(minutes=95)
    tour.hands.press("cashier-tabs-transfers")
    tour.hands.find("cashier-transfers-table", TableView).pick_first()
    tour.hands.settle()
    tour.hands.write("reference", "2026-JZ-11837")
    tour.shoot("transfer-match")
    tour.hands.press("cashier-match")
    tour.hands.wait("release", lambda: queries.detail(tour.second).state == "delivered")


def deliver(tour: Tour) -> None:
    """Issue step 8: the paid document goes out, the request ends, its history can be read."""
    from ui.requests.screen import RequestsScreen

    tour.attach(tour.first)
    for request in (tour.first, tour.second):
        tour.later(minutes=5)
        tour.open("requests", request)
        tour.hands.settle()
        if queries.detail(request).state == "delivered":
            screen = tour.current(RequestsScreen)
            screen.setFocus()
            tour.hands.key(screen, Qt.Key.Key_Return)
            sheet = tour.hands.sheet()
            if sheet is not None:
                tour.hands.press("step-primary")
        tour.hands.wait("completed", lambda: queries.detail(request).state == "completed")  # noqa: B023
    tour.open("requests", tour.first)
    tour.hands.settle()
    tour.shoot("request-completed")
