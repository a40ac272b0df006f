"""The manifest, sealed copies, the second place, thinning, drills, and the key on paper."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import connection
from ill_desktop import audit, settings
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk, open_desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import key_code, manifest, reading, sealing
from ill_desktop.keeping.reading import Backup
from ill_desktop.keeping.sealing import Opener
from ill_desktop.keeping.tiers import Tiers, kept
from ill_desktop.staff.rules import Actor
from tests import filled

ADMIN = Actor("Kim", "administrator")
PASSPHRASE = "three quiet rivers"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(filled.NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    desk = open_desk(filled.copy_to(tmp_path / "library"), clock)
    settings.write("demo", False)  # a demo makes no backups by itself
    yield desk
    desk.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


def something_happens(desk: Desk) -> None:
    with connection.transaction():
        audit.append(desk.ground.now, "Kim", "test", "library")


def rewrite(folder: Path, sql: str, *, seal: bool = False) -> None:
    """Change a backup's database, and with ``seal`` its manifest, so that only the comparison can find it."""
    file = apsw.Connection(str(folder / "library.db"))
    for name in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        file.execute(f'DROP TRIGGER "{name[0]}"')
    file.execute(sql)
    made = manifest.read(folder)
    sums, head = reading.ledger(file.execute), reading.head(file.execute)
    file.close()
    if seal:
        data = (folder / "library.db").read_bytes()
        made = replace(
            made, ledger=sums, head=head, database=hashlib.sha256(data).hexdigest(), size=len(data)
        )
        (folder / manifest.NAME).write_bytes(made.to_bytes())


# The manifest


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_no_flipped_bit_in_a_manifest_passes(place: int, bits: int) -> None:
    at, documents = "2026-11-21T06:26:03.120Z", {"a" * 64: 1}
    made = manifest.Manifest(at, "by_hand", 10, "YQ", "h", (1, 0, 2, 3), "", "k", "d" * 64, 7, documents)
    data = bytearray(made.to_bytes())
    assert manifest.parse(bytes(data)) == made
    data[place % len(data)] ^= bits
    with pytest.raises(manifest.Unreadable):
        manifest.parse(bytes(data))


def test_a_change_no_check_would_see_is_found(desk: Desk) -> None:
    made = desk.keeping.backup(ADMIN).folder
    Backup(made).check()
    rewrite(made, "UPDATE patron SET name = 'X' WHERE id = 1")
    with pytest.raises(Refusal) as refused:
        Backup(made).check()
    assert [each.code for each in refused.value.facts["findings"]] == ["backup_file"]


def test_a_broken_manifest_is_said(desk: Desk) -> None:
    made = desk.keeping.backup(ADMIN).folder
    (made / manifest.NAME).write_text("{}")
    with pytest.raises(Refusal) as refused:
        Backup(made)
    assert [each.code for each in refused.value.facts["findings"]] == ["manifest"]


def test_documents_are_linked_between_backups_and_a_bad_one_is_not(desk: Desk) -> None:
    first, second = desk.keeping.backup(ADMIN).folder, desk.keeping.backup(ADMIN).folder
    (one,) = [file for file in (first / "documents").rglob("*") if file.is_file()]
    two = second / one.relative_to(first)
    assert one.samefile(two)
    two.write_bytes(b"worn out")
    third = desk.keeping.backup(ADMIN).folder
    assert not one.samefile(third / one.relative_to(first))
    Backup(third).check()


# By itself


def test_only_what_changed_is_backed_up_and_only_in_time(desk: Desk, clock: FixedClock) -> None:
    keeping = desk.keeping
    assert keeping.is_due()
    assert keeping.automatic() is not None
    assert keeping.automatic() is None
    clock.advance(minutes=40)
    assert not keeping.is_due()  # the backup itself is no change
    something_happens(desk)
    assert keeping.is_due()
    assert keeping.automatic() is not None
    something_happens(desk)
    clock.advance(minutes=29)
    assert not keeping.is_due()
    clock.advance(days=-2)
    assert keeping.is_due()  # the clock was set back: better one too many


def test_one_that_another_process_makes_is_not_made_twice(desk: Desk) -> None:
    settings.write("backup.busy_until", "2026-11-21T07:00:00.000Z")
    assert desk.keeping.automatic() is None
    settings.write("backup.busy_until", "2026-11-21T05:00:00.000Z")  # it died
    assert desk.keeping.automatic() is not None


