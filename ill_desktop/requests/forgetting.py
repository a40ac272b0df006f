"""What a request keeps once nobody need know any more what was asked for: its number, its kind and its dates.

Money, supplier and turnaround stay, so that reports of years gone by do not change.
"""

from __future__ import annotations

from collections.abc import Sequence

from db import connection
from db.tables import (
    Draft,
    Request,
    RequestEvent,
    RequestFile,
    RequestIdentifier,
    RequestItem,
    RequestLoan,
    RequestSupplier,
)
from ill_desktop.ground import Ground
from ill_desktop.paths import Folder

NOTHING = "—"


def forget(ground: Ground, request_id: int) -> list[str]:
    """Empty one request in the caller's transaction; returns the documents (SHA-256) it named.

    Their files go with :func:`remove_unused` once the transaction stands.
    """
    documents = connection.rows(str, "SELECT sha256 FROM request_file WHERE request_id = ?", (request_id,))
    Request.update(
        title=NOTHING,
        container="",
        author="",
        fields="{}",
        proxy="",
        note="",
        citation_source="",
        title_key="",
        place_key="",
        address="",
        shelf=None,
        tracking="",
        link="",
        forgotten_at=ground.now,
    ).where(Request.id == request_id).execute()
    RequestEvent.update(note="", facts="{}").where(RequestEvent.request_id == request_id).execute()
    RequestSupplier.update(note="").where(RequestSupplier.request_id == request_id).execute()
    RequestLoan.update(collected_by="", back_tracking="").where(RequestLoan.id == request_id).execute()
    RequestItem.update(barcode="", label="", damage="").where(RequestItem.request_id == request_id).execute()
    RequestIdentifier.delete().where(RequestIdentifier.request_id == request_id).execute()
    RequestFile.delete().where(RequestFile.request_id == request_id).execute()
    connection.execute("DELETE FROM request_search WHERE rowid = ?", (request_id,))
    return documents


def drop_drafts(patrons: Sequence[int]) -> None:
    """What these readers were typing and never sent."""
    Draft.delete().where(Draft.owner.in_([f"patron:{each}" for each in patrons])).execute()


def remove_unused(folder: Folder, documents: Sequence[str]) -> int:
    """Delete the files of these documents that no request and no voucher names any more; returns how many.

    After the transaction: a file too many can be deleted later, one too few is lost. Raises OSError.
    """
    removed = 0
    for sha256 in dict.fromkeys(documents):
        if not _named(sha256):
            folder.document(sha256).unlink(missing_ok=True)
            removed += 1
    return removed


def _named(sha256: str) -> bool:
    found = connection.value(
        "SELECT 1 FROM request_file WHERE sha256 = ?1 UNION ALL "
        "SELECT 1 FROM proof WHERE sha256 = ?1 UNION ALL "
        "SELECT 1 FROM removed_file WHERE sha256 = ?1 AND why = 'voucher' LIMIT 1",
        (sha256,),
    )
    return found is not None
