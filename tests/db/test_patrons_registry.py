"""Imports of the campus registry: whole or not at all, looked at before, remembered after."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db import connection
from ill_desktop import audit, settings
from ill_desktop.desk import create_desk, open_desk
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import registry, registry_card, registry_queries
from ill_desktop.patrons.registry import ImportResult, RegistryService
from ill_desktop.patrons.registry_columns import Choices
from ill_desktop.patrons.registry_plan import Plan
from ill_desktop.patrons.rules import Card
from ill_desktop.staff.rules import Actor
from tests.unit.registry_samples import HEADINGS, Cell, workbook

HEADING = ",".join(HEADINGS) + "\n"


@pytest.fixture
def service(ground: Ground) -> RegistryService:
    return RegistryService(ground)


def people(first: int, last: int, department: str = "农学院") -> bytes:
    rows = (f"{n},赵{'一二三四五六七'[n % 7]},本科生,{department},{n:06d},\n" for n in range(first, last))
    return (HEADING + "".join(rows)).encode()


def stored() -> int:
    return registry_queries.people()


def counts(plan: Plan) -> tuple[int, int, int, int]:
    return len(plan.added), len(plan.changed), plan.unchanged, len(plan.leavers)


def figures(result: ImportResult) -> tuple[int, int, int, int]:
    return result.added, result.updated, result.left, result.leavers


def test_ten_thousand_people_in_steps(service: RegistryService, admin: Actor) -> None:
    steps: list[tuple[int, int]] = []
    table = service.read(admin, people(0, 10_000), "名册.csv")
    checked = service.check(admin, table, service.choices(table))
    result = service.take_in(admin, checked, step=lambda *step: steps.append(step))
    assert figures(result) == (10_000, 0, 0, 0)
    assert result.problems == ()
    assert stored() == 10_000
    assert steps[0] == (0, 10_000)
    assert steps[-1] == (10_000, 10_000)
    assert steps == sorted(steps)
    assert len(steps) > 10


def test_the_dry_run_says_what_the_import_does_and_stores_nothing(
    service: RegistryService, admin: Actor
) -> None:
    service.import_file(admin, people(0, 30), "a.csv")
    before = audit.head()
    table = service.read(admin, people(20, 50, "文学院"), "b.csv")
    checked = service.check(admin, table, service.choices(table))
    assert counts(checked.plan) == (20, 10, 0, 20)
    assert {change.columns for change in checked.plan.changed} == {("department",)}
    assert [person.number for person in checked.plan.leavers][:3] == ["0", "1", "10"]
    assert (stored(), audit.head()) == (30, before)
    assert figures(service.take_in(admin, checked)) == (20, 10, 0, 20)
    assert stored() == 50


def test_importing_again_updates_and_is_kept_in_the_history(service: RegistryService, admin: Actor) -> None:
    service.import_file(admin, people(0, 30), "a.csv")
    assert figures(service.import_file(admin, people(0, 30), "b.csv")) == (0, 0, 30, 0)
    assert figures(service.import_file(admin, people(20, 50, "文学院"), "c.csv")) == (20, 10, 0, 20)
    assert connection.value("SELECT COUNT(*) FROM registry_person WHERE department = '文学院'") == 30
    rows = registry_queries.history()
    assert [(row.file, row.added, row.updated, row.left, row.leavers) for row in rows] == [
        *[("c.csv", 20, 10, 0, 20), ("b.csv", 0, 0, 30, 0), ("a.csv", 30, 0, 0, 0)],
    ]
    assert {row.actor for row in rows} == {"钱文"}


def test_what_changed_since_the_dry_run_is_seen(service: RegistryService, admin: Actor) -> None:
    table = service.read(admin, people(0, 10), "a.csv")
    checked = service.check(admin, table, service.choices(table))
    service.import_file(admin, people(5, 15, "文学院"), "b.csv")
    assert counts(checked.plan) == (10, 0, 0, 0)
    assert figures(service.take_in(admin, checked)) == (5, 5, 0, 5)


BAD = "21,,本科生,,123456,\n0,赵,博士后,,1,\n".encode()


def test_a_bad_row_keeps_everything_out(service: RegistryService, admin: Actor) -> None:
    service.import_file(admin, people(0, 5), "a.csv")
    before = audit.head()
    result = service.import_file(admin, people(1, 20, "文学院") + BAD, "b.csv")
    assert [(problem.line, problem.code) for problem in result.problems] == [
        *[(21, "missing"), (22, "class"), (22, "last_six")],
    ]
    assert result.import_id is None
    assert stored() == 5
    assert connection.value("SELECT COUNT(*) FROM registry_person WHERE department = '文学院'") == 0
    assert audit.head() == before
    assert len(registry_queries.history()) == 1


def test_the_good_rows_when_that_is_chosen(service: RegistryService, ground: Ground, admin: Actor) -> None:
    service.import_file(admin, people(0, 5), "a.csv")
    result = service.import_file(admin, people(1, 20, "文学院") + BAD, "b.csv", good_rows=True)
    assert figures(result) == (15, 4, 0, 0), "who stands in a bad row has not left"
    assert (result.skipped, len(result.problems)) == (2, 3)
    assert registry_queries.history()[0].skipped == 2
    assert registry_queries.leavers(ground) == []


def test_lines_torn_apart_are_never_left_out(service: RegistryService, admin: Actor) -> None:
    data = people(0, 5) + '9,"赵,本科生,,123456,\n10,赵,本科生,,123456,\n'.encode()
    assert service.import_file(admin, data, "a.csv", good_rows=True).import_id is None
    assert stored() == 0


def test_a_file_of_bad_rows_alone_imports_nothing(service: RegistryService, admin: Actor) -> None:
    assert service.import_file(admin, HEADING.encode() + BAD, "a.csv", good_rows=True).import_id is None
    assert registry_queries.history() == []


class Enough(Exception):
    pass


def test_a_hundred_thousand_people(service: RegistryService, admin: Actor) -> None:
    data = people(0, 100_000)
    heard: list[tuple[int, int]] = []

    def stop_half_way(done: int, of: int) -> None:
        heard.append((done, of))
        if len(heard) > 100 and done > 50_000:
            raise Enough

    with pytest.raises(Enough):
        service.import_file(admin, data, "a.csv", stop_half_way)
    assert len(heard) > 100, "somebody who waits sees it move"
    assert stored() == 0
    assert figures(service.import_file(admin, data, "a.csv")) == (100_000, 0, 0, 0)
    assert figures(service.import_file(admin, data, "a.csv")) == (0, 0, 100_000, 0)


@pytest.mark.parametrize("at", [0, 1_000, 5_000])
def test_a_stopped_import_leaves_nothing(service: RegistryService, admin: Actor, at: int) -> None:
    service.import_file(admin, people(0, 10), "a.csv")
    table = service.read(admin, people(5, 5_005, "文学院"), "b.csv")
    checked = service.check(admin, table, service.choices(table))

    def stop(done: int, of: int) -> None:
        if done >= at:
            raise Enough

    with pytest.raises(Enough):
        service.take_in(admin, checked, step=stop)
    assert stored() == 10
    assert connection.value("SELECT COUNT(*) FROM registry_person WHERE department = '文学院'") == 0
    assert len(registry_queries.history()) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from ill_desktop.desk import open_desk
from ill_desktop.staff.rules import Actor

desk = open_desk(Path(sys.argv[1]))
table = desk.registry.read(Actor("a", "administrator"), Path(sys.argv[2]).read_bytes(), "b.csv")
checked = desk.registry.check(Actor("a", "administrator"), table, desk.registry.choices(table))

def die(done, of):
    if done >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

desk.registry.take_in(Actor("a", "administrator"), checked, step=die)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills as a system with signals does")
@pytest.mark.parametrize("at", [1_000, 20_000])
def test_a_killed_import_leaves_nothing(tmp_path: Path, admin: Actor, at: int) -> None:
    root, file = tmp_path / "library", tmp_path / "b.csv"
    desk = create_desk(root, "zju", "YQ", "zh_CN")
    desk.registry.import_file(admin, people(0, 10), "a.csv")
    desk.close()
    file.write_bytes(people(5, 20_005, "文学院"))
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(root), str(file), str(at)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )
    assert ended.returncode == -9, ended.stderr.decode()
    desk = open_desk(root)
    try:
        assert stored() == 10
        assert len(registry_queries.history()) == 1
        assert desk.keeping.verify(admin) == []
    finally:
        desk.close()


def test_only_an_administrator_imports(service: RegistryService, admin: Actor, reviewer: Actor) -> None:
    table = service.read(admin, people(0, 5), "a.csv")
    checked = service.check(admin, table, service.choices(table))
    for action in (
        lambda: service.read(reviewer, people(0, 5), "a.csv"),
        lambda: service.check(reviewer, table, service.choices(table)),
        lambda: service.take_in(reviewer, checked),
        lambda: service.import_file(reviewer, people(0, 5), "a.csv"),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            action()
    assert stored() == 0


def test_last_six_are_kept_as_keyed_hashes(ground: Ground, service: RegistryService, admin: Actor) -> None:
    service.import_file(admin, (HEADING + "1,赵一鸣,本科生,,98765X,\n").encode(), r"C:\名册\a.csv")
    kept = connection.value("SELECT last_six FROM registry_person")
    assert len(kept) == 64
    assert kept == ground.keyed("last_six", "98765X")
    assert connection.value("SELECT file FROM registry_import") == "a.csv"
    assert registry_card.find_card(ground, Card("1", "赵一鸣", "98765x")).class_ == "undergraduate"
    with pytest.raises(Refusal, match=r"patron\.card"):
        registry_card.find_card(ground, Card("1", "赵一鸣", kept[:6]))


@pytest.mark.parametrize("purpose", ["last_six", "code"])
@pytest.mark.parametrize("text", ["", "98765X", "赵一鸣" * 50])
def test_many_secrets_are_keyed_as_one_is(ground: Ground, purpose: str, text: str) -> None:
    assert ground.keyer(purpose)(text) == ground.keyed(purpose, text)
    ground.__dict__["key"] = b"k" * 100
    assert ground.keyer(purpose)(text) == ground.keyed(purpose, text)


def test_a_file_that_does_not_say_how_long_changes_nothing_of_it(
    service: RegistryService, admin: Actor
) -> None:
    row = "1,赵一鸣,本科生,,987654"
    service.import_file(admin, f"{HEADING}{row},2027-06-30\n".encode(), "a.csv")
    heading = HEADING.replace(",有效期", "")
    assert figures(service.import_file(admin, f"{heading}{row}\n".encode(), "b.csv")) == (0, 0, 1, 0)
    assert connection.value("SELECT valid_until FROM registry_person") == "2027-06-30"
    assert figures(service.import_file(admin, f"{HEADING}{row},\n".encode(), "c.csv")) == (0, 1, 0, 0)
    assert connection.value("SELECT valid_until FROM registry_person") is None


def test_a_workbook_with_numbers_and_dates(service: RegistryService, admin: Actor) -> None:
    from datetime import date

    rows = [HEADINGS, [Cell(42, "00000000"), "赵一鸣", "研究生", "", Cell(123, "000000"), date(2027, 6, 30)]]
    assert service.import_file(admin, workbook(rows), "a.xlsx").added == 1
    row = connection.first(lambda *row: row, "SELECT number, valid_until FROM registry_person")
    assert row == ("00000042", "2027-06-30")


# Columns and classes, chosen once

ODD = "XH,XM,LB,YX,HLW\n1,赵一鸣,博士后,,987654\n2,钱文,本科生,,987654\n"
CHOSEN = {"number": 0, "name": 1, "class": 2, "department": 3, "last_six": 4}


def test_unknown_headings_and_classes_are_asked_for_and_remembered(
    service: RegistryService, admin: Actor
) -> None:
    table = service.read(admin, ODD.encode(), "a.csv")
    assert service.choices(table) == Choices({})
    with pytest.raises(Refusal, match=r"registry\.columns"):
        service.import_file(admin, ODD.encode(), "a.csv")
    assert service.unknown_classes(table, Choices({})) == []
    assert service.unknown_classes(table, Choices(CHOSEN)) == [("博士后", 1)]
    chosen = Choices(CHOSEN, {"博士后": "graduate"})
    assert service.unknown_classes(table, chosen) == []
    assert service.take_in(admin, service.check(admin, table, chosen)).added == 2
    again = service.read(admin, ODD.replace("赵一鸣", "赵一").encode(), "b.csv")
    assert service.choices(again) == chosen
    assert figures(service.import_file(admin, ODD.replace("赵一鸣", "赵一").encode(), "b.csv")) == (
        0,
        1,
        1,
        0,
    )


def test_only_the_kinds_of_files_used_last_are_remembered(service: RegistryService, admin: Actor) -> None:
    for kind in range(25):
        text = HEADING.replace("\n", f",备注{kind}\n") + "1,赵,本科生,,987654,,\n"
        service.import_file(admin, text.encode(), "a.csv")
    kinds = settings.read(registry.MEMORY)
    assert len(kinds) == registry.KINDS_REMEMBERED
    assert "备注24" in list(kinds)[-1]


def test_a_stopped_import_remembers_nothing(service: RegistryService, admin: Actor) -> None:
    table = service.read(admin, ODD.encode(), "a.csv")
    checked = service.check(admin, table, Choices(CHOSEN, {"博士后": "graduate"}))

    def stop(done: int, of: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        service.take_in(admin, checked, step=stop)
    assert service.choices(table) == Choices({})
