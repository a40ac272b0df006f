"""E-mail through the library's mail server (RFC 5321), one conversation a message."""

from __future__ import annotations

import datetime as dt
import re
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import closing
from email.message import EmailMessage
from typing import NamedTuple

from ill_desktop.notices.net import Call
from ill_desktop.notices.outcome import Outcome, Undelivered, quoted
from ill_desktop.notices.settings import MailSettings

SHUTTING_DOWN = 421
REPEAT = "X-Possible-Repeat"


class Attachment(NamedTuple):
    """A file that goes with a message; its type follows from the name."""

    name: str
    data: bytes


class MailServer:
    """Sends through one server. Raises Undelivered ``mail.…``: its outcome says whether to try again."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._host = settings.host.strip("[]")  # an IPv6 address is written in brackets

    def send(
        self,
        to: str,
        subject: str,
        text: str,
        html: str | None = None,
        message_id: str = "",
        attachments: Sequence[Attachment] = (),
        *,
        at: dt.datetime | None = None,
        language: str = "",
        repeat: bool = False,
    ) -> None:
        """Hand one message over and return when the server has taken it.

        ``message_id`` is the same at every try of one message, so that a mailbox can see a repeat;
        ``repeat`` marks one that may have arrived before. Nothing in a text can become a header.
        """
        if not self._settings.is_set:
            raise Undelivered("server", "mail.off")
        message = self._compose(to, subject, text, html, attachments)
        if message_id:
            message["Message-ID"] = f"<{message_id}>"
        message["Date"] = at or dt.datetime.now(dt.UTC)
        if language:
            message["Content-Language"] = language.replace("_", "-")
        if repeat:
            message[REPEAT] = "yes"
        self._hand_over(_address(to), message.as_bytes())

    def try_out(self) -> None:
        """Everything up to the login, and no message: whether the settings hold."""
        with self._call() as call, self._session(call) as session:
            self._open(call, session)

    def _compose(
        self, to: str, subject: str, text: str, html: str | None, attachments: Sequence[Attachment]
    ) -> EmailMessage:
        import mimetypes
        from email.headerregistry import Address
        from email.policy import SMTP, SMTPUTF8

        recipient = _address(to)
        sender = _address(self._settings.sender)
        policy = SMTP if (recipient + sender).isascii() else SMTPUTF8
        message = EmailMessage(policy.clone(cte_type="7bit"))  # not every server takes eight bits

        def named(address: str, name: str = "") -> Address:
            local, _, host = address.rpartition("@")
            return Address(_line(name), local, host)

        message["From"] = named(sender, self._settings.sender_name)
        message["To"] = named(recipient)
        if self._settings.reply_to:
            message["Reply-To"] = named(_address(self._settings.reply_to))
        message["Subject"] = _line(subject)
        message["Auto-Submitted"] = "auto-generated"  # so that no absence notice answers (RFC 3834)
        message.set_content(_whole(text))
        if html is not None:
            message.add_alternative(_whole(html), subtype="html")
        for name, data in attachments:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            main, _, sub = kind.partition("/")
            message.add_attachment(data, maintype=main, subtype=sub, filename=_line(name))
        return message

    def _call(self) -> Call:
        return Call("mail", self._host, self._settings.port, self._settings.seconds)

    def _hand_over(self, recipient: str, content: bytes) -> None:
        with self._call() as call, self._session(call) as session:
            self._open(call, session)
            handed_over = False
            try:
                self._envelope(session, recipient, content)
                _expect(session.docmd("DATA"), 354, "later", "refused")
                session.send(re.sub(rb"(?m)^\.", b"..", content))
                session.send(b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n")
                handed_over = True
                _expect(session.getreply(), 250, "later", "refused")
            except (smtplib.SMTPException, OSError) as problem:
                if handed_over:
                    raise Undelivered("unknown", "mail.no_answer", host=self._settings.host) from problem
                # It may be this message that a server cannot bear: it must not hold up the others.
                raise call.broken(problem, "later") from problem
            # No QUIT: the message is theirs, and a broken farewell would change nothing.

    def _envelope(self, session: smtplib.SMTP, recipient: str, content: bytes) -> None:
        options = [f"SIZE={len(content)}"] if session.has_extn("size") else []
        if not (recipient + self._settings.sender).isascii():
            if not session.has_extn("smtputf8"):
                raise Undelivered("refused", "mail.address", "to", address=recipient)
            options.append("SMTPUTF8")
            session.command_encoding = "utf-8"
        reply = session.mail(_address(self._settings.sender), options)
        too_large = reply[0] == 552
        _expect(reply, 250, "server", "refused" if too_large else "server", "mail.sender")
        _expect(session.rcpt(recipient), 250, "later", "refused")

    def _session(self, call: Call) -> closing[smtplib.SMTP]:
        """An SMTP session over a connection that stands. It greets with its address: asking for the
        machine's own name may hang on the name server."""
        address = call.socket.getsockname()[0]
        literal = f"[IPv6:{address}]" if ":" in address else f"[{address}]"
        session = smtplib.SMTP(local_hostname=literal, timeout=self._settings.seconds)
        session.sock = call.socket
        session.file = None
        session._host = self._host  # type: ignore[attr-defined]  # whom STARTTLS expects
        return closing(session)

    def _open(self, call: Call, session: smtplib.SMTP) -> None:
        """Encrypted, greeted and logged in. Raises Undelivered; what fails here fails for every message."""
        settings, host = self._settings, self._host
        try:
            if settings.security == "tls":
                session.sock = ssl.create_default_context().wrap_socket(call.socket, server_hostname=host)
            _expect(session.getreply(), 220, "server", "server", "mail.greeting")
            session.ehlo_or_helo_if_needed()
            if settings.security == "starttls":
                if not session.has_extn("starttls"):
                    raise Undelivered("server", "mail.no_starttls", host=host)
                session.starttls(context=ssl.create_default_context())
                session.ehlo_or_helo_if_needed()
            if settings.login:
                session.login(settings.login, settings.password)
        except ssl.SSLError as problem:
            said = getattr(problem, "verify_message", "") or problem.reason or str(problem)
            raise Undelivered("server", "mail.tls", host=host, said=quoted(said)) from problem
        except smtplib.SMTPAuthenticationError as problem:
            said = quoted(problem.smtp_error)
            raise Undelivered("server", "mail.login", host=host, said=said) from problem
        except smtplib.SMTPResponseException as problem:
            raise Undelivered("server", "mail.greeting", said=quoted(problem.smtp_error)) from problem
        except smtplib.SMTPServerDisconnected as problem:
            raise call.broken(problem) from problem
        except smtplib.SMTPException as problem:  # no way of logging in that both sides know
            raise Undelivered("server", "mail.login", host=host, said=quoted(str(problem))) from problem
        except OSError as problem:
            raise call.broken(problem) from problem


