"""Wrong passwords at a restore: counted beside the library, since the copy they are tried on is thrown away.

As at the sign-in, five for one login within five minutes; whoever opens the window anew finds the count.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager

from ill_desktop.clock import Clock, utc_text, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.paths import Folder
from ill_desktop.staff import rules

FILE = "restore.tries"
WRONG = "sign_in.wrong"
_WITHIN = dt.timedelta(minutes=rules.WAIT_MINUTES)


@contextmanager
def counted(folder: Folder, clock: Clock, door: str, login: str) -> Iterator[None]:
    """Try a password inside: Refusal ``sign_in.wrong`` is counted for this login at this door, what is good
    clears the count.

    Raises Refusal ``sign_in.wait`` instead of trying once there were too many, and OSError when the count
    cannot be kept: then nobody is let in.
    """
    who = hashlib.sha256(f"{door}\x1f{login.strip().casefold()}".encode("utf-8", "replace")).hexdigest()
    now = clock.now()
    failed = _read(folder, now)
    mine = failed.get(who, [])
    if len(mine) >= rules.FAILURES_BEFORE_WAIT:
        decisive = now - utc_time(mine[-rules.FAILURES_BEFORE_WAIT])
        raise Refusal("sign_in.wait", minutes=rules.minutes_left(decisive, rules.WAIT_MINUTES))
    try:
        yield
    except Refusal as refusal:
        if refusal.code == WRONG:
            _write(folder, {**failed, who: [*mine, utc_text(now)]})
        raise
    if mine:
        _write(folder, {each: at for each, at in failed.items() if each != who})


def _read(folder: Folder, now: dt.datetime) -> dict[str, list[str]]:
    """Hash of door and login → UTC texts of the failures that still count, oldest first.

    A clock that was set back makes nobody wait longer. What is no such file counts as none: whoever can
    write here needs no window to put another library in place.
    """
    try:
        kept = json.loads((folder.root / FILE).read_text("ascii"))
        recent = {
            who: sorted(at for at in ats if abs(now - utc_time(at)) < _WITHIN) for who, ats in kept.items()
        }
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}
    return {who: ats for who, ats in recent.items() if ats}


def _write(folder: Folder, failed: dict[str, list[str]]) -> None:
    """All of it or nothing: half a file would be no count at all."""
    half = folder.root / f"{FILE}.part"
    half.touch(0o600)
    half.write_text(json.dumps(failed), "ascii")
    half.replace(folder.root / FILE)
