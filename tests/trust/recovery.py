"""A damaged library opens and works, or says so and is saved; its file is kept to the byte."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from ill_desktop.clock import FixedClock
from ill_desktop.desk import open_desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import salvage
from ill_desktop.paths import Folder
from tests import filled
from tests.trust.backups import ADMIN, PAGE, admit
from tests.trust.outcome import Outcome, Scale, Watch, workplace

PROMISE = "a damaged library is opened, or said to be damaged and saved"


@dataclass
class Tally:
    """What became of the damaged libraries."""

    opened: int = 0
    found: int = 0
    refused: int = 0
    saved: int = 0
    whole: int = 0
    wrong: list[str] = field(default_factory=list)


def prepared(place: Path) -> Path:
    """A closed library with a good backup."""
    root = filled.copy_to(place / "library")
    desk = open_desk(root, FixedClock(filled.NOW))
    desk.keeping.backup(ADMIN)
    desk.close()
    return root


def look(root: Path, what: str, data: bytes, tally: Tally) -> None:
    """Open it: it is whole, ``verify`` names what is not, or it is refused and untouched."""
    try:
        desk = open_desk(root, FixedClock(filled.NOW))
    except Refusal as refusal:
        tally.refused += 1
        left = {file.name for file in root.iterdir() if file.name.startswith("library.db")}
        if refusal.code != "database.damaged" or left != {"library.db"}:
            tally.wrong.append(f"{what}: {refusal} {sorted(left)}")
        if (root / "library.db").read_bytes() != data:
            tally.wrong.append(f"{what}: the refused file was changed")
        return
    try:
        tally.opened += 1
        tally.found += bool(desk.keeping.verify(ADMIN))
    finally:
        desk.close()


def save(root: Path, what: str, data: bytes, tally: Tally) -> None:
    """Save what can be read: a library that opens, with the damaged file kept beside it."""
    (root / "library.db").write_bytes(data)
    try:
        saved = salvage.to_library(root, admit, clock=FixedClock(filled.NOW))
    except Refusal as refusal:
        # Of nothing at all nothing is made; the newest good backup is offered all the same.
        good = salvage.newest_good(Folder(root))
        if refusal.code != "restore.nothing" or good is None or (root / "library.db").read_bytes() != data:
            tally.wrong.append(f"{what}: {refusal}")
        return
    assert saved.mark is not None
    tally.saved += 1
    tally.whole += not saved.findings
    if (root / "aside" / saved.mark.aside / "library.db").read_bytes() != data:
        tally.wrong.append(f"{what}: the damaged file was not kept as it was")
    open_desk(root, FixedClock(filled.NOW)).close()


def cases(whole: bytes, scale: Scale) -> list[tuple[str, bytes]]:
    """Cut at every page (short: at some), and with bytes flipped at random places."""
    chance = random.Random(23)
    pages = list(range(len(whole) // PAGE))
    cuts = pages if scale is Scale.FULL else [0, 1, *chance.sample(pages, 4)]
    found = [(f"cut at page {page}", whole[: page * PAGE]) for page in cuts]
    for number in range(scale.of(6, 400)):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 4, 64))):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        found.append((f"flipped {number}", bytes(data)))
    return found


def run(scale: Scale) -> Outcome:
    """Every case opened; every one of the short, and every third of the full, saved as well."""
    watch, tally = Watch(), Tally()
    with workplace("recovery") as place:
        root = prepared(place)
        tried = cases((root / "library.db").read_bytes(), scale)
        for number, (what, data) in enumerate(tried):
            copy = Path(shutil.copytree(root, place / "copy"))
            (copy / "library.db").write_bytes(data)
            try:
                look(copy, what, data, tally)
                if number % scale.of(2, 3) == 0:
                    for file in copy.glob("library.db-*"):
                        file.unlink()
                    save(copy, what, data, tally)
            except Exception as problem:  # noqa: BLE001 whatever is raised here was promised not to be
                tally.wrong.append(f"{what}: {problem!r}")
            shutil.rmtree(copy)
    figure = (
        f"{len(tried):,} damaged libraries: {tally.refused} refused untouched, {tally.opened} opened "
        f"({tally.found} with findings); {tally.saved} saved, {tally.whole} of them whole again from the "
        f"backup; {len(tally.wrong)} otherwise"
    )
    if tally.wrong:
        figure += f" ({'; '.join(tally.wrong[:3])})"
    return Outcome(PROMISE, figure, not tally.wrong, watch.seconds, "cuts at every 4 KiB, flipped bytes")
