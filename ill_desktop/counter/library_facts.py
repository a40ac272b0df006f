"""The library's own facts, as an administrator may change them: what is asked for, and what is kept.

A fact is named by its path in the profile: ``help_desk.phone``, ``name.en``, ``branches.YQ.room.zh_CN``.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from db import connection
from ill_desktop import audit, settings
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.patrons import fields
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import LANGUAGES

LONGEST = 200
_PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{2,29}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
_CODE = re.compile(r"[0-9A-Za-z-]{1,32}")
Rule = Callable[[str], str | None]
"""What speaks against a text that is not empty: the code of a refusal, or None."""


def _text(text: str) -> str | None:
    return None if text.isprintable() and len(text) <= LONGEST else "facts.text"


def _mail(text: str) -> str | None:
    try:
        fields.email(text)
    except Refusal:
        return "facts.mail"
    return None


def _address(text: str) -> str | None:
    """A web address a phone can open, without what a link would bring of its own."""
    plain = text.isprintable() and len(text) <= LONGEST and not re.search(r"\s", text)
    try:
        parts = urlsplit(text)
        good = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        )
    except ValueError:
        good = False
    return None if plain and good else "facts.address"


def _pattern(pattern: re.Pattern[str], code: str) -> Rule:
    return lambda text: None if pattern.fullmatch(text) else code


_RULES: dict[str, Rule] = {
    "text": _text,
    "mail": _mail,
    "address": _address,
    "phone": _pattern(_PHONE, "facts.phone"),
    "time": _pattern(_TIME, "facts.time"),
    "code": _pattern(_CODE, "facts.code"),
}
_EITHER = tuple(LANGUAGES)
KINDS: dict[str, str] = {
    "base_address": "address",
    "mail": "mail",
    "sender": "mail",
    **{f"{name}.{language}": "text" for name in ("name", "service") for language in _EITHER},
    **{f"help_desk.{name}phone": "phone" for name in ("", "borrowing_", "password_", "registration_")},
    "help_desk.opens": "time",
    "help_desk.closes": "time",
    **{f"help_desk.days.{language}": "text" for language in _EITHER},
    **{f"transfer.{name}": "text" for name in ("title", "payee", "description")},
    **{f"transfer.{name}_code": "code" for name in ("department", "project")},
    **{f"bank.{name}": "text" for name in ("campus", "account_name", "bank", "purpose")},
    "bank.account_number": "code",
}
"""Every fact that can be changed, and how it is judged; ``BRANCH_KINDS`` for each branch."""
BRANCH_KINDS: dict[str, str] = {
    "phone": "phone",
    "pickup_phone": "phone",
    **{f"{name}.{language}": "text" for name in ("name", "short", "room", "pickup") for language in _EITHER},
}
MAY_BE_EMPTY = frozenset({"base_address"})


def kind_of(path: str) -> str:
    """How a fact is judged. Raises KeyError for what cannot be changed."""
    if path.startswith("branches."):
        return BRANCH_KINDS[path.split(".", 2)[2]]
    return KINDS[path]


def read(library: Library, path: str) -> str:
    """A fact as it stands. Raises KeyError."""
    place: Any = library.facts
    for step in path.split("."):
        place = _branch(place, step) if isinstance(place, list) else place[step]
    return str(place)


def _branch(branches: list[dict[str, Any]], code: str) -> dict[str, Any]:
    for branch in branches:
        if branch["code"] == code:
            return branch
    raise KeyError(code)


def _put(facts: dict[str, Any], path: str, value: str) -> None:
    *steps, last = path.split(".")
    place: Any = facts
    for step in steps:
        place = _branch(place, step) if isinstance(place, list) else place[step]
    place[last] = value


def check(changes: Mapping[str, str]) -> list[Refusal]:
    """What speaks against the new facts, each beside its field."""
    problems = []
    for path, text in changes.items():
        if not text:
            if path not in MAY_BE_EMPTY:
                problems.append(Refusal("facts.missing", path))
        elif (code := _RULES[kind_of(path)](text)) is not None:
            problems.append(Refusal(code, path, longest=LONGEST))
    return problems


def tidy(text: str) -> str:
    """Blanks at both ends gone; half characters, which no file can take, replaced."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8")).strip()


class FactsService:
    """Changes what the library says of itself."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def change(self, by: Actor, changes: Mapping[str, str]) -> dict[str, str]:
        """Store new facts, all or none; returns what those that changed were before.

        Raises Refusal(s) beside each path, and KeyError for a path that cannot be changed.
        """
        require(self._ground, by, "library.configure")
        wanted = {path: tidy(text) for path, text in changes.items()}
        library = self._ground.library
        before = {path: read(library, path) for path in wanted}
        refuse(check(wanted))
        new = {path: text for path, text in wanted.items() if text != before[path]}
        if not new:
            return {}
        facts = copy.deepcopy(library.facts)
        for path, text in new.items():
            _put(facts, path, text)
        with connection.transaction():
            settings.write("library", facts)
            audit.append(self._ground.now, by.name, "library.configure", "library", **new)
        self._ground.library = Library(facts)
        return {path: before[path] for path in new}

    def speak(self, by: Actor, language: str) -> None:
        """The language this counter begins in: sign-in, kiosk, papers. Raises Refusal."""
        require(self._ground, by, "library.configure")
        if language not in LANGUAGES:
            raise ValueError(language)
        with connection.transaction():
            settings.write("language", language)
            audit.append(self._ground.now, by.name, "library.language", "library", language=language)
