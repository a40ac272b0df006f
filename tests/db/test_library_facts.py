"""The library's facts changed by an administrator: judged one by one, stored all or none, recorded."""

from __future__ import annotations

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from ill_desktop import settings as stored
from ill_desktop.counter import library_facts
from ill_desktop.counter.library_facts import FactsService
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.staff.rules import Actor

PATHS = (
    *library_facts.KINDS,
    *(f"branches.{code}.{path}" for code in ("YQ", "ZJG") for path in library_facts.BRANCH_KINDS),
)


@pytest.fixture
def facts(ground: Ground) -> FactsService:
    stored.write("library", ground.library.facts)
    return FactsService(ground)


@pytest.mark.parametrize("path", PATHS)
def test_every_fact_of_the_shipped_profile_would_be_accepted(ground: Ground, path: str) -> None:
    value = library_facts.read(ground.library, path)
    assert library_facts.check({path: value}) == []


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("name.zh_CN", "", "facts.missing"),
        ("name.zh_CN", "   ", "facts.missing"),
        ("name.zh_CN", "字" * 201, "facts.text"),
        ("name.en", "two\nlines", "facts.text"),
        ("bank.purpose", "nul\0", "facts.text"),
        ("mail", "nobody@", "facts.mail"),
        ("help_desk.phone", "call us", "facts.phone"),
        ("help_desk.opens", "25:00", "facts.time"),
        ("help_desk.closes", "5 pm", "facts.time"),
        ("transfer.project_code", "66 91", "facts.code"),
        ("bank.account_number", "一二三", "facts.code"),
        ("base_address", "ill.example.edu.cn", "facts.address"),
        ("base_address", "ftp://ill.example.edu.cn", "facts.address"),
        ("base_address", "https://ill.example.edu.cn/?a=1", "facts.address"),
        ("base_address", "https://[broken", "facts.address"),
        ("base_address", "javascript:alert(1)", "facts.address"),
        ("branches.ZJG.phone", "0571", None),
        ("base_address", "", None),
        ("base_address", "https://ill.example.edu.cn:8443/a", None),
        ("branches.YQ.room.en", "Room 514", None),
    ],
)
def test_each_kind_of_fact_has_its_rule(
    facts: FactsService, admin: Actor, ground: Ground, path: str, text: str, code: str | None
) -> None:
    before = ground.library.to_json()
    if code is None:
        facts.change(admin, {path: text})
        assert library_facts.read(ground.library, path) == text
    else:
        with pytest.raises(Refusal) as refused:
            facts.change(admin, {path: text})
        assert (refused.value.code, refused.value.field) == (code, path)
        assert ground.library.to_json() == before


def test_one_wrong_fact_stores_none(facts: FactsService, admin: Actor, ground: Ground) -> None:
    with pytest.raises(Refusals) as refused:
        facts.change(admin, {"mail": "x", "sender": "y", "name.en": "Another Library"})
    assert [part.field for part in refused.value.parts] == ["mail", "sender"]
    assert ground.library.name["en"] == "Zhejiang University Library"


def test_what_was_before_is_given_back_and_puts_it_back(
    facts: FactsService, admin: Actor, ground: Ground
) -> None:
    whole = copy.deepcopy(ground.library.facts)
    before = facts.change(admin, {"name.en": "Another Library", "mail": "zjuill@zju.edu.cn"})
    assert before == {"name.en": "Zhejiang University Library"}, "only what changed"
    assert facts.change(admin, before) == {"name.en": "Another Library"}
    assert ground.library.facts == whole == stored.read("library")


def test_each_change_is_recorded_and_nothing_is_when_nothing_changed(
    facts: FactsService, admin: Actor
) -> None:
    def recorded() -> int:
        return int(connection.value("SELECT COUNT(*) FROM audit WHERE action = 'library.configure'"))

    facts.change(admin, {"mail": "zjuill@zju.edu.cn"})
    assert recorded() == 0
    facts.change(admin, {"mail": "ill@zju.edu.cn"})
    assert recorded() == 1


def test_who_may_not_is_refused_and_that_is_recorded(facts: FactsService, counter: Actor) -> None:
    for action in (lambda: facts.change(counter, {"mail": "a@b.cn"}), lambda: facts.speak(counter, "en")):
        with pytest.raises(Refusal, match="not_permitted"):
            action()
    assert connection.value("SELECT COUNT(*) FROM audit WHERE action = 'denied'") == 2


@pytest.mark.parametrize(
    "path", ["code", "terms_version", "branches.XX.phone", "branches.YQ.code", "name.fr"]
)
def test_nothing_else_can_be_changed(facts: FactsService, admin: Actor, path: str) -> None:
    with pytest.raises(KeyError):
        facts.change(admin, {path: "anything"})


def test_the_language_is_one_that_is_shipped(facts: FactsService, admin: Actor) -> None:
    facts.speak(admin, "en")
    assert stored.read("language") == "en"
    with pytest.raises(ValueError, match="fr"):
        facts.speak(admin, "fr")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), st.text(st.characters(), max_size=220))
def test_any_text_is_refused_with_a_reason_or_kept(
    ground: Ground, admin: Actor, path: str, text: str
) -> None:
    try:
        FactsService(ground).change(admin, {path: text})
    except Refusal as refusal:
        assert refusal.code.startswith("facts.") and refusal.field == path
    else:
        assert library_facts.read(ground.library, path) == library_facts.tidy(text)
        assert Library.from_json(ground.library.to_json()).facts == ground.library.facts