def test_what_failed_is_remembered_until_it_works(desk: Desk) -> None:
    document = next(desk.ground.folder.documents.glob("??/*"))
    document.rename(document.with_name("gone"))
    with pytest.raises(Refusal):
        desk.keeping.automatic()
    assert desk.keeping.standing().warning == "failed"
    document.with_name("gone").rename(document)
    desk.keeping.automatic()
    assert desk.keeping.standing().warning == ""


def test_work_that_waits_too_long_for_a_backup_is_told_and_a_closed_summer_is_not(
    desk: Desk, clock: FixedClock
) -> None:
    desk.keeping.set_plan(ADMIN, False, 30, Tiers(), told_after=5)
    desk.keeping.backup(ADMIN)
    clock.advance(days=60)
    assert desk.keeping.standing().warning == ""  # nothing was done
    something_happens(desk)
    assert desk.keeping.standing().warning == "late"
    desk.keeping.backup(ADMIN)
    something_happens(desk)
    for days, warning in ((5, ""), (1, "late")):
        clock.advance(days=days)
        assert desk.keeping.standing().warning == warning
    for wrong in (0, 366):
        with pytest.raises(Refusal) as refused:
            desk.keeping.set_plan(ADMIN, False, 30, Tiers(), told_after=wrong)
        assert (refused.value.code, refused.value.field) == ("backup.days", "told_after")
    desk.keeping.set_plan(ADMIN, True, 30, Tiers())
    assert desk.keeping.plan().days == 5


@given(
    st.lists(
        st.integers(0, 3 * 366 * 24 * 60).map(lambda m: filled.NOW - dt.timedelta(minutes=m)), max_size=300
    )
)
def test_thinning_keeps_the_newest_of_every_period(made: list[dt.datetime]) -> None:
    tiers = Tiers(4, 3, 2, 5)
    stay = kept(made, tiers)
    assert stay <= set(made)
    assert len(stay) <= sum(tiers)
    if made:
        assert max(made) in stay
    months: dict[tuple[int, int], dt.datetime] = {}
    for at in sorted(made):
        months[at.year, at.month] = at
    assert {months[month] for month in sorted(months)[-5:]} <= stay
    assert kept(stay, tiers) == stay


def test_older_automatic_ones_go_and_those_by_hand_stay(desk: Desk, clock: FixedClock) -> None:
    desk.keeping.set_plan(ADMIN, True, 30, Tiers(2, 1, 1, 1))
    by_hand = desk.keeping.backup(ADMIN).folder
    for _ in range(4):
        clock.advance(hours=1)
        something_happens(desk)
        assert desk.keeping.automatic() is not None
    names = [each.folder.name for each in desk.keeping.backups()]
    assert names == ["20261121T100000Z", "20261121T090000Z", by_hand.name]


# The second place


def test_a_copy_goes_to_the_second_place_and_its_documents_once(
    desk: Desk, stick: Path, clock: FixedClock
) -> None:
    desk.keeping.set_second(ADMIN, stick)
    assert desk.keeping.standing().warning == "second_late"
    for _ in range(2):
        made = desk.keeping.backup(ADMIN)
        assert made.second is not None
        Backup(made.second).check()
    assert len([file for file in (stick / "documents").rglob("*") if file.is_file()]) == 1
    assert desk.keeping.standing().warning == ""
    clock.advance(days=4)
    assert desk.keeping.standing().warning == "second_late"
    shutil.rmtree(stick)
    made = desk.keeping.backup(ADMIN)
    assert made.second is None
    assert made.problem is not None
    assert made.problem.code == "backup.second_missing"
    assert not stick.exists()
    assert desk.keeping.standing().warning == "second_failed"


def test_a_sealed_copy_opens_with_its_passphrase_only(desk: Desk, stick: Path) -> None:
    desk.keeping.set_second(ADMIN, stick)
    desk.keeping.set_passphrase(ADMIN, PASSPHRASE)
    copy = desk.keeping.backup(ADMIN).second
    assert copy is not None
    assert not [file for file in stick.rglob("*") if file.is_file() and not file.name.endswith(".sealed")]
    name = connection.value("SELECT name FROM patron LIMIT 1").encode()
    assert not [file for file in stick.rglob("*") if file.is_file() and name in file.read_bytes()]
    Backup(copy, Opener(PASSPHRASE)).check()
    for wrong in ("", "three quiet river"):
        with pytest.raises(Refusal) as refused:
            Backup(copy, Opener(wrong))
        assert refused.value.code == "backup.passphrase"
    assert desk.keeping.drill(ADMIN, copy, PASSPHRASE).documents == 1


