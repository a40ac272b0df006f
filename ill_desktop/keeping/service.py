"""Keeping a library: back it up, know when that was last done, check that it is whole."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db import connection
from ill_desktop import audit, settings
from ill_desktop.cashier.rules import check_reason
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.keeping import (
    backup,
    checks,
    drill,
    key_back,
    key_code,
    key_file,
    known,
    manifest,
    office_checks,
    reading,
    sealing,
    second,
)
from ill_desktop.keeping.checks import Finding
from ill_desktop.keeping.drill import Drill
from ill_desktop.keeping.manifest import Manifest
from ill_desktop.keeping.reading import Listed, Progress
from ill_desktop.keeping.standing import (
    DAYS,
    FOLDER,
    LAST,
    PLACE,
    PROBLEM,
    SEEN,
    STATE,
    Standing,
    kept,
    place,
    standing,
)
from ill_desktop.keeping.standing import told_after as told_after_now
from ill_desktop.keeping.tiers import Tiers
from ill_desktop.keeping.verify import verify
from ill_desktop.staff.rules import SYSTEM, Actor
from ill_desktop.staff.service import require
from ill_desktop.words import Words

ON, MINUTES, TIERS, BUSY = "backup.automatic", "backup.minutes", "backup.tiers", "backup.busy_until"
USUAL_MINUTES, LONGEST = 30, dt.timedelta(hours=2)


@dataclass(frozen=True)
class BackupResult:
    """A finished backup: a folder with ``library.db``, ``documents`` and ``backup.json``. ``made_at`` is UTC
    text, ``second`` where it was copied to, ``problem`` why it was not."""

    folder: Path
    made_at: str
    size: int  # bytes
    documents: int
    second: Path | None = None
    problem: Refusal | None = None


@dataclass(frozen=True)
class LastBackup:
    """When and where the newest backup was made."""

    made_at: str
    folder: Path


@dataclass(frozen=True)
class Plan:
    """When a backup is made by itself, and how many stay. ``sealed``: copies in the second place are."""

    automatic: bool
    minutes: int
    tiers: Tiers
    second: Path | None
    days: int
    sealed: bool


class KeepingService:
    """Backup and check of the open library. The key file is kept apart and is in no backup."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    # Backups

    def backup(
        self, by: Actor, target: Path | None = None, progress: Progress = reading.quiet
    ) -> BackupResult:
        """Make a folder ``<UTC stamp>`` in ``target`` (default: the library's ``backups``) and check it; one
        in the usual place is copied to the second place as well.

        ``progress(done, of)`` counts pages, then documents; what it raises stops the work and leaves
        nothing behind. Others go on working meanwhile. Raises Refusal ``backup.disk``, ``backup.bad`` or
        ``backup.document``.
        """
        require(self._ground, by, "library.backup")
        return self._make(by, target, progress, manifest.BY_HAND)

    def _make(self, by: Actor, target: Path | None, progress: Progress, reason: str) -> BackupResult:
        now = self._ground.clock.now()
        place = target or self._ground.folder.backups
        seen = _changes()
        folder = backup.unused(place / backup.stamp(now))
        earlier = next((each.folder for each in _readable(place) if each.manifest), None)
        must_hold = [*checks.FILE, *checks.BOOKS, *checks.REST, *office_checks.ALL]
        with backup.making(folder) as part:
            made = backup.write(
                self._ground.folder, part, utc_text(now), reason, progress, must_hold, earlier
            )
            backup.flush(part)
        copied, problem = (None, None) if target else self._copy(folder, progress)
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        self._note(by, folder, made, size, seen)
        return BackupResult(folder, made.made_at, size, len(made.documents), copied, problem)

    def _note(self, by: Actor, folder: Path, made: Manifest, size: int, seen: int) -> None:
        with connection.transaction():
            if made.key_id and settings.read(key_file.KEY_ID) is None:  # a library of an older release
                settings.write(key_file.KEY_ID, made.key_id)
            settings.write(LAST, made.made_at)
            settings.write(PLACE, str(folder.absolute()))
            settings.write(PROBLEM, None)
            settings.write(SEEN, seen)
            audit.append(made.made_at, by.name, "backup", f"backup:{folder.name}", size=size, head=made.head)

    def _copy(self, made: Path, progress: Progress) -> tuple[Path | None, Refusal | None]:
        """Copy a finished backup to the second place, if there is one; why not is remembered."""
        now = self._ground.clock.now()
        to = place(now).folder
        if to is None:
            return None, None
        try:
            secret = sealing.kept(self._ground.folder.secret)
            copied = second.copy(made, to, secret, progress)
            second.thin(to, self.plan().tiers, secret)
        except (Refusal, OSError) as problem:
            refusal = problem if isinstance(problem, Refusal) else backup.disk(to, problem)
            with connection.transaction():
                second.remember(now, refusal)
            return None, refusal
        with connection.transaction():
            second.remember(now)
        return copied, None

    def is_due(self) -> bool:
        """Whether something has changed since the last backup and it is time for another."""
        if not settings.read(ON, True) or settings.read("demo", False):
            return False
        now = self._ground.clock.now()
        busy, last = settings.read(BUSY, ""), settings.read(LAST, "")
        if utc_text(now) < busy <= utc_text(now + LONGEST):
            return False
        wait = dt.timedelta(minutes=int(settings.read(MINUTES, USUAL_MINUTES)))
        if last and dt.timedelta() <= now - utc_time(last) < wait:
            return False
        return _changes() > int(settings.read(SEEN, -1))

    def automatic(self, progress: Progress = reading.quiet) -> BackupResult | None:
        """Make the backup that is due, unless another process is at it, and thin the older ones out.

        Raises what :meth:`backup` raises, and remembers it for the status bar.
        """
        now = self._ground.clock.now()
        with connection.transaction():
            if not self.is_due():
                return None
            settings.write(BUSY, utc_text(now + LONGEST))
        try:
            made = self._make(SYSTEM, None, progress, manifest.AUTOMATIC)
            found = {each.folder: each.manifest for each in self.backups() if each.manifest}
            second.thin_out(found, self.plan().tiers)
        except Refusal as refusal:
            with connection.transaction():
                settings.write(PROBLEM, kept(refusal))
            raise
        finally:
            with connection.transaction():
                settings.write(BUSY, "")
        return made

    def backups(self) -> list[Listed]:
        """Those in the library's own folder, newest first."""
        return _readable(self._ground.folder.backups)

    def copies(self) -> list[Listed]:
        """Those in the second place, newest first; none while it is not there."""
        to = place(self._ground.clock.now()).folder
        return _readable(to) if to else []

    def last_backup(self) -> LastBackup | None:
        """The newest backup that was finished, or None."""
        made_at = settings.read(LAST)
        return LastBackup(made_at, Path(settings.read(PLACE))) if made_at else None

    def standing(self) -> Standing:
        """What is to be said of the backups; nothing outside the library is looked at."""
        return standing(self._ground.clock.now())

    def drill(
        self, by: Actor, source: Path | None = None, passphrase: str = "", progress: Progress = reading.quiet
    ) -> Drill:
        """Restore a backup (default: the newest) into a folder for the moment, check it and compare it with
        the library; see :func:`ill_desktop.keeping.drill.drill`."""
        require(self._ground, by, "library.backup")
        return drill.drill(self._ground, by, source, passphrase, progress)

    # The plan

    def plan(self) -> Plan:
        second_place = place(self._ground.clock.now())
        return Plan(
            bool(settings.read(ON, True)),
            int(settings.read(MINUTES, USUAL_MINUTES)),
            Tiers.of(settings.read(TIERS, {})),
            second_place.folder,
            second_place.days,
            self._ground.folder.secret.exists(),
        )

    def set_plan(
        self, by: Actor, automatic: bool, minutes: int, tiers: Tiers, told_after: int | None = None
    ) -> None:
        """When a backup is made by itself, and how many of each tier stay; ``told_after`` so many days
        without one, or without a copy, that is told (None: as before). Raises Refusal(s) by field."""
        require(self._ground, by, "library.configure")
        problems = [Refusal("backup.minutes", "minutes")] if not 5 <= minutes <= 24 * 60 else []
        problems += [
            Refusal("backup.tier", name)
            for name, count in tiers._asdict().items() if not 1 <= count <= 1000
        ]  # fmt: skip
        days = told_after_now() if told_after is None else told_after
        problems += [] if 1 <= days <= 365 else [Refusal("backup.days", "told_after")]
        refuse(problems)
        with connection.transaction():
            settings.write(DAYS, days)
            settings.write(ON, automatic)
            settings.write(MINUTES, minutes)
            settings.write(TIERS, tiers._asdict())
            facts = {"on": automatic, "minutes": minutes, "told_after": days}
            audit.append(self._ground.now, by.name, "backup.plan", "library", **facts)

    def set_second(self, by: Actor, folder: Path | None) -> None:
        """Where copies go besides; None: nowhere. Raises Refusal ``backup.second_missing`` or
        ``backup.second_inside``."""
        require(self._ground, by, "library.configure")
        if folder is not None:
            if not folder.is_dir():
                raise Refusal("backup.second_missing", "folder", folder=str(folder))
            root = self._ground.folder.root.resolve()
            if root in (folder.resolve(), *folder.resolve().parents):
                raise Refusal("backup.second_inside", "folder")
        with connection.transaction():
            settings.write(FOLDER, str(folder.absolute()) if folder else "")
            settings.write(STATE, {})
            audit.append(self._ground.now, by.name, "backup.second", "library", on=folder is not None)

    def set_passphrase(self, by: Actor, passphrase: str) -> None:
        """Seal copies in the second place from now on; "" no longer. It takes half a second.

        The passphrase itself is not kept: without it nobody opens such a copy elsewhere. Raises Refusal
        ``backup.passphrase_short``.
        """
        require(self._ground, by, "library.configure")
        file = self._ground.folder.secret
        if passphrase:
            sealing.keep(file, sealing.new_secret(passphrase))
        else:
            file.unlink(missing_ok=True)
        with connection.transaction():
            audit.append(self._ground.now, by.name, "backup.passphrase", "library", on=bool(passphrase))

    def key_code(self, by: Actor) -> str:
        """The key file as groups of letters and digits, for paper. Raises Refusal ``not_permitted``, and
        ``key.missing`` or ``key.other`` when it is not there."""
        require(self._ground, by, "library.backup")
        if problem := key_file.key_problem(self._ground.folder):
            raise Refusal(f"key.{problem}", file=self._ground.folder.key.name)
        with connection.transaction():
            audit.append(self._ground.now, by.name, "key.shown", "library")
        return key_code.written(self._ground.key)

    def key_paper(self, by: Actor, words: Words, other: Words) -> bytes:
        """The code as a page for the safe, in both languages. Raises Refusal ``not_permitted`` and
        ``key.missing``."""
        from ill_desktop.documents import key_paper

        code, library = self.key_code(by), self._ground.library
        names = (library.name[words.language], library.name[other.language])
        mark = key_file.id_of(self._ground.key)
        return key_paper.pdf(key_paper.KeyPaper(names, code, mark, self._ground.clock.day()), words, other)

    def put_key_back(self, by: Actor, code: str) -> None:
        """Lay the key that was written down beside the library again; one of another library is moved aside.

        Does nothing when the right one is there. Raises Refusal ``key.code`` or ``key.not_own`` beside
        ``key``, and OSError.
        """
        require(self._ground, by, "library.backup")
        key, wanted = key_code.read(code), key_back.own_id(self._ground.folder)
        if wanted and key_file.id_of(key) != wanted:
            raise Refusal("key.not_own", "key")
        self._lay_key(by, key, "key.put_back")

    def make_new_key(self, by: Actor) -> None:
        """The key is lost for good: another one, and the last six of every card must be imported anew.

        Does nothing when the right one is there.
        """
        require(self._ground, by, "library.backup")
        self._lay_key(by, secrets.token_bytes(key_code.KEY), "key.new")

    def _lay_key(self, by: Actor, key: bytes, action: str) -> None:
        folder = self._ground.folder
        if not key_file.key_problem(folder):
            return
        key_back.lay(folder, key, self._ground.clock.now())
        self._ground.read_key_anew()
        with connection.transaction():
            settings.write(key_file.KEY_ID, key_file.id_of(key))
            audit.append(self._ground.now, by.name, action, "library", key_id=key_file.id_of(key))

    # Check

    def verify(self, by: Actor, printed: str = "") -> list[Finding]:
        """Check the open library; see :func:`ill_desktop.keeping.verify.verify`. Nothing is changed."""
        require(self._ground, by, "library.backup")
        return verify(self._ground.folder, printed)

    def live_with(self, by: Actor, found: Sequence[Finding], reason: str) -> None:
        """Note what was found as known, so that it ends no backup; :meth:`verify` goes on saying it.

        Damage of the file itself is never noted. Raises Refusal ``reason.missing``.
        """
        require(self._ground, by, "library.backup")
        reason = check_reason(reason)
        with connection.transaction():
            known.note(found, self._ground.now, by.name, reason)


def _changes() -> int:
    """Grows with everything that changes something, except with the backups themselves."""
    newest = "SELECT COALESCE(MAX(id), 0) FROM audit WHERE action <> 'backup' AND id > ?"
    return int(connection.value(newest, (settings.read(SEEN, 0),))) or int(settings.read(SEEN, 0))


def _readable(place: Path) -> list[Listed]:
    """The backups of a place; none while it cannot be read."""
    try:
        return reading.listed(place)
    except OSError:
        return []
