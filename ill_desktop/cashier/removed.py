"""Files that were taken off and that nothing names any more: what the law keeps, and what may go.

Vouchers and what belongs to them are kept (会计档案管理办法); a photo on which nothing was ever posted
belongs to none, and waits for the next cleaning (``keeping/retention.py``).
"""

from __future__ import annotations

from collections.abc import Sequence

from db import connection
from db.tables import RemovedFile

VOUCHER, TRASH, ASIDE = "voucher", "trash", "aside"


def note(at: str, actor: str, sha256: str, subject: str, why: str) -> None:
    """Remember what becomes of a file, in the caller's transaction. The same once is enough."""
    known = connection.value(
        "SELECT 1 FROM removed_file WHERE sha256 = ? AND subject = ? AND why = ?", (sha256, subject, why)
    )
    if known is None:
        RemovedFile.add(sha256=sha256, at=at, actor=actor, subject=subject, why=why)


def let_go(ids: Sequence[int]) -> list[str]:
    """Forget some that wait for a cleaning, in the caller's transaction; returns their files (SHA-256)."""
    marks = ", ".join("?" * len(ids))
    found = connection.rows(
        str, f"SELECT sha256 FROM removed_file WHERE why = 'trash' AND id IN ({marks})", tuple(ids)
    )
    connection.execute(f"DELETE FROM removed_file WHERE why = 'trash' AND id IN ({marks})", tuple(ids))
    return found
