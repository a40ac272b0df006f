"""Forms: values in, values out, and what is wrong beside the field it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop import money
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.words import Words, load
from ui.kit.date_field import DateField, read
from ui.kit.fields import LONGEST_TEXT, Area, Choice, Line, Secret
from ui.kit.form import Ask, Form
from ui.kit.label import Label
from ui.kit.money_field import MoneyField
from ui.kit.screen import vbox

WORDS = Words(
    "zh_CN",
    {"refusal.name_symbols": "姓名中不能有{symbol}", "refusal.mail": "邮箱不对", "refusal.closed": "未开班"},
)
ASKS = [
    Ask("name", "姓名", required=True, check=lambda text: "姓名中不能有空格" if " " in text else None),
    Ask("mail", "电子邮箱", placeholder="abc@126.com"),
    Ask("sex", "性别", "choice", options=lambda: [("m", "男"), ("f", "女")]),
    Ask("until", "有效期", "date"),
    Ask("limit", "最高费用", "money"),
    Ask("secret", "密码", "password"),
    Ask("note", "备注", "area", hint="只给馆员看"),
    Ask("agreed", "同意", "tick"),
]
FILLED = {
    "name": "李楠",
    "mail": "li@zju.edu.cn",
    "sex": "f",
    "until": dt.date(2026, 11, 21),
    "limit": 140_950,
    "secret": " a b ",
    "note": "一\n二",
    "agreed": True,
}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form("patron", ASKS, columns=2)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_what_is_filled_in_comes_out(form: Form) -> None:
    form.fill(FILLED)
    assert form.values() == FILLED


def test_cleared_it_is_empty(form: Form) -> None:
    form.fill(FILLED)
    form.clear()
    empty = {"name": "", "mail": "", "sex": None, "until": None, "limit": None, "secret": "", "note": ""}
    assert form.values() == {**empty, "agreed": False}


def test_the_first_fault_gets_the_focus(form: Form, qtbot: QtBot) -> None:
    form.field("until").setText("昨天")
    form.field("limit").setText("十元")
    assert not form.validate()
    assert set(form.errors()) == {"name", "until", "limit"}
    qtbot.waitUntil(form.field("name").hasFocus)
    assert form.field("name").property("invalid") == "true"
    assert form.field("name").accessibleDescription() == form.errors()["name"]


def test_a_field_is_checked_as_one_leaves_it_and_mended_as_one_types(form: Form) -> None:
    name = form.field("name")
    name.setFocus()
    QTest.keyClicks(name, "Zoe M")
    assert form.errors() == {}
    form.field("mail").setFocus()
    assert form.errors() == {"name": "姓名中不能有空格"}
    name.setFocus()
    QTest.keyClick(name, Qt.Key.Key_Backspace)
    QTest.keyClick(name, Qt.Key.Key_Backspace)
    assert form.errors() == {}


def test_passing_through_an_untouched_field_says_nothing(form: Form) -> None:
    form.field("name").setFocus()
    form.field("mail").setFocus()
    assert form.errors() == {}


def test_each_refusal_stands_beside_its_field(form: Form, qtbot: QtBot) -> None:
    several = Refusals(
        [Refusal("mail", "mail"), Refusal("name_symbols", "name", symbol="_"), Refusal("closed", "shift")]
    )
    form.show_refusal(lambda: WORDS, several)
    assert form.errors() == {"mail": "邮箱不对", "name": "姓名中不能有_"}
    assert form.message.isVisible() and form.message.text() == "未开班"
    qtbot.waitUntil(form.field("mail").hasFocus)
    form.show_refusal(lambda: WORDS, Refusal("closed"))
    assert form.errors() == {}
    assert form.message.text() == "未开班"


def test_hidden_questions_are_not_asked(form: Form) -> None:
    form.show_field("name", False)
    assert form.validate()
    assert "name" not in form.values()


def test_other_questions_keep_what_was_said(form: Form) -> None:
    form.fill(FILLED)
    form.set_questions([Ask("name", "姓名"), Ask("phone", "手机"), Ask("limit", "金额", "money")])
    assert form.values() == {"name": "李楠", "phone": "", "limit": 140_950}


def test_enter_submits_from_a_line_and_ctrl_enter_from_anywhere(form: Form) -> None:
    sent: list[int] = []
    QTest.keyClick(form.field("name"), Qt.Key.Key_Return)  # nobody listens yet: nothing happens
    form.submitted.connect(lambda: sent.append(1))
    form.field("name").setFocus()
    QTest.keyClick(form.field("name"), Qt.Key.Key_Return)
    assert len(sent) == 1
    form.field("note").setFocus()
    QTest.keyClick(form.field("note"), Qt.Key.Key_Return)
    assert (len(sent), form.values()["note"]) == (1, "")
    QTest.keyClick(form.field("note"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(sent) == 2


def test_labels_say_what_is_needed_and_name_the_field(form: Form) -> None:
    labels = [label.text() for label in form.findChildren(type(form.message)) if label.text()]
    assert {"姓名 *", "电子邮箱", "只给馆员看"} <= set(labels)
    assert form.field("mail").accessibleName() == "电子邮箱"


def test_hidden_and_shown_again_in_another_language(
    app: QApplication, qtbot: QtBot, brackets: QTranslator
) -> None:
    made = Form("f", [Ask("age", lambda: app.translate("x", "Age"), required=True)])
    qtbot.addWidget(made)
    app.installTranslator(brackets)
    qtbot.waitUntil(lambda: made.field("age").accessibleName() == "«Age»")
    assert not made.validate()
    assert made.errors() == {"age": "«This is needed»"}


# -- single fields --------------------------------------------------------------------------------


@given(st.integers(0, money.LARGEST_FEN))
def test_an_amount_shown_reads_back_the_same(fen: int) -> None:
    field = MoneyField()
    field.deleteLater()  # after the test
    field.set_value(fen)
    assert field.value() == fen
    assert field.problem() is None


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("12", 1200), ("12.5", 1250), ("1,409.50", 140_950), ("１２．５", 1250), ("￥20", 2000)],
)
def test_amounts_as_people_write_them(qtbot: QtBot, typed: str, fen: int) -> None:
    field = MoneyField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == fen
    assert field.alignment() & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize("typed", ["十", "1.234", "-5", "1e3", "1,40.5", "NaN"])
def test_what_is_no_amount_is_said(qtbot: QtBot, typed: str) -> None:
    field = MoneyField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() is None
    assert field.problem()


def test_an_amount_is_written_out_when_one_leaves(qtbot: QtBot) -> None:
    field = MoneyField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "1409.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "1,409.50"


@given(st.dates(dt.date(1000, 1, 1)))
def test_a_date_reads_in_every_way_of_writing_it(day: dt.date) -> None:
    for written in (
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day:%Y年%m月%d日}",
    ):
        assert read(written) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert read(text) is None or isinstance(read(text), dt.date)


def test_an_impossible_date_is_said(qtbot: QtBot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.setText("2026-02-30")
    assert field.value() is None
    assert field.problem()
    field.setText("")
    assert field.problem() is None


def test_a_date_can_be_picked(qtbot: QtBot) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QCalendarWidget

    field = DateField("until")
    qtbot.addWidget(field)
    field.show()
    field.set_value(dt.date(2026, 11, 21))
    field.actions()[0].trigger()
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 21)
    with qtbot.waitSignal(field.edited):
        calendar.clicked.emit(QDate(2026, 12, 18))
    assert field.value() == dt.date(2026, 12, 18)


@given(st.text(max_size=60))
def test_a_line_gives_back_what_was_typed_but_for_its_edges(text: str) -> None:
    field = Line()
    field.deleteLater()  # after the test
    field.set_value(text)
    assert len(field.value().splitlines()) <= 1
    plain = "".join(letter for letter in text if letter.isprintable())
    if plain == text:
        assert field.value() == text.strip()


def test_a_password_keeps_its_blanks_and_is_not_shown(qtbot: QtBot) -> None:
    field = Secret()
    qtbot.addWidget(field)
    field.set_value(" 秘 ")
    assert field.value() == " 秘 "
    assert field.displayText() != " 秘 "


def test_a_hundred_thousand_characters_are_the_end(qtbot: QtBot) -> None:
    field = Area()
    qtbot.addWidget(field)
    field.set_value("汉" * (LONGEST_TEXT + 5))
    assert len(field.value()) == LONGEST_TEXT


def test_a_choice_follows_the_language_and_keeps_its_value(app: QApplication, qtbot: QtBot) -> None:
    language = ["zh"]
    names = {"zh": [(1, "文献传递"), (2, "馆际互借")], "en": [(1, "Document delivery"), (2, "Loan")]}
    field = Choice("service", lambda: names[language[0]])
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_value(2)
    language[0] = "en"
    from PySide6.QtCore import QEvent

    app.sendEvent(field, QEvent(QEvent.Type.LanguageChange))
    assert (field.value(), field.currentText()) == (2, "Loan")
    field.set_value("no such")
    assert field.value() is None


def test_the_wheel_does_not_change_a_choice(qtbot: QtBot) -> None:
    field = Choice("service", lambda: [(1, "a"), (2, "b")])
    qtbot.addWidget(field)
    field.set_value(1)
    keys: Any = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(field, QWheelEvent(QPoint(5, 5), QPoint(5, 5), QPoint(), QPoint(0, -120), *keys))
    assert field.value() == 1


def test_what_is_wrong_is_said_again_in_another_language(
    qtbot: QtBot, app: QApplication, brackets: QTranslator
) -> None:
    form = Form("f", [Ask("name", "Name", required=True), Ask("code", "Code"), Ask("free", "Free")])
    qtbot.addWidget(form)
    language = ["zh_CN"]
    form.validate()
    assert form.errors() == {"name": "This is needed"}
    app.installTranslator(brackets)
    qtbot.waitUntil(lambda: form.findChild(Label, "name-below").text() == "«This is needed»")
    refusals = Refusals([Refusal("request.pages", "code"), Refusal("shift.open", "nowhere")])
    form.show_refusal(lambda: load(language[0]), refusals)
    assert "页" in form.errors()["code"] and "班次" in form.message.text()
    language[0] = "en"
    app.removeTranslator(brackets)
    qtbot.waitUntil(lambda: "shift" in form.message.text())
    assert "Pages" in form.findChild(Label, "code-below").text()


def test_a_tick_stands_as_high_as_the_field_beside_it(qtbot: QtBot) -> None:
    asks = [
        Ask("most", "At most"),
        Ask("plain", "Only letters", "tick"),
        Ask("alone", "Alone", "tick", new_row=True),
    ]
    form = Form("form", asks, 2)
    qtbot.addWidget(form)
    form.resize(600, 300)
    form.show()

    def middle(name: str) -> int:
        return int(form.field(name).mapTo(form, form.field(name).rect().center()).y())

    assert middle("plain") == middle("most")
    assert form.field("alone").parentWidget().height() < form.field("plain").parentWidget().height()


def test_the_button_that_empties_a_line_has_a_name(qtbot: QtBot) -> None:
    line = DateField("day")
    qtbot.addWidget(line)
    line.setClearButtonEnabled(True)
    assert sorted(button.text() for button in line.findChildren(QToolButton)) == ["Calendar", "Clear"]


def test_a_finger_opens_the_calendar_at_the_end_of_a_field(qtbot: QtBot) -> None:
    field = DateField("day", size="kiosk")
    qtbot.addWidget(field)
    field.resize(240, 56)
    field.show()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(100, 28))
    assert field.findChild(QCalendarWidget) is None
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(190, 4))
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None and calendar.isVisible()
    calendar.window().close()


def test_questions_that_come_later_take_the_turn_of_those_before(qtbot: QtBot) -> None:
    first, last, form = Line("first"), Line("last"), Form("form", [Ask("old", "Old"), Ask("gone", "Gone")])
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(vbox(first, form, last))
    window.show()
    form.set_questions([Ask("one", "One"), Ask("two", "Two", "choice"), Ask("three", "Three", "tick")])
    qtbot.waitUntil(form.field("three").isVisible)
    first.setFocus()
    order = []
    for _ in range(5):
        window.focusNextChild()
        order.append(window.focusWidget().objectName())
    assert order == ["one", "two", "three", "last", "first"]
