"""Trying a backup out: restored into a folder for the moment, checked, compared, and removed again."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from db import connection, looking
from ill_desktop import audit, paths, settings
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.keeping import checks, reading
from ill_desktop.keeping.checks import Ask, Finding
from ill_desktop.keeping.reading import Backup, Progress
from ill_desktop.keeping.sealing import Opener
from ill_desktop.keeping.standing import DRILLED
from ill_desktop.staff.rules import Actor

# Tables whose rows never go: what the backup has of them, the library has as well, row for row.
KEPT = ("posting", "entry", "paper", "charge", "audit", "request_event", "patron_event")


@dataclass(frozen=True)
class Drill:
    """A drill that went well. ``made_at`` and ``at`` are UTC text; ``counts`` are rows by table."""

    backup: Path
    made_at: str
    at: str
    seconds: float
    documents: int
    counts: dict[str, int] = field(default_factory=dict)


def drill(ground: Ground, by: Actor, source: Path | None, passphrase: str, progress: Progress) -> Drill:
    """Try a backup out; the date is kept when all is well.

    Raises Refusal ``backup.nothing`` when there is none, ``backup.damaged`` or ``backup.passphrase``, and
    ``backup.differs`` with ``findings`` when it is whole but not of this library.
    """
    began = time.monotonic()
    folder = source or next((each.folder for each in reading.listed(ground.folder.backups)), None)
    if folder is None:
        raise Refusal("backup.nothing")
    tried = Backup(folder, Opener(passphrase))
    with tempfile.TemporaryDirectory(dir=ground.folder.root, prefix="drill-") as scratch:
        database = Path(scratch) / paths.DATABASE
        tried.take_database(database)
        found = reading.check_database(database, tried.manifest)
        if found:
            raise Refusal("backup.damaged", name=folder.name, findings=tuple(found))
        _take_documents(tried, Path(scratch) / "document", progress)
        copy = looking.still(database)
        try:
            counts = _compared(copy.execute, folder.name)
        finally:
            copy.close()
    result = Drill(
        *(folder, tried.manifest.made_at, ground.now, time.monotonic() - began),
        *(len(tried.manifest.documents), counts),
    )
    with connection.transaction():
        settings.write(DRILLED, {"at": result.at, "backup": folder.name})
        audit.append(ground.now, by.name, "backup.drill", f"backup:{folder.name}", head=tried.manifest.head)
    return result


def _take_documents(tried: Backup, target: Path, progress: Progress) -> None:
    for done, sha256 in enumerate(tried.manifest.documents, 1):
        tried.take_document(sha256, target)
        progress(done, len(tried.manifest.documents))


def _compared(ask: Ask, name: str) -> dict[str, int]:
    """How many rows the restored library has of what is kept for ever, when the open one, as far as it had
    come by then, has the same. Raises Refusal ``backup.differs``."""
    here, counts, found = checks.ask_open_library, {}, []
    for table in KEPT:
        count, last = next(iter(ask(f"SELECT COUNT(*), COALESCE(MAX(id), 0) FROM {table}")))
        now = next(iter(here(f"SELECT COUNT(*) FROM {table} WHERE id <= {int(last)}")))[0]
        counts[table] = int(count)
        if now != count:
            found.append(Finding("drill_count", {"table": table, "backup": count, "library": now}))
    last = next(iter(ask("SELECT COALESCE(MAX(id), 0) FROM posting")))[0]
    if reading.ledger(ask) != next(iter(here(f"{reading.LEDGER} WHERE id <= {int(last)}"))):
        found.append(Finding("drill_ledger"))
    head = reading.head(ask)
    if head != audit.START and connection.value("SELECT 1 FROM audit WHERE hash = ?", (head,)) is None:
        found.append(Finding("drill_head"))
    if found:
        raise Refusal("backup.differs", name=name, findings=tuple(found))
    return counts
