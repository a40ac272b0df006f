"""Who may put a library in place: wrong passwords are slowed, and an administrator of today agrees."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.desk import create_desk, open_desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import afterwards, present, tries
from ill_desktop.keeping.afterwards import Mark
from ill_desktop.keeping.present import Login
from ill_desktop.keeping.restore import Key, restore, staff
from ill_desktop.paths import Folder
from ill_desktop.staff.rules import FAILURES_BEFORE_WAIT, WAIT_MINUTES, Actor
from tests import filled

ADMIN = Actor("Kim", "administrator")
KIM, LEE = Login("kim", "a long password"), Login("lee", "another password")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(filled.NOW)


@pytest.fixture
def root(tmp_path: Path, clock: FixedClock) -> Path:
    """Kim was the administrator when the backup was made; since then it is Lee, and Kim was let go."""
    root = tmp_path / "library"
    desk = create_desk(root, "zju", "YQ", "zh_CN", clock=clock, first=(KIM.login, "Kim", KIM.password))
    desk.keeping.backup(ADMIN)
    desk.staff.add(ADMIN, LEE.login, "Lee", "administrator", LEE.password)
    desk.staff.set_active(ADMIN, 1, False)
    desk.close()
    clock.advance(hours=1)
    return root


def put_back(root: Path, clock: FixedClock, who: Login = KIM, agreeing: Login | None = None) -> Mark:
    source = next((root / "backups").glob("2026*"))
    agree = present.administrator(who, agreeing)
    return restore(source, root, staff(root, *who), agree=agree, clock=clock)


def refused(root: Path, clock: FixedClock, who: Login = KIM, agreeing: Login | None = None) -> Refusal:
    before = (root / "library.db").read_bytes()
    with pytest.raises(Refusal) as found:
        put_back(root, clock, who, agreeing)
    assert (root / "library.db").read_bytes() == before
    assert not (root / "aside").exists()
    return found.value


# Slowed


def test_wrong_passwords_are_slowed_however_often_the_window_is_opened(root: Path, clock: FixedClock) -> None:
    for _ in range(FAILURES_BEFORE_WAIT):
        assert refused(root, clock, Login("Kim ", "a guess")).code == "sign_in.wrong"
        clock.advance(seconds=1)
    waits = refused(root, clock)
    assert (waits.code, waits.facts) == ("sign_in.wait", {"minutes": WAIT_MINUTES})
    clock.advance(minutes=WAIT_MINUTES)
    assert refused(root, clock).code == "restore.agree"  # the right password is tried again


def test_a_good_one_clears_the_count_and_others_are_not_kept_waiting(root: Path, clock: FixedClock) -> None:
    guess = Login("kim", "a guess")
    for _ in range(FAILURES_BEFORE_WAIT - 1):
        refused(root, clock, guess)
    refused(root, clock)  # her own: only the agreement is missing
    for _ in range(FAILURES_BEFORE_WAIT - 1):
        assert refused(root, clock, guess).code == "sign_in.wrong"
    for _ in range(FAILURES_BEFORE_WAIT + 1):
        last = refused(root, clock, Login("nobody", "a guess"))
    assert last.code == "sign_in.wait"
    assert refused(root, clock).code == "restore.agree"


def test_a_clock_set_back_or_a_spoilt_file_locks_nobody_out(root: Path, clock: FixedClock) -> None:
    for _ in range(FAILURES_BEFORE_WAIT):
        refused(root, clock, Login("kim", "a guess"))
    clock.advance(days=-3)
    assert refused(root, clock).code == "restore.agree"
    for spoilt in ("", "[]", "null", '{"a": 1}', '{"a": ["no time"]}', "\x00"):
        (root / tries.FILE).write_text(spoilt)
        assert refused(root, clock).code == "restore.agree"


def test_the_count_is_its_owner_s_and_holds_no_login(root: Path, clock: FixedClock) -> None:
    refused(root, clock, Login("kim", "a guess"))
    assert Folder(root).open_to_others() == []
    assert "kim" not in (root / tries.FILE).read_text()


# Agreed


def test_who_was_let_go_cannot_come_back_with_an_old_backup(root: Path, clock: FixedClock) -> None:
    refusal = refused(root, clock)
    assert (refusal.code, refusal.field) == ("restore.agree", "present_login")
    for agreeing in (KIM, Login("lee", "a guess"), Login("nobody", LEE.password)):
        refusal = refused(root, clock, KIM, agreeing)
        assert (refusal.code, refusal.field) == ("sign_in.wrong", "present_password")


def test_one_of_today_agrees_and_that_is_in_the_mark(root: Path, clock: FixedClock) -> None:
    mark = put_back(root, clock, KIM, LEE)
    assert (mark.actor, mark.agreed, mark.unasked) == ("Kim", "Lee", "")
    desk = open_desk(root, clock)
    assert afterwards.last() == mark
    payload = connection.value("SELECT payload FROM audit_payload ORDER BY id DESC LIMIT 1")
    assert '"by": "Lee"' in payload
    desk.close()


def test_who_is_administrator_then_and_now_signs_in_once(root: Path, clock: FixedClock) -> None:
    desk = open_desk(root, clock)
    desk.staff.set_active(ADMIN, 1, True)
    desk.close()
    assert put_back(root, clock).agreed == "Kim"


def test_another_role_today_does_not_do(root: Path, clock: FixedClock) -> None:
    desk = open_desk(root, clock)
    desk.staff.set_active(ADMIN, 1, True)
    desk.staff.set_role(ADMIN, 1, "cashier")
    desk.close()
    assert refused(root, clock).code == "restore.agree"
    assert refused(root, clock, KIM, KIM).code == "restore.agree"


def test_guesses_at_today_s_passwords_are_slowed_too(root: Path, clock: FixedClock) -> None:
    """Also those that come with a backup of one's own making, in which any password is right."""
    for _ in range(FAILURES_BEFORE_WAIT):
        refused(root, clock)  # each tries Kim's in the present library
    assert refused(root, clock).code == "sign_in.wait"


