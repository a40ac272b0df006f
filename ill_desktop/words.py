"""The trade's own words, in two languages: states, types, reasons, refusals, papers, notices, reports."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ill_desktop import paths
from ill_desktop.errors import Refusal, Refusals

LANGUAGES = ("zh_CN", "en")


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = value
    return flat


@cache
def load(language: str) -> Words:
    """The words of one language, read once. Raises KeyError for a language that is not shipped."""
    if language not in LANGUAGES:
        raise KeyError(language)
    file: Path = paths.resources() / "words" / f"{language}.toml"
    return Words(language, {}, _rooms(file.read_text("utf-8")))


def _rooms(text: str) -> dict[str, str]:
    """The tables of a file, still as text, by the first part of their names: no screen needs them all."""
    rooms: dict[str, str] = {}
    for table in ("\n" + text).split("\n[")[1:]:
        room = re.split(r"[.\]]", table, maxsplit=1)[0]
        rooms[room] = f"{rooms.get(room, '')}\n[{table}"
    return rooms


class Words:
    """One language's words. A missing key is a bug and raises KeyError; a test finds it first."""

    def __init__(self, language: str, flat: dict[str, str], unread: Mapping[str, str] | None = None) -> None:
        self.language = language
        self._flat = flat
        self._unread = dict(unread or {})

    def __call__(self, key: str, /, **facts: Any) -> str:
        """The words under a dotted key, its ``{places}`` filled with facts."""
        if key not in self._flat:
            self._read(key.partition(".")[0])
        return self._flat[key].format(**facts) if facts else self._flat[key]

    def has(self, key: str) -> bool:
        self._read(key.partition(".")[0])
        return key in self._flat

    def keys(self) -> frozenset[str]:
        for room in list(self._unread):
            self._read(room)
        return frozenset(self._flat)

    def _read(self, room: str) -> None:
        """Taken out last: papers are drawn in threads that may ask for the same room meanwhile."""
        if (text := self._unread.get(room)) is not None:
            self._flat.update(_flat(tomllib.loads(text)))
            self._unread.pop(room, None)

    def refusal(self, refusal: Refusal) -> str:
        """The sentence of a refusal; of several, one line each."""
        if isinstance(refusal, Refusals):
            return "\n".join(self.refusal(part) for part in refusal.parts)
        return self(f"refusal.{refusal.code}", **refusal.facts)
