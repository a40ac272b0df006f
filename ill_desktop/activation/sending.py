"""How a code reaches a reader: the senders this room is given, and what the message says."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from db import connection
from ill_desktop.activation import codes
from ill_desktop.activation.codes import IssuedCode
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import record
from ill_desktop.staff.rules import Actor
from ill_desktop.words import load


class CodeSender(Protocol):
    """What the library has set up for sending. Both methods raise Refusal when nothing was sent."""

    def channels(self) -> tuple[str, ...]:
        """Those of ``sms`` and ``email`` that are set up."""

    def send_sms(self, to: str, text: str) -> None:
        """``to``: E.164."""

    def send_email(self, to: str, subject: str, text: str) -> None: ...


class NoSender:
    """A library without a network: its librarian is the way."""

    def channels(self) -> tuple[str, ...]:
        return ()

    def send_sms(self, to: str, text: str) -> None:
        raise Refusal("activation.not_sent", "channel")

    def send_email(self, to: str, subject: str, text: str) -> None:
        raise Refusal("activation.not_sent", "channel")


class Errand(NamedTuple):
    """Whose code goes where, in which language, and what for: ``activation``, or ``contact`` (a change of
    e-mail or mobile)."""

    patron_id: int
    channel: str
    to: str
    language: str
    what_for: str


def issue(ground: Ground, by: Actor, errand: Errand) -> IssuedCode:
    """A code for an errand, in the caller's transaction; what is sent is stored before. Raises Refusal."""
    issued = codes.issue(ground, errand.patron_id, errand.channel, errand.to)
    record.log(ground, by, f"{errand.what_for}.code", errand.patron_id, channel=errand.channel)
    return issued


def deliver(ground: Ground, by: Actor, sender: CodeSender, errand: Errand, issued: IssuedCode) -> None:
    """Send what was issued; takes as long as the network does, so outside any transaction.

    Raises Refusal ``activation.not_sent``: then the code is good for nothing, and the record says why.
    """
    try:
        _send(ground, sender, errand, issued.code)
    except Refusal as problem:
        facts = {"channel": errand.channel, "why": problem.code}
        with connection.transaction():
            codes.consume(ground, issued.id)
            record.log(ground, by, f"{errand.what_for}.code_failed", errand.patron_id, **facts)
        raise Refusal("activation.not_sent", "channel") from problem


def _send(ground: Ground, sender: CodeSender, errand: Errand, code: str) -> None:
    words = load(errand.language)
    facts = {
        "library": ground.library.name[errand.language],
        "code": code,
        "minutes": ground.library.code_minutes,
    }
    if errand.channel == "sms":
        sender.send_sms(errand.to, words(f"code.{errand.what_for}.sms", **facts))
    else:
        subject = words(f"code.{errand.what_for}.subject", **facts)
        sender.send_email(errand.to, subject, words(f"code.{errand.what_for}.mail", **facts))
