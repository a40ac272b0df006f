"""Settings: institutions, rules of registration, terms, working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ill_desktop.errors import Refusal
from ill_desktop.patrons import institutions, queries
from tests.ui.rest_desk import RestDesk
from ui.kit.chip import Chip
from ui.kit.dialogs import Sheet
from ui.kit.fields import Tick
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.table import TableView
from ui.settings.centres import CentreList
from ui.settings.institution_sheet import InstitutionSheet
from ui.settings.screen import SettingsScreen
from ui.settings.terms_sheet import TermsSheet
from ui.settings.year_grid import YearGrid

Show = Callable[..., RestDesk]


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    """Settings with one section in front."""
    made: list[RestDesk] = []

    def build(section: str, role: str = "administrator") -> RestDesk:
        desk = RestDesk(qtbot, tmp_path, SettingsScreen, role)
        made.append(desk)
        assert isinstance(desk.screen, SettingsScreen)
        desk.screen.show_section(section)
        desk.settle()
        return desk

    yield build
    for desk in made:
        desk.close()


def _write(at: RestDesk, path: str, text: str) -> None:
    line = at.find(QLineEdit, path)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    if text.isascii():
        QTest.keyClicks(line, text)
    else:  # Qt types no other signs
        QApplication.clipboard().setText(text)
        QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _press(at: RestDesk, sheet: Sheet) -> None:
    QTest.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    at.settle()


# -- institutions ---------------------------------------------------------------------------------


def _institution(at: RestDesk, button: str) -> InstitutionSheet:
    at.press(button)
    sheet = at.sheet("institution-sheet")
    assert isinstance(sheet, InstitutionSheet)
    return sheet


def test_an_institution_is_added_found_and_offered_to_readers(show: Show) -> None:
    at = show("institutions")
    at.find(TableView, "centre-table").pick(
        next(line.id for line in institutions.centre_lines() if line.name == "下沙分中心")
    )
    sheet = _institution(at, "institution-add")
    assert sheet.form.values()["centre"] == "下沙分中心", "the sub-centre in front is proposed"
    sheet.form.fill({"name": "浙江大学", "automatic": True})
    _press(at, sheet)
    assert sheet.form.errors() == {"name": at.desk.words("en")("refusal.institution.taken")}
    sheet.form.fill({"name": "杭州电子科技大学"})
    _press(at, sheet)
    row = at.find(TableView, "institution-lines").current()
    assert (row.name, row.initials, row.centre, row.automatic) == (
        "杭州电子科技大学",
        "hzdzkjdx",
        "下沙分中心",
        True,
    )
    assert [each.name for each in queries.institutions("hzdz")] == ["杭州电子科技大学"]
    _write(at, "institution-search", "hzdz")
    at.qtbot.waitUntil(lambda: at.find(TableView, "institution-lines").model().rowCount() == 1)
    at.press("institution-retire")
    assert queries.institutions("hzdz") == []
    at.press("toast-undo")
    assert len(queries.institutions("hzdz")) == 1


def test_all_of_an_institution_is_changed_at_once_and_taken_back(show: Show) -> None:
    at = show("institutions")
    before = institutions.lines()[1]
    at.find(TableView, "institution-lines").pick(before.id)
    sheet = _institution(at, "institution-edit")
    sheet.form.fill({"name": "绍兴大学", "centre": "宁波分中心", "automatic": True})
    _press(at, sheet)
    now = next(line for line in institutions.lines() if line.id == before.id)
    assert (now.name, now.initials, now.centre, now.automatic) == ("绍兴大学", "sxdx", "宁波分中心", True)
    at.press("toast-undo")
    assert next(line for line in institutions.lines() if line.id == before.id) == before


def test_keys_move_an_institution(show: Show) -> None:
    at = show("institutions")
    first, second = institutions.lines()[:2]
    at.find(TableView, "institution-lines").pick(first.id)
    assert not at.find(Button, "institution-up").isEnabled()
    QTest.keyClick(at.window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    at.settle()
    assert [line.id for line in institutions.lines()[:2]] == [second.id, first.id]
    assert at.find(TableView, "institution-lines").current().id == first.id
    at.press("institution-up")
    assert [line.id for line in institutions.lines()[:2]] == [first.id, second.id]


def test_sub_centres_are_added_renamed_moved_and_retired(show: Show) -> None:
    at = show("institutions")
    at.press("centre-add")
    sheet = at.sheet("centre-sheet")
    assert sheet is not None
    at.find(QLineEdit, "name").setText("舟山分中心")
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    at.settle()
    centres = at.find(CentreList, "centres")
    assert centres.current() == institutions.centres()[-1] == "舟山分中心"

    def choose(action: str) -> None:
        menu = centres.menu(centres.table.current())
        next(each for each in menu.actions() if each.objectName() == action).trigger()
        at.settle()

    choose("centre-up")
    assert institutions.centres()[-2] == "舟山分中心"
    choose("centre-rename")
    at.find(QLineEdit, "name").setText("舟山")
    sheet = at.sheet("centre-sheet")
    assert isinstance(sheet, Sheet)
    _press(at, sheet)
    choose("centre-retire")
    assert "舟山" not in institutions.centres()
    centres.table.pick(next(line.id for line in institutions.centre_lines() if line.name == "省中心"))
    choose("centre-retire")
    assert at.desk.words("en")("refusal.centre.in_use", count=18) in at.said()


# -- registration ---------------------------------------------------------------------------------


def test_rules_of_registration_count_from_their_saving(show: Show) -> None:
    at = show("registration")
    _write(at, "passwords.off_campus.shortest", "6")
    tick = at.find(Tick, "passwords.off_campus.letters_and_digits_only")
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    at.press("passwords-save")
    assert at.desk.library.password_rule(off_campus=True) == (6, 12, False)
    _write(at, "registration.name_symbols", "· - ␣")
    at.press("name-rule-save")
    assert at.desk.library.name_symbols == "·- "
    _write(at, "activation.valid_from", "2026-12-01")
    _write(at, "activation.code_minutes", "5")
    at.press("activation-rule-save")
    assert at.desk.library.activation_starts == dt.date(2026, 12, 1)
    assert at.desk.library.code_minutes == 5


def test_nonsense_is_refused_beside_its_field(show: Show) -> None:
    at = show("registration")
    words = at.desk.words("en")
    _write(at, "passwords.campus.shortest", "3")
    _write(at, "passwords.campus.longest", "many")
    at.press("passwords-save")
    wrong = words("refusal.facts.number", least=4, most=64)
    assert at.find(Form, "passwords-form").errors() == {
        "passwords.campus.shortest": wrong,
        "passwords.campus.longest": wrong,
    }
    _write(at, "passwords.campus.shortest", "20")
    _write(at, "passwords.campus.longest", "10")
    at.press("passwords-save")
    assert list(at.find(Form, "passwords-form").errors()) == ["passwords.campus.longest"]
    _write(at, "registration.name_symbols", "· _")
    at.press("name-rule-save")
    assert at.text("registration.name_symbols-below") == words("refusal.facts.signs", sign="_")
    _write(at, "activation.valid_from", "soon")
    at.press("activation-rule-save")
    assert at.desk.library.activation_starts == dt.date(2020, 1, 2)
    assert at.desk.library.password_rule(off_campus=False) == (8, 64, False)


def test_a_patron_class_is_added_limited_and_retired(show: Show) -> None:
    at = show("registration")
    at.press("classes-add")
    sheet = at.sheet("classes-sheet")
    assert isinstance(sheet, Sheet)
    form = at.find(Form, "classes-form")
    form.fill(
        {"code": "visiting", "name.zh_CN": "访问学者", "name.en": "Visiting scholar", "most_active": "5"}
    )
    _press(at, sheet)
    assert at.desk.library.open_classes["visiting"] == {"zh_CN": "访问学者", "en": "Visiting scholar"}
    assert at.desk.library.limits_of("visiting") == (5, None)
    at.press("classes-remove")
    assert "visiting" not in at.desk.library.open_classes and "visiting" in at.desk.library.classes
    at.find(TableView, "classes-table").pick("off_campus")
    at.press("classes-remove")
    assert at.desk.words("en")("refusal.facts.off_campus") in at.said()


# -- working days ---------------------------------------------------------------------------------


def _grid(at: RestDesk) -> YearGrid:
    return at.find(YearGrid, "year-grid")


def _click(at: RestDesk, day: dt.date) -> None:
    grid = _grid(at)
    where = grid.place(day).center()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(round(where.x()), round(where.y())))
    at.settle()


def test_a_click_makes_a_day_off_and_what_waits_is_due_later(show: Show) -> None:
    at = show("calendar")
    monday = dt.date(2026, 11, 23)
    assert at.text("calendar-day") == "2026-11-21, Saturday: weekend"
    waiting = at.register()
    due = lambda: queries.card(waiting).review_due  # noqa: E731
    assert due() == "2026-11-23"
    _click(at, monday)
    assert at.said() == ["2026-11-23 is a day off now · registrations due on another day: 1"]
    assert due() == "2026-11-24"
    assert at.text("calendar-day") == "2026-11-23, Monday: day off"
    at.press("toast-undo")
    assert due() == "2026-11-23"


def test_the_keyboard_goes_from_day_to_day(show: Show) -> None:
    at = show("calendar")
    grid = _grid(at)
    grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Left):
        QTest.keyClick(grid, key)
    assert grid.current().day == dt.date(2026, 10, 31)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    at.settle()
    assert at.text("calendar-day") == "2026-10-31, Saturday: make-up day, people work"
    assert at.desk.working_days.year(2026)[303].own


def test_the_shipped_year_comes_back_and_can_be_taken_back(show: Show) -> None:
    at = show("calendar")
    assert not at.find(Button, "calendar-shipped").isEnabled(), "nothing was changed"
    _click(at, dt.date(2026, 12, 24))
    _click(at, dt.date(2026, 12, 26))
    at.press("calendar-shipped")
    own = lambda: [day.day.day for day in at.desk.working_days.year(2026) if day.own]  # noqa: E731
    assert own() == []
    at.press("toast-undo")
    assert own() == [24, 26]


def test_other_years_say_how_much_is_known(show: Show) -> None:
    at = show("calendar")
    known = at.find(Chip, "calendar-known")
    assert known.tag.tone == "good"
    QTest.keyClick(at.window, Qt.Key.Key_PageDown)
    at.settle()
    assert at.text("calendar-year") == "2027" and known.tag.tone == "caution"
    at.press("calendar-before")
    at.press("calendar-before")
    assert at.text("calendar-year") == "2025"


def test_who_may_not_changes_no_day(show: Show) -> None:
    at = show("calendar", role="counter")
    _click(at, dt.date(2026, 11, 23))
    assert not any(day.own for day in at.desk.working_days.year(2026))


# -- terms ----------------------------------------------------------------------------------------


def test_the_text_is_shown_in_both_languages_with_its_hash(show: Show) -> None:
    at = show("terms")
    text = at.find(QPlainTextEdit, "terms-text")
    for language in ("zh_CN", "en"):
        at.press(f"terms-language-{language}")
        terms = at.desk.terms.text(language, "2026-09")
        assert text.toPlainText() == terms.text and terms.hash in at.text("terms-hash")
    assert not at.find(Button, "terms-choose").isEnabled(), "it holds already"


def test_a_new_version_is_read_from_files_and_chosen_after_a_warning(show: Show, tmp_path: Path) -> None:
    at = show("terms")
    (tmp_path / "zh.txt").write_bytes("借阅条款\r\n一、按期归还。\r\n".encode("gb18030"))
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\xff\xff\xff")
    at.press("terms-add")
    sheet = at.sheet("terms-sheet")
    assert isinstance(sheet, TermsSheet)
    sheet.form.fill({"version": "2026-09"})
    sheet.read("zh_CN", tmp_path / "zh.txt")
    sheet.read("en", tmp_path / "broken.txt")
    assert sheet.form.errors() == {"text.en": at.desk.words("en")("refusal.activation.terms_file")}
    sheet.form.fill({"text.en": "Terms\n1. Bring it back."})
    _press(at, sheet)
    assert list(sheet.form.errors()) == ["version"], "a version is never written over"
    sheet.form.fill({"version": "2026-12"})
    _press(at, sheet)
    assert at.desk.library.terms_version == "2026-09", "it is added, no more"
    assert at.desk.terms.text("zh_CN", "2026-12").text == "借阅条款\n一、按期归还。\n"
    at.press("terms-choose")
    question = at.sheet("confirm")
    assert isinstance(question, Sheet)
    _press(at, question)
    assert at.desk.library.terms_version == "2026-12"
    assert at.find(TableView, "terms-table").current().holds


def test_terms_cannot_be_chosen_by_everybody(show: Show) -> None:
    at = show("terms", role="counter")
    assert not at.find(Button, "terms-choose").isVisible()
    with pytest.raises(Refusal, match="not_permitted"):
        at.desk.terms.choose(at.session.actor, "2026-09")
