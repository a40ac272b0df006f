"""Somebody who activates by himself, on the phone or at the kiosk, and the sender that writes to him."""

from __future__ import annotations

import re

from db import connection
from ill_desktop.activation import visits
from ill_desktop.activation.rules import Agreement, Identity
from ill_desktop.activation.service import ActivationService
from ill_desktop.activation.steps import Activation
from ill_desktop.activation.visits import SentCode
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons.rules import VISITOR

IDENTITY = Identity("陈竑宇", "chenhy88", "12345x")
AGREEMENT = Agreement("zh_CN", "2026-09", agreed=True)
EMAIL, MOBILE = "chy@126.com", "139 5710 2231"


class Sender:
    """Keeps what it was given to send; ``problem`` says that it cannot."""

    def __init__(self, *channels: str) -> None:
        self.open = channels
        self.sent: list[tuple[str, str]] = []
        self.problem: str | None = None

    def channels(self) -> tuple[str, ...]:
        return self.open

    def send_sms(self, to: str, text: str) -> None:
        if self.problem:
            raise Refusal(self.problem)
        self.sent.append((to, text))

    def send_email(self, to: str, subject: str, text: str) -> None:
        self.send_sms(to, f"{subject}\n{text}")

    @property
    def code(self) -> str:
        """The code in the newest message."""
        found = re.search(r"(?<!\d)\d{6}(?!\d)", self.sent[-1][1])
        assert found
        return found[0]


class Visitor:
    """Walks through the steps as a phone does."""

    def __init__(self, ground: Ground, way: str = "poster", client: str = "phone:192.0.2.7") -> None:
        self.ground = ground
        self.sender = Sender("sms", "email")
        self.service = ActivationService(ground, NoticeService(ground), self.sender)
        self.way, self.client, self.secret = way, client, ""

    def start(self, token: str | None = None, language: str | None = None) -> Visitor:
        self.secret = self.service.start(VISITOR, self.way, self.client, token, language=language).secret
        return self

    @property
    def step(self) -> str | None:
        state = self.service.resume(self.secret)
        return state.step if state else None

    def read_picture(self) -> str:
        """What a person reads in a fresh picture."""
        with connection.transaction():
            return visits.new_picture(self.ground, visits.load(self.ground, self.secret))

    def identify(self, identity: Identity = IDENTITY, picture: str | None = None) -> None:
        self.service.prove_identity(
            self.secret, identity, self.read_picture() if picture is None else picture
        )

    def contact(self, email: str = EMAIL, mobile: str = MOBILE) -> None:
        self.service.give_contact(self.secret, email, mobile)

    def ask_code(self, channel: str = "sms") -> SentCode:
        return self.service.send_code(self.secret, channel)

    def type_code(self, code: str | None = None) -> None:
        self.service.prove_code(self.secret, code or self.sender.code)

    def agree(self, agreement: Agreement = AGREEMENT) -> Activation:
        return self.service.agree(self.secret, agreement)

    def to_terms(self, token: str | None = None) -> Visitor:
        """As far as the third step."""
        self.start(token)
        self.identify()
        self.contact()
        self.ask_code()
        self.type_code()
        return self


def refused(call: object) -> str:
    """The code of the refusal a call ends with."""
    assert callable(call)
    try:
        call()
    except Refusal as refusal:
        return refusal.code
    return "done"


def wrong(code: str) -> str:
    """Another code than this one."""
    return f"{(int(code) + 1) % 1_000_000:06d}"
