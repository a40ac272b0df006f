"""Servers on loopback that a sender talks to: real ones, and ones that misbehave as told."""

from __future__ import annotations

import datetime as dt
import email
import ipaddress
import os
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.policy import default as policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOGIN, PASSWORD = "library", "a long password"


class Received(NamedTuple):
    sender: str
    to: tuple[str, ...]
    message: EmailMessage
    raw: bytes

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n").strip()

    @property
    def html(self) -> str:
        body = self.message.get_body(("html",))
        return str(body.get_content()) if body else ""


class MailHost(Controller):
    """A real SMTP server in a thread of its own. ``answers`` (MAIL, RCPT, DATA → reply) overrides its yes."""

    def __init__(self, port: int = 0, **options: Any) -> None:
        self.received: list[Received] = []
        self.answers: dict[str, str] = {}
        self.logins: list[str] = []
        super().__init__(self, hostname="127.0.0.1", port=port, **{"enable_SMTPUTF8": False, **options})

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(f"RCPT {address}") or self.answers.get("RCPT", "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("2"):
            raw = bytes(envelope.content or b"")
            message = email.message_from_bytes(raw, policy=policy)
            self.received.append(
                Received(str(envelope.mail_from), tuple(map(str, envelope.rcpt_tos)), message, raw)
            )
        return answer

    def check(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        good = (data.login, data.password) == (LOGIN.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)

    def __enter__(self) -> MailHost:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def with_login(**options: Any) -> MailHost:
    """A server that wants a login first."""
    host = MailHost(auth_required=True, **options)
    host.SMTP_kwargs["authenticator"] = host.check
    return host


class Scripted:
    """A server whose every connection is handled by a function; what waits is let go when the test ends."""

    def __init__(self, talk: Callable[[socket.socket, Scripted], None]) -> None:
        self.over = threading.Event()
        self.calls = 0
        self._talk = talk
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            self.calls += 1
            thread = threading.Thread(target=self._serve, args=(line,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            self._talk(line, self)

    def __enter__(self) -> Scripted:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in list(self._threads):
            thread.join(10)


def smtp_script(*answers: str, after: Callable[[socket.socket, Scripted], None] | None = None) -> Scripted:
    """A server that gives one answer after another (the first is the greeting) whatever it is told.

    Then it hangs up, or does what ``after`` says. After a 354 it reads to the end of the message.
    """

    def talk(line: socket.socket, server: Scripted) -> None:
        stream = line.makefile("rb")
        for number, answer in enumerate(answers):
            if number:
                stream.readline()
            line.sendall(answer.encode() + b"\r\n")
            if answer.startswith("354"):
                while stream.readline() not in (b".\r\n", b""):
                    continue
                break
        if after:
            after(line, server)
        stream.close()

    return Scripted(talk)


def hang(_: socket.socket, server: Scripted) -> None:
    """Say nothing more until the test is over."""
    server.over.wait(30)


def drip(line: socket.socket, server: Scripted) -> None:
    """Say a little all the time, so that no single wait is ever long."""
    while not server.over.wait(0.05):
        line.sendall(b"2")


class Asked(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class WebHost:
    """An HTTP server on loopback; ``status`` and ``answer`` are what it says to everybody."""

    def __init__(self, status: int = 200, answer: str = "OK", tls: ssl.SSLContext | None = None) -> None:
        self.status, self.answer = status, answer
        self.location = ""
        self.asked: list[Asked] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                host.asked.append(
                    Asked(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
                )
                content = host.answer.encode()
                self.send_response(host.status)
                if host.location:
                    self.send_header("Location", host.location)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = _serve

            def log_message(self, *_: object) -> None:
                """Nothing on the error stream."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> WebHost:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


class Certificate(NamedTuple):
    file: Path
    server: ssl.SSLContext


def certificate(folder: Path, *names: str) -> Certificate:
    """A certificate that signs itself, for these names and addresses (default: 127.0.0.1)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    others: list[x509.GeneralName] = [x509.DNSName(each) for each in names]
    others = others or [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    start = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName(others), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return Certificate(file, context)


def trust(monkeypatch: Any, file: Path) -> None:
    """Let this process trust a certificate, as an administrator would on a machine."""
    assert os.name == "posix"
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
