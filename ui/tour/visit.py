"""The first visit: the counter is set up, staff sign in, readers are registered, reviewed and activated."""

from __future__ import annotations

import datetime as dt

from ill_desktop.patrons import queries
from ill_desktop.words import load
from ui.kit.label import Label
from ui.shell.desk_window import DeskWindow
from ui.shell.entrance import FirstRun, SignIn
from ui.tour import samples
from ui.tour.tour import Tour

LOGIN, NAME, PASSWORD = "zhoumin", "周敏", "a long enough password"
READER_PASSWORD = "rain1234"
PIN = "135791"


def first_visit(tour: Tour) -> None:
    """Issue step 1: library, branch, language, administrator."""
    tour.program.begin()
    tour.hands.settle()
    assert isinstance(tour.window, FirstRun)
    tour.shoot("first-run-library")
    tour.hands.press("first-forward")
    for field, text in (("name", NAME), ("login", LOGIN), ("password", PASSWORD), ("again", PASSWORD)):
        tour.hands.write(field, text)
    tour.shoot("first-run-administrator")
    tour.hands.press("first-finish")
    tour.hands.wait("the desk", lambda: isinstance(tour.program.window, DeskWindow))


def sign_in(tour: Tour) -> None:
    """Staff sign in: first wrong, then right."""
    tour.desk_window.sign_out_asked.emit()
    tour.hands.wait("the sign-in", lambda: isinstance(tour.program.window, SignIn))
    tour.hands.write("login", LOGIN)
    tour.hands.write("password", "not this one, surely")
    tour.hands.press("sign-in-go")
    window = tour.window
    assert isinstance(window, SignIn)
    tour.hands.wait("the refusal", lambda: bool(window.form.errors()))
    tour.shoot("sign-in-refused")
    tour.hands.write("password", PASSWORD)
    tour.hands.press("sign-in-go")
    tour.hands.wait("the desk", lambda: isinstance(tour.program.window, DeskWindow))
    tour.shoot("today-empty")


def import_registry(tour: Tour) -> None:
    """Issue step 2: ten thousand people; first a file with mistakes, which imports nothing."""
    from ui.patrons.registry_import import RegistryImport

    good = tour.home / "registry.csv"
    good.write_bytes(samples.registry())
    bad = tour.home / "registry-with-mistakes.csv"
    bad.write_bytes(samples.registry_with_mistakes())
    tour.open("patrons")
    tour.shoot("patrons-empty")
    tour.hands.press("patrons-import")
    sheet = tour.hands.await_sheet("registry-import")
    assert isinstance(sheet, RegistryImport)
    for file, name in ((bad, "registry-problems"), (good, "registry-preview")):
        sheet.read(file)
        tour.hands.wait(
            "the file to be looked through", lambda: sheet.findChild(type(sheet.primary)) is not None
        )
        tour.hands.wait(name, lambda: tour.session.tasks.running() == 0)
        tour.shoot(name, sheet)
    sheet.take_in()
    tour.hands.wait("the import", lambda: tour.session.tasks.running() == 0)
    tour.shoot("registry-imported", sheet)
    sheet.reject()
    tour.hands.settle()


