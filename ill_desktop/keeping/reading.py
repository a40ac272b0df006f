"""A backup that lies somewhere: what it is, whether it is whole, and getting it out again.

Nothing here opens the library, and nothing in the backup is changed.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from db import connection, looking
from ill_desktop import audit, paths
from ill_desktop.clock import utc_text
from ill_desktop.errors import Refusal
from ill_desktop.keeping import checks, known, manifest, office_checks
from ill_desktop.keeping.checks import Ask, Finding
from ill_desktop.keeping.manifest import Manifest
from ill_desktop.keeping.sealing import ENDING, Opener
from ill_desktop.keeping.verify import digest
from ill_desktop.paths import Folder

Progress = Callable[[int, int], object]
POOL = "documents"
LEDGER = (
    "SELECT COUNT(*), COALESCE(SUM(amount_fen), 0), COALESCE(SUM(ABS(amount_fen)), 0), "
    "COALESCE(MAX(id), 0) FROM posting"
)
HEAD = "SELECT hash FROM audit ORDER BY id DESC LIMIT 1"


def ledger(ask: Ask) -> tuple[int, ...]:
    """What tells whether two ledgers are the same: how many postings, and their sums."""
    return tuple(next(iter(ask(LEDGER))))


def head(ask: Ask) -> str:
    """The newest hash of the audit chain."""
    return str(next(iter(ask(HEAD)), (audit.START,))[0])


def quiet(done: int, of: int) -> None:
    """Progress for whom it does not matter."""


@dataclass(frozen=True)
class Listed:
    """A backup in a list. ``manifest`` is None when it cannot be read without a passphrase (``sealed``) or at
    all. ``made_at`` is UTC text, from the manifest, else from the folder's name, else empty."""

    folder: Path
    made_at: str
    sealed: bool
    manifest: Manifest | None


def listed(place: Path) -> list[Listed]:
    """The backups in a folder, newest first. Raises OSError when it cannot be read; missing is empty."""
    if not place.is_dir():
        return []
    found = [_listed(each) for each in place.iterdir() if is_backup(each) and each.suffix != ".part"]
    return sorted(found, key=lambda each: (each.made_at, each.folder.name), reverse=True)


def is_backup(folder: Path) -> bool:
    """Whether a folder looks like one."""
    return any((folder / name).is_file() for name in (manifest.NAME, manifest.NAME + ENDING, paths.DATABASE))


def _listed(folder: Path) -> Listed:
    if (folder / (manifest.NAME + ENDING)).is_file():
        return Listed(folder, _stamped(folder.name), True, None)
    try:
        kept = manifest.read(folder)
    except (manifest.Unreadable, OSError):
        return Listed(folder, _stamped(folder.name), False, None)
    return Listed(folder, kept.made_at, False, kept)


def _stamped(name: str) -> str:
    """The instant in ``20261121T062603Z`` or ``schema-9-20261121T062603Z-2``; else nothing."""
    for piece in name.split("-"):
        try:
            return utc_text(dt.datetime.strptime(piece, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC))
        except ValueError:
            continue
    return ""


