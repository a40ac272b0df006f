"""How a code reaches a reader: the senders this room is given, and what the message says."""

from __future__ import annotations

from typing import Protocol

from ill_desktop.ground import Ground
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
        raise NotImplementedError  # no channel leads here

    def send_email(self, to: str, subject: str, text: str) -> None:
        raise NotImplementedError


def send(ground: Ground, sender: CodeSender, channel: str, to: str, code: str, language: str) -> None:
    """Send a code in the reader's language. Raises Refusal when it could not be sent."""
    words = load(language)
    facts = {"library": ground.library.name[language], "code": code, "minutes": ground.library.code_minutes}
    if channel == "sms":
        sender.send_sms(to, words("activation.sms", **facts))
    else:
        sender.send_email(to, words("activation.subject", **facts), words("activation.mail", **facts))
