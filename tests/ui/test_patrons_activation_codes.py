"""Codes by SMS and mail at the desk, and what the desk does for readers who activate on the phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.activation import queries
from ill_desktop.activation.rules import Identity
from ill_desktop.activation.service import ActivationService
from tests.db.visitor import Sender, Visitor, refused, wrong
from tests.ui.patrons_desk import KEY, PatronsDesk
from ui.kit.fields import Tick
from ui.kit.preview import Preview
from ui.kit.tabs import Pills

CAMPUS = Identity("赵一鸣", "22012345", "12345X")


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[PatronsDesk]:
    desk = PatronsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def sender(at: PatronsDesk) -> Sender:
    """The library has an SMS gateway and a mail server."""
    sender = Sender("sms", "email")
    at.desk.activation = ActivationService(at.desk.ground, at.desk.notices, sender)
    return sender


def _second_step(at: PatronsDesk) -> int:
    patron = at.campus()
    at.show("patrons", patron)
    at.press(KEY.Key_Return)
    at.type("last_six", "12345X")
    at.find(Tick, "document_seen").click()
    at.click("activation-primary")
    return patron


def _phone(at: PatronsDesk, channel: str = "counter") -> Visitor:
    """A reader who has come as far as the code on the phone."""
    visitor = Visitor(at.desk.ground)
    visitor.start()
    visitor.identify(CAMPUS)
    visitor.contact("zym@zju.edu.cn", "139 5710 2231")
    visitor.ask_code(channel)
    return visitor


@pytest.mark.parametrize(("channel", "to", "proof"), [
    ("sms", "139 **** 9999", "code"), ("email", "n***@zju.edu.cn", "email")
])  # fmt: skip
def test_a_code_is_sent_from_the_desk(
    at: PatronsDesk, sender: Sender, channel: str, to: str, proof: str
) -> None:
    patron = _second_step(at)
    at.type("email", "new@zju.edu.cn")
    at.type("mobile", "139 5710 9999")
    at.click(f"activation-channels-{channel}")
    assert not at.find(QWidget, "activation-digits").isVisible(), "it is the reader's to read"
    at.press(KEY.Key_F2)
    assert at.text("activation-sent") == f"Sent to {to}"
    assert at.text("activation-digits-left") == "Valid for another 10:00"
    at.type("code", sender.code)
    at.click("activation-primary")
    at.click("terms-agree")
    assert queries.history(patron)[0].mobile_proof == proof


def test_what_could_not_be_sent_leaves_the_counter(at: PatronsDesk, sender: Sender) -> None:
    patron = _second_step(at)
    sender.problem = "sms.unreachable"
    at.click("activation-make-code")
    assert at.text("code-form-message") == at.session.words("refusal.activation.not_sent")
    at.click("activation-channels-counter")
    at.click("activation-make-code")
    at.type("code", at.text("activation-digits"))
    at.click("activation-primary")
    at.click("terms-agree")
    assert queries.history(patron)[0].mobile_proof == "attested"


def test_a_wrong_mobile_is_said_before_anything_is_sent(at: PatronsDesk, sender: Sender) -> None:
    _second_step(at)
    at.type("mobile", "12345")
    at.click("activation-make-code")
    assert set(at.errors("contact-form")) == {"mobile"}
    assert sender.sent == []


def test_without_a_network_there_is_nothing_to_choose(at: PatronsDesk) -> None:
    _second_step(at)
    assert not at.find(Pills, "activation-channels").isVisible()
    assert at.button("activation-make-code").words() == "Make a code"


def test_the_slip_is_printed_from_the_sheet(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    at.press(KEY.Key_Return)
    at.click("activation-print")
    preview = next(each for each in at.window.findChildren(Preview) if each.isVisible())
    assert preview.windowTitle() == "Activation slip"
    preview.close()
    at.settle()
    assert at.text("activation-steps-words") == "Step 1 of 3"


def test_the_slip_is_printed_beside_the_qr(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    at.click("person-code")
    at.click("activation-code-print")
    preview = next(each for each in at.window.findChildren(Preview) if each.isVisible())
    preview.close()


def test_the_card_says_who_waits_for_a_code_and_gives_it(at: PatronsDesk) -> None:
    patron = at.campus()
    at.show("patrons", patron)
    assert not at.find(QWidget, "person-activation-note").isVisible()
    visitor = _phone(at)
    at.show("patrons", patron)
    assert at.text("person-activation-words") == (
        "Activation under way (Poster QR): waits for a code from the counter"
    )
    at.click("person-make-code")
    visitor.type_code(at.text("activation-digits"))
    at.click("counter-code-cancel")
    assert visitor.agree().mobile_proof == "attested"
    at.show("patrons", patron)
    assert not at.find(QWidget, "person-activation-note").isVisible()


def test_the_card_says_that_codes_are_locked_and_unlocks(at: PatronsDesk) -> None:
    patron = at.campus()
    visitor = _phone(at, "sms")
    for said in ["activation.code_wrong"] * 4 + ["activation.code_locked"]:
        assert refused(lambda: visitor.type_code(wrong(visitor.sender.code))) == said
    at.show("patrons", patron)
    assert at.text("person-activation-words") == "Five wrong codes within 24 hours: activation is locked."
    at.click("person-unlock")
    assert at.toasts()[-1] == "赵一鸣 may type codes again"
    assert at.text("person-activation-words") == "Activation under way (Poster QR): the code is still to come"
    visitor.type_code()


def test_a_locked_reader_is_unlocked_where_the_code_is_made(at: PatronsDesk) -> None:
    patron = at.campus()
    visitor = _phone(at, "sms")
    for _ in range(5):
        refused(lambda: visitor.type_code(wrong(visitor.sender.code)))
    at.show("patrons", patron)
    menu = at.find(QWidget, "person-offers").menu()  # type: ignore[attr-defined]
    next(each for each in menu.actions() if each.objectName() == "menu-code").trigger()
    at.settle()
    assert at.text("activation-digits") == "––– –––"
    at.click("activation-unlock")
    visitor.type_code(at.text("activation-digits"))
    at.click("counter-code-cancel")


def test_the_poster_is_printed_from_the_list_of_readers(at: PatronsDesk) -> None:
    at.show("patrons")
    at.click("patrons-poster")
    preview = next(each for each in at.window.findChildren(Preview) if each.isVisible())
    assert preview.windowTitle() == "Poster for activation"
    preview.close()
