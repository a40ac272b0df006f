"""The schema step of activation on a library of its day: what was recorded stays, and stays unchangeable."""

from __future__ import annotations

import zipfile
from pathlib import Path

import apsw
import pytest
from peewee import IntegrityError

from db import connection
from ill_desktop import paths
from ill_desktop.activation import queries, terms
from ill_desktop.clock import FixedClock
from ill_desktop.desk import open_desk

COLUMNS = "id, patron_id, at, way, terms_version, terms_hash, language, actor, mobile_proof"
OLD = Path(__file__).parent / "fixtures" / "schema-4.zip"


def test_older_agreements_are_kept_as_they_were(tmp_path: Path, clock: FixedClock) -> None:
    with zipfile.ZipFile(OLD) as archive:
        archive.extractall(tmp_path)
    before = apsw.Connection(str(tmp_path / paths.DATABASE))
    agreed = before.execute(f"SELECT {COLUMNS} FROM activation ORDER BY id").fetchall()
    before.close()
    assert agreed
    desk = open_desk(tmp_path, clock)
    try:
        kept = connection.rows(lambda *row: row, f"SELECT {COLUMNS} FROM activation ORDER BY id")
        assert kept == agreed
        assert not queries.needs_activation(desk.library, agreed[0][1])
        assert terms.of(desk.library, "zh_CN").text
        for statement in (
            "UPDATE activation SET way = 'desk'",
            "DELETE FROM activation",
            f"REPLACE INTO activation ({COLUMNS}) SELECT {COLUMNS} FROM activation",
        ):
            with pytest.raises(IntegrityError):
                connection.execute(statement)
        with pytest.raises(IntegrityError):
            connection.execute(
                f"INSERT INTO activation ({COLUMNS}) SELECT id + 1000, patron_id, at, 'pigeon', "
                "terms_version, terms_hash, language, actor, mobile_proof FROM activation LIMIT 1"
            )
    finally:
        desk.close()
