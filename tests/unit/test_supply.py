"""What the program is made of is locked, listed and fetched by nobody at run time."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent.parent
# Whoever may open a connection, each only to what a library has set up (docs/supply.md).
MAY_CONNECT = {
    "ill_desktop/counter/page_settings.py",
    "ill_desktop/counter/thermal.py",
    "ill_desktop/notices/mail.py",
    "ill_desktop/notices/net.py",
    "ill_desktop/notices/sms.py",
    "ill_desktop/requests/metadata.py",
    "ill_desktop/web/certificate.py",
    "ill_desktop/web/patience.py",
    "ill_desktop/web/phone_page.py",
    "ill_desktop/web/server.py",
}
_CONNECTS = re.compile(
    r"^\s*(?:import|from) (?:socket|ssl|smtplib|ftplib|http\.client|urllib\.request|urllib3|requests\b(?!\.)|"
    r"xmlrpc|telnetlib|asyncio|cheroot|PySide6\.QtNetwork|PySide6\.QtWebEngine)",
    re.MULTILINE,
)


def test_every_package_is_pinned_with_a_hash(script: Callable[[str], ModuleType]) -> None:
    supply = script("supply")
    assert len(list(supply.locked())) > 50
    assert supply.unhashed() == []


def test_the_list_is_that_of_the_lock(script: Callable[[str], ModuleType]) -> None:
    supply = script("supply")
    page = supply.PAGE.read_text("utf-8").partition(supply.BEGIN)[2].partition(supply.END)[0]
    listed = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)[1:]
    assert [(name, version) for name, version, _ in listed if set(name) != {"-"}] == sorted(supply.locked())
    assert "see the package" not in page


def test_what_is_installed_is_what_is_locked(script: Callable[[str], ModuleType]) -> None:
    from importlib import metadata

    supply = script("supply")
    installed = {
        each.metadata["Name"].lower().replace("_", "-"): each.version for each in metadata.distributions()
    }
    other = {
        name: (version, installed[name])
        for name, version in supply.locked()
        if installed.get(name, version) != version
    }
    assert other == {}


def test_only_these_modules_may_open_a_connection() -> None:
    found = {
        file.relative_to(ROOT).as_posix()
        for room in ("db", "ill_desktop", "ui")
        for file in (ROOT / room).rglob("*.py")
        if _CONNECTS.search(file.read_text("utf-8"))
    }
    assert found <= MAY_CONNECT
