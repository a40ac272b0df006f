"""What Settings shows and asks of the phone page: its settings, its addresses, its certificate."""

from __future__ import annotations

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
    """Where a browser on this machine finds the page; ``port`` when it is not the one of the settings."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    shown = f"[{host}]" if ":" in host else host
    return f"http{'s' if settings.tls else ''}://{shown}:{port or settings.port}/"
