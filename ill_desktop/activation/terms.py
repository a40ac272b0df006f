"""The borrowing terms a reader agrees to: a text per version and language, known by its hash.

Versions ship as text files or are added by the library. A text that somebody has agreed to is kept in the
database as it was, and is what that version says from then on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db import connection
from db.tables import Terms as TermsTable
from ill_desktop import audit, paths, settings
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

LONGEST = 60_000
SINCE = "terms.since"
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,31}")


@dataclass(frozen=True)
class Terms:
    """``hash``: SHA-256 of the text in UTF-8, its lines ended by a line feed."""

    version: str
    language: str
    text: str
    hash: str


@dataclass(frozen=True)
class Version:
    """One version of the terms. ``holds``: new readers agree to it; ``since``: the UTC text of the choice,
    None when it held from the library's first day; ``agreed``: how many agreements name it."""

    version: str
    languages: tuple[str, ...]
    own: bool
    holds: bool
    since: str | None
    agreed: int


def _terms(version: str, language: str, text: str) -> Terms:
    return Terms(version, language, text, hashlib.sha256(text.encode()).hexdigest())


def shipped(library: Library, version: str, language: str) -> Terms:
    """A version that came with the program. Raises FileNotFoundError when there is none."""
    file = paths.resources() / "terms" / library.code / f"{version}.{language}.txt"
    return _terms(version, language, file.read_text("utf-8"))


def of(library: Library, language: str, version: str | None = None) -> Terms:
    """The terms that hold now, or another version. Raises FileNotFoundError when there are none."""
    wanted = version or library.terms_version
    kept = connection.first(
        Terms,
        "SELECT version, language, text, hash FROM terms WHERE version = ? AND language = ?",
        (wanted, language),
    )
    return kept or shipped(library, wanted, language)


def keep(ground: Ground, by: Actor, terms: Terms) -> None:
    """Keep a text for ever, in the caller's transaction; nothing happens when it is kept already."""
    kept = connection.value(
        "SELECT 1 FROM terms WHERE version = ? AND language = ?", (terms.version, terms.language)
    )
    if not kept:
        TermsTable.insert(
            version=terms.version,
            language=terms.language,
            text=terms.text,
            hash=terms.hash,
            at=ground.now,
            actor=by.mark,
        ).execute()


def versions(library: Library) -> list[Version]:
    """All versions there are, the newest name first."""
    languages: dict[str, set[str]] = {}
    shipped_ones: set[str] = set()
    for version, language in _shipped(library):
        languages.setdefault(version, set()).add(language)
        shipped_ones.add(version)
    for version, language in connection.rows(lambda *row: row, "SELECT version, language FROM terms"):
        languages.setdefault(version, set()).add(language)
    agreed: dict[str, int] = dict(
        connection.rows(
            lambda *row: row, "SELECT terms_version, COUNT(*) FROM activation GROUP BY terms_version"
        )
    )
    return [
        Version(
            version,
            tuple(each for each in library.languages if each in languages[version]),
            version not in shipped_ones,
            holds := version == library.terms_version,
            settings.read(SINCE) if holds else None,
            agreed.get(version, 0),
        )
        for version in sorted(languages, reverse=True)
    ]


def _shipped(library: Library) -> Iterator[tuple[str, str]]:
    for file in (paths.resources() / "terms" / library.code).glob("*.txt"):
        version, _, language = file.name.removesuffix(".txt").rpartition(".")
        yield version, language


def decode(data: bytes) -> str:
    """The text of a file somebody wrote. Raises Refusal ``activation.terms_file``."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("activation.terms_file")


def check_new(library: Library, version: str, texts: Mapping[str, str]) -> list[Terms]:
    """A new version as it is kept, one text for each language of the library.

    Raises Refusal(s) beside ``version`` and ``text.<language>``.
    """
    problems: list[Refusal] = []
    version = version.strip()
    if not _VERSION.fullmatch(version):
        problems.append(Refusal("activation.terms_version", "version"))
    elif any(each.version == version for each in versions(library)):
        problems.append(Refusal("activation.terms_exists", "version", version=version))
    kept = []
    for language in library.languages:
        lines = texts.get(language, "").replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
        text = "\n".join(line.rstrip() for line in lines) + "\n"
        if not text.strip() or len(text) > LONGEST or not all(_plain(line) for line in lines):
            problems.append(Refusal("activation.terms_text", f"text.{language}", longest=LONGEST))
        else:
            kept.append(_terms(version, language, text))
    refuse(problems)
    return kept


def _plain(line: str) -> bool:
    """Whether everything in a line can be seen: a hidden sign could say something else."""
    return line.replace("\t", " ").replace("\u3000", " ").replace("\u00a0", " ").isprintable()


class TermsService:
    """What an administrator does with the terms."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def versions(self) -> list[Version]:
        """All versions there are, the newest name first."""
        return versions(self._ground.library)

    def text(self, language: str, version: str) -> Terms:
        """One version's text. Raises FileNotFoundError when there is none."""
        return of(self._ground.library, language, version)

    def add(self, by: Actor, version: str, texts: Mapping[str, str]) -> None:
        """A version of the library's own, one text for each of its languages; it does not hold yet.

        Raises Refusal(s) beside ``version`` and ``text.<language>``.
        """
        require(self._ground, by, "library.configure")
        with connection.transaction():
            kept = check_new(self._ground.library, version, texts)
            for each in kept:
                keep(self._ground, by, each)
            hashes = {each.language: each.hash for each in kept}
            audit.append(self._ground.now, by.mark, "terms.add", "library", version=version.strip(), **hashes)

    def choose(self, by: Actor, version: str) -> None:
        """The version that holds from now on: whoever has not agreed to it is asked again.

        Raises Refusal ``activation.terms_unknown`` unless it has a text in every language.
        """
        ground = self._ground
        require(ground, by, "library.configure")
        found = next((each for each in self.versions() if each.version == version), None)
        if found is None or len(found.languages) < len(ground.library.languages):
            raise Refusal("activation.terms_unknown", "version")
        with connection.transaction():
            # As they are stored: another process may have changed others of the library's facts.
            facts = settings.read("library", ground.library.facts)
            library = Library({**facts, "terms_version": version})
            settings.write("library", library.facts)
            settings.write(SINCE, ground.now)
            audit.append(ground.now, by.mark, "terms.choose", "library", version=version)
        ground.library = library
