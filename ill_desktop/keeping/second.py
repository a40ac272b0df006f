"""Copies in a second place: a USB stick or a folder on another machine, sealed when there is a passphrase.

Documents are kept there once, in a pool that all backups share: sticks know no links.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable
from pathlib import Path

from ill_desktop import paths, settings
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.keeping import backup, manifest, reading, sealing
from ill_desktop.keeping.manifest import Manifest
from ill_desktop.keeping.reading import POOL, Backup, Progress
from ill_desktop.keeping.sealing import ENDING, Opener, Secret
from ill_desktop.keeping.standing import STATE
from ill_desktop.keeping.standing import kept as kept_problem
from ill_desktop.keeping.tiers import Tiers, kept


def copy(made: Path, to: Path, secret: Secret | None, progress: Progress) -> Path:
    """Copy a finished backup into a place and read it again there; returns the folder.

    Raises Refusal ``backup.second_missing`` when the place is not there: a stick that is not plugged in is
    never replaced by a folder of its name. Raises ``backup.disk`` and ``backup.damaged`` too.
    """
    if not to.is_dir():
        raise Refusal("backup.second_missing", folder=str(to))
    source = manifest.read(made)
    target = backup.unused(to / made.name)
    with backup.making(target) as part:
        _pool(made, to / POOL, source.documents, secret, progress)
        for name in (paths.DATABASE, manifest.NAME):
            _put(made / name, part / name, secret)
        copied = Backup(part, Opener(secret=secret))
        if copied.manifest != source:
            raise Refusal("backup.damaged", name=target.name)
        copied.check(progress)
        backup.flush(part)
    return target


def _put(source: Path, target: Path, secret: Secret | None) -> None:
    with source.open("rb") as plain:
        if secret is None:
            with target.open("wb") as stream:
                shutil.copyfileobj(plain, stream, 1 << 20)
        else:
            with target.with_name(target.name + ENDING).open("wb") as stream:
                sealing.seal(secret, plain, stream)


def _pool(
    made: Path, pool: Path, documents: Iterable[str], secret: Secret | None, progress: Progress
) -> None:
    """Put the documents that the pool does not have into it, each under its own name when it is whole."""
    ending = ENDING if secret else ""
    wanted = list(documents)
    for done, sha256 in enumerate(wanted, 1):
        target = pool / sha256[:2] / (sha256 + ending)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = target.with_name(f"{sha256}.part")
            _put(paths.Folder(made).document(sha256), part, secret)
            (part.with_name(part.name + ending)).replace(target)
        progress(done, len(wanted))


def thin(to: Path, tiers: Tiers, secret: Secret | None) -> int:
    """Take away the automatic copies that no tier keeps, then what no copy left there names; how many went.

    A copy that cannot be read stays, and then so does the whole pool: it may need it.
    """
    found: dict[Path, Manifest] = {}
    unknown = False
    for each in reading.listed(to):
        try:
            found[each.folder] = Backup(each.folder, Opener(secret=secret)).manifest
        except Refusal:
            unknown = True
    gone = thin_out(found, tiers)
    if not unknown:
        named = {sha for folder, each in found.items() if folder not in gone for sha in each.documents}
        for file in (to / POOL).glob("??/*"):
            if file.name.removesuffix(ENDING) not in named:
                file.unlink(missing_ok=True)
    return len(gone)


def thin_out(found: dict[Path, Manifest], tiers: Tiers) -> set[Path]:
    """Remove the automatic backups among these that no tier keeps; returns those that went."""
    automatic = {folder: utc_time(each.made_at) for folder, each in found.items()
                 if each.reason == manifest.AUTOMATIC}  # fmt: skip
    stay = kept(automatic.values(), tiers)
    gone = {folder for folder, at in automatic.items() if at not in stay}
    for folder in gone:
        going = folder.with_name(f"{folder.name}.part")  # never met half: it is no backup any more at once
        folder.rename(going)
        shutil.rmtree(going)
    return gone


def remember(now: dt.datetime, problem: Refusal | None = None) -> None:
    """Note what became of the last copy, in the caller's transaction."""
    at = settings.read(STATE, {}).get("at", "") if problem else utc_text(now)
    settings.write(STATE, {"at": at, "problem": kept_problem(problem)})
