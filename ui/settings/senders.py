"""The ways out: a mail server and an SMS gateway, each tried with a test before anybody relies on it."""

from __future__ import annotations

from typing import Any

from ill_desktop.errors import Refusal
from ill_desktop.notices.settings import (
    FORMS,
    METHODS,
    SECURITIES,
    MailSettings,
    SmsSettings,
    kept_mail,
    kept_sms,
)
from ill_desktop.patrons import fields
from ui.kit.form import Ask
from ui.session import Session
from ui.settings.section import Section
from ui.settings.sender_panel import SenderPanel


class SenderSection(Section):
    """Without them notices wait, and codes are given at the counter."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-senders", session)
        self.mail, self.sms = MailPanel(session), SmsPanel(session)
        self.lay_out(
            self.mail,
            self.sms,
            about=lambda: self.tr(
                "What carries notices and activation codes. Without them notices wait in the outbox, and "
                "codes are told at the counter. Passwords are kept in a file of their own, outside the "
                "database."
            ),
        )

    def load(self) -> None:
        self.mail.load()
        self.sms.load()


def _number(text: str) -> int:
    """What was typed as a number; what is none is refused as a number out of range would be."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


class MailPanel(SenderPanel[MailSettings]):
    """SMTP."""

    def __init__(self, session: Session) -> None:
        to = Ask("to", lambda: self.tr("Test to"), required=True, placeholder="name@126.com")
        super().__init__(
            "mail",
            session,
            lambda: self.tr("Mail server"),
            self._asks(),
            to,
            lambda: self.tr("As the computing centre gives it. An empty server takes it away again."),
        )

    def _asks(self) -> list[Ask]:
        return [
            Ask("host", lambda: self.tr("Server"), span=2, placeholder="smtp.example.edu.cn"),
            Ask("port", lambda: self.tr("Port"), required=True),
            Ask("security", lambda: self.tr("Encryption"), "choice", True, options=self._securities),
            Ask("login", lambda: self.tr("Login")),
            Ask(
                "password",
                lambda: self.tr("Password"),
                "password",
                hint=lambda: self.tr("Empty: it stays as it is"),
            ),
            Ask("per_minute", lambda: self.tr("Messages a minute"), required=True),
            Ask("seconds", lambda: self.tr("Seconds to wait"), required=True),
            Ask("sender", lambda: self.tr("From: address"), placeholder="ill@example.edu.cn"),
            Ask("sender_name", lambda: self.tr("From: name")),
            Ask(
                "reply_to",
                lambda: self.tr("Replies to"),
                span=2,
                hint=lambda: self.tr("Empty: to the sender"),
            ),
        ]

    def _securities(self) -> list[tuple[str, str]]:
        words = {
            "starttls": self.tr("STARTTLS (587)"),
            "tls": self.tr("TLS at once (465)"),
            "none": self.tr("none (25)"),
        }
        return [(each, words[each]) for each in SECURITIES]

    def kept(self) -> MailSettings:
        return kept_mail()

    def read(self) -> MailSettings:
        return self.session.desk.senders.mail()

    def is_set(self, settings: MailSettings) -> bool:
        return settings.is_set

    def shown(self, settings: MailSettings) -> dict[str, Any]:
        library = self.session.desk.library
        return {
            "host": settings.host,
            "port": str(settings.port),
            "security": settings.security,
            "login": settings.login,
            "password": "",
            "per_minute": str(settings.per_minute),
            "sender": settings.sender or library.facts["sender"],
            "sender_name": settings.sender_name or (not settings.is_set and library.name["zh_CN"]) or "",
            "reply_to": settings.reply_to or (not settings.is_set and library.mail) or "",
            "seconds": str(settings.seconds),
        }

    def wanted(self, values: dict[str, Any]) -> MailSettings:
        numbers = {name: _number(values[name]) for name in ("port", "per_minute", "seconds")}
        return MailSettings(**{**values, **numbers})

    def store(self, settings: MailSettings) -> None:
        self.session.desk.senders.save_mail(self.session.actor, settings)

    def attempt(self, settings: MailSettings, to: str) -> None:
        if not settings.is_set:
            raise Refusal("mail.off", "host")
        self.session.desk.senders.test_mail(self.session.actor, settings, to)


