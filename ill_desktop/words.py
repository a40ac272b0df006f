"""The trade's own words, in two languages: states, types, reasons, refusals, papers, notices, reports."""

from __future__ import annotations

import tomllib
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
    return Words(language, _flat(tomllib.loads(file.read_text("utf-8"))))


class Words:
    """One language's words. A missing key is a bug and raises KeyError; a test finds it first."""

    def __init__(self, language: str, flat: dict[str, str]) -> None:
        self.language = language
        self._flat = flat

    def __call__(self, key: str, /, **facts: Any) -> str:
        """The words under a dotted key, its ``{places}`` filled with facts."""
        return self._flat[key].format(**facts) if facts else self._flat[key]

    def has(self, key: str) -> bool:
        return key in self._flat

    def keys(self) -> frozenset[str]:
        return frozenset(self._flat)

    def refusal(self, refusal: Refusal) -> str:
        """The sentence of a refusal; of several, one line each."""
        if isinstance(refusal, Refusals):
            return "\n".join(self.refusal(part) for part in refusal.parts)
        return self(f"refusal.{refusal.code}", **refusal.facts)
