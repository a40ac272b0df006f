"""Setting the senders up and trying them out."""

from __future__ import annotations

from dataclasses import replace

from db import connection
from ill_desktop import audit, settings
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.notices import secrets
from ill_desktop.notices import settings as kept
from ill_desktop.notices.mail import MailServer
from ill_desktop.notices.settings import MailSettings, SmsSettings
from ill_desktop.notices.sms import SmsGateway
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import load


class SenderService:
    """The library's mail server and SMS gateway. A secret left empty stays what it was."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def mail(self) -> MailSettings:
        """The mail server; ``is_set`` is False when there is none. Raises Refusal ``sender.secrets``."""
        return kept.read_mail(self._ground)

    def sms(self) -> SmsSettings:
        """The SMS gateway; ``is_set`` is False when there is none. Raises Refusal ``sender.secrets``."""
        return kept.read_sms(self._ground)

    def save_mail(self, by: Actor, mail: MailSettings) -> None:
        """Set the mail server up; without a host it is taken away. Raises Refusal(s) by field."""
        require(self._ground, by, "library.configure")
        mail = self._mail_to_use(mail)
        password = mail.password if mail.is_set and mail.login else ""
        with connection.transaction():
            settings.write(kept.MAIL, kept.without_secret(mail))
            settings.write(f"{kept.RESTS}email", None)  # what was put right is tried at once
            facts = {"host": mail.host, "port": mail.port, "security": mail.security, "sender": mail.sender}
            audit.append(self._ground.now, by.mark, "sender.mail", "library", **facts)
            self._keep("mail", password)  # last: what cannot be written takes the rest back

    def save_sms(self, by: Actor, sms: SmsSettings) -> None:
        """Set the gateway up; without an address it is taken away. Raises Refusal(s) by field."""
        require(self._ground, by, "library.configure")
        sms = self._sms_to_use(sms)
        with connection.transaction():
            settings.write(kept.SMS, kept.without_secret(sms))
            settings.write(f"{kept.RESTS}sms", None)
            host = sms.url.partition("://")[2].partition("/")[0]
            audit.append(self._ground.now, by.mark, "sender.sms", "library", host=host, method=sms.method)
            self._keep("sms", sms.key if sms.is_set else "")

    def test_mail(self, by: Actor, mail: MailSettings, to: str) -> None:
        """Send a test with these settings, saved or not, and wait for the answer.

        Raises Refusal(s) by field and Undelivered. Takes as long as the server: call it beside the window.
        """
        require(self._ground, by, "library.configure")
        mail = self._mail_to_use(mail)
        if not kept.is_address(to):
            raise Refusal("mail.address", "to", address=to)
        words, library = load(str(settings.read("language", "zh_CN"))), self._ground.library
        name = library.name[words.language]
        MailServer(mail).send(
            to,
            words("mail.test_subject", library=name),
            words("mail.test_text", library=name),
            language=words.language,
            at=self._ground.clock.now(),
        )

    def test_sms(self, by: Actor, sms: SmsSettings, to: str) -> None:
        """Send a test with these settings, saved or not. ``to`` is E.164. Raises as :meth:`test_mail`."""
        require(self._ground, by, "library.configure")
        sms = self._sms_to_use(sms)
        words = load(str(settings.read("language", "zh_CN")))
        SmsGateway(sms).send(to, words("sms.test_text", library=self._ground.library.name[words.language]))

    def _mail_to_use(self, mail: MailSettings) -> MailSettings:
        mail = kept.tidy(mail)
        refuse(mail.check())
        if mail.login and not mail.password:
            mail = replace(mail, password=self._secret("mail"))
        return mail

    def _sms_to_use(self, sms: SmsSettings) -> SmsSettings:
        sms = kept.tidy(sms)
        refuse(sms.check())
        return sms if sms.key else replace(sms, key=self._secret("sms"))

    def _secret(self, name: str) -> str:
        return secrets.read(self._ground.folder).get(name, "")

    def _keep(self, name: str, secret: str) -> None:
        """An unreadable file is replaced: the other sender's secret was lost with it."""
        try:
            known = secrets.read(self._ground.folder)
        except Refusal:
            known = {}
        secrets.write(self._ground.folder, {**known, name: secret})
