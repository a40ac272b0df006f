"""A backup is a backup: whole, checked, of one moment; what fails leaves nothing behind."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from ill_desktop import paths, settings, words
from ill_desktop.desk import Desk, open_desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import backup
from ill_desktop.staff.rules import Actor
from tests import filled

ADMIN = Actor("Kim", "administrator")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = filled.open_copy(tmp_path / "library")
    yield desk
    desk.close()


def count(file: Path, table: str) -> int:
    connection = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchall()[0][0])
    finally:
        connection.close()


def test_a_backup_opens_as_a_library_and_is_well(desk: Desk, tmp_path: Path) -> None:
    result = desk.keeping.backup(ADMIN)
    key = desk.ground.folder.key
    assert result.folder.name == "20261121T060000Z"
    assert {file.name for file in result.folder.iterdir()} == {paths.DATABASE, "documents", "backup.json"}
    assert result.documents == 1
    assert result.size == sum(file.stat().st_size for file in result.folder.rglob("*") if file.is_file())
    desk.close()
    restored = tmp_path / "restored"
    shutil.copytree(result.folder, restored)
    shutil.copy(key, restored)
    again = open_desk(restored)
    try:
        assert again.keeping.verify(ADMIN) == []
    finally:
        again.close()


def test_the_key_is_in_no_backup(desk: Desk) -> None:
    result = desk.keeping.backup(ADMIN)
    key = desk.ground.key
    assert not [file for file in result.folder.rglob("*") if file.is_file() and key in file.read_bytes()]


def test_the_last_backup_is_known(desk: Desk, tmp_path: Path) -> None:
    assert desk.keeping.last_backup() is None
    result = desk.keeping.backup(ADMIN, tmp_path / "elsewhere")
    last = desk.keeping.last_backup()
    assert last is not None
    assert (last.made_at, last.folder) == (result.made_at, result.folder)
    assert desk.state().backup_at == "2026-11-21T06:00:00.000Z"


def test_two_in_one_second_have_two_names(desk: Desk) -> None:
    names = [desk.keeping.backup(ADMIN).folder.name for _ in range(3)]
    assert names == ["20261121T060000Z", "20261121T060000Z-2", "20261121T060000Z-3"]


def test_others_go_on_working_and_the_copy_is_of_one_moment(desk: Desk) -> None:
    other = apsw.Connection(str(desk.ground.folder.database))
    other.set_busy_timeout(5000)
    written = 0

    def write(done: int, of: int) -> None:
        nonlocal written
        written += 1
        other.execute("INSERT INTO sign_in_attempt (at, who, succeeded) VALUES ('x', 'x', 0)")

    pages, backup.PAGES_AT_ONCE = backup.PAGES_AT_ONCE, 20
    try:
        result = desk.keeping.backup(ADMIN, progress=write)
    finally:
        backup.PAGES_AT_ONCE = pages
        other.close()
    assert written > 10
    assert count(result.folder / paths.DATABASE, "sign_in_attempt") == 0
    assert count(desk.ground.folder.database, "sign_in_attempt") == written


class Stopped(Exception):
    pass


def test_stopped_in_the_middle_nothing_stays(desk: Desk) -> None:
    def stop(done: int, of: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        desk.keeping.backup(ADMIN, progress=stop)
    assert list(desk.ground.folder.backups.iterdir()) == []
    assert desk.keeping.last_backup() is None
    desk.keeping.backup(ADMIN)  # and the next one is made


@pytest.mark.parametrize("what", ["backup", "restore"])
@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "is full"),
        (apsw.FullError("not an error"), "is full"),  # so SQLite words it while a backup is copied
        (apsw.ReadOnlyError("attempt to write"), "can only be read"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory"), "Not a directory"),
    ],
)
def test_what_the_disk_refuses_is_said_in_words(problem: Exception, said: str, what: str) -> None:
    sentence = words.load("en").refusal(backup.disk(Path("shelf"), problem, what))
    assert said in sentence
    assert ("as it was" in sentence) is (what == "restore")


def test_a_folder_that_cannot_be_written_is_a_refusal(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refusal) as refused:
        desk.keeping.backup(ADMIN, tmp_path / "file")
    assert refused.value.code == "backup.disk"
    assert desk.keeping.last_backup() is None


def test_a_library_whose_books_are_wrong_is_not_backed_up_silently(desk: Desk) -> None:
    raw = apsw.Connection(str(desk.ground.folder.database))
    raw.execute("DROP TRIGGER posting_no_update; UPDATE posting SET amount_fen = amount_fen + 1 WHERE id = 1")
    raw.close()
    with pytest.raises(Refusal) as refused:
        desk.keeping.backup(ADMIN)
    assert refused.value.code == "backup.bad"
    assert list(desk.ground.folder.backups.iterdir()) == []


@pytest.mark.parametrize("missing", [True, False])
def test_a_document_that_is_gone_or_changed_stops_the_backup(missing: bool, desk: Desk) -> None:
    file = next(file for file in desk.ground.folder.documents.rglob("*") if file.is_file())
    file.unlink() if missing else file.write_bytes(b"%PDF something else")
    with pytest.raises(Refusal) as refused:
        desk.keeping.backup(ADMIN)
    assert refused.value.code == "backup.document"
    assert list(desk.ground.folder.backups.iterdir()) == []


def test_a_copy_that_differs_is_thrown_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = backup.sqlite.copy

    def lossy(connection: apsw.Connection, target: str, *rest: object) -> None:
        honest(connection, target, *rest)  # type: ignore[arg-type]
        copied = apsw.Connection(target)
        copied.pragma("foreign_keys", False)
        copied.execute(
            "DROP TRIGGER entry_no_delete; DROP TRIGGER posting_no_delete; "
            "DELETE FROM posting WHERE entry_id = (SELECT MAX(id) FROM entry WHERE kind = 'float'); "
            "DELETE FROM entry WHERE id = (SELECT MAX(id) FROM entry WHERE kind = 'float')"
        )
        copied.close()

    monkeypatch.setattr(backup.sqlite, "copy", lossy)
    with pytest.raises(Refusal) as refused:
        desk.keeping.backup(ADMIN)
    assert refused.value.code == "backup.bad"


def test_who_may_not_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        desk.keeping.backup(Actor("Lee", "cashier"))
    assert refused.value.code == "not_permitted"


def test_before_a_migration_the_file_is_copied_as_it_is(tmp_path: Path) -> None:
    root = filled.copy_to(tmp_path / "library")
    raw = apsw.Connection(str(root / paths.DATABASE))
    raw.pragma("user_version", 0)  # as if this program were newer
    raw.close()
    desk = open_desk(root)
    try:
        assert settings.read("demo")
        (kept,) = desk.ground.folder.backups.iterdir()
        assert kept.name.startswith("schema-0-")
        assert count(kept / paths.DATABASE, "request") == filled.REQUESTS
    finally:
        desk.close()


def test_before_there_is_anything_nothing_is_copied(desk: Desk, tmp_path: Path) -> None:
    assert backup.unused(tmp_path / "new") == tmp_path / "new"
    desk.close()
    from db import connection

    store = connection.open_store(tmp_path / "empty.db")
    try:
        assert backup.before_migration(paths.Folder(tmp_path)) is None
    finally:
        store.close_all()
