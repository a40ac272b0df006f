"""Photos that show that money moved: attached once, matched by, backed up, missed when they are gone."""

from __future__ import annotations

import hashlib
import os
import struct
import zlib

import pytest

from db import connection
from ill_desktop.cashier import papers, proofs, queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.proofs import Owner, ProofService
from ill_desktop.clock import FixedClock
from ill_desktop.keeping.checks import Finding
from ill_desktop.keeping.retention import RetentionService
from ill_desktop.keeping.service import KeepingService
from ill_desktop.keeping.verify import verify
from ill_desktop.requests import forgetting
from ill_desktop.staff.rules import Actor
from tests.db.money import charge
from tests.db.till import Till, operation, refused

JPEG = b"\xff\xd8\xff\xe0" + b"a stamped slip" * 20 + b"\xff\xd9"


def png(colour: int = 0) -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes([0, colour])))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


@pytest.fixture
def photos(till: Till) -> ProofService:
    return ProofService(till.ground)


def slip(till: Till, campus: int, fen: int = 300) -> Owner:
    made = till.transfers.issue(till.by, campus, [charge(till, campus, fen)], operation())
    return Owner(transfer_id=made.paper_id)


def incoming(till: Till) -> Owner:
    day = till.ground.clock.day()
    number = BankService(till.ground).receive(till.by, day, 500, "陈竑宇", operation(), operation())
    return Owner(incoming_id=number)


def test_a_photo_is_kept_once_by_its_content(till: Till, photos: ProofService, campus: int) -> None:
    owner = slip(till, campus)
    first = photos.attach(till.by, owner, JPEG)
    assert photos.attach(till.by, owner, JPEG) == first, "the same again is the one that is there"
    photos.attach(till.by, owner, png())
    assert [each.sha256 for each in proofs.of(owner)] == [
        hashlib.sha256(data).hexdigest() for data in (JPEG, png())
    ]
    assert proofs.content(till.ground.folder, proofs.of(owner)[0].sha256) == JPEG
    assert proofs.of_slips() == {owner.transfer_id: 2}


def test_the_same_photo_at_another_entry_is_said(till: Till, photos: ProofService, campus: int) -> None:
    one, other = slip(till, campus), incoming(till)
    photos.attach(till.by, one, JPEG)
    photos.attach(till.by, other, JPEG)
    assert proofs.of(one)[0].elsewhere.startswith("陈竑宇 · ")
    assert proofs.of(other)[0].elsewhere.startswith("YQ1-2026-T-")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "proof.type"),
        (b"GIF89a....", "proof.type"),
        (b"<html>", "proof.type"),
        (b"\0\0\0\x18ftypheic" + b"x" * 50, "proof.heic"),
        (JPEG[:-40], "proof.damaged"),
        (png()[:-20], "proof.damaged"),
        (b"RIFF\xff\0\0\0WEBPVP8 ", "proof.damaged"),
        (b"%PDF-1.7 nothing", "proof.damaged"),
        (b"\xff\xd8\xff" + b"x" * (20 << 20) + b"\xff\xd9", "proof.size"),
    ],
)
def test_what_is_no_photo_is_refused(till: Till, photos: ProofService, data: bytes, code: str) -> None:
    owner = incoming(till)
    wrong = refused(lambda: photos.attach(till.by, owner, data))
    assert (wrong.code, wrong.field) == (code, "proof")
    assert proofs.of(owner) == []


def test_a_stamped_slip_is_matched_by_its_photo_alone(till: Till, photos: ProofService, campus: int) -> None:
    owner = slip(till, campus)
    slip_id = owner.transfer_id or 0
    wrong = refused(lambda: till.counter.match_transfer(till.by, slip_id, "", operation()))
    assert (wrong.code, wrong.field) == ("transfer.evidence", "reference")
    kept = photos.attach(till.by, owner, JPEG)
    till.counter.match_transfer(till.by, slip_id, "", operation())
    assert queries.dues(campus) == []
    assert refused(lambda: photos.take_off(till.by, kept)).code == "proof.in_use"
    till.counter.take_back_transfer(till.by, slip_id, "盖章的是另一张", operation())
    photos.take_off(till.by, kept)
    assert proofs.of(owner) == []
    assert removed_as(kept_as(JPEG)) == ["voucher"]