def test_what_is_only_in_the_log_counts(root: Path, clock: FixedClock, tmp_path: Path) -> None:
    """As after a power cut: that Kim was let go had not reached the file itself."""
    desk = open_desk(root, clock)
    desk.staff.set_active(ADMIN, 1, True)
    connection.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.staff.set_active(ADMIN, 1, False)
    cut = Path(shutil.copytree(root, tmp_path / "cut"))
    desk.close()
    (cut / "library.db-shm").unlink()
    assert (cut / "library.db-wal").stat().st_size
    assert refused(cut, clock).code == "restore.agree"
    assert not (cut / "library.db-shm").exists()


@pytest.mark.parametrize("damage", ["cut", "rubbish", "no staff", "gone"])
def test_nobody_can_be_asked_where_nobody_can_be_read(root: Path, clock: FixedClock, damage: str) -> None:
    file = root / "library.db"
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    elif damage == "rubbish":
        file.write_bytes(b"no database")
    elif damage == "gone":
        file.unlink()
    else:
        desk = open_desk(root, clock)
        connection.execute("DELETE FROM staff")
        desk.close()
    mark = put_back(root, clock)
    assert (mark.agreed, mark.unasked) == ("", "absent" if damage == "gone" else "unreadable")


def test_whoever_was_let_go_since_stays_out_of_the_restored_library(root: Path, clock: FixedClock) -> None:
    """Unless nobody were left to let people in, as with Kim, who was alone when the first one was made."""
    desk = open_desk(root, clock)
    away = desk.staff.add(ADMIN, "ann", "Ann", "cashier", "the cash is mine")
    desk.staff.set_active(ADMIN, 1, True)
    desk.keeping.backup(ADMIN)
    for each in (1, away):
        desk.staff.set_active(ADMIN, each, False)
    desk.close()
    first, second = sorted((root / "backups").glob("2026*"))
    agree = present.administrator(KIM, LEE)
    mark = restore(second, root, staff(root, *KIM), agree=agree, clock=clock)
    assert mark.kept_out == "kim, ann"
    desk = open_desk(root, clock)
    for gone in (KIM, Login("ann", "the cash is mine")):
        with pytest.raises(Refusal, match=r"sign_in\.wrong"):
            desk.staff.sign_in(*gone)
    assert connection.value("SELECT COUNT(*) FROM audit WHERE action = 'staff.active' AND actor = 'Kim'") >= 2
    desk.close()
    clock.advance(hours=1)
    assert restore(first, root, lambda _: ADMIN, clock=clock).kept_out == ""


def test_on_the_command_line_nobody_is_asked_and_that_is_said(root: Path, clock: FixedClock) -> None:
    source = next((root / "backups").glob("2026*"))
    assert restore(source, root, lambda _: ADMIN, clock=clock).unasked == "command_line"
    fresh = root.parent / "fresh"
    key = Key(given=(root / "library.key").read_bytes())
    first = restore(source, fresh, staff(fresh, *KIM), agree=present.administrator(KIM), key=key, clock=clock)
    assert first.unasked == "absent"
