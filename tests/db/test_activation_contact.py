"""A reader's own change of e-mail or mobile: the new one is proved, seldom asked for, recorded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.activation.contact import ContactService
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import queries
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor, reader
from tests.db.visitor import EMAIL, MOBILE, Sender, refused, wrong

NEW_EMAIL, NEW_MOBILE = "new@163.com", "138 1234 5678"


@pytest.fixture
def sender() -> Sender:
    return Sender("sms", "email")


@pytest.fixture
def himself(patron: int) -> Actor:
    return reader(patron, "陈竑宇")


@pytest.fixture
def contact(ground: Ground, patrons: PatronService, sender: Sender) -> ContactService:
    return ContactService(ground, patrons, sender)


@pytest.mark.parametrize(
    ("email", "mobile", "to", "proof"),
    [
        (NEW_EMAIL, MOBILE, NEW_EMAIL, "email"),
        (EMAIL, NEW_MOBILE, "+8613812345678", "code"),
        (NEW_EMAIL, NEW_MOBILE, "+8613812345678", "code"),
    ],
)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_is_new_is_proved(
    contact: ContactService, sender: Sender, himself: Actor, email: str, mobile: str, to: str, proof: str,
    language: str,
) -> None:  # fmt: skip
    sent = contact.send_code(himself, email, mobile, language)
    assert sent.masked
    assert sender.sent[-1][0] == to
    assert "{" not in sender.sent[-1][1]
    contact.change(himself, email, mobile, sender.code)
    assert himself.patron_id is not None
    card = queries.card(himself.patron_id)
    assert (card.email, card.mobile) == (email, "+86" + mobile.replace(" ", ""))
    assert connection.value("SELECT payload FROM audit_payload ORDER BY id DESC LIMIT 1").count(f'"{proof}"')


def test_a_code_is_good_once_and_for_what_it_was_sent_to(
    contact: ContactService, sender: Sender, himself: Actor, clock: FixedClock
) -> None:
    contact.send_code(himself, EMAIL, NEW_MOBILE, "zh_CN")
    code = sender.code
    assert refused(lambda: contact.change(himself, EMAIL, "138 8888 8888", code)) == "activation.code_wrong"
    assert refused(lambda: contact.change(himself, NEW_EMAIL, MOBILE, code)) == "activation.code_wrong"
    contact.change(himself, EMAIL, NEW_MOBILE, code)
    assert refused(lambda: contact.change(himself, EMAIL, MOBILE, code)) == "activation.code_expired"


def test_a_proved_address_is_no_proof_of_a_mobile(
    contact: ContactService, sender: Sender, himself: Actor
) -> None:
    contact.send_code(himself, NEW_EMAIL, MOBILE, "zh_CN")
    code = sender.code
    assert refused(lambda: contact.change(himself, NEW_EMAIL, NEW_MOBILE, code)) == "activation.code_expired"


def test_what_is_wrong_is_said_beside_its_field(
    contact: ContactService, sender: Sender, himself: Actor, approved: Callable[..., int]
) -> None:
    approved(number="other1", email="other@126.com")
    for email, mobile, field in (
        ("other@126.com", MOBILE, "email"),
        ("x", MOBILE, "email"),
        (EMAIL, "12345", "mobile"),
        (EMAIL, MOBILE, "email"),
    ):
        with pytest.raises(Refusal) as told:
            contact.send_code(himself, email, mobile, "zh_CN")
        assert told.value.field == field
    assert sender.sent == []


def test_the_limits_are_those_of_activation(contact: ContactService, sender: Sender, himself: Actor) -> None:
    contact.send_code(himself, NEW_EMAIL, MOBILE, "zh_CN")
    assert refused(lambda: contact.send_code(himself, NEW_EMAIL, MOBILE, "zh_CN")) == "activation.resend"
    for said in ["activation.code_wrong"] * 4 + ["activation.code_locked"]:
        guess = wrong(sender.code)
        assert refused(lambda code=guess: contact.change(himself, NEW_EMAIL, MOBILE, code)) == said
    assert refused(lambda: contact.change(himself, NEW_EMAIL, MOBILE, sender.code)) == (
        "activation.code_locked"
    )


def test_without_the_channel_the_desk_is_the_way(
    contact: ContactService, sender: Sender, himself: Actor, admin: Actor
) -> None:
    sender.open = ("email",)
    assert refused(lambda: contact.send_code(himself, EMAIL, NEW_MOBILE, "zh_CN")) == "activation.channel"
    sender.problem = "mail.unreachable"
    assert refused(lambda: contact.send_code(himself, NEW_EMAIL, MOBILE, "zh_CN")) == "activation.not_sent"
    with pytest.raises(ValueError, match="administrator"):
        contact.send_code(admin, NEW_EMAIL, MOBILE, "zh_CN")
