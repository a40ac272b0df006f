"""A restore: the backup is checked first, nothing printed or sent is repeated, what stood there is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from db import connection
from ill_desktop import audit, settings
from ill_desktop.activation import tokens
from ill_desktop.cashier import papers
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk, open_desk
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.keeping import afterwards
from ill_desktop.keeping.afterwards import Mark
from ill_desktop.keeping.restore import Key, restore, staff
from ill_desktop.paths import Folder
from ill_desktop.staff.rules import Actor
from tests import filled
from tests.fresh import new_desk

ADMIN = Actor("Kim", "administrator")


def admit(_: Ground) -> Actor:
    return ADMIN


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A closed library with one backup, and a payment after it."""
    root = filled.copy_to(tmp_path / "library")
    desk = open_desk(root, FixedClock(filled.NOW))
    desk.keeping.backup(ADMIN)
    desk.close()
    return root


@pytest.fixture
def source(root: Path) -> Path:
    return next((root / "backups").iterdir())


@pytest.fixture
def clock() -> FixedClock:
    clock = FixedClock(filled.NOW)
    clock.advance(hours=1)
    return clock


def opened(root: Path, clock: FixedClock) -> Iterator[Desk]:
    desk = open_desk(root, clock)
    yield desk
    desk.close()


def everything(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in root.iterdir() if file.is_file()}


def put_back(root: Path, source: Path, clock: FixedClock) -> Mark:
    return restore(source, root, admit, clock=clock)


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[100:5000] = bytes(4900)
    file.write_bytes(data)


def test_what_stood_there_is_kept_to_the_byte(root: Path, source: Path, clock: FixedClock) -> None:
    damage(root / "library.db")
    (root / "library.db-wal").write_bytes(b"the rest of a log")
    before = everything(root)
    mark = put_back(root, source, clock)
    kept = everything(root / "aside" / mark.aside)
    assert kept == {name: before[name] for name in ("library.db", "library.db-wal")}
    desk = open_desk(root, clock)
    assert desk.keeping.verify(ADMIN) == []
    desk.close()


def test_numbers_begin_anew_and_never_twice(root: Path, source: Path, clock: FixedClock) -> None:
    assert put_back(root, source, clock).series == "R2"
    desk = open_desk(root, clock)
    number = papers.next_number(desk.ground, "R")[1]
    assert number == f"{settings.read('device')}-2026-RR2-000001"
    desk.close()
    assert put_back(root, source, clock).series == "R3"  # the same backup, which knows of no restore
    (root / "series.restored").unlink()
    (root / "library.db").unlink()
    assert put_back(root, source, clock).series == "R4"  # remembered beside the backups, too
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(root / "library.key", elsewhere)
    assert restore(source, elsewhere, admit, clock=clock).series == "R5"


def test_documents_of_the_library_moved_aside_stay_for_it(
    root: Path, source: Path, clock: FixedClock
) -> None:
    later = Folder(root).document(Folder(root).keep(b"%PDF attached after the backup"))
    os.utime(later, (0, 0))
    mark = put_back(root, source, clock)
    desk = open_desk(root, clock)
    assert desk.keeping.verify(ADMIN) == []
    assert connection.rows(str, "SELECT subject FROM removed_file WHERE sha256 = ?", (later.name,)) == [
        f"aside:{mark.aside}"
    ]
    desk.close()


def test_request_numbers_begin_anew(root: Path, source: Path, clock: FixedClock) -> None:
    put_back(root, source, clock)
    desk = open_desk(root, clock)
    number = desk.requests._next_number()
    assert number.startswith(f"{settings.read('device')}R2-20261121-")
    desk.close()


def test_what_was_given_out_is_worth_nothing(root: Path, source: Path, clock: FixedClock) -> None:
    desk = open_desk(root, FixedClock(filled.NOW))
    patron = connection.value("SELECT MIN(id) FROM patron")
    token = tokens.issue(desk.ground, patron, "paper").text
    again = desk.keeping.backup(ADMIN).folder
    desk.close()
    mark = put_back(root, again, clock)
    assert mark.revoked >= 1
    desk = open_desk(root, clock)
    with pytest.raises(Refusal) as refused:
        tokens.find(desk.ground, token)
    assert refused.value.code == "activation.token_consumed"
    assert settings.read("page.sealed_since") == desk.ground.now
    desk.close()


def test_messages_are_held_and_marked(root: Path, source: Path, clock: FixedClock) -> None:
    mark = put_back(root, source, clock)
    desk = open_desk(root, clock)
    assert desk.notices.paused() == "restored"
    waiting = connection.rows(int, "SELECT maybe_repeat FROM outbox WHERE state = 'waiting'")
    assert len(waiting) == mark.held
    assert set(waiting) <= {1}
    desk.close()


def test_the_audit_chain_says_what_happened(root: Path, source: Path, clock: FixedClock) -> None:
    mark = put_back(root, source, clock)
    desk = open_desk(root, clock)
    actor, subject, payload = connection.rows(
        lambda *row: row,
        "SELECT actor, subject, payload FROM audit a JOIN audit_payload p ON p.id = a.id "
        "WHERE action = 'restore'",
    )[0]
    assert (actor, subject) == ("Kim", f"backup:{source.name}")
    assert '"series": "R2"' in payload
    assert mark.aside in payload
    assert list(audit.breaks()) == []
    assert afterwards.last() == mark
    afterwards.read(desk.ground, ADMIN)
    assert afterwards.last() is None
    desk.close()


