"""What a service on the network knows of a DOI or an ISBN. Off at first, and nothing ever waits for it.

Any service will do that answers in CSL-JSON, as Crossref does, and as every DOI does at doi.org.
"""

from __future__ import annotations

import http.client
import json
import re
import ssl
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from db import connection
from ill_desktop import audit, settings
from ill_desktop.citations import Citation, csl
from ill_desktop.citations.merge import completed
from ill_desktop.citations.numbers import doi as doi_in
from ill_desktop.citations.numbers import isbns
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.notices.net import Call, is_loopback
from ill_desktop.notices.outcome import quoted
from ill_desktop.notices.settings import is_address
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

KEY = "requests.metadata"
DOI_EXAMPLE = "https://api.crossref.org/works/{doi}"
ISBN_EXAMPLE = "https://api.crossref.org/works?filter=isbn:{isbn}&rows=1"
LARGEST_ANSWER = 2 << 20
LONGEST_ADDRESS = 2_000
SLOWEST = 60
_MOST_REDIRECTS = 3
_CSL = "application/vnd.citationstyles.csl+json, application/json;q=0.9"


@dataclass(frozen=True)
class MetadataSettings:
    """Addresses with the place ``{doi}`` or ``{isbn}``; an empty one is off.

    ``contact`` is the mail address that public services ask to be told with each question; ``seconds``
    limits one question from the name look-up to the last byte.
    """

    doi_url: str = ""
    isbn_url: str = ""
    contact: str = ""
    seconds: int = 8

    @property
    def is_set(self) -> bool:
        return bool(self.doi_url or self.isbn_url)

    def check(self) -> list[Refusal]:
        """What speaks against these settings, each beside its field."""
        problems = _check_address(self.doi_url, "doi_url", "{doi}")
        problems += _check_address(self.isbn_url, "isbn_url", "{isbn}")
        if self.contact and not (self.contact.isascii() and is_address(self.contact)):
            problems.append(Refusal("metadata.contact", "contact"))
        if not 1 <= self.seconds <= SLOWEST:
            problems.append(Refusal("metadata.seconds", "seconds", most=SLOWEST))
        return problems


def _check_address(template: str, field: str, place: str) -> list[Refusal]:
    if not template:
        return []
    try:
        parts = urlsplit(template)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return [Refusal("metadata.url", field)]
    is_plain = template.isascii() and template.isprintable() and " " not in template
    if not is_plain or len(template) > LONGEST_ADDRESS or not host or parts.username is not None:
        return [Refusal("metadata.url", field)]
    if not _is_safe(parts):
        return [Refusal("metadata.https", field)]
    if template.count("{") != 1 or place not in template or place in parts.netloc:
        return [Refusal("metadata.place", field, place=place)]
    return []


def _is_safe(parts: SplitResult) -> bool:
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def read_settings() -> MetadataSettings:
    """The service as it is set up; nothing is at first."""
    return MetadataSettings(**settings.read(KEY, {}))


def save_settings(ground: Ground, by: Actor, wanted: MetadataSettings) -> None:
    """Set the service up, or with empty addresses take it away. Raises Refusal(s) by field."""
    require(ground, by, "library.configure")
    wanted = replace(
        wanted, **{name: getattr(wanted, name).strip() for name in ("doi_url", "isbn_url", "contact")}
    )
    refuse(wanted.check())
    with connection.transaction():
        settings.write(KEY, asdict(wanted))
        hosts = [urlsplit(url).hostname or "" for url in (wanted.doi_url, wanted.isbn_url)]
        audit.append(ground.now, by.mark, "request.metadata", "library", doi=hosts[0], isbn=hosts[1])


class _Answer(NamedTuple):
    status: int
    location: str
    text: str