def kept_as(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def removed_as(sha256: str) -> list[str]:
    return connection.rows(str, "SELECT why FROM removed_file WHERE sha256 = ?", (sha256,))


def test_what_a_voucher_rested_on_stays_in_backups_and_is_missed(
    till: Till, photos: ProofService, campus: int, admin: Actor
) -> None:
    """The slip was matched by this photo, and taken back: both entries are in the books for ever."""
    owner = slip(till, campus)
    kept = photos.attach(till.by, owner, JPEG)
    till.counter.match_transfer(till.by, owner.transfer_id or 0, "", operation())
    till.counter.take_back_transfer(till.by, owner.transfer_id or 0, "盖章的是另一张", operation())
    photos.take_off(till.by, kept)
    sha256 = kept_as(JPEG)
    assert list(KeepingService(till.ground).backup(admin).folder.rglob(sha256))
    assert forgetting.remove_unused(till.ground.folder, [sha256]) == 0
    with pytest.raises(Exception, match="insert-only"):
        connection.execute("DELETE FROM removed_file")
    assert verify(till.ground.folder) == []
    till.ground.folder.document(sha256).unlink()
    assert [each.code for each in verify(till.ground.folder)] == ["file_missing"]


def test_a_photo_on_which_nothing_was_posted_waits_for_the_cleaning(
    till: Till, photos: ProofService, campus: int, admin: Actor, clock: FixedClock
) -> None:
    for owner, data in ((slip(till, campus), JPEG), (incoming(till), png(1)), (slip(till, campus), png(2))):
        photos.take_off(till.by, photos.attach(till.by, owner, data))
        assert removed_as(kept_as(data)) == ["trash"]
    photos.attach(till.by, slip(till, campus), png(2))  # the same where it belongs
    folder, keeping = till.ground.folder, KeepingService(till.ground)
    assert [file.name for file in keeping.backup(admin).folder.rglob(kept_as(JPEG))] == []
    assert verify(folder) == []
    retention = RetentionService(till.ground, keeping)
    retention.configure(admin, {"files": 30})
    clock.advance(days=29)
    assert [(each.rule, each.many) for each in retention.plan(admin)] == [("files", 0)]
    clock.advance(days=2)
    retention.run(admin, {"files": 3})
    stays = {data: folder.document(kept_as(data)).exists() for data in (JPEG, png(1), png(2))}
    assert stays == {JPEG: False, png(1): False, png(2): True}
    assert verify(folder) == []


def test_a_file_without_a_name_is_found_and_cleaned_in_its_time(
    till: Till, photos: ProofService, admin: Actor, clock: FixedClock
) -> None:
    """As after a power cut between the file and its row."""
    folder, keeping = till.ground.folder, KeepingService(till.ground)
    stray = folder.document(folder.keep(b"%PDF never said"))
    half = stray.with_name("tmp7k2")
    half.write_bytes(b"%PD")
    assert verify(folder) == []  # perhaps somebody is at it
    for file in (stray, half):
        os.utime(file, (0, 0))
    assert {each.facts["file"] for each in verify(folder)} == {
        f"{stray.name[:2]}/{file.name}" for file in (stray, half)
    }
    retention = RetentionService(till.ground, keeping)
    retention.run(admin, {})
    assert stray.exists()  # off until somebody sets it
    retention.configure(admin, {"files": 7})
    retention.run(admin, {})
    assert (stray.exists(), half.exists()) == (True, False)
    assert verify(folder) == []
    clock.advance(days=8)
    retention.run(admin, {"files": 1})
    assert not stray.exists()


def test_a_voucher_that_cleared_another_slip_is_asked_about(till: Till, campus: int) -> None:
    first, second = (slip(till, campus).transfer_id or 0 for _ in range(2))
    till.counter.match_transfer(till.by, first, "F-1", operation())
    asked = refused(lambda: till.counter.match_transfer(till.by, second, " F-1 ", operation()))
    assert (asked.code, asked.field) == ("payment.reference_seen", "reference")
    assert asked.facts == {"reference": "F-1", "number": papers.by_id(first).number}
    till.counter.take_back_transfer(till.by, first, "盖章的是另一张", operation())
    till.counter.match_transfer(till.by, second, "F-1", operation())
    till.counter.match_transfer(till.by, first, "F-1", operation(), sure=True)
    assert queries.dues(campus) == []


def test_a_part_of_a_slip_is_refused(till: Till, campus: int) -> None:
    owner = slip(till, campus)
    slip_id = owner.transfer_id or 0
    wrong = refused(lambda: till.counter.match_transfer(till.by, slip_id, "F-1", operation(), amount_fen=200))
    assert (wrong.code, wrong.field) == ("transfer.amount", "amount")
    assert (wrong.facts["slip"], wrong.facts["stamped"]) == ("¥3.00", "¥2.00")
    assert till.counter.match_transfer(till.by, slip_id, "F-1", operation(), amount_fen=300)


def test_a_photo_stays_while_its_money_is_put_to_something(
    till: Till, photos: ProofService, patron: int
) -> None:
    owner, banking = incoming(till), BankService(till.ground)
    kept = photos.attach(till.by, owner, JPEG)
    banking.settle(till.by, owner.incoming_id or 0, patron, [charge(till, patron, 200)], operation())
    assert refused(lambda: photos.take_off(till.by, kept)).code == "proof.in_use"


def test_photos_are_in_the_backup_and_missed_when_gone(
    till: Till, photos: ProofService, campus: int, admin: Actor
) -> None:
    owner = slip(till, campus)
    photos.attach(till.by, owner, JPEG)
    sha256 = proofs.of(owner)[0].sha256
    made = KeepingService(till.ground).backup(admin)
    assert [file.name for file in made.folder.rglob(sha256)] == [sha256]

    def missed() -> list[Finding]:
        return [each for each in verify(till.ground.folder) if each.code.startswith("file_")]

    assert missed() == []
    till.ground.folder.document(sha256).unlink()
    (finding,) = missed()
    number = connection.value("SELECT number FROM paper WHERE id = ?", (owner.transfer_id,))
    assert (finding.code, finding.facts["name"]) == ("file_missing", number)
    assert refused(lambda: proofs.content(till.ground.folder, sha256)).code == "proof.missing"


def test_too_many_photos_are_a_slip_of_the_hand(till: Till, photos: ProofService) -> None:
    owner = incoming(till)
    for colour in range(proofs.MOST):
        photos.attach(till.by, owner, png(colour))
    assert refused(lambda: photos.attach(till.by, owner, png(200))).code == "proof.many"


def test_who_takes_no_money_attaches_nothing(till: Till, photos: ProofService) -> None:
    nobody = Actor("柜台", "counter", staff_id=50)
    assert refused(lambda: photos.attach(nobody, incoming(till), JPEG)).code == "not_permitted"
