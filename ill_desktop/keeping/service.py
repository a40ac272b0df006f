"""Keeping a library: back it up, know when that was last done, check that it is whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from db import connection
from ill_desktop import audit, paths, settings
from ill_desktop.clock import utc_text
from ill_desktop.ground import Ground
from ill_desktop.keeping import backup, checks, office_checks
from ill_desktop.keeping.checks import Finding
from ill_desktop.keeping.verify import verify
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

LAST, PLACE = "backup.last", "backup.place"


@dataclass(frozen=True)
class BackupResult:
    """A finished backup: a folder with ``library.db`` and ``documents``. ``made_at`` is UTC text."""

    folder: Path
    made_at: str
    size: int  # bytes
    documents: int


@dataclass(frozen=True)
class LastBackup:
    """When and where the newest backup was made."""

    made_at: str
    folder: Path


class KeepingService:
    """Backup and check of the open library. The key file is kept apart and is in no backup."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def backup(
        self, by: Actor, target: Path | None = None, progress: backup.Progress = lambda done, of: None
    ) -> BackupResult:
        """Make a folder ``<UTC stamp>`` in ``target`` (default: the library's ``backups``) and check it.

        ``progress(done, of)`` counts pages, then documents; what it raises stops the work and leaves
        nothing behind. Others go on working meanwhile. Raises Refusal ``backup.disk``, ``backup.bad`` or
        ``backup.document``.
        """
        require(self._ground, by, "library.backup")
        now = self._ground.clock.now()
        folder = backup.unused((target or self._ground.folder.backups) / backup.stamp(now))
        with backup.making(folder) as part:
            head = backup.copy_database(
                part / paths.DATABASE,
                progress,
                [*checks.FILE, *checks.BOOKS, *checks.REST, *office_checks.ALL],
            )
            documents, size = backup.copy_documents(self._ground.folder, part, progress)
            size += (part / paths.DATABASE).stat().st_size
            _flush(part)
        result = BackupResult(folder, utc_text(now), size, documents)
        with connection.transaction():
            settings.write(LAST, result.made_at)
            settings.write(PLACE, str(folder.absolute()))
            audit.append(result.made_at, by.name, "backup", f"backup:{folder.name}", size=size, head=head)
        return result

    def last_backup(self) -> LastBackup | None:
        """The newest backup that was finished, or None."""
        made_at = settings.read(LAST)
        return LastBackup(made_at, Path(settings.read(PLACE))) if made_at else None

    def verify(self, by: Actor) -> list[Finding]:
        """Check the open library; see :func:`ill_desktop.keeping.verify.verify`. Nothing is changed."""
        require(self._ground, by, "library.backup")
        return verify(self._ground.folder)


def _flush(folder: Path) -> None:
    """See to it that a power cut after this finds the copies whole."""
    if os.name != "posix":
        return
    for root, _, files in os.walk(folder):
        for name in (".", *files):
            descriptor = os.open(os.path.join(root, name), os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
