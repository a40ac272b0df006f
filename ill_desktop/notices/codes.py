"""Codes to a mobile or a mailbox, now or not at all: they are worth nothing later, so no outbox."""

from __future__ import annotations

from ill_desktop import settings
from ill_desktop.ground import Ground
from ill_desktop.notices.mail import MailServer
from ill_desktop.notices.net import DEMO
from ill_desktop.notices.settings import MAIL, SMS, read_mail, read_sms
from ill_desktop.notices.sms import SmsGateway


class CodeSender:
    """What can carry a code in this library, and sending it. Call outside any transaction."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def channels(self) -> tuple[str, ...]:
        """The ways that are set up, the likely one first: ``sms``, ``email``. None in a demo library."""
        if settings.read(DEMO, False):
            return ()
        keys = {"sms": (SMS, "url"), "email": (MAIL, "host")}
        return tuple(way for way, (key, name) in keys.items() if (settings.read(key) or {}).get(name))

    def send_sms(self, to: str, text: str) -> None:
        """To an E.164 number. Raises Refusal ``sms.…``."""
        SmsGateway(read_sms(self._ground)).send(to, text)

    def send_email(self, to: str, subject: str, text: str) -> None:
        """To an address. Raises Refusal ``mail.…``."""
        MailServer(read_mail(self._ground)).send(to, subject, text, at=self._ground.clock.now())
