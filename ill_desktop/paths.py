"""Where things are: what is shipped, and what one library keeps."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DATABASE = "library.db"
KEY_FILE = "library.key"
SENDERS_FILE = "senders.key"
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
        self.page_certificate = root / PAGE_CERTIFICATE
        self.page_log = root / PAGE_LOG

    def owns(self, file: Path) -> bool:
        """Whether this is one of the library's own files, existing or not, whatever link leads there."""
        file, root = file.resolve(), self.root.resolve()
        if any(kept.resolve() in (file, *file.parents) for kept in (self.documents, self.backups)):
            return True
        own = file.name.startswith((DATABASE, KEY_FILE, PAGE_CERTIFICATE, PAGE_LOG)) or file.suffix == ".lock"
        same = any(
            kept.exists() and file.exists() and kept.samefile(file)
            for kept in (self.database, self.key, self.senders)
        )
        return (own and file.parent == root) or same

    def document(self, sha256: str) -> Path:
        """Where an electronic document of that content is kept."""
        return self.documents / sha256[:2] / sha256

    def make(self) -> None:
        """Create what is missing, readable by the owner only."""
        for folder in (self.root, self.documents, self.backups, self.papers):
            folder.mkdir(parents=True, exist_ok=True)
            if os.name == "posix":
                folder.chmod(0o700)
