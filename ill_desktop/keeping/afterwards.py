"""What a library that was put back must know: nothing printed, promised or sent since then is repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from db import connection, looking, sqlite
from ill_desktop import audit, settings
from ill_desktop.ground import Ground
from ill_desktop.keeping import reading
from ill_desktop.keeping.present import Agreement
from ill_desktop.keeping.standing import LAST, PLACE
from ill_desktop.notices.service import NoticeService
from ill_desktop.paths import Folder
from ill_desktop.staff.rules import Actor

SERIES, SEALED_SINCE, RESTORED = "series_suffix", "page.sealed_since", "restored"
COUNTER = "series.restored"
FIRST = 2  # the first restore opens R2: what was before is the first series


class OpenShift(NamedTuple):
    """A shift that was open when the backup was made: its drawer has moved on since."""

    till: str
    opened_at: str
    opened_by: str


@dataclass(frozen=True)
class Mark:
    """What was done to a library that was put back. ``kind`` is ``backup`` or ``salvage``; times are UTC
    text; ``series`` the new suffix of its numbers; ``revoked`` tokens and codes, ``held`` messages."""

    kind: str
    source: str
    made_at: str
    at: str
    actor: str
    series: str
    aside: str
    revoked: int
    held: int
    shifts: tuple[OpenShift, ...]
    mended: int = 0
    """Documents that were damaged in the backup, and whole in the folder."""
    agreed: str = ""
    """Who of the library that stood there agreed; else ``unasked`` as of :class:`present.Agreement`."""
    unasked: str = ""
    kept_out: str = ""
    """Logins of the backup that were closed in the library that stood there, and so are here."""


def next_series(folder: Folder, source: Path | None) -> str:
    """A suffix that no number of this library bears yet, as far as can be found out.

    Asked are the papers of the open library, which is about to be put in place; the library that stands
    there, if it still answers; every backup beside it and beside the one that is restored; and a small file
    that each restore leaves in all these places, before it counts.
    """
    places = {folder.root, folder.backups, *({source.parent} if source else ())}
    own = connection.rows(str, "SELECT DISTINCT SUBSTR(series, 2) FROM paper")
    used = [_number(text) for text in (*own, *_texts(folder, places))]
    series = f"R{max([FIRST - 1, *used]) + 1}"
    for place in places:
        if place.is_dir():
            try:
                (place / COUNTER).write_text(series, "ascii")
            except OSError:
                if place == folder.root:  # elsewhere it may be a disk that can only be read
                    raise
    return series


def _texts(folder: Folder, places: Iterable[Path]) -> Iterable[str]:
    yield _asked(folder.database)
    for place in places:
        try:
            yield (place / COUNTER).read_text("ascii", "replace")
            yield from (each.manifest.series for each in reading.listed(place) if each.manifest)
        except OSError:
            continue
    for old in folder.aside.glob("*/library.db"):
        yield _asked(old)


def _asked(database: Path) -> str:
    """The suffix that a library's file says it uses; "" when it says nothing any more."""
    try:
        copy = looking.still(database)
    except sqlite.ERRORS:
        return ""
    try:
        found = next(iter(copy.execute("SELECT value FROM setting WHERE key = ?", (SERIES,))), ("",))[0]
    except sqlite.ERRORS:
        return ""
    finally:
        copy.close()
    return str(found).strip('"')


def _number(text: str) -> int:
    found = re.fullmatch(r"R([0-9]{1,6})", text.strip())
    return int(found[1]) if found else FIRST - 1


def mark(
    ground: Ground,
    by: Actor,
    agreed: Agreement,
    kind: str,
    source: str,
    made_at: str,
    series: str,
    aside: str,
    head: str,
    place: str,
    kept_out: str = "",
) -> Mark:
    """Make the open library one that was put back, in one transaction. ``head``: that of the
    backup, for the audit chain; ``place``: its folder.

    The numbers get a new series; tokens, codes, visits and sign-ins on phones are good for nothing; what
    waits in the outbox is held and marked, since it may have gone meanwhile.
    """
    notices = NoticeService(ground)
    with connection.transaction():
        settings.write(SERIES, series)
        revoked = _revoke(ground)
        held = connection.execute(
            "UPDATE outbox SET maybe_repeat = 1, lease = NULL, lease_until = NULL WHERE state = 'waiting'"
        )
        connection.execute(
            "UPDATE outbox_attempt SET outcome = 'unknown', ended_at = ? WHERE outcome IS NULL", (ground.now,)
        )
        notices.pause(Actor(by.name, "administrator", by.staff_id), "restored")
        shifts = tuple(
            connection.rows(
                OpenShift,
                "SELECT t.name, s.opened_at, s.opened_by FROM shift s JOIN till t ON t.id = s.till_id "
                "WHERE s.closed_at IS NULL ORDER BY s.id",
            )
        )
        made = Mark(kind, source, made_at, ground.now, by.name, series, aside, revoked, held, shifts,
                    agreed=agreed.by, unasked=agreed.unasked, kept_out=kept_out)  # fmt: skip
        settings.write("backup.busy_until", "")
        settings.write(LAST, made_at)  # the library stands as it was then, and that is what it has a copy of
        settings.write(PLACE, place)
        settings.write(RESTORED, {**asdict(made), "seen": False})
        said = {"made_at": made_at, "series": series, "aside": aside, "shifts": len(shifts), "head": head}
        audit.append(ground.now, by.name, "restore", f"{kind}:{source}", **said, **asdict(agreed))
    return made


def _revoke(ground: Ground) -> int:
    """Make everything worthless that was given out, also what the backup does not know of."""
    revoked = 0
    for table in ("activation_token", "activation_code"):
        revoked += connection.execute(
            f"UPDATE {table} SET consumed_at = ? WHERE consumed_at IS NULL", (ground.now,)
        )
    revoked += connection.execute("DELETE FROM activation_visit")
    settings.write(SEALED_SINCE, ground.now)
    return revoked


def last() -> Mark | None:
    """How the open library was put back last, until somebody has read it."""
    kept = settings.read(RESTORED)
    if not kept or kept.pop("seen"):
        return None
    return Mark(**{**kept, "shifts": tuple(OpenShift(*each) for each in kept["shifts"])})


def read(ground: Ground, by: Actor) -> None:
    """Somebody has read it."""
    with connection.transaction():
        settings.write(RESTORED, {**(settings.read(RESTORED) or {}), "seen": True})
        audit.append(ground.now, by.name, "restore.read", "library")
