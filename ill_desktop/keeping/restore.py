"""A backup becomes the library again, without opening the file that stands there."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from db import connection, looking, schema
from ill_desktop import paths, settings
from ill_desktop.clock import Clock
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.keeping import afterwards, backup, key_file, loose, present, reading, swap, tries
from ill_desktop.keeping.afterwards import Mark
from ill_desktop.keeping.present import Agree
from ill_desktop.keeping.reading import Backup, Progress
from ill_desktop.keeping.sealing import Opener
from ill_desktop.keeping.verify import digest
from ill_desktop.library import Library
from ill_desktop.paths import Folder
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import StaffService

Admit = Callable[[Ground], Actor]
"""Who restores: asked of the library that was put back, before it counts. Raises Refusal for nobody."""


@dataclass(frozen=True)
class Key:
    """The key file to go on with: the one in the folder, else ``given``; ``fresh`` makes another when it is
    lost for good, and then the last six of every card must be imported anew."""

    given: bytes | None = None
    fresh: bool = False


def restore(
    source: Path,
    root: Path,
    admit: Admit,
    *,
    agree: Agree = present.command_line,
    passphrase: str = "",
    key: Key | None = None,
    clock: Clock | None = None,
    progress: Progress = reading.quiet,
    unsealed: bool = False,
) -> Mark:
    """Check a backup and make it the library in ``root``; what stands there is moved aside and kept.

    Nobody may have the library open, this process neither. Until the last step the old library stands, from
    then on the new one. ``admit`` is asked of the backup, ``agree`` of the library that stands
    there. ``unsealed`` takes a backup without manifest, as older releases made them. Raises
    Refusal ``backup.…``, ``restore.busy``, ``restore.key…``, and what ``admit``, ``agree`` and
    ``progress`` raise.
    """
    folder, tried = Folder(root), Backup(source, Opener(passphrase), unsealed=unsealed)
    wanted = wanted_key(folder, tried.manifest.key_id, key or Key())
    with making(folder) as part:
        tried.take_database(part / paths.DATABASE)
        found = reading.check_database(part / paths.DATABASE, tried.manifest)
        if found:
            raise Refusal("backup.damaged", name=source.name, findings=tuple(found))
        mended = _take_documents(tried, folder, Folder(part), progress)
        if wanted is not None:
            write_key(part, wanted)
        made = tried.manifest
        facts = {"kind": "backup", "source": source.name, "made_at": made.made_at, "head": made.head}
        return replace(put_in_place(folder, part, admit, agree, source, clock, facts), mended=mended)


@contextmanager
def making(folder: Folder) -> Iterator[Path]:
    """The folder that a library is made ready in; of one that did not get ready nothing is left."""
    part = swap.begin(folder)
    try:
        yield part
    except backup.DISK as problem:
        raise backup.disk(folder.root, problem, "restore") from problem
    finally:
        shutil.rmtree(part, ignore_errors=True)


def put_in_place(
    folder: Folder,
    part: Path,
    admit: Admit,
    agree: Agree,
    source: Path | None,
    clock: Clock | None,
    facts: dict[str, str],
    prepare: Callable[[], object] = lambda: None,
) -> Mark:
    """Bring a database that is ready in ``part`` up to date, mark it, and let it be the library."""
    database = part / paths.DATABASE
    store = connection.open_store(database)
    try:
        if connection.value("PRAGMA user_version") < connection.SCHEMA_VERSION:
            schema.migrate(store, paths.migrations())
        prepare()
        library = Library(json.loads(connection.value("SELECT value FROM setting WHERE key = 'library'")))
        where = Folder(part) if (part / paths.KEY_FILE).exists() else folder
        ground = Ground(clock or Clock(library.time_zone), where, library)
        by = admit(ground)
        if not by.may("library.backup"):
            raise Refusal("not_permitted", permission="library.backup", role=by.role)
        agreed = agree(folder, ground)
        keep_in = swap.aside(folder, ground.clock.now())
        series = afterwards.next_series(folder, source)
        place = str(source.absolute()) if source else ""
        settings.write(key_file.KEY_ID, key_file.key_id(where))
        with connection.transaction():
            loose.leave_aside(ground, folder, by.mark, keep_in.name)
            facts["kept_out"] = present.keep_out(ground, folder, by)
        mark = afterwards.mark(ground, by, agreed, series=series, aside=keep_in.name, place=place, **facts)
    finally:
        store.close_all()
    if any(database.with_name(database.name + ending).exists() for ending in looking.BESIDE):
        raise OSError(f"{database.name} was not closed")
    database.chmod(0o600)
    swap.commit(folder, part, keep_in)
    folder.close_to_others()
    return mark


def staff(root: Path, login: str, password: str) -> Admit:
    """An administrator of the library that is put back in ``root``. Raises Refusal as signing in does."""

    def admit(ground: Ground) -> Actor:
        with tries.counted(Folder(root), ground.clock, "restored", login):
            return StaffService(ground).sign_in(login, password)

    return admit


def has_key(folder: Folder, key_id: str) -> bool:
    """Whether the key that belongs to a backup lies in the folder; a backup that names none takes any."""
    here = key_file.key_id(folder)
    return here == key_id if key_id else here != ""


def wanted_key(folder: Folder, key_id: str, key: Key) -> bytes | None:
    """The key to write, None when the right one is there. Raises Refusal ``restore.key``, when there is none,
    or ``restore.key_other``, when it is that of another library."""
    if key.fresh:
        return secrets.token_bytes(32)
    there = folder.key.read_bytes() if folder.key.exists() else None
    wanted = key.given or there
    if wanted is None:
        raise Refusal("restore.key", "key", file=folder.key.name)
    if key_id and key_file.id_of(wanted) != key_id:
        raise Refusal("restore.key_other", "key", file=folder.key.name)
    return wanted if wanted != there else None


def write_key(part: Path, key: bytes) -> None:
    """Lay the key beside the new library, readable by its owner only."""
    file = part / paths.KEY_FILE
    file.touch(0o600)
    file.write_bytes(key)


def _take_documents(tried: Backup, folder: Folder, part: Folder, progress: Progress) -> int:
    """Copy out the documents that the folder does not have, or no longer as they were; says how many the
    backup has no more as they were, but the folder has: the restored library is whole all the same."""
    wanted, mended = tried.manifest.documents, 0
    for done, sha256 in enumerate(wanted, 1):
        target = part.document(sha256)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        here = folder.document(sha256).is_file() and digest(folder.document(sha256)) == sha256
        try:
            tried.take_document(sha256, target)
        except Refusal:
            if not here:
                raise
            mended += 1
        if here:
            target.unlink(missing_ok=True)
        progress(done, len(wanted))
    return mended
