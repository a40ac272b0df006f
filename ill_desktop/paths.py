"""Where things are: what is shipped, and what one library keeps."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

DATABASE = "library.db"
KEY_FILE = "library.key"
SENDERS_FILE = "senders.key"
BACKUP_SECRET = "backup.secret"
RESTORE_READY = "restore.ready"
PAGE_CERTIFICATE, PAGE_LOG = "page.pem", "page.log"
APP = "ill-desk"


def resources() -> Path:
    """The folder of shipped data, beside the code or inside a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "resources" if frozen else Path(__file__).parent.parent / "resources"


def migrations() -> Path:
    """The folder of frozen schema steps."""
    return resources().parent / "db" / "migrations"


def default_folder(demo: bool = False) -> Path:
    """Where a library lives when nobody says otherwise; the demo never shares a folder with a real one."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / ("demo" if demo else "library")


class Folder:
    """One library's data folder: the database, the key beside it, documents and backups."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.database = root / DATABASE
        self.key = root / KEY_FILE
        self.senders = root / SENDERS_FILE
        self.documents = root / "documents"
        self.backups = root / "backups"
        self.papers = root / "papers"
        self.aside = root / "aside"
        self.secret = root / BACKUP_SECRET
        self.page_certificate = root / PAGE_CERTIFICATE
        self.page_log = root / PAGE_LOG

    def owns(self, file: Path) -> bool:
        """Whether this is one of the library's own files, existing or not, whatever link leads there."""
        file, root = file.resolve(), self.root.resolve()
        if any(
            kept.resolve() in (file, *file.parents) for kept in (self.documents, self.backups, self.aside)
        ):
            return True
        own = file.name.startswith((DATABASE, KEY_FILE, PAGE_CERTIFICATE, PAGE_LOG)) or file.suffix == ".lock"
        same = any(
            kept.exists() and file.exists() and kept.samefile(file)
            for kept in (self.database, self.key, self.senders, self.secret)
        )
        return (own and file.parent == root) or same

    def document(self, sha256: str) -> Path:
        """Where an electronic document of that content is kept."""
        return self.documents / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Write a document durably under its SHA-256 and return that; the same content is kept once.
        Raises OSError."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.document(sha256)
        if not target.exists():
            is_new = not target.parent.exists()
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, half = tempfile.mkstemp(dir=target.parent)
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                os.replace(half, target)
            except BaseException:  # a full disk keeps no half of it
                Path(half).unlink(missing_ok=True)
                raise
            flush(target.parent)
            if is_new:
                flush(self.documents)
        return sha256

    def make(self) -> None:
        """Create what is missing, readable by the owner only."""
        for folder in (self.root, self.documents, self.backups, self.papers):
            folder.mkdir(parents=True, exist_ok=True)
            if os.name == "posix":
                folder.chmod(0o700)

    def open_to_others(self) -> list[Path]:
        """What somebody else on this machine could read: the folder, and files directly in it.

        Nobody reaches what lies deeper through a folder that is closed. Nothing where there are no owners.
        """
        if os.name != "posix":
            return []
        with os.scandir(self.root) as entries:
            found = [Path(each.path) for each in entries if _open(each.stat(follow_symlinks=False).st_mode)]
        return [self.root, *found] if _open(self.root.stat().st_mode) else found

    def close_to_others(self) -> None:
        """Make all of it readable by the owner only; what belongs to somebody else stays as it is."""
        for each in self.open_to_others():
            with suppress(PermissionError, FileNotFoundError):
                each.chmod(each.stat().st_mode & 0o700)


def flush(path: Path) -> None:
    """See to it that a power cut after this finds a file whole, or the names in a folder. Raises OSError."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open(mode: int) -> bool:
    return not stat.S_ISLNK(mode) and bool(stat.S_IMODE(mode) & 0o077)
