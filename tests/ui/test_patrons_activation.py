"""Activation at the desk [N]: identity, contact with the counter code, the terms, and the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import connection
from ill_desktop.activation import queries
from ill_desktop.patrons import queries as patrons
from tests.ui.patrons_desk import KEY, PatronsDesk
from ui.kit.chip import Chip
from ui.kit.fields import Tick
from ui.patrons.activation import ActivationSheet


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[PatronsDesk]:
    desk = PatronsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _begin(at: PatronsDesk) -> int:
    patron = at.campus()
    at.show("patrons", patron)
    at.press(KEY.Key_Return)
    return patron


def _first_step(at: PatronsDesk) -> None:
    at.type("last_six", "12345x")
    at.find(Tick, "document_seen").click()
    at.press(KEY.Key_Return)


def _visits() -> int:
    """How many visits are stored."""
    return int(connection.value("SELECT COUNT(*) FROM activation_visit"))


def _digits(at: PatronsDesk) -> str:
    return at.text("activation-digits")


def test_three_steps_by_keyboard_and_the_record_of_them(at: PatronsDesk) -> None:
    patron = _begin(at)
    assert at.text("activation-steps-words") == "Step 1 of 3"
    _first_step(at)
    assert at.text("activation-steps-words") == "Step 2 of 3"
    at.press(KEY.Key_F2)
    at.type("code", _digits(at))
    at.press(KEY.Key_Return)
    assert at.text("activation-steps-words") == "Step 3 of 3"
    assert at.text("terms-version") == "Version 2026-09"
    at.press(KEY.Key_Return)
    assert queries.needs_activation(at.desk.library, patron), "Enter while reading agrees to nothing"
    at.click("terms-agree")
    at.click("activation-primary")
    assert not at.has_sheet()
    done = queries.history(patron)[0]
    assert (done.way, done.terms_version, done.language, done.actor, done.mobile_proof) == (
        "desk",
        "2026-09",
        "zh_CN",
        "周敏",
        "attested",
    )
    assert done.terms_hash == at.desk.activation.terms("zh_CN").hash
    assert at.find(Chip, "person-activation").tag.text == "Activated"
    assert at.button("person-next").words() == "New request"


def test_the_heading_of_a_step_follows_the_language(
    at: PatronsDesk, app: QApplication, brackets: QTranslator
) -> None:
    _begin(at)
    _first_step(at)
    app.installTranslator(brackets)
    at.settle()
    assert at.text("activation-step") == "«How to reach the reader»"


def test_the_text_agreed_to_is_the_one_shown(at: PatronsDesk) -> None:
    patron = _begin(at)
    _first_step(at)
    at.press(KEY.Key_F2)
    at.type("code", _digits(at))
    at.press(KEY.Key_Return)
    at.click("terms-language-en")
    at.click("terms-agree")
    assert queries.history(patron)[0].language == "en"


@pytest.mark.parametrize(
    ("field", "text"), [("last_six", "000000"), ("name", "赵二鸣"), ("number", "22012346")]
)
def test_a_wrong_identity_gives_one_answer_and_goes_nowhere(at: PatronsDesk, field: str, text: str) -> None:
    _begin(at)
    at.type("last_six", "12345X")
    at.type(field, text)
    at.find(Tick, "document_seen").click()
    at.click("activation-primary")
    assert at.errors("identity-form") == {"last_six": at.session.words("refusal.activation.identity")}
    assert at.text("activation-steps-words") == "Step 1 of 3"


def test_the_document_must_have_been_seen(at: PatronsDesk) -> None:
    _begin(at)
    at.type("last_six", "12345X")
    at.click("activation-primary")
    assert set(at.errors("identity-form")) == {"document_seen"}


def test_five_wrong_codes_lock_until_a_librarian_unlocks(at: PatronsDesk) -> None:
    patron = _begin(at)
    _first_step(at)
    at.click("activation-make-code")
    wrong = "000000" if _digits(at) != "000 000" else "000001"
    assert not at.button("activation-unlock").isVisible()
    for _time in range(5):
        at.type("code", wrong)
        at.click("activation-primary")
    assert at.offers("activation-unlock")
    at.type("code", _digits(at))
    at.click("activation-primary")
    phone = at.session.desk.library.help_desk["phone"]
    locked = at.session.words("refusal.activation.code_locked", most=5, phone=phone)
    assert at.errors("code-form") == {"code": locked}, "even the right one"
    assert at.text("activation-steps-words") == "Step 2 of 3"
    at.click("activation-unlock")
    at.type("code", _digits(at))
    at.click("activation-primary")
    assert at.text("activation-steps-words") == "Step 3 of 3"
    at.click("terms-decline")
    assert queries.needs_activation(at.desk.library, patron)


def test_an_old_code_is_good_no_more(at: PatronsDesk) -> None:
    _begin(at)
    _first_step(at)
    at.click("activation-make-code")
    code = _digits(at)
    at.clock.advance(minutes=11)
    at.type("code", code)
    at.click("activation-primary")
    assert at.errors("code-form") == {"code": at.session.words("refusal.activation.code_expired")}


def test_a_new_contact_is_kept_with_the_activation(at: PatronsDesk) -> None:
    patron = _begin(at)
    _first_step(at)
    at.type("mobile", "138 1234 5678")
    at.click("activation-make-code")
    at.type("code", _digits(at))
    at.click("activation-primary")
    at.click("terms-agree")
    assert patrons.card(patron).mobile == "+8613812345678"


def test_back_keeps_what_was_typed(at: PatronsDesk) -> None:
    _begin(at)
    _first_step(at)
    at.click("activation-back")
    assert at.text("activation-steps-words") == "Step 1 of 3"
    at.click("activation-primary")
    assert at.text("activation-steps-words") == "Step 2 of 3"


def test_what_was_proved_need_not_be_proved_again(at: PatronsDesk) -> None:
    _begin(at)
    _first_step(at)
    at.click("activation-make-code")
    at.type("code", _digits(at))
    at.click("activation-primary")
    at.click("activation-back")
    assert at.text("activation-steps-words") == "Step 2 of 3"
    at.click("activation-primary")
    assert at.text("activation-steps-words") == "Step 3 of 3", "the code is used up, the proof is not"
    at.click("activation-back")
    at.type("email", "another@zju.edu.cn")
    at.click("activation-primary")
    assert at.text("activation-steps-words") == "Step 2 of 3", "another address is another proof"


def test_given_up_nothing_stays(at: PatronsDesk) -> None:
    patron = _begin(at)
    _first_step(at)
    at.click("activation-make-code")
    at.click("activation-cancel")
    assert not at.has_sheet()
    assert _visits() == 0
    assert queries.needs_activation(at.desk.library, patron)


def test_before_the_start_date_it_is_refused_with_the_date(at: PatronsDesk) -> None:
    patron = at.campus()
    at.clock.instant = dt.datetime(2020, 1, 1, 15, 59, tzinfo=dt.UTC)  # 23:59 in Hangzhou
    at.show("patrons", patron)
    at.click("person-next")
    assert not at.has_sheet()
    assert "2020-01-02" in at.toasts()[0]
    at.clock.advance(minutes=1)
    at.click("person-next")
    assert at.has_sheet()
    at.click("activation-cancel")


def test_a_readers_own_qr_is_taken_and_anothers_refused(at: PatronsDesk) -> None:
    other = at.approved("wu88", "吴淼")
    patron = _begin(at)
    sheet = at.sheet()
    assert isinstance(sheet, ActivationSheet)
    theirs = at.desk.activation.issue_token(at.admin, other, "paper")
    at.window.take_scan(theirs.text)
    assert at.toasts()[-1] == at.session.words("refusal.activation.token_other")
    own = at.desk.activation.issue_token(at.admin, patron, "paper")
    at.window.take_scan(own.text)
    assert at.toasts()[-1] == "The QR belongs to this reader"
    _first_step(at)
    at.click("activation-make-code")
    at.type("code", _digits(at))
    at.click("activation-primary")
    at.click("terms-agree")
    at.click("activation-primary")
    at.session.commands.run(lambda: at.desk.activation.find_token(own.text))
    assert at.toasts()[-1] == at.session.words("refusal.activation.token_consumed")
