"""A disk that refuses while the till works: what is said, and what is left. Every write of every operation
is refused in tests/trust/disks.py; here are the cases by which that was found."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw
import peewee
import pytest

from db import connection, sqlite
from ill_desktop import disk, settings
from ill_desktop.cli import main
from ill_desktop.clock import FixedClock
from ill_desktop.desk import create_desk, open_desk
from ill_desktop.errors import Refusal
from tests.trust.faults import FAILED, FULL, Faulty

NOW = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)
MUCH = "x" * 200_000  # more than the cache of the test below holds


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[Faulty]:
    """A library on a disk that can be made to fail."""
    with Faulty().at_work() as faulty:
        desk = create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", clock=FixedClock(NOW))
        connection.execute("PRAGMA cache_size = 10")  # pages: a statement writes before the commit
        try:
            yield faulty
        finally:
            faulty.disarm()
            desk.close()


@pytest.mark.parametrize(("problem", "code"), [(FULL, "disk.full"), (FAILED, "disk.failed")])
def test_what_the_disk_said_is_not_hidden_by_a_savepoint_that_is_gone(
    faulty: Faulty, problem: type[Exception], code: str
) -> None:
    faulty.arm(1, problem, once=True)
    with pytest.raises(peewee.OperationalError) as caught, connection.transaction():
        settings.write("outer", 1)
        with connection.transaction():
            for number in range(20):
                settings.write(f"much.{number}", MUCH)
    assert faulty.fired == 1
    refusal = disk.refusal_of(caught.value)
    assert refusal is not None and refusal.code == code
    assert not connection.database.in_transaction()
    assert settings.read("outer") is None and settings.read("much.0") is None
    with connection.transaction():
        settings.write("outer", 2)
    assert settings.read("outer") == 2


def test_a_mistake_inside_still_takes_only_its_savepoint_back(faulty: Faulty) -> None:
    with connection.transaction():
        settings.write("outer", 1)
        with pytest.raises(ZeroDivisionError), connection.transaction():
            settings.write("inner", 1)
            _ = 1 / 0
        assert connection.database.in_transaction()
    assert settings.read("outer") == 1 and settings.read("inner") is None


def test_a_command_says_it_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    assert main(["--data", str(folder), "exercise", "--count", "5"]) == 0
    capsys.readouterr()
    with Faulty().at_work() as faulty:
        faulty.arm(60, FULL, once=False)
        assert main(["--data", str(folder), "--lang", "en", "exercise"]) == 1
        faulty.disarm()
    said = capsys.readouterr()
    assert "The disk is full" in said.err and "Traceback" not in said.err
    assert main(["--data", str(folder), "--lang", "en", "exercise", "--count", "5"]) == 0
    assert main(["--data", str(folder), "--lang", "en", "verify"]) == 0


def test_who_waits_for_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    desk = create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", clock=FixedClock(NOW))
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with connection.transaction():
            held.set()
            done.wait(30)
        connection.database.close()

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert held.wait(30)
        with pytest.raises(peewee.OperationalError) as caught, connection.transaction():
            settings.write("mine", 1)
    finally:
        done.set()
        other.join()
        desk.close()
    refusal = disk.refusal_of(caught.value)
    assert refusal is not None and refusal.code == "disk.busy"


def test_a_library_on_a_share_is_neither_made_nor_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    create_desk(near, "zju", "YQ", "zh_CN", clock=FixedClock(NOW)).close()
    table = tmp_path / "mounts"
    table.write_text(f"//server/x {near} cifs rw 0 0\n//server/x {far} cifs rw 0 0\n", "utf-8")
    monkeypatch.setattr(disk, "MOUNTS", table)
    before = {file: file.stat().st_mtime_ns for file in near.rglob("*")}
    for attempt in (lambda: open_desk(near), lambda: create_desk(far, "zju", "YQ", "zh_CN")):
        with pytest.raises(Refusal) as caught:
            attempt()
        assert caught.value.code == "folder.share"
    assert {file: file.stat().st_mtime_ns for file in near.rglob("*")} == before
    assert not far.exists()


def test_a_folder_that_can_only_be_read_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", clock=FixedClock(NOW)).close()
    # As a mount that is read-only answers; chmod says nothing to root.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Refusal) as caught:
        open_desk(tmp_path / "library")
    assert caught.value.code == "folder.read_only"


def _cannot_open(path: str) -> tuple[int, int]:
    raise apsw.CantOpenError(path)


@pytest.mark.parametrize(("free", "code"), [(0, "database.full"), (1 << 30, "database.unreachable")])
def test_a_library_on_a_full_disk_is_not_blamed_on_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, code: str
) -> None:
    """Opening takes a few pages beside the file, which a full disk does not give."""
    create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", clock=FixedClock(NOW)).close()
    monkeypatch.setattr(disk, "free", lambda folder: free)
    monkeypatch.setattr(sqlite, "probe", _cannot_open)
    with pytest.raises(Refusal) as caught:
        open_desk(tmp_path / "library")
    assert caught.value.code == code


def test_apsw_errors_keep_their_kinds() -> None:
    """The names that :func:`db.sqlite.trouble` knows are those that APSW raises."""
    with pytest.raises(apsw.CantOpenError) as caught:
        apsw.Connection("/nowhere/at/all.db", flags=apsw.SQLITE_OPEN_READONLY).execute("SELECT 1")
    assert sqlite.trouble(caught.value) == "failed"
    assert sqlite.trouble(ValueError("no disk")) is None
