"""Buttons and their keys; screens, sheets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.dialogs import Sheet, ask_reason, confirm, tell
from ui.kit.fields import Line
from ui.kit.form import Form
from ui.kit.keys import Button, keyed_buttons
from ui.kit.screen import Screen, hbox, page, panel, scrolled, title_bar, vbox


def _show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(800, 600)
    _show(qtbot, made)
    return made


def test_a_letter_presses_the_button_unless_it_is_typed(qtbot: QtBot) -> None:
    pressed: list[str] = []
    line = QLineEdit()
    screen = Screen("s")
    new = Button("new", "新请求", role="primary", key="N", on=lambda: pressed.append("N"))
    screen.setLayout(
        vbox(line, new, Button("go", "登记到馆", key="Enter", on=lambda: pressed.append("Enter")))
    )
    _show(qtbot, screen)
    line.setFocus()
    QTest.keyClick(line, "n")
    assert (line.text(), pressed) == ("n", [])
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert pressed == ["Enter"]
    screen.setFocus()
    QTest.keyClick(screen, "n")
    assert pressed == ["Enter", "N"]
    QTest.keyClick(screen, "n", Qt.KeyboardModifier.ControlModifier)
    new.setEnabled(False)
    QTest.keyClick(screen, "n")
    new.setEnabled(True)
    new.hide()
    QTest.keyClick(screen, "n")
    assert pressed == ["Enter", "N"]


def test_an_f_key_presses_at_once_where_it_is_seen(qtbot: QtBot) -> None:
    pressed: list[str] = []
    screen = Screen("s")
    screen.setLayout(hbox(Button("cash", "现金", role="tender", key="F5", on=lambda: pressed.append("F5"))))
    _show(qtbot, screen)
    QTest.keyClick(screen.windowHandle(), Qt.Key.Key_F5)
    assert pressed == ["F5"]
    assert screen.findChild(Button).isChecked()


def test_enter_on_a_focused_button_presses_that_one(qtbot: QtBot) -> None:
    pressed: list[str] = []
    screen = Screen("s")
    chase = Button("chase", "催问", on=lambda: pressed.append("chase"))
    screen.setLayout(hbox(chase, Button("go", "登记", key="Enter", on=lambda: pressed.append("go"))))
    _show(qtbot, screen)
    QTest.keyClick(chase, Qt.Key.Key_Return)
    assert pressed == ["chase"]


def test_a_button_names_itself_and_its_key(qtbot: QtBot) -> None:
    with_words = Button("new", "新请求", key="Ctrl+Enter")
    icon_only = Button("more", icon="more", tip="更多")
    for button in (with_words, icon_only):
        qtbot.addWidget(button)
    assert with_words.toolTip() == "新请求  Ctrl Enter"
    assert (icon_only.accessibleName(), icon_only.toolTip()) == ("更多", "更多")
    assert with_words.objectName() == "new"


@pytest.mark.parametrize("role", ["plain", "primary", "danger", "quiet", "link", "tender", "pill", "filter"])
@pytest.mark.parametrize("words", ["收款并打印", "Take the money and print the receipt", "A & B"])
def test_no_words_are_cut_off(role: str, words: str, qtbot: QtBot) -> None:
    button = Button("b", words, role=role, key="F10", icon="print")  # type: ignore[arg-type]
    qtbot.addWidget(button)
    button.setChecked(True)
    bold = QFontMetrics(theme.font(theme.SMALL if role == "filter" else theme.NORMAL, bold=True))
    assert button.sizeHint().width() >= bold.horizontalAdvance(words) + 30 + 2 * 8
    assert button.words() == words
    assert not button.grab().isNull()


def test_controls_are_36_high_and_56_at_the_kiosk(qtbot: QtBot) -> None:
    for widget, height in (
        (Button("b", "存"), 36),
        (Button("k", "登录", big=True), 56),
        (Line("l"), 36),
        (Line("k", size="kiosk"), 56),
        (Line("m", size="large"), 48),
    ):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.sizeHint().height() == height, widget.objectName()


def test_screens_collect_their_keys(qtbot: QtBot) -> None:
    screen = Screen("s")
    hidden = Button("h", "隐", key="H")
    screen.setLayout(page(title_bar("请求", actions=[Button("new", "新请求", key="N")]), panel(hidden)))
    _show(qtbot, screen)
    hidden.hide()
    assert [button.key for button in keyed_buttons(screen)] == ["N"]


def test_a_screen_says_its_words_again(app: QApplication, qtbot: QtBot, brackets: QTranslator) -> None:
    screen = Screen("s")
    button = Button("save", lambda: screen.tr("Save"), key="Ctrl+S")
    screen.setLayout(vbox(button))
    qtbot.addWidget(screen)
    app.installTranslator(brackets)
    qtbot.waitUntil(lambda: button.words() == "«Save»")
    assert button.toolTip() == "«Save»  Ctrl S"
    assert button.accessibleName() == "«Save»"


def test_what_is_too_tall_scrolls_and_nothing_sideways(qtbot: QtBot) -> None:
    area = scrolled(vbox(*[Button(str(at), "x") for at in range(40)]), "area")
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    assert area.verticalScrollBar().maximum() > 0
    assert area.widget().width() <= area.viewport().width()


# -- sheets ---------------------------------------------------------------------------------------


def test_enter_confirms_and_escape_does_not(parent: QWidget, qtbot: QtBot) -> None:
    answers: list[str] = []
    sheet = confirm(parent, "交班？", "盘点后不能再改。", "交班", lambda: answers.append("yes"))
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert answers == []
    sheet = confirm(parent, "交班？", "盘点后不能再改。", "交班", lambda: answers.append("yes"))
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert answers == ["yes"]


def test_enter_does_not_do_what_is_dangerous(parent: QWidget) -> None:
    answers: list[str] = []
    sheet = confirm(parent, "作废？", "号码保留。", "作废", lambda: answers.append("yes"), danger=True)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert (answers, sheet.isVisible()) == ([], True)
    sheet.primary.click()
    assert answers == ["yes"]


def test_a_reason_must_be_given(parent: QWidget, qtbot: QtBot) -> None:
    reasons: list[str] = []
    sheet = ask_reason(parent, "拒绝？", "拒绝", reasons.append, note="读者会收到理由。")
    form = sheet.findChild(Form)
    sheet.primary.click()
    assert (reasons, sheet.isVisible(), set(form.errors())) == ([], True, {"reason"})
    area = sheet.findChild(QPlainTextEdit, "reason")
    QTest.keyClicks(area, " not one of ours ")
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert reasons == ["not one of ours"]


def test_a_sheet_stays_while_something_is_wrong(parent: QWidget) -> None:
    answers = [False, True]
    sheet = Sheet(parent, "s", "标题", "好", on_primary=lambda: answers.pop(0))
    sheet.open()
    sheet.primary.click()
    assert sheet.isVisible()
    sheet.primary.click()
    assert answers == []


def test_what_must_be_read_has_one_button(parent: QWidget) -> None:
    sheet = tell(parent, "数据库较新", "请先升级程序。")
    assert not sheet.primary.isVisible()
    assert sheet.cancel.words() == "Close"
    sheet.cancel.click()
