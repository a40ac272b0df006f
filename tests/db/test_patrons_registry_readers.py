"""Readers with a bound card follow the registry; who is not in the last file is listed, and may be ended."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db import connection, schema
from ill_desktop import audit, paths
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import queries, registry_card, registry_queries
from ill_desktop.patrons.registry import ImportResult, RegistryService
from ill_desktop.patrons.rules import Card, Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor
from tests.db.till import Till
from tests.unit.registry_samples import HEADINGS

HEADING = ",".join(HEADINGS) + "\n"
ZHAO = "1,赵一鸣,研究生,农学院,98765X,2027-06-30\n"
QIAN = "2,钱文,教职工,农学院,123456,\n"


@pytest.fixture
def service(ground: Ground) -> RegistryService:
    return RegistryService(ground)


@pytest.fixture
def take(service: RegistryService, admin: Actor) -> Callable[..., ImportResult]:
    """Import these rows."""
    return lambda *rows: service.import_file(admin, (HEADING + "".join(rows)).encode(), "名册.csv")


@pytest.fixture
def zhao(
    take: Callable[..., ImportResult],
    patrons: PatronService,
    reviewer: Actor,
    profile: Callable[..., Profile],
) -> int:
    """An approved reader with a bound card; one more person stands in the registry."""
    take(ZHAO, QIAN)
    number = patrons.register_campus(
        reviewer,
        Card("1", "赵一鸣", "98765X"),
        profile(number="", name="", unit="", email="zym@zju.edu.cn", mobile="139 5710 0001"),
    )
    patrons.approve(reviewer, number)
    return number


def of(reader: int) -> tuple[str, str, str, str | None]:
    card = queries.card(reader)
    return card.name, card.class_, card.unit, card.valid_until


def last_event(reader: int) -> tuple[str, str, str]:
    event = queries.events(reader)[0]
    return event.kind, event.note, event.actor


Take = Callable[..., ImportResult]


def test_a_bound_reader_follows_in_everything(take: Take, zhao: int, ground: Ground) -> None:
    assert of(zhao) == ("赵一鸣", "graduate", "农学院", "2027-06-30")
    result = take("1,曾一鸣,教职工,文学院,12345x,2028-06-30\n", QIAN)
    assert (result.updated, result.readers, result.renamed) == (1, 1, 1)
    assert of(zhao) == ("曾一鸣", "staff", "文学院", "2028-06-30")
    assert last_event(zhao) == ("registry", "name, class, unit, last_six, valid_until", "钱文")
    assert [row.id for row in queries.find("zengyiming")] == [zhao]
    assert queries.card(zhao).pinyin == "zengyiming"
    assert [row.id for row in queries.find("文学院")] == [zhao]
    assert queries.find("赵一鸣") == []
    kept = connection.value("SELECT last_six FROM patron WHERE id = ?", (zhao,))
    assert kept == ground.keyed("last_six", "12345X")
    assert registry_queries.history()[0].readers == 1


def test_what_is_kept_for_ever_names_columns_not_people(take: Take, zhao: int) -> None:
    take(ZHAO.replace("赵一鸣", "曾一鸣"), QIAN)
    kept = connection.rows(str, "SELECT payload FROM audit_payload UNION ALL SELECT note FROM patron_event")
    assert not [text for text in kept if "一鸣" in text]
    assert list(audit.breaks()) == []


def test_what_the_counter_changed_stays(
    take: Take, zhao: int, patrons: PatronService, reviewer: Actor
) -> None:
    connection.execute("UPDATE patron SET class = 'undergraduate', unit = '校医院' WHERE id = ?", (zhao,))
    take(ZHAO.replace("农学院", "文学院").replace("研究生", "教职工"), QIAN)
    assert of(zhao)[1:3] == ("undergraduate", "校医院")


def test_the_registrys_day_comes_again(take: Take, zhao: int, patrons: PatronService, admin: Actor) -> None:
    patrons.set_valid_until(admin, zhao, dt.date(2030, 1, 1))
    assert take(ZHAO, QIAN).readers == 1
    assert of(zhao)[3] == "2027-06-30"
    assert last_event(zhao)[:2] == ("registry", "valid_until")
    assert take(ZHAO, QIAN).readers == 0


def test_readers_without_a_bound_card_do_not_follow(
    take: Take, patrons: PatronService, reviewer: Actor, profile: Callable[..., Profile]
) -> None:
    take(ZHAO)
    other = patrons.register_form(reviewer, "off_campus", profile(number="1", name="赵一鸣"))
    assert take(ZHAO.replace("赵一鸣", "曾一鸣")).readers == 0
    assert of(other)[0] == "赵一鸣"


def test_who_has_withdrawn_keeps_the_record_he_had(
    take: Take, zhao: int, patrons: PatronService, admin: Actor
) -> None:
    patrons.withdraw(admin, zhao)
    assert take(ZHAO.replace("赵一鸣", "曾一鸣")).readers == 0
    assert of(zhao)[0] == "赵一鸣"


def test_a_merged_record_follows_too(take: Take, zhao: int, approved: Callable[..., int]) -> None:
    kept = approved()
    connection.execute("UPDATE patron SET merged_into = ? WHERE id = ?", (kept, zhao))
    assert take(ZHAO.replace("农学院", "文学院"), QIAN).readers == 1
    assert connection.value("SELECT unit FROM patron WHERE id = ?", (zhao,)) == "文学院"
    assert of(kept)[2] == "杭州水利设计院"


def test_many_readers_follow(take: Take, zhao: int) -> None:
    rows = [f"B{n},赵{n},研究生,农学院,98765X,\n" for n in range(1_200)]
    take(*rows)
    connection.execute(
        "INSERT INTO patron (number, road, institution_id, class, name, pinyin, initials, sex, email, "
        "mobile, unit, password_hash, language, state, submitted_at, review_due) "
        "SELECT r.number, 'campus', p.institution_id, r.class, r.name, '', '', 'f', r.number || '@x.cn', "
        "p.mobile, r.department, '', 'zh_CN', 'approved', p.submitted_at, p.review_due "
        "FROM registry_person r, patron p WHERE p.id = ? AND r.number LIKE 'B%'",
        (zhao,),
    )
    assert take(*[row.replace("98765X,", "98765X,2028-06-30") for row in rows]).readers == 1_200
    assert connection.value("SELECT COUNT(*) FROM patron WHERE valid_until = '2028-06-30'") == 1_200
    assert connection.value("SELECT COUNT(*) FROM patron_event WHERE kind = 'registry'") == 1_200


# Leavers


def test_leavers_readers_first_with_what_they_still_have(
    take: Take, zhao: int, ground: Ground, till: Till, approved: Callable[..., int]
) -> None:
    loan = till.request(zhao)
    connection.execute("UPDATE request SET state = 'checked_out' WHERE id = ?", (loan,))
    till.arrived(zhao)
    owed = sum(due.amount_fen for due in till.dues(zhao))
    assert owed > 0
    take("3,孙悦,教职工,,123456,\n")
    rows = registry_queries.leavers(ground)
    assert [(row.number, row.patron_id, row.loans, row.owed_fen) for row in rows] == [
        *[("1", zhao, 1, owed), ("2", None, 0, 0)],
    ]
    assert registry_queries.leavers_count(ground) == 2
    kept = approved()
    connection.execute("UPDATE patron SET merged_into = ? WHERE id = ?", (kept, zhao))
    row = registry_queries.leavers(ground)[0]
    assert (row.patron_id, row.loans, row.owed_fen) == (kept, 1, owed), "found under the kept record"


def test_who_is_no_longer_valid_has_left_already(take: Take, ground: Ground, clock: FixedClock) -> None:
    take(ZHAO, QIAN.replace(",\n", ",2026-11-21\n"))
    assert take("3,孙悦,教职工,,123456,\n").leavers == 2
    clock.advance(days=1)
    assert [row.number for row in registry_queries.leavers(ground)] == ["1"]


def test_leavers_can_be_ended(
    take: Take, zhao: int, ground: Ground, service: RegistryService, admin: Actor, clock: FixedClock
) -> None:
    take("3,孙悦,教职工,,123456,\n")
    assert service.end_leavers(admin, dt.date(2026, 11, 21)) == (2, 1)
    assert of(zhao)[3] == "2026-11-21"
    assert last_event(zhao)[:2] == ("registry", "valid_until")
    assert service.end_leavers(admin, dt.date(2026, 11, 21)) == (0, 0)
    clock.advance(days=1)
    with pytest.raises(Refusal, match=r"patron\.card_expired"):
        registry_card.find_card(ground, Card("1", "赵一鸣", "98765X"))
    assert take(ZHAO, QIAN, "3,孙悦,教职工,,123456,\n").updated == 2, "who comes back is valid again"
    assert of(zhao)[3] == "2027-06-30"


def test_only_some_leavers_and_none_for_longer_than_he_has(
    take: Take, zhao: int, service: RegistryService, admin: Actor
) -> None:
    take("3,孙悦,教职工,,123456,\n")
    assert service.end_leavers(admin, dt.date(2026, 12, 31), ["2", "3"]) == (1, 0)
    assert of(zhao)[3] == "2027-06-30"
    assert service.end_leavers(admin, dt.date(2029, 12, 31)) == (0, 0)


def test_only_an_administrator_ends_leavers(take: Take, service: RegistryService, reviewer: Actor) -> None:
    with pytest.raises(Refusal, match="not_permitted"):
        service.end_leavers(reviewer, dt.date(2026, 11, 21))


def test_an_older_library_takes_the_registrys_day_over(tmp_path: Path) -> None:
    """Whoever had bound a card before the schema knew of validity is valid as long as the registry says."""
    older = tmp_path / "steps"
    older.mkdir()
    for step in sorted(paths.migrations().glob("000[1-4]_*.py")):
        shutil.copy(step, older)
    store = connection.open_store(tmp_path / "old.db")
    schema.migrate(store, older)
    for statement in (
        "INSERT INTO institution VALUES (1, 'a', 'a', 'a', 1, 1)",
        "INSERT INTO registry_import VALUES (1, '', '', '', 2, 0, 0)",
        "INSERT INTO registry_person VALUES ('1', 'a', 'staff', '', '', '2027-06-30', 1)",
        "INSERT INTO registry_person VALUES ('2', 'b', 'staff', '', '', NULL, 1)",
    ):
        connection.execute(statement)
    for number, road in (("1", "campus"), ("2", "campus"), ("1x", "campus_form")):
        connection.execute(
            "INSERT INTO patron (number, road, institution_id, class, name, pinyin, initials, sex, email, "
            "mobile, unit, password_hash, language, state, submitted_at, review_due) "
            "VALUES (?1, ?2, 1, 'staff', '', '', '', 'f', ?1, '', '', '', 'en', 'approved', '', '')",
            (number, road),
        )
    schema.migrate(store, paths.migrations())
    kept = connection.rows(lambda *row: row, "SELECT number, valid_until FROM patron ORDER BY id")
    store.close_all()
    assert kept == [("1", "2027-06-30"), ("2", None), ("1x", None)]
