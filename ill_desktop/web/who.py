"""Who asks and whether he may: the phone's address, the networks let in, the name asked for, the language."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

from ill_desktop.counter.page_settings import PageSettings
from ill_desktop.web.certificate import names_for
from ill_desktop.web.limits import Address
from ill_desktop.words import LANGUAGES

FORWARDED = "HTTP_X_FORWARDED_FOR"


def address_of(environ: Mapping[str, Any], proxied: bool) -> Address | None:
    """The phone's address: the peer's, or the one its proxy names. None when that cannot be known.

    What a proxy says is believed only where one is expected, and only when it comes from this machine.
    """
    peer = _address(str(environ.get("REMOTE_ADDR", "")))
    if not proxied:
        return peer
    if peer is None or not peer.is_loopback:
        return None
    # A phone may send entries of its own; the last is the proxy's.
    return _address(str(environ.get(FORWARDED, "")).rpartition(",")[2].strip())


def _address(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return mapped or found


class Door:
    """The networks and names of one page."""

    def __init__(self, settings: PageSettings) -> None:
        self._proxied = settings.proxied
        self._networks = [ipaddress.ip_network(each) for each in settings.allowed]
        self._names = frozenset(names_for(settings))

    def lets_in(self, address: Address | None) -> bool:
        """This machine itself, and the networks of the settings. Through a proxy nobody is this machine."""
        if address is None:
            return False
        if address.is_loopback and not self._proxied:
            return True
        return any(address.version == each.version and address in each for each in self._networks)

    def is_called(self, host: str) -> bool:
        """Whether the page has the name it was asked for. Addresses pass: only a name can be turned over to
        somebody else's machine behind a phone's back."""
        name = _without_port(host).casefold()
        return name in self._names or _address(name) is not None


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def language_of(asked: str, kept: str, accepted: str) -> str:
    """``en`` or ``zh_CN``: what was just asked for, what the phone keeps, what its browser prefers."""
    for wanted in (asked, kept):
        if wanted in LANGUAGES:
            return wanted
    for each in accepted[:200].casefold().split(","):
        tag = each.partition(";")[0].strip()
        if tag.startswith(("zh", "en")):
            return "zh_CN" if tag.startswith("zh") else "en"
    return LANGUAGES[0]
