"""Where the phone page stands, and who may open it: what is asked for under Settings, and what is kept.

The page speaks plain HTTP to this machine only. Everywhere else it speaks TLS: with a certificate made by the
program, with one given as files, or through a proxy on this machine that has the certificate (trust).
"""

from __future__ import annotations

import ipaddress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from db import connection
from ill_desktop import audit, settings
from ill_desktop.counter.library_facts import FactsService
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

KEY = "page"
Certificate = Literal["own", "file", "proxy"]
CERTIFICATES: tuple[Certificate, ...] = get_args(Certificate)
MOST_NETWORKS = 32
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10")
"""Where a branch's own network usually is."""


@dataclass(frozen=True)
class PageSettings:
    """``host`` is the address listened at, ``allowed`` the networks (CIDR) whose phones are let in besides
    this machine, ``base_address`` what the QR codes begin with (the library's own fact of that name)."""

    on: bool = False
    host: str = "127.0.0.1"
    port: int = 8443
    allowed: tuple[str, ...] = PRIVATE
    base_address: str = ""
    certificate: Certificate = "own"
    certificate_file: str = ""
    key_file: str = ""

    @property
    def local(self) -> bool:
        """Only this machine itself can reach the page."""
        return ipaddress.ip_address(self.host).is_loopback

    @property
    def tls(self) -> bool:
        return not self.local

    @property
    def proxied(self) -> bool:
        """A proxy on this machine stands before the page and says whom it speaks for."""
        return self.certificate == "proxy"

    @property
    def secure(self) -> bool:
        """Whether the phone sees TLS: the page's own, or the proxy's."""
        return self.tls or self.proxied


def check(wanted: PageSettings) -> PageSettings:
    """The settings as they are kept. Raises Refusal(s) beside each field of PageSettings."""
    problems: list[Refusal] = []
    host, local = _host(wanted.host, problems)
    if not 1 <= wanted.port <= 65535:
        problems.append(Refusal("page.port", "port"))
    if wanted.certificate not in CERTIFICATES:
        raise ValueError(wanted.certificate)
    base = wanted.base_address.strip()
    parts = _parts(base)
    if wanted.certificate == "proxy":
        if not local:
            problems.append(Refusal("page.plain", "host"))
        if parts is None or parts.scheme != "https":
            problems.append(Refusal("page.proxy_address", "base_address"))
    elif base and (parts is None or (parts.scheme != "https" and not local)):
        problems.append(Refusal("page.base_plain", "base_address"))
    files = {name: getattr(wanted, name).strip() for name in ("certificate_file", "key_file")}
    if wanted.certificate == "file":
        problems += _check_files(files["certificate_file"], files["key_file"])
    allowed = _networks(wanted.allowed, problems)
    refuse(problems)
    return replace(wanted, host=host, base_address=base, allowed=allowed, **files)


def _host(text: str, problems: list[Refusal]) -> tuple[str, bool]:
    """An address of this machine, and whether only this machine reaches it."""
    kept = "127.0.0.1" if text.strip().casefold() == "localhost" else text.strip()
    try:
        address = ipaddress.ip_address(kept)
    except ValueError:
        problems.append(Refusal("page.host", "host"))
        return kept, True  # nothing more can be said of it
    return str(address), address.is_loopback


def _parts(address: str) -> Any:
    try:
        parts = urlsplit(address)
        return parts if parts.hostname else None
    except ValueError:
        return None


def _networks(texts: tuple[str, ...], problems: list[Refusal]) -> tuple[str, ...]:
    kept: list[str] = []
    for text in filter(None, map(str.strip, texts)):
        try:
            network = str(ipaddress.ip_network(text, strict=False))
        except ValueError:
            problems.append(Refusal("page.network", "allowed", text=text[:60]))
            break
        if network not in kept:
            kept.append(network)
    if len(kept) > MOST_NETWORKS:
        problems.append(Refusal("page.networks", "allowed", most=MOST_NETWORKS))
    return tuple(kept)


def _check_files(certificate: str, key: str) -> list[Refusal]:
    """Whether both files are there, belong together and need no password."""
    import ssl

    missing = [
        Refusal("page.file", field)
        for field, name in (("certificate_file", certificate), ("key_file", key))
        if not name or not Path(name).is_file()
    ]
    if missing:
        return missing
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ValueError):
        return [Refusal("page.pair", "key_file")]
    return []


class PageService:
    """Keeps the settings of the phone page; starting and stopping it is the caller's."""

    def __init__(self, ground: Ground, facts: FactsService) -> None:
        self._ground = ground
        self._facts = facts

    def read(self) -> PageSettings:
        """As they stand now; a new library's page is off."""
        kept = dict(settings.read(KEY, {}))
        if "allowed" in kept:
            kept["allowed"] = tuple(kept["allowed"])
        return PageSettings(**kept, base_address=self._ground.library.base_address)

    def save(self, by: Actor, wanted: PageSettings) -> PageSettings:
        """Store them; returns what they were before. Raises Refusal(s) by field."""
        require(self._ground, by, "library.configure")
        kept, before = check(wanted), self.read()
        if kept == before:
            return before
        facts = asdict(kept)
        base = facts.pop("base_address")
        with connection.transaction():
            settings.write(KEY, facts)
            audit.append(self._ground.now, by.mark, "page.configure", "page", **facts)
            # Last: it is remembered outside the database, too.
            self._facts.change(by, {"base_address": base})
        return before
