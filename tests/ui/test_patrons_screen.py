"""Readers: the list, the person beside it, and what the counter does with one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.patrons import queries
from tests.ui.patrons_desk import KEY, PatronsDesk
from ui.kit.chip import Chip
from ui.kit.date_field import DateField
from ui.kit.empty import Empty
from ui.kit.facts import Facts, Timeline
from ui.kit.fields import Choice, Tick
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.qr import QrView
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.kit.toast import Toast
from ui.patrons.alias_note import AliasNote
from ui.patrons.history import ReaderHistory
from ui.patrons.offers import ReaderOffers
from ui.patrons.time_left import TimeLeft


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[PatronsDesk]:
    desk = PatronsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _names(at: PatronsDesk) -> list[str]:
    table = at.find(TableView, "patrons-table")
    return [row.name for row in table.model().rows]  # type: ignore[attr-defined]


def _chip(at: PatronsDesk, name: str) -> str:
    return at.find(Chip, name).tag.text


@pytest.mark.parametrize("text", ["赵一鸣", "zym", "yiming", "22012345", "139 5710 2231", "zym@zju"])
def test_a_reader_is_found_by_what_one_knows(at: PatronsDesk, text: str) -> None:
    at.campus()
    at.approved("wang88", "王晓彤", mobile="13812345678")
    at.show("patrons")
    search = at.find(SearchLine, "patrons-search")
    assert search.hasFocus()
    at.type("patrons-search", text)
    at.until(lambda: _names(at) == ["赵一鸣"])
    assert at.text("person-name") == "赵一鸣"


def test_enter_in_the_search_goes_on_into_the_table_and_does_nothing_else(at: PatronsDesk) -> None:
    at.campus()
    at.show("patrons")
    at.press(KEY.Key_Return)
    assert at.find(TableView, "patrons-table").hasFocus()
    assert not at.has_sheet()


def test_nobody_found_says_what_to_do(at: PatronsDesk) -> None:
    at.campus()
    at.show("patrons")
    at.type("patrons-search", "nobody of this name")
    at.until(lambda: _names(at) == [])
    at.click("patrons-none-next")
    assert at.opened[-1] == ("register", None)


def test_a_new_library_says_how_to_begin(at: PatronsDesk) -> None:
    at.show("patrons")
    words = at.find(Empty, "patrons-none").findChildren(Label)[0]
    assert words.text() == "No readers yet. Import the campus registry or register the first reader."
    at.type("patrons-search", "nobody of this name")
    at.until(lambda: words.text().startswith("Nobody found"))


def test_filters_count_and_narrow(at: PatronsDesk) -> None:
    at.campus()
    at.waiting("wu88", "吴淼")
    blocked = at.approved("he88", "何洁")
    at.desk.patrons.block(at.admin, blocked, "三次逾期")
    at.show("patrons")
    assert at.button("patrons-filter-all").words() == "All 3"
    for key, words, name in (
        ("review", "To review 1", "吴淼"),
        ("not_activated", "Not activated 1", "赵一鸣"),
        ("blocked", "Blocked 1", "何洁"),
    ):
        assert at.button(f"patrons-filter-{key}").words() == words
        at.click(f"patrons-filter-{key}")
        assert _names(at) == [name]
        assert at.text("person-name") == name


def test_the_mobile_is_read_only_when_asked_for(at: PatronsDesk) -> None:
    at.show("patrons", at.campus())
    facts = at.find(Facts, "person-profile")
    assert "139 **** 2231" in facts.texts()
    at.click("person-show-mobile")
    assert "139 5710 2231" in facts.texts()
    at.show("patrons", at.approved("wu88", "吴淼"))
    assert not any("5710" in text for text in facts.texts()), "the next reader's is hidden again"


def test_a_contact_is_changed_and_taken_back(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    at.click("person-edit-contact")
    at.type("email", "no address")
    at.press(KEY.Key_Return)
    assert "e-mail" in at.errors("contact-form")["email"]
    at.type("email", "new@zju.edu.cn")
    at.find(Tick, "seen").set_value(True)
    at.press(KEY.Key_Return)
    assert not at.has_sheet()
    assert queries.card(patron).email == "new@zju.edu.cn"
    assert "new@zju.edu.cn" in at.find(Facts, "person-profile").texts()
    toast = at.window.findChildren(Toast)[-1]
    assert toast.undo is not None
    toast.undo.click()
    assert queries.card(patron).email == "zym@zju.edu.cn"


def test_blocking_wants_a_reason_and_can_be_undone(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    panel = at.find(ReaderOffers, "person-offers")
    _choose(panel, "menu-block")
    at.press(KEY.Key_Return)
    assert at.state(patron) == "approved", "Enter in the reason is a new line"
    at.click("block-primary")
    assert at.errors("block-form")["reason"] == "This is needed"
    at.type("reason", "三次逾期未还")
    at.click("block-primary")
    assert at.state(patron) == "blocked"
    assert _chip(at, "person-state") == "Blocked"
    assert at.button("person-next").words() == "Unblock"
    at.find(TableView, "patrons-table").setFocus()
    at.press(KEY.Key_Return)
    assert at.state(patron) == "approved"
    lines = ReaderHistory(at.session, panel).lines(patron)
    assert any("三次逾期未还" in line.text for line in lines)


def _choose(offers: ReaderOffers, entry: str) -> None:
    menu = offers.menu()
    action = next(each for each in menu.actions() if each.objectName() == entry)
    assert action.isEnabled()
    action.trigger()
    QApplication.processEvents()


def test_expiring_asks_first_and_leads_to_registering_again(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    _choose(at.find(ReaderOffers, "person-offers"), "menu-expire")
    at.click("confirm-cancel")
    assert at.state(patron) == "approved"
    _choose(at.find(ReaderOffers, "person-offers"), "menu-expire")
    at.click("confirm-primary")
    assert at.state(patron) == "expired"
    assert at.button("person-next").words() == "Register again"


def test_what_was_missing_is_entered_and_waits_again(at: PatronsDesk) -> None:
    patron = at.waiting(last_six="")
    at.desk.patrons.ask_for_more(at.admin, patron, "请补充证件末六位")
    at.show("patrons", patron)
    at.click("person-next")
    assert "请补充证件末六位" in at.text("complete-note")
    at.type("last_six", "12345x")
    at.click("complete-primary")
    assert at.state(patron) == "pending_review"
    assert queries.card(patron).has_last_six
    assert queries.card(patron).mobile == "+8613957102231", "what was not touched stays"


def test_money_and_requests_open_their_own_places(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    table = at.find(TableView, "patrons-table")
    table.setFocus()
    at.press(KEY.Key_M)
    at.press(KEY.Key_R)
    assert at.opened[-2:] == [("cashier", patron), ("new_request", patron)]


def test_the_history_is_one_line_of_time(at: PatronsDesk) -> None:
    patron = at.campus()
    at.clock.advance(days=1)
    at.desk.patrons.change_contact(at.admin, patron, email="new@zju.edu.cn", mobile="13957102231")
    at.show("patrons", patron)
    history = ReaderHistory(at.session, at.window)
    assert "e-mail" in history.lines(patron)[0].text.casefold()
    messages = history.lines(patron, "message")
    assert len(messages) == 2
    assert all("Waiting" in line.text for line in messages)
    assert history.lines(patron, "request") == []


def test_a_long_history_is_read_page_by_page(at: PatronsDesk) -> None:
    patron = at.campus()
    for turn in range(30):
        at.clock.advance(minutes=1)
        at.desk.patrons.block(at.admin, patron, f"reason {turn}")
        at.desk.patrons.unblock(at.admin, patron)
    at.show("patrons", patron)
    timeline = at.find(Timeline, "person-history")
    assert len(_lines(timeline)) == 40
    at.click("person-older")
    assert len(_lines(timeline)) > 60
    assert not at.button("person-older").isVisible()


def _lines(part: QWidget) -> list[str]:
    """What is said in a part now; what has just been replaced is not."""
    return [each.text() for each in part.findChildren(Label) if each.isVisibleTo(part)]


def test_merged_records_are_named_and_can_be_separated(at: PatronsDesk) -> None:
    kept = at.campus()
    other = at.approved("zym88", "赵一鸣", email="old@126.com")
    at.desk.merging.merge(at.admin, other, kept, "same person")
    at.show("patrons", kept)
    note = at.find(AliasNote, "person-aliases")
    assert _lines(note) == ["Also known as zym88 (赵一鸣)"]
    at.click(f"person-separate-{other}")
    at.type("reason", "two people after all")
    at.click("unmerge-primary")
    assert queries.follow(other) == other
    assert not note.isVisible()


def test_what_the_reader_wants_is_kept(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    offers = at.find(ReaderOffers, "person-offers")
    _choose(offers, "menu-debit")
    assert queries.card(patron).automatic_debit
    at.session.commands.undo_last()
    assert not queries.card(patron).automatic_debit
    _choose(offers, "menu-notices")
    at.find(Choice, "way").set_value("letter")
    at.type("address", "杭州市浙大路 38 号")
    at.click("notices-choice-primary")
    assert (queries.card(patron).notice_way, queries.card(patron).address) == ("letter", "杭州市浙大路 38 号")
    _choose(offers, "menu-validity")
    at.find(DateField, "until").set_value(dt.date(2027, 6, 30))
    at.click("validity-primary")
    assert queries.card(patron).valid_until == "2027-06-30"


def test_a_changed_contact_is_attested_by_who_saw_the_document(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    at.click("person-edit-contact")
    at.type("email", "new@zju.edu.cn")
    at.click("contact-primary")
    assert at.errors("contact-form")["seen"]
    assert queries.card(patron).email != "new@zju.edu.cn"
    at.find(Tick, "seen").set_value(True)
    at.click("contact-primary")
    assert queries.card(patron).email == "new@zju.edu.cn"


def test_the_qr_is_shown_until_its_time_is_over(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    at.click("person-code")
    code, left = at.find(QrView, "activation-qr"), at.top().findChild(TimeLeft)
    assert code._matrix
    assert left is not None
    assert left.words.text() == "Valid for another 10:00"
    at.clock.advance(minutes=9, seconds=30)
    left.tick()
    assert left.words.text() == "Valid for another 0:30"
    at.clock.advance(seconds=31)
    left.tick()
    assert left.words.text() == "No longer valid"
    assert not code._matrix
    at.click("activation-code-again")
    assert code._matrix


def test_the_slip_is_drawn_with_the_readers_name(at: PatronsDesk) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    patron = at.campus()
    at.show("patrons", patron)
    at.click("person-slip")
    at.until(lambda: at.window.findChild(QWidget, "preview") is not None)
    preview = at.sheet()
    text = PdfReader(BytesIO(preview._pdf)).pages[0].extract_text()  # type: ignore[attr-defined]
    assert "赵一鸣" in text
    assert "2026-12-20" in text
    preview.reject()


def test_someone_who_is_gone_is_said(at: PatronsDesk) -> None:
    at.show("patrons", 4711)
    assert at.toasts()
    assert not at.find(Facts, "person-profile").isVisible()


def test_a_counter_assistant_sees_only_what_may_be_done(qtbot: QtBot, tmp_path: Path) -> None:
    at = PatronsDesk(qtbot, tmp_path, role="counter")
    screen = at.show("patrons", at.waiting())
    names = {button.objectName() for button in screen.findChildren(Button) if button.isVisible()}
    assert not names & {"patrons-import", "patrons-review", "person-next"}
    assert "patrons-register" in names
    at.close()


def test_everything_follows_the_language(at: PatronsDesk, brackets: QTranslator) -> None:
    screen = at.show("patrons", at.campus())
    QApplication.instance().installTranslator(brackets)  # type: ignore[union-attr]
    at.settle()
    assert at.text("title") == "«Patrons»"
    assert at.button("person-next").words() == "«Activate account»"
    plain = [
        button.words()
        for button in screen.findChildren(Button)
        if button.words() and "«" not in button.words()
    ]
    assert plain == []
