"""The terms: versions of two languages, the text somebody agreed to kept for ever, a new one asks again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from peewee import IntegrityError

from db import connection
from ill_desktop import settings
from ill_desktop.activation import queries, terms
from ill_desktop.activation.terms import TermsService
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.staff.rules import Actor
from tests.db.visitor import AGREEMENT, Visitor, refused

NEW = {"zh_CN": "新条款\r\n一、按期归还。\r\n", "en": "New terms\n1. Return in time.   \n\n"}


@pytest.fixture
def service(ground: Ground) -> TermsService:
    return TermsService(ground)


@pytest.fixture
def patron_id(approved: Callable[..., int]) -> int:
    return approved(last_six="12345X")


def test_the_shipped_version_holds_from_the_first_day(service: TermsService) -> None:
    assert service.versions() == [terms.Version("2026-09", ("zh_CN", "en"), False, True, None, 0)]


def test_a_version_of_the_librarys_own(ground: Ground, service: TermsService, admin: Actor) -> None:
    service.add(admin, " 2027-01 ", NEW)
    own, shipped = service.versions()
    assert (own.version, own.languages, own.own, own.holds) == ("2027-01", ("zh_CN", "en"), True, False)
    assert shipped.holds
    text = service.text("en", "2027-01")
    assert text.text == "New terms\n1. Return in time.\n"
    assert text.hash == hashlib.sha256(text.text.encode()).hexdigest()
    assert ground.library.terms_version == "2026-09", "it does not hold before it is chosen"


def test_a_new_version_asks_everybody_again(
    ground: Ground, service: TermsService, admin: Actor, patron_id: int, clock: FixedClock
) -> None:
    Visitor(ground).to_terms().agree()
    late = Visitor(ground)
    service.add(admin, "2027-01", NEW)
    clock.advance(days=1)
    service.choose(admin, "2027-01")
    assert queries.needs_activation(ground.library, patron_id)
    assert Library(settings.read("library")).terms_version == "2027-01"
    assert [(each.version, each.holds, each.since, each.agreed) for each in service.versions()] == [
        ("2027-01", True, ground.now, 0),
        ("2026-09", False, None, 1),
    ]
    late.to_terms()
    assert refused(late.agree) == "activation.terms_changed"
    done = late.agree(replace(AGREEMENT, terms_version="2027-01"))
    assert done.terms_hash == service.text("zh_CN", "2027-01").hash
    assert not queries.needs_activation(ground.library, patron_id)


def test_other_facts_changed_by_another_process_stay(
    ground: Ground, service: TermsService, admin: Actor
) -> None:
    settings.write("library", {**ground.library.facts, "mail": "new@zju.edu.cn"})
    service.add(admin, "2027-01", NEW)
    service.choose(admin, "2027-01")
    assert (ground.library.mail, ground.library.terms_version) == ("new@zju.edu.cn", "2027-01")


def test_the_text_agreed_to_is_kept_as_it_was(
    ground: Ground, patron_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Visitor(ground).to_terms().agree()
    folder = tmp_path / "terms" / "zju"
    folder.mkdir(parents=True)
    (folder / "2026-09.zh_CN.txt").write_text("改过的条款\n", "utf-8")
    monkeypatch.setattr("ill_desktop.paths.resources", lambda: tmp_path)
    assert terms.of(ground.library, "zh_CN").hash == done.terms_hash
    for statement in ("UPDATE terms SET text = ''", "DELETE FROM terms"):
        with pytest.raises(IntegrityError, match="insert-only"):
            connection.execute(statement)


@pytest.mark.parametrize(
    ("version", "texts", "fields"),
    [
        ("2026-09", NEW, ["version"]),
        ("", NEW, ["version"]),
        ("../../x", NEW, ["version"]),
        ("2027 01", NEW, ["version"]),
        ("2027-01", {"zh_CN": "条款"}, ["text.en"]),
        ("2027-01", {"zh_CN": " \n", "en": "x" * 60_001}, ["text.zh_CN", "text.en"]),
        ("2027-01", {"zh_CN": "条\u202e款", "en": "a\0b"}, ["text.zh_CN", "text.en"]),
        ("x" * 33, {}, ["version", "text.zh_CN", "text.en"]),
    ],
)
def test_nonsense_is_refused_beside_its_field(
    service: TermsService, admin: Actor, version: str, texts: dict[str, str], fields: list[str]
) -> None:
    with pytest.raises(Refusal) as told:
        service.add(admin, version, texts)
    parts = told.value.parts if isinstance(told.value, Refusals) else (told.value,)
    assert [part.field for part in parts] == fields
    assert connection.value("SELECT COUNT(*) FROM terms") == 0


def test_an_unknown_version_cannot_be_chosen(service: TermsService, admin: Actor) -> None:
    assert refused(lambda: service.choose(admin, "1999-01")) == "activation.terms_unknown"


def test_a_version_that_lacks_a_language_cannot_be_chosen(
    ground: Ground, service: TermsService, admin: Actor
) -> None:
    connection.execute(
        "INSERT INTO terms (version, language, text, hash, at, actor) "
        "VALUES ('2030', 'zh_CN', '条款', '', '', '')"
    )
    assert [each.languages for each in service.versions() if each.version == "2030"] == [("zh_CN",)]
    assert refused(lambda: service.choose(admin, "2030")) == "activation.terms_unknown"
    assert ground.library.terms_version != "2030"


def test_only_who_configures_may(service: TermsService, counter: Actor) -> None:
    assert refused(lambda: service.add(counter, "2027-01", NEW)) == "not_permitted"
    assert refused(lambda: service.choose(counter, "2026-09")) == "not_permitted"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_as_it_was_written(encoding: str) -> None:
    assert terms.decode("一、按期归还。".encode(encoding)) == "一、按期归还。"


def test_a_file_that_is_no_text() -> None:
    assert refused(lambda: terms.decode(b"\x89PNG\xff\xfe\x00\x81")) == "activation.terms_file"
