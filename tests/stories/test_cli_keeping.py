"""Backups listed, tried out and put back from the command line, also when the library does not open."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ill_desktop.cli import main
from ill_desktop.desk import create_desk, open_desk
from ill_desktop.staff.rules import Actor

ADMIN = Actor("Kim", "administrator")
PASSPHRASE = "three quiet rivers"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library whose backups go to a stick, sealed."""
    root, stick = tmp_path / "library", tmp_path / "stick"
    stick.mkdir()
    desk = create_desk(root, "zju", "YQ", "en")
    desk.keeping.set_second(ADMIN, stick)
    desk.keeping.set_passphrase(ADMIN, PASSPHRASE)
    desk.close()
    assert run(root, "backup") == 0
    return root


def run(root: Path, *arguments: str) -> int:
    return main(["--data", str(root), "--lang", "en", *arguments])


def test_a_damaged_library_is_put_back(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = library / "library.db"
    database.write_bytes(b"no database any more")
    capsys.readouterr()
    assert run(library, "backups") == 1
    told = capsys.readouterr()
    assert str(library / "backups") in told.out  # they are needed most when it does not open
    assert "damaged" in told.err
    assert run(library, "restore") == 0
    told = capsys.readouterr()
    (kept,) = (library / "aside").iterdir()
    assert (kept / "library.db").read_bytes() == b"no database any more"
    assert str(kept) in told.out
    assert "R2" in told.out
    assert run(library, "verify") == 0


def test_a_library_that_is_gone_is_not_made_anew(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "library.db").unlink()
    for command in ("verify", "backups"):
        assert run(library, command) == 1
        assert "its backups are there" in capsys.readouterr().err
    assert run(library, "restore") == 0
    assert run(library, "drill") == 0


def test_a_sealed_copy_on_another_machine(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy,) = (each for each in (tmp_path / "stick").iterdir() if each.name != "documents")
    fresh, key = tmp_path / "fresh", str(library / "library.key")
    capsys.readouterr()
    for command in ("drill", "restore"):
        assert run(library, command, str(copy)) == 1
        assert "--passphrase" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO("three quiet\n"))
    assert run(fresh, "restore", str(copy), "--passphrase", "--key", key) == 1
    assert "does not open" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert run(fresh, "restore", str(copy), "--passphrase", "--key", key) == 0
    assert "kept in" not in capsys.readouterr().out  # nothing stood there
    assert run(fresh, "verify") == 0
    desk = open_desk(fresh)
    desk.close()
    assert (fresh / "library.key").read_bytes() == (library / "library.key").read_bytes()
