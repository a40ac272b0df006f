"""Hostile text in every field of the readers' screens: a message or stored as text, never a bug.

The desk of these tests itself fails when a bug was reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ill_desktop.patrons import queries
from tests.ui.patrons_desk import KEY, PatronsDesk
from ui.kit.fields import Choice
from ui.kit.form import Form
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.patrons.actions import ReaderActions
from ui.patrons.activation import ActivationSheet
from ui.patrons.register import RegisterScreen

NAUGHTY = {
    "long": "字" * 100_000,
    "nul": "a\0b",
    "emoji": "👩🏽‍💻🏳️‍🌈",
    "rtl": "\u202eevil\u2066مرحبا",
    "html": "<b onclick=1>&amp;</b>'\"; DROP TABLE patron; --",
    "formula": '=HYPERLINK("http://x")',
    "control": "\x07\x1b[31m\r\n\t",
    "format": "%1 %2 {0} {name} %s",
    "half": "\ud800",
}


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[PatronsDesk]:
    desk = PatronsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _stuff(at: PatronsDesk, form: Form, text: str) -> None:
    """Put the text into every line of a form; tick and choose the rest."""
    for name in form.names():
        field = form.field(name)
        if isinstance(field, Choice):
            field.setCurrentIndex(0)
        elif hasattr(field, "setChecked"):
            field.setChecked(True)
        elif hasattr(field, "setPlainText"):
            field.setPlainText(text)
        else:
            field.setText(text)
    at.settle()


def test_searches_find_nothing_and_say_so(at: PatronsDesk) -> None:
    at.campus()
    for text in NAUGHTY.values():
        at.show("patrons")
        at.type("patrons-search", text)
        at.press(KEY.Key_Return)
        at.show("register")
        at.type("institution-search", text)
        at.press(KEY.Key_Return)
        typed = at.find(SearchLine, "institution-search").value()  # a lone half of a character is dropped
        assert at.find(TableView, "institution-table").model().rowCount() == (0 if typed else 18), text[:20]


def test_registration_refuses_in_words(at: PatronsDesk) -> None:
    for text in NAUGHTY.values():
        screen = at.show("register")
        assert isinstance(screen, RegisterScreen)
        screen.start_over()
        at.settle()
        at.click("register-road-campus")
        _stuff(at, screen.card_form, text)
        screen.bind_card()
        assert screen.card_form.errors(), text[:20]
        at.click("register-by-form")
        _stuff(at, screen.form, text)
        screen.register()
        at.settle()
        assert screen.form.errors(), text[:20]
    assert queries.count() == 0


def test_a_unit_is_stored_as_text_or_refused(at: PatronsDesk) -> None:
    good = {"name": "陈竑宇", "sex": "m", "mobile": "13957102231", "language": "en"}
    secret = {"password": "rain1234", "confirmation": "rain1234"}
    stored = {}
    for number, (kind, text) in enumerate(NAUGHTY.items()):
        screen = at.show("register")
        assert isinstance(screen, RegisterScreen)
        screen.start_over()
        at.settle()
        at.click("register-road-off_campus")
        account = {"number": f"reader{number}", "email": f"reader{number}@126.com"}
        screen.form.fill({**good, **secret, **account, "unit": text})
        shown = screen.form.field("unit").value()
        at.click("register-go")
        found = queries.find(f"reader{number}")
        assert [row.unit for row in found] == ([] if screen.form.errors() else [shown]), kind
        if found:
            stored[kind] = found[0].id
    assert {"html", "formula", "format"} <= stored.keys()
    for patron in stored.values():
        at.show("patrons", patron)
        at.show("review", patron)


def test_sheets_refuse_in_words_or_store_text(at: PatronsDesk) -> None:
    patron, waiting = at.campus(), at.waiting("wu88", "吴淼")
    for text in NAUGHTY.values():
        actions = at.show("patrons", patron).findChild(ReaderActions)
        assert actions is not None
        for ask in (actions.edit_contact, actions.add_last_six, actions.block):
            sheet = ask(queries.card(patron))
            form = sheet.findChild(Form)
            assert form is not None
            _stuff(at, form, text)
            sheet.primary.click()
            if sheet.isVisible():
                assert form.errors() or at.toasts(), text[:20]
                sheet.reject()
            at.settle()
        at.show("review", waiting)
        if at.state(waiting) == "pending_review":
            at.click("review-reject")
            at.type("reason", text)
            at.click("reason-primary")
    assert at.state(waiting) == "rejected", "a reason may hold any words that can be read"


def test_activation_refuses_in_words(at: PatronsDesk) -> None:
    at.show("patrons", at.campus())
    at.click("person-next")
    sheet = at.sheet()
    assert isinstance(sheet, ActivationSheet)
    for text in NAUGHTY.values():
        _stuff(at, sheet.identity.form, text)
        at.click("activation-primary")
        assert sheet.identity.form.errors(), text[:20]
    sheet.identity.form.fill({"name": "赵一鸣", "number": "22012345", "last_six": "12345X"})
    at.click("activation-primary")
    for text in NAUGHTY.values():
        _stuff(at, sheet.contact.form, text)
        at.click("activation-primary")
        assert sheet.contact.form.errors(), text[:20]
        at.window.take_scan(text)
    assert at.text("activation-steps-words") == "Step 2 of 3"
