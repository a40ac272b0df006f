"""Files among the documents that no row names: of an action that was broken off, or of another library."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from db import connection
from ill_desktop.cashier import removed
from ill_desktop.ground import Ground
from ill_desktop.paths import Folder

SHA256 = "[0-9a-f]{64}"
AN_HOUR, A_DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
_NAMED = (
    "SELECT sha256 FROM request_file UNION SELECT sha256 FROM proof UNION SELECT sha256 FROM removed_file"
)


def found(folder: Folder, older_than: dt.timedelta) -> list[Path]:
    """Files that lie among the documents so long without a name in the open library. A document is written
    before its row: what is younger may be on its way."""
    named = set(connection.rows(str, _NAMED))
    before = dt.datetime.now(dt.UTC).timestamp() - older_than.total_seconds()  # as files are dated
    return [
        file
        for file in sorted(folder.documents.glob("??/*"))
        if file.name not in named and file.is_file() and file.stat().st_mtime <= before
    ]


def gather(ground: Ground, actor: str) -> int:
    """What has no name for a day waits for the next cleaning from now on; a half-written one goes at once.
    Returns how many. Raises OSError."""
    loose = found(ground.folder, A_DAY)
    whole = [file for file in loose if re.fullmatch(SHA256, file.name)]
    with connection.transaction():
        for file in whole:
            removed.note(ground.now, actor, file.name, "documents", removed.TRASH)
    for half in set(loose) - set(whole):
        half.unlink(missing_ok=True)
    return len(loose)


def leave_aside(ground: Ground, folder: Folder, actor: str, aside: str) -> None:
    """After a restore, in the caller's transaction: what lies in ``folder`` without a name in the restored
    library belongs to the one that was moved ``aside``, and stays for it."""
    for file in found(folder, dt.timedelta()):
        removed.note(ground.now, actor, file.name, f"aside:{aside}", removed.ASIDE)
