"""What a reader's record keeps once the person is forgotten: its number, and what reports count by."""

from __future__ import annotations

from collections.abc import Sequence

from db import connection
from db.tables import Patron, PatronEvent, RegistryPerson
from ill_desktop.ground import Ground

NOBODY = "—"
NO_PASSWORD = "!"  # no argon2 hash, so it matches nothing


def forget(ground: Ground, patrons: Sequence[int]) -> None:
    """Empty these records, in the caller's transaction: class, institution, road and dates stay, names,
    numbers, addresses and every free text go. The registry's own row goes too, until its next import."""
    marks = ", ".join("?" * len(patrons))
    numbers = connection.rows(str, f"SELECT number FROM patron WHERE id IN ({marks})", tuple(patrons))
    RegistryPerson.delete().where(RegistryPerson.number.in_(numbers)).execute()
    for patron_id in patrons:
        Patron.update(
            number=f"erased-{patron_id}",
            name=NOBODY,
            pinyin="",
            initials="",
            sex="x",
            email="",
            mobile="",
            unit="",
            last_six=None,
            password_hash=NO_PASSWORD,
            state="withdrawn",
            blocked_until=None,
            automatic_debit=0,
            valid_until=None,
            notice_way="none",
            address="",
            erased_at=ground.now,
        ).where(Patron.id == patron_id).execute()
        PatronEvent.update(note="", facts="{}").where(PatronEvent.patron_id == patron_id).execute()
        connection.execute("DELETE FROM patron_search WHERE rowid = ?", (patron_id,))
