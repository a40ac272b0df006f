"""How this library sends: its mail server and its SMS gateway. Nothing is set up at first."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

from ill_desktop import settings
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.notices import filling, secrets
from ill_desktop.notices.net import is_loopback

MAIL, SMS = "notices.mail", "notices.sms"
RESTS = "notices.rest."  # and a way: until when it rests, since its server failed
SECURITIES = ("starttls", "tls", "none")
METHODS = ("POST", "GET")
FORMS = ("form", "json")
FASTEST = 600  # messages a minute
LONGEST = 2_000
_HOST = re.compile(r"[^\s/@:]{1,253}|\[[0-9A-Fa-f:.]+\]")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}")
Some = TypeVar("Some", "MailSettings", "SmsSettings")


@dataclass(frozen=True)
class MailSettings:
    """A mail server as one logs in to it. Without a host there is none.

    ``security``: ``tls`` from the first byte (465), ``starttls`` (587), ``none`` (25). ``seconds`` limits
    one message from the name look-up to the last answer; ``per_minute`` is what the server allows.
    """

    host: str = ""
    port: int = 587
    security: str = "starttls"
    login: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    seconds: int = 30
    per_minute: int = 30

    @property
    def is_set(self) -> bool:
        return bool(self.host)

    def check(self) -> list[Refusal]:
        """What speaks against these settings, each beside its field; nothing when there is no host."""
        if not self.host:
            return []
        problems = _check_limits(self.port, self.seconds, self.per_minute, "mail")
        if not _HOST.fullmatch(self.host):
            problems.append(Refusal("mail.host", "host"))
        if self.security not in SECURITIES:
            problems.append(Refusal("mail.security", "security"))
        elif self.security == "none" and self.login and not is_loopback(self.host):
            problems.append(Refusal("mail.open_login", "security"))
        for name in ("login", "password"):
            if not _plain(getattr(self, name)):
                problems.append(Refusal("mail.signs", name))
        if not is_address(self.sender):
            problems.append(Refusal("mail.address", "sender", address=self.sender))
        if self.reply_to and not is_address(self.reply_to):
            problems.append(Refusal("mail.address", "reply_to", address=self.reply_to))
        if not self.sender_name.isprintable() or len(self.sender_name) > 100:
            problems.append(Refusal("mail.name", "sender_name", longest=100))
        return problems


@dataclass(frozen=True)
class SmsSettings:
    """An SMS gateway as it wants to be asked over HTTP. Without an address there is none.

    In ``url`` and ``body`` stand ``{number}`` (+8613957102231), ``{national}`` (13957102231), ``{text}``
    and ``{key}``; in ``headers`` all but the text. ``form`` says what the body is. It has gone when the
    status is 2xx and the answer contains ``success_text`` (when that is given).
    """

    url: str = ""
    method: str = "POST"
    headers: tuple[tuple[str, str], ...] = ()
    form: str = "form"
    body: str = ""
    key: str = field(default="", repr=False)
    success_text: str = ""
    seconds: int = 20
    per_minute: int = 30

    @property
    def is_set(self) -> bool:
        return bool(self.url)

    def check(self) -> list[Refusal]:
        """What speaks against these settings, each beside its field; nothing when there is no address."""
        if not self.url:
            return []
        problems = _check_limits(443, self.seconds, self.per_minute, "sms")
        problems += self._check_address()
        if self.method not in METHODS:
            problems.append(Refusal("sms.method", "method"))
        for name, value in self.headers:
            if not _HEADER.fullmatch(name) or not _plain(value) or "\t" in value:
                problems.append(Refusal("sms.header", "headers", name=name[:64]))
            else:
                problems += _check_places(value, "headers", filling.IN_HEADERS)
        problems += self._check_body()
        if not _plain(self.key):
            problems.append(Refusal("sms.key", "key"))
        return problems + self._check_whole()

    def _check_whole(self) -> list[Refusal]:
        """Whom it goes to and what it says must stand somewhere."""
        where = "body" if self.method == "POST" else "url"
        wanted = {"sms.no_number": ("{number}", "{national}"), "sms.no_text": ("{text}",)}
        return [
            Refusal(code, where, places=", ".join(places))
            for code, places in wanted.items()
            if not any(place in self.url + self.body for place in places)
        ]

    def _check_address(self) -> list[Refusal]:
        try:
            parts = urlsplit(self.url)
            _ = parts.port
            host = parts.hostname or ""
        except ValueError:
            return [Refusal("sms.url", "url")]
        plain = len(self.url) <= LONGEST and self.url.isascii() and self.url.isprintable()
        secure = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
        if not plain or " " in self.url or not host or "{" in parts.netloc or parts.username is not None:
            return [Refusal("sms.url", "url")]
        if not secure:
            return [Refusal("sms.https", "url")]
        return _check_places(self.url, "url", filling.PLACES)

    def _check_body(self) -> list[Refusal]:
        if self.form not in FORMS:
            return [Refusal("sms.form", "form")]
        if unknown := _check_places(self.body, "body", filling.PLACES):
            return unknown
        if len(self.body) > LONGEST or (self.method == "GET" and self.body):
            return [Refusal("sms.body", "body", longest=LONGEST)]
        if self.form == "json" and self.body and not filling.is_json(self.body):
            return [Refusal("sms.json", "body", place="{text}")]
        return []


def _check_places(template: str, where: str, places: tuple[str, ...]) -> list[Refusal]:
    unknown = filling.unknown(template, places)
    known = ", ".join(f"{{{name}}}" for name in places)
    return [Refusal("sms.place", where, place=f"{{{unknown}}}", known=known)] if unknown else []


def _check_limits(port: int, seconds: int, per_minute: int, room: str) -> list[Refusal]:
    problems = []
    if not 1 <= port <= 65_535:
        problems.append(Refusal(f"{room}.port", "port"))
    if not 1 <= seconds <= 60:
        problems.append(Refusal(f"{room}.seconds", "seconds"))
    if not 1 <= per_minute <= FASTEST:
        problems.append(Refusal(f"{room}.rate", "per_minute", most=FASTEST))
    return problems


def _plain(text: str) -> bool:
    """What the protocols can carry: visible ASCII and blanks."""
    return text.isascii() and text.isprintable() and len(text) <= LONGEST


def is_address(text: str) -> bool:
    """Whether mail can be sent to it; whether it exists is not asked, since that needs a network."""
    from email_validator import EmailNotValidError, validate_email

    if not text.isprintable() or len(text) > 254:
        return False
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def tidy(some: Some) -> Some:
    """Blanks at both ends gone, full-width letters and digits made plain; secrets and templates as typed."""
    kept = {"password", "key", "body", "sender_name", "success_text", "headers"}
    changes: dict[str, Any] = {
        each.name: unicodedata.normalize("NFKC", value).strip()
        for each in dataclasses.fields(some)
        if isinstance(value := getattr(some, each.name), str) and each.name not in kept
    }
    return replace(some, **changes)


def kept_mail() -> MailSettings:
    """The mail server as it is set up, without its password."""
    return MailSettings(**(settings.read(MAIL) or {}))


def kept_sms() -> SmsSettings:
    """The SMS gateway as it is set up, without its key."""
    kept = settings.read(SMS) or {"headers": ()}
    headers = tuple((name, value) for name, value in kept.pop("headers"))
    return SmsSettings(**kept, headers=headers)


def sender(library: Library) -> str:
    """The address mail comes from, which readers are to put on their white list ([G] FAQ 1): the one of the
    mail server, else the library's own."""
    return str((settings.read(MAIL) or {}).get("sender") or library.facts["sender"])


def read_mail(ground: Ground) -> MailSettings:
    """The mail server with its password. Raises Refusal ``sender.secrets``."""
    kept = kept_mail()
    return replace(kept, password=secrets.read(ground.folder).get("mail", "")) if kept.login else kept


def read_sms(ground: Ground) -> SmsSettings:
    """The SMS gateway with its key. Raises Refusal ``sender.secrets``."""
    kept = kept_sms()
    return replace(kept, key=secrets.read(ground.folder).get("sms", "")) if kept.is_set else kept


def without_secret(some: MailSettings | SmsSettings) -> dict[str, Any]:
    """What may stand in the database."""
    return {
        name: value for name, value in dataclasses.asdict(some).items() if name not in ("password", "key")
    }