class MetadataService:
    """Asks one service. Every question may take its time: call it beside the window.

    All raise Refusal ``metadata.…``: off, not found, unreachable, slow, not understood, another document.
    """

    def __init__(self, settings: MetadataSettings) -> None:
        self._settings = settings

    def by_doi(self, doi: str) -> Citation:
        """The document of a DOI, with or without its prefix."""
        number = doi_in(doi)
        if number is None:
            raise Refusal("field.doi", "doi")
        return self._ask(self._settings.doi_url, "doi", number, number)

    def by_isbn(self, isbn: str) -> Citation:
        """The book of an ISBN, with or without hyphens."""
        numbers = isbns(isbn)
        if not numbers:
            raise Refusal("field.isbn", "isbn")
        # 10 and 13 characters name the same book: nine digits are common to both
        return self._ask(self._settings.isbn_url, "isbn", numbers[0], numbers[0][-10:-1])

    def complete(self, citation: Citation) -> Citation:
        """The citation with what it lacks, by its DOI or else its ISBN; what stands in it stays.

        Raises also Refusal ``metadata.no_number`` for a citation with neither.
        """
        fields = citation.fields
        if "doi" in fields and self._settings.doi_url:
            return completed(citation, self.by_doi(fields["doi"]))
        if "isbn" in fields and self._settings.isbn_url:
            return completed(citation, self.by_isbn(fields["isbn"]))
        if not self._settings.is_set:
            raise Refusal("metadata.off")
        raise Refusal("metadata.no_number")

    def _ask(self, template: str, name: str, number: str, sign: str) -> Citation:
        """The document that an answer describes; ``sign`` must stand in the answer."""
        if not template:
            raise Refusal("metadata.off")
        text = self._get(template.replace(f"{{{name}}}", quote(number, safe="/")), number)
        try:
            found = csl.of_item(json.loads(text))
        except (ValueError, RecursionError) as problem:
            raise Refusal("metadata.answer", said=quoted(text, 80)) from problem
        if found is None:
            raise Refusal("metadata.not_found", number=number)
        if sign not in re.sub(r"(?<=\d)-(?=[\dxX])", "", text).lower() and sign not in text.lower():
            raise Refusal("metadata.other", number=number)
        return found

    def _get(self, address: str, number: str) -> str:
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._once(urlsplit(address))
            if answer.status == http.HTTPStatus.NOT_FOUND:
                raise Refusal("metadata.not_found", number=number)
            if answer.status == http.HTTPStatus.OK:
                return answer.text
            if not 300 <= answer.status < 400 or not answer.location:
                raise Refusal("metadata.refused", said=quoted(f"{answer.status} {answer.text}", 80))
            address = urljoin(address, answer.location)
            if not _is_safe(urlsplit(address)):
                break
        raise Refusal("metadata.redirect")

    def _once(self, url: SplitResult) -> _Answer:
        host, secure = str(url.hostname), url.scheme == "https"
        port = url.port or (443 if secure else 80)
        with Call("metadata", host, port, self._settings.seconds) as call:
            try:
                if secure:
                    call.socket = ssl.create_default_context().wrap_socket(call.socket, server_hostname=host)
                kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
                web = kind(host, port, timeout=self._settings.seconds)
                web.sock = call.socket
                target = (url.path or "/") + (f"?{url.query}" if url.query else "")
                web.request("GET", target, headers=self._headers())
                answer = web.getresponse()
                text = answer.read(LARGEST_ANSWER).decode("utf-8", "replace")
                return _Answer(answer.status, answer.getheader("Location") or "", text)
            except ssl.SSLCertVerificationError as problem:
                said = quoted(problem.verify_message)
                raise Refusal("metadata.tls", host=host, said=said) from problem
            except (http.client.HTTPException, OSError) as problem:
                raise call.broken(problem) from problem

    def _headers(self) -> dict[str, str]:
        """Crossref serves first who says whom to write to (its "polite pool")."""
        contact = f" (mailto:{self._settings.contact})" if self._settings.contact else ""
        return {"Accept": _CSL, "User-Agent": f"ill-desktop{contact}"}
