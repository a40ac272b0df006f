"""What Settings say of a branch is what readers are told: kiosk, phone page, windows, notices, papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries as cashier
from ill_desktop.cashier.rules import Tender
from ill_desktop.notices import queries as notices
from ill_desktop.patrons import institutions
from ill_desktop.requests.service import NewRequest
from tests.db.phone import Phone, app_of
from tests.ui.kiosk_desk import ADMIN, KioskDesk
from tests.unit import paper_reader
from ui.kit.facts import Facts
from ui.kit.text import said
from ui.patrons.questions import Questions
from ui.patrons.register_done import RegisterDone
from ui.session import Session

WEEK = {f"branches.ZJG.hours.{day}": "8:30-21:00" for day in ("mon", "tue", "wed", "thu", "fri")}
CHANGED = {
    **WEEK,
    "branches.ZJG.hours_note.en": "Closed in the spring festival",
    "branches.ZJG.pickup_phone": "0571-80000001",
    "branches.ZJG.pickup.en": "Window 5",
    "branches.ZJG.phone": "0571-80000002",
    "help_desk.phone": "0571-80000003",
    "help_desk.closes": "18:00",
}
HOURS = "Monday to Friday 8:30–21:00"


@pytest.fixture
def at(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[KioskDesk]:
    desk = KioskDesk(qtbot, app, tmp_path)
    yield desk
    desk.close()


def test_the_kiosk_tells_what_another_window_changed(at: KioskDesk) -> None:
    here = at.desk.ground
    before, other = here.library, at.desk
    other.facts.change(ADMIN, CHANGED)
    other.facts.add(
        ADMIN, "hotlines", "", {"name.zh_CN": "电子资源", "name.en": "E-resources", "phone": "0571-80000004"}
    )
    here.library = before  # as in a process that has not looked yet
    at.touch("card-help")
    told = at.find(Facts, "help-ZJG").texts()
    assert {HOURS, "Closed in the spring festival", "0571-80000001", "Window 5"} <= set(told)
    assert {"0571-80000003", "E-resources", "0571-80000004"} <= set(at.find(Facts, "help-desk").texts())


def test_a_retired_branch_is_offered_nowhere(at: KioskDesk) -> None:
    at.desk.facts.retire(ADMIN, "branches", "ZJG")
    at.touch("card-help")
    assert at.window.findChild(Facts, "help-ZJG") is None
    assert "紫金港" not in Phone(app_of(at.desk)).open("/").text


def test_the_phone_page_tells_phones_and_hours(at: KioskDesk) -> None:
    at.desk.facts.change(ADMIN, CHANGED)
    phone = Phone(app_of(at.desk), language="en")
    phone.open("/")
    for words in (HOURS, "0571-80000002", "0571-80000003", "18:00"):
        assert words in phone.text


def test_forms_say_the_rules_that_hold_now(at: KioskDesk) -> None:
    at.desk.facts.change(ADMIN, {"registration.name_symbols": "· - ␣", "passwords.off_campus.longest": "16"})
    home = next(row.id for row in institutions.lines() if row.name == "浙江大学")
    phone = Phone(app_of(at.desk), language="en")
    phone.open(f"/register/{home}/off_campus")
    assert "between them also: · - blank" in phone.text and "4–16 letters and digits" in phone.text
    questions = Questions(Session(at.desk, ADMIN, "en"), at.window)
    hints = [said(ask.hint) for ask in questions.some(("name", "password"), "off_campus")]
    assert hints == ["Letters or ideographs; between them also: ·  -  blank", "4–16 letters and digits"]


def test_the_window_tells_them_after_a_registration(at: KioskDesk) -> None:
    at.desk.facts.change(ADMIN, CHANGED)
    done = RegisterDone(Session(at.desk, ADMIN, "en"), lambda: None)
    at.qtbot.addWidget(done)
    done.show_patron(at.reader)
    told = " ".join(done.findChild(Facts, "register-done-phones").texts())
    assert f"0571-80000002 · {HOURS}" in told
    assert "0571-80000003 · Monday to Sunday 8:30–18:00" in told


def test_the_notice_of_a_pick_up_tells_where_and_when(at: KioskDesk) -> None:
    at.desk.facts.change(ADMIN, CHANGED)
    fields = {"article_title": "Rivers", "journal": "水利学报", "year": "2024"}
    wanted = NewRequest(at.reader, "delivery", "journal_article", fields, branch="ZJG", copyright_agreed=True)
    request = at.desk.requests.submit(ADMIN, wanted).id
    at.receive(request)
    dues = cashier.dues_of_request(request)
    owed = sum(due.amount_fen for due in dues)
    shift, tender = at.desk.shifts.open(ADMIN, 1, 0), Tender("cash", owed, given_fen=owed)
    charges = [due.charge_id for due in dues]
    at.desk.counter.take_payment(ADMIN, shift, at.reader, charges, [tender], "one")
    at.desk.counter.step(ADMIN, request, "ready_for_pickup")
    notice = next(row for row in notices.of_patron(at.reader) if row.kind == "ready_for_pickup")
    assert "周一至周五 8:30–21:00" in str(notice.facts["place"])
    assert notice.facts["phone"] == "0571-80000001"


def test_slips_and_poster_carry_the_hotlines(at: KioskDesk) -> None:
    at.desk.facts.change(ADMIN, CHANGED)
    english, chinese = at.desk.words("en"), at.desk.words("zh_CN")
    slip = at.desk.papers.activation_slip("赵一鸣", "zhao88", "ILLA:x", dt.date(2026, 12, 21), english)
    poster = at.desk.papers.poster(english, chinese)
    for paper in (slip, poster):
        words = paper_reader.text(paper)
        assert "0571-80000003" in words and "18:00" in words
