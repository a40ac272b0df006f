"""A list of contents written by hand, and sealed as anybody can: it leads nowhere but to documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ill_desktop.clock import FixedClock
from ill_desktop.desk import open_desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import manifest, reading
from ill_desktop.keeping.restore import restore, staff
from ill_desktop.staff.rules import Actor
from tests import filled

ELSEWHERE = "aa/../../../../note"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A backup of the library in ``library``, on a stick of its own."""
    desk = open_desk(filled.copy_to(tmp_path / "library"), FixedClock(filled.NOW))
    (tmp_path / "stick").mkdir()
    made = desk.keeping.backup(Actor("Kim", "administrator"), tmp_path / "stick").folder
    desk.close()
    return made


def forged(source: Path, **changes: Any) -> None:
    """The same backup with another list of contents, rightly sealed."""
    made = object.__new__(manifest.Manifest)
    vars(made).update(vars(manifest.read(source)) | changes)
    (source / manifest.NAME).write_bytes(made.to_bytes())


def test_no_file_is_written_beside_the_library_before_anybody_is_asked(source: Path, tmp_path: Path) -> None:
    root = tmp_path / "library"
    forged(source, documents={ELSEWHERE: 4})
    (source / "documents" / "aa" / "aa").mkdir(parents=True)
    (source.parent / "note").write_bytes(b"evil")  # where the name leads to from the backup
    with pytest.raises(Refusal) as refused:
        restore(source, root, staff(root, "nobody", "a guess"), clock=FixedClock(filled.NOW))
    assert refused.value.code == "backup.damaged"
    assert not (root / "note").exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"made_at": "yesterday"},
        {"made_at": "2026-11-21T06:26:03.120"},
        {"made_at": "9999-12-31T23:59:59.999Z"},
        {"schema": "9"},
        {"schema": True},
        {"size": 1.5},
        {"database": "../library.key"},
        {"series": None},
        {"key_id": 7},
        {"documents": ["a" * 64]},
        {"documents": {"a" * 64: "4"}},
        {"documents": {"A" * 64: 4}},
        {"documents": {f"{'a' * 64}\n": 4}},
        {"documents": {"/" + "a" * 63: 4}},
    ],
)
def test_what_is_no_list_of_contents_is_damage(source: Path, changes: dict[str, Any]) -> None:
    forged(source, **changes)
    with pytest.raises(Refusal) as refused:
        reading.Backup(source)
    assert refused.value.code == "backup.damaged"
    assert [each.manifest for each in reading.listed(source.parent)] == [None]


def test_one_nested_without_end_is_damage(source: Path) -> None:
    (source / manifest.NAME).write_text("[" * 200_000)
    assert [each.manifest for each in reading.listed(source.parent)] == [None]


def test_what_is_one_stays_one(source: Path) -> None:
    made = manifest.read(source)
    forged(source, documents=made.documents | {"a" * 64: 4})
    assert replace(manifest.read(source), documents=made.documents) == made
