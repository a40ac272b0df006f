"""Name and institution of a reader are corrected by staff; what is the registry's stays the registry's."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.counter.correcting import CorrectionService
from ill_desktop.errors import Refusals
from ill_desktop.ground import Ground
from ill_desktop.patrons import queries
from ill_desktop.patrons.rules import VISITOR
from ill_desktop.patrons.service import PatronService
from ill_desktop.requests import queries as requests
from ill_desktop.requests.queries import Filter
from ill_desktop.staff.rules import Actor, reader
from tests.db.till import Till, refused

WHY = "身份证"


@pytest.fixture
def correcting(ground: Ground) -> CorrectionService:
    return CorrectionService(ground)


def _institution(automatic: bool, besides: int = 0) -> int:
    return next(row.id for row in queries.institutions() if row.automatic is automatic and row.id != besides)


def test_reader_and_requests_are_found_by_the_new_name(
    correcting: CorrectionService, counter: Actor, till: Till, patron: int
) -> None:
    request = till.request(patron)
    correcting.correct(counter, patron, name=" 陈弘毅 ", reason=WHY)
    card = queries.card(patron)
    assert (card.name, card.pinyin) == ("陈弘毅", "chenhongyi")
    for text in ("弘毅", "chenhongyi", "chy"):
        assert [row.id for row in queries.find(text)] == [patron]
        assert [row.id for row in requests.page(Filter(text=text))] == [request]
    assert queries.find("竑宇") == []
    assert requests.page(Filter(text="竑宇")) == []


def test_the_history_keeps_both_institutions_and_no_name(
    correcting: CorrectionService, counter: Actor, patron: int
) -> None:
    before = queries.card(patron)
    other = _institution(False)
    correcting.correct(counter, patron, name="陈弘毅", institution_id=other, reason=WHY)
    after = queries.card(patron)
    assert after.institution_id == other != before.institution_id
    event = queries.events(patron)[0]
    assert (event.kind, event.actor, event.note) == ("correct", "周敏", WHY)
    assert event.facts == {
        "changed": ["name", "institution"],
        "before": {"institution": before.institution},
        "after": {"institution": after.institution},
    }
    for table in ("patron_event", "audit"):
        stored = json.dumps(connection.rows(lambda *row: row, f"SELECT * FROM {table}"), ensure_ascii=False)
        assert "陈弘毅" not in stored
        assert "陈竑宇" not in stored


def test_what_stood_so_already_is_not_recorded(
    correcting: CorrectionService, counter: Actor, patron: int
) -> None:
    card, before = queries.card(patron), queries.events(patron)
    correcting.correct(counter, patron, name=card.name, institution_id=card.institution_id, reason=WHY)
    connection.execute("UPDATE institution SET retired_at = 'x' WHERE id = ?", (card.institution_id,))
    correcting.correct(counter, patron, institution_id=card.institution_id, reason=WHY)
    assert queries.events(patron) == before


def test_every_fault_stands_beside_its_field(
    correcting: CorrectionService, counter: Actor, patron: int
) -> None:
    told = refused(lambda: correcting.correct(counter, patron, name="陈 弘", institution_id=999, reason=WHY))
    assert isinstance(told, Refusals)
    assert [(part.code, part.field) for part in told.parts] == [
        ("patron.name_space", "name"),
        ("patron.choice", "institution"),
    ]
    told = refused(lambda: correcting.correct(counter, patron, name="陈弘毅", reason=" "))
    assert (told.code, told.field) == ("patron.reason", "reason")
    assert queries.card(patron).name == "陈竑宇"


def test_an_institution_has_to_know_the_road(
    correcting: CorrectionService, counter: Actor, patron: int
) -> None:
    form = _institution(False)
    connection.execute(
        "UPDATE patron SET road = 'campus_form', institution_id = ? WHERE id = ?", (form, patron)
    )
    told = refused(lambda: correcting.correct(counter, patron, institution_id=_institution(True), reason=WHY))
    assert (told.code, told.field) == ("patron.road", "institution")
    correcting.correct(counter, patron, institution_id=_institution(False, form), reason=WHY)


def test_what_the_registry_says_stays(correcting: CorrectionService, counter: Actor, campus: int) -> None:
    told = refused(lambda: correcting.correct(counter, campus, name="某人", reason=WHY))
    assert (told.code, told.field) == ("patron.name_bound", "name")
    told = refused(
        lambda: correcting.correct(counter, campus, institution_id=_institution(False), reason=WHY)
    )
    assert (told.code, told.field) == ("patron.institution_bound", "institution")


def test_who_may_and_of_whom(
    correcting: CorrectionService,
    patrons: PatronService,
    counter: Actor,
    reviewer: Actor,
    patron: int,
    duplicate: int,
    merge: Callable[[], None],
) -> None:
    for by in (VISITOR, reader(patron, "陈竑宇")):
        told = refused(lambda by=by: correcting.correct(by, patron, name="陈弘毅", reason=WHY))  # type: ignore[misc]
        assert told.code == "not_permitted"
    merge()
    assert (
        refused(lambda: correcting.correct(counter, duplicate, name="某人", reason=WHY)).code == "patron.gone"
    )
    patrons.withdraw(reviewer, patron)
    assert (
        refused(lambda: correcting.correct(counter, patron, name="某人", reason=WHY)).code
        == "patron.moved_on"
    )
