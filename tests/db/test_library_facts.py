"""The library's facts changed by an administrator: judged one by one, stored all or none, recorded."""

from __future__ import annotations

import copy
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from ill_desktop import hours
from ill_desktop import settings as stored
from ill_desktop.counter import fact_kinds, library_facts
from ill_desktop.counter.library_facts import FactsService
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.staff.rules import Actor

PATHS = (
    *fact_kinds.KINDS,
    *(f"branches.{code}.{path}" for code in ("YQ", "ZJG") for path in fact_kinds.LISTS["branches"]),
    *(f"classes.{code}.{path}" for code in ("staff",) for path in fact_kinds.LISTS["classes"]),
)


@pytest.fixture
def facts(ground: Ground) -> FactsService:
    stored.write("library", ground.library.facts)
    return FactsService(ground)


@pytest.mark.parametrize("path", PATHS)
def test_every_fact_of_the_shipped_profile_would_be_accepted(ground: Ground, path: str) -> None:
    assert fact_kinds.kept(path, library_facts.read(ground.library, path)) is not None


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
        ("branches.ZJG.hours.mon", "nine to five", "hours.unclear"),
        ("activation.paper_days", "0", "facts.number"),
        ("activation.paper_days", "367", "facts.number"),
        ("activation.paper_days", "-3", "facts.number"),
        ("activation.paper_days", "ten", "facts.number"),
        ("activation.valid_from", "tomorrow", "facts.date"),
        ("passwords.campus.shortest", "3", "facts.number"),
        ("passwords.campus.longest", "65", "facts.number"),
        ("registration.name_symbols", "· _", "facts.signs"),
        ("registration.name_symbols", "· a", "facts.signs"),
        ("registration.name_symbols", "·\u200b", "facts.signs"),
        ("branches.ZJG.phone", "0571", None),
        ("branches.ZJG.hours.mon", "8:30–11:30, 13:00–17:00", None),
        ("branches.ZJG.hours_note.en", "", None),
        ("activation.paper_days", "60", None),
        ("registration.name_symbols", "· - ␣", None),
        ("registration.name_symbols", "", None),
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
    facts: FactsService, ground: Ground, admin: Actor, path: str, text: str
) -> None:
    try:
        facts.change(admin, {path: text})
    except Refusal as refusal:
        assert refusal.code.startswith(("facts.", "hours.")) and refusal.field == path
    else:
        shown = library_facts.read(ground.library, path)
        kept = fact_kinds.kept(path, shown)
        assert library_facts.read(ground.library, path) == shown and fact_kinds.kept(path, text) == kept
        assert Library.from_json(ground.library.to_json()).facts == ground.library.facts


def test_facts_that_are_no_text_are_kept_as_they_are(
    facts: FactsService, admin: Actor, ground: Ground
) -> None:
    before = facts.change(
        admin,
        {
            "activation.valid_from": dt.date(2026, 12, 1),
            "activation.paper_days": "４５",
            "passwords.off_campus.letters_and_digits_only": False,
            "registration.name_symbols": "·　-␣-",
        },
    )
    library = Library(stored.read("library"))
    assert library.activation_starts == dt.date(2026, 12, 1)
    assert library.paper_days == 45
    assert not library.password_rule(off_campus=True).letters_and_digits_only
    assert library.name_symbols == "·- "
    assert library_facts.read(ground.library, "registration.name_symbols") == "· - ␣"
    facts.change(admin, before)
    assert library_facts.read(ground.library, "activation.valid_from") == dt.date(2020, 1, 2)
    assert ground.library.password_rule(off_campus=True) == (4, 12, True)


@pytest.mark.parametrize(
    ("shortest", "longest", "field"),
    [("20", None, "shortest"), (None, "6", "longest"), ("30", "20", "longest")],
)
def test_a_password_can_be_as_long_as_it_must(
    facts: FactsService, admin: Actor, ground: Ground, shortest: str | None, longest: str | None, field: str
) -> None:
    facts.change(admin, {"passwords.campus.longest": "16"})
    values = {"shortest": shortest, "longest": longest}
    with pytest.raises(Refusal) as refused:
        facts.change(admin, {f"passwords.campus.{end}": text for end, text in values.items() if text})
    assert (refused.value.code, refused.value.field) == ("facts.lengths", f"passwords.campus.{field}")
    assert ground.library.password_rule(off_campus=False) == (8, 16, False)


# -- branches, classes, hotlines ------------------------------------------------------------------

BRANCH = {
    "phone": "0571-1",
    "pickup_phone": "0571-2",
    "hours.mon": "9-17".replace("-", ":00-") + ":00",
    **{
        f"{name}.{language}": f"{name} {language}"
        for name in ("name", "short", "room", "pickup")
        for language in ("zh_CN", "en")
    },
}


def test_a_branch_is_added_retired_and_used_again(facts: FactsService, admin: Actor, ground: Ground) -> None:
    stored.write("branch", "YQ")
    assert facts.add(admin, "branches", "HZ", BRANCH) == "HZ"
    branch = Library(stored.read("library")).branches["HZ"]
    assert branch.hours == {**dict.fromkeys(hours.DAYS, ""), "mon": "9:00–17:00"}
    assert branch.pickup["en"] == "pickup en" and not branch.retired
    facts.retire(admin, "branches", "HZ")
    assert list(ground.library.open_branches) == ["YQ", "ZJG"]
    assert "HZ" in ground.library.branches, "what was ordered there still knows its name"
    facts.retire(admin, "branches", "HZ", retired=False)
    assert "HZ" in ground.library.open_branches


