"""The disk under a library: what it may be, and what it says when it fails.

A network share is refused before anything is written: SQLite's locks do not hold there, and its shared memory
does not reach the other machine (https://sqlite.org/wal.html, "All processes must be on the same host").
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

from db import sqlite
from ill_desktop.errors import Refusal

# File systems whose bytes lie in another machine, as /proc/self/mounts names them.
SHARES = frozenset(
    """9p afs beegfs ceph cifs coda davfs fuse.ceph fuse.cifs fuse.davfs fuse.davfs2 fuse.gcsfuse
    fuse.glusterfs fuse.gvfsd-fuse fuse.rclone fuse.s3fs fuse.sshfs gfs gfs2 glusterfs gpfs lustre ncpfs nfs
    nfs4 ocfs2 orangefs pvfs2 smb3 smbfs vboxsf""".split()
)
MOUNTS = Path("/proc/self/mounts")
_REMOTE = 4  # GetDriveTypeW: DRIVE_REMOTE
_PROBLEMS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EIO: "failed",
    errno.EROFS: "read_only",
}


def refusal_of(problem: BaseException) -> Refusal | None:
    """What the disk said, as a sentence with a way out: Refusal ``disk.full``, ``disk.failed``,
    ``disk.read_only``, ``disk.busy`` or ``disk.damaged``; None for what is no trouble of a disk.

    Nothing of the action has been stored then: its transaction was rolled back.
    """
    code = _PROBLEMS.get(problem.errno or 0) if isinstance(problem, OSError) else sqlite.trouble(problem)
    return Refusal(f"disk.{code}") if code else None


def free(folder: Path) -> int:
    """Bytes that may still be written on the disk of a folder."""
    return shutil.disk_usage(folder).free


def check(folder: Path) -> None:
    """Whether a library may live in a folder, existing or not; nothing is written.

    Raises Refusal ``folder.share`` or ``folder.read_only``.
    """
    share = share_of(folder)
    if share:
        raise Refusal("folder.share", folder=str(folder), kind=share)
    first = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not os.access(first, os.W_OK):
        raise Refusal("folder.read_only", folder=str(folder))


def share_of(folder: Path) -> str:
    """The kind of network share a folder lies on (``nfs4``, ``cifs``, ``SMB``), "" for a disk of this
    machine."""
    whole = Path(os.path.realpath(folder))
    if sys.platform == "win32":
        import ctypes

        remote = ctypes.windll.kernel32.GetDriveTypeW(whole.anchor) == _REMOTE
        return "SMB" if remote or whole.drive.startswith("\\\\") else ""
    try:
        kind = mounted(MOUNTS.read_text("utf-8", "surrogateescape"), whole)
    except OSError:  # no Linux: nobody says how this is mounted
        return ""
    return kind if kind in SHARES else ""


def mounted(table: str, folder: Path) -> str:
    """The file system under an absolute folder, by a table such as /proc/self/mounts; "" when none is named.

    What the machine itself started from is near enough, whatever it is: "/" is never a share.
    """
    deepest, kind = Path("/"), ""
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(_unescaped(parts[1]))
        if point != Path("/") and folder.is_relative_to(point) and len(point.parts) >= len(deepest.parts):
            deepest, kind = point, parts[2]
    return kind


def _unescaped(text: str) -> str:
    """A path with its blanks: the table writes them in octal (``\\040``), and a backslash too."""
    pieces = text.split("\\")
    return pieces[0] + "".join(
        chr(int(piece[:3], 8)) + piece[3:] if piece[:3].isdigit() else "\\" + piece for piece in pieces[1:]
    )