def register(tour: Tour) -> None:
    """Issue step 3: a campus card is bound; off campus a form is filled in, wrongly at first."""
    number, name, last_six = samples.CAMPUS
    tour.later(minutes=12)
    tour.open("register")
    tour.shoot("register-institution")
    screen = tour.register_screen()
    screen.picker.table.pick(queries.institutions(tour.desk.library.home_institution)[0].id)
    screen.take_road("campus")
    screen.card_form.fill({"number": number, "name": name, "last_six": "000000"})
    screen.bind_card()
    tour.hands.settle()
    tour.shoot("register-card-refused")
    screen.card_form.fill({"last_six": last_six})
    screen.bind_card()
    tour.hands.settle()
    _profile(tour, sex="f", email="wxt@zju.edu.cn", mobile="138 5710 1127", unit="经济学院")
    tour.shoot("register-profile")
    tour.campus = _stored(tour)
    tour.shoot("register-done")
    screen.start_over()
    tour.later(minutes=20)
    screen.picker.table.pick(queries.institutions(tour.desk.library.home_institution)[0].id)
    screen.take_road("off_campus")
    wrong = {"name": "Zoe_Müller", "number": "zoe@126.com", "password": "12", "confirmation": "12"}
    _profile(tour, sex="f", email="zoe", mobile="139", unit="杭州水利设计院", **wrong)
    screen.form.validate()
    tour.hands.settle()
    tour.shoot("register-off-campus-refused")
    right = {"name": "Zoë·Müller", "number": "zoemuller88", "last_six": "C4F21K", "language": "zh_CN"}
    _profile(tour, sex="f", email="zoe@126.com", mobile="139 5710 2231", unit="杭州水利设计院", **right)
    tour.visitor = _stored(tour)


def _profile(tour: Tour, **values: str) -> None:
    passwords = {"password": READER_PASSWORD, "confirmation": READER_PASSWORD}
    tour.register_screen().form.fill({**passwords, **values})
    tour.hands.settle()


def _stored(tour: Tour) -> int:
    before = queries.count()
    tour.register_screen().register()
    tour.hands.wait("the registration", lambda: queries.count() > before)
    tour.hands.wait("the last of it", lambda: tour.session.tasks.running() == 0)
    return max(row.id for row in queries.page())


def review(tour: Tour) -> None:
    """Both wait in the queue and are approved."""
    tour.later(hours=2)
    tour.open("review")
    tour.shoot("review")
    for patron in (tour.campus, tour.visitor):
        tour.open("review", patron)
        tour.hands.press("review-approve")
        tour.hands.wait("the approval", lambda: queries.card(patron).state == "approved")  # noqa: B023
    tour.shoot("review-done")


def activate(tour: Tour) -> None:
    """Issue step 4: the QR on screen and on paper, then the three steps at the desk."""
    from ui.patrons.activation import ActivationSheet

    tour.later(minutes=3)
    tour.open("patrons", tour.campus)
    tour.shoot("patron")
    tour.hands.press("person-code")
    code = tour.hands.await_sheet()
    tour.hands.settle()
    tour.shoot("activation-qr", code)
    code.reject()
    tour.hands.settle()
    _slip(tour)
    tour.open("patrons", tour.campus)
    tour.hands.press("person-next")
    sheet = tour.hands.await_sheet("activation")
    assert isinstance(sheet, ActivationSheet)
    sheet.identity.form.fill({"last_six": samples.CAMPUS[2], "document_seen": True})
    tour.shoot("activation-identity", sheet)
    tour.hands.press("activation-primary")
    tour.hands.press("activation-make-code")
    digits = tour.hands.find("activation-digits", Label).text().replace(" ", "")
    tour.hands.write("code", digits)
    tour.shoot("activation-contact", sheet)
    tour.hands.press("activation-primary")
    tour.shoot("activation-terms", sheet)
    tour.hands.press("terms-agree")
    tour.hands.wait("the activation", lambda: queries.card(tour.campus).activated_at is not None)
    tour.shoot("activation-done", sheet)
    tour.hands.press("activation-primary")
    tour.shoot("patron-activated")


def _slip(tour: Tour) -> None:
    """The paper with the personal QR: freshly issued, good for thirty days."""
    desk, card = tour.desk, queries.card(tour.campus)
    token = desk.activation.issue_token(tour.session.actor, tour.campus, "paper")
    until: dt.date = desk.clock.day(token.expires_at)
    slip = desk.papers.activation_slip(card.name, card.number, token.text, until, load("zh_CN"))
    tour.keep("activation-slip.pdf", slip)
    tour.keep("activation-poster.pdf", desk.papers.poster(load("zh_CN"), load("en")))