def test_each_branch_has_hours_of_its_own(facts: FactsService, admin: Actor, ground: Ground) -> None:
    facts.change(admin, {"branches.YQ.hours.mon": "8:00-12:00", "branches.YQ.hours_note.en": "Ring the bell"})
    assert ground.library.branches["YQ"].hours == {"mon": "8:00–12:00"}
    assert (ground.library.branches["ZJG"].hours, ground.library.branches["ZJG"].hours_note) == ({}, {})


def test_a_branch_never_used_can_be_taken_away_and_brought_back(
    facts: FactsService, admin: Actor, ground: Ground
) -> None:
    stored.write("branch", "YQ")
    facts.add(admin, "branches", "HZ", BRANCH)
    whole = copy.deepcopy(ground.library.facts)
    values = facts.remove(admin, "branches", "HZ")
    assert "HZ" not in ground.library.branches
    facts.add(admin, "branches", "HZ", values)
    assert ground.library.facts == whole


def test_what_has_been_used_can_only_be_retired(
    facts: FactsService, admin: Actor, ground: Ground, patron: int
) -> None:
    stored.write("branch", "YQ")
    connection.execute("UPDATE patron SET class = 'graduate' WHERE id = ?", (patron,))
    for name, code in (("classes", "graduate"), ("classes", "off_campus"), ("branches", "YQ")):
        with pytest.raises(Refusal, match=r"facts\.in_use"):
            facts.remove(admin, name, code)
    facts.remove(admin, "classes", "staff")
    assert list(ground.library.classes) == ["undergraduate", "graduate", "off_campus"]


@pytest.mark.parametrize(
    ("name", "code", "values", "problems"),
    [
        ("branches", "yq2", BRANCH, {("facts.branches_code", "code")}),
        ("branches", "A.B", BRANCH, {("facts.branches_code", "code")}),
        ("branches", "YQ", BRANCH, {("facts.code_taken", "code")}),
        ("branches", "HZ", BRANCH | {"phone": "x"}, {("facts.phone", "phone")}),
        ("branches", "HZ", BRANCH | {"hours.sun": "x"}, {("hours.unclear", "hours.sun")}),
        ("classes", "Big", {}, {("facts.classes_code", "code"), ("facts.missing", "name.en")}),
        ("classes", "staff", {"name.zh_CN": "教工", "name.en": "Staff"}, {("facts.code_taken", "code")}),
        ("hotlines", "", {"phone": "1"}, {("facts.phone", "phone"), ("facts.missing", "name.zh_CN")}),
    ],
)
def test_what_cannot_be_added_is_said_beside_its_field(
    facts: FactsService,
    admin: Actor,
    ground: Ground,
    name: str,
    code: str,
    values: dict[str, str],
    problems: set[tuple[str, str]],
) -> None:
    before = ground.library.to_json()
    with pytest.raises(Refusal) as refused:
        facts.add(admin, name, code, values)
    parts = refused.value.parts if isinstance(refused.value, Refusals) else (refused.value,)
    assert problems <= {(part.code, part.field) for part in parts}
    assert ground.library.to_json() == before


def test_what_is_needed_stays(facts: FactsService, admin: Actor, ground: Ground) -> None:
    stored.write("branch", "YQ")
    with pytest.raises(Refusal, match=r"facts\.here"):
        facts.retire(admin, "branches", "YQ")
    with pytest.raises(Refusal, match=r"facts\.off_campus"):
        facts.retire(admin, "classes", "off_campus")
    for code in ("undergraduate", "graduate"):
        facts.retire(admin, "classes", code)
    with pytest.raises(Refusal, match=r"facts\.last"):
        facts.retire(admin, "classes", "staff")
    assert list(ground.library.open_classes) == ["staff", "off_campus"]


def test_hotlines_come_and_go(facts: FactsService, admin: Actor, ground: Ground) -> None:
    values = {"name.zh_CN": "电子资源", "name.en": "E-resources", "phone": "0571-88981234"}
    assert [facts.add(admin, "hotlines", "", values) for _ in range(2)] == ["1", "2"]
    facts.remove(admin, "hotlines", "1")
    assert [(line.code, line.phone) for line in ground.library.hotlines] == [("2", "0571-88981234")]
    assert facts.add(admin, "hotlines", "", values) == "3", "a code is not given twice"


def test_what_another_process_stored_is_neither_lost_nor_unseen(
    facts: FactsService, admin: Actor, ground: Ground
) -> None:
    other = FactsService(Ground(ground.clock, ground.folder, ground.library))
    assert not other.follow()
    facts.change(admin, {"mail": "ill@zju.edu.cn"})
    other.change(admin, {"sender": "post@zju.edu.cn"})
    assert facts.follow() and not facts.follow()
    assert (ground.library.mail, ground.library.facts["sender"]) == ("ill@zju.edu.cn", "post@zju.edu.cn")


def test_a_library_made_before_a_fact_existed_has_its_default(ground: Ground) -> None:
    older = copy.deepcopy(ground.library.facts)
    for name in ("hotlines",):
        older.pop(name)
    older["activation"].pop("code_minutes")
    for each in (*older["branches"], *older["classes"]):
        for name in ("hours", "hours_note", "retired"):
            each.pop(name, None)
    library = Library(older)
    assert (library.hotlines, library.code_minutes, library.branches["YQ"].hours) == ((), 10, {})
    assert library.open_branches.keys() == library.branches.keys()
    assert library_facts.read(library, "branches.YQ.hours.mon") == ""
