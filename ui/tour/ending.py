"""The end of the day: the month's report, the rest of the house, and the kiosk."""

from __future__ import annotations

from ill_desktop.requests import queries
from ui.kiosk.window import KioskWindow
from ui.tour.tour import Tour
from ui.tour.visit import PIN, READER_PASSWORD


def report(tour: Tour) -> None:
    """Issue step 9: the month on screen, as XLSX and as PDF."""
    tour.open("reports")
    tour.hands.wait("the figures", lambda: tour.session.tasks.running() == 0)
    tour.shoot("report-month")
    reports = tour.desk.reports
    day = tour.clock.day()
    month = reports.month(tour.session.actor, day.year, day.month)
    tour.keep("report-month.pdf", reports.pdf(month, "zh_CN"))
    reports.xlsx(month, "zh_CN", tour.papers / "report-month.xlsx")


def rest_of_the_house(tour: Tour) -> None:
    """What the main job passed by: the board at work, notices, settings, the end of the shift."""
    tour.open("today")
    tour.shoot("today")
    tour.open("notices")
    tour.shoot("notices")
    tour.open("settings")
    tour.hands.wait("the settings", lambda: tour.session.tasks.running() == 0)
    tour.shoot("settings")
    tour.open("patrons", tour.campus)
    tour.shoot("patron-after")
    tour.open("cashier")
    tour.hands.press("cashier-tabs-register")
    tour.shoot("papers-of-the-shift")
    tour.hands.press("cashier-tabs-till")
    tour.hands.press("cashier-close-shift")
    sheet = tour.hands.await_sheet()
    tour.shoot("shift-count", sheet)
    sheet.reject()
    tour.hands.settle()
    tour.desk.staff.set_kiosk_pin(tour.session.actor, PIN)


def kiosk(tour: Tour) -> None:
    """Issue step 10: sign in by number, my requests with the guide's filters, my account; left by PIN."""
    window = KioskWindow(tour.desk, tour.program.languages)
    window.resize(1440, 900)
    window.show()
    tour.hands.settle()
    tour.kiosk_shoot(window, "kiosk-home")
    window.open("requests")
    tour.hands.settle()
    tour.kiosk_shoot(window, "kiosk-sign-in")
    tour.hands.write("login", "22098765")
    tour.hands.write("password", READER_PASSWORD)
    tour.hands.press("sign-in-go")
    tour.hands.wait("the reader", lambda: window.visit.reader is not None)
    tour.hands.settle()
    assert queries.count(queries.Filter(patron_id=tour.campus))
    tour.kiosk_shoot(window, "kiosk-requests")
    for page in ("account", "help"):
        window.open(page)
        tour.hands.settle()
        tour.kiosk_shoot(window, f"kiosk-{page}")
    window.reset()
    window.open("leave")
    tour.hands.settle()
    tour.kiosk_shoot(window, "kiosk-leave")
    tour.hands.write("pin", PIN)
    tour.hands.press("leave-go")
    tour.hands.wait("the kiosk to close", lambda: not window.isVisible())
