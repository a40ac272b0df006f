"""Where a library may live, and what the disk's errors are called."""

from __future__ import annotations

import errno
from pathlib import Path

import apsw
import peewee
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop import disk
from ill_desktop.errors import Refusal

TABLE = r"""
/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /mnt/nfs nfs4 rw,vers=4.2 0 0
//server/share /mnt/the\040share\134a cifs rw,username=x 0 0
/dev/sdb1 /mnt/nfs/local ext4 rw 0 0
me@host: /home/me/remote fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdc1 /media/usb vfat rw 0 0
tmpfs /tmp tmpfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me/library", ""),
        ("/mnt/nfs", "nfs4"),
        ("/mnt/nfs/deep/er", "nfs4"),
        ("/mnt/nfsx", ""),
        ("/mnt/nfs/local/library", "ext4"),
        (r"/mnt/the share\a/library", "cifs"),
        ("/home/me/remote/library", "fuse.sshfs"),
        ("/media/usb/library", "vfat"),
        ("/tmp", "tmpfs"),
    ],
)
def test_the_deepest_mount_decides(folder: str, kind: str) -> None:
    assert disk.mounted(TABLE, Path(folder)) == kind


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\n/"), min_size=1))
def test_any_name_is_read_back(name: str) -> None:
    if name in (".", ".."):
        return
    written = "".join(f"\\{ord(sign):03o}" if sign in " \t\\" else sign for sign in name)
    table = f"here:/x /mnt/{written} nfs rw 0 0".replace("\r", "\r")
    if len(table.splitlines()) == 1:
        assert disk.mounted(table, Path(f"/mnt/{name}/library")) == "nfs"


def test_a_share_is_refused_with_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"server:/x {tmp_path}/far nfs rw 0 0\n/dev/sda1 {tmp_path}/near ext4 rw 0 0\n", "utf-8")
    monkeypatch.setattr(disk, "MOUNTS", table)
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "link").symlink_to(tmp_path / "far")
    for folder in ("far", "far/not/yet", "near/link"):
        with pytest.raises(Refusal) as caught:
            disk.check(tmp_path / folder)
        assert (caught.value.code, caught.value.facts["kind"]) == ("folder.share", "nfs")
    disk.check(tmp_path / "near")
    table.unlink()
    disk.check(tmp_path / "far")  # nobody says what it is


def test_a_folder_that_can_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def access(path: Path, mode: int) -> bool:
        asked.append(path)
        return False

    monkeypatch.setattr("os.access", access)
    with pytest.raises(Refusal) as caught:
        disk.check(tmp_path / "not" / "yet")
    assert caught.value.code == "folder.read_only" and asked == [tmp_path]


def raised(problem: Exception) -> Exception:
    """As peewee passes it on."""
    return peewee.OperationalError(problem)


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (raised(apsw.FullError("full")), "disk.full"),
        (raised(apsw.IOError("io")), "disk.failed"),
        (apsw.CantOpenError("no"), "disk.failed"),
        (apsw.ReadOnlyError("no"), "disk.read_only"),
        (raised(apsw.BusyError("locked")), "disk.busy"),
        (raised(apsw.CorruptError("malformed")), "disk.damaged"),
        (OSError(errno.ENOSPC, "full"), "disk.full"),
        (OSError(errno.EIO, "io"), "disk.failed"),
        (OSError(errno.EROFS, "ro"), "disk.read_only"),
    ],
)
def test_the_disk_has_its_sentences(problem: Exception, code: str) -> None:
    refusal = disk.refusal_of(problem)
    assert refusal is not None and refusal.code == code


@pytest.mark.parametrize(
    "problem",
    [
        raised(apsw.ConstraintError("unique")),
        raised(apsw.SQLError("syntax")),
        FileNotFoundError(errno.ENOENT, "x"),
        ValueError("x"),
        OSError("no number"),
    ],
)
def test_bugs_stay_bugs(problem: Exception) -> None:
    assert disk.refusal_of(problem) is None