def test_a_passphrase_file_that_is_damaged_copies_nothing_open(desk: Desk, stick: Path) -> None:
    desk.keeping.set_second(ADMIN, stick)
    desk.ground.folder.secret.write_bytes(b"short")
    made = desk.keeping.backup(ADMIN)
    assert made.problem is not None
    assert made.problem.code == "backup.secret_damaged"
    assert list(stick.iterdir()) == []


def test_the_second_place_is_another_place(desk: Desk) -> None:
    for folder, code in (
        (desk.ground.folder.backups, "backup.second_inside"),
        (desk.ground.folder.root / "no", "backup.second_missing"),
    ):
        with pytest.raises(Refusal) as refused:
            desk.keeping.set_second(ADMIN, folder)
        assert refused.value.code == code


SECRET = sealing.Secret(b"s" * 16, 17, b"m" * 32)


@given(st.integers(0, 3 * sealing.PIECE), st.data())
def test_what_is_sealed_comes_out_whole_or_not_at_all(size: int, data: st.DataObject) -> None:
    plain = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    sealed = io.BytesIO()
    sealing.seal(SECRET, io.BytesIO(plain), sealed)
    out = io.BytesIO()
    Opener(secret=SECRET).open(io.BytesIO(sealed.getvalue()), out)
    assert out.getvalue() == plain
    whole = bytearray(sealed.getvalue())
    if data.draw(st.booleans()):
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    else:
        # Behind what belongs to the passphrase: a change there asks for another one.
        whole[data.draw(st.integers(len(sealing.MAGIC) + 17, len(whole) - 1))] ^= data.draw(
            st.integers(1, 255)
        )
    with pytest.raises(Refusal):
        Opener(secret=SECRET).open(io.BytesIO(bytes(whole)), io.BytesIO())


# Drills


def test_a_drill_compares_and_leaves_nothing(desk: Desk) -> None:
    desk.keeping.backup(ADMIN)
    before = {file.name for file in desk.ground.folder.root.iterdir()}
    something_happens(desk)
    done = desk.keeping.drill(ADMIN)
    assert done.counts["posting"] == connection.value("SELECT COUNT(*) FROM posting")
    assert {file.name for file in desk.ground.folder.root.iterdir()} == before
    assert desk.keeping.standing().drilled_at == desk.ground.now


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("DELETE FROM request_event WHERE id = 1", "drill_count"),
        ("UPDATE posting SET amount_fen = 2 * amount_fen", "drill_ledger"),
        ("UPDATE audit_payload SET payload = payload", ""),
    ],
)
def test_a_drill_finds_what_is_not_the_librarys(desk: Desk, sql: str, code: str) -> None:
    made = desk.keeping.backup(ADMIN).folder
    rewrite(made, sql, seal=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "check_database", lambda *_: [])  # whole in itself, but another library's
        if not code:
            desk.keeping.drill(ADMIN, made)
            return
        with pytest.raises(Refusal) as refused:
            desk.keeping.drill(ADMIN, made)
    assert code in [each.code for each in refused.value.facts["findings"]]
    assert desk.keeping.standing().drilled_at == ""


def test_the_backup_of_another_chain_is_told(desk: Desk, tmp_path: Path, clock: FixedClock) -> None:
    other = open_desk(filled.copy_to(tmp_path / "other"), clock)
    something_happens(other)
    made = other.keeping.backup(ADMIN).folder
    other.close()
    here = open_desk(desk.ground.folder.root, clock)
    with connection.transaction():
        audit.append(here.ground.now, "Lee", "test", "library")
    with pytest.raises(Refusal) as refused:
        here.keeping.drill(ADMIN, made)
    here.close()
    assert "drill_head" in [each.code for each in refused.value.facts["findings"]]


# The key


@given(st.binary(min_size=32, max_size=32), st.integers(0, 55), st.sampled_from(key_code.SIGNS))
def test_the_code_of_a_key_is_read_back_and_a_slip_is_found(key: bytes, place: int, sign: str) -> None:
    code = key_code.written(key)
    assert key_code.read(code.lower().replace("0", "o").replace("-", " ")) == key
    assert key_code.from_file(f"Key of the library\n\n{code}\n".encode()) == key
    assert key_code.from_file(key) == key
    signs = list(code.replace("-", ""))
    if signs[place] != sign:
        signs[place] = sign
        with pytest.raises(Refusal):
            key_code.read("".join(signs))
