"""Help: the guide's questions in both languages, changed by staff, printed, the same at the kiosk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.counter import help as facts_of_help
from ill_desktop.words import load
from tests.ui.kiosk_desk import ADMIN, KioskDesk
from tests.ui.rest_desk import RestDesk
from tests.unit.paper_reader import flat, sound
from ui.help.screen import HelpScreen
from ui.kit.form import Form
from ui.kit.label import Label
from ui.kit.preview import Preview


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RestDesk]:
    desk = RestDesk(qtbot, tmp_path, HelpScreen)
    yield desk
    desk.close()


def test_the_six_questions_of_the_guide_stand_in_both_languages(at: RestDesk) -> None:
    assert at.text("question-6") == "Where do I collect at Zijingang campus?"
    at.press("help-language-zh_CN")
    assert at.text("question-6") == "紫金港校区的文献传递与馆际互借的取件在什么位置？"
    ground = at.desk.ground
    for language in ("zh_CN", "en"):
        told = facts_of_help.answers(ground, load(language))
        assert len(told) == 6
        assert not any("{" in one.answer for one in told), "every place is filled"
    assert "0571-88208468" in at.text("answer-1") and "0571-882208468" not in at.text("answer-3")
    assert "1202024609908808891" in at.text("answer-4")


def test_a_question_is_changed_and_a_new_phone_is_right_everywhere(at: RestDesk) -> None:
    at.press("edit-2")
    form = at.find(Form, "faq-form")
    form.fill({"answer.en": "Call {borrowing_phone}.\n\nOr come."})
    at.press("faq-sheet-primary")
    assert at.text("answer-2") == "Call 0571-88206530.\nOr come."
    at.session.commands.run(
        lambda: at.desk.facts.change(at.admin, {"help_desk.borrowing_phone": "0571-1234567"}),
        touches=("settings",),
    )
    at.settle()
    assert at.text("answer-2") == "Call 0571-1234567.\nOr come."


def test_an_unknown_place_is_refused_beside_the_answer(at: RestDesk) -> None:
    at.press("edit-2")
    form = at.find(Form, "faq-form")
    form.fill({"answer.en": "Call us.\n\nOr {grandmother}."})
    at.press("faq-sheet-primary")
    assert form.errors()["answer.en"].startswith("Line 3: {grandmother} is no place")


def test_a_question_that_is_taken_away_comes_back_to_its_place(at: RestDesk) -> None:
    at.press("remove-2")
    assert at.window.findChild(Label, "question-2") is None
    at.session.commands.undo_last()
    at.settle()
    assert [one.code for one in at.desk.library.faq] == ["1", "2", "3", "4", "5", "6"]


def test_the_leaflet_says_all_of_it(at: RestDesk) -> None:
    at.press("help-print")
    at.qtbot.waitUntil(lambda: at.window.findChild(Preview, "preview") is not None)
    for language in ("zh_CN", "en"):
        sound(at.desk.help.leaflet(at.admin, language), pages=None)
    paper = flat(at.desk.help.leaflet(at.admin, "zh_CN"))
    assert "常见问题" in paper and "0571-88208470" in paper and "工行杭州市浙大分理处" in paper


@pytest.fixture
def kiosk(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[KioskDesk]:
    desk = KioskDesk(qtbot, app, tmp_path)
    yield desk
    desk.close()


def test_the_kiosk_says_what_staff_have_written(kiosk: KioskDesk) -> None:
    kiosk.desk.facts.change_one(ADMIN, "faq", "1", {"question.en": "Is it free?"})
    kiosk.touch("card-help")
    assert "Is it free?" in [label.text() for label in kiosk.window.findChildren(Label)]
