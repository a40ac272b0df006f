"""The borrowing terms a reader agrees to: a text per version and language, known by its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ill_desktop import paths
from ill_desktop.library import Library


@dataclass(frozen=True)
class Terms:
    """``hash``: SHA-256 of the text in UTF-8, its lines ended by a line feed."""

    version: str
    language: str
    text: str
    hash: str


def of(library: Library, language: str) -> Terms:
    """The terms that hold now. Raises FileNotFoundError when the library has none in that language."""
    file = paths.resources() / "terms" / library.code / f"{library.terms_version}.{language}.txt"
    text = file.read_text("utf-8")
    return Terms(library.terms_version, language, text, hashlib.sha256(text.encode()).hexdigest())
