"""A backup is a backup: damaged ones are refused, whatever was done to them, and nothing is changed by it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from db import looking, sqlite
from ill_desktop.clock import FixedClock
from ill_desktop.desk import open_desk
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.keeping import checks, manifest
from ill_desktop.keeping.checks import Finding
from ill_desktop.keeping.reading import Backup
from ill_desktop.keeping.restore import restore
from ill_desktop.keeping.sealing import Opener
from ill_desktop.staff.rules import Actor
from tests import filled
from tests.trust.outcome import Outcome, Scale, Watch, workplace

ADMIN = Actor("Kim", "administrator")
PAGE = 4096
PASSPHRASE = "three quiet rivers"
PROMISE = "a backup is a backup"


def admit(_: Ground) -> Actor:
    return ADMIN


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _noise(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at : at + PAGE] = bytes(each ^ 0x55 for each in data[at : at + PAGE])


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _more(data: bytearray, chance: random.Random) -> None:
    data += chance.randbytes(chance.randrange(1, PAGE))


def _lost_page(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data)) // PAGE * PAGE
    del data[at : at + PAGE]


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _flip,
    _noise,
    _cut,
    _more,
    _lost_page,
)


def damage(folder: Path, chance: random.Random) -> str:
    """Damage one file of a backup, or take it away; says which and how."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    big = [file for file in files if file.name.startswith("library.db")]
    file = chance.choice(files if chance.random() < 0.4 else big)
    if chance.random() < 0.05:
        file.unlink()
        return f"{file.name} taken away"
    before = file.read_bytes()
    data = bytearray(before)
    how = chance.choice(DAMAGES)
    how(data, chance)
    if bytes(data) == before:
        _flip(data, chance)
    file.write_bytes(data)
    return f"{file.name} {how.__name__}"


def everything(root: Path) -> dict[str, bytes]:
    """The files of a library, without its backups."""
    found = [file for file in root.rglob("*") if file.is_file() and "backups" not in file.parts]
    return {str(file.relative_to(root)): file.read_bytes() for file in found}


def prepared(place: Path) -> tuple[Path, Path, Path]:
    """A closed library, a backup of it, and a sealed copy elsewhere."""
    root = filled.copy_to(place / "library")
    (place / "stick").mkdir()
    desk = open_desk(root, FixedClock(filled.NOW))
    desk.keeping.set_second(ADMIN, place / "stick")
    desk.keeping.set_passphrase(ADMIN, PASSPHRASE)
    made = desk.keeping.backup(ADMIN)
    desk.close()
    assert made.second is not None
    return root, made.folder, made.second


def run(scale: Scale) -> list[Outcome]:
    """Damaged backups, each checked and restored: refused, and the library as it was; or, where only a
    document is damaged that the library has itself, whole all the same. And what the mutant would take."""
    count, watch, chance = scale.of(24, 1_000), Watch(), random.Random(17)
    wrong: list[str] = []
    mended = mutant = 0
    with workplace("backups") as place:
        first, plain, sealed = prepared(place)
        root = _again(first, place)
        before = everything(root)
        for number in range(count):
            source, whole = (sealed, sealed.parent) if number % 10 == 9 else (plain, plain)
            tried = Path(shutil.copytree(whole, place / "tried"))
            folder = tried if source is plain else tried / source.name
            what = damage(tried, chance)
            if _is_good(folder):
                wrong.append(f"{what}: taken for good")
            if _restored(folder, root):
                mended += 1
                wrong += [f"{what}: restored, but {each.code}" for each in _findings(root)]
                root = _again(first, place)
            elif everything(root) != before:
                wrong.append(f"{what}: the library was changed")
            if number < scale.of(12, 100) and source is plain:
                mutant += _would_take(folder)
            shutil.rmtree(tried)
        if not (_is_good(plain) and _restored(plain, root) and not _findings(root)):
            wrong.append("the sound one was not taken")
    figure = (
        f"{count:,} damaged backups: {len(wrong)} accepted silently; {mended} mended from the library's own "
        "documents, all others refused and the library as it was"
    )
    figure += f" ({'; '.join(wrong[:3])})" if wrong else ""
    return [
        Outcome(PROMISE, figure, not wrong, watch.seconds, "bits, pages, lengths and files of backups"),
        Outcome(
            "mutant: a backup without its list of contents",
            f"{mutant} damaged ones would pass every check of the file and of the books",
            mutant > 0,
            0.0,
        ),
    ]


def _again(first: Path, place: Path) -> Path:
    """The library as it was at first."""
    shutil.rmtree(place / "again", ignore_errors=True)
    return Path(shutil.copytree(first, place / "again"))


def _is_good(folder: Path) -> bool:
    try:
        Backup(folder, Opener(PASSPHRASE)).check()
    except Refusal:
        return False
    return True


def _restored(folder: Path, root: Path) -> bool:
    try:
        restore(folder, root, admit, passphrase=PASSPHRASE, clock=FixedClock(filled.NOW))
    except Refusal:
        return False
    return True


def _findings(root: Path) -> list[Finding]:
    desk = open_desk(root, FixedClock(filled.NOW))
    try:
        return desk.keeping.verify(ADMIN)
    finally:
        desk.close()


def _would_take(folder: Path) -> bool:
    """Whether file, references and books alone see nothing of the damage."""
    try:
        made = manifest.read(folder)
        copy = looking.still(folder / "library.db")
    except (manifest.Unreadable, OSError):
        return False
    except sqlite.ERRORS:
        return False
    try:
        # Its manifest is read, so that only what it could have found counts.
        return bool(made.size) and not list(checks.run(copy.execute, [*checks.FILE, *checks.BOOKS]))
    finally:
        copy.close()
