"""What is kept beside the database is whole after a power cut: the bytes, and the names that lead to them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ill_desktop.ground import make_key
from ill_desktop.paths import Folder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which file was synced")


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, frozenset[str]]]:
    """What was put on the disk: each file or folder, and the names that stood in it at that moment."""
    found: list[tuple[Path, frozenset[str]]] = []
    fsync = os.fsync

    def note(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        names = frozenset(each.name for each in path.iterdir()) if path.is_dir() else frozenset()
        found.append((path, names))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    return found


def test_a_document_is_on_the_disk_with_its_name(
    tmp_path: Path, synced: list[tuple[Path, frozenset[str]]]
) -> None:
    folder = Folder(tmp_path)
    sha256 = folder.keep(b"%PDF-1.7")
    file = folder.document(sha256)
    bytes_first, *names = synced
    assert bytes_first[0].parent == file.parent
    assert (file.parent, frozenset({sha256})) in names
    assert (folder.documents, frozenset({sha256[:2]})) in names, "a folder that is new has a name, too"
    synced.clear()
    assert folder.keep(b"%PDF-1.7") == sha256
    assert synced == [], "it lies there already"


def test_the_key_is_on_the_disk_before_anything_is_made_with_it(
    tmp_path: Path, synced: list[tuple[Path, frozenset[str]]]
) -> None:
    key = tmp_path / "library.key"
    make_key(key)
    assert [path for path, _ in synced] == [key, tmp_path]
    kept = key.read_bytes()
    make_key(key)
    assert key.read_bytes() == kept
