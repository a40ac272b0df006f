"""What Settings shows and asks of the phone page: its settings, its addresses, its certificate."""

from __future__ import annotations

from ipaddress import ip_address

from ill_desktop.activation.rules import poster_address
from ill_desktop.counter.page_settings import (
    CERTIFICATES,
    PRIVATE,
    PageService,
    PageSettings,
    check,
)
from ill_desktop.web.certificate import Certificate, addresses, current

__all__ = [
    "CERTIFICATES",
    "PRIVATE",
    "Certificate",
    "PageService",
    "PageSettings",
    "address",
    "addresses",
    "check",
    "current",
    "poster_address",
]


def address(settings: PageSettings, port: int | None = None) -> str:
    """Where a browser finds the page: one of this machine's addresses when it listens at all of them.
    ``port`` when it is not the one of the settings."""
    host = settings.host
    if ip_address(host).is_unspecified:
        family = ip_address(host).version
        local = "127.0.0.1" if family == 4 else "::1"
        host = next((each for each in addresses() if ip_address(each).version == family), local)
    shown = f"[{host}]" if ":" in host else host
    return f"http{'s' if settings.tls else ''}://{shown}:{port or settings.port}/"
