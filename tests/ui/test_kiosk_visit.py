"""A visit to the kiosk: who comes in, what is forgotten afterwards, and that nobody gets out."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.desk import create_desk
from ill_desktop.errors import Refusal
from tests.ui.kiosk_desk import LEFT, PIN, KioskDesk
from tests.ui.two_readers import PASSWORD
from ui.kiosk.visit import LARGE_PRINT, PLAIN
from ui.kiosk.window import KioskWindow
from ui.kit.form import Form
from ui.kit.i18n import Languages

EVENTS = int(os.environ.get("KIOSK_EVENTS", "400"))  # keys and touches; `make trust` asks for 10,000


@pytest.fixture
def at(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[KioskDesk]:
    desk = KioskDesk(qtbot, app, tmp_path)
    yield desk
    desk.close()


def _wrong(at: KioskDesk, form: str) -> dict[str, str]:
    return at.find(Form, form).errors()


# -- coming in ------------------------------------------------------------------------------------


def test_without_a_pin_it_does_not_start(app: QApplication, tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "library", "zju", "YQ", "zh_CN")
    with pytest.raises(Refusal, match=r"kiosk\.no_pin") as refused:
        KioskWindow(desk, Languages(app))
    for language in ("zh_CN", "en"):
        assert "PIN" in desk.words(language).refusal(refused.value)
    desk.close()


def test_the_first_screen_speaks_both_languages(at: KioskDesk) -> None:
    said = at.everything_said()
    assert "Scan your campus card" in said and "请扫描校园卡" in said
    assert "Interlibrary Loan" in at.text("kiosk-title")
    at.touch("kiosk-language")
    assert "馆际互借" in at.text("kiosk-title")


@pytest.mark.parametrize("login", ["zhao88", "zhao88@126.com"])
def test_a_number_or_an_email_signs_in(at: KioskDesk, login: str) -> None:
    at.sign_in(login)
    assert at.text("kiosk-reader") == "赵一鸣"
    assert at.page() == "kiosk-home"


@pytest.mark.parametrize(("login", "password"), [("zhao88", "guess123"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_reader_get_one_answer(
    at: KioskDesk, login: str, password: str
) -> None:
    at.sign_in(login, password)
    assert _wrong(at, "sign-in") == {"password": at.desk.words("en")("refusal.sign_in.wrong")}
    assert at.find(QLineEdit, "password").text() == ""
    assert at.window.visit.reader is None


def test_guessing_is_slowed_down(at: KioskDesk) -> None:
    at.sign_in("zhao88", "guess123")
    for _ in range(5):
        at.type("guess123")
        at.press(Qt.Key.Key_Return)
    said = _wrong(at, "sign-in") or {"": at.find(Form, "sign-in").message.text()}
    assert list(said.values()) == [at.desk.words("en")("refusal.sign_in.wait", minutes=5)]


def test_a_card_asks_for_the_sign_in_and_then_opens(at: KioskDesk) -> None:
    at.touch("card-account")
    at.sign_in()
    assert at.page() == "kiosk-account"


def test_a_scanned_card_leaves_only_the_password_to_type(at: KioskDesk) -> None:
    at.window.take_scan("zhao88")
    at.settle()
    assert at.find(QLineEdit, "login").text() == "zhao88"
    at.type(PASSWORD)
    at.press(Qt.Key.Key_Return)
    assert at.text("kiosk-reader") == "赵一鸣"


def test_it_can_be_signed_in_by_touch_alone(at: KioskDesk) -> None:
    at.touch("kiosk-sign-in")
    for key in ("z", "h", "a", "o"):
        at.touch(f"letters-{key}")
    for key in ("8", "8", "1", "delete", "enter"):
        at.touch(f"pad-{key}")
    assert at.find(QLineEdit, "login").text() == "zhao88"
    at.touch("letters-shift")
    at.touch("letters-r")
    at.touch("letters-r")
    assert at.find(QLineEdit, "password").text() == "Rr", "shift counts for one letter"
    at.find(QLineEdit, "password").clear()
    for key in PASSWORD:
        at.touch(f"{'pad' if key.isdigit() else 'letters'}-{key}")
    at.touch("sign-in-go")
    assert at.text("kiosk-reader") == "赵一鸣"


def test_everything_to_touch_is_large_enough(at: KioskDesk) -> None:
    at.sign_in()
    for page in ("home", "requests", "account", "help", "sign_in", "leave"):
        at.window.open(page)
        at.settle()
        for button in at.window.findChildren(QWidget):
            if button.isVisible() and button.metaObject().className() in (
                "BigButton",
                "KioskCard",
                "Key",
                "Button",
            ):
                assert button.width() >= 44 and button.height() >= 44, (page, button.objectName())


# -- the end of a visit ---------------------------------------------------------------------------


def test_a_minute_without_a_touch_ends_the_visit(at: KioskDesk) -> None:
    at.sign_in()
    at.wait(44)
    countdown = at.find(QWidget, "kiosk-countdown")
    assert not countdown.isVisible()
    at.wait(1)
    assert countdown.isVisible() and at.text("countdown-figure") == "15"
    at.wait(14)
    assert at.text("countdown-figure") == "1"
    assert at.window.visit.reader is not None
    at.wait(1)
    assert at.window.visit.reader is None
    assert at.page() == "kiosk-home" and not countdown.isVisible()


def test_a_touch_or_a_key_keeps_the_visit(at: KioskDesk) -> None:
    at.sign_in()
    at.wait(50)
    QTest.mouseClick(at.find(QWidget, "kiosk-countdown"), LEFT, pos=QPoint(5, 5))
    at.settle()
    assert not at.find(QWidget, "kiosk-countdown").isVisible()
    at.wait(44)
    assert not at.find(QWidget, "kiosk-countdown").isVisible(), "the minute began anew"
    assert at.text("kiosk-reader") == "赵一鸣"


def test_nobody_is_asked_on_an_untouched_first_screen(at: KioskDesk) -> None:
    at.wait(59)
    assert not at.find(QWidget, "kiosk-countdown").isVisible()


def test_nothing_of_a_visit_stays(at: KioskDesk) -> None:
    secrets = ["赵一鸣", "zhao88", "河流泥沙", "geheim42", "0018", "2026-03-04", "¥1.80"]
    request = at.ask("河流泥沙的运动")
    at.receive(request)
    at.sign_in()
    for page in ("account", f"request:{request}", "requests"):
        at.window.open(page)
        at.settle()
    seen = at.everything_said()
    assert "赵一鸣" in seen and "河流泥沙" in seen, "the search finds what is there"
    at.find(QLineEdit, "submitted_from").setFocus()
    at.type("2026-03-04")
    at.find(QLineEdit, "number").setFocus()
    at.type("0018")
    at.find(QLineEdit, "number").selectAll()
    at.find(QLineEdit, "number").copy()
    QApplication.clipboard().setText("geheim42")
    at.touch("kiosk-language")
    at.touch("kiosk-large")
    assert at.window.visit.scale == LARGE_PRINT
    at.wait(60)
    left = at.everything_said()
    assert [secret for secret in secrets if secret in left] == []
    assert at.window.visit.scale == PLAIN
    assert "Interlibrary" in at.text("kiosk-title"), "the next visitor begins in the first language"


def test_a_half_typed_sign_in_is_forgotten(at: KioskDesk) -> None:
    at.touch("kiosk-sign-in")
    at.type("zhao88")
    at.press(Qt.Key.Key_Tab)
    at.type("geheim42")
    at.wait(60)
    left = at.everything_said()
    assert "zhao88" not in left and "geheim42" not in left


def test_an_answer_that_comes_late_signs_nobody_in(at: KioskDesk) -> None:
    at.touch("kiosk-sign-in")
    at.type("zhao88")
    at.press(Qt.Key.Key_Return)
    at.type(PASSWORD)
    QTest.keyClick(at.window.focusWidget(), Qt.Key.Key_Return)
    assert at.window.visit.session.tasks.running() == 1
    at.window.reset()
    at.settle()
    assert at.window.visit.reader is None
    assert at.page() == "kiosk-home"


# -- no way out -----------------------------------------------------------------------------------


def test_no_key_closes_it(at: KioskDesk) -> None:
    for key, modifier in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(at.window, key, modifier)
    assert not at.window.close()
    at.settle()
    assert at.window.isVisible()


def test_only_the_right_pin_closes_it(at: KioskDesk) -> None:
    at.touch("kiosk-staff")
    for digit in "135790":
        at.touch(f"pad-{digit}")
    at.touch("pad-enter")
    assert _wrong(at, "leave") == {"pin": at.desk.words("en")("refusal.kiosk.pin_wrong")}
    assert at.window.isVisible() and not at.window.close()
    for digit in PIN:
        at.touch(f"pad-{digit}")
    at.touch("leave-go")
    assert not at.window.isVisible()


def test_keys_and_touches_at_random_lead_nowhere(at: KioskDesk) -> None:
    chance = random.Random(7)
    at.sign_in()
    keys = [Qt.Key(chance.randrange(0x30, 0x5B)) for _ in range(EVENTS * 3 // 8)]
    others = [Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Menu]
    keys += chance.choices(others, k=EVENTS // 8)  # and as many touches as keys
    chance.shuffle(keys)
    for key in keys:
        target = QApplication.activePopupWidget() or at.window.focusWidget() or at.window
        QTest.keyClick(target, key, chance.choice(list(Qt.KeyboardModifier)[:4]))
        spot = QPoint(chance.randrange(at.window.width()), chance.randrange(at.window.height()))
        touched = at.window.childAt(spot)
        if touched is not None:
            QTest.mouseClick(touched, chance.choice([LEFT, Qt.MouseButton.RightButton]))
        QApplication.processEvents()
    at.settle()
    assert at.window.isVisible()
    open_now = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert all(widget is at.window or widget.windowFlags() & Qt.WindowType.Popup for widget in open_now)
