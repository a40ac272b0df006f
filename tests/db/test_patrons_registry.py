"""Imports of the campus registry: whole or not at all."""

from __future__ import annotations

import pytest

from db import connection
from ill_desktop import audit
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import registry
from ill_desktop.patrons.registry import RegistryService
from ill_desktop.patrons.rules import Card
from ill_desktop.staff.rules import Actor

HEADING = "学工号,姓名,类别,院系,证件末六位,有效期\n"


@pytest.fixture
def service(ground: Ground) -> RegistryService:
    return RegistryService(ground)


def people(first: int, last: int, department: str = "农学院") -> bytes:
    rows = (f"{n},赵{'一二三四五六七'[n % 7]},本科生,{department},{n:06d},\n" for n in range(first, last))
    return (HEADING + "".join(rows)).encode()


def stored() -> int:
    return int(connection.value("SELECT COUNT(*) FROM registry_person"))


def test_ten_thousand_people_in_steps(service: RegistryService, admin: Actor) -> None:
    steps: list[tuple[int, int]] = []
    result = service.import_file(admin, people(0, 10_000), "名册.csv", lambda *step: steps.append(step))
    assert (result.added, result.updated, result.left, result.problems) == (10_000, 0, 0, ())
    assert stored() == 10_000
    assert steps[-1] == (10_000, 10_000)
    assert steps == sorted(steps)
    assert len(steps) == 10


def test_importing_again_updates(service: RegistryService, admin: Actor) -> None:
    service.import_file(admin, people(0, 30), "a.csv")
    assert service.import_file(admin, people(0, 30), "b.csv").left == 30
    result = service.import_file(admin, people(20, 50, "文学院"), "c.csv")
    assert (result.added, result.updated, result.left) == (20, 10, 0)
    assert stored() == 50
    assert connection.value("SELECT COUNT(*) FROM registry_person WHERE department = '文学院'") == 30
    figures = connection.rows(
        lambda *row: row, "SELECT file, added, updated, left_out FROM registry_import ORDER BY id"
    )
    assert figures == [("a.csv", 30, 0, 0), ("b.csv", 0, 0, 30), ("c.csv", 20, 10, 0)]


def test_a_bad_row_keeps_everything_out(service: RegistryService, admin: Actor) -> None:
    service.import_file(admin, people(0, 5), "a.csv")
    before = audit.head()
    result = service.import_file(admin, people(0, 20, "文学院") + "21,,本科生,,123456,\n".encode(), "b.csv")
    assert [(problem.line, problem.code) for problem in result.problems] == [(22, "name")]
    assert (result.added, result.updated, result.left) == (0, 0, 0)
    assert stored() == 5
    assert connection.value("SELECT COUNT(*) FROM registry_person WHERE department = '文学院'") == 0
    assert audit.head() == before


def test_a_cancelled_import_leaves_nothing(service: RegistryService, admin: Actor) -> None:
    asked = iter([False, False, True])
    result = service.import_file(admin, people(0, 5000), "a.csv", cancelled=lambda: next(asked))
    assert result.cancelled
    assert stored() == 0
    assert connection.value("SELECT COUNT(*) FROM registry_import") == 0


def test_a_failure_in_the_middle_leaves_nothing(service: RegistryService, admin: Actor) -> None:
    def fail(done: int, of: int) -> None:
        if done > 1000:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        service.import_file(admin, people(0, 5000), "a.csv", fail)
    assert stored() == 0


def test_only_an_administrator_imports(service: RegistryService, reviewer: Actor) -> None:
    with pytest.raises(Refusal, match="not_permitted"):
        service.import_file(reviewer, people(0, 5), "a.csv")
    assert stored() == 0


def test_last_six_are_kept_as_keyed_hashes(ground: Ground, service: RegistryService, admin: Actor) -> None:
    service.import_file(admin, (HEADING + "1,赵一鸣,本科生,,98765X,\n").encode(), r"C:\名册\a.csv")
    kept = connection.value("SELECT last_six FROM registry_person")
    assert len(kept) == 64
    assert kept == ground.keyed("last_six", "98765X")
    assert connection.value("SELECT file FROM registry_import") == "a.csv"
    assert registry.find_card(ground, Card("1", "赵一鸣", "98765x")).class_ == "undergraduate"
    with pytest.raises(Refusal, match=r"patron\.card"):
        registry.find_card(ground, Card("1", "赵一鸣", kept[:6]))