def _expect(
    reply: tuple[int, bytes], wanted: int, passing: Outcome, lasting: Outcome, code: str = ""
) -> None:
    """Raise what a server's answer means unless it is the wanted one: 4xx passes, 5xx lasts."""
    status, said = reply
    if status == wanted or (wanted == 250 and status == 251):
        return
    outcome = lasting if 500 <= status < 600 else passing
    if status == SHUTTING_DOWN:
        outcome, code = "server", "mail.later"
    elif not code or outcome == "refused":
        code = "mail.refused" if outcome == "refused" else "mail.later"
    raise Undelivered(outcome, code, said=quoted(f"{status} ".encode() + said))


def _address(text: str) -> str:
    """An address as the protocol writes it, foreign host names in ASCII. Raises ``mail.address``."""
    from email_validator import EmailNotValidError, validate_email

    try:
        if not text.isprintable():
            raise Undelivered("refused", "mail.address", "to", address=quoted(text))
        found = validate_email(text, check_deliverability=False)
    except EmailNotValidError as problem:
        raise Undelivered("refused", "mail.address", "to", address=quoted(text)) from problem
    return found.ascii_email or f"{found.local_part}@{found.ascii_domain}"


def _line(text: str) -> str:
    """What may stand in a header: one line, no invisible signs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in _whole(text)).split())


def _whole(text: str) -> str:
    """Half characters replaced, line ends as Python writes them."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
