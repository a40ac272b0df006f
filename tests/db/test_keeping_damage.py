"""A damaged library: refused untouched or open, never half; what can be read is saved, the file is kept."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import apsw
import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.cashier import papers
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.desk import open_desk
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.keeping import backup, checks, known, salvage
from ill_desktop.keeping.checks import Finding
from ill_desktop.keeping.reading import Backup
from ill_desktop.keeping.restore import Key, restore
from ill_desktop.staff.rules import Actor
from tests import filled

ADMIN = Actor("Kim", "administrator")
PAGE = 4096


def admit(_: Ground) -> Actor:
    return ADMIN


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A closed library without a backup."""
    root = filled.copy_to(tmp_path / "library")
    open_desk(root, FixedClock(filled.NOW)).close()
    return root


@pytest.fixture
def backed(root: Path) -> Path:
    """The same with a backup, and a reader who came after it."""
    desk = open_desk(root, FixedClock(filled.NOW))
    desk.keeping.backup(ADMIN)
    with connection.transaction():
        settings.write("later", "kept")
    desk.close()
    return root


def damage(root: Path, seed: int, pages: int = 3) -> bytes:
    """Fill some pages behind the list of tables with noise; returns what stands there now."""
    file, chance = root / "library.db", random.Random(seed)
    data = bytearray(file.read_bytes())
    for _ in range(pages):
        at = chance.randrange(300, len(data) // PAGE) * PAGE
        data[at : at + PAGE] = chance.randbytes(PAGE)
    file.write_bytes(data)
    return bytes(data)


def beside(root: Path) -> set[str]:
    return {file.name for file in root.iterdir() if file.name.startswith("library.db")}


@pytest.mark.parametrize("log", [None, b"", b"no log at all"])
@pytest.mark.parametrize("cut", [0, 60, PAGE // 2, PAGE, 40 * PAGE, -PAGE])
def test_a_refused_file_is_as_it_was_and_nothing_is_left_beside_it(
    root: Path, cut: int, log: bytes | None
) -> None:
    file = root / "library.db"
    data = file.read_bytes()[: cut or None] if cut else b""
    file.write_bytes(data)
    if log is not None:
        (root / "library.db-wal").write_bytes(log)
    before = {name: (root / name).read_bytes() for name in beside(root)}
    with pytest.raises(Refusal) as refused:
        open_desk(root)
    assert refused.value.code == "database.damaged"
    assert {name: (root / name).read_bytes() for name in beside(root)} == before


def test_facts_that_are_no_facts_any_more_are_damage(root: Path) -> None:
    desk = open_desk(root)
    connection.execute("UPDATE setting SET value = '{\"name' WHERE key = 'library'")
    desk.close()
    with pytest.raises(Refusal) as refused:
        open_desk(root)
    assert refused.value.code == "database.damaged"
    assert beside(root) == {"library.db"}


def test_what_can_be_read_becomes_a_library_and_the_file_is_kept(root: Path) -> None:
    data = damage(root, 1)
    saved = salvage.to_library(root, admit, clock=FixedClock(filled.NOW))
    assert saved.mark is not None
    assert saved.losses
    assert saved.rows > 10_000
    assert (root / "aside" / saved.mark.aside / "library.db").read_bytes() == data
    desk = open_desk(root, FixedClock(filled.NOW))
    assert papers.next_number(desk.ground, "R")[1].endswith("-RR2-000001")
    assert desk.notices.paused() == "restored"
    assert [each.code for each in saved.findings] == [each.code for each in desk.keeping.verify(ADMIN)]
    desk.close()


@pytest.mark.parametrize("seed", range(3))
def test_gaps_are_filled_from_the_newest_good_backup(backed: Path, seed: int) -> None:
    damage(backed, seed, pages=12)
    saved = salvage.to_library(backed, admit, clock=FixedClock(filled.NOW))
    assert saved.backup is not None
    assert saved.losses
    assert saved.findings == []
    desk = open_desk(backed, FixedClock(filled.NOW))
    assert desk.keeping.verify(ADMIN) == []
    assert settings.read("later") == "kept"
    assert connection.value("SELECT COUNT(*) FROM patron_search") == filled.PATRONS
    desk.close()


@pytest.mark.parametrize("first", [1, 4])
def test_a_lost_list_of_tables_is_taken_from_the_backup(backed: Path, first: int) -> None:
    file = backed / "library.db"
    file.write_bytes(bytes(first * PAGE) + file.read_bytes()[first * PAGE :])
    saved = salvage.to_library(backed, admit, clock=FixedClock(filled.NOW))
    assert saved.findings == []
    desk = open_desk(backed, FixedClock(filled.NOW))
    assert settings.read("later") == ("kept" if first == 1 else None)  # the settings stood on those pages
    desk.close()


@pytest.mark.parametrize("left", [0, 10, PAGE])
def test_where_nothing_is_left_nothing_is_made(root: Path, left: int) -> None:
    file = root / "library.db"
    file.write_bytes(file.read_bytes()[:left])
    before = {each.name for each in root.iterdir()}
    with pytest.raises(Refusal) as refused:
        salvage.to_library(root, admit)
    assert refused.value.code == "restore.nothing"
    assert {each.name for each in root.iterdir()} == before


@pytest.mark.parametrize("more", ["ALTER TABLE patron ADD COLUMN library_of_birth TEXT", ""])
def test_a_newer_library_is_no_damaged_one(root: Path, more: str) -> None:
    raw = apsw.Connection(str(root / "library.db"))
    raw.execute(f"PRAGMA user_version = 900; {more}")
    raw.close()
    before = (root / "library.db").read_bytes()
    if more:
        with pytest.raises(Refusal) as refused:
            salvage.to_library(root, admit, clock=FixedClock(filled.NOW))
        assert refused.value.code == "database.newer"
        assert (root / "library.db").read_bytes() == before
    else:  # only the number in the head of the file
        assert salvage.to_library(root, admit, clock=FixedClock(filled.NOW)).losses == []


def test_the_key_of_another_library_is_not_taken_for_its_own(root: Path) -> None:
    own = (root / "library.key").read_bytes()
    damage(root, 1)
    (root / "library.key").write_bytes(bytes(32))
    with pytest.raises(Refusal) as refused:
        salvage.to_library(root, admit, clock=FixedClock(filled.NOW))
    assert (refused.value.code, refused.value.field) == ("restore.key_other", "key")
    salvage.to_library(root, admit, key=Key(given=own), clock=FixedClock(filled.NOW))
    assert (root / "library.key").read_bytes() == own


def test_what_is_said_of_the_key_may_be_damaged_too(backed: Path) -> None:
    raw = apsw.Connection(str(backed / "library.db"))
    raw.execute("UPDATE setting SET value = '\"0123456789abcdef\"' WHERE key = 'key_id'")
    raw.close()
    own = (backed / "library.key").read_bytes()
    assert salvage.to_library(backed, admit, clock=FixedClock(filled.NOW)).mark is not None
    shutil.rmtree(backed / "backups")
    raw = apsw.Connection(str(backed / "library.db"))
    raw.execute("UPDATE setting SET value = '\"0123456789abcdef\"' WHERE key = 'key_id'")
    raw.close()
    with pytest.raises(Refusal):
        salvage.to_library(backed, admit, clock=FixedClock(filled.NOW))
    typed = salvage.to_library(backed, admit, key=Key(given=own), clock=FixedClock(filled.NOW))
    assert typed.mark is not None and (backed / "library.key").read_bytes() == own


def test_without_a_library_there_is_nothing_to_save(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        salvage.to_library(tmp_path, admit)
    assert refused.value.code == "restore.nothing", "not that its key is missing"


def test_the_tables_as_csv(root: Path, tmp_path: Path) -> None:
    desk = open_desk(root)
    connection.execute("UPDATE patron SET unit = '=1+1' WHERE id = 1")
    desk.close()
    data = damage(root, 2)
    saved = salvage.to_csv(root, tmp_path / "csv")
    with (tmp_path / "csv" / "patron.csv").open(encoding="utf-8-sig", newline="") as stream:
        people = list(csv.DictReader(stream))
    assert len(people) == filled.PATRONS
    assert people[0]["unit"] == "'=1+1"
    assert saved.rows > 10_000
    assert (root / "library.db").read_bytes() == data
    with pytest.raises(Refusal) as refused:
        salvage.to_csv(root, tmp_path / "csv")
    assert refused.value.code == "restore.into"


def test_the_log_is_read_too(root: Path, tmp_path: Path) -> None:
    desk = open_desk(root)
    settings.write("in the log", 1)
    kept = tmp_path / "broken off"
    shutil.copytree(root, kept)
    desk.close()
    assert (kept / "library.db-wal").stat().st_size
    salvage.to_library(kept, admit, clock=FixedClock(filled.NOW))
    desk = open_desk(kept)
    assert settings.read("in the log") == 1
    desk.close()


def test_an_end_of_the_audit_chain_that_is_lost_does_not_stop_the_rest(root: Path) -> None:
    """Cut at some pages, rows are gone whose payloads still stand."""
    with apsw.Connection(str(root / "library.db")) as raw:
        raw.execute("DROP TRIGGER audit_no_delete")
        raw.execute("DELETE FROM audit WHERE id > (SELECT MAX(id) - 3 FROM audit)")
    raw.close()
    saved = salvage.to_library(root, admit, clock=FixedClock(filled.NOW))
    assert saved.mark is not None
    desk = open_desk(root, FixedClock(filled.NOW))
    lonely = "SELECT COUNT(*) FROM audit_payload WHERE id NOT IN (SELECT id FROM audit)"
    assert connection.value(lonely) == 0
    desk.close()


# The settings are lost, and there is no backup


def lose_settings(root: Path, table: str = "setting") -> None:
    """Every page of a table becomes noise."""
    file = root / "library.db"
    raw = apsw.Connection(str(file))
    sql = "SELECT pageno FROM dbstat WHERE name = ?"
    pages = [int(number) for (number,) in raw.execute(sql, (table,))]
    raw.close()
    data, chance = bytearray(file.read_bytes()), random.Random(7)
    for page in pages:
        data[(page - 1) * PAGE : page * PAGE] = chance.randbytes(PAGE)
    file.write_bytes(data)


def test_lost_settings_are_named_and_the_shipped_ones_offered(root: Path) -> None:
    lose_settings(root)
    before = (root / "library.db").read_bytes()
    with pytest.raises(Refusal) as refused:
        salvage.to_library(root, admit, clock=FixedClock(filled.NOW))
    assert refused.value.code == "restore.rebuild"
    assert (refused.value.facts["profile"], refused.value.facts["branch"]) == ("zju", "YQ")
    with pytest.raises(Refusal, match="rebuild"):
        salvage.to_library(root, admit, profile="example", clock=FixedClock(filled.NOW))
    assert (root / "library.db").read_bytes() == before
    assert not (root / "aside").exists()


def test_a_library_is_rebuilt_around_whole_tables(root: Path) -> None:
    desk = open_desk(root)
    rows = {
        table: connection.value(f"SELECT COUNT(*) FROM {table}")
        for table in ("posting", "entry", "paper", "patron", "request", "staff", "tariff")
    }
    number, device = connection.value("SELECT number FROM paper ORDER BY id DESC LIMIT 1"), desk.branch
    desk.close()
    lose_settings(root)
    saved = salvage.to_library(root, admit, profile="zju", clock=FixedClock(filled.NOW))
    assert saved.assumed == ("library", "branch", "language", "device")
    assert [loss.table for loss in saved.losses] == ["setting"]
    assert saved.findings == []
    desk = open_desk(root, FixedClock(filled.NOW))
    assert {table: connection.value(f"SELECT COUNT(*) FROM {table}") for table in rows} == rows
    assert desk.branch == device
    assert desk.keeping.verify(ADMIN) == []
    assert papers.next_number(desk.ground, "R")[1] == f"{number.partition('-')[0]}-2026-RR2-000001"
    said = connection.value(
        "SELECT payload FROM audit_payload p JOIN audit a ON a.id = p.id WHERE a.action = 'salvage.rebuilt'"
    )
    assert '"zju"' in said
    desk.keeping.backup(ADMIN)
    desk.close()


def test_a_series_that_papers_bear_is_not_opened_again(root: Path) -> None:
    """The settings knew of the restore, and so did a small file; both are gone, the papers are not."""
    desk = open_desk(root, FixedClock(filled.NOW))
    source = desk.keeping.backup(ADMIN).folder
    desk.close()
    restore(source, root, admit, clock=FixedClock(filled.NOW))
    desk = open_desk(root, FixedClock(filled.NOW))
    patron = connection.value("SELECT id FROM patron WHERE state = 'approved' LIMIT 1")
    shift = connection.value("SELECT id FROM shift WHERE closed_at IS NULL LIMIT 1")
    shift = shift or desk.shifts.open(ADMIN, 1, 100_00)
    tender = Tender("cash", 100)
    assert "VR2-" in desk.cashier.top_up(ADMIN, shift, patron, [tender], "once").number
    desk.close()
    for left in (root / "backups", root / "aside"):
        shutil.rmtree(left)
    (root / "series.restored").unlink()
    lose_settings(root)
    saved = salvage.to_library(root, admit, profile="zju", clock=FixedClock(filled.NOW))
    assert saved.mark is not None and saved.mark.series == "R3"


def test_drawers_that_are_lost_are_made_again_for_their_shifts(root: Path) -> None:
    lose_settings(root, "till")
    saved = salvage.to_library(root, admit, clock=FixedClock(filled.NOW))
    assert saved.assumed == ("tills",)
    desk = open_desk(root, FixedClock(filled.NOW))
    assert desk.keeping.verify(ADMIN) == []
    desk.close()


def test_numbers_that_no_shipped_library_gives_are_not_guessed_at(root: Path) -> None:
    desk = open_desk(root)
    for name in connection.rows(
        str, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'paper'"
    ):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE paper SET device = 'XX1'")
    desk.close()
    lose_settings(root)
    with pytest.raises(Refusal) as refused:
        salvage.to_library(root, admit, profile="zju", clock=FixedClock(filled.NOW))
    assert refused.value.code == "restore.no_library"


def test_a_library_that_could_not_be_saved_whole_is_backed_up_again(root: Path) -> None:
    clock = FixedClock(filled.NOW)
    damage(root, 2, pages=6)
    saved = salvage.to_library(root, admit, clock=clock)
    assert saved.losses and saved.findings
    desk = open_desk(root, clock)
    made = desk.keeping.backup(ADMIN)
    Backup(made.folder).check()
    assert desk.keeping.drill(ADMIN).counts
    assert {each.code for each in desk.keeping.verify(ADMIN)} >= {each.code for each in saved.findings}
    with connection.transaction():
        connection.execute("DROP TRIGGER posting_no_update")
        connection.execute("UPDATE posting SET amount_fen = amount_fen + 1 WHERE id = 1")
    with pytest.raises(Refusal, match=r"backup\.bad"):
        desk.keeping.backup(ADMIN)
    desk.keeping.live_with(ADMIN, desk.keeping.verify(ADMIN), "账册为准")
    desk.keeping.backup(ADMIN)
    desk.close()


def test_a_document_that_is_gone_for_ever_ends_no_backup_once_it_is_known(root: Path) -> None:
    desk = open_desk(root, FixedClock(filled.NOW))
    gone, *_ = [desk.ground.folder.document(each) for each in backup.named()]
    gone.unlink()
    with pytest.raises(Refusal, match=r"backup\.document"):
        desk.keeping.backup(ADMIN)
    with pytest.raises(Refusal, match=r"reason\.missing"):
        desk.keeping.live_with(ADMIN, desk.keeping.verify(ADMIN), " ")
    desk.keeping.live_with(ADMIN, desk.keeping.verify(ADMIN), "硬盘坏了")
    made = desk.keeping.backup(ADMIN)
    Backup(made.folder).check()
    assert [each.code for each in desk.keeping.verify(ADMIN)] == ["file_missing"]
    desk.close()


def test_more_of_a_kind_than_is_known_is_new(root: Path) -> None:
    gap, total, torn = (
        Finding("gap", {"series": "R"}),
        Finding("total"),
        Finding("integrity", {"detail": "x"}),
    )
    desk = open_desk(root, FixedClock(filled.NOW))
    desk.keeping.live_with(ADMIN, [gap, gap, torn], "x")
    noted = known.of(checks.ask_open_library)
    assert noted.beyond([gap, gap]) == []
    assert noted.beyond([gap, total, gap, gap]) == [total, gap]
    assert noted.beyond([torn]) == [torn], "damage of the file is never lived with"
    desk.close()


@pytest.mark.parametrize("text", ["", "[]", "1", '{"many": {}}', '{"many": {"gap": []}, "documents": []}'])
def test_a_note_that_is_none_notes_nothing(text: str) -> None:
    assert known.of(lambda _: [(text,)]) == known.Known()
