"""Every schema that was ever released opens for ever, with all that was in it (a demo library of its day)."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.desk import open_desk
from ill_desktop.staff.rules import Actor

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("schema-*.zip"))
ADMIN = Actor("Admin", "administrator")


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.stem)
def test_a_library_of_an_older_schema_opens_whole(fixture: Path, tmp_path: Path, clock: FixedClock) -> None:
    root = tmp_path / "old"
    with zipfile.ZipFile(fixture) as archive:
        archive.extractall(root)
    desk = open_desk(root, clock)
    try:
        assert connection.value("PRAGMA user_version") == connection.SCHEMA_VERSION
        assert connection.value("SELECT COUNT(*) FROM patron") == 12
        assert connection.value("SELECT COUNT(*) FROM request") == 30
        assert connection.value("SELECT SUM(amount_fen) FROM posting") == 0
        assert desk.keeping.verify(ADMIN) == []
        older = int(fixture.stem.removeprefix("schema-")) < connection.SCHEMA_VERSION
        assert bool(list(desk.ground.folder.backups.rglob("library*.db"))) == older, "backup before migration"
    finally:
        desk.close()


def test_every_released_schema_has_its_fixture() -> None:
    assert {fixture.stem for fixture in FIXTURES} >= {"schema-4", "schema-10", "schema-14"}