class SmsPanel(SenderPanel[SmsSettings]):
    """Any gateway that takes one HTTP request a message."""

    def __init__(self, session: Session) -> None:
        to = Ask("to", lambda: self.tr("Test to"), required=True, placeholder="139 5710 2231")
        super().__init__(
            "sms",
            session,
            lambda: self.tr("SMS gateway"),
            self._asks(),
            to,
            lambda: self.tr(
                "Places that are filled in: {number} +8613957102231, {national} 13957102231, {text}, {key}. "
                "An empty address takes it away again."
            ),
        )

    def _asks(self) -> list[Ask]:
        return [
            Ask("url", lambda: self.tr("Address"), span=3, placeholder="https://sms.example.com/send"),
            Ask(
                "method", lambda: self.tr("Method"), "choice", True, options=lambda: [(m, m) for m in METHODS]
            ),
            Ask(
                "body",
                lambda: self.tr("Body"),
                "area",
                lines=3,
                span=3,
                placeholder="to={national}&text={text}&token={key}",
            ),
            Ask("form", lambda: self.tr("Written as"), "choice", True, options=self._forms),
            Ask(
                "headers",
                lambda: self.tr("Headers, one a line"),
                "area",
                lines=2,
                span=3,
                placeholder="Authorization: Bearer {key}",
            ),
            Ask("key", lambda: self.tr("Key"), "password", hint=lambda: self.tr("Empty: it stays as it is")),
            Ask(
                "success_text",
                lambda: self.tr("The answer contains, when it went well"),
                span=2,
                placeholder='"code":0',
                hint=lambda: self.tr("Empty: status 200–299 is enough"),
            ),
            Ask("per_minute", lambda: self.tr("Messages a minute"), required=True),
            Ask("seconds", lambda: self.tr("Seconds to wait"), required=True),
        ]

    def _forms(self) -> list[tuple[str, str]]:
        words = {"form": self.tr("a form (a=1&b=2)"), "json": self.tr("JSON")}
        return [(each, words[each]) for each in FORMS]

    def kept(self) -> SmsSettings:
        return kept_sms()

    def read(self) -> SmsSettings:
        return self.session.desk.senders.sms()

    def is_set(self, settings: SmsSettings) -> bool:
        return settings.is_set

    def shown(self, settings: SmsSettings) -> dict[str, Any]:
        return {
            "url": settings.url,
            "method": settings.method,
            "form": settings.form,
            "headers": "\n".join(f"{name}: {value}" for name, value in settings.headers),
            "body": settings.body,
            "key": "",
            "success_text": settings.success_text,
            "per_minute": str(settings.per_minute),
            "seconds": str(settings.seconds),
        }

    def wanted(self, values: dict[str, Any]) -> SmsSettings:
        lines = (line.partition(":") for line in values["headers"].splitlines() if line.strip())
        headers = tuple((name.strip(), value.strip()) for name, _colon, value in lines)
        numbers = {name: _number(values[name]) for name in ("per_minute", "seconds")}
        return SmsSettings(**{**values, **numbers, "headers": headers})

    def store(self, settings: SmsSettings) -> None:
        self.session.desk.senders.save_sms(self.session.actor, settings)

    def attempt(self, settings: SmsSettings, to: str) -> None:
        if not settings.is_set:
            raise Refusal("sms.off", "url")
        try:
            number = fields.mobile(to)
        except Refusal as refusal:
            raise Refusal(refusal.code, "to", **refusal.facts) from refusal
        self.session.desk.senders.test_sms(self.session.actor, settings, number)
