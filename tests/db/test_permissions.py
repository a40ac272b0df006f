"""Nobody does what is not his: every action of every room against every role; each denial is written down.

Rights are asked for before anything else, so an action is called here with nothing in its places: whoever may
not is told so; whoever may comes further, and fails over what is missing.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from db import connection
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.patrons import queries as patron_queries
from ill_desktop.patrons.rules import Profile
from ill_desktop.requests.service import NewRequest
from ill_desktop.services import Services
from ill_desktop.staff.rules import PERMISSIONS, ROLES, Actor, reader
from ill_desktop.words import load
from tests.db import rights
from tests.db.till import ARTICLE

# Called inside an action that has asked already; nothing outside the services reaches for them.
INSIDE = {"cashier.debit", "counter.arrive", "counter.release"}
# About oneself: whoever signed in may, with no right but that.
ONESELF = {
    "notices.mark_read",
    "requests.draft",
    "requests.drop_draft",
    "requests.save_draft",
    "staff.remember",
}
# Ways of a reader or visitor to his own account: they prove who he is as they go.
VISITOR = {"activation.start", "contacts.change", "contacts.send_code", "submitting.look"}
ACTORS = (*ROLES, "system", "visitor", "patron")


def rooms(desk: Desk) -> Iterator[tuple[str, object]]:
    for name, made in vars(Services).items():
        if isinstance(made, cached_property):
            yield name, getattr(desk, name)
    yield "cashier.tariffs", desk.cashier.tariffs


def actions(desk: Desk) -> dict[str, Callable[..., Any]]:
    """Every public method that says who acts."""
    return {
        f"{name}.{method}": getattr(room, method)
        for name, room in rooms(desk)
        for method in dir(room)
        if not method.startswith("_") and callable(getattr(room, method)) and _says_who(getattr(room, method))
    }


def _says_who(action: Callable[..., Any]) -> bool:
    try:
        names = list(inspect.signature(action).parameters)
    except ValueError:  # a class of C has none
        return False
    return bool(names) and names[0] == "by"


def call(action: Callable[..., Any], by: Actor) -> None:
    """With nothing in its places; what is broken by that came further than the question."""
    needed = [each for each in list(inspect.signature(action).parameters.values())[1:] if _needed(each)]
    places = [None for each in needed if each.kind is not each.KEYWORD_ONLY]
    named = {each.name: None for each in needed if each.kind is each.KEYWORD_ONLY}
    try:
        action(by, *places, **named)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 the question was answered with yes, and that is all that is asked here
        return


def _needed(parameter: inspect.Parameter) -> bool:
    return parameter.default is parameter.empty and parameter.kind not in (
        parameter.VAR_POSITIONAL,
        parameter.VAR_KEYWORD,
    )


def actor(role: str) -> Actor:
    return reader(99, "另一位读者") if role == "patron" else Actor("王敏", role, staff_id=9)


def denials() -> int:
    return int(connection.value("SELECT COUNT(*) FROM audit WHERE action = 'denied'"))


def test_every_action_is_in_the_table(desk: Desk) -> None:
    """A new one is given its right here, or is said to need none and why."""
    known = {*rights.NEEDS, *rights.WITH_FACTS, *INSIDE, *ONESELF, *VISITOR}
    assert set(actions(desk)) - known == set()
    assert known - set(actions(desk)) == set()
    assert set(rights.NEEDS.values()) <= PERMISSIONS


@pytest.mark.parametrize("role", ACTORS)
def test_who_may_do_what(desk: Desk, role: str) -> None:
    by = actor(role)
    wrong = []
    for name, action in actions(desk).items():
        if (needed := rights.NEEDS.get(name)) is None:
            continue
        missing, recorded = tried(lambda action=action: call(action, by))  # type: ignore[misc]
        expected = "" if by.may(needed) else needed
        if (missing, recorded) != (expected, int(bool(expected))):
            wrong.append((name, expected, missing, recorded))
    assert wrong == []


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> rights.Case:
    """An off-campus reader with a request that is open and a book that is out."""
    by = Actor("周敏", "administrator", staff_id=1)
    desk.staff.add_first("zhoumin", "周敏", "a long enough password")
    facts = {"name": "陈竑宇", "number": "chenhy88", "unit": "x", "password": "rain1234"}
    home = patron_queries.institutions(desk.library.home_institution)[0].id
    profile = Profile(
        home,
        "chy@126.com",
        "13957102231",
        "m",
        confirmation="rain1234",
        **facts,  # type: ignore[arg-type]
    )
    patron = desk.patrons.register_form(by, "off_campus", profile)
    desk.patrons.approve(by, patron)
    connection.execute("UPDATE patron SET activated_at = ? WHERE id = ?", (desk.ground.now, patron))
    facts = {"patron_id": patron, "copyright_agreed": True}
    request = desk.requests.submit(
        by,
        NewRequest(service_type="delivery", document_type="journal_article", fields=ARTICLE, **facts),  # type: ignore[arg-type]
    ).id
    book = {"title": "结构洞", "author": "伯特"}
    loan = desk.requests.submit(
        by,
        NewRequest(service_type="loan", document_type="book", fields=book, delivery="pickup", **facts),  # type: ignore[arg-type]
    ).id
    connection.execute(
        "UPDATE request SET state = 'checked_out', due_on = '2026-12-20' WHERE id = ?", (loan,)
    )
    till = connection.value("SELECT id FROM till")
    shift = desk.shifts.open(by, till, 100_00)
    return rights.Case(desk, tmp_path, patron, request, loan, shift, staff=1)


class _Undo(Exception):
    """Whatever an action did in a test goes."""


@pytest.mark.parametrize("role", ACTORS)
def test_what_depends_on_the_facts(case: rights.Case, role: str) -> None:
    by = actor(role)
    wrong = []
    for name, (needed, action) in rights.WITH_FACTS.items():
        missing, recorded = tried(lambda action=action: action(case, by))  # type: ignore[misc]
        expected = "" if by.may(needed) else needed
        if (missing, recorded) != (expected, int(bool(expected))):
            wrong.append((name, expected, missing, recorded))
    assert wrong == []


def tried(action: Callable[[], Any]) -> tuple[str, int]:
    """The permission that was missing, and how many denials were written down; then all is undone."""
    before, missing = denials(), ""
    with pytest.raises(_Undo), connection.transaction():
        try:
            action()
        except Refusal as refusal:
            missing = refusal.facts["permission"] if refusal.code == "not_permitted" else ""
        recorded = denials() - before
        raise _Undo
    return missing, recorded


def test_a_reader_does_it_for_himself(case: rights.Case) -> None:
    """The same actions, for his own record: it is not the right that is missing."""
    himself = reader(case.patron, "陈竑宇")
    for name in rights.ONES_OWN:
        _, action = rights.WITH_FACTS[name]
        assert tried(lambda action=action: action(case, himself)) == ("", 0), name  # type: ignore[misc]


def test_what_runs_inside_is_reached_from_nowhere_else() -> None:
    root = Path(__file__).parent.parent.parent
    outside = [*(root / "ui").rglob("*.py"), *(root / "ill_desktop" / "web").rglob("*.py")]
    outside += (root / "ill_desktop" / "cli").rglob("*.py")
    inside = re.compile(r"\.cashier\.debit\(|\.counter\.(arrive|release)\(")
    assert [file.name for file in outside if inside.search(file.read_text("utf-8"))] == []


def test_every_right_has_its_words_and_somebody_who_has_it() -> None:
    for permission in PERMISSIONS:
        assert any(permission in held for held in ROLES.values())
        for language in ("zh_CN", "en"):
            assert load(language)(f"permission.{permission}")


def test_an_unknown_role_may_nothing() -> None:
    assert not any(Actor("x", "root").may(permission) for permission in PERMISSIONS)