class Backup:
    """A backup whose manifest could be read."""

    def __init__(self, folder: Path, opener: Opener | None = None, unsealed: bool = False) -> None:
        """``unsealed``: one without manifest will do, as older releases made them. Raises Refusal
        ``backup.none``, ``backup.passphrase``, ``backup.newer``, ``backup.unsealed`` or ``backup.damaged``.
        """
        self.folder = folder
        self._opener = opener or Opener()
        if not is_backup(folder):
            raise Refusal("backup.none", folder=str(folder))
        self.sealed = (folder / (manifest.NAME + ENDING)).is_file()
        try:
            self.manifest = manifest.parse(self._bytes(manifest.NAME))
        except FileNotFoundError as problem:
            if not unsealed:
                raise Refusal("backup.unsealed", name=folder.name) from problem
            self.manifest = self._gathered()
        except manifest.Unreadable as problem:
            raise self._damaged([Finding("manifest")]) from problem
        if self.manifest.schema > connection.SCHEMA_VERSION:
            raise Refusal("backup.newer", name=folder.name)

    def _gathered(self) -> Manifest:
        """What a manifest would say, were there one. Raises Refusal ``backup.damaged``."""
        database = self.folder / paths.DATABASE
        copy = looking.still(database)
        try:
            version = next(iter(copy.execute("PRAGMA user_version")))[0]
            named = [row[0] for row in copy.execute("SELECT DISTINCT sha256 FROM request_file")]
            return Manifest(
                made_at=_stamped(self.folder.name),
                reason=manifest.BY_HAND,
                schema=int(version),
                library="",
                head=head(copy.execute),
                ledger=ledger(copy.execute),
                series="",
                key_id="",
                database=digest(database),
                size=database.stat().st_size,
                documents=dict.fromkeys(named, 0),
            )
        except checks.UNREADABLE as problem:
            raise self._damaged([Finding("unreadable", {"detail": str(problem)})]) from problem
        finally:
            copy.close()

    def _damaged(self, findings: list[Finding]) -> Refusal:
        return Refusal("backup.damaged", name=self.folder.name, findings=tuple(findings))

    def _bytes(self, name: str) -> bytes:
        taken = io.BytesIO()
        self._take(self.folder / name, taken)
        return taken.getvalue()

    def _take(self, file: Path, target: IO[bytes]) -> None:
        """Copy a file of the backup, opened if it is sealed. Raises FileNotFoundError, Refusal."""
        if not self.sealed:
            with file.open("rb") as source:
                shutil.copyfileobj(source, target, 1 << 20)
            return
        with file.with_name(file.name + ENDING).open("rb") as source:
            self._opener.open(source, target)

    def take_database(self, target: Path) -> None:
        """Copy the database out. Raises Refusal ``backup.damaged`` when it is not what was written."""
        if self._out(self.folder / paths.DATABASE, target) != self.manifest.database:
            raise self._damaged([Finding("backup_file", {"file": paths.DATABASE})])

    def take_document(self, sha256: str, target: Path) -> None:
        """Copy a document out. Raises Refusal ``backup.damaged``."""
        if self._out(self._document(sha256), target) != sha256:
            raise self._damaged([Finding("backup_file", {"file": sha256})])

    def _out(self, file: Path, target: Path) -> str:
        """Copy a file out and say what its content comes to; "" when it is not there."""
        try:
            with target.open("wb") as stream:
                self._take(file, stream)
        except FileNotFoundError:
            return ""
        target.chmod(0o600)
        return digest(target)

    def _document(self, sha256: str) -> Path:
        """Where a document is: in the backup, or in the pool that the backups of a second place share."""
        own = Folder(self.folder).document(sha256)
        pooled = self.folder.parent / POOL / sha256[:2] / sha256
        ending = ENDING if self.sealed else ""
        return own if own.with_name(own.name + ending).is_file() else pooled

    def check(self, progress: Progress = quiet) -> None:
        """See that everything is as it was written, and that the books hold.

        Raises Refusal ``backup.damaged``, ``backup.passphrase``, and OSError of the disk. A sealed one is
        opened into a folder for the moment.
        """
        with self._in_reach() as (database, document):
            if digest(database) != self.manifest.database:
                raise self._damaged([Finding("backup_file", {"file": paths.DATABASE})])
            found = check_database(database, self.manifest)
            if found:
                raise self._damaged(found)
            for done, sha256 in enumerate(self.manifest.documents, 1):
                if document(sha256) != sha256:
                    raise self._damaged([Finding("backup_file", {"file": sha256})])
                progress(done, len(self.manifest.documents))

    @contextmanager
    def _in_reach(self) -> Iterator[tuple[Path, Callable[[str], str]]]:
        """The database as a plain file, and what a document's content comes to."""
        if not self.sealed:
            database = self.folder / paths.DATABASE
            if not database.is_file():
                raise self._damaged([Finding("backup_file", {"file": paths.DATABASE})])
            yield database, lambda sha256: _digest(self._document(sha256))
            return
        with tempfile.TemporaryDirectory() as scratch:  # made for its owner only
            self.take_database(Path(scratch) / paths.DATABASE)
            one = Path(scratch) / "document"
            yield Path(scratch) / paths.DATABASE, lambda sha256: self._out(self._document(sha256), one)


def _digest(file: Path) -> str:
    try:
        return digest(file)
    except FileNotFoundError:
        return ""


def check_database(file: Path, made: Manifest) -> list[Finding]:
    """What is wrong with the database of a backup: file, books, audit chain, and what the manifest says; less
    what was known to be wrong with the library.

    An older schema is asked only what its tables can answer. Nothing is created beside the file.
    """
    questions = [*checks.FILE, *checks.BOOKS, _chain]
    if made.schema == connection.SCHEMA_VERSION:
        questions += [*checks.REST, *office_checks.ALL]
    copy = looking.still(file)
    try:
        found = known.of(copy.execute).beyond(checks.run(copy.execute, questions))
        if not found and (head(copy.execute), ledger(copy.execute)) != (made.head, made.ledger):
            found.append(Finding("copy"))
    except checks.UNREADABLE as problem:
        found = [Finding("unreadable", {"detail": str(problem)})]
    finally:
        copy.close()
    return found


def _chain(ask: Ask) -> Iterator[Finding]:
    for row, what in audit.breaks(ask):
        yield Finding(f"audit_{what}", {"row": row})