def test_an_open_shift_is_told(root: Path, clock: FixedClock) -> None:
    desk = open_desk(root, FixedClock(filled.NOW))
    if not connection.value("SELECT COUNT(*) FROM shift WHERE closed_at IS NULL"):
        desk.shifts.open(ADMIN, connection.value("SELECT MIN(id) FROM till"), 100_00)
    again = desk.keeping.backup(ADMIN).folder
    desk.close()
    assert put_back(root, again, clock).shifts[0].till == "1"


def test_a_damaged_backup_changes_nothing(root: Path, source: Path, clock: FixedClock) -> None:
    before = everything(root)
    data = bytearray((source / "library.db").read_bytes())
    data[-5] ^= 1
    (source / "library.db").write_bytes(data)
    with pytest.raises(Refusal) as refused:
        put_back(root, source, clock)
    assert refused.value.code == "backup.damaged"
    assert everything(root) == before
    assert not (root / "restore.part").exists()


def test_not_while_somebody_has_it_open(root: Path, source: Path, clock: FixedClock) -> None:
    import subprocess
    import sys

    code = (
        "import apsw, sys; c = apsw.Connection(sys.argv[1]); c.execute('SELECT * FROM setting').fetchall(); "
        "print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(root / "library.db")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    other.stdout.readline()
    with pytest.raises(Refusal) as refused:
        put_back(root, source, clock)
    assert refused.value.code == "restore.busy"
    other.communicate()
    put_back(root, source, clock)


def test_only_an_administrator_of_that_library(tmp_path: Path, clock: FixedClock) -> None:

    root = tmp_path / "library"
    desk = new_desk(root, clock, first=("kim", "Kim", "a long password"))
    desk.staff.add(ADMIN, "lee", "Lee", "cashier", "another password")
    source = desk.keeping.backup(ADMIN).folder
    desk.close()
    for login, password, code in (
        ("kim", "not the password", "sign_in.wrong"),
        ("lee", "another password", "not_permitted"),
    ):
        with pytest.raises(Refusal) as refused:
            restore(source, root, staff(root, login, password), clock=clock)
        assert refused.value.code == code
        assert not (root / "aside").exists()
    assert restore(source, root, staff(root, "kim", "a long password"), clock=clock).actor == "Kim"


def test_the_key(root: Path, source: Path, clock: FixedClock, tmp_path: Path) -> None:
    key = (root / "library.key").read_bytes()
    elsewhere = tmp_path / "elsewhere"
    for given, code in ((Key(), "restore.key"), (Key(given=b"x" * 32), "restore.key_other")):
        with pytest.raises(Refusal) as refused:
            restore(source, elsewhere, admit, key=given, clock=clock)
        assert refused.value.code == code
    restore(source, elsewhere, admit, key=Key(given=key), clock=clock)
    assert (elsewhere / "library.key").read_bytes() == key
    (root / "library.key").unlink()
    restore(source, root, admit, key=Key(fresh=True), clock=clock)
    assert (root / "library.key").read_bytes() != key


class Killed(BaseException):
    """The power goes."""


def test_whenever_it_breaks_off_one_whole_library_stands(
    root: Path, source: Path, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every call that changes names or flushes is where the power goes once."""
    steps, died = 0, []
    while True:
        copy = Path(shutil.copytree(root, tmp_path / f"copy-{steps}"))
        (copy / "library.db-wal").write_bytes(b"")
        left = steps

        def step(*_: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        with monkeypatch.context() as patched:
            for name in ("rename", "replace"):
                real = getattr(Path, name)

                def broken(self: Path, target: Path, real: object = real) -> object:
                    step()
                    return real(self, target)  # type: ignore[operator]

                patched.setattr(Path, name, broken)
            patched.setattr(shutil, "rmtree", lambda *_, **__: step())
            try:
                restore(copy / "backups" / source.name, copy, admit, clock=clock)
                done = True
            except Killed:
                done = False
        desk = open_desk(copy, clock)
        died.append(settings.read("series_suffix", ""))
        assert desk.keeping.verify(ADMIN) == []
        desk.close()
        if done:
            break
        steps += 1
    assert died == sorted(died)
    assert "" in died
    assert "R2" in died[:-1]


def test_a_backup_of_an_older_schema_is_brought_up_to_date(tmp_path: Path, clock: FixedClock) -> None:
    import zipfile

    with zipfile.ZipFile(Path(__file__).parent / "fixtures" / "schema-4.zip") as archive:
        archive.extractall(tmp_path / "old")
    database = next((tmp_path / "old").rglob("library.db"))
    root = tmp_path / "library"
    with pytest.raises(Refusal) as refused:
        restore(database.parent, root, admit, clock=clock, key=Key(fresh=True))
    assert refused.value.code == "backup.unsealed"
    restore(database.parent, root, admit, clock=clock, key=Key(fresh=True), unsealed=True)
    file = apsw.Connection(str(root / "library.db"))
    assert file.pragma("user_version") == connection.SCHEMA_VERSION
    file.close()
