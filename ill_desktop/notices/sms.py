"""Text messages through an HTTP gateway of the library's choice."""

from __future__ import annotations

import http.client
import re
import ssl
from urllib.parse import urlsplit

from ill_desktop.notices import filling
from ill_desktop.notices.net import Call
from ill_desktop.notices.outcome import Outcome, Undelivered, quoted
from ill_desktop.notices.settings import SmsSettings

_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")  # E.164
LARGEST_ANSWER = 64 << 10
# Answers that speak of the account, the address or the gateway, not of this message.
GATEWAY = frozenset({401, 402, 403, 404, 405, 407, 429, 502, 503, 504})


class SmsGateway:
    """Sends through one gateway. Raises Undelivered ``sms.…``: its outcome says whether to try again."""

    def __init__(self, settings: SmsSettings) -> None:
        self._settings = settings

    def send(self, number: str, text: str) -> None:
        """One message to one number (E.164), and return when the gateway has taken it.

        Certificates are verified, redirections are not followed: they would carry the key elsewhere.
        """
        settings = self._settings
        if not settings.is_set:
            raise Undelivered("server", "sms.off")
        if not _NUMBER.fullmatch(number):
            raise Undelivered("refused", "sms.number", "to", number=quoted(number))
        values = {
            "number": number,
            "national": filling.national(number),
            "text": text.encode("utf-8", "replace").decode("utf-8"),
            "key": settings.key,
        }
        url = urlsplit(filling.fill(settings.url, values, filling.in_url))
        headers = {name: filling.fill(value, values, str) for name, value in settings.headers}
        body = None
        if settings.method == "POST":
            body = filling.fill(settings.body, values, filling.ESCAPES[settings.form]).encode()
            headers.setdefault("Content-Type", filling.CONTENT_TYPES[settings.form])
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        secure = url.scheme == "https"
        port = url.port or (443 if secure else 80)
        with Call("sms", str(url.hostname), port, settings.seconds) as call:
            status, answer = self._ask(call, str(url.hostname), port, secure, target, headers, body)
        self._judge(status, answer)

    def _ask(
        self,
        call: Call,
        host: str,
        port: int,
        secure: bool,
        target: str,
        headers: dict[str, str],
        body: bytes | None,
    ) -> tuple[int, str]:
        """The answer to one request: status and text."""
        handed_over = False
        try:
            if secure:
                call.socket = ssl.create_default_context().wrap_socket(call.socket, server_hostname=host)
            kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
            web = kind(host, port, timeout=self._settings.seconds)
            web.sock = call.socket
            web.request(self._settings.method, target, body, headers)
            handed_over = True
            answer = web.getresponse()
            return answer.status, answer.read(LARGEST_ANSWER).decode("utf-8", "replace")
        except ssl.SSLCertVerificationError as problem:
            raise Undelivered(
                "server", "sms.tls", host=host, said=quoted(problem.verify_message)
            ) from problem
        except (http.client.HTTPException, OSError) as problem:
            if handed_over:
                raise Undelivered("unknown", "sms.no_answer", host=host) from problem
            raise call.broken(problem) from problem

    def _judge(self, status: int, answer: str) -> None:
        """Whether the gateway took the message. Raises Undelivered when it did not."""
        if 200 <= status < 300:
            if self._settings.success_text in answer:
                return
            raise Undelivered("later", "sms.refused", said=quoted(f"{status} {answer}"))
        if 300 <= status < 400:
            raise Undelivered("server", "sms.redirect", status=status)
        outcome: Outcome = "server" if status in GATEWAY else "later" if status >= 500 else "refused"
        raise Undelivered(outcome, "sms.refused", said=quoted(f"{status} {answer}"))
