"""Institutions and sub-centres are edited, moved, retired, and never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import connection
from ill_desktop import audit, settings
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import institutions, queries
from ill_desktop.patrons.institutions import InstitutionService
from ill_desktop.patrons.rules import Profile
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor
from tests.db.till import refused

CITY = "浙江大学城市学院"


@pytest.fixture
def service(ground: Ground) -> InstitutionService:
    return InstitutionService(ground)


def names(centre: str = "省中心") -> list[str]:
    return [each.name for each in queries.institutions() if each.centre == centre]


def of(name: str) -> int:
    return next(line.id for line in institutions.lines() if line.name == name)


def centre_of(name: str) -> int:
    return next(line.id for line in institutions.centre_lines() if line.name == name)


def test_a_new_institution_is_found_by_its_initials(service: InstitutionService, admin: Actor) -> None:
    number = service.add(admin, "  西湖  大学 ", "下沙分中心", automatic=True)
    (found,) = queries.institutions("xhdx")
    assert (found.id, found.name, found.centre, found.automatic) == (number, "西湖 大学", "下沙分中心", True)
    assert names("下沙分中心") == ["西湖 大学"]


@pytest.mark.parametrize(
    ("name", "centre", "said"),
    [
        ("", "省中心", [("institution.name", "name")]),
        ("校" * 101, "省中心", [("institution.name", "name")]),
        ("西湖\0大学", "省中心", [("institution.name", "name")]),
        (CITY, "省中心", [("institution.taken", "name")]),
        ("西湖大学", "无此中心", [("institution.centre", "centre")]),
        (" ", "", [("institution.name", "name"), ("institution.centre", "centre")]),
    ],
)
def test_nonsense_is_said_beside_its_field(
    service: InstitutionService, admin: Actor, name: str, centre: str, said: list[tuple[str, str]]
) -> None:
    told = refused(lambda: service.add(admin, name, centre))
    assert [(part.code, part.field) for part in getattr(told, "parts", (told,))] == said


def test_a_new_name_has_new_initials_and_the_home_stays_the_home(
    service: InstitutionService, admin: Actor, ground: Ground
) -> None:
    settings.write("library", ground.library.facts)
    service.rename(admin, of("浙江大学"), "求是大学")
    assert queries.institutions("qsdx")[0].name == "求是大学"
    assert ground.library.home_institution == "求是大学"
    assert settings.read("library")["home_institution"] == "求是大学"
    service.rename(admin, of(CITY), "浙大城市学院")
    assert ground.library.home_institution == "求是大学"
    assert refused(lambda: service.rename(admin, of("嘉兴学院"), "求是大学")).code == "institution.taken"
    service.rename(admin, of("求是大学"), " 求是大学 ")


def test_what_is_retired_is_not_offered_but_stays_on_the_record(
    service: InstitutionService,
    patrons: PatronService,
    profile: Callable[..., Profile],
    admin: Actor,
    ground: Ground,
) -> None:
    city = of(CITY)
    patron = patrons.register_form(admin, "off_campus", profile(institution_id=city))
    service.retire(admin, city)
    assert CITY not in names()
    assert queries.card(patron).institution == CITY
    assert [(line.name, line.retired, line.readers) for line in institutions.lines()][-1] == (CITY, True, 1)
    late = profile(institution_id=city, number="late", email="late@b.cn")
    assert refused(lambda: patrons.register_form(admin, "off_campus", late)).code == "patron.choice"
    assert refused(lambda: service.add(admin, CITY, "省中心")).code == "institution.retired"
    service.restore(admin, city)
    assert CITY in names()
    patrons.register_form(admin, "off_campus", late)
    home = of(ground.library.home_institution)
    assert refused(lambda: service.retire(admin, home)).code == "institution.home"


def test_the_mark_decides_the_road(
    service: InstitutionService, patrons: PatronService, profile: Callable[..., Profile], admin: Actor
) -> None:
    form = profile(institution_id=of(CITY), class_="staff", last_six="123456", number="a1")
    form = type(form)(**{**form.__dict__, "password": "a long one", "confirmation": "a long one"})
    service.set_automatic(admin, of(CITY), True)
    assert refused(lambda: patrons.register_form(admin, "campus_form", form)).code == "patron.road"
    service.set_automatic(admin, of(CITY), False)
    patrons.register_form(admin, "campus_form", form)


def test_up_and_down_and_elsewhere(service: InstitutionService, admin: Actor) -> None:
    before = names()
    service.move(admin, of(before[5]), place=0)
    assert names() == [before[5], *before[:5], *before[6:]]
    service.move(admin, of(before[5]), place=5)
    assert names() == before
    service.move(admin, of(before[0]), place=99)
    assert names() == [*before[1:], before[0]]
    service.move(admin, of(before[1]), centre="宁波分中心", place=0)
    service.move(admin, of(before[2]), centre="宁波分中心", place=0)
    assert names("宁波分中心") == [before[2], before[1]]
    told = refused(lambda: service.move(admin, of(before[3]), centre="无"))
    assert (told.code, told.field) == ("institution.centre", "centre")


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(-3, 12)), max_size=12))
def test_any_moves_keep_everybody_once(moves: list[tuple[int, int]]) -> None:
    order = list(range(9))
    for number, place in moves:
        model = [each for each in order if each != number]
        model.insert(min(max(place, 0), 8), number)
        order = institutions._placed(order, order, number, place)
        assert order == model


def test_sub_centres_come_and_go(service: InstitutionService, admin: Actor) -> None:
    first = ["省中心", "下沙分中心", "滨江分中心", "宁波分中心", "温州分中心", "小和山分中心"]
    assert institutions.centres() == first
    number = service.add_centre(admin, "舟山分中心")
    assert institutions.centres() == [*first, "舟山分中心"]
    service.move_centre(admin, number, 1)
    assert institutions.centres()[:2] == ["省中心", "舟山分中心"]
    service.rename_centre(admin, number, "海岛分中心")
    service.add(admin, "浙江海洋大学", "海岛分中心")
    service.rename_centre(admin, number, "舟山中心")
    assert names("舟山中心") == ["浙江海洋大学"]
    told = refused(lambda: service.retire_centre(admin, number))
    assert (told.code, told.facts["count"]) == ("centre.in_use", 1)
    service.retire(admin, of("浙江海洋大学"))
    service.retire_centre(admin, number)
    assert "舟山中心" not in institutions.centres()
    assert refused(lambda: service.add(admin, "新学院", "舟山中心")).code == "institution.centre"
    assert refused(lambda: service.add_centre(admin, "舟山中心")).code == "centre.retired"
    service.restore(admin, of("浙江海洋大学"))
    assert "舟山中心" in institutions.centres()
    service.retire_centre(admin, centre_of("温州分中心"))
    service.restore_centre(admin, centre_of("温州分中心"))
    assert institutions.centres()[-2:] == ["温州分中心", "小和山分中心"]


def test_who_is_not_there_is_said(service: InstitutionService, admin: Actor) -> None:
    calls: list[Callable[[], object]] = [
        lambda: service.rename(admin, 999, "新名"),
        lambda: service.set_automatic(admin, 999, True),
        lambda: service.move(admin, 999, place=0),
        lambda: service.retire(admin, 999),
        lambda: service.restore(admin, 999),
    ]
    assert {refused(call).code for call in calls} == {"institution.gone"}
    calls = [
        lambda: service.rename_centre(admin, 999, "新名"),
        lambda: service.move_centre(admin, 999, 0),
        lambda: service.retire_centre(admin, 999),
        lambda: service.restore_centre(admin, 999),
    ]
    assert {refused(call).code for call in calls} == {"centre.gone"}


def test_only_who_may_configure(service: InstitutionService, reviewer: Actor) -> None:
    calls: list[Callable[[], object]] = [
        lambda: service.add(reviewer, "西湖大学", "省中心"),
        lambda: service.rename(reviewer, 1, "新名"),
        lambda: service.set_automatic(reviewer, 1, True),
        lambda: service.move(reviewer, 1, place=3),
        lambda: service.retire(reviewer, 1),
        lambda: service.restore(reviewer, 1),
        lambda: service.add_centre(reviewer, "舟山"),
        lambda: service.rename_centre(reviewer, 1, "新名"),
        lambda: service.move_centre(reviewer, 1, 3),
        lambda: service.retire_centre(reviewer, 2),
        lambda: service.restore_centre(reviewer, 2),
    ]
    before = (institutions.lines(), institutions.centre_lines())
    for call in calls:
        with pytest.raises(Refusal, match="not_permitted"):
            call()
    assert (institutions.lines(), institutions.centre_lines()) == before


def test_every_change_is_in_the_audit(service: InstitutionService, admin: Actor) -> None:
    number = service.add(admin, "西湖大学", "省中心")
    service.rename(admin, number, "西湖大学堂")
    service.move(admin, number, place=0)
    service.retire(admin, number)
    actions = connection.rows(
        str, "SELECT action FROM audit WHERE subject = ? ORDER BY id", (f"institution:{number}",)
    )
    assert actions == ["institution.add", "institution.rename", "institution.move", "institution.retire"]
    assert list(audit.breaks()) == []
