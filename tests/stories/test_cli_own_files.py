"""No command writes over the library it reads from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import filled
from tests.stories.test_cli import call


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return filled.copy_to(tmp_path / "library")


OWN = (
    "library.db",
    "library.db-wal",
    "library.db-shm",
    "library.key",
    "desk.lock",
    "documents/a",
    "backups/a",
)


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(
    "command", ["report month --month 2026-11 --format csv", "export receipts", "backup"]
)
def test_the_library_s_own_files_are_never_written_over(
    name: str, command: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for made in ("desk.lock", "documents/a", "backups/a"):
        (root / made).write_bytes(b"kept")
    key = (root / "library.key").read_bytes()
    code, out, err = call(capsys, "--data", root, "--lang", "en", *command.split(), "-o", root / name)
    assert (code, out) == (1, "")
    assert "library's own data" in err
    assert (root / "library.key").read_bytes() == key
    assert (root / "library.db").read_bytes().startswith(b"SQLite format 3")
    assert all((root / made).read_bytes() == b"kept" for made in ("desk.lock", "documents/a", "backups/a"))


def test_no_link_leads_to_the_library_s_own_files(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = (root / "library.key").read_bytes()
    (tmp_path / "soft.csv").symlink_to(root / "library.key")
    code, _, _ = call(capsys, "--data", root, "export", "receipts", "-o", tmp_path / "soft.csv")
    assert (code, (root / "library.key").read_bytes()) == (1, key)


def test_a_backup_may_be_sent_to_the_folder_of_backups(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(capsys, "--data", root, "backup", "-o", root / "backups")[0] == 0
