"""What is kept about people, from the command line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from db import connection
from ill_desktop.cli import main, make_demo
from ill_desktop.desk import open_desk
from ill_desktop.staff.rules import Actor

ADMIN = Actor("Admin", "administrator")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    make_demo(root, 12, 30, 1).close()
    return root


def ask(sql: str, library: Path) -> str:
    desk = open_desk(library)
    try:
        return str(connection.value(sql))
    finally:
        desk.close()


def run(library: Path, *arguments: str) -> int:
    return main(["--data", str(library), "--lang", "en", *arguments])


def test_a_person_is_handed_his_data_and_forgotten(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    idle = (
        "FROM patron p WHERE state = 'approved' "
        "AND NOT EXISTS (SELECT 1 FROM request WHERE patron_id = p.id) "
        "AND NOT EXISTS (SELECT 1 FROM entry WHERE patron_id = p.id) LIMIT 1"
    )
    number = ask(f"SELECT number {idle}", library)
    target = tmp_path / "person.zip"
    assert run(library, "person", number, "-o", str(target)) == 0
    assert zipfile.is_zipfile(target)
    assert target.stat().st_mode & 0o077 == 0
    assert run(library, "erase", number, "--reason", "asked for it") == 0
    assert "records 1" in capsys.readouterr().out
    assert run(library, "erase", number, "--reason", "once more") == 1
    assert run(library, "verify") == 0


def test_retention_shows_before_it_takes(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(library, "retention") == 0
    assert "No days are set" in capsys.readouterr().out
    desk = open_desk(library)
    desk.retention.configure(ADMIN, {"traces": 30, "history": 90})
    desk.close()
    before = ask("SELECT COUNT(*) FROM request WHERE forgotten_at IS NULL", library)
    assert run(library, "retention") == 0
    assert "What was asked for" in capsys.readouterr().out
    assert ask("SELECT COUNT(*) FROM request WHERE forgotten_at IS NULL", library) == before
    assert run(library, "retention", "--run", "--above-cap") == 0
    assert run(library, "verify") == 0
