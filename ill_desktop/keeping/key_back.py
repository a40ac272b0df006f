"""A key file that was lost comes back beside a library that is otherwise whole."""

from __future__ import annotations

import datetime as dt
import os

from ill_desktop import settings
from ill_desktop.keeping import key_file, reading, swap
from ill_desktop.paths import Folder


def own_id(folder: Folder) -> str:
    """What the key of the open library must be; "" where nobody knows, in a library of an older release that
    was never backed up."""
    kept = settings.read(key_file.KEY_ID)
    if kept:
        return str(kept)
    made = (each.manifest.key_id for each in reading.listed(folder.backups) if each.manifest)
    return next((each for each in made if each), "")


def lay(folder: Folder, key: bytes, now: dt.datetime) -> None:
    """Let this be the key file, all of it or not at all; another one that lies there is moved aside. Raises
    OSError."""
    part = folder.key.with_name(f"{folder.key.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(key)
        stream.flush()
        os.fsync(stream.fileno())
    if folder.key.exists():
        keep_in = swap.aside(folder, now)
        keep_in.mkdir(parents=True, mode=0o700)
        folder.aside.chmod(0o700)
        folder.key.rename(keep_in / folder.key.name)
    part.replace(folder.key)
